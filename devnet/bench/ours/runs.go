package ours

import (
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// MostAtOnce is how many payees get their lots in the transaction that pays them.
const MostAtOnce = 250

// Gas limits for each payee: of a run, of one that writes the lots at once, and of an opened leaf.
const runGas, atOnceGas, openGas = 1_500, 45_000, 60_000

// Run is a payment of many by one signature.
type Run struct {
	Message contracts.PayRun
	tree    *run.Tree
}

// NewRun pays leaves out of the units of a lot that end at end, and gives where those that stay end.
func (n *Network) NewRun(by Company, id *big.Int, lot, end int64, leaves []run.Leaf, atOnce bool) (*Run, int64, error) {
	packed, err := run.Pack(leaves, by.ID)
	if err != nil {
		return nil, 0, err
	}
	tree, err := run.NewTree(leaves)
	if err != nil {
		return nil, 0, err
	}
	n.serials[by.ID]++
	start := end - int64(run.Total(leaves))
	return &Run{contracts.PayRun{
		Company: by.ID, Obligation: id, Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), Serial: n.serials[by.ID],
		AtOnce: atOnce, Count: uint32(len(leaves)), Leaves: packed,
	}, tree}, start, nil
}

// Pay is the run by its company's own transaction.
func (n *Network) Pay(by Company, paid *Run) (sender.Call, error) {
	call, err := n.Direct(by, paid.Message)
	each := uint64(runGas)
	if paid.Message.AtOnce {
		each = atOnceGas
	}
	call.Gas += each * uint64(paid.Message.Count)
	return call, err
}

// Open is the call that makes lots of leaves: of 2^height from first on, a multiple of that number, or those that there are.
func (n *Network) Open(paid *Run, first int, height uint) (sender.Call, error) {
	block, err := paid.tree.ProveBlock(first, height)
	if err != nil {
		return sender.Call{}, err
	}
	number := ref.Run{Company: paid.Message.Company, Serial: paid.Message.Serial}.Big()
	data, err := contracts.NewLots().TryPackOpen(paid.Message.Obligation, number, block.First, block.Leaves, block.Proof)
	if err != nil {
		return sender.Call{}, fmt.Errorf("pack an opening: %w", err)
	}
	at := n.Address("Lots")
	return sender.Call{What: "open", Key: n.payer, To: &at, Data: data, Gas: actGas + openGas*uint64(len(block.Leaves)/run.Size)}, nil
}
