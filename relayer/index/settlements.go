package index

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func (c *change) settled(e *contracts.SettlementsSettled) error {
	return c.payment(e.Receivable, e.Bank, e.Amount, e.Interest, "Settled", false)
}

func (c *change) wired(e *contracts.SettlementsWired) error {
	return c.payment(e.Receivable, e.Bank, e.Amount, e.Interest, "Wired", true)
}

// payment counts what an obligor paid, of which the kernel's Paid event has told already.
func (c *change) payment(receivable *big.Int, bank uint32, amount, interest *big.Int, name string, wired bool) error {
	return c.obligation(receivable, func(o *Obligation) {
		c.free(lineKey{o.Obligor, o.Currency}, units(amount))
		o.Bank, o.Wired = bank, wired
		o.Interest += units(interest)
		if o.Left() == 0 {
			o.Cleared = c.at
			if o.Defaulted.Block() != 0 {
				d := c.defaults[o.Obligor]
				d.Open--
				put(c, c.defaults, o.Obligor, d)
			}
		}
		c.happened(o.ID, Event{Name: name, By: o.Obligor, Other: bank, Amount: units(amount)})
	})
}

func (c *change) defaulted(e *contracts.SettlementsDefaulted) error {
	return c.obligation(e.Receivable, func(o *Obligation) {
		o.Defaulted = c.at
		put(c, c.defaults, o.Obligor, Default{Open: c.defaults[o.Obligor].Open + 1, Barred: true})
		c.happened(o.ID, Event{Name: "Defaulted", By: o.Obligor, Amount: units(e.Unpaid)})
	})
}

func (c *change) interestCredited(e *contracts.SettlementsInterestCredited) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	lot, err := c.edit(id, units(e.Lot), func(lot *Lot) { lot.Interest += units(e.Amount) })
	if err != nil {
		return err
	}
	c.happened(id, Event{Name: "InterestCredited", Other: e.Holder, Start: lot.Start, End: lot.End, Amount: units(e.Amount)})
	return nil
}

func (c *change) proceedsTo(e *contracts.SettlementsProceedsTo) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	lot, err := c.lot(id, units(e.Lot))
	if err != nil {
		return err
	}
	c.happened(id, Event{Name: "ProceedsTo", By: lot.Holder, Other: e.Pledgee, Start: lot.Start, End: lot.End, Amount: units(e.Part)})
	return nil
}

func (c *change) drew(e *contracts.EvidenceDrawn) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	invoice := c.invoices[e.Fingerprint]
	invoice.Fingerprint, invoice.Total = e.Fingerprint, units(e.Total)
	invoice.Drawn += units(e.Drawn)
	put(c, c.invoices, e.Fingerprint, invoice)
	push(c, c.drawn, id, Invoice{Fingerprint: e.Fingerprint, Total: units(e.Total), Drawn: units(e.Drawn)})
	return nil
}

func (c *change) freed(e *contracts.EvidenceFreed) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	invoice := c.invoices[e.Fingerprint]
	invoice.Drawn -= units(e.Drawn)
	put(c, c.invoices, e.Fingerprint, invoice)
	drop(c, c.drawn, id)
	return nil
}

func (c *change) attached(e *contracts.EvidenceAttached) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	push(c, c.documents, id, Document{Company: e.Company, Lot: units(e.Lot), Kind: e.Kind, Digest: e.Digest, At: c.at})
	c.happened(id, Event{Name: "Attached", By: e.Company})
	return nil
}
