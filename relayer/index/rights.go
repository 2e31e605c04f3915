package index

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// offer keeps what a holder proposed.
func (c *change) offer(o Offer) {
	o.At = c.at
	put(c, c.offers, o.Hash, o)
}

func (c *change) pledgeProposed(e *contracts.PledgesPledgeProposed) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	t := e.Terms
	c.offer(Offer{
		Hash: e.Pledge, Kind: KindPledge, Obligation: id, Start: units(t.Start), End: units(t.End), By: t.Company, Other: t.Pledgee,
		Secured: units(t.Secured), DebtDue: calendar.Day(t.DebtDue), Digest: t.Terms,
	})
	return nil
}

func (c *change) pledged(e *contracts.PledgesPledged) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	put(c, c.pledges, e.Pledge, Pledge{
		Hash: e.Pledge, Obligation: id, Pledgor: e.Pledgor, Pledgee: e.Pledgee, Secured: units(e.Secured),
		DebtDue: c.offers[e.Pledge].DebtDue, Registration: e.Registration, At: c.at,
	})
	c.recordIs(id, units(e.Lot), RecordPledge, e.Pledge)
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Pledged", By: e.Pledgor, Other: e.Pledgee, Amount: units(e.Secured)})
}

func (c *change) unpledged(e *contracts.PledgesUnpledged) error {
	p := c.pledges[e.Pledge]
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Unpledged", By: p.Pledgee, Other: p.Pledgor})
}

func (c *change) enforced(e *contracts.PledgesEnforced) error {
	p := c.pledges[e.Pledge]
	if err := c.hopWas(e.Obligation, units(e.Lot), "enforcement"); err != nil {
		return err
	}
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Enforced", By: p.Pledgee, Other: p.Pledgor, Amount: units(e.End) - units(e.Lot)})
}

func (c *change) received(e *contracts.PledgesReceived) error {
	p, ok := c.pledges[e.Pledge]
	if !ok {
		return fmt.Errorf("pledge %x was never made", e.Pledge)
	}
	p.Received = units(e.Received)
	put(c, c.pledges, e.Pledge, p)
	return nil
}

func (c *change) guaranteeAsked(e *contracts.GuaranteesGuaranteeAsked) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	t := e.Terms
	c.offer(Offer{
		Hash: e.Proposal, Kind: KindGuarantee, Obligation: id, Start: units(t.Start), End: units(t.End), By: t.Company, Other: t.Guarantor,
		Digest: t.Terms,
	})
	return nil
}

func (c *change) guaranteed(e *contracts.GuaranteesGuaranteed) error {
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Guaranteed", By: e.Guarantor, Amount: units(e.End) - units(e.Lot)})
}

func (c *change) cancelProposed(e *contracts.EndingsCancelProposed) error {
	id, err := obligationID(e.Receivable)
	if err != nil {
		return err
	}
	o := c.obligations[id]
	c.offer(Offer{
		Hash: e.Proposal, Kind: KindCancel, Obligation: id, End: o.Face, By: e.Terms.Company, Other: o.Obligor, Text: e.Terms.Reason,
	})
	return nil
}

func (c *change) cancelled(e *contracts.EndingsCancelled) error {
	return c.obligation(e.Receivable, func(o *Obligation) {
		c.free(lineKey{o.Obligor, o.Currency}, o.Face)
		c.happened(o.ID, Event{Name: "Cancelled", By: o.Obligor, Other: c.offers[e.Proposal].By})
	})
}

func (c *change) retirementProposed(e *contracts.EndingsRetirementProposed) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	t := e.Terms
	c.offer(Offer{
		Hash: e.Proposal, Kind: KindRetire, Obligation: id, Start: units(t.Start), End: units(t.End), By: t.Company,
		Other: c.obligations[id].Obligor, Text: t.System, Digest: t.Bundle,
	})
	return nil
}

func (c *change) retired(e *contracts.EndingsRetired) error {
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Retired", By: c.offers[e.Proposal].By})
}

func (c *change) redeemedEarly(e *contracts.EndingsRedeemedEarly) error {
	return c.obligation(e.Obligation, func(o *Obligation) { c.free(lineKey{o.Obligor, o.Currency}, units(e.Amount)) })
}

func (c *change) recourseClaimed(e *contracts.RecourseRecourseClaimed) error {
	id, err := obligationID(e.Obligation)
	if err != nil {
		return err
	}
	put(c, c.claims, e.Claim, Claim{
		Hash: e.Claim, Obligation: id, Lot: units(e.Lot), Holder: e.Holder, Against: e.Against, State: Notified, At: c.at,
	})
	push(c, c.claimsOf, id, common.Hash(e.Claim))
	return c.onLot(e.Obligation, e.Lot, Event{Name: "RecourseClaimed", By: e.Holder, Other: e.Against})
}

// claim changes a claim that must be there.
func (c *change) claim(hash common.Hash, edit func(*Claim)) (Claim, error) {
	claim, ok := c.claims[hash]
	if !ok {
		return Claim{}, fmt.Errorf("recourse claim %s was never made", hash)
	}
	edit(&claim)
	put(c, c.claims, hash, claim)
	return claim, nil
}

