//go:build !windows

package main

import (
	"context"
	"math/big"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
)

// ourPayments are the ways in which we pay many.
func (g *gasRun) ourPayments(ctx context.Context, count int) ([]figures.Way, error) {
	if count > len(g.suppliers) {
		return nil, nil
	}
	owed, err := g.issued(ctx, face, tenor)
	if err != nil {
		return nil, err
	}
	var signed []act.Signed
	end := int64(face)
	for i, to := range g.suppliers[:count] {
		each, err := g.our.Sign(g.holder, ours.Hand(g.holder, owed.id, 0, end-amountOf(i), end, to.ID))
		if err != nil {
			return nil, err
		}
		signed, end = append(signed, each), end-amountOf(i)
	}
	receipts, err := g.our.RunBatch(ctx, signed)
	return []figures.Way{{System: ours.Name, How: "transfers in a batch", Gas: total(receipts), Transactions: len(receipts)}}, err
}

// grow makes that many lots more of the holder's tail, which ends at end, and gives where it ends then.
func (g *gasRun) grow(ctx context.Context, id *big.Int, end int64, count int) (int64, error) {
	var signed []act.Signed
	for i := range count {
		each, err := g.our.Sign(g.holder, ours.Hand(g.holder, id, 0, end-small, end, g.suppliers[i%len(g.suppliers)].ID))
		if err != nil {
			return 0, err
		}
		signed, end = append(signed, each), end-small
	}
	_, err := g.our.RunBatch(ctx, signed)
	return end, err
}
