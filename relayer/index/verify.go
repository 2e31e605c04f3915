package index

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
)

// ErrDiffers: the index says something else than the contracts do. Delete index.db and let it be built anew; if it then still
// differs, that is a fault of this program.
var ErrDiffers = errors.New("the index differs from the contracts")

// Asker asks contracts at a block; *chain.Client is one.
type Asker interface {
	AskAt(ctx context.Context, call chain.Call, height *uint64) ([]byte, error)
}

// Verify compares an obligation, all its lots and the leaves of its payment runs with what the kernel answers by eth_call at the block that the index is at.
// ErrDiffers says in what they differ; other errors are the node's, which may no longer have the state of that block.
func (x *Index) Verify(ctx context.Context, node Asker, id ref.Obligation) error {
	var o Obligation
	var lots []Lot
	var runs []Run
	opened := make(map[ref.Run][]*big.Int)
	var known bool
	var height uint64
	x.View(func(v View) {
		o, known = v.Obligation(id)
		lots, runs, height = v.LotsOf(id), v.RunsOf(id), v.Status().Block
		for _, r := range runs {
			opened[r.ID] = v.openedOf(r)
		}
	})
	kernel, address := contracts.NewLots(), x.cfg.Deployment.Address("Lots")
	raw, err := node.AskAt(ctx, chain.Call{To: address, Data: kernel.PackObligationOf(id.Big())}, &height)
	if err != nil {
		return fmt.Errorf("verify %s: %w", id, err)
	}
	there, err := kernel.UnpackObligationOf(raw)
	if err != nil {
		return fmt.Errorf("verify %s: %w", id, err)
	}
	active := known && o.State == Active
	if face := units(there.Face); active != (face != 0) || active && (face != o.Face || units(there.Paid) != o.Paid || units(there.Out) != o.Out || there.Obligor != o.Obligor) {
		return fmt.Errorf("%w: %s has face %d, paid %d, out %d, obligor %d in the index and %s, %s, %s, %d on chain", ErrDiffers,
			id, o.Face, o.Paid, o.Out, o.Obligor, there.Face, there.Paid, there.Out, there.Obligor)
	}
	covered := uint64(0)
	for _, lot := range lots {
		if lot.Start != covered {
			return fmt.Errorf("%w: no lot has the units of %s from %d to %d", ErrDiffers, id, covered, lot.Start)
		}
		covered = lot.End
		if lot.State == Unopened {
			// To the contract it is a bit of its run's.
			continue
		}
		raw, err := node.AskAt(ctx, chain.Call{To: address, Data: kernel.PackLotOf(id.Big(), new(big.Int).SetUint64(lot.Start))}, &height)
		if err != nil {
			return fmt.Errorf("verify %s: %w", lot.Ref(), err)
		}
		there, err := kernel.UnpackLotOf(raw)
		if err != nil {
			return fmt.Errorf("verify %s: %w", lot.Ref(), err)
		}
		if here := lot.chain(); !same(here, there) {
			return fmt.Errorf("%w: lot %s is %+v in the index and %+v on chain", ErrDiffers, lot.Ref(), here, there)
		}
		if lot.State == Locked {
			raw, err := node.AskAt(ctx, chain.Call{To: address, Data: kernel.PackProposalOf(id.Big(), new(big.Int).SetUint64(lot.Start))}, &height)
			if err != nil {
				return fmt.Errorf("verify %s: %w", lot.Ref(), err)
			}
			if open := common.BytesToHash(raw); open != lot.Proposal {
				return fmt.Errorf("%w: lot %s has proposal %s in the index and %s on chain", ErrDiffers, lot.Ref(), lot.Proposal, open)
			}
		}
	}
	if active && covered != o.Face {
		return fmt.Errorf("%w: the lots of %s end at %d of %d units", ErrDiffers, id, covered, o.Face)
	}
	for _, r := range runs {
		if err := x.verifyRun(ctx, node, r, opened[r.ID], height); err != nil {
			return err
		}
	}
	return nil
}

// chain is the lot in the contract's form.
func (l Lot) chain() contracts.Lot {
	return contracts.Lot{
		Holder: l.Holder, End: new(big.Int).SetUint64(l.End), Paid: new(big.Int).SetUint64(l.Paid), Head: new(big.Int).SetUint64(l.Head),
		Other: l.Other, Until: uint16(l.Until), State: uint8(l.State), Marks: l.Marks, Kind: l.Kind, Depth: l.Depth,
	}
}

func same(a, b contracts.Lot) bool {
	return a.Holder == b.Holder && a.End.Cmp(b.End) == 0 && a.Paid.Cmp(b.Paid) == 0 && a.Head.Cmp(b.Head) == 0 &&
		a.Other == b.Other && a.Until == b.Until && a.State == b.State && a.Marks == b.Marks && a.Kind == b.Kind && a.Depth == b.Depth
}
