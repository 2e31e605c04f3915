package index

import (
	"fmt"
	"math"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// store sets a lot and what finds it.
func (c *change) store(lot Lot) {
	key := lotKey{lot.Obligation, lot.Start}
	if before, ok := c.lots[key]; ok {
		if holdingOf(before) != holdingOf(lot) {
			unlink(c, c.lotsBy, holdingOf(before), key)
		}
		if before.Other != lot.Other {
			unlink(c, c.lotsTo, before.Other, key)
		}
	}
	put(c, c.lots, key, lot)
	link(c, c.lotsOf, lot.Obligation, lot.Start)
	link(c, c.lotsBy, holdingOf(lot), key)
	if lot.Other != 0 {
		link(c, c.lotsTo, lot.Other, key)
	}
	c.tend(key, lot.State == Locked || !lot.State.Ended() && lot.Marks&(Frozen|Disputed) != 0)
}

func holdingOf(lot Lot) holding { return holding{lot.Holder, lot.State == Unopened} }

// tend notes whether the clock may have something to do with a lot.
func (c *change) tend(key lotKey, wanted bool) {
	if _, there := c.tended[key]; wanted && !there {
		put(c, c.tended, key, struct{}{})
	} else if !wanted {
		drop(c, c.tended, key)
	}
}

// lot is a lot that must be there.
func (c *change) lot(o ref.Obligation, start uint64) (Lot, error) {
	lot, ok := c.lots[lotKey{o, start}]
	if !ok {
		return Lot{}, fmt.Errorf("no lot of %s begins at unit %d", o, start)
	}
	return lot, nil
}

// cut makes units [start, end) of the lot at from a lot of their own, as the kernel's _cut does, and gives it. The caller stores it.
func (c *change) cut(o ref.Obligation, from, start, end uint64) (Lot, error) {
	lot, err := c.lot(o, from)
	if err != nil {
		return Lot{}, err
	}
	if start < lot.Start || start >= end || end > lot.End {
		return Lot{}, fmt.Errorf("units [%d, %d) are not within the lot [%d, %d) of %s", start, end, lot.Start, lot.End, o)
	}
	if end < lot.End {
		right := lot
		right.Start = end
		c.store(right)
	}
	if start > lot.Start {
		left := lot
		left.End = start
		c.store(left)
	}
	lot.Start, lot.End = start, end
	return lot, nil
}

// happened adds a line to an obligation's history.
func (c *change) happened(o ref.Obligation, e Event) {
	e.At = c.at
	push(c, c.history, o, e)
}

func (c *change) created(e *contracts.LotsCreated) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	o := c.obligations[id]
	o.ID, o.Obligor, o.Face, o.Currency, o.Rules = id, e.Obligor, units(e.Face), e.Currency, e.Rules
	o.Due, o.Cutoff, o.State = calendar.Day(e.Due), calendar.Day(e.Cutoff), Active
	if o.Supplier == 0 {
		o.Supplier = e.Holder
	}
	put(c, c.obligations, id, o)
	c.store(Lot{Obligation: id, End: o.Face, Holder: e.Holder, State: Held})
	how := "take"
	if o.Asked {
		how = "confirm"
	}
	push(c, c.hops, id, Hop{From: e.Obligor, To: e.Holder, End: o.Face, How: how, At: c.at})
	return nil
}

func (c *change) transferred(e *contracts.LotsTransferred) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.cut(id, units(e.Lot), units(e.Start), units(e.End))
	if err != nil {
		return err
	}
	if lot.Holder != e.From {
		return fmt.Errorf("lot %s is held by company %d, not by %d", lot.Ref(), lot.Holder, e.From)
	}
	lot.Holder = e.To
	if lot.Depth < math.MaxUint16 {
		lot.Depth++
	}
	c.store(lot)
	push(c, c.hops, id, Hop{From: e.From, To: e.To, Start: lot.Start, End: lot.End, How: "transfer", At: c.at})
	c.happened(id, Event{Name: "Transferred", By: e.From, Other: e.To, Start: lot.Start, End: lot.End, Amount: lot.End - lot.Start})
	return nil
}

func (c *change) proposed(e *contracts.LotsProposed) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.cut(id, units(e.Lot), units(e.Start), units(e.End))
	if err != nil {
		return err
	}
	lot.State, lot.Other, lot.Until, lot.Kind, lot.Proposal = Locked, e.Other, calendar.Day(e.Until), e.Kind, e.Proposal
	told := c.offered(&lot, e.Proposal)
	c.store(lot)
	if told {
		// By the event of the opening.
		return nil
	}
	c.happened(id, Event{Name: "Proposed", By: e.By, Other: e.Other, Start: lot.Start, End: lot.End, Amount: lot.End - lot.Start})
	return nil
}

// edit changes a lot that must be there.
func (c *change) edit(id ref.Obligation, start uint64, fn func(*Lot)) (Lot, error) {
	lot, err := c.lot(id, start)
	if err != nil {
		return Lot{}, err
	}
	fn(&lot)
	c.store(lot)
	return lot, nil
}

