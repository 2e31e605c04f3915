package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

// eventsCommand is `tally events`: what happened on the chain, and what happens.
func eventsCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "events",
		Usage: "what happened on the chain, in its order, and what happens from now on",
		UsageText: "tally events --company Acme --kind Settled,Defaulted\n" +
			"tally events --follow\ntally events --follow --final --after 8421-3-9f0c5e1d7a60b2c48813d4f6a7e90b52 -o json",
		Description: "--follow goes on until Ctrl-C, through restarts of the relayer: each event comes once and in order. After a reorganisation of the\n" +
			"chain it says which events are undone; with --final there are none such. With -o json each line is a document of its own.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "follow", Aliases: []string{"f"}, Usage: "go on with what happens; begins now, where --after does not say otherwise"},
			&cli.StringFlag{Name: "company", Usage: "who has to be concerned: `COMPANY`"},
			&cli.StringFlag{Name: "receivable", Usage: "what it has to be about: `RECEIVABLE`, such as R31-17"},
			&cli.StringSliceFlag{Name: "kind", Usage: "the contracts' `NAME` of it, such as Settled; several with commas"},
			&cli.BoolFlag{Name: "final", Usage: "only what a reorganisation cannot undo any more"},
			&cli.StringFlag{Name: "after", Usage: "begin after this `EVENT`'s id; newest: now"},
			&cli.UintFlag{Name: "limit", Usage: "list a `NUMBER` of them at most; without it all"},
		},
		Action: s.events,
	}
}

// eventFilter reads which events are wanted.
func (s *session) eventFilter(c *cli.Context) (client.EventFilter, error) {
	f := client.EventFilter{Final: c.Bool("final"), Kinds: separated(c.StringSlice("kind"))}
	if text := c.String("receivable"); text != "" {
		id, err := ref.ParseObligation(text)
		if err != nil {
			return f, usagef("--receivable: %q is not a receivable", text).hintf("it is written like R31-17")
		}
		f.Obligation = id.String()
	}
	if text := c.String("company"); text != "" {
		id, err := s.companyID(c.Context, text)
		if err != nil {
			return f, err
		}
		f.Company = id
	}
	return f, nil
}

func (s *session) events(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	filter, err := s.eventFilter(c)
	if err != nil {
		return err
	}
	if c.Bool("follow") {
		if c.IsSet("limit") {
			return usagef("--follow has no end: leave --limit out")
		}
		return s.followEvents(c, relayer, filter)
	}
	var all []client.Event
	after, limit := c.String("after"), int(c.Uint("limit"))
	for {
		size := 1_000
		if limit > 0 {
			size = min(size, limit-len(all))
		}
		page, err := relayer.Events(c.Context, filter, after, size)
		if err != nil {
			return err
		}
		if page.Undone != nil {
			s.note("events of blocks above %d are undone; what happened in their place follows", page.Undone.AfterBlock)
		}
		all = append(all, page.Items...)
		if !page.More || page.Next == nil || limit > 0 && len(all) >= limit {
			break
		}
		after = *page.Next
	}
	if s.print.format == "json" {
		if all == nil {
			all = []client.Event{}
		}
		return s.print.json(all)
	}
	rows := make([][]any, 0, len(all))
	for _, e := range all {
		rows = append(rows, []any{e.ID, e.Time, word(e.Kind), e.Sentence.In(phrase.Language(s.lang))})
	}
	return s.print.list(eventColumns(), rows)
}

func eventColumns() []column {
	return []column{{key: "id"}, {key: "time"}, {key: "kind"}, {key: "sentence"}}
}

// followEvents prints events as they come, one a line, until the run is interrupted.
func (s *session) followEvents(c *cli.Context, relayer *client.Client, filter client.EventFilter) error {
	after := c.String("after")
	if after == "" {
		after = client.Newest
	}
	away := func(error) { s.note("the relayer is away; trying again") }
	err := relayer.Follow(c.Context, filter, after, s.sayNotice, away)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// sayNotice prints one notice of a stream as a line.
func (s *session) sayNotice(n client.Notice) error {
	var line string
	switch {
	case s.print.format == "json":
		var document any = n.Event
		if n.Undone != nil {
			document = map[string]any{"undone": n.Undone, "after": n.After}
		}
		raw, err := json.Marshal(document)
		if err != nil {
			return fmt.Errorf("print: %w", err)
		}
		line = string(raw)
	case s.print.format == "csv" && n.Event != nil:
		return s.print.line([]any{n.Event.ID, n.Event.Time, word(n.Event.Kind), n.Event.Sentence.In(phrase.Language(s.lang))})
	case n.Undone != nil:
		s.note("events of blocks above %d are undone; what happened in their place follows", n.Undone.AfterBlock)
		return nil
	default:
		line = fmt.Sprintf("%s  %s  %s", n.Event.ID, s.print.human(n.Event.Time), printable(n.Event.Sentence.In(phrase.Language(s.lang))))
	}
	if _, err := fmt.Fprintln(s.con.Out, line); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
