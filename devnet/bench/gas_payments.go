//go:build !windows

package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/peer"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// payments measures what it costs to pay many, each of whom has nothing yet.
func (g *gasRun) payments(ctx context.Context) error {
	for _, count := range g.size.payees {
		payment := figures.Payment{Payees: count}
		ways, err := g.ourPayments(ctx, count)
		if err != nil {
			return fmt.Errorf("%d payees, %s: %w", count, ours.Name, err)
		}
		payment.Ways = ways
		paid, err := g.peerPayments(ctx, count)
		if err != nil {
			return fmt.Errorf("%d payees: %w", count, err)
		}
		payment.Ways = append(payment.Ways, paid...)
		g.out.Payments = append(g.out.Payments, payment)
		g.log.Info().Int("payees", count).Msg("paid")
	}
	return nil
}

// peerPayments has each peer that can pay so many, in as few calls as fit the chain's blocks.
func (g *gasRun) peerPayments(ctx context.Context, count int) ([]figures.Way, error) {
	var ways []figures.Way
	for _, token := range g.peers {
		mint, all, err := token.Mint(g.rich, g.holder.Address(), face)
		if err != nil {
			return nil, err
		}
		calls := []sender.Call{mint}
		for first := 0; first < count && err == nil; first += peer.MostPaid {
			var to []common.Address
			var units []*big.Int
			for i := first; i < min(first+peer.MostPaid, count); i++ {
				to, units = append(to, stranger(fmt.Sprintf("%s payee of %d", token.Name(), count), i)), append(units, big.NewInt(amountOf(i)))
			}
			var call sender.Call
			call, err = token.Pay(g.holder.Key, all, to, units)
			calls = append(calls, call)
		}
		if cannot(err) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", token.Name(), err)
		}
		receipts, err := g.send.Send(ctx, calls...)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", token.Name(), err)
		}
		ways = append(ways, figures.Way{System: token.Name(), Gas: total(receipts[1:]), Transactions: len(calls) - 1})
	}
	return ways, nil
}

// amountOf is what a payee gets: sums as they occur, of three bytes, so that their zeros cost nobody less than another's.
func amountOf(payee int) int64 { return 70_000 + int64(payee) }
