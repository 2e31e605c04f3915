package client

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Filter narrows a list. Zero values do not narrow; each list says what it heeds.
type Filter struct {
	// Company is the one whose affairs are asked for.
	Company uint32
	// Parties of an obligation, a lot, a quote.
	Obligor, Supplier, Holder, Creator, Bank uint32
	Obligation                               ref.Obligation
	// To is the company that a lot is proposed to.
	To uint32
	// Ref is the creator's own reference.
	Ref string
	// State by its word in the type that is listed.
	State string
	// Name, Registration, and Vendor (a number in Obligor's books) of companies.
	Name, Registration, Vendor string
	Currency                   currency.Code
	// Open asks for open ones only, Overdue for requests that wait longer than the rules allow.
	Open, Overdue bool
	// Limit is the most to get; zero is all.
	Limit int
}

// pageSize is how many entries one question asks for.
const pageSize = 500

// values is the filter as a query.
func (f Filter) values() url.Values {
	q := make(url.Values)
	for name, id := range map[string]uint32{
		"company": f.Company, "obligor": f.Obligor, "supplier": f.Supplier, "holder": f.Holder, "creator": f.Creator, "bank": f.Bank, "to": f.To,
	} {
		if id != 0 {
			q.Set(name, strconv.FormatUint(uint64(id), 10))
		}
	}
	for name, text := range map[string]string{
		"ref": f.Ref, "state": f.State, "name": f.Name, "registration": f.Registration, "vendor": f.Vendor,
	} {
		if text != "" {
			q.Set(name, text)
		}
	}
	if !f.Obligation.IsZero() {
		q.Set("obligation", f.Obligation.String())
	}
	if f.Currency != 0 {
		q.Set("currency", f.Currency.String())
	}
	if f.Open {
		q.Set("open", "true")
	}
	if f.Overdue {
		q.Set("overdue", "true")
	}
	return q
}

// paged is values with a page size.
func (f Filter) paged() url.Values {
	q := f.values()
	size := pageSize
	if f.Limit > 0 {
		size = min(size, f.Limit)
	}
	q.Set("limit", strconv.Itoa(size))
	return q
}

// Network is the deployment that the relayer serves, and where it stands.
func (c *Client) Network(ctx context.Context) (*Network, error) {
	return one[Network](ctx, c, "/v1/network", nil)
}

// Act is an act by its id.
func (c *Client) Act(ctx context.Context, id common.Hash) (*Act, error) {
	return one[Act](ctx, c, "/v1/acts/"+id.Hex(), nil)
}

// Acts lists acts by Company and State, newest first.
func (c *Client) Acts(ctx context.Context, f Filter) ([]Act, error) {
	return list[Act](ctx, c, "/v1/acts", f.paged(), f.Limit)
}

// Key is what a key may do, and so many numbers that it can sign under.
func (c *Client) Key(ctx context.Context, key common.Address, nonces int) (*KeyStatus, error) {
	return one[KeyStatus](ctx, c, "/v1/keys/"+key.Hex(), url.Values{"nonces": {strconv.Itoa(nonces)}})
}

// DraftNonces is Key with numbers that a draft can be signed under: see act.FirstDraftNonce.
func (c *Client) DraftNonces(ctx context.Context, key common.Address, nonces int) (*KeyStatus, error) {
	return one[KeyStatus](ctx, c, "/v1/keys/"+key.Hex(), url.Values{"nonces": {strconv.Itoa(nonces)}, "draft": {"true"}})
}

// Companies lists companies by Name, Registration, or Obligor and Vendor.
func (c *Client) Companies(ctx context.Context, f Filter) ([]Company, error) {
	return list[Company](ctx, c, "/v1/companies", f.paged(), f.Limit)
}

// Company is one by its id.
func (c *Client) Company(ctx context.Context, id uint32) (*Company, error) {
	return one[Company](ctx, c, "/v1/companies/"+strconv.FormatUint(uint64(id), 10), nil)
}

// Obligations lists obligations by Obligor, Supplier, Holder, Creator, Ref, State and Overdue.
func (c *Client) Obligations(ctx context.Context, f Filter) ([]Obligation, error) {
	return list[Obligation](ctx, c, "/v1/obligations", f.paged(), f.Limit)
}

// Obligation is one by its reference.
func (c *Client) Obligation(ctx context.Context, id ref.Obligation) (*Obligation, error) {
	return one[Obligation](ctx, c, "/v1/obligations/"+id.String(), nil)
}

// LotsOf are the lots of an obligation, in the order of their units.
func (c *Client) LotsOf(ctx context.Context, id ref.Obligation) ([]Lot, error) {
	return list[Lot](ctx, c, "/v1/obligations/"+id.String()+"/lots", Filter{}.paged(), 0)
}

// Tree is who got what of an obligation.
func (c *Client) Tree(ctx context.Context, id ref.Obligation) (*Tree, error) {
	return one[Tree](ctx, c, "/v1/obligations/"+id.String()+"/tree", nil)
}

// Lots lists lots by Holder, To, Obligor, Obligation and State.
func (c *Client) Lots(ctx context.Context, f Filter) ([]Lot, error) {
	return list[Lot](ctx, c, "/v1/lots", f.paged(), f.Limit)
}

// Lot is one by its first unit, with the hops of its units. Where the reference has an end, compare it: see ref.Lot.Is.
func (c *Client) Lot(ctx context.Context, lot ref.Lot) (*Lot, error) {
	return one[Lot](ctx, c, "/v1/lots/"+lot.Key(), nil)
}

// Inbox is what waits for a company.
func (c *Client) Inbox(ctx context.Context, company uint32) (*Inbox, error) {
	return one[Inbox](ctx, c, "/v1/inbox", Filter{Company: company}.values())
}

// Asks lists wishes for quotes by Company and Open.
func (c *Client) Asks(ctx context.Context, f Filter) ([]Ask, error) {
	return list[Ask](ctx, c, "/v1/asks", f.paged(), f.Limit)
}

// Quotes lists quotes by Holder, Bank and Obligation.
func (c *Client) Quotes(ctx context.Context, f Filter) ([]Quote, error) {
	return list[Quote](ctx, c, "/v1/quotes", f.paged(), f.Limit)
}

// Quote is one by its struct hash.
func (c *Client) Quote(ctx context.Context, id common.Hash) (*Quote, error) {
	return one[Quote](ctx, c, "/v1/quotes/"+id.Hex(), nil)
}

// Balances lists deposits by Company, Bank and Currency.
func (c *Client) Balances(ctx context.Context, f Filter) ([]Balance, error) {
	return list[Balance](ctx, c, "/v1/cash", f.paged(), f.Limit)
}

// Statement lists what moved a Company's deposits, oldest first.
func (c *Client) Statement(ctx context.Context, f Filter) ([]Entry, error) {
	return list[Entry](ctx, c, "/v1/cash/statement", f.paged(), f.Limit)
}

// one reads one document.
func one[T any](ctx context.Context, c *Client, path string, query url.Values) (*T, error) {
	document := new(T)
	if err := c.get(ctx, path, query, document); err != nil {
		return nil, err
	}
	return document, nil
}

// asProblem is errors.As for the relayer's own refusals.
func asProblem(err error, into **Problem) bool { return errors.As(err, into) }
