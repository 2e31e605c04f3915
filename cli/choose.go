package main

import (
	"slices"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
)

// blocked says whether a mark forbids a transfer; being financed does not.
func blocked(marks []string) bool {
	return slices.ContainsFunc(marks, func(mark string) bool { return mark != "financed" })
}

// part is units of a lot that go in a payment.
type part struct {
	lot   client.Lot
	units ref.Units
}

// choose picks the lots that make up a sum: one lot of exactly the sum if there is one, else
// lots from the nearest due day on, as a whole as long as they fit, and at most one that is cut.
// Where the rest after whole lots is exactly a later lot, that one goes and nothing is cut.
func choose(lots []client.Lot, sum amount.Amount) ([]part, error) {
	lots = slices.Clone(lots)
	slices.SortStableFunc(lots, func(a, b client.Lot) int {
		if a.Due != b.Due {
			return int(int64(a.Due) - int64(b.Due))
		}
		return strings.Compare(a.ID.Key(), b.ID.Key())
	})
	var parts []part
	var have amount.Amount
	rest := sum
	for i, l := range lots {
		have += l.Amount
		if exact := slices.IndexFunc(lots[i:], func(other client.Lot) bool { return other.Amount == rest }); exact >= 0 {
			return append(parts, part{lots[i+exact], lots[i+exact].ID.Units()}), nil
		}
		if l.Amount > rest {
			_, goes, err := l.ID.Units().Tail(rest)
			return append(parts, part{l, goes}), err
		}
		parts, rest = append(parts, part{l, l.ID.Units()}), rest-l.Amount
	}
	return nil, exitf(ExitRefused, "the company has %s to pay with, less than %s", have.String(), sum.String()).
		hintf("what it holds: tally voucher list; lots that are locked, frozen or due do not count")
}
