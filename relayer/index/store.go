package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// schemaVersion is that of the file. A file of another version is a cache that is of no use, and is built anew.
const schemaVersion = 2

var (
	bucketMeta   = []byte("meta")
	bucketBlocks = []byte("blocks")
	metaIdentity = []byte("identity")
)

// store is the file.
type store struct{ db *bbolt.DB }

// identity is what a file must have been made for: it is of no use for any other deployment.
type identity struct {
	Schema  int         `json:"schema"`
	ChainID uint64      `json:"chainId"`
	Genesis common.Hash `json:"genesis"`
	Salt    common.Hash `json:"salt"`
}

// openStore opens the file, or makes a new one where there is none, where it is damaged, or where it is of another deployment or version.
func openStore(path string, id identity) (*store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("open index %s: another process uses it; stop it first, or use another data folder", path)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("remove damaged index: %w", err)
		}
		if db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second}); err != nil {
			return nil, fmt.Errorf("open index %s: %w", path, err)
		}
	case err != nil:
		return nil, fmt.Errorf("open index %s: %w", path, err)
	}
	s := &store{db: db}
	if err := s.prepare(id); err != nil {
		return nil, errors.Join(fmt.Errorf("open index %s: %w", path, err), db.Close())
	}
	return s, nil
}

// prepare empties the file unless it is this deployment's.
func (s *store) prepare(id identity) error {
	want, err := json.Marshal(id)
	if err != nil {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil && string(meta.Get(metaIdentity)) == string(want) {
			return nil
		}
		for _, name := range [][]byte{bucketMeta, bucketBlocks, bucketGone} {
			if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, bolterrors.ErrBucketNotFound) {
				return err
			}
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketMeta).Put(metaIdentity, want)
	})
}

func (s *store) close() error { return s.db.Close() }

// write removes every block from a height on, and stores these in their place, in one transaction.
func (s *store) write(from uint64, blocks []block) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketBlocks)
		cursor := bucket.Cursor()
		for key, _ := cursor.Seek(blockKey(from)); key != nil; key, _ = cursor.Next() {
			if err := cursor.Delete(); err != nil {
				return err
			}
		}
		for _, b := range blocks {
			raw, err := b.encode()
			if err != nil {
				return err
			}
			if err := bucket.Put(blockKey(b.Number), raw); err != nil {
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

// each visits the stored blocks below a height in order.
func (s *store) each(below uint64, visit func(block) error) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketBlocks).Cursor()
		for key, raw := cursor.First(); key != nil && binary.BigEndian.Uint64(key) < below; key, raw = cursor.Next() {
			b, err := decodeBlock(key, raw)
			if err != nil {
				return fmt.Errorf("read index: %w", err)
			}
			if err := visit(b); err != nil {
				return err
			}
		}
		return nil
	})
}

func blockKey(number uint64) []byte { return binary.BigEndian.AppendUint64(nil, number) }
