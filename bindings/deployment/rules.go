package deployment

import (
	"math/big"
	"slices"

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

// known are the ids that the contracts ask for, each with the value of CN-2026 and where it comes from. A set that lacks one would make acts fail
// that need it.
var known = []RuleValue{
	{ID: "V01.tenor-months", Value: 12, Source: "R-V01: never above one year"},
	{ID: "V01.justify-months", Value: 6, Source: "R-V01: above this the reasons are examined"},
	{ID: "V06.registration", Value: 1, Source: "R-V06: financing names its registration"},
	{ID: "C09.registration", Value: 1, Source: "R-C09: a pledge exists from its registration"},
	{ID: "C09.notice-days", Value: 0, Source: "R-C09: days from the debt's due day to enforcement"},
	{ID: "V07.line", Value: 1, Source: "R-V07: new debts within the obligor's line"},
	{ID: "V07.default", Value: 1, Source: "R-V07: no new debts of an obligor in default"},
	{ID: "V08.cutoff-days", Value: 0, Source: "R-V08: transfers up to the day before the due day"},
	{ID: "V08.max-depth", Value: 0, Source: "R-V08: transfers that a unit may go through; 0 is no limit"},
	{ID: "V08.max-lots", Value: 0, Source: "R-V08: lots of one receivable; 0 is no limit"},
	{ID: "V08.max-hops", Value: 0, Source: "R-V08: transfers of one receivable a day; 0 is no limit"},
	{ID: "V08.alert", Value: 0, Source: "R-V08: 1 reports a breach of these limits, 0 refuses it"},
	{ID: "V11.births", Value: 1, Source: "R-V11: receivables are born under this set"},
	{ID: "V12.evidence", Value: 0, Source: "R-V12: 1 needs a contract's digest and invoices"},
	{ID: "V14.answer-days", Value: 30, Source: "R-V14: days to answer a proposal"},
	{ID: "V14.sme-days", Value: 60, Source: "R-V14: days from delivery that a small supplier may wait unflagged"},
	{ID: "V15.confirm-days", Value: 30, Source: "R-V15: thirty days to confirm a request"},
	{ID: "V17.late-rate", Value: 500, Source: "R-V17: 0.05 % a day, in millionths"},
	{ID: "V18.grace-days", Value: 3, Source: "R-V07: days after the due day before default is declared"},
	{ID: "K01.recovery-days", Value: 30, Source: "design: notice before a company's recovery"},
}

// ChinaRules are the sets that a network starts with: 1, vouchers of up to twelve months; 2, the coming cap of six; and 3, the first with
// evidence, limits of circulation and longer cut-offs switched on.
func ChinaRules() []RuleSet {
	set := func(name string, changed ...RuleValue) RuleSet {
		values := slices.Clone(known)
		for _, c := range changed {
			values[slices.IndexFunc(values, func(v RuleValue) bool { return v.ID == c.ID })] = c
		}
		return RuleSet{Name: name, Values: values}
	}
	return []RuleSet{
		set("CN-2026"),
		set("CN-2027", RuleValue{ID: "V01.tenor-months", Value: 6, Source: "R-V02: the coming cap"}),
		set("CN-2026-STRICT",
			RuleValue{ID: "C09.notice-days", Value: 3, Source: "R-C09: days from the debt's due day to enforcement"},
			RuleValue{ID: "V08.cutoff-days", Value: 2, Source: "R-V08: transfers end this many days earlier"},
			RuleValue{ID: "V08.max-depth", Value: 20, Source: "R-V08: transfers that a unit may go through"},
			RuleValue{ID: "V08.max-lots", Value: 1_000, Source: "R-V08: lots of one receivable"},
			RuleValue{ID: "V08.max-hops", Value: 500, Source: "R-V08: transfers of one receivable a day"},
			RuleValue{ID: "V12.evidence", Value: 1, Source: "R-V12: a contract's digest and invoices"},
		),
	}
}

// missing is a rule that the contracts ask for and the set does not have; empty if it has all.
func (s RuleSet) missing() string {
	for _, k := range known {
		if !slices.ContainsFunc(s.Values, func(v RuleValue) bool { return v.ID == k.ID }) {
			return k.ID
		}
	}
	return ""
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
