package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// mostInstalments is how many the contract takes in one plan.
const mostInstalments = 60

// instalmentsOf reads --instalment flags, AMOUNT@DAY each, in the order of their days.
func instalmentsOf(c *cli.Context) ([]contracts.Instalment, amount.Amount, error) {
	texts := c.StringSlice("instalment")
	if len(texts) == 0 {
		return nil, 0, nil
	}
	if len(texts) < 2 || len(texts) > mostInstalments {
		return nil, 0, usagef("--instalment: a plan has 2 to %d of them", mostInstalments)
	}
	var sum amount.Amount
	plan := make([]contracts.Instalment, len(texts))
	for i, text := range texts {
		face, day, ok := strings.Cut(text, "@")
		if !ok {
			return nil, 0, usagef("--instalment %s", text).hintf("write it like 2,500,000.00@2027-03-31")
		}
		one, err := amount.ParsePositive(face)
		if err != nil {
			return nil, 0, usagef("--instalment %s", text).because(err)
		}
		due, err := calendar.ParseDay(day)
		if err != nil {
			return nil, 0, usagef("--instalment %s", text).because(err)
		}
		plan[i] = contracts.Instalment{Face: one.Big(), Due: uint32(due)}
		sum += one
	}
	slices.SortFunc(plan, func(a, b contracts.Instalment) int { return int(a.Due) - int(b.Due) })
	for i := 1; i < len(plan); i++ {
		if plan[i].Due == plan[i-1].Due {
			return nil, 0, usagef("--instalment: two fall due on %s", calendar.Day(plan[i].Due).String()).hintf("make them one")
		}
	}
	return plan, sum, nil
}
