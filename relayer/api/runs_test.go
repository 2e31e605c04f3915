package api_test

import (
	"errors"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// payRun pays companies out of the first units of the lot at unit 0.
func (o *office) payRun(payer ground.Member, id ref.Obligation, serial uint64, leaves ...run.Leaf) ref.Run {
	o.t.Helper()
	o.done(o.Sign(payer.Key, payment(o.t, payer.ID, id, serial, leaves...)))
	return ref.Run{Company: payer.ID, Serial: serial}
}

func payment(t testing.TB, payer uint32, id ref.Obligation, serial uint64, leaves ...run.Leaf) contracts.PayRun {
	t.Helper()
	packed, err := run.Pack(leaves, payer)
	if err != nil {
		t.Fatal(err)
	}
	return contracts.PayRun{
		Company: payer, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: new(big.Int).SetUint64(run.Total(leaves)),
		Serial: serial, Count: uint32(len(leaves)), Leaves: packed,
	}
}

// takes lets a company take unasked what another sends.
func (o *office) takes(company ground.Member, from uint32) {
	o.t.Helper()
	o.done(o.Sign(company.Key, contracts.AcceptFrom{
		Company: company.ID, Sender: from, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(o.Today()) + 30,
	}))
}

func TestARunAndItsLeavesAreShownAsWhatTheyAre(t *testing.T) {
	o := newOffice(t, nil)
	carrier := o.Admit(44, "Carrier", 0)
	o.follow()
	o.takes(carrier, acmeID)
	id := o.receivable(1_000)
	name := o.payRun(o.acme, id, 7, run.Leaf{Payee: boltID, Amount: 100}, run.Leaf{Payee: 44, Amount: 200}, run.Leaf{Payee: boltID, Amount: 300})

	r, err := o.client.Run(t.Context(), name)
	if err != nil || r.Count != 3 || r.Opened != 0 || r.Total != 600 || r.Payer.ID != acmeID || r.Units != (ref.Units{End: 600}) {
		t.Errorf("the run is %+v, %v", r, err)
	}
	runs, err := o.client.Runs(t.Context(), client.Filter{Company: acmeID})
	if err != nil || len(runs) != 1 || runs[0].ID != name {
		t.Errorf("Acme's runs are %+v, %v", runs, err)
	}
	leaves, err := o.client.Leaves(t.Context(), name, client.Filter{State: "unopened"})
	if err != nil || len(leaves) != 3 || !leaves[1].Taken || leaves[0].Taken || leaves[2].Lot.Start != 300 {
		t.Errorf("the leaves are %+v, %v", leaves, err)
	}
	lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 100})
	if err != nil || lot.State != "unopened" || lot.Holder.ID != acmeID || lot.Offer == nil || lot.Offer.To.ID != 44 || *lot.Run != name || *lot.Row != 1 {
		t.Errorf("the second leaf is %+v, %v", lot, err)
	}
	tree, err := o.client.Tree(t.Context(), id)
	if err != nil || !tree.Holds || tree.SumOfLots != 1_000 {
		t.Errorf("the tree is %+v, %v", tree, err)
	}
	inbox, err := o.client.Inbox(t.Context(), boltID)
	if err != nil || len(inbox.Transfers) != 2 || len(inbox.Openable) != 0 {
		t.Errorf("Bolt's inbox is %+v, %v", inbox, err)
	}
	inbox, err = o.client.Inbox(t.Context(), 44)
	if err != nil || len(inbox.Transfers) != 0 || len(inbox.Openable) != 1 {
		t.Errorf("the carrier's inbox is %+v, %v", inbox, err)
	}
	offered, err := o.client.Lots(t.Context(), client.Filter{To: boltID, State: "unopened"})
	if err != nil || len(offered) != 2 {
		t.Errorf("offered to Bolt: %+v, %v", offered, err)
	}

	proof, err := o.client.LeafProof(t.Context(), name, 2)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := proof.Block().Verify(int(proof.Count))
	if err != nil || opened.Root.Hash != proof.Root || opened.Before != 300 || opened.Leaves[0] != (run.Leaf{Payee: boltID, Amount: 300}) {
		t.Errorf("the proof shows %+v, %v", opened, err)
	}
}

