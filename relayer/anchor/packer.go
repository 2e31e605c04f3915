package anchor

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// maxSearches is how many refused acts a batch is searched for by eth_call. Further ones go along, and the chain refuses them: that
// costs the gas of a refusal, and searching costs a call for each halving.
const maxSearches = 16

// pack reserves and sends batches of queued acts as long as there is room in flight. A batch that is not full waits while another
// one is unmined, so that under load the transactions are few and full, and without load an act waits for nothing.
func (a *Anchor) pack(ctx context.Context, head chain.Block) error {
	// Acts that another transaction has done wait in the queue until that is final.
	elsewhere := make(map[common.Hash]bool)
	for !a.cfg.Paused() {
		live, err := a.box.Live(a.sender)
		if err != nil {
			return err
		}
		inFlight, _, _ := tally(live)
		if inFlight >= a.cfg.MaxInFlight {
			return nil
		}
		queued, err := a.box.Queued(a.cfg.MaxActs + len(elsewhere))
		if err != nil {
			return err
		}
		queued = slices.DeleteFunc(queued, func(e outbox.Entry) bool { return elsewhere[e.ID] })
		batch, full, err := a.fit(queued, head)
		if err != nil {
			return err
		}
		if len(batch) == 0 || (!full && inFlight > 0) {
			return nil
		}
		batch, err = a.try(ctx, batch, live, head, elsewhere)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			continue
		}
		latest, err := a.chain.Nonce(ctx, a.sender)
		if err != nil {
			return err
		}
		r, err := a.box.Reserve(a.sender, latest, ids(batch))
		if err != nil {
			return err
		}
		if err := a.advanceOne(ctx, r, head, false); err != nil {
			return fmt.Errorf("reservation %s: %w", r.Slot, err)
		}
	}
	return nil
}

// fit takes acts from the front of the queue as long as they fit into one transaction. It is full when a further act would not
// have fitted. An act that fits into no transaction fails.
func (a *Anchor) fit(queued []outbox.Entry, head chain.Block) (batch []outbox.Entry, full bool, err error) {
	room := min(a.cfg.MaxGas, head.GasLimit/4*3)
	gas, size := uint64(21_000+gasReserve), 4+2*32
	for _, e := range queued {
		ownGas, ownSize := gasShare(e), bytesPerCall+len(e.Calldata)
		if 21_000+gasReserve+ownGas > room || 4+2*32+ownSize > a.cfg.MaxBytes {
			note := fmt.Sprintf("needs up to %d gas and %d bytes; a transaction has %d and %d", ownGas, ownSize, room, a.cfg.MaxBytes)
			if _, err := a.box.Fail(e.ID, nil, note); err != nil {
				return nil, false, err
			}
			a.cfg.Metrics.Final(0, 1)
			continue
		}
		if gas+ownGas > room || size+ownSize > a.cfg.MaxBytes || (e.Alone && len(batch) > 0) {
			return batch, true, nil
		}
		batch, gas, size = append(batch, e), gas+ownGas, size+ownSize
		if e.Alone {
			return batch, true, nil
		}
	}
	return batch, len(batch) >= a.cfg.MaxActs, nil
}

// try runs a batch by eth_call and takes out the acts that the chain would refuse for good; they fail, with the reason. An act whose
// refusal may change because an earlier act is not mined yet stays in. Acts that another transaction has done are final if that is, else
// they are added to elsewhere.
func (a *Anchor) try(ctx context.Context, batch []outbox.Entry, live []outbox.Reservation, head chain.Block, elsewhere map[common.Hash]bool) ([]outbox.Entry, error) {
	probe := slices.Clone(batch)
	var unmined map[uint32]bool
	sought := false
	for range maxSearches {
		done, err := a.runs(ctx, probe)
		if untried(err) {
			// The node does not give one call so much gas, or some such. Half of it goes out untried: the chain decides alike.
			a.cfg.Log.Warn().Err(err).Int("acts", len(batch)).Msg("anchor: batch cannot be tried")
			return batch[:(len(batch)+1)/2], nil
		}
		if err != nil {
			return nil, err
		}
		if done == len(probe) {
			return batch, nil
		}
		if !sought {
			sought = true
			if batch, err = a.conclude(ctx, batch, elsewhere); err != nil || len(batch) == 0 {
				return batch, err
			}
			probe = slices.Clone(batch)
			continue
		}
		at, err := a.firstRefused(ctx, probe)
		if untried(err) {
			return batch, nil
		}
		if err != nil {
			return nil, err
		}
		if unmined == nil {
			if unmined, err = a.unminedCompanies(live); err != nil {
				return nil, err
			}
		}
		suspect := probe[at]
		if dependsOn(suspect, probe[:at], unmined) {
			// The chain decides about it, and about whatever is refused behind it.
			return batch, nil
		}
		gone, err := a.judge(ctx, suspect, head, elsewhere)
		if err != nil {
			return nil, err
		}
		if gone {
			batch = slices.DeleteFunc(batch, func(e outbox.Entry) bool { return e.ID == suspect.ID })
		}
		// A refused act changes nothing, so the others can be searched without it.
		if probe = slices.Delete(probe, at, at+1); len(probe) == 0 {
			return batch, nil
		}
	}
	return batch, nil
}

