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
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Book is a whole network. It is one goroutine's at a time.
type Book struct {
	clock  calendar.Clock
	domain act.Domain
	rules  []deployment.RuleSet
	// own are the addresses of the network's contracts, which cannot be operators.
	own map[common.Address]bool
	now time.Time

	companies map[uint32]*Company
	operators map[common.Address]*Operator
	standing  map[standingKey]*Standing
	vendors   map[vendorKey]uint32
	nonces    map[nonceKey]bool
	// signedByTwo are the digests that two operators signed and that were done.
	signedByTwo map[common.Hash]bool

	obligations map[ref.Obligation]*Obligation
	receivables map[ref.Obligation]*Receivable
	lines       map[lineKey]*Line
	quotes      map[quoteKey]bool
	accounts    map[accountKey]*Account
	minted      map[mintKey]bool
}

// New is the book of a network as it was deployed: with the desks of its operator (company 1) and its authority (company 2), and no other
// company. The rule sets are those of the plan, the first is set 1.
func New(network *deployment.Deployment, operator, authority deployment.Desk, rules []deployment.RuleSet, now time.Time) *Book {
	b := &Book{
		clock: network.Clock, domain: network.Domain(), rules: rules, own: make(map[common.Address]bool), now: now,
		companies: make(map[uint32]*Company), operators: make(map[common.Address]*Operator),
		standing: make(map[standingKey]*Standing), vendors: make(map[vendorKey]uint32),
		nonces: make(map[nonceKey]bool), signedByTwo: make(map[common.Hash]bool),
		obligations: make(map[ref.Obligation]*Obligation), receivables: make(map[ref.Obligation]*Receivable),
		lines: make(map[lineKey]*Line), quotes: make(map[quoteKey]bool),
		accounts: make(map[accountKey]*Account), minted: make(map[mintKey]bool),
	}
	for _, c := range network.Contracts {
		b.own[c.Address] = true
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
	if !e.ofCompanies() && !e.ofLots() && !e.ofReceivables() && !e.ofMoney() {
		return fmt.Errorf("%s: %w", signed.Name(), act.ErrNotAct)
	}
	return e.conclude()
}

// exam is an act under examination: what speaks against it and, if nothing does, what it changes.
type exam struct {
	*Book
	sender  common.Address
	signed  act.Signed
	today   calendar.Day
	against Refused
	effects []func()
}

// require adds a reason against the act unless ok, which it gives back.
func (e *exam) require(ok bool, name string, args ...any) bool {
	if !ok {
		e.against = append(e.against, refusal(name, args...))
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

func (e *exam) ofCompanies() bool {
	switch m := e.signed.Message.(type) {
	case contracts.AdmitCompany:
		e.admitCompany(m)
	case contracts.SuspendCompany:
		e.suspendCompany(m)
	case contracts.SetOperator:
		e.setOperator(m)
	case contracts.RevokeOperator:
		e.revokeOperator(m)
	case contracts.RotateOperator:
		e.rotateOperator(m)
	case contracts.SetThreshold:
		e.setThreshold(m)
	case contracts.AcceptFrom:
		e.acceptFrom(m)
	case contracts.NameVendor:
		e.nameVendor(m)
	case contracts.CancelNonce:
		e.cancelNonce(m)
	default:
		return false
	}
	return true
}

func (e *exam) ofLots() bool {
	switch m := e.signed.Message.(type) {
	case contracts.Transfer:
		e.transfer(m)
	case contracts.AcceptTransfer:
		e.acceptTransfer(m)
	case contracts.RejectProposal:
		e.rejectTransfer(m)
	case contracts.WithdrawProposal:
		e.withdrawTransfer(m)
	case contracts.Split:
		e.split(m)
	case contracts.Merge:
		e.merge(m)
	default:
		return false
	}
	return true
}

func (e *exam) ofReceivables() bool {
	switch m := e.signed.Message.(type) {
	case contracts.RequestReceivable:
		e.requestReceivable(m)
	case contracts.IssueReceivable:
		e.issueReceivable(m)
	case contracts.ConfirmReceivable:
		e.confirmReceivable(m)
	case contracts.TakeReceivable:
		e.takeReceivable(m)
	case contracts.RejectReceivable:
		e.rejectReceivable(m)
	case contracts.WithdrawReceivable:
		e.withdrawReceivable(m)
	case contracts.SettleReceivable:
		e.settleReceivable(m)
	case contracts.GrantLine:
		e.grantLine(m)
	default:
		return false
	}
	return true
}

func (e *exam) ofMoney() bool {
	switch m := e.signed.Message.(type) {
	case contracts.MintCash:
		e.mintCash(m)
	case contracts.RedeemCash:
		e.redeemCash(m)
	case contracts.TransferCash:
		e.transferCash(m)
	case contracts.TakeQuote:
		e.takeQuote(m)
	case contracts.WithdrawQuote:
		e.withdrawQuote(m)
	default:
		return false
	}
	return true
}
