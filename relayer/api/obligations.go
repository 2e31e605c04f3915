package api

import (
	"net/http"
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
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
	stateVoid      = "void"
)

// obligationState is where an obligation stands on a day.
func obligationState(o index.Obligation, today calendar.Day) string {
	switch {
	case o.State == index.Requested:
		return stateRequested
	case o.State == index.Issued:
		return stateIssued
	case o.State == index.Void:
		return stateVoid
	case o.Paid == o.Face:
		return statePaid
	case o.Paid > 0:
		return statePartPaid
	case today >= o.Due:
		return stateDue
	}
	return stateActive
}

func (v show) obligation(o index.Obligation) client.Obligation {
	doc := client.Obligation{
		ID: o.ID, Kind: "receivable", Obligor: v.party(o.Obligor), Supplier: v.party(o.Supplier), Face: money(o.Face),
		Currency: currency.Code(o.Currency), Due: o.Due, State: obligationState(o, v.today), Paid: money(o.Paid), Ref: o.Ref,
		ContractDigest: o.ContractDigest, InvoicesDigest: o.InvoicesDigest, Proposal: o.Proposal, Until: dayOrNone(o.Until),
		Rules: o.Rules, Acts: []client.Trace{}, Next: v.next(o),
	}
	for _, e := range v.History(o.ID) {
		doc.Acts = append(doc.Acts, client.Trace{Name: e.Name, Tx: e.At.Tx, Block: e.At.Block, At: unix(e.At.Time)})
	}
	return doc
}

// next is what may happen to an obligation today, and who would do it. Never nil.
func (v show) next(o index.Obligation) []client.Next {
	steps := []client.Next{}
	add := func(act string, by uint32) { steps = append(steps, client.Next{Act: act, By: v.party(by)}) }
	open := v.today < o.Due && (o.Until == 0 || v.today <= o.Until)
	switch o.State {
	case index.Requested:
		if open {
			add("ConfirmReceivable", o.Obligor)
		}
		add("RejectReceivable", o.Obligor)
		add("WithdrawReceivable", o.Supplier)
	case index.Issued:
		if open {
			add("TakeReceivable", o.Supplier)
		}
		add("RejectReceivable", o.Supplier)
		add("WithdrawReceivable", o.Obligor)
	case index.Active:
		if v.today >= o.Due && o.Paid < o.Face {
			add("SettleReceivable", o.Obligor)
		}
		if v.today <= o.Cutoff && o.Paid == 0 {
			for _, holder := range v.holders(o.ID) {
				add("Transfer", holder)
			}
		}
	}
	return steps
}

// holders are the companies that hold free lots of an obligation, by the order of their lots.
func (v show) holders(id ref.Obligation) []uint32 {
	var list []uint32
	for _, lot := range v.LotsOf(id) {
		if lot.State == index.Held && !slices.Contains(list, lot.Holder) {
			list = append(list, lot.Holder)
		}
	}
	return list
}

func (s *Server) listObligations(r *http.Request) (int, any, error) {
	q := parameters(r, "obligor", "supplier", "holder", "creator", "ref", "state", "limit", "cursor")
	obligor, supplier, holder, creator := q.company("obligor"), q.company("supplier"), q.company("holder"), q.company("creator")
	state := q.one("state", stateRequested, stateIssued, stateActive, stateDue, statePartPaid, statePaid, stateVoid)
	reference, byReference := q.text("ref"), q.values.Has("ref")
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Obligation]
	var err error
	s.view(func(v show) {
		held := make(map[ref.Obligation]bool)
		for _, lot := range v.LotsBy(holder) {
			held[lot.Obligation] = true
		}
		all := v.Obligations(func(o index.Obligation) bool {
			return (obligor == 0 || o.Obligor == obligor) && (supplier == 0 || o.Supplier == supplier) &&
				(creator == 0 || o.ID.Company == creator) && (!byReference || o.Ref == reference) &&
				(holder == 0 || held[o.ID]) && (state == "" || obligationState(o, v.today) == state)
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
		return problem(codeBadRequest, "", "%v", err)
	}
	s.view(func(v show) {
		o, ok := v.Obligation(id)
		if !ok {
			err = problem(codeNotFound, "it may not be mined yet; look at its act", "there is no obligation %s", id)
			return
		}
		err = fn(v, o)
	})
	return err
}

func (s *Server) listLotsOf(r *http.Request) (int, any, error) {
	q := parameters(r, "limit", "cursor")
	var p page[client.Lot]
	err := s.obligation(r, func(v show, o index.Obligation) (err error) {
		p, err = pageOf(q, v.LotsOf(o.ID), v.lot)
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