// untried tells whether a node answered, and yet did not say what a call would do.
func untried(err error) bool {
	class := chain.Classify(err)
	return err != nil && class != chain.Unreachable && class != chain.NotReady
}

// runs tells how many acts of a batch would be done now.
func (a *Anchor) runs(ctx context.Context, batch []outbox.Entry) (int, error) {
	data := a.protocol.run(batch)
	answer, err := a.chain.Ask(ctx, chain.Call{From: a.sender, To: a.cfg.Batch, Data: data, Gas: gasLimit(batch, data)})
	if err != nil {
		return 0, err
	}
	return a.protocol.done(answer)
}

// firstRefused is the place of the first act that a batch, which has one, would see refused. It halves the batch each time.
func (a *Anchor) firstRefused(ctx context.Context, batch []outbox.Entry) (int, error) {
	good, bad := 0, len(batch)
	for bad-good > 1 {
		middle := (good + bad) / 2
		done, err := a.runs(ctx, batch[:middle])
		if err != nil {
			return 0, err
		}
		if done == middle {
			good = middle
		} else {
			bad = middle
		}
	}
	return bad - 1, nil
}

// judge asks for one act alone whether, and why, the chain would refuse it, and ends it if so. An act that a call cannot judge stays.
func (a *Anchor) judge(ctx context.Context, e outbox.Entry, head chain.Block, elsewhere map[common.Hash]bool) (gone bool, err error) {
	_, err = a.chain.Ask(ctx, chain.Call{From: a.cfg.Batch, To: e.Target, Data: e.Calldata, Gas: uint64(e.Gas) + 21_000 + 16*uint64(len(e.Calldata))})
	refusal, refused := chain.IsRevert(err)
	if !refused {
		if untried(err) {
			err = nil
		}
		return false, err
	}
	if a.protocol.isNonceSpent(refusal) {
		// It was not done by another transaction a moment ago. Look again, since blocks come.
		left, err := a.conclude(ctx, []outbox.Entry{e}, elsewhere)
		if err != nil || len(left) == 0 {
			return true, err
		}
		a.cfg.Log.Error().Stringer("act", e.ID).Str("name", e.Act).Msg("anchor: another act of its author spent its nonce; parked")
		a.cfg.Metrics.Final(0, 1)
		_, err = a.box.Clash(e.ID, refusal)
		return true, err
	}
	a.cfg.Log.Warn().Stringer("act", e.ID).Str("name", e.Act).Hex("refusal", refusal).Msg("anchor: act refused before it was sent")
	a.cfg.Metrics.Final(0, 1)
	_, err = a.box.Fail(e.ID, refusal, fmt.Sprintf("refused on the state of block %d", head.Number))
	return true, err
}

// conclude takes out of a batch the acts that other transactions have done. They are final once those are.
func (a *Anchor) conclude(ctx context.Context, batch []outbox.Entry, elsewhere map[common.Hash]bool) ([]outbox.Entry, error) {
	// The head of now, not of the round's beginning: a refusal may rest on a block that came since.
	head, err := a.chain.Head(ctx)
	if err != nil {
		return nil, err
	}
	done, err := a.done(ctx, batch, head.Number)
	if err != nil {
		return nil, err
	}
	left := make([]outbox.Entry, 0, len(batch))
	for _, e := range batch {
		log, ok := done[e.ID]
		if !ok {
			left = append(left, e)
			continue
		}
		if head.Number < log.BlockNumber+a.cfg.Depth {
			elsewhere[e.ID] = true
			continue
		}
		canonical, err := a.isCanonical(ctx, log.BlockNumber, log.BlockHash)
		if err != nil {
			return nil, err
		}
		if !canonical {
			elsewhere[e.ID] = true
			continue
		}
		if _, err := a.box.Conclude(e.ID, log.TxHash, log.BlockHash, log.BlockNumber, "done by another transaction"); err != nil {
			return nil, err
		}
		a.cfg.Metrics.Final(1, 0)
	}
	return left, nil
}

// unminedCompanies are the companies that unmined acts concern. An act that names none may concern any: key zero stands for it.
func (a *Anchor) unminedCompanies(live []outbox.Reservation) (map[uint32]bool, error) {
	companies := make(map[uint32]bool)
	for _, r := range live {
		if r.Stage != outbox.StageOpen {
			continue
		}
		entries, err := a.entries(r)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			note(companies, e)
		}
	}
	return companies, nil
}

func note(companies map[uint32]bool, e outbox.Entry) {
	if len(e.Companies) == 0 {
		companies[0] = true
	}
	for _, company := range e.Companies {
		companies[company] = true
	}
}

// dependsOn tells whether an act may come to be accepted by what earlier acts of its batch, or unmined ones, do.
func dependsOn(e outbox.Entry, earlier []outbox.Entry, unmined map[uint32]bool) bool {
	companies := make(map[uint32]bool, len(unmined))
	for company := range unmined {
		companies[company] = true
	}
	for _, other := range earlier {
		note(companies, other)
	}
	if len(companies) == 0 {
		return false
	}
	return len(e.Companies) == 0 || companies[0] || slices.ContainsFunc(e.Companies, func(company uint32) bool { return companies[company] })
}

func ids(entries []outbox.Entry) []common.Hash {
	list := make([]common.Hash, len(entries))
	for i, e := range entries {
		list[i] = e.ID
	}
	return list
}
