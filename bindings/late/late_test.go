package late_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/late"
)

func TestInterestOnWhatIsLate(t *testing.T) {
	const due = calendar.Day(20_000)
	for name, tc := range map[string]struct {
		payment amount.Amount
		rate    uint64
		day     calendar.Day
		want    amount.Amount
	}{
		"V-LATE-1: a million ten days late at 0.05 % a day": {100_000_000, 500, due + 10, 500_000},
		"on the due day":                {100_000_000, 500, due, 0},
		"the day before":                {100_000_000, 500, due - 1, 0},
		"one day":                       {100_000_000, 500, due + 1, 50_000},
		"half of 0.01 is rounded up":    {1_000, 500, due + 1, 1},
		"less than half is dropped":     {999, 500, due + 1, 0},
		"never above the payment":       {100, 500, due + 5_000, 100},
		"the largest, after ten years":  {1e14, 500, due + 3_650, 1e14},
		"the largest, after three":      {1e14, 500, due + 1_095, 54_750_000_000_000},
		"a rate that no product holds":  {1, 1 << 63, due + 2, 1},
		"nothing is paid, nothing owed": {0, 500, due + 10, 0},
	} {
		if got := late.Interest(tc.payment, tc.rate, due, tc.day); got != tc.want {
			t.Errorf("%s: %s; want %s", name, got, tc.want)
		}
	}
}

func TestInterestIsTheFormulaRoundedHalfUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		payment := rapid.Int64Range(1, 1e14).Draw(t, "payment")
		rate := rapid.Uint64Range(0, 100_000).Draw(t, "rate")
		days := rapid.Uint32Range(1, 40_000).Draw(t, "days")
		exact := new(big.Int).Mul(big.NewInt(2*payment), new(big.Int).SetUint64(rate*uint64(days)))
		exact.Add(exact, big.NewInt(1_000_000)).Quo(exact, big.NewInt(2_000_000))
		want := payment
		if exact.Cmp(big.NewInt(payment)) < 0 {
			want = exact.Int64()
		}
		if got := late.Interest(amount.Amount(payment), rate, 10, 10+calendar.Day(days)); int64(got) != want {
			t.Fatalf("%d; want %d", got, want)
		}
	})
}
