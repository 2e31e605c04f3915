package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"go.etcd.io/bbolt"
)

// Block is a block with the events of the network's contracts in it, in their order.
type Block struct {
	Number uint64
	Hash   common.Hash
	// Time is in Unix seconds.
	Time uint64
	Logs []types.Log
}

// Stored is the file at one moment.
type Stored struct{ tx *bbolt.Tx }

// Stored calls fn with the file as it is now; it stays so within fn, which must not keep it. The file may be ahead of the state for a moment: look
// no higher than a Status().Block of before. fn's error is given back.
func (x *Index) Stored(fn func(Stored) error) error {
	x.file.RLock()
	defer x.file.RUnlock()
	return x.store.db.View(func(tx *bbolt.Tx) error { return fn(Stored{tx}) })
}

// Blocks calls visit with each block from one height to another, both included, that has events, lowest first, until visit answers false.
func (s Stored) Blocks(ctx context.Context, from, to uint64, visit func(Block) bool) error {
	cursor := s.tx.Bucket(bucketBlocks).Cursor()
	for key, raw := cursor.Seek(blockKey(from)); key != nil && binary.BigEndian.Uint64(key) <= to; key, raw = cursor.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := unpacked(key, raw)
		if err != nil {
			return err
		}
		if len(b.Logs) > 0 && !visit(b) {
			return nil
		}
	}
	return nil
}

// Last is the newest block with events that is no higher than a height; none where there is none.
func (s Stored) Last(height uint64) (b Block, found bool, err error) {
	cursor := s.tx.Bucket(bucketBlocks).Cursor()
	key, raw := cursor.Seek(blockKey(height))
	switch {
	case key == nil:
		key, raw = cursor.Last()
	case binary.BigEndian.Uint64(key) > height:
		key, raw = cursor.Prev()
	}
	for ; key != nil; key, raw = cursor.Prev() {
		if b, err = unpacked(key, raw); err != nil || len(b.Logs) > 0 {
			return b, err == nil, err
		}
	}
	return Block{}, false, nil
}

func unpacked(key, raw []byte) (Block, error) {
	b, err := decodeBlock(key, raw)
	if err != nil {
		return Block{}, fmt.Errorf("read index: %w", err)
	}
	return Block{b.Number, b.Hash, b.Time, b.Logs}, nil
}

// bucketGone has the blocks with events that were undone: number (8, BE), hash -> the newest block (8, BE) below which everything that was in
// the chain with it still is.
var bucketGone = []byte("gone")

// remembered is for how many blocks it is known where one that was undone left the chain.
const remembered = 100_000

// Presence says whether a block is in the chain.
type Presence int

const (
	// Here: it is in the chain.
	Here Presence = iota
	// Gone: it left the chain, and it is known which blocks left with it.
	Gone
	// Unknown: it is not in the chain, and the index was not there when it was, or is not as far.
	Unknown
)

// Presence tells of a block with events, by its number and the first bytes of its hash, whether it is in the chain; where it is Gone, all blocks
// above the number that is given left with it.
func (s Stored) Presence(number uint64, hash []byte) (p Presence, stands uint64, err error) {
	if raw := s.tx.Bucket(bucketBlocks).Get(blockKey(number)); raw != nil {
		b, err := unpacked(blockKey(number), raw)
		if err != nil {
			return Unknown, 0, err
		}
		if len(b.Logs) > 0 && bytes.HasPrefix(b.Hash[:], hash) {
			return Here, 0, nil
		}
	}
	gone := s.tx.Bucket(bucketGone)
	if gone == nil {
		return Unknown, 0, nil
	}
	prefix := append(blockKey(number), hash...)
	if key, value := gone.Cursor().Seek(prefix); bytes.HasPrefix(key, prefix) {
		return Gone, binary.BigEndian.Uint64(value), nil
	}
	return Unknown, 0, nil
}

// bury notes of the stored blocks above a height that they leave the chain. What left it earlier, and stood on them, has now less to stand on.
func (s *store) bury(stands uint64) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		gone, err := tx.CreateBucketIfNotExists(bucketGone)
		if err != nil {
			return err
		}
		graves := make(map[string]bool)
		for cursor := gone.Cursor(); ; {
			// The oldest come first.
			key, _ := cursor.First()
			if key == nil || binary.BigEndian.Uint64(key)+remembered >= stands {
				break
			}
			if err := cursor.Delete(); err != nil {
				return err
			}
		}
		if err := gone.ForEach(func(key, value []byte) error {
			graves[string(key)] = binary.BigEndian.Uint64(value) > stands
			return nil
		}); err != nil {
			return err
		}
		cursor := tx.Bucket(bucketBlocks).Cursor()
		for key, raw := cursor.Seek(blockKey(stands + 1)); key != nil; key, raw = cursor.Next() {
			b, err := decodeBlock(key, raw)
			if err != nil {
				return err
			}
			if len(b.Logs) > 0 {
				graves[string(blockKey(b.Number))+string(b.Hash[:])] = true
			}
		}
		for key, lower := range graves {
			if !lower {
				continue
			}
			if err := gone.Put([]byte(key), binary.BigEndian.AppendUint64(nil, stands)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

// inherit takes over what another file knows of blocks that left the chain. What this one knows itself stands.
func (s *store) inherit(from *store) error {
	err := from.db.View(func(old *bbolt.Tx) error {
		graves := old.Bucket(bucketGone)
		if graves == nil {
			return nil
		}
		return s.db.Update(func(tx *bbolt.Tx) error {
			gone, err := tx.CreateBucketIfNotExists(bucketGone)
			if err != nil {
				return err
			}
			return graves.ForEach(func(key, stands []byte) error {
				if known := gone.Get(key); known != nil && bytes.Compare(known, stands) <= 0 {
					return nil
				}
				return gone.Put(key, stands)
			})
		})
	})
	if err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}
