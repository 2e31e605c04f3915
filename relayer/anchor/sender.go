package anchor

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

// advance brings every open reservation one step on: signed, sent, sent again, or bid higher. The faults of one key do not keep those of
// others from their turn.
func (a *Anchor) advance(ctx context.Context, head chain.Block) (faults error) {
	defer func() { faults = errors.Join(faults, a.markSent()) }()
	for _, l := range a.lanes {
		err := a.advanceLane(ctx, l, head)
		if l.faulty = err != nil; l.faulty {
			faults = errors.Join(faults, fmt.Errorf("send: %w", err))
		}
	}
	return faults
}

func (a *Anchor) advanceLane(ctx context.Context, l *lane, head chain.Block) error {
	live, err := a.box.Live(l.sender)
	if err != nil {
		return err
	}
	first := true
	for _, r := range live {
		if r.Stage != outbox.StageOpen || (a.cfg.Paused() && !r.Cancelled) {
			continue
		}
		// Only the lowest open nonce can be stuck for its fees; those above it wait for it.
		if err := a.advanceOne(ctx, l, r, head, first); err != nil {
			return fmt.Errorf("reservation %s: %w", r.Slot, err)
		}
		first = false
	}
	return nil
}

func (a *Anchor) advanceOne(ctx context.Context, l *lane, r outbox.Reservation, head chain.Block, first bool) error {
	last, signed := r.Last()
	cancel := signed && r.Empty() && !last.Cancels
	if !a.due(r) && (!cancel || r.Held != "") {
		return nil
	}
	if !signed && r.Nonce < l.latest {
		// The nonce was spent before it could be signed for. confirm gives it up once that is final.
		return nil
	}
	a.tried[r.Slot] = a.cfg.Now()

	stuck := signed && first && r.Sent && head.Number >= last.Height+a.cfg.BumpAfter
	if signed && !stuck && !cancel {
		return a.send(ctx, l, r, head)
	}
	r, ok, err := a.sign(ctx, l, r, head)
	if err != nil || (!ok && !signed) {
		return err
	}
	// Where no higher bid was possible, the last attempt is sent again.
	return a.send(ctx, l, r, head)
}

// due tells whether a reservation's turn has come: at once in this process's life, then with patience. A clock that was set back
// counts as patience enough.
func (a *Anchor) due(r outbox.Reservation) bool {
	last, tried := a.tried[r.Slot]
	if !tried {
		return true
	}
	wait := a.cfg.ResendEvery
	if r.Held != "" || !r.Sent {
		wait = a.cfg.RetryEvery
	}
	passed := a.cfg.Now().Sub(last)
	return passed >= wait || passed < 0
}

// sign signs the reservation's transaction, at today's fees or, where there is an attempt, at a higher bid, and stores it. It is
// not ok where the reservation is held instead, or no higher bid makes sense.
func (a *Anchor) sign(ctx context.Context, l *lane, r outbox.Reservation, head chain.Block) (_ outbox.Reservation, ok bool, err error) {
	if l.signer == nil {
		return r, false, a.hold(r, fmt.Sprintf("the relayer was started without the key %s; start it with that one as well", l.sender))
	}
	if l.resting(a.cfg.Now()) {
		return r, false, nil
	}
	fees, err := a.feesAt(ctx, head)
	if err != nil {
		return r, false, err
	}
	last, again := r.Last()
	if again {
		cancel := r.Empty() && !last.Cancels
		if fees.Cap.Sign() == 0 && last.FeeCap.Sign() == 0 && !cancel {
			return r, false, nil
		}
		fees.Cap, fees.Tip = larger(fees.Cap, raised(last.FeeCap)), larger(fees.Tip, raised(last.TipCap))
	}
	if fees.Cap.Cmp(a.cfg.MaxFee) > 0 {
		return r, false, a.hold(r, fmt.Sprintf("the chain asks %s wei per gas, the relayer pays %s at most", fees.Cap, a.cfg.MaxFee))
	}

	entries, err := a.box.Acts(r.Entries)
	if err != nil {
		return r, false, err
	}
	calls, err := a.calls(entries, true, nil)
	if err != nil {
		return r, false, err
	}
	began := a.cfg.Now()
	result, err := signer.Sign(ctx, l.signer, a.transaction(r, calls, fees), a.cfg.ChainID)
	if err != nil {
		l.rest(a.cfg.Now(), began, a.cfg.RetryEvery)
		a.cfg.Log.Error().Err(err).Stringer("slot", r.Slot).Msg("anchor: signer")
		return r, false, a.hold(r, fmt.Sprintf("signer: %v", err))
	}
	a.cfg.Hook(AfterSign)
	stored, err := a.box.StoreSigned(r.Slot, outbox.Attempt{
		Raw: result.Raw, Hash: result.Hash, FeeCap: fees.Cap, TipCap: fees.Tip, Height: head.Number, Cancels: r.Empty(),
	})
	if err != nil {
		return r, false, err
	}
	if again {
		a.cfg.Metrics.Bumped()
		a.cfg.Log.Info().Stringer("slot", r.Slot).Stringer("tx", result.Hash).Stringer("feeCap", fees.Cap).Msg("anchor: bid higher")
	}
	return stored, true, nil
}

