package book

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (e *exam) ofEndings() bool {
	switch m := e.signed.Message.(type) {
	case contracts.CancelReceivable:
		e.cancelReceivable(m)
	case contracts.AgreeCancel:
		e.agreeCancel(m)
	case contracts.RetireLot:
		e.retireLot(m)
	case contracts.AgreeRetirement:
		e.agreeRetirement(m)
	default:
		return false
	}
	return true
}

// whole requires that a receivable is one lot for which nobody but its parties ever gave anything.
func (e *exam) whole(o *Obligation) {
	l := o.Lots[0]
	touched := l.End != o.Face || o.Paid != 0 || l.newest(ByFinancing) != nil || l.newest(ByPledge) != nil
	e.require(!touched, "NotWhole")
}

func (e *exam) cancelReceivable(m contracts.CancelReceivable) {
	e.within("reason", m.Reason, 256)
	o, l := e.lot(m.Receivable, new(big.Int))
	if l == nil {
		return
	}
	e.whole(o)
	e.offers(offer{
		kind: ToCancel, company: m.Company, id: m.Receivable, end: o.Face, other: o.Obligor, until: calendar.Day(m.Until),
	})
}

// agreeCancel ends the debt: line, invoices and reference are free again.
func (e *exam) agreeCancel(m contracts.AgreeCancel) {
	o, l := e.agreed(ToCancel, m.Company, m.Receivable, 0, m.Proposal)
	if l == nil {
		return
	}
	e.whole(o)
	e.endable(o, l)
	e.then(func() {
		o.end(l, Cancelled)
		e.line(o.Obligor, o.Currency).Used -= o.Face
		r := e.receivables[o.ID]
		r.State = Closed
		e.release(r)
	})
}

func (e *exam) retireLot(m contracts.RetireLot) {
	e.within("system", m.System, 64)
	e.require(m.Bundle != [32]byte{}, "BadField", "bundle")
	var obligor uint32
	if o := e.obligation(m.Obligation); o != nil {
		obligor = o.Obligor
	}
	e.offers(offer{
		kind: ToRetire, company: m.Company, id: m.Obligation, lot: units(m.Lot), start: units(m.Start), end: units(m.End), other: obligor,
		until: calendar.Day(m.Until),
	})
}

// agreeRetirement takes units off the ledger; they are owed elsewhere, so that line and invoices stay in use.
func (e *exam) agreeRetirement(m contracts.AgreeRetirement) {
	o, l := e.agreed(ToRetire, m.Company, m.Obligation, units(m.Lot), m.Proposal)
	if l == nil {
		return
	}
	e.endable(o, l)
	e.then(func() { o.end(l, Exported) })
}
