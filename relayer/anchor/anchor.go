// Package anchor carries the acts of an outbox to the chain, and the chain's answers back.
//
// Guarantee: with the outbox's, every act that was accepted takes effect exactly once or is refused with the chain's reason, and is called
// final only when the block that holds it is the canonical one at its height, read at that moment, with Depth blocks on top. The
// anchor keeps nothing of its own that matters: killed at any instruction, it goes on from the outbox and the chain.
//
// One goroutine does four things in turn, once for each new block or newly accepted act:
//
//	confirm  looks for the receipts of what is live: mined, gone again in a reorganisation, final, or its nonce lost to another; and
//	         whether what was final still is
//	advance  signs what is reserved, sends what is signed, sends again what is slow, bids more for what is stuck
//	pack     takes queued acts in the order of their acceptance, tries them by eth_call, and reserves a batch
//	observe  tells the metrics and Status how things stand
//
// Order: acts go on chain in the order in which they were accepted, since batches keep it and nonces keep the batches in order.
// So an act may build on an earlier one that is not mined yet. An act that eth_call refuses fails at once only when no
// act before it that could change this is unmined; else it goes into the batch and the chain decides.
//
// With several keys that holds for acts that could depend on each other, which is those that concern a company in common: they go by one
// key as long as one of them is not final, and so in order even through a reorganisation. Others go by whichever key is free (lane.go).
package anchor

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

// The points at which Config.Hook is called by this package; package outbox has the others.
const (
	// AfterSign: the signer returned, and the bytes are not on disk.
	AfterSign = "afterSign"
	// BeforeSend: the bytes are on disk, and no socket has seen them.
	BeforeSend = "beforeSend"
	// AfterSend: the node answered, and the outbox does not know.
	AfterSend = "afterSend"
	// AfterMined: the outbox knows the block, and it is not final.
	AfterMined = "afterMined"
	// BeforeFinal: the block was found final, and the outbox does not know.
	BeforeFinal = "beforeFinal"
)

// Chain is what the anchor asks of a node; *chain.Client answers it.
type Chain interface {
	// Choose settles which node answers all further questions of a round.
	Choose(ctx context.Context)
	Head(ctx context.Context) (chain.Block, error)
	HashAt(ctx context.Context, height uint64) (common.Hash, error)
	Receipt(ctx context.Context, tx common.Hash) (*chain.Receipt, error)
	BlockReceipts(ctx context.Context, block common.Hash) ([]*chain.Receipt, error)
	Nonce(ctx context.Context, account common.Address) (uint64, error)
	NonceAt(ctx context.Context, account common.Address, height uint64) (uint64, error)
	Balance(ctx context.Context, account common.Address) (*big.Int, error)
	Fees(ctx context.Context, head chain.Block) (chain.Fees, error)
	Ask(ctx context.Context, call chain.Call) ([]byte, error)
	AskAfter(ctx context.Context, before []chain.Call, call chain.Call, height *uint64) ([]byte, error)
	Logs(ctx context.Context, filter chain.Filter) ([]types.Log, error)
	Send(ctx context.Context, raw []byte) error
}

// Config says how an anchor works. The zero value of a field from Depth on means its default.
type Config struct {
	// ChainID is the chain's id; transactions are signed for it.
	ChainID uint64
	// Batch and Companies are the contracts' addresses.
	Batch, Companies common.Address
	// FirstBlock is the block of the deployment: no act is older.
	FirstBlock uint64

	// Depth is how many blocks must lie on top of a block before it is final. Default 4.
	Depth uint64
	// Immediate is set on a chain whose blocks are final once they are there: Depth is then none.
	Immediate bool
	// MaxInFlight is how many transactions may be unmined at once. Default 16, what geth keeps of one account for sure.
	MaxInFlight int
	// MaxActs is how many acts a transaction carries at most. Default 150.
	MaxActs int
	// MaxGas is the gas limit of a transaction at most; three quarters of a block's where that is less. Default 45,000,000: geth
	// gives an eth_call 50,000,000.
	MaxGas uint64
	// MaxBytes is the calldata of a transaction at most. Default 126,000: nodes take 131,072 bytes in all.
	MaxBytes int
	// MaxAge is how long an act waits for others to fill its transaction while another one of its key is unmined. Default 1 s.
	MaxAge time.Duration
	// MaxFee is the most that is bid, in wei per gas. Default 500 gwei.
	MaxFee *big.Int
	// ResendEvery is after how long an unmined transaction is sent again. Default 10 s.
	ResendEvery time.Duration
	// RetryEvery is after how long something is tried again that failed for a reason that may pass. Default 2 s.
	RetryEvery time.Duration
	// BumpAfter is after how many blocks without it a transaction's fees are raised. Default 20.
	BumpAfter uint64
	// Poll is how often the node is asked for its head. Default 250 ms.
	Poll time.Duration
	// Gather is how long the anchor rests after each round, so that acts accepted together travel together. Default 25 ms.
	Gather time.Duration

	// Paused tells whether the operator wants nothing sent now: no act is reserved, signed or sent, nor sent again. What was sent is followed,
	// and nonces that the operator cancels are cancelled. Nil: never.
	Paused func() bool
	// Before gives the calls that an act needs before it, in the same transaction, as of now; anyone may make them, and that one of them
	// fails is nothing: the act is what counts. With recent it also gives those that a recent block has made, so that the act is done
	// even where that block leaves the chain. nil: no act needs any.
	Before func(e outbox.Entry, recent bool) ([]Call, error)
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Hook is called at the named dangerous points, for fault tests; nil: nothing.
	Hook func(point string)
	// Metrics hears what happens; nil: nobody does.
	Metrics Metrics
	// Log is where it writes; the zero Logger writes nothing.
	Log zerolog.Logger
}

