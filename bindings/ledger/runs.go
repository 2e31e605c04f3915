package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sort"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

var (
	// ErrNoRun: there is no payment run of this name, or it was done at once: then its lots are all there is.
	ErrNoRun = errors.New("no leaves of such a payment run wait to be opened")
	// ErrLogs: the node's logs are not what its contracts answer, so that nothing can be proved from them.
	ErrLogs = errors.New("the node's logs do not have what its state says")
)

// Leaf is a payment of a run, proved from the chain's own data.
type Leaf struct {
	Run        ref.Run
	Obligation ref.Obligation
	// Lot has its units.
	Lot ref.Lot
	// Row is its number in the run, from 0, Count how many there are.
	Row, Count uint32
	// Payer handed the units over, and holds them until the payee does.
	Payer, Payee Party
	// Until is the last local day for the payee's answer, where its standing acceptance does not take the leaf.
	Until    calendar.Day
	Recourse bool
	// Proposal is what an answer names once it is open.
	Proposal common.Hash
	// Opened is whether it is a lot of its own: then look at that.
	Opened bool
	// Block opens it, as arguments of the kernel's open, and proves it under Root, which is the kernel's.
	Block run.Block
	Root  common.Hash
}

// ProveLeaf reads a run's leaves from the chain's logs, rebuilds the tree over them, holds its root to what the kernel has, and proves the leaf
// of a number, from 0. ErrNoRun; run.ErrRange where the run has no such leaf.
func (l *Ledger) ProveLeaf(ctx context.Context, name ref.Run, row uint32) (*Leaf, error) {
	at, err := l.now(ctx)
	if err != nil {
		return nil, err
	}
	committed, err := l.committed(ctx, at, nil, []common.Hash{common.BigToHash(name.Big())})
	if err != nil {
		return nil, err
	}
	if len(committed) == 0 {
		return nil, fmt.Errorf("run %s: %w", name, ErrNoRun)
	}
	r, err := l.runOf(ctx, at, committed[0])
	if err != nil {
		return nil, err
	}
	if int(row) >= len(r.leaves) {
		return nil, fmt.Errorf("run %s: %w: it has %d leaves, numbered from 0", name, run.ErrRange, len(r.leaves))
	}
	leaf, _, err := l.leafOf(at, r, int(row))
	return leaf, err
}

// unopened is the leaf, of a run over an obligation's units, that begins at a unit and is not open; nil where there is none. waiting is what the
// kernel has of its run.
func (l *Ledger) unopened(ctx context.Context, at *bind.CallOpts, lot ref.Lot) (*Leaf, contracts.Waiting, error) {
	committed, err := l.committed(ctx, at, []common.Hash{common.BigToHash(lot.Obligation.Big())}, nil)
	if err != nil {
		return nil, contracts.Waiting{}, err
	}
	// The units may have come back from an older run, and have been paid on with a newer one.
	for _, c := range slices.Backward(committed) {
		if lot.Start < c.Start.Uint64() || lot.Start >= c.End.Uint64() {
			continue
		}
		r, err := l.runOf(ctx, at, c)
		if errors.Is(err, ErrNoRun) {
			continue
		}
		if err != nil {
			return nil, contracts.Waiting{}, err
		}
		row := sort.Search(len(r.units), func(i int) bool { return r.units[i].Start >= lot.Start })
		if row == len(r.units) || r.units[row].Start != lot.Start {
			continue
		}
		leaf, waiting, err := l.leafOf(at, r, row)
		if err != nil || !leaf.Opened {
			return leaf, waiting, err
		}
	}
	return nil, contracts.Waiting{}, nil
}

// paidRun is a run whose leaves are proved to be what the kernel's root is over.
type paidRun struct {
	name       ref.Run
	obligation ref.Obligation
	waiting    contracts.Waiting
	act        common.Hash
	leaves     []run.Leaf
	units      []ref.Units
	tree       *run.Tree
}

