// Package ref writes and reads the names that people give to what is on the chain: a receivable R31-17, a bill B31-4,
// a lot R31-17:300000001, a lot with its range R31-17:300000001-800000000.
//
// Guarantee: one thing has one name. What Parse… accepts prints back as the same text (letters may be typed small), numbers
// with leading zeros are refused, and people's unit numbers, 1-based and inclusive, become the chain's, 0-based and
// half-open, in this package and nowhere else.
package ref

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Module is the number of the contract module that an obligation lives in.
type Module uint8

const (
	// Receivables are numbered R….
	Receivables Module = 1
	// Bills are numbered B….
	Bills Module = 2
)

// ErrFormat is wrapped by every error of this package about a text that is not a reference.
var ErrFormat = errors.New("not a reference")

// Letter is the first letter of the references of this module, or "?" for a module without one.
func (m Module) Letter() string {
	switch m {
	case Receivables:
		return "R"
	case Bills:
		return "B"
	}
	return "?"
}

// MaxUnits is how many units of 0.01 one obligation of this module can have: 1e14 (1,000,000,000,000.00), and 1e11
// (1,000,000,000.00, an ordinal of 12 digits) for bills.
func (m Module) MaxUnits() uint64 {
	if m == Bills {
		return 100_000_000_000
	}
	return 100_000_000_000_000
}

// Obligation names a debt by who made it: the company that created it and the serial that this company chose. It depends on
// no counter of the chain, so a signature over it never comes to mean another debt.
type Obligation struct {
	Module Module
	// Company is the creating company's id, 1 or more.
	Company uint32
	// Serial is the number that the company chose.
	Serial uint64
}

// ParseObligation reads "R31-17" or "B31-4".
func ParseObligation(s string) (Obligation, error) {
	bad := func(why string) (Obligation, error) {
		return Obligation{}, fmt.Errorf("%w: %q %s; an obligation is written R31-17 (company 31's receivable 17) or B31-4 (a bill)", ErrFormat, s, why)
	}
	text := strings.ToUpper(strings.TrimSpace(s))
	if text == "" {
		return bad("is empty")
	}
	var o Obligation
	switch text[0] {
	case 'R':
		o.Module = Receivables
	case 'B':
		o.Module = Bills
	default:
		return bad("does not begin with R or B")
	}
	company, serial, dash := strings.Cut(text[1:], "-")
	if !dash {
		return bad("has no dash")
	}
	number, err := whole(company, 32)
	if err != nil || number == 0 {
		return bad("has no company id of 1 to 4294967295 before the dash")
	}
	o.Company = uint32(number)
	if o.Serial, err = whole(serial, 64); err != nil {
		return bad("has no serial number after the dash")
	}
	return o, nil
}

// FromBig reads the number by which contracts know an obligation: module << 96 | company << 64 | serial.
func FromBig(id *big.Int) (Obligation, error) {
	if id == nil || id.Sign() < 0 || id.BitLen() > 104 {
		return Obligation{}, fmt.Errorf("%w: %v is not an obligation's number", ErrFormat, id)
	}
	company := new(big.Int).Rsh(id, 64).Uint64()
	o := Obligation{
		Module:  Module(new(big.Int).Rsh(id, 96).Uint64()),
		Company: uint32(company),
		Serial:  new(big.Int).And(id, new(big.Int).SetUint64(1<<64-1)).Uint64(),
	}
	if o.Module.Letter() == "?" || o.Company == 0 {
		return Obligation{}, fmt.Errorf("%w: %v is of no known module and company", ErrFormat, id)
	}
	return o, nil
}

// Big is the number by which contracts know it.
func (o Obligation) Big() *big.Int {
	id := big.NewInt(int64(o.Module))
	id.Lsh(id, 32).Or(id, big.NewInt(int64(o.Company)))
	return id.Lsh(id, 64).Or(id, new(big.Int).SetUint64(o.Serial))
}

// IsZero reports whether it names nothing.
func (o Obligation) IsZero() bool { return o == Obligation{} }

// String prints it for people: "R31-17".
func (o Obligation) String() string {
	return o.Module.Letter() + decimal(uint64(o.Company)) + "-" + decimal(uint64(o.Serial))
}

// decimal is a number as all references have it. They are printed more often than anything else: fmt would take ten times as long.
func decimal(n uint64) string { return strconv.FormatUint(n, 10) }

// MarshalText is String, for JSON.
func (o Obligation) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText is ParseObligation, for JSON.
func (o *Obligation) UnmarshalText(text []byte) (err error) {
	*o, err = ParseObligation(string(text))
	return err
}

// whole reads a decimal number without sign, space or leading zeros, of at most so many bits.
func whole(s string, size int) (uint64, error) {
	if s == "" || strings.Trim(s, "0123456789") != "" || len(s) > 1 && s[0] == '0' {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	return strconv.ParseUint(s, 10, size)
}
