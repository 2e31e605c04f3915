package index

import (
	"cmp"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Records lists the facts that travel with a lot, newest first.
func (v View) Records(lot Lot) []Record {
	var list []Record
	if lot.Word != nil {
		list = append(list, *lot.Word)
	}
	return append(list, v.state.list(lot.Head)...)
}

// RecordsOfRun lists the facts that travelled with the lot that a run pays with, and now do with each of its leaves, newest first.
func (v View) RecordsOfRun(r Run) []Record { return v.state.list(r.Head) }

// Standing lists the facts that travel with a lot, newest first, without the words of recourse that are over: that of a company which got the lot
// back, and all since. The contracts' library Records says why.
func (v View) Standing(lot Lot) []Record { return standing(v.Records(lot)) }

// list is the list that begins with a record; none for zero.
func (s *state) list(head uint64) (list []Record) {
	for number := head; number != 0; number = s.records[number].Next {
		list = append(list, s.records[number])
	}
	return list
}

// standing leaves out of a list the words of recourse that are over. A return ends its company's newest word and all since, and what else returned
// between the two is about words between the two.
func standing(list []Record) (stand []Record) {
	back := uint32(0)
	for _, r := range list {
		if r.Kind == RecordReturned && back == 0 {
			back = r.To
		}
		switch {
		case r.Kind != RecordRecourse || back == 0:
			stand = append(stand, r)
		case r.By == back:
			back = 0
		}
	}
	return stand
}

// answers tells whether a word of recourse that stands on a list is a company's: then a lot that it gets is back with it.
func answers(list []Record, company uint32) bool {
	return slices.ContainsFunc(standing(list), func(r Record) bool { return r.Kind == RecordRecourse && r.By == company })
}

// Offer is what a holder proposed under a struct hash.
func (v View) Offer(proposal common.Hash) (Offer, bool) {
	o, ok := v.state.offers[proposal]
	return o, ok
}

// Pledge is a pledge by its struct hash.
func (v View) Pledge(hash common.Hash) (Pledge, bool) {
	p, ok := v.state.pledges[hash]
	return p, ok
}

// Pledges lists the pledges that keep says yes to, in the chain's order.
func (v View) Pledges(keep func(Pledge) bool) []Pledge {
	list := []Pledge{}
	for _, p := range v.state.pledges {
		if keep(p) {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b Pledge) int { return CompareAt(a.At, b.At) })
	return list
}

// Claim is a recourse claim by its struct hash.
func (v View) Claim(hash common.Hash) (Claim, bool) {
	c, ok := v.state.claims[hash]
	return c, ok
}

// Claims lists the recourse claims that keep says yes to, in the chain's order.
func (v View) Claims(keep func(Claim) bool) []Claim {
	list := []Claim{}
	for _, c := range v.state.claims {
		if keep(c) {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Claim) int { return CompareAt(a.At, b.At) })
	return list
}

// ClaimsOf lists an obligation's recourse claims, oldest first.
func (v View) ClaimsOf(id ref.Obligation) []Claim {
	list := make([]Claim, 0, len(v.state.claimsOf[id]))
	for _, hash := range v.state.claimsOf[id] {
		list = append(list, v.state.claims[hash])
	}
	return list
}

// Hold is an order or a dispute by its struct hash.
func (v View) Hold(hash common.Hash) (Hold, bool) {
	h, ok := v.state.holds[hash]
	return h, ok
}

// HoldsOf lists the orders and disputes about an obligation, oldest first, lifted ones too.
func (v View) HoldsOf(id ref.Obligation) []Hold {
	list := make([]Hold, 0, len(v.state.holdsOf[id]))
	for _, hash := range v.state.holdsOf[id] {
		list = append(list, v.state.holds[hash])
	}
	return list
}

// Holds lists all orders and disputes that keep says yes to, in the chain's order.
func (v View) Holds(keep func(Hold) bool) []Hold {
	list := []Hold{}
	for _, h := range v.state.holds {
		if keep(h) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b Hold) int { return CompareAt(a.At, b.At) })
	return list
}

// Documents lists the digests in a receivable's file, oldest first.
func (v View) Documents(id ref.Obligation) []Document { return slices.Clone(v.state.documents[id]) }

// Invoice is how much of an invoice is used, by its fingerprint.
func (v View) Invoice(fingerprint common.Hash) (Invoice, bool) {
	i, ok := v.state.invoices[fingerprint]
	return i, ok
}

// DrawnBy lists what a receivable draws on invoices; empty once it gave that back.
func (v View) DrawnBy(id ref.Obligation) []Invoice { return slices.Clone(v.state.drawn[id]) }

// Default is how an obligor stands after defaults; zero without any.
func (v View) Default(obligor uint32) Default { return v.state.defaults[obligor] }

// Alerts lists what rules wanted looked at about a receivable, oldest first.
func (v View) Alerts(id ref.Obligation) []Alert { return slices.Clone(v.state.alerts[id]) }

// Circle lists the members of an obligor's circle, by tier and company.
func (v View) Circle(obligor uint32) []Membership {
	list := []Membership{}
	for key, m := range v.state.members {
		if key.circle == obligor {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Membership) int {
		return cmp.Or(cmp.Compare(a.Tier, b.Tier), cmp.Compare(a.Member, b.Member))
	})
	return list
}

// Circles lists the circles that a company is in, by obligor.
func (v View) Circles(member uint32) []Membership {
	list := []Membership{}
	for key, m := range v.state.members {
		if key.member == member {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Membership) int { return cmp.Compare(a.Circle, b.Circle) })
	return list
}

// Invitation is a code into a circle, by its address.
func (v View) Invitation(code common.Address) (Invitation, bool) {
	i, ok := v.state.invitations[code]
	return i, ok
}

// Recovery is a company's open recovery.
func (v View) Recovery(company uint32) (Recovery, bool) {
	r, ok := v.state.recoveries[company]
	return r, ok
}

// RuleSet is a set by its number; of set zero if there is none.
func (v View) RuleSet(set uint16) RuleSet { return v.state.rules[set] }

// Rule is the value of a rule in a set on a local day; false if the set has none.
func (v View) Rule(set uint16, id string, day calendar.Day) (value uint64, ok bool) {
	for _, rule := range v.state.rules[set].Rules {
		// In the order of their first days.
		if rule.ID == id && rule.From <= day {
			value, ok = rule.Value.Uint64(), true
		}
	}
	return value, ok
}

// Recoveries lists the open recoveries, by company.
func (v View) Recoveries() []Recovery {
	return sorted(maps.Values(v.state.recoveries), func(a, b Recovery) int { return cmp.Compare(a.Company, b.Company) })
}
