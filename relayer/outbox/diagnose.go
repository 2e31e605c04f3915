package outbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// Diagnosis is what Diagnose found in an outbox file.
type Diagnosis struct {
	// Schema is the version that wrote the file.
	Schema uint64
	// Entries and Reservations are how many there are.
	Entries, Reservations int
}

// Diagnose reads the outbox file at path whole, and changes nothing. ErrDamaged: it is damaged or no outbox. ErrSchema: an unknown version
// wrote it. ErrLocked: a process has it open; ask that one (Check). os.ErrNotExist: there is no file.
func Diagnose(path string) (Diagnosis, error) {
	var found Diagnosis
	// Opening to read would make the file.
	if _, err := os.Stat(path); err != nil {
		return found, fmt.Errorf("diagnose outbox: %w", err)
	}
	db, err := openFile(path, bbolt.Options{Timeout: lockWait, ReadOnly: true})
	if err != nil {
		return found, fmt.Errorf("diagnose outbox %s: %w", path, err)
	}
	err = reading(db, func(tx *bbolt.Tx) error {
		err := checkPages(tx)
		if err != nil {
			return err
		}
		if found.Schema, err = schemaOf(tx); err != nil {
			return err
		}
		if found.Schema == 0 {
			return broken("it is empty")
		}
		if err := complete(tx, found.Schema); err != nil {
			return err
		}
		acts, reservations, read := tables(tx, found.Schema)
		count := func(bucket *bbolt.Bucket, n *int) error {
			return bucket.ForEach(func(key, raw []byte) error {
				*n++
				if err := read(key, raw, bucket == acts); err != nil {
					return fmt.Errorf("%w: number %d, under %x: %w; %s", ErrDamaged, *n, key, err, rebuildHint)
				}
				return nil
			})
		}
		return errors.Join(count(acts, &found.Entries), count(reservations, &found.Reservations))
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return found, fmt.Errorf("diagnose outbox %s: %w", path, err)
	}
	return found, nil
}

// tables are what a file of a version has acts and reservations in, and how one of them is read.
func tables(tx *bbolt.Tx, version uint64) (acts, reservations *bbolt.Bucket, read func(key, raw []byte, act bool) error) {
	if version < 3 {
		return tx.Bucket(oldEntries), tx.Bucket(oldReservations), func(_, raw []byte, act bool) error {
			if act {
				return json.Unmarshal(raw, new(Entry))
			}
			return json.Unmarshal(raw, new(Reservation))
		}
	}
	return tx.Bucket(bucketActs), tx.Bucket(bucketSlots), func(key, raw []byte, act bool) error {
		if act {
			return checkAct(tx, key, raw)
		}
		_, err := decodeReservation(slotOf(key), raw)
		return err
	}
}

// checkAct reads an act, and holds it to what else the file says of it: its calldata to its fingerprint, and its place to its id.
func checkAct(tx *bbolt.Tx, key, raw []byte) error {
	e, err := decodeAct(binary.BigEndian.Uint64(key), raw)
	if err != nil {
		return err
	}
	if sha256.Sum256(tx.Bucket(bucketCalldata).Get(key)) != e.Fingerprint {
		return fmt.Errorf("the calldata of act %s is not what was accepted", e.ID)
	}
	if !bytes.Equal(tx.Bucket(bucketIDs).Get(e.ID.Bytes()), key) {
		return fmt.Errorf("its id %s does not lead to it", e.ID)
	}
	return nil
}
