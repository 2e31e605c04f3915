//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"
)

// stopGrace is how long a node may take to end before it is killed.
const stopGrace = 15 * time.Second

// Network is a devnet: its folder, and the processes that run in it or do not. Nodes are numbered from 1.
//
// Its methods may be called at once, from any number of processes: what changes the network takes the folder's lock.
type Network struct {
	dir string
	log zerolog.Logger

	mu  sync.Mutex // guards rec
	rec record

	// stopped is closed when a network in the foreground has been stopped, nil for any other; ending holds why that failed.
	stopped chan struct{}
	ending  error
}

// Up brings the devnet up and returns once every node runs, has all its peers, and has a block sealed since. It makes the devnet where
// there is none, goes on with the same chain where there is one, starts what is down, and leaves alone what runs.
//
// Without Detach the network is in the foreground: a chain that stands still is freed, and the network is stopped when ctx ends, and Wait returns when that
// is done. When Up fails,
// the processes that it started are stopped.
func Up(ctx context.Context, c Config) (*Network, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	full, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	geth, err := Binary(ctx, c.Log)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(full.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the devnet's folder: %w", err)
	}

	n := &Network{dir: full.Dir, log: c.Log}
	err = n.locked(ctx, func() error {
		has, err := readRecord(n.dir)
		switch {
		case errors.Is(err, ErrNoDevnet):
			if has, err = create(ctx, full, geth); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			if err := c.agrees(has); err != nil {
				return err
			}
		}
		n.rec = has
		return n.bringUpAll(ctx, geth)
	})
	if err != nil {
		return nil, err
	}
	if !c.Detach {
		go n.keepGoing(ctx, n.Free)
		n.stopped = make(chan struct{})
		context.AfterFunc(ctx, func() {
			defer close(n.stopped)
			n.ending = n.Down(context.WithoutCancel(ctx))
		})
	}
	return n, nil
}

// Open returns the devnet in dir, running or not. It returns ErrNoDevnet where there is none.
func Open(dir string, log zerolog.Logger) (*Network, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the devnet's folder: %w", err)
	}
	has, err := readRecord(dir)
	if err != nil {
		return nil, err
	}
	return &Network{dir: dir, log: log, rec: has}, nil
}

// Wait returns when a network in the foreground has been stopped, which the end of Up's context brings about, with the error of
// stopping it. For a network that was opened or detached there is nothing to wait for, and it returns at once.
func (n *Network) Wait() error {
	if n.stopped == nil {
		return nil
	}
	<-n.stopped
	return n.ending
}

// Down stops every node, all at once, and returns when they are gone. The chain stays on disk. A network that is down stays so.
func (n *Network) Down(ctx context.Context) error {
	return n.locked(ctx, func() error { return n.stopAll(ctx) })
}

// Reset takes the devnet down and deletes it, keys and chain: the next Up in the folder makes another one, on which nothing that was
// signed for this one is valid. Everything in the folder goes. Processes other than the nodes must have been stopped.
func (n *Network) Reset(ctx context.Context) error {
	return n.locked(ctx, func() error {
		if err := n.stopAll(ctx); err != nil {
			return err
		}
		return remove(n.dir)
	})
}

// Dir returns the devnet's folder.
func (n *Network) Dir() string { return n.dir }

// Name returns what people call it.
func (n *Network) Name() string { return n.snapshot().Name }

// ChainID returns the chain's id, which no other devnet is likely to have.
func (n *Network) ChainID() *big.Int { return new(big.Int).SetUint64(n.snapshot().ChainID) }

// GenesisHash returns the hash of the chain's first block.
func (n *Network) GenesisHash() common.Hash { return n.snapshot().GenesisHash }

// Period returns the time between blocks.
func (n *Network) Period() time.Duration { return n.snapshot().period() }

// Day returns how long a day is on this network.
func (n *Network) Day() time.Duration { return n.snapshot().day() }

// Nodes returns how many nodes it has; they are numbered from 1.
func (n *Network) Nodes() int { return len(n.snapshot().Nodes) }

// HTTP returns the URL at which a node answers JSON-RPC, running or not.
func (n *Network) HTTP(number int) (string, error) {
	node, err := n.node(number)
	return node.httpURL(), err
}

// WS returns the URL of a node's web socket, running or not.
func (n *Network) WS(number int) (string, error) {
	node, err := n.node(number)
	return node.wsURL(), err
}

// LogFile returns the file that a node logs to. It holds what earlier runs said, too.
func (n *Network) LogFile(number int) (string, error) {
	node, err := n.node(number)
	return node.logFile(), err
}

func (n *Network) node(number int) (node, error) { return n.snapshot().nodeIn(n.dir, number) }

// snapshot returns the record as it is now; nothing in it is ever changed in place.
func (n *Network) snapshot() record {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.rec
}

// setPorts records that a node listens elsewhere from now on.
func (n *Network) setPorts(number int, p ports) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.rec.Nodes = slices.Clone(n.rec.Nodes)
	n.rec.Nodes[number-1].Ports = p
	return n.rec.write(n.dir)
}

// setGenesis records the hash of the chain's first block.
func (n *Network) setGenesis(hash common.Hash) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.rec.GenesisHash = hash
	return n.rec.write(n.dir)
}

// locked runs change while no other process, and nothing else in this one, changes the devnet, and on its newest record.
func (n *Network) locked(ctx context.Context, change func() error) error {
	unlock, err := lockFile(ctx, filepath.Join(n.dir, lockName))
	if err != nil {
		return fmt.Errorf("wait for whoever else starts or stops this devnet: %w", err)
	}
	defer unlock()

	has, err := readRecord(n.dir)
	switch {
	case err == nil:
		n.mu.Lock()
		n.rec = has
		n.mu.Unlock()
	case !errors.Is(err, ErrNoDevnet):
		return err
	}
	return change()
}

// stopAll stops every node at once.
func (n *Network) stopAll(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, stopGrace)
	defer cancel()
	rec := n.snapshot()
	var group errgroup.Group
	for _, has := range rec.Nodes {
		group.Go(func() error {
			node, err := rec.nodeIn(n.dir, has.Number)
			if err != nil {
				return err
			}
			return node.child("", rec).Stop(ctx)
		})
	}
	return group.Wait()
}
