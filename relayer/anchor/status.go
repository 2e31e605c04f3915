package anchor

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Status is how the anchor stands, as of its last round.
type Status struct {
	// Senders are the keys that pay, in the order in which they were given; behind them, keys of before of which something is live.
	Senders []Sender
	// Head is the newest block seen; HeadSince is when it was first seen, by this process's clock.
	Head      chain.Block
	HeadSince time.Time
	// InFlight is how many transactions are unmined, Unfinal how many are mined and not final.
	InFlight, Unfinal int
	// Held are the reasons, each once, for which transactions are held, and the alarm while what was final is not so any more.
	Held []string
	// Fault is what kept the last round from its end; empty if nothing did.
	Fault string
	// Outbox is how many acts there are in each state.
	Outbox outbox.Stats
}

// Sender is how a key that pays stands.
type Sender struct {
	Address common.Address
	// Balance is what it has, in wei; nil before the first answer.
	Balance *big.Int
	// InFlight is how many of its transactions are unmined, Unfinal how many are mined and not final.
	InFlight, Unfinal int
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
	next.Fault = ""
	if fault != nil {
		next.Fault = fault.Error()
	}
	fresh := head.Hash != (common.Hash{}) && head.Hash != next.Head.Hash
	if fresh {
		next.Head, next.HeadSince = head, a.cfg.Now()
	}
	if stats, err := a.box.Stats(); err == nil {
		next.Outbox = stats
	}
	before := next.Senders
	next.Senders, next.InFlight, next.Unfinal, next.Held = nil, 0, 0, nil
	for _, l := range a.lanes {
		sender := Sender{Address: l.sender}
		if at := slices.IndexFunc(before, func(s Sender) bool { return s.Address == l.sender }); at >= 0 {
			sender = before[at]
		}
		if fresh {
			// The balance changes with blocks only. Not knowing it is no fault: a node that does not answer shows elsewhere.
			if balance, err := a.chain.Balance(ctx, l.sender); err == nil {
				sender.Balance = balance
			}
		}
		if live, err := a.box.Live(l.sender); err == nil {
			var held []string
			sender.InFlight, sender.Unfinal, held = tally(live)
			for _, reason := range held {
				if len(a.lanes) > 1 {
					reason = fmt.Sprintf("%s: %s", l.sender, reason)
				}
				next.Held = append(next.Held, reason)
			}
		}
		next.Senders = append(next.Senders, sender)
		next.InFlight, next.Unfinal = next.InFlight+sender.InFlight, next.Unfinal+sender.Unfinal
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
