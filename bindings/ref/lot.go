package ref

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
)

// Units is a run of an obligation's units as the chain counts them: from Start up to but without End, the first unit of an
// obligation being 0. Each unit is 0.01, so the length is the amount.
type Units struct{ Start, End uint64 }

// ParseUnits reads a range as people see it, both ends counted and the first unit being 1: "1-300000000" or
// "1-300,000,000". The range "0" of an indivisible bill, which nothing can be cut from, is refused.
func ParseUnits(s string) (Units, error) {
	bad := func(why string) (Units, error) {
		return Units{}, fmt.Errorf("%w: units %q %s; write the first and the last unit, as in 1-300000000", ErrFormat, s, why)
	}
	text := strings.TrimSpace(s)
	if text == "0" {
		return bad("are those of an indivisible bill, which cannot be split")
	}
	first, last, dash := strings.Cut(text, "-")
	if !dash {
		return bad("are not a range")
	}
	from, err := ungroup(first)
	if err != nil {
		return bad("begin with no number")
	}
	to, err := ungroup(last)
	if err != nil {
		return bad("end with no number")
	}
	if from == 0 {
		return bad("begin below 1")
	}
	if to < from {
		return bad("end before they begin")
	}
	if to > Receivables.MaxUnits() {
		return bad("end beyond 100000000000000, the largest obligation's last unit")
	}
	return Units{from - 1, to}, nil
}

// ungroup reads a unit number that may have its thousands marked by commas.
func ungroup(s string) (uint64, error) {
	plain := strings.ReplaceAll(s, ",", "")
	n, err := whole(plain, 64)
	if err == nil && plain != s && amount.Group(plain) != s {
		return 0, fmt.Errorf("commas of %q are out of place", s)
	}
	return n, err
}

// Amount is what the units are worth in all; zero for a range that is empty, reversed or longer than any obligation.
func (u Units) Amount() amount.Amount {
	if u.End <= u.Start || u.End-u.Start > Receivables.MaxUnits() {
		return 0
	}
	return amount.Amount(u.End - u.Start)
}

// Contains reports whether all units of v are among u's.
func (u Units) Contains(v Units) bool { return u.Start <= v.Start && v.Start < v.End && v.End <= u.End }

// Tail cuts units worth a off the end, as a transfer does that names no range, and returns what stays and what goes. What
// stays is empty when all goes. An amount that is not positive, or above what there is, is refused.
func (u Units) Tail(a amount.Amount) (stays, goes Units, err error) {
	if a <= 0 || a > u.Amount() {
		return u, Units{}, fmt.Errorf("units %s are worth %s: cannot hand over %s of them", u, u.Amount(), a)
	}
	at := u.End - uint64(a)
	return Units{u.Start, at}, Units{at, u.End}, nil
}

// Cut divides the units into parts of these amounts, from the first unit on. The amounts must be positive and add up to all.
func (u Units) Cut(parts ...amount.Amount) ([]Units, error) {
	cut := make([]Units, 0, len(parts))
	at := u.Start
	for _, part := range parts {
		if part <= 0 || part > (Units{at, u.End}).Amount() {
			return nil, fmt.Errorf("units %s are worth %s: cannot cut them into parts of %v", u, u.Amount(), parts)
		}
		cut = append(cut, Units{at, at + uint64(part)})
		at += uint64(part)
	}
	if at != u.End {
		return nil, fmt.Errorf("units %s are worth %s: parts of %v leave %s over", u, u.Amount(), parts, Units{at, u.End}.Amount())
	}
	return cut, nil
}

// String prints the range as people see it: "1-300000000".
func (u Units) String() string { return decimal(u.Start+1) + "-" + decimal(u.End) }

// Grouped is String with the thousands marked: "1-300,000,000".
func (u Units) Grouped() string {
	return amount.Group(strconv.FormatUint(u.Start+1, 10)) + "-" + amount.Group(strconv.FormatUint(u.End, 10))
}

// MarshalText is String, for JSON.
func (u Units) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText is ParseUnits, for JSON.
func (u *Units) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUnits(string(text))
	return err
}

// Lot names a lot by the unit it starts with, and says where it ended when it was named. A lot keeps its start when its tail
// is cut off, so the end tells whether it is still the lot that was meant.
type Lot struct {
	Obligation
	// Start is the lot's first unit as the chain counts, from 0.
	Start uint64
	// End is one past its last unit; zero where the reference did not say.
	End uint64
}

// ParseLot reads "R31-17:300000001" or "R31-17:300000001-800000000".
func ParseLot(s string) (Lot, error) {
	bad := func(why string) (Lot, error) {
		return Lot{}, fmt.Errorf("%w: %q %s; a lot is written R31-17:300000001, or with its range R31-17:300000001-800000000", ErrFormat, s, why)
	}
	obligation, units, colon := strings.Cut(strings.TrimSpace(s), ":")
	if !colon {
		return bad("names no first unit after a colon")
	}
	o, err := ParseObligation(obligation)
	if err != nil {
		return Lot{}, err
	}
	first, last, ranged := strings.Cut(units, "-")
	start, err := whole(first, 64)
	if err != nil || start == 0 || start > o.Module.MaxUnits() {
		return bad("has no first unit of 1 to " + strconv.FormatUint(o.Module.MaxUnits(), 10))
	}
	lot := Lot{Obligation: o, Start: start - 1}
	if !ranged {
		return lot, nil
	}
	if lot.End, err = whole(last, 64); err != nil || lot.End < start || lot.End > o.Module.MaxUnits() {
		return bad("has no last unit from its first to " + strconv.FormatUint(o.Module.MaxUnits(), 10))
	}
	return lot, nil
}

// Units is the lot's range; its End is zero where the reference did not say.
func (l Lot) Units() Units { return Units{l.Start, l.End} }

// Key is the reference without its end: "R31-17:300000001".
func (l Lot) Key() string { return l.Obligation.String() + ":" + decimal(l.Start+1) }

// String prints it with its range where that is known: "R31-17:300000001-800000000".
func (l Lot) String() string {
	if l.End == 0 {
		return l.Key()
	}
	return l.Key() + "-" + decimal(l.End)
}

// Is reports whether the lot that is on the chain now, ending at end, is the one that the reference means. A reference without
// an end means whatever lot starts there; one with another end is a conflict, never a guess.
func (l Lot) Is(end uint64) bool { return l.End == 0 || l.End == end }

// MarshalText is String, for JSON.
func (l Lot) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText is ParseLot, for JSON.
func (l *Lot) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLot(string(text))
	return err
}
