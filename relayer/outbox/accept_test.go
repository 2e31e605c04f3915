package outbox

import (
	"bufio"
	"errors"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
)

func TestF41SameIDWithSameCalldataIsTheSameRecord(t *testing.T) {
	box := openBox(t, Config{})
	first := box.accept(t, act(1))
	again := act(1)

	answer, err := box.Accept(again)
	if err != nil || !answer.Already {
		t.Fatalf("Accept again: already %t, error %v", answer.Already, err)
	}
	if diff := cmp.Diff(first, answer.Entry); diff != "" {
		t.Errorf("the record changed (-first +again):\n%s", diff)
	}
	if stats, err := box.Stats(); err != nil || stats.LastSeq != 1 {
		t.Errorf("%d records, error %v; want 1", stats.LastSeq, err)
	}
}

func TestF41OtherContentUnderATakenNameIsAConflictAndStoresNothing(t *testing.T) {
	taken := act(1)
	taken.Reference = "confirmation/31/ERP-4711"
	tests := map[string]func(*Entry){
		"the id with other calldata":       func(e *Entry) { e.Calldata = []byte{1, 2, 3, 4, 99} },
		"the id with another reference":    func(e *Entry) { e.Reference = "other" },
		"the reference with other content": func(e *Entry) { e.ID, e.Content = act(2).ID, act(2).Content },
		"the author's nonce with another act": func(e *Entry) {
			e.ID, e.Content, e.Reference, e.Calldata = act(2).ID, act(2).Content, "", act(2).Calldata
		},
		"the id with another content alone": func(e *Entry) { e.Content = act(2).Content },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			box := openBox(t, Config{})
			box.accept(t, taken)
			other := taken
			change(&other)
			if _, err := box.Accept(other); !errors.Is(err, ErrConflict) {
				t.Fatalf("got %v, want a conflict", err)
			}
			if stats, err := box.Stats(); err != nil || stats.LastSeq != 1 {
				t.Errorf("%d records, error %v; want 1", stats.LastSeq, err)
			}
		})
	}
}

func TestTheSameContentUnderTheSameReferenceIsAlreadyThereWhateverItsNonce(t *testing.T) {
	box := openBox(t, Config{})
	first := act(1)
	first.Reference = "confirmation/31/ERP-4711"
	box.accept(t, first)
	again := first
	again.ID, again.Nonce, again.Calldata = act(2).ID, 99, act(2).Calldata

	answer, err := box.Accept(again)
	if err != nil || !answer.Already || answer.Entry.ID != first.ID {
		t.Errorf("got act %s, already %t, error %v; want the first one", answer.Entry.ID, answer.Already, err)
	}
}

func TestAReferenceAndANonceAreFreeAgainOnceTheirActFailed(t *testing.T) {
	box := openBox(t, Config{})
	first, second := act(1), act(2)
	second.Nonce = first.Nonce
	first.Reference, second.Reference = "confirmation/31/1", "confirmation/31/1"
	box.accept(t, first)
	if _, err := box.Fail(first.ID, []byte{1, 2, 3, 4}, "refused"); err != nil {
		t.Fatal(err)
	}
	box.accept(t, second)

	if found, err := box.ByReference("confirmation/31/1"); err != nil || found.ID != second.ID {
		t.Errorf("reference names %s, error %v; want the second act", found.ID, err)
	}
	if _, err := box.Retry(first.ID, "again"); !errors.Is(err, ErrConflict) {
		t.Errorf("Retry of the first: %v, want a conflict", err)
	}
}

