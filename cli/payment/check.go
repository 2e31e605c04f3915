package payment

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// ErrUnsound is wrapped by what Check finds.
var ErrUnsound = errors.New("the plan does not pay each row once")

// Check adds a plan up again, independently of how it was made: every row is paid in full, every run's leaves come to its units, no run
// has more than so many leaves, no two runs share a unit, and each has its units from a lot that is there.
func Check(rows []Row, lots []Lot, runs []Run, most int) error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrUnsound, fmt.Sprintf(format, args...))
	}
	there := make(map[ref.Lot]bool, len(lots))
	for _, lot := range lots {
		there[lot.ID] = true
	}
	paid := make([]amount.Amount, len(rows))
	taken := make(map[ref.Lot][]ref.Units)
	for i, run := range runs {
		if !there[run.Lot] || !run.Lot.Units().Contains(run.Units) {
			return bad("run %d takes units %s of %s", i, run.Units, run.Lot)
		}
		if len(run.Leaves) == 0 || len(run.Leaves) > most {
			return bad("run %d has %d leaves", i, len(run.Leaves))
		}
		var sum amount.Amount
		for _, leaf := range run.Leaves {
			if leaf.Amount <= 0 || leaf.Row < 0 || leaf.Row >= len(rows) {
				return bad("run %d pays %s to row %d", i, leaf.Amount, leaf.Row)
			}
			sum, paid[leaf.Row] = sum+leaf.Amount, paid[leaf.Row]+leaf.Amount
		}
		if sum != run.Units.Amount() {
			return bad("run %d has %s in %s", i, sum, run.Units.Amount())
		}
		taken[run.Lot] = append(taken[run.Lot], run.Units)
	}
	for i, row := range rows {
		if paid[i] != row.Amount {
			return bad("row %d gets %s of %s", i, paid[i], row.Amount)
		}
	}
	for lot, units := range taken {
		slices.SortFunc(units, func(a, b ref.Units) int { return cmp.Compare(a.Start, b.Start) })
		for i := 1; i < len(units); i++ {
			if units[i].Start < units[i-1].End {
				return bad("two runs share units of %s", lot)
			}
		}
	}
	return nil
}
