package outbox

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Get is the entry with this id, or ErrNotFound.
func (o *Outbox) Get(id common.Hash) (Entry, error) {
	var found Entry
	err := o.view("read act", func(t *txn) error {
		var err error
		found, err = t.whole(t.entry(id))
		return err
	})
	return found, err
}

// Acts are the entries with these ids, in their order. ErrNotFound: there is no such entry.
func (o *Outbox) Acts(ids []common.Hash) ([]Entry, error) {
	return o.some(ids, (*txn).whole)
}

// Records are the entries with these ids, in their order, without Calldata: how they stand, at little cost. ErrNotFound: there is no
// such entry.
func (o *Outbox) Records(ids []common.Hash) ([]Entry, error) {
	return o.some(ids, func(_ *txn, e Entry, err error) (Entry, error) { return e, err })
}

func (o *Outbox) some(ids []common.Hash, finish func(*txn, Entry, error) (Entry, error)) ([]Entry, error) {
	found := make([]Entry, len(ids))
	err := o.view("read acts", func(t *txn) error {
		for i, id := range ids {
			e, err := t.entry(id)
			if found[i], err = finish(t, e, err); err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// ByReference is the entry that holds a reference: one that has neither failed nor been rejected. ErrNotFound: none does.
func (o *Outbox) ByReference(reference string) (Entry, error) {
	var found Entry
	err := o.view("read act by reference", func(t *txn) error {
		key := t.Bucket(bucketReference).Get([]byte(reference))
		if key == nil {
			return ErrNotFound
		}
		var err error
		found, err = t.whole(t.entryAt(key))
		return err
	})
	return found, err
}

// Newest lists up to limit entries, newest first, with Seq below before; zero: from the newest.
func (o *Outbox) Newest(before uint64, limit int) ([]Entry, error) {
	if before == 0 {
		before = ^uint64(0)
	}
	var found []Entry
	err := o.view("read acts", func(t *txn) error {
		var err error
		found, err = t.backwards(bucketActs, nil, seqKey(before), limit)
		return err
	})
	return found, err
}

// Nonces lists up to limit nonces of an author's key, ascending, from a first one on, under which the outbox holds an act, whatever
// its state: a failed act's signature is still about.
func (o *Outbox) Nonces(key common.Address, from uint64, limit int) ([]uint64, error) {
	var found []uint64
	err := o.view("read nonces", func(t *txn) error {
		cursor := t.Bucket(bucketNonces).Cursor()
		at, _ := cursor.Seek(Slot{Sender: key, Nonce: from}.key())
		for ; bytes.HasPrefix(at, key.Bytes()) && len(found) < limit; at, _ = cursor.Next() {
			found = append(found, slotOf(at).Nonce)
		}
		return nil
	})
	return found, err
}

// OfCompany lists up to limit entries that concern a company, newest first, with Seq below before; zero: from the newest.
func (o *Outbox) OfCompany(company uint32, before uint64, limit int) ([]Entry, error) {
	prefix := binary.BigEndian.AppendUint32(nil, company)
	if before == 0 {
		before = ^uint64(0)
	}
	var found []Entry
	err := o.view("read acts of company", func(t *txn) error {
		var err error
		found, err = t.backwards(bucketCompany, prefix, companyKey(company, before), limit)
		return err
	})
	return found, err
}

// backwards reads the entries that a bucket names, by the ends of its keys, below a key, highest first, as long as their keys have the prefix.
func (t *txn) backwards(bucket, prefix, below []byte, limit int) ([]Entry, error) {
	var found []Entry
	cursor := t.Bucket(bucket).Cursor()
	key, _ := cursor.Seek(below)
	if key == nil {
		key, _ = cursor.Last()
	} else {
		key, _ = cursor.Prev()
	}
	for ; key != nil && bytes.HasPrefix(key, prefix) && len(found) < limit; key, _ = cursor.Prev() {
		e, err := t.whole(t.entryAt(key[len(prefix):]))
		if err != nil {
			return nil, err
		}
		found = append(found, e)
	}
	return found, nil
}

// Queued lists up to limit queued entries in order of acceptance.
func (o *Outbox) Queued(limit int) ([]Entry, error) {
	return o.list(bucketQueued, limit, math.MaxInt, nil)
}

// QueuedFor is Queued for a packer: without those to be skipped, and no more of them once their calldata has come to so many bytes.
func (o *Outbox) QueuedFor(limit, bytes int, skip map[common.Hash]bool) ([]Entry, error) {
	return o.list(bucketQueued, limit, bytes, skip)
}

// WaitingActs lists up to limit entries that wait for a checker, in order of acceptance.
func (o *Outbox) WaitingActs(limit int) ([]Entry, error) {
	return o.list(bucketWaiting, limit, math.MaxInt, nil)
}

// WaitingOf lists up to limit entries that concern a company and wait for a checker, in order of acceptance.
func (o *Outbox) WaitingOf(company uint32, limit int) ([]Entry, error) {
	var found []Entry
	err := o.view("read waiting acts of company", func(t *txn) error {
		concerned, cursor := t.Bucket(bucketCompany), t.Bucket(bucketWaiting).Cursor()
		for key, _ := cursor.First(); key != nil && len(found) < limit; key, _ = cursor.Next() {
			if concerned.Get(companyKey(company, binary.BigEndian.Uint64(key))) == nil {
				continue
			}
			e, err := t.whole(t.entryAt(key))
			if err != nil {
				return err
			}
			found = append(found, e)
		}
		return nil
	})
	return found, err
}

func (o *Outbox) list(bucket []byte, limit, bytes int, skip map[common.Hash]bool) ([]Entry, error) {
	var found []Entry
	err := o.view("read queue", func(t *txn) error {
		cursor := t.Bucket(bucket).Cursor()
		for key, _ := cursor.First(); key != nil && len(found) < limit && bytes > 0; key, _ = cursor.Next() {
			e, err := t.whole(t.entryAt(key))
			if err != nil {
				return err
			}
			if skip[e.ID] {
				continue
			}
			found, bytes = append(found, e), bytes-len(e.Calldata)
		}
		return nil
	})
	return found, err
}

// Reservation is the reservation of a slot, live or not, or ErrNotFound.
func (o *Outbox) Reservation(slot Slot) (Reservation, error) {
	var found Reservation
	err := o.view("read reservation", func(t *txn) error {
		var err error
		found, err = t.signed(t.reservation(slot))
		return err
	})
	return found, err
}

// signed adds the transactions' bytes to what a read of a reservation gave.
func (t *txn) signed(r Reservation, err error) (Reservation, error) {
	for i := range r.Attempts {
		r.Attempts[i].Raw = bytes.Clone(t.Bucket(bucketRaw).Get(r.Attempts[i].Hash.Bytes()))
	}
	return r, err
}

// Raw is a signed transaction, in the form that eth_sendRawTransaction takes, or ErrNotFound.
func (o *Outbox) Raw(transaction common.Hash) ([]byte, error) {
	var found []byte
	err := o.view("read transaction", func(t *txn) error {
		found = bytes.Clone(t.Bucket(bucketRaw).Get(transaction.Bytes()))
		if found == nil {
			return fmt.Errorf("transaction %s: %w", transaction, ErrNotFound)
		}
		return nil
	})
	return found, err
}

// ByTransaction is the reservation that a transaction was signed for, or ErrNotFound.
func (o *Outbox) ByTransaction(hash common.Hash) (Reservation, error) {
	var found Reservation
	err := o.view("read reservation by transaction", func(t *txn) error {
		key := t.Bucket(bucketHashes).Get(hash.Bytes())
		if key == nil {
			return ErrNotFound
		}
		var err error
		found, err = t.signed(t.reservation(slotOf(key)))
		return err
	})
	return found, err
}

// Live lists the reservations of sender that are not closed, by nonce, without the bytes of their transactions (Raw has them).
func (o *Outbox) Live(sender common.Address) ([]Reservation, error) {
	var found []Reservation
	err := o.view("read live reservations", func(t *txn) error {
		cursor := t.Bucket(bucketLive).Cursor()
		for key, _ := cursor.Seek(sender.Bytes()); bytes.HasPrefix(key, sender.Bytes()); key, _ = cursor.Next() {
			r, err := t.reservation(slotOf(key))
			if err != nil {
				return err
			}
			found = append(found, r)
		}
		return nil
	})
	return found, err
}

// Senders lists the keys that have reservations that are not closed.
func (o *Outbox) Senders() ([]common.Address, error) {
	var found []common.Address
	err := o.view("read senders", func(t *txn) error {
		cursor := t.Bucket(bucketLive).Cursor()
		for key, _ := cursor.First(); key != nil; {
			sender := slotOf(key).Sender
			found = append(found, sender)
			last := Slot{Sender: sender, Nonce: ^uint64(0)}.key()
			if key, _ = cursor.Seek(last); bytes.Equal(key, last) {
				key, _ = cursor.Next()
			}
		}
		return nil
	})
	return found, err
}

// InState lists up to limit entries in a state, newest first. It reads every entry that is newer than the last it gives.
func (o *Outbox) InState(state State, limit int) ([]Entry, error) {
	var found []Entry
	err := o.view("read acts by state", func(t *txn) error {
		cursor := t.Bucket(bucketActs).Cursor()
		left := min(uint64(limit), t.counted(state))
		for key, _ := cursor.Last(); key != nil && left > 0; key, _ = cursor.Prev() {
			e, err := t.entryAt(key)
			if err != nil {
				return err
			}
			if e.State != state {
				continue
			}
			if e, err = t.whole(e, nil); err != nil {
				return err
			}
			found, left = append(found, e), left-1
		}
		return nil
	})
	return found, err
}

// Stats says how much lies in the outbox.
type Stats struct {
	// Count is the number of entries in each state; states without entries are absent.
	Count map[State]uint64
	// Oldest is when the oldest queued entry was accepted; zero if none is queued.
	Oldest time.Time
	// LastSeq is the sequence number of the newest entry, so also the number of entries ever accepted.
	LastSeq uint64
}

// Stats counts the entries. It is cheap: the counts are kept with each change.
func (o *Outbox) Stats() (Stats, error) {
	stats := Stats{Count: make(map[State]uint64)}
	err := o.view("count acts", func(t *txn) error {
		stats.LastSeq = t.Bucket(bucketActs).Sequence()
		for _, state := range States() {
			if n := t.counted(state); n > 0 {
				stats.Count[state] = n
			}
		}
		if key, _ := t.Bucket(bucketQueued).Cursor().First(); key != nil {
			e, err := t.entryAt(key)
			if err != nil {
				return err
			}
			stats.Oldest = e.Accepted
		}
		return nil
	})
	return stats, err
}

// Check reads the whole file and reports the first damage it finds, or nil.
func (o *Outbox) Check() error {
	return o.view("check outbox", func(t *txn) error { return checkPages(t.Tx) })
}
