package outbox

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

var (
	sender = common.HexToAddress("0x00000000000000000000000000000000000000aa")
	start  = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
)

// TestMain is also the program of the child processes that tests kill.
func TestMain(m *testing.M) {
	if mode := os.Getenv("OUTBOX_TEST_CHILD"); mode != "" {
		child(mode, os.Getenv("OUTBOX_TEST_PATH"))
	}
	os.Exit(m.Run())
}

// child does what its mode says, prints what it was told is done, and dies by kill -9.
func child(mode, path string) {
	if mode == "fill the disk" {
		if err := fillDisk(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	die := func() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }
	cfg := Config{Path: path}
	if mode == AfterReserve {
		cfg.Hook = func(point string) {
			if point == AfterReserve {
				die()
			}
		}
	}
	box, err := Open(cfg)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	switch mode {
	case "hold the file":
		fmt.Println("open")
		bufio.NewScanner(os.Stdin).Scan()
	case "accept and die":
		for i := range 20 {
			answer, err := box.Accept(act(i))
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Println(answer.Entry.ID)
		}
	case AfterReserve:
		if _, err := box.Accept(act(1)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		_, err := box.Reserve(sender, 7, []common.Hash{act(1).ID})
		fmt.Fprintln(os.Stderr, "still alive after reserve:", err)
		os.Exit(1)
	}
	die()
}

// inChild starts the test binary as a child process on an outbox file.
func inChild(t *testing.T, mode, path string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), "OUTBOX_TEST_CHILD="+mode, "OUTBOX_TEST_PATH="+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// wantKilled fails the test unless the child ended by kill -9.
func wantKilled(t *testing.T, err error) {
	t.Helper()
	exit, ok := err.(*exec.ExitError)
	if !ok || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("child ended with %v, want kill -9", err)
	}
}

// testBox is an outbox that audits itself when the test ends, and whose clock stands still.
type testBox struct {
	*Outbox
	path string
}

func newPath(t *testing.T) string { return filepath.Join(t.TempDir(), "outbox.db") }

func openBox(t *testing.T, cfg Config) *testBox {
	t.Helper()
	if cfg.Path == "" {
		cfg.Path = newPath(t)
	}
	if cfg.Now == nil {
		cfg.Now = func() time.Time { return start }
	}
	box, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := audit(box); err != nil {
			t.Errorf("the outbox contradicts itself: %v", err)
		}
		if err := box.Close(); err != nil {
			t.Error(err)
		}
	})
	return &testBox{Outbox: box, path: cfg.Path}
}

// act is the n-th act of a test.
func act(n int) Entry {
	id := crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, uint64(n)))
	return Entry{
		ID:        id,
		Content:   crypto.Keccak256Hash(id.Bytes()),
		Act:       "Transfer",
		Target:    common.HexToAddress("0x01"),
		Calldata:  []byte{1, 2, 3, 4, byte(n)},
		Gas:       100_000,
		Key:       common.HexToAddress("0x02"),
		Nonce:     uint64(n),
		Companies: []uint32{31, uint32(40 + n%3)},
	}
}

func (b *testBox) accept(t *testing.T, e Entry) Entry {
	t.Helper()
	answer, err := b.Accept(e)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Entry
}

func (b *testBox) reserve(t *testing.T, latest uint64, entries ...Entry) Reservation {
	t.Helper()
	list := make([]common.Hash, len(entries))
	for i, e := range entries {
		list[i] = e.ID
	}
	r, err := b.Reserve(sender, latest, list)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// attempt is the n-th transaction for a slot.
func attempt(slot Slot, n int) Attempt {
	raw := append(slot.key(), byte(n))
	return Attempt{Raw: raw, Hash: crypto.Keccak256Hash(raw), FeeCap: big.NewInt(100), TipCap: big.NewInt(1), Height: 5}
}

// send takes a reservation as far as Sent.
func (b *testBox) send(t *testing.T, slot Slot) {
	t.Helper()
	if _, err := b.StoreSigned(slot, attempt(slot, 0)); err != nil {
		t.Fatal(err)
	}
	if err := b.MarkSent(slot); err != nil {
		t.Fatal(err)
	}
}

// landing says that a slot's first attempt landed at a height with these outcomes.
func landing(slot Slot, height uint64, results ...Result) Landing {
	l := Landing{Slot: slot, Tx: attempt(slot, 0).Hash, Block: common.BigToHash(new(big.Int).SetUint64(height + 1<<32)), Height: height}
	for _, result := range results {
		l.Outcomes = append(l.Outcomes, Outcome{Result: result})
	}
	return l
}

func (b *testBox) mine(t *testing.T, slot Slot, height uint64, results ...Result) {
	t.Helper()
	if err := b.MarkMined(landing(slot, height, results...)); err != nil {
		t.Fatal(err)
	}
}

func (b *testBox) wantState(t *testing.T, id common.Hash, want State) Entry {
	t.Helper()
	e, err := b.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	if e.State != want {
		t.Fatalf("act is %s (%s), want %s", e.State, e.Reason(), want)
	}
	return e
}

// audit compares everything that the outbox keeps twice, and looks for damage in the file.
func audit(box *Outbox) error {
	if err := box.Check(); err != nil {
		return err
	}
	return box.view("audit", func(t *txn) error {
		counts := make(map[State]uint64)
		queues := make(map[State]int)
		inLive := make(map[common.Hash]Slot)
		live := t.Bucket(bucketLive).Cursor()
		for key, _ := live.First(); key != nil; key, _ = live.Next() {
			r, err := t.liveReservation(slotOf(key))
			if err != nil {
				return err
			}
			for _, id := range r.Entries {
				if e, err := t.entry(id); err != nil || (r.Reopened && !r.holds(e)) {
					continue
				}
				if other, twice := inLive[id]; twice {
					return fmt.Errorf("act %s is in live reservations %s and %s (I1)", id, other, r.Slot)
				}
				inLive[id] = r.Slot
			}
		}
		cursor := t.Bucket(bucketActs).Cursor()
		for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
			e, err := t.entryAt(key)
			if err != nil {
				return err
			}
			counts[e.State]++
			queues[e.State]++
			slot, isLive := inLive[e.ID]
			if isLive != e.State.InFlight() {
				return fmt.Errorf("act %s is %s; in a live reservation: %t", e.ID, e.State, isLive)
			}
			if isLive && slot != (Slot{Sender: e.Sender, Nonce: e.SenderNonce}) {
				return fmt.Errorf("act %s names another reservation than %s", e.ID, slot)
			}
			if last := e.History[len(e.History)-1]; last.State != e.State {
				return fmt.Errorf("act %s is %s, its history ends with %s (I5)", e.ID, e.State, last.State)
			}
		}
		for _, s := range States() {
			if t.counted(s) != counts[s] {
				return fmt.Errorf("%d acts are %s, the count says %d", counts[s], s, t.counted(s))
			}
		}
		for state, bucket := range map[State][]byte{Queued: bucketQueued, Waiting: bucketWaiting} {
			if n := t.Bucket(bucket).Stats().KeyN; n != queues[state] {
				return fmt.Errorf("%d acts are %s, %d are in that queue", queues[state], state, n)
			}
		}
		return nil
	})
}
