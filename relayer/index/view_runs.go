package index

import (
	"cmp"
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// Run is a payment run by its name.
func (v View) Run(id ref.Run) (Run, bool) {
	r, ok := v.state.runs[id]
	return r, ok
}

// RunsBy lists the runs that a company paid with, oldest first.
func (v View) RunsBy(company uint32) []Run { return v.runs(v.state.runsBy[company]) }

// RunsOf lists the runs that paid with an obligation's units, oldest first.
func (v View) RunsOf(id ref.Obligation) []Run { return v.runs(v.state.runsOf[id]) }

// Runs lists all runs, by company and serial.
func (v View) Runs() []Run {
	list := make([]Run, 0, len(v.state.runs))
	for _, r := range v.state.runs {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b Run) int {
		return cmp.Or(cmp.Compare(a.ID.Company, b.ID.Company), cmp.Compare(a.ID.Serial, b.ID.Serial))
	})
	return list
}

func (v View) runs(ids []ref.Run) []Run {
	list := make([]Run, 0, len(ids))
	for _, id := range ids {
		list = append(list, v.state.runs[id])
	}
	return list
}

// Opening is what became of the leaf of a number; one that is not opened has the zero Opening.
func (v View) Opening(id ref.Run, row uint32) Opening { return v.state.openings[leafKey{id, row}] }

// LeafAt finds the leaf, opened or not, of a run over an obligation's units that begins at a unit: the newest such.
func (v View) LeafAt(id ref.Obligation, start uint64) (r Run, row uint32, ok bool) {
	for _, name := range slices.Backward(v.state.runsOf[id]) {
		r = v.state.runs[name]
		if row, ok = r.row(start); ok {
			return r, row, true
		}
	}
	return Run{}, 0, false
}

// Takes tells whether a company's standing acceptance takes an amount from a sender on a day. Those that count how many a day may have
// been used up meanwhile: the contract knows.
func (v View) Takes(company, sender, obligor uint32, units uint64, day calendar.Day) bool {
	c, known := v.state.companies[company]
	if !known || c.Suspended {
		return false
	}
	for _, obligor := range []uint32{obligor, 0} {
		s, ok := v.state.standings[standingKey{company, sender, obligor}]
		if ok && day <= s.Until && units >= s.Min && units <= s.Max {
			return true
		}
	}
	return false
}

// Once gives a lot as it will be once it is opened, on a day; others as they are.
func (v View) Once(lot Lot, day calendar.Day) Lot {
	if lot.State != Unopened {
		return lot
	}
	o := v.state.obligations[lot.Obligation]
	switch {
	case v.Takes(lot.Other, lot.Holder, o.Obligor, lot.End-lot.Start, day):
		payer, payee, recourse := lot.Holder, lot.Other, lot.Kind == KindTransferWithRecourse
		lot.clear()
		lot.Holder = payee
		lot.Depth++
		word := Record{Next: lot.Head, Kind: RecordRecourse, By: payer, To: payee, Day: day}
		switch {
		case answers(v.state.list(lot.Head), payee):
			word.Kind = RecordReturned
			lot.Word = &word
		case recourse:
			lot.Word = &word
		}
	case day > lot.Until:
		lot.clear()
	default:
		lot.State = Locked
	}
	return lot
}

// Block gives what opens 2^height leaves from number first on, or those that there are, first being a multiple of 2^height and height at
// most 8. The error wraps run.ErrRange.
func (r Run) Block(first int, height uint) (run.Block, error) {
	tree, err := r.Tree()
	if err != nil {
		return run.Block{}, err
	}
	return tree.ProveBlock(first, height)
}
