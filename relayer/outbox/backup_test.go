package outbox

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// filled is the path of an outbox file, closed, with n acts.
func filled(t *testing.T, n int) string {
	t.Helper()
	path := newPath(t)
	box, err := Open(Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	var acts []Entry
	for i := range n {
		acts = append(acts, act(i))
	}
	if _, err := box.AcceptAll(acts); err != nil {
		t.Fatal(err)
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestF07ADamagedFileIsSaidToBeDamagedWhereverTheDamageIs(t *testing.T) {
	path := filled(t, 300)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pageSize := os.Getpagesize()
	if found, err := Diagnose(path); err != nil || found.Entries != 300 || found.Schema != SchemaVersion {
		t.Fatalf("undamaged: %+v, %v", found, err)
	}
	caught := 0
	for page := 0; page*pageSize < len(whole); page++ {
		at := page * pageSize
		if bytes.Count(whole[at:at+pageSize], []byte{0}) == pageSize {
			continue
		}
		broken := bytes.Clone(whole)
		for i := range pageSize {
			broken[at+i] ^= 0x5a
		}
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Diagnose(path)
		if err == nil {
			// A free page, or the older one of the two that say where everything is.
			continue
		}
		caught++
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrSchema) {
			t.Errorf("page %d: %v", page, err)
		}
		if errors.Is(err, ErrDamaged) && !strings.Contains(err.Error(), "restore a backup") {
			t.Errorf("page %d: the message does not say what to do: %v", page, err)
		}
		// The relayer may start, if the damage is deep inside; it must not end in a panic then.
		box, err := Open(Config{Path: path})
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrSchema) {
				t.Errorf("page %d: Open says %v", page, err)
			}
			continue
		}
		for i := range 300 {
			if _, err := box.Get(act(i).ID); err != nil && errors.Is(err, ErrDisk) {
				t.Errorf("page %d: Get says %v", page, err)
			}
		}
		if err := box.db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if caught < 20 {
		t.Errorf("only %d damaged pages were noticed", caught)
	}
}

func TestF07AByteOfAnActThatChangedIsSaidToBeDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "outbox.db")
	box, err := Open(Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	one := act(1)
	one.Calldata = []byte("the call of an act that somebody signed")
	if _, err := box.Accept(one); err != nil {
		t.Fatal(err)
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string][2][]byte{
		"is not what was accepted": {one.Calldata, []byte("the call of an act that somebody Signed")},
		"does not lead to it":      {one.ID.Bytes(), act(2).ID.Bytes()},
	} {
		if bytes.Count(whole, change[0]) == 0 {
			t.Fatalf("the file does not have %x", change[0])
		}
		// In one of the places that have it.
		if err := os.WriteFile(path, bytes.Replace(whole, change[0], change[1], 1), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Diagnose(path); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestF07AFileThatWasCutShortIsSaidToBeDamaged(t *testing.T) {
	path := filled(t, 300)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, share := range []int64{2, 3, 5, 50} {
		if err := os.Truncate(path, info.Size()/share); err != nil {
			t.Fatal(err)
		}
		if _, err := Diagnose(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("a %dth of the file: %v", share, err)
		}
	}
}

func TestF07ADamagedFileIsSetAsideAndANewOneBegun(t *testing.T) {
	path := filled(t, 1)
	if err := os.WriteFile(path, []byte("ink"), 0o600); err != nil {
		t.Fatal(err)
	}
	aside, err := SetAside(path, start)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(aside); err != nil || string(raw) != "ink" {
		t.Errorf("set aside: %q, %v", raw, err)
	}
	openBox(t, Config{Path: path}).accept(t, act(1))
	if _, err := SetAside(path, start.AddDate(0, 0, 1)); !errors.Is(err, ErrLocked) {
		t.Errorf("of a file in use: %v", err)
	}
}

func TestDiagnoseMakesNoFile(t *testing.T) {
	path := newPath(t)
	if _, err := Diagnose(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("now there is one: %v", err)
	}
}

func TestF09ABackupTakenWhileOthersWriteIsWholeAndRestores(t *testing.T) {
	box := openBox(t, Config{})
	var writers sync.WaitGroup
	stop := make(chan struct{})
	for w := range 4 {
		writers.Add(1)
		go func() {
			defer writers.Done()
			for i := w * 100_000; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := box.Accept(act(i)); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	dir := t.TempDir()
	for _, name := range []string{"first", "second", "third"} {
		before, err := box.Stats()
		if err != nil {
			t.Fatal(err)
		}
		copied, restored := filepath.Join(dir, name), filepath.Join(dir, name+".db")
		if err := box.Backup(copied); err != nil {
			t.Fatal(err)
		}
		if err := Restore(copied, restored); err != nil {
			t.Fatal(err)
		}
		old := openBox(t, Config{Path: restored})
		after, err := old.Stats()
		if err != nil || after.LastSeq < before.LastSeq || after.Count[Queued] != after.LastSeq {
			t.Errorf("%d acts in the backup, %d were there before it; %v", after.LastSeq, before.LastSeq, err)
		}
	}
	close(stop)
	writers.Wait()
}

func TestF09RestoreReplacesNothingAndTakesNothingDamaged(t *testing.T) {
	path, backup := filled(t, 1), filled(t, 2)
	if err := Restore(backup, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
	if err := os.WriteFile(backup, []byte("ink"), 0o600); err != nil {
		t.Fatal(err)
	}
	target := newPath(t)
	if err := Restore(backup, target); !errors.Is(err, ErrDamaged) {
		t.Errorf("of a damaged backup: %v", err)
	}
	if names, err := os.ReadDir(filepath.Dir(target)); err != nil || len(names) != 0 {
		t.Errorf("left behind: %v, %v", names, err)
	}
}

func ids(entries ...Entry) []common.Hash {
	list := make([]common.Hash, len(entries))
	for i, e := range entries {
		list[i] = e.ID
	}
	return list
}

func TestTheFileOfAnOutboxThatNobodyHasOpenIsCopied(t *testing.T) {
	path := filled(t, 40)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := BackupFile(path, copied); err != nil {
		t.Fatal(err)
	}
	if found, err := Diagnose(copied); err != nil || found.Entries != 40 {
		t.Errorf("%+v, %v", found, err)
	}
	if err := BackupFile(path, copied); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
	if err := BackupFile(path+".none", copied+"2"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of a file that is not there: %v", err)
	}
	if _, err := os.Stat(path + ".none"); err == nil {
		t.Error("asking for a file made it")
	}
	box, err := Open(Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	if err := BackupFile(path, copied+"2"); !errors.Is(err, ErrLocked) {
		t.Errorf("of a file in use: %v", err)
	}
	var b bytes.Buffer
	size := int64(0)
	if n, err := box.WriteTo(&b, func(told int64) { size = told }); err != nil || n != size || int64(b.Len()) != n || n == 0 {
		t.Errorf("%d bytes of %d, %v", n, size, err)
	}
}
