package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// lastDay is the last that the chain can name as a due day: in the year 2149.
const lastDay calendar.Day = 65_535

// birth is what a rule set says of a receivable that is born or answered today.
type birth struct {
	tenorMonths, justifyMonths, answerDays, cutoffDays int64
	open, evidence, line, barsDefaulters               bool
	limits                                             Limits
}

// birth requires that a rule set is in force and complete.
func (e *exam) birth(rules uint16) birth {
	value := e.birthRules(rules)
	return birth{
		tenorMonths: value("V01.tenor-months"), justifyMonths: value("V01.justify-months"),
		answerDays: value("V14.answer-days"), cutoffDays: value("V08.cutoff-days"),
		open: value("V11.births") != 0, evidence: value("V12.evidence") != 0,
		line: value("V07.line") != 0, barsDefaulters: value("V07.default") != 0,
		limits: limits(value),
	}
}

// limits are those of a rule set; a number beyond its field stands for the most that fits. Where nothing is bounded, nothing is announced.
func limits(value func(string) int64) Limits {
	l := Limits{
		Depth: uint16(min(value("V08.max-depth"), 1<<16-1)), Lots: uint32(min(value("V08.max-lots"), 1<<32-1)),
		Hops: uint32(min(value("V08.max-hops"), 1<<32-1)),
	}
	l.Alert = l != Limits{} && value("V08.alert") != 0
	return l
}

// terms are what a request, an issue and an instalment have in common.
type terms struct {
	creator                 uint32
	serial                  uint64
	obligor, supplier       uint32
	face                    *big.Int
	currency, rules         uint16
	delivered, due, until   calendar.Day
	ref                     string
	contract, justification common.Hash
	draws                   []Draw
}

func (e *exam) requestReceivable(m contracts.RequestReceivable) {
	b := e.birth(m.Rules)
	r := e.born(Requested, b, terms{
		creator: m.Company, serial: m.Serial, obligor: m.Obligor, supplier: m.Company, face: m.Face, currency: m.Currency, rules: m.Rules,
		delivered: calendar.Day(m.Delivered), due: calendar.Day(m.Due), until: calendar.Day(m.Until), ref: m.Ref,
		contract: m.ContractDigest, justification: m.Justification, draws: draws(m.Invoices),
	})
	e.active(m.Company)
	e.active(m.Obligor)
	// To ask commits nobody to an amount.
	e.authorized(m.Company, Maker, 0)
	e.draw(r.Draws)
	e.then(func() { e.receivables[r.ID] = r })
}

func (e *exam) issueReceivable(m contracts.IssueReceivable) {
	b := e.birth(m.Rules)
	e.active(m.Company)
	e.authorized(m.Company, Maker, units(m.Face))
	e.promise(b, 0, terms{
		creator: m.Company, serial: m.Serial, obligor: m.Company, supplier: m.Supplier, face: m.Face, currency: m.Currency, rules: m.Rules,
		delivered: calendar.Day(m.Delivered), due: calendar.Day(m.Due), until: calendar.Day(m.Until), ref: m.Ref,
		contract: m.ContractDigest, justification: m.Justification, draws: draws(m.Invoices),
	})
}

// promise is an issue, or an instalment of a plan before which the plan promised already so much.
func (e *exam) promise(b birth, already uint64, t terms) {
	r := e.born(Issued, b, t)
	e.active(t.supplier)
	e.owes(r, b, already)
	e.draw(r.Draws)
	e.then(func() { e.receivables[r.ID] = r })
	if e.takes(t.supplier, t.creator, t.creator, r.Face) {
		e.activate(r, b)
	}
}

// issueInstalments promises a plan: a receivable for each instalment. The invoices cover the instalments in their order.
func (e *exam) issueInstalments(m contracts.IssueInstalments) {
	b := e.birth(m.Rules)
	n := len(m.Instalments)
	e.require(2 <= n && n <= 60, "BadField", "instalments")
	e.require(n == 0 || m.Serial+uint64(n-1) >= m.Serial, "BadField", "serial")
	var total, already uint64
	for i, part := range m.Instalments {
		e.require(units(part.Face) != 0, "BadField", "face")
		e.require(i == 0 || part.Due > m.Instalments[i-1].Due, "BadField", "instalments")
		total += units(part.Face)
	}
	drawn := draws(m.Invoices)
	if !e.covers(drawn, total) {
		drawn = nil
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, total)
	for i, part := range m.Instalments {
		t := terms{
			creator: m.Company, serial: m.Serial + uint64(i), obligor: m.Company, supplier: m.Supplier, face: part.Face, currency: m.Currency,
			rules: m.Rules, delivered: calendar.Day(m.Delivered), due: calendar.Day(part.Due), until: calendar.Day(m.Until),
			contract: m.ContractDigest, justification: m.Justification,
		}
		if i == 0 {
			t.ref = m.Ref
		}
		t.draws, drawn = allot(drawn, units(part.Face))
		e.promise(b, already, t)
		already += units(part.Face)
	}
}

// born requires that the terms make sense and the rules allow them today.
func (e *exam) born(state State, b birth, t terms) *Receivable {
	r := &Receivable{
		ID:      ref.Obligation{Module: ref.Receivables, Company: t.creator, Serial: t.serial},
		Obligor: t.obligor, Supplier: t.supplier, Face: units(t.face), Due: t.due, Until: t.until, Currency: t.currency, Rules: t.rules,
		State: state, Proposal: e.hash(), Ref: t.ref, Draws: t.draws,
	}
	e.require(r.Face != 0 && r.Face <= uint64(amount.MaxFace), "BadField", "face")
	e.require(t.currency != 0, "BadField", "currency")
	e.require(t.obligor != t.supplier, "BadField", "obligor")
	e.require(t.delivered <= e.today, "BadField", "delivered")
	e.require(t.due <= lastDay, "BadField", "due")
	e.require(t.until == 0 || e.today <= t.until && t.until < t.due, "BadField", "until")
	e.require(b.open, "SetClosed", "V11.births", t.rules)
	e.tenor(t.due, b)
	latest := months(e.today, b.justifyMonths)
	e.require(t.due <= latest || t.justification != common.Hash{}, "JustificationNeeded", "V01.justify-months", t.due, latest)
	e.require(!b.evidence || t.contract != common.Hash{} && len(t.draws) != 0, "EvidenceNeeded", "V12.evidence")
	e.covers(t.draws, r.Face)

	e.require(e.receivables[r.ID] == nil, "Exists", r.ID.Big())
	e.require(len(t.ref) <= 128, "BadField", "ref")
	if other := e.byReference(t.creator, t.ref); other != nil {
		e.require(false, "ReferenceUsed", other.ID.Big())
	}
	return r
}

// tenor requires that the due day is yet to come, and no later than the rules allow: all of the terms that waiting for an answer can spoil.
func (e *exam) tenor(due calendar.Day, b birth) {
	e.require(due > e.today, "DueInPast", due, e.today)
	latest := months(e.today, b.tenorMonths)
	e.require(due <= latest, "TenorAboveCap", "V01.tenor-months", due, latest)
}

// byReference is the live receivable that a company made under its own reference.
func (b *Book) byReference(creator uint32, reference string) *Receivable {
	for id, r := range b.receivables {
		live := r.State == Requested || r.State == Issued || r.State == Live
		if reference != "" && id.Company == creator && r.Ref == reference && live {
			return r
		}
	}
	return nil
}
