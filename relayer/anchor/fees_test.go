package anchor_test

import (
	"context"
	"math/big"
	"testing"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func TestF21AStuckTransactionBidsATenthMoreUnderItsNonceAndF31EitherMayLand(t *testing.T) {
	w := newWorld(t)
	for name, land := range map[string]int{"the bump lands": 1, "the first attempt lands": 0} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, w, func(cfg *anchor.Config) { cfg.BumpAfter = 5 })
			e := r.standing()
			r.accept(e)
			r.step()
			// The chain goes on without it.
			w.ask(nil, "anvil_dropAllTransactions")
			r.mine(5)
			r.clock.advance(resendEvery)
			r.step()
			reservation, err := r.box.Reservation(outbox.Slot{Sender: r.sender, Nonce: 0})
			if err != nil || len(reservation.Attempts) != 2 {
				t.Fatalf("%d attempts, error %v; want 2", len(reservation.Attempts), err)
			}
			first, bump := reservation.Attempts[0], reservation.Attempts[1]
			for _, fees := range [][2]*big.Int{{first.FeeCap, bump.FeeCap}, {first.TipCap, bump.TipCap}} {
				least := new(big.Int).Mul(fees[0], big.NewInt(110))
				if new(big.Int).Mul(fees[1], big.NewInt(100)).Cmp(least) < 0 {
					t.Errorf("bid %s after %s: less than a tenth more", fees[1], fees[0])
				}
			}
			w.ask(nil, "anvil_dropAllTransactions")
			if err := w.node.Send(t.Context(), reservation.Attempts[land].Raw); err != nil {
				t.Fatal(err)
			}
			r.finish()
			r.wantOnce(e)
			if got := r.want(e, outbox.Final); got.Tx != reservation.Attempts[land].Hash {
				t.Errorf("the record names %s, want %s", got.Tx, reservation.Attempts[land].Hash)
			}
		})
	}
}

func TestF23AtTheFeeCapItIsHeldAndTheLastAttemptStaysOut(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, func(cfg *anchor.Config) {
		cfg.BumpAfter, cfg.MaxFee = 5, big.NewInt(1)
		fees, err := feesNow(w)
		if err != nil {
			t.Fatal(err)
		}
		cfg.MaxFee.Mul(fees.Cap, big.NewInt(105)).Div(cfg.MaxFee, big.NewInt(100))
	})
	e := r.standing()
	r.accept(e)
	r.step()
	w.ask(nil, "anvil_dropAllTransactions")
	r.mine(5)
	r.clock.advance(resendEvery)
	r.step()
	reservation, err := r.box.Reservation(outbox.Slot{Sender: r.sender, Nonce: 0})
	if err != nil || len(reservation.Attempts) != 1 || reservation.Held == "" {
		t.Fatalf("%d attempts, held %q, error %v; want one attempt, held", len(reservation.Attempts), reservation.Held, err)
	}
	if n := len(r.pending(r.sender)); n != 1 {
		t.Errorf("%d in the pool, want the last attempt", n)
	}
	r.finish()
	r.wantOnce(e)
}

func feesNow(w *world) (chain.Fees, error) {
	head, err := w.node.Head(context.Background())
	if err != nil {
		return chain.Fees{}, err
	}
	return w.node.Fees(context.Background(), head)
}

func TestF24WithoutFundsItIsHeldAndGoesOnOnceThereAreSome(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	r.fund(r.sender, new(big.Int))
	e := r.standing()
	r.accept(e)
	r.step()
	r.want(e, outbox.Held)
	status := r.Status()
	if len(status.Held) != 1 || status.Senders[0].Balance.Sign() != 0 {
		t.Errorf("status: held %q, balance %s", status.Held, status.Senders[0].Balance)
	}
	r.fund(r.sender, ether(1000))
	r.clock.advance(resendEvery)
	r.finish()
	r.wantOnce(e)
	if reservation, err := r.box.Reservation(outbox.Slot{Sender: r.sender}); err != nil || len(reservation.Attempts) != 1 {
		t.Errorf("%d attempts, error %v; want one: no bump for want of money", len(reservation.Attempts), err)
	}
}

func TestF25AChainWithoutFeesIsPaidNothing(t *testing.T) {
	w := newWorld(t, "--base-fee", "0")
	r := newRig(t, w, func(cfg *anchor.Config) { cfg.BumpAfter = 5 })
	r.fund(r.sender, new(big.Int))
	// Anvil suggests a tip even here; the nodes of such a chain do not.
	r.via = &faulty{Chain: w.node, fees: func(context.Context, chain.Block) (chain.Fees, error) {
		return chain.Fees{Cap: new(big.Int), Tip: new(big.Int), Dynamic: true}, nil
	}}
	r.restart()
	e := r.standing()
	r.accept(e)
	r.step()
	r.want(e, outbox.Sent)
	r.finish()
	r.wantOnce(e)
	reservation, err := r.box.Reservation(outbox.Slot{Sender: r.sender})
	if err != nil {
		t.Fatal(err)
	}
	if last, _ := reservation.Last(); last.FeeCap.Sign() != 0 {
		t.Errorf("it bid %s", last.FeeCap)
	}
}
