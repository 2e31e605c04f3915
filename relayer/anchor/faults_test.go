package anchor_test

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

func TestF02ASendThatTimesOutThoughTheNodeTookItIsFoundByItsHash(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	silent := &faulty{Chain: w.node}
	silent.send = func(ctx context.Context, raw []byte) error {
		if err := w.node.Send(ctx, raw); err != nil {
			return err
		}
		return &chain.Error{Class: chain.Unreachable, Err: context.DeadlineExceeded}
	}
	r.via = silent
	r.restart()
	e := r.standing()
	r.accept(e)
	r.fault()
	r.want(e, outbox.Sent)
	r.mine(1)
	r.step()
	r.want(e, outbox.Mined)
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestF03AfterARestartTheSameBytesGoOutAndAlreadyKnownCountsAsSent(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	var sent [][]byte
	var answers []chain.Class
	witness := &faulty{Chain: w.node}
	witness.send = func(ctx context.Context, raw []byte) error {
		err := w.node.Send(ctx, raw)
		sent, answers = append(sent, bytes.Clone(raw)), append(answers, chain.Classify(err))
		return err
	}
	r.via = witness
	r.restart()
	e := r.standing()
	r.accept(e)
	r.step()
	r.restart()
	r.step()
	r.want(e, outbox.Sent)
	if len(sent) != 2 || !bytes.Equal(sent[0], sent[1]) {
		t.Fatalf("%d sends, want the same bytes twice", len(sent))
	}
	if answers[1] != chain.AlreadyKnown {
		t.Errorf("the node answered %s", answers[1])
	}
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestF04ANodeThatLostItsPoolHasTheTransactionsAgainWithinOneInterval(t *testing.T) {
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.MaxActs = 1 })
	acts := []outbox.Entry{r.standing(), r.standing(), r.standing()}
	r.accept(acts...)
	r.step()
	r.ask(nil, "anvil_dropAllTransactions")
	r.step()
	if n := len(r.pending(r.sender)); n != 0 {
		t.Fatalf("%d in the pool before the interval was over: it was not emptied", n)
	}
	r.clock.advance(resendEvery)
	r.step()
	if n := len(r.pending(r.sender)); n != 3 {
		t.Fatalf("%d in the pool after the interval, want 3", n)
	}
	r.finish()
	r.wantOnce(acts...)
}

func TestF05ATransactionThatThePoolEvictedHoursAgoLandsAnyway(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	e := r.standing()
	r.accept(e)
	r.step()
	first := r.pending(r.sender)[0]
	r.clock.advance(3 * time.Hour)
	r.ask(nil, "anvil_dropTransaction", first.Hash())
	r.step()
	again := r.pending(r.sender)
	if len(again) != 1 || again[0].Hash() != first.Hash() {
		t.Fatalf("in the pool: %v, want the transaction of before", again)
	}
	r.finish()
	r.wantOnce(e)
}

func TestF11AReservationWithoutSignatureIsSignedUnderItsNonce(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	first, second := r.standing(), r.standing()
	r.accept(first)
	if _, err := r.box.Reserve(r.sender, 0, []common.Hash{first.ID}); err != nil {
		t.Fatal(err)
	}
	r.restart()
	r.accept(second)
	r.finish()
	r.wantOnce(first, second)
	for e, nonce := range map[common.Hash]uint64{first.ID: 0, second.ID: 1} {
		if got, err := r.box.Get(e); err != nil || got.SenderNonce != nonce {
			t.Errorf("nonce %d, error %v; want %d", got.SenderNonce, err, nonce)
		}
	}
}

func TestF13ANonceUsedElsewhereIsGivenUpOnlyOnceThatIsFinal(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	e := r.standing()
	r.accept(e)
	r.step()
	foreign := types.MustSignNewTx(r.key, types.LatestSignerForChainID(big.NewInt(chainID)), &types.LegacyTx{
		Nonce: 0, To: &w.deployer, Gas: 21_000, GasPrice: big.NewInt(9e12), Value: big.NewInt(1),
	})
	raw, err := foreign.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	w.ask(nil, "anvil_dropAllTransactions")
	if err := w.node.Send(t.Context(), raw); err != nil {
		t.Fatal(err)
	}
	r.mine(1)
	for range 3 {
		r.step()
		r.want(e, outbox.Sent)
		r.clock.advance(resendEvery)
		r.mine(1)
	}
	r.step()
	if got := r.want(e, outbox.Sent); got.SenderNonce != 1 {
		t.Errorf("nonce %d, want the next one", got.SenderNonce)
	}
	r.finish()
	r.wantOnce(e)
}

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
	if len(status.Held) != 1 || status.Balance.Sign() != 0 {
		t.Errorf("status: held %q, balance %s", status.Held, status.Balance)
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

func TestF30WhileTheNodeIndexesNothingIsConcluded(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	e := r.standing()
	r.accept(e)
	r.step()
	r.mine(1)
	indexing := &faulty{Chain: w.node}
	indexing.receipt = func(context.Context, common.Hash) (*chain.Receipt, error) {
		return nil, &chain.Error{Class: chain.NotReady, Err: errors.New("transaction indexing is in progress")}
	}
	r.via = indexing
	r.restart()
	r.mine(10)
	r.step()
	r.want(e, outbox.Sent)
	indexing.receipt = nil
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

// brokenSigner signs, or does not, as its function says.
type brokenSigner struct {
	signer.Signer
	sign func(ctx context.Context, tx *types.Transaction, id *big.Int) (*types.Transaction, error)
}

func (b *brokenSigner) SignTx(ctx context.Context, tx *types.Transaction, id *big.Int) (*types.Transaction, error) {
	return b.sign(ctx, tx, id)
}

func TestF38WhileTheSignerIsDownTheActWaitsWithItsNonce(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	down := &brokenSigner{Signer: r.signer, sign: func(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
		return nil, errors.New("locked")
	}}
	r.signer = down
	r.restart()
	e := r.standing()
	r.accept(e)
	r.step()
	r.want(e, outbox.Held)
	if diff := cmp.Diff([]string{"signer: sign transaction: locked"}, r.Status().Held); diff != "" {
		t.Errorf("reason (-want +got):\n%s", diff)
	}
	down.sign = down.Signer.SignTx
	r.clock.advance(resendEvery)
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestF36AnErrorOfUnknownTextCountsAsPerhapsSent(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	odd := &faulty{Chain: w.node}
	odd.send = func(ctx context.Context, raw []byte) error {
		if err := w.node.Send(ctx, raw); err != nil {
			return err
		}
		return &chain.Error{Class: chain.Unknown, Err: errors.New("the moon is full")}
	}
	r.via = odd
	r.restart()
	e := r.standing()
	r.accept(e)
	r.fault()
	r.want(e, outbox.Sent)
	odd.send = nil
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}
