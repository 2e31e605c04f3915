package index

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// Run is a payment run: units of one lot that were handed to many companies by one signature.
type Run struct {
	ID         ref.Run
	Obligation ref.Obligation
	// Start and End are the units that its leaves share, by position.
	Start, End uint64
	// Packed are its leaves, 10 bytes each, as they travelled.
	Packed []byte
	// Until is the last local day for those who have to answer.
	Until calendar.Day
	// Recourse is set where the payer answers for payment.
	Recourse bool
	// Terms is a digest of what the parties agreed beside it; zero for none.
	Terms common.Hash
	// Act is the struct hash of the act that paid. With a leaf's number it names the proposal that the leaf is.
	Act common.Hash
	// Head, Marks and Depth are those of the lot that the units were taken from.
	Head  uint64
	Marks uint8
	Depth uint16
	// Opened counts the leaves that are lots of their own, Accepted those of them that their payees took, Returned those that
	// came back to the payer. The others of Opened wait for their payees' answers.
	Opened, Accepted, Returned uint32
	At                         At

	// body is what follows from Packed, shared by all copies.
	body *leaves
}

// leaves are those of a run with what is computed from them.
type leaves struct {
	list []run.Leaf
	// starts has where each leaf's units begin, counted from the run's first.
	starts []uint64
	tree   func() (*run.Tree, error)
}

func newLeaves(packed []byte) (*leaves, error) {
	list, err := run.Unpack(packed)
	if err != nil {
		return nil, err
	}
	l := &leaves{list: list, starts: make([]uint64, len(list))}
	units := uint64(0)
	for i, leaf := range list {
		l.starts[i] = units
		units += leaf.Amount
	}
	l.tree = sync.OnceValues(func() (*run.Tree, error) { return run.NewTree(list) })
	return l, nil
}

// Count is how many leaves the run has.
func (r Run) Count() uint32 { return uint32(len(r.body.list)) }

// Total is what the leaves add up to, in units of 0.01.
func (r Run) Total() uint64 { return r.End - r.Start }

// Leaf is the leaf of a number below Count.
func (r Run) Leaf(row uint32) run.Leaf { return r.body.list[row] }

// Units are those of the leaf of a number below Count.
func (r Run) Units(row uint32) ref.Units {
	start := r.Start + r.body.starts[row]
	return ref.Units{Start: start, End: start + r.body.list[row].Amount}
}

// Tree is the tree over the leaves, built when it is first asked for.
func (r Run) Tree() (*run.Tree, error) { return r.body.tree() }

// row is the number of the leaf whose units begin here.
func (r Run) row(start uint64) (uint32, bool) {
	i := sort.Search(len(r.body.starts), func(i int) bool { return r.Start+r.body.starts[i] >= start })
	return uint32(i), i < len(r.body.starts) && r.Start+r.body.starts[i] == start
}

// kind is that of the proposal which a leaf is.
func (r Run) kind() uint8 {
	if r.Recourse {
		return KindTransferWithRecourse
	}
	return KindTransfer
}

// LeafState is where a leaf of a payment run stands.
//
//	LeafUnopened ── open ──▶ LeafAccepted    its payee's standing acceptance took it
//	                    ├──▶ LeafOffered ── accept ──▶ LeafAccepted
//	                    │         └── reject, withdraw, lapse ──▶ LeafReturned
//	                    └──▶ LeafReturned    the time for an answer was over
type LeafState uint8

// The states.
const (
	LeafUnopened LeafState = iota
	LeafOffered
	LeafAccepted
	LeafReturned
)

// Opening is what became of a leaf that was opened, and where it was opened.
type Opening struct {
	State LeafState
	At    At
}

// leafKey names a leaf.
type leafKey struct {
	run ref.Run
	row uint32
}

// opening is the run whose leaves this transaction has just opened: the proposals that follow are theirs.
type opening struct {
	run ref.Run
	tx  common.Hash
}

func (c *change) runPaid(e *contracts.PaymentRunsRunPaid) error {
	id, o, err := runID(e.Run, e.Obligation)
	if err != nil {
		return err
	}
	body, err := newLeaves(e.Leaves)
	if err != nil {
		return fmt.Errorf("run %s: %w", id, err)
	}
	put(c, c.runs, id, Run{ID: id, Obligation: o, Packed: e.Leaves, Terms: e.Terms, At: c.at, body: body})
	push(c, c.runsBy, id.Company, id)
	push(c, c.runsOf, o, id)
	return nil
}

