package index

import (
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

func (c *change) admitted(e *contracts.CompaniesAdmitted) error {
	put(c, c.companies, e.Company, Company{
		ID: e.Company, Name: e.Name, Registration: e.Registration, Capacities: e.Capacities,
		DualAbove: units(e.DualAbove), Admitted: c.at,
	})
	return nil
}

// company changes a company that must be there.
func (c *change) company(id uint32, edit func(*Company)) error {
	company, ok := c.companies[id]
	if !ok {
		return fmt.Errorf("company %d was never admitted", id)
	}
	edit(&company)
	put(c, c.companies, id, company)
	return nil
}

func (c *change) suspended(e *contracts.CompaniesSuspended) error {
	return c.company(e.Company, func(company *Company) { company.Suspended, company.Reason = e.Suspended, e.Reason })
}

func (c *change) thresholdSet(e *contracts.CompaniesThresholdSet) error {
	return c.company(e.Company, func(company *Company) { company.DualAbove = units(e.DualAbove) })
}

func (c *change) operatorSet(e *contracts.CompaniesOperatorSet) error {
	if before, ok := c.operators[e.Key]; ok && before.Company != e.Company {
		unlink(c, c.operatorsOf, before.Company, e.Key)
	}
	// What the company sets lifts no order of the authority.
	put(c, c.operators, e.Key, Operator{
		Key: e.Key, Company: e.Company, Roles: e.Roles, Limit: units(e.Limit), Daily: units(e.Daily), Until: calendar.Day(e.Until),
		Suspended: c.operators[e.Key].Suspended,
	})
	link(c, c.operatorsOf, e.Company, e.Key)
	return nil
}

func (c *change) operatorRevoked(e *contracts.CompaniesOperatorRevoked) error {
	operator, ok := c.operators[e.Key]
	if !ok {
		return fmt.Errorf("operator %s was never set", e.Key)
	}
	operator.Roles = 0
	put(c, c.operators, e.Key, operator)
	return nil
}

func (c *change) standingSet(e *contracts.CompaniesStandingSet) error {
	key := standingKey{e.Company, e.Sender, e.Obligor}
	if e.Until == 0 {
		drop(c, c.standings, key)
		return nil
	}
	put(c, c.standings, key, Standing{
		Company: e.Company, Sender: e.Sender, Obligor: e.Obligor,
		Min: units(e.Min), Max: units(e.Max), PerDay: e.PerDay, Until: calendar.Day(e.Until),
	})
	return nil
}

func (c *change) vendorNamed(e *contracts.CompaniesVendorNamed) error {
	key := vendorKey{e.Obligor, e.Number}
	if e.Supplier == 0 {
		drop(c, c.vendors, key)
		return nil
	}
	put(c, c.vendors, key, e.Supplier)
	return nil
}

func (c *change) actedEvent(e *contracts.CompaniesActed) error {
	put(c, c.acted, e.Act, Acted{Key: e.Key, At: c.at})
	return nil
}

func (c *change) ruleSetNamed(e *contracts.RulesRuleSetNamed) error {
	set := c.rules[e.Set]
	set.Set, set.Name, set.From = e.Set, e.Name, calendar.Day(e.From)
	put(c, c.rules, e.Set, set)
	return nil
}

func (c *change) ruleDefined(e *contracts.RulesRuleDefined) error {
	set := c.rules[e.Set]
	set.Set = e.Set
	rule := Rule{ID: trimmed(e.Id), Value: e.Value, From: calendar.Day(e.From), Source: e.Source}
	rules := slices.Clone(set.Rules)
	// The same rule for the same day once more is a correction.
	if at := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == rule.ID && r.From == rule.From }); at >= 0 {
		rules[at] = rule
	} else {
		rules = append(rules, rule)
	}
	set.Rules = rules
	put(c, c.rules, e.Set, set)
	return nil
}

// trimmed is the text in a bytes32 without its padding.
func trimmed(id [32]byte) string {
	end := len(id)
	for end > 0 && id[end-1] == 0 {
		end--
	}
	return string(id[:end])
}
