package outbox

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
)

func TestTheNextNonceComesFromTheChainAndTheLiveReservations(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 6 {
		box.accept(t, act(i))
	}
	want := func(r Reservation, nonce uint64) {
		t.Helper()
		if r.Nonce != nonce {
			t.Errorf("nonce %d, want %d", r.Nonce, nonce)
		}
	}
	want(box.reserve(t, 7, act(0)), 7)
	want(box.reserve(t, 7, act(1)), 8)
	// The key was used elsewhere: the chain is ahead.
	want(box.reserve(t, 20, act(2)), 20)
	// A lagging node does not pull it back.
	want(box.reserve(t, 5, act(3)), 21)

	other := common.HexToAddress("0xbb")
	r, err := box.Reserve(other, 0, []common.Hash{act(4).ID})
	if err != nil {
		t.Fatal(err)
	}
	want(r, 0)
	want(box.reserve(t, 0, act(5)), 22)
}

func TestF11AfterACrashBetweenReserveAndSignTheSameActHasTheSameNonce(t *testing.T) {
	path := newPath(t)
	cmd := inChild(t, AfterReserve, path)
	wantKilled(t, cmd.Run())

	box := openBox(t, Config{Path: path})
	live, err := box.Live(sender)
	if err != nil {
		t.Fatal(err)
	}
	want := []Reservation{{Slot: Slot{sender, 7}, Entries: []common.Hash{act(1).ID}, Stage: StageOpen}}
	if diff := cmp.Diff(want, live); diff != "" {
		t.Fatalf("live reservations (-want +got):\n%s", diff)
	}
	box.wantState(t, act(1).ID, Reserved)
	box.accept(t, act(2))
	if next := box.reserve(t, 7, act(2)); next.Nonce != 8 {
		t.Errorf("the next reservation has nonce %d, want 8: no gap, no reuse", next.Nonce)
	}
}

func TestF12AStoreAheadOfTheChainWithNothingLiveComesBackDown(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	lost := box.reserve(t, 40, act(1))
	box.send(t, lost.Slot)
	if err := box.Forfeit(lost.Slot, "taken"); err != nil {
		t.Fatal(err)
	}
	if r := box.reserve(t, 12, act(1)); r.Nonce != 12 {
		t.Errorf("nonce %d, want the chain's 12", r.Nonce)
	}
}

func TestF17TwoWorkersPreparingOneActProduceOneNonce(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	var group sync.WaitGroup
	var won atomic.Int32
	for range 8 {
		group.Go(func() {
			_, err := box.Reserve(sender, 0, []common.Hash{act(1).ID})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, ErrState):
				t.Error(err)
			}
		})
	}
	group.Wait()
	if won.Load() != 1 {
		t.Errorf("%d workers got a nonce", won.Load())
	}
	if live, err := box.Live(sender); err != nil || len(live) != 1 {
		t.Errorf("%d live reservations, error %v", len(live), err)
	}
}

func TestANonceThatIsFinalHereIsNeverGivenAgain(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	box.accept(t, act(2))
	r := box.reserve(t, 3, act(1))
	box.send(t, r.Slot)
	box.mine(t, r.Slot, 10, Done)
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	if _, err := box.Reserve(sender, 3, []common.Hash{act(2).ID}); !errors.Is(err, ErrNodeBehind) {
		t.Errorf("nonce 3 again: %v, want node behind", err)
	}
	box.wantState(t, act(2).ID, Queued)
}

func TestAReservationKeepsEveryAttemptAndItsOrder(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	box.accept(t, act(2))
	r := box.reserve(t, 0, act(2), act(1))
	for n := range 3 {
		if _, err := box.StoreSigned(r.Slot, attempt(r.Slot, n)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		found, err := box.ByTransaction(attempt(r.Slot, n).Hash)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]common.Hash{act(2).ID, act(1).ID}, found.Entries); diff != "" || len(found.Attempts) != 3 {
			t.Errorf("%d attempts, entries (-want +got):\n%s", len(found.Attempts), diff)
		}
		if diff := cmp.Diff(attempt(r.Slot, n).Raw, found.Attempts[n].Raw); diff != "" {
			t.Errorf("bytes of attempt %d (-want +got):\n%s", n, diff)
		}
	}
}

func TestAHeldReservationGoesOnWithItsNonce(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	r := box.reserve(t, 4, act(1))
	for range 3 {
		if err := box.Hold(r.Slot, "signer locked"); err != nil {
			t.Fatal(err)
		}
	}
	if e := box.wantState(t, act(1).ID, Held); len(e.History) != 3 {
		t.Errorf("history has %d lines, want accepted, reserved, held", len(e.History))
	}
	box.send(t, r.Slot)
	if found, err := box.Reservation(r.Slot); err != nil || found.Held != "" || found.Nonce != 4 {
		t.Errorf("reservation %+v, error %v", found, err)
	}
	box.wantState(t, act(1).ID, Sent)
}

func TestTheSendersAreTheKeysOfWhichSomethingIsLive(t *testing.T) {
	box := openBox(t, Config{})
	want := func(keys ...common.Address) {
		t.Helper()
		got, err := box.Senders()
		if diff := cmp.Diff(keys, got); diff != "" || err != nil {
			t.Errorf("senders (-want +got):\n%s%v", diff, err)
		}
	}
	for i := range 4 {
		box.accept(t, act(i))
	}
	want()
	low, high := common.HexToAddress("0x01"), common.HexToAddress("0xffffffffffffffffffffffffffffffffffffffff")
	for i, key := range []common.Address{high, low, sender} {
		if _, err := box.Reserve(key, uint64(i), []common.Hash{act(i).ID}); err != nil {
			t.Fatal(err)
		}
	}
	box.reserve(t, 0, act(3))
	want(low, sender, high)
	if err := box.Forfeit(Slot{Sender: low, Nonce: 1}, "another has it"); err != nil {
		t.Fatal(err)
	}
	want(sender, high)
}
