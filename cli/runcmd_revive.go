package main

import (
	"errors"
	"time"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/cli/payment"
)

// deadAfter is how long after its deadline a signature counts as one that nobody can use: more than any block's time is behind the clock.
const deadAfter = 10 * time.Minute

// revive makes acts anew for parts that cannot come about as they were signed, asks, signs and keeps them. A part keeps its serial, so
// that no more than one of its acts is ever done, and therefore has to fit one lot; where its rows no longer do, they can only be given to
// several once the earlier signature is of no use to anybody.
func (p *paying) revive(j *runJournal, over []*runPart) error {
	held, err := p.payable(p.c.Context, p.company.ID, j.Currency)
	if err != nil {
		return err
	}
	next := j.nextSerial()
	free := newHoldings(lotsOf(held))
	for _, part := range j.open() {
		if !contains(over, part) {
			free.take(part.Lot.Obligation, part.Units)
		}
	}
	var again []*runPart
	for _, part := range over {
		parts, err := p.anew(j, part, free, &next)
		if err != nil {
			return err
		}
		again = append(again, parts...)
	}
	if err := p.confirm("%d acts of this run did not come about; sign them again?", len(over)); err != nil {
		return err
	}
	if err := p.signParts(j, again); err != nil {
		return err
	}
	return j.save()
}

// anew gives a part units that the company has: its own if it still has them, else others.
func (p *paying) anew(j *runJournal, part *runPart, free *holdings, next *uint64) ([]*runPart, error) {
	dead := p.con.Now().After(time.Unix(int64(part.Act.Deadline), 0).Add(deadAfter))
	if lot, whole := free.around(part.Lot.Obligation, part.Units); whole {
		free.take(lot.Obligation, part.Units)
		return []*runPart{part}, p.fill(j, part, payment.Run{Lot: lot, Units: part.Units, Leaves: part.Leaves})
	}
	leaves := make([]payment.Row, len(part.Leaves))
	for i, leaf := range part.Leaves {
		leaves[i] = payment.Row{Payee: j.Rows[leaf.Row].Payee, Amount: leaf.Amount}
	}
	lots := free.lots
	if one, ok := free.first(part.Units.Amount()); ok {
		lots = []payment.Lot{one}
	}
	runs, err := payment.Plan(leaves, lots, payment.MostLeaves)
	if errors.Is(err, payment.ErrFunds) {
		return nil, exitf(ExitRefused, "the company no longer has the %s that run %s pays", part.Units.Amount().String(), part.name(j.Company)).
			hintf("what it holds: tally voucher list; lots that are locked, frozen or due do not count")
	}
	if err != nil {
		return nil, err
	}
	if err := payment.Check(leaves, lots, runs, payment.MostLeaves); err != nil {
		return nil, err
	}
	if len(runs) > 1 && !dead {
		until := time.Unix(int64(part.Act.Deadline), 0).Add(deadAfter)
		return nil, exitf(ExitConflict, "no lot has room for run %s any more, and until %s its first signature could still be used", part.name(j.Company), until.Local().Format("2006-01-02 15:04")).
			hintf("run this again then: its rows are given to several lots")
	}
	return p.spread(j, part, runs, free, next)
}

// spread gives a part's rows to runs: the first keeps the serial.
func (p *paying) spread(j *runJournal, part *runPart, runs []payment.Run, free *holdings, next *uint64) ([]*runPart, error) {
	leaves := part.Leaves
	var parts []*runPart
	for i, run := range runs {
		for k, leaf := range run.Leaves {
			run.Leaves[k].Row = leaves[leaf.Row].Row
		}
		one := part
		if i > 0 {
			one = &runPart{Serial: *next, AtOnce: part.AtOnce}
			*next++
			j.Parts = append(j.Parts, one)
		}
		free.take(run.Lot.Obligation, run.Units)
		if err := p.fill(j, one, run); err != nil {
			return nil, err
		}
		parts = append(parts, one)
	}
	return parts, nil
}

// nextSerial is above those of all parts, which go on from one number.
func (j *runJournal) nextSerial() uint64 {
	next := uint64(0)
	for _, part := range j.Parts {
		next = max(next, part.Serial+1)
	}
	return next
}

// contains reports whether a part is among others.
func contains(parts []*runPart, one *runPart) bool {
	for _, part := range parts {
		if part == one {
			return true
		}
	}
	return false
}

// holdings are the lots that can be paid with, less what acts that are under way take.
type holdings struct{ lots []payment.Lot }

func newHoldings(lots []payment.Lot) *holdings { return &holdings{lots} }

// around is the lot that has all of these units.
func (h *holdings) around(of ref.Obligation, units ref.Units) (ref.Lot, bool) {
	for _, lot := range h.lots {
		if lot.ID.Obligation == of && lot.ID.Units().Contains(units) {
			return lot.ID, true
		}
	}
	return ref.Lot{}, false
}

// first is the lot of the nearest due day that has this much.
func (h *holdings) first(a amount.Amount) (payment.Lot, bool) {
	var best payment.Lot
	for _, lot := range h.lots {
		if lot.ID.Units().Amount() >= a && (best.ID.IsZero() || lot.Due < best.Due) {
			best = lot
		}
	}
	return best, !best.ID.IsZero()
}

// take lets units go. What is left before them keeps the lot's name; what is behind them cannot be named before they are gone, and waits.
func (h *holdings) take(of ref.Obligation, units ref.Units) {
	left := h.lots[:0:0]
	for _, lot := range h.lots {
		if lot.ID.Obligation != of || lot.ID.End <= units.Start || units.End <= lot.ID.Start {
			left = append(left, lot)
			continue
		}
		if lot.ID.Start < units.Start {
			lot.ID.End = units.Start
			left = append(left, lot)
		}
	}
	h.lots = left
}
