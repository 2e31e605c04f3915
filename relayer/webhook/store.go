package webhook

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"

	"github.com/tallystick/tallystick/bindings/webhook"
)

// Errors that callers branch on.
var (
	// ErrNotFound: there is no such webhook.
	ErrNotFound = errors.New("no such webhook")
	// ErrSpent: the order was carried out before.
	ErrSpent = errors.New("the order was carried out before")
	// ErrTooMany: there are as many webhooks as there may be.
	ErrTooMany = errors.New("too many webhooks")
)

const (
	// maxOwn is how many webhooks a company may have, and maxAll how many there may be.
	maxOwn, maxAll = 20, 1_000
)

// State is whether a webhook's messages are posted.
type State string

// The states of a webhook.
const (
	Active  State = "active"
	Stopped State = "stopped"
)

// Webhook is where a company's events are posted to.
type Webhook struct {
	// ID is the digest of the order that made it.
	ID      common.Hash    `json:"id"`
	Company uint32         `json:"company"`
	Key     common.Address `json:"key"`
	URL     string         `json:"url"`
	// Kinds of events; none: all.
	Kinds  []string       `json:"kinds"`
	Secret webhook.Secret `json:"secret"`
	Made   time.Time      `json:"made"`
	State  State          `json:"state"`
	// After is the id of the newest event that is dealt with; empty for none.
	After string `json:"after"`
	// Delivered counts messages that were taken, Tries the failed attempts of the one that is next.
	Delivered uint64 `json:"delivered"`
	Tries     int    `json:"tries"`
	// NextTry is when that is tried again; zero: at once.
	NextTry time.Time `json:"nextTry"`
	// LastTry is when the newest attempt was made, and LastError why it failed.
	LastTry   time.Time `json:"lastTry"`
	LastError string    `json:"lastError"`
	// Turn grows whenever somebody sets its place, so that an attempt under way does not set it back.
	Turn uint64 `json:"turn"`
}

var (
	bucketWebhooks = []byte("webhooks")
	bucketSpent    = []byte("spent")
)

// store is the file.
type store struct{ db *bbolt.DB }

func openStore(path string) (*store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return nil, fmt.Errorf("open webhooks %s: %w; if it is damaged, move it away: webhooks are then to be added anew", path, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{bucketWebhooks, bucketSpent} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open webhooks %s: %w", path, err), db.Close())
	}
	return &store{db}, nil
}

// all lists the webhooks that keep says yes to, oldest first.
func (s *store) all(keep func(Webhook) bool) ([]Webhook, error) {
	var list []Webhook
	err := s.db.View(func(tx *bbolt.Tx) (err error) {
		list, err = listed(tx, keep)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read webhooks: %w", err)
	}
	slices.SortFunc(list, func(a, b Webhook) int {
		if c := a.Made.Compare(b.Made); c != 0 {
			return c
		}
		return a.ID.Cmp(b.ID)
	})
	return list, nil
}

func listed(tx *bbolt.Tx, keep func(Webhook) bool) ([]Webhook, error) {
	var list []Webhook
	err := tx.Bucket(bucketWebhooks).ForEach(func(_, raw []byte) error {
		var w Webhook
		if err := json.Unmarshal(raw, &w); err != nil {
			return err
		}
		if keep(w) {
			list = append(list, w)
		}
		return nil
	})
	return list, err
}

// one is a webhook by its id.
func (s *store) one(id common.Hash) (w Webhook, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error { return load(tx, id, &w) })
	return w, err
}

func load(tx *bbolt.Tx, id common.Hash, w *Webhook) error {
	raw := tx.Bucket(bucketWebhooks).Get(id[:])
	if raw == nil {
		return fmt.Errorf("%w: %s", ErrNotFound, id)
	}
	if err := json.Unmarshal(raw, w); err != nil {
		return fmt.Errorf("read webhook %s: %w", id, err)
	}
	return nil
}

func save(tx *bbolt.Tx, w Webhook) error {
	raw, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketWebhooks).Put(w.ID[:], raw)
}

// add stores a new webhook, whose order can be used until a moment. The same order again gives what it made.
func (s *store) add(w Webhook, now, until time.Time) (stored Webhook, fresh bool, err error) {
	err = s.db.Update(func(tx *bbolt.Tx) error {
		if err := load(tx, w.ID, &stored); !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := spend(tx, w.ID, now, until); err != nil {
			return err
		}
		all, own := 0, 0
		if _, err := listed(tx, func(other Webhook) bool {
			all++
			if other.Company == w.Company {
				own++
			}
			return false
		}); err != nil {
			return err
		}
		if own >= maxOwn || all >= maxAll {
			return ErrTooMany
		}
		stored, fresh = w, true
		return save(tx, w)
	})
	return stored, fresh, err
}

// spend notes that an order is carried out, and forgets those that could not be used any more.
func spend(tx *bbolt.Tx, digest common.Hash, now, until time.Time) error {
	bucket := tx.Bucket(bucketSpent)
	if bucket.Get(digest[:]) != nil {
		return ErrSpent
	}
	var old [][]byte
	if err := bucket.ForEach(func(key, value []byte) error {
		if int64(binary.BigEndian.Uint64(value)) < now.Unix() {
			old = append(old, bytes.Clone(key))
		}
		return nil
	}); err != nil {
		return err
	}
	for _, key := range old {
		if err := bucket.Delete(key); err != nil {
			return err
		}
	}
	return bucket.Put(digest[:], binary.BigEndian.AppendUint64(nil, uint64(until.Unix())))
}

// order carries an order out on a webhook, once. change may refuse; remove ends the webhook.
func (s *store) order(id, digest common.Hash, now, until time.Time, change func(*Webhook) (remove bool, err error)) (w Webhook, err error) {
	err = s.db.Update(func(tx *bbolt.Tx) error {
		if err := load(tx, id, &w); err != nil {
			return err
		}
		if err := spend(tx, digest, now, until); err != nil {
			return err
		}
		remove, err := change(&w)
		if err != nil {
			return err
		}
		if remove {
			return tx.Bucket(bucketWebhooks).Delete(id[:])
		}
		return save(tx, w)
	})
	return w, err
}

// note changes a webhook as long as it is in the same turn; not ok where it is gone or somebody has set its place.
func (s *store) note(id common.Hash, turn uint64, change func(*Webhook)) (w Webhook, ok bool, err error) {
	err = s.db.Update(func(tx *bbolt.Tx) error {
		switch err := load(tx, id, &w); {
		case errors.Is(err, ErrNotFound):
			return nil
		case err != nil:
			return err
		case w.Turn != turn:
			return nil
		}
		change(&w)
		ok = true
		return save(tx, w)
	})
	if err != nil {
		return w, false, fmt.Errorf("note on webhook %s: %w", id, err)
	}
	return w, ok, nil
}
