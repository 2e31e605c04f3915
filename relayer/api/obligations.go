package api

import (
	"errors"
	"net/http"
	"slices"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/late"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// The words for an obligation's state, as of a day.
const (
	stateRequested = "requested"
	stateIssued    = "issued"
	stateActive    = "active"
	stateDue       = "due"
	statePartPaid  = "part-paid"
	statePaid      = "paid"
	stateDefaulted = "defaulted"
	stateVoid      = "void"
	stateEnded     = "ended"
)

// obligationStates are all words for an obligation's state.
func obligationStates() []string {
	return append([]string{
		stateRequested, stateIssued, stateActive, stateDue, statePartPaid, statePaid, stateDefaulted, stateVoid, stateEnded,
	}, "cancelled", "exported", "redeemed")
}

// obligationState is where an obligation stands on a day.
//
//	requested ──┐
//	            ├──▶ active ──▶ due ──▶ part-paid ──▶ paid
//	issued ─────┘      │         └─────────┴──▶ defaulted ──▶ paid
//	    └──▶ void      └──▶ cancelled | exported | redeemed, where all of it ended so; ended, where its parts ended differently
func (v show) obligationState(o index.Obligation) string {
	switch {
	case o.State == index.Requested:
		return stateRequested
	case o.State == index.Issued:
		return stateIssued
	case o.State == index.Void:
		return stateVoid
	}
	if end := v.endOf(o); end != "" {
		return end
	}
	switch {
	case o.IsPaid():
		return statePaid
	case o.InDefault():
		return stateDefaulted
	case o.Paid > 0:
		return statePartPaid
	case v.today >= o.Due:
		return stateDue
	}
	return stateActive
}

// endOf is how an obligation ended otherwise than by payment; empty while a lot of it lives.
func (v show) endOf(o index.Obligation) string {
	if o.Out != o.Face {
		return ""
	}
	end := ""
	for _, lot := range v.LotsOf(o.ID) {
		switch one := lotState(lot.State); {
		case !lot.State.Ended():
			return ""
		case end == "" || end == one:
			end = one
		default:
			end = stateEnded
		}
	}
	return end
}

func (v show) obligation(o index.Obligation) client.Obligation {
	doc := client.Obligation{
		ID: o.ID, Kind: "receivable", Obligor: v.party(o.Obligor), Supplier: v.party(o.Supplier), Face: money(o.Face),
		Currency: currency.Code(o.Currency), Due: o.Due, State: v.obligationState(o), Paid: money(o.Paid), Out: money(o.Out),
		LateInterest: v.lateInterest(o, o.Left()), InterestPaid: money(o.Interest), Bank: v.partyOrNone(o.Bank), Overdue: v.overdue(o), Ref: o.Ref,
		ContractDigest: o.ContractDigest, InvoicesDigest: o.InvoicesDigest, Proposal: o.Proposal, Until: dayOrNone(o.Until),
		Rules: o.Rules, Invoices: []client.Invoice{}, Documents: []client.Document{}, Alerts: []client.Alert{}, Acts: []client.Trace{},
		Next: v.next(o),
	}
	if o.State == index.Active {
		doc.Left = money(o.Left())
	}
	switch {
	case o.Wired:
		doc.Means = "wire"
	case o.Bank != 0:
		doc.Means = "deposits"
	}
	if o.Defaulted.Block() != 0 {
		day := v.dayOf(o.Defaulted)
		doc.Defaulted = &day
	}
	if !o.Plan.IsZero() {
		doc.Plan = &o.Plan
	}
	for _, i := range v.DrawnBy(o.ID) {
		doc.Invoices = append(doc.Invoices, client.Invoice{Fingerprint: i.Fingerprint, Total: money(i.Total), Drawn: money(i.Drawn)})
	}
	for _, d := range v.Documents(o.ID) {
		if lot, _ := v.Lot(o.ID, d.Lot); !v.names(o, d.Company) && !v.sees(o, d.Lot, lot.End) {
			continue
		}
		doc.Documents = append(doc.Documents, client.Document{Company: v.party(d.Company), Kind: d.Kind, Digest: d.Digest, Tx: d.At.Tx()})
	}
	for _, a := range v.Alerts(o.ID) {
		doc.Alerts = append(doc.Alerts, client.Alert{Rule: a.Rule, Value: a.Value, Day: v.dayOf(a.At)})
	}
	for _, e := range v.History(o.ID) {
		doc.Acts = append(doc.Acts, client.Trace{Name: e.Name, Tx: e.At.Tx(), Block: e.At.Block(), At: unix(e.At.Time())})
	}
	return doc
}

// lateInterest is what paying so much of an obligation today costs on top.
func (v show) lateInterest(o index.Obligation, payment uint64) amount.Amount {
	rate, _ := v.Rule(o.Rules, late.RateRule, o.Due)
	return late.Interest(money(payment), rate, o.Due, v.today)
}

// confirmDays is the rule that says how long a request may wait for its confirmation before it is overdue.
const confirmDays = "V15.confirm-days"

// overdue tells whether a request has waited for its confirmation for longer than the rules allow. It stays open.
func (v show) overdue(o index.Obligation) bool {
	days, known := v.Rule(o.Rules, confirmDays, v.today)
	return known && o.State == index.Requested && v.today > v.dayOf(o.Made)+calendar.Day(days)
}

func (s *Server) listObligations(r *http.Request) (int, any, error) {
	q := parameters(r, "obligor", "supplier", "holder", "creator", "ref", "state", "overdue", "limit", "cursor")
	obligor, supplier, holder, creator := q.company("obligor"), q.company("supplier"), q.company("holder"), q.company("creator")
	state, overdue := q.one("state", obligationStates()...), q.flag("overdue")
	reference, byReference := q.text("ref"), q.values.Has("ref")
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Obligation]
	var err error
	s.viewAs(r, func(v show) {
		held := make(map[ref.Obligation]bool)
		for _, lot := range v.LotsBy(holder) {
			held[lot.Obligation] = true
		}
		all := v.Obligations(func(o index.Obligation) bool {
			return (obligor == 0 || o.Obligor == obligor) && (supplier == 0 || o.Supplier == supplier) &&
				(creator == 0 || o.ID.Company == creator) && (!byReference || o.Ref == reference) &&
				(holder == 0 || held[o.ID]) && (state == "" || v.obligationState(o) == state) &&
				(!overdue || v.overdue(o)) && v.knows(o)
		})
		p, err = pageOf(q, all, v.obligation)
	})
	return http.StatusOK, p, err
}

