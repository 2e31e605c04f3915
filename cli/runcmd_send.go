package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

const (
	// runBatch bounds what is posted to the relayer at once, in bytes of leaves: a few full transactions, which it sends while it gets the next.
	runBatch = 300_000
	// signAgain is how often acts are signed anew because others took their nonces.
	signAgain = 5
)

// signParts signs the acts of parts; the password is asked for once.
func (p *paying) signParts(j *runJournal, parts []*runPart) error {
	if p.switched("direct") {
		for _, part := range parts {
			nonce, err := randomNonce()
			if err != nil {
				return err
			}
			if part.Act, err = act.Direct(part.message(), nonce>>32, 0); err != nil {
				return fmt.Errorf("write the act: %w", err)
			}
			part.State = ""
		}
		return nil
	}
	orders := make([]order, len(parts))
	for i, part := range parts {
		orders[i] = order{message: part.message()}
	}
	signed, err := p.sign(p.c, orders)
	if err != nil {
		return err
	}
	for i, part := range parts {
		part.Act, part.State, part.job = signed[i], "", nil
	}
	return nil
}

// carryOut sends what is signed and kept, waits for it, and reports.
func (p *paying) carryOut(j *runJournal) error {
	var err error
	if p.switched("direct") {
		err = p.sendRun(j)
	} else {
		err = p.postRun(j)
	}
	if err != nil {
		return err
	}
	return p.finish(j)
}

// open are the parts of which it is not known that they are done.
func (j *runJournal) open() []*runPart {
	var parts []*runPart
	for _, part := range j.Parts {
		if part.State != partDone {
			parts = append(parts, part)
		}
	}
	return parts
}

// postRun hands the acts to the relayer in their order and waits for them. Acts whose nonces others took meanwhile are signed again.
func (p *paying) postRun(j *runJournal) error {
	left := j.open()
	for round := 0; ; round++ {
		if err := p.postParts(left); err != nil {
			return err
		}
		var clashed []*runPart
		for _, part := range left {
			if part.job.refusal != nil && clashes(part.job.refusal) {
				clashed = append(clashed, part)
			}
		}
		if len(clashed) == 0 || round == signAgain {
			break
		}
		if err := p.signParts(j, clashed); err != nil {
			return err
		}
		if err := j.save(); err != nil {
			return err
		}
		left = clashed
	}
	return p.awaitParts(p.c.Context, j)
}

// postParts posts acts, so many at once as a body can hold.
func (p *paying) postParts(parts []*runPart) error {
	bar := p.beginProgress(payeesIn(parts), "handing over to the relayer")
	defer bar.end()
	for len(parts) > 0 {
		var jobs []*job
		size, payees := 0, 0
		for _, part := range parts {
			if size += len(part.message().Leaves) + 1_000; len(jobs) > 0 && (size > runBatch || len(jobs) == bulkChunk) {
				break
			}
			part.job = &job{signed: part.Act}
			jobs, payees = append(jobs, part.job), payees+len(part.Leaves)
		}
		if err := p.asAnybody().postChunk(p.c.Context, jobs); err != nil {
			return err
		}
		bar.step(payees)
		parts = parts[len(jobs):]
	}
	return nil
}

// asAnybody asks without a login, and so is told how far an act is, and not all that it pays once more: 250 kB of it each time.
func (p *paying) asAnybody() bulk {
	anybody := p.bulk
	anybody.relayer = p.bulk.relayer.With(nil)
	return anybody
}

// payeesIn counts the leaves of parts.
func payeesIn(parts []*runPart) int {
	n := 0
	for _, part := range parts {
		n += len(part.Leaves)
	}
	return n
}

// awaitParts waits until each act is as far as --wait says.
func (p *paying) awaitParts(ctx context.Context, j *runJournal) error {
	left := j.open()
	bar := p.beginProgress(payeesIn(left), "waiting for the chain")
	defer bar.end()
	relayer := p.asAnybody().relayer
	for _, part := range left {
		if part.job.result != nil && part.job.refusal == nil {
			bounded, cancel := p.within(ctx)
			seen, err := p.waitFor(bounded, relayer, *part.job.result)
			cancel()
			if err != nil {
				return err
			}
			if part.job.result = seen; seen.State != client.Waiting {
				part.job.refusal = p.outcome(*seen)
			}
		}
		part.settle()
		bar.step(len(part.Leaves))
	}
	if len(j.open()) == 0 {
		return nil // it is kept with the word that all is done
	}
	return j.save()
}

// settle keeps what was seen of the part's act. What is mined counts as done: should its block go, the relayer sends the act again.
func (part *runPart) settle() {
	switch {
	case part.job.refusal != nil:
		part.State = partFailed
	case part.job.result != nil && (part.job.result.State == client.Final || part.job.result.State == client.Mined):
		part.State = partDone
	}
}

// carryOn goes on with a run that an earlier command began: what came about is left alone, what is under way is sent as it was signed,
// and what can come about no more, as it is, is signed again under its serial after the user has been asked.
func (p *paying) carryOn(j *runJournal) error {
	p.rows, p.code = j.Rows, j.Currency
	over, err := p.overtaken(j)
	if err != nil {
		return err
	}
	if p.switched("dry-run") {
		return p.rehearseRun(j)
	}
	if len(over) > 0 {
		if err := p.revive(j, over); err != nil {
			return err
		}
	}
	return p.carryOut(j)
}

// expired reports whether an act's signature can no longer be used, by a clock that is not far behind the chain's.
func (p *paying) expired(part *runPart) bool {
	return p.con.Now().After(time.Unix(int64(part.Act.Deadline), 0))
}