// transaction is the unsigned transaction of a reservation: its acts in a batch, or nothing, sent to itself.
func (a *Anchor) transaction(r outbox.Reservation, calls []contracts.Call, fees chain.Fees) *types.Transaction {
	to, gas, data := r.Sender, uint64(21_000), []byte(nil)
	if !r.Empty() {
		data = a.protocol.run(calls)
		to, gas = a.cfg.Batch, gasLimit(calls, data)
	}
	if !fees.Dynamic {
		return types.NewTx(&types.LegacyTx{Nonce: r.Nonce, GasPrice: fees.Cap, Gas: gas, To: &to, Data: data})
	}
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(a.cfg.ChainID), Nonce: r.Nonce, GasFeeCap: fees.Cap, GasTipCap: fees.Tip,
		Gas: gas, To: &to, Data: data,
	})
}

// send hands the last attempt's stored bytes to the node, and records what its answer means.
func (a *Anchor) send(ctx context.Context, l *lane, r outbox.Reservation, head chain.Block) error {
	attempt, ok := r.Last()
	if !ok {
		return nil
	}
	raw, err := a.box.Raw(attempt.Hash)
	if err != nil {
		return err
	}
	a.cfg.Hook(BeforeSend)
	err = a.chain.Send(ctx, raw)
	a.cfg.Hook(AfterSend)

	switch class := chain.Classify(err); {
	case err == nil, class == chain.AlreadyKnown:
		a.sent(r)
		return nil
	case chain.MaybeSent(err):
		// Nobody knows whether the node has it: from here on it counts as sent, and the same bytes go out again.
		a.sent(r)
		return fmt.Errorf("transaction %s: %w", attempt.Hash, err)
	case class == chain.NonceTooLow:
		// One of the attempts, or a stranger's transaction, is mined. The receipts will tell which.
		a.confirmed = [32]byte{}
		return nil
	case class == chain.InsufficientFunds:
		return a.hold(r, fmt.Sprintf("%s has too little money for gas", r.Sender))
	case class == chain.Underpriced, class == chain.ReplacementUnderpriced:
		_, ok, err := a.sign(ctx, l, r, head)
		if ok {
			// The higher bid goes out in the next round.
			delete(a.tried, r.Slot)
		}
		return err
	case class == chain.NonceTooHigh, class == chain.PoolFull:
		return fmt.Errorf("transaction %s: %w", attempt.Hash, err)
	default:
		return a.hold(r, fmt.Sprintf("the node refuses transaction %s: %v", attempt.Hash, err))
	}
}

// sent notes that the last attempt is out, unless that is on record. Until markSent records it, a crash sends the same bytes again.
func (a *Anchor) sent(r outbox.Reservation) {
	if !r.Sent || r.Held != "" {
		a.out = append(a.out, r)
	}
}

// markSent records what went out, all in one write.
func (a *Anchor) markSent() error {
	out := a.out
	a.out = nil
	if len(out) == 0 {
		return nil
	}
	slots := make([]outbox.Slot, len(out))
	for i, r := range out {
		slots[i] = r.Slot
	}
	if err := a.box.MarkSent(slots...); err != nil {
		return err
	}
	for _, r := range out {
		if !r.Sent {
			a.cfg.Metrics.Sent()
		}
		attempt, _ := r.Last()
		a.cfg.Log.Debug().Stringer("slot", r.Slot).Stringer("tx", attempt.Hash).Int("acts", len(r.Entries)).Msg("anchor: sent")
	}
	return nil
}

// feesAt is what the chain asks at a head: one question for all that is signed there.
func (a *Anchor) feesAt(ctx context.Context, head chain.Block) (chain.Fees, error) {
	if a.priced != head.Hash {
		fees, err := a.chain.Fees(ctx, head)
		if err != nil {
			return chain.Fees{}, err
		}
		a.fees, a.priced = fees, head.Hash
	}
	return a.fees, nil
}

func (a *Anchor) hold(r outbox.Reservation, reason string) error {
	if r.Held != reason {
		a.cfg.Log.Error().Stringer("slot", r.Slot).Str("reason", reason).Msg("anchor: held")
	}
	return a.box.Hold(r.Slot, reason)
}

// raised is a tenth more, rounded up, and at least one more: what nodes ask of a replacement.
func raised(fee *big.Int) *big.Int {
	more := new(big.Int).Mul(fee, big.NewInt(110))
	more.Add(more, big.NewInt(99)).Div(more, big.NewInt(100))
	if more.Cmp(fee) <= 0 {
		more.Add(fee, big.NewInt(1))
	}
	return more
}

func larger(x, y *big.Int) *big.Int {
	if x.Cmp(y) >= 0 {
		return x
	}
	return y
}
