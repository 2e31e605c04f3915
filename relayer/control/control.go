// Package control is the door by which those who run a relayer reach it while it runs: to look closely, pause, resume, retry, cancel, rebuild, compare and
// back up.
//
// Guarantee: it is a Unix socket in a folder of mode 0700 inside of the relayer's own, so that the system lets in whoever may read the relayer's files, and
// nobody else; it is on no network, and needs no password. Each thing that is done through it is logged with who asked, why and when. Who asked is what
// the caller says of itself: whoever comes through this door could as well have changed the files.
//
// It speaks HTTP: GET for what changes nothing, POST with an Order for what does. Errors are {"code", "message"}.
package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// longest is the longest path of a socket, in bytes, that every system takes: 104 on darwin with the zero behind it.
const longest = 103

// What callers branch on.
var (
	// ErrNotRunning: no relayer listens in this data folder.
	ErrNotRunning = errors.New("no relayer runs in this data folder")
	// ErrTooLong: the data folder's path is too long for a socket in it.
	ErrTooLong = errors.New("the data folder's path is too long for a socket in it")
	// ErrNotFound: there is no such act or nonce.
	ErrNotFound = errors.New("not found")
	// ErrConflict: what was asked for does not go with how things are.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: the order itself is wrong.
	ErrInvalid = errors.New("invalid")
	// ErrNotReady: the relayer waits for its node, and cannot do that yet.
	ErrNotReady = errors.New("the relayer is not ready for that yet")
)

// Order says who wants something done, and why.
type Order struct {
	// By is who: a login name, or a name and a host. 1 to 100 printable characters.
	By string `json:"by"`
	// Why is for the log and for the history of the act. May be empty; at most 300 printable characters.
	Why string `json:"why,omitempty"`
}

// Check tells what is wrong with an order, as an ErrInvalid.
func (o Order) Check() error {
	switch {
	case o.By == "" || len([]rune(o.By)) > 100 || strings.ContainsFunc(o.By, notPrintable):
		return fmt.Errorf("%w: who asks must be 1 to 100 printable characters", ErrInvalid)
	case len([]rune(o.Why)) > 300 || strings.ContainsFunc(o.Why, notPrintable):
		return fmt.Errorf("%w: the reason must be 300 printable characters at most", ErrInvalid)
	}
	return nil
}

func notPrintable(r rune) bool { return !unicode.IsPrint(r) }

// Note is the order in words, after what was done: "retried by ada: the line was raised".
func (o Order) Note(done string) string {
	note := done + " by " + o.By
	if o.Why != "" {
		note += ": " + o.Why
	}
	return note
}

// Relayer is what the door leads to. Its errors are this package's sentinels, where one fits.
type Relayer interface {
	Status(ctx context.Context) (Status, error)
	// Pause stops sending; acts are taken on. Resume undoes it. Both do nothing where nothing is to be done.
	Pause(order Order) error
	Resume(order Order) error
	// Retry queues a parked or failed act again.
	Retry(id common.Hash, order Order) (outbox.Entry, error)
	// RetryParked queues all parked acts again that are not in conflict, and gives how many those were.
	RetryParked(order Order) (int, error)
	// Cancel asks for a nonce to be spent on nothing, and gives how many acts that concerns. A zero sender is the only one that has this nonce open.
	Cancel(slot outbox.Slot, order Order) (acts int, sender common.Address, err error)
	// Resync begins to rebuild the index from the chain; Status says how far that is. ErrConflict: it is under way already.
	Resync(order Order) error
	// Audit compares the index with the contracts.
	Audit(ctx context.Context, most int) (index.Audit, error)
	// Backup writes a copy of the outbox; size is told its length first.
	Backup(w io.Writer, order Order, size func(int64)) error
}

