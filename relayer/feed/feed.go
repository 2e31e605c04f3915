// Package feed tells what happened on the chain, event by event in the chain's order, from any place on.
//
// Guarantee: who reads from the place where it stopped gets every event after it once and in order, whatever happened between: restarts, a rebuilt
// index, another relayer. An event's id is its place, and the same everywhere. Where the chain was reorganised, what is undone is told before
// what happened in its place: all events above a block, none below. What is told of an event depends on the chain up to it alone, the names
// of companies apart.
//
//	index: blocks in the chain, and those that left it ──▶ Read(after a place) ──▶ undone above a block? ──▶ events ──▶ the next place
//
// Where a block left the chain while no index of this relayer's was there, all above the depth of finality below it counts as undone, and is told
// again as far as it stands.
package feed

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// ErrAhead: a place so far above the newest block that it is none of this chain.
var ErrAhead = errors.New("the event is above the newest block")

// maxAhead is how many blocks above the newest one a place may be: another relayer may be ahead.
const maxAhead = 1_000

// maxLooked is how many events one Read looks at.
const maxLooked = 5_000

// Config says what is told.
type Config struct {
	Index *index.Index
	Clock calendar.Clock
	// Depth is how many blocks on top make a block's events final; zero where they are at once.
	Depth uint64
}

// Feed tells the events of one index. It can be used from many goroutines.
type Feed struct{ cfg Config }

// New makes a feed.
func New(cfg Config) *Feed {
	return &Feed{cfg: cfg}
}

// Filter says which events are told. Its zero value is all of them.
type Filter struct {
	// Company is who has to be concerned.
	Company uint32
	// Reader is who is told it; zero for whoever sees everything.
	Reader uint32
	// Obligation that it has to be about.
	Obligation ref.Obligation
	// Kinds that it may be of; none: any.
	Kinds []string
	// Final leaves out what is not final yet.
	Final bool
	// Sees is asked besides, where it is not nil.
	Sees func(client.Event) bool
}

// Visible tells whether an event is for a company's eyes: it concerns the company, or everybody. Company zero sees everything.
func Visible(e client.Event, company uint32) bool {
	if company == 0 || e.Kind == "RuleSetNamed" || e.Kind == "RuleDefined" {
		return true
	}
	return slices.ContainsFunc(e.Companies, func(p client.Party) bool { return p.ID == company })
}

// wants tells whether an event passes.
func (f Filter) wants(e client.Event) bool {
	return Visible(e, f.Company) && (f.Obligation.IsZero() || e.Obligation != nil && *e.Obligation == f.Obligation) && (f.Sees == nil || f.Sees(e))
}

// Part is what one Read found.
type Part struct {
	// Undone is not nil where events that were told before the place are undone. It comes before the events.
	Undone *client.Undone
	// Stands is the place of the newest event that stands, where Undone is not nil.
	Stands Place
	Events []client.Event
	// Next is where to go on. It is behind all that was looked at, also where it did not pass the filter.
	Next Place
	// More is set where it stopped before it had seen everything.
	More bool
	// Final is the newest block whose events are final; zero for none.
	Final uint64
}

// Read tells at most so many events after a place. Errors are ErrAhead, those of the disk, and that of ctx.
func (f *Feed) Read(ctx context.Context, after Place, limit int, filter Filter) (Part, error) {
	status := f.cfg.Index.Status()
	part := Part{Next: after}
	if status.Block > f.cfg.Depth {
		part.Final = status.Block - f.cfg.Depth
	}
	top := status.Block
	if filter.Final {
		top = part.Final
	}
	err := f.cfg.Index.Stored(func(stored index.Stored) error {
		from, log, err := f.start(stored, after, status, &part)
		if err != nil || from > top {
			return err
		}
		looked := 0
		return stored.Blocks(ctx, from, top, func(b index.Block) (all bool) {
			f.cfg.Index.View(func(v index.View) {
				// A block that was stored a moment ago and is not in the state yet is told the next time.
				if v.Status().Block < b.Number {
					return
				}
				for i := range b.Logs {
					one := &b.Logs[i]
					if b.Number == from && int64(one.Index) < log {
						continue
					}
					if len(part.Events) == limit || looked == maxLooked {
						part.More = true
						return
					}
					looked++
					part.Next = placeOf(b.Number, one.Index, b.Hash)
					if e, ok := f.event(v, b, one, filter); ok {
						part.Events = append(part.Events, e)
					}
				}
				all = true
			})
			return all
		})
	})
	if err != nil {
		return Part{}, fmt.Errorf("read events: %w", err)
	}
	return part, nil
}

// start is the block and the event in it from which what follows a place is to be told. Where the place is not in the chain any more, it notes
// what is undone.
func (f *Feed) start(stored index.Stored, after Place, status index.Status, part *Part) (block uint64, log int64, err error) {
	if after.IsZero() {
		return 0, 0, nil
	}
	presence, stands, err := stored.Presence(after.Block, after.Hash[:])
	if err != nil {
		return 0, 0, err
	}
	switch {
	case presence == index.Here:
		return after.Block, int64(after.Log) + 1, nil
	case presence == index.Gone:
	case after.Block > max(status.Block, status.Head.Number)+maxAhead:
		return 0, 0, fmt.Errorf("%w: block %d, the newest is %d", ErrAhead, after.Block, status.Block)
	case after.Block > status.Block:
		// The index is behind, or the chain is shorter for now: what became of the block shows once it is there.
		return after.Block, 0, nil
	default:
		// Whoever was told of the block saw the chain at least as high.
		stands = after.Block - min(after.Block, max(f.cfg.Depth, 1))
	}
	part.Undone, part.Next = &client.Undone{AfterBlock: stands}, Place{}
	last, found, err := stored.Last(stands)
	if found {
		part.Next = placeOf(last.Number, last.Logs[len(last.Logs)-1].Index, last.Hash)
	}
	part.Stands = part.Next
	return stands + 1, 0, err
}

// Newest is the place of the newest event, or of the newest that is final; the zero Place where there is none.
func (f *Feed) Newest(final bool) (Place, error) {
	height := f.cfg.Index.Status().Block
	if final {
		height -= min(height, f.cfg.Depth)
	}
	var newest Place
	err := f.cfg.Index.Stored(func(stored index.Stored) error {
		last, found, err := stored.Last(height)
		if found {
			newest = placeOf(last.Number, last.Logs[len(last.Logs)-1].Index, last.Hash)
		}
		return err
	})
	return newest, err
}
