package book

import (
	"bytes"
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// Run is a payment run: units that were taken out of a lot for many at once. Of one that was done at once nothing is kept but the Act.
//
//	unopened ── open (anyone) ──▶ the payee's      its standing acceptance takes it
//	                         ├──▶ proposed to it   it has time to answer
//	                         └──▶ the payer's      the time for an answer is over
type Run struct {
	// Act names, with a leaf's number, the proposal that the leaf is.
	Act common.Hash
	// Leaves in their order; each has the units after the one before, the first from Start on.
	Leaves []run.Leaf
	// Opened says of each leaf whether it is a lot by now.
	Opened []bool
	// Root is the hash over the leaves.
	Root       common.Hash
	Start, End uint64
	// Records, Marks and Depth are those of the lot that the units were taken from.
	Records *Record
	Marks   Mark
	Depth   uint16
	// Until is the last day for an answer.
	Until calendar.Day
	// Recourse says that the payer answers for what it pays.
	Recourse bool
}

// unopened is how many of the run's leaves are no lots yet.
func (r *Run) unopened() (n uint32) {
	for _, open := range r.Opened {
		if !open {
			n++
		}
	}
	return n
}

// count is how many parts the obligation is in: its lots, and leaves that will be some.
func (o *Obligation) count() uint32 {
	n := uint32(len(o.Lots))
	for _, r := range o.Runs {
		n += r.unopened()
	}
	return n
}

// place puts a lot where there is none.
func (o *Obligation) place(l *Lot) *Lot {
	i, _ := slices.BinarySearchFunc(o.Lots, l.Start, func(other *Lot, start uint64) int { return cmp.Compare(other.Start, start) })
	o.Lots = slices.Insert(o.Lots, i, l)
	return l
}

// withdraw takes [start, end) out of a lot: these units are in none until they are placed.
func (o *Obligation) withdraw(l *Lot, start, end uint64) {
	taken := o.carve(l, start, end)
	o.Lots = slices.DeleteFunc(o.Lots, func(other *Lot) bool { return other == taken })
}

func (e *exam) ofRuns() bool {
	m, ok := e.signed.Message.(contracts.PayRun)
	if ok {
		e.payRun(m)
	}
	return ok
}

func (e *exam) payRun(m contracts.PayRun) {
	count := len(m.Leaves) / run.Size
	name := ref.Run{Company: m.Company, Serial: m.Serial}
	_, used := e.runs[name]
	e.require(!used, "RunExists", name.Big())
	leaves, err := run.Unpack(m.Leaves)
	if !e.require(err == nil && count == int(m.Count) && (!m.AtOnce || count <= run.MostInBlock), "BadCount", count) {
		return
	}
	start, end := units(m.Start), units(m.End)
	if !e.require(start < end, "TotalDiffers", 0) {
		return
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, end-start)
	e.payments(leaves, m.Company)
	total := run.Total(leaves)
	if m.AtOnce {
		// Lots that are written at once the kernel adds up itself, in the 48 bits of its units.
		e.require(start+total == end, "BadAmount", end-start)
		over := slices.IndexFunc(run.Units(leaves, start), func(u ref.Units) bool { return u.End > NoLimit })
		e.require(over < 0, "BadLeaf", over)
	} else {
		e.require(start+total == end, "TotalDiffers", total)
	}
	o, l := e.lot(m.Obligation, m.Lot)
	if o != nil {
		e.circulates(o)
	}
	if l == nil {
		return
	}
	e.cuttable(o, l, start, end, blocking)
	// To pay one company all of the lot makes no part more, and is not bounded where there are too many already.
	if more := l.parts(start, end) + uint32(count) - 1; more > 0 {
		e.room(o, more)
	}
	e.heldBy(l, m.Company)
	e.deeper(o, l)
	if m.Recourse {
		e.wordFits(l.Records)
	}
	r := Run{
		Act: e.hash(), Leaves: leaves, Opened: make([]bool, count), Start: start, End: end, Records: l.Records, Marks: l.Marks, Depth: l.Depth,
		Until: e.answerBy(o, m.Until), Recourse: m.Recourse,
	}
	e.then(func() {
		e.runs[name] = o.ID
		o.withdraw(l, start, end)
	})
	if !m.AtOnce {
		tree, err := run.NewTree(leaves)
		if err != nil {
			// There is a leaf.
			panic(err)
		}
		r.Root = tree.Root().Hash
		e.then(func() { o.Runs[name] = &r })
		return
	}
	for i := range leaves {
		e.deal(o, name, &r, i)
	}
	e.then(func() { o.Runs[name] = &Run{Act: r.Act} })
}

// payments requires that each leaf has a payee, which is not the payer, and an amount.
func (e *exam) payments(leaves []run.Leaf, payer uint32) bool {
	bad := slices.IndexFunc(leaves, func(leaf run.Leaf) bool { return leaf.Payee == 0 || leaf.Payee == payer || leaf.Amount == 0 })
	return e.require(bad < 0, "BadLeaf", bad)
}

// deal makes a lot of leaf number i.
func (e *exam) deal(o *Obligation, name ref.Run, r *Run, i int) {
	to, start := r.Leaves[i].Payee, r.Start+run.Total(r.Leaves[:i])
	l := &Lot{Start: start, End: start + r.Leaves[i].Amount, Holder: name.Company, Records: r.Records, Marks: r.Marks, Depth: r.Depth}
	place := func() *Lot {
		r.Opened[i] = true
		return o.place(l)
	}
	payee := e.companies[to]
	switch {
	case payee != nil && payee.Status == Active && e.takes(to, name.Company, o.Obligor, l.length()):
		e.handed(o, l, place, to)
		if r.Recourse {
			e.answers(l, name.Company, to)
		}
	case e.today > r.Until:
		e.then(func() { place() })
	default:
		p := Proposal{Kind: ToTransfer, Hash: run.Proposal(r.Act, uint32(i)), To: to, Until: r.Until}
		if r.Recourse {
			p.Kind = ToTransferWithRecourse
		}
		e.then(func() { place().Proposal = &p })
	}
}

// run finds one by its number that has leaves to open, or had; nil if there is none.
func (o *Obligation) run(id *big.Int) (ref.Run, *Run) {
	name, err := ref.RunFromBig(id)
	if err != nil || o == nil || o.Runs[name] == nil || o.Runs[name].Leaves == nil {
		return name, nil
	}
	return name, o.Runs[name]
}

// Open makes lots of those leaves of a block that are none yet. Anyone may. It refuses as Do does.
func (b *Book) Open(id, runID *big.Int, block run.Block) error {
	e := b.anyone()
	o := e.obligation(id)
	name, r := o.run(runID)
	if e.require(r != nil, "NoRun", id, runID) {
		e.open(o, name, r, block)
	}
	return e.conclude()
}

func (e *exam) open(o *Obligation, name ref.Run, r *Run, block run.Block) {
	leaves, err := run.Unpack(block.Leaves)
	first, length, size, height := int(block.First), len(leaves), 1, uint(0)
	for ; size < length; size *= 2 {
		height++
	}
	// As many as fill a subtree, or fewer if the run ends with them.
	whole := length == size || first+length == len(r.Leaves)
	if !e.require(err == nil && length <= run.MostInBlock && first%size == 0 && first+length <= len(r.Leaves) && whole, "NoBlock") {
		return
	}
	e.payments(leaves, name.Company)
	tree, err := run.NewTree(r.Leaves)
	if err != nil {
		panic(err)
	}
	right, err := tree.ProveBlock(first, height)
	if err != nil {
		panic(err)
	}
	if !e.require(bytes.Equal(block.Leaves, right.Leaves) && bytes.Equal(block.Proof, right.Proof), "BadProof") {
		return
	}
	e.require(slices.Contains(r.Opened[first:first+length], false), "AllOpen")
	for i := first; i < first+length; i++ {
		if !r.Opened[i] {
			e.deal(o, name, r, i)
		}
	}
}
