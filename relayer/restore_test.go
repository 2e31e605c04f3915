package relayer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/outbox"
)

// copied is the copy of an outbox with some acts in it.
func copied(f *testing.F) []byte {
	f.Helper()
	path := filepath.Join(f.TempDir(), "outbox.db")
	box, err := outbox.Open(outbox.Config{Path: path})
	if err != nil {
		f.Fatal(err)
	}
	sender := common.Address{9}
	for i := range 40 {
		id := common.Hash{1, byte(i)}
		if _, err := box.Accept(outbox.Entry{
			ID: id, Content: common.Hash{2, byte(i)}, Act: "Transfer", Target: common.Address{3}, Calldata: make([]byte, 300), Gas: 100_000,
			Key: common.Address{4}, Nonce: uint64(i), Companies: []uint32{31, uint32(40 + i)},
		}); err != nil {
			f.Fatal(err)
		}
		if i%8 == 0 {
			if _, err := box.Reserve(sender, 0, []common.Hash{id}); err != nil {
				f.Fatal(err)
			}
		}
	}
	backup := filepath.Join(f.TempDir(), "backup.db")
	if err := errors.Join(box.Backup(backup), box.Close()); err != nil {
		f.Fatal(err)
	}
	content, err := os.ReadFile(backup)
	if err != nil {
		f.Fatal(err)
	}
	return content
}

// FuzzRestore asserts that a backup with whatever bytes changed or cut off is restored as it is, into an outbox that can be opened and whose pages are
// sound, or refused as damaged or of an unknown version; that what is refused leaves no file; and that nothing of it ends the process.
func FuzzRestore(f *testing.F) {
	whole := copied(f)
	page := os.Getpagesize()
	f.Add(uint32(0), []byte{}, uint32(0))
	f.Add(uint32(16), []byte{0xed, 0xda, 0x0c, 0xed}, uint32(0))
	f.Add(uint32(2*page), bytes.Repeat([]byte{0xff}, 64), uint32(0))
	f.Add(uint32(3*page+8), []byte{2, 0, 0xff, 0xff}, uint32(page))
	f.Add(uint32(0), []byte("not an outbox"), uint32(len(whole)-13))
	for number := range len(whole) / page {
		f.Add(uint32(number*page), binary.LittleEndian.AppendUint64(nil, uint64(number+1)), uint32(0))
		f.Add(uint32(number*page+24), binary.LittleEndian.AppendUint64(nil, 1<<40), uint32(0))
	}
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, cut uint32) {
		content := bytes.Clone(whole)
		copy(content[int(at)%len(content):], patch)
		content = content[:len(content)-int(cut)%len(content)]
		folder := t.TempDir()
		backup, path := filepath.Join(folder, "backup.db"), filepath.Join(folder, "outbox.db")
		if err := os.WriteFile(backup, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := outbox.Restore(backup, path); err != nil {
			if !errors.Is(err, outbox.ErrDamaged) && !errors.Is(err, outbox.ErrSchema) {
				t.Errorf("%v is none of the errors that callers branch on", err)
			}
			if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
				t.Errorf("beside the backup there is something: %v, %v", left, err)
			}
			return
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("what was restored is not what was backed up: %v", err)
		}
		box, err := outbox.Open(outbox.Config{Path: path})
		if err != nil {
			t.Fatalf("restored, and cannot be opened: %v", err)
		}
		// bbolt's pages have no sums: a changed byte within an entry is found by who reads that one, as an error.
		_, _ = box.Stats()
		_, _ = box.Newest(0, 1_000)
		if err := errors.Join(box.Check(), box.Close()); err != nil {
			t.Errorf("restored, and not sound: %v", err)
		}
	})
}
