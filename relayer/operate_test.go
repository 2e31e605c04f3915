//go:build !windows

package relayer

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/control"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// door is the control client of a relayer that runs.
func (p *process) door(o order) *control.Client {
	p.t.Helper()
	p.awaitReadyOrPaused()
	c, err := control.Reach(o.DataDir)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(c.Close)
	return c
}

// awaitReadyOrPaused waits until nothing stands in the way but that it is paused.
func (p *process) awaitReadyOrPaused() {
	p.t.Helper()
	p.await("ready, or paused and nothing else", "/readyz", func(status int, body string) bool {
		return status == http.StatusOK || strings.HasPrefix(body, `{"ready":false,"reasons":["paused by `)
	})
}

// shortFolder is a data folder whose path leaves room for a socket.
func shortFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "tally")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func TestAPausedRelayerTakesActsAndSendsNoneEvenAfterARestart(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	o.DataDir = shortFolder(t)
	p := start(t, o, "")
	c, door := p.api(), p.door(o)
	if err := door.Pause(t.Context(), control.Order{By: "ada@desk", Why: "the node is being moved"}); err != nil {
		t.Fatal(err)
	}
	signed := g.signed(t)
	stored, _, err := c.Post(t.Context(), signed)
	if err != nil {
		t.Fatalf("a paused relayer does not take an act: %v", err)
	}
	p.terminate()

	p = start(t, o, "")
	door = p.door(o)
	status, err := door.Status(t.Context())
	if err != nil || status.Paused == nil || status.Paused.By != "ada@desk" || status.Ready || status.Acts["queued"] != 1 {
		t.Fatalf("after a restart: %+v, %v", status, err)
	}
	if len(status.Transactions) != 0 || len(status.Senders) != 1 || status.Senders[0].Balance == "" || status.PID == 0 || status.URL != p.url {
		t.Errorf("status: %+v", status)
	}
	if _, body, err := p.page("/metrics"); err != nil || !strings.Contains(body, "\ntally_relayer_paused 1\n") {
		t.Errorf("the metrics do not say that it is paused: %v", err)
	}
	if err := door.Resume(t.Context(), control.Order{By: "bob"}); err != nil {
		t.Fatal(err)
	}
	p.awaitReady()
	if c, err = client.New(p.url); err != nil {
		t.Fatal(err)
	}
	if final, err := c.Await(t.Context(), stored.ID, client.UntilFinal); err != nil || final.State != client.Final {
		t.Fatalf("after it was resumed: %+v, %v", final, err)
	}
	p.terminate()
	log, err := os.ReadFile(filepath.Join(o.DataDir, "log"))
	if err != nil || !strings.Contains(string(log), `"by":"ada@desk","why":"the node is being moved","order":"pause"`) || !strings.Contains(string(log), `"by":"bob","why":"","order":"resume"`) {
		t.Errorf("the log does not say who paused and resumed it (%v):\n%s", err, log)
	}
}