func (c *change) recourseRefused(e *contracts.RecourseRecourseRefused) error {
	claim, err := c.claim(e.Claim, func(claim *Claim) { claim.State, claim.Text = Refused, e.Reason })
	if err != nil {
		return err
	}
	return c.onLot(claim.Obligation.Big(), new(big.Int).SetUint64(claim.Lot),
		Event{Name: "RecourseRefused", By: claim.Against, Other: claim.Holder})
}

func (c *change) recourseCleared(e *contracts.RecourseRecourseCleared) error {
	claim, err := c.claim(e.Claim, func(claim *Claim) {
		claim.State, claim.Amount, claim.Interest, claim.Text = Cleared, units(e.Amount), units(e.Interest), e.Ref
	})
	if err != nil {
		return err
	}
	if err := c.hopWas(e.Obligation, claim.Lot, "recourse"); err != nil {
		return err
	}
	for _, company := range []uint32{claim.Holder, claim.Against} {
		c.cashEntry(company, claim.Obligation, "recourse")
	}
	return c.onLot(e.Obligation, new(big.Int).SetUint64(claim.Lot),
		Event{Name: "RecourseCleared", By: claim.Against, Other: claim.Holder, Amount: units(e.Amount)})
}

func (c *change) frozen(e *contracts.HoldsFrozen) error {
	t := e.Terms
	return c.held(e.Obligation, e.Lot, Hold{
		Hash: e.Freeze, Forfeiture: t.Forfeiture, Start: units(t.Start), End: units(t.End), By: t.Company, Text: t.Order, Digest: t.Digest,
		Until: calendar.Day(t.Until), Blocking: true,
	}, "Frozen")
}

func (c *change) disputed(e *contracts.HoldsDisputed) error {
	t := e.Terms
	return c.held(e.Obligation, e.Lot, Hold{
		Hash: e.Dispute, Dispute: true, Start: units(t.Start), End: units(t.End), By: t.Company, Text: t.Reason, Digest: t.Digest,
		Blocking: e.Blocking,
	}, "Disputed")
}

func (c *change) held(obligation, lot *big.Int, hold Hold, name string) error {
	id, err := obligationID(obligation)
	if err != nil {
		return err
	}
	hold.Obligation, hold.At = id, c.at
	put(c, c.holds, hold.Hash, hold)
	push(c, c.holdsOf, id, hold.Hash)
	kind := uint8(RecordOrder)
	if hold.Dispute {
		kind = RecordDispute
	}
	c.recordIs(id, units(lot), kind, hold.Hash)
	return c.onLot(obligation, lot, Event{Name: name, By: hold.By, Amount: hold.End - hold.Start})
}

func (c *change) unfrozen(e *contracts.HoldsUnfrozen) error {
	return c.lifted(e.Obligation, e.Lot, e.Freeze, e.Order, Event{Name: "Unfrozen"})
}

func (c *change) resolved(e *contracts.HoldsResolved) error {
	return c.lifted(e.Obligation, e.Lot, e.Dispute, e.Resolution, Event{Name: "Resolved", By: e.By})
}

func (c *change) lifted(obligation, lot *big.Int, hash common.Hash, how string, event Event) error {
	hold, ok := c.holds[hash]
	if !ok {
		return fmt.Errorf("hold %s was never made", hash)
	}
	hold.Lifted, hold.Resolution = true, how
	put(c, c.holds, hash, hold)
	return c.onLot(obligation, lot, event)
}

func (c *change) thawed(e *contracts.HoldsThawed) error {
	return c.onLot(e.Obligation, e.Lot, Event{Name: "Thawed"})
}

// recordIs says which act the newest record of a lot is of, if it is of that kind.
func (c *change) recordIs(id ref.Obligation, start uint64, kind uint8, act common.Hash) {
	record, ok := c.records[c.lots[lotKey{id, start}].Head]
	if !ok || record.Kind != kind {
		return
	}
	record.Act = act
	put(c, c.records, record.Number, record)
}

// onLot adds a line to an obligation's history about the lot that begins at a unit.
func (c *change) onLot(obligation, start *big.Int, event Event) error {
	id, err := obligationID(obligation)
	if err != nil {
		return err
	}
	lot, err := c.lot(id, units(start))
	if err != nil {
		return err
	}
	event.Start, event.End = lot.Start, lot.End
	c.happened(id, event)
	return nil
}

// hopWas says how the units that begin at a unit changed their holder just now.
func (c *change) hopWas(obligation *big.Int, start uint64, how string) error {
	id, err := obligationID(obligation)
	if err != nil {
		return err
	}
	c.hopOf(id, start, how)
	return nil
}

func (c *change) hopOf(id ref.Obligation, start uint64, how string) {
	if at, ok := c.lastHop(id, start); ok {
		hop := c.hops[id][at]
		hop.How = how
		amend(c, c.hops, id, at, hop)
	}
}
