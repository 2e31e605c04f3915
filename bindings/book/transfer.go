package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (e *exam) ofLots() bool {
	switch m := e.signed.Message.(type) {
	case contracts.Transfer:
		e.transfer(m)
	case contracts.AcceptTransfer:
		e.acceptTransfer(m)
	case contracts.RejectProposal:
		e.rejectProposal(m)
	case contracts.WithdrawProposal:
		e.withdrawProposal(m)
	case contracts.Split:
		e.split(m)
	case contracts.Merge:
		e.merge(m)
	default:
		return false
	}
	return true
}

func (e *exam) transfer(m contracts.Transfer) {
	start, end := units(m.Start), units(m.End)
	o, l := e.lot(m.Obligation, m.Lot)
	e.require(m.To != m.Company, "ToSelf")
	if o != nil {
		e.circulates(o)
	}
	if l == nil {
		return
	}
	e.cuttable(o, l, start, end, blocking)
	e.heldBy(l, m.Company)
	e.active(m.Company)
	e.active(m.To)
	if end <= start {
		return
	}
	e.authorized(m.Company, Maker, end-start)
	if e.takes(m.To, m.Company, o.Obligor, end-start) {
		e.handed(o, l, func() *Lot { return o.carve(l, start, end) }, m.To)
		if m.Recourse {
			e.answers(l, m.Company, m.To)
		}
		return
	}
	e.deeper(o, l)
	p := Proposal{Kind: ToTransfer, Hash: e.hash(), To: m.To, Until: e.answerBy(o, m.Until)}
	if m.Recourse {
		p.Kind = ToTransferWithRecourse
	}
	e.then(func() { o.carve(l, start, end).Proposal = &p })
}

// answerBy is the last day for an answer: the one that is asked for, which must lie within the days for one, or the last of these.
func (e *exam) answerBy(o *Obligation, asked uint32) calendar.Day {
	latest := min(e.today+calendar.Day(o.AnswerDays), o.Cutoff)
	until := calendar.Day(asked)
	if asked == 0 {
		until = latest
	}
	e.require(e.today <= until && until <= latest, "BadUntil", latest)
	return until
}

// mostWords is how many words of recourse a lot's list has at the most: a claim walks them all.
const mostWords = 128

// wordFits requires that a list has room for one word of recourse more.
func (e *exam) wordFits(list *Record) { e.require(list.words() < mostWords, "RecourseFull", mostWords) }

// answers puts on a lot that its giver answers for it, unless whom it gives it to answers for it already: then it returns.
func (e *exam) answers(l *Lot, giver, to uint32) {
	if l.isAnsweredBy(to) {
		return
	}
	e.wordFits(l.Records)
	e.then(func() { l.record(Record{Kind: ByRecourse, By: giver, To: to, Day: e.today}) })
}

// proposed requires that the lot's open proposal is the one that an answer names.
func (e *exam) proposed(id, start *big.Int, proposal common.Hash) (*Obligation, *Lot) {
	o, l := e.lot(id, start)
	if l == nil || !e.require(l.Proposal != nil, "NotFree", l.state()) {
		return nil, nil
	}
	e.require(l.Proposal.Hash == proposal, "OtherProposal", l.Proposal.Hash)
	return o, l
}

func (e *exam) acceptTransfer(m contracts.AcceptTransfer) {
	o, l := e.proposed(m.Obligation, m.Lot, m.Proposal)
	if l == nil {
		return
	}
	p := *l.Proposal
	if !e.require(p.Kind < ToPledge, "ThroughModule") {
		return
	}
	e.require(p.To == m.Company, "NotAddressee", p.To)
	e.circulates(o)
	e.require(e.today <= p.Until, "Lapsed", p.Until)
	e.without(l, blocking)
	e.active(m.Company)
	e.active(l.Holder)
	e.authorized(m.Company, Maker, l.length())
	e.then(func() { l.Proposal = nil })
	giver := l.Holder
	e.handed(o, l, func() *Lot { return l }, m.Company)
	if p.Kind == ToTransferWithRecourse {
		e.answers(l, giver, m.Company)
	}
}

// rejectProposal declines a proposal of whatever kind, and checks nothing that could trap the lot.
func (e *exam) rejectProposal(m contracts.RejectProposal) {
	_, l := e.proposed(m.Obligation, m.Lot, m.Proposal)
	if l == nil {
		return
	}
	e.require(l.Proposal.To == m.Company, "NotAddressee", l.Proposal.To)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { l.Proposal = nil })
}

// withdrawProposal takes a proposal of whatever kind back, and checks nothing that could trap the lot.
func (e *exam) withdrawProposal(m contracts.WithdrawProposal) {
	_, l := e.proposed(m.Obligation, m.Lot, m.Proposal)
	if l == nil {
		return
	}
	e.heldBy(l, m.Company)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { l.Proposal = nil })
}

// LapseProposal ends a proposal that was not answered in time. Anyone may. It refuses as Do does.
func (b *Book) LapseProposal(id, start *big.Int) error {
	e := b.anyone()
	if _, l := e.lot(id, start); l != nil && e.require(l.Proposal != nil, "NotFree", l.state()) {
		e.require(e.today > l.Proposal.Until, "NotLapsed", l.Proposal.Until)
		e.then(func() { l.Proposal = nil })
	}
	return e.conclude()
}

func (e *exam) split(m contracts.Split) {
	o, l := e.lot(m.Obligation, m.Lot)
	if l == nil {
		return
	}
	middle := units(m.Middle)
	e.heldBy(l, m.Company)
	e.require(l.Start < middle && middle < l.End, "NotInLot", l.Start, l.End)
	e.divisible(o)
	e.cuttable(o, l, middle, l.End, Frozen|Disputed)
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { o.carve(l, middle, l.End) })
}

func (e *exam) merge(m contracts.Merge) {
	o, left := e.lot(m.Obligation, m.Lot)
	_, right := e.lot(m.Obligation, m.Right)
	if o != nil {
		e.divisible(o)
	}
	for _, l := range []*Lot{left, right} {
		if l != nil {
			e.free(l, Frozen|Disputed)
		}
	}
	if left == nil || right == nil {
		return
	}
	alike := left.Holder == right.Holder && left.Marks == right.Marks && left.Records == right.Records
	e.require(left.End == right.Start && alike, "NotMergeable")
	e.heldBy(left, m.Company)
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { o.join(left, right) })
}
