package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
)

// knowing settles how often the same rows were paid before, by this computer or another one: a run's terms are the digest of its rows, and
// its serials are made of them. It answers the journal of another file with the very same rows, if one was begun and is not done.
func (p *paying) knowing(j *runJournal) (*runJournal, error) {
	total, ok := sum(p.rows)
	if !ok {
		return nil, exitf(ExitRefused, "the rows add up to more than any amount can be").hintf("look at the amounts: are they in units of 0.01?")
	}
	j.Rows, j.Currency, j.Total = p.rows, p.code, total
	past, err := p.past()
	if err != nil {
		return nil, err
	}
	for again := j.Again; ; again++ {
		p.locate(j, again)
		j.digestRows()
		if at := slices.IndexFunc(past, func(other *runJournal) bool { return other.Terms == j.Terms }); at >= 0 {
			other := past[at]
			if err := other.whole(); err != nil {
				return nil, err
			}
			switch {
			case other.Done == nil:
				other.kept = true
				return other, nil
			case !p.c.Bool("again"):
				return nil, alreadyPaid(other.names(), *other.Done)
			}
			continue
		}
		there, err := p.taken(j)
		if err != nil || len(there) == 0 {
			return nil, err
		}
		if there[0].Terms != j.Terms { // another file's serials happen to begin here
			continue
		}
		if !p.c.Bool("again") {
			return nil, p.paidElsewhere(j, there)
		}
	}
}

// taken are the runs that the chain has under the serials of a file's rows.
func (p *paying) taken(j *runJournal) ([]client.Run, error) {
	var runs []client.Run
	for i := 0; ; i++ {
		one, err := p.runOf(j.Company, serialOf(j.Terms, i))
		if err != nil || one == nil {
			return runs, err
		}
		runs = append(runs, *one)
	}
}

// runOf asks for a run of a company; nil where the relayer knows none. One that it does not know yet the contracts do: they take no serial twice.
func (p *paying) runOf(company uint32, serial uint64) (*client.Run, error) {
	found, err := patiently(p.c.Context, p.bulk, func(ctx context.Context) (*client.Run, error) {
		return p.bulk.relayer.Run(ctx, ref.Run{Company: company, Serial: serial})
	})
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("ask whether the run is there: %w", err)
	}
	return found, nil
}

// paidElsewhere refuses a file that was paid, or partly, by a command of which this computer has no journal.
func (p *paying) paidElsewhere(j *runJournal, runs []client.Run) error {
	var names []string
	var total amount.Amount
	for _, one := range runs {
		if one.Terms == j.Terms {
			names, total = append(names, one.ID.String()), total+one.Total
		}
	}
	day := p.bulk.network.Clock.DayAt(runs[0].At)
	if total < j.Total {
		return exitf(ExitConflict, "%s of %s were paid as %s on %s, by a command of another computer", total.String(), j.Total.String(), strings.Join(names, ", "), day.String()).
			hintf("run it there again, and it goes on; what is paid is listed by: tally voucher runs %s", names[0])
	}
	return alreadyPaid(strings.Join(names, ", "), day)
}

// isMissing reports whether the relayer knows no such thing.
func isMissing(err error) bool { return errors.Is(err, client.ErrNotFound) }

// overtaken looks where each act stands, and answers those that cannot come about as they were signed.
func (p *paying) overtaken(j *runJournal) ([]*runPart, error) {
	var over []*runPart
	for _, part := range j.open() {
		if part.Act.IsDirect() && p.switched("direct") {
			continue // it is tried again, and its serial stops it where it was done
		}
		dead, err := p.isOver(part)
		if err != nil {
			return nil, err
		}
		if !dead {
			continue
		}
		there, err := p.runOf(j.Company, part.Serial)
		switch {
		case err != nil:
			return nil, err
		case there == nil:
			over = append(over, part)
		case there.Terms != j.Terms || there.Total != part.Units.Amount() || int(there.Count) != len(part.Leaves):
			return nil, exitf(ExitConflict, "run %s was made of something else meanwhile", part.name(j.Company)).
				hintf("see: tally voucher runs %s; then take the rows that it paid out of the file", part.name(j.Company))
		default: // by another relayer, or by the operator's own hand
			part.State, part.Lot, part.Units = partDone, ref.Lot{Obligation: there.Obligation}, there.Units
		}
	}
	return over, nil
}

// isOver reports whether an act needs another signature: it failed or was given up, or its deadline has passed before the relayer had it.
func (p *paying) isOver(part *runPart) (bool, error) {
	if part.State == partFailed || part.Act.IsDirect() {
		return true, nil // of the second kind an earlier command was to send it by itself, and this one is not
	}
	id, err := part.Act.Digest(p.bulk.network.Domain())
	if err != nil {
		return false, fmt.Errorf("read the journal of this run: %w", err)
	}
	seen, err := patiently(p.c.Context, p.bulk, func(ctx context.Context) (*client.Act, error) { return p.bulk.relayer.Act(ctx, id) })
	if isMissing(err) {
		return p.expired(part), nil
	}
	if err != nil {
		return false, err
	}
	return seen.State == client.Failed || seen.State.Abandoned(), nil
}
