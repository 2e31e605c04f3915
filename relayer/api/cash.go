package api

import (
	"math/big"
	"net/http"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// listBalances lists a company's deposits, to itself; to a bank those that are deposits with it.
func (s *Server) listBalances(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "bank", "currency", "limit", "cursor")
	company, bank, code := q.company("company"), q.company("bank"), q.currency("currency")
	if company == 0 {
		q.fail("company is missing: whose deposits?")
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Balance]
	var err error
	if !whoAsks(r).bank {
		if err := whoAsks(r).about(company); err != nil {
			return 0, nil, err
		}
	}
	s.viewAs(r, func(v show) {
		accounts := v.Accounts(func(a index.Account) bool {
			return (v.who.may(a.Company) || v.who.may(a.Bank)) && a.Company == company && (bank == 0 || a.Bank == bank) && (code == 0 || a.Currency == uint16(code))
		})
		p, err = pageOf(q, accounts, func(a index.Account) client.Balance {
			return client.Balance{
				Bank: v.party(a.Bank), Currency: currency.Code(a.Currency), Free: deposit(a.Free), Earmarked: deposit(a.Earmarked),
			}
		})
	})
	return http.StatusOK, p, err
}

// listStatement lists what changed a company's deposits, to itself; to a bank as far as they are deposits with it.
func (s *Server) listStatement(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "bank", "currency", "limit", "cursor")
	company, bank, code := q.company("company"), q.company("bank"), q.currency("currency")
	if company == 0 {
		q.fail("company is missing: whose statement?")
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Entry]
	var err error
	if !whoAsks(r).bank {
		if err := whoAsks(r).about(company); err != nil {
			return 0, nil, err
		}
	}
	s.viewAs(r, func(v show) {
		var entries []index.Entry
		for _, e := range v.Statement(company) {
			if (v.who.may(company) || v.who.may(e.Bank)) && (bank == 0 || e.Bank == bank) && (code == 0 || e.Currency == uint16(code)) {
				entries = append(entries, e)
			}
		}
		p, err = pageOf(q, entries, v.entry)
	})
	return http.StatusOK, p, err
}

func (v show) entry(e index.Entry) client.Entry {
	doc := client.Entry{
		Block: e.At.Block(), Time: unix(e.At.Time()), Day: v.clock.DayAt(unix(e.At.Time())), Kind: e.Kind, Bank: v.party(e.Bank),
		Currency: currency.Code(e.Currency), In: e.Amount.Sign() > 0, Amount: deposit(new(big.Int).Abs(e.Amount)),
		Other: v.partyOrNone(e.Other), Ref: e.Ref, Tx: e.At.Tx(),
	}
	if e.Obligation != (ref.Obligation{}) {
		doc.Obligation = &e.Obligation
	}
	return doc
}
