package index

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// History answers how an index stood in the past: it applies the stored events again, to a state of its own.
//
// Guarantee: what it answers for a moment depends on the chain's events before that moment and on nothing else, so the answer for a
// day that is over stays the same, byte for byte, unless the chain itself reorganises; every index of the chain gives it. It keeps
// the state that it was last asked for, so that asking for the newest again and again costs what is new.
type History struct {
	index *Index

	mu    sync.Mutex
	state *state
	// generation is that of the index's file that state was read from.
	generation int
	// last is the newest block with events that is in the state; zero before the first.
	last block
}

// NewHistory makes the history of an index. It is of use as long as the index is open.
func NewHistory(x *Index) *History { return &History{index: x, state: newState()} }

// Moment says where in the chain a past state stands.
type Moment struct {
	// Block, Hash and Time (Unix seconds) name the newest block with an event that is in the state; all zero for none.
	Block uint64
	Hash  common.Hash
	Time  uint64
	// SameBlock and SameHash name the newest block that is known to have the same state, on which contracts can be asked.
	SameBlock uint64
	SameHash  common.Hash
}

// Before calls fn with the state after the last block before a moment. What fn gets may be kept; View itself must not. One caller at
// a time is served; ctx bounds the work. fn's error is given back.
func (h *History) Before(ctx context.Context, moment time.Time, fn func(View, Moment) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	at, err := h.wind(ctx, moment)
	if err != nil {
		return fmt.Errorf("state before %s: %w", moment.UTC().Format(time.RFC3339), err)
	}
	status := Status{Block: at.Block, Hash: at.Hash, Time: at.Time}
	return fn(View{state: h.state, status: status}, at)
}

// Dump writes the whole state in one canonical form, as Index.Dump does.
func (v View) Dump(w io.Writer) error { return v.state.dump(w) }

// wind brings the state to a moment.
func (h *History) wind(ctx context.Context, moment time.Time) (Moment, error) {
	// What is newest now has the same state as the newest block with events, if nothing with events follows in the file.
	h.index.file.RLock()
	defer h.index.file.RUnlock()
	if h.generation != h.index.generation {
		h.state, h.last, h.generation = newState(), block{}, h.index.generation
	}
	newest := h.index.Status()
	var at Moment
	err := h.index.store.db.View(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketBlocks).Cursor()
		key, raw := h.resume(cursor, moment)
		for ; key != nil; key, raw = cursor.Next() {
			if err := ctx.Err(); err != nil {
				return err
			}
			b, err := decodeBlock(key, raw)
			if err != nil {
				return err
			}
			if len(b.Logs) == 0 {
				continue
			}
			if !time.Unix(int64(b.Time), 0).Before(moment) {
				at.SameBlock, at.SameHash = b.Number-1, b.Parent
				return nil
			}
			if _, err := h.state.add(h.index.table, b); err != nil {
				return err
			}
			h.last = block{Number: b.Number, Hash: b.Hash, Time: b.Time}
		}
		at.SameBlock, at.SameHash = newest.Block, newest.Hash
		return nil
	})
	if err != nil {
		// What was applied stays: the next call goes on from there.
		return Moment{}, err
	}
	at.Block, at.Hash, at.Time = h.last.Number, h.last.Hash, h.last.Time
	if at.SameBlock < at.Block {
		// The block was stored after the status was read.
		at.SameBlock, at.SameHash = at.Block, at.Hash
	}
	return at, nil
}

// resume gives the first stored block that is not in the state yet. Where the state is later than the moment, or its last block has left the
// chain, it begins anew.
func (h *History) resume(cursor *bbolt.Cursor, moment time.Time) (key, raw []byte) {
	if h.last.Hash != (common.Hash{}) && time.Unix(int64(h.last.Time), 0).Before(moment) {
		key, raw = cursor.Seek(blockKey(h.last.Number))
		if bytes.Equal(key, blockKey(h.last.Number)) {
			if there, err := decodeBlock(key, raw); err == nil && there.Hash == h.last.Hash {
				return cursor.Next()
			}
		}
	}
	h.state, h.last = newState(), block{}
	return cursor.First()
}
