package book

import (
	"github.com/tallystick/tallystick/bindings/contracts"
	"math/big"
)

// movable is a lot that its holder can act on.
func movable(o *Obligation, l *Lot) bool {
	return o.Paid == 0 && l.state() == 1 && l.Marks&blocking == 0
}

func (tr *traffic) makeTransfer() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	to := tr.company()
	if words := l.standing(); len(words) != 0 && tr.oneIn(3) {
		// Back to one who answers for it.
		to = pick(tr, words).By
	}
	return contracts.Transfer{
		Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, To: to,
		Recourse: tr.oneIn(2), Until: tr.until(),
	}
}

// part is a range of a lot's units, often all or an end of it.
func (tr *traffic) part(l *Lot) (start, end *big.Int) {
	start, end = wide(l.Start), wide(l.End)
	if tr.oneIn(2) {
		start = tr.between(l.Start, l.End-1)
	}
	if tr.oneIn(2) {
		end = tr.between(units(start)+1, l.End)
	}
	return start, end
}

func (tr *traffic) makeAccept() any {
	o, l := tr.proposal(ToTransfer, ToTransferWithRecourse)
	if l == nil {
		return nil
	}
	return contracts.AcceptTransfer{Company: l.Proposal.To, Obligation: o.ID.Big(), Lot: wide(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeReject() any {
	o, l := tr.proposal(ToTransfer, ToTransferWithRecourse, ToPledge, ToGuarantee, ToCancel, ToRetire)
	if l == nil {
		return nil
	}
	return contracts.RejectProposal{Company: l.Proposal.To, Obligation: o.ID.Big(), Lot: wide(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeWithdraw() any {
	o, l := tr.proposal(ToTransfer, ToTransferWithRecourse, ToPledge, ToGuarantee, ToCancel, ToRetire)
	if l == nil {
		return nil
	}
	return contracts.WithdrawProposal{Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeSplit() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	return contracts.Split{Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Middle: tr.between(l.Start, l.End)}
}

func (tr *traffic) makeMerge() any {
	o, l := tr.lot(func(o *Obligation, l *Lot) bool {
		right := o.at(l.End)
		return movable(o, l) && right != nil && movable(o, right) && right.Holder == l.Holder
	})
	if l == nil {
		return nil
	}
	return contracts.Merge{Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Right: wide(l.End)}
}