// defaults fills in what a Config leaves open.
func (c *Config) defaults() {
	c.Depth = or(c.Depth, 4)
	if c.Immediate {
		c.Depth = 0
	}
	c.MaxInFlight = or(c.MaxInFlight, 16)
	c.MaxActs = or(c.MaxActs, 150)
	c.MaxGas = or(c.MaxGas, 45_000_000)
	c.MaxBytes = or(c.MaxBytes, 126_000)
	c.MaxAge = or(c.MaxAge, time.Second)
	c.ResendEvery = or(c.ResendEvery, 10*time.Second)
	c.RetryEvery = or(c.RetryEvery, 2*time.Second)
	c.BumpAfter = or(c.BumpAfter, 20)
	c.Poll = or(c.Poll, 250*time.Millisecond)
	c.Gather = or(c.Gather, 25*time.Millisecond)
	if c.MaxFee == nil {
		c.MaxFee = big.NewInt(500_000_000_000)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Paused == nil {
		c.Paused = func() bool { return false }
	}
	if c.Before == nil {
		c.Before = func(outbox.Entry, bool) ([]Call, error) { return nil, nil }
	}
	if c.Hook == nil {
		c.Hook = func(string) {}
	}
	if c.Metrics == nil {
		c.Metrics = Silent{}
	}
}

func or[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// Anchor carries the acts of one outbox with one key or several. Two anchors must not share a key.
type Anchor struct {
	cfg   Config
	box   *outbox.Outbox
	chain Chain
	// lanes are its keys, in the order in which they were given; behind them, without a signer, keys of before of which something is live.
	lanes []*lane
	// claimed is what companies each live slot's acts concern: a list that never changes, kept so as not to be read anew.
	claimed map[outbox.Slot]companies
	// protocol reads and writes the contracts' ABI.
	protocol protocol

	// tried is when each live slot was last sent or tried, in this process's life. It is only for patience: losing it
	// sends the same bytes once more.
	tried map[outbox.Slot]time.Time
	// spent is what transactions cost that are mined and not final, as far as this process saw them mined.
	spent map[outbox.Slot]cost
	// confirmed is the head for which confirm last ran through.
	confirmed common.Hash
	// fees are what the chain asks at the head priced.
	fees   chain.Fees
	priced common.Hash
	// out are those whose last attempt is out, which is not on record yet.
	out []outbox.Reservation

	mu     sync.Mutex
	status Status
}

// New makes an anchor that pays for its transactions with these keys, one at least. It does nothing until Run or Step.
func New(box *outbox.Outbox, node Chain, keys []signer.Signer, cfg Config) (*Anchor, error) {
	cfg.defaults()
	switch {
	case cfg.ChainID == 0:
		return nil, errors.New("anchor: no chain id")
	case cfg.Batch == common.Address{} || cfg.Companies == common.Address{}:
		return nil, errors.New("anchor: no address of Batch or Companies")
	case len(keys) == 0:
		return nil, errors.New("anchor: no key")
	}
	a := &Anchor{
		cfg:      cfg,
		box:      box,
		chain:    node,
		claimed:  make(map[outbox.Slot]companies),
		protocol: newProtocol(),
		tried:    make(map[outbox.Slot]time.Time),
		spent:    make(map[outbox.Slot]cost),
	}
	for _, key := range keys {
		if a.laneOf(key.Address()) != nil {
			return nil, fmt.Errorf("anchor: the key %s is given twice", key.Address())
		}
		a.lanes = append(a.lanes, &lane{signer: key, sender: key.Address()})
	}
	return a, nil
}

// Run works until ctx ends, and returns nil then. Faults of the node, the signer or the disk are logged, shown by Status, and tried
// again; none of them ends Run.
func (a *Anchor) Run(ctx context.Context) error {
	poll := time.NewTicker(a.cfg.Poll)
	defer poll.Stop()
	gather := time.NewTimer(0)
	defer gather.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-gather.C:
		}
		changes := a.box.Changes()
		if err := a.Step(ctx); err != nil && ctx.Err() == nil {
			a.cfg.Log.Warn().Err(err).Msg("anchor: will try again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changes:
		case <-poll.C:
		}
		gather.Reset(a.cfg.Gather)
	}
}

// Step does one round. Its error is the first that kept the round from its end; the next round starts anew.
func (a *Anchor) Step(ctx context.Context) error {
	a.chain.Choose(ctx)
	head, err := a.chain.Head(ctx)
	if err != nil {
		return a.observe(ctx, chain.Block{}, fmt.Errorf("ask for head: %w", err))
	}
	if err := a.confirm(ctx, head); err != nil {
		return a.observe(ctx, head, fmt.Errorf("confirm: %w", err))
	}
	// What one key cannot send keeps the others from nothing; it takes no further acts in this round.
	fault := a.advance(ctx, head)
	if err := a.pack(ctx, head); err != nil {
		fault = errors.Join(fault, fmt.Errorf("pack: %w", err))
	}
	return a.observe(ctx, head, fault)
}
