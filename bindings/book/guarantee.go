package book

import (
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (e *exam) ofGuarantees() bool {
	switch m := e.signed.Message.(type) {
	case contracts.AskGuarantee:
		e.askGuarantee(m)
	case contracts.GiveGuarantee:
		e.giveGuarantee(m)
	default:
		return false
	}
	return true
}

func (e *exam) askGuarantee(m contracts.AskGuarantee) {
	e.capable(m.Guarantor, Bank|Guarantor)
	o := e.obligation(m.Obligation)
	var l *Lot
	if o != nil {
		l = o.at(units(m.Lot))
	}
	e.outsideOfDebtors(o, l, m.Company, m.Guarantor)
	e.offers(offer{
		kind: ToGuarantee, company: m.Company, id: m.Obligation, lot: units(m.Lot), start: units(m.Start), end: units(m.End), other: m.Guarantor,
		until: calendar.Day(m.Until),
	})
}

func (e *exam) giveGuarantee(m contracts.GiveGuarantee) {
	o, l := e.agreed(ToGuarantee, m.Company, m.Obligation, units(m.Lot), m.Proposal)
	if l == nil {
		return
	}
	e.capable(m.Company, Bank|Guarantor)
	e.outsideOfDebtors(o, l, l.Holder, m.Company)
	e.then(func() {
		l.record(Record{Kind: ByGuarantee, By: m.Company, To: l.Holder, Day: e.today, Amount: l.length()})
	})
}

// isGuaranteedBy reports whether a company guaranteed the lot.
func (l *Lot) isGuaranteedBy(company uint32) bool {
	return slices.ContainsFunc(l.list(), func(r *Record) bool { return r.Kind == ByGuarantee && r.By == company })
}

// outsideOfDebtors requires that a guarantor does not owe the obligation, does not hold the lot, and does not answer for it already.
func (e *exam) outsideOfDebtors(o *Obligation, l *Lot, holder, guarantor uint32) {
	within := guarantor == holder || o != nil && guarantor == o.Obligor || o == nil && guarantor == 0
	if l != nil {
		within = within || l.isAnsweredBy(guarantor) || l.isGuaranteedBy(guarantor)
	}
	e.require(!within, "IsDebtor", guarantor)
}