func TestAnyoneHasLeavesOpenedOnce(t *testing.T) {
	o := newOffice(t, nil)
	o.takes(o.bolt, acmeID)
	id := o.receivable(1_000)
	leaves := make([]run.Leaf, 9)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: boltID, Amount: uint64(10 + i)}
	}
	name := o.payRun(o.acme, id, 1, leaves...)
	for _, wrong := range []client.OpenLeaves{{}, {All: true, Count: 1}, {Rows: []uint32{9}}, {First: 5, Count: 5}} {
		_, err := o.client.Open(t.Context(), name, wrong)
		o.problem(err, http.StatusBadRequest, "bad-request", "")
	}
	_, err := o.client.Open(t.Context(), ref.Run{Company: 41, Serial: 2}, client.OpenLeaves{All: true})
	o.problem(err, http.StatusNotFound, "not-found", "")

	calls, err := o.client.Open(t.Context(), name, client.OpenLeaves{Rows: []uint32{3, 8}})
	if err != nil || len(calls) != 2 || calls[0].Name != "open" {
		t.Fatalf("%+v, %v", calls, err)
	}
	again, err := o.client.Open(t.Context(), name, client.OpenLeaves{Rows: []uint32{8, 3}})
	if err != nil || len(again) != 2 || again[0].ID != calls[0].ID {
		t.Errorf("the same again is %+v, %v", again, err)
	}
	o.finish()
	calls, err = o.client.Open(t.Context(), name, client.OpenLeaves{All: true})
	if err != nil || len(calls) != 1 {
		t.Errorf("the rest takes %+v, %v", calls, err)
	}
	o.finish()
	r, err := o.client.Run(t.Context(), name)
	if err != nil || r.Opened != 9 || r.Accepted != 9 {
		t.Errorf("the run is %+v, %v", r, err)
	}
	if calls, err = o.client.Open(t.Context(), name, client.OpenLeaves{All: true}); err != nil || len(calls) != 0 {
		t.Errorf("once all are open: %+v, %v", calls, err)
	}
}

// twoLeaves is an office where Acme paid Bolt, who has to answer, and a carrier, who takes what Acme sends.
func twoLeaves(t *testing.T) (o *office, carrier ground.Member, id ref.Obligation, r *client.Run) {
	t.Helper()
	o = newOffice(t, nil)
	carrier, id, r = o.twoLeaves()
	return o, carrier, id, r
}

func (o *office) twoLeaves() (carrier ground.Member, id ref.Obligation, r *client.Run) {
	o.t.Helper()
	carrier = o.Admit(44, "Carrier", 0)
	o.follow()
	o.takes(carrier, acmeID)
	id = o.receivable(1_000)
	name := o.payRun(o.acme, id, 7, run.Leaf{Payee: boltID, Amount: 100}, run.Leaf{Payee: 44, Amount: 200})
	r, err := o.client.Run(o.t.Context(), name)
	if err != nil {
		o.t.Fatal(err)
	}
	return carrier, id, r
}

func TestThePayeeActsOnALeafAsIfItWereOpen(t *testing.T) {
	o, carrier, id, r := twoLeaves(t)
	o.takes(o.bolt, 44)
	for name, signed := range map[string]act.Signed{
		"the carrier hands on":   o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 150)),
		"the carrier splits":     o.Sign(carrier.Key, contracts.Split{Company: 44, Obligation: id.Big(), Lot: big.NewInt(100), Middle: big.NewInt(120)}),
		"Bolt accepts":           o.Sign(o.bolt.Key, contracts.AcceptTransfer{Company: boltID, Obligation: id.Big(), Lot: new(big.Int), Proposal: run.Proposal(r.Act, 0)}),
		"Bolt declines":          o.Sign(o.bolt.Key, contracts.RejectProposal{Company: boltID, Obligation: id.Big(), Lot: new(big.Int), Proposal: run.Proposal(r.Act, 0)}),
		"Acme takes it back":     o.Sign(o.acme.Key, contracts.WithdrawProposal{Company: acmeID, Obligation: id.Big(), Lot: new(big.Int), Proposal: run.Proposal(r.Act, 0)}),
		"the obligor disputes":   o.Sign(o.obligor.Key, contracts.DisputeLot{Company: obligorID, Obligation: id.Big(), Lot: big.NewInt(100), Start: big.NewInt(100), End: big.NewInt(300), Reason: "short"}),
		"an authority's freeze":  o.Sign(o.Authority, contracts.FreezeLot{Company: ground.AuthorityDesk, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(100), Order: "1", Digest: [32]byte{1}, Until: uint32(o.Today()) + 5}),
		"the carrier pledges":    o.Sign(carrier.Key, contracts.PledgeLot{Company: 44, Obligation: id.Big(), Lot: big.NewInt(100), Start: big.NewInt(100), End: big.NewInt(300), Pledgee: bankID, Secured: big.NewInt(200), DebtDue: uint32(o.Today()) + 20}),
		"the carrier pays a run": o.Sign(carrier.Key, onward(t, 44, id, 100, run.Leaf{Payee: boltID, Amount: 150})),
	} {
		trial, err := o.client.DryRun(t.Context(), signed)
		if err != nil || !trial.OK {
			t.Errorf("%s: %+v, %+v, %v", name, trial, trial.Refusal, err)
		}
	}
	wrong := o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 301))
	if trial, err := o.client.DryRun(t.Context(), wrong); err != nil || trial.OK || trial.Refusal == nil || trial.Refusal.Name != "NotInLot" {
		t.Errorf("too much of the leaf: %+v, %v", trial, err)
	}

	o.done(o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 150)))
	o.done(o.Sign(o.bolt.Key, contracts.AcceptTransfer{Company: boltID, Obligation: id.Big(), Lot: new(big.Int), Proposal: run.Proposal(r.Act, 0)}))
	lots, err := o.client.LotsOf(t.Context(), id)
	if err != nil || len(lots) != 4 {
		t.Fatalf("%+v, %v", lots, err)
	}
	for i, holder := range []uint32{boltID, boltID, 44, acmeID} {
		if lots[i].Holder.ID != holder || lots[i].State != "held" {
			t.Errorf("lot %s is %s, held by %d; want %d", lots[i].ID, lots[i].State, lots[i].Holder.ID, holder)
		}
	}
	// What is refused after the leaf was opened is refused with its reason, and costs nothing.
	bad := o.post(wrong)
	o.finish()
	if done, err := o.client.Act(t.Context(), bad.ID); err != nil || done.State != client.Failed || done.Refusal.Name != "NotInLot" {
		t.Errorf("too much of the leaf: %+v, %v", done, err)
	}
}

