package report

import (
	"cmp"
	"slices"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Financed is what was sold to banks, and under which number each sale is registered.
type Financed struct {
	Basis
	// Company is the one whose sales and purchases these are; nil: everybody's.
	Company *Party `json:"company"`
	// Sales as they happened.
	Sales []Sale `json:"sales"`
	// Pledges in force, by lot: they are registered too (R-C09).
	Pledges []Security `json:"pledges"`
	// Unregistered must be empty (R-V06).
	Unregistered []Unregistered `json:"unregistered"`
}

// Security is a lot that is pledged.
type Security struct {
	Lot          ref.Lot       `json:"lot"`
	Pledgor      Party         `json:"pledgor"`
	Pledgee      Party         `json:"pledgee"`
	Currency     currency.Code `json:"currency"`
	Secured      amount.Amount `json:"secured"`
	Received     amount.Amount `json:"received"`
	DebtDue      calendar.Day  `json:"debtDue"`
	Registration string        `json:"registration"`
}

// Sale is one financing.
type Sale struct {
	// Units has the range that was sold, as it was then.
	Units    ref.Lot       `json:"units"`
	Bank     Party         `json:"bank"`
	Seller   Party         `json:"seller"`
	Obligor  Party         `json:"obligor"`
	Currency currency.Code `json:"currency"`
	Face     amount.Amount `json:"face"`
	Proceeds amount.Amount `json:"proceeds"`
	Rate     discount.Rate `json:"rate"`
	Recourse bool          `json:"recourse"`
	Day      calendar.Day  `json:"day"`
	Due      calendar.Day  `json:"due"`
	// Registration is the number in the registry of movable assets. It says that something was registered, not that it is true.
	Registration string `json:"registration"`
	// Open is what the bank is still to receive on the units that it holds of them.
	Open     amount.Amount `json:"open"`
	Standing string        `json:"standing"`
}

// Unregistered is a lot that was financed or pledged without a number.
type Unregistered struct {
	Lot    ref.Lot `json:"lot"`
	Holder Party   `json:"holder"`
	// Why is "no-number" for a sale or pledge without one, "no-sale" for a lot marked as financed in no sale that the chain has.
	Why string `json:"why"`
}

// Financed lists the financings up to the end of a day: a company's as bank or seller, or everybody's for company 0.
func (s *State) Financed(company uint32, date calendar.Day) Financed {
	b := s.at(date)
	f := Financed{Basis: b.basis(), Sales: []Sale{}, Pledges: []Security{}, Unregistered: []Unregistered{}}
	if company != 0 {
		party := b.party(company)
		f.Company = &party
	}
	for _, sold := range s.Financings {
		if sold.How != Discount || company != 0 && sold.Buyer != company && sold.Seller != company {
			continue
		}
		o := b.obligations[sold.Units.Obligation]
		f.Sales = append(f.Sales, Sale{
			Units: sold.Units, Bank: b.party(sold.Buyer), Seller: b.party(sold.Seller), Obligor: b.party(o.Obligor), Currency: o.Currency,
			Face: sold.Units.Units().Amount(), Proceeds: sold.Proceeds, Rate: sold.Rate, Recourse: sold.Recourse, Day: sold.Day, Due: o.Due,
			Registration: sold.Registration, Open: b.openTo(sold), Standing: b.standing(o),
		})
		if sold.Registration == "" {
			f.Unregistered = append(f.Unregistered, Unregistered{Lot: sold.Units, Holder: b.party(sold.Buyer), Why: "no-number"})
		}
	}
	for _, lot := range s.Lots {
		if !lot.Live() {
			continue
		}
		pledge, under := b.under(lot)
		if under && (company == 0 || pledge.Pledgor == company || pledge.Pledgee == company) {
			f.Pledges = append(f.Pledges, Security{
				Lot: lot.ID, Pledgor: b.party(pledge.Pledgor), Pledgee: b.party(pledge.Pledgee), Currency: b.obligations[lot.ID.Obligation].Currency,
				Secured: pledge.Secured, Received: pledge.Received, DebtDue: pledge.DebtDue, Registration: pledge.Registration,
			})
			if pledge.Registration == "" {
				f.Unregistered = append(f.Unregistered, Unregistered{Lot: lot.ID, Holder: b.party(lot.Holder), Why: "no-number"})
			}
		}
		if (company == 0 || lot.Holder == company) && lot.has("financed") && !b.covered(lot) {
			f.Unregistered = append(f.Unregistered, Unregistered{Lot: lot.ID, Holder: b.party(lot.Holder), Why: "no-sale"})
		}
	}
	return f
}

// openTo is what the bank of a financing is still to receive on the units that it holds of it.
func (b books) openTo(sold Financing) amount.Amount {
	open := amount.Amount(0)
	for _, lot := range b.lots[sold.Units.Obligation] {
		if lot.Holder == sold.Buyer && sold.Units.Units().Contains(lot.ID.Units()) {
			open += lot.Open()
		}
	}
	return open
}

// covered reports whether all units of a lot were sold to a bank at some time.
func (b books) covered(lot Lot) bool {
	sales := slices.Clone(b.sales[lot.ID.Obligation])
	slices.SortFunc(sales, func(x, y Financing) int { return cmp.Compare(x.Units.Start, y.Units.Start) })
	from := lot.ID.Start
	for _, sold := range sales {
		if sold.Units.Start > from {
			break
		}
		from = max(from, sold.Units.End)
	}
	return from >= lot.ID.End
}
