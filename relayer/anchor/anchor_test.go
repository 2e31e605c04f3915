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

func TestAnActGoesFromQueuedToFinalAndEveryStepIsInItsHistory(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	e := r.standing()
	r.accept(e)
	r.step()
	r.want(e, outbox.Sent)
	r.mine(1)
	r.step()
	if mined := r.want(e, outbox.Mined); mined.Result != outbox.Done {
		t.Errorf("mined as %q", mined.Result)
	}
	r.mine(2)
	r.step()
	r.want(e, outbox.Mined)
	r.mine(1)
	r.step()
	r.wantOnce(e)

	var states []string
	for _, line := range r.want(e, outbox.Final).History {
		states = append(states, line.State.String())
	}
	if diff := cmp.Diff([]string{"queued", "reserved", "signed", "sent", "mined", "final"}, states); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestF49AnActThatIsRefusedFailsWithItsReasonAndStopsNobody(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	acts := []outbox.Entry{r.stranger(), r.standing(), r.standing()}
	r.accept(acts...)
	r.step()
	// Nothing before it could change the chain's mind, so it never went out.
	failed := r.want(acts[0], outbox.Failed)
	notOperator := contracts.NewCompanies().GetABI().Errors["NotOperator"]
	if diff := cmp.Diff(notOperator.ID[:4], []byte(failed.Refusal[:4])); diff != "" {
		t.Errorf("reason (-want +got):\n%s", diff)
	}
	r.finish()
	r.wantOnce(acts[1:]...)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestARefusedActBehindOthersOfItsCompanyIsLeftToTheChain(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	acts := []outbox.Entry{r.standing(), r.stranger(), r.standing()}
	r.accept(acts...)
	r.step()
	r.want(acts[1], outbox.Sent)
	r.finish()
	r.wantOnce(acts[0], acts[2])
	failed := r.want(acts[1], outbox.Failed)
	if failed.Height == 0 || len(failed.Refusal) < 4 {
		t.Errorf("refused at height %d with reason %s", failed.Height, failed.Refusal)
	}
}

func TestAnActMayBuildOnOneOfTheSameBatch(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	member := act.KeySigner{Private: newKey(t)}
	acts := []outbox.Entry{
		r.admission(31, member),
		r.entry(member, contracts.AcceptFrom{Company: 31, Sender: 1, Min: big.NewInt(1), Max: big.NewInt(9), Until: 60_000}, 31, 1),
	}
	r.accept(acts...)
	r.finish()
	r.wantOnce(acts...)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestAnActMayBuildOnOneThatIsNotMinedYet(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	member := act.KeySigner{Private: newKey(t)}
	acts := []outbox.Entry{
		r.admission(31, member),
		r.entry(member, contracts.AcceptFrom{Company: 31, Sender: 1, Min: big.NewInt(1), Max: big.NewInt(9), Until: 60_000}, 31, 1),
	}
	r.accept(acts...)
	r.step()
	r.want(acts[0], outbox.Sent)
	r.want(acts[1], outbox.Sent)
	r.finish()
	r.wantOnce(acts...)
}

func TestABatchThatIsNotFullWaitsForAsLongAsIsSaid(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs, cfg.MaxAge = 2, 5*time.Second })
	acts := []outbox.Entry{r.standing(), r.standing(), r.standing(), r.standing()}
	r.accept(acts[0])
	r.step()
	r.want(acts[0], outbox.Sent) // for nothing, where nothing is unmined
	r.accept(acts[1])
	r.clock.advance(5 * time.Second)
	r.step()
	r.want(acts[1], outbox.Queued)
	r.clock.advance(time.Second)
	r.step()
	r.want(acts[1], outbox.Sent)
	r.accept(acts[2:]...)
	r.step()
	r.want(acts[3], outbox.Sent) // nor where it is full
	r.finish()
	r.wantOnce(acts...)
	if r.nonce() != 3 {
		t.Errorf("%d transactions, want 3", r.nonce())
	}
}

func TestReceiptsOfOneBlockAreReadTogetherWhereTheNodeCan(t *testing.T) {
	w := newWorld(t)
	for name, test := range map[string]struct {
		block func(context.Context, common.Hash) ([]*chain.Receipt, error)
		asked int
	}{
		"it can":              {nil, 1},
		"it has no such call": {func(context.Context, common.Hash) ([]*chain.Receipt, error) { return nil, nil }, 5},
		"it fails":            {func(context.Context, common.Hash) ([]*chain.Receipt, error) { return nil, errors.New("too large") }, 5},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, w, func(cfg *anchor.Config) { cfg.MaxActs = 1 })
			asked := 0
			r.via = &faulty{Chain: w.node, block: test.block, receipt: func(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
				asked++
				return w.node.Receipt(ctx, tx)
			}}
			r.restart()
			acts := []outbox.Entry{r.standing(), r.standing(), r.standing(), r.standing(), r.standing()}
			r.accept(acts...)
			r.step()
			r.mine(1)
			r.step()
			for _, e := range acts {
				r.want(e, outbox.Mined)
			}
			if asked != test.asked {
				t.Errorf("asked for %d receipts one by one, want %d", asked, test.asked)
			}
			r.finish()
			r.wantOnce(acts...)
		})
	}
}

