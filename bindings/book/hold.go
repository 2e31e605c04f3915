package book

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// mostDisputes is how often one company may dispute units of one obligation.
const mostDisputes = 32

// Hold is an order or a dispute.
//
//	– ── freeze (authority) ──▶ open ── unfreeze (authority), or its last day is over ──▶ closed
//	– ── dispute (obligor, holder) ──▶ open ── resolve (who filed it, authority) ──▶ closed
type Hold struct {
	// Kind is ByOrder or ByDispute.
	Kind RecordKind
	Open bool
	// Blocking holds the lot; else it is a note.
	Blocking bool
	By       uint32
	// Until is its last day; zero: until it is closed.
	Until calendar.Day
}

// disputeKey is who disputed units of what.
type disputeKey struct {
	obligation ref.Obligation
	company    uint32
}

func (e *exam) ofHolds() bool {
	switch m := e.signed.Message.(type) {
	case contracts.FreezeLot:
		e.freezeLot(m)
	case contracts.UnfreezeLot:
		e.unfreezeLot(m)
	case contracts.DisputeLot:
		e.disputeLot(m)
	case contracts.ResolveDispute:
		e.resolveDispute(m)
	default:
		return false
	}
	return true
}

// isOpen reports whether an order or a dispute is open today.
func (b *Book) isOpen(hash common.Hash) bool {
	h := b.holds[hash]
	return h != nil && h.Open && (h.Until == 0 || b.Today() <= h.Until)
}

func (e *exam) freezeLot(m contracts.FreezeLot) {
	until, start, end := calendar.Day(m.Until), units(m.Start), units(m.End)
	e.within("order", m.Order, 64)
	e.require(m.Digest != [32]byte{}, "BadField", "digest")
	e.require(until == 0 || !m.Forfeiture && until >= e.today, "BadField", "until")
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	o, l := e.lot(m.Obligation, m.Lot)
	if l == nil {
		return
	}
	// Neither a proposal nor a payment keeps an authority from freezing a whole lot.
	e.markable(o, l, start, end, false)
	e.puts(o, l, Hold{Kind: ByOrder, Open: true, Blocking: true, By: m.Company, Until: until}, start, end)
}

// puts opens a hold under the act's hash: a blocking one cuts [start, end) out and marks it; a note is put on the lot as it is.
func (e *exam) puts(o *Obligation, l *Lot, h Hold, start, end uint64) {
	hash := e.hash()
	e.require(e.holds[hash] == nil, "BadField", "nonce")
	e.then(func() {
		e.holds[hash] = &h
		if h.Blocking {
			mark := Frozen
			if h.Kind == ByDispute {
				mark = Disputed
			}
			o.setMarks(o.carve(l, start, end), mark, 0)
		}
		l.record(Record{Kind: h.Kind, By: h.By, To: l.Holder, Day: e.today, Amount: end - start, Of: hash})
	})
}

// opened requires that a hold of this kind is open, and on this lot's list.
func (e *exam) opened(id, start *big.Int, hash common.Hash, kind RecordKind) (*Obligation, *Lot, *Hold) {
	if h, o := e.holds[hash], e.obligation(id); h != nil && h.Kind == kind && e.isOpen(hash) && o != nil {
		if l := o.at(units(start)); l != nil {
			for _, r := range l.list() {
				if r.Of == hash {
					return o, l, h
				}
			}
		}
	}
	e.require(false, "NotOpen", hash)
	return nil, nil, nil
}

// closes closes a hold, and takes off the lot what nothing keeps up any more.
func (e *exam) closes(o *Obligation, l *Lot, h *Hold) {
	e.then(func() {
		h.Open = false
		o.setMarks(l, 0, e.lifted(o, l))
	})
}

// lifted are the holds on a lot that no open order or blocking dispute keeps up. What was under dispute when payment began is no part of it.
func (b *Book) lifted(o *Obligation, l *Lot) Mark {
	marks := l.Marks & (Frozen | Disputed)
	if o.Paid != 0 {
		marks &^= Disputed
	}
	for _, r := range l.list() {
		if h := b.holds[r.Of]; h != nil && h.Blocking && b.isOpen(r.Of) {
			if h.Kind == ByOrder {
				marks &^= Frozen
			} else {
				marks &^= Disputed
			}
		}
	}
	return marks
}

func (e *exam) unfreezeLot(m contracts.UnfreezeLot) {
	e.within("order", m.Order, 64)
	e.capable(m.Company, Authority)
	e.authorized(m.Company, Maker, 0)
	if o, l, h := e.opened(m.Obligation, m.Lot, m.Freeze, ByOrder); l != nil {
		e.closes(o, l, h)
	}
}

// disputeLot holds only what was never handed on, financed or pledged, if the obligor disputes it, and what he has not pledged, if the holder
// does; of anything else it is a note.
func (e *exam) disputeLot(m contracts.DisputeLot) {
	start, end := units(m.Start), units(m.End)
	e.within("reason", m.Reason, 256)
	o, l := e.lot(m.Obligation, m.Lot)
	if l == nil {
		return
	}
	e.require(m.Company == o.Obligor || m.Company == l.Holder, "NotParty", o.Obligor)
	e.require(e.today < o.Due, "AlreadyDue", o.Due, e.today)
	key := disputeKey{o.ID, m.Company}
	e.require(e.disputes[key] < mostDisputes, "TooManyDisputes", mostDisputes)
	if !e.inside(l, start, end) {
		return
	}
	e.active(m.Company)
	e.authorized(m.Company, Maker, end-start)
	e.then(func() { e.disputes[key]++ })
	pledged, financed := l.Marks&Pledged != 0, l.Marks&Financed != 0
	h := Hold{Kind: ByDispute, Open: true, By: m.Company, Blocking: !pledged && (m.Company == l.Holder || l.Depth == 0 && !financed)}
	if h.Blocking {
		e.markable(o, l, start, end, true)
	} else {
		e.require(l.Ended == 0, "NotFree", l.state())
	}
	e.puts(o, l, h, start, end)
}

func (e *exam) resolveDispute(m contracts.ResolveDispute) {
	e.within("resolution", m.Resolution, 256)
	e.authorized(m.Company, Maker, 0)
	o, l, h := e.opened(m.Obligation, m.Lot, m.Dispute, ByDispute)
	if l == nil {
		return
	}
	c := e.companies[m.Company]
	e.require(m.Company == h.By || c != nil && c.Capacities&Authority != 0, "NotParty", h.By)
	e.closes(o, l, h)
}

// Thaw takes holds off a lot that nothing keeps up any more. Anyone may. It refuses as Do does.
func (b *Book) Thaw(id, start *big.Int) error {
	e := b.anyone()
	o := e.obligation(id)
	var l *Lot
	if o != nil {
		l = o.at(units(start))
	}
	if e.require(l != nil && l.Marks&(Frozen|Disputed) != 0, "NotHeld") {
		lifted := e.lifted(o, l)
		e.require(lifted != 0, "StillHeld")
		e.then(func() { o.setMarks(l, 0, lifted) })
	}
	return e.conclude()
}
