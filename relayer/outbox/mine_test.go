package outbox

import (
	"errors"
	"testing"
)

func TestF26AReorganisedActIsSentAgainUnderItsNonceAndEndsOnce(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	r := box.reserve(t, 0, act(1))
	box.send(t, r.Slot)
	box.mine(t, r.Slot, 10, Done)
	box.wantState(t, act(1).ID, Mined)

	back, err := box.Unmine(r.Slot, "block left the chain")
	if err != nil {
		t.Fatal(err)
	}
	if last, ok := back.Last(); !ok || last.Hash != attempt(r.Slot, 0).Hash {
		t.Errorf("the bytes to send again are gone: %+v", back)
	}
	if e := box.wantState(t, act(1).ID, Sent); e.Result != Undecided || e.Height != 0 {
		t.Errorf("the act still says %q at height %d", e.Result, e.Height)
	}
	box.mine(t, r.Slot, 12, Done)
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	if e := box.wantState(t, act(1).ID, Final); e.Height != 12 {
		t.Errorf("final at height %d, want 12", e.Height)
	}
	if err := box.Finalise(r.Slot); !errors.Is(err, ErrState) {
		t.Errorf("final twice: %v, want wrong state", err)
	}
}

func TestEachActOfABatchHasItsOwnOutcome(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 4 {
		box.accept(t, act(i))
	}
	r := box.reserve(t, 0, act(0), act(1), act(2), act(3))
	box.send(t, r.Slot)
	l := landing(r.Slot, 10, Done, Refused, DoneElsewhere, Done)
	l.Outcomes[1].Refusal = []byte{0xde, 0xad, 0xbe, 0xef}
	if err := box.MarkMined(l); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		box.wantState(t, act(i).ID, Mined)
	}
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	for i, want := range []State{Final, Failed, Final, Final} {
		if e := box.wantState(t, act(i).ID, want); e.Index != i {
			t.Errorf("act %d has place %d", i, e.Index)
		}
	}
	if e := box.wantState(t, act(1).ID, Failed); e.Refusal.String() != "0xdeadbeef" {
		t.Errorf("refusal %s", e.Refusal)
	}
}

func TestActsOfATransactionThatRevertedWholeGoAloneAndThenFail(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	box.accept(t, act(2))
	r := box.reserve(t, 0, act(1), act(2))
	box.send(t, r.Slot)
	box.mine(t, r.Slot, 10, Void, Void)
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= 2; i++ {
		if e := box.wantState(t, act(i).ID, Queued); !e.Alone {
			t.Errorf("act %d is not to be sent alone", i)
		}
	}
	r = box.reserve(t, 1, act(1))
	box.send(t, r.Slot)
	box.mine(t, r.Slot, 20, Void)
	if err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(1).ID, Failed)
	box.wantState(t, act(2).ID, Queued)
}

func TestALandingMustBeOfTheReservation(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	r := box.reserve(t, 0, act(1))
	box.send(t, r.Slot)
	foreign := landing(r.Slot, 10, Done)
	foreign.Tx = attempt(r.Slot, 9).Hash
	for name, l := range map[string]Landing{
		"a transaction that was never signed for it": foreign,
		"fewer outcomes than acts":                   landing(r.Slot, 10),
	} {
		if err := box.MarkMined(l); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
	if err := box.Finalise(r.Slot); !errors.Is(err, ErrState) {
		t.Errorf("Finalise before a landing: %v, want wrong state", err)
	}
}

func TestReMiningInAnotherBlockReplacesTheFirst(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	r := box.reserve(t, 0, act(1))
	box.send(t, r.Slot)
	box.mine(t, r.Slot, 10, Refused)
	box.mine(t, r.Slot, 11, Done)
	if e := box.wantState(t, act(1).ID, Mined); e.Height != 11 || e.Result != Done {
		t.Errorf("act is %s at height %d, want done at 11", e.Result, e.Height)
	}
}

func TestLandingsThatAreRecordedTogetherAreRecordedAllOrNone(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	box.accept(t, act(2))
	first, second := box.reserve(t, 0, act(1)), box.reserve(t, 0, act(2))
	box.send(t, first.Slot)
	box.send(t, second.Slot)

	good, bad := landing(first.Slot, 70, Done), landing(second.Slot, 70, Done)
	bad.Outcomes = nil
	if err := box.MarkMined(good, bad); !errors.Is(err, ErrInvalid) {
		t.Errorf("a landing without outcomes: %v", err)
	}
	box.wantState(t, act(1).ID, Sent)
	if err := box.MarkMined(good, landing(second.Slot, 70, Done)); err != nil {
		t.Fatal(err)
	}
	lines := len(box.wantState(t, act(1).ID, Mined).History)
	if err := box.MarkMined(good, landing(second.Slot, 71, Done)); err != nil {
		t.Fatal(err)
	}
	if again := box.wantState(t, act(1).ID, Mined); len(again.History) != lines || box.wantState(t, act(2).ID, Mined).Height != 71 {
		t.Errorf("the same landing again wrote %d lines", len(again.History)-lines)
	}

	if err := box.Finalise(first.Slot, Slot{Sender: sender, Nonce: 99}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a slot that is not there: %v", err)
	}
	box.wantState(t, act(1).ID, Mined)
	if err := box.Finalise(first.Slot, second.Slot); err != nil {
		t.Fatal(err)
	}
	box.wantState(t, act(1).ID, Final)
	box.wantState(t, act(2).ID, Final)
}
