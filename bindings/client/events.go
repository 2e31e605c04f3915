package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Newest stands for the newest event there is: what follows it is what happens from now on.
const Newest = "newest"

// EventFilter says which events are told. Zero values do not narrow.
type EventFilter struct {
	// Company is who has to be concerned, Obligation ("R31-17") what it has to be about.
	Company    uint32
	Obligation string
	// Kinds are names of events, "Transferred".
	Kinds []string
	// Final leaves out what a reorganisation could still undo.
	Final bool
}

func (f EventFilter) values() url.Values {
	q := make(url.Values)
	if f.Company != 0 {
		q.Set("company", strconv.FormatUint(uint64(f.Company), 10))
	}
	if f.Obligation != "" {
		q.Set("obligation", f.Obligation)
	}
	if len(f.Kinds) > 0 {
		q.Set("kinds", strings.Join(f.Kinds, ","))
	}
	if f.Final {
		q.Set("final", "true")
	}
	return q
}

// Events is at most so many events after one of them, 1 to 1,000; after is its id, Newest, or empty for all from the first.
func (c *Client) Events(ctx context.Context, f EventFilter, after string, limit int) (*EventPage, error) {
	q := f.values()
	if after != "" {
		q.Set("after", after)
	}
	q.Set("limit", strconv.Itoa(limit))
	return one[EventPage](ctx, c, "/v1/events", q)
}

// Notice is what Follow tells: an event, or that events are undone.
type Notice struct {
	// Event is nil where Undone is not.
	Event  *Event
	Undone *Undone
	// After is where to go on once the notice is dealt with: keep it, together with what was made of the notice.
	After string
}

const (
	// quiet is after how long without a word a stream counts as cut off; a relayer says something every 15 seconds.
	quiet = time.Minute
	// longestPause is the most that Follow waits before it tries again.
	longestPause = 30 * time.Second
	// maxLine bounds a line of a stream.
	maxLine = 4 << 20
)

// Follow calls tell with every event after one of them, in order, each once, and goes on as they happen until ctx ends or tell gives an error,
// which is what it returns. A stream that is cut off is taken up where it ended. A relayer's refusal ends it; one that cannot be reached is
// tried again, and away is told why, if it is not nil.
func (c *Client) Follow(ctx context.Context, f EventFilter, after string, tell func(Notice) error, away func(error)) error {
	place, wait := after, pause
	for {
		var err error
		if place == Newest {
			// What happens between two attempts to connect is not to be lost.
			var page *EventPage
			if page, err = c.Events(ctx, f, Newest, 1); err == nil {
				place = ""
				if page.Next != nil {
					place = *page.Next
				}
			}
		}
		if err == nil {
			before := place
			err = c.listen(ctx, f, &place, tell)
			if place != before {
				wait = pause
			}
		}
		var told *toldError
		var refused *Problem
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &told):
			return told.err
		case c.credentials != nil && saysCode(err, codeLoginEnded):
			// listen has forgotten the token: the next attempt has another one, or none.
		case c.credentials != nil && saysCode(err, codeLoginRequired):
			if token, fault := c.credentials.Renew(ctx); fault != nil || token == "" {
				return errors.Join(err, fault)
			}
		case asProblem(err, &refused) && refused.Status < http.StatusInternalServerError && refused.Status != http.StatusTooManyRequests:
			return err
		}
		if away != nil {
			away(err)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
		wait = min(2*wait, longestPause)
	}
}

// toldError is what the caller's function gave.
type toldError struct{ err error }

func (e *toldError) Error() string { return e.err.Error() }

// listen reads one stream to its end, and keeps the place up to which it told.
func (c *Client) listen(ctx context.Context, f EventFilter, place *string, tell func(Notice) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := time.AfterFunc(quiet, cancel)
	defer silence.Stop()
	where := *c.base
	where.Path += "/v1/events"
	where.RawQuery = f.values().Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, where.String(), nil)
	if err != nil {
		return fmt.Errorf("follow events: %w", err)
	}
	request.Header.Set("Accept", "text/event-stream")
	token := ""
	if c.credentials != nil {
		if token, err = c.credentials.Token(ctx); err != nil {
			return err
		}
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	if *place != "" {
		request.Header.Set("Last-Event-ID", *place)
	}
	// The time limit is for one answer, and this one has no end.
	patient := *c.http
	patient.Timeout = 0
	response, err := patient.Do(request)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode >= http.StatusMultipleChoices {
		answer := make([]byte, 1<<16)
		n, _ := response.Body.Read(answer)
		err := problem(response, answer[:n])
		if token != "" && saysCode(err, codeLoginEnded) {
			c.credentials.Forget(token)
		}
		return err
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream") {
		return fmt.Errorf("%w: what answers is no relayer's stream", ErrUnreachable)
	}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, maxLine)
	var block message
	block.id = *place
	for lines.Scan() {
		silence.Reset(quiet)
		if lines.Text() != "" {
			block.read(lines.Text())
			continue
		}
		notice, err := block.notice()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnreachable, err)
		}
		if notice != nil {
			if err := tell(*notice); err != nil {
				return &toldError{err}
			}
		}
		*place = block.id
		block = message{id: block.id}
	}
	return fmt.Errorf("%w: the stream ended: %w", ErrUnreachable, errors.Join(lines.Err(), ctx.Err()))
}

// message is one message of a stream of server-sent events.
type message struct{ id, event, data string }

// read takes in a line that is not empty.
func (m *message) read(line string) {
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "id":
		m.id = value
	case "event":
		m.event = value
	case "data":
		m.data += value
	}
}

// notice is what the message says; nil for one that only moves the place on.
func (m message) notice() (*Notice, error) {
	if m.data == "" {
		return nil, nil
	}
	n := &Notice{After: m.id}
	var into any
	if m.event == "undone" {
		n.Undone = new(Undone)
		into = n.Undone
	} else {
		n.Event = new(Event)
		into = n.Event
	}
	if err := json.Unmarshal([]byte(m.data), into); err != nil {
		return nil, fmt.Errorf("a message of the stream: %w", err)
	}
	return n, nil
}
