package main

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
)

// outcomeRow is what came of a row, or of one piece of it.
type outcomeRow struct {
	row    runRow
	lot    ref.Lot
	part   *runPart
	amount string
	state  string
}

// finish writes the file of --out, prints what came of the run, and marks it if it is done.
func (p *paying) finish(j *runJournal) error {
	results, err := p.results(j)
	if err != nil {
		return err
	}
	if path := p.c.String("out"); path != "" {
		if err := p.writeResults(path, j, results); err != nil {
			return err
		}
	}
	if err := p.printRun(j, results); err != nil {
		return err
	}
	if len(j.open()) == 0 && j.Done == nil {
		// Only now, so that a command which ended before it said what came of the file can be had again.
		j.Done = &p.today
		if err := j.save(); err != nil {
			return err
		}
	}
	return p.verdict(j)
}

// results are the rows with where their money is. Lots that were written at once are looked up: the payee has them, or was offered them.
func (p *paying) results(j *runJournal) ([]outcomeRow, error) {
	written := make(map[ref.Lot]string)
	if p.get("wait") != "none" {
		for _, part := range j.Parts {
			if part.State == partDone && part.AtOnce {
				if err := p.lookUp(j, part, written); err != nil {
					return nil, err
				}
			}
		}
	}
	var all []outcomeRow
	for _, part := range j.Parts {
		for i, lot := range part.lots() {
			state := part.stateWord()
			if here, known := written[lot]; known {
				state = here
			}
			leaf := part.Leaves[i]
			all = append(all, outcomeRow{row: j.Rows[leaf.Row], lot: lot, part: part, amount: leaf.Amount.Plain(), state: state})
		}
	}
	return all, nil
}

// stateWord is the state of a part's rows.
func (part *runPart) stateWord() string {
	switch {
	case part.State == partDone && part.AtOnce:
		return "paid"
	case part.State == partDone:
		return "unopened"
	case part.State == partFailed:
		return "not paid"
	case part.job != nil && part.job.result != nil && part.job.result.State == client.Waiting:
		return "waiting"
	}
	return "sent"
}

// lookUpFor is how long it is waited for the index to show what a block did.
const lookUpFor = 15 * time.Second

// lookUp asks how the lots of a run that was written at once stand: the payee has it, or has still to answer. It waits until the relayer
// shows the first of them, for then it shows all.
func (p *paying) lookUp(j *runJournal, part *runPart, into map[ref.Lot]string) error {
	ctx, cancel := context.WithTimeout(p.c.Context, lookUpFor)
	defer cancel()
	lots := part.lots()
	for {
		first, err := patiently(p.c.Context, p.bulk, func(ctx context.Context) (*client.Lot, error) { return p.bulk.relayer.Lot(ctx, lots[0]) })
		if err == nil && (first.ID != lots[0] || first.Holder.ID != j.Company || first.Offer != nil) {
			break
		}
		if err != nil && !isMissing(err) {
			return err
		}
		if rest(ctx, 100*time.Millisecond) != nil {
			return p.c.Context.Err() // it declined since, or the relayer is far behind
		}
	}
	locked, err := patiently(p.c.Context, p.bulk, func(ctx context.Context) ([]client.Lot, error) {
		return p.bulk.relayer.Lots(ctx, client.Filter{Obligation: part.Lot.Obligation, Holder: j.Company, State: "locked"})
	})
	if err != nil {
		return err
	}
	for _, lot := range locked {
		if lot.Offer != nil {
			into[lot.ID] = "proposed"
		}
	}
	return nil
}

// lots are those that the part's leaves become.
func (part *runPart) lots() []ref.Lot {
	lots, at := make([]ref.Lot, len(part.Leaves)), part.Units.Start
	for i, leaf := range part.Leaves {
		lots[i] = ref.Lot{Obligation: part.Lot.Obligation, Start: at, End: at + uint64(leaf.Amount)}
		at = lots[i].End
	}
	return lots
}

