package index_test

import (
	"math/big"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// payRun pays with the first units of the lot at from, and gives the run.
func (w *town) payRun(id ref.Obligation, from uint64, payer ground.Member, serial uint64, recourse, atOnce bool, leaves ...run.Leaf) index.Run {
	w.t.Helper()
	packed, err := run.Pack(leaves, payer.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	start := new(big.Int).SetUint64(from)
	w.Act(payer.Key, contracts.PayRun{
		Company: payer.ID, Obligation: id.Big(), Lot: start, Start: start, End: new(big.Int).SetUint64(from + run.Total(leaves)),
		Serial: serial, Recourse: recourse, AtOnce: atOnce, Count: uint32(len(leaves)), Leaves: packed, Terms: common.Hash{7},
	})
	w.follow()
	r := w.run(ref.Run{Company: payer.ID, Serial: serial})
	return r
}

func (w *town) run(name ref.Run) (r index.Run) {
	w.t.Helper()
	w.x.View(func(v index.View) {
		found, ok := v.Run(name)
		if !ok {
			w.t.Fatalf("there is no run %s", name)
		}
		r = found
	})
	return r
}

// open opens a block of a run's leaves.
func (w *town) openLeaves(r index.Run, first int, height uint) {
	w.t.Helper()
	b, err := r.Block(first, height)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Send("open", w.Deployment.Address("Lots"), contracts.NewLots().PackOpen(r.Obligation.Big(), r.ID.Big(), b.First, b.Leaves, b.Proof))
	w.follow()
}

// states are those of a run's leaves.
func (w *town) states(r index.Run) (states []index.LeafState) {
	w.x.View(func(v index.View) {
		for row := range r.Count() {
			states = append(states, v.Opening(r.ID, row).State)
		}
	})
	return states
}

func (w *town) verify(id ref.Obligation) {
	w.t.Helper()
	if err := w.x.Verify(w.t.Context(), w.Node, id); err != nil {
		w.t.Fatal(err)
	}
}

func TestALeafIsItsPayersUntilItIsOpenedAndOfferedToItsPayee(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	w.Act(w.cirrus.Key, contracts.AcceptFrom{Company: 43, Sender: 41, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	w.follow()
	r := w.payRun(id, 0, w.acme, 7, true, false, run.Leaf{Payee: 42, Amount: 100}, run.Leaf{Payee: 43, Amount: 200}, run.Leaf{Payee: 42, Amount: 300})
	w.verify(id)
	w.x.View(func(v index.View) {
		lots := v.LotsOf(id)
		if len(lots) != 4 {
			t.Fatalf("the obligation has lots %+v", lots)
		}
		leaf := lots[1]
		want := index.Lot{
			Obligation: id, Start: 100, End: 300, Holder: 41, State: index.Unopened, Other: 43, Until: r.Until, Kind: index.KindTransferWithRecourse,
			Proposal: run.Proposal(r.Act, 1), Run: ref.Run{Company: 41, Serial: 7}, Row: 1,
		}
		if diff := cmp.Diff(want, leaf); diff != "" {
			t.Errorf("the second leaf:\n%s", diff)
		}
		if lots[3].State != index.Held || lots[3].Start != 600 || lots[3].End != 1_000 {
			t.Errorf("what is left is %+v", lots[3])
		}
		if got := v.LotsTo(42); len(got) != 2 || got[0].Start != 0 || got[1].Start != 300 {
			t.Errorf("offered to Bolt: %+v", got)
		}
		if got := v.Once(leaf, w.Today()); got.Holder != 43 || got.State != index.Held || got.Depth != 1 {
			t.Errorf("once opened it will be %+v", got)
		}
		if got := v.Once(lots[0], w.Today()); got.Holder != 41 || got.State != index.Locked || got.Other != 42 {
			t.Errorf("once opened the first will be %+v", got)
		}
	})
	w.openLeaves(r, 1, 0)
	w.verify(id)
	w.openLeaves(r, 0, 2)
	w.verify(id)
	r = w.run(r.ID)
	if diff := cmp.Diff([]index.LeafState{index.LeafOffered, index.LeafAccepted, index.LeafOffered}, w.states(r)); diff != "" {
		t.Errorf("leaves:\n%s", diff)
	}
	if r.Opened != 3 || r.Accepted != 1 || r.Returned != 0 {
		t.Errorf("the run has %d open, %d accepted, %d returned", r.Opened, r.Accepted, r.Returned)
	}
	w.x.View(func(v index.View) {
		hops := v.Provenance(id, 100, 101)
		if last := hops[len(hops)-1]; last.How != "pay" || !last.Recourse || last.From != 41 || last.To != 43 {
			t.Errorf("the hop is %+v", last)
		}
	})
	w.Act(w.bolt.Key, contracts.AcceptTransfer{Company: 42, Obligation: id.Big(), Lot: big.NewInt(0), Proposal: run.Proposal(r.Act, 0)})
	w.Act(w.bolt.Key, contracts.RejectProposal{Company: 42, Obligation: id.Big(), Lot: big.NewInt(300), Proposal: run.Proposal(r.Act, 2)})
	w.follow()
	w.verify(id)
	r = w.run(r.ID)
	if diff := cmp.Diff([]index.LeafState{index.LeafAccepted, index.LeafAccepted, index.LeafReturned}, w.states(r)); diff != "" {
		t.Errorf("leaves after the answers:\n%s", diff)
	}
	if r.Accepted != 2 || r.Returned != 1 {
		t.Errorf("the run has %d accepted, %d returned", r.Accepted, r.Returned)
	}
	w.x.View(func(v index.View) {
		for _, lot := range v.LotsOf(id) {
			if lot.Run != (ref.Run{}) || lot.State != index.Held {
				t.Errorf("lot %+v is still of a run", lot)
			}
		}
		if len(v.LotsTo(42)) != 0 {
			t.Errorf("still offered: %+v", v.LotsTo(42))
		}
		var names []string
		for _, e := range v.History(id) {
			names = append(names, e.Name)
		}
		if diff := cmp.Diff([]string{"Committed", "Opened", "Opened", "Answered", "Transferred", "Answered"}, names[len(names)-6:]); diff != "" {
			t.Errorf("history:\n%s", diff)
		}
	})
}

func TestARunOfAWholeLotLeavesNothingAndItsTimeBringsTheUnitsBack(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	r := w.payRun(id, 0, w.acme, 1, false, false, run.Leaf{Payee: 42, Amount: 999}, run.Leaf{Payee: 43, Amount: 1})
	w.verify(id)
	w.Wait(31)
	w.openLeaves(r, 0, 1)
	w.verify(id)
	if diff := cmp.Diff([]index.LeafState{index.LeafReturned, index.LeafReturned}, w.states(r)); diff != "" {
		t.Errorf("leaves:\n%s", diff)
	}
	w.x.View(func(v index.View) {
		for _, lot := range v.LotsOf(id) {
			if lot.Holder != 41 || lot.State != index.Held || lot.Other != 0 {
				t.Errorf("lot %+v is not its payer's again", lot)
			}
		}
	})
}

func TestARunDoneAtOnceHasItsLotsInTheSameBlock(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	w.Act(w.bolt.Key, contracts.AcceptFrom{Company: 42, Sender: 41, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	r := w.payRun(id, 0, w.acme, 1, false, true, run.Leaf{Payee: 42, Amount: 10}, run.Leaf{Payee: 43, Amount: 20})
	w.verify(id)
	if diff := cmp.Diff([]index.LeafState{index.LeafAccepted, index.LeafOffered}, w.states(r)); diff != "" {
		t.Errorf("leaves:\n%s", diff)
	}
}

func TestRunsAreRebuiltAndUndoneExactly(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000_000, true)
	w.Act(w.cirrus.Key, contracts.AcceptFrom{Company: 43, Sender: 41, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	w.follow()
	var leaves []run.Leaf
	for i := range 600 {
		leaves = append(leaves, run.Leaf{Payee: uint32(42 + i%2), Amount: uint64(1 + i)})
	}
	var snapshots []string
	var dumps []string
	take := func() {
		var snapshot string
		w.Call(&snapshot, "evm_snapshot")
		snapshots, dumps = append(snapshots, snapshot), append(dumps, dump(t, w.x))
	}
	take()
	r := w.payRun(id, 0, w.acme, 1, true, false, leaves...)
	take()
	w.openLeaves(r, 256, 8)
	w.verify(id)
	take()
	w.openLeaves(r, 512, 8)
	w.openLeaves(r, 0, 0)
	w.verify(id)
	for _, leaf := range []uint32{0, 256} {
		lot := new(big.Int).SetUint64(r.Units(leaf).Start)
		w.Act(w.bolt.Key, contracts.AcceptTransfer{Company: 42, Obligation: id.Big(), Lot: lot, Proposal: run.Proposal(r.Act, leaf)})
	}
	w.follow()
	w.verify(id)
	x := w.open(filepath.Join(t.TempDir(), "other.db"), 0)
	step(t, x)
	if diff := cmp.Diff(dump(t, w.x), dump(t, x)); diff != "" {
		t.Errorf("(-live +rebuilt):\n%s", diff)
	}
	for i := len(snapshots) - 1; i >= 0; i-- {
		w.Call(nil, "evm_revert", snapshots[i])
		w.Mine(12)
		w.follow()
		if diff := cmp.Diff(dumps[i], dump(t, w.x)); diff != "" {
			t.Errorf("after reverting to %d (-before +after):\n%s", i, diff)
		}
		w.verify(id)
	}
}

func TestAnAuditComparesRunsAndWhichOfTheirLeavesAreOpen(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	r := w.payRun(id, 0, w.acme, 7, true, false, run.Leaf{Payee: 42, Amount: 100}, run.Leaf{Payee: 43, Amount: 200}, run.Leaf{Payee: 42, Amount: 300})
	w.payRun(id, 600, w.acme, 8, false, true, run.Leaf{Payee: 42, Amount: 50}, run.Leaf{Payee: 43, Amount: 60})
	w.openLeaves(r, 0, 0)
	got, err := w.x.Audit(t.Context(), w.Node, 10)
	if err != nil || got.Found != 0 || got.Runs != 2 {
		t.Fatalf("%+v, %v; want two runs and no difference", got, err)
	}
	// The chain goes on without the index.
	b, err := r.Block(1, 0)
	if err != nil {
		t.Fatal(err)
	}
	w.Send("open", w.Deployment.Address("Lots"), contracts.NewLots().PackOpen(id.Big(), r.ID.Big(), b.First, b.Leaves, b.Proof))
	got, err = w.x.Audit(t.Context(), lateCrowd{w.Node}, 10)
	if err != nil || got.Found != 1 || got.Differences[0].What != "open leaves of run "+r.ID.String()+" from 0 on" {
		t.Errorf("%+v, %v; want that a leaf is open", got, err)
	}
}
