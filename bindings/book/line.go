package book

import "github.com/tallystick/tallystick/bindings/contracts"

// largestLine is the most that one company grants, in units of 0.01.
const largestLine = 10_000_000_000_000_000

type lineKey struct {
	obligor  uint32
	currency uint16
}

// Line is how much an obligor may owe in a currency: the sum of what is granted to it. All in units of 0.01.
type Line struct {
	Grants map[uint32]uint64
	// Used is what it owes and has promised.
	Used uint64
}

// Defaults are an obligor's.
//
//	clear ── default ──▶ barred ── all paid (Open is 0), then the authority's word ──▶ clear
type Defaults struct {
	// Open are its receivables in default now.
	Open uint32
	// Barred from owing more.
	Barred bool
}

// limit is the sum of the grants.
func (l *Line) limit() (sum uint64) {
	for _, grant := range l.Grants {
		sum += grant
	}
	return sum
}

// line finds an obligor's line, one of nothing where there is none.
func (b *Book) line(obligor uint32, currency uint16) *Line {
	key := lineKey{obligor, currency}
	if b.lines[key] == nil {
		b.lines[key] = &Line{Grants: make(map[uint32]uint64)}
	}
	return b.lines[key]
}

// defaulted finds an obligor's defaults.
func (b *Book) defaulted(obligor uint32) *Defaults {
	if b.defaults[obligor] == nil {
		b.defaults[obligor] = new(Defaults)
	}
	return b.defaults[obligor]
}

func (e *exam) ofLines() bool {
	switch m := e.signed.Message.(type) {
	case contracts.GrantLine:
		e.grantLine(m)
	case contracts.LiftDefault:
		e.liftDefault(m)
	default:
		return false
	}
	return true
}

func (e *exam) grantLine(m contracts.GrantLine) {
	e.require(m.Currency != 0, "BadField", "currency")
	e.require(m.Company != m.Obligor, "BadField", "obligor")
	e.require(m.Amount <= largestLine, "BadField", "amount")
	c := e.companies[m.Company]
	e.require(c != nil && c.Capacities&(Bank|Group) != 0, "NotGrantor", m.Company)
	line := e.line(m.Obligor, m.Currency)
	// A grantor gets out of its line whatever has become of the obligor.
	if m.Amount >= line.Grants[m.Company] {
		e.active(m.Obligor)
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, m.Amount)
	e.then(func() { line.Grants[m.Company] = m.Amount })
}

func (e *exam) liftDefault(m contracts.LiftDefault) {
	d := e.defaulted(m.Obligor)
	e.within("order", m.Order, 64)
	e.require(d.Barred, "NotInDefault", m.Obligor)
	e.require(d.Open == 0, "InDefault", "V07.default", m.Obligor, d.Open)
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	e.then(func() { d.Barred = false })
}

// notBarred requires that an obligor is not barred from owing more, where the rules bar defaulters.
func (e *exam) notBarred(obligor uint32, b birth) {
	d := e.defaulted(obligor)
	e.require(!b.barsDefaulters || !d.Barred, "InDefault", "V07.default", obligor, d.Open)
}

// owes requires that a new debt fits into the obligor's line, after what the same act promised already, and counts it.
func (e *exam) owes(r *Receivable, b birth, already uint64) {
	e.notBarred(r.Obligor, b)
	line := e.line(r.Obligor, r.Currency)
	used := line.Used + already
	headroom := max(line.limit(), used) - used
	e.require(!b.line || r.Face <= headroom, "AboveLine", "V07.line", r.Obligor, r.Currency, headroom)
	e.then(func() { line.Used += r.Face })
}
