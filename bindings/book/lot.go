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
	// Face and Paid in units of 0.01. Out are the units outside of payment: ended or under dispute. Paid is at most Face - Out.
	Face, Paid, Out uint64
	Obligor         uint32
	// Due is the day on which it falls due, Cutoff the last on which holders may transfer.
	Due, Cutoff calendar.Day
	Currency    uint16
	// Rules is the set it was born under.
	Rules uint16
	// AnswerDays are those that a counterparty has to answer a proposal.
	AnswerDays uint32
	// Lots in the order of their units: with the leaves of payment runs that nobody opened yet they have every unit from 0 to Face once.
	Lots []*Lot
	// Runs are the payment runs that paid with its units.
	Runs map[ref.Run]*Run

	Limits Limits
	// Hops are the changes of holder on HopDay, before the due day.
	Hops   uint32
	HopDay calendar.Day

	// Payment is how it was paid so far, and whether it is in default.
	Payment Payment
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
	// Redeemed: bought back by the obligor before the due day.
	Redeemed Ending = 5
)

// Lot is a run of units with one holder.
//
//	held ── propose ──▶ locked (Proposal) ── accept, reject, withdraw, lapse ──▶ held
//	held ── end ──▶ cancelled | exported | redeemed
type Lot struct {
	// Start is the first unit, End one past the last.
	Start, End uint64
	Holder     uint32
	// Credited is how much its holders got of what was paid, in units of 0.01.
	Credited uint64
	// Interest is how much late interest they got, and Last that no more can come.
	Interest uint64
	Last     bool
	// Depth is how often the units changed hands since birth; of a merged lot the more of its two parts.
	Depth uint16
	Marks Mark
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
	// ByRecourse: By answers to To, and to all who hold the units after it, if the obligor fails; until the units return.
	ByRecourse RecordKind = 1
	// ByFinancing: By paid To the Amount for the units.
	ByFinancing RecordKind = 2
	// ByGuarantee: By pays To, and all who hold the units after it, up to the Amount if the obligor fails.
	ByGuarantee RecordKind = 3
	// ByPledge: By pledged the lot to To for a debt of the Amount.
	ByPledge RecordKind = 4
	// ByDispute: By disputes the lot towards its holder To.
	ByDispute RecordKind = 5
	// ByOrder: the authority By acted on the lot of To.
	ByOrder RecordKind = 6
	// ByReturn: By handed the lot to To, which had answered for it: To's word of recourse is over, and so are all since.
	ByReturn RecordKind = 7
)

// Record is a fact about a lot that travels with it.
type Record struct {
	Kind   RecordKind
	By, To uint32
	Day    calendar.Day
	Amount uint64
	// Of is the pledge, order or dispute that the record is about, by its hash.
	Of common.Hash
	// Words are how many of recourse there are from this record on.
	Words uint16
	// Next is the next older record.
	Next *Record
}

// ProposalKind is what a proposal proposes.
type ProposalKind uint8