// committed takes a run's units out of their lot and makes an unopened lot of each leaf.
func (c *change) committed(e *contracts.LotsCommitted) error {
	id, o, err := runID(e.Run, e.Obligation)
	if err != nil {
		return err
	}
	r, known := c.runs[id]
	if !known || r.Obligation != o || r.Count() != e.Count {
		return fmt.Errorf("run %s has no %d leaves over units of %s", id, e.Count, o)
	}
	lot, err := c.cut(o, units(e.Lot), units(e.Start), units(e.End))
	if err != nil {
		return err
	}
	if lot.Holder != e.By {
		return fmt.Errorf("lot %s is held by company %d, not by %d", lot.Ref(), lot.Holder, e.By)
	}
	r.Start, r.End, r.Until, r.Recourse, r.Act = lot.Start, lot.End, calendar.Day(e.Until), e.Recourse, e.Act
	r.Head, r.Marks, r.Depth = lot.Head, lot.Marks, lot.Depth
	last := r.Units(r.Count() - 1)
	if last.End != r.End {
		return fmt.Errorf("the leaves of run %s end at unit %d, not at %d", id, last.End, r.End)
	}
	put(c, c.runs, id, r)
	lot.State, lot.Until, lot.Kind, lot.Run = Unopened, r.Until, r.kind(), id
	for i, leaf := range r.body.list {
		at := r.Units(uint32(i))
		lot.Start, lot.End, lot.Row = at.Start, at.End, uint32(i)
		lot.Other, lot.Proposal = leaf.Payee, run.Proposal(r.Act, lot.Row)
		c.store(lot)
	}
	c.happened(o, Event{Name: "Committed", By: e.By, Start: r.Start, End: r.End, Amount: r.Total()})
	return nil
}

// opened makes lots of leaves: held by the payee where it takes them, else by the payer, which a proposal may follow.
func (c *change) opened(e *contracts.LotsOpened) error {
	id, o, err := runID(e.Run, e.Obligation)
	if err != nil {
		return err
	}
	r, known := c.runs[id]
	if !known || r.Obligation != o {
		return fmt.Errorf("run %s pays with no units of %s", id, o)
	}
	var hops []Hop
	amount := uint64(0)
	start, end := uint64(math.MaxUint64), uint64(0)
	for i := range e.Opened.BitLen() {
		if e.Opened.Bit(i) == 0 {
			continue
		}
		row := e.First + uint32(i)
		if row >= r.Count() {
			return fmt.Errorf("run %s has no leaf %d", id, row)
		}
		at := r.Units(row)
		lot, err := c.lot(o, at.Start)
		if err != nil {
			return err
		}
		if lot.State != Unopened || lot.Run != id || lot.Row != row {
			return fmt.Errorf("lot %s is not the unopened leaf %d of run %s", lot.Ref(), row, id)
		}
		became := Opening{State: LeafReturned, At: c.at}
		r.Opened++
		lot.clear()
		if e.Accepted.Bit(i) == 1 {
			payee := r.Leaf(row).Payee
			hops = append(hops, Hop{
				From: lot.Holder, To: payee, Start: lot.Start, End: lot.End, How: "pay", At: c.at,
				Recourse: r.Recourse && !answers(c.list(lot.Head), payee),
			})
			lot.Holder = payee
			if lot.Depth < math.MaxUint16 {
				lot.Depth++
			}
			became.State = LeafAccepted
			r.Accepted++
		} else {
			r.Returned++
		}
		c.store(lot)
		put(c, c.openings, leafKey{id, row}, became)
		amount += lot.End - lot.Start
		start, end = min(start, lot.Start), max(end, lot.End)
	}
	put(c, c.runs, id, r)
	if len(hops) > 0 {
		push(c, c.hops, o, hops...)
	}
	c.opening = opening{id, c.at.Tx()}
	c.happened(o, Event{Name: "Opened", By: id.Company, Start: start, End: end, Amount: amount})
	return nil
}

// offered tells whether a proposal is a leaf's that was opened right before, and counts it as such.
func (c *change) offered(lot *Lot, proposal common.Hash) bool {
	if c.opening.tx != c.at.Tx() {
		return false
	}
	r := c.runs[c.opening.run]
	row, ok := r.row(lot.Start)
	if !ok || r.Obligation != lot.Obligation || run.Proposal(r.Act, row) != proposal {
		return false
	}
	lot.Run, lot.Row = r.ID, row
	r.Returned--
	put(c, c.runs, r.ID, r)
	c.reopen(*lot, LeafOffered)
	return true
}

// answeredLeaf counts the answer to the proposal that an opened leaf is.
func (c *change) answeredLeaf(lot Lot, outcome uint8) {
	r, known := c.runs[lot.Run]
	if !known {
		return
	}
	if outcome == outcomeAccepted {
		r.Accepted++
		c.reopen(lot, LeafAccepted)
	} else {
		r.Returned++
		c.reopen(lot, LeafReturned)
	}
	put(c, c.runs, r.ID, r)
}

// outcomeAccepted is the contract's number for the outcome of a proposal that was accepted.
const outcomeAccepted = 1

func (c *change) reopen(lot Lot, state LeafState) {
	key := leafKey{lot.Run, lot.Row}
	o := c.openings[key]
	o.State = state
	put(c, c.openings, key, o)
}

// clear ends what a lot is proposed as.
func (l *Lot) clear() {
	l.State, l.Other, l.Until, l.Kind, l.Proposal, l.Run, l.Row = Held, 0, 0, 0, common.Hash{}, ref.Run{}, 0
}

func runID(number, obligation *big.Int) (ref.Run, ref.Obligation, error) {
	id, err := ref.RunFromBig(number)
	if err != nil {
		return ref.Run{}, ref.Obligation{}, err
	}
	o, err := obligationID(obligation)
	return id, o, err
}
