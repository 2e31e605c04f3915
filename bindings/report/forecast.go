package report

import (
	"cmp"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// Source is how it is known at which bank a sum will move.
type Source string

// The sources, the surest first.
const (
	// FromPayment: the obligor has begun to pay in this bank's deposits, or by its wires, and must go on there.
	FromPayment Source = "payment"
	// FromLine: this bank alone has granted the obligor's line; it need not be the one.
	FromLine Source = "line"
	// Open: nothing tells.
	Open Source = "open"
)

// Forecast is the money that a company will get and pay, day by day.
type Forecast struct {
	Basis
	Company Party `json:"company"`
	// Flows by currency, day and bank.
	Flows []Flow `json:"flows"`
}

// Flow is what moves at one bank on one day, in one currency.
type Flow struct {
	Day calendar.Day `json:"day"`
	// Overdue is set where the day has passed.
	Overdue  bool          `json:"overdue"`
	Currency currency.Code `json:"currency"`
	// Bank is the one in whose deposits it is expected; nil where that is open.
	Bank   *Party `json:"bank"`
	Source Source `json:"source"`
	In     Sum    `json:"in"`
	// Pledged is the part of In that comes to the company as pledgee, Frozen the part on frozen lots, which waits for an order.
	Pledged Sum `json:"pledged"`
	Frozen  Sum `json:"frozen"`
	Out     Sum `json:"out"`
	// Running is all In less all Out of the currency up to this line.
	Running Sum `json:"running"`
}

// Forecast is what falls due to a company and by it from a day on, and what is overdue, in which bank's money as far as that is known.
// It takes for granted that every debt is paid on its due day, and leaves out what is disputed, and late interest.
func (s *State) Forecast(company uint32, date calendar.Day) Forecast {
	b := s.at(date)
	type place struct {
		currency currency.Code
		day      calendar.Day
		bank     uint32
		source   Source
	}
	flows := make(map[place]*Flow)
	at := func(o Obligation) *Flow {
		bank, source := b.bankOf(o)
		flow := Flow{Day: o.Due, Overdue: o.Due < date, Currency: o.Currency, Source: source}
		if bank != 0 {
			party := b.party(bank)
			flow.Bank = &party
		}
		return entry(flows, place{o.Currency, o.Due, bank, source}, flow)
	}
	b.dueTo(company, func(side Side, lot Lot, o Obligation, open amount.Amount) {
		flow := at(o)
		flow.In = flow.In.Plus(SumOf(open))
		if side == AsPledgee {
			flow.Pledged = flow.Pledged.Plus(SumOf(open))
		}
		if lot.has("frozen") {
			flow.Frozen = flow.Frozen.Plus(SumOf(open))
		}
	})
	b.dueBy(company, func(o Obligation, owed amount.Amount) {
		flow := at(o)
		flow.Out = flow.Out.Plus(SumOf(owed))
	})
	list := ordered(flows, func(x, y place) int {
		return cmp.Or(byLetters(x.currency, y.currency), cmp.Compare(x.day, y.day), cmp.Compare(x.bank, y.bank), cmp.Compare(x.source, y.source))
	})
	for i := range list {
		running := list[i].In.Minus(list[i].Out)
		if i > 0 && list[i-1].Currency == list[i].Currency {
			running = running.Plus(list[i-1].Running)
		}
		list[i].Running = running
	}
	return Forecast{Basis: b.basis(), Company: b.party(company), Flows: list}
}

// bankOf is the bank in whose deposits an obligation is or may be paid; zero where that is open.
func (b books) bankOf(o Obligation) (uint32, Source) {
	if o.Bank != 0 {
		return o.Bank, FromPayment
	}
	if grants := b.lines[debtKey{o.Obligor, o.Currency}].Grants; len(grants) == 1 {
		return grants[0].Bank, FromLine
	}
	return 0, Open
}