func TestAnActThatWasDoneByAnotherPathIsASuccess(t *testing.T) {
	w := newWorld(t)
	t.Run("before it was sent", func(t *testing.T) {
		r := newRig(t, w, nil)
		e := r.standing()
		w.transact(&e.Target, e.Calldata)
		r.accept(e)
		r.step()
		r.want(e, outbox.Queued)
		r.finish()
		r.wantOnce(e)
		if r.nonce() != 0 {
			t.Error("it was sent all the same")
		}
	})
	t.Run("while it was in the pool", func(t *testing.T) {
		r := newRig(t, w, nil)
		e := r.standing()
		r.accept(e)
		r.step()
		w.ask(nil, "anvil_dropAllTransactions")
		w.transact(&e.Target, e.Calldata)
		r.clock.advance(resendEvery)
		r.finish()
		r.wantOnce(e)
		if got := r.want(e, outbox.Final); got.Result != outbox.DoneElsewhere {
			t.Errorf("result %q", got.Result)
		}
	})
}

func TestF18NoMoreThanSixteenAreInFlightAndAllLandInOrder(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs = 2 })
	var acts []outbox.Entry
	for range 100 {
		acts = append(acts, r.standing())
	}
	r.accept(acts...)
	r.step()
	if n := len(r.pending(r.sender)); n != 16 {
		t.Fatalf("%d in flight, want 16", n)
	}
	r.step()
	if n := len(r.pending(r.sender)); n != 16 {
		t.Fatalf("a round later %d in flight, want 16", n)
	}
	r.finish()
	r.wantOnce(acts...)
	var last outbox.Entry
	for i, e := range acts {
		got := r.want(e, outbox.Final)
		if i > 0 && (got.SenderNonce < last.SenderNonce || (got.SenderNonce == last.SenderNonce && got.Index <= last.Index)) {
			t.Fatalf("act %d went out at nonce %d place %d, the one before it at %d, %d", i, got.SenderNonce, got.Index, last.SenderNonce, last.Index)
		}
		last = got
	}
	if r.nonce() != 50 {
		t.Errorf("%d transactions, want 50", r.nonce())
	}
}

func TestManyActsTravelInFewTransactions(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	var acts []outbox.Entry
	for range 200 {
		acts = append(acts, r.standing())
	}
	if _, err := r.box.AcceptAll(acts); err != nil {
		t.Fatal(err)
	}
	r.finish()
	r.wantOnce(acts...)
	if r.nonce() > 4 {
		t.Errorf("200 acts took %d transactions", r.nonce())
	}
}
