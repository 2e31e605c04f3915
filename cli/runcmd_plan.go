package main

import (
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	payrun "github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/cli/payment"
)

// plan chooses lots for the rows, and makes the acts that are to be signed.
func (p *paying) plan(j *runJournal) error {
	held, err := p.payable(p.c.Context, p.company.ID, p.code)
	if err != nil {
		return err
	}
	lots := lotsOf(held)
	runs, err := planned(p.rows, lots, p.most())
	if errors.Is(err, payment.ErrFunds) {
		return p.tooMuch(lots)
	}
	if err != nil {
		return err
	}
	p.speaker(p.c.Context) // which makes the names
	for _, lot := range held {
		p.held[lot.ID] = lot
		p.session.names.currencies[lot.Obligation] = lot.Currency.String()
	}
	j.Parts = nil
	for i, run := range runs {
		part := &runPart{Serial: serialOf(j.Terms, i), AtOnce: p.atOnce()}
		if err := p.fill(j, part, run); err != nil {
			return err
		}
		j.Parts = append(j.Parts, part)
	}
	return nil
}

// serialOf is the serial of a run's part: 40 bits out of its terms, from which those of one file go on. The same file thus has the same serials on
// every computer, and the contracts take each once.
func serialOf(terms common.Hash, part int) uint64 {
	return binary.BigEndian.Uint64(terms[:8])>>24 + uint64(part)
}

// atOnce says whether the lots are written in the paying transaction.
func (p *paying) atOnce() bool {
	return p.c.Bool("at-once") || len(p.rows) <= atOnce && !p.c.Bool("commit")
}

// most is how many payees one act can have.
func (p *paying) most() int {
	if p.atOnce() {
		return payment.MostAtOnce
	}
	return payment.MostLeaves
}

// planned is a plan that has been added up again.
func planned(rows []runRow, lots []payment.Lot, most int) ([]payment.Run, error) {
	plain := make([]payment.Row, len(rows))
	for i, row := range rows {
		plain[i] = payment.Row{Payee: row.Payee, Amount: row.Amount}
	}
	runs, err := payment.Plan(plain, lots, most)
	if err != nil {
		return nil, err
	}
	return runs, payment.Check(plain, lots, runs, most)
}

// lotsOf are lots as they are planned with.
func lotsOf(held []client.Lot) []payment.Lot {
	lots := make([]payment.Lot, len(held))
	for i, lot := range held {
		lots[i] = payment.Lot{ID: lot.ID, Due: lot.Due}
	}
	return lots
}

// tooMuch refuses rows that come to more than the company has, and says which is the first that nothing is left for.
func (p *paying) tooMuch(lots []payment.Lot) error {
	var have, need amount.Amount
	for _, lot := range lots {
		have += lot.ID.Units().Amount()
	}
	first := 0
	for _, row := range p.rows {
		if need += row.Amount; need > have {
			first = row.Number
			break
		}
	}
	total, _ := sum(p.rows)
	return exitf(ExitRefused, "the rows come to %s %s, and the company has %s to pay with: that ends in row %d",
		total.String(), p.code.String(), have.String(), first).
		hintf("take rows out of the file, or look at what it holds: tally voucher list; lots that are locked, frozen or due do not count")
}

// fill gives a part the units of a run, and the act that hands them out.
func (p *paying) fill(j *runJournal, part *runPart, plan payment.Run) error {
	until, err := dayOf(p.c, "until")
	if err != nil {
		return err
	}
	part.Lot, part.Units, part.Leaves = plan.Lot, plan.Units, plan.Leaves
	leaves, err := packed(j, plan.Leaves)
	if err != nil {
		return err
	}
	message := contracts.PayRun{
		Company: j.Company, Obligation: plan.Lot.Obligation.Big(), Lot: unit(plan.Lot.Start), Start: unit(plan.Units.Start), End: unit(plan.Units.End),
		Serial: part.Serial, AtOnce: part.AtOnce, Recourse: p.c.Bool("recourse"), Until: uint32(until),
		Terms: j.Terms, Count: uint32(len(plan.Leaves)), Leaves: leaves,
	}
	part.Act = act.Signed{Message: message}
	return nil
}

// packed are leaves as the contract reads them.
func packed(j *runJournal, leaves []payment.Leaf) ([]byte, error) {
	all := make([]payrun.Leaf, len(leaves))
	for i, leaf := range leaves {
		all[i] = payrun.Leaf{Payee: j.Rows[leaf.Row].Payee, Amount: uint64(leaf.Amount)}
	}
	return payrun.Pack(all, j.Company)
}

// lotsUsed are the lots that the run takes from, in the order of its acts.
func (p *paying) lotsUsed(j *runJournal) []lotUse {
	var used []lotUse
	for _, part := range j.Parts {
		if last := len(used) - 1; last >= 0 && used[last].id == part.Lot {
			used[last].taken += part.Units.Amount()
			continue
		}
		used = append(used, lotUse{part.Lot, p.held[part.Lot].Due, part.Units.Amount()})
	}
	return used
}