// Kinds of proposals, by their numbers on the chain.
const (
	ToTransfer             ProposalKind = 1
	ToTransferWithRecourse ProposalKind = 2
	ToPledge               ProposalKind = 16
	ToGuarantee            ProposalKind = 17
	ToCancel               ProposalKind = 18
	ToRetire               ProposalKind = 19
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
func (l *Lot) record(r Record) {
	r.Next, r.Words = l.Records, l.Records.words()
	if r.Kind == ByRecourse {
		r.Words++
	}
	l.Records = &r
}

// words are how many of recourse a list has; of no list none.
func (r *Record) words() uint16 {
	if r == nil {
		return 0
	}
	return r.Words
}

// list are the lot's records, newest first.
func (l *Lot) list() (records []*Record) {
	for r := l.Records; r != nil; r = r.Next {
		records = append(records, r)
	}
	return records
}

// standing are the words of recourse that stand, oldest first: a pile, from which one who gets the lot back takes its own, and with it all that lie on it.
// It would claim from itself; whoever paid in between would have the lot, and its word to claim by; and whom it sells to has no more than it
// had (Civil Code §576, Negotiable Instruments Law §69, UCC 3-207).
func (l *Lot) standing() (words []*Record) {
	for _, r := range slices.Backward(l.list()) {
		switch r.Kind {
		case ByRecourse:
			words = append(words, r)
		case ByReturn:
			words = words[:slices.IndexFunc(words, by(r.To))]
		}
	}
	return words
}

// isAnsweredBy reports whether a company handed the lot on with recourse, and its word stands.
func (l *Lot) isAnsweredBy(company uint32) bool {
	return slices.ContainsFunc(l.standing(), by(company))
}

// by says of a record whether it is a company's.
func by(company uint32) func(*Record) bool { return func(r *Record) bool { return r.By == company } }

// newest is the newest record of a kind, nil if there is none.
func (l *Lot) newest(kind RecordKind) *Record {
	for _, r := range l.list() {
		if r.Kind == kind {
			return r
		}
	}
	return nil
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

// payable is what is to be paid of the obligation in all.
func (o *Obligation) payable() uint64 { return o.Face - o.Out }

// owing is what the lot has not got yet of its share of what is paid: ⌊Paid · length / payable⌋ less what it got.
func (o *Obligation) owing(l *Lot) uint64 {
	if o.Paid == 0 {
		return 0
	}
	return portion(o.Paid, l.length(), o.payable()) - l.Credited
}

// portion is ⌊sum · part / whole⌋.
func portion(sum, part, whole uint64) uint64 {
	n := new(big.Int).SetUint64(sum)
	return n.Mul(n, new(big.Int).SetUint64(part)).Div(n, new(big.Int).SetUint64(whole)).Uint64()
}

// creditable is what the lot gets now: nothing while it is on hold by an order or a dispute, nor once it has ended.
func (o *Obligation) creditable(l *Lot) uint64 {
	if l.Ended != 0 || l.Marks&(Frozen|Disputed) != 0 {
		return 0
	}
	return o.owing(l)
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

// free requires that a lot has no open proposal, no end, and none of these holds.
func (e *exam) free(l *Lot, holds Mark) {
	e.require(l.state() == 1, "NotFree", l.state())
	e.without(l, holds)
}

// without requires that none of these holds is on the lot.
func (e *exam) without(l *Lot, holds Mark) {
	e.require(l.Marks&holds == 0, "OnHold", uint8(l.Marks))
}

// unpaid requires that nothing was paid on an obligation yet.
func (e *exam) unpaid(o *Obligation) { e.require(o.Paid == 0, "PaymentBegun", o.Paid) }

// divisible requires that lots may be divided and joined: up to the day before the due day.
func (e *exam) divisible(o *Obligation) {
	e.unpaid(o)
	e.require(e.today < o.Due, "AfterCutoff", o.Due-1, e.today)
}

// inside requires that [start, end) are units of the lot.
func (e *exam) inside(l *Lot, start, end uint64) bool {
	return e.require(l.Start <= start && start < end && end <= l.End, "NotInLot", l.Start, l.End)
}

// cuttable requires that [start, end) of a lot that is free of these holds can become a lot of its own. From the due day on only whole lots
// move; so they do once payment has begun, and only after they got what they are owed.
func (e *exam) cuttable(o *Obligation, l *Lot, start, end uint64, holds Mark) {
	e.free(l, holds)
	if !e.inside(l, start, end) {
		return
	}
	whole := start == l.Start && end == l.End
	e.require(o.Paid == 0 || whole && o.owing(l) == 0, "PaymentBegun", o.Paid)
	if whole {
		return
	}
	e.require(e.today < o.Due, "WholeOnly")
	// Who cuts whatever the lot's holds are does it by order or for a dispute, which no limit may stop.
	if holds != 0 {
		e.room(o, l.parts(start, end))
	}
}

// parts is how many lots more there are once [start, end) of a lot is one of its own.
func (l *Lot) parts(start, end uint64) (more uint32) {
	if start > l.Start {
		more++
	}
	if end < l.End {
		more++
	}
	return more
}

// room requires that the obligation's limits let it be in some more parts.
func (e *exam) room(o *Obligation, more uint32) {
	e.limited(o, "V08.max-lots", o.Limits.Lots, o.count()+more)
}

// markable requires that [start, end) of a lot can be marked: a whole one whatever holds it, a part of a held one. A dispute neither
// begins nor ends once payment has begun.
func (e *exam) markable(o *Obligation, l *Lot, start, end uint64, disputes bool) {
	e.require(l.Ended == 0, "NotFree", l.state())
	if start != l.Start || end != l.End {
		e.cuttable(o, l, start, end, 0)
	}
	if disputes {
		e.unpaid(o)
	}
}

// setMarks sets and clears marks of a lot. Units under dispute are out of payment.
func (o *Obligation) setMarks(l *Lot, set, clear Mark) {
	was := l.Marks & Disputed
	l.Marks = (l.Marks | set) &^ clear
	switch {
	case l.Marks&Disputed > was:
		o.Out += l.length()
	case l.Marks&Disputed < was:
		o.Out -= l.length()
	}
}

// endable requires that a held lot can end otherwise than by payment.
func (e *exam) endable(o *Obligation, l *Lot) {
	e.require(l.Ended == 0, "NotFree", l.state())
	e.without(l, blocking)
	e.unpaid(o)
}

// end ends a lot; its units are out of payment.
func (o *Obligation) end(l *Lot, how Ending) {
	l.Ended = how
	o.Out += l.length()
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
	left.Depth = max(left.Depth, right.Depth)
	o.Lots = slices.DeleteFunc(o.Lots, func(l *Lot) bool { return l == right })
}
