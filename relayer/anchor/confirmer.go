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

// confirmLane does so for one key: it records what landed, all of it in one write, and then closes what is final.
func (a *Anchor) confirmLane(ctx context.Context, l *lane, head chain.Block) error {
	live, err := a.box.Live(l.sender)
	if err != nil || len(live) == 0 {
		return err
	}
	if l.latest, err = a.chain.Nonce(ctx, l.sender); err != nil {
		return err
	}
	c := confirmation{Anchor: a, lane: l, head: head, canonical: a.canonicals(), receipts: a.receipts(live, l.latest)}
	for _, r := range live {
		if err = c.confirm(ctx, r); err != nil {
			err = fmt.Errorf("reservation %s: %w", r.Slot, err)
			break
		}
	}
	// What was found out before an error is kept.
	if err = errors.Join(err, a.mined(&c)); err != nil {
		return err
	}
	if err = a.finalise(ctx, c.landed); err != nil {
		return err
	}
	return a.fill(l, live, head)
}

// confirmation is one look at all that is live on a lane.
type confirmation struct {
	*Anchor
	lane      *lane
	head      chain.Block
	canonical func(ctx context.Context, height uint64, block common.Hash) (bool, error)
	receipts  func(ctx context.Context, tx common.Hash) (*chain.Receipt, error)
	// landings are those that are not on record yet, landed the reservations that are in a canonical block.
	landings []found
	landed   []outbox.Reservation
}

// found is a landing, and what goes with it.
type found struct {
	outbox.Landing
	reservation outbox.Reservation
	cost        cost
}

func (c *confirmation) confirm(ctx context.Context, r outbox.Reservation) error {
	if r.Stage == outbox.StageLanded {
		if c.head.Number < r.Height {
			// The node has fallen behind, or its branch is a shorter one. What it says of that height later decides.
			return nil
		}
		canonical, err := c.canonical(ctx, r.Height, r.Block)
		if err != nil {
			return err
		}
		if canonical {
			c.landed = append(c.landed, r)
			return nil
		}
		c.cfg.Log.Warn().Stringer("slot", r.Slot).Uint64("height", r.Height).Stringer("block", r.Block).Msg("anchor: block left the chain")
		c.cfg.Metrics.Reorged()
		if r, err = c.box.Unmine(r.Slot, fmt.Sprintf("block %d %s left the chain", r.Height, r.Block)); err != nil {
			return err
		}
		delete(c.tried, r.Slot)
	}
	if r.Nonce >= c.lane.latest {
		return nil
	}
	landed, err := c.land(ctx, r)
	if chain.Classify(err) == chain.NotReady {
		// The node is still indexing: it cannot say yet that there is no receipt. The next block asks again.
		return nil
	}
	if err != nil {
		return err
	}
	if !landed {
		return c.forfeit(ctx, r, c.head)
	}
	return nil
}

// land looks for the receipt of any attempt, newest first, in a block that is canonical at its height.
func (c *confirmation) land(ctx context.Context, r outbox.Reservation) (bool, error) {
	for i := len(r.Attempts) - 1; i >= 0; i-- {
		receipt, err := c.receipts(ctx, r.Attempts[i].Hash)
		if err != nil {
			return false, err
		}
		if receipt == nil {
			continue
		}
		canonical, err := c.canonical(ctx, receipt.Height, receipt.Block)
		if err != nil {
			return false, err
		}
		if !canonical {
			continue
		}
		l, err := c.read(ctx, r, receipt)
		if err != nil {
			return false, err
		}
		c.landings = append(c.landings, found{Landing: l, reservation: r, cost: costOf(receipt)})
		return true, nil
	}
	return false, nil
}

// read reads from the receipt of an attempt that landed what became of each act.
func (a *Anchor) read(ctx context.Context, r outbox.Reservation, receipt *chain.Receipt) (outbox.Landing, error) {
	l := outbox.Landing{Slot: r.Slot, Tx: receipt.Tx, Block: receipt.Block, Height: receipt.Height, GasUsed: receipt.GasUsed}
	if r.Cancels(receipt.Tx) {
		l.Outcomes = make([]outbox.Outcome, len(r.Entries))
		for i := range l.Outcomes {
			l.Outcomes[i].Result = outbox.Cancelled
		}
		return l, nil
	}
	entries, err := a.box.Acts(r.Entries)
	if err != nil {
		return l, err
	}
	raw, err := a.box.Raw(receipt.Tx)
	if err != nil {
		return l, err
	}
	l.Outcomes = a.outcomes(receipt, entries, raw)
	return l, a.explain(ctx, entries, l)
}

