package report

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
)

// Sum is a total of money in units of 0.01, of any size and sign. The zero value is nothing.
type Sum struct{ units *big.Int }

// SumOf adds up amounts.
func SumOf(amounts ...amount.Amount) Sum {
	total := new(big.Int)
	for _, a := range amounts {
		total.Add(total, a.Big())
	}
	return Sum{total}
}

// SumFromUnits is a count of 0.01 as contracts keep limits, which may be above any amount.
func SumFromUnits(units uint64) Sum { return Sum{new(big.Int).SetUint64(units)} }

// SumFromBig is a count of 0.01; nil is nothing. The number is copied.
func SumFromBig(units *big.Int) Sum { return Sum{new(big.Int).Set(Sum{units}.Big())} }

// Big is the count of 0.01, the caller's own.
func (s Sum) Big() *big.Int {
	if s.units == nil {
		return new(big.Int)
	}
	return new(big.Int).Set(s.units)
}

// Plus is the sum of both.
func (s Sum) Plus(other Sum) Sum { return Sum{new(big.Int).Add(s.Big(), other.Big())} }

// Minus is what is left, negative where other is larger.
func (s Sum) Minus(other Sum) Sum { return Sum{new(big.Int).Sub(s.Big(), other.Big())} }

// Sign is -1, 0 or 1.
func (s Sum) Sign() int { return s.Big().Sign() }

// Cmp is -1, 0 or 1 as s is below, equal to or above other.
func (s Sum) Cmp(other Sum) int { return s.Big().Cmp(other.Big()) }

// Equal reports whether both are the same total.
func (s Sum) Equal(other Sum) bool { return s.Cmp(other) == 0 }

// String prints it for people: "-3,000,000.00".
func (s Sum) String() string {
	plain, sign := s.Plain(), ""
	if unsigned, negative := strings.CutPrefix(plain, "-"); negative {
		plain, sign = unsigned, "-"
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	return sign + amount.Group(whole) + "." + fraction
}

// Plain prints it for machines: "-3000000.00". JSON and CSV have this form.
func (s Sum) Plain() string {
	units, sign := s.Big(), ""
	if units.Sign() < 0 {
		sign = "-"
		units.Neg(units)
	}
	whole, rest := new(big.Int).QuoRem(units, big.NewInt(100), new(big.Int))
	return fmt.Sprintf("%s%s.%02d", sign, whole, rest.Int64())
}

// MarshalText gives Plain.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.Plain()), nil }

// UnmarshalText reads what Plain writes. Its error wraps amount.ErrFormat.
func (s *Sum) UnmarshalText(text []byte) error {
	whole, fraction, point := strings.Cut(string(text), ".")
	units, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok || !point || len(fraction) != 2 || strings.HasPrefix(whole, "+") || strings.Contains(fraction, "-") || whole == "" || whole == "-" {
		return fmt.Errorf("sum %q: %w", text, amount.ErrFormat)
	}
	s.units = units
	return nil
}
