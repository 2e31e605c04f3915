package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Pledge secures a debt by units, whatever lots they are in now.
//
//	– ── pledge (holder) ──▶ proposed ── accept (pledgee) ──▶ in force
//
// Lots leave it one by one: by release, by enforcement, or by the payment that makes up the secured sum.
type Pledge struct {
	Pledgor, Pledgee uint32
	// Secured is the debt, Received what the pledgee got out of the units, in units of 0.01.
	Secured, Received uint64
	DebtDue           calendar.Day
	InForce           bool
}

// left is what is still secured.
func (p *Pledge) left() uint64 { return p.Secured - p.Received }

func (e *exam) ofPledges() bool {
	switch m := e.signed.Message.(type) {
	case contracts.PledgeLot:
		e.pledgeLot(m)
	case contracts.AcceptPledge:
		e.acceptPledge(m)
	case contracts.ReleasePledge:
		e.releasePledge(m)
	case contracts.EnforcePledge:
		e.enforcePledge(m)
	default:
		return false
	}
	return true
}

func (e *exam) pledgeLot(m contracts.PledgeLot) {
	start, end, secured := units(m.Start), units(m.End), units(m.Secured)
	p := &Pledge{Pledgor: m.Company, Pledgee: m.Pledgee, Secured: secured, DebtDue: calendar.Day(m.DebtDue)}
	hash := e.hash()
	e.require(m.Pledgee != m.Company, "BadField", "pledgee")
	e.notOverdueYet(p)
	old := e.pledges[hash]
	e.require(old == nil || !old.InForce, "BadField", "nonce")
	e.require(secured != 0 && start < end && secured <= end-start, "BadField", "secured")
	e.offers(offer{
		kind: ToPledge, company: m.Company, id: m.Obligation, lot: units(m.Lot), start: start, end: end, other: m.Pledgee,
		until: calendar.Day(m.Until),
	})
	e.then(func() { e.pledges[hash] = p })
}

// notOverdueYet requires that the debt is not overdue: else the pledgee could take the units the moment they are pledged.
func (e *exam) notOverdueYet(p *Pledge) {
	e.require(e.today <= p.DebtDue && p.DebtDue <= lastDay, "BadField", "debtDue")
}

func (e *exam) acceptPledge(m contracts.AcceptPledge) {
	o, l := e.agreed(ToPledge, m.Company, m.Obligation, units(m.Lot), m.Pledge)
	if l == nil {
		return
	}
	e.require(len(m.Registration) <= 64, "BadField", "registration")
	if m.Registration == "" && e.rule(o.Rules, "C09.registration") != 0 {
		e.require(false, "RegistrationNeeded", "C09.registration")
	}
	p := e.pledges[m.Pledge]
	if p == nil {
		return
	}
	e.notOverdueYet(p)
	e.then(func() {
		p.InForce = true
		l.Marks |= Pledged
		l.record(Record{Kind: ByPledge, By: p.Pledgor, To: p.Pledgee, Day: e.today, Amount: p.Secured, Of: m.Pledge})
	})
}

// pledgeOn is the pledge that a lot is under, by its hash; nothing if it is under none.
func (b *Book) pledgeOn(l *Lot) common.Hash {
	if l.Marks&Pledged == 0 {
		return common.Hash{}
	}
	return l.newest(ByPledge).Of
}

// under requires that the lot that starts there is under this pledge.
func (e *exam) under(o *Obligation, start uint64, pledge common.Hash) (*Lot, *Pledge) {
	if o != nil {
		if l := o.at(start); l != nil && l.Marks&Pledged != 0 && e.pledgeOn(l) == pledge {
			return l, e.pledges[pledge]
		}
	}
	e.require(false, "NotPledged", pledge)
	return nil, nil
}

// releasePledge lets a lot go, by the pledgee, or by its holder once nothing is secured any more.
func (e *exam) releasePledge(m contracts.ReleasePledge) {
	l, p := e.under(e.obligation(m.Obligation), units(m.Lot), m.Pledge)
	if l == nil {
		return
	}
	e.require(l.End == units(m.End), "NotInLot", l.Start, l.End)
	e.require(m.Company == p.Pledgee || p.left() == 0 && m.Company == l.Holder, "NotParty", p.Pledgee)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { l.Marks &^= Pledged })
}

// enforcePledge gives the pledgee of an overdue debt units worth what is still secured, from the lot's first on; the rest goes free.
func (e *exam) enforcePledge(m contracts.EnforcePledge) {
	o := e.obligation(m.Obligation)
	l, p := e.under(o, units(m.Lot), m.Pledge)
	if l == nil {
		return
	}
	e.party(p.Pledgee, m.Company)
	e.require(m.Notice != [32]byte{}, "BadField", "notice")
	last := p.DebtDue + calendar.Day(e.rule(o.Rules, "C09.notice-days"))
	e.require(e.today > last, "NotOverdue", "C09.notice-days", last, e.today)
	left := p.left()
	unpaid := l.length() - l.Credited
	end, worth := l.End, unpaid
	if unpaid > left {
		end, worth = l.Start+left, left
		// From the due day on no lot is cut: this one pays the pledgee out of its credits.
		e.require(e.today < o.Due, "AboveSecured", left)
	}
	if !e.require(left != 0, "AboveSecured", left) {
		return
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, worth)
	e.then(func() {
		p.Received += worth
		l.Marks &^= Pledged
	})
	unmarked := *l
	unmarked.Marks &^= Pledged
	e.cuttable(o, &unmarked, l.Start, end, blocking)
	e.handed(o, l, func() *Lot { return o.carve(l, l.Start, end) }, p.Pledgee)
}
