package anchor

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// trial is a batch that is tried, and then sent.
type trial struct {
	lane *lane
	acts []outbox.Entry
	// unmined are the companies of what is not mined, or goes before it.
	unmined companies
	// elsewhere are those of the acts that another transaction has done.
	elsewhere map[common.Hash]bool
	done      chan struct{}
	err       error
}

// sendAll tries the batches that are due, and sends them in their order; sent is false where none is due. The node tries the next ones while one
// is signed and sent.
func (a *Anchor) sendAll(ctx context.Context, loads []*load, live []outbox.Reservation, head chain.Block, elsewhere map[common.Hash]bool) (sent bool, err error) {
	unmined, err := a.unminedCompanies(live)
	if err != nil {
		return false, err
	}
	var trials []*trial
	since := a.cfg.Now().Add(-a.cfg.MaxAge)
	for _, l := range loads {
		for _, batch := range l.due(since) {
			trials = append(trials, &trial{
				lane: l.lane, acts: batch, unmined: maps.Clone(unmined), elsewhere: make(map[common.Hash]bool), done: make(chan struct{}),
			})
			for _, e := range batch {
				unmined.add(e)
			}
		}
	}
	defer func() { err = errors.Join(err, a.markSent()) }()
	nonces := make(map[*lane]uint64)
	ctx, stop := context.WithCancel(ctx)
	var group errgroup.Group
	group.SetLimit(maxBatches)
	go func() {
		for _, t := range trials {
			group.Go(func() error {
				defer close(t.done)
				t.acts, t.err = a.try(ctx, t.acts, t.unmined, head, t.elsewhere)
				return nil
			})
		}
	}()
	// Nothing of a round goes on behind it. Those that were not heard of yet end soon where one failed.
	defer func() {
		stop()
		for _, t := range trials {
			<-t.done
		}
	}()
	for _, t := range trials {
		<-t.done
		maps.Copy(elsewhere, t.elsewhere)
		if t.err != nil {
			return false, t.err
		}
		if len(t.acts) == 0 {
			continue
		}
		if _, known := nonces[t.lane]; !known {
			if nonces[t.lane], err = a.chain.Nonce(ctx, t.lane.sender); err != nil {
				return false, err
			}
		}
		if err := a.sendBatch(ctx, t.lane, nonces[t.lane], t.acts, head); err != nil {
			return false, err
		}
	}
	return len(trials) > 0, nil
}

// sendBatch reserves, signs and sends one batch. latest is the chain's count of the key's transactions.
func (a *Anchor) sendBatch(ctx context.Context, l *lane, latest uint64, batch []outbox.Entry, head chain.Block) error {
	r, err := a.box.Reserve(l.sender, latest, ids(batch))
	if err != nil {
		return err
	}
	delete(a.claimed, r.Slot) // the slot may be one that was lost, and taken again
	if err := a.advanceOne(ctx, l, r, head, false); err != nil {
		return fmt.Errorf("reservation %s: %w", r.Slot, err)
	}
	return nil
}
