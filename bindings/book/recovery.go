package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Recovery is the way back for a company that lost every admin key.
//
//	– ── propose (desk) ──▶ proposed ── agree (authority) ──▶ notice runs ── over, unopposed; anyone ──▶ a new admin
//	proposed, notice runs ── object (an admin of the company) ──▶ –
type Recovery struct {
	Proposal common.Hash
	// Key is to be the one admin.
	Key common.Address
	// Notice is its last day, zero until the authority agrees.
	Notice calendar.Day
}

func (e *exam) ofRecovery() bool {
	switch m := e.signed.Message.(type) {
	case contracts.ProposeRecovery:
		e.proposeRecovery(m)
	case contracts.AgreeRecovery:
		e.agreeRecovery(m)
	case contracts.ObjectRecovery:
		e.objectRecovery(m)
	default:
		return false
	}
	return true
}

func (e *exam) proposeRecovery(m contracts.ProposeRecovery) {
	e.capable(m.Company, Desk)
	e.authorized(m.Company, Maker, 0)
	e.require(m.Documents != [32]byte{}, "BadField", "documents")
	e.joins(m.Key)
	if c := e.admitted(m.Lost); c != nil {
		e.require(c.Epoch < 255, "BadField", "lost")
	}
	hash := e.hash()
	e.then(func() { e.recoveries[m.Lost] = &Recovery{Proposal: hash, Key: m.Key} })
}

// pending requires that this recovery of a company is open.
func (e *exam) pending(company uint32, proposal common.Hash) *Recovery {
	r := e.recoveries[company]
	if !e.require(r != nil && r.Proposal == proposal, "NoRecovery", company) {
		return nil
	}
	return r
}

func (e *exam) agreeRecovery(m contracts.AgreeRecovery) {
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	notice := e.rule(1, "K01.recovery-days")
	if r := e.pending(m.Lost, m.Proposal); r != nil {
		e.require(r.Notice == 0, "NoRecovery", m.Lost)
		e.then(func() { r.Notice = e.today + calendar.Day(notice) })
	}
}

func (e *exam) objectRecovery(m contracts.ObjectRecovery) {
	e.byAnAdmin(m.Company)
	e.pending(m.Company, m.Proposal)
	e.then(func() { delete(e.recoveries, m.Company) })
}

// Recover makes the new key the one admin of a company, once the notice is over unopposed. Anyone may. It refuses as Do does.
func (b *Book) Recover(lost uint32) error {
	e := b.anyone()
	r := e.recoveries[lost]
	if !e.require(r != nil && r.Notice != 0, "NoRecovery", lost) {
		return e.conclude()
	}
	e.require(e.today > r.Notice, "NoticeRuns", "K01.recovery-days", r.Notice, e.today)
	if o := e.operators[r.Key]; o != nil && o.Roles != 0 {
		e.require(false, "KeyTaken", r.Key, o.Company)
	}
	e.then(func() {
		c := e.companies[lost]
		c.Epoch++
		e.operators[r.Key] = &Operator{Company: lost, Roles: Admin, Limit: NoLimit, Daily: NoLimit, Epoch: c.Epoch}
		delete(e.recoveries, lost)
	})
	return e.conclude()
}