func TestAFailedActIsNotRetriedOnceItsNonceIsAnotherActs(t *testing.T) {
	box := openBox(t, Config{})
	second := act(2)
	second.Nonce = act(1).Nonce
	box.accept(t, act(1))
	if _, err := box.Fail(act(1).ID, nil, "refused"); err != nil {
		t.Fatal(err)
	}
	if _, err := box.Retry(act(1).ID, "again"); err != nil {
		t.Fatal(err)
	}
	if _, err := box.Fail(act(1).ID, nil, "refused"); err != nil {
		t.Fatal(err)
	}
	box.accept(t, second)
	if _, err := box.Retry(act(1).ID, "again"); !errors.Is(err, ErrConflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}

func TestF42AHundredAcceptsOfOneActAtOnceAreOneRecord(t *testing.T) {
	box := openBox(t, Config{})
	var group sync.WaitGroup
	fresh := make(chan common.Hash, 100)
	for range 100 {
		group.Go(func() {
			answer, err := box.Accept(act(1))
			if err != nil {
				t.Error(err)
			} else if !answer.Already {
				fresh <- answer.Entry.ID
			}
		})
	}
	group.Wait()
	if len(fresh) != 1 {
		t.Errorf("%d callers were told that theirs was the first", len(fresh))
	}
}

func TestF43AFullQueueStoresNothingAndDropsNothing(t *testing.T) {
	box := openBox(t, Config{MaxQueued: 2})
	box.accept(t, act(1))
	waiting := act(2)
	waiting.State = Waiting
	box.accept(t, waiting)
	if _, err := box.Accept(act(3)); !errors.Is(err, ErrFull) {
		t.Fatalf("third act: %v, want full", err)
	}
	if answer, err := box.Accept(act(1)); err != nil || !answer.Already {
		t.Errorf("an act that is there, in a full queue: already %t, error %v", answer.Already, err)
	}
	box.reserve(t, 0, act(1))
	box.accept(t, act(3))
}

func TestAcceptAllAnswersForEachActAndKeepsTheOrder(t *testing.T) {
	box := openBox(t, Config{})
	bad := act(3)
	bad.Gas = 0
	answers, err := box.AcceptAll([]Entry{act(1), bad, act(2), act(1)})
	if err != nil {
		t.Fatal(err)
	}
	if answers[0].Err != nil || !errors.Is(answers[1].Err, ErrInvalid) || answers[2].Err != nil || !answers[3].Already {
		t.Errorf("answers: %+v", answers)
	}
	queued, err := box.Queued(10)
	if err != nil {
		t.Fatal(err)
	}
	if len(queued) != 2 || queued[0].ID != act(1).ID || queued[1].ID != act(2).ID {
		t.Errorf("queue: %v", queued)
	}
}

func TestAcceptRefusesWhatCouldNotBeSent(t *testing.T) {
	box := openBox(t, Config{})
	tests := map[string]func(*Entry){
		"no id":                       func(e *Entry) { e.ID = common.Hash{} },
		"no name":                     func(e *Entry) { e.Act = "" },
		"no target":                   func(e *Entry) { e.Target = common.Address{} },
		"no calldata":                 func(e *Entry) { e.Calldata = []byte{1, 2, 3} },
		"more calldata than fits":     func(e *Entry) { e.Calldata = make([]byte, 124_001) },
		"no gas":                      func(e *Entry) { e.Gas = 0 },
		"a state of its own":          func(e *Entry) { e.State = Final },
		"a reference without content": func(e *Entry) { e.Reference, e.Content = "x", common.Hash{} },
		"a reference without end":     func(e *Entry) { e.Reference = string(make([]byte, 513)) },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			e := act(1)
			change(&e)
			if _, err := box.Accept(e); !errors.Is(err, ErrInvalid) {
				t.Errorf("got %v, want invalid", err)
			}
		})
	}
}

