package index

import (
	"cmp"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// View is the state between two blocks, for the time of one Index.View. Lists that it gives are in a fixed order and the reader's own.
type View struct {
	state  *state
	status Status
}

// Status is how far the index is.
func (v View) Status() Status { return v.status }

// Counts is how much there is.
type Counts struct{ Companies, Obligations, Lots int }

// Counts says how much there is.
func (v View) Counts() Counts {
	return Counts{len(v.state.companies), len(v.state.obligations), len(v.state.lots)}
}

// CompanyByID is a company by its id.
func (v View) CompanyByID(id uint32) (Company, bool) {
	c, ok := v.state.companies[id]
	return c, ok
}

// Company is a company's name, or an empty string; with Currency it makes a View a phrase.Names.
func (v View) Company(id uint32) string { return v.state.companies[id].Name }

// Currency is the letters of an obligation's currency, or an empty string.
func (v View) Currency(id ref.Obligation) string {
	o, ok := v.state.obligations[id]
	if !ok {
		return ""
	}
	return currency.Code(o.Currency).String()
}

// Companies lists all companies by id.
func (v View) Companies() []Company { return sorted(maps.Values(v.state.companies), byID) }

func byID(a, b Company) int { return cmp.Compare(a.ID, b.ID) }

// Operator is what a key may do, or could before it was revoked.
func (v View) Operator(key common.Address) (Operator, bool) {
	o, ok := v.state.operators[key]
	return o, ok
}

// Operators lists a company's keys, revoked ones too, by address.
func (v View) Operators(company uint32) []Operator {
	list := make([]Operator, 0, len(v.state.operatorsOf[company]))
	for key := range v.state.operatorsOf[company] {
		list = append(list, v.state.operators[key])
	}
	slices.SortFunc(list, func(a, b Operator) int { return a.Key.Cmp(b.Key) })
	return list
}

// Standings lists what a company takes unasked, by sender and obligor.
func (v View) Standings(company uint32) []Standing {
	var list []Standing
	for key, s := range v.state.standings {
		if key.company == company {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(a.Sender, b.Sender), cmp.Compare(a.Obligor, b.Obligor))
	})
	return list
}

// Vendors lists the vendor numbers in an obligor's books, by number.
func (v View) Vendors(obligor uint32) []Vendor {
	var list []Vendor
	for key, supplier := range v.state.vendors {
		if key.obligor == obligor {
			list = append(list, Vendor{Obligor: obligor, Supplier: supplier, Number: key.number})
		}
	}
	slices.SortFunc(list, func(a, b Vendor) int { return cmp.Compare(a.Number, b.Number) })
	return list
}

// Vendor is the supplier that an obligor's books know under a number.
func (v View) Vendor(obligor uint32, number string) (supplier uint32, ok bool) {
	supplier, ok = v.state.vendors[vendorKey{obligor, number}]
	return supplier, ok
}

// Lines lists an obligor's lines, by currency.
func (v View) Lines(obligor uint32) []Line {
	var list []Line
	for key, line := range v.state.lines {
		if key.obligor == obligor {
			line.Obligor, line.Currency = key.obligor, key.currency
			list = append(list, line)
		}
	}
	slices.SortFunc(list, func(a, b Line) int { return cmp.Compare(a.Currency, b.Currency) })
	return list
}

// Obligation is an obligation by its id.
func (v View) Obligation(id ref.Obligation) (Obligation, bool) {
	o, ok := v.state.obligations[id]
	return o, ok
}

// Named lists the obligations that a company made under its own reference, oldest first: at most the last is not void.
func (v View) Named(creator uint32, name string) []Obligation {
	var list []Obligation
	for _, id := range v.state.named[nameKey{creator, name}] {
		list = append(list, v.state.obligations[id])
	}
	return list
}

// Obligations lists the obligations that keep says yes to, by creating company and serial.
func (v View) Obligations(keep func(Obligation) bool) []Obligation {
	var list []Obligation
	for _, o := range v.state.obligations {
		if keep(o) {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b Obligation) int { return CompareObligations(a.ID, b.ID) })
	return list
}

// CompareObligations orders obligations by module, creating company and serial.
func CompareObligations(a, b ref.Obligation) int {
	return cmp.Or(cmp.Compare(a.Module, b.Module), cmp.Compare(a.Company, b.Company), cmp.Compare(a.Serial, b.Serial))
}

