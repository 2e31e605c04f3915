package index

import (
	"cmp"
	"maps"
	"slices"
)

// Grant is one bank's, or one group head's, part of an obligor's line, in units of 0.01.
type Grant struct {
	Bank  uint32
	Limit uint64
}

// AllLines lists every obligor's lines, by obligor and currency.
func (v View) AllLines() []Line {
	list := make([]Line, 0, len(v.state.lines))
	for key, line := range v.state.lines {
		line.Obligor, line.Currency = key.obligor, key.currency
		list = append(list, line)
	}
	slices.SortFunc(list, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Obligor, b.Obligor), cmp.Compare(a.Currency, b.Currency))
	})
	return list
}

// Grants lists the banks that grant an obligor's line in a currency, by id, without those that have ended theirs.
func (v View) Grants(obligor uint32, currency uint16) []Grant {
	list := []Grant{}
	for key, limit := range v.state.grants {
		if key.lineKey == (lineKey{obligor, currency}) && limit > 0 {
			list = append(list, Grant{Bank: key.bank, Limit: limit})
		}
	}
	slices.SortFunc(list, func(a, b Grant) int { return cmp.Compare(a.Bank, b.Bank) })
	return list
}

// AllRecords lists the facts that travel with lots, by number.
func (v View) AllRecords() []Record {
	return sorted(maps.Values(v.state.records), func(a, b Record) int { return cmp.Compare(a.Number, b.Number) })
}

// Discounts lists the quotes that were taken, in the chain's order.
func (v View) Discounts() []Discount {
	list := make([]Discount, 0, len(v.state.discounts))
	for _, d := range v.state.discounts {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b Discount) int { return CompareAt(a.At, b.At) })
	return list
}

// CompareAt orders what happened by block and place in it.
func CompareAt(a, b At) int {
	return cmp.Or(cmp.Compare(a.Block(), b.Block()), cmp.Compare(a.Log(), b.Log()))
}
