package outbox

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// The bounds of what an entry may hold, in bytes. A transaction has room for 128 KiB.
const (
	maxReference = 512
	maxCalldata  = 124_000
)

// Acceptance is the answer to one entry handed to Accept.
type Acceptance struct {
	// Entry is the entry as it is stored: the new one, or the one that was there.
	Entry Entry
	// Already is set when it was there: the same id, or the same content under the same reference.
	Already bool
	// Err is ErrInvalid, ErrConflict or ErrFull; the entry is then not stored.
	Err error
}

// Accept stores one act, in state Queued, or Waiting where e.State says so, and returns once it is on disk. Many callers at once
// share one fsync.
//
// It is idempotent: the id again with the same calldata, or the reference again with the same content, answers with the stored entry
// and Already. The id with other calldata, the reference with other content, or the author's nonce with another act is ErrConflict.
// A reference and a nonce are free again once their entry is Failed, Rejected, Withdrawn or Expired. ErrDisk: the disk is full or fails; nothing is stored.
func (o *Outbox) Accept(e Entry) (Acceptance, error) {
	var answer Acceptance
	err := o.together(func(t *txn) error {
		var err error
		// It is run again where another's part of the transaction failed, so all of the answer is set anew.
		answer, err = t.accept(e, o.maxQueued)
		return err
	})
	if err != nil {
		return Acceptance{}, fmt.Errorf("accept act %s: %w", e.ID, err)
	}
	o.accepted()
	return answer, answer.Err
}

// AcceptAll stores many acts in one transaction and returns once it is on disk, with one answer for each act, in order. Acts that are
// refused do not keep the others out; the error is that of the disk (ErrDisk).
func (o *Outbox) AcceptAll(entries []Entry) ([]Acceptance, error) {
	answers := make([]Acceptance, len(entries))
	err := o.together(func(t *txn) error {
		for i, e := range entries {
			var err error
			if answers[i], err = t.accept(e, o.maxQueued); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("accept %d acts: %w", len(entries), err)
	}
	o.accepted()
	return answers, nil
}

func (o *Outbox) accepted() {
	o.hook(AfterAccept)
	o.announce()
}

// accept decides about one entry within a transaction. What is wrong with the entry is in the answer; the error is the disk's.
func (t *txn) accept(e Entry, maxQueued uint64) (Acceptance, error) {
	if err := check(&e); err != nil {
		return Acceptance{Err: err}, nil
	}
	if answer, found, err := t.known(e); err != nil || found {
		return answer, err
	}
	if t.counted(Queued)+t.counted(Waiting) >= maxQueued {
		return Acceptance{Err: fmt.Errorf("%w: %d acts wait already", ErrFull, maxQueued)}, nil
	}

	seq, err := t.Bucket(bucketActs).NextSequence()
	if err != nil {
		return Acceptance{}, err
	}
	state := e.State
	e.Seq, e.Accepted, e.State, e.History = seq, t.now, 0, nil
	if err := t.enter(e); err != nil {
		return Acceptance{}, err
	}
	if err := t.move(&e, state, "accepted"); err != nil {
		return Acceptance{}, err
	}
	return Acceptance{Entry: e}, nil
}

// known looks for the entry by its id and by its reference.
func (t *txn) known(e Entry) (answer Acceptance, found bool, err error) {
	stored, err := t.whole(t.entry(e.ID))
	switch {
	case errors.Is(err, ErrNotFound):
	case err != nil:
		return Acceptance{}, false, err
	case stored.Fingerprint != e.Fingerprint || stored.Content != e.Content || stored.Reference != e.Reference:
		return Acceptance{Err: fmt.Errorf("act %s was accepted with other calldata: %w", e.ID, ErrConflict)}, true, nil
	default:
		return Acceptance{Entry: stored, Already: true}, true, nil
	}
	if answer, found, err := t.knownReference(e); err != nil || found {
		return answer, found, err
	}
	return t.knownNonce(e)
}

// knownReference looks for an entry that holds the same reference.
func (t *txn) knownReference(e Entry) (answer Acceptance, found bool, err error) {
	if e.Reference == "" {
		return Acceptance{}, false, nil
	}
	holder := t.Bucket(bucketReference).Get([]byte(e.Reference))
	if holder == nil {
		return Acceptance{}, false, nil
	}
	stored, err := t.whole(t.entryAt(holder))
	if err != nil {
		return Acceptance{}, false, err
	}
	if stored.Content != e.Content {
		return Acceptance{Err: fmt.Errorf("reference %q names act %s, which has other content: %w", e.Reference, stored.ID, ErrConflict)}, true, nil
	}
	return Acceptance{Entry: stored, Already: true}, true, nil
}

// knownNonce looks for another act, not failed, under the same nonce of the same author: the chain could take one of them only.
func (t *txn) knownNonce(e Entry) (answer Acceptance, found bool, err error) {
	key := t.Bucket(bucketNonces).Get(Slot{Sender: e.Key, Nonce: e.Nonce}.key())
	if e.Key == (common.Address{}) || key == nil {
		return Acceptance{}, false, nil
	}
	stored, err := t.entryAt(key)
	if err != nil || stored.ID == e.ID || stored.State == Failed || stored.State.Abandoned() {
		return Acceptance{}, false, err
	}
	return Acceptance{Err: fmt.Errorf("nonce %d of %s is that of act %s: %w", e.Nonce, e.Key, stored.ID, ErrConflict)}, true, nil
}

// check refuses an entry that could not be sent, and fills in what the outbox derives from it.
func check(e *Entry) error {
	if e.State == 0 {
		e.State = Queued
	}
	switch {
	case e.ID == (common.Hash{}):
		return fmt.Errorf("act without id: %w", ErrInvalid)
	case e.Act == "":
		return fmt.Errorf("act %s has no name: %w", e.ID, ErrInvalid)
	case e.Target == (common.Address{}):
		return fmt.Errorf("act %s has no target: %w", e.ID, ErrInvalid)
	case len(e.Calldata) < 4:
		return fmt.Errorf("act %s has no calldata: %w", e.ID, ErrInvalid)
	case len(e.Calldata) > maxCalldata:
		return fmt.Errorf("act %s has %d bytes of calldata, at most %d fit into a transaction: %w", e.ID, len(e.Calldata), maxCalldata, ErrInvalid)
	case e.Gas == 0:
		return fmt.Errorf("act %s has no gas: %w", e.ID, ErrInvalid)
	case len(e.Reference) > maxReference:
		return fmt.Errorf("reference of act %s has %d bytes, at most %d: %w", e.ID, len(e.Reference), maxReference, ErrInvalid)
	case e.Reference != "" && e.Content == (common.Hash{}):
		return fmt.Errorf("act %s has a reference and no content id: %w", e.ID, ErrInvalid)
	case e.State != Queued && e.State != Waiting:
		return fmt.Errorf("act %s handed in as %s: %w", e.ID, e.State, ErrInvalid)
	}
	e.Fingerprint = sha256.Sum256(e.Calldata)
	e.Companies = slices.Clone(e.Companies)
	return nil
}