func (c *change) answered(e *contracts.LotsAnswered) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	var before Lot
	lot, err := c.edit(id, units(e.Lot), func(lot *Lot) {
		before = *lot
		lot.clear()
	})
	if err != nil {
		return err
	}
	c.answeredLeaf(before, e.Outcome)
	c.happened(id, Event{Name: "Answered", By: before.Other, Other: lot.Holder, Start: lot.Start, End: lot.End, Outcome: e.Outcome})
	return nil
}

func (c *change) divided(e *contracts.LotsDivided) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.lot(id, units(e.Lot))
	if err != nil {
		return err
	}
	right, err := c.cut(id, lot.Start, units(e.Middle), lot.End)
	if err != nil {
		return err
	}
	c.store(right)
	c.happened(id, Event{Name: "Divided", By: lot.Holder, Start: lot.Start, End: lot.End, Amount: right.End - right.Start})
	return nil
}

func (c *change) merged(e *contracts.LotsMerged) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	left, err := c.lot(id, units(e.Lot))
	if err != nil {
		return err
	}
	right, err := c.lot(id, units(e.Right))
	if err != nil {
		return err
	}
	if left.End != right.Start {
		return fmt.Errorf("lots %s and %s do not touch", left.Ref(), right.Ref())
	}
	key := lotKey{id, right.Start}
	drop(c, c.lots, key)
	unlink(c, c.lotsOf, id, right.Start)
	unlink(c, c.lotsBy, holdingOf(right), key)
	left.End, left.Depth = right.End, max(left.Depth, right.Depth)
	c.store(left)
	c.happened(id, Event{Name: "Merged", By: left.Holder, Start: left.Start, End: left.End, Amount: right.End - right.Start})
	return nil
}

func (c *change) marked(e *contracts.LotsMarked) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.cut(id, units(e.Lot), units(e.Start), units(e.End))
	if err != nil {
		return err
	}
	was := lot.Marks
	lot.Marks = e.Marks
	c.store(lot)
	switch {
	case e.Marks&Disputed != 0 && was&Disputed == 0:
		c.takeOut(id, lot.End-lot.Start, 0)
	case e.Marks&Disputed == 0 && was&Disputed != 0:
		c.takeOut(id, 0, lot.End-lot.Start)
	}
	return nil
}

// takeOut counts units out of payment, or back into it.
func (c *change) takeOut(id ref.Obligation, out, in uint64) {
	o := c.obligations[id]
	o.Out = o.Out + out - in
	put(c, c.obligations, id, o)
}

func (c *change) recorded(e *contracts.LotsRecorded) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.edit(id, units(e.Lot), func(lot *Lot) { lot.Head = units(e.Record) })
	if err != nil {
		return err
	}
	put(c, c.records, lot.Head, Record{
		Number: lot.Head, Next: units(e.Entry.Next), Kind: e.Entry.Kind, By: e.Entry.By, To: e.Entry.To, Day: calendar.Day(e.Entry.Day),
		Amount: units(e.Entry.Amount),
	})
	if e.Entry.Kind != RecordRecourse {
		return nil
	}
	// Of a payment run's leaves the hops say so already.
	if at, ok := c.lastHop(id, lot.Start); ok && !c.hops[id][at].Recourse {
		hop := c.hops[id][at]
		hop.Recourse = true
		amend(c, c.hops, id, at, hop)
	}
	return nil
}

// lastHop finds the newest hop of an obligation if it is of this transaction and begins at this unit.
func (c *change) lastHop(id ref.Obligation, start uint64) (at int, ok bool) {
	at = len(c.hops[id]) - 1
	return at, at >= 0 && c.hops[id][at].At.Tx() == c.at.Tx() && c.hops[id][at].Start == start
}

func (c *change) paid(e *contracts.LotsPaid) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	o, ok := c.obligations[id]
	if !ok {
		return fmt.Errorf("obligation %s was never created", id)
	}
	o.Paid = units(e.Paid)
	put(c, c.obligations, id, o)
	return nil
}

func (c *change) credited(e *contracts.LotsCredited) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.edit(id, units(e.Lot), func(lot *Lot) { lot.Paid = units(e.Paid) })
	if err != nil {
		return err
	}
	c.happened(id, Event{Name: "Credited", Other: e.Holder, Start: lot.Start, End: lot.End, Amount: units(e.Amount)})
	return nil
}

func (c *change) alerted(e *contracts.LotsAlerted) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	push(c, c.alerts, id, Alert{Obligation: id, Rule: trimmed(e.Rule), Value: units(e.Value), At: c.at})
	return nil
}

func (c *change) ended(e *contracts.LotsEnded) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	lot, err := c.edit(id, units(e.Lot), func(lot *Lot) { lot.State = LotState(e.State) })
	if err != nil {
		return err
	}
	c.takeOut(id, lot.End-lot.Start, 0)
	c.happened(id, Event{Name: "Ended", By: lot.Holder, Start: lot.Start, End: lot.End})
	return nil
}
