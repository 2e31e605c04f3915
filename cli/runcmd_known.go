package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// runExists is the contracts' refusal of a serial that the company has used.
const runExists = "RunExists"

// knowing settles how often the same rows were paid before, by this computer or another one: a run's terms are the digest of its rows, and
// its serials are made of them.
func (p *paying) knowing(j *runJournal) error {
	total, ok := sum(p.rows)
	if !ok {
		return exitf(ExitRefused, "the rows add up to more than any amount can be").hintf("look at the amounts: are they in units of 0.01?")
	}
	j.Rows, j.Currency, j.Total = p.rows, p.code, total
	journals, err := p.journals()
	if err != nil {
		return err
	}
	for again := j.Again; ; again++ {
		p.locate(j, again)
		j.Terms = digestOfRows(j.Rows, j.Currency, again)
		known := ""
		for _, other := range journals {
			if other.Terms != j.Terms {
				continue
			}
			if other.Done == nil {
				return exitf(ExitConflict, "the same rows were begun as %s, from the file %s", other.names(), other.File).
					hintf("pay that file to go on with them")
			}
			if known = other.names(); !p.c.Bool("again") {
				return alreadyPaid(known, *other.Done)
			}
		}
		if known != "" {
			continue
		}
		names, err := p.taken(j)
		if err != nil || len(names) == 0 {
			return err
		}
		if !p.c.Bool("again") {
			return exitf(ExitConflict, "already paid as %s, by a command on another computer", strings.Join(names, ", ")).
				hintf("use --again to pay it again; the computer that began goes on with what is missing, if anything is")
		}
	}
}

// taken are the runs that the chain has under the serials of a file's rows.
func (p *paying) taken(j *runJournal) ([]string, error) {
	var names []string
	for i := 0; ; i++ {
		part := &runPart{Serial: serialOf(j.Terms, i)}
		there, err := p.exists(j.Company, part.Serial)
		if err != nil || !there {
			return names, err
		}
		names = append(names, part.name(j.Company))
	}
}

// exists asks the chain whether a serial of the company is used. It is asked by trying an act that could be refused for nothing else
// before that.
func (p *paying) exists(company uint32, serial uint64) (bool, error) {
	if p.switched("direct") {
		return p.existsAtNode(company, serial)
	}
	a, err := p.account()
	if err != nil {
		return false, err
	}
	deadline, err := p.deadline(p.c)
	if err != nil {
		return false, err
	}
	probe := contracts.PayRun{
		Company: company, Obligation: unit(1), Lot: unit(0), Start: unit(0), End: unit(1), Serial: serial,
		Count: 1, Leaves: []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 1},
	}
	refusal, err := p.tryOne(p.c, order{message: probe, deadline: deadline}, a.Address)
	if err != nil {
		return false, fmt.Errorf("ask whether the run is there: %w", err)
	}
	return refusal != nil && refusal.Name == runExists, nil
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
		there, err := p.exists(j.Company, part.Serial)
		if err != nil {
			return nil, err
		}
		if there { // by another relayer, or by the operator's own hand
			part.State = partDone
			continue
		}
		over = append(over, part)
	}
	return over, nil
}

// isOver reports whether an act needs another signature: it failed or was given up, or its deadline has passed before the relayer had it.
func (p *paying) isOver(part *runPart) (bool, error) {
	if part.Act.IsDirect() {
		return true, nil // an earlier command was to send it by itself, this one is not
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
