package index

import (
	"cmp"
	"slices"

	"github.com/tallystick/tallystick/bindings/ref"
)

// Span is a run of units [Start, End) of an obligation.
type Span struct{ Start, End uint64 }

// UnitsOf lists the units of an obligation that a company has to do with: those that it holds or held or is offered, those that a record on
// their lot names it for (it transferred with recourse, guaranteed, financed, took or gave in pledge), and those of a recourse claim by or against
// it. In the order of their first units; they may overlap.
func (v View) UnitsOf(company uint32, id ref.Obligation) []Span {
	var list []Span
	for _, hop := range v.state.hops[id] {
		if hop.To == company || hop.From == company {
			list = append(list, Span{hop.Start, hop.End})
		}
	}
	for start := range v.state.lotsOf[id] {
		lot := v.state.lots[lotKey{id, start}]
		if lot.Holder == company || (lot.State == Locked || lot.State == Unopened) && lot.Other == company || v.named(company, lot) {
			list = append(list, Span{lot.Start, lot.End})
		}
	}
	for _, hash := range v.state.claimsOf[id] {
		c := v.state.claims[hash]
		if lot, ok := v.state.lots[lotKey{id, c.Lot}]; ok && (c.Holder == company || c.Against == company) {
			list = append(list, Span{lot.Start, lot.End})
		}
	}
	slices.SortFunc(list, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return list
}

// named tells whether a record of a lot names a company, on either side.
func (v View) named(company uint32, lot Lot) bool {
	for number := lot.Head; number != 0; {
		r := v.state.records[number]
		if r.By == company || r.To == company {
			return true
		}
		number = r.Next
	}
	return false
}

// Granted tells whether a bank grants an obligor a line in a currency now.
func (v View) Granted(bank, obligor uint32, currency uint16) bool {
	return v.state.grants[grantKey{bank, lineKey{obligor, currency}}] > 0
}
