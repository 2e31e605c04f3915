package outbox

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Reserve binds queued acts, in this order, to the next nonce of sender. latest is the chain's count of sender's mined transactions.
// The nonce is max(latest, highest live reservation + 1), computed inside the transaction that stores it (I3). ErrState: an act is not
// queued. ErrNodeBehind: the nonce was already used for good, so the node does not know the chain that the outbox knows.
func (o *Outbox) Reserve(sender common.Address, latest uint64, ids []common.Hash) (Reservation, error) {
	var r Reservation
	err := o.update("reserve", func(t *txn) error {
		if len(ids) == 0 {
			return fmt.Errorf("no acts: %w", ErrInvalid)
		}
		r = Reservation{Slot: Slot{Sender: sender, Nonce: latest}, Entries: slices.Clone(ids), Stage: StageOpen}
		if last, ok := t.lastLive(sender); ok && last+1 > r.Nonce {
			r.Nonce = last + 1
		}
		if !t.free(r.Slot) {
			return fmt.Errorf("nonce %d of %s is used up: %w", r.Nonce, sender, ErrNodeBehind)
		}
		for i, id := range ids {
			e, err := t.entry(id)
			if err != nil {
				return err
			}
			if err := require(e, Queued); err != nil {
				return err
			}
			e.forget()
			e.Sender, e.SenderNonce, e.Index = sender, r.Nonce, i
			if err := t.move(&e, Reserved, fmt.Sprintf("nonce %d of %s", r.Nonce, sender)); err != nil {
				return err
			}
		}
		return t.putReservation(r)
	})
	if err != nil {
		return Reservation{}, err
	}
	o.hook(AfterReserve)
	return r, nil
}

// lastLive is the highest nonce of sender's live reservations.
func (t *txn) lastLive(sender common.Address) (uint64, bool) {
	cursor := t.Bucket(bucketLive).Cursor()
	// The first key of the next sender, or none: the one before it is the last of this sender, if of this sender at all.
	next := Slot{Sender: sender, Nonce: ^uint64(0)}.key()
	key, _ := cursor.Seek(next)
	if key == nil {
		key, _ = cursor.Last()
	} else {
		key, _ = cursor.Prev()
	}
	if key == nil || slotOf(key).Sender != sender {
		return 0, false
	}
	return slotOf(key).Nonce, true
}

// StoreSigned adds a signed transaction to an open reservation, and returns once its bytes are on disk (I2). The first one takes
// the acts to Signed; further ones are fee bumps.
func (o *Outbox) StoreSigned(slot Slot, attempt Attempt) (Reservation, error) {
	return o.changeReservation("store signed transaction", slot, func(t *txn, r *Reservation) error {
		if r.Stage != StageOpen {
			return fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
		}
		if len(attempt.Raw) == 0 || attempt.Hash == (common.Hash{}) || attempt.FeeCap == nil || attempt.TipCap == nil {
			return fmt.Errorf("attempt without bytes, hash or fees: %w", ErrInvalid)
		}
		err := errors.Join(t.Bucket(bucketHashes).Put(attempt.Hash.Bytes(), slot.key()), t.Bucket(bucketRaw).Put(attempt.Hash.Bytes(), attempt.Raw))
		if err != nil {
			return err
		}
		attempt.At = t.now
		r.Attempts = append(r.Attempts, attempt)
		r.Held = ""
		note := "transaction " + attempt.Hash.Hex()
		return t.each(*r, note, func(_ int, e *Entry) State {
			e.Tx = attempt.Hash
			if r.Sent {
				return Sent
			}
			return Signed
		})
	})
}

// MarkSent records of some reservations, all in one write, that a node took the last attempt, or may have taken it.
func (o *Outbox) MarkSent(slots ...Slot) error {
	return o.changeReservations("mark sent", len(slots), func(i int) Slot { return slots[i] }, func(t *txn, i int, r *Reservation) error {
		attempt, ok := r.Last()
		if r.Stage != StageOpen || !ok {
			return fmt.Errorf("reservation %s is %s with %d attempts: %w", slots[i], r.Stage, len(r.Attempts), ErrState)
		}
		r.Sent, r.Held = true, ""
		return t.each(*r, "transaction "+attempt.Hash.Hex(), func(int, *Entry) State { return Sent })
	})
}

// Hold records why an open reservation cannot go on for now. The nonce, the list and the attempts stay. The same reason
// again writes nothing.
func (o *Outbox) Hold(slot Slot, reason string) error {
	_, err := o.changeReservation("hold", slot, func(t *txn, r *Reservation) error {
		if r.Stage != StageOpen {
			return fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
		}
		if r.Held == reason {
			return errUnchanged
		}
		r.Held = reason
		return t.each(*r, reason, func(int, *Entry) State { return Held })
	})
	return err
}

// Forfeit gives up a nonce that another transaction holds at final depth, and queues the acts again in their old places. The caller
// vouches that no attempt of the reservation can land any more (I1).
func (o *Outbox) Forfeit(slot Slot, note string) error {
	_, err := o.changeReservation("forfeit", slot, func(t *txn, r *Reservation) error {
		if r.Stage != StageOpen {
			return fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
		}
		r.Stage, r.Held = StageLost, ""
		return t.each(*r, note, func(_ int, e *Entry) State {
			e.forget()
			return Queued
		})
	})
	return err
}

// errUnchanged makes changeReservations leave a reservation as it is and succeed.
var errUnchanged = errors.New("unchanged")

// changeReservation runs one change of one live reservation, stores it and returns it.
func (o *Outbox) changeReservation(verb string, slot Slot, fn func(*txn, *Reservation) error) (Reservation, error) {
	var changed Reservation
	err := o.changeReservations(verb, 1, func(int) Slot { return slot }, func(t *txn, _ int, r *Reservation) error {
		changed = *r
		if err := fn(t, r); err != nil {
			return err
		}
		changed = *r
		return nil
	})
	return changed, err
}

// changeReservations changes so many live reservations in one transaction, and stores those that change.
func (o *Outbox) changeReservations(verb string, count int, slot func(int) Slot, change func(*txn, int, *Reservation) error) error {
	err := o.update(verb, func(t *txn) error {
		all := true
		for i := range count {
			r, err := t.liveReservation(slot(i))
			if err != nil {
				return err
			}
			switch err := change(t, i, &r); {
			case errors.Is(err, errUnchanged):
				continue
			case err != nil:
				return err
			}
			all = false
			if err := t.putReservation(r); err != nil {
				return err
			}
		}
		if all {
			return errUnchanged
		}
		return nil
	})
	if errors.Is(err, errUnchanged) {
		return nil
	}
	return err
}
