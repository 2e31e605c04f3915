package anchor_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func TestF14ACancelledNonceIsSpentOnNothingAndLaterOnesLand(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	acts := []outbox.Entry{r.standing(), r.standing(), r.standing()}
	r.accept(acts...)
	r.step()
	if err := r.Cancel(outbox.Slot{Sender: r.sender, Nonce: 0}); err != nil {
		t.Fatal(err)
	}
	r.step()
	r.finish()
	r.wantOnce(acts[1:]...)
	if got := r.want(acts[0], outbox.Parked); got.Result != outbox.Cancelled {
		t.Errorf("result %q", got.Result)
	}
	if n := r.events(acts[0].ID); n != 0 {
		t.Errorf("the cancelled act was done %d times", n)
	}
	if r.nonce() != 3 {
		t.Errorf("%d transactions, want 3", r.nonce())
	}
	if err := r.Cancel(outbox.Slot{Sender: r.sender, Nonce: 0}); !errors.Is(err, outbox.ErrState) {
		t.Errorf("cancelled after its end: %v", err)
	}
	if err := r.Cancel(outbox.Slot{Sender: r.deployer, Nonce: 0}); !errors.Is(err, outbox.ErrInvalid) {
		t.Errorf("a stranger's nonce cancelled: %v", err)
	}
}

func TestF14WhereTheOriginalWinsTheRaceTheRecordSaysAnchored(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	e := r.standing()
	r.accept(e)
	r.step()
	if err := r.Cancel(outbox.Slot{Sender: r.sender, Nonce: 0}); err != nil {
		t.Fatal(err)
	}
	r.step()
	attempts := r.reservation(0).Attempts
	if len(attempts) != 2 || attempts[0].Cancels || !attempts[1].Cancels {
		t.Fatalf("%d attempts, want the original and the cancellation", len(attempts))
	}
	w.ask(nil, "anvil_dropAllTransactions")
	if err := w.node.Send(t.Context(), attempts[0].Raw); err != nil {
		t.Fatal(err)
	}
	r.finish()
	r.wantOnce(e)
}

func TestF34AReorganisationDeeperThanFinalIsAnAlarmAndEveryActIsAnchoredAgain(t *testing.T) {
	registry := prometheus.NewRegistry()
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.Metrics = anchor.NewPrometheus(registry) })
	var acts []outbox.Entry
	for range 3 {
		e := r.standing()
		r.accept(e)
		r.step()
		r.mine(1)
		r.step()
		acts = append(acts, e)
	}
	// One that another transaction did, and no reservation of ours knows.
	other := r.standing()
	w.transact(&other.Target, other.Calldata)
	r.accept(other)
	r.finish()
	r.wantOnce(append(acts, other)...)
	attempts := len(r.reservation(2).Attempts)
	head, err := w.node.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := r.want(acts[1], outbox.Final).Height

	w.ask(nil, "anvil_reorg", head.Number-first+1, []any{})
	w.ask(nil, "anvil_dropAllTransactions")
	r.step()
	r.want(acts[0], outbox.Final)
	r.want(acts[1], outbox.Sent)
	r.want(acts[2], outbox.Sent)
	if diff := cmp.Diff([]string{"a block that was final left the chain; its acts are sent again"}, r.Status().Held); diff != "" {
		t.Errorf("what /readyz says (-want +got):\n%s", diff)
	}
	if got := scrape(t, registry); got["tally_relayer_deep_reorgs_total"] != 3 || got["tally_relayer_acts_undone_total"] != 3 {
		t.Errorf("the metrics count %v blocks and %v acts", got["tally_relayer_deep_reorgs_total"], got["tally_relayer_acts_undone_total"])
	}
	r.finish()
	r.wantOnce(append(acts, other)...)
	if len(r.reservation(2).Attempts) != attempts {
		t.Error("it was signed again; the same bytes were enough")
	}
	if held := r.Status().Held; len(held) != 0 {
		t.Errorf("in the end it still says %q", held)
	}
}

func TestF15AGapBelowLaterNoncesIsFilledWithNothing(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	// A stranger's transaction took nonce 0 and was final; then a reorganisation took it away, with the node's pool.
	first, second := r.standing(), r.standing()
	r.accept(first, second)
	r.step()
	if err := r.box.Forfeit(outbox.Slot{Sender: r.sender, Nonce: 0}, "another transaction holds it for good"); err != nil {
		t.Fatal(err)
	}
	w.ask(nil, "anvil_dropAllTransactions")
	r.restart()
	r.mine(1)
	r.step()
	if n := len(r.reservation(0).Entries); n != 1 {
		t.Fatalf("the gap was filled before it had time to close by itself: %d acts", n)
	}
	r.finish()
	r.wantOnce(first, second)
	if n := len(r.reservation(0).Entries); n != 0 {
		t.Errorf("nonce 0 carries %d acts", n)
	}
	if r.nonce() != 3 {
		t.Errorf("%d transactions, want 3: nothing, and one for each act", r.nonce())
	}
}

func TestF09AnOlderBackupKnowsWhatTheChainHasDoneAndSendsNothingAgain(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.MaxActs = 25 })
	var acts []outbox.Entry
	for range 60 {
		acts = append(acts, r.standing())
	}
	// At the time of the backup the first batches are out, the rest is queued.
	sent := acts[:20]
	r.accept(sent...)
	r.step()
	r.accept(acts[20:]...)
	backup := r.path + ".backup"
	if err := r.box.Backup(backup); err != nil {
		t.Fatal(err)
	}
	r.finish()
	r.wantOnce(acts...)
	later := []outbox.Entry{r.standing(), r.standing()}
	r.accept(later...)
	r.finish()
	nonce := r.nonce()

	if err := r.box.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := outbox.SetAside(r.path, r.clock.Now()); err != nil {
		t.Fatal(err)
	}
	if err := outbox.Restore(backup, r.path); err != nil {
		t.Fatal(err)
	}
	r.start()
	// The supplier upstream hands in again what it has no answer for.
	r.accept(later...)
	r.mine(1)
	r.finish()
	r.wantOnce(append(acts, later...)...)
	if r.nonce() != nonce {
		t.Errorf("%d transactions after the restore", r.nonce()-nonce)
	}
	for _, e := range sent {
		if got := r.want(e, outbox.Final); got.Result != outbox.Done {
			t.Errorf("of an act whose reservation is in the backup it says %q", got.Result)
		}
	}
	fresh := r.standing()
	r.accept(fresh)
	r.finish()
	r.wantOnce(fresh)
}

func TestF07AfterARebuildReplayingEverythingAnchorsNothingTwice(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.MaxActs = 10 })
	var acts []outbox.Entry
	for range 40 {
		acts = append(acts, r.standing())
	}
	r.accept(acts[:20]...)
	r.finish()
	// The file is lost while some are in the pool, and some only in the file.
	r.accept(acts[20:30]...)
	r.step()
	r.accept(acts[30:]...)
	if err := r.box.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := outbox.SetAside(r.path, r.clock.Now()); err != nil {
		t.Fatal(err)
	}
	r.start()
	r.accept(acts...)
	r.finish()
	r.wantOnce(acts...)
}