// onward pays with the units from start on of the lot that begins there.
func onward(t *testing.T, payer uint32, id ref.Obligation, start int64, leaves ...run.Leaf) contracts.PayRun {
	t.Helper()
	message := payment(t, payer, id, 1, leaves...)
	message.Lot, message.Start, message.End = big.NewInt(start), big.NewInt(start), new(big.Int).Add(message.End, big.NewInt(start))
	return message
}

func TestActsOnOneLeafAreAllDoneThoughItIsOpenedOnceAndByAnother(t *testing.T) {
	o, carrier, id, r := twoLeaves(t)
	o.takes(o.bolt, 44)
	first := o.post(o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 150)))
	second := o.post(o.Sign(carrier.Key, transfer(id, 44, boltID, 150, 150, 180)))
	// Somebody opens the leaf between the acts' acceptance and their transaction; the index has not heard of it.
	proof, err := o.client.LeafProof(t.Context(), r.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	o.Send("open", o.Deployment.Address("Lots"), contracts.NewLots().PackOpen(id.Big(), r.ID.Big(), 1, proof.Leaves, proof.Proof))
	o.finish()
	for _, stored := range []*client.Act{first, second} {
		if done, err := o.client.Act(t.Context(), stored.ID); err != nil || done.State != client.Final {
			t.Errorf("%+v, %v", done, err)
		}
	}
}

func TestAReorganisationThatClosesALeafLosesNoActOnIt(t *testing.T) {
	o, carrier, id, r := twoLeaves(t)
	o.takes(o.bolt, 44)
	var snapshot string
	o.Call(&snapshot, "evm_snapshot")
	proof, err := o.client.LeafProof(t.Context(), r.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	o.Send("open", o.Deployment.Address("Lots"), contracts.NewLots().PackOpen(id.Big(), r.ID.Big(), 1, proof.Leaves, proof.Proof))
	o.follow()
	if lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 100}); err != nil || lot.State != "held" {
		t.Fatalf("%+v, %v", lot, err)
	}
	stored := o.post(o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 150)))
	if err := o.anchor.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	// The blocks that opened the leaf, and had the act, leave the chain.
	o.Call(nil, "evm_revert", snapshot)
	o.Wait(1)
	o.follow()
	if lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 100}); err != nil || lot.State != "unopened" {
		t.Fatalf("%+v, %v", lot, err)
	}
	o.finish()
	if done, err := o.client.Act(t.Context(), stored.ID); err != nil || done.State != client.Final {
		t.Errorf("%+v, %v", done, err)
	}
	lot, err := o.client.Lot(t.Context(), ref.Lot{Obligation: id, Start: 100})
	if err != nil || lot.Holder.ID != boltID {
		t.Errorf("%+v, %v", lot, err)
	}
}

