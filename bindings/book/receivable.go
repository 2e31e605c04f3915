package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// State is where a receivable is.
//
//	– ── request (supplier) ──▶ REQUESTED ── confirm (obligor) ──┐
//	– ── issue (obligor) ─────▶ ISSUED ───── take (supplier) ────┴──▶ ACTIVE
//	REQUESTED, ISSUED ── reject, withdraw, lapse ──▶ VOID
type State uint8

// States, by their numbers on the chain. Due and paid are none: the first is the clock's to say, the second the obligation's.
const (
	Requested State = 1
	Issued    State = 2
	Active    State = 3
	Void      State = 4
)

// Receivable is a debt from its first signature on.
type Receivable struct {
	ID                ref.Obligation
	Obligor, Supplier uint32
	// Face in units of 0.01.
	Face uint64
	Due  calendar.Day
	// Until is the last day for the answer; zero: it stays open.
	Until    calendar.Day
	Currency uint16
	Rules    uint16
	State    State
	// Proposal is the hash of the request or issue that made it.
	Proposal common.Hash
	// Ref is its creator's own reference, unique among its live ones; may be empty.
	Ref string

	earmark earmark
}

// earmark is what is set aside of its payments.
type earmark struct {
	bank   uint32
	amount uint64
}

// terms are what a request and an issue have in common.
type terms struct {
	creator                           uint32
	serial                            uint64
	obligor, supplier                 uint32
	face                              *big.Int
	currency, rules                   uint16
	delivered, due, until             calendar.Day
	ref                               string
	contract, invoices, justification common.Hash
}

func (e *exam) requestReceivable(m contracts.RequestReceivable) {
	r := e.propose(Requested, terms{
		creator: m.Company, serial: m.Serial, obligor: m.Obligor, supplier: m.Company, face: m.Face, currency: m.Currency, rules: m.Rules,
		delivered: calendar.Day(m.Delivered), due: calendar.Day(m.Due), until: calendar.Day(m.Until), ref: m.Ref, justification: m.Justification,
	})
	e.active(m.Company)
	e.active(m.Obligor)
	// To ask commits nobody to an amount.
	e.authorized(m.Company, Maker, 0)
	e.then(func() { e.receivables[r.ID] = r })
}

func (e *exam) issueReceivable(m contracts.IssueReceivable) {
	r := e.propose(Issued, terms{
		creator: m.Company, serial: m.Serial, obligor: m.Company, supplier: m.Supplier, face: m.Face, currency: m.Currency, rules: m.Rules,
		delivered: calendar.Day(m.Delivered), due: calendar.Day(m.Due), until: calendar.Day(m.Until), ref: m.Ref, justification: m.Justification,
	})
	e.capable(m.Company, Obligor)
	e.active(m.Supplier)
	e.authorized(m.Company, Maker, r.Face)
	e.owes(r)
	taken := e.takes(m.Supplier, m.Company, m.Company, r.Face)
	e.then(func() { e.receivables[r.ID] = r })
	if taken {
		e.activate(r)
	}
}

// propose requires that the terms make sense and the rules allow them today.
func (e *exam) propose(state State, t terms) *Receivable {
	r := &Receivable{
		ID:      ref.Obligation{Module: ref.Receivables, Company: t.creator, Serial: t.serial},
		Obligor: t.obligor, Supplier: t.supplier, Face: units(t.face), Due: t.due, Until: t.until, Currency: t.currency, Rules: t.rules,
		State: state, Proposal: e.hash(), Ref: t.ref,
	}
	e.require(r.Face != 0 && r.Face <= uint64(amount.MaxFace), "BadField", "face")
	e.require(t.currency != 0, "BadField", "currency")
	e.require(t.obligor != t.supplier, "BadField", "obligor")
	e.require(t.delivered <= e.today, "BadField", "delivered")
	e.ahead(r)
	e.require(t.until == 0 || e.today <= t.until && t.until < t.due, "BadField", "until")
	latest := e.today.AddMonths(int(e.rule(t.rules, "V01.tenor-months")))
	e.require(t.due <= latest, "TenorAboveCap", "V01.tenor-months", t.due, latest)
	latest = e.today.AddMonths(int(e.rule(t.rules, "V01.justify-months")))
	e.require(t.due <= latest || t.justification != common.Hash{}, "JustificationNeeded", "V01.justify-months", t.due, latest)

	e.require(e.receivables[r.ID] == nil, "Exists", r.ID.Big())
	e.require(len(t.ref) <= 128, "BadField", "ref")
	if other := e.byReference(t.creator, t.ref); other != nil {
		e.require(false, "ReferenceUsed", other.ID.Big())
	}
	return r
}

// ahead requires that the due day is yet to come: all of the terms that waiting for an answer can spoil.
func (e *exam) ahead(r *Receivable) { e.require(r.Due > e.today, "DueInPast", r.Due, e.today) }

