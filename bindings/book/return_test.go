package book

import (
	"slices"
	"testing"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// accept has companies take from each other what Core owes, unasked.
func (l life) accept(companies ...uint32) {
	l.t.Helper()
	for _, company := range companies {
		for _, sender := range companies {
			if sender != company {
				l.does(contracts.AcceptFrom{Company: company, Sender: sender, Obligor: core, Min: n(1), Max: n(NoLimit - 1), Until: 1 << 31})
			}
		}
	}
}

// goes hands units of the lot at a unit from one company to another.
func (l life) goes(start, end int64, from, to uint32, recourse bool) {
	l.t.Helper()
	l.does(contracts.Transfer{Company: from, Obligation: l.id, Lot: n(start), Start: n(start), End: n(end), To: to, Recourse: recourse})
}

// defaults lets the obligor miss its day, and the days of grace.
func (l life) defaults() {
	l.t.Helper()
	l.pass(l.chain.Clock.Start(l.book.obligation(l.id).Due + calendar.Day(4)))
	err := l.call("DeclareDefault", "Settlements", settlementsABI.PackDeclareDefault(l.id), func() error { return l.book.DeclareDefault(l.id) })
	if err != nil || l.refusedLast != nil {
		l.t.Fatal(err, l.refusedLast)
	}
}

// answer asserts who answers for the lot at a unit, newest first.
func (l life) answer(start uint64, want ...uint32) {
	l.t.Helper()
	id, err := ref.FromBig(l.id)
	if err != nil {
		l.t.Fatal(err)
	}
	if got := l.book.Liable(id, start); !slices.Equal(got, want) {
		l.t.Errorf("for the lot at %d answer %v; want %v", start, got, want)
	}
}

func TestWhoBoughtALotBackAndSellsItWithoutRecourseAnswersNoMore(t *testing.T) {
	l, _ := paying(t)
	l.accept(acme, bolt, cirrus, firstBank)
	// Bolt keeps 0-400 with Acme's word; of 400-1,000,000 Acme gets back all and sells it on, and Cirrus, in between, answers no more either.
	l.goes(0, 1_000_000, acme, bolt, true)
	l.goes(0, 1_000_000, bolt, cirrus, true)
	l.answer(0, bolt, acme)
	l.does(contracts.Split{Company: cirrus, Obligation: l.id, Lot: n(0), Middle: n(400)})
	l.goes(0, 400, cirrus, bolt, false)
	l.goes(400, 1_000_000, cirrus, acme, false)
	l.goes(400, 1_000_000, acme, firstBank, false)
	l.answer(0, acme)
	l.answer(400)
	l.defaults()
	for _, against := range []uint32{acme, bolt, cirrus} {
		l.refuses(contracts.ClaimRecourse{Company: firstBank, Obligation: l.id, Lot: n(400), Against: against}, "NotLiable")
	}
	claim := l.does(contracts.ClaimRecourse{Company: bolt, Obligation: l.id, Lot: n(0), Against: acme})
	l.does(contracts.AcknowledgeRecourse{Company: bolt, Claim: claim, Ref: "wire 4"})
	l.answer(0)
}

func TestWhoBoughtALotBackAnswersByTheWordThatItGivesThen(t *testing.T) {
	l, o := paying(t)
	l.accept(acme, bolt, cirrus)
	l.sells(contracts.Quote{
		Company: firstBank, Lot: n(0), Start: n(0), End: n(1_000_000), Holder: acme, Rate: 42_000, CashBank: firstBank, Recourse: true, Registration: "ZD-1", Serial: 1,
	})
	l.does(contracts.MintCash{Company: firstBank, To: acme, Currency: cny, Amount: n(1_000_000), Ref: "wire 77"})
	back := contracts.Quote{Company: acme, Lot: n(0), Start: n(0), End: n(1_000_000), Holder: firstBank, Rate: 42_000, CashBank: firstBank, Serial: 2}
	l.sells(back)
	l.answer(0)
	l.goes(0, 1_000_000, acme, bolt, true)
	l.answer(0, acme)
	l.goes(0, 1_000_000, bolt, acme, true)
	l.answer(0)
	if r := o.at(0).Records; r.Kind != ByReturn || r.By != bolt || r.To != acme || r.Next.Kind != ByRecourse {
		t.Errorf("the newest record is %+v; want Acme's return, and no word of Bolt's", r)
	}
}

func TestARunOfOneLeafOverAWholeLotIsBoundedAsATransferIs(t *testing.T) {
	l, _ := paying(t)
	l.accept(acme, bolt)
	// Four lots are the most of the strict set; an order's cut is not bounded, and makes five.
	id := ref.Obligation{Module: ref.Receivables, Company: core, Serial: 9}
	l.id = id.Big()
	l.does(contracts.IssueReceivable{
		Company: core, Serial: 9, Supplier: acme, Face: n(1_000), Currency: cny, Due: uint32(l.book.Today()) + 60, Rules: 3, ContractDigest: [32]byte{1},
		Invoices: []contracts.Invoice{{Fingerprint: [32]byte{9}, Total: n(1_000), Drawn: n(1_000)}},
	})
	for _, middle := range []int64{100, 200} {
		l.does(contracts.Split{Company: acme, Obligation: l.id, Lot: n(middle - 100), Middle: n(middle)})
	}
	l.does(contracts.FreezeLot{Company: AuthorityDesk, Obligation: l.id, Lot: n(200), Start: n(300), End: n(400), Order: "F-1", Digest: [32]byte{1}})
	if got := l.book.Obligation(id).count(); got != 5 {
		t.Fatalf("%d lots; want 5", got)
	}
	pay := contracts.PayRun{
		Company: acme, Obligation: l.id, Lot: n(0), Start: n(0), End: n(50), Serial: 1, Count: 1, Leaves: packed([]run.Leaf{{Payee: bolt, Amount: 50}}),
	}
	l.refuses(pay, "LimitReached")
	pay.AtOnce = true
	l.refuses(pay, "LimitReached")
	pay.End, pay.Leaves = n(100), packed([]run.Leaf{{Payee: bolt, Amount: 100}})
	l.does(pay)
	pay.AtOnce, pay.Serial, pay.Lot, pay.Start, pay.End = false, 2, n(100), n(100), n(200)
	l.does(pay)
	two := []run.Leaf{{Payee: bolt, Amount: 50}, {Payee: cirrus, Amount: 50}}
	pay.Serial, pay.Lot, pay.Start, pay.End, pay.Count, pay.Leaves = 3, n(200), n(200), n(300), 2, packed(two)
	l.refuses(pay, "LimitReached")
	if got := l.book.Obligation(id).count(); got != 5 {
		t.Errorf("%d lots; want 5 as before", got)
	}
}
