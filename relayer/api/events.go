package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/relayer/feed"
)

// eventsPattern is the route of both.
const eventsPattern = "GET /v1/events"

// newest is the place that stands for "from now on".
const newest = "newest"

// events answers with the list of events, or with a stream of them to those who accept one.
func (s *Server) events() http.Handler {
	list, stream := s.serve(eventsPattern, s.listEvents), http.HandlerFunc(s.streamEvents)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept"), eventStream) {
			stream(w, r)
			return
		}
		list.ServeHTTP(w, r)
	})
}

// wish is which events are asked for, and from where on.
type wish struct {
	after  feed.Place
	filter feed.Filter
}

// wished reads a request for events. Where a stream was cut off, Last-Event-ID says where to go on.
func (s *Server) wished(r *http.Request, q *query) (wish, error) {
	w := wish{filter: feed.Filter{Company: q.company("company"), Obligation: q.obligation("obligation"), Final: q.flag("final")}}
	w.filter.Kinds = q.kinds("kinds")
	if who := whoAsks(r); !who.all {
		if q.err == nil && w.filter.Company != 0 {
			q.err = who.about(w.filter.Company)
		}
		w.filter.Reader = who.company
		w.filter.Sees = func(e client.Event) bool { return who.company != 0 && feed.Visible(e, who.company) }
	}
	id := q.text("after")
	if last := r.Header.Get("Last-Event-ID"); last != "" {
		id = last
	}
	if q.err != nil || id == "" {
		return w, q.err
	}
	return w, s.place(id, w.filter.Final, &w.after)
}

// place reads an event's id, or the word for the newest one.
func (s *Server) place(id string, final bool, place *feed.Place) (err error) {
	if id == newest {
		*place, err = s.feed.Newest(final)
		return err
	}
	if *place, err = feed.ParsePlace(id); err != nil {
		return problem(codeBadRequest, "give an id as an event has it, newest, or nothing for all from the first", "%q is no event's id", id)
	}
	return nil
}

// kinds are names of events, with commas between them.
func (q *query) kinds(name string) []string {
	text := q.text(name)
	if text == "" {
		return nil
	}
	list := strings.Split(text, ",")
	for _, one := range list {
		if !slices.Contains(phrase.Kinds(), one) {
			q.fail("%s: there are no events %q; there are %s", name, one, strings.Join(phrase.Kinds(), ", "))
		}
	}
	return list
}

func (s *Server) listEvents(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "obligation", "kinds", "final", "after", "limit")
	limit := q.limit()
	w, err := s.wished(r, q)
	if err != nil {
		return 0, nil, err
	}
	part, err := s.feed.Read(r.Context(), w.after, limit, w.filter)
	if err != nil {
		return 0, nil, placeProblem(err)
	}
	p := client.EventPage{Undone: part.Undone, Items: part.Events, More: part.More, Final: part.Final}
	if p.Items == nil {
		p.Items = []client.Event{}
	}
	if !part.Next.IsZero() {
		next := part.Next.String()
		p.Next = &next
	}
	return http.StatusOK, p, nil
}

// placeProblem says in words that an event is none of this chain's; any other error stays as it is.
func placeProblem(err error) error {
	if errors.Is(err, feed.ErrAhead) {
		return problem(codeConflict, "it may be another network's, or the chain was set up anew: begin from the first event", "%v", err)
	}
	return err
}

// message is an event as a stream has it.
func message(e client.Event) (string, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("event %s: %w", e.ID, err)
	}
	return fmt.Sprintf("id: %s\nevent: %s\ndata: %s\n\n", e.ID, e.Kind, data), nil
}

// undoing is what a stream says where events are undone; its id is that of the last event that stands.
func undoing(u client.Undone, stands feed.Place) (string, error) {
	data, err := json.Marshal(u)
	if err != nil {
		return "", fmt.Errorf("undone after %d: %w", u.AfterBlock, err)
	}
	return fmt.Sprintf("id: %s\nevent: undone\ndata: %s\n\n", idOf(stands), data), nil
}

// idOf is a place's id; empty for the place before all events, which an empty id means in a stream too.
func idOf(p feed.Place) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}