// runOf rebuilds a run from its event, and holds it to the kernel's root.
func (l *Ledger) runOf(ctx context.Context, at *bind.CallOpts, c *contracts.LotsCommitted) (*paidRun, error) {
	r := &paidRun{act: c.Act}
	var err error
	if r.name, err = ref.RunFromBig(c.Run); err != nil {
		return nil, err
	}
	if r.obligation, err = ref.FromBig(c.Obligation); err != nil {
		return nil, err
	}
	there, err := bind.Call(l.lotsAt, at, l.lots.PackWaiting(c.Obligation, c.Run), l.lots.UnpackWaiting)
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", r.name, err)
	}
	if r.waiting = there.Arg0; r.waiting.Root == (common.Hash{}) {
		return nil, fmt.Errorf("run %s: %w", r.name, ErrNoRun)
	}
	runs := contracts.NewPaymentRuns()
	block := new(big.Int).SetUint64(c.Raw.BlockNumber)
	logs, err := l.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: block, ToBlock: block, Addresses: []common.Address{l.network.Address("PaymentRuns")},
		Topics: [][]common.Hash{{runs.GetABI().Events["RunPaid"].ID}, {common.BigToHash(c.Run)}, {common.BigToHash(c.Obligation)}},
	})
	if err != nil {
		return nil, fmt.Errorf("leaves of run %s: %w", r.name, err)
	}
	if len(logs) != 1 {
		return nil, fmt.Errorf("leaves of run %s: %w: %d events have them", r.name, ErrLogs, len(logs))
	}
	paid, err := runs.UnpackRunPaidEvent(&logs[0])
	if err != nil {
		return nil, fmt.Errorf("leaves of run %s: %w", r.name, err)
	}
	if r.leaves, err = run.Unpack(paid.Leaves); err != nil {
		return nil, fmt.Errorf("leaves of run %s: %w", r.name, err)
	}
	if r.tree, err = run.NewTree(r.leaves); err != nil {
		return nil, fmt.Errorf("leaves of run %s: %w", r.name, err)
	}
	if root := r.tree.Root(); root.Hash != r.waiting.Root || there.Act != r.act {
		return nil, fmt.Errorf("leaves of run %s: %w: their root is %s, the kernel has %x", r.name, ErrLogs, root.Hash, r.waiting.Root)
	}
	r.units = run.Units(r.leaves, r.waiting.Start.Uint64())
	return r, nil
}

// leafOf proves a leaf of a run.
func (l *Ledger) leafOf(at *bind.CallOpts, r *paidRun, row int) (*Leaf, contracts.Waiting, error) {
	leaf := &Leaf{
		Run: r.name, Obligation: r.obligation, Lot: ref.Lot{Obligation: r.obligation, Start: r.units[row].Start, End: r.units[row].End},
		Row: uint32(row), Count: uint32(len(r.leaves)), Until: calendar.Day(r.waiting.Until), Recourse: r.waiting.Recourse,
		Proposal: run.Proposal(r.act, uint32(row)), Root: r.waiting.Root,
	}
	bits, err := bind.Call(l.lotsAt, at, l.lots.PackOpenedOf(r.obligation.Big(), r.name.Big(), big.NewInt(int64(row/256))), l.lots.UnpackOpenedOf)
	if err != nil {
		return nil, r.waiting, fmt.Errorf("leaf %d of run %s: %w", row, r.name, err)
	}
	leaf.Opened = bits.Bit(row%256) == 1
	if leaf.Block, err = r.tree.Prove(row); err != nil {
		return nil, r.waiting, err
	}
	for into, company := range map[*Party]uint32{&leaf.Payer: r.name.Company, &leaf.Payee: r.leaves[row].Payee} {
		if *into, err = l.party(at, company); errors.Is(err, ErrNoCompany) {
			// Whoever paid may have named a company that is not admitted: the leaf returns when it is opened.
			*into, err = Party{ID: company}, nil
		}
		if err != nil {
			return nil, r.waiting, err
		}
	}
	return leaf, r.waiting, nil
}

// committed are the kernel's events about payment runs, up to a block, oldest first.
func (l *Ledger) committed(ctx context.Context, at *bind.CallOpts, obligation, name []common.Hash) ([]*contracts.LotsCommitted, error) {
	logs, err := l.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(l.network.Block), ToBlock: at.BlockNumber, Addresses: []common.Address{l.network.Address("Lots")},
		Topics: [][]common.Hash{{l.lots.GetABI().Events["Committed"].ID}, obligation, name},
	})
	if err != nil {
		return nil, fmt.Errorf("payment runs: %w", err)
	}
	list := make([]*contracts.LotsCommitted, 0, len(logs))
	for i := range logs {
		event, err := l.lots.UnpackCommittedEvent(&logs[i])
		if err != nil {
			return nil, fmt.Errorf("payment runs: %w", err)
		}
		list = append(list, event)
	}
	return list, nil
}

// lotOf is the leaf in the form of the lot that it would be, held by its payer.
func (leaf *Leaf) lotOf(waiting contracts.Waiting) contracts.Lot {
	return contracts.Lot{
		Holder: leaf.Run.Company, End: new(big.Int).SetUint64(leaf.Lot.End), Paid: new(big.Int), Head: waiting.Head, Marks: waiting.Marks,
	}
}
