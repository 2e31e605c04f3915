package book

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// settleReceivable sets cash of the obligor aside for the holders; a debtor that was suspended still has to pay.
func (e *exam) settleReceivable(m contracts.SettleReceivable) {
	r := e.receivable(m.Receivable)
	o := e.obligation(m.Receivable)
	if o == nil {
		state := State(0)
		if r != nil {
			state = r.State
		}
		e.require(false, "WrongState", uint8(state))
		return
	}
	amount := units(m.Amount)
	e.party(r.Obligor, m.Company)
	e.require(e.today >= r.Due, "NotDue", r.Due, e.today)
	e.require(o.Paid == units(m.Paid), "PaidDiffers", o.Paid)
	e.authorized(m.Company, Maker, amount)
	e.require(amount != 0 && amount <= o.Face-o.Paid, "BadAmount", o.Face-o.Paid)
	e.require(r.earmark.bank == 0 || r.earmark.bank == m.Bank, "OtherBank", r.earmark.bank)
	e.pays(m.Bank, r.Currency, r.Obligor, amount)
	e.then(func() {
		o.Paid += amount
		e.line(r.Obligor, r.Currency).Used -= amount
		e.account(m.Bank, r.Currency, r.Obligor).Earmarked += amount
		r.earmark.bank = m.Bank
		r.earmark.amount += amount
	})
}

// Push gives the holders of these lots, by first unit, what they have not got yet of their share. Anyone may. It refuses as Do does.
func (b *Book) Push(id *big.Int, starts []*big.Int) error {
	e := &exam{Book: b, today: b.Today()}
	r := e.receivable(id)
	o := e.obligation(id)
	if o == nil {
		state := State(0)
		if r != nil {
			state = r.State
		}
		e.require(false, "WrongState", uint8(state))
		return e.conclude()
	}
	for _, start := range starts {
		if _, l := e.lot(id, start); l != nil && l.Ended == 0 {
			e.then(func() {
				share := o.owing(l)
				l.Credited += share
				r.earmark.amount -= share
				e.account(r.earmark.bank, r.Currency, r.Obligor).Earmarked -= share
				e.account(r.earmark.bank, r.Currency, l.Holder).Free += share
			})
		}
	}
	return e.conclude()
}
