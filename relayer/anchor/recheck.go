package anchor

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// recheck looks whether what was called final still rests on canonical blocks. Where it does not, the chain was reorganised deeper than
// the final depth: that is said aloud, and the acts go back on their way. Highest first, so that one canonical block answers for all below.
func (a *Anchor) recheck(ctx context.Context, head chain.Block) error {
	for {
		last, err := a.box.LastSettlement()
		if errors.Is(err, outbox.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if last.Height > head.Number {
			// The node has fallen behind. It cannot say anything about that block.
			return nil
		}
		canonical, err := a.isCanonical(ctx, last.Height, last.Block)
		if err != nil || canonical {
			return err
		}
		acts, err := a.box.Reopen(last, fmt.Sprintf("block %d %s left the chain after it was final", last.Height, last.Block))
		if err != nil {
			return err
		}
		delete(a.tried, last.Slot)
		a.cfg.Metrics.DeepReorged(acts)
		a.cfg.Log.Error().Uint64("height", last.Height).Stringer("block", last.Block).Stringer("slot", last.Slot).Stringer("act", last.Act).Int("acts", acts).
			Msg("anchor: ALARM: a block that was final left the chain; its acts are sent again. Raise the final depth")
	}
}

// fill spends, on nothing, nonces below live ones that neither the chain nor the outbox has, so that those above do not wait for ever. Such
// a gap can come of a foreign transaction that a deep reorganisation took away. It is given as many blocks as finality to close by itself.
func (a *Anchor) fill(l *lane, live []outbox.Reservation, head chain.Block) error {
	waits := false
	for nonce := l.latest; nonce < live[len(live)-1].Nonce && !waits; nonce++ {
		waits = !slices.ContainsFunc(live, func(r outbox.Reservation) bool { return r.Nonce == nonce })
	}
	switch {
	case !waits:
		l.gapSince = 0
		return nil
	case l.gapSince == 0:
		l.gapSince = head.Number
		return nil
	case head.Number < l.gapSince+a.cfg.Depth:
		return nil
	}
	l.gapSince = 0
	filled, err := a.box.Fill(l.sender, l.latest)
	for _, r := range filled {
		a.cfg.Log.Warn().Stringer("slot", r.Slot).Msg("anchor: nobody has this nonce, and later ones wait for it; it is spent on nothing")
	}
	return err
}

// Cancel asks for a nonce to be spent on nothing instead of its acts. Later ones are not touched. It is too late for what is mined
// (outbox.ErrState); and the original may still win the race, which its record then says.
func (a *Anchor) Cancel(slot outbox.Slot) error { return a.CancelBy(slot, "") }

// CancelBy is Cancel with a line in the history of the acts, which says who asked for it.
func (a *Anchor) CancelBy(slot outbox.Slot, note string) error {
	if l := a.laneOf(slot.Sender); l == nil || l.signer == nil {
		return fmt.Errorf("cancel %s: this relayer does not have that key: %w", slot, outbox.ErrInvalid)
	}
	return a.box.CancelBy(slot, note)
}
