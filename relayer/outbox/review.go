package outbox

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Release lets a waiting act into the queue, with the calldata that now holds its checker's signature. The id stays: a second
// signature is over the same message.
func (o *Outbox) Release(id common.Hash, calldata hexutil.Bytes, note string) (Entry, error) {
	if len(calldata) < 4 {
		return Entry{}, fmt.Errorf("release act %s: %w: no calldata", id, ErrInvalid)
	}
	return o.change("release act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Waiting); err != nil {
			return err
		}
		e.Calldata = calldata
		return errors.Join(t.putCalldata(*e), t.move(e, Queued, note))
	})
}

// Reject ends a waiting act that a checker refused. Nothing of it is ever sent.
func (o *Outbox) Reject(id common.Hash, note string) (Entry, error) {
	return o.abandon("reject act", id, Rejected, note)
}

// Withdraw ends a waiting act that its maker took back. Nothing of it is ever sent.
func (o *Outbox) Withdraw(id common.Hash, note string) (Entry, error) {
	return o.abandon("withdraw act", id, Withdrawn, note)
}

// Expire ends a waiting act whose deadline has passed. Nothing of it is ever sent.
func (o *Outbox) Expire(id common.Hash, note string) (Entry, error) {
	return o.abandon("expire act", id, Expired, note)
}

func (o *Outbox) abandon(verb string, id common.Hash, to State, note string) (Entry, error) {
	return o.change(verb, id, func(t *txn, e *Entry) error {
		if err := require(*e, Waiting); err != nil {
			return err
		}
		return t.move(e, to, note)
	})
}

// Fail ends a queued act that the chain would refuse, with the revert data of its simulation.
func (o *Outbox) Fail(id common.Hash, refusal []byte, note string) (Entry, error) {
	return o.change("fail act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Queued); err != nil {
			return err
		}
		e.Result, e.Refusal = Refused, refusal
		return t.move(e, Failed, note)
	})
}

// conflictNote is the reason that an act in conflict shows.
const conflictNote = "conflict: another act of its author spent its nonce"

// Clash parks a queued act whose nonce another act of its author has spent, with the revert data of its simulation.
func (o *Outbox) Clash(id common.Hash, refusal []byte) (Entry, error) {
	return o.change("park act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Queued); err != nil {
			return err
		}
		e.Result, e.Refusal = Conflict, refusal
		return t.move(e, Parked, conflictNote)
	})
}

// Conclude ends a queued act that has taken effect through another transaction (another relayer, or a direct call), which is final in
// a block.
func (o *Outbox) Conclude(id, tx, block common.Hash, height uint64, note string) (Entry, error) {
	return o.change("conclude act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Queued); err != nil {
			return err
		}
		e.forget()
		e.Tx, e.Block, e.Height, e.Result = tx, block, height, DoneElsewhere
		if err := t.Bucket(bucketElsewhere).Put(e.elsewhereKey(), nothing); err != nil {
			return err
		}
		return t.move(e, Final, note)
	})
}

// Park takes a queued act out of the queue until Retry puts it back.
func (o *Outbox) Park(id common.Hash, note string) (Entry, error) {
	return o.change("park act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Queued); err != nil {
			return err
		}
		return t.move(e, Parked, note)
	})
}

// Retry puts a failed or parked act back into the queue, in its old place. A refused act spent no nonce of its author, so it can be
// tried again as it is. ErrConflict: its reference or its nonce has meanwhile been taken by another act.
func (o *Outbox) Retry(id common.Hash, note string) (Entry, error) {
	return o.change("retry act", id, func(t *txn, e *Entry) error {
		if err := require(*e, Failed, Parked); err != nil {
			return err
		}
		if holder := t.Bucket(bucketReference).Get([]byte(e.Reference)); e.Reference != "" && holder != nil && !bytes.Equal(holder, seqKey(e.Seq)) {
			other, err := t.entryAt(holder)
			if err != nil {
				return err
			}
			return fmt.Errorf("reference %q now names act %s: %w", e.Reference, other.ID, ErrConflict)
		}
		if taken, found, err := t.knownNonce(*e); err != nil || found {
			return errors.Join(err, taken.Err)
		}
		e.forget()
		return t.move(e, Queued, note)
	})
}

// change runs one change of one entry and returns the entry as stored.
func (o *Outbox) change(verb string, id common.Hash, fn func(*txn, *Entry) error) (Entry, error) {
	var changed Entry
	err := o.update(verb, func(t *txn) error {
		e, err := t.whole(t.entry(id))
		if err != nil {
			return err
		}
		if err := fn(t, &e); err != nil {
			return err
		}
		changed = e
		return nil
	})
	return changed, err
}

// forget clears what a transaction said of the entry, before it is tried anew or after a reorganisation took the block away.
func (e *Entry) forget() {
	e.Tx, e.Block, e.Height, e.Index, e.GasUsed = common.Hash{}, common.Hash{}, 0, 0, 0
	e.Result, e.Refusal = Undecided, nil
}
