package book

import (
	"math"
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// mostValues is how many values, each from its own day on, a rule can have in a set.
const mostValues = 24

// RuleSet is a set of dated numbers.
//
//	– ── deployment ──────────────────────────────▶ in force (for good)
//	– ── name (authority) ──▶ draft ── its day ────────▲
type RuleSet struct {
	Name string
	// From is the first day on which it is in force.
	From calendar.Day
	// Values of one rule are in the order of their days.
	Values []deployment.RuleValue
}

// of are the values of one rule, oldest first.
func (s *RuleSet) of(id string) (values []*deployment.RuleValue) {
	for i := range s.Values {
		if s.Values[i].ID == id {
			values = append(values, &s.Values[i])
		}
	}
	return values
}

// on is the value of a rule on a day.
func (s *RuleSet) on(id string, day calendar.Day) (value int64, found bool) {
	for _, v := range s.of(id) {
		if v.From <= day {
			value, found = v.Value, true
		}
	}
	return value, found
}

// set is a rule set by its number, nil if there is none.
func (b *Book) set(number uint16) *RuleSet {
	if number == 0 || int(number) > len(b.sets) {
		return nil
	}
	return b.sets[number-1]
}

// rule is what a rule set says today, which must say something.
func (e *exam) rule(set uint16, id string) int64 { return e.ruleOn(set, id, e.today) }

// ruleOn is what a rule set says of a day, on which it must say something.
func (e *exam) ruleOn(set uint16, id string, day calendar.Day) (value int64) {
	found := false
	if s := e.set(set); s != nil {
		value, found = s.on(id, day)
	}
	e.require(found, "NoRule", set, id, day)
	return value
}

// birthRules are the rules under which a receivable is born or answered today: a set that is in force and has every rule that the first
// set has.
func (e *exam) birthRules(number uint16) func(id string) int64 {
	set := e.set(number)
	e.require(set != nil && set.From <= e.today, "NoRule", number, "V11.births", e.today)
	if set == nil {
		return func(string) int64 { return 0 }
	}
	for _, v := range e.sets[0].Values {
		if len(set.of(v.ID)) == 0 {
			e.require(false, "NoRule", number, v.ID, e.today)
			break
		}
	}
	return func(id string) int64 {
		value, _ := set.on(id, e.today)
		return value
	}
}

// months is a day some months later; more than two centuries is as good as for ever.
func months(day calendar.Day, n int64) calendar.Day { return day.AddMonths(int(min(n, 12*200))) }

func (e *exam) ofRules() bool {
	switch m := e.signed.Message.(type) {
	case contracts.NameRuleSet:
		e.nameRuleSet(m)
	case contracts.DefineRule:
		e.defineRule(m)
	default:
		return false
	}
	return true
}

func (e *exam) nameRuleSet(m contracts.NameRuleSet) {
	e.require(int(m.Set) == len(e.sets)+1, "BadField", "set")
	e.within("name", m.Name, 64)
	e.require(calendar.Day(m.From) > e.today, "BadField", "from")
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { e.sets = append(e.sets, &RuleSet{Name: m.Name, From: calendar.Day(m.From)}) })
}

// defineRule gives a value to a set that is not yet in force; the newest value's day again corrects that value.
func (e *exam) defineRule(m contracts.DefineRule) {
	e.require(m.Id != [32]byte{}, "BadField", "id")
	e.require(m.Value.BitLen() <= 192, "BadField", "value")
	e.within("source", m.Source, 256)
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	set := e.set(m.Set)
	if !e.require(set != nil && e.today < set.From, "SetFixed", m.Set) {
		return
	}
	value := deployment.RuleValue{ID: text(m.Id), Value: number(m.Value), From: calendar.Day(m.From), Source: m.Source}
	values := set.of(value.ID)
	if len(values) == 0 {
		e.require(value.From == set.From, "BadField", "from")
		e.then(func() { set.Values = append(set.Values, value) })
		return
	}
	newest := values[len(values)-1]
	if value.From == newest.From {
		e.then(func() { *newest = value })
		return
	}
	e.require(value.From > newest.From && len(values) < mostValues, "BadField", "from")
	e.then(func() { set.Values = append(set.Values, value) })
}

// number is a rule's value; what is beyond any use is the largest.
func number(n *big.Int) int64 {
	if !n.IsInt64() {
		return math.MaxInt64
	}
	return n.Int64()
}
