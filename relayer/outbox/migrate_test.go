package outbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// older makes the file at path one of a version before, as that wrote it.
func older(t *testing.T, path string, version uint64) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return toOlder(&txn{Tx: tx}, version) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func toOlder(t *txn, version uint64) error {
	if _, err := t.CreateBucket(oldContent); err != nil {
		return err
	}
	if version == 3 {
		return t.Bucket(bucketMeta).Put(metaSchema, binary.BigEndian.AppendUint64(nil, version))
	}
	for _, name := range [][]byte{oldEntries, oldSequence, oldReservations} {
		if _, err := t.CreateBucket(name); err != nil {
			return err
		}
	}
	err := t.Bucket(bucketActs).ForEach(func(key, _ []byte) error {
		e, err := t.whole(t.entryAt(key))
		if err != nil {
			return err
		}
		raw, err := json.Marshal(e)
		return errors.Join(err, t.Bucket(oldEntries).Put(e.ID.Bytes(), raw), t.Bucket(oldSequence).Put(key, e.ID.Bytes()))
	})
	if err != nil {
		return err
	}
	if err := t.Bucket(oldEntries).SetSequence(t.Bucket(bucketActs).Sequence()); err != nil {
		return err
	}
	err = t.Bucket(bucketSlots).ForEach(func(key, _ []byte) error {
		r, err := t.signed(t.reservation(slotOf(key)))
		if err != nil {
			return err
		}
		raw, err := json.Marshal(r)
		return errors.Join(err, t.Bucket(oldReservations).Put(key, raw))
	})
	if err != nil {
		return err
	}
	// What pointed at acts had their ids; of those only elsewhere is read.
	var elsewhere [][]byte
	err = t.Bucket(bucketElsewhere).ForEach(func(key, _ []byte) error {
		e, err := t.entryAt(key[8:])
		elsewhere = append(elsewhere, append(append([]byte{}, key[:8]...), e.ID.Bytes()...))
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range [][]byte{
		bucketActs, bucketCalldata, bucketIDs, bucketSlots, bucketRaw, bucketClosed, bucketElsewhere, bucketNonces, bucketQueued, bucketWaiting,
		bucketCompany, bucketReference,
	} {
		if err := t.DeleteBucket(name); err != nil {
			return err
		}
	}
	created := [][]byte{bucketNonces, bucketQueued, bucketWaiting, bucketCompany, bucketReference}
	if version > 1 {
		created = append(created, bucketClosed, bucketElsewhere)
	}
	for _, name := range created {
		if _, err := t.CreateBucket(name); err != nil {
			return err
		}
	}
	for _, key := range elsewhere {
		if version > 1 {
			if err := t.Bucket(bucketElsewhere).Put(key, nothing); err != nil {
				return err
			}
		}
	}
	return t.Bucket(bucketMeta).Put(metaSchema, binary.BigEndian.AppendUint64(nil, version))
}

func TestF10AFileOfAVersionBeforeIsCopiedAndBroughtUpToDate(t *testing.T) {
	for version := uint64(1); version < SchemaVersion; version++ {
		t.Run(fmt.Sprintf("version %d", version), func(t *testing.T) {
			path := filled(t, 5)
			box, err := Open(Config{Path: path})
			if err != nil {
				t.Fatal(err)
			}
			first := &testBox{Outbox: box, path: path}
			r := first.reserve(t, 4, act(0), act(1))
			first.send(t, r.Slot)
			first.mine(t, r.Slot, 70, Done, Refused)
			if err := box.Finalise(r.Slot); err != nil {
				t.Fatal(err)
			}
			open := first.reserve(t, 5, act(3))
			first.send(t, open.Slot)
			if _, err := box.Conclude(act(4).ID, common.Hash{1}, common.Hash{2}, 60, "done by another transaction"); err != nil {
				t.Fatal(err)
			}
			before := contents(t, box)
			if err := box.Close(); err != nil {
				t.Fatal(err)
			}
			older(t, path, version)

			migrated := openBox(t, Config{Path: path})
			if after := contents(t, migrated.Outbox); !reflect.DeepEqual(after, before) {
				t.Errorf("before: %+v\nafter: %+v", before, after)
			}
			last, err := migrated.LastSettlement()
			if err != nil || last.Slot != r.Slot || last.Height != 70 {
				t.Errorf("the last settlement: %+v, %v", last, err)
			}
			if answer, err := migrated.Accept(act(0)); err != nil || !answer.Already {
				t.Errorf("an act of before, again: %+v, %v", answer, err)
			}
			if answer, err := migrated.Accept(act(9)); err != nil || answer.Entry.Seq != 6 {
				t.Errorf("the next act is number %d, %v", answer.Entry.Seq, err)
			}
			copied := fmt.Sprintf("%s.v%d", path, version)
			if found, err := Diagnose(copied); err != nil || found.Schema != version || found.Entries != 5 || found.Reservations != 2 {
				t.Errorf("the copy: %+v, %v", found, err)
			}
		})
	}
}

// contents is what an outbox has, as its readers see it.
func contents(t *testing.T, box *Outbox) map[string]any {
	t.Helper()
	acts, err := box.Newest(0, 100)
	company, err2 := box.OfCompany(acts[0].Companies[0], 0, 100)
	queued, err3 := box.Queued(100)
	live, err4 := box.Live(sender)
	nonces, err5 := box.Nonces(acts[0].Key, 0, 100)
	stats, err6 := box.Stats()
	if err := errors.Join(err, err2, err3, err4, err5, err6); err != nil {
		t.Fatal(err)
	}
	all := map[string]any{"acts": acts, "company": company, "queued": queued, "live": live, "nonces": nonces, "stats": stats}
	for _, r := range live {
		signed, err := box.Reservation(r.Slot)
		if err != nil {
			t.Fatal(err)
		}
		all[r.Slot.String()] = signed
	}
	return all
}

func TestF10AFileThatLacksABucketOfItsVersionIsDamagedWhateverTheVersion(t *testing.T) {
	for version := uint64(1); version <= SchemaVersion; version++ {
		for _, name := range bucketsOf(version) {
			if string(name) == string(bucketMeta) {
				continue // what has no version has none of a version before
			}
			t.Run(fmt.Sprintf("version %d without %s", version, name), func(t *testing.T) {
				path := filled(t, 2)
				if version < SchemaVersion {
					older(t, path, version)
				}
				db, err := bbolt.Open(path, 0o600, nil)
				if err != nil {
					t.Fatal(err)
				}
				err = db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket(name) })
				if err := errors.Join(err, db.Close()); err != nil {
					t.Fatal(err)
				}
				if _, err := Diagnose(path); !errors.Is(err, ErrDamaged) {
					t.Errorf("Diagnose: %v", err)
				}
				if _, err := Open(Config{Path: path}); !errors.Is(err, ErrDamaged) {
					t.Errorf("Open: %v", err)
				}
			})
		}
	}
}