// Path is where the socket of the relayer with this data folder is. ErrTooLong: there can be none.
func Path(dataDir string) (string, error) {
	folder, err := filepath.Abs(dataDir)
	if err != nil {
		return "", fmt.Errorf("find the control socket: %w", err)
	}
	path := filepath.Join(folder, "control", "socket")
	if len(path) > longest {
		return "", fmt.Errorf("%w: %s has %d bytes, %d are the most", ErrTooLong, path, len(path), longest)
	}
	return path, nil
}

// Listen opens the door. The caller holds the data folder's lock: a socket that is there is one that a killed relayer left.
func Listen(dataDir string) (net.Listener, error) {
	path, err := Path(dataDir)
	if err != nil {
		return nil, err
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	// The folder may be older, and not closed; it is, before there is a socket in it.
	if err := os.Chmod(folder, 0o700); err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("open the control socket: %w", err), listener.Close())
	}
	return listener, nil
}

// Status is how a relayer is, for those who run it.
type Status struct {
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
	// URL is where its API is.
	URL     string `json:"url"`
	Network string `json:"network"`
	ChainID uint64 `json:"chain_id"`
	// Ready and Reasons are what /readyz says.
	Ready   bool     `json:"ready"`
	Reasons []string `json:"reasons"`
	// Paused says who paused it; nil where it is not.
	Paused *Pause `json:"paused"`
	// Acts is how many acts there are in each state that has any, Oldest when the oldest queued one came; nil for none.
	Acts   map[string]uint64 `json:"acts"`
	Oldest *time.Time        `json:"oldest_queued"`
	// Senders are its keys.
	Senders []Sender `json:"senders"`
	// Transactions are those that are not final, by sender and nonce.
	Transactions []Transaction `json:"transactions"`
	Index        IndexStatus   `json:"index"`
	// Resync is the newest rebuilding of the index in this process's life; nil for none.
	Resync *Resync `json:"resync"`
	// Schema is the version of its outbox, Bytes the size of its file.
	Schema uint64 `json:"outbox_schema"`
	Bytes  int64  `json:"outbox_bytes"`
}

// Pause is who paused a relayer, why and when.
type Pause struct {
	Order
	At time.Time `json:"at"`
}

// Sender is a key that pays for gas.
type Sender struct {
	Address common.Address `json:"address"`
	// Balance is in wei, in decimal digits; empty where the node has not told it.
	Balance string `json:"balance_wei"`
	// Next is the nonce that its next transaction gets as the outbox has it; zero where nothing is live, and the chain's count decides.
	Next uint64 `json:"next_nonce"`
	// InFlight is how many of its transactions are unmined, Unfinal how many are mined and not final.
	InFlight int `json:"in_flight"`
	Unfinal  int `json:"unfinal"`
}

// Transaction is a reservation that is not final.
type Transaction struct {
	outbox.Slot
	Stage outbox.Stage `json:"stage"`
	Acts  int          `json:"acts"`
	// Tx is its newest attempt; zero before it is signed. Attempts is how many there are.
	Tx       common.Hash `json:"tx"`
	Attempts int         `json:"attempts"`
	// Height is the block that it is in; zero for none.
	Height    uint64 `json:"height"`
	Held      string `json:"held,omitempty"`
	Cancelled bool   `json:"cancelled,omitempty"`
}

// IndexStatus is how far the index is.
type IndexStatus struct {
	Block uint64      `json:"block"`
	Hash  common.Hash `json:"hash"`
	Head  uint64      `json:"head"`
	Fault string      `json:"fault,omitempty"`
}

// Resync is a rebuilding of the index.
type Resync struct {
	Order
	Begun time.Time `json:"begun"`
	// Block is how far it has come, of Head.
	Block uint64 `json:"block"`
	Head  uint64 `json:"head"`
	// Ended is when it ended; nil before. Failed is why it failed; Differed is set where the old index said something else than the new one.
	Ended    *time.Time `json:"ended"`
	Failed   string     `json:"failed,omitempty"`
	Differed bool       `json:"differed"`
}
