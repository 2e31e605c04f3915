package index

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/ref"
)

// state is what the events add up to. Its maps are written by put, drop, push, amend, link and unlink only, so that a journal of what was there
// before undoes any block. The lists in it are changed in place: a View gives copies of them.
type state struct {
	companies   map[uint32]Company
	operators   map[common.Address]Operator
	operatorsOf map[uint32]map[common.Address]struct{}
	standings   map[standingKey]Standing
	vendors     map[vendorKey]uint32
	lines       map[lineKey]Line
	grants      map[grantKey]uint64

	obligations map[ref.Obligation]Obligation
	named       map[nameKey][]ref.Obligation
	history     map[ref.Obligation][]Event
	hops        map[ref.Obligation][]Hop
	lots        map[lotKey]Lot
	lotsOf      map[ref.Obligation]map[uint64]struct{}
	lotsBy      map[holding]map[lotKey]struct{}
	// lotsTo has the lots with an open proposal, by the company that is to answer.
	lotsTo map[uint32]map[lotKey]struct{}
	// tended are the lots that are locked or on hold: those that the clock may have something to do with.
	tended map[lotKey]struct{}

	runs     map[ref.Run]Run
	runsOf   map[ref.Obligation][]ref.Run
	runsBy   map[uint32][]ref.Run
	openings map[leafKey]Opening

	accounts   map[accountKey]Account
	earmarks   map[ref.Obligation]earmark
	statements map[uint32][]Entry
	discounts  map[common.Hash]Discount
	withdrawn  map[common.Hash]At

	records   map[uint64]Record
	offers    map[common.Hash]Offer
	pledges   map[common.Hash]Pledge
	claims    map[common.Hash]Claim
	claimsOf  map[ref.Obligation][]common.Hash
	holds     map[common.Hash]Hold
	holdsOf   map[ref.Obligation][]common.Hash
	documents map[ref.Obligation][]Document
	invoices  map[common.Hash]Invoice
	drawn     map[ref.Obligation][]Invoice
	defaults  map[uint32]Default
	alerts    map[ref.Obligation][]Alert

	members     map[memberKey]Membership
	invitations map[common.Address]Invitation
	recoveries  map[uint32]Recovery

	acted map[common.Hash]Acted
	rules map[uint16]RuleSet
}

type (
	standingKey struct{ company, sender, obligor uint32 }
	vendorKey   struct {
		obligor uint32
		number  string
	}
	lineKey struct {
		obligor  uint32
		currency uint16
	}
	grantKey struct {
		bank uint32
		lineKey
	}
	memberKey struct{ circle, member uint32 }
	nameKey   struct {
		creator uint32
		ref     string
	}
	lotKey struct {
		obligation ref.Obligation
		start      uint64
	}
	// holding is what a company holds: the leaves of its payment runs that nobody has opened, or all else.
	holding struct {
		company  uint32
		unopened bool
	}
	accountKey struct {
		company, bank uint32
		currency      uint16
	}
	earmark struct {
		Bank, Obligor uint32
		Currency      uint16
	}
)

func newState() *state {
	return &state{
		companies:   make(map[uint32]Company),
		operators:   make(map[common.Address]Operator),
		operatorsOf: make(map[uint32]map[common.Address]struct{}),
		standings:   make(map[standingKey]Standing),
		vendors:     make(map[vendorKey]uint32),
		lines:       make(map[lineKey]Line),
		grants:      make(map[grantKey]uint64),
		obligations: make(map[ref.Obligation]Obligation),
		named:       make(map[nameKey][]ref.Obligation),
		history:     make(map[ref.Obligation][]Event),
		hops:        make(map[ref.Obligation][]Hop),
		lots:        make(map[lotKey]Lot),
		lotsOf:      make(map[ref.Obligation]map[uint64]struct{}),
		lotsBy:      make(map[holding]map[lotKey]struct{}),
		lotsTo:      make(map[uint32]map[lotKey]struct{}),
		tended:      make(map[lotKey]struct{}),
		runs:        make(map[ref.Run]Run),
		runsOf:      make(map[ref.Obligation][]ref.Run),
		runsBy:      make(map[uint32][]ref.Run),
		openings:    make(map[leafKey]Opening),
		accounts:    make(map[accountKey]Account),
		earmarks:    make(map[ref.Obligation]earmark),
		statements:  make(map[uint32][]Entry),
		discounts:   make(map[common.Hash]Discount),
		withdrawn:   make(map[common.Hash]At),
		records:     make(map[uint64]Record),
		offers:      make(map[common.Hash]Offer),
		pledges:     make(map[common.Hash]Pledge),
		claims:      make(map[common.Hash]Claim),
		claimsOf:    make(map[ref.Obligation][]common.Hash),
		holds:       make(map[common.Hash]Hold),
		holdsOf:     make(map[ref.Obligation][]common.Hash),
		documents:   make(map[ref.Obligation][]Document),
		invoices:    make(map[common.Hash]Invoice),
		drawn:       make(map[ref.Obligation][]Invoice),
		defaults:    make(map[uint32]Default),
		alerts:      make(map[ref.Obligation][]Alert),
		members:     make(map[memberKey]Membership),
		invitations: make(map[common.Address]Invitation),
		recoveries:  make(map[uint32]Recovery),
		acted:       make(map[common.Hash]Acted),
		rules:       make(map[uint16]RuleSet),
	}
}

