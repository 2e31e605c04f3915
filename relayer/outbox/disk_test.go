//go:build !windows

package outbox

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// bulky is the n-th act of a test, with calldata that makes the file grow.
func bulky(n int) Entry {
	e := act(n)
	e.Calldata = append(e.Calldata, bytes.Repeat([]byte{1}, 20_000)...)
	return e
}

// fileLimit sets how large files may become that this process writes.
func fileLimit(bytes uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = min(bytes, limit.Max)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
}

// fillDisk is a child process whose disk takes no more at some point, and later does again.
func fillDisk(path string) error {
	// Writing beyond the limit is then an error, as on a full disk, and no signal.
	signal.Ignore(syscall.SIGXFSZ)
	box, err := Open(Config{Path: path})
	if err != nil {
		return err
	}
	if _, err := box.Accept(act(0)); err != nil {
		return err
	}
	reserved, err := box.Reserve(sender, 0, ids(act(0)))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := fileLimit(uint64(info.Size())); err != nil {
		return err
	}
	stored := 1
	for ; err == nil; stored++ {
		_, err = box.Accept(bulky(stored))
	}
	stored--
	if !errors.Is(err, ErrDisk) || !strings.Contains(err.Error(), "file too large") {
		return fmt.Errorf("the full disk gave %w", err)
	}
	if _, err := box.Get(bulky(stored).ID); !errors.Is(err, ErrNotFound) {
		return fmt.Errorf("of the act that did not fit: %w", err)
	}
	if _, err := box.AcceptAll([]Entry{bulky(1000), bulky(1001)}); !errors.Is(err, ErrDisk) {
		return fmt.Errorf("many acts: %w", err)
	}
	huge := attempt(reserved.Slot, 0)
	huge.Raw = make([]byte, 100_000)
	if _, err := box.StoreSigned(reserved.Slot, huge); !errors.Is(err, ErrDisk) {
		return fmt.Errorf("a signed transaction: %w", err)
	}
	if r, err := box.Reservation(reserved.Slot); err != nil || len(r.Attempts) != 0 {
		return fmt.Errorf("%d attempts of what is not on disk: %w", len(r.Attempts), err)
	}
	if err := audit(box); err != nil {
		return fmt.Errorf("with the disk full: %w", err)
	}

	if err := fileLimit(^uint64(0)); err != nil {
		return err
	}
	if answer, err := box.Accept(bulky(stored)); err != nil || answer.Entry.Seq != uint64(stored+1) {
		return fmt.Errorf("with space again: act %d has number %d: %w", stored, answer.Entry.Seq, err)
	}
	if _, err := box.StoreSigned(reserved.Slot, huge); err != nil {
		return err
	}
	return errors.Join(audit(box), box.Close())
}

func TestF06AFullDiskStoresNothingOfWhatItRefusesAndTheOutboxGoesOnWhenThereIsSpace(t *testing.T) {
	path := newPath(t)
	if out, err := inChild(t, "fill the disk", path).Output(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := Diagnose(path); err != nil {
		t.Errorf("the file afterwards: %v", err)
	}
}
