package index

import (
	"fmt"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (c *change) invited(e *contracts.CirclesInvited) error {
	put(c, c.invitations, e.Code, Invitation{
		Circle: e.Circle, Inviter: e.Inviter, Code: e.Code, Until: calendar.Day(e.Until), At: c.at,
	})
	return nil
}

func (c *change) joined(e *contracts.CirclesJoined) error {
	code := c.invitations[e.Code]
	code.Used = true
	put(c, c.invitations, e.Code, code)
	put(c, c.members, memberKey{e.Circle, e.Member}, Membership{
		Circle: e.Circle, Member: e.Member, Inviter: e.Inviter, Tier: e.Tier, At: c.at,
	})
	return nil
}

func (c *change) left(e *contracts.CirclesLeft) error {
	drop(c, c.members, memberKey{e.Circle, e.Member})
	return nil
}

func (c *change) keySuspension(e *contracts.CompaniesKeySuspension) error {
	operator, ok := c.operators[e.Key]
	if !ok {
		return fmt.Errorf("operator %s was never set", e.Key)
	}
	operator.Suspended = e.Suspended
	put(c, c.operators, e.Key, operator)
	return nil
}

func (c *change) recoveryProposed(e *contracts.CompaniesRecoveryProposed) error {
	put(c, c.recoveries, e.Company, Recovery{Company: e.Company, Proposal: e.Proposal, Key: e.Key, At: c.at})
	return nil
}

func (c *change) recoveryAgreed(e *contracts.CompaniesRecoveryAgreed) error {
	r := c.recoveries[e.Company]
	r.Notice = calendar.Day(e.Notice)
	put(c, c.recoveries, e.Company, r)
	return nil
}

func (c *change) recoveryObjected(e *contracts.CompaniesRecoveryObjected) error {
	drop(c, c.recoveries, e.Company)
	return nil
}

// recovered takes the admin role from all keys but the new one, as the contract's epoch does.
func (c *change) recovered(e *contracts.CompaniesRecovered) error {
	drop(c, c.recoveries, e.Company)
	for key := range c.operatorsOf[e.Company] {
		operator := c.operators[key]
		if key != e.Key && operator.Roles&Admin != 0 {
			operator.Roles &^= Admin
			put(c, c.operators, key, operator)
		}
	}
	return nil
}
