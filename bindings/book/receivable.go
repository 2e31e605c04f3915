package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// State is where a receivable is.
//
//	– ── request (supplier) ──▶ REQUESTED ── confirm (obligor) ──┐
//	– ── issue (obligor) ─────▶ ISSUED ───── take (supplier) ────┴──▶ ACTIVE ── everyone signs it away ──▶ CLOSED
//	REQUESTED, ISSUED ── reject, withdraw, lapse ──▶ VOID
type State uint8

// States, by their numbers on the chain. Due, paid and in default are none: the first is the clock's to say, the others the obligation's.
const (
	Requested State = 1
	Issued    State = 2
	Live      State = 3
	Void      State = 4
	Closed    State = 5
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
	// Proposal is the hash of the request, issue or plan that made it.
	Proposal common.Hash
	// Ref is its creator's own reference, unique among its live ones; may be empty.
	Ref string
	// Draws is what it draws on which invoices.
	Draws []Draw
}

func (e *exam) ofReceivables() bool {
	switch m := e.signed.Message.(type) {
	case contracts.RequestReceivable:
		e.requestReceivable(m)
	case contracts.IssueReceivable:
		e.issueReceivable(m)
	case contracts.IssueInstalments:
		e.issueInstalments(m)
	case contracts.ConfirmReceivable:
		e.confirmReceivable(m)
	case contracts.TakeReceivable:
		e.takeReceivable(m)
	case contracts.RejectReceivable:
		e.rejectReceivable(m)
	case contracts.WithdrawReceivable:
		e.withdrawReceivable(m)
	default:
		return false
	}
	return true
}

// waiting requires that a receivable waits for an answer, and to the proposal that the answer names.
func (e *exam) waiting(id *big.Int, proposal common.Hash) *Receivable {
	r := e.receivable(id)
	if !e.require(r != nil && (r.State == Requested || r.State == Issued), "WrongState", stateOf(r)) {
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

// stateOf is a receivable's state on the chain; zero if there is none.
func stateOf(r *Receivable) uint8 {
	if r == nil {
		return 0
	}
	return uint8(r.State)
}

// answered requires that a receivable can be answered today: in time, and under the rules as they are today.
func (e *exam) answered(id *big.Int, proposal common.Hash, state State) (*Receivable, birth) {
	r := e.waiting(id, proposal)
	if r == nil {
		return nil, birth{}
	}
	e.require(r.State == state, "WrongState", stateOf(r))
	e.require(r.Until == 0 || e.today <= r.Until, "Lapsed", r.Until)
	b := e.birth(r.Rules)
	e.tenor(r.Due, b)
	return r, b
}

func (e *exam) party(party, company uint32) { e.require(party == company, "NotParty", party) }

func (e *exam) confirmReceivable(m contracts.ConfirmReceivable) {
	r, b := e.answered(m.Receivable, m.Proposal, Requested)
	if r == nil {
		return
	}
	e.party(r.Obligor, m.Company)
	e.active(m.Company)
	e.active(r.Supplier)
	e.authorized(m.Company, Maker, r.Face)
	e.owes(r, b, 0)
	e.activate(r, b)
}

func (e *exam) takeReceivable(m contracts.TakeReceivable) {
	r, b := e.answered(m.Receivable, m.Proposal, Issued)
	if r == nil {
		return
	}
	e.party(r.Supplier, m.Company)
	e.active(m.Company)
	e.active(r.Obligor)
	// The line is in use since the promise; a default since then stops what is not yet a debt.
	e.notBarred(r.Obligor, b)
	e.authorized(m.Company, Maker, r.Face)
	e.activate(r, b)
}

func (e *exam) rejectReceivable(m contracts.RejectReceivable) {
	r := e.waiting(m.Receivable, m.Proposal)
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
	r := e.waiting(m.Receivable, m.Proposal)
	if r == nil {
		return
	}
	e.party(r.ID.Company, m.Company)
	e.authorized(m.Company, Maker, 0)
	e.void(r)
}

// LapseReceivable ends a request or an issue that cannot be answered any more. Anyone may. It refuses as Do does.
func (b *Book) LapseReceivable(id *big.Int) error {
	e := b.anyone()
	r := e.receivable(id)
	if !e.require(r != nil && (r.State == Requested || r.State == Issued), "WrongState", stateOf(r)) {
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
		e.release(r)
	})
}

// activate makes an obligation of what both have signed: one lot, the supplier's.
func (e *exam) activate(r *Receivable, b birth) {
	e.then(func() {
		r.State = Live
		e.obligations[r.ID] = &Obligation{
			ID: r.ID, Face: r.Face, Obligor: r.Obligor, Due: r.Due, Cutoff: max(r.Due-1-calendar.Day(min(b.cutoffDays, int64(r.Due-1))), 0),
			Currency: r.Currency, Rules: r.Rules, AnswerDays: uint32(min(b.answerDays, 255)),
			Limits: b.limits, Lots: []*Lot{{End: r.Face, Holder: r.Supplier}}, Runs: make(map[ref.Run]*Run),
		}
	})
}
