package report

import (
	"cmp"
	"fmt"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// Side is on which side of a debt a company stands.
type Side string

// The sides: what it is to get on its lots and on lots pledged to it, and what it has to pay.
const (
	AsHolder  Side = "holder"
	AsPledgee Side = "pledgee"
	AsObligor Side = "obligor"
)

// Step is how wide the rungs of a ladder are.
type Step string

// The steps of a maturity ladder.
const (
	ByDay   Step = "day"
	ByMonth Step = "month"
)

// Overdue is the bucket of what should have been paid before the day of the report.
const Overdue = "overdue"

// Maturity is what falls due to a company and by it.
type Maturity struct {
	Basis
	Company Party `json:"company"`
	By      Step  `json:"by"`
	// Rungs by side, currency and day: overdue first.
	Rungs  []Rung  `json:"rungs"`
	Totals []Total `json:"totals"`
}

// Rung is what falls due in one bucket.
type Rung struct {
	Side     Side          `json:"side"`
	Currency currency.Code `json:"currency"`
	// Bucket is "overdue", a month "2027-05" or a day "2027-05-20".
	Bucket string `json:"bucket"`
	// Count of lots, for a holder or pledgee, or obligations, for an obligor.
	Count  int `json:"count"`
	Amount Sum `json:"amount"`
}

// Total is a ladder's sum for one side and currency.
type Total struct {
	Side     Side          `json:"side"`
	Currency currency.Code `json:"currency"`
	Count    int           `json:"count"`
	Amount   Sum           `json:"amount"`
}

// Maturity is a company's ladder at the end of a day. What counts is what is still to be received or paid: for a holder what its lots have
// not been credited with, less what a pledgee gets of it; for an obligor what it has not paid. What is disputed counts on no side.
func (s *State) Maturity(company uint32, date calendar.Day, by Step) Maturity {
	b := s.at(date)
	type place struct {
		side     Side
		currency currency.Code
		bucket   string
	}
	rungs, totals := make(map[place]*Rung), make(map[place]*Total)
	add := func(side Side, o Obligation, open amount.Amount) {
		bucket := b.bucket(o.Due, by)
		rung := entry(rungs, place{side, o.Currency, bucket}, Rung{Side: side, Currency: o.Currency, Bucket: bucket})
		rung.Count++
		rung.Amount = rung.Amount.Plus(SumOf(open))
		total := entry(totals, place{side, o.Currency, ""}, Total{Side: side, Currency: o.Currency})
		total.Count++
		total.Amount = total.Amount.Plus(SumOf(open))
	}
	b.dueTo(company, func(side Side, _ Lot, o Obligation, open amount.Amount) { add(side, o, open) })
	b.dueBy(company, func(o Obligation, owed amount.Amount) { add(AsObligor, o, owed) })
	compare := func(x, y place) int {
		return cmp.Or(cmp.Compare(x.side, y.side), byLetters(x.currency, y.currency), compareBuckets(x.bucket, y.bucket))
	}
	return Maturity{
		Basis: b.basis(), Company: b.party(company), By: by, Rungs: ordered(rungs, compare), Totals: ordered(totals, compare),
	}
}

// bucket is where a due day stands on a ladder. What is due on the very day of the report is not yet overdue.
func (b books) bucket(due calendar.Day, by Step) string {
	switch {
	case due < b.date:
		return Overdue
	case by == ByMonth:
		year, month, _ := due.Civil()
		return fmt.Sprintf("%04d-%02d", year, int(month))
	}
	return due.String()
}

func compareBuckets(a, b string) int {
	if (a == Overdue) != (b == Overdue) {
		if a == Overdue {
			return -1
		}
		return 1
	}
	return cmp.Compare(a, b)
}
