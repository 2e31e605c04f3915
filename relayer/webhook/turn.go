package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/webhook"
	"github.com/tallystick/tallystick/relayer/feed"
)

// turn posts a webhook's next messages, one after the other, until one is not taken, there are none, or it had its share.
// all is set where none is left.
func (d *Desk) turn(ctx context.Context, w Webhook) (all bool, err error) {
	began := d.cfg.Now()
	for letters := 0; letters < lettersEach && d.cfg.Now().Sub(began) < longestTurn; {
		part, err := d.next(ctx, w)
		if errors.Is(err, feed.ErrAhead) {
			return false, d.stop(w, "the chain does not have the event after which messages should begin: replay after another one")
		}
		if err != nil {
			return false, err
		}
		if part.Undone != nil && w.told(part.Undone.AfterBlock) {
			l := letter{id: fmt.Sprintf("%s-%d-%s", webhook.TypeUndone, part.Undone.AfterBlock, w.After), attempt: w.Tries + 1}
			if l.body, err = body(webhook.TypeUndone, d.cfg.Now(), part.Undone); err != nil {
				return false, err
			}
			ok := false
			if w, ok, err = d.deliver(ctx, w, l, placed(part.Stands)); err != nil || !ok {
				return false, err
			}
			letters++
		}
		for _, e := range part.Events {
			l := letter{id: e.ID, attempt: w.Tries + 1}
			if l.body, err = body(e.Kind, e.Time, e); err != nil {
				return false, err
			}
			ok := false
			if w, ok, err = d.deliver(ctx, w, l, e.ID); err != nil || !ok {
				return false, err
			}
			letters++
		}
		d.mu.Lock()
		d.looked[w.ID] = looked{w.After, part.Next}
		d.mu.Unlock()
		if !part.More {
			return true, nil
		}
	}
	return false, nil
}

// told tells whether events above a block were posted. Where those alone were looked at that are not for the webhook, nothing that it has is undone.
func (w Webhook) told(above uint64) bool {
	place, err := feed.ParsePlace(w.After)
	return err == nil && place.Block > above
}

// next reads what follows a webhook's place, from where others' events were looked at already.
func (d *Desk) next(ctx context.Context, w Webhook) (feed.Part, error) {
	var after feed.Place
	var err error
	d.mu.Lock()
	far, known := d.looked[w.ID]
	d.mu.Unlock()
	switch {
	case known && far.after == w.After:
		after = far.upTo
	case w.After != "":
		if after, err = feed.ParsePlace(w.After); err != nil {
			return feed.Part{}, err
		}
	}
	return d.read(ctx, w, after)
}

func placed(p feed.Place) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}

// body is a message's, the same at each attempt.
func body(kind string, at time.Time, about any) ([]byte, error) {
	data, err := json.Marshal(about)
	if err == nil {
		data, err = json.Marshal(webhook.Message{Type: kind, Timestamp: at.UTC().Truncate(time.Second), Data: data})
	}
	if err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	return data, nil
}

// deliver makes one attempt and notes what came of it; not ok where the turn is over.
func (d *Desk) deliver(ctx context.Context, w Webhook, l letter, place string) (Webhook, bool, error) {
	a := d.post(ctx, w, l)
	if ctx.Err() != nil && !a.OK {
		// The relayer ends: that is no fault of the ERP's.
		return w, false, ctx.Err()
	}
	if a.OK {
		d.delivered.Add(1)
		d.cfg.Hook(AfterDeliver)
	} else {
		d.failed.Add(1)
	}
	now := d.cfg.Now()
	noted, same, err := d.store.note(w.ID, w.Turn, func(w *Webhook) {
		w.LastTry = now.UTC()
		if a.OK {
			w.After, w.Tries, w.NextTry, w.LastError = place, 0, time.Time{}, ""
			w.Delivered++
			return
		}
		w.Tries++
		w.LastError, w.NextTry = a.Error, now.Add(max(d.wait(w.Tries), a.after)).UTC()
		if w.Tries >= maxTries || a.gone {
			w.State, w.NextTry = Stopped, time.Time{}
		}
	})
	if err != nil || !same {
		return w, false, err
	}
	event := d.cfg.Log.Debug()
	switch {
	case noted.State == Stopped:
		event = d.cfg.Log.Error()
	case !a.OK:
		event = d.cfg.Log.Warn()
	}
	event.Uint32("company", w.Company).Stringer("webhook", w.ID).Str("event", l.id).Int("attempt", l.attempt).Int("status", a.Status).
		Bool("taken", a.OK).Str("state", string(noted.State)).Msg("webhook: posted")
	return noted, a.OK, nil
}

// wait is how long so many failures in a row are waited out: twice as long each time, a fifth more or less.
func (d *Desk) wait(tries int) time.Duration {
	wait := longestWait
	if shift := tries - 1; shift < 16 {
		wait = min(firstWait<<shift, longestWait)
	}
	return time.Duration(float64(wait) * (0.8 + 0.4*d.cfg.Dice()))
}

// stop stops a webhook that cannot go on.
func (d *Desk) stop(w Webhook, why string) error {
	_, _, err := d.store.note(w.ID, w.Turn, func(w *Webhook) { w.State, w.LastError, w.NextTry = Stopped, why, time.Time{} })
	return err
}

// Document is a webhook as its company sees it, without its secret.
func (w Webhook) Document() client.Webhook {
	doc := client.Webhook{
		ID: w.ID, Company: w.Company, Key: w.Key, URL: w.URL, Kinds: w.Kinds, Made: w.Made, State: string(w.State), After: w.After,
		Delivered: w.Delivered, Tries: w.Tries, LastError: w.LastError, NextTry: momentOrNone(w.NextTry), LastTry: momentOrNone(w.LastTry),
	}
	if doc.Kinds == nil {
		doc.Kinds = []string{}
	}
	return doc
}

func momentOrNone(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
