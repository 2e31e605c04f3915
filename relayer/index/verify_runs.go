package index

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
)

// openedOf has a bit for each leaf of a run that is open, 256 to a word, as the kernel keeps them.
func (v View) openedOf(r Run) []*big.Int {
	words := make([]*big.Int, (r.Count()+255)/256)
	for i := range words {
		words[i] = new(big.Int)
	}
	for row := range r.Count() {
		if v.Opening(r.ID, row).State != LeafUnopened {
			words[row/256].SetBit(words[row/256], int(row%256), 1)
		}
	}
	return words
}

// verifyRun compares a run and which of its leaves are open with what the kernel answers at a block.
func (x *Index) verifyRun(ctx context.Context, node Asker, r Run, opened []*big.Int, height uint64) error {
	kernel, address := contracts.NewLots(), x.cfg.Deployment.Address("Lots")
	raw, err := node.AskAt(ctx, chain.Call{To: address, Data: kernel.PackWaiting(r.Obligation.Big(), r.ID.Big())}, &height)
	if err != nil {
		return fmt.Errorf("verify run %s: %w", r.ID, err)
	}
	there, err := kernel.UnpackWaiting(raw)
	if err != nil {
		return fmt.Errorf("verify run %s: %w", r.ID, err)
	}
	if common.Hash(there.Act) != r.Act {
		return fmt.Errorf("%w: run %s is of act %s in the index and %x on chain", ErrDiffers, r.ID, r.Act, there.Act)
	}
	w := there.Arg0
	if w.Root == (common.Hash{}) {
		// Its lots were written at once.
		if r.Opened != r.Count() {
			return fmt.Errorf("%w: run %s has leaves that are not open in the index; on chain none waits", ErrDiffers, r.ID)
		}
		return nil
	}
	tree, err := r.Tree()
	if err != nil {
		return err
	}
	here := contracts.Waiting{
		Root: tree.Root().Hash, Start: new(big.Int).SetUint64(r.Start), End: new(big.Int).SetUint64(r.End),
		Head: new(big.Int).SetUint64(r.Head), Marks: r.Marks, Depth: r.Depth, Count: new(big.Int).SetUint64(uint64(r.Count())),
		Until: uint16(r.Until), Recourse: r.Recourse, Obligor: w.Obligor, Limited: w.Limited,
	}
	if fmt.Sprint(here) != fmt.Sprint(w) {
		return fmt.Errorf("%w: run %s is %v in the index and %v on chain", ErrDiffers, r.ID, here, w)
	}
	for i, bits := range opened {
		data := kernel.PackOpenedOf(r.Obligation.Big(), r.ID.Big(), big.NewInt(int64(i)))
		raw, err := node.AskAt(ctx, chain.Call{To: address, Data: data}, &height)
		if err != nil {
			return fmt.Errorf("verify run %s: %w", r.ID, err)
		}
		there, err := kernel.UnpackOpenedOf(raw)
		if err != nil {
			return fmt.Errorf("verify run %s: %w", r.ID, err)
		}
		if there.Cmp(bits) != 0 {
			return fmt.Errorf("%w: of run %s the leaves from %d on are open as %x in the index and %x on chain", ErrDiffers, r.ID, 256*i, bits, there)
		}
	}
	return nil
}
