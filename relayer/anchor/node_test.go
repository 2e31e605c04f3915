package anchor_test

import (
	"context"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// lagging is a node that is so many blocks behind: it answers from its past, and knows nothing of later blocks.
type lagging struct {
	*chain.Client
	behind uint64
}

func (l *lagging) Head(ctx context.Context) (chain.Block, error) {
	head, err := l.Client.Head(ctx)
	if err != nil || l.behind == 0 {
		return head, err
	}
	return l.Client.BlockAt(ctx, head.Number-l.behind)
}

func (l *lagging) HashAt(ctx context.Context, height uint64) (common.Hash, error) {
	head, err := l.Head(ctx)
	if err != nil {
		return common.Hash{}, err
	}
	if height > head.Number {
		return common.Hash{}, chain.ErrNoBlock
	}
	return l.Client.HashAt(ctx, height)
}

func (l *lagging) Nonce(ctx context.Context, account common.Address) (uint64, error) {
	head, err := l.Head(ctx)
	if err != nil {
		return 0, err
	}
	return l.Client.NonceAt(ctx, account, head.Number)
}

func (l *lagging) Receipt(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
	receipt, err := l.Client.Receipt(ctx, tx)
	if err != nil || receipt == nil {
		return nil, err
	}
	if head, err := l.Head(ctx); err != nil || receipt.Height > head.Number {
		return nil, err
	}
	return receipt, nil
}

func TestF16AndF29ANodeThatFallsBehindUndoesNothingAndMakesNothingTwice(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	node := &lagging{Client: w.node}
	r.via = node
	r.restart()
	final, mined, sent := r.standing(), r.standing(), r.standing()
	r.accept(final)
	r.finish()
	r.accept(mined)
	r.step()
	r.mine(1)
	r.step()
	r.want(mined, outbox.Mined)

	// The head goes back below all of it.
	node.behind = 6
	r.step()
	r.want(final, outbox.Final)
	history := len(r.want(mined, outbox.Mined).History)
	// Its count of our transactions is of the past, and must not become a nonce.
	r.accept(sent)
	r.step()
	if got := r.want(sent, outbox.Sent); got.SenderNonce != 2 {
		t.Errorf("nonce %d, want 2", got.SenderNonce)
	}
	r.mine(2)
	r.step()
	r.want(mined, outbox.Mined)

	node.behind = 0
	r.finish()
	r.wantOnce(final, mined, sent)
	if got := len(r.want(mined, outbox.Final).History); got != history+1 {
		t.Errorf("%d lines of history, want one more than %d", got, history)
	}
	if r.nonce() != 3 {
		t.Errorf("%d transactions, want 3", r.nonce())
	}
}

func TestF16ANodeBehindWithNothingLiveIsWaitedFor(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	node := &lagging{Client: w.node}
	r.via = node
	r.restart()
	before, after := r.standing(), r.standing()
	r.accept(before)
	r.finish()
	node.behind = 6
	r.accept(after)
	if err := r.Step(t.Context()); !errors.Is(err, outbox.ErrNodeBehind) {
		t.Fatalf("the round ended with %v", err)
	}
	r.want(after, outbox.Queued)
	node.behind = 0
	r.finish()
	r.wantOnce(before, after)
	if r.nonce() != 2 {
		t.Errorf("%d transactions, want 2", r.nonce())
	}
}

func TestF22WhereTheOriginalLandsWhileItIsBidHigherThereIsOneEvent(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.BumpAfter = 5 })
	node := &faulty{Chain: w.node}
	r.via = node
	r.restart()
	e := r.standing()
	r.accept(e)
	r.step()
	w.ask(nil, "anvil_dropAllTransactions")
	r.mine(5)
	original := r.reservation(0).Attempts[0]
	var class chain.Class
	node.send = func(ctx context.Context, raw []byte) error {
		node.send = nil
		// Just before the higher bid is out, the original lands.
		if err := w.node.Send(ctx, original.Raw); err != nil {
			return err
		}
		w.mine(1)
		err := w.node.Send(ctx, raw)
		class = chain.Classify(err)
		return err
	}
	r.clock.advance(resendEvery)
	r.step()
	if class != chain.NonceTooLow || len(r.reservation(0).Attempts) != 2 {
		t.Fatalf("the node said %s to attempt %d", class, len(r.reservation(0).Attempts))
	}
	r.step()
	if got := r.want(e, outbox.Mined); got.Tx != original.Hash {
		t.Errorf("the record names %s, want the original %s", got.Tx, original.Hash)
	}
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

// cancelling is an act of the desk's that spends the nonce of another act of the desk's.
func (w *world) cancelling(e outbox.Entry) outbox.Entry {
	w.t.Helper()
	return w.entry(w.desk, contracts.CancelNonce{Company: 1, Cancelled: e.Nonce}, 1)
}

