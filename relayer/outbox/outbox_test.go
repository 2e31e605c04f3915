package outbox

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

func TestF08ASecondProcessFailsWithinASecondAndNamesTheHolder(t *testing.T) {
	path := newPath(t)
	cmd := inChild(t, "hold the file", path)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(stdout).Scan() {
		t.Fatal("the child did not open the file")
	}

	began := time.Now()
	_, err = Open(Config{Path: path})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", cmd.Process.Pid)) {
		t.Errorf("got %v, want one that names process %d", err, cmd.Process.Pid)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	wantKilled(t, cmd.Wait())
	// Killed with -9 it left its note behind, and the lock free.
	openBox(t, Config{Path: path})
}

func TestF10AnUnknownVersionIsRefusedAndLeftAsItIs(t *testing.T) {
	path := newPath(t)
	box, err := Open(Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	err = box.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(metaSchema, seqKey(99)) })
	if err = errors.Join(err, box.Close()); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Config{Path: path}); !errors.Is(err, ErrSchema) || !strings.Contains(err.Error(), "99") {
		t.Errorf("got %v, want one that names version 99", err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("the file was changed")
	}
}

func TestF07AFileThatIsNoOutboxIsRefusedInPlainWords(t *testing.T) {
	path := newPath(t)
	if err := os.WriteFile(path, []byte(strings.Repeat("no outbox ", 4096)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Config{Path: path}); err == nil || !strings.Contains(err.Error(), "damaged: invalid database; restore a backup") {
		t.Errorf("got %v", err)
	}
}

func TestF19AnOutboxIsBoundToItsChainEvenUnderTheSameChainID(t *testing.T) {
	box := openBox(t, Config{})
	genesis, reset := common.HexToHash("0x01"), common.HexToHash("0x02")
	if err := errors.Join(box.Bind(1337, genesis), box.Bind(1337, genesis)); err != nil {
		t.Fatal(err)
	}
	if err := box.Bind(1337, reset); !errors.Is(err, ErrOtherChain) {
		t.Errorf("another genesis: %v", err)
	}
	if err := box.Bind(1338, genesis); !errors.Is(err, ErrOtherChain) {
		t.Errorf("another chain id: %v", err)
	}
}

func TestEveryEntryComesBackAsItWasAfterReopening(t *testing.T) {
	path := newPath(t)
	box, err := Open(Config{Path: path, Now: func() time.Time { return start }})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := box.Accept(act(1))
	if err = errors.Join(err, box.Close()); err != nil {
		t.Fatal(err)
	}
	want := act(1)
	want.Seq, want.Accepted, want.State, want.Fingerprint = 1, start, Queued, answer.Entry.Fingerprint
	want.History = []Line{{At: start, State: Queued, Note: "accepted"}}
	got, err := openBox(t, Config{Path: path}).Get(act(1).ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
}

func TestActsAreListedByCompanyNewestFirstAndByPages(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 9 {
		box.accept(t, act(i))
	}
	seqs := func(company uint32, before uint64, limit int) []uint64 {
		t.Helper()
		found, err := box.OfCompany(company, before, limit)
		if err != nil {
			t.Fatal(err)
		}
		list := []uint64{}
		for _, e := range found {
			list = append(list, e.Seq)
		}
		return list
	}
	for _, test := range []struct {
		company uint32
		before  uint64
		limit   int
		want    []uint64
	}{
		{31, 0, 4, []uint64{9, 8, 7, 6}},
		{31, 6, 4, []uint64{5, 4, 3, 2}},
		{31, 2, 4, []uint64{1}},
		{31, 1, 4, []uint64{}},
		{42, 0, 9, []uint64{9, 6, 3}},
		{40, 0, 9, []uint64{7, 4, 1}},
		{99, 0, 9, []uint64{}},
		{1, 0, 9, []uint64{}},
	} {
		if diff := cmp.Diff(test.want, seqs(test.company, test.before, test.limit)); diff != "" {
			t.Errorf("company %d before %d (-want +got):\n%s", test.company, test.before, diff)
		}
	}
}

func TestAllActsAreListedNewestFirst(t *testing.T) {
	box := openBox(t, Config{})
	for i := range 5 {
		box.accept(t, act(i))
	}
	for _, test := range []struct {
		before uint64
		want   []uint64
	}{{0, []uint64{5, 4, 3}}, {3, []uint64{2, 1}}, {1, nil}} {
		found, err := box.Newest(test.before, 3)
		if err != nil {
			t.Fatal(err)
		}
		var got []uint64
		for _, e := range found {
			got = append(got, e.Seq)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("before %d (-want +got):\n%s", test.before, diff)
		}
	}
}

func TestTheNoncesOfAKeyAreKnownWhateverBecameOfTheirActs(t *testing.T) {
	box := openBox(t, Config{})
	unsigned, foreign := act(8), act(9)
	unsigned.Key, foreign.Key = common.Address{}, common.HexToAddress("0x03")
	for _, e := range []Entry{act(7), act(300), act(1), unsigned, foreign} {
		box.accept(t, e)
	}
	if _, err := box.Fail(act(7).ID, nil, "refused"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		from  uint64
		limit int
		want  []uint64
	}{{0, 9, []uint64{1, 7, 300}}, {2, 1, []uint64{7}}, {301, 9, nil}} {
		got, err := box.Nonces(act(1).Key, test.from, test.limit)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("from %d (-want +got):\n%s", test.from, diff)
		}
	}
}

func TestChangesWakesWhoeverWaits(t *testing.T) {
	box := openBox(t, Config{})
	changes := box.Changes()
	select {
	case <-changes:
		t.Fatal("woken before anything changed")
	default:
	}
	box.accept(t, act(1))
	<-changes
}

func TestABackupIsAWholeOutbox(t *testing.T) {
	box := openBox(t, Config{})
	box.accept(t, act(1))
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := box.Backup(path); err != nil {
		t.Fatal(err)
	}
	box.accept(t, act(2))
	if err := box.Backup(path); !errors.Is(err, os.ErrExist) {
		t.Errorf("over an existing file: %v", err)
	}
	old := openBox(t, Config{Path: path})
	old.wantState(t, act(1).ID, Queued)
	if _, err := old.Get(act(2).ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("the act of after the backup: %v", err)
	}
}

func TestStatsCountsByStateAndKnowsTheOldestQueued(t *testing.T) {
	now := start
	box := openBox(t, Config{Now: func() time.Time { return now }})
	for i := range 3 {
		box.accept(t, act(i))
		now = now.Add(time.Minute)
	}
	box.reserve(t, 0, act(0))
	got, err := box.Stats()
	if err != nil {
		t.Fatal(err)
	}
	want := Stats{Count: map[State]uint64{Queued: 2, Reserved: 1}, Oldest: start.Add(time.Minute), LastSeq: 3}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stats (-want +got):\n%s", diff)
	}
}

func TestAShelfKeepsDocumentsByKey(t *testing.T) {
	box := openBox(t, Config{})
	shelf := box.Shelf("quotes")
	var got string
	if err := shelf.Get("31/1", &got); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get from an empty shelf: %v", err)
	}
	for _, key := range []string{"31/2", "31/1", "32/1"} {
		if err := shelf.PutNew(key, "document "+key); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.PutNew("31/1", "another"); !errors.Is(err, ErrConflict) {
		t.Errorf("PutNew on a taken key: %v", err)
	}
	if err := errors.Join(shelf.Put("31/2", "changed"), shelf.Delete("32/1"), shelf.Delete("nothing"), box.Shelf("asks").Put("31/9", "x")); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	err := shelf.Each("31/", func(key string, document json.RawMessage) bool {
		found[key] = string(document)
		return true
	})
	want := map[string]string{"31/1": `"document 31/1"`, "31/2": `"changed"`}
	if diff := cmp.Diff(want, found); diff != "" || err != nil {
		t.Errorf("error %v, documents (-want +got):\n%s", err, diff)
	}
	if err := shelf.Put("", "x"); !errors.Is(err, ErrInvalid) {
		t.Errorf("empty key: %v", err)
	}
}