func (s *Server) getObligation(r *http.Request) (int, any, error) {
	var doc client.Obligation
	err := s.obligation(r, func(v show, o index.Obligation) error {
		doc = v.obligation(o)
		return nil
	})
	return http.StatusOK, doc, err
}

// obligation calls fn with the obligation that the path names.
func (s *Server) obligation(r *http.Request, fn func(show, index.Obligation) error) error {
	id, err := ref.ParseObligation(r.PathValue("id"))
	if err != nil {
		return problem(codeBadRequest, "name it as lists do, R31-1", "%v", err)
	}
	err = s.look(r, id, func(v show) error {
		o, ok := v.Obligation(id)
		if !ok || !v.knows(o) {
			return errUnseen
		}
		return fn(v, o)
	})
	if errors.Is(err, errUnseen) {
		err = problem(codeNotFound, "it may not be mined yet: look at its act; or it does not concern you", "there is no obligation %s", id)
	}
	return err
}

func (s *Server) listLotsOf(r *http.Request) (int, any, error) {
	q := parameters(r, "limit", "cursor")
	var p page[client.Lot]
	err := s.obligation(r, func(v show, o index.Obligation) (err error) {
		seen := slices.DeleteFunc(v.LotsOf(o.ID), func(lot index.Lot) bool { return !v.seesLot(lot) })
		p, err = pageOf(q, seen, v.lot)
		return err
	})
	return http.StatusOK, p, err
}

func (s *Server) getTree(r *http.Request) (int, any, error) {
	var doc client.Tree
	err := s.obligation(r, func(v show, o index.Obligation) error {
		if o.State != index.Active {
			return problem(codeNotFound, "it has lots once both sides have signed", "%s has no lots", o.ID)
		}
		doc = v.tree(o)
		return nil
	})
	return http.StatusOK, doc, err
}
