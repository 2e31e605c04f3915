package anchor_test

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
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

func TestF39WhatASignerChangedIsNotStoredAndTheActWaits(t *testing.T) {
	r := newRig(t, newWorld(t), nil)
	honest := r.signer
	elsewhere := common.Address{9}
	lies := map[string]func(tx *types.DynamicFeeTx){
		"nonce": func(tx *types.DynamicFeeTx) { tx.Nonce++ },
		"to":    func(tx *types.DynamicFeeTx) { tx.To = &elsewhere },
		"data":  func(tx *types.DynamicFeeTx) { tx.Data = []byte{1} },
		"value": func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(1) },
		"fee":   func(tx *types.DynamicFeeTx) { tx.GasFeeCap = new(big.Int).Add(tx.GasFeeCap, big.NewInt(1)) },
	}
	var lie func(tx *types.DynamicFeeTx)
	r.signer = &brokenSigner{Signer: honest, sign: func(ctx context.Context, tx *types.Transaction, id *big.Int) (*types.Transaction, error) {
		if lie == nil {
			return honest.SignTx(ctx, tx, id)
		}
		forged := &types.DynamicFeeTx{
			ChainID: id, Nonce: tx.Nonce(), To: tx.To(), Gas: tx.Gas(), GasFeeCap: tx.GasFeeCap(), GasTipCap: tx.GasTipCap(), Data: tx.Data(),
		}
		lie(forged)
		return honest.SignTx(ctx, types.NewTx(forged), id)
	}}
	r.restart()
	e := r.standing()
	r.accept(e)
	for name, one := range lies {
		lie = one
		r.clock.advance(resendEvery)
		r.step()
		r.want(e, outbox.Held)
		stored, err := r.box.Reservation(outbox.Slot{Sender: r.sender})
		if err != nil || len(stored.Attempts) != 0 || !strings.Contains(stored.Held, "signer returned another transaction") {
			t.Errorf("another %s: %d transactions stored, held for %q, %v", name, len(stored.Attempts), stored.Held, err)
		}
	}
	lie = nil
	r.clock.advance(resendEvery)
	r.finish()
	r.wantOnce(e)
	if r.nonce() != 1 {
		t.Errorf("%d transactions, want 1", r.nonce())
	}
}

func TestF16AndF32ANodeThatFellBehindMakesNoConflictOfAnActThatIsDone(t *testing.T) {
	w := newWorld(t)
	r := newRig(t, w, nil)
	node := &lagging{Client: w.node}
	r.via = node
	r.restart()
	e := r.standing()
	w.transact(&e.Target, e.Calldata)
	// The call says that the nonce is spent; the blocks that it has do not say by what.
	node.behind = 1
	r.accept(e)
	r.step()
	r.want(e, outbox.Queued)
	node.behind = 0
	r.finish()
	if got := r.want(e, outbox.Final); got.Result != outbox.DoneElsewhere {
		t.Errorf("it is %s", got.Result)
	}
	if n := r.events(e.ID); n != 1 {
		t.Errorf("the chain says %d times that it was done", n)
	}
}
