package book

import (
	"testing"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// paying is a debt of a million units, Acme's, on both sides.
func paying(t *testing.T) (l life, o *Obligation) {
	t.Helper()
	tr, err := open(deploy(t), rightly)
	if err != nil {
		t.Fatal(err)
	}
	id := ref.Obligation{Module: ref.Receivables, Company: core, Serial: 8}
	l = life{traffic: tr, t: t, id: id.Big()}
	l.does(contracts.IssueReceivable{
		Company: core, Serial: 8, Supplier: acme, Face: n(1_000_000), Currency: cny, Due: uint32(tr.book.Today()) + 60, Rules: 1, ContractDigest: [32]byte{1},
	})
	return l, l.book.Obligation(id)
}

// refuses does an act that both sides refuse for this reason alone.
func (l life) refuses(message any, why string) {
	l.t.Helper()
	before := l.tally.decisive[why]
	if err := l.do(l.stranger(), l.sign(message, l.firstKey(message), false)); err != nil {
		l.t.Fatal(err)
	}
	if l.tally.decisive[why] != before+1 {
		l.t.Fatalf("refused for %v; want %s alone", l.refusedLast, why)
	}
}

// opens opens the 2^height leaves from number first on. If why is not empty, both sides must refuse that for this reason alone.
func (l life) opens(name ref.Run, leaves []run.Leaf, first int, height uint, why string) {
	l.t.Helper()
	tree, err := run.NewTree(leaves)
	if err != nil {
		l.t.Fatal(err)
	}
	block, err := tree.ProveBlock(first, height)
	if err != nil {
		l.t.Fatal(err)
	}
	before := l.tally.decisive[why]
	data := lotsABI.PackOpen(l.id, name.Big(), block.First, block.Leaves, block.Proof)
	if err := l.call("Open", "Lots", data, func() error { return l.book.Open(l.id, name.Big(), block) }); err != nil {
		l.t.Fatal(err)
	}
	if done := l.refusedLast == nil; done != (why == "") || !done && l.tally.decisive[why] != before+1 {
		l.t.Fatalf("leaves from %d on: %v; want %q", first, l.refusedLast, why)
	}
}

func TestAPaymentRunIsTheSameOnBothSidesToItsLastLeaf(t *testing.T) {
	l, o := paying(t)
	today := l.book.Today()

	// 300 leaves of ten units in the middle of the lot, for three payees in turn: Bolt takes three a day unasked, the others have to answer.
	leaves := make([]run.Leaf, 300)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: []uint32{bolt, cirrus, insurer}[i%3], Amount: 10}
	}
	pay := contracts.PayRun{
		Company: acme, Obligation: l.id, Lot: n(0), Start: n(100), End: n(3_100), Serial: 1, Recourse: true, Until: uint32(today) + 2,
		Count: 300, Leaves: packed(leaves),
	}
	name := ref.Run{Company: acme, Serial: 1}
	atOnce := pay
	atOnce.AtOnce = true
	l.refuses(atOnce, "BadCount")
	short := pay
	short.End = n(3_099)
	l.refuses(short, "TotalDiffers")
	act := l.does(pay)
	if len(o.Lots) != 2 || o.count() != 302 {
		t.Fatalf("%d lots of %d parts; want 2 of 302", len(o.Lots), o.count())
	}
	again := pay
	again.Lot, again.Start, again.End = n(3_100), n(3_100), n(6_100)
	l.refuses(again, "RunExists")

	// One leaf, the four that it is among, the block that ends the run, and what is left of the first block; then there is no more.
	l.opens(name, leaves, 1, 0, "")
	l.opens(name, leaves, 1, 0, "AllOpen")
	l.opens(name, leaves, 0, 2, "")
	l.opens(name, leaves, 256, 8, "")
	l.opens(name, leaves, 296, 2, "AllOpen")
	l.opens(name, leaves, 0, 8, "")
	l.opens(name, leaves, 0, 8, "AllOpen")
	if len(o.Lots) != 302 || o.count() != 302 {
		t.Fatalf("%d lots of %d parts; want 302 of them", len(o.Lots), o.count())
	}
	taken := 0
	for _, lot := range o.Lots {
		if lot.Holder == bolt {
			taken++
		}
	}
	if taken != 3 {
		t.Errorf("Bolt took %d leaves unasked; want the 3 that it takes a day", taken)
	}

	// Payees answer as they answer any transfer; what one declines is its payer's, to join with its neighbour and to pay with again.
	l.does(contracts.AcceptTransfer{Company: cirrus, Obligation: l.id, Lot: n(110), Proposal: run.Proposal(act, 1)})
	l.does(contracts.RejectProposal{Company: insurer, Obligation: l.id, Lot: n(3_090), Proposal: run.Proposal(act, 299)})
	l.does(contracts.Merge{Company: acme, Obligation: l.id, Lot: n(3_090), Right: n(3_100)})
	if lot := o.at(3_090); lot.Holder != acme || lot.End != 1_000_000 {
		t.Errorf("the joined lot: %+v", lot)
	}

	// All of a lot is paid, and nobody opens it in time: it is the payer's again, who pays a second time with the same units.
	all := []run.Leaf{{Payee: cirrus, Amount: 60}, {Payee: insurer, Amount: 40}}
	pay = contracts.PayRun{Company: acme, Obligation: l.id, Lot: n(0), Start: n(0), End: n(100), Serial: 2, Until: uint32(today), Count: 2, Leaves: packed(all)}
	l.does(pay)
	if o.at(0) != nil {
		t.Fatal("units that wait are in a lot")
	}
	l.pass(l.chain.Clock.Start(today + 1))
	l.opens(ref.Run{Company: acme, Serial: 2}, all, 0, 1, "")
	pay.End, pay.Serial, pay.Until, pay.AtOnce, pay.Count, pay.Leaves = n(60), 3, 0, true, 1, packed([]run.Leaf{{Payee: insurer, Amount: 60}})
	l.does(pay)
	if lot := o.at(0); lot.Proposal == nil || lot.Proposal.To != insurer || o.at(60).Holder != acme || o.at(60).Proposal != nil {
		t.Errorf("lots at 0 and 60: %+v, %+v", lot, o.at(60))
	}
	l.opens(ref.Run{Company: acme, Serial: 3}, all, 0, 1, "NoRun")
}

