// Package discount is the arithmetic of selling a debt before it falls due: day counts, interest, proceeds.
//
// Guarantee: for the same face, rate, days and day count it gives to the unit what the contract Discounts gives, because both
// are one formula over integers, rounded once, half up to 0.01. Vectors from public worked examples hold it in place.
package discount

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
)

// Rate is a year's rate in millionths: 4.20 % is 42,000. 0 … MaxRate.
type Rate uint32

// MaxRate is 100 % a year.
const MaxRate Rate = 1_000_000

// What callers may want to tell apart.
var (
	// ErrRate: the text is not a yearly rate of 0 to 100 % with at most four decimals.
	ErrRate = errors.New("not a yearly rate in percent; write it like 4.20, from 0 to 100 with at most four decimals")
	// ErrDayCount: no such day count.
	ErrDayCount = errors.New("no such day count; use act/360, act/365 or 30/360")
	// ErrNoTenor: the debt is due on the day or before it.
	ErrNoTenor = errors.New("there are no days left to discount")
	// ErrNoProceeds: the interest eats the whole face.
	ErrNoProceeds = errors.New("the interest is as much as the amount: nothing would be paid")
	// ErrFace: the amount is not 0.01 … 1,000,000,000,000.00.
	ErrFace = errors.New("the amount must be from 0.01 to 1,000,000,000,000.00")
)

// ParseRate reads a year's rate in percent, "4.20" or "4.2%".
func ParseRate(s string) (Rate, error) {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	whole, fraction, point := strings.Cut(text, ".")
	if whole == "" || point && fraction == "" || len(whole) > 3 || len(fraction) > 4 ||
		strings.Trim(whole+fraction, "0123456789") != "" {
		return 0, fmt.Errorf("rate %q: %w", s, ErrRate)
	}
	var ppm Rate
	for _, digit := range whole + fraction + "0000"[len(fraction):] {
		ppm = 10*ppm + Rate(digit-'0')
	}
	if ppm > MaxRate {
		return 0, fmt.Errorf("rate %q: %w", s, ErrRate)
	}
	return ppm, nil
}

// String prints it in percent with two to four decimals and without the sign: "4.20", "4.1234".
func (r Rate) String() string {
	text := fmt.Sprintf("%d.%04d", r/10_000, r%10_000)
	for i := 0; i < 2; i++ {
		text = strings.TrimSuffix(text, "0")
	}
	return text
}

// MarshalText is String, for JSON.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText is ParseRate, for JSON.
func (r *Rate) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRate(string(text))
	return err
}

// DayCount says how the days of interest and of a year are counted. The numbers are the contracts'.
type DayCount uint8

const (
	// Act360 counts the calendar days, over a year of 360.
	Act360 DayCount = 1
	// Act365 counts the calendar days, over a year of 365.
	Act365 DayCount = 2
	// Thirty360 counts every month as 30 days, over a year of 360: a first day 31 becomes 30, and so does a last day 31 if the
	// first day is then 30 (the bond basis).
	Thirty360 DayCount = 3
)

// ParseDayCount reads "act/360", "act/365" or "30/360".
func ParseDayCount(s string) (DayCount, error) {
	for _, c := range []DayCount{Act360, Act365, Thirty360} {
		if strings.EqualFold(strings.TrimSpace(s), c.String()) {
			return c, nil
		}
	}
	return 0, fmt.Errorf("day count %q: %w", s, ErrDayCount)
}

// String is the day count's name, "act/360".
func (c DayCount) String() string {
	switch c {
	case Act360:
		return "act/360"
	case Act365:
		return "act/365"
	case Thirty360:
		return "30/360"
	}
	return fmt.Sprintf("day count %d", uint8(c))
}

// MarshalText is String, for JSON.
func (c DayCount) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is ParseDayCount, for JSON.
func (c *DayCount) UnmarshalText(text []byte) (err error) {
	*c, err = ParseDayCount(string(text))
	return err
}

// Year is how many days a year of interest has; zero for an unknown day count.
func (c DayCount) Year() uint32 {
	switch c {
	case Act360, Thirty360:
		return 360
	case Act365:
		return 365
	}
	return 0
}

// Days is how many days of interest lie between two calendar days; zero where to is not after from.
func (c DayCount) Days(from, to calendar.Day) uint32 {
	if to <= from {
		return 0
	}
	if c != Thirty360 {
		return uint32(to - from)
	}
	y1, m1, d1 := from.Civil()
	y2, m2, d2 := to.Civil()
	if d1 == 31 {
		d1 = 30
	}
	if d2 == 31 && d1 == 30 {
		d2 = 30
	}
	return uint32(360*(y2-y1) + 30*(int(m2)-int(m1)) + d2 - d1)
}

// Interest is face · rate · days / year, rounded half up to 0.01. The face is 0.01 … amount.MaxFace; an interest beyond
// amount.Max is refused as ErrNoProceeds.
func Interest(face amount.Amount, rate Rate, days uint32, count DayCount) (amount.Amount, error) {
	switch {
	case face <= 0 || face > amount.MaxFace:
		return 0, fmt.Errorf("interest on %s: %w", face, ErrFace)
	case rate > MaxRate:
		return 0, fmt.Errorf("interest at %s %%: %w", rate, ErrRate)
	case count.Year() == 0:
		return 0, fmt.Errorf("interest by %s: %w", count, ErrDayCount)
	}
	scale := new(big.Int).SetUint64(uint64(count.Year()) * uint64(MaxRate))
	twice := new(big.Int).Mul(face.Big(), new(big.Int).SetUint64(2*uint64(rate)*uint64(days)))
	twice.Add(twice, scale).Div(twice, scale.Lsh(scale, 1))
	interest, err := amount.FromBig(twice)
	if err != nil {
		return 0, fmt.Errorf("interest on %s: %w", face, ErrNoProceeds)
	}
	return interest, nil
}

// Price is what a sale comes to.
type Price struct {
	// Days of interest, by the day count.
	Days uint32 `json:"days"`
	// Interest is what the buyer keeps.
	Interest amount.Amount `json:"interest"`
	// Proceeds is what the seller gets: face − interest, above zero.
	Proceeds amount.Amount `json:"proceeds"`
}

// PriceOn prices a sale of face on a day for a debt that falls due later.
func PriceOn(face amount.Amount, rate Rate, count DayCount, sold, due calendar.Day) (Price, error) {
	if due <= sold {
		return Price{}, fmt.Errorf("sold on %s and due on %s: %w", sold, due, ErrNoTenor)
	}
	days := count.Days(sold, due)
	interest, err := Interest(face, rate, days, count)
	if err != nil {
		return Price{}, err
	}
	if interest >= face {
		return Price{}, fmt.Errorf("%s at %s %% for %d days: %w", face, rate, days, ErrNoProceeds)
	}
	return Price{Days: days, Interest: interest, Proceeds: face - interest}, nil
}
