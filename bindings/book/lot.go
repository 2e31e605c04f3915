package book

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Obligation is a debt of Face units of 0.01, and who holds which.
type Obligation struct {
	ID ref.Obligation
	// Face and Paid in units of 0.01; Paid is at most Face.
	Face, Paid uint64
	Obligor    uint32
	// Due is the day on which it falls due, Cutoff the last on which holders may transfer.
	Due, Cutoff calendar.Day
	Currency    uint16
	// Rules is the set it was born under.
	Rules uint16
	// AnswerDays are those that a counterparty has to answer a proposal.
	AnswerDays uint32
	// Lots in the order of their units: the first begins at 0, each begins where the one before ends, the last ends at Face.
	Lots []*Lot
}

// Mark is a hold or a fact that a lot carries, a bit each.
type Mark uint8

// Marks, by their bits on the chain. All but Financed keep the holder from acting on the lot.
const (
	Frozen   Mark = 1
	Disputed Mark = 2
	Pledged  Mark = 4
	Financed Mark = 8

	blocking = Frozen | Disputed | Pledged
)

// Ending is how a lot ended; a lot that lives has none.
type Ending uint8

// Endings, by the states of the chain.
const (
	Cancelled Ending = 3
	Exported  Ending = 4
)

// Lot is a run of units with one holder.
//
//	held ── propose ──▶ locked (Proposal) ── accept, reject, withdraw, lapse ──▶ held
//	held ── end ──▶ cancelled | exported
type Lot struct {
	// Start is the first unit, End one past the last.
	Start, End uint64
	Holder     uint32
	// Credited is how much its holders got of what was paid, in units of 0.01.
	Credited uint64
	Marks    Mark
	// Records, newest first. A list is never changed, so that lots which were one share it.
	Records *Record
	// Proposal is open, or nil.
	Proposal *Proposal
	Ended    Ending
}

// RecordKind is what a record says.
type RecordKind uint8

// Kinds of records, by their numbers on the chain.
const (
	// ByRecourse: By answers to To, and to all who hold the units after it, if the obligor fails.
	ByRecourse RecordKind = 1
	// ByFinancing: By paid To the Amount for the units.
	ByFinancing RecordKind = 2
)

// Record is a fact about a lot that travels with it.
type Record struct {
	Kind   RecordKind
	By, To uint32
	Day    calendar.Day
	Amount uint64
	// Next is the next older record.
	Next *Record
}

// ProposalKind is what a proposal proposes.
type ProposalKind uint8

// Kinds of proposals, by their numbers on the chain.
const (
	ToTransfer             ProposalKind = 1
	ToTransferWithRecourse ProposalKind = 2
)

// Proposal waits for an answer of the company To, up to the day Until. Answers know it by its Hash.
type Proposal struct {
	Kind  ProposalKind
	Hash  common.Hash
	To    uint32
	Until calendar.Day
}

// length is how many units the lot has.
func (l *Lot) length() uint64 { return l.End - l.Start }

// record puts a fact on the lot.
func (l *Lot) record(kind RecordKind, by, to uint32, day calendar.Day, amount uint64) {
	l.Records = &Record{Kind: kind, By: by, To: to, Day: day, Amount: amount, Next: l.Records}
}

// state is the lot's on the chain: 1 held, 2 locked, or its ending.
func (l *Lot) state() uint8 {
	switch {
	case l.Ended != 0:
		return uint8(l.Ended)
	case l.Proposal != nil:
		return 2
	}
	return 1
}

// owing is what the lot has not got yet of its share of what is paid: ⌊Paid · length / Face⌋ less what it got.
func (o *Obligation) owing(l *Lot) uint64 {
	share := new(big.Int).SetUint64(o.Paid)
	share.Mul(share, new(big.Int).SetUint64(l.length())).Div(share, new(big.Int).SetUint64(o.Face))
	return share.Uint64() - l.Credited
}

// at is the lot that begins at a unit, or nil.
func (o *Obligation) at(start uint64) *Lot {
	for _, l := range o.Lots {
		if l.Start == start {
			return l
		}
	}
	return nil
}

// carve makes [start, end) of a lot a lot of its own, and gives it.
func (o *Obligation) carve(l *Lot, start, end uint64) *Lot {
	before, after := *l, *l
	before.End, after.Start = start, end
	l.Start, l.End = start, end
	i := slices.Index(o.Lots, l)
	parts := slices.DeleteFunc([]*Lot{&before, l, &after}, func(part *Lot) bool { return part.length() == 0 })
	o.Lots = slices.Replace(o.Lots, i, i+1, parts...)
	return l
}

// obligation finds one by its number; nil if there is none.
func (b *Book) obligation(id *big.Int) *Obligation {
	named, err := ref.FromBig(id)
	if err != nil {
		return nil
	}
	return b.obligations[named]
}

// lot requires that a lot begins there. The obligation is nil only where there is none.
func (e *exam) lot(id, start *big.Int) (*Obligation, *Lot) {
	o := e.obligation(id)
	var l *Lot
	if o != nil {
		l = o.at(units(start))
	}
	e.require(l != nil, "NoLot", id, start)
	return o, l
}

// free requires that a lot has no open proposal, hold or end.
func (e *exam) free(l *Lot) {
	e.require(l.state() == 1, "NotFree", l.state())
	e.unheld(l)
}

// unheld requires that no hold is on the lot.
func (e *exam) unheld(l *Lot) {
	e.require(l.Marks&blocking == 0, "OnHold", uint8(l.Marks))
}

// unpaid requires that nothing was paid on an obligation yet.
func (e *exam) unpaid(o *Obligation) { e.require(o.Paid == 0, "PaymentBegun", o.Paid) }

// cuttable requires that [start, end) of a free lot can become a lot of its own. Once payment has begun only whole lots move, and only
// after they got what they are owed.
func (e *exam) cuttable(o *Obligation, l *Lot, start, end uint64) {
	e.free(l)
	e.require(l.Start <= start && start < end && end <= l.End, "NotInLot", l.Start, l.End)
	whole := start == l.Start && end == l.End
	e.require(o.Paid == 0 || whole && o.owing(l) == 0, "PaymentBegun", o.Paid)
}

// heldBy requires that a company holds the lot.
func (e *exam) heldBy(l *Lot, company uint32) { e.require(l.Holder == company, "NotHolder", l.Holder) }

// circulates requires that holders may hand on the obligation's lots today.
func (e *exam) circulates(o *Obligation) {
	e.unpaid(o)
	e.require(e.today <= o.Cutoff, "AfterCutoff", o.Cutoff, e.today)
}

// join makes two lots one, of which the right one begins where the left one ends.
func (o *Obligation) join(left, right *Lot) {
	left.End = right.End
	o.Lots = slices.DeleteFunc(o.Lots, func(l *Lot) bool { return l == right })
}
