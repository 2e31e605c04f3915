package feed

import (
	"math/big"
	"slices"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// paid tells whether an event of a payment run is about a leaf that pays a company.
func paid(v index.View, o phrase.Occurrence, company uint32) bool {
	number, _ := o.Fields["run"].(*big.Int)
	if number == nil || company == 0 {
		return false
	}
	id, err := ref.RunFromBig(number)
	if err != nil {
		return false
	}
	r, known := v.Run(id)
	if !known {
		return false
	}
	if opened, ok := o.Fields["opened"].(*big.Int); ok {
		first, _ := o.Fields["first"].(uint32)
		for i := range opened.BitLen() {
			if row := first + uint32(i); opened.Bit(i) == 1 && row < r.Count() && r.Leaf(row).Payee == company {
				return true
			}
		}
		return false
	}
	for row := range r.Count() {
		if r.Leaf(row).Payee == company {
			return true
		}
	}
	return false
}

// namePayees adds to those whom an event concerns who asks, where a payment run pays them. Ten thousand payees do not all stand in an event, and none
// is told of the others; for the same reason the leaves are not among its data. The API has them, for those who may see them.
func namePayees(e *client.Event, v index.View, o phrase.Occurrence, asking ...uint32) {
	for _, company := range asking {
		named := slices.ContainsFunc(e.Companies, func(p client.Party) bool { return p.ID == company })
		if !named && paid(v, o, company) {
			e.Companies = append(e.Companies, client.Party{ID: company, Name: v.Company(company)})
		}
	}
	slices.SortFunc(e.Companies, func(a, b client.Party) int { return int(int64(a.ID) - int64(b.ID)) })
	if o.Kind == "RunPaid" {
		delete(o.Fields, "leaves")
	}
}
