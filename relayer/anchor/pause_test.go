package anchor_test

import (
	"testing"
	"time"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Paused, an anchor sends nothing, old or new, follows what is out, and cancels what it is told to.
func TestAPausedAnchorSendsNothingButCancellations(t *testing.T) {
	paused := false
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) {
		cfg.MaxActs, cfg.ResendEvery = 1, time.Nanosecond
		cfg.Paused = func() bool { return paused }
	})
	sent, dropped, queued := r.standing(), r.standing(), r.standing()
	r.accept(sent)
	r.step()
	r.want(sent, outbox.Sent)
	paused = true
	r.mine(1)
	r.accept(queued)
	r.step()
	r.want(sent, outbox.Mined)
	r.want(queued, outbox.Queued)

	paused = false
	r.accept(dropped)
	r.step()
	paused = true
	r.ask(nil, "anvil_dropAllTransactions")
	for range 3 {
		r.step()
		r.mine(1)
	}
	if got := r.nonce(); got != 1 {
		t.Errorf("%d transactions landed while it was paused, want the one of before", got)
	}
	last := r.want(dropped, outbox.Sent)
	if err := r.CancelBy(outbox.Slot{Sender: last.Sender, Nonce: last.SenderNonce}, "by ada"); err != nil {
		t.Fatal(err)
	}
	r.step()
	if attempts := r.reservation(last.SenderNonce).Attempts; len(attempts) != 2 || !attempts[1].Cancels {
		t.Errorf("%d attempts: the cancellation was not sent", len(attempts))
	}
	paused = false
	r.finish()
	r.wantOnce(sent, queued)
	if got := r.want(dropped, outbox.Parked); got.Result != outbox.Cancelled {
		t.Errorf("result %q", got.Result)
	}
}
