package anchor

import (
	"context"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Status is how the anchor stands, as of its last round.
type Status struct {
	// Sender is the key that pays.
	Sender common.Address
	// Head is the newest block seen; HeadSince is when it was first seen, by this process's clock.
	Head      chain.Block
	HeadSince time.Time
	// Balance is the sender's, in wei; nil before the first answer.
	Balance *big.Int
	// InFlight is how many transactions are unmined, Unfinal how many are mined and not final.
	InFlight, Unfinal int
	// Held are the reasons, each once, for which transactions are held, and the alarm while what was final is not so any more.
	Held []string
	// Fault is what kept the last round from its end; empty if nothing did.
	Fault string
	// Outbox is how many acts there are in each state.
	Outbox outbox.Stats
}

// Status is how things stood at the end of the last round.
func (a *Anchor) Status() Status {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.status
}

// observe ends a round: it brings Status and the metrics up to date, and passes the round's fault on.
func (a *Anchor) observe(ctx context.Context, head chain.Block, fault error) error {
	next := a.Status()
	next.Sender, next.Fault = a.sender, ""
	if fault != nil {
		next.Fault = fault.Error()
	}
	if head.Hash != (common.Hash{}) && head.Hash != next.Head.Hash {
		next.Head, next.HeadSince = head, a.cfg.Now()
		// The balance changes with blocks only. Not knowing it is no fault: a node that does not answer shows elsewhere.
		if balance, err := a.chain.Balance(ctx, a.sender); err == nil {
			next.Balance = balance
		}
	}
	if stats, err := a.box.Stats(); err == nil {
		next.Outbox = stats
	}
	if live, err := a.box.Live(a.sender); err == nil {
		next.InFlight, next.Unfinal, next.Held = tally(live)
	}

	a.mu.Lock()
	a.status = next
	a.mu.Unlock()
	a.cfg.Metrics.Observe(next, a.cfg.Now())
	return fault
}

// tally counts live reservations and collects what holds them.
func tally(live []outbox.Reservation) (inFlight, unfinal int, held []string) {
	seen := make(map[string]bool)
	say := func(reason string) {
		if reason != "" && !seen[reason] {
			seen[reason] = true
			held = append(held, reason)
		}
	}
	for _, r := range live {
		if r.Reopened {
			say("a block that was final left the chain; its acts are sent again")
		}
		if r.Stage == outbox.StageLanded {
			unfinal++
			continue
		}
		inFlight++
		say(r.Held)
	}
	return inFlight, unfinal, held
}
