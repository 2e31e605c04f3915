package webhook

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/webhook"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/index"
)

// AfterDeliver is the failpoint between an ERP's answer and the note of it.
const AfterDeliver = "afterDeliver"

const (
	// firstWait is how long the first failure is waited out; each further one twice as long, up to longestWait.
	firstWait, longestWait = 5 * time.Second, time.Hour
	// maxTries is how many attempts fail before a webhook stops: after about eight hours.
	maxTries = 15
	// lettersEach is how many messages a webhook has in one turn, and turns how many webhooks have one at once.
	lettersEach, turns = 100, 16
	// longestTurn is after how long a turn takes no more messages, so that slow ERPs leave room for others.
	longestTurn = 10 * time.Second
	// restAfter is how long a webhook rests whose message was posted and could not be noted, so that a full disk does not post it again and again.
	restAfter = time.Minute
	// lookEvery is how often the desk looks although no event told it to: messages wait, and blocks without events make others final.
	lookEvery = 500 * time.Millisecond
)

// Config says what a Desk posts. The zero value of a field from Now on means its default.
type Config struct {
	// Path is the bbolt file; its folder must exist.
	Path  string
	Index *index.Index
	Feed  *feed.Feed
	Hosts Hosts
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Dice gives numbers from 0 up to 1, which spread attempts; nil: random ones.
	Dice func() float64
	// Hook is told the failpoints; nil: nobody is.
	Hook func(point string)
	// Log is where it writes; the zero Logger writes nothing. No line has a URL or a secret.
	Log zerolog.Logger
}

// Desk keeps webhooks and posts their messages. Its methods may be called from many goroutines; Run and Step by one.
type Desk struct {
	cfg    Config
	store  *store
	poster *http.Client

	mu   sync.Mutex
	busy map[common.Hash]bool
	// looked is how far events that are not for a webhook were looked at beyond its place.
	looked map[common.Hash]looked
	// rests are until when webhooks rest.
	rests map[common.Hash]time.Time
	// backlogs are what waits for webhooks, as of their newest turn.
	backlogs map[common.Hash]backlog

	// delivered and failed count attempts.
	delivered, failed atomic.Uint64
}

// looked is a place that is good as long as the webhook's own is what it was.
type looked struct {
	after string
	upTo  feed.Place
}

// Open opens the webhooks at cfg.Path, or makes a new file.
func Open(cfg Config) (*Desk, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Dice == nil {
		cfg.Dice = mathrand.Float64
	}
	if cfg.Hook == nil {
		cfg.Hook = func(string) {}
	}
	file, err := openStore(cfg.Path)
	if err != nil {
		return nil, err
	}
	return &Desk{cfg: cfg, store: file, poster: newPoster(), busy: make(map[common.Hash]bool), looked: make(map[common.Hash]looked),
		rests: make(map[common.Hash]time.Time), backlogs: make(map[common.Hash]backlog)}, nil
}

// Close closes the file.
func (d *Desk) Close() error {
	d.poster.CloseIdleConnections()
	if err := d.store.db.Close(); err != nil {
		return fmt.Errorf("close webhooks: %w", err)
	}
	return nil
}

// Hosts are those that messages may be posted to.
func (d *Desk) Hosts() Hosts { return d.cfg.Hosts }

// Add makes a webhook of what is given of it, and a secret. The same order again gives the webhook that it made. Errors are ErrURL, ErrSpent and
// ErrTooMany.
func (d *Desk) Add(w Webhook, until time.Time) (stored Webhook, fresh bool, err error) {
	if err := d.cfg.Hosts.Check(w.URL); err != nil {
		return w, false, err
	}
	w.Secret = make([]byte, 32)
	// crypto/rand.Read does not fail.
	_, _ = rand.Read(w.Secret)
	w.Made, w.State = d.cfg.Now().UTC(), Active
	return d.store.add(w, d.cfg.Now(), until)
}

// List lists a company's webhooks, oldest first.
func (d *Desk) List(company uint32) ([]Webhook, error) {
	return d.store.all(func(w Webhook) bool { return w.Company == company })
}

// Get is a company's webhook by its id; ErrNotFound for another's too.
func (d *Desk) Get(company uint32, id common.Hash) (Webhook, error) {
	w, err := d.store.one(id)
	if err == nil && w.Company != company {
		return Webhook{}, fmt.Errorf("%w: %s", ErrNotFound, id)
	}
	return w, err
}

