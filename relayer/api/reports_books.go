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
		Network:   report.Network{ChainID: d.ChainID, Genesis: d.GenesisHash, Salt: d.Salt},
		Block:     report.Block{Number: at.Block, Hash: at.Hash, Time: unix(at.Time)},
		Companies: []report.Company{}, Lines: []report.Line{}, Obligations: []report.Obligation{}, Lots: []report.Lot{},
		Payments: []report.Payment{}, Financings: []report.Financing{}, Deposits: []report.Deposit{},
	}
	for _, c := range v.Companies() {
		s.Companies = append(s.Companies, report.Company{
			ID: c.ID, Name: c.Name, Registration: c.Registration, Capacities: capacities(c), Suspended: c.Suspended,
		})
	}
	for _, line := range v.AllLines() {
		doc := report.Line{
			Obligor: line.Obligor, Currency: currency.Code(line.Currency), Limit: report.SumFromUnits(line.Limit),
			Used: report.SumFromUnits(line.Used), Grants: []report.Grant{},
		}
		for _, grant := range v.Grants(line.Obligor, line.Currency) {
			doc.Grants = append(doc.Grants, report.Grant{Bank: grant.Bank, Limit: report.SumFromUnits(grant.Limit)})
		}
		s.Lines = append(s.Lines, doc)
	}
	for _, o := range v.Obligations(func(index.Obligation) bool { return true }) {
		s.Obligations = append(s.Obligations, v.debt(o))
	}
	for _, lot := range v.Lots(func(index.Lot) bool { return true }) {
		doc := v.lot(lot)
		s.Lots = append(s.Lots, report.Lot{
			ID: doc.ID, Holder: lot.Holder, Credited: doc.Credited, State: doc.State, Marks: doc.Marks,
		})
	}
	s.Payments = v.payments()
	for _, sold := range v.Discounts() {
		s.Financings = append(s.Financings, v.financing(sold))
	}
	for _, a := range v.Accounts(func(index.Account) bool { return true }) {
		s.Deposits = append(s.Deposits, report.Deposit{
			Company: a.Company, Bank: a.Bank, Currency: currency.Code(a.Currency),
			Free: report.SumFromBig(a.Free), Earmarked: report.SumFromBig(a.Earmarked),
		})
	}
	return s
}

func (v show) debt(o index.Obligation) report.Obligation {
	states := map[index.ReceivableState]string{
		index.Requested: stateRequested, index.Issued: stateIssued, index.Active: stateActive, index.Void: stateVoid,
	}
	state, known := states[o.State]
	if !known {
		state = fmt.Sprintf("state %d", o.State)
	}
	return report.Obligation{
		ID: o.ID, Obligor: o.Obligor, Supplier: o.Supplier, Face: money(o.Face), Paid: money(o.Paid), Currency: currency.Code(o.Currency),
		Due: o.Due, State: state, Ref: o.Ref, ContractDigest: o.ContractDigest, InvoicesDigest: o.InvoicesDigest, Rules: o.Rules,
		Bank: v.PayingBank(o.ID),
	}
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
			if e.Name == "Settled" {
				all = append(all, placed{report.Payment{
					Obligation: o.ID, Day: v.dayOf(e.At), Bank: e.Other, Means: "deposits", Amount: money(e.Amount),
				}, e.At})
			}
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at.Block, b.at.Block), cmp.Compare(a.at.Log, b.at.Log))
	})
	payments := make([]report.Payment, 0, len(all))
	for _, one := range all {
		payments = append(payments, one.Payment)
	}
	return payments
}

func (v show) financing(sold index.Discount) report.Financing {
	q := sold.Quote
	// The index has seen this number as an obligation's.
	id, _ := ref.FromBig(q.Obligation)
	proceeds, _ := amount.FromBig(sold.Price.Proceeds)
	return report.Financing{
		Units: ref.Lot{Obligation: id, Start: q.Start.Uint64(), End: q.End.Uint64()}, Bank: q.Company, Seller: q.Holder,
		Rate: discount.Rate(q.Rate), Proceeds: proceeds, Recourse: q.Recourse, Registration: q.Registration, Day: v.dayOf(sold.At),
	}
}

// dayOf is the local day of something on the chain.
func (v show) dayOf(at index.At) calendar.Day { return v.clock.DayAt(unix(at.Time)) }

func capacities(c index.Company) []string {
	return words(uint64(c.Capacities), "obligor", "bank", "guarantor", "authority", "desk", "sme", "group")
}
