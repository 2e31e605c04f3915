package main

import (
	"context"
	"errors"
	"math/big"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// unlimited is how the contracts write "no limit": all ones of a uint48.
const unlimited = 1<<48 - 1

// amountOf reads an amount above zero from a flag.
func amountOf(c *cli.Context, flag string) (amount.Amount, error) {
	text := c.String(flag)
	a, err := amount.ParsePositive(text)
	if err != nil {
		return 0, usagef("--%s", flag).because(err)
	}
	return a, nil
}

// limitOf reads a bound that may be left out, and then is none, or be "none" itself.
func limitOf(c *cli.Context, flag string) (*big.Int, error) {
	text := c.String(flag)
	if text == "" || text == "none" {
		return big.NewInt(unlimited), nil
	}
	a, err := amount.Parse(text)
	if err != nil {
		return nil, usagef("--%s", flag).because(err)
	}
	return a.Big(), nil
}

// dayOf reads a date from a flag; a flag that is not there is day 0, which contracts read as
// "not stated".
func dayOf(c *cli.Context, flag string) (calendar.Day, error) {
	text := c.String(flag)
	if text == "" {
		return 0, nil
	}
	day, err := calendar.ParseDay(text)
	if err != nil {
		return 0, usagef("--%s", flag).because(err)
	}
	return day, nil
}

// obligationArg reads a reference such as R31-17.
func obligationArg(text string) (ref.Obligation, error) {
	o, err := ref.ParseObligation(text)
	if err != nil {
		return o, usagef("%s", err.Error()).hintf("write it like R31-17; see: %s", "tally help references")
	}
	return o, nil
}

// lotArg reads a reference such as R31-17:300000001 or R31-17:300000001-800000000.
func lotArg(text string) (ref.Lot, error) {
	l, err := ref.ParseLot(text)
	if err == nil {
		return l, nil
	}
	return l, usagef("%s", err.Error()).hintf("write it like R31-17:300000001; see: %s", "tally help references")
}

// digestOf is the digest that a text stands for: one written as 0x and 64 hex digits, else the
// Keccak-256 of the file of this name.
func digestOf(c *cli.Context, flag string) ([32]byte, error) {
	text := c.String(flag)
	if text == "" {
		return [32]byte{}, nil
	}
	if raw, err := hexutil.Decode(text); err == nil {
		if len(raw) != common.HashLength {
			return [32]byte{}, usagef("--%s: a digest has 64 hex digits", flag)
		}
		return common.BytesToHash(raw), nil
	}
	content, err := os.ReadFile(text)
	if err != nil {
		return [32]byte{}, usagef("--%s: %q is neither a digest nor a file that can be read", flag, text).because(errors.Unwrap(err))
	}
	return crypto.Keccak256Hash(content), nil
}

// invoicesDigest is one digest for a set of invoice numbers, whatever their order: Keccak-256 of
// each number, sorted and hashed together. None is the zero digest.
func invoicesDigest(numbers []string) [32]byte {
	if len(numbers) == 0 {
		return [32]byte{}
	}
	digests := make(map[string]bool, len(numbers))
	for _, number := range numbers {
		digests[string(crypto.Keccak256([]byte(strings.TrimSpace(number))))] = true
	}
	return crypto.Keccak256Hash([]byte(strings.Join(sortedKeys(digests), "")))
}

// currencyOf reads a currency's three letters; without the flag it is CNY.
func currencyOf(c *cli.Context) (currency.Code, error) {
	text := c.String("currency")
	if text == "" {
		text = "CNY"
	}
	code, err := currency.Parse(text)
	if err != nil {
		return code, usagef("--currency").because(err)
	}
	return code, nil
}

// anyAmountOf reads an amount that may be zero from a flag.
func anyAmountOf(c *cli.Context, flag string) (amount.Amount, error) {
	a, err := amount.Parse(c.String(flag))
	if err != nil {
		return 0, usagef("--%s", flag).because(err)
	}
	return a, nil
}

// bounds reads --min and --max: 0.01 and no bound without them.
func bounds(c *cli.Context) (least, most *big.Int, err error) {
	least = big.NewInt(1)
	if c.String("min") != "" {
		a, err := anyAmountOf(c, "min")
		if err != nil {
			return nil, nil, err
		}
		least = a.Big()
	}
	if most, err = limitOf(c, "max"); err != nil {
		return nil, nil, err
	}
	if least.Cmp(most) > 0 {
		return nil, nil, usagef("--min is above --max")
	}
	return least, most, nil
}

// dayOr reads a date from a flag, or answers the network's day that many days from now.
func (s *session) dayOr(c *cli.Context, flag string, days calendar.Day) (calendar.Day, error) {
	if c.String(flag) != "" {
		return dayOf(c, flag)
	}
	today, err := s.today(c.Context)
	return today + days, err
}

// dayAhead reads a flag with a day that must not be over; zero where it is not given.
func (s *session) dayAhead(c *cli.Context, flag string) (calendar.Day, error) {
	day, err := dayOf(c, flag)
	if err != nil || day == 0 {
		return 0, err
	}
	today, err := s.today(c.Context)
	if err != nil {
		return 0, err
	}
	if day < today {
		return 0, usagef("--%s: the day is over", flag).hintf("today is %s", today.String())
	}
	return day, nil
}

// today is the network's local calendar day.
func (s *session) today(ctx context.Context) (calendar.Day, error) {
	network, err := s.Network(ctx)
	if err != nil {
		return 0, err
	}
	return network.Clock.DayAt(s.con.Now()), nil
}

// amountOrNone shows a bound that may be missing.
func amountOrNone(a *amount.Amount) any {
	if a == nil {
		return nil
	}
	return *a
}

// dayOrNil shows a day that may be missing.
func dayOrNil(d *calendar.Day) any {
	if d == nil {
		return nil
	}
	return *d
}
