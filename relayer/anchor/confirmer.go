package anchor

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// confirm brings every live reservation in line with the chain as of head. It does nothing if it did so for this head before.
func (a *Anchor) confirm(ctx context.Context, head chain.Block) error {
	if head.Hash == a.confirmed {
		return nil
	}
	if err := a.recheck(ctx, head); err != nil {
		return err
	}
	if err := a.findLanes(); err != nil {
		return err
	}
	for _, l := range a.lanes {
		if err := a.confirmLane(ctx, l, head); err != nil {
			return err
		}
	}
	a.confirmed = head.Hash
	return nil
}

func (a *Anchor) confirmLane(ctx context.Context, l *lane, head chain.Block) error {
	live, err := a.box.Live(l.sender)
	if err != nil || len(live) == 0 {
		return err
	}
	if l.latest, err = a.chain.Nonce(ctx, l.sender); err != nil {
		return err
	}
	for _, r := range live {
		if err := a.confirmOne(ctx, l, r, head); err != nil {
			return fmt.Errorf("reservation %s: %w", r.Slot, err)
		}
	}
	return a.fill(l, live, head)
}

func (a *Anchor) confirmOne(ctx context.Context, l *lane, r outbox.Reservation, head chain.Block) error {
	if r.Stage == outbox.StageLanded {
		if head.Number < r.Height {
			// The node has fallen behind, or its branch is a shorter one. What it says of that height later decides.
			return nil
		}
		canonical, err := a.isCanonical(ctx, r.Height, r.Block)
		if err != nil {
			return err
		}
		if canonical {
			return a.finalise(ctx, r)
		}
		a.cfg.Log.Warn().Stringer("slot", r.Slot).Uint64("height", r.Height).Stringer("block", r.Block).Msg("anchor: block left the chain")
		a.cfg.Metrics.Reorged()
		if r, err = a.box.Unmine(r.Slot, fmt.Sprintf("block %d %s left the chain", r.Height, r.Block)); err != nil {
			return err
		}
		delete(a.tried, r.Slot)
	}
	if r.Nonce >= l.latest {
		return nil
	}
	landed, err := a.land(ctx, r)
	if chain.Classify(err) == chain.NotReady {
		// The node is still indexing: it cannot say yet that there is no receipt. The next block asks again.
		return nil
	}
	if err != nil {
		return err
	}
	if !landed {
		return a.forfeit(ctx, r, head)
	}
	if a.cfg.Depth > 0 {
		return nil
	}
	if r, err = a.box.Reservation(r.Slot); err != nil {
		return err
	}
	return a.finalise(ctx, r)
}

// land looks for the receipt of any attempt, newest first, in a block that is canonical at its height.
func (a *Anchor) land(ctx context.Context, r outbox.Reservation) (bool, error) {
	for i := len(r.Attempts) - 1; i >= 0; i-- {
		receipt, err := a.chain.Receipt(ctx, r.Attempts[i].Hash)
		if err != nil {
			return false, err
		}
		if receipt == nil {
			continue
		}
		canonical, err := a.isCanonical(ctx, receipt.Height, receipt.Block)
		if err != nil {
			return false, err
		}
		if !canonical {
			continue
		}
		return true, a.record(ctx, r, r.Attempts[i], receipt)
	}
	return false, nil
}

// record stores that an attempt landed, and what became of each act.
func (a *Anchor) record(ctx context.Context, r outbox.Reservation, attempt outbox.Attempt, receipt *chain.Receipt) error {
	tx := attempt.Hash
	entries, err := a.entries(r)
	if err != nil {
		return err
	}
	landing := outbox.Landing{Tx: tx, Block: receipt.Block, Height: receipt.Height, GasUsed: receipt.GasUsed}
	if r.Cancels(tx) {
		landing.Outcomes = make([]outbox.Outcome, len(entries))
		for i := range entries {
			landing.Outcomes[i].Result = outbox.Cancelled
		}
	} else {
		landing.Outcomes = a.outcomes(receipt, entries, attempt.Raw)
		if err := a.explain(ctx, entries, landing); err != nil {
			return err
		}
	}
	if _, err := a.box.MarkMined(r.Slot, landing); err != nil {
		return err
	}
	a.spent[r.Slot] = costOf(receipt)
	a.cfg.Metrics.Mined(len(entries))
	a.cfg.Log.Info().Stringer("slot", r.Slot).Stringer("tx", tx).Uint64("height", receipt.Height).Uint64("gas", receipt.GasUsed).
		Int("acts", len(entries)).Msg("anchor: mined")
	a.cfg.Hook(AfterMined)
	return nil
}

