package report

import (
	"cmp"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Class is where a holder's accounts show a claim.
type Class string

// The classes. A voucher is never a note: that is for bills of exchange alone (R-V13).
const (
	AccountsReceivable   Class = "accounts-receivable"
	ReceivablesFinancing Class = "receivables-financing"
	NotesReceivable      Class = "notes-receivable"
)

// Purpose is what a holder has its claims for, which decides their class.
type Purpose string

// The purposes.
const (
	// ToCollect: they are kept until they are paid.
	ToCollect Purpose = "collect"
	// ToSell: they are also sold or passed on before.
	ToSell Purpose = "sell"
)

// ClassOf is the class of a claim of a module for a holder with this purpose.
func ClassOf(module ref.Module, purpose Purpose) Class {
	switch {
	case purpose == ToSell:
		return ReceivablesFinancing
	case module == ref.Bills:
		return NotesReceivable
	}
	return AccountsReceivable
}

// Holdings are the lots that a company holds.
type Holdings struct {
	Basis
	Company Party   `json:"company"`
	Purpose Purpose `json:"purpose"`
	// Lots by obligation and first unit, those that are paid too.
	Lots   []Holding    `json:"lots"`
	Totals []ClassTotal `json:"totals"`
}

// Holding is one lot.
type Holding struct {
	Lot      ref.Lot       `json:"lot"`
	Obligor  Party         `json:"obligor"`
	Currency currency.Code `json:"currency"`
	Amount   amount.Amount `json:"amount"`
	// Credited is what was received on it, Open what is still to come.
	Credited amount.Amount `json:"credited"`
	Open     amount.Amount `json:"open"`
	Due      calendar.Day  `json:"due"`
	// Days from the day of the report to the due day; negative where that has passed.
	Days int `json:"days"`
	// State is the lot's, Standing the obligation's as of the day.
	State string `json:"state"`
	// OfferedTo is the company that the lot is proposed to, as an unopened leaf of a payment run is; nil for none.
	OfferedTo *Party   `json:"offeredTo"`
	Standing  string   `json:"standing"`
	Marks     []string `json:"marks"`
	Class     Class    `json:"class"`
}

// ClassTotal is what a class shows in one currency.
type ClassTotal struct {
	Class    Class         `json:"class"`
	Currency currency.Code `json:"currency"`
	Amount   Sum           `json:"amount"`
	Open     Sum           `json:"open"`
}

// Holdings are a company's lots at the end of a day.
func (s *State) Holdings(company uint32, date calendar.Day, purpose Purpose) Holdings {
	b := s.at(date)
	h := Holdings{Basis: b.basis(), Company: b.party(company), Purpose: purpose, Lots: []Holding{}}
	type place struct {
		class    Class
		currency currency.Code
	}
	totals := make(map[place]*ClassTotal)
	b.heldBy(company, func(lot Lot, o Obligation) {
		class := ClassOf(o.ID.Module, purpose)
		var offered *Party
		if lot.OfferedTo != 0 {
			to := b.party(lot.OfferedTo)
			offered = &to
		}
		h.Lots = append(h.Lots, Holding{
			Lot: lot.ID, Obligor: b.party(o.Obligor), Currency: o.Currency, Amount: lot.Amount(), Credited: lot.Credited, Open: lot.Open(),
			Due: o.Due, Days: int(o.Due) - int(date), State: lot.State, OfferedTo: offered, Standing: b.standing(o), Marks: lot.Marks, Class: class,
		})
		total := entry(totals, place{class, o.Currency}, ClassTotal{Class: class, Currency: o.Currency})
		total.Amount, total.Open = total.Amount.Plus(SumOf(lot.Amount())), total.Open.Plus(SumOf(lot.Open()))
	})
	h.Totals = ordered(totals, func(x, y place) int { return cmp.Or(cmp.Compare(x.class, y.class), byLetters(x.currency, y.currency)) })
	return h
}