// History lists what happened to an obligation, oldest first.
func (v View) History(id ref.Obligation) []Event { return slices.Clone(v.state.history[id]) }

// Lot is the lot of an obligation that begins at a unit.
func (v View) Lot(id ref.Obligation, start uint64) (Lot, bool) {
	lot, ok := v.state.lots[lotKey{id, start}]
	return lot, ok
}

// LotsOf lists an obligation's lots by their first units.
func (v View) LotsOf(id ref.Obligation) []Lot {
	list := make([]Lot, 0, len(v.state.lotsOf[id]))
	for start := range v.state.lotsOf[id] {
		list = append(list, v.state.lots[lotKey{id, start}])
	}
	slices.SortFunc(list, compareLots)
	return list
}

// LotsBy lists the lots that a company holds, by obligation and first unit.
func (v View) LotsBy(holder uint32) []Lot {
	return v.lots(v.state.lotsBy[holding{holder, false}], v.state.lotsBy[holding{holder, true}])
}

// LotsOwn is LotsBy without the unopened leaves, of which a company that pays by runs has many times as many.
func (v View) LotsOwn(holder uint32) []Lot { return v.lots(v.state.lotsBy[holding{holder, false}]) }

// LotsTo lists the lots that are proposed to a company, unopened leaves too, by obligation and first unit.
func (v View) LotsTo(company uint32) []Lot { return v.lots(v.state.lotsTo[company]) }

func (v View) lots(sets ...map[lotKey]struct{}) []Lot {
	n := 0
	for _, keys := range sets {
		n += len(keys)
	}
	list := make([]Lot, 0, n)
	for _, keys := range sets {
		for key := range keys {
			list = append(list, v.state.lots[key])
		}
	}
	slices.SortFunc(list, compareLots)
	return list
}

// Tended lists the lots that are locked by a proposal or on hold, by obligation and first unit.
func (v View) Tended() []Lot { return v.lots(v.state.tended) }

// Lots lists all lots that keep says yes to, by obligation and first unit.
func (v View) Lots(keep func(Lot) bool) []Lot {
	var list []Lot
	for _, lot := range v.state.lots {
		if keep(lot) {
			list = append(list, lot)
		}
	}
	slices.SortFunc(list, compareLots)
	return list
}

func compareLots(a, b Lot) int {
	return cmp.Or(CompareObligations(a.Obligation, b.Obligation), cmp.Compare(a.Start, b.Start))
}

// Hops lists the changes of holder of an obligation's units, oldest first.
func (v View) Hops(id ref.Obligation) []Hop { return slices.Clone(v.state.hops[id]) }

// Provenance lists the hops of units [start, end) of an obligation: those whose range has any of them, oldest first.
func (v View) Provenance(id ref.Obligation, start, end uint64) []Hop {
	var list []Hop
	for _, hop := range v.state.hops[id] {
		if hop.Start < end && start < hop.End {
			list = append(list, hop)
		}
	}
	return list
}

// Accounts lists the deposits that keep says yes to, by company, bank and currency.
func (v View) Accounts(keep func(Account) bool) []Account {
	var list []Account
	for _, a := range v.state.accounts {
		if keep(a) {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b Account) int {
		return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.Currency, b.Currency))
	})
	return list
}

// Statement lists what changed a company's cash, oldest first.
func (v View) Statement(company uint32) []Entry { return slices.Clone(v.state.statements[company]) }

// Discount is a quote that was taken, by its struct hash.
func (v View) Discount(quote common.Hash) (Discount, bool) {
	d, ok := v.state.discounts[quote]
	return d, ok
}

// Withdrawn tells whether a quote was withdrawn on chain, and where.
func (v View) Withdrawn(quote common.Hash) (At, bool) {
	at, ok := v.state.withdrawn[quote]
	return at, ok
}

// Acted tells whether a signed act was done, and where.
func (v View) Acted(digest common.Hash) (Acted, bool) {
	a, ok := v.state.acted[digest]
	return a, ok
}

// Rules lists the rule sets by number.
func (v View) Rules() []RuleSet {
	return sorted(maps.Values(v.state.rules), func(a, b RuleSet) int { return cmp.Compare(a.Set, b.Set) })
}

// sorted is slices.SortedFunc that gives an empty list, not nil.
func sorted[E any](seq func(yield func(E) bool), compare func(a, b E) int) []E {
	return append([]E{}, slices.SortedFunc(seq, compare)...)
}
