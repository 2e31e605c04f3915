package report

import (
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// Record is how an obligor has paid its debts, computed from the chain alone, for whoever considers its paper.
type Record struct {
	Basis
	Obligor   Party `json:"obligor"`
	Suspended bool  `json:"suspended"`
	// Barred is set where it may owe nothing new, after a default.
	Barred bool `json:"barred"`
	// Conduct by currency.
	Conduct []Conduct `json:"conduct"`
}

// Conduct is an obligor's record in one currency. Each of its debts counts in at most one of the first five, without units that are
// disputed or ended early; those count beside them.
type Conduct struct {
	Currency currency.Code `json:"currency"`
	// OnTime were paid in full by the end of their due day, Late after it.
	OnTime Tally `json:"onTime"`
	Late   Tally `json:"late"`
	// Overdue are past their due day and not paid in full; what counts is what is unpaid.
	Overdue Tally `json:"overdue"`
	// Defaulted are those of which the contracts say so, whatever was paid since; what counts is what is unpaid.
	Defaulted Tally `json:"defaulted"`
	// NotDue fall due on the day of the report or later.
	NotDue Tally `json:"notDue"`
	// Disputed are lots of it that a dispute blocks, Early those that it bought back before their due day.
	Disputed Tally `json:"disputed"`
	Early    Tally `json:"early"`
	// LongestDelay is the most days after the due day on which one was paid in full, or on which one is unpaid; zero for none.
	LongestDelay int `json:"longestDelay"`
}

// Tally is how many, and how much in all.
type Tally struct {
	Count  int `json:"count"`
	Amount Sum `json:"amount"`
}

func (t *Tally) add(a amount.Amount) {
	t.Count++
	t.Amount = t.Amount.Plus(SumOf(a))
}

// Record is an obligor's payment record at the end of a day.
func (s *State) Record(obligor uint32, date calendar.Day) Record {
	b := s.at(date)
	r := Record{Basis: b.basis(), Obligor: b.party(obligor), Conduct: b.conduct(obligor)}
	for _, c := range s.Companies {
		if c.ID == obligor {
			r.Suspended, r.Barred = c.Suspended, c.Barred
		}
	}
	return r
}

// conduct is an obligor's record by currency.
func (b books) conduct(obligor uint32) []Conduct {
	all := make(map[currency.Code]*Conduct)
	for _, o := range b.Obligations {
		if o.Obligor != obligor || o.State != "active" {
			continue
		}
		b.judge(entry(all, o.Currency, Conduct{Currency: o.Currency}), o)
	}
	return ordered(all, byLetters)
}

// judge counts one debt.
func (b books) judge(c *Conduct, o Obligation) {
	owed, delay := o.owed(), 0
	switch {
	case o.Defaulted != nil:
		c.Defaulted.add(owed)
		delay = int(max(b.lastPaid[o.ID], *o.Defaulted) - o.Due)
		if owed > 0 {
			delay = int(b.date - o.Due)
		}
	case owed == 0 && o.Paid == 0:
		// All of it is disputed or ended early.
	case owed == 0 && b.lastPaid[o.ID] <= o.Due:
		c.OnTime.add(o.Paid)
	case owed == 0:
		c.Late.add(o.Paid)
		delay = int(b.lastPaid[o.ID] - o.Due)
	case o.Due >= b.date:
		c.NotDue.add(owed)
	default:
		c.Overdue.add(owed)
		delay = int(b.date - o.Due)
	}
	c.LongestDelay = max(c.LongestDelay, delay)
	for _, lot := range b.lots[o.ID] {
		if lot.Live() && lot.has("disputed") {
			c.Disputed.add(lot.Amount())
		}
		if lot.State == "redeemed" {
			c.Early.add(lot.Amount())
		}
	}
}
