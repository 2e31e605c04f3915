package outbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// txn is one bbolt transaction with what every change of state needs.
type txn struct {
	*bbolt.Tx
	now time.Time
}

func (t *txn) entry(id common.Hash) (Entry, error) {
	raw := t.Bucket(bucketEntries).Get(id.Bytes())
	if raw == nil {
		return Entry{}, fmt.Errorf("act %s: %w", id, ErrNotFound)
	}
	var e Entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return Entry{}, fmt.Errorf("read act %s: %w", id, err)
	}
	return e, nil
}

func (t *txn) putEntry(e Entry) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write act %s: %w", e.ID, err)
	}
	return t.Bucket(bucketEntries).Put(e.ID.Bytes(), raw)
}

// move takes an entry to a state, with its history line, its place in the queues and the counts, and stores it. An entry that
// already is in the state gets no line.
func (t *txn) move(e *Entry, to State, note string) error {
	from := e.State
	if from != to {
		if err := errors.Join(t.count(from, -1), t.count(to, +1)); err != nil {
			return err
		}
		e.History = append(e.History, Line{At: t.now, State: to, Note: note})
		e.State = to
	}
	for _, queue := range []struct {
		bucket []byte
		state  State
	}{{bucketQueued, Queued}, {bucketWaiting, Waiting}} {
		var err error
		switch queue.state {
		case to:
			err = t.Bucket(queue.bucket).Put(seqKey(e.Seq), e.ID.Bytes())
		case from:
			err = t.Bucket(queue.bucket).Delete(seqKey(e.Seq))
		}
		if err != nil {
			return err
		}
	}
	if err := t.hold(*e); err != nil {
		return err
	}
	return t.putEntry(*e)
}

// hold keeps an entry's reference taken as long as the entry may still be, or was, done. It takes it from no other entry: an act that
// a deep reorganisation brings back may find its reference gone to a later one.
func (t *txn) hold(e Entry) error {
	if e.Reference == "" {
		return nil
	}
	references := t.Bucket(bucketReference)
	if holder := references.Get([]byte(e.Reference)); holder != nil && common.BytesToHash(holder) != e.ID {
		return nil
	}
	over := e.State == Failed || e.State.Abandoned() || (e.State == Parked && e.Result == Conflict)
	if !over {
		return references.Put([]byte(e.Reference), e.ID.Bytes())
	}
	if common.BytesToHash(references.Get([]byte(e.Reference))) == e.ID {
		return references.Delete([]byte(e.Reference))
	}
	return nil
}

// count adds to the number of entries in a state. The zero state, that of an entry not yet stored, is not counted.
func (t *txn) count(s State, by int64) error {
	if s == 0 {
		return nil
	}
	n := int64(t.counted(s)) + by
	if n < 0 {
		return fmt.Errorf("count of %s acts below zero", s)
	}
	return t.Bucket(bucketCounts).Put([]byte{byte(s)}, binary.BigEndian.AppendUint64(nil, uint64(n)))
}

func (t *txn) counted(s State) uint64 {
	raw := t.Bucket(bucketCounts).Get([]byte{byte(s)})
	if raw == nil {
		return 0
	}
	return binary.BigEndian.Uint64(raw)
}

func (t *txn) reservation(slot Slot) (Reservation, error) {
	raw := t.Bucket(bucketReservations).Get(slot.key())
	if raw == nil {
		return Reservation{}, fmt.Errorf("reservation %s: %w", slot, ErrNotFound)
	}
	var r Reservation
	if err := json.Unmarshal(raw, &r); err != nil {
		return Reservation{}, fmt.Errorf("read reservation %s: %w", slot, err)
	}
	return r, nil
}

// liveReservation is the reservation of a slot, which must be open or landed.
func (t *txn) liveReservation(slot Slot) (Reservation, error) {
	r, err := t.reservation(slot)
	if err != nil {
		return Reservation{}, err
	}
	if r.Stage != StageOpen && r.Stage != StageLanded {
		return Reservation{}, fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
	}
	return r, nil
}

// putReservation stores a reservation and its place among the live ones.
func (t *txn) putReservation(r Reservation) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write reservation %s: %w", r.Slot, err)
	}
	live := t.Bucket(bucketLive)
	if r.Stage == StageOpen || r.Stage == StageLanded {
		err = live.Put(r.key(), []byte{})
	} else {
		err = live.Delete(r.key())
	}
	return errors.Join(err, t.Bucket(bucketReservations).Put(r.key(), raw))
}

// each changes and moves every entry of a reservation, in its order. change returns the state to move to. Where a deep reorganisation
// reopened the reservation, entries that had gone elsewhere before stay there.
func (t *txn) each(r Reservation, note string, change func(i int, e *Entry) State) error {
	for i, id := range r.Entries {
		e, err := t.entry(id)
		if err != nil {
			return err
		}
		if !r.holds(e) || e.State.Settled() {
			continue
		}
		if err := t.move(&e, change(i, &e), note); err != nil {
			return err
		}
	}
	return nil
}

// require fails with ErrState unless the entry is in one of the states.
func require(e Entry, states ...State) error {
	if slices.Contains(states, e.State) {
		return nil
	}
	return fmt.Errorf("act %s is %s: %w", e.ID, e.State, ErrState)
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

func companyKey(company uint32, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(nil, company), seq)
}

func contentKey(content common.Hash, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(content.Bytes(), seq)
}
