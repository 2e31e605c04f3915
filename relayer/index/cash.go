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
	return c.bought(Discount{Hash: e.Id, Quote: e.Quote, Price: e.Price}, "Discounted", "discount")
}

func (c *change) paidEarly(e *contracts.DiscountsPaidEarly) error {
	return c.bought(Discount{Hash: e.Id, Quote: e.Quote, Price: e.Price}, "PaidEarly", "early payment")
}

func (c *change) boughtBack(e *contracts.DiscountsBoughtBack) error {
	return c.bought(Discount{Hash: e.Id, Quote: e.Quote, Price: e.Price}, "BoughtBack", "buy-back")
}

// bought keeps a quote that was taken, and says what the hop and the cash entries of its transaction were for.
func (c *change) bought(d Discount, name, how string) error {
	id, err := obligationID(d.Quote.Obligation)
	if err != nil {
		return err
	}
	d.How, d.At = how, c.at
	put(c, c.discounts, d.Hash, d)
	c.hopOf(id, units(d.Quote.Start), how)
	for _, company := range []uint32{d.Quote.Company, d.Quote.Holder} {
		c.cashEntry(company, id, how)
	}
	c.happened(id, Event{
		Name: name, By: d.Quote.Holder, Other: d.Quote.Company, Start: units(d.Quote.Start), End: units(d.Quote.End),
		Amount: units(d.Price.Proceeds),
	})
	return nil
}

// cashEntry says of a company's newest entry, made by this transaction, what it was paid for.
func (c *change) cashEntry(company uint32, id ref.Obligation, kind string) {
	at := len(c.statements[company]) - 1
	if at < 0 || c.statements[company][at].At.Tx() != c.at.Tx() || c.statements[company][at].Kind != "transfer" {
		return
	}
	entry := c.statements[company][at]
	entry.Kind, entry.Obligation = kind, id
	amend(c, c.statements, company, at, entry)
}

func (c *change) quoteWithdrawn(e *contracts.DiscountsQuoteWithdrawn) error {
	put(c, c.withdrawn, e.Quote, c.at)
	return nil
}
