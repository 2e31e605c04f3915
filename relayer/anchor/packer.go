package anchor

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// maxSearches is how many refused acts a batch is searched for by eth_call. Further ones go along, and the chain refuses them: that
// costs the gas of a refusal, and searching costs a call for each halving.
const maxSearches = 16

// pack reserves and sends batches of queued acts as long as there is room in flight. A batch that is not full waits for a while if another
// one of its key is unmined, so that under load the transactions are few and full, and without load an act waits for nothing. Where there is more
// than it can send in the time of a round, it goes on in the next one: what was mined meanwhile is to be known.
func (a *Anchor) pack(ctx context.Context, head chain.Block) error {
	// Acts that another transaction has done wait in the queue until that is final.
	elsewhere := make(map[common.Hash]bool)
	for began := a.cfg.Now(); !a.cfg.Paused() && a.cfg.Now().Sub(began) <= a.cfg.Poll; {
		loads, live, err := a.loads(head)
		if err != nil || len(loads) == 0 {
			return err
		}
		window := a.cfg.MaxActs * maxBatches
		if len(loads) > 1 {
			// Further, so as to find acts for a key that is free behind many for one that is not.
			window *= 2 * len(loads)
		}
		// Enough to fill the transactions and to know them full: payment runs are large, and reading all that wait for each would take
		// longer than sending it.
		queued, err := a.box.QueuedFor(window, (maxBatches+1)*a.cfg.MaxBytes*len(loads), elsewhere)
		if err != nil {
			return err
		}
		if err := a.share(queued, loads); err != nil {
			return err
		}
		sent, err := a.sendAll(ctx, loads, live, head, elsewhere)
		if err != nil || !sent {
			return err
		}
	}
	return nil
}

// try runs a batch by eth_call and takes out the acts that the chain would refuse for good; they fail, with the reason. An act whose
// refusal may change because an earlier act is not mined yet stays in. Acts that another transaction has done are final if that is, else
// they are added to elsewhere.
func (a *Anchor) try(ctx context.Context, batch []outbox.Entry, unmined companies, head chain.Block, elsewhere map[common.Hash]bool) ([]outbox.Entry, error) {
	if !slices.ContainsFunc(batch, func(e outbox.Entry) bool { return !unmined.concern(e) }) {
		// Whatever the chain would refuse of it now, it may accept once what is under way is there: it decides.
		return batch, nil
	}
	probe := slices.Clone(batch)
	var spared map[string]bool
	sought := false
	for range maxSearches {
		done, err := a.runs(ctx, probe, spared)
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
			if batch, _, err = a.conclude(ctx, batch, elsewhere); err != nil || len(batch) == 0 {
				return batch, err
			}
			if spared, err = a.needless(ctx, batch); err != nil {
				return nil, err
			}
			probe = slices.Clone(batch)
			continue
		}
		at, err := a.firstRefused(ctx, probe, spared)
		if untried(err) {
			return batch, nil
		}
		if err != nil {
			return nil, err
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

// runs tells how many acts of a batch would be done now: all of them, or fewer.
func (a *Anchor) runs(ctx context.Context, batch []outbox.Entry, spared map[string]bool) (int, error) {
	calls, err := a.calls(batch, false, spared)
	if err != nil {
		return 0, err
	}
	data := a.protocol.run(calls)
	answer, err := a.chain.Ask(ctx, chain.Call{From: a.lanes[0].sender, To: a.cfg.Batch, Data: data, Gas: gasLimit(calls, data)})
	if err != nil {
		return 0, err
	}
	done, err := a.protocol.done(answer)
	if done == len(calls) {
		return len(batch), err
	}
	return min(done, len(batch)-1), err
}

// firstRefused is the place of the first act that a batch, which has one, would see refused. It halves the batch each time.
func (a *Anchor) firstRefused(ctx context.Context, batch []outbox.Entry, spared map[string]bool) (int, error) {
	good, bad := 0, len(batch)
	for bad-good > 1 {
		middle := (good + bad) / 2
		done, err := a.runs(ctx, batch[:middle], spared)
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
	_, err = a.alone(ctx, e, nil)
	refusal, refused := chain.IsRevert(err)
	if !refused {
		if untried(err) {
			err = nil
		}
		return false, err
	}
	if a.protocol.isNonceSpent(refusal) {
		// It was not done by another transaction a moment ago. Look again, since blocks come.
		left, upTo, err := a.conclude(ctx, []outbox.Entry{e}, elsewhere)
		if err != nil || len(left) == 0 {
			return true, err
		}
		// It is a conflict only if the nonce was spent in the very chain that has no event of the act: between the two questions the node may
		// have fallen behind, or changed its mind.
		_, err = a.alone(ctx, e, &upTo)
		if then, _ := chain.IsRevert(err); !a.protocol.isNonceSpent(then) {
			elsewhere[e.ID] = true
			if untried(err) {
				err = nil
			}
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

// conclude takes out of a batch the acts that other transactions have done, up to a height. They are final once those are.
func (a *Anchor) conclude(ctx context.Context, batch []outbox.Entry, elsewhere map[common.Hash]bool) (left []outbox.Entry, upTo uint64, err error) {
	// The head of now, not of the round's beginning: a refusal may rest on a block that came since.
	head, err := a.chain.Head(ctx)
	if err != nil {
		return nil, 0, err
	}
	done, err := a.done(ctx, batch, head.Number)
	if err != nil {
		return nil, 0, err
	}
	left = make([]outbox.Entry, 0, len(batch))
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
			return nil, 0, err
		}
		if !canonical {
			elsewhere[e.ID] = true
			continue
		}
		if _, err := a.box.Conclude(e.ID, log.TxHash, log.BlockHash, log.BlockNumber, "done by another transaction"); err != nil {
			return nil, 0, err
		}
		a.cfg.Metrics.Final(1, 0)
	}
	return left, head.Number, nil
}

// unminedCompanies are the companies that unmined acts concern.
func (a *Anchor) unminedCompanies(live []outbox.Reservation) (companies, error) {
	unmined := make(companies)
	for _, r := range live {
		if r.Stage != outbox.StageOpen {
			continue
		}
		claim, err := a.claim(r)
		if err != nil {
			return nil, err
		}
		maps.Copy(unmined, claim)
	}
	return unmined, nil
}

// dependsOn tells whether an act may come to be accepted by what earlier acts of its batch, or unmined ones, do.
func dependsOn(e outbox.Entry, earlier []outbox.Entry, unmined companies) bool {
	before := maps.Clone(unmined)
	for _, other := range earlier {
		before.add(other)
	}
	return before.concern(e)
}

func ids(entries []outbox.Entry) []common.Hash {
	list := make([]common.Hash, len(entries))
	for i, e := range entries {
		list[i] = e.ID
	}
	return list
}
