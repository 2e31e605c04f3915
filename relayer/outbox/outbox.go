package outbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// What callers branch on.
var (
	// ErrNotFound: there is no such entry, reservation or document.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the id or the reference is taken by other content.
	ErrConflict = errors.New("conflict")
	// ErrState: the entry or reservation is not in a state that allows this.
	ErrState = errors.New("wrong state")
	// ErrInvalid: a field of what was handed in is missing or out of range.
	ErrInvalid = errors.New("invalid")
	// ErrFull: the queue holds as many entries as it may; try again later.
	ErrFull = errors.New("queue full")
	// ErrLocked: another process holds the file; the message names it.
	ErrLocked = errors.New("outbox in use")
	// ErrSchema: the file was written by a version that this one does not know.
	ErrSchema = errors.New("unknown schema version")
	// ErrDisk: the disk did not take a write; nothing of it is stored, and the next one may succeed.
	ErrDisk = errors.New("cannot write to disk")
	// ErrDamaged: the file is no outbox, or is damaged.
	ErrDamaged = errors.New("outbox is damaged")
	// ErrOtherChain: the file belongs to another chain.
	ErrOtherChain = errors.New("outbox belongs to another chain")
	// ErrNodeBehind: the chain reports a nonce below one that is final here; the node is behind or was reset.
	ErrNodeBehind = errors.New("node is behind the outbox")
)

// The points at which Config.Hook is called by this package; package anchor has the others.
const (
	// AfterAccept: an entry is on disk and its caller does not know it yet.
	AfterAccept = "afterAccept"
	// AfterReserve: a reservation is on disk and nothing is signed for it.
	AfterReserve = "afterReserve"
)

// holderSuffix makes the name of the note that lies beside an open file.
const holderSuffix = ".holder"

// lockWait is how long Open waits for another process to let go of the file.
const lockWait = time.Second

// Config says where an outbox is and how it behaves. The zero value of every field but Path is usable.
type Config struct {
	// Path is the bbolt file; its folder must exist. Beside it lies Path + ".holder" while it is open.
	Path string
	// MaxQueued is how many entries may be Queued or Waiting at once; zero: 100,000.
	MaxQueued uint64
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Hook is called at the named dangerous points, for fault tests; nil: nothing.
	Hook func(point string)
}

// Outbox is an open outbox. Its methods may be called from many goroutines.
type Outbox struct {
	db        *bbolt.DB
	maxQueued uint64
	now       func() time.Time
	hook      func(string)
	holder    string
	share     share

	mu      sync.Mutex
	changed chan struct{}
}

// holderNote is what lies beside the file while it is open, for whoever finds it locked.
type holderNote struct {
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// Open opens the outbox at cfg.Path, or makes a new one. It fails with ErrLocked within a second when another process holds the
// file, with ErrSchema when an unknown version wrote it, and with ErrDamaged when it cannot be read; it changes nothing in any of these
// cases. A file of an older version is copied beside itself, as Path + ".v1" and so on, and then brought up to date.
func Open(cfg Config) (*Outbox, error) {
	if cfg.Path == "" {
		return nil, fmt.Errorf("open outbox: %w: no path", ErrInvalid)
	}
	box := &Outbox{
		maxQueued: cfg.MaxQueued,
		now:       cfg.Now,
		hook:      cfg.Hook,
		holder:    cfg.Path + holderSuffix,
		changed:   make(chan struct{}),
	}
	if box.maxQueued == 0 {
		box.maxQueued = 100_000
	}
	if box.now == nil {
		box.now = time.Now
	}
	if box.hook == nil {
		box.hook = func(string) {}
	}

	db, err := openFile(cfg.Path, bbolt.Options{Timeout: lockWait})
	if err != nil {
		return nil, fmt.Errorf("open outbox %s: %w", cfg.Path, err)
	}
	box.db = db

	if err := box.prepare(); err != nil {
		return nil, errors.Join(fmt.Errorf("open outbox %s: %w", cfg.Path, err), db.Close())
	}
	if err := box.writeHolder(); err != nil {
		return nil, errors.Join(fmt.Errorf("open outbox %s: %w", cfg.Path, err), db.Close())
	}
	return box, nil
}

// openFile opens a bbolt file, and says in plain words why it cannot. Where the damage is such that bbolt gives up in the middle of opening
// to write, the lock stays until the process ends.
func openFile(path string, options bbolt.Options) (db *bbolt.DB, err error) {
	defer damaged(&err)
	db, err = bbolt.Open(path, 0o600, &options)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%w by %s; stop it first, or use another data folder", ErrLocked, readHolder(path))
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch),
		errors.Is(err, bolterrors.ErrFreePagesNotLoaded):
		return nil, fmt.Errorf("%w: %w; %s", ErrDamaged, err, rebuildHint)
	}
	return db, err
}

// Close lets the current write end, and closes the file.
func (o *Outbox) Close() error {
	// The note goes first: once the lock is free it could be another process's.
	noteErr := os.Remove(o.holder)
	if errors.Is(noteErr, os.ErrNotExist) {
		noteErr = nil
	}
	if err := errors.Join(noteErr, o.db.Close()); err != nil {
		return fmt.Errorf("close outbox: %w", err)
	}
	return nil
}

// Path is the file.
func (o *Outbox) Path() string { return o.db.Path() }

// Changes gives a channel that is closed at the next change of any entry. Take it before reading what to wait for:
//
//	for {
//		changes := box.Changes()
//		if entry, err := box.Get(id); err != nil || entry.State.Settled() { … }
//		select { case <-changes: case <-ctx.Done(): … }
//	}
func (o *Outbox) Changes() <-chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.changed
}

// announce wakes whoever waits on Changes.
func (o *Outbox) announce() {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.changed)
	o.changed = make(chan struct{})
}

// update runs one write transaction and announces it once it is on disk.
func (o *Outbox) update(verb string, fn func(*txn) error) error {
	if err := o.write(fn); err != nil {
		return fmt.Errorf("%s: %w", verb, err)
	}
	o.announce()
	return nil
}

// view runs one read transaction.
func (o *Outbox) view(verb string, fn func(*txn) error) error {
	err := reading(o.db, func(tx *bbolt.Tx) error { return fn(&txn{Tx: tx}) })
	if err != nil {
		return fmt.Errorf("%s: %w", verb, err)
	}
	return nil
}

func (o *Outbox) writeHolder() error {
	note, err := json.Marshal(holderNote{PID: os.Getpid(), Since: o.now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	return os.WriteFile(o.holder, note, 0o600)
}

// readHolder says who has the file at path open.
func readHolder(path string) string {
	raw, err := os.ReadFile(filepath.Clean(path + holderSuffix))
	var note holderNote
	if err != nil || json.Unmarshal(raw, &note) != nil {
		return "another process"
	}
	return strings.TrimSpace(fmt.Sprintf("process %d (since %s)", note.PID, note.Since.Format(time.RFC3339)))
}
