package main

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// rulesCommand is `tally rules`: the dated numbers that receivables are born under.
func rulesCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "rule sets: dated numbers that a receivable is born under and keeps",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "the rule sets", UsageText: "tally rules list", Action: s.rulesList},
			{
				Name: "show", Usage: "the numbers of a rule set, and where they come from",
				UsageText: "tally rules show CN-2026\ntally rules show 2 -o csv", ArgsUsage: "SET", Action: s.rulesShow,
			},
			{
				Name: "replay", Usage: "the past acts that another rule set would have refused",
				UsageText: "tally rules replay --set CN-2027\ntally rules replay --set CN-2026-STRICT -o csv",
				Flags:     []cli.Flag{&cli.StringFlag{Name: "set", Required: true, Usage: "the rule `SET`: its name or number"}},
				Action:    s.rulesReplay,
			},
			priorityCommand(s),
			{
				Name: "publish", Usage: "name a new rule set for a day to come, like another but for some numbers (the authority)",
				UsageText:   "tally rules publish CN-2028 --like CN-2026 --from 2028-01-01 --value V01.tenor-months=6 --source \"State Council 2027-11\"",
				Description: "Nothing of a set can be written from its first day on. Receivables keep the set that they were born under.",
				ArgsUsage:   "NAME",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "like", Required: true, Usage: "the `SET` whose numbers it takes over"},
					&cli.StringFlag{Name: "from", Required: true, Usage: "the first `DAY` on which it is in force"},
					&cli.StringSliceFlag{Name: "value", Usage: "another number: `RULE=NUMBER`; repeat"},
					&cli.StringFlag{Name: "source", Required: true, Usage: "where the other numbers come from: `TEXT`"},
					deadlineFlag(),
				},
				Action: s.rulesPublish,
			},
		},
	}
}

func (s *session) ruleSets(c *cli.Context) ([]client.RuleSet, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	return relayer.Rules(c.Context)
}

// ruleSet finds a set by its number or name.
func (s *session) ruleSet(c *cli.Context, text string) (client.RuleSet, []client.RuleSet, error) {
	sets, err := s.ruleSets(c)
	if err != nil {
		return client.RuleSet{}, nil, err
	}
	var names []string
	for _, set := range sets {
		if set.Name == text || strconv.Itoa(int(set.Set)) == text {
			return set, sets, nil
		}
		names = append(names, set.Name)
	}
	return client.RuleSet{}, nil, exitf(ExitNotFound, "there is no rule set %q", text).hintf("known here: %s", strings.Join(names, ", "))
}

func (s *session) rulesList(c *cli.Context) error {
	sets, err := s.ruleSets(c)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(sets))
	for _, set := range sets {
		rows = append(rows, []any{int(set.Set), set.Name, dayOrNil(set.From), len(set.Rules)})
	}
	return s.print.list([]column{{key: "set", right: true}, {key: "name"}, {key: "in_force_from"}, {key: "rules", right: true}}, rows)
}

func (s *session) rulesShow(c *cli.Context) error {
	set, _, err := s.ruleSet(c, c.Args().First())
	if err != nil {
		return err
	}
	if s.print.format == "json" {
		return s.print.json(set)
	}
	rows := make([][]any, 0, len(set.Rules))
	for _, rule := range set.Rules {
		rows = append(rows, []any{rule.ID, rule.Value, dayOrNil(rule.From), rule.Source})
	}
	return s.print.list([]column{{key: "rule"}, {key: "value", right: true}, {key: "from"}, {key: "source"}}, rows)
}

func (s *session) rulesReplay(c *cli.Context) error {
	set, _, err := s.ruleSet(c, c.String("set"))
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	found, err := relayer.Replay(c.Context, set.Set)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(found))
	for _, f := range found {
		var what any = f.Obligation
		if f.Units != nil {
			what = *f.Units
		}
		rows = append(rows, []any{f.Day, f.Act, what, f.By.Name, f.Rule, f.Most, f.Value, f.Tx.Hex()})
	}
	s.note("%s would have refused %d acts", set.Name, len(found))
	return s.print.list([]column{
		{key: "day"}, {key: "act"}, {key: "units"}, {key: "by"}, {key: "rule"}, {key: "most", right: true}, {key: "value", right: true}, {key: "tx"},
	}, rows)
}

func (s *session) rulesPublish(c *cli.Context) error {
	name := strings.TrimSpace(c.Args().First())
	like, sets, err := s.ruleSet(c, c.String("like"))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(sets, func(set client.RuleSet) bool { return set.Name == name }) {
		return exitf(ExitConflict, "there is a rule set %s already", name).hintf("nothing of a set changes: choose another name")
	}
	from, err := dayOf(c, "from")
	if err != nil {
		return err
	}
	changed, err := changes(c.StringSlice("value"), like)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	number := sets[len(sets)-1].Set + 1
	orders := []order{{message: contracts.NameRuleSet{Company: company, Set: number, Name: name, From: uint32(from)}}}
	for _, id := range idsOf(like) {
		value, source := new(big.Int).SetUint64(like.On(id, from)), like.Name
		if other, set := changed[id]; set {
			value, source = other, c.String("source")
		}
		rule := contracts.DefineRule{Company: company, Set: number, Value: value, From: uint32(from), Source: source}
		copy(rule.Id[:], id)
		orders = append(orders, order{message: rule})
	}
	if s.switched("dry-run") {
		return s.rehearseSet(c, name, from, orders)
	}
	return s.do(c, orders...)
}

// rehearseSet tries the act that names the set, and prints the rules that would follow: none of them can be tried before there is a set.
func (s *session) rehearseSet(c *cli.Context, name string, from calendar.Day, orders []order) error {
	a, err := s.account()
	if err != nil {
		return err
	}
	naming := orders[0]
	if naming.deadline, err = s.deadline(c); err != nil {
		return err
	}
	refusal, err := s.tryOne(c, naming, a.Address)
	if err != nil {
		return err
	}
	if refusal != nil {
		return refused(refusal)
	}
	s.note("it would be done")
	rows := make([][]any, 0, len(orders)-1)
	for _, o := range orders[1:] {
		rule, ok := o.message.(contracts.DefineRule)
		if !ok {
			return fmt.Errorf("a plan of rules has a %T", o.message)
		}
		rows = append(rows, []any{name, string(bytes.TrimRight(rule.Id[:], "\x00")), rule.Value.Uint64(), from, rule.Source})
	}
	return s.print.list([]column{{key: "set"}, {key: "rule"}, {key: "value", right: true}, {key: "from"}, {key: "source"}}, rows)
}

// changes reads --value flags, RULE=NUMBER each, of rules that the set has.
func changes(texts []string, like client.RuleSet) (map[string]*big.Int, error) {
	changed := make(map[string]*big.Int, len(texts))
	for _, text := range texts {
		id, number, ok := strings.Cut(text, "=")
		value, isNumber := new(big.Int).SetString(number, 10)
		if !ok || !isNumber || value.Sign() < 0 || !value.IsUint64() {
			return nil, usagef("--value %s", text).hintf("write it like V01.tenor-months=6")
		}
		if !slices.Contains(idsOf(like), id) {
			return nil, usagef("--value: %s has no rule %s", like.Name, id).hintf("known here: %s", strings.Join(idsOf(like), ", "))
		}
		changed[id] = value
	}
	return changed, nil
}

// idsOf are a set's rules, each once, in its order.
func idsOf(set client.RuleSet) []string {
	var ids []string
	for _, rule := range set.Rules {
		if !slices.Contains(ids, rule.ID) {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}
