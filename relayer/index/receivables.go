package index

import (
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

func (c *change) requested(e *contracts.ReceivablesRequested) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	t := e.Terms
	put(c, c.obligations, id, Obligation{
		ID: id, Obligor: e.Obligor, Supplier: e.Supplier, Face: units(t.Face), Currency: t.Currency,
		Delivered: calendar.Day(t.Delivered), Due: calendar.Day(t.Due), Until: calendar.Day(t.Until), Rules: t.Rules,
		State: Requested, Ref: t.Ref, ContractDigest: t.ContractDigest, InvoicesDigest: t.InvoicesDigest,
		Justification: t.Justification, Proposal: e.Proposal, Asked: true, Made: c.at,
		Invoiced: len(t.Invoices) > 0 || len(c.drawn[id]) > 0,
	})
	c.name(id, t.Ref)
	c.happened(id, Event{Name: "Requested", By: e.Supplier, Other: e.Obligor, Amount: units(t.Face)})
	return nil
}

func (c *change) issued(e *contracts.ReceivablesIssued) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	t := e.Terms
	put(c, c.obligations, id, Obligation{
		ID: id, Obligor: e.Obligor, Supplier: e.Supplier, Face: units(t.Face), Currency: t.Currency,
		Delivered: calendar.Day(t.Delivered), Due: calendar.Day(t.Due), Until: calendar.Day(t.Until), Rules: t.Rules,
		State: Issued, Ref: t.Ref, ContractDigest: t.ContractDigest, InvoicesDigest: t.InvoicesDigest,
		Justification: t.Justification, Proposal: e.Proposal, Made: c.at, Plan: c.obligations[id].Plan,
		Invoiced: len(t.Invoices) > 0 || len(c.drawn[id]) > 0,
	})
	c.name(id, t.Ref)
	c.use(lineKey{e.Obligor, t.Currency}, units(t.Face))
	c.happened(id, Event{Name: "Issued", By: e.Obligor, Other: e.Supplier, Amount: units(t.Face)})
	return nil
}

// name lets an obligation be found by its creator's own reference. A name is free again when what it named is void.
func (c *change) name(id ref.Obligation, name string) {
	if name != "" {
		push(c, c.named, nameKey{id.Company, name}, id)
	}
}

func (c *change) activated(e *contracts.ReceivablesActivated) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	o, ok := c.obligations[id]
	if !ok {
		return fmt.Errorf("receivable %s was never made", id)
	}
	// An issued one uses the obligor's line from its issue on.
	by := o.Supplier
	if o.Asked {
		by = o.Obligor
		c.use(lineKey{o.Obligor, o.Currency}, o.Face)
	}
	o.State = Active
	put(c, c.obligations, id, o)
	c.happened(id, Event{Name: "Activated", By: by, Amount: o.Face})
	return nil
}

func (c *change) voided(e *contracts.ReceivablesVoided) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	o, ok := c.obligations[id]
	if !ok {
		return fmt.Errorf("receivable %s was never made", id)
	}
	if o.State == Issued {
		c.free(lineKey{o.Obligor, o.Currency}, o.Face)
	}
	o.State, o.Outcome = Void, e.Outcome
	put(c, c.obligations, id, o)
	c.happened(id, Event{Name: "Voided", Outcome: e.Outcome})
	return nil
}

func (c *change) planIssued(e *contracts.ReceivablesPlanIssued) error {
	first, err := obligationID(e.First)
	if err != nil {
		return err
	}
	for i := range e.Terms.Instalments {
		id := first
		id.Serial += uint64(i)
		// The Issued of each follows and keeps what it finds.
		put(c, c.obligations, id, Obligation{ID: id, Plan: first})
	}
	return nil
}

func (c *change) closed(e *contracts.ReceivablesClosed) error {
	return c.obligation(e.Receivable, func(o *Obligation) { o.Closed = true })
}

func (c *change) flagged(e *contracts.ReceivablesFlagged) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	push(c, c.alerts, id, Alert{Obligation: id, Rule: trimmed(e.Rule), Value: units(e.Value), At: c.at})
	return nil
}

// obligation changes an obligation that must be there.
func (c *change) obligation(number *big.Int, edit func(*Obligation)) error {
	id, err := obligationID(number)
	if err != nil {
		return err
	}
	o, ok := c.obligations[id]
	if !ok {
		return fmt.Errorf("receivable %s was never made", id)
	}
	edit(&o)
	put(c, c.obligations, id, o)
	return nil
}

func (c *change) lineGranted(e *contracts.LinesLineGranted) error {
	key := lineKey{e.Obligor, e.Currency}
	grant := grantKey{e.Grantor, key}
	line := c.line(key)
	line.Limit = line.Limit - c.grants[grant] + e.Amount
	put(c, c.lines, key, line)
	put(c, c.grants, grant, e.Amount)
	return nil
}

func (c *change) defaultLifted(e *contracts.LinesDefaultLifted) error {
	d := c.defaults[e.Obligor]
	d.Barred = false
	put(c, c.defaults, e.Obligor, d)
	return nil
}

func (c *change) line(key lineKey) Line {
	line := c.lines[key]
	line.Obligor, line.Currency = key.obligor, key.currency
	return line
}

func (c *change) use(key lineKey, amount uint64) {
	line := c.line(key)
	line.Used += amount
	put(c, c.lines, key, line)
}

func (c *change) free(key lineKey, amount uint64) {
	line := c.line(key)
	line.Used -= amount
	put(c, c.lines, key, line)
}
