// Package late counts the interest on debts that are paid after their due day, as the contracts count it.
package late

import (
	"math/bits"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
)

// RateRule is the rule that says how many millionths of a payment are due for each day that it is late; GraceRule for how many days
// after the due day default is not declared. Both count with the obligation's rule set, as of its due day.
const (
	RateRule  = "V17.late-rate"
	GraceRule = "V18.grace-days"
)

const million = 1_000_000

// Interest on a payment made on a day: payment × rate × days after the due day, half-up to 0.01, at most the payment itself; zero up to
// the due day. The rate is in millionths a day: 500 is 0.05 %.
func Interest(payment amount.Amount, rate uint64, due, day calendar.Day) amount.Amount {
	if day <= due || payment <= 0 {
		return 0
	}
	days := uint64(day - due)
	over, perUnit := bits.Mul64(rate, days)
	if over != 0 || perUnit >= million {
		return payment
	}
	high, low := bits.Mul64(uint64(payment), perUnit)
	low, carry := bits.Add64(low, million/2, 0)
	quotient, _ := bits.Div64(high+carry, low, million)
	return min(amount.Amount(quotient), payment)
}
