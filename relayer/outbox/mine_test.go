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
	if _, err := box.Finalise(r.Slot); err != nil {
		t.Fatal(err)
	}
	if e := box.wantState(t, act(1).ID, Final); e.Height != 12 {
		t.Errorf("final at height %d, want 12", e.Height)
	}
	if _, err := box.Finalise(r.Slot); !errors.Is(err, ErrState) {
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
	if _, err := box.MarkMined(r.Slot, l); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		box.wantState(t, act(i).ID, Mined)
	}
	if _, err := box.Finalise(r.Slot); err != nil {
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
	if _, err := box.Finalise(r.Slot); err != nil {
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
	if _, err := box.Finalise(r.Slot); err != nil {
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
		if _, err := box.MarkMined(r.Slot, l); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
	if _, err := box.Finalise(r.Slot); !errors.Is(err, ErrState) {
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
