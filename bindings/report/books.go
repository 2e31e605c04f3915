package report

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Basis says of which day a report is, and what it rests on.
type Basis struct {
	// Date is the local day at whose end the facts are reported.
	Date calendar.Day `json:"date"`
	// Block is the newest one up to then that changed anything.
	Block Block `json:"block"`
}

// Party is a company by id and name.
type Party struct {
	ID   uint32 `json:"id"`
	Name string `json:"name"`
}

// books are a State at the end of a day, with what finds things in it.
type books struct {
	*State
	date        calendar.Day
	names       map[uint32]string
	obligations map[ref.Obligation]Obligation
	lots        map[ref.Obligation][]Lot
	// live is how much of an obligation is in its live lots: its face less what left the books unpaid.
	live     map[ref.Obligation]amount.Amount
	lastPaid map[ref.Obligation]calendar.Day
	sales    map[ref.Obligation][]Financing
	lines    map[debtKey]Line
	records  map[uint64]LotRecord
	pledges  map[common.Hash]Pledge
	// secured are the parts of pledged lots that go to the pledgee.
	secured map[ref.Lot]share
}

// debtKey is an obligor's debts in a currency.
type debtKey struct {
	obligor  uint32
	currency currency.Code
}

func (s *State) at(date calendar.Day) books {
	b := books{
		State: s, date: date, names: make(map[uint32]string), obligations: make(map[ref.Obligation]Obligation),
		lots: make(map[ref.Obligation][]Lot), live: make(map[ref.Obligation]amount.Amount), lastPaid: make(map[ref.Obligation]calendar.Day),
		sales: make(map[ref.Obligation][]Financing), lines: make(map[debtKey]Line),
		records: make(map[uint64]LotRecord), pledges: make(map[common.Hash]Pledge),
	}
	for _, c := range s.Companies {
		b.names[c.ID] = c.Name
	}
	for _, o := range s.Obligations {
		b.obligations[o.ID] = o
	}
	for _, lot := range s.Lots {
		b.lots[lot.ID.Obligation] = append(b.lots[lot.ID.Obligation], lot)
		if lot.Live() {
			b.live[lot.ID.Obligation] += lot.Amount()
		}
	}
	for _, p := range s.Payments {
		b.lastPaid[p.Obligation] = max(b.lastPaid[p.Obligation], p.Day)
	}
	for _, sold := range s.Financings {
		if sold.How == Discount {
			b.sales[sold.Units.Obligation] = append(b.sales[sold.Units.Obligation], sold)
		}
	}
	for _, line := range s.Lines {
		b.lines[debtKey{line.Obligor, line.Currency}] = line
	}
	for _, r := range s.Records {
		b.records[r.Number] = r
	}
	for _, p := range s.Pledges {
		b.pledges[p.ID] = p
	}
	b.secured = b.divide()
	return b
}

// Discount is the Financing.How of a sale to a bank.
const Discount = "discount"

func (b books) basis() Basis { return Basis{Date: b.date, Block: b.Block} }

func (b books) party(id uint32) Party { return Party{ID: id, Name: b.names[id]} }

// Live reports whether the lot still is somebody's claim: it is not once it was cancelled, exported or redeemed.
func (l Lot) Live() bool { return l.State == "held" || l.State == "locked" || l.State == Unopened }

// Amount is what its units are worth.
func (l Lot) Amount() amount.Amount { return l.ID.Units().Amount() }

// Open is what its holder is still to receive; zero for one that is not live.
func (l Lot) Open() amount.Amount {
	if !l.Live() {
		return 0
	}
	return l.Amount() - l.Credited
}

// has reports whether the lot bears a mark.
func (l Lot) has(mark string) bool { return slices.Contains(l.Marks, mark) }

// Expected is what its holder may expect on the due day: what is open, unless a dispute blocks it.
func (l Lot) Expected() amount.Amount {
	if l.has("disputed") {
		return 0
	}
	return l.Open()
}

// owed is what the obligor has not yet paid of an obligation and must pay. A disputed part does not hold up the rest, and waits (R-V16).
func (o Obligation) owed() amount.Amount { return max(0, o.Face-o.Out-o.Paid) }

// standing is where an obligation stands at the end of the day.
//
//	requested ──┐
//	            ├──▶ active ──▶ due ──▶ part-paid ──▶ paid
//	issued ─────┘      │         └─────────┴──▶ defaulted ──▶ paid
//	    └──▶ void      └──▶ cancelled | exported | redeemed, where all of it ended so; ended, where its parts ended differently
//
// Paid is what is paid but for disputed units.
func (b books) standing(o Obligation) string {
	switch {
	case !o.Lives():
		return o.State
	case b.live[o.ID] == 0:
		return b.end(o)
	case o.owed() == 0 && o.Paid > 0:
		return "paid"
	case o.Defaulted != nil:
		return "defaulted"
	case o.Paid > 0:
		return "part-paid"
	case b.date >= o.Due:
		return "due"
	}
	return "active"
}

// end is how an obligation of which no lot is live came to its end.
func (b books) end(o Obligation) string {
	end := ""
	for _, lot := range b.lots[o.ID] {
		if end != "" && lot.State != end {
			return "ended"
		}
		end = lot.State
	}
	return end
}

// heldBy calls visit with every live lot of a company, in the State's order.
func (b books) heldBy(company uint32, visit func(Lot, Obligation)) {
	for _, lot := range b.Lots {
		if lot.Holder == company && lot.Live() {
			visit(lot, b.obligations[lot.ID.Obligation])
		}
	}
}

// dueTo calls visit with everything that a company may expect, as holder or as pledgee, in the State's order.
func (b books) dueTo(company uint32, visit func(Side, Lot, Obligation, amount.Amount)) {
	for _, lot := range b.Lots {
		part := b.secured[lot.ID]
		if rest := lot.Expected() - part.amount; lot.Holder == company && rest > 0 {
			visit(AsHolder, lot, b.obligations[lot.ID.Obligation], rest)
		}
		if part.pledgee == company && part.amount > 0 {
			visit(AsPledgee, lot, b.obligations[lot.ID.Obligation], part.amount)
		}
	}
}

// dueBy calls visit with every obligation of which a company still must pay something.
func (b books) dueBy(company uint32, visit func(o Obligation, owed amount.Amount)) {
	for _, o := range b.Obligations {
		if owed := o.owed(); o.Obligor == company && o.State == "active" && owed > 0 {
			visit(o, owed)
		}
	}
}

// ordered gives a map's values sorted by a comparison of its keys.
func ordered[K comparable, V any](m map[K]*V, compare func(a, b K) int) []V {
	keys := make([]K, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compare)
	values := make([]V, 0, len(m))
	for _, key := range keys {
		values = append(values, *m[key])
	}
	return values
}

// entry is a map's value of a key, made if it is not there.
func entry[K comparable, V any](m map[K]*V, key K, fresh V) *V {
	if m[key] == nil {
		m[key] = &fresh
	}
	return m[key]
}

func byLetters(a, b currency.Code) int { return cmp.Compare(a.String(), b.String()) }
