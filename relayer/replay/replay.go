// Package replay holds the past against another rule set: which acts that were done would it have refused?
//
// Guarantee: it judges by the numbers of rules alone (tenor, justification, evidence, cut-off, limits of circulation, registration,
// the bank's opinion, births), each act as of its own day and as if all acts before it had been done; it says nothing of what the acts that
// it finds would have changed for others after them. Every finding names its rule.
package replay

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// Finding is an act that was done and that the set would have refused.
type Finding struct {
	// Act is the contracts' word for it: "RequestReceivable", "IssueReceivable", "Transfer", "TakeQuote", "AcceptPledge".
	Act        string
	Obligation ref.Obligation
	// Start and End are the units; both zero where it concerns the whole obligation.
	Start, End uint64
	// By is whose act it was.
	By  uint32
	Day calendar.Day
	// Rule is the id of the rule, Most the number in the set, Value what the act had: days, months as the latest due day, counts.
	Rule        string
	Most, Value uint64
	Tx          common.Hash
	at          index.At
}

// judge reads one obligation's past.
type judge struct {
	view  index.View
	clock calendar.Clock
	set   uint16
	found []Finding
}

// Set lists what a rule set would have refused of all that was done, in the chain's order.
func Set(v index.View, clock calendar.Clock, set uint16) []Finding {
	j := &judge{view: v, clock: clock, set: set}
	for _, o := range v.Obligations(func(o index.Obligation) bool { return o.State != 0 }) {
		j.birth(o)
		j.circulation(o)
	}
	j.discounts()
	j.pledges()
	slices.SortStableFunc(j.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.at.Block(), b.at.Block()), cmp.Compare(a.at.Log(), b.at.Log()))
	})
	return j.found
}

// on is the value of a rule on a day; zero, which is no limit, where the set has none.
func (j *judge) on(id string, day calendar.Day) uint64 {
	value, _ := j.view.Rule(j.set, id, day)
	return value
}

func (j *judge) dayOf(at index.At) calendar.Day { return j.clock.DayAt(at.When()) }

func (j *judge) find(f Finding, at index.At) {
	f.Day, f.Tx, f.at = j.dayOf(at), at.Tx(), at
	j.found = append(j.found, f)
}

// birth judges a request or an issue by the day on which it was made.
func (j *judge) birth(o index.Obligation) {
	day := j.dayOf(o.Made)
	f := Finding{Act: "IssueReceivable", Obligation: o.ID, By: o.ID.Company}
	if o.Asked {
		f.Act = "RequestReceivable"
	}
	refuse := func(rule string, value uint64) {
		f.Rule, f.Most, f.Value = rule, j.on(rule, day), value
		j.find(f, o.Made)
	}
	if j.on("V11.births", day) == 0 {
		refuse("V11.births", 1)
	}
	if latest := day.AddMonths(int(j.on("V01.tenor-months", day))); o.Due > latest {
		refuse("V01.tenor-months", uint64(o.Due-day))
	}
	if latest := day.AddMonths(int(j.on("V01.justify-months", day))); o.Due > latest && o.Justification == (common.Hash{}) {
		refuse("V01.justify-months", uint64(o.Due-day))
	}
	if j.on("V12.evidence", day) != 0 && (o.ContractDigest == (common.Hash{}) || !o.Invoiced) {
		refuse("V12.evidence", 0)
	}
}

// discounts judges financings by banks.
func (j *judge) discounts() {
	for _, d := range j.view.Discounts() {
		if d.How != "discount" {
			continue
		}
		id, err := ref.FromBig(d.Quote.Obligation)
		if err != nil {
			continue
		}
		day := j.dayOf(d.At)
		f := Finding{Act: "TakeQuote", Obligation: id, Start: d.Quote.Start.Uint64(), End: d.Quote.End.Uint64(), By: d.Quote.Holder}
		if j.on("V06.registration", day) != 0 && d.Quote.Registration == "" {
			f.Rule, f.Most = "V06.registration", 1
			j.find(f, d.At)
		}
		o, _ := j.view.Obligation(id)
		if o.Due > day.AddMonths(int(j.on("V01.justify-months", day))) && d.Quote.Opinion == [32]byte{} {
			f.Rule, f.Most, f.Value = "V01.justify-months", j.on("V01.justify-months", day), uint64(o.Due-day)
			j.find(f, d.At)
		}
	}
}

// pledges judges pledges by their registration.
func (j *judge) pledges() {
	for _, p := range j.view.Pledges(func(index.Pledge) bool { return true }) {
		if p.Registration == "" && j.on("C09.registration", j.dayOf(p.At)) != 0 {
			j.find(Finding{Act: "AcceptPledge", Obligation: p.Obligation, By: p.Pledgee, Rule: "C09.registration", Most: 1}, p.At)
		}
	}
}
