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

// purchase is what a quote comes to, by who signed it: a bank finances, the obligor pays early, one who answers for the lot buys it back.
type purchase uint8

const (
	financing purchase = iota + 1
	earlyPayment
	buyBack
)

func (e *exam) ofQuotes() bool {
	switch m := e.signed.Message.(type) {
	case contracts.TakeQuote:
		e.takeQuote(m)
	case contracts.WithdrawQuote:
		e.withdrawQuote(m)
	default:
		return false
	}
	return true
}

// takeQuote gives units to the buyer and its cash to the holder in one step.
func (e *exam) takeQuote(m contracts.TakeQuote) {
	if e.signed.Quote == nil {
		e.require(false, "OtherQuote", common.Hash{})
		return
	}
	buyer := *e.signed.Quote
	q, ok := buyer.Message.(contracts.Quote)
	if !e.require(ok, "OtherQuote", common.Hash{}) {
		return
	}
	hash := structHash(buyer)
	e.require(hash == m.Quote, "OtherQuote", hash)
	e.require(q.Holder == m.Company, "NotAddressee", q.Holder)
	e.require(!e.quotes[quoteKey{q.Company, hash}], "QuoteClosed", hash)
	e.require(e.today <= calendar.Day(q.Until), "QuoteExpired", q.Until, e.today)
	e.require(len(q.Registration) <= 64, "BadField", "registration")
	e.require(q.Holder != q.Company, "BadField", "holder")
	e.active(q.Company)
	e.active(m.Company)
	e.then(func() { e.quotes[quoteKey{q.Company, hash}] = true })

	start, end := units(q.Start), units(q.End)
	o, l := e.lot(q.Obligation, q.Lot)
	if o == nil {
		// Of a debt that does not exist nothing is fixed: no rules, and no day on which it is yet to fall due.
		o = new(Obligation)
	}
	kind := e.purchase(q, o, l)
	e.require(e.today < o.Due, "AlreadyDue", o.Due, e.today)
	if !e.require(start < end, "BadField", "end") {
		return
	}
	e.authorizedBy(buyer, q.Company, Maker, end-start)
	e.authorized(m.Company, Maker, end-start)
	proceeds, priced := e.price(q, o, l)
	e.require(!priced || proceeds >= units(m.Least), "ProceedsBelow", proceeds)
	if l == nil || !priced {
		return
	}
	e.heldBy(l, q.Holder)
	e.cuttable(o, l, start, end, blocking)
	e.handed(o, l, func() *Lot { return o.carve(l, start, end) }, q.Company)
	e.becomes(kind, q, o, l, proceeds)
	e.pays(q.CashBank, o.Currency, q.Company, proceeds)
	e.gets(q.CashBank, o.Currency, q.Holder, proceeds)
}

// purchase is what a quote is, which it must be allowed to be today. The obligor pays early even if it is a bank; a bank finances even what
// it once sold.
func (e *exam) purchase(q contracts.Quote, o *Obligation, l *Lot) purchase {
	c := e.companies[q.Company]
	answers := l != nil && l.isAnsweredBy(q.Company)
	// The holder cannot answer to the obligor for the obligor, nor to one who answers for the lot itself.
	e.require(!q.Recourse || !answers && q.Company != o.Obligor, "BadField", "recourse")
	switch {
	case q.Company != o.Obligor && c != nil && c.Capacities&Bank != 0:
		if q.Registration == "" && e.rule(o.Rules, "V06.registration") != 0 {
			e.require(false, "RegistrationNeeded", "V06.registration")
		}
		if q.Opinion == [32]byte{} {
			latest := months(e.today, e.rule(o.Rules, "V01.justify-months"))
			e.require(o.Due <= latest, "OpinionNeeded", "V01.justify-months")
		}
		return financing
	case q.Company == o.Obligor:
		return earlyPayment
	}
	e.require(answers, "NotBuyer", q.Company)
	return buyBack
}

// becomes is what the purchase makes of the lot, once it is the buyer's.
func (e *exam) becomes(kind purchase, q contracts.Quote, o *Obligation, l *Lot, proceeds uint64) {
	switch kind {
	case financing:
		if q.Recourse {
			e.answers(l, q.Holder, q.Company)
		}
		e.then(func() {
			l.record(Record{Kind: ByFinancing, By: q.Company, To: q.Holder, Day: e.today, Amount: proceeds})
			l.Marks |= Financed
		})
	case earlyPayment:
		e.endable(o, l)
		e.then(func() {
			o.end(l, Redeemed)
			e.line(o.Obligor, o.Currency).Used -= l.length()
		})
	case buyBack:
		e.then(func() { l.Marks &^= Financed })
	}
}

// price is what a quote pays today.
func (e *exam) price(q contracts.Quote, o *Obligation, l *Lot) (proceeds uint64, ok bool) {
	face := amount.Amount(units(q.End) - units(q.Start))
	price, err := discount.PriceOn(face, discount.Rate(q.Rate), discount.DayCount(q.DayCount), e.today, o.Due)
	switch {
	case errors.Is(err, discount.ErrFace) && l != nil:
		// Beyond any obligation's face, and so beyond the lot's units.
		e.inside(l, units(q.Start), units(q.End))
	case errors.Is(err, discount.ErrRate), errors.Is(err, discount.ErrNoProceeds), errors.Is(err, discount.ErrFace):
		e.require(false, "BadField", "rate")
	case errors.Is(err, discount.ErrDayCount):
		e.require(false, "UnknownDayCount", q.DayCount)
	}
	return uint64(price.Proceeds), err == nil
}

// withdrawQuote is open to a suspended company.
func (e *exam) withdrawQuote(m contracts.WithdrawQuote) {
	e.authorized(m.Company, Maker, 0)
	key := quoteKey{m.Company, m.Quote}
	e.require(!e.quotes[key], "QuoteClosed", common.Hash(m.Quote))
	e.then(func() { e.quotes[key] = true })
}
