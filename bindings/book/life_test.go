package book

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// life is one debt of 1,001 units, on both sides.
type life struct {
	*traffic
	t  *testing.T
	id *big.Int
}

// does does an act that nothing speaks against, and gives the hash by which answers know it.
func (l life) does(message any) common.Hash {
	l.t.Helper()
	signed := l.sign(message, l.firstKey(message), false)
	return l.doesSigned(signed)
}

func (l life) doesSigned(signed act.Signed) common.Hash {
	l.t.Helper()
	if err := l.do(l.stranger(), signed); err != nil {
		l.t.Fatal(err)
	}
	if l.refusedLast != nil {
		l.t.Fatalf("%s: %s", signed.Name(), l.refusedLast)
	}
	return structHash(signed)
}

// sells has a buyer quote for units of a lot, and its holder take it.
func (l life) sells(q contracts.Quote) {
	l.t.Helper()
	q.Obligation, q.DayCount, q.Until = l.id, 1, uint32(l.book.Today())
	quote := l.sign(q, l.firstKey(q), false)
	take := contracts.TakeQuote{Company: q.Holder, Quote: structHash(quote), Least: big.NewInt(1)}
	signed := l.sign(take, l.firstKey(take), false)
	signed.Quote = &quote
	l.doesSigned(signed)
}

// pays pays an amount with the interest that it costs today.
func (l life) pays(amount int64) {
	l.t.Helper()
	o := l.book.obligation(l.id)
	l.does(contracts.SettleReceivable{
		Company: core, Receivable: l.id, Amount: big.NewInt(amount), Bank: firstBank, Paid: wide(o.Paid), Interest: l.interest(o, big.NewInt(amount)),
	})
}

// pushes gives all lots their shares.
func (l life) pushes() {
	l.t.Helper()
	var starts []*big.Int
	for _, lot := range l.book.obligation(l.id).Lots {
		starts = append(starts, wide(lot.Start))
	}
	err := l.call("Push", "Settlements", settlementsABI.PackPush(l.id, starts), func() error { return l.book.Push(l.id, starts) })
	if err != nil || l.refusedLast != nil {
		l.t.Fatal(err, l.refusedLast)
	}
}

func n(i int64) *big.Int { return big.NewInt(i) }

func TestADebtThatDefaultsIsTheSameOnBothSidesToItsLastUnit(t *testing.T) {
	tr, err := open(deploy(t), rightly)
	if err != nil {
		t.Fatal(err)
	}
	l := life{traffic: tr, t: t, id: ref.Obligation{Module: ref.Receivables, Company: core, Serial: 7}.Big()}
	today := uint32(tr.book.Today())
	due := today + 30
	l.does(contracts.IssueReceivable{
		Company: core, Serial: 7, Supplier: acme, Face: n(1001), Currency: cny, Due: due, Rules: 1, ContractDigest: [32]byte{1},
	})

	// 0-600 with recourse from Acme to Bolt; of these 100-500 guaranteed and 0-100 pledged; 600-800 sold with recourse; 800-900 paid early;
	// 900-950 disputed and settled apart; 950-1001 stay Acme's.
	l.does(contracts.Transfer{Company: acme, Obligation: l.id, Lot: n(0), Start: n(0), End: n(600), To: bolt, Recourse: true})
	asked := l.does(contracts.AskGuarantee{Company: bolt, Obligation: l.id, Lot: n(0), Start: n(100), End: n(500), Guarantor: insurer})
	l.does(contracts.GiveGuarantee{Company: insurer, Obligation: l.id, Lot: n(100), Proposal: asked})
	pledge := l.does(contracts.PledgeLot{
		Company: bolt, Obligation: l.id, Lot: n(0), Start: n(0), End: n(100), Pledgee: firstBank, Secured: n(60), DebtDue: today + 20,
	})
	l.does(contracts.AcceptPledge{Company: firstBank, Obligation: l.id, Lot: n(0), Pledge: pledge, Registration: "ZD-1"})
	l.sells(contracts.Quote{
		Company: secondBank, Lot: n(600), Start: n(600), End: n(800), Holder: acme, Rate: 42_000, CashBank: secondBank, Recourse: true, Registration: "ZD-2", Serial: 1,
	})
	l.sells(contracts.Quote{Company: core, Lot: n(800), Start: n(800), End: n(900), Holder: acme, Rate: 30_000, CashBank: firstBank, Serial: 2})
	l.does(contracts.DisputeLot{Company: core, Obligation: l.id, Lot: n(900), Start: n(900), End: n(950), Reason: "short delivery"})

	// Part is paid on the day, all of it set aside for 851 units; the pledgee gets what is its.
	l.pass(tr.chain.Clock.Start(calendar.Day(due)))
	l.pays(300)
	l.pushes()

	// Days later Bolt turns to its guarantor for one lot and to Acme for another; Acme pays by wire, and has nobody behind it.
	l.pass(tr.chain.Clock.Start(calendar.Day(due + 9)))
	err = l.call("DeclareDefault", "Settlements", settlementsABI.PackDeclareDefault(l.id), func() error { return l.book.DeclareDefault(l.id) })
	if err != nil || l.refusedLast != nil {
		t.Fatal(err, l.refusedLast)
	}
	l.does(contracts.MintCash{Company: firstBank, To: insurer, Currency: cny, Amount: n(1_000), Ref: "wire 77"})
	claim := l.does(contracts.ClaimRecourse{Company: bolt, Obligation: l.id, Lot: n(100), Against: insurer})
	l.does(contracts.SettleRecourse{Company: insurer, Claim: claim, Bank: firstBank, Most: n(1_000)})
	claim = l.does(contracts.ClaimRecourse{Company: bolt, Obligation: l.id, Lot: n(500), Against: acme})
	l.does(contracts.RefuseRecourse{Company: acme, Claim: claim, Reason: "we thought it was paid"})
	l.does(contracts.AcknowledgeRecourse{Company: bolt, Claim: claim, Ref: "wire 4"})

	// The obligor pays the rest late, in two parts; the second makes the shares of interest whole to the last unit.
	l.pays(250)
	l.pushes()
	l.pass(tr.chain.Clock.Start(calendar.Day(due + 12)))
	l.pays(301)
	l.pushes()
	l.does(contracts.LiftDefault{Company: AuthorityDesk, Obligor: core, Order: "order 7"})

	o := l.book.Obligation(ref.Obligation{Module: ref.Receivables, Company: core, Serial: 7})
	for start, holder := range map[uint64]uint32{0: bolt, 100: insurer, 500: acme, 600: secondBank, 800: core, 900: acme, 950: acme} {
		if lot := o.at(start); lot == nil || lot.Holder != holder {
			t.Errorf("the lot at %d: %+v, want %d's", start, lot, holder)
		}
	}
	if o.Payment.Earmarked != 0 || o.Paid != 851 {
		t.Errorf("paid %d of 851, %d set aside still", o.Paid, o.Payment.Earmarked)
	}
	if p := l.book.Pledge(pledge); p.Received != p.Secured {
		t.Errorf("the pledgee got %d of %d", p.Received, p.Secured)
	}
	if err := l.compareRest(); err != nil {
		t.Error(err)
	}
}