func TestALeafThatIsOpenedAfterPaymentGetsItsShare(t *testing.T) {
	l, o := paying(t)
	leaves := []run.Leaf{{Payee: bolt, Amount: 400_000}, {Payee: cirrus, Amount: 600_000}}
	l.does(contracts.PayRun{
		Company: acme, Obligation: l.id, Lot: n(0), Start: n(0), End: n(1_000_000), Serial: 1, Count: 2, Leaves: packed(leaves),
	})
	l.pass(l.chain.Clock.Start(calendar.Day(o.Due)))
	l.pays(500_000)
	name := ref.Run{Company: acme, Serial: 1}
	l.opens(name, leaves, 0, 1, "")
	before := map[uint32]uint64{}
	for _, company := range []uint32{acme, bolt} {
		before[company] = l.book.Account(firstBank, cny, company).Free
	}
	l.pushes()
	// Bolt takes from Acme unasked on any day; Cirrus had until the cutoff to answer, so that its leaf is Acme's again.
	for company, want := range map[uint32]uint64{bolt: 200_000, acme: 300_000} {
		if got := l.book.Account(firstBank, cny, company).Free - before[company]; got != want {
			t.Errorf("company %d got %d; want %d", company, got, want)
		}
	}
}

func TestTheHundredAndTwentyNinthWordOfRecourseIsRefused(t *testing.T) {
	l, o := paying(t)
	l.does(contracts.AcceptFrom{Company: bolt, Sender: acme, Obligor: core, Min: n(1), Max: n(NoLimit - 1), Until: 1 << 31})
	l.does(contracts.AcceptFrom{Company: acme, Sender: bolt, Obligor: core, Min: n(1), Max: n(NoLimit - 1), Until: 1 << 31})
	giver, taker := uint32(acme), uint32(bolt)
	handOn := func() contracts.Transfer {
		return contracts.Transfer{Company: giver, Obligation: l.id, Lot: n(0), Start: n(0), End: n(1_000_000), To: taker, Recourse: true}
	}
	for range mostWords {
		l.does(handOn())
		giver, taker = taker, giver
		// Back it gives no word, for Acme's own would come back to it.
		l.does(handOn())
		giver, taker = taker, giver
	}
	l.refuses(handOn(), "RecourseFull")
	pay := contracts.PayRun{
		Company: giver, Obligation: l.id, Lot: n(0), Start: n(0), End: n(10), Serial: 1, Recourse: true, Count: 1,
		Leaves: packed([]run.Leaf{{Payee: taker, Amount: 10}}),
	}
	l.refuses(pay, "RecourseFull")
	pay.AtOnce = true
	l.refuses(pay, "RecourseFull")
	pay.Recourse = false
	l.does(pay)
	if lot := o.at(0); lot.Holder != taker || lot.Records.words() != mostWords {
		t.Errorf("the lot is %d's with %d words", lot.Holder, lot.Records.words())
	}
}