// writeResults writes one line for each payment: its row, where it went, and how it stands.
func (p *paying) writeResults(path string, j *runJournal, results []outcomeRow) error {
	records := [][]string{{"row", "payee_id", "payee", "amount", "currency", "reference", "lot", "run", "state", "reason"}}
	for _, one := range results {
		reason := ""
		if one.part.job != nil && one.part.job.refusal != nil {
			reason = classify(one.part.job.refusal).Message(p.lang)
		}
		records = append(records, []string{
			strconv.Itoa(one.row.Number), strconv.FormatUint(uint64(one.row.Payee), 10), p.names.byID[one.row.Payee].Name, one.amount,
			j.Currency.String(), one.row.Reference, one.lot.String(), one.part.name(j.Company), one.state, reason,
		})
	}
	for _, one := range p.refused {
		records = append(records, []string{strconv.Itoa(one.Number), "", "", "", "", "", "", "", "refused", p.reason(one.Reason)})
	}
	return writeTable(path, records)
}

// printRun prints the acts of a run with what came of them, and the totals beside.
func (p *paying) printRun(j *runJournal, results []outcomeRow) error {
	states, counts := make(map[*runPart]map[string]int), make(map[string]int)
	for _, one := range results {
		if states[one.part] == nil {
			states[one.part] = make(map[string]int)
		}
		states[one.part][one.state]++
		counts[one.state]++
	}
	columns := []column{
		{key: "run"}, {key: "lot"}, {key: "payees", right: true}, {key: "amount", right: true}, {key: "currency"}, {key: "state"},
		{key: "act"}, {key: "tx"}, {key: "reason"},
	}
	var rows [][]any
	for _, part := range j.Parts {
		lot := ref.Lot{Obligation: part.Lot.Obligation, Start: part.Units.Start, End: part.Units.End}
		id, tx, reason := part.sent()
		if reason != nil {
			reason = classify(part.job.refusal).Message(p.lang)
		}
		rows = append(rows, []any{
			part.name(j.Company), lot, len(part.Leaves), part.Units.Amount(), j.Currency, words(sortedKeys(states[part])), id, tx, reason,
		})
	}
	if p.print.format != "json" {
		for _, state := range sortedKeys(counts) {
			p.note("payments %s: %d", p.lang.Word(state), counts[state])
		}
		return p.print.list(columns, rows)
	}
	var runs []json.RawMessage
	for _, row := range rows {
		object, err := objectOf(columns, row)
		if err != nil {
			return err
		}
		runs = append(runs, object)
	}
	summary, err := objectOf(
		[]column{{key: "rows"}, {key: "payments"}, {key: "states"}, {key: "refused"}, {key: "total"}, {key: "currency"}, {key: "terms"}, {key: "runs"}},
		[]any{len(p.file.Records), len(results), counts, len(p.refused), j.Total, j.Currency, j.Terms, runs})
	if err != nil {
		return err
	}
	return p.print.json(summary)
}

// sent says by which act and transaction a part was paid, and whether it has a reason why not; nil where that is not known.
func (part *runPart) sent() (id, tx, reason any) {
	tx = hashOrNil(part.tx)
	if part.job == nil {
		return nil, tx, nil
	}
	if part.job.result != nil {
		id, tx = part.job.result.ID.Hex(), hashOrNil(part.job.result.Tx)
	}
	if part.job.refusal != nil {
		reason = part.job.refusal
	}
	return id, tx, reason
}

// verdict is the error that the run's outcome means, if it means one: the first act that did not come about, or rows that were refused.
func (p *paying) verdict(j *runJournal) error {
	for _, part := range j.Parts {
		if part.job == nil {
			continue
		}
		if part.job.refusal != nil {
			p.note("what did not come about is signed anew, and nothing twice: run the same command again")
			return part.job.refusal
		}
		if part.job.result != nil {
			if err := p.outcome(*part.job.result); err != nil {
				return err
			}
		}
	}
	if len(p.refused) > 0 {
		return exitf(ExitRefused, "%d of %d rows were refused; the rest was paid", len(p.refused), len(p.file.Records)).
			hintf("correct them, and pay them from the file of --rejects")
	}
	return nil
}