// byReference is the live receivable that a company made under its own reference.
func (b *Book) byReference(creator uint32, reference string) *Receivable {
	for id, r := range b.receivables {
		if reference != "" && id.Company == creator && r.Ref == reference && r.State != Void {
			return r
		}
	}
	return nil
}

// answered requires that a receivable waits for an answer, and to the proposal that the answer names.
func (e *exam) answered(id *big.Int, proposal common.Hash, states ...State) *Receivable {
	r := e.receivable(id)
	state := State(0)
	if r != nil {
		state = r.State
	}
	waits := false
	for _, s := range states {
		waits = waits || state == s
	}
	e.require(waits, "WrongState", uint8(state))
	if state != Requested && state != Issued {
		return nil
	}
	e.require(r.Proposal == proposal, "OtherProposal", r.Proposal)
	return r
}

// receivable finds one by its number; nil if there is none.
func (b *Book) receivable(id *big.Int) *Receivable {
	named, err := ref.FromBig(id)
	if err != nil {
		return nil
	}
	return b.receivables[named]
}

func (e *exam) inTime(r *Receivable) {
	e.require(r.Until == 0 || e.today <= r.Until, "Lapsed", r.Until)
	e.ahead(r)
}

func (e *exam) party(party, company uint32) { e.require(party == company, "NotParty", party) }

func (e *exam) confirmReceivable(m contracts.ConfirmReceivable) {
	r := e.answered(m.Receivable, m.Proposal, Requested)
	if r == nil {
		return
	}
	e.inTime(r)
	e.party(r.Obligor, m.Company)
	e.capable(m.Company, Obligor)
	e.active(r.Supplier)
	e.authorized(m.Company, Maker, r.Face)
	e.owes(r)
	e.activate(r)
}

func (e *exam) takeReceivable(m contracts.TakeReceivable) {
	r := e.answered(m.Receivable, m.Proposal, Issued)
	if r == nil {
		return
	}
	e.inTime(r)
	e.party(r.Supplier, m.Company)
	e.active(m.Company)
	e.capable(r.Obligor, Obligor)
	e.authorized(m.Company, Maker, r.Face)
	e.activate(r)
}

func (e *exam) rejectReceivable(m contracts.RejectReceivable) {
	r := e.answered(m.Receivable, m.Proposal, Requested, Issued)
	if r == nil {
		return
	}
	asked := r.Supplier
	if r.State == Requested {
		asked = r.Obligor
	}
	e.party(asked, m.Company)
	e.authorized(m.Company, Maker, 0)
	e.void(r)
}

func (e *exam) withdrawReceivable(m contracts.WithdrawReceivable) {
	r := e.answered(m.Receivable, m.Proposal, Requested, Issued)
	if r == nil {
		return
	}
	e.party(r.ID.Company, m.Company)
	e.authorized(m.Company, Maker, 0)
	e.void(r)
}

// LapseReceivable ends a request or an issue that cannot be answered any more. Anyone may. It refuses as Do does.
func (b *Book) LapseReceivable(id *big.Int) error {
	e := &exam{Book: b, today: b.Today()}
	r := e.receivable(id)
	if r == nil || r.State != Requested && r.State != Issued {
		state := State(0)
		if r != nil {
			state = r.State
		}
		e.require(false, "WrongState", uint8(state))
		return e.conclude()
	}
	last := r.Due - 1
	if r.Until != 0 {
		last = r.Until
	}
	e.require(e.today > last || e.today >= r.Due, "NotLapsed", last)
	e.void(r)
	return e.conclude()
}

// void ends a proposal; a promise that nobody took is owed no more.
func (e *exam) void(r *Receivable) {
	e.then(func() {
		if r.State == Issued {
			e.line(r.Obligor, r.Currency).Used -= r.Face
		}
		r.State = Void
	})
}

// activate makes an obligation of what both have signed: one lot, the supplier's.
func (e *exam) activate(r *Receivable) {
	answerDays, cutoffDays := e.rule(r.Rules, "V14.answer-days"), e.rule(r.Rules, "V08.cutoff-days")
	e.then(func() {
		r.State = Active
		e.obligations[r.ID] = &Obligation{
			ID: r.ID, Face: r.Face, Obligor: r.Obligor, Due: r.Due, Cutoff: r.Due - 1 - calendar.Day(cutoffDays),
			Currency: r.Currency, Rules: r.Rules, AnswerDays: uint32(answerDays), Lots: []*Lot{{End: r.Face, Holder: r.Supplier}},
		}
	})
}

// rule is what a rule set says today, which must say something.
func (e *exam) rule(set uint16, id string) (value int64) {
	found := false
	if set != 0 && int(set) <= len(e.rules) {
		for _, v := range e.rules[set-1].Values {
			if v.ID == id && v.From <= e.today {
				value, found = v.Value, true
			}
		}
	}
	e.require(found, "NoRule", set, id, e.today)
	return value
}
