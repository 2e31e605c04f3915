//go:build !windows

package main

import (
	"context"
	"fmt"
	"math/big"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

const (
	// lotsADebt is how many lots a receivable of the stock is cut into, each for another company.
	lotsADebt = 100
	// unitsALot is how many units a lot has, and so how many acts it is good for.
	unitsALot = 1_000
	// stockNonce is above the nonces under which the network's acts are signed.
	stockNonce = 1 << 40
)

// stock is lots of many companies. An act hands one unit of a lot on to the next company, which takes it by its standing acceptance: acts of
// different lots depend on each other in nothing.
type stock struct {
	f      *flowRun
	lots   []*stocked
	next   int
	nonces map[uint32]uint64
}

// stocked is a lot of a stock, as the acts that were signed leave it.
type stocked struct {
	obligation *big.Int
	start, end int64
	owner, to  ours.Company
}

// newStock makes so many lots, rounded up to whole receivables.
func newStock(ctx context.Context, f *flowRun, lots int) (*stock, error) {
	s := &stock{f: f, nonces: make(map[uint32]uint64)}
	n := len(f.suppliers)
	before := make([]ours.Company, n)
	for i := range before {
		before[i] = f.suppliers[(i+n-1)%n]
	}
	if err := f.our.Accept(ctx, f.suppliers, before, f.obligor.ID); err != nil {
		return nil, fmt.Errorf("sign standing acceptances: %w", err)
	}
	each := min(lotsADebt, n)
	for len(s.lots) < lots {
		if err := s.add(ctx, min(50, (lots-len(s.lots)+each-1)/each), each); err != nil {
			return nil, fmt.Errorf("cut lots for many companies: %w", err)
		}
	}
	return s, nil
}

// add makes receivables, and lots of each.
func (s *stock) add(ctx context.Context, debts, each int) error {
	today, err := s.f.our.Today(ctx)
	if err != nil {
		return err
	}
	var issues, runs []sender.Call
	for range debts {
		message, id := s.f.our.Issue(s.f.obligor, s.f.holder.ID, int64(each*unitsALot), today+tenor)
		issue, err := s.f.our.Direct(s.f.obligor, message)
		if err != nil {
			return err
		}
		leaves := make([]run.Leaf, each)
		for i := range leaves {
			at := len(s.lots) % len(s.f.suppliers)
			owner, start := s.f.suppliers[at], int64(i*unitsALot)
			leaves[i] = run.Leaf{Payee: owner.ID, Amount: unitsALot}
			s.lots = append(s.lots, &stocked{id, start, start + unitsALot, owner, s.f.suppliers[(at+1)%len(s.f.suppliers)]})
		}
		paid, _, err := s.f.our.NewRun(s.f.holder, id, 0, int64(each*unitsALot), leaves, true)
		if err != nil {
			return err
		}
		pay, err := s.f.our.Pay(s.f.holder, paid)
		if err != nil {
			return err
		}
		issues, runs = append(issues, issue), append(runs, pay)
	}
	if _, err := s.f.send.Send(ctx, issues...); err != nil {
		return err
	}
	_, err = s.f.send.Send(ctx, runs...)
	return err
}

// take signs an act of each of the next n lots; n is at most as many as there are.
func (s *stock) take(n int) ([]act.Signed, error) {
	if n > len(s.lots) {
		return nil, fmt.Errorf("%d acts of %d lots would depend on each other", n, len(s.lots))
	}
	signed := make([]act.Signed, n)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range signed {
		lot := s.lots[s.next]
		if s.next = (s.next + 1) % len(s.lots); lot.end-lot.start < 2 {
			return nil, fmt.Errorf("the lots of the stock are used up after %d acts each", unitsALot-1)
		}
		lot.end--
		message, by := s.hand(lot), lot.owner
		nonce := stockNonce + s.nonces[by.ID]
		s.nonces[by.ID]++
		group.Go(func() (err error) {
			signed[i], err = s.f.our.SignUnder(by, message, nonce)
			return err
		})
	}
	return signed, group.Wait()
}

// hand is the act by which the unit behind a lot's new end goes to the next company.
func (s *stock) hand(lot *stocked) contracts.Transfer {
	return ours.Hand(lot.owner, lot.obligation, lot.start, lot.end, lot.end+1, lot.to.ID)
}
