package index

import (
	"slices"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/ref"
)

// Spot is an event's place in the chain, for questions about what was true then.
type Spot struct {
	Block uint64
	// Log is the number of the event within the block.
	Log uint
}

// after tells whether something happened after the spot.
func (s Spot) after(at At) bool {
	return at.Block() > s.Block || at.Block() == s.Block && at.Log() > s.Log
}

// Happened is the line that an event added to an obligation's history; none for events that add none.
func (v View) Happened(id ref.Obligation, at Spot) (Event, bool) {
	list := v.state.history[id]
	// The newest that is not after the spot: it is the event's own, or there is none.
	i := sort.Search(len(list), func(i int) bool { return at.after(list[i].At) }) - 1
	if i < 0 || list[i].At.Block() != at.Block || list[i].At.Log() != at.Log {
		return Event{}, false
	}
	return list[i], true
}

// HolderAt is who held a unit of an obligation right after an event; zero where nobody did.
func (v View) HolderAt(id ref.Obligation, unit uint64, at Spot) uint32 {
	list := v.state.hops[id]
	for i := sort.Search(len(list), func(i int) bool { return at.after(list[i].At) }) - 1; i >= 0; i-- {
		if list[i].Start <= unit && unit < list[i].End {
			return list[i].To
		}
	}
	return 0
}

// Matter is what an event is about, as far as it says so itself.
type Matter struct {
	// Companies are those that stand in the event, Key the operator's key that does; zero for none.
	Companies []uint32
	Key       common.Address
	// Obligation that it is about, and the first unit of the lot where OnLot is set.
	Obligation ref.Obligation
	Unit       uint64
	OnLot      bool
	// Pledge and Claim that it names; zero for none.
	Pledge, Claim common.Hash
}

// Concerned lists the companies that an event concerns: those that stand in it, the company of a key in it, the obligation's obligor and supplier,
// who held the lot then, who was on the other side of what it answers, and the sides of a pledge or a recourse claim. It depends on
// nothing that happened later. Smallest first; empty for an event that is about no company.
func (v View) Concerned(m Matter, at Spot) []uint32 {
	list := slices.Clone(m.Companies)
	if operator, ok := v.state.operators[m.Key]; ok {
		list = append(list, operator.Company)
	}
	if p, ok := v.state.pledges[m.Pledge]; ok {
		list = append(list, p.Pledgor, p.Pledgee)
	}
	if c, ok := v.state.claims[m.Claim]; ok {
		list = append(list, c.Holder, c.Against)
	}
	if o, ok := v.state.obligations[m.Obligation]; ok {
		list = append(list, o.Obligor, o.Supplier)
		if e, ok := v.Happened(m.Obligation, at); ok {
			list = append(list, e.By, e.Other)
		}
		if m.OnLot {
			list = append(list, v.HolderAt(m.Obligation, m.Unit, at))
		}
	}
	list = slices.DeleteFunc(list, func(id uint32) bool { return id == 0 })
	slices.Sort(list)
	return slices.Compact(list)
}
