package index

import (
	"fmt"
	"math/big"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// move changes what a company has at a bank.
func (c *change) move(key accountKey, free, earmarked *big.Int) {
	a := c.accounts[key]
	put(c, c.accounts, key, Account{
		Company: key.company, Bank: key.bank, Currency: key.currency,
		Free: plus(a.Free, free), Earmarked: plus(a.Earmarked, earmarked),
	})
}

// enter adds a line to a company's statement.
func (c *change) enter(company uint32, e Entry) {
	e.At = c.at
	push(c, c.statements, company, e)
}

func (c *change) minted(e *contracts.CashMinted) error {
	c.move(accountKey{e.To, e.Bank, e.Currency}, e.Amount, nil)
	c.enter(e.To, Entry{Kind: "mint", Amount: e.Amount, Bank: e.Bank, Currency: e.Currency, Other: e.Bank, Ref: e.Ref})
	return nil
}

func (c *change) redeemed(e *contracts.CashRedeemed) error {
	less := minus(nil, e.Amount)
	c.move(accountKey{e.From, e.Bank, e.Currency}, less, nil)
	c.enter(e.From, Entry{Kind: "redeem", Amount: less, Bank: e.Bank, Currency: e.Currency, Other: e.Bank, Ref: e.Ref})
	return nil
}

func (c *change) moved(e *contracts.CashMoved) error {
	less := minus(nil, e.Amount)
	c.move(accountKey{e.From, e.Bank, e.Currency}, less, nil)
	c.move(accountKey{e.To, e.Bank, e.Currency}, e.Amount, nil)
	c.enter(e.From, Entry{Kind: "transfer", Amount: less, Bank: e.Bank, Currency: e.Currency, Other: e.To, Ref: e.Ref})
	c.enter(e.To, Entry{Kind: "transfer", Amount: e.Amount, Bank: e.Bank, Currency: e.Currency, Other: e.From, Ref: e.Ref})
	return nil
}

func (c *change) earmarked(e *contracts.CashEarmarked) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	less := minus(nil, e.Amount)
	c.move(accountKey{e.Obligor, e.Bank, e.Currency}, less, e.Amount)
	put(c, c.earmarks, id, earmark{Bank: e.Bank, Obligor: e.Obligor, Currency: e.Currency})
	c.enter(e.Obligor, Entry{Kind: "earmark", Amount: less, Bank: e.Bank, Currency: e.Currency, Obligation: id})
	return nil
}

func (c *change) released(e *contracts.CashReleased) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	mark, ok := c.earmarks[id]
	if !ok {
		return fmt.Errorf("nothing was earmarked for %s", id)
	}
	c.move(accountKey{mark.Obligor, e.Bank, e.Currency}, nil, minus(nil, e.Amount))
	c.move(accountKey{e.To, e.Bank, e.Currency}, e.Amount, nil)
	c.enter(e.To, Entry{Kind: "release", Amount: e.Amount, Bank: e.Bank, Currency: e.Currency, Other: mark.Obligor, Obligation: id})
	return nil
}

func (c *change) discounted(e *contracts.DiscountsDiscounted) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	put(c, c.discounts, e.Id, Discount{Hash: e.Id, Quote: e.Quote, Price: e.Price, At: c.at})
	if at, ok := c.lastHop(id, units(e.Quote.Start)); ok {
		hop := c.hops[id][at]
		hop.How = "discount"
		amend(c, c.hops, id, at, hop)
	}
	for _, company := range []uint32{e.Bank, e.Holder} {
		c.discountEntry(company, id)
	}
	c.happened(id, Event{
		Name: "Discounted", By: e.Holder, Other: e.Bank, Start: units(e.Quote.Start), End: units(e.Quote.End), Amount: units(e.Price.Proceeds),
	})
	return nil
}

// discountEntry says of a company's newest entry, made by this transaction, that it paid for a discount.
func (c *change) discountEntry(company uint32, id ref.Obligation) {
	at := len(c.statements[company]) - 1
	if at < 0 || c.statements[company][at].At.Tx != c.at.Tx || c.statements[company][at].Kind != "transfer" {
		return
	}
	entry := c.statements[company][at]
	entry.Kind, entry.Obligation = "discount", id
	amend(c, c.statements, company, at, entry)
}

func (c *change) quoteWithdrawn(e *contracts.DiscountsQuoteWithdrawn) error {
	put(c, c.withdrawn, e.Quote, c.at)
	return nil
}
