package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/chain"
)

// Chain is what the index asks of a node; *chain.Client answers it.
type Chain interface {
	// Choose settles which node answers all further questions of a round.
	Choose(ctx context.Context)
	Head(ctx context.Context) (chain.Block, error)
	BlockAt(ctx context.Context, height uint64) (chain.Block, error)
	BlockOf(ctx context.Context, hash common.Hash) (chain.Block, error)
	Logs(ctx context.Context, filter chain.Filter) ([]types.Log, error)
}

// Config says how an index works. The zero value of a field from Poll on means its default.
type Config struct {
	// Path is the bbolt file; its folder must exist.
	Path string
	// Deployment is the network whose contracts are followed.
	Deployment *deployment.Deployment
	// Poll is how often the node is asked for its head. Default 250 ms.
	Poll time.Duration
	// Keep is how many of the newest applied blocks can be undone one by one; a deeper reorganisation rebuilds the state from
	// the file. Default 64: each costs some hundred bytes an event.
	Keep int
	// Stride is how many blocks are read at once while far behind. Default 2,000.
	Stride uint64
	// ReconcileEvery is after how many rounds the newest applied blocks are compared with the node again. Default 40.
	ReconcileEvery int
	// Log is where it writes; the zero Logger writes nothing.
	Log zerolog.Logger
}

func (c *Config) defaults() {
	c.Poll = or(c.Poll, 250*time.Millisecond)
	c.Keep = or(c.Keep, near)
	c.Stride = or(c.Stride, 2_000)
	c.ReconcileEvery = or(c.ReconcileEvery, 40)
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// Status is how far the index is.
type Status struct {
	// Block and Hash name the newest applied block; Time is its time in Unix seconds.
	Block uint64
	Hash  common.Hash
	Time  uint64
	// Head is the node's newest block, as last seen.
	Head chain.Block
	// Reorgs counts the blocks that were undone in this process's life.
	Reorgs uint64
	// Fault is what kept the last round from its end; empty if nothing did.
	Fault string
}

// applied is a block whose events are in the state. undo is nil where it is too old to be undone by itself.
type applied struct {
	number uint64
	hash   common.Hash
	time   uint64
	undo   *change
}

// Index is an open index. Its methods may be called from many goroutines; Run and Step by one.
type Index struct {
	cfg     Config
	chain   Chain
	store   *store
	table   table
	address []common.Address

	// stack has the applied blocks, oldest first: those with logs, and some without.
	stack  []applied
	rounds int
	// unwritten are the blocks that are applied and not yet in the file: the newest, without logs.
	unwritten int

	// stepping is held by whoever changes the stack: a round, or a rebuilt index that takes the place of this one.
	stepping sync.Mutex
	// file guards store against whoever reads the stored blocks while another file takes its place; generation counts those.
	file       sync.RWMutex
	generation int

	mu     sync.RWMutex
	state  *state
	status Status

	changesMu sync.Mutex
	changes   chan struct{}
}

// Open opens the index at cfg.Path and builds the state from what is stored there. A file that is damaged or of another deployment is
// built anew: it holds nothing that the chain does not.
func Open(node Chain, cfg Config) (*Index, error) {
	cfg.defaults()
	if cfg.Deployment == nil {
		return nil, errors.New("open index: no deployment")
	}
	d := cfg.Deployment
	x := &Index{cfg: cfg, chain: node, table: tableOf(d), state: newState(), changes: make(chan struct{})}
	file, err := openStore(cfg.Path, x.identity())
	if err != nil {
		return nil, err
	}
	x.store = file
	for _, name := range deployment.Names() {
		x.address = append(x.address, d.Address(name))
	}
	if err := x.replay(^uint64(0)); err != nil {
		// What is stored does not add up: the chain is asked again.
		cfg.Log.Warn().Err(err).Msg("index: stored blocks cannot be replayed; building anew")
		if err := file.write(0, nil); err != nil {
			return nil, errors.Join(err, file.close())
		}
		if err := x.replay(0); err != nil {
			return nil, errors.Join(err, file.close())
		}
	}
	return x, nil
}

// identity is what the file must have been made for.
func (x *Index) identity() identity {
	d := x.cfg.Deployment
	return identity{Schema: schemaVersion, ChainID: d.ChainID, Genesis: d.GenesisHash, Salt: d.Salt}
}

// Close closes the file.
func (x *Index) Close() error {
	x.stepping.Lock()
	defer x.stepping.Unlock()
	if err := x.store.close(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// replay builds the state from the stored blocks below a height.
func (x *Index) replay(below uint64) error {
	fresh, stack := newState(), []applied(nil)
	err := x.store.each(below, func(b block) error {
		c, err := fresh.add(x.table, b)
		if err != nil {
			return err
		}
		stack = append(stack, applied{b.Number, b.Hash, b.Time, c})
		forget(stack, x.cfg.Keep)
		return nil
	})
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.state, x.stack, x.unwritten = fresh, stack, 0
	x.stand()
	return nil
}

// forget drops the journal of the block that has become too old to be undone by itself.
func forget(stack []applied, keep int) {
	if old := len(stack) - keep - 1; old >= 0 {
		stack[old].undo = nil
	}
}

// stand brings the status up to the stack's newest block. The caller holds the lock.
func (x *Index) stand() {
	x.status.Block, x.status.Hash, x.status.Time = 0, common.Hash{}, 0
	if n := len(x.stack); n > 0 {
		newest := x.stack[n-1]
		x.status.Block, x.status.Hash, x.status.Time = newest.number, newest.hash, newest.time
	}
}

// Status is how far the index is.
func (x *Index) Status() Status {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.status
}

// View calls fn with the state between two blocks. What fn gets may be kept; View itself must not, nor be called within fn.
func (x *Index) View(fn func(View)) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	fn(View{state: x.state, status: x.status})
}

// Dump writes the whole state in one canonical form: two indexes of one chain at one block dump the same bytes.
func (x *Index) Dump(w io.Writer) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.state.dump(w)
}

// Changes gives a channel that is closed when the next block with events is applied or undone.
func (x *Index) Changes() <-chan struct{} {
	x.changesMu.Lock()
	defer x.changesMu.Unlock()
	return x.changes
}

func (x *Index) announce() {
	x.changesMu.Lock()
	defer x.changesMu.Unlock()
	close(x.changes)
	x.changes = make(chan struct{})
}