func TestReportsCountUnopenedLeavesAsTheirPayersAndCompareThemWithTheContracts(t *testing.T) {
	o, _, _, r := twoLeaves(t)
	compared := func(unopened int) *report.Regulator {
		t.Helper()
		doc, err := o.client.Regulator(t.Context(), o.Today(), true)
		if err != nil || doc.Comparison == nil || !doc.Comparison.Equal || len(doc.Comparison.Differences) != 0 {
			t.Fatalf("%+v, %v", doc, err)
		}
		if diff := cmp.Diff(doc.Totals, doc.Comparison.Totals); diff != "" {
			t.Errorf("totals (-state +chain):\n%s", diff)
		}
		for _, d := range doc.Totals.Debts {
			if d.Live.String() != "10.00" || d.Face.String() != "10.00" {
				t.Errorf("the debts add up to %+v", d)
			}
		}
		for _, lot := range doc.State.Lots {
			if lot.State == report.Unopened {
				unopened--
				if lot.Holder != acmeID || *lot.Run != r.ID || lot.OfferedTo == 0 {
					t.Errorf("the leaf is %+v", lot)
				}
			}
		}
		if unopened != 0 || len(doc.State.Runs) != 1 {
			t.Errorf("%d unopened leaves too few, runs %+v", unopened, doc.State.Runs)
		}
		return doc
	}
	all := compared(2)
	holdings, err := o.client.Holdings(t.Context(), acmeID, o.Today(), report.ToCollect)
	if err != nil || len(holdings.Lots) != 3 || holdings.Totals[0].Amount.String() != "10.00" || holdings.Lots[0].OfferedTo == nil || holdings.Lots[0].OfferedTo.ID != boltID {
		t.Errorf("Acme's holdings are %+v, %v", holdings, err)
	}
	if _, err := o.client.Open(t.Context(), r.ID, client.OpenLeaves{Rows: []uint32{1}}); err != nil {
		t.Fatal(err)
	}
	o.finish()
	one := compared(1)
	if one.Digest == all.Digest {
		t.Error("the digest does not say that a leaf was opened")
	}
}

// settledLeaves is how many leaves are settled below.
const settledLeaves = 1_000

func TestManyLeavesOfOneReceivableAreOpenedAndPaidAtMaturityByThemselves(t *testing.T) {
	o := newOffice(t, nil)
	o.takes(o.bolt, acmeID)
	id := o.receivable(settledLeaves)
	leaves := make([]run.Leaf, settledLeaves)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: boltID, Amount: 1}
	}
	began := time.Now()
	name := o.payRun(o.acme, id, 1, leaves...)
	t.Logf("paid %d in %s", settledLeaves, time.Since(began))
	o.Wait(30)
	o.done(o.Sign(o.obligor.Key, contracts.SettleReceivable{
		Company: obligorID, Receivable: id.Big(), Amount: big.NewInt(settledLeaves), Bank: bankID, Paid: new(big.Int), Interest: big.NewInt(1_000_000),
	}))
	began = time.Now()
	credited := func() (units uint64) {
		o.index.View(func(v index.View) {
			for _, lot := range v.LotsOf(id) {
				units += lot.Paid
			}
		})
		return units
	}
	for range 100 {
		if credited() == settledLeaves {
			break
		}
		// What does not fit into the queue is entered in a later round.
		if err := o.house.Step(); err != nil && !errors.Is(err, outbox.ErrFull) {
			t.Fatal(err)
		}
		o.finish()
	}
	t.Logf("opened and credited in %s", time.Since(began))
	r, err := o.client.Run(t.Context(), name)
	if err != nil || r.Opened != settledLeaves || r.Accepted != settledLeaves || credited() != settledLeaves {
		t.Errorf("%+v, %v; %d credited", r, err, credited())
	}
	balances, err := o.client.Balances(t.Context(), client.Filter{Company: boltID})
	if err != nil || len(balances) != 1 || balances[0].Free != settledLeaves {
		t.Errorf("Bolt has %+v, %v", balances, err)
	}
}

func TestARunIsSeenWholeByItsPayerAndTheDebtsPartiesAndByAPayeeInItsOwnLeaf(t *testing.T) {
	o, carrier, id, r := twoLeaves(t)
	stranger := o.Admit(45, "Stranger", 0)
	o.follow()
	for name, tc := range map[string]struct {
		by   act.KeySigner
		rows []uint32
	}{
		"the payer": {o.acme.Key, []uint32{0, 1}}, "the obligor": {o.obligor.Key, []uint32{0, 1}}, "the authority": {o.Authority, []uint32{0, 1}},
		"Bolt": {o.bolt.Key, []uint32{0}}, "the carrier": {carrier.Key, []uint32{1}}, "a stranger": {stranger.Key, nil},
	} {
		leaves, err := o.as(tc.by).Leaves(t.Context(), r.ID, client.Filter{})
		if (err == nil) != (tc.rows != nil) || err != nil && !errors.Is(err, client.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
		var rows []uint32
		for _, leaf := range leaves {
			rows = append(rows, leaf.Row)
		}
		if diff := cmp.Diff(tc.rows, rows); diff != "" {
			t.Errorf("%s (-want +seen):\n%s", name, diff)
		}
	}
	if lots, err := o.as(o.bolt.Key).LotsOf(t.Context(), id); err != nil || len(lots) != 1 || lots[0].State != "unopened" {
		t.Errorf("Bolt sees lots %+v, %v", lots, err)
	}
}
