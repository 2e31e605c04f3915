// Package book is the ledger as one would keep it in a book: companies, lots and money in plain Go values.
//
// It is written from the rules, not from the contracts: an act has preconditions, none of which has changed anything yet, and effects, which
// happen together if every precondition holds. There is no storage layout, no gas and no order of checks: where several preconditions fail, the
// book names all, and a contract may name any one of them.
//
// Guarantee: whatever acts are done, in whatever order, the contracts do those that the book does and refuse those that it refuses, for a
// reason that it names, and after each they hold the same. The tests drive both side by side. Keys are ordinary ones: what a contract key
// (ERC-1271) signs, only the chain can tell. Amounts of deposits are below 2^63.
package book

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Book is a whole network. It is one goroutine's at a time.
type Book struct {
	clock  calendar.Clock
	domain act.Domain
	// sets are the rule sets; the first is set 1.
	sets []*RuleSet
	// own are the addresses of the network's contracts, which cannot be operators.
	own map[common.Address]bool
	now time.Time

	companies  map[uint32]*Company
	operators  map[common.Address]*Operator
	recoveries map[uint32]*Recovery
	standing   map[standingKey]*Standing
	vendors    map[vendorKey]uint32
	circles    map[memberKey]*Membership
	codes      map[codeKey]*invitation

	nonces map[nonceKey]bool
	// signedByTwo are the digests that two operators signed and that were done, takenBack those whose second signature its key took back.
	signedByTwo map[common.Hash]bool
	takenBack   map[signatureKey]bool
	// stopped are the keys that an order stops.
	stopped map[common.Address]bool

	obligations map[ref.Obligation]*Obligation
	// runs are the obligations that payment runs paid with.
	runs        map[ref.Run]ref.Obligation
	receivables map[ref.Obligation]*Receivable
	lines       map[lineKey]*Line
	defaults    map[uint32]*Defaults
	invoices    map[common.Hash]*Invoice

	// Pledges, holds and claims are named by the hash of the act that made them.
	pledges  map[common.Hash]*Pledge
	holds    map[common.Hash]*Hold
	disputes map[disputeKey]int
	claims   map[common.Hash]*Claim

	quotes   map[quoteKey]bool
	accounts map[accountKey]*Account
	minted   map[paymentKey]bool
	wired    map[paymentKey]bool
}

// New is the book of a network as it was deployed: with the desks of its operator (company 1) and its authority (company 2), and no other
// company. The rule sets are those of the plan, the first is set 1.
func New(network *deployment.Deployment, operator, authority deployment.Desk, rules []deployment.RuleSet, now time.Time) *Book {
	b := &Book{
		clock: network.Clock, domain: network.Domain(), own: make(map[common.Address]bool), now: now,
		companies: make(map[uint32]*Company), operators: make(map[common.Address]*Operator), recoveries: make(map[uint32]*Recovery),
		standing: make(map[standingKey]*Standing), vendors: make(map[vendorKey]uint32),
		circles: make(map[memberKey]*Membership), codes: make(map[codeKey]*invitation),
		nonces: make(map[nonceKey]bool), signedByTwo: make(map[common.Hash]bool), takenBack: make(map[signatureKey]bool),
		stopped:     make(map[common.Address]bool),
		obligations: make(map[ref.Obligation]*Obligation), runs: make(map[ref.Run]ref.Obligation), receivables: make(map[ref.Obligation]*Receivable),
		lines: make(map[lineKey]*Line), defaults: make(map[uint32]*Defaults), invoices: make(map[common.Hash]*Invoice),
		pledges: make(map[common.Hash]*Pledge), holds: make(map[common.Hash]*Hold), disputes: make(map[disputeKey]int),
		claims: make(map[common.Hash]*Claim), quotes: make(map[quoteKey]bool),
		accounts: make(map[accountKey]*Account), minted: make(map[paymentKey]bool), wired: make(map[paymentKey]bool),
	}
	for _, c := range network.Contracts {
		b.own[c.Address] = true
	}
	for _, set := range rules {
		b.sets = append(b.sets, &RuleSet{Name: set.Name, From: b.Today(), Values: set.Values})
	}
	b.found(OperatorDesk, operator, Desk)
	b.found(AuthorityDesk, authority, Authority)
	return b
}

// Pass lets time pass to a moment, never back.
func (b *Book) Pass(to time.Time) {
	if to.After(b.now) {
		b.now = to
	}
}

// Today is the local day.
func (b *Book) Today() calendar.Day { return b.clock.DayAt(b.now) }

// Do does an act, or says all that speaks against it and changes nothing: a Refused. The sender is who sends the transaction: of an act
// without a signature, the operator. An act that no contract takes by itself is an act.ErrNotAct.
func (b *Book) Do(sender common.Address, signed act.Signed) error {
	e := &exam{Book: b, sender: sender, signed: signed, today: b.Today()}
	for _, known := range []func() bool{
		e.ofCompanies, e.ofOperators, e.ofRecovery, e.ofCircles, e.ofRules, e.ofLots, e.ofRuns, e.ofReceivables, e.ofLines, e.ofEvidence, e.ofSettlement,
		e.ofRecourse, e.ofPledges, e.ofGuarantees, e.ofHolds, e.ofEndings, e.ofQuotes, e.ofCash,
	} {
		if known() {
			return e.conclude()
		}
	}
	return fmt.Errorf("%s: %w", signed.Name(), act.ErrNotAct)
}

// exam is an act under examination: what speaks against it and, if nothing does, what it changes.
type exam struct {
	*Book
	sender  common.Address
	signed  act.Signed
	today   calendar.Day
	against Refused
	effects []func()
	// used are the standing acceptances that the act uses, and how often.
	used map[*Standing]uint16
	// drawing is what the act draws on invoices.
	drawing map[common.Hash]Invoice
	// hops are the changes of holder that the act makes; an act is about one obligation.
	hops uint32
}

// anyone is the examination of what needs no signature.
func (b *Book) anyone() *exam { return &exam{Book: b, today: b.Today()} }

// require adds a reason against the act unless ok, which it gives back.
func (e *exam) require(ok bool, name string, args ...any) bool {
	if reason := refusal(name, args...); !ok && !e.against.Names(reason) {
		e.against = append(e.against, reason)
	}
	return ok
}

// then adds what the act changes if it is done.
func (e *exam) then(effect func()) { e.effects = append(e.effects, effect) }

// conclude does the act if nothing speaks against it.
func (e *exam) conclude() error {
	if len(e.against) != 0 {
		return e.against
	}
	for _, effect := range e.effects {
		effect()
	}
	return nil
}

// hash is the struct hash by which answers know the act.
func (e *exam) hash() common.Hash { return structHash(e.signed) }

// structHash of an act that is within its types; of another one nothing, which no answer can name.
func structHash(s act.Signed) common.Hash {
	hash, err := s.StructHash()
	if err != nil {
		return common.Hash{}
	}
	return hash
}
