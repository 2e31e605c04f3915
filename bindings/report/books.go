package report

import (
	"cmp"
	"slices"

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
	// live is how much of an obligation is in its live lots: its face less what left the books unpaid. disputed is the part of it that
	// is not payable until the dispute is resolved.
	live     map[ref.Obligation]amount.Amount
	disputed map[ref.Obligation]amount.Amount
	lastPaid map[ref.Obligation]calendar.Day
	sales    map[ref.Obligation][]Financing
	lines    map[debtKey]Line
}

// debtKey is an obligor's debts in a currency.
type debtKey struct {
	obligor  uint32
	currency currency.Code
}

func (s *State) at(date calendar.Day) books {
	b := books{
		State: s, date: date, names: make(map[uint32]string), obligations: make(map[ref.Obligation]Obligation),
		lots: make(map[ref.Obligation][]Lot), live: make(map[ref.Obligation]amount.Amount), disputed: make(map[ref.Obligation]amount.Amount), lastPaid: make(map[ref.Obligation]calendar.Day),
		sales: make(map[ref.Obligation][]Financing), lines: make(map[debtKey]Line),
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
			b.disputed[lot.ID.Obligation] += lot.Amount() - lot.payable()
		}
	}
	for _, p := range s.Payments {
		b.lastPaid[p.Obligation] = max(b.lastPaid[p.Obligation], p.Day)
	}
	for _, sold := range s.Financings {
		b.sales[sold.Units.Obligation] = append(b.sales[sold.Units.Obligation], sold)
	}
	for _, line := range s.Lines {
		b.lines[debtKey{line.Obligor, line.Currency}] = line
	}
	return b
}

func (b books) basis() Basis { return Basis{Date: b.date, Block: b.Block} }

func (b books) party(id uint32) Party { return Party{ID: id, Name: b.names[id]} }

// Live reports whether the lot still is somebody's claim: it is not once it was cancelled, exported or redeemed.
func (l Lot) Live() bool { return l.State == "held" || l.State == "locked" }

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

// payable is the lot's amount, unless a dispute blocks it.
func (l Lot) payable() amount.Amount {
	if l.has("disputed") {
		return 0
	}
	return l.Amount()
}

// Expected is what its holder may expect on the due day: what is open, unless a dispute blocks it.
func (l Lot) Expected() amount.Amount {
	if l.has("disputed") {
		return 0
	}
	return l.Open()
}

// owed is what the obligor has not yet paid of an obligation and must pay: a disputed part does not hold up the rest, and waits (R-V16).
func (b books) owed(o Obligation) amount.Amount {
	return max(0, b.live[o.ID]-b.disputed[o.ID]-o.Paid)
}

// standing is where an obligation stands at the end of the day.
//
//	requested, issued ──▶ active ──▶ due ──▶ part-paid ──▶ paid
//	        │                │        └──▶ defaulted ───────▲
//	        └─▶ void         └─▶ closed (every lot left the books unpaid)
//
// Paid is what is paid but for disputed units.
func (b books) standing(o Obligation) string {
	switch {
	case o.State != "active":
		return o.State
	case b.live[o.ID] == 0:
		return "closed"
	case b.owed(o) == 0 && o.Paid > 0:
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

// heldBy calls visit with every live lot of a company, in the State's order.
func (b books) heldBy(company uint32, visit func(Lot, Obligation)) {
	for _, lot := range b.Lots {
		if lot.Holder == company && lot.Live() {
			visit(lot, b.obligations[lot.ID.Obligation])
		}
	}
}

// owedBy calls visit with every obligation of which a company still owes something.
func (b books) owedBy(company uint32, visit func(o Obligation, owed amount.Amount)) {
	for _, o := range b.Obligations {
		if o.Obligor != company || o.State != "active" {
			continue
		}
		if owed := b.owed(o); owed > 0 {
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
