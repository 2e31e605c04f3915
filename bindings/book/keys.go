package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (e *exam) ofOperators() bool {
	switch m := e.signed.Message.(type) {
	case contracts.SetOperator:
		e.setOperator(m)
	case contracts.RevokeOperator:
		e.revokeOperator(m)
	case contracts.RotateOperator:
		e.rotateOperator(m)
	case contracts.SetThreshold:
		e.setThreshold(m)
	case contracts.CancelNonce:
		e.cancelNonce(m)
	case contracts.CancelSignature:
		e.cancelSignature(m)
	case contracts.SuspendKey:
		e.suspendKey(m)
	default:
		return false
	}
	return true
}

func (e *exam) setOperator(m contracts.SetOperator) {
	e.administered(m.Company)
	roles, until := Role(m.Roles), calendar.Day(m.Until)
	e.require(roles != 0 && roles <= anyRole, "BadField", "roles")
	e.require(until == 0 || until >= e.today && roles&Admin == 0, "BadField", "until")
	o := e.operators[m.Key]
	if o != nil && o.Roles != 0 {
		if !e.require(o.Company == m.Company, "KeyTaken", m.Key, o.Company) {
			return
		}
		e.keepsAnAdmin(m.Company, o, roles)
	} else {
		e.joins(m.Key)
	}
	e.then(func() {
		if o == nil {
			o = new(Operator)
			e.operators[m.Key] = o
		}
		o.Company, o.Roles, o.Limit, o.Daily, o.Until = m.Company, roles, units(m.Limit), units(m.Daily), until
		o.Epoch = e.companies[m.Company].Epoch
	})
}

// keepsAnAdmin requires that a company has an admin yet when a key of it has other roles.
func (e *exam) keepsAnAdmin(company uint32, o *Operator, roles Role) {
	loses := e.isAdmin(o) && roles&Admin == 0
	e.require(!loses || e.admins(company) > 1, "LastAdmin", company)
}

func (e *exam) revokeOperator(m contracts.RevokeOperator) {
	e.administered(m.Company)
	o := e.operator(m.Key, m.Company)
	if o == nil {
		return
	}
	e.keepsAnAdmin(m.Company, o, 0)
	e.then(func() { o.Roles = 0 })
}

func (e *exam) rotateOperator(m contracts.RotateOperator) {
	// A key may replace itself; another of the company's needs an admin.
	if e.authorKey() == m.Key {
		e.authorized(m.Company, anyRole, 0)
	} else {
		e.administered(m.Company)
	}
	e.joins(m.Replacement)
	o := e.operator(m.Key, m.Company)
	if o == nil {
		return
	}
	e.then(func() {
		replacement := *o
		e.operators[m.Replacement] = &replacement
		o.Roles = 0
	})
}

func (e *exam) setThreshold(m contracts.SetThreshold) {
	e.administered(m.Company)
	e.then(func() { e.companies[m.Company].DualAbove = units(m.DualAbove) })
}

func (e *exam) cancelNonce(m contracts.CancelNonce) {
	e.authorized(m.Company, anyRole, 0)
	key := e.authorKey()
	e.spend(key, m.Cancelled)
	// Whoever cancels the very number that he signs with spends it twice.
	e.require(e.signed.Key == (common.Address{}) && len(e.signed.Second) == 0 || m.Cancelled != e.signed.Nonce, "NonceSpent", key, m.Cancelled)
}

// cancelSignature takes a second signature of one's own back: it no longer counts for the message.
func (e *exam) cancelSignature(m contracts.CancelSignature) {
	e.authorized(m.Company, anyRole, 0)
	e.then(func() { e.takenBack[signatureKey{m.Digest, e.authorKey()}] = true })
}

// suspendKey stops a key by order, or lets it act again.
func (e *exam) suspendKey(m contracts.SuspendKey) {
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	e.within("order", m.Order, 64)
	e.require(e.stopped[m.Key] != m.Suspended, "BadField", "suspended")
	if m.Suspended {
		var company uint32
		o := e.operators[m.Key]
		if o != nil {
			company = o.Company
		}
		if e.require(o != nil && o.Roles != 0, "NotOperator", m.Key, company) {
			// Nor may a desk be shut out key by key.
			e.require(e.companies[company].Capacities&(Desk|Authority) == 0, "BadField", "key")
		}
	}
	e.then(func() { e.stopped[m.Key] = m.Suspended })
}
