package outbox

import (
	"errors"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// rebuildHint is what to do about a damaged file.
const rebuildHint = "restore a backup, or set the file aside and start anew: what the chain has done is recognised there when it is handed in again"

// write runs a write transaction by db.Update or db.Batch. Where the transaction itself fails, and not fn, the error is ErrDisk: then
// nothing is stored, and the outbox stays usable.
func (o *Outbox) write(run func(func(*bbolt.Tx) error) error, fn func(*txn) error) (err error) {
	defer damaged(&err)
	now := o.now().UTC()
	var own error
	err = run(func(tx *bbolt.Tx) error {
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

// walk reads a bucket and those within it.
func walk(bucket *bbolt.Bucket) error {
	return bucket.ForEach(func(key, value []byte) error {
		if value == nil {
			return walk(bucket.Bucket(key))
		}
		return nil
	})
}

// checkPages reads every page, and gives the first damage.
func checkPages(tx *bbolt.Tx) error {
	// bbolt's own check reads in a goroutine of its own, where a page number that points nowhere would end the process. So everything
	// is read here first.
	if err := tx.ForEach(func(_ []byte, bucket *bbolt.Bucket) error { return walk(bucket) }); err != nil {
		return err
	}
	var first error
	// All must be heard: whoever tells them goes on reading until then.
	for err := range tx.Check(bbolt.WithKVStringer(bbolt.HexKVStringer())) {
		if first == nil {
			first = fmt.Errorf("%w: %w; %s", ErrDamaged, err, rebuildHint)
		}
	}
	return first
}