// Remove ends a company's webhook. An order is carried out once: ErrSpent.
func (d *Desk) Remove(company uint32, id, order common.Hash, until time.Time) (Webhook, error) {
	return d.order(company, id, order, until, func(*Webhook) bool { return true })
}

// Replay lets a company's webhook go on at once: after an event's id, or where it stopped where after is nil. An order is carried out once: ErrSpent.
func (d *Desk) Replay(company uint32, id, order common.Hash, until time.Time, after *string) (Webhook, error) {
	return d.order(company, id, order, until, func(w *Webhook) bool {
		if after != nil {
			w.After = *after
		}
		w.State, w.Tries, w.NextTry, w.LastError = Active, 0, time.Time{}, ""
		w.Turn++
		return false
	})
}

func (d *Desk) order(company uint32, id, order common.Hash, until time.Time, change func(*Webhook) (remove bool)) (Webhook, error) {
	return d.store.order(id, order, d.cfg.Now(), until, func(w *Webhook) (bool, error) {
		if w.Company != company {
			return false, fmt.Errorf("%w: %s", ErrNotFound, id)
		}
		return change(w), nil
	})
}

// Test posts a message at once that is no event, and says how it fared. An order is carried out once: ErrSpent.
func (d *Desk) Test(ctx context.Context, company uint32, id, order common.Hash, until time.Time) (client.Delivery, error) {
	w, err := d.order(company, id, order, until, func(*Webhook) bool { return false })
	if err != nil {
		return client.Delivery{}, err
	}
	body, err := json.Marshal(webhook.Message{Type: webhook.TypeTest, Timestamp: d.cfg.Now().UTC().Truncate(time.Second), Data: json.RawMessage("{}")})
	if err != nil {
		return client.Delivery{}, fmt.Errorf("test webhook: %w", err)
	}
	return d.post(ctx, w, letter{id: "test-" + order.Hex()[2:34], body: body, attempt: 1}).Delivery, nil
}

// Run posts messages until ctx ends, and returns nil once the attempts under way have ended. Faults of the disk are logged and tried again.
func (d *Desk) Run(ctx context.Context) error {
	var under sync.WaitGroup
	defer under.Wait()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		changes := d.cfg.Index.Changes()
		if err := d.begin(ctx, &under); err != nil && ctx.Err() == nil {
			d.cfg.Log.Warn().Err(err).Msg("webhook: will try again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changes:
		case <-look.C:
		}
	}
}

// Step gives every webhook that has something to do now one turn, and waits for them.
func (d *Desk) Step(ctx context.Context) error {
	var under sync.WaitGroup
	err := d.begin(ctx, &under)
	under.Wait()
	return err
}

// begin gives the webhooks that are due and have none a turn, as many as may have one at once.
func (d *Desk) begin(ctx context.Context, under *sync.WaitGroup) error {
	now := d.cfg.Now()
	active, err := d.store.all(func(w Webhook) bool { return w.State == Active })
	if err != nil {
		return err
	}
	var due []Webhook
	for _, w := range active {
		if !w.NextTry.After(now) {
			due = append(due, w)
		} else if !d.surveyed(w.ID) {
			// One that fails since before this process began.
			if err := d.survey(ctx, w.ID); err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
		}
	}
	// By lot, so that each has its turn where there are more of them.
	mathrand.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	for _, w := range due {
		d.mu.Lock()
		free := !d.busy[w.ID] && len(d.busy) < turns && !d.rests[w.ID].After(now)
		if free {
			d.busy[w.ID] = true
		}
		d.mu.Unlock()
		if !free {
			continue
		}
		under.Go(func() {
			defer func() {
				d.mu.Lock()
				defer d.mu.Unlock()
				delete(d.busy, w.ID)
			}()
			all, err := d.turn(ctx, w)
			switch {
			case err == nil && all:
				d.note(w.ID, backlog{})
			case err == nil:
				err = d.survey(ctx, w.ID)
			}
			if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, ErrNotFound) {
				d.mu.Lock()
				d.rests[w.ID] = d.cfg.Now().Add(restAfter)
				d.mu.Unlock()
				d.cfg.Log.Warn().Err(err).Uint32("company", w.Company).Stringer("webhook", w.ID).Msg("webhook: will try again")
			}
		})
	}
	return nil
}
