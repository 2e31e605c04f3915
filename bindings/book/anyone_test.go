package book

import (
	"math/big"
)

// anyonesCall is a function that needs no signature.
func (tr *traffic) anyonesCall() error {
	calls := []func(*traffic) error{
		(*traffic).lapseProposal, (*traffic).lapseReceivable, (*traffic).declareDefault, (*traffic).declareDefault, (*traffic).push, (*traffic).push, (*traffic).thaw,
		(*traffic).recover, (*traffic).openRun, (*traffic).openRun, (*traffic).openRun, (*traffic).openRun,
		(*traffic).openRun, (*traffic).openRun, (*traffic).openRun, (*traffic).openRun,
	}
	return pick(tr, calls)(tr)
}

func (tr *traffic) lapseProposal() error {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Proposal != nil })
	if l == nil {
		return nil
	}
	tr.note("LapseProposal %s:%d", o.ID, l.Start)
	data := lotsABI.PackLapse(o.ID.Big(), wide(l.Start))
	return tr.call("LapseProposal", "Lots", data, func() error { return tr.keeper.LapseProposal(o.ID.Big(), wide(l.Start)) })
}

func (tr *traffic) lapseReceivable() error {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested || r.State == Issued })
	if r == nil {
		return nil
	}
	tr.note("LapseReceivable %s", r.ID)
	data := receivablesABI.PackLapse(r.ID.Big())
	return tr.call("LapseReceivable", "Receivables", data, func() error { return tr.keeper.LapseReceivable(r.ID.Big()) })
}

func (tr *traffic) declareDefault() error {
	o, _ := tr.lot(func(o *Obligation, _ *Lot) bool {
		return o.Due < tr.book.Today() && o.Paid < o.payable() && !o.inDefault()
	})
	if o == nil {
		return nil
	}
	tr.note("DeclareDefault %s", o.ID)
	data := settlementsABI.PackDeclareDefault(o.ID.Big())
	return tr.call("DeclareDefault", "Settlements", data, func() error { return tr.keeper.DeclareDefault(o.ID.Big()) })
}

func (tr *traffic) push() error {
	o, l := tr.lot(func(o *Obligation, _ *Lot) bool { return o.Paid != 0 })
	if l == nil {
		return nil
	}
	starts := []*big.Int{wide(l.Start)}
	for _, other := range o.Lots {
		if tr.oneIn(2) {
			starts = append(starts, wide(other.Start))
		}
	}
	if tr.oneIn(15) {
		starts = append(starts, wide(l.End+1))
	}
	tr.note("Push %s %v", o.ID, starts)
	data := settlementsABI.PackPush(o.ID.Big(), starts)
	return tr.call("Push", "Settlements", data, func() error { return tr.keeper.Push(o.ID.Big(), starts) })
}

func (tr *traffic) thaw() error {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Marks&(Frozen|Disputed) != 0 })
	if l == nil {
		return nil
	}
	tr.note("Thaw %s:%d", o.ID, l.Start)
	data := holdsABI.PackThaw(o.ID.Big(), wide(l.Start))
	return tr.call("Thaw", "Holds", data, func() error { return tr.keeper.Thaw(o.ID.Big(), wide(l.Start)) })
}

func (tr *traffic) recover() error {
	lost := tr.company()
	for _, company := range []uint32{core, acme, bolt, cirrus, firstBank, secondBank, insurer} {
		if r := tr.book.recoveries[company]; r != nil && r.Notice != 0 {
			lost = company
		}
	}
	tr.note("Recover %d", lost)
	return tr.call("Recover", "Companies", companiesABI.PackRecover(lost), func() error { return tr.keeper.Recover(lost) })
}
