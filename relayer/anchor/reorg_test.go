package anchor_test

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func TestF26AReceiptThatAReorganisationTookAwayTakesTheActBackToSentAndItEndsOnce(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	acts := []outbox.Entry{r.standing(), r.standing()}
	r.accept(acts...)
	r.step()
	r.mine(1)
	r.step()
	mined := r.want(acts[0], outbox.Mined)
	attempts := len(r.reservation(0).Attempts)

	r.mine(1)
	r.ask(nil, "anvil_reorg", 2, []any{})
	r.ask(nil, "anvil_dropAllTransactions")
	if n := r.events(acts[0].ID); n != 0 {
		t.Fatalf("after the reorganisation the chain still has %d events", n)
	}
	r.step()
	r.want(acts[0], outbox.Sent)
	r.want(acts[1], outbox.Sent)
	pool := r.pending(r.sender)
	if len(pool) != 1 || pool[0].Hash() != mined.Tx || len(r.reservation(0).Attempts) != attempts {
		t.Fatalf("in the pool: %v; want the same bytes again", pool)
	}
	r.finish()
	r.wantOnce(acts...)
	if got := r.want(acts[0], outbox.Final); got.Block == mined.Block {
		t.Error("it is final in the block that left the chain")
	}
}

func (r *rig) reservation(nonce uint64) outbox.Reservation {
	r.t.Helper()
	found, err := r.box.Reservation(outbox.Slot{Sender: r.sender, Nonce: nonce})
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

func TestF27ReMinedInAnotherBlockItIsCountedAtItsNewPlace(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	e := r.standing()
	r.accept(e)
	r.step()
	r.mine(1)
	r.step()
	first := r.want(e, outbox.Mined)
	// The same transaction in the block that takes the old one's place.
	r.ask(nil, "anvil_reorg", 1, []any{[]any{hexutil.Bytes(r.reservation(0).Attempts[0].Raw).String(), 0}})
	r.step()
	second := r.want(e, outbox.Mined)
	if first.Height != second.Height || first.Block == second.Block {
		t.Errorf("first in %d %s, then in %d %s", first.Height, first.Block, second.Height, second.Block)
	}
	r.finish()
	r.wantOnce(e)
}

func TestF28AReceiptFromAnOrphanAtEqualHeightDoesNotCount(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	e := r.standing()
	r.accept(e)
	r.step()
	r.mine(1)
	orphan := common.HexToHash("0x0badb10c")
	lying := &faulty{Chain: w.node}
	lying.receipt = func(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
		receipt, err := w.node.Receipt(ctx, tx)
		if receipt != nil {
			receipt.Block = orphan
		}
		return receipt, err
	}
	r.via = lying
	r.restart()
	for range 2 {
		r.step()
		r.want(e, outbox.Sent)
		r.mine(1)
	}
	lying.receipt = nil
	r.finish()
	r.wantOnce(e)
}

func TestF28AnOrphanIsNotMadeFinalByTheDepthOfAnotherBranch(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	e := r.standing()
	r.accept(e)
	r.step()
	r.mine(1)
	r.step()
	r.want(e, outbox.Mined)
	// The block is replaced by an empty one, on which more blocks come than finality asks for.
	r.ask(nil, "anvil_reorg", 1, []any{})
	r.ask(nil, "anvil_dropAllTransactions")
	r.mine(10)
	r.step()
	r.want(e, outbox.Sent)
	r.finish()
	r.wantOnce(e)
}

func TestOnAChainWhoseBlocksAreFinalAtOnceAnActIsFinalInItsBlock(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.Immediate = true })
	r.mine(2)
	e := r.standing()
	r.accept(e)
	r.step()
	r.want(e, outbox.Sent)
	r.mine(1)
	r.step()
	r.want(e, outbox.Final)
	r.wantOnce(e)
	// Should such a chain go back on its word, the act is sent again all the same.
	r.ask(nil, "anvil_reorg", 1, []any{})
	r.ask(nil, "anvil_dropAllTransactions")
	r.step()
	r.want(e, outbox.Sent)
	r.finish()
	r.wantOnce(e)
}
