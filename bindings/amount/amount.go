// Package amount is money as the chain counts it: whole units of 0.01 of one currency.
//
// Guarantee: an Amount is an integer from the text a person typed to the text a person reads. Parse and String are
// inverse to each other, nothing is ever rounded, and a text that could be meant in two ways is refused with what to do.
// No floating-point number occurs here or in any package that counts money.
package amount

import (
	"errors"
	"fmt"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Amount is a sum of money in units of 0.01 (fen, cents) of a currency that is known from elsewhere. What Parse, FromBig
// and FromUnits give is 0 … Max; a negative one arises only from subtraction and prints with its sign.
type Amount int64

const (
	// Unit is the smallest amount, 0.01, and one numbered unit of an obligation.
	Unit Amount = 1
	// One is 1.00.
	One Amount = 100
	// MaxFace is the largest face of one obligation, 1,000,000,000,000.00.
	MaxFace Amount = 100_000_000_000_000
	// Max is the largest Amount that Parse and FromBig give, 920,000,000,000,000.00: the sum of 920 obligations of MaxFace.
	Max Amount = 92_000_000_000_000_000
)

// What callers may want to tell apart; each error of this package wraps one of these and quotes the text.
var (
	// ErrFormat: the text is not an amount such as 3,000,000.00 or 3000000.
	ErrFormat = errors.New("not an amount; write it like 3,000,000.00 or 3000000")
	// ErrGrouping: commas stand elsewhere than before each three digits.
	ErrGrouping = errors.New("commas must stand before each three digits, as in 3,000,000.00; or leave them out")
	// ErrDecimals: more than two digits after the point.
	ErrDecimals = errors.New("more than two decimals; the smallest unit is 0.01")
	// ErrNegative: a minus sign.
	ErrNegative = errors.New("an amount cannot be negative")
	// ErrZero: zero where something must be paid or owed.
	ErrZero = errors.New("the amount must be above zero")
	// ErrTooLarge: above Max.
	ErrTooLarge = errors.New("the amount is above 920,000,000,000,000.00")
)

// Parse reads an amount as people write it: "3,000,000.00", "3000000", "3000000.5"; spaces around it are ignored, and the
// full-width digits, comma and point of a Chinese keyboard count as the plain ones. It refuses signs, currency names,
// exponents, more than two decimals, commas out of place, and what is above Max.
func Parse(s string) (Amount, error) {
	text := strings.TrimSpace(narrow(s))
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "−") {
		return 0, fmt.Errorf("amount %q: %w", s, ErrNegative)
	}
	whole, fraction, point := strings.Cut(text, ".")
	if whole == "" || point && fraction == "" || !digits(strings.ReplaceAll(whole, ",", "")) || !digits(fraction) {
		return 0, fmt.Errorf("amount %q: %w", s, ErrFormat)
	}
	if !grouped(whole) {
		return 0, fmt.Errorf("amount %q: %w", s, ErrGrouping)
	}
	if len(fraction) > 2 {
		return 0, fmt.Errorf("amount %q: %w", s, ErrDecimals)
	}
	fraction += "00"[len(fraction):]
	units, err := strconv.ParseInt(strings.ReplaceAll(whole, ",", "")+fraction, 10, 64)
	if err != nil || Amount(units) > Max {
		return 0, fmt.Errorf("amount %q: %w", s, ErrTooLarge)
	}
	return Amount(units), nil
}

// ParsePositive is Parse for an amount that must not be zero.
func ParsePositive(s string) (Amount, error) {
	a, err := Parse(s)
	if err == nil && a == 0 {
		return 0, fmt.Errorf("amount %q: %w", s, ErrZero)
	}
	return a, err
}

// FromUnits takes a count of 0.01, as the chain has it, up to Max.
func FromUnits(units uint64) (Amount, error) {
	if units > uint64(Max) {
		return 0, fmt.Errorf("%d units: %w", units, ErrTooLarge)
	}
	return Amount(units), nil
}

// FromBig takes a count of 0.01 from a contract's answer; nil, negative and above Max are refused.
func FromBig(units *big.Int) (Amount, error) {
	switch {
	case units == nil:
		return 0, fmt.Errorf("amount: %w", ErrFormat)
	case units.Sign() < 0:
		return 0, fmt.Errorf("%s units: %w", units, ErrNegative)
	case !units.IsUint64():
		return 0, fmt.Errorf("%s units: %w", units, ErrTooLarge)
	}
	return FromUnits(units.Uint64())
}

// Big is the count of 0.01 as the generated contract bindings take it.
func (a Amount) Big() *big.Int { return big.NewInt(int64(a)) }

// String prints it for people: "3,000,000.00".
func (a Amount) String() string {
	plain := a.Plain()
	sign := ""
	if a < 0 {
		sign, plain = "-", plain[1:]
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	return sign + Group(whole) + "." + fraction
}

// Plain prints it for machines, without commas: "3000000.00". JSON and CSV have this form.
func (a Amount) Plain() string { return string(a.appendPlain(nil)) }

// appendPlain puts Plain behind some text, without fmt: files of a hundred thousand amounts are written with it.
func (a Amount) appendPlain(text []byte) []byte {
	size := uint64(a)
	if a < 0 {
		text, size = append(text, '-'), -uint64(a)
	}
	text = strconv.AppendUint(text, size/100, 10)
	return append(text, '.', '0'+byte(size%100/10), '0'+byte(size%10))
}

// MarshalText gives Plain, so that an Amount is a string in JSON and never passes through a floating-point number.
func (a Amount) MarshalText() ([]byte, error) { return a.appendPlain(nil), nil }

// UnmarshalText takes what Parse takes. A bare JSON number is refused by encoding/json.
func (a *Amount) UnmarshalText(text []byte) (err error) {
	*a, err = Parse(string(text))
	return err
}

// Share is what a lot of length units has received in all when paid of an obligation's face has been paid: ⌊paid·length/face⌋,
// as the kernel counts it. Zero where face is zero.
func Share(paid, length, face Amount) Amount {
	if face <= 0 || paid <= 0 || length <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(paid), uint64(length))
	if high >= uint64(face) {
		return Max
	}
	quotient, _ := bits.Div64(high, low, uint64(face))
	return min(Max, Amount(quotient))
}

// Group puts a comma before each three digits of a run of decimal digits: "300000001" is "300,000,001".
func Group(digits string) string {
	first := len(digits) % 3
	if first == 0 {
		first = min(3, len(digits))
	}
	var b strings.Builder
	b.WriteString(digits[:first])
	for ; first < len(digits); first += 3 {
		b.WriteByte(',')
		b.WriteString(digits[first : first+3])
	}
	return b.String()
}

// narrow turns the full-width digits, comma, point and minus of Chinese and Japanese keyboards into the plain ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '，':
			return ','
		case r == '．':
			return '.'
		case r == '－':
			return '-'
		case r == '\u3000':
			return ' '
		}
		return r
	}, s)
}

// digits reports whether s has decimal digits only; the empty string has.
func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// grouped reports whether the commas of s, if any, stand before each three digits.
func grouped(s string) bool {
	groups := strings.Split(s, ",")
	for i, group := range groups {
		if len(group) == 0 || len(groups) > 1 && (len(group) > 3 || i > 0 && len(group) != 3) {
			return false
		}
	}
	return true
}
