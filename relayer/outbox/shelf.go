package outbox

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Shelf keeps the documents of one kind that never go on chain: asks, a bank's quotes, the dates of imports. A document is
// any JSON under a key; each write is on disk when it returns.
type Shelf struct {
	box  *Outbox
	name []byte
}

// Shelf is the shelf of this name, such as "quotes". It comes into being with its first document.
func (o *Outbox) Shelf(name string) *Shelf { return &Shelf{box: o, name: []byte(name)} }

// Put stores a document under a key, in place of what was there.
func (s *Shelf) Put(key string, document any) error {
	return s.write(key, document, func([]byte) error { return nil })
}

// PutNew stores a document under a key that has none; ErrConflict if it has one.
func (s *Shelf) PutNew(key string, document any) error {
	return s.write(key, document, func(there []byte) error {
		if there != nil {
			return fmt.Errorf("%q is there already: %w", key, ErrConflict)
		}
		return nil
	})
}

func (s *Shelf) write(key string, document any, check func(there []byte) error) error {
	if key == "" {
		return fmt.Errorf("put on shelf %s: %w: empty key", s.name, ErrInvalid)
	}
	raw, err := json.Marshal(document)
	if err != nil {
		return fmt.Errorf("put on shelf %s: %w", s.name, err)
	}
	err = s.box.together(func(t *txn) error {
		bucket, err := t.Bucket(bucketShelves).CreateBucketIfNotExists(s.name)
		if err != nil {
			return err
		}
		if err := check(bucket.Get([]byte(key))); err != nil {
			return err
		}
		return bucket.Put([]byte(key), raw)
	})
	if err != nil {
		return fmt.Errorf("put on shelf %s: %w", s.name, err)
	}
	s.box.announce()
	return nil
}

// Get reads the document under a key into out, or fails with ErrNotFound.
func (s *Shelf) Get(key string, out any) error {
	return s.box.view("read shelf "+string(s.name), func(t *txn) error {
		bucket := t.Bucket(bucketShelves).Bucket(s.name)
		if bucket == nil {
			return fmt.Errorf("%q: %w", key, ErrNotFound)
		}
		raw := bucket.Get([]byte(key))
		if raw == nil {
			return fmt.Errorf("%q: %w", key, ErrNotFound)
		}
		return json.Unmarshal(raw, out)
	})
}

// Delete removes the document under a key, if there is one.
func (s *Shelf) Delete(key string) error {
	return s.box.update("delete from shelf "+string(s.name), func(t *txn) error {
		bucket := t.Bucket(bucketShelves).Bucket(s.name)
		if bucket == nil {
			return nil
		}
		return bucket.Delete([]byte(key))
	})
}

// Each calls visit with every document whose key begins with prefix, in order of keys, until visit returns false. The
// document is only valid during the call.
func (s *Shelf) Each(prefix string, visit func(key string, document json.RawMessage) bool) error {
	return s.box.view("read shelf "+string(s.name), func(t *txn) error {
		bucket := t.Bucket(bucketShelves).Bucket(s.name)
		if bucket == nil {
			return nil
		}
		cursor := bucket.Cursor()
		for key, raw := cursor.Seek([]byte(prefix)); key != nil && bytes.HasPrefix(key, []byte(prefix)); key, raw = cursor.Next() {
			if !visit(string(key), raw) {
				return nil
			}
		}
		return nil
	})
}