func TestF44AProcessKilledRightAfterAnAnswerHasLostNothing(t *testing.T) {
	path := newPath(t)
	cmd := inChild(t, "accept and die", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var answered []common.Hash
	for lines := bufio.NewScanner(out); lines.Scan(); {
		answered = append(answered, common.HexToHash(lines.Text()))
	}
	wantKilled(t, cmd.Wait())
	if len(answered) != 20 {
		t.Fatalf("the child was answered %d times, want 20", len(answered))
	}
	box := openBox(t, Config{Path: path})
	for _, id := range answered {
		box.wantState(t, id, Queued)
	}
}

func TestAWaitingActIsQueuedWithItsCheckersSignature(t *testing.T) {
	box := openBox(t, Config{})
	maker := act(1)
	maker.State = Waiting
	box.accept(t, maker)
	if queued, err := box.Queued(10); err != nil || len(queued) != 0 {
		t.Fatalf("queue before the checker: %v, error %v", queued, err)
	}
	if _, err := box.Reserve(sender, 0, []common.Hash{maker.ID}); !errors.Is(err, ErrState) {
		t.Fatalf("Reserve before the checker: %v, want wrong state", err)
	}
	if _, err := box.Release(maker.ID, []byte{9, 9, 9, 9}, "checked"); err != nil {
		t.Fatal(err)
	}
	e := box.wantState(t, maker.ID, Queued)
	if diff := cmp.Diff([]byte{9, 9, 9, 9}, []byte(e.Calldata)); diff != "" {
		t.Errorf("calldata (-want +got):\n%s", diff)
	}
	// The maker's client may ask again with the body that it knows.
	if answer, err := box.Accept(maker); err != nil || !answer.Already {
		t.Errorf("the maker's body again: already %t, error %v", answer.Already, err)
	}
	if _, err := box.Reject(maker.ID, "too late"); !errors.Is(err, ErrState) {
		t.Errorf("Reject after Release: %v, want wrong state", err)
	}
}

func TestAnActThatWasAbandonedIsNeverQueuedAndFreesItsReferenceAndNonce(t *testing.T) {
	for name, abandon := range map[State]func(*Outbox, common.Hash, string) (Entry, error){
		Rejected: (*Outbox).Reject, Withdrawn: (*Outbox).Withdraw, Expired: (*Outbox).Expire,
	} {
		t.Run(name.String(), func(t *testing.T) {
			box := openBox(t, Config{})
			maker := act(1)
			maker.State, maker.Reference = Waiting, "confirmation/31/PO-1"
			box.accept(t, maker)
			if _, err := abandon(box.Outbox, maker.ID, "wrong amount"); err != nil {
				t.Fatal(err)
			}
			if _, err := box.Release(maker.ID, maker.Calldata, ""); !errors.Is(err, ErrState) {
				t.Errorf("Release afterwards: %v, want wrong state", err)
			}
			if _, err := abandon(box.Outbox, maker.ID, "once more"); !errors.Is(err, ErrState) {
				t.Errorf("the same again: %v, want wrong state", err)
			}
			e := box.wantState(t, maker.ID, name)
			if e.Reason() != "wrong amount" || !e.State.Settled() {
				t.Errorf("reason %q, settled %t", e.Reason(), e.State.Settled())
			}
			if waiting, err := box.WaitingActs(10); err != nil || len(waiting) != 0 {
				t.Errorf("still waiting: %v, %v", waiting, err)
			}
			other := act(2)
			other.Reference, other.Key, other.Nonce = maker.Reference, maker.Key, maker.Nonce
			if answer, err := box.Accept(other); err != nil || answer.Err != nil || answer.Already {
				t.Errorf("another act under its reference and nonce: %+v, %v", answer, err)
			}
		})
	}
}

func TestTheWaitingActsOfACompanyAreThoseAndNoOthers(t *testing.T) {
	box := openBox(t, Config{})
	for i, e := range []struct {
		state     State
		companies []uint32
	}{{Waiting, []uint32{31}}, {Waiting, []uint32{32, 31}}, {Queued, []uint32{31}}, {Waiting, []uint32{32}}, {Waiting, []uint32{31}}} {
		entry := act(i)
		entry.State, entry.Companies = e.state, e.companies
		box.accept(t, entry)
	}
	ids := func(company uint32, limit int) []common.Hash {
		t.Helper()
		found, err := box.WaitingOf(company, limit)
		if err != nil {
			t.Fatal(err)
		}
		var ids []common.Hash
		for _, e := range found {
			ids = append(ids, e.ID)
		}
		return ids
	}
	if diff := cmp.Diff([]common.Hash{act(0).ID, act(1).ID, act(4).ID}, ids(31, 10)); diff != "" {
		t.Errorf("company 31 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]common.Hash{act(0).ID}, ids(31, 1)); diff != "" {
		t.Errorf("company 31, one (-want +got):\n%s", diff)
	}
	if got := ids(99, 10); len(got) != 0 {
		t.Errorf("company 99: %v", got)
	}
}

func TestParkTakesAnActOutOfTheQueueUntilRetry(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	box.accept(t, act(2))
	if _, err := box.Park(act(1).ID, "by the operator"); err != nil {
		t.Fatal(err)
	}
	if queued, err := box.Queued(10); err != nil || len(queued) != 1 || queued[0].ID != act(2).ID {
		t.Fatalf("queue: %v, error %v", queued, err)
	}
	if _, err := box.Retry(act(1).ID, "by the operator"); err != nil {
		t.Fatal(err)
	}
	if queued, err := box.Queued(1); err != nil || len(queued) != 1 || queued[0].ID != act(1).ID {
		t.Errorf("front of the queue: %v, error %v; want the act in its old place", queued, err)
	}
}
