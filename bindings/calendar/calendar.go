// Package calendar counts local calendar days as the contracts do.
//
// Guarantee: Clock.DayAt gives, for every second from the clock's base on, the same day that the contracts' today() gives in
// a block of that second, because both are the one formula baseDay + (timestamp − baseTime) / dayLength over integers.
// No time zone database, no leap second and no key has a say in it.
package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Day is a local calendar day, counted from 1970-01-01 (day 0). Contracts use zero for "no day" in some fields.
type Day uint32

const layout = "2006-01-02"

// ErrFormat is wrapped by errors about a text that is not a day of 1970-01-01 … 9999-12-31.
var ErrFormat = errors.New("not a day; write it like 2027-05-20")

// ParseDay reads an ISO date, "2027-05-20". A day that the month does not have is refused.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1970 {
		return 0, fmt.Errorf("date %q: %w", s, ErrFormat)
	}
	return Day(t.Unix() / 86_400), nil
}

// Date is the day of a year (1970 or later), month and day of the month. Out-of-range parts carry over as in time.Date.
func Date(year int, month time.Month, day int) Day {
	return Day(max(0, time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86_400))
}

// Civil is the day's year, month and day of the month.
func (d Day) Civil() (year int, month time.Month, day int) {
	return time.Unix(int64(d)*86_400, 0).UTC().Date()
}

// String prints it as an ISO date, "2027-05-20".
func (d Day) String() string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", year, int(month), day)
}

// AddMonths is the same day of the month n months later (or earlier), or the last day of that month where it has no such
// day: 2026-08-31 and 6 months is 2027-02-28. Never before 1970-01-01.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Civil()
	last := time.Date(year, month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Date(year, month+time.Month(n), min(day, last))
}

// MarshalText is String, for JSON.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDay, for JSON.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDay(string(text))
	return err
}
