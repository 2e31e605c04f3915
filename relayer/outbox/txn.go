package outbox

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// nothing is the value of keys that say all. It is not nil, which bbolt gives for keys that are not there.
var nothing = []byte{}

// txn is one bbolt transaction with what every change of state needs.
type txn struct {
	*bbolt.Tx
	now time.Time
}

// entry is an act without its calldata; whole adds that.
func (t *txn) entry(id common.Hash) (Entry, error) {
	key := t.Bucket(bucketIDs).Get(id.Bytes())
	if key == nil {
		return Entry{}, fmt.Errorf("act %s: %w", id, ErrNotFound)
	}
	return t.entryAt(key)
}

// entryAt is the act under a sequence key, without its calldata.
func (t *txn) entryAt(key []byte) (Entry, error) {
	raw := t.Bucket(bucketActs).Get(key)
	if raw == nil {
		return Entry{}, fmt.Errorf("act %d: %w", binary.BigEndian.Uint64(key), ErrNotFound)
	}
	e, err := decodeAct(binary.BigEndian.Uint64(key), raw)
	if err != nil {
		return Entry{}, fmt.Errorf("read act %d: %w", binary.BigEndian.Uint64(key), err)
	}
	return e, nil
}

// whole adds the calldata to what a read of an act gave. It is copied: the file's own bytes are valid only within a transaction.
func (t *txn) whole(e Entry, err error) (Entry, error) {
	if err != nil {
		return Entry{}, err
	}
	if e.Calldata = bytes.Clone(t.Bucket(bucketCalldata).Get(seqKey(e.Seq))); e.Calldata == nil {
		return Entry{}, fmt.Errorf("calldata of act %s: %w", e.ID, ErrNotFound)
	}
	return e, nil
}

// enter gives a new entry, which has its sequence number, its calldata and whatever leads to it.
func (t *txn) enter(e Entry) error {
	key := seqKey(e.Seq)
	err := errors.Join(t.Bucket(bucketIDs).Put(e.ID.Bytes(), key), t.putCalldata(e))
	if e.Key != (common.Address{}) {
		err = errors.Join(err, t.Bucket(bucketNonces).Put(Slot{Sender: e.Key, Nonce: e.Nonce}.key(), key))
	}
	for _, company := range e.Companies {
		err = errors.Join(err, t.Bucket(bucketCompany).Put(companyKey(company, e.Seq), nothing))
	}
	return err
}

// putEntry stores an entry, all but its calldata.
func (t *txn) putEntry(e Entry) error {
	raw, err := encodeAct(e)
	if err != nil {
		return fmt.Errorf("write act %s: %w", e.ID, err)
	}
	return t.Bucket(bucketActs).Put(seqKey(e.Seq), raw)
}

func (t *txn) putCalldata(e Entry) error {
	return t.Bucket(bucketCalldata).Put(seqKey(e.Seq), e.Calldata)
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
	if queued(from) || queued(to) {
		if err := t.queue(*e); err != nil {
			return err
		}
	}
	if err := t.hold(*e); err != nil {
		return err
	}
	return t.putEntry(*e)
}

// queued tells whether there is a queue for entries in a state.
func queued(s State) bool { return s == Queued || s == Waiting }

// queue puts an entry into the queue that its state is for, and takes it out of others.
func (t *txn) queue(e Entry) error {
	for _, queue := range []struct {
		bucket []byte
		state  State
	}{{bucketQueued, Queued}, {bucketWaiting, Waiting}} {
		var err error
		if e.State == queue.state {
			err = t.Bucket(queue.bucket).Put(seqKey(e.Seq), nothing)
		} else {
			err = t.Bucket(queue.bucket).Delete(seqKey(e.Seq))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hold keeps an entry's reference taken as long as the entry may still be, or was, done. It takes it from no other entry: an act that
// a deep reorganisation brings back may find its reference gone to a later one.
func (t *txn) hold(e Entry) error {
	if e.Reference == "" {
		return nil
	}
	references, key := t.Bucket(bucketReference), seqKey(e.Seq)
	if holder := references.Get([]byte(e.Reference)); holder != nil && !bytes.Equal(holder, key) {
		return nil
	}
	over := e.State == Failed || e.State.Abandoned() || (e.State == Parked && e.Result == Conflict)
	if !over {
		return references.Put([]byte(e.Reference), key)
	}
	return references.Delete([]byte(e.Reference))
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

// reservation is that of a slot, without the bytes of its transactions.
func (t *txn) reservation(slot Slot) (Reservation, error) {
	raw := t.Bucket(bucketSlots).Get(slot.key())
	if raw == nil {
		return Reservation{}, fmt.Errorf("reservation %s: %w", slot, ErrNotFound)
	}
	r, err := decodeReservation(slot, raw)
	if err != nil {
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
	raw, err := encodeReservation(r)
	if err != nil {
		return fmt.Errorf("write reservation %s: %w", r.Slot, err)
	}
	live := t.Bucket(bucketLive)
	if r.Stage == StageOpen || r.Stage == StageLanded {
		err = live.Put(r.key(), nothing)
	} else {
		err = live.Delete(r.key())
	}
	return errors.Join(err, t.Bucket(bucketSlots).Put(r.key(), raw))
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