// mined stores that attempts landed, and what became of their acts.
func (a *Anchor) mined(c *confirmation) error {
	if len(c.landings) == 0 {
		return nil
	}
	all := make([]outbox.Landing, len(c.landings))
	for i, l := range c.landings {
		all[i] = l.Landing
	}
	if err := a.box.MarkMined(all...); err != nil {
		return err
	}
	for _, l := range c.landings {
		a.spent[l.Slot] = l.cost
		a.cfg.Metrics.Mined(len(l.Outcomes))
		a.cfg.Log.Info().Stringer("slot", l.Slot).Stringer("tx", l.Tx).Uint64("height", l.Height).Uint64("gas", l.GasUsed).
			Int("acts", len(l.Outcomes)).Msg("anchor: mined")
		r := l.reservation
		r.Tx, r.Block, r.Height = l.Tx, l.Block, l.Height
		c.landed = append(c.landed, r)
	}
	a.cfg.Hook(AfterMined)
	return nil
}

// finalise closes the reservations whose blocks are canonical and deep enough. Both are read here, in this order: the head first, so
// that a head seen before a reorganisation cannot lend its depth to a block of after it.
func (a *Anchor) finalise(ctx context.Context, landed []outbox.Reservation) error {
	if len(landed) == 0 {
		return nil
	}
	head, err := a.chain.Head(ctx)
	if err != nil {
		return err
	}
	isCanonical := a.canonicals()
	var slots []outbox.Slot
	var acts []common.Hash
	for _, r := range landed {
		if head.Number < r.Height+a.cfg.Depth {
			continue
		}
		canonical, err := isCanonical(ctx, r.Height, r.Block)
		if err != nil {
			return err
		}
		if canonical {
			slots, acts = append(slots, r.Slot), append(acts, r.Entries...)
		}
	}
	if len(slots) == 0 {
		return nil
	}
	a.cfg.Hook(BeforeFinal)
	if err := a.box.Finalise(slots...); err != nil {
		return err
	}
	for _, slot := range slots {
		delete(a.tried, slot)
		a.account(slot)
	}
	records, err := a.box.Records(acts)
	if err != nil {
		return err
	}
	done, failed := 0, 0
	for _, e := range records {
		switch e.State {
		case outbox.Final:
			done++
		case outbox.Failed, outbox.Parked:
			failed++
			a.cfg.Log.Warn().Stringer("act", e.ID).Str("name", e.Act).Stringer("refusal", e.Refusal).Msg("anchor: act not done")
		}
		if e.State.Settled() {
			a.cfg.Metrics.Took(e.Updated().Sub(e.Accepted))
		}
	}
	a.cfg.Metrics.Final(done, failed)
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

// canonicals is isCanonical for one look at the chain, which asks once for each height.
func (a *Anchor) canonicals() func(ctx context.Context, height uint64, block common.Hash) (bool, error) {
	hashes := make(map[uint64]common.Hash)
	return func(ctx context.Context, height uint64, block common.Hash) (bool, error) {
		hash, known := hashes[height]
		if !known {
			var err error
			if hash, err = a.chain.HashAt(ctx, height); err != nil && !errors.Is(err, chain.ErrNoBlock) {
				return false, err
			}
			hashes[height] = hash
		}
		return hash == block, nil
	}
}

// few is up to how many receipts are asked for one by one.
const few = 2

// receipts is chain.Receipt for one look at what is live, of which what lies below the chain's nonce is mined: with the first receipt of a block it
// reads all of that block, if there are more than a few to read.
func (a *Anchor) receipts(live []outbox.Reservation, latest uint64) func(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
	wanted := 0
	for _, r := range live {
		if r.Stage == outbox.StageOpen && r.Nonce < latest {
			wanted++
		}
	}
	known := make(map[common.Hash]*chain.Receipt)
	return func(ctx context.Context, tx common.Hash) (*chain.Receipt, error) {
		if receipt := known[tx]; receipt != nil {
			return receipt, nil
		}
		receipt, err := a.chain.Receipt(ctx, tx)
		if err != nil || receipt == nil || wanted <= few {
			return receipt, err
		}
		all, err := a.chain.BlockReceipts(ctx, receipt.Block)
		if err != nil {
			// It only spares questions.
			wanted = 0
			a.cfg.Log.Debug().Err(err).Stringer("block", receipt.Block).Msg("anchor: receipts are asked for one by one")
		}
		for _, other := range all {
			known[other.Tx] = other
		}
		return receipt, nil
	}
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
