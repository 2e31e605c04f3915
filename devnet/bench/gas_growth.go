//go:build !windows

package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/peer"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// hop is one line of the plot by depth: what it has at each hop, and how it makes the next.
type hop struct {
	curve figures.Curve
	next  func(number int) (sender.Call, error)
}

// depth measures hops one after the other, each to another tier, ours and the peers' side by side.
func (g *gasRun) depth(ctx context.Context) error {
	hops, err := g.ourHops(ctx)
	if err != nil {
		return err
	}
	for _, token := range g.peers {
		peers, err := g.peerHops(ctx, token)
		if err != nil {
			return fmt.Errorf("%s: %w", token.Name(), err)
		}
		hops = append(hops, peers)
	}
	var calls []sender.Call
	for number := range g.size.hops {
		for i := range hops {
			call, err := hops[i].next(number)
			if err != nil {
				return fmt.Errorf("hop %d of %s: %w", number+1, hops[i].curve.Name, err)
			}
			calls = append(calls, call)
		}
	}
	receipts, err := g.send.Send(ctx, calls...)
	if err != nil {
		return err
	}
	for i, receipt := range receipts {
		curve := &hops[i%len(hops)].curve
		curve.Points = append(curve.Points, figures.Point{At: i/len(hops) + 1, Gas: receipt.GasUsed})
	}
	for _, h := range hops {
		g.out.Depth = append(g.out.Depth, h.curve)
	}
	return nil
}

// tier is who has the claim before a hop of that number, counted from 0.
func (g *gasRun) tier(number int) ours.Company {
	if number == 0 {
		return g.holder
	}
	return g.suppliers[number-1]
}

// ourHops hand on most of a lot at each hop, and a whole lot.
func (g *gasRun) ourHops(ctx context.Context) ([]hop, error) {
	split, err := g.issued(ctx, face, tenor)
	if err != nil {
		return nil, err
	}
	whole, err := g.issued(ctx, face, tenor)
	if err != nil {
		return nil, err
	}
	return []hop{
		{figures.Curve{Name: ours.Name + ", split", Own: true}, func(number int) (sender.Call, error) {
			by, lot := g.tier(number), int64(number)*part
			return g.our.Direct(by, ours.Hand(by, split.id, lot, lot+part, face, g.tier(number+1).ID))
		}},
		{figures.Curve{Name: ours.Name + ", whole", Own: true}, func(number int) (sender.Call, error) {
			by := g.tier(number)
			return g.our.Direct(by, ours.Hand(by, whole.id, 0, 0, face, g.tier(number+1).ID))
		}},
	}, nil
}

// peerHops hand on most of what there is, or all where a peer cannot divide.
func (g *gasRun) peerHops(ctx context.Context, token peer.Token) (hop, error) {
	mint, has, err := token.Mint(g.rich, g.holder.Address(), face)
	if err != nil {
		return hop{}, err
	}
	if _, err := g.one(ctx, mint); err != nil {
		return hop{}, err
	}
	h := hop{curve: figures.Curve{Name: token.Name()}}
	h.next = func(number int) (sender.Call, error) {
		by, to, units := g.tier(number), g.tier(number+1).Address(), int64(face-(number+1)*part)
		call, next, err := token.Part(by.Key, has, to, units)
		if cannot(err) {
			return token.Whole(by.Key, has, to, units)
		}
		has = next
		return call, err
	}
	return h, nil
}

// lots measures what an act costs by how many lots the obligation has: more and more are made, and at each tenfold one is cut off and one
// handed on whole.
func (g *gasRun) lots(ctx context.Context) error {
	owed, err := g.issued(ctx, face, tenor)
	if err != nil {
		return err
	}
	splits := figures.Curve{Name: ours.Name + ", split", Own: true}
	wholes := figures.Curve{Name: ours.Name + ", whole", Own: true}
	// The holder has all units before end, in one lot; what is cut off goes from its tail.
	has, end := 1, int64(face)
	for _, many := range g.size.lots {
		if end, err = g.grow(ctx, owed.id, end, many-has); err != nil {
			return fmt.Errorf("make %d lots: %w", many, err)
		}
		has = many
		split, whole, err := g.atLots(ctx, owed.id, end)
		if err != nil {
			return fmt.Errorf("at %d lots: %w", many, err)
		}
		splits.Points = append(splits.Points, figures.Point{At: many, Gas: split})
		wholes.Points = append(wholes.Points, figures.Point{At: many, Gas: whole})
		has, end = has+1, end-small
		g.log.Info().Int("lots", many).Msg("measured")
	}
	g.out.Lots = append(g.out.Lots, splits, wholes)
	return nil
}

// small is how many units the lots have that are made in great number.
const small = 1_000

// atLots cuts a lot off for one supplier, who hands it on whole to the next.
func (g *gasRun) atLots(ctx context.Context, id *big.Int, end int64) (split, whole uint64, err error) {
	first, second := g.suppliers[0], g.suppliers[1]
	cut, err := g.our.Direct(g.holder, ours.Hand(g.holder, id, 0, end-small, end, first.ID))
	if err != nil {
		return 0, 0, err
	}
	on, err := g.our.Direct(first, ours.Hand(first, id, end-small, end-small, end, second.ID))
	if err != nil {
		return 0, 0, err
	}
	receipts, err := g.send.Send(ctx, cut, on)
	if err != nil {
		return 0, 0, err
	}
	return receipts[0].GasUsed, receipts[1].GasUsed, nil
}
