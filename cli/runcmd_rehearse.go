package main

import (
	"encoding/json"
	"fmt"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/ref"
)

// rehearseRun is --dry-run of a file: the acts that would be signed, and what would come of each now. Those after the first of a lot are
// tried on the lot as it is, of which they take their units just so.
func (p *paying) rehearseRun(j *runJournal) error {
	a, err := p.account()
	if err != nil {
		return err
	}
	deadline, err := p.deadline(p.c)
	if err != nil {
		return err
	}
	columns := []column{
		{key: "run"}, {key: "lot"}, {key: "payees", right: true}, {key: "amount", right: true}, {key: "currency"}, {key: "at_once"}, {key: "ok"}, {key: "effect"},
	}
	if p.print.format == "json" {
		columns = append(columns, column{key: "message"})
	}
	var rows [][]any
	var failed error
	left := j.open()
	bar := p.beginProgress(payeesIn(left), "trying")
	defer bar.end()
	for _, part := range left {
		nonce, err := randomNonce()
		if err != nil {
			return err
		}
		effect, ok := p.lang.Text("it would be done"), true
		refusal, err := p.tryOne(p.c, order{message: part.message(), nonce: nonce, deadline: deadline}, a.Address)
		if err != nil {
			return err
		}
		switch {
		case refusal != nil && refusal.Name == secondNeeded:
			effect = p.lang.Text("it would be done once a second operator approves it")
		case refusal != nil:
			if effect, ok = refused(refusal).Message(p.lang), false; failed == nil {
				failed = refused(refusal)
			}
		}
		lot := ref.Lot{Obligation: part.Lot.Obligation, Start: part.Units.Start, End: part.Units.End}
		row := []any{part.name(j.Company), lot, len(part.Leaves), part.Units.Amount(), j.Currency, part.AtOnce, ok, effect}
		if p.print.format == "json" {
			message, err := act.WalletJSON(p.bulk.network.Domain(), part.message(), nonce, deadline)
			if err != nil {
				return fmt.Errorf("write the act: %w", err)
			}
			row = append(row, json.RawMessage(message))
		}
		rows = append(rows, row)
		bar.step(len(part.Leaves))
	}
	bar.end()
	if err := p.print.list(columns, rows); err != nil {
		return err
	}
	if failed == nil {
		failed = p.mayPay()
	}
	return failed
}
