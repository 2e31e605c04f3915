package report

import (
	"cmp"
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// Exposure is by whom a company is owed, and how good they have been.
type Exposure struct {
	Basis
	Company Party `json:"company"`
	// Debtors by currency, the largest first.
	Debtors []Debtor `json:"debtors"`
}

// Debtor is what one obligor owes the company in one currency. Lots that are paid do not count.
type Debtor struct {
	Obligor  Party         `json:"obligor"`
	Currency currency.Code `json:"currency"`
	Lots     int           `json:"lots"`
	// Held is the face of the lots, Open what of it is still to be received.
	Held Sum `json:"held"`
	Open Sum `json:"open"`
	// Disputed is the part of Open on lots that a dispute blocks, Pledged the part that a pledgee gets first.
	Disputed Sum `json:"disputed"`
	Pledged  Sum `json:"pledged"`
	// Share of all that is open to the company in this currency.
	Share Share `json:"share"`
	// When what is open falls due: before the day of the report, within 30 days of it, 31 to 60, 61 to 90, later.
	Overdue Sum `json:"overdue"`
	Days30  Sum `json:"days30"`
	Days60  Sum `json:"days60"`
	Days90  Sum `json:"days90"`
	Later   Sum `json:"later"`
	// Line is the obligor's; nil where it has none in this currency.
	Line *Headroom `json:"line"`
	// Conduct is the obligor's payment record in this currency.
	Conduct Conduct `json:"conduct"`
}

// Headroom is what an obligor may still owe.
type Headroom struct {
	Limit Sum `json:"limit"`
	Used  Sum `json:"used"`
	// Left is negative where a bank has lowered its line below what is owed.
	Left Sum `json:"left"`
}

// Share is a part of a whole in hundredths of a percent: 10,000 is all of it.
type Share uint16

// String prints it in percent, "37.50".
func (s Share) String() string { return fmt.Sprintf("%d.%02d", s/100, s%100) }

// MarshalText is String, for JSON.
func (s Share) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what String writes.
func (s *Share) UnmarshalText(text []byte) error {
	var sum Sum
	if err := sum.UnmarshalText(text); err != nil {
		return fmt.Errorf("share %q: %w", text, err)
	}
	if sum.Sign() < 0 || sum.Cmp(SumFromUnits(10_000)) > 0 {
		return fmt.Errorf("share %q: not 0.00 to 100.00 percent", text)
	}
	*s = Share(sum.Big().Uint64())
	return nil
}

// shareOf is part of whole, rounded half up; zero of nothing.
func shareOf(part, whole Sum) Share {
	if whole.Sign() <= 0 {
		return 0
	}
	// (2 · 10,000 · part + whole) / (2 · whole)
	n := new(big.Int).Mul(part.Big(), big.NewInt(20_000))
	n.Add(n, whole.Big()).Quo(n, new(big.Int).Lsh(whole.Big(), 1))
	return Share(n.Uint64())
}

// Exposure is by whom a company is owed at the end of a day.
func (s *State) Exposure(company uint32, date calendar.Day) Exposure {
	b := s.at(date)
	debtors, totals := make(map[debtKey]*Debtor), make(map[currency.Code]Sum)
	b.heldBy(company, func(lot Lot, o Obligation) {
		if lot.Open() == 0 {
			return
		}
		open := SumOf(lot.Open())
		d := entry(debtors, debtKey{o.Obligor, o.Currency}, Debtor{Obligor: b.party(o.Obligor), Currency: o.Currency})
		d.Lots++
		d.Held, d.Open = d.Held.Plus(SumOf(lot.Amount())), d.Open.Plus(open)
		d.Disputed = d.Disputed.Plus(open).Minus(SumOf(lot.Expected()))
		d.Pledged = d.Pledged.Plus(SumOf(b.secured[lot.ID].amount))
		in := d.profile(o.Due, date)
		*in = in.Plus(open)
		totals[o.Currency] = totals[o.Currency].Plus(open)
	})
	for key, d := range debtors {
		d.Share = shareOf(d.Open, totals[key.currency])
		if line, ok := b.lines[key]; ok {
			d.Line = &Headroom{Limit: line.Limit, Used: line.Used, Left: line.Limit.Minus(line.Used)}
		}
		for _, c := range b.conduct(key.obligor) {
			if c.Currency == key.currency {
				d.Conduct = c
			}
		}
	}
	list := ordered(debtors, func(x, y debtKey) int {
		return cmp.Or(byLetters(x.currency, y.currency), debtors[y].Open.Cmp(debtors[x].Open), cmp.Compare(x.obligor, y.obligor))
	})
	return Exposure{Basis: b.basis(), Company: b.party(company), Debtors: list}
}

// profile is the part of a debtor's due profile that a due day belongs to.
func (d *Debtor) profile(due, date calendar.Day) *Sum {
	switch {
	case due < date:
		return &d.Overdue
	case due <= date+30:
		return &d.Days30
	case due <= date+60:
		return &d.Days60
	case due <= date+90:
		return &d.Days90
	}
	return &d.Later
}