// While it is paused, with a transaction signed and never sent, the operator has its nonce spent on nothing, and then has its acts tried again.
func TestAnOperatorCancelsANonceOfAPausedRelayerAndRetriesItsActs(t *testing.T) {
	g := newGround(t)
	o, acts := g.order(devnet.Relayer), g.standings(2)
	o.DataDir = shortFolder(t)
	put(t, o, acts)
	start(t, o, anchor.BeforeSend).wantKilled()
	box, err := outbox.Open(outbox.Config{Path: filepath.Join(o.DataDir, "outbox.db")})
	if err != nil {
		t.Fatal(err)
	}
	pause := control.Pause{Order: control.Order{By: "ada"}, At: time.Now()}
	if err := errors.Join(box.Shelf(operatorShelf).Put(pauseKey, pause), box.Close()); err != nil {
		t.Fatal(err)
	}

	p := start(t, o, "")
	door, by := p.door(o), control.Order{By: "ada", Why: "wrong month"}
	status, err := door.Status(t.Context())
	if err != nil || len(status.Transactions) != 1 || status.Transactions[0].Acts != 2 || status.Transactions[0].Stage != outbox.StageOpen {
		t.Fatalf("%+v, %v", status, err)
	}
	nonce := status.Transactions[0].Nonce
	if status.Senders[0].Next != nonce+1 || status.Senders[0].InFlight != 1 {
		t.Errorf("%+v", status.Senders)
	}
	if _, err := door.Cancel(t.Context(), outbox.Slot{Nonce: nonce + 5}, by); !errors.Is(err, control.ErrNotFound) {
		t.Errorf("a nonce that is not there: %v", err)
	}
	if _, err := door.Retry(t.Context(), acts[0].ID, by); !errors.Is(err, control.ErrConflict) {
		t.Errorf("an act that is under way: %v", err)
	}
	if _, err := door.Retry(t.Context(), [32]byte{1}, by); !errors.Is(err, control.ErrNotFound) {
		t.Errorf("an act that nobody handed in: %v", err)
	}
	done, err := door.Cancel(t.Context(), outbox.Slot{Nonce: nonce}, by)
	if err != nil || done.Acts != 2 || done.Sender != status.Senders[0].Address {
		t.Fatalf("%+v, %v", done, err)
	}
	p.awaitActs(outbox.Parked, 2)
	if _, err := door.Cancel(t.Context(), done.Slot, by); !errors.Is(err, control.ErrConflict) {
		t.Errorf("what is final cancelled again: %v", err)
	}
	if one, err := door.Retry(t.Context(), acts[0].ID, by); err != nil || one.State != "queued" {
		t.Errorf("%+v, %v", one, err)
	}
	if rest, err := door.RetryParked(t.Context(), by); err != nil || rest.Acts != 1 {
		t.Errorf("%+v, %v", rest, err)
	}
	if err := door.Resume(t.Context(), by); err != nil {
		t.Fatal(err)
	}
	p.awaitActs(outbox.Final, 2)
	p.terminate()
	g.wantOnce(t, o, acts)
	if box, err = outbox.Open(outbox.Config{Path: filepath.Join(o.DataDir, "outbox.db")}); err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	for _, a := range acts {
		stored, err := box.Get(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, line := range stored.History {
			said += line.Note + "\n"
		}
		for _, want := range []string{"cancellation asked for by ada: wrong month", "cancelled: nonce", "retried by ada: wrong month"} {
			if !strings.Contains(said, want) {
				t.Errorf("the history of act %s does not say %q:\n%s", a.ID, want, said)
			}
		}
	}
}

func TestF09ABackupOfARunningRelayerIsRestoredAndNothingIsDoneTwice(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	o.DataDir = shortFolder(t)
	p := start(t, o, "")
	c, door := p.api(), p.door(o)
	signed := []act.Signed{g.signed(t), g.signed(t)}
	var entries []outbox.Entry
	post := func(s act.Signed) {
		stored, _, err := c.Post(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, outbox.Entry{ID: stored.ID})
	}
	post(signed[0])
	var copied bytes.Buffer
	if err := door.Backup(t.Context(), &copied, control.Order{By: "cron"}); err != nil {
		t.Fatal(err)
	}
	post(signed[1])
	for _, e := range entries {
		if _, err := c.Await(t.Context(), e.ID, client.UntilFinal); err != nil {
			t.Fatal(err)
		}
	}

	// The index is rebuilt while it serves.
	if err := door.Resync(t.Context(), control.Order{By: "ada"}); err != nil {
		t.Fatal(err)
	}
	deadline := time.After(within)
	for done := false; !done; {
		status, err := door.Status(t.Context())
		if err != nil || status.Resync == nil {
			t.Fatalf("%+v, %v", status.Resync, err)
		}
		if done = status.Resync.Ended != nil; done && (status.Resync.Failed != "" || status.Resync.Differed || status.Resync.By != "ada") {
			t.Errorf("%+v", status.Resync)
		}
		select {
		case <-deadline:
			t.Fatal("the index is still not rebuilt")
		case <-time.After(20 * time.Millisecond):
		}
	}
	if audit, err := door.Audit(t.Context(), 10); err != nil || audit.Found != 0 || audit.Companies != 2 {
		t.Errorf("%+v, %v", audit, err)
	}
	if _, err := door.Audit(t.Context(), 0); !errors.Is(err, control.ErrInvalid) {
		t.Errorf("an audit that shows nothing: %v", err)
	}

	path, backup := filepath.Join(o.DataDir, "outbox.db"), filepath.Join(o.DataDir, "backup.db")
	if err := os.WriteFile(backup, copied.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := outbox.Restore(backup, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("restored over the file of a relayer that runs: %v", err)
	}
	p.terminate()
	if _, err := door.Status(t.Context()); !errors.Is(err, control.ErrNotRunning) {
		t.Errorf("after its end: %v", err)
	}
	if _, err := outbox.SetAside(path, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := outbox.Restore(backup, path); err != nil {
		t.Fatal(err)
	}
	p = start(t, o, "")
	c = p.api()
	for i, s := range signed {
		again, _, err := c.Post(t.Context(), s)
		if err != nil || again.ID != entries[i].ID {
			t.Fatalf("%+v, %v", again, err)
		}
		if _, err := c.Await(t.Context(), again.ID, client.UntilFinal); err != nil {
			t.Fatal(err)
		}
	}
	g.wantOnceOnChain(t, entries)
}