func TestF32AnActWhoseNonceAnotherActSpentIsInConflictAndParked(t *testing.T) {
	w := newWorld(t)
	t.Run("found before it is sent", func(t *testing.T) {
		r := newRig(t, w, nil)
		e := r.standing()
		spent := r.cancelling(e)
		w.transact(&spent.Target, spent.Calldata)
		r.accept(e)
		r.step()
		if got := r.want(e, outbox.Parked); got.Result != outbox.Conflict || len(got.Refusal) < 4 {
			t.Errorf("result %q, refusal %s", got.Result, got.Refusal)
		}
		if r.nonce() != 0 {
			t.Error("it was sent all the same")
		}
	})
	t.Run("found on the chain", func(t *testing.T) {
		r := newRig(t, w, nil)
		e := r.standing()
		spent := r.cancelling(e)
		r.accept(spent, e)
		r.finish()
		r.wantOnce(spent)
		if got := r.want(e, outbox.Parked); got.Result != outbox.Conflict || got.Height == 0 {
			t.Errorf("result %q in block %d", got.Result, got.Height)
		}
	})
	t.Run("equal digest is success by another path", func(t *testing.T) {
		r := newRig(t, w, nil)
		e := r.standing()
		w.transact(&e.Target, e.Calldata)
		r.accept(e)
		r.finish()
		r.wantOnce(e)
		if got := r.want(e, outbox.Final); got.Result != outbox.DoneElsewhere || r.nonce() != 0 {
			t.Errorf("result %q, %d transactions", got.Result, r.nonce())
		}
	})
	t.Run("any other refusal fails with the contract's error", func(t *testing.T) {
		r := newRig(t, w, nil)
		stranger := act.KeySigner{Private: newKey(t)}
		e := r.entry(stranger, contracts.CancelNonce{Company: 1, Cancelled: 5}, 1)
		r.accept(e)
		r.finish()
		want := contracts.NewCompanies().GetABI().Errors["NotOperator"]
		got := r.want(e, outbox.Failed)
		values, err := want.Unpack(got.Refusal)
		if err != nil {
			t.Fatalf("refusal %s: %v", got.Refusal, err)
		}
		if diff := cmp.Diff([]any{stranger.Address(), uint32(1)}, values); diff != "" {
			t.Errorf("the error's arguments (-want +got):\n%s", diff)
		}
	})
}

func TestF33WhileTheChainStandsStillNothingIsBidHigherAndItGoesOnAlone(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.BumpAfter = 5 })
	e := r.standing()
	r.accept(e)
	r.step()
	since := r.Status().HeadSince
	for range 30 {
		r.clock.advance(time.Minute)
		r.step()
	}
	if n := len(r.reservation(0).Attempts); n != 1 {
		t.Errorf("%d attempts after half an hour without a block, want 1", n)
	}
	if got := r.Status().HeadSince; !got.Equal(since) {
		t.Errorf("it says that the head is of %s, and it is of %s", got, since)
	}
	r.finish()
	r.wantOnce(e)
}

func TestF47AClockThatJumpsAnHourBumpsNothingAndExpiresNothing(t *testing.T) {
	w := newWorld(t)
	for name, jump := range map[string]time.Duration{"forward": time.Hour, "back": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, w, func(cfg *anchor.Config) { cfg.BumpAfter, cfg.MaxActs = 5, 1 })
			acts := []outbox.Entry{r.standing(), r.standing(), r.standing()}
			r.accept(acts[:2]...)
			r.step()
			r.clock.advance(jump)
			for range 5 {
				r.step()
				r.clock.advance(time.Second)
			}
			r.accept(acts[2])
			r.step()
			for nonce := range uint64(3) {
				if n := len(r.reservation(nonce).Attempts); n != 1 {
					t.Errorf("nonce %d has %d attempts, want 1", nonce, n)
				}
			}
			r.clock.advance(-jump)
			r.finish()
			r.wantOnce(acts...)
			if r.nonce() != 3 {
				t.Errorf("%d transactions, want 3", r.nonce())
			}
		})
	}
}

func TestF18AThousandQueuedAllLandWithSixteenInFlightAtMost(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs = 20 })
	var acts []outbox.Entry
	for range 1000 {
		acts = append(acts, r.standing())
	}
	if _, err := r.box.AcceptAll(acts); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		r.step()
		if n := r.Status().InFlight; n > 16 {
			t.Fatalf("%d in flight", n)
		}
		r.mine(1)
	}
	r.finish()
	r.wantOnce(acts...)
	if r.nonce() != 50 {
		t.Errorf("%d transactions, want 50", r.nonce())
	}
}

func TestTwoRelayersOfTwoKeysDoEachActOnce(t *testing.T) {
	w := newWorld(t)
	one, two := newRig(t, w, nil), newRig(t, w, nil)
	member := act.KeySigner{Private: newKey(t)}
	acts := []outbox.Entry{w.admission(31, member)}
	for range 40 {
		acts = append(acts, w.standing())
	}
	acts = append(acts, w.entry(member, contracts.AcceptFrom{Company: 31, Sender: 1, Min: big.NewInt(1), Max: big.NewInt(9), Until: 60_000}, 31, 1))
	one.accept(acts...)
	two.accept(acts...)
	one.step()
	two.step()
	one.finish()
	two.finish()
	one.wantOnce(acts...)
	two.wantOnce(acts...)
}
