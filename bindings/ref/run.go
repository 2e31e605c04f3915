package ref

import (
	"fmt"
	"math/big"
	"strings"
)

// Run names a payment run by the company that pays and the serial that it chose: "P41-7".
type Run struct {
	Company uint32
	// Serial is never used twice by a company.
	Serial uint64
}

// ParseRun reads "P41-7".
func ParseRun(s string) (Run, error) {
	bad := func(why string) (Run, error) {
		return Run{}, fmt.Errorf("%w: %q %s; a payment run is written P41-7", ErrFormat, s, why)
	}
	text := strings.TrimSpace(s)
	if text == "" || (text[0] != 'P' && text[0] != 'p') {
		return bad("does not begin with P")
	}
	company, serial, dash := strings.Cut(text[1:], "-")
	if !dash {
		return bad("has no serial after a dash")
	}
	c, err := whole(company, 32)
	if err != nil || c == 0 {
		return bad("has no company number")
	}
	n, err := whole(serial, 64)
	if err != nil {
		return bad("has no serial")
	}
	return Run{uint32(c), n}, nil
}

// RunFromBig reads the number that the contracts have for a run: company << 64 | serial.
func RunFromBig(n *big.Int) (Run, error) {
	if n == nil || n.Sign() <= 0 || n.BitLen() > 96 {
		return Run{}, fmt.Errorf("%w: %v is the number of no payment run", ErrFormat, n)
	}
	serial := new(big.Int).And(n, new(big.Int).SetUint64(^uint64(0)))
	return Run{uint32(new(big.Int).Rsh(n, 64).Uint64()), serial.Uint64()}, nil
}

// Big is the number that the contracts have for it.
func (r Run) Big() *big.Int {
	n := new(big.Int).Lsh(new(big.Int).SetUint64(uint64(r.Company)), 64)
	return n.Or(n, new(big.Int).SetUint64(r.Serial))
}

// String prints "P41-7".
func (r Run) String() string {
	return "P" + decimal(uint64(r.Company)) + "-" + decimal(r.Serial)
}

// MarshalText is String, for JSON.
func (r Run) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText is ParseRun, for JSON.
func (r *Run) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRun(string(text))
	return err
}
