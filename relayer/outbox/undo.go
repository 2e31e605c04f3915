package outbox

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// Settlement is something that is final: a closed reservation, or an act that another transaction had done. It says on which block
// that rests.
type Settlement struct {
	// Slot is the reservation, where Act is zero.
	Slot Slot
	// Act is the act that was concluded without a reservation.
	Act common.Hash
	// Block and Height are where it was done.
	Block  common.Hash
	Height uint64
}

// LastSettlement is the one that rests on the highest block, or ErrNotFound. As long as its block is canonical, so are those of all others.
func (o *Outbox) LastSettlement() (Settlement, error) {
	var last Settlement
	err := o.view("read last settlement", func(t *txn) error {
		var found bool
		if key, _ := t.Bucket(bucketClosed).Cursor().Last(); key != nil {
			r, err := t.reservation(slotOf(key[8:]))
			if err != nil {
				return err
			}
			last, found = Settlement{Slot: r.Slot, Block: r.Block, Height: r.Height}, true
		}
		if key, _ := t.Bucket(bucketElsewhere).Cursor().Last(); key != nil {
			if height := binary.BigEndian.Uint64(key); !found || height > last.Height {
				e, err := t.entryAt(key[8:])
				if err != nil {
					return err
				}
				last, found = Settlement{Act: e.ID, Block: e.Block, Height: height}, true
			}
		}
		if !found {
			return ErrNotFound
		}
		return nil
	})
	return last, err
}

// Reopen takes back a settlement whose block has left the chain although it was final: a reorganisation deeper than the final depth. The
// acts of a reservation are Sent again, under their nonce and with their bytes; those that have gone elsewhere since stay there. An act
// without reservation is queued again. It returns how many acts are no longer settled.
func (o *Outbox) Reopen(s Settlement, note string) (acts int, err error) {
	err = o.update("reopen", func(t *txn) error {
		acts = 0
		if s.Act != (common.Hash{}) {
			e, err := t.entry(s.Act)
			if err != nil {
				return err
			}
			if err := t.Bucket(bucketElsewhere).Delete(e.elsewhereKey()); err != nil {
				return err
			}
			e.forget()
			acts = 1
			return t.move(&e, Queued, note)
		}
		r, err := t.reservation(s.Slot)
		if err != nil {
			return err
		}
		if r.Stage != StageClosed {
			return fmt.Errorf("reservation %s is %s: %w", r.Slot, r.Stage, ErrState)
		}
		if err := t.Bucket(bucketClosed).Delete(r.closedKey()); err != nil {
			return err
		}
		r.Stage, r.Reopened = StageOpen, true
		r.Tx, r.Block, r.Height = common.Hash{}, common.Hash{}, 0
		attempt, _ := r.Last()
		for i, id := range r.Entries {
			e, err := t.entry(id)
			if err != nil {
				return err
			}
			if !r.holds(e) || !e.State.Settled() {
				continue
			}
			if err := t.Bucket(bucketElsewhere).Delete(e.elsewhereKey()); err != nil {
				return err
			}
			e.forget()
			e.Tx, e.Index = attempt.Hash, i
			if err := t.move(&e, Sent, note); err != nil {
				return err
			}
			acts++
		}
		return t.putReservation(r)
	})
	return acts, err
}

// holds tells whether an entry belongs to this reservation still: one that was queued again and reserved anew belongs to another.
func (r Reservation) holds(e Entry) bool {
	return e.Sender == r.Sender && e.SenderNonce == r.Nonce && (e.State.InFlight() || e.State.Settled())
}

// closedKey is the height on which a closed reservation rests, and its slot.
func (r Reservation) closedKey() []byte {
	return append(binary.BigEndian.AppendUint64(nil, r.Height), r.key()...)
}

// elsewhereKey is the height on which a concluded act rests, and its sequence number.
func (e Entry) elsewhereKey() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, e.Height), e.Seq)
}

// Cancel asks for an open reservation's nonce to be spent on nothing, so that its acts are not done. It only marks the reservation: the
// caller sends the transaction (an Attempt with Cancels), and whichever lands decides. Where the cancellation lands, the acts are Parked
// at final depth; where an earlier attempt wins the race, they are done.
func (o *Outbox) Cancel(slot Slot) error { return o.CancelBy(slot, "") }

// CancelBy is Cancel with a line in the history of each of the acts, which says who asked for it; none for an empty note.
func (o *Outbox) CancelBy(slot Slot, note string) error {
	_, err := o.changeReservation("cancel", slot, func(t *txn, r *Reservation) error {
		if r.Stage != StageOpen {
			return fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
		}
		r.Cancelled = true
		for _, id := range r.Entries {
			e, err := t.entry(id)
			if err != nil {
				return err
			}
			if note == "" || !r.holds(e) {
				continue
			}
			e.History = append(e.History, Line{At: t.now, State: e.State, Note: note})
			if err := t.putEntry(e); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// Fill makes reservations without acts for the nonces of sender that neither the chain, at latest, nor a reservation has, and above which
// there is a live one that would wait for ever. Where a nonce was lost to a transaction that is gone now, it takes the nonce back.
func (o *Outbox) Fill(sender common.Address, latest uint64) ([]Reservation, error) {
	var filled []Reservation
	err := o.update("fill gaps", func(t *txn) error {
		filled = nil
		last, ok := t.lastLive(sender)
		if !ok {
			return nil
		}
		for nonce := latest; nonce < last; nonce++ {
			slot := Slot{Sender: sender, Nonce: nonce}
			if t.Bucket(bucketLive).Get(slot.key()) != nil || !t.free(slot) {
				continue
			}
			r := Reservation{Slot: slot, Stage: StageOpen}
			if err := t.putReservation(r); err != nil {
				return err
			}
			filled = append(filled, r)
		}
		return nil
	})
	return filled, err
}

// free tells whether a slot may be reserved: it never was, or was lost to a transaction that the chain has no more.
func (t *txn) free(slot Slot) bool {
	r, err := t.reservation(slot)
	return err != nil || r.Stage == StageLost
}
