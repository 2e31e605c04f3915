package api_test

import (
	"math/big"
	"net/http"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// payRun pays companies out of the first units of the lot at unit 0.
func (o *office) payRun(payer ground.Member, id ref.Obligation, serial uint64, leaves ...run.Leaf) ref.Run {
	o.t.Helper()
	o.done(o.Sign(payer.Key, payment(o.t, payer.ID, id, serial, leaves...)))
	return ref.Run{Company: payer.ID, Serial: serial}
}

func payment(t *testing.T, payer uint32, id ref.Obligation, serial uint64, leaves ...run.Leaf) contracts.PayRun {
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
