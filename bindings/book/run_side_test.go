package book

import (
	"math/big"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// run reads a payment run with what waits of it; of its leaves, which no contract keeps, nothing. The rest is what the kernel took from the
// obligation's terms.
func (c *chain) run(id ref.Obligation, name ref.Run) (r *Run, obligor uint32, limited bool) {
	on := view(c, "Lots", lotsABI.PackWaiting(id.Big(), name.Big()), lotsABI.UnpackWaiting)
	w := on.Arg0
	r = &Run{
		Act: on.Act, Root: w.Root, Start: units(w.Start), End: units(w.End), Records: c.record(w.Head), Marks: Mark(w.Marks), Depth: w.Depth,
		Until: calendar.Day(w.Until), Recourse: w.Recourse,
	}
	count := int(units(w.Count))
	for word := range count/256 + 1 {
		bits := view(c, "Lots", lotsABI.PackOpenedOf(id.Big(), name.Big(), big.NewInt(int64(word))), lotsABI.UnpackOpenedOf)
		for i := range 256 {
			// A bit beyond the last leaf would show.
			if open := bits.Bit(i) == 1; open || word*256+i < count {
				r.Opened = append(r.Opened, open)
			}
		}
	}
	return r, w.Obligor, w.Limited
}

// waiting are the leaves that nobody opened yet: where each ends, by where it begins.
func (o *Obligation) waiting() map[uint64]uint64 {
	waiting := make(map[uint64]uint64)
	for _, r := range o.Runs {
		for i, at := range run.Units(r.Leaves, r.Start) {
			if !r.Opened[i] {
				waiting[at.Start] = at.End
			}
		}
	}
	return waiting
}

// compareRuns compares the payment runs of an obligation, and that its lots and what waits have each unit once.
func (p *pair) compareRuns(o *Obligation) error {
	for name, r := range o.Runs {
		on, obligor, limited := p.chain.run(o.ID, name)
		if diff := cmp.Diff(r, on, unseen); diff != "" {
			return disagree("payment run %s of %s (-book +chain):\n%s", name, o.ID, diff)
		}
		if r.Leaves != nil && (obligor != o.Obligor || limited != (o.Limits.Depth != 0 || o.Limits.Lots != 0 || o.Limits.Hops != 0)) {
			return disagree("payment run %s of %s: on the chain owed by %d, limited %t", name, o.ID, obligor, limited)
		}
		paid := view(p.chain, "PaymentRuns", runsABI.PackObligationOf(name.Big()), runsABI.UnpackObligationOf)
		if paid.Cmp(p.book.runs[name].Big()) != 0 {
			return disagree("payment run %s: book %s, chain %d", name, p.book.runs[name], paid)
		}
	}
	unit, waiting := uint64(0), o.waiting()
	for _, l := range o.Lots {
		for end, waits := waiting[unit]; waits && unit != l.Start; end, waits = waiting[unit] {
			unit = end
		}
		if unit != l.Start {
			return disagree("%s: no lot has unit %d, or two have it", o.ID, unit)
		}
		unit = l.End
	}
	for end, waits := waiting[unit]; waits; end, waits = waiting[unit] {
		unit = end
	}
	if unit != o.Face {
		return disagree("%s: its lots end at %d of %d", o.ID, unit, o.Face)
	}
	return nil
}
