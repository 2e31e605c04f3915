//go:build !windows

package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/peer"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// The rows of the table of single acts.
const (
	rowIssue  = "issue"
	rowNew    = "split, to a new holder"
	rowOld    = "split, to a holder who has some"
	rowWhole  = "whole, to a new holder"
	rowRedeem = "redeem"
)

// acts measures each act once, ours and every peer's.
func (g *gasRun) acts(ctx context.Context) error {
	rows := make(map[string]map[string]uint64)
	for _, name := range []string{rowIssue, rowNew, rowOld, rowWhole, rowRedeem} {
		row := make(map[string]uint64)
		rows[name] = row
		g.out.Acts = append(g.out.Acts, figures.Act{Name: name, Gas: row})
	}
	if err := g.ourActs(ctx, rows); err != nil {
		return err
	}
	var all script
	for _, token := range g.peers {
		acts, err := g.peerActs(token)
		if err != nil {
			return fmt.Errorf("%s: %w", token.Name(), err)
		}
		all = append(all, acts...)
	}
	calls := make([]sender.Call, len(all))
	for i, line := range all {
		calls[i] = line.call
	}
	receipts, err := g.send.Send(ctx, calls...)
	if err != nil {
		return err
	}
	for i, line := range all {
		if line.row != "" {
			rows[line.row][line.system] += receipts[i].GasUsed
		}
	}
	return nil
}

// script is calls in their order, each with the row that its gas is for; with none it prepares.
type script []struct {
	row, system string
	call        sender.Call
}

func (s *script) add(row, system string, calls ...sender.Call) {
	for _, call := range calls {
		*s = append(*s, struct {
			row, system string
			call        sender.Call
		}{row, system, call})
	}
}

// ourActs are by the companies' own transactions, as the peers' are by their holders'.
func (g *gasRun) ourActs(ctx context.Context, rows map[string]map[string]uint64) error {
	// The first receivable of an obligor writes words that later ones find written.
	if _, err := g.issued(ctx, face, tenor); err != nil {
		return err
	}
	owed, err := g.issued(ctx, face, 2)
	if err != nil {
		return err
	}
	id := owed.id
	rows[rowIssue][ours.Name] = owed.gas
	first, second := g.suppliers[0], g.suppliers[1]
	for _, step := range []struct {
		row string
		by  ours.Company
		act contracts.Transfer
	}{
		{rowNew, g.holder, ours.Hand(g.holder, id, 0, face-part, face, first.ID)},
		{rowOld, g.holder, ours.Hand(g.holder, id, 0, face-2*part, face-part, first.ID)},
		{rowWhole, first, ours.Hand(first, id, face-part, face-part, face, second.ID)},
	} {
		call, err := g.our.Direct(step.by, step.act)
		if err != nil {
			return err
		}
		if rows[step.row][ours.Name], err = g.one(ctx, call); err != nil {
			return fmt.Errorf("%s: %w", step.row, err)
		}
	}
	return g.redeem(ctx, owed, face-part, rows[rowRedeem])
}

// redeem waits for the due day, on which the obligor pays, and brings one lot its money.
func (g *gasRun) redeem(ctx context.Context, owed claim, lot int64, row map[string]uint64) error {
	if err := g.our.Await(ctx, owed.due); err != nil {
		return err
	}
	settle, err := g.our.Direct(g.obligor, contracts.SettleReceivable{
		Company: g.obligor.ID, Receivable: owed.id, Amount: big.NewInt(face), Bank: bankOfObligor, Paid: new(big.Int), Interest: new(big.Int),
	})
	if err != nil {
		return err
	}
	if g.out.Settling, err = g.one(ctx, settle); err != nil {
		return err
	}
	push, err := g.our.Push(owed.id, []int64{lot})
	if err != nil {
		return err
	}
	row[ours.Name], err = g.one(ctx, push)
	return err
}

// peerActs are a peer's calls for all rows. Where a row takes more than one, they count together.
func (g *gasRun) peerActs(token peer.Token) (script, error) {
	var s script
	name, first, second := token.Name(), g.suppliers[0], g.suppliers[1]
	// Its first mint, too, writes words that later ones find written.
	warm, _, err := token.Mint(g.rich, g.holder.Address(), face)
	if err != nil {
		return nil, err
	}
	mint, some, err := token.Mint(g.rich, g.holder.Address(), face)
	if err != nil {
		return nil, err
	}
	s.add("", name, warm)
	s.add(rowIssue, name, mint)
	by, units := g.holder, int64(face)
	toNew, cut, err := token.Part(g.holder.Key, some, first.Address(), part)
	if err != nil && !cannot(err) {
		return nil, err
	}
	if err == nil {
		toOld, err := token.Add(g.holder.Key, some, cut, first.Address(), part)
		if err != nil {
			return nil, err
		}
		s.add(rowNew, name, toNew)
		s.add(rowOld, name, toOld)
		some, by, units = cut, first, 2*part
	}
	whole, err := token.Whole(by.Key, some, second.Address(), units)
	if err != nil {
		return nil, err
	}
	end, err := token.Redeem(second.Key, g.rich, some, units)
	if err != nil {
		return nil, err
	}
	s.add(rowWhole, name, whole)
	s.add(rowRedeem, name, end...)
	return s, nil
}
