package deployment

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// RuleSet is a named set of dated numbers. Obligations are born under one and keep it.
type RuleSet struct {
	// Name is for people, "CN-2026".
	Name string
	// Values in the order of their first days.
	Values []RuleValue
}

// RuleValue is one number of a rule set.
type RuleValue struct {
	// ID is the rule's, as refusals name it: "V01.tenor-months", at most 32 ASCII characters.
	ID string
	// Value in the unit that the id ends with; 1 for a rule that applies, 0 for one that does not.
	Value int64
	// From is the first day on which it holds.
	From calendar.Day
	// Source is where it comes from.
	Source string
}

// ChinaRules are the sets that a network starts with: 1, vouchers of up to twelve months, and 2, the coming cap of six.
func ChinaRules() []RuleSet {
	set := func(name string, tenor int64, why string) RuleSet {
		return RuleSet{Name: name, Values: []RuleValue{
			{ID: "V01.tenor-months", Value: tenor, Source: why},
			{ID: "V01.justify-months", Value: 6, Source: "R-V01: above this the reasons are examined"},
			{ID: "V14.answer-days", Value: 30, Source: "R-V15: thirty days to answer"},
			{ID: "V08.cutoff-days", Value: 0, Source: "R-V08: transfers up to the day before the due day"},
			{ID: "V06.registration", Value: 1, Source: "R-V06: financing names its registration"},
			{ID: "V07.line", Value: 1, Source: "R-V07: new debts within the obligor's line"},
		}}
	}
	return []RuleSet{
		set("CN-2026", 12, "R-V01: never above one year"),
		set("CN-2027", 6, "R-V02: the coming cap"),
	}
}

// flatten gives the sets as the contract's constructor takes them.
func flatten(sets []RuleSet) (names []string, rules []contracts.Rule) {
	for i, set := range sets {
		names = append(names, set.Name)
		for _, v := range set.Values {
			rule := contracts.Rule{Set: uint16(i + 1), Value: big.NewInt(v.Value), From: uint32(v.From), Source: v.Source}
			copy(rule.Id[:], v.ID)
			rules = append(rules, rule)
		}
	}
	return names, rules
}
