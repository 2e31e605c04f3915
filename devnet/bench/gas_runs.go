//go:build !windows

package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// perBatch is how many single transfers are measured in a batch at most: more are the same again.
const perBatch = 1_000

// ourPayments are the ways in which we pay many, each out of the same receivable's tail.
func (g *gasRun) ourPayments(ctx context.Context, count int) ([]figures.Way, error) {
	owed, err := g.issued(ctx, biggest, tenor)
	if err != nil {
		return nil, err
	}
	leaves := g.leaves(count)
	var ways []figures.Way
	end := int64(biggest)
	for _, way := range []struct {
		how string
		// only says for how many at most it is measured; 0 is any number.
		only int
		pay  func(context.Context, *big.Int, int64, []run.Leaf) (int64, figures.Way, error)
	}{
		{figures.InBatch, min(perBatch, len(g.suppliers)), g.payInBatch}, {figures.AtOnce, len(g.suppliers), g.payAtOnce},
		{figures.ByRun, 0, g.payByRun}, {figures.RunOpened, len(g.suppliers), g.payAndOpen},
	} {
		if way.only > 0 && count > way.only {
			continue
		}
		next, paid, err := way.pay(ctx, owed.id, end, leaves)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", way.how, err)
		}
		paid.System, paid.How = ours.Name, way.how
		ways, end = append(ways, paid), next
	}
	return ways, nil
}

// leaves are payees and sums; where there are more payees than companies, companies occur again.
func (g *gasRun) leaves(count int) []run.Leaf {
	leaves := make([]run.Leaf, count)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: g.suppliers[i%len(g.suppliers)].ID, Amount: uint64(amountOf(i))}
	}
	return leaves
}

// payInBatch signs each transfer.
func (g *gasRun) payInBatch(ctx context.Context, id *big.Int, end int64, leaves []run.Leaf) (int64, figures.Way, error) {
	var signed []act.Signed
	for _, leaf := range leaves {
		each, err := g.our.Sign(g.holder, ours.Hand(g.holder, id, 0, end-int64(leaf.Amount), end, leaf.Payee))
		if err != nil {
			return 0, figures.Way{}, err
		}
		signed, end = append(signed, each), end-int64(leaf.Amount)
	}
	receipts, err := g.our.RunBatch(ctx, signed)
	return end, figures.Way{Gas: total(receipts), Transactions: len(receipts)}, err
}

// payAtOnce writes all lots in the transactions that pay.
func (g *gasRun) payAtOnce(ctx context.Context, id *big.Int, end int64, leaves []run.Leaf) (int64, figures.Way, error) {
	var calls []sender.Call
	for len(leaves) > 0 {
		now := leaves[:min(ours.MostAtOnce, len(leaves))]
		leaves = leaves[len(now):]
		paid, start, err := g.our.NewRun(g.holder, id, 0, end, now, true)
		if err != nil {
			return 0, figures.Way{}, err
		}
		call, err := g.our.Pay(g.holder, paid)
		if err != nil {
			return 0, figures.Way{}, err
		}
		calls, end = append(calls, call), start
	}
	gas, err := g.one(ctx, calls...)
	return end, figures.Way{Gas: gas, Transactions: len(calls)}, err
}

// payByRun commits to all leaves in one transaction, and measures what it costs to open some of the largest run.
func (g *gasRun) payByRun(ctx context.Context, id *big.Int, end int64, leaves []run.Leaf) (int64, figures.Way, error) {
	paid, start, err := g.our.NewRun(g.holder, id, 0, end, leaves, false)
	if err != nil {
		return 0, figures.Way{}, err
	}
	call, err := g.our.Pay(g.holder, paid)
	if err != nil {
		return 0, figures.Way{}, err
	}
	gas, err := g.one(ctx, call)
	if err != nil {
		return 0, figures.Way{}, err
	}
	way := figures.Way{Gas: gas, Transactions: 1}
	if len(leaves) < g.size.payees[len(g.size.payees)-1] {
		return start, way, nil
	}
	return start, way, g.openSome(ctx, paid)
}

// openSome opens two leaves of one word of the run's bitmap, and a block of leaves in another.
func (g *gasRun) openSome(ctx context.Context, paid *ours.Run) error {
	last := int(paid.Message.Count)
	var calls []sender.Call
	var opened []figures.Opened
	for _, each := range []struct {
		first   int
		height  uint
		newWord bool
	}{{last - 1, 0, true}, {last - 2, 0, false}, {0, g.size.opened, last > run.MostInBlock}} {
		call, err := g.our.Open(paid, each.first, each.height)
		if err != nil {
			return err
		}
		calls = append(calls, call)
		opened = append(opened, figures.Opened{Leaves: 1 << each.height, NewWord: each.newWord})
	}
	receipts, err := g.send.Send(ctx, calls...)
	for i, receipt := range receipts {
		opened[i].Gas = receipt.GasUsed
	}
	g.out.Opening = opened
	return err
}

// payAndOpen commits to all leaves, and then makes every one a lot.
func (g *gasRun) payAndOpen(ctx context.Context, id *big.Int, end int64, leaves []run.Leaf) (int64, figures.Way, error) {
	paid, start, err := g.our.NewRun(g.holder, id, 0, end, leaves, false)
	if err != nil {
		return 0, figures.Way{}, err
	}
	call, err := g.our.Pay(g.holder, paid)
	if err != nil {
		return 0, figures.Way{}, err
	}
	calls := []sender.Call{call}
	for first := 0; first < len(leaves); first += run.MostInBlock {
		height := uint(0)
		for 1<<height < min(run.MostInBlock, len(leaves)-first) {
			height++
		}
		if call, err = g.our.Open(paid, first, height); err != nil {
			return 0, figures.Way{}, err
		}
		calls = append(calls, call)
	}
	gas, err := g.one(ctx, calls...)
	return start, figures.Way{Gas: gas, Transactions: len(calls)}, err
}

// grow makes that many lots more of the holder's tail, which ends at end, and gives where it ends then.
func (g *gasRun) grow(ctx context.Context, id *big.Int, end int64, count int) (int64, error) {
	for count > 0 {
		var calls []sender.Call
		// As many as fill a few blocks; all at once would weigh on the node's pool.
		for ; count > 0 && len(calls) < 50; count -= ours.MostAtOnce {
			leaves := make([]run.Leaf, min(ours.MostAtOnce, count))
			for i := range leaves {
				leaves[i] = run.Leaf{Payee: g.suppliers[i%len(g.suppliers)].ID, Amount: small}
			}
			paid, start, err := g.our.NewRun(g.holder, id, 0, end, leaves, true)
			if err != nil {
				return 0, err
			}
			call, err := g.our.Pay(g.holder, paid)
			if err != nil {
				return 0, err
			}
			calls, end = append(calls, call), start
		}
		if _, err := g.one(ctx, calls...); err != nil {
			return 0, err
		}
	}
	return end, nil
}
