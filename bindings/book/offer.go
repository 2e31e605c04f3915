package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
)

// offer is a holder's proposal to another company about its own lot, other than to transfer it.
type offer struct {
	kind       ProposalKind
	company    uint32
	id         *big.Int
	lot        uint64
	start, end uint64
	other      uint32
	until      calendar.Day
}

// offers requires that a holder may make a proposal, and locks the units until the other side answers.
func (e *exam) offers(p offer) {
	o, l := e.lot(p.id, new(big.Int).SetUint64(p.lot))
	e.active(p.other)
	e.active(p.company)
	if p.start < p.end {
		e.authorized(p.company, Maker, p.end-p.start)
	}
	if l == nil {
		return
	}
	e.party(l.Holder, p.company)
	e.cuttable(o, l, p.start, p.end, blocking)
	latest := min(e.today+calendar.Day(o.AnswerDays), o.Due-1)
	until := p.until
	if until == 0 {
		until = latest
	}
	e.require(e.today <= until && until <= latest, "BadUntil", latest)
	hash := e.hash()
	e.then(func() {
		o.carve(l, p.start, p.end).Proposal = &Proposal{Kind: p.kind, Hash: hash, To: p.other, Until: until}
	})
}

// agreed requires that a proposal of this kind waits for a company's word, and ends it: the holder stays, and what was proposed follows.
// It gives nil where no such proposal is open.
func (e *exam) agreed(kind ProposalKind, company uint32, id *big.Int, start uint64, proposal common.Hash) (*Obligation, *Lot) {
	o := e.obligation(id)
	var l *Lot
	if o != nil {
		l = o.at(start)
	}
	var open Proposal
	if l != nil && l.Proposal != nil {
		open = *l.Proposal
	}
	if !e.require(open.Kind == kind, "OtherKind", uint8(open.Kind)) {
		return nil, nil
	}
	e.require(open.Hash == proposal, "OtherProposal", open.Hash)
	e.party(open.To, company)
	e.require(e.today <= open.Until, "Lapsed", open.Until)
	e.active(l.Holder)
	e.active(company)
	e.authorized(company, Maker, l.length())
	e.without(l, blocking)
	e.then(func() { l.Proposal = nil })
	return o, l
}
