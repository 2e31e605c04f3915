package api

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/relayer/index"
)

// books are the index's facts in the form that reports are computed from. Nothing in them may depend on today or on this relayer: two of
// them must write down the same.
func (v show) books(d *deployment.Deployment, at index.Moment) *report.State {
	s := &report.State{
		Network:     report.Network{ChainID: d.ChainID, Genesis: d.GenesisHash, Salt: d.Salt},
		Block:       report.Block{Number: at.Block, Hash: at.Hash, Time: unix(at.Time)},
		Companies:   each(v.Companies(), v.member),
		Lines:       each(v.AllLines(), v.credit),
		Obligations: each(v.Obligations(func(index.Obligation) bool { return true }), v.debt),
		Lots:        each(v.Lots(func(index.Lot) bool { return true }), v.units),
		Runs:        each(v.Runs(), paidBy),
		Records:     each(v.AllRecords(), v.fact),
		Payments:    v.payments(),
		Financings:  each(v.Discounts(), v.financing),
		Pledges:     each(v.Pledges(func(index.Pledge) bool { return true }), v.security),
		Holds:       each(v.Holds(func(index.Hold) bool { return true }), v.hold),
		Claims:      each(v.Claims(func(index.Claim) bool { return true }), v.recourse),
		Deposits:    each(v.Accounts(func(index.Account) bool { return true }), deposited),
	}
	return s
}

// each puts a list into another form; never nil.
func each[E, T any](list []E, form func(E) T) []T {
	formed := make([]T, 0, len(list))
	for _, element := range list {
		formed = append(formed, form(element))
	}
	return formed
}

func (v show) member(c index.Company) report.Company {
	return report.Company{
		ID: c.ID, Name: c.Name, Registration: c.Registration, Capacities: capacities(c), Suspended: c.Suspended, Barred: v.Default(c.ID).Barred,
	}
}

func (v show) credit(line index.Line) report.Line {
	return report.Line{
		Obligor: line.Obligor, Currency: currency.Code(line.Currency), Limit: report.SumFromUnits(line.Limit), Used: report.SumFromUnits(line.Used),
		Grants: each(v.Grants(line.Obligor, line.Currency), func(g index.Grant) report.Grant {
			return report.Grant{Bank: g.Bank, Limit: report.SumFromUnits(g.Limit)}
		}),
	}
}

func (v show) debt(o index.Obligation) report.Obligation {
	states := map[index.ReceivableState]string{
		index.Requested: stateRequested, index.Issued: stateIssued, index.Active: stateActive, index.Void: stateVoid,
	}
	state, known := states[o.State]
	if !known {
		state = fmt.Sprintf("state %d", o.State)
	}
	if o.Closed {
		state = "cancelled"
	}
	doc := report.Obligation{
		ID: o.ID, Obligor: o.Obligor, Supplier: o.Supplier, Face: money(o.Face), Paid: money(o.Paid), Out: money(o.Out),
		Currency: currency.Code(o.Currency), Delivered: dayOrNone(o.Delivered), Due: o.Due, State: state, Ref: o.Ref,
		ContractDigest: o.ContractDigest, InvoicesDigest: o.InvoicesDigest, Justification: o.Justification, Rules: o.Rules,
		Means: means(o.Wired, o.Bank), Bank: o.Bank, Interest: money(o.Interest),
	}
	if !o.Plan.IsZero() {
		doc.Plan = &o.Plan
	}
	if o.Defaulted.Block() != 0 {
		doc.Defaulted = dayOrNone(v.dayOf(o.Defaulted))
	}
	return doc
}

// means is how a bank's payments come; empty where there is no bank yet.
func means(wired bool, bank uint32) string {
	switch {
	case bank == 0:
		return ""
	case wired:
		return "wire"
	}
	return "deposits"
}

func (v show) units(lot index.Lot) report.Lot {
	return report.Lot{
		ID: lot.Ref(), Holder: lot.Holder, Credited: money(lot.Paid), Interest: money(lot.Interest), State: lotState(lot.State), OfferedTo: lot.Other, Run: leafOf(lot), Row: rowOf(lot),
		Marks: words(uint64(lot.Marks), "frozen", "disputed", "pledged", "financed"), Record: lot.Head,
	}
}

// leafOf is the run of which a lot is an unopened leaf, rowOf its number there.
func leafOf(lot index.Lot) *ref.Run {
	if lot.State != index.Unopened {
		return nil
	}
	return &lot.Run
}

