package outbox

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// The buckets of versions 1 and 2, in which acts and reservations were JSON, with all of their bytes and with the caller's own, and acts stood under their ids. Version 1
// had none of closed and elsewhere.
var (
	oldEntries      = []byte("entries")
	oldSequence     = []byte("sequence")
	oldReservations = []byte("reservations")
	// oldContent had acts by their content ids, up to version 3. Nobody read it.
	oldContent = []byte("content")
)

// migrate brings a file of an older version, which is complete, up to date.
func migrate(t *txn, version uint64) error {
	if err := t.DeleteBucket(oldContent); err != nil {
		return fmt.Errorf("clear bucket %s: %w", oldContent, err)
	}
	if version < 3 {
		return fromJSON(t)
	}
	return t.putSchema()
}

// fromJSON brings a file of version 1 or 2 up to date: every act and reservation is stored anew, and what points to them with it. Shelves, counts,
// hashes and what is live stay as they are.
func fromJSON(t *txn) error {
	var elsewhere []common.Hash
	if bucket := t.Bucket(bucketElsewhere); bucket != nil {
		err := bucket.ForEach(func(key, _ []byte) error {
			elsewhere = append(elsewhere, common.BytesToHash(key[8:]))
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, name := range [][]byte{bucketNonces, bucketQueued, bucketWaiting, bucketCompany, bucketReference, bucketElsewhere, bucketClosed} {
		if err := t.DeleteBucket(name); err != nil && t.Bucket(name) != nil {
			return fmt.Errorf("clear bucket %s: %w", name, err)
		}
	}
	old := t.Bucket(oldEntries)
	if err := create(t); err != nil {
		return err
	}
	if err := t.Bucket(bucketActs).SetSequence(old.Sequence()); err != nil {
		return err
	}
	err := t.Bucket(oldSequence).ForEach(func(_, id []byte) error {
		var e Entry
		if err := json.Unmarshal(old.Get(id), &e); err != nil {
			return fmt.Errorf("read act %x: %w", id, err)
		}
		e.Fingerprint = sha256.Sum256(e.Calldata)
		return errors.Join(t.enter(e), t.queue(e), t.hold(e), t.putEntry(e))
	})
	if err != nil {
		return err
	}
	for _, id := range elsewhere {
		e, err := t.entry(id)
		if err != nil {
			return err
		}
		if err := t.Bucket(bucketElsewhere).Put(e.elsewhereKey(), nothing); err != nil {
			return err
		}
	}
	err = t.Bucket(oldReservations).ForEach(func(key, raw []byte) error {
		var r Reservation
		if err := json.Unmarshal(raw, &r); err != nil {
			return fmt.Errorf("read reservation %x: %w", key, err)
		}
		for _, attempt := range r.Attempts {
			if err := t.Bucket(bucketRaw).Put(attempt.Hash.Bytes(), attempt.Raw); err != nil {
				return err
			}
		}
		if r.Stage == StageClosed {
			if err := t.Bucket(bucketClosed).Put(r.closedKey(), nothing); err != nil {
				return err
			}
		}
		return t.putReservation(r)
	})
	return errors.Join(err, t.DeleteBucket(oldEntries), t.DeleteBucket(oldSequence), t.DeleteBucket(oldReservations))
}
