package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

var (
	// ErrNoRun: there is no payment run of this name.
	ErrNoRun = errors.New("no such payment run")
	// ErrNoLeaf: no run's leaf begins at this unit.
	ErrNoLeaf = errors.New("no payment of a run begins there")
	// ErrRoot: the leaves that a run's transaction carried are not those that the kernel has the root of. No chain gives this.
	ErrRoot = errors.New("the leaves do not lead to the run's root")
)

// Run is a payment run, rebuilt from the chain's own events and held against the root that the kernel keeps.
type Run struct {
	Name       ref.Run
	Obligation ref.Obligation
	// Units are those that the leaves share, in their order.
	Units  ref.Units
	Leaves []run.Leaf
	// Terms is the digest that the payer signed beside them, zero for none; Act the struct hash of the act that pays.
	Terms, Act common.Hash
	// Until is the last day for those who have to answer.
	Until    calendar.Day
	Recourse bool
	// AtOnce runs have no unopened leaves and no root.
	AtOnce bool
	// Root is the kernel's, zero where AtOnce.
	Root  common.Hash
	Tx    common.Hash
	Block uint64

	tree *run.Tree
}

// PaymentRun reads a payment run. The error wraps ErrNoRun or ErrRoot, or is the node's.
func (l *Ledger) PaymentRun(ctx context.Context, name ref.Run) (*Run, error) {
	number := common.BigToHash(name.Big())
	paid, err := l.logs(ctx, "PaymentRuns", []common.Hash{l.runs.GetABI().Events["RunPaid"].ID}, []common.Hash{number})
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", name, err)
	}
	taken, err := l.logs(ctx, "Lots", []common.Hash{l.lots.GetABI().Events["Committed"].ID}, nil, []common.Hash{number})
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", name, err)
	}
	if len(paid) != 1 || len(taken) != 1 {
		return nil, fmt.Errorf("run %s: %w", name, ErrNoRun)
	}
	r, err := l.rebuilt(name, &paid[0], &taken[0])
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", name, err)
	}
	return r, l.rooted(ctx, r)
}

// PaymentRunAt finds the run that a unit of an obligation was paid by, and the number of the leaf that begins there. Where units went through several
// runs it is the last. The error wraps ErrNoLeaf, or is as PaymentRun's.
func (l *Ledger) PaymentRunAt(ctx context.Context, of ref.Obligation, unit uint64) (*Run, int, error) {
	taken, err := l.logs(ctx, "Lots", []common.Hash{l.lots.GetABI().Events["Committed"].ID}, []common.Hash{common.BigToHash(of.Big())})
	if err != nil {
		return nil, 0, fmt.Errorf("runs of %s: %w", of, err)
	}
	for _, log := range slices.Backward(taken) {
		e, err := l.lots.UnpackCommittedEvent(&log)
		if err != nil {
			return nil, 0, fmt.Errorf("runs of %s: %w", of, err)
		}
		if unit < e.Start.Uint64() || e.End.Uint64() <= unit {
			continue
		}
		name, err := ref.RunFromBig(e.Run)
		if err != nil {
			return nil, 0, fmt.Errorf("runs of %s: %w", of, err)
		}
		r, err := l.PaymentRun(ctx, name)
		if err != nil {
			return nil, 0, err
		}
		for i, units := range run.Units(r.Leaves, r.Units.Start) {
			if units.Start == unit {
				return r, i, nil
			}
		}
	}
	return nil, 0, fmt.Errorf("unit %d of %s: %w", unit+1, of, ErrNoLeaf)
}

// rebuilt is a run as its two events tell it.
func (l *Ledger) rebuilt(name ref.Run, paid, taken *types.Log) (*Run, error) {
	p, err := l.runs.UnpackRunPaidEvent(paid)
	if err != nil {
		return nil, err
	}
	c, err := l.lots.UnpackCommittedEvent(taken)
	if err != nil {
		return nil, err
	}
	of, err := ref.FromBig(c.Obligation)
	if err != nil {
		return nil, err
	}
	r := &Run{
		Name: name, Obligation: of, Units: ref.Units{Start: c.Start.Uint64(), End: c.End.Uint64()}, Terms: p.Terms, Act: c.Act,
		Until: calendar.Day(c.Until), Recourse: c.Recourse, Tx: taken.TxHash, Block: taken.BlockNumber,
	}
	if r.Leaves, err = run.Unpack(p.Leaves); err != nil {
		return nil, err
	}
	r.tree, err = run.NewTree(r.Leaves)
	return r, err
}

// rooted compares the leaves with the root that the kernel keeps.
func (l *Ledger) rooted(ctx context.Context, r *Run) error {
	at := &bind.CallOpts{Context: ctx}
	there, err := bind.Call(l.lotsAt, at, l.lots.PackWaiting(r.Obligation.Big(), r.Name.Big()), l.lots.UnpackWaiting)
	if err != nil {
		return fmt.Errorf("root of run %s: %w", r.Name, err)
	}
	r.Root = there.Arg0.Root
	if r.AtOnce = r.Root == (common.Hash{}); r.AtOnce {
		return nil
	}
	if root := r.tree.Root(); root.Hash != r.Root || root.Units != r.Units.End-r.Units.Start || there.Arg0.Start.Uint64() != r.Units.Start {
		return fmt.Errorf("run %s: %w", r.Name, ErrRoot)
	}
	return nil
}

// Proof is what opens the leaves of a block: see run.Tree.ProveBlock.
func (r *Run) Proof(first int, height uint) (run.Block, error) {
	return r.tree.ProveBlock(first, height)
}

// Opened says of each leaf whether it is a lot of its own; of a run that was done at once all are.
func (l *Ledger) Opened(ctx context.Context, r *Run) ([]bool, error) {
	opened := make([]bool, len(r.Leaves))
	at, err := l.now(ctx)
	if err != nil {
		return nil, err
	}
	var bits *big.Int
	for i := range opened {
		if r.AtOnce {
			opened[i] = true
			continue
		}
		if i%run.MostInBlock == 0 {
			word := big.NewInt(int64(i / run.MostInBlock))
			if bits, err = bind.Call(l.lotsAt, at, l.lots.PackOpenedOf(r.Obligation.Big(), r.Name.Big(), word), l.lots.UnpackOpenedOf); err != nil {
				return nil, fmt.Errorf("opened leaves of run %s: %w", r.Name, err)
			}
		}
		opened[i] = bits.Bit(i%run.MostInBlock) == 1
	}
	return opened, nil
}

// Opening is the call by which anyone opens the leaves of a block: where it goes to, and its data.
func (l *Ledger) Opening(r *Run, b run.Block) (common.Address, []byte) {
	return l.network.Address("Lots"), l.lots.PackOpen(r.Obligation.Big(), r.Name.Big(), b.First, b.Leaves, b.Proof)
}

// logs are a contract's, since the network began.
func (l *Ledger) logs(ctx context.Context, contract string, topics ...[]common.Hash) ([]types.Log, error) {
	return l.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(l.network.Block), Addresses: []common.Address{l.network.Address(contract)}, Topics: topics,
	})
}
