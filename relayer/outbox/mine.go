package outbox

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// MarkMined records that reservations are in canonical blocks, each by one of its attempts, and what became of each act there: all of them, or
// none where one is refused. Again with another block, after a reorganisation, it replaces what was said; with the same landing it writes
// nothing.
func (o *Outbox) MarkMined(landings ...Landing) error {
	return o.changeReservations("mark mined", len(landings), func(i int) Slot { return landings[i].Slot }, func(t *txn, i int, r *Reservation) error {
		l := landings[i]
		if len(l.Outcomes) != len(r.Entries) {
			return fmt.Errorf("reservation %s has %d acts and %d outcomes: %w", r.Slot, len(r.Entries), len(l.Outcomes), ErrInvalid)
		}
		if !r.has(l.Tx) {
			return fmt.Errorf("transaction %s is none of reservation %s: %w", l.Tx, r.Slot, ErrInvalid)
		}
		if r.Stage == StageLanded && r.Tx == l.Tx && r.Block == l.Block {
			return errUnchanged
		}
		r.Stage, r.Sent, r.Held = StageLanded, true, ""
		r.Tx, r.Block, r.Height = l.Tx, l.Block, l.Height
		note := fmt.Sprintf("block %d %s", l.Height, l.Block)
		return t.each(*r, note, func(i int, e *Entry) State {
			e.Tx, e.Block, e.Height, e.Index, e.GasUsed = l.Tx, l.Block, l.Height, i, l.GasUsed
			e.Result, e.Refusal = l.Outcomes[i].Result, l.Outcomes[i].Refusal
			return Mined
		})
	})
}

// Unmine takes a landed reservation back to Sent, after a reorganisation took its block out of the chain.
func (o *Outbox) Unmine(slot Slot, note string) (Reservation, error) {
	return o.changeReservation("unmine", slot, func(t *txn, r *Reservation) error {
		if r.Stage != StageLanded {
			return fmt.Errorf("reservation %s is %s: %w", slot, r.Stage, ErrState)
		}
		r.Stage = StageOpen
		r.Tx, r.Block, r.Height = common.Hash{}, common.Hash{}, 0
		attempt, _ := r.Last()
		return t.each(*r, note, func(i int, e *Entry) State {
			e.forget()
			e.Tx, e.Index = attempt.Hash, i
			return Sent
		})
	})
}

// Finalise closes landed reservations whose blocks the caller has just found canonical at final depth: all of them, or none where one is
// refused. Acts that were done are Final, refused ones Failed, those in conflict or cancelled Parked. Where a transaction reverted whole
// (Void), its acts are queued again, each to be sent alone; one that was alone already is Failed.
func (o *Outbox) Finalise(slots ...Slot) error {
	return o.changeReservations("finalise", len(slots), func(i int) Slot { return slots[i] }, func(t *txn, _ int, r *Reservation) error {
		if r.Stage != StageLanded {
			return fmt.Errorf("reservation %s is %s: %w", r.Slot, r.Stage, ErrState)
		}
		r.Stage = StageClosed
		if err := t.Bucket(bucketClosed).Put(r.closedKey(), nothing); err != nil {
			return err
		}
		for _, id := range r.Entries {
			e, err := t.entry(id)
			if err != nil {
				return err
			}
			if !r.holds(e) || e.State.Settled() {
				continue
			}
			state, note := e.settle()
			if err := t.move(&e, state, note); err != nil {
				return err
			}
		}
		return nil
	})
}

// settle says where an entry goes when its reservation is final, and why.
func (e *Entry) settle() (State, string) {
	switch {
	case e.Result == Done:
		return Final, fmt.Sprintf("final in block %d", e.Height)
	case e.Result == DoneElsewhere:
		return Final, "done by another transaction"
	case e.Result == Conflict:
		return Parked, conflictNote
	case e.Result == Cancelled:
		return Parked, fmt.Sprintf("cancelled: nonce %d of %s was spent on nothing", e.SenderNonce, e.Sender)
	case e.Result == Void && !e.Alone:
		note := fmt.Sprintf("transaction %s reverted whole; to be sent alone", e.Tx)
		e.Alone = true
		e.forget()
		return Queued, note
	case e.Result == Void:
		return Failed, fmt.Sprintf("transaction %s reverted whole, twice", e.Tx)
	}
	return Failed, fmt.Sprintf("refused in block %d", e.Height)
}

// has tells whether a transaction is one of the reservation's attempts.
func (r Reservation) has(tx common.Hash) bool {
	for _, attempt := range r.Attempts {
		if attempt.Hash == tx {
			return true
		}
	}
	return false
}