// finalise closes a reservation whose block is canonical and deep enough. Both are read here, in this order: the head first, so
// that a head seen before a reorganisation cannot lend its depth to a block of after it.
func (a *Anchor) finalise(ctx context.Context, r outbox.Reservation) error {
	head, err := a.chain.Head(ctx)
	if err != nil {
		return err
	}
	if head.Number < r.Height+a.cfg.Depth {
		return nil
	}
	canonical, err := a.isCanonical(ctx, r.Height, r.Block)
	if err != nil || !canonical {
		return err
	}
	a.cfg.Hook(BeforeFinal)
	if _, err := a.box.Finalise(r.Slot); err != nil {
		return err
	}
	delete(a.tried, r.Slot)
	entries, err := a.entries(r)
	if err != nil {
		return err
	}
	done, failed := 0, 0
	for _, e := range entries {
		switch e.State {
		case outbox.Final:
			done++
		case outbox.Failed, outbox.Parked:
			failed++
			a.cfg.Log.Warn().Stringer("act", e.ID).Str("name", e.Act).Stringer("refusal", e.Refusal).Msg("anchor: act not done")
		}
	}
	a.cfg.Metrics.Final(done, failed)
	a.account(r.Slot, entries)
	return nil
}

// forfeit gives up a nonce that a transaction of somebody else has used, once that is final: with Depth blocks on top of a state
// that has the nonce spent, and with no receipt for any attempt.
func (a *Anchor) forfeit(ctx context.Context, r outbox.Reservation, head chain.Block) error {
	if head.Number < a.cfg.Depth {
		return nil
	}
	final, err := a.chain.NonceAt(ctx, r.Sender, head.Number-a.cfg.Depth)
	if err != nil || final <= r.Nonce {
		return err
	}
	a.cfg.Log.Error().Stringer("slot", r.Slot).Msg("anchor: another transaction took the nonce; is the key used elsewhere?")
	delete(a.tried, r.Slot)
	return a.box.Forfeit(r.Slot, fmt.Sprintf("another transaction holds nonce %d of %s for good", r.Nonce, r.Sender))
}

// isCanonical tells whether a block is the one that the chain has at its height now.
func (a *Anchor) isCanonical(ctx context.Context, height uint64, block common.Hash) (bool, error) {
	hash, err := a.chain.HashAt(ctx, height)
	if errors.Is(err, chain.ErrNoBlock) {
		return false, nil
	}
	return hash == block, err
}

// explain finds out of acts that were refused because their own nonce is spent, whether they had been done before or are in conflict.
func (a *Anchor) explain(ctx context.Context, entries []outbox.Entry, landing outbox.Landing) error {
	var spent []outbox.Entry
	for i, e := range entries {
		if outcome := landing.Outcomes[i]; outcome.Result == outbox.Refused && a.protocol.isNonceSpent(outcome.Refusal) {
			spent = append(spent, e)
		}
	}
	if len(spent) == 0 {
		return nil
	}
	done, err := a.done(ctx, spent, landing.Height)
	if err != nil {
		return err
	}
	for i, e := range entries {
		outcome := &landing.Outcomes[i]
		if outcome.Result != outbox.Refused || !a.protocol.isNonceSpent(outcome.Refusal) {
			continue
		}
		if _, ok := done[e.ID]; ok {
			*outcome = outbox.Outcome{Result: outbox.DoneElsewhere}
		} else {
			outcome.Result = outbox.Conflict
		}
	}
	return nil
}

// done finds the events by which the chain says, up to a height, that acts were done, by whatever transaction.
func (a *Anchor) done(ctx context.Context, entries []outbox.Entry, upTo uint64) (map[common.Hash]types.Log, error) {
	var wanted []common.Hash
	for _, e := range entries {
		if isSigned(e) {
			wanted = append(wanted, e.ID)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	logs, err := a.chain.Logs(ctx, chain.Filter{
		From:      a.cfg.FirstBlock,
		To:        upTo,
		Addresses: []common.Address{a.cfg.Companies},
		Topics:    [][]common.Hash{{a.protocol.acted}, wanted},
	})
	if err != nil {
		return nil, err
	}
	found := make(map[common.Hash]types.Log, len(logs))
	for _, log := range logs {
		if len(log.Topics) > 1 && !log.Removed {
			found[log.Topics[1]] = log
		}
	}
	return found, nil
}

// entries are a reservation's acts, in its order.
func (a *Anchor) entries(r outbox.Reservation) ([]outbox.Entry, error) {
	entries := make([]outbox.Entry, len(r.Entries))
	for i, id := range r.Entries {
		var err error
		if entries[i], err = a.box.Get(id); err != nil {
			return nil, err
		}
	}
	return entries, nil
}
