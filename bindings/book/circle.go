package book

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// Membership is a company's place in an obligor's circle. It gives no right over anything.
type Membership struct {
	Inviter uint32
	// Tier is the steps from the obligor: 1 for its own suppliers.
	Tier  uint16
	Since calendar.Day
}

type memberKey struct{ circle, company uint32 }

// codeKey is a one-time code of a circle.
type codeKey struct {
	circle uint32
	code   common.Address
}

// invitation stays when it is used, so that no code serves twice.
type invitation struct {
	inviter uint32
	until   calendar.Day
	used    bool
}

func (e *exam) ofCircles() bool {
	switch m := e.signed.Message.(type) {
	case contracts.InviteMember:
		e.inviteMember(m)
	case contracts.JoinCircle:
		e.joinCircle(m)
	case contracts.LeaveCircle:
		e.leaveCircle(m)
	default:
		return false
	}
	return true
}

// inCircle requires that a company is the obligor itself, or a member.
func (e *exam) inCircle(circle, company uint32) {
	e.require(company == circle || e.circles[memberKey{circle, company}] != nil, "NotMember", company, circle)
}

func (e *exam) inviteMember(m contracts.InviteMember) {
	e.inCircle(m.Circle, m.Company)
	e.require(m.Code != common.Address{}, "BadField", "code")
	e.require(calendar.Day(m.Until) >= e.today, "BadField", "until")
	key := codeKey{m.Circle, m.Code}
	e.require(e.codes[key] == nil, "BadCode", m.Code)
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { e.codes[key] = &invitation{inviter: m.Company, until: calendar.Day(m.Until)} })
}

// joinCircle needs the signature of the code's key over the very message, so that who sees it cannot use the code.
func (e *exam) joinCircle(m contracts.JoinCircle) {
	member := memberKey{m.Circle, m.Company}
	e.require(m.Company != m.Circle && e.circles[member] == nil, "IsMember", m.Company, m.Circle)
	e.active(m.Company)
	e.authorized(m.Company, Maker, 0)
	i := e.codes[codeKey{m.Circle, m.Code}]
	if !e.require(i != nil && !i.used && e.today <= i.until, "BadCode", m.Code) {
		return
	}
	// The inviter may have left since, or be suspended.
	e.inCircle(m.Circle, i.inviter)
	e.active(i.inviter)
	e.require(e.isBy(e.signed, m.Code, e.signed.Consent), "BadCode", m.Code)
	e.then(func() {
		i.used = true
		tier := uint16(1)
		if inviter := e.circles[memberKey{m.Circle, i.inviter}]; inviter != nil {
			tier = inviter.Tier + 1
		}
		e.circles[member] = &Membership{Inviter: i.inviter, Tier: tier, Since: e.today}
	})
}

func (e *exam) leaveCircle(m contracts.LeaveCircle) {
	e.authorized(m.Company, Maker, 0)
	key := memberKey{m.Circle, m.Member}
	member := e.circles[key]
	if !e.require(member != nil, "NotMember", m.Member, m.Circle) {
		return
	}
	if m.Company != m.Member {
		e.inCircle(m.Circle, m.Company)
		e.require(m.Company == m.Circle || m.Company == member.Inviter, "NotInviter", m.Company, m.Member)
	}
	e.then(func() { delete(e.circles, key) })
}
