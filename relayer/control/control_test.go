//go:build !windows

package control_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// fake is a relayer that notes what it is told.
type fake struct {
	told []string
	err  error
	cut  bool
}

func (f *fake) heed(order control.Order, what string) error {
	f.told = append(f.told, order.Note(what))
	return f.err
}

func (f *fake) Status(context.Context) (control.Status, error) { return control.Status{PID: 7}, f.err }
func (f *fake) Pause(o control.Order) error                    { return f.heed(o, "paused") }
func (f *fake) Resume(o control.Order) error                   { return f.heed(o, "resumed") }
func (f *fake) Resync(o control.Order) error                   { return f.heed(o, "resynced") }
func (f *fake) RetryParked(o control.Order) (int, error)       { return 3, f.heed(o, "all retried") }
func (f *fake) Retry(id common.Hash, o control.Order) (outbox.Entry, error) {
	return outbox.Entry{State: outbox.Queued}, f.heed(o, "retried "+id.Hex()[:6])
}
func (f *fake) Cancel(s outbox.Slot, o control.Order) (int, common.Address, error) {
	return 2, common.Address{9}, f.heed(o, "cancelled")
}
func (f *fake) Audit(_ context.Context, most int) (index.Audit, error) {
	return index.Audit{Found: most}, f.err
}
func (f *fake) Backup(w io.Writer, _ control.Order, size func(int64)) error {
	if f.err != nil {
		return f.err
	}
	size(5)
	if f.cut {
		_, err := io.WriteString(w, "who")
		return err
	}
	_, err := io.WriteString(w, "whole")
	return err
}

// open serves a fake in a folder, until the test ends.
func open(t *testing.T, f *fake) (folder string, c *control.Client) {
	t.Helper()
	folder, err := os.MkdirTemp("", "tally")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	listener, err := control.Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: control.Handler(f)}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	if c, err = control.Reach(folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return folder, c
}

func TestWhatIsOrderedReachesTheRelayerWithWhoAndWhy(t *testing.T) {
	f := &fake{}
	_, c := open(t, f)
	order := control.Order{By: "ada", Why: "a drill"}
	cancelled, cancelErr := c.Cancel(t.Context(), outbox.Slot{Nonce: 4}, order)
	retried, retryErr := c.Retry(t.Context(), common.Hash{0xab}, order)
	all, allErr := c.RetryParked(t.Context(), order)
	audit, auditErr := c.Audit(t.Context(), 12)
	status, statusErr := c.Status(t.Context())
	if err := errors.Join(c.Pause(t.Context(), order), c.Resume(t.Context(), order), c.Resync(t.Context(), control.Order{By: "bob"}), cancelErr, retryErr, allErr, auditErr, statusErr); err != nil {
		t.Fatal(err)
	}
	if cancelled.Acts != 2 || cancelled.Nonce != 4 || cancelled.Sender != (common.Address{9}) || retried.State != "queued" || all.Acts != 3 || audit.Found != 12 || status.PID != 7 {
		t.Errorf("answers: %+v, %+v, %+v, %+v, %+v", cancelled, retried, all, audit, status)
	}
	want := "cancelled by ada: a drill\nretried 0xab00 by ada: a drill\nall retried by ada: a drill\npaused by ada: a drill\nresumed by ada: a drill\nresynced by bob"
	if got := strings.Join(f.told, "\n"); got != want {
		t.Errorf("the relayer was told\n%s\nwant\n%s", got, want)
	}
}

func TestErrorsComeThroughAsWhatTheyAre(t *testing.T) {
	f := &fake{}
	_, c := open(t, f)
	for _, sentinel := range []error{control.ErrNotFound, control.ErrConflict, control.ErrInvalid, control.ErrNotReady} {
		f.err = errors.Join(sentinel, errors.New("in other words"))
		if err := c.Pause(t.Context(), control.Order{By: "ada"}); !errors.Is(err, sentinel) || !strings.Contains(err.Error(), "in other words") {
			t.Errorf("%v came as %v", f.err, err)
		}
		if err := c.Backup(t.Context(), io.Discard, control.Order{By: "ada"}); !errors.Is(err, sentinel) {
			t.Errorf("%v came as %v", f.err, err)
		}
	}
	f.err = errors.New("the disk is gone")
	if _, err := c.Status(t.Context()); err == nil || err.Error() != "the disk is gone" {
		t.Errorf("an error without a sentinel came as %v", err)
	}
}

func TestAnOrderWithoutAnAuthorIsRefused(t *testing.T) {
	f := &fake{}
	_, c := open(t, f)
	for _, order := range []control.Order{{}, {By: "ada\nlevel=info"}, {By: strings.Repeat("a", 101)}, {By: "ada", Why: strings.Repeat("x", 301)}, {By: "ada", Why: "\x1b[31m"}} {
		if err := c.Pause(t.Context(), order); !errors.Is(err, control.ErrInvalid) {
			t.Errorf("%q: %v", order, err)
		}
	}
	if len(f.told) != 0 {
		t.Errorf("the relayer heard %q", f.told)
	}
}

func TestABackupThatWasCutOffIsNoBackup(t *testing.T) {
	f := &fake{}
	_, c := open(t, f)
	var b bytes.Buffer
	if err := c.Backup(t.Context(), &b, control.Order{By: "ada"}); err != nil || b.String() != "whole" {
		t.Fatalf("%q, %v", b.String(), err)
	}
	f.cut = true
	if err := c.Backup(t.Context(), io.Discard, control.Order{By: "ada"}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut off: %v", err)
	}
}

func TestTheDoorIsClosedToOthersAndStandsWhereAKilledRelayerLeftOne(t *testing.T) {
	folder, err := os.MkdirTemp("", "tally")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Mkdir(filepath.Join(folder, "control"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "control", "socket"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := control.Reach(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Status(t.Context()); !errors.Is(err, control.ErrNotRunning) {
		t.Errorf("where nobody listens: %v", err)
	}
	listener, err := control.Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for name, want := range map[string]os.FileMode{"control": 0o700, "control/socket": 0o600} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", name, got, want)
		}
	}
}

func TestAFolderWhosePathIsTooLongHasNoDoorAndSaysSo(t *testing.T) {
	if _, err := control.Listen("/" + strings.Repeat("deep/", 30)); !errors.Is(err, control.ErrTooLong) {
		t.Errorf("got %v", err)
	}
	if _, err := control.Reach("/" + strings.Repeat("deep/", 30)); !errors.Is(err, control.ErrTooLong) {
		t.Errorf("got %v", err)
	}
}
