package book

import (
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// makers make an act of each kind, that makes sense now; nil where none does.
var makers = []func(*traffic) any{
	(*traffic).makeRequest, (*traffic).makeIssue, (*traffic).makeIssue, (*traffic).makeConfirm, (*traffic).makeTake,
	(*traffic).makeRejectReceivable, (*traffic).makeWithdrawReceivable, (*traffic).makeSettle, (*traffic).makeGrantLine,
	(*traffic).makeTransfer, (*traffic).makeTransfer, (*traffic).makeTransfer, (*traffic).makeAccept, (*traffic).makeAccept,
	(*traffic).makeReject, (*traffic).makeWithdraw, (*traffic).makeSplit, (*traffic).makeMerge, (*traffic).makeMerge,
	(*traffic).makeTakeQuote, (*traffic).makeTakeQuote, (*traffic).makeWithdrawQuote,
	(*traffic).makeMint, (*traffic).makeRedeem, (*traffic).makeTransferCash,
	(*traffic).makeAdmission, (*traffic).makeSuspension, (*traffic).makeOperator, (*traffic).makeRevocation, (*traffic).makeRotation,
	(*traffic).makeThreshold, (*traffic).makeStanding, (*traffic).makeVendor, (*traffic).makeCancelNonce,
}

// face of an obligation: a few units, where every rounding shows, or up to a million.
func (tr *traffic) face() *big.Int {
	if tr.one("a large face", 3) {
		return big.NewInt(int64(1 + tr.roll("face", 100_000_000)))
	}
	return big.NewInt(int64(1 + tr.roll("face", 40)))
}

func (tr *traffic) reference() string {
	return pick(tr, "reference", []string{"", "", "", "PO-1", "PO-2"})
}

func (tr *traffic) due() uint32 {
	if tr.one("at the cap", 6) {
		return uint32(int(tr.book.Today().AddMonths(pick(tr, "months", []int{6, 12}))) + tr.roll("about", 3) - 1)
	}
	return uint32(tr.book.Today()) + 1 + uint32(tr.roll("tenor", 60))
}

func (tr *traffic) until() uint32 {
	if tr.one("until", 2) {
		return tr.dayAhead(5)
	}
	return 0
}

func (tr *traffic) justification() [32]byte { return pick(tr, "justification", [][32]byte{{}, {1}}) }

func (tr *traffic) makeRequest() any {
	return contracts.RequestReceivable{
		Company: pick(tr, "supplier", []uint32{acme, bolt, cirrus}), Serial: uint64(tr.roll("serial", 12)), Obligor: pick(tr, "obligor", []uint32{core, core, cirrus}),
		Face: tr.face(), Currency: cny, Due: tr.due(), Rules: uint16(1 + tr.roll("rules", len(rules()))), Until: tr.until(), Ref: tr.reference(),
		Justification: tr.justification(),
	}
}

func (tr *traffic) makeIssue() any {
	return contracts.IssueReceivable{
		Company: pick(tr, "obligor", []uint32{core, core, core, cirrus}), Serial: uint64(tr.roll("serial", 12)), Supplier: pick(tr, "supplier", []uint32{acme, acme, bolt, cirrus}),
		Face: tr.face(), Currency: cny, Due: tr.due(), Rules: uint16(1 + tr.roll("rules", len(rules()))), Until: tr.until(), Ref: tr.reference(),
		Justification: tr.justification(),
	}
}

func (tr *traffic) makeConfirm() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested })
	if r == nil {
		return nil
	}
	return contracts.ConfirmReceivable{Company: r.Obligor, Receivable: id(r.ID), Proposal: r.Proposal}
}

func (tr *traffic) makeTake() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Issued })
	if r == nil {
		return nil
	}
	return contracts.TakeReceivable{Company: r.Supplier, Receivable: id(r.ID), Proposal: r.Proposal}
}

func (tr *traffic) makeRejectReceivable() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested || r.State == Issued })
	if r == nil {
		return nil
	}
	asked := r.Supplier
	if r.State == Requested {
		asked = r.Obligor
	}
	return contracts.RejectReceivable{Company: asked, Receivable: id(r.ID), Proposal: r.Proposal}
}

func (tr *traffic) makeWithdrawReceivable() any {
	r := tr.receivable(func(r *Receivable) bool { return r.State == Requested || r.State == Issued })
	if r == nil {
		return nil
	}
	return contracts.WithdrawReceivable{Company: r.ID.Company, Receivable: id(r.ID), Proposal: r.Proposal}
}

func (tr *traffic) makeSettle() any {
	o, _ := tr.lot(func(o *Obligation, _ *Lot) bool { return o.Due <= tr.book.Today() && o.Paid < o.Face })
	if o == nil {
		return nil
	}
	bank := tr.book.receivables[o.ID].earmark.bank
	if bank == 0 || tr.one("another bank", 20) {
		bank = pick(tr, "bank", []uint32{firstBank, firstBank, secondBank})
	}
	return contracts.SettleReceivable{
		Company: o.Obligor, Receivable: id(o.ID), Amount: tr.amountUpTo(o.Face - o.Paid), Bank: bank, Paid: new(big.Int).SetUint64(o.Paid),
	}
}

