package book

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/discount"
)

// quoteKey is whose quote: nobody can close another's.
type quoteKey struct {
	company uint32
	hash    common.Hash
}

// takeQuote gives units to the bank, its cash to the holder, and both facts to the lot, in one step.
func (e *exam) takeQuote(m contracts.TakeQuote) {
	if e.signed.Quote == nil {
		e.require(false, "OtherQuote", common.Hash{})
		return
	}
	bank := *e.signed.Quote
	q, ok := bank.Message.(contracts.Quote)
	if !ok {
		e.require(false, "OtherQuote", common.Hash{})
		return
	}
	hash := structHash(bank)
	e.require(hash == m.Quote, "OtherQuote", hash)
	e.require(q.Holder == m.Company, "NotAddressee", q.Holder)
	e.require(!e.quotes[quoteKey{q.Company, hash}], "QuoteClosed", hash)
	e.require(e.today <= calendar.Day(q.Until), "QuoteExpired", q.Until, e.today)
	e.require(len(q.Registration) <= 64, "BadField", "registration")
	e.capable(q.Company, Bank)
	e.active(m.Company)
	e.require(q.Holder != q.Company, "BadField", "holder")
	e.then(func() { e.quotes[quoteKey{q.Company, hash}] = true })

	start, end := units(q.Start), units(q.End)
	o, l := e.lot(q.Obligation, q.Lot)
	if o == nil {
		// Of a debt that does not exist nothing is fixed: no rules, and no day on which it is yet to fall due.
		o = new(Obligation)
	}
	if q.Registration == "" && e.rule(o.Rules, "V06.registration") != 0 {
		e.require(false, "RegistrationNeeded", "V06.registration")
	}
	e.require(e.today < o.Due, "AlreadyDue", o.Due, e.today)
	if !e.require(start < end, "BadField", "end") {
		return
	}
	e.authorizedBy(bank, q.Company, Maker, end-start)
	e.authorized(m.Company, Maker, end-start)
	proceeds, priced := e.price(q, o)
	e.require(!priced || proceeds >= units(m.Least), "ProceedsBelow", proceeds)
	if l == nil || !priced {
		return
	}
	e.cuttable(o, l, start, end)
	e.heldBy(l, q.Holder)
	e.pays(q.CashBank, o.Currency, q.Company, proceeds)
	e.gets(q.CashBank, o.Currency, q.Holder, proceeds)
	e.then(func() {
		sold := o.carve(l, start, end)
		hand(sold, q.Company, q.Recourse, e.today)
		sold.record(ByFinancing, q.Company, q.Holder, e.today, proceeds)
		sold.Marks |= Financed
	})
}

// price is what a quote pays today.
func (e *exam) price(q contracts.Quote, o *Obligation) (proceeds uint64, ok bool) {
	face := amount.Amount(units(q.End) - units(q.Start))
	price, err := discount.PriceOn(face, discount.Rate(q.Rate), discount.DayCount(q.DayCount), e.today, o.Due)
	switch {
	case errors.Is(err, discount.ErrRate), errors.Is(err, discount.ErrNoProceeds):
		e.require(false, "BadField", "rate")
	case errors.Is(err, discount.ErrDayCount):
		e.require(false, "UnknownDayCount", q.DayCount)
	}
	return uint64(price.Proceeds), err == nil
}

func (e *exam) withdrawQuote(m contracts.WithdrawQuote) {
	e.authorized(m.Company, Maker, 0)
	key := quoteKey{m.Company, m.Quote}
	e.require(!e.quotes[key], "QuoteClosed", common.Hash(m.Quote))
	e.then(func() { e.quotes[key] = true })
}
