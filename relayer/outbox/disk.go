package outbox

import (
	"errors"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// rebuildHint is what to do about a damaged file.
const rebuildHint = "restore a backup, or set the file aside and start anew: what the chain has done is recognised there when it is handed in again"

// write runs a write transaction. Where the transaction itself fails, and not fn, the error is ErrDisk: then
// nothing is stored, and the outbox stays usable.
func (o *Outbox) write(fn func(*txn) error) (err error) {
	defer damaged(&err)
	now := o.now().UTC()
	var own error
	err = o.db.Update(func(tx *bbolt.Tx) error {
		own = fn(&txn{Tx: tx, now: now})
		return own
	})
	if err != nil && own == nil {
		return fmt.Errorf("%w: %w", ErrDisk, err)
	}
	return err
}

// reading runs a read transaction.
func reading(db *bbolt.DB, fn func(*bbolt.Tx) error) (err error) {
	defer damaged(&err)
	// A page number that points behind the end of the file would else end the process, with no word of which file it was.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return db.View(fn)
}

// damaged is deferred: it makes ErrDamaged of what bbolt throws when a page is not what it must be. A panic of another kind goes on.
func damaged(err *error) {
	switch thrown := recover().(type) {
	case nil:
	case string:
		*err = fmt.Errorf("%w: %s; %s", ErrDamaged, thrown, rebuildHint)
	case error:
		var fault interface{ Addr() uintptr }
		if !errors.As(thrown, &fault) {
			panic(thrown)
		}
		*err = fmt.Errorf("%w: a page lies outside of the file; %s", ErrDamaged, rebuildHint)
	default:
		panic(thrown)
	}
}