func (tr *traffic) makeGrantLine() any {
	return contracts.GrantLine{
		Company: pick(tr, "bank", []uint32{firstBank, secondBank}), Obligor: pick(tr, "obligor", []uint32{core, cirrus}),
		Currency: pick(tr, "currency", []uint16{cny, usd}), Amount: pick(tr, "amount", []uint64{0, 1_000, 2_000_000_000, largestLine, largestLine + 1}),
	}
}

// movable is a lot that its holder can act on.
func movable(o *Obligation, l *Lot) bool {
	return o.Paid == 0 && l.state() == 1 && l.Marks&blocking == 0
}

func (tr *traffic) makeTransfer() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	return contracts.Transfer{
		Company: l.Holder, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Start: start, End: end, To: tr.company(),
		Recourse: tr.one("recourse", 2), Until: tr.until(),
	}
}

// part is a range of a lot's units, often all or an end of it.
func (tr *traffic) part(l *Lot) (start, end *big.Int) {
	start, end = new(big.Int).SetUint64(l.Start), new(big.Int).SetUint64(l.End)
	if tr.one("not from the first", 2) {
		start.SetUint64(rapidBetween(tr, l.Start, l.End-1))
	}
	if tr.one("not to the last", 2) {
		end.SetUint64(rapidBetween(tr, start.Uint64()+1, l.End))
	}
	return start, end
}

func (tr *traffic) proposal() (*Obligation, *Lot) {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Proposal != nil })
	if l == nil || l.Proposal == nil {
		return nil, nil
	}
	return o, l
}

func (tr *traffic) makeAccept() any {
	o, l := tr.proposal()
	if l == nil {
		return nil
	}
	return contracts.AcceptTransfer{Company: l.Proposal.To, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeReject() any {
	o, l := tr.proposal()
	if l == nil {
		return nil
	}
	return contracts.RejectProposal{Company: l.Proposal.To, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeWithdraw() any {
	o, l := tr.proposal()
	if l == nil {
		return nil
	}
	return contracts.WithdrawProposal{Company: l.Holder, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeSplit() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	middle := rapidBetween(tr, l.Start, l.End)
	return contracts.Split{Company: l.Holder, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Middle: new(big.Int).SetUint64(middle)}
}

func (tr *traffic) makeMerge() any {
	o, l := tr.lot(func(o *Obligation, l *Lot) bool {
		right := o.at(l.End)
		return movable(o, l) && right != nil && movable(o, right) && right.Holder == l.Holder
	})
	if l == nil {
		return nil
	}
	return contracts.Merge{Company: l.Holder, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Right: new(big.Int).SetUint64(l.End)}
}

// makeTakeQuote makes a bank's offer and its answer.
func (tr *traffic) makeTakeQuote() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	bank := pick(tr, "bank", []uint32{firstBank, firstBank, secondBank, acme})
	var message any = contracts.Quote{
		Company: bank, Obligation: id(o.ID), Lot: new(big.Int).SetUint64(l.Start), Start: start, End: end, Holder: l.Holder,
		Rate: uint32(pick(tr, "rate", []int{0, 42_000, 350_000, 1_000_000})), DayCount: uint8(1 + tr.roll("day count", 3)), Recourse: tr.one("recourse", 2),
		CashBank: pick(tr, "cash bank", []uint32{bank, bank, bank, firstBank}), Until: tr.dayAhead(5),
		Registration: pick(tr, "registration", []string{"ZD-1", "ZD-2", "ZD-3", ""}), Serial: uint64(tr.roll("serial", 100)),
	}
	if tr.one("a wrong quote", 6) {
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
	return contracts.TakeQuote{Company: quote.Holder, Quote: hash, Least: big.NewInt(int64(pick(tr, "least", []int{0, 1, 20, 30})))}
}

func (tr *traffic) makeWithdrawQuote() any {
	hash := [32]byte{byte(tr.roll("quote", 3))}
	return contracts.WithdrawQuote{Company: pick(tr, "bank", []uint32{firstBank, secondBank}), Quote: hash}
}

func (tr *traffic) makeMint() any {
	return contracts.MintCash{
		Company: pick(tr, "bank", []uint32{firstBank, secondBank}), To: tr.company(), Currency: pick(tr, "currency", []uint16{cny, cny, cny, usd}),
		Amount: tr.amountUpTo(1_000_000_000), Ref: fmt.Sprint("wire ", tr.roll("wire", 30)),
	}
}

func (tr *traffic) makeRedeem() any {
	bank, company := pick(tr, "bank", []uint32{firstBank, secondBank}), tr.company()
	return contracts.RedeemCash{
		Company: company, Bank: bank, Currency: cny, Amount: tr.amountUpTo(tr.book.account(bank, cny, company).Free), Ref: "out",
	}
}

func (tr *traffic) makeTransferCash() any {
	bank, company := pick(tr, "bank", []uint32{firstBank, secondBank}), tr.company()
	return contracts.TransferCash{
		Company: company, Bank: bank, Currency: cny, To: tr.company(), Amount: tr.amountUpTo(tr.book.account(bank, cny, company).Free), Ref: "for goods",
	}
}