// change is the application of one block: where it is, and how to take it back.
type change struct {
	*state
	at   At
	undo []func()
	// opening is what the events that follow in the same transaction belong to.
	opening opening
}

// revert takes everything back that the change did, last first.
func (c *change) revert() {
	for i := len(c.undo) - 1; i >= 0; i-- {
		c.undo[i]()
	}
	c.undo = nil
}

// put sets a key, and notes how to take that back.
func put[K comparable, V any](c *change, m map[K]V, key K, value V) {
	old, had := m[key]
	c.undo = append(c.undo, func() {
		if had {
			m[key] = old
		} else {
			delete(m, key)
		}
	})
	m[key] = value
}

// drop removes a key, and notes how to take that back.
func drop[K comparable, V any](c *change, m map[K]V, key K) {
	old, had := m[key]
	if !had {
		return
	}
	c.undo = append(c.undo, func() { m[key] = old })
	delete(m, key)
}

// push appends to a key's list, in the memory that the list has to spare. What was there before stays as it is, for whoever still reads it:
// taking the elements back leaves no room behind it, so that the next one makes the list a copy of its own.
func push[K comparable, V any](c *change, m map[K][]V, key K, values ...V) {
	n := len(m[key])
	c.undo = append(c.undo, func() {
		if n == 0 {
			delete(m, key)
		} else {
			m[key] = m[key][:n:n]
		}
	})
	m[key] = append(m[key], values...)
}

// amend replaces an element of a key's list by another, in its place: readers have copies of lists (View), and a copy for each change would
// make long lists quadratic.
func amend[K comparable, V any](c *change, m map[K][]V, key K, at int, value V) {
	old := m[key][at]
	c.undo = append(c.undo, func() { m[key][at] = old })
	m[key][at] = value
}

// link adds an element to a key's set, and notes how to take that back.
func link[K, E comparable](c *change, m map[K]map[E]struct{}, key K, element E) {
	if _, there := m[key][element]; there {
		return
	}
	add(m, key, element)
	c.undo = append(c.undo, func() { remove(m, key, element) })
}

// unlink removes an element from a key's set, and notes how to take that back.
func unlink[K, E comparable](c *change, m map[K]map[E]struct{}, key K, element E) {
	if _, there := m[key][element]; !there {
		return
	}
	remove(m, key, element)
	c.undo = append(c.undo, func() { add(m, key, element) })
}

func add[K, E comparable](m map[K]map[E]struct{}, key K, element E) {
	if m[key] == nil {
		m[key] = make(map[E]struct{})
	}
	m[key][element] = struct{}{}
}

func remove[K, E comparable](m map[K]map[E]struct{}, key K, element E) {
	delete(m[key], element)
	if len(m[key]) == 0 {
		delete(m, key)
	}
}

// plus and minus give new numbers: those in the state are never changed.
func plus(a, b *big.Int) *big.Int { return new(big.Int).Add(orZero(a), orZero(b)) }

func minus(a, b *big.Int) *big.Int { return new(big.Int).Sub(orZero(a), orZero(b)) }

func orZero(n *big.Int) *big.Int {
	if n == nil {
		return new(big.Int)
	}
	return n
}