func rowOf(lot index.Lot) uint32 {
	if lot.State != index.Unopened {
		return 0
	}
	return lot.Row
}

func paidBy(r index.Run) report.Run {
	doc := report.Run{
		ID: r.ID, Obligation: r.Obligation, Units: ref.Units{Start: r.Start, End: r.End}, Count: r.Count(), Opened: r.Opened, Until: r.Until,
		Recourse: r.Recourse, Act: r.Act,
	}
	// A run has a leaf at least, of which there is a tree.
	if tree, err := r.Tree(); err == nil {
		doc.Root = tree.Root().Hash
	}
	return doc
}

func (v show) fact(r index.Record) report.LotRecord {
	kind, known := factKinds()[r.Kind]
	if !known {
		kind = fmt.Sprintf("kind %d", r.Kind)
	}
	return report.LotRecord{Number: r.Number, Next: r.Next, Kind: kind, By: r.By, To: r.To, Day: r.Day, Amount: money(r.Amount), Act: r.Act}
}

// payments are what obligors have paid, in the chain's order.
func (v show) payments() []report.Payment {
	type placed struct {
		report.Payment
		at index.At
	}
	var all []placed
	for _, o := range v.Obligations(func(o index.Obligation) bool { return o.Paid > 0 }) {
		for _, e := range v.History(o.ID) {
			if e.Name == "Settled" || e.Name == "Wired" {
				all = append(all, placed{report.Payment{
					Obligation: o.ID, Day: v.dayOf(e.At), Bank: e.Other, Means: means(e.Name == "Wired", e.Other), Amount: money(e.Amount),
				}, e.At})
			}
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at.Block(), b.at.Block()), cmp.Compare(a.at.Log(), b.at.Log()))
	})
	return each(all, func(p placed) report.Payment { return p.Payment })
}

func (v show) financing(sold index.Discount) report.Financing {
	q := sold.Quote
	// The index has seen this number as an obligation's.
	id, _ := ref.FromBig(q.Obligation)
	proceeds, _ := amount.FromBig(sold.Price.Proceeds)
	return report.Financing{
		How: sold.How, Units: ref.Lot{Obligation: id, Start: q.Start.Uint64(), End: q.End.Uint64()}, Buyer: q.Company, Seller: q.Holder,
		Rate: discount.Rate(q.Rate), Proceeds: proceeds, Recourse: q.Recourse, Registration: q.Registration, Day: v.dayOf(sold.At),
	}
}

func (v show) security(p index.Pledge) report.Pledge {
	return report.Pledge{
		ID: p.Hash, Obligation: p.Obligation, Pledgor: p.Pledgor, Pledgee: p.Pledgee, Secured: money(p.Secured), Received: money(p.Received),
		DebtDue: p.DebtDue, Registration: p.Registration, Day: v.dayOf(p.At),
	}
}

func (v show) hold(h index.Hold) report.Hold {
	kind := "freeze"
	switch {
	case h.Dispute:
		kind = "dispute"
	case h.Forfeiture:
		kind = "forfeiture"
	}
	return report.Hold{
		ID: h.Hash, Kind: kind, Units: ref.Lot{Obligation: h.Obligation, Start: h.Start, End: h.End}, By: h.By, Text: h.Text, Digest: h.Digest,
		Until: dayOrNone(h.Until), Blocking: h.Blocking, Lifted: h.Lifted, Resolution: h.Resolution, Day: v.dayOf(h.At),
	}
}

func (v show) recourse(c index.Claim) report.Claim {
	states := map[index.ClaimState]string{index.Notified: "notified", index.Refused: "refused", index.Cleared: "cleared"}
	return report.Claim{
		ID: c.Hash, Lot: ref.Lot{Obligation: c.Obligation, Start: c.Lot}, Holder: c.Holder, Against: c.Against, State: states[c.State],
		Amount: money(c.Amount), Interest: money(c.Interest), Day: v.dayOf(c.At),
	}
}

func deposited(a index.Account) report.Deposit {
	return report.Deposit{
		Company: a.Company, Bank: a.Bank, Currency: currency.Code(a.Currency),
		Free: report.SumFromBig(a.Free), Earmarked: report.SumFromBig(a.Earmarked),
	}
}

// dayOf is the local day of something on the chain.
func (v show) dayOf(at index.At) calendar.Day { return v.clock.DayAt(unix(at.Time())) }

func capacities(c index.Company) []string {
	return words(uint64(c.Capacities), "obligor", "bank", "guarantor", "authority", "desk", "sme", "group")
}
