package index_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
)

// answering are those whose words stand for the lot that begins at a unit, newest first, by the index and by the contracts.
func (w *town) answering(id ref.Obligation, start uint64) []uint32 {
	w.t.Helper()
	var here []uint32
	w.x.View(func(v index.View) {
		lot, ok := v.Lot(id, start)
		if !ok {
			w.t.Fatalf("no lot begins at %d", start)
		}
		for _, r := range v.Standing(lot) {
			if r.Kind == index.RecordRecourse {
				here = append(here, r.By)
			}
		}
	})
	recourse := contracts.NewRecourse()
	there, err := recourse.UnpackLiable(w.ask("Recourse", recourse.PackLiable(id.Big(), new(big.Int).SetUint64(start))))
	if err != nil || !slices.Equal(here, there) {
		w.t.Fatalf("for the lot at %d answer %v by the index and %v by the contracts, %v", start, here, there, err)
	}
	return here
}

func TestALotThatReturnsToOneWhoAnswersForItHasNoWordsSinceHis(t *testing.T) {
	w := newTown(t)
	id := w.issue(1_000, true)
	for _, from := range []uint32{41, 42} {
		w.Act(w.cirrus.Key, contracts.AcceptFrom{Company: 43, Sender: from, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	}
	w.Act(w.acme.Key, contracts.AcceptFrom{Company: 41, Sender: 43, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: w.due()})
	// Acme answers to Cirrus, and has 0-600 back from it, for which Cirrus can give it no word; 0-300 it sells on without recourse.
	w.transfer(id, w.acme, w.cirrus, 0, 0, 1_000, true)
	w.transfer(id, w.cirrus, w.acme, 0, 0, 600, true)
	w.transfer(id, w.acme, w.cirrus, 0, 0, 300, false)
	w.follow()
	w.verify(id)
	for start, want := range map[uint64][]uint32{0: nil, 300: nil, 600: {41}} {
		if got := w.answering(id, start); !slices.Equal(got, want) {
			t.Errorf("for the lot at %d answer %v; want %v", start, got, want)
		}
	}
	w.x.View(func(v index.View) {
		var with []bool
		for _, hop := range v.Provenance(id, 0, 1) {
			with = append(with, hop.Recourse)
		}
		if want := []bool{false, true, false, false}; !slices.Equal(with, want) {
			t.Errorf("hops of unit 0 with recourse: %v; want %v", with, want)
		}
	})

	// Of 600-1,000 Cirrus pays Acme and Bolt by a run, with recourse: what is Acme's returns once it is opened, and is said to before.
	leaves := []run.Leaf{{Payee: 41, Amount: 100}, {Payee: 42, Amount: 100}}
	r := w.payRun(id, 600, w.cirrus, 7, true, false, leaves...)
	w.x.View(func(v index.View) {
		lot, _ := v.Lot(id, 600)
		once := v.Once(lot, w.Today())
		if once.Holder != 41 || once.Word == nil || once.Word.Kind != index.RecordReturned || len(v.Standing(once)) != 1 {
			t.Errorf("once opened the first leaf will be %+v with %+v", once, v.Standing(once))
		}
	})
	w.openLeaves(r, 0, 1)
	w.Act(w.bolt.Key, contracts.AcceptTransfer{Company: 42, Obligation: id.Big(), Lot: big.NewInt(700), Proposal: run.Proposal(r.Act, 1)})
	w.follow()
	w.verify(id)
	for start, want := range map[uint64][]uint32{600: nil, 700: {43, 41}, 800: {41}} {
		if got := w.answering(id, start); !slices.Equal(got, want) {
			t.Errorf("for the lot at %d answer %v; want %v", start, got, want)
		}
	}
	w.x.View(func(v index.View) {
		for unit, want := range map[uint64]bool{600: false, 700: true} {
			hops := v.Provenance(id, unit, unit+1)
			if last := hops[len(hops)-1]; last.Recourse != want {
				t.Errorf("the hop of unit %d: %+v; want recourse %t", unit, last, want)
			}
		}
	})
}
