package book

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// ClaimState is where a claim is.
//
//	– ── claim (holder) ──▶ Notified ── refuse (target) ──▶ Refused
//	                           └── settle (target), acknowledge (holder) ──┴──▶ Cleared: the lot is the target's
//
// A claim is closed, too, once its holder has the lot no more.
type ClaimState uint8

// States of a claim, by their numbers on the chain.
const (
	Notified ClaimState = 1
	Refuse   ClaimState = 2
	Cleared  ClaimState = 3
)

// Claim is a holder's against a company that answers for its lot.
type Claim struct {
	obligation *Obligation
	// Lot is the lot's first unit, its name from the due day on.
	Lot             uint64
	Holder, Against uint32
	State           ClaimState
}

func (e *exam) ofRecourse() bool {
	switch m := e.signed.Message.(type) {
	case contracts.ClaimRecourse:
		e.claimRecourse(m)
	case contracts.SettleRecourse:
		e.settleRecourse(m)
	case contracts.RefuseRecourse:
		e.refuseRecourse(m)
	case contracts.AcknowledgeRecourse:
		e.acknowledgeRecourse(m)
	default:
		return false
	}
	return true
}

// inDefault reports whether default was declared, and not cleared by payment since.
func (o *Obligation) inDefault() bool { return o.Payment.Defaulted != 0 && o.Paid < o.payable() }

// liable are the companies that answer for a lot to a holder, newest first, each once. A guarantor answers to whoever holds the lot, and whose word of
// recourse stands, too. A guarantor stands beside the obligor and has only him, and the obligor, holding its own debt, nobody.
func (o *Obligation) liable(l *Lot, holder uint32) (companies []uint32) {
	if holder == o.Obligor || l.isGuaranteedBy(holder) {
		return nil
	}
	words := l.standing()
	for _, r := range l.list() {
		answers := r.Kind == ByGuarantee || slices.Contains(words, r)
		if answers && r.By != o.Obligor && !slices.Contains(companies, r.By) {
			companies = append(companies, r.By)
		}
	}
	return companies
}

func (e *exam) claimRecourse(m contracts.ClaimRecourse) {
	o := e.obligation(m.Obligation)
	if !e.require(o != nil && o.inDefault(), "NotInDefault", m.Obligation) {
		return
	}
	hash := e.hash()
	e.require(e.claims[hash] == nil, "ClaimExists", hash)
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	l := o.at(units(m.Lot))
	if l == nil {
		e.require(false, "NotParty", 0)
		e.require(false, "NotFree", 0)
		return
	}
	e.party(l.Holder, m.Company)
	e.require(l.state() == 1, "NotFree", l.state())
	// Disputed units are outside of payment, and so of default.
	e.without(l, Disputed)
	e.require(slices.Contains(o.liable(l, m.Company), m.Against), "NotLiable", m.Against)
	e.then(func() {
		e.claims[hash] = &Claim{obligation: o, Lot: l.Start, Holder: m.Company, Against: m.Against, State: Notified}
	})
}

// claimed requires that a claim is open: its holder still has the lot, and the obligation is in default.
func (e *exam) claimed(hash common.Hash) (*Claim, *Lot) {
	c := e.claims[hash]
	if !e.require(c != nil && c.State != Cleared, "ClaimClosed", hash) {
		return nil, nil
	}
	l := c.obligation.at(c.Lot)
	e.require(l.Holder == c.Holder, "ClaimClosed", hash)
	e.require(c.obligation.inDefault(), "NotInDefault", c.obligation.ID.Big())
	return c, l
}

// comesTo is what a claim comes to today: what is unpaid of the lot after what is set aside for it, and late interest on that.
func (e *exam) comesTo(c *Claim, l *Lot) (principal, interest uint64) {
	principal = l.length() - l.Credited - c.obligation.creditable(l)
	return principal, e.lateInterest(c.obligation, principal)
}

// settleRecourse is open to suspended companies: neither side of it is let off, or kept waiting, by its suspension.
func (e *exam) settleRecourse(m contracts.SettleRecourse) {
	c, l := e.claimed(m.Claim)
	if l == nil {
		return
	}
	e.party(c.Against, m.Company)
	principal, interest := e.comesTo(c, l)
	amount := principal + interest
	e.require(amount <= units(m.Most), "AmountAbove", amount)
	e.authorized(m.Company, Maker, amount)
	e.clears(c, l)
	currency := c.obligation.Currency
	e.pays(m.Bank, currency, c.Against, amount)
	e.gets(m.Bank, currency, c.Holder, amount)
}

func (e *exam) refuseRecourse(m contracts.RefuseRecourse) {
	c, l := e.claimed(m.Claim)
	if l == nil {
		return
	}
	e.party(c.Against, m.Company)
	e.require(c.State == Notified, "ClaimClosed", common.Hash(m.Claim))
	e.within("reason", m.Reason, 256)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { c.State = Refuse })
}

// acknowledgeRecourse is the holder's receipt of a wire. What it gives away for the money is the unpaid part of the lot.
func (e *exam) acknowledgeRecourse(m contracts.AcknowledgeRecourse) {
	c, l := e.claimed(m.Claim)
	if l == nil {
		return
	}
	e.party(c.Holder, m.Company)
	e.within("ref", m.Ref, 128)
	principal, _ := e.comesTo(c, l)
	e.authorized(m.Company, Maker, principal)
	e.clears(c, l)
}

// clears gives the lot to who paid for it, after its holder got what the obligor has paid: what comes later is the new holder's.
func (e *exam) clears(c *Claim, l *Lot) {
	o := c.obligation
	e.then(func() { e.push(o, l) })
	e.free(l, Frozen|Disputed)
	// A pledge that this very credit makes up is over.
	if l.Marks&Pledged != 0 {
		left := e.pledges[e.pledgeOn(l)].left()
		now := *o
		part := *l
		sum := now.creditable(&part) + now.creditInterest(&part)
		e.require(sum != 0 && sum >= left, "OnHold", uint8(l.Marks))
	}
	e.handed(o, l, func() *Lot { return l }, c.Against)
	e.then(func() {
		c.State = Cleared
		l.Marks &^= Financed
	})
}
