package book

import (
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func (tr *traffic) makeSettle() any {
	o, _ := tr.lot(func(o *Obligation, _ *Lot) bool { return o.Due <= tr.book.Today() && o.Paid < o.payable() })
	if o == nil {
		return nil
	}
	bank := o.Payment.Bank
	if bank == 0 || tr.oneIn(20) {
		bank = pick(tr, []uint32{firstBank, firstBank, secondBank})
	}
	amount := tr.amountUpTo(o.payable() - o.Paid)
	return contracts.SettleReceivable{
		Company: o.Obligor, Receivable: o.ID.Big(), Amount: amount, Bank: bank, Paid: wide(o.Paid), Interest: tr.interest(o, amount),
	}
}

func (tr *traffic) makeGrantLine() any {
	return contracts.GrantLine{
		Company: pick(tr, []uint32{firstBank, secondBank, insurer}), Obligor: pick(tr, []uint32{core, cirrus, acme}),
		Currency: pick(tr, []uint16{cny, usd}), Amount: pick(tr, []uint64{0, 1_000, 2_000_000_000, largestLine, largestLine + 1}),
	}
}

// interest is what a payment costs today beside itself.
func (tr *traffic) interest(o *Obligation, amount *big.Int) *big.Int {
	return wide(tr.book.anyone().lateInterest(o, units(amount)))
}

func (tr *traffic) makeWire() any {
	o, _ := tr.lot(func(o *Obligation, _ *Lot) bool {
		return o.Due <= tr.book.Today() && o.Paid < o.payable() && o.Payment.Means != Deposits
	})
	if o == nil {
		return nil
	}
	bank := pick(tr, []uint32{firstBank, secondBank})
	amount := tr.amountUpTo(o.payable() - o.Paid)
	return contracts.AttestWire{
		Company: bank, Receivable: o.ID.Big(), Amount: amount, Paid: wide(o.Paid), Interest: tr.interest(o, amount),
		Ref: fmt.Sprint("wire ", tr.roll(30)),
	}
}

func (tr *traffic) makeLiftDefault() any {
	return contracts.LiftDefault{Company: AuthorityDesk, Obligor: pick(tr, []uint32{core, cirrus}), Order: "order 7"}
}

// makeTakeQuote makes a bank's offer and its answer.
func (tr *traffic) makeTakeQuote() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	buyers := []uint32{firstBank, firstBank, secondBank, o.Obligor, acme}
	for _, r := range l.list() {
		if r.Kind == ByRecourse {
			buyers = append(buyers, r.By, r.By)
		}
	}
	bank := pick(tr, buyers)
	var message any = contracts.Quote{
		Company: bank, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, Holder: l.Holder,
		Rate: uint32(pick(tr, []int{0, 42_000, 350_000, 1_000_000})), DayCount: uint8(1 + tr.roll(3)), Recourse: tr.oneIn(2) && bank != o.Obligor, Opinion: tr.justification(),
		CashBank: tr.cashBank(bank), Until: tr.dayAhead(5),
		Registration: pick(tr, []string{"ZD-1", "ZD-2", "ZD-3", ""}), Serial: uint64(tr.roll(100)),
	}
	if tr.oneIn(6) {
		message = tr.spoil(message)
	}
	quote := message.(contracts.Quote)
	_, offer, err := tr.authorise(quote)
	if err != nil {
		panic(fmt.Sprintf("%+v: %v", quote, err))
	}
	hash := structHash(offer)
	tr.offers[hash] = offer
	tr.note("Quote %+v by %s", quote, offer.Key)
	return contracts.TakeQuote{Company: quote.Holder, Quote: hash, Least: big.NewInt(int64(pick(tr, []int{0, 1, 20, 30})))}
}

func (tr *traffic) makeWithdrawQuote() any {
	hash := [32]byte{byte(tr.roll(3))}
	return contracts.WithdrawQuote{Company: pick(tr, []uint32{firstBank, secondBank}), Quote: hash}
}

func (tr *traffic) makeMint() any {
	return contracts.MintCash{
		Company: pick(tr, []uint32{firstBank, secondBank}), To: tr.company(), Currency: pick(tr, []uint16{cny, cny, cny, usd}),
		Amount: tr.amountUpTo(1_000_000_000), Ref: fmt.Sprint("wire ", tr.roll(30)),
	}
}

func (tr *traffic) makeRedeem() any {
	bank, company := pick(tr, []uint32{firstBank, secondBank}), tr.company()
	return contracts.RedeemCash{
		Company: company, Bank: bank, Currency: cny, Amount: tr.amountUpTo(tr.book.account(bank, cny, company).Free), Ref: "out",
	}
}

func (tr *traffic) makeTransferCash() any {
	bank, company := pick(tr, []uint32{firstBank, secondBank}), tr.company()
	return contracts.TransferCash{
		Company: company, Bank: bank, Currency: cny, To: tr.company(), Amount: tr.amountUpTo(tr.book.account(bank, cny, company).Free), Ref: "for goods",
	}
}

// cashBank is one where a company has money, most often.
func (tr *traffic) cashBank(company uint32) uint32 {
	if company == secondBank {
		return secondBank
	}
	return pick(tr, []uint32{firstBank, firstBank, firstBank, secondBank})
}
