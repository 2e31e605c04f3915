package book

import "github.com/tallystick/tallystick/bindings/contracts"

// largestLine is the most that one bank grants, in units of 0.01.
const largestLine = 10_000_000_000_000_000

type lineKey struct {
	obligor  uint32
	currency uint16
}

// Line is how much an obligor may owe in a currency: the sum of what banks grant it. All in units of 0.01.
type Line struct {
	Grants map[uint32]uint64
	// Used is what it owes and has promised.
	Used uint64
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

func (e *exam) grantLine(m contracts.GrantLine) {
	e.require(m.Currency != 0, "BadField", "currency")
	e.require(m.Company != m.Obligor, "BadField", "obligor")
	e.require(m.Amount <= largestLine, "BadField", "amount")
	e.capable(m.Company, Bank)
	e.capable(m.Obligor, Obligor)
	e.authorized(m.Company, Maker, m.Amount)
	e.then(func() { e.line(m.Obligor, m.Currency).Grants[m.Company] = m.Amount })
}

// owes requires that a new debt fits into the obligor's line where the rules want one, and counts it.
func (e *exam) owes(r *Receivable) {
	line := e.line(r.Obligor, r.Currency)
	headroom := max(line.limit(), line.Used) - line.Used
	if e.rule(r.Rules, "V07.line") != 0 {
		e.require(r.Face <= headroom, "AboveLine", "V07.line", r.Obligor, headroom)
	}
	e.then(func() { line.Used += r.Face })
}
