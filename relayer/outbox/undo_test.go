package outbox

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
)

// settle takes acts to their end in a block.
func (b *testBox) settle(t *testing.T, nonce, height uint64, results []Result, acts ...Entry) Slot {
	t.Helper()
	r := b.reserve(t, nonce, acts...)
	b.send(t, r.Slot)
	b.mine(t, r.Slot, height, results...)
	if err := b.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	return r.Slot
}

func TestF34ASettlementWhoseBlockIsGoneIsTakenBackUnderItsNonce(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 4 {
		box.accept(t, act(i))
	}
	low := box.settle(t, 0, 10, []Result{Done}, act(0))
	high := box.settle(t, 1, 12, []Result{Done, Refused}, act(1), act(2))
	if _, err := box.Conclude(act(3).ID, common.HexToHash("0x01"), common.HexToHash("0x02"), 11, "done"); err != nil {
		t.Fatal(err)
	}

	last, err := box.LastSettlement()
	if err != nil || last.Slot != high {
		t.Fatalf("last: %+v, %v", last, err)
	}
	if acts, err := box.Reopen(last, "gone"); err != nil || acts != 2 {
		t.Fatalf("reopened %d acts, %v", acts, err)
	}
	box.wantState(t, act(1).ID, Sent)
	box.wantState(t, act(2).ID, Sent)
	if _, err := box.Reopen(last, "gone"); !errors.Is(err, ErrState) {
		t.Errorf("reopened twice: %v", err)
	}

	last, err = box.LastSettlement()
	if err != nil || last.Act != act(3).ID {
		t.Fatalf("then: %+v, %v", last, err)
	}
	if _, err := box.Reopen(last, "gone"); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(3).ID, Queued)

	if last, err = box.LastSettlement(); err != nil || last.Slot != low {
		t.Fatalf("at last: %+v, %v", last, err)
	}
	box.wantState(t, act(0).ID, Final)
	live, err := box.Live(sender)
	if err != nil || len(live) != 1 || live[0].Slot != high || len(live[0].Attempts) != 1 {
		t.Fatalf("live: %+v, %v", live, err)
	}
	// It lands again, with another outcome for the second act.
	box.mine(t, high, 13, Done, Done)
	if err := box.Finalise(high); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(2).ID, Final)
}

func TestF34AnActThatWentElsewhereSinceStaysThere(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(0))
	box.accept(t, act(1))
	old := box.settle(t, 0, 10, []Result{Void, Void}, act(0), act(1))
	elsewhere := box.reserve(t, 1, act(0))
	last, err := box.LastSettlement()
	if err != nil {
		t.Fatal(err)
	}
	if acts, err := box.Reopen(last, "gone"); err != nil || acts != 0 {
		t.Fatalf("reopened %d acts, %v", acts, err)
	}
	box.wantState(t, act(1).ID, Queued)
	if e := box.wantState(t, act(0).ID, Reserved); e.SenderNonce != elsewhere.Nonce {
		t.Errorf("it is at nonce %d now", e.SenderNonce)
	}
	box.mine(t, old, 11, Done, Done)
	box.wantState(t, act(0).ID, Reserved)
}

func TestF14ACancelledNonceParksItsActsAndRetryQueuesThem(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(0))
	r := box.reserve(t, 0, act(0))
	box.send(t, r.Slot)
	if err := box.Cancel(r.Slot); err != nil {
		t.Fatal(err)
	}
	nothing := attempt(r.Slot, 1)
	nothing.Cancels = true
	stored, err := box.StoreSigned(r.Slot, nothing)
	if err != nil || !stored.Cancels(nothing.Hash) || stored.Cancels(attempt(r.Slot, 0).Hash) {
		t.Fatalf("%+v, %v", stored, err)
	}
	l := landing(r.Slot, 9, Cancelled)
	l.Tx = nothing.Hash
	if err := box.MarkMined(l); err != nil {
		t.Fatal(err)
	}
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(0).ID, Parked)
	if err := box.Cancel(r.Slot); !errors.Is(err, ErrState) {
		t.Errorf("cancelled after its end: %v", err)
	}
	if _, err := box.Retry(act(0).ID, "again"); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(0).ID, Queued)
}

func TestF15GapsBelowALiveNonceAreFilledAndOthersLeftAlone(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 4 {
		box.accept(t, act(i))
	}
	lost := box.reserve(t, 5, act(0))
	box.reserve(t, 6, act(1))
	box.reserve(t, 9, act(2))
	if err := box.Forfeit(lost.Slot, "taken"); err != nil {
		t.Fatal(err)
	}
	filled, err := box.Fill(sender, 5)
	if err != nil {
		t.Fatal(err)
	}
	var nonces []uint64
	for _, r := range filled {
		nonces = append(nonces, r.Nonce)
		if !r.Empty() {
			t.Errorf("nonce %d is not empty", r.Nonce)
		}
	}
	if diff := cmp.Diff([]uint64{5, 7, 8}, nonces); diff != "" {
		t.Errorf("filled (-want +got):\n%s", diff)
	}
	if again, err := box.Fill(sender, 5); err != nil || len(again) != 0 {
		t.Errorf("filled again: %v, %v", again, err)
	}
	if next := box.reserve(t, 5, act(3)); next.Nonce != 10 {
		t.Errorf("the next nonce is %d", next.Nonce)
	}
}

func TestF32AnActInConflictIsParkedAndItsReferenceFree(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 2 {
		e := act(i)
		e.Reference = e.ID.Hex()
		box.accept(t, e)
	}
	box.settle(t, 0, 5, []Result{Conflict}, act(0))
	if _, err := box.Clash(act(1).ID, []byte{1, 2, 3, 4}); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		e := box.wantState(t, act(i).ID, Parked)
		if e.Result != Conflict {
			t.Errorf("act %d: result %q", i, e.Result)
		}
		if _, err := box.ByReference(e.ID.Hex()); !errors.Is(err, ErrNotFound) {
			t.Errorf("act %d: its reference is not free: %v", i, err)
		}
	}
}

func TestWhoAskedForACancellationStandsInTheHistoryOfItsActs(t *testing.T) {
	box := openBox(t, Config{})
	e, other := box.accept(t, act(1)), box.accept(t, act(2))
	r := box.reserve(t, 0, e)
	if err := box.CancelBy(r.Slot, "cancellation asked for by ada"); err != nil {
		t.Fatal(err)
	}
	got := box.wantState(t, e.ID, Reserved)
	if got.Reason() != "cancellation asked for by ada" || got.History[len(got.History)-1].State != Reserved {
		t.Errorf("history: %+v", got.History)
	}
	if got := box.wantState(t, other.ID, Queued); len(got.History) != 1 {
		t.Errorf("another act's history: %+v", got.History)
	}
}

func TestActsAreListedByStateNewestFirst(t *testing.T) {
	box := openBox(t, Config{})
	var ids []string
	for n := range 5 {
		e := box.accept(t, act(n))
		if n%2 == 0 {
			if _, err := box.Park(e.ID, "by hand"); err != nil {
				t.Fatal(err)
			}
			ids = append([]string{e.ID.Hex()}, ids...)
		}
	}
	for limit, want := range map[int][]string{0: nil, 2: ids[:2], 9: ids} {
		found, err := box.InState(Parked, limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range found {
			got = append(got, e.ID.Hex())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("at most %d (-want +got):\n%s", limit, diff)
		}
	}
}
