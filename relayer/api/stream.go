package api

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/tallystick/tallystick/relayer/feed"
)

const (
	eventStream = "text/event-stream"
	// streamPage is how many events a stream holds in memory at most: it reads on when its client has taken them.
	streamPage = 100
	// maxStreams is how many streams there are at once, and maxOwnStreams how many of one address.
	maxStreams, maxOwnStreams = 256, 32
	// finalEvery is how often a stream of final events looks whether more have become final: blocks without events make them so.
	finalEvery = 500 * time.Millisecond
)

// streams counts the streams there are.
type streams struct {
	mu  sync.Mutex
	all int
	own map[string]int
}

// enter counts one in; not ok where there are enough.
func (c *streams) enter(address string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= maxStreams || c.own[address] >= maxOwnStreams {
		return false
	}
	if c.own == nil {
		c.own = make(map[string]int)
	}
	c.all++
	c.own[address]++
	return true
}

func (c *streams) leave(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.own[address]--; c.own[address] == 0 {
		delete(c.own, address)
	}
}

// Streams is how many streams of events there are now.
func (s *Server) Streams() int {
	s.streams.mu.Lock()
	defer s.streams.mu.Unlock()
	return s.streams.all
}

// streamEvents tells events as they happen, until the client goes away or is too slow, or the relayer ends.
func (s *Server) streamEvents(w http.ResponseWriter, r *http.Request) {
	r, admitted := s.enter(w, r, eventsPattern)
	if !admitted {
		return
	}
	q := parameters(r, "company", "obligation", "kinds", "final", "after")
	wish, err := s.wished(r, q)
	var first feed.Part
	if err == nil {
		first, err = s.feed.Read(r.Context(), wish.after, streamPage, wish.filter)
	}
	if err != nil {
		p := problemOf(placeProblem(err))
		if p.Status >= http.StatusInternalServerError {
			s.cfg.Log.Error().Err(err).Str("request", w.Header().Get(requestID)).Msg("api: a stream could not begin")
		}
		writeProblem(w, p)
		return
	}
	from := s.address(r)
	if !s.streams.enter(from) {
		writeProblem(w, problem(codeRateLimited, "close streams that are of no use, or ask for the list of events", "there are too many streams of events"))
		return
	}
	defer s.streams.leave(from)
	w.Header().Set("Content-Type", eventStream)
	w.Header().Set("Cache-Control", "no-store")
	// A proxy that gathers answers would keep events back.
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	line := &line{w: w, control: http.NewResponseController(w), patience: s.cfg.StreamPatience}
	// A stream outlasts what the server gives a request.
	if err := line.control.SetReadDeadline(time.Time{}); err != nil {
		s.cfg.Log.Debug().Err(err).Str("request", w.Header().Get(requestID)).Msg("api: a stream ends with its request's time")
	}
	if err := line.say("retry: 1000\n\n"); err != nil {
		return
	}
	// What ends it is no fault of the program: the client resumes from the last id that it has.
	if err := s.tell(r, line, wish, first); err != nil {
		s.cfg.Log.Debug().Err(err).Str("request", w.Header().Get(requestID)).Msg("api: a stream ended")
	}
}

// line is the connection to a client, which is given up once the client has not taken something within patience.
type line struct {
	w        io.Writer
	control  *http.ResponseController
	patience time.Duration
}

func (l *line) say(text string) error {
	// Deadlines are the operating system's business, and so by its clock.
	if err := l.control.SetWriteDeadline(time.Now().Add(l.patience)); err != nil {
		return fmt.Errorf("set a deadline: %w", err)
	}
	if _, err := io.WriteString(l.w, text); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := l.control.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// tell tells a stream's events from its first part on, as long as whoever asked may read.
func (s *Server) tell(r *http.Request, line *line, wish wish, part feed.Part) error {
	ctx := r.Context()
	heartbeat := time.NewTicker(s.cfg.Heartbeat)
	defer heartbeat.Stop()
	var later <-chan time.Time
	if wish.filter.Final {
		look := time.NewTicker(finalEvery)
		defer look.Stop()
		later = look.C
	}
	told := wish.after
	for {
		if _, err := s.admit(r, eventsPattern); err != nil {
			return err
		}
		if err := s.pass(line, part); err != nil {
			return err
		}
		if part.Undone != nil || len(part.Events) > 0 {
			told = part.Next
		}
		changes := s.index.Changes()
		next, err := s.feed.Read(ctx, part.Next, streamPage, wish.filter)
		if err != nil {
			return err
		}
		part = next
		for !part.More && part.Undone == nil && len(part.Events) == 0 {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-heartbeat.C:
				if _, err := s.admit(r, eventsPattern); err != nil {
					return err
				}
				text := ": here\n\n"
				if told != part.Next {
					// The client goes on from what was looked at, not from what it got.
					told, text = part.Next, fmt.Sprintf(": here\nid: %s\n\n", idOf(part.Next))
				}
				if err := line.say(text); err != nil {
					return err
				}
				continue
			case <-changes:
			case <-later:
			}
			changes = s.index.Changes()
			if part, err = s.feed.Read(ctx, part.Next, streamPage, wish.filter); err != nil {
				return err
			}
		}
	}
}

// pass writes what was read to the client.
func (s *Server) pass(line *line, part feed.Part) error {
	if part.Undone != nil {
		text, err := undoing(*part.Undone, part.Stands)
		if err != nil {
			return err
		}
		if err := line.say(text); err != nil {
			return err
		}
	}
	for _, e := range part.Events {
		text, err := message(e)
		if err != nil {
			return err
		}
		if err := line.say(text); err != nil {
			return err
		}
	}
	return nil
}
