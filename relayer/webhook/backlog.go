package webhook

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/feed"
)

// countedMost is how many waiting messages of one webhook are counted: more would be read again and again while its ERP is away.
const countedMost = 1_000

// Stats is how a desk's webhooks fare.
type Stats struct {
	// Delivered counts the messages that were taken, Failed the attempts that were not, both since Open; tests are not in them.
	Delivered, Failed uint64
	// Active, Failing and Stopped count webhooks: those whose newest attempt was taken or that had none, those whose message is tried again later,
	// and those that have stopped until somebody replays.
	Active, Failing, Stopped int
	// Waiting is how many messages wait to be taken, as of each webhook's newest turn and 1,000 of one at the most. Those of stopped ones are not
	// in it.
	Waiting int
	// Oldest is when the event of the oldest of these happened; zero where none waits.
	Oldest time.Time
}

// backlog is what of a webhook's messages waits behind its place.
type backlog struct {
	messages int
	// since is when the event of the first of them happened.
	since time.Time
}

// Stats tells how the webhooks fare now.
func (d *Desk) Stats() (Stats, error) {
	all, err := d.store.all(func(Webhook) bool { return true })
	if err != nil {
		return Stats{}, err
	}
	s := Stats{Delivered: d.delivered.Load(), Failed: d.failed.Load()}
	d.mu.Lock()
	defer d.mu.Unlock()
	there := make(map[common.Hash]bool, len(all))
	for _, w := range all {
		there[w.ID] = true
		switch {
		case w.State == Stopped:
			s.Stopped++
			continue
		case w.Tries > 0:
			s.Failing++
		default:
			s.Active++
		}
		if waits := d.backlogs[w.ID]; waits.messages > 0 {
			s.Waiting += waits.messages
			if s.Oldest.IsZero() || waits.since.Before(s.Oldest) {
				s.Oldest = waits.since
			}
		}
	}
	for id := range d.backlogs {
		if !there[id] {
			delete(d.backlogs, id)
		}
	}
	return s, nil
}

// surveyed tells whether it is known what waits for a webhook.
func (d *Desk) surveyed(id common.Hash) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, known := d.backlogs[id]
	return known
}

// survey counts what waits for a webhook.
func (d *Desk) survey(ctx context.Context, id common.Hash) error {
	w, err := d.store.one(id)
	if err != nil {
		return err
	}
	var waits backlog
	if w.State == Stopped {
		d.note(id, waits)
		return nil
	}
	part, err := d.next(ctx, w)
	for ; err == nil; part, err = d.read(ctx, w, part.Next) {
		if part.Undone != nil && w.told(part.Undone.AfterBlock) {
			waits.messages++
		}
		if waits.since.IsZero() && len(part.Events) > 0 {
			waits.since = part.Events[0].Time
		}
		if waits.messages += len(part.Events); !part.More || waits.messages >= countedMost {
			break
		}
	}
	if errors.Is(err, feed.ErrAhead) {
		// Its next turn stops it.
		waits, err = backlog{}, nil
	}
	if err != nil {
		return err
	}
	if waits.messages = min(waits.messages, countedMost); waits.messages > 0 && waits.since.IsZero() {
		waits.since = d.cfg.Now()
	}
	d.note(id, waits)
	return nil
}

// note keeps what waits for a webhook.
func (d *Desk) note(id common.Hash, waits backlog) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.backlogs[id] = waits
}

// read reads what is for a webhook behind a place.
func (d *Desk) read(ctx context.Context, w Webhook, after feed.Place) (feed.Part, error) {
	return d.cfg.Feed.Read(ctx, after, lettersEach, feed.Filter{Company: w.Company, Kinds: w.Kinds, Final: true})
}
