package anchor_test

import (
	"context"
	"crypto/ecdsa"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

// resendEvery is more than the default of Config.ResendEvery.
const resendEvery = 11 * time.Second

// clock is a clock that moves when told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

// rig is an outbox and an anchor on a world's node, which works a round when told to.
type rig struct {
	*world
	*anchor.Anchor
	box    *outbox.Outbox
	path   string
	key    *ecdsa.PrivateKey
	sender common.Address
	clock  *clock
	cfg    anchor.Config
	// via is what the anchor talks through: the node, or a fault before it.
	via anchor.Chain
	// signer is who signs: the key, or a fault before it. more are further keys.
	signer signer.Signer
	more   []signer.Signer
	// hook is called at the outbox's points; nil: nothing is.
	hook func(point string)
}

func newRig(t *testing.T, w *world, change func(*anchor.Config)) *rig {
	t.Helper()
	key := newKey(t)
	r := &rig{
		world: w, key: key, sender: crypto.PubkeyToAddress(key.PublicKey), via: w.node, signer: signer.FromKey(key),
		path: filepath.Join(t.TempDir(), "outbox.db"), clock: &clock{now: time.Unix(1_790_000_000, 0)},
	}
	w.fund(r.sender, ether(1000))
	r.cfg = anchor.Config{
		ChainID: chainID, Batch: w.batch, Companies: w.companies, Depth: 3, Now: r.clock.Now,
		Log: zerolog.New(zerolog.NewTestWriter(t)),
	}
	if change != nil {
		change(&r.cfg)
	}
	t.Cleanup(func() {
		if err := r.box.Close(); err != nil {
			t.Error(err)
		}
	})
	r.start()
	return r
}

// start opens the outbox and makes an anchor, as a process does that has just begun.
func (r *rig) start() {
	r.t.Helper()
	box, err := outbox.Open(outbox.Config{Path: r.path, Now: r.clock.Now, Hook: r.hook})
	if err != nil {
		r.t.Fatal(err)
	}
	r.box = box
	if r.Anchor, err = anchor.New(box, r.via, append([]signer.Signer{r.signer}, r.more...), r.cfg); err != nil {
		r.t.Fatal(err)
	}
}

// restart forgets all that is not on disk.
func (r *rig) restart() {
	r.t.Helper()
	if err := r.box.Close(); err != nil {
		r.t.Fatal(err)
	}
	r.start()
}

func (r *rig) accept(entries ...outbox.Entry) {
	r.t.Helper()
	for _, e := range entries {
		if _, err := r.box.Accept(e); err != nil {
			r.t.Fatal(err)
		}
	}
}

// step does one round that must reach its end.
func (r *rig) step() {
	r.t.Helper()
	if err := r.Step(r.t.Context()); err != nil {
		r.t.Fatalf("round: %v", err)
	}
}

// fault does one round that must not reach its end.
func (r *rig) fault() {
	r.t.Helper()
	if err := r.Step(r.t.Context()); err == nil {
		r.t.Fatal("the round reached its end, and should not have")
	}
}

func (r *rig) want(e outbox.Entry, state outbox.State) outbox.Entry {
	r.t.Helper()
	got, err := r.box.Get(e.ID)
	if err != nil {
		r.t.Fatal(err)
	}
	if got.State != state {
		r.t.Fatalf("act %s is %s (%s), want %s", e.Act, got.State, got.Reason(), state)
	}
	return got
}

// finish mines and steps until every act is settled.
func (r *rig) finish() {
	r.t.Helper()
	for range 200 {
		r.step()
		stats, err := r.box.Stats()
		if err != nil {
			r.t.Fatal(err)
		}
		open := uint64(0)
		for state, n := range stats.Count {
			if !state.Settled() {
				open += n
			}
		}
		if open == 0 {
			return
		}
		r.mine(1)
		r.clock.advance(time.Second)
	}
	r.t.Fatal("200 blocks later there still are acts that are not settled")
}

// wantOnce fails unless every act is final here and was done exactly once on chain.
func (r *rig) wantOnce(entries ...outbox.Entry) {
	r.t.Helper()
	for _, e := range entries {
		r.want(e, outbox.Final)
		if n := r.events(e.ID); n != 1 {
			r.t.Errorf("the chain says %d times that act %s was done", n, e.ID)
		}
	}
}

// nonce is how many transactions of the relayer the chain has.
func (r *rig) nonce() uint64 {
	r.t.Helper()
	nonce, err := r.node.Nonce(r.t.Context(), r.sender)
	if err != nil {
		r.t.Fatal(err)
	}
	return nonce
}

// faulty is a node with a fault before it. A nil function means none.
type faulty struct {
	anchor.Chain
	send    func(ctx context.Context, raw []byte) error
	receipt func(ctx context.Context, tx common.Hash) (*chain.Receipt, error)
	fees    func(ctx context.Context, head chain.Block) (chain.Fees, error)
	block   func(ctx context.Context, block common.Hash) ([]*chain.Receipt, error)
}

func (f *faulty) BlockReceipts(ctx context.Context, block common.Hash) ([]*chain.Receipt, error) {
	if f.block != nil {
		return f.block(ctx, block)
	}
	return f.Chain.BlockReceipts(ctx, block)
}

func (f *faulty) Fees(ctx context.Context, head chain.Block) (chain.Fees, error) {
	if f.fees != nil {
		return f.fees(ctx, head)
	}
	return f.Chain.Fees(ctx, head)
}

func (f *faulty) Send(ctx context.Context, raw []byte) error {
	if f.send != nil {
		return f.send(ctx, raw)
	}
	return f.Chain.Send(ctx, raw)
}

func (f *faulty) Receipt(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
	if f.receipt != nil {
		return f.receipt(ctx, tx)
	}
	return f.Chain.Receipt(ctx, tx)
}
