package book

import (
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func (tr *traffic) makePledge() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	return contracts.PledgeLot{
		Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end,
		Pledgee: pick(tr, []uint32{firstBank, secondBank, bolt}), Secured: tr.amountUpTo(units(end) - units(start)),
		DebtDue: tr.dayAhead(10), Until: tr.until(),
	}
}

// proposal picks a lot that a proposal of these kinds holds.
func (tr *traffic) proposal(kinds ...ProposalKind) (*Obligation, *Lot) {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Proposal != nil && slices.Contains(kinds, l.Proposal.Kind) })
	if l == nil || l.Proposal == nil {
		return nil, nil
	}
	return o, l
}

func (tr *traffic) makeAcceptPledge() any {
	o, l := tr.proposal(ToPledge)
	if l == nil {
		return nil
	}
	return contracts.AcceptPledge{
		Company: l.Proposal.To, Obligation: o.ID.Big(), Lot: wide(l.Start), Pledge: l.Proposal.Hash,
		Registration: pick(tr, []string{"ZD-1", "ZD-2", "ZD-3", ""}),
	}
}

// pledged picks a lot that is under a pledge, and the pledge.
func (tr *traffic) pledged() (*Obligation, *Lot, common.Hash, *Pledge) {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Marks&Pledged != 0 })
	if l == nil {
		return nil, nil, common.Hash{}, nil
	}
	hash := tr.book.pledgeOn(l)
	if hash == (common.Hash{}) && l.newest(ByPledge) != nil {
		hash = l.newest(ByPledge).Of
	}
	if tr.book.pledges[hash] == nil {
		return nil, nil, common.Hash{}, nil
	}
	return o, l, hash, tr.book.pledges[hash]
}

func (tr *traffic) makeRelease() any {
	o, l, hash, p := tr.pledged()
	if l == nil || !tr.oneIn(3) {
		return nil
	}
	company := pick(tr, []uint32{p.Pledgee, p.Pledgee, l.Holder})
	return contracts.ReleasePledge{Company: company, Obligation: o.ID.Big(), Lot: wide(l.Start), End: wide(l.End), Pledge: hash}
}

func (tr *traffic) makeEnforce() any {
	o, l, hash, p := tr.pledged()
	if l == nil {
		return nil
	}
	return contracts.EnforcePledge{Company: p.Pledgee, Obligation: o.ID.Big(), Lot: wide(l.Start), Pledge: hash, Notice: [32]byte{1}}
}

func (tr *traffic) makeAskGuarantee() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	return contracts.AskGuarantee{
		Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end,
		Guarantor: pick(tr, []uint32{firstBank, secondBank, insurer, acme}), Until: tr.until(),
	}
}

func (tr *traffic) makeGiveGuarantee() any {
	o, l := tr.proposal(ToGuarantee)
	if l == nil {
		return nil
	}
	return contracts.GiveGuarantee{Company: l.Proposal.To, Obligation: o.ID.Big(), Lot: wide(l.Start), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeClaim() any {
	o, l := tr.lot(func(o *Obligation, l *Lot) bool { return o.inDefault() && l.Records.words() != 0 })
	if l == nil {
		return nil
	}
	against := append(o.liable(l, l.Holder), o.Obligor)
	for _, r := range l.list() {
		// Its word may be over.
		if r.Kind == ByRecourse {
			against = append(against, r.By)
		}
	}
	return contracts.ClaimRecourse{Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Against: pick(tr, against)}
}

// claim picks one that can still be settled, or any.
func (tr *traffic) claim() (common.Hash, *Claim) {
	all := slices.SortedFunc(maps.Keys(tr.book.claims), common.Hash.Cmp)
	if len(all) == 0 {
		return common.Hash{}, nil
	}
	open := slices.DeleteFunc(slices.Clone(all), func(hash common.Hash) bool { return tr.book.claims[hash].State == Cleared })
	if len(open) != 0 && !tr.oneIn(10) {
		all = open
	}
	hash := pick(tr, all)
	return hash, tr.book.claims[hash]
}

func (tr *traffic) makeSettleRecourse() any {
	hash, c := tr.claim()
	if c == nil {
		return nil
	}
	principal, interest := tr.book.anyone().comesTo(c, c.obligation.at(c.Lot))
	return contracts.SettleRecourse{
		Company: c.Against, Claim: hash, Bank: tr.cashBank(c.Against), Most: wide(principal + interest + uint64(tr.roll(3))),
	}
}

func (tr *traffic) makeRefuse() any {
	hash, c := tr.claim()
	if c == nil {
		return nil
	}
	return contracts.RefuseRecourse{Company: c.Against, Claim: hash, Reason: "no"}
}

func (tr *traffic) makeAcknowledge() any {
	hash, c := tr.claim()
	if c == nil {
		return nil
	}
	return contracts.AcknowledgeRecourse{Company: c.Holder, Claim: hash, Ref: "wire 4"}
}

func (tr *traffic) makeFreeze() any {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool { return l.Ended == 0 })
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	forfeiture := tr.oneIn(4)
	until := tr.until()
	if forfeiture {
		until = 0
	}
	return contracts.FreezeLot{
		Company: AuthorityDesk, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, Order: "F-1", Digest: [32]byte{1}, Until: until,
		Forfeiture: forfeiture,
	}
}

// held picks a lot with an order or a dispute, open most often, on its list.
func (tr *traffic) held(kind RecordKind) (*Obligation, *Lot, common.Hash) {
	o, l := tr.lot(func(_ *Obligation, l *Lot) bool {
		r := l.newest(kind)
		return r != nil && tr.book.isOpen(r.Of)
	})
	if l == nil {
		return nil, nil, common.Hash{}
	}
	var hashes []common.Hash
	for _, r := range l.list() {
		if r.Kind == kind {
			hashes = append(hashes, r.Of)
		}
	}
	if len(hashes) == 0 {
		return nil, nil, common.Hash{}
	}
	return o, l, pick(tr, hashes)
}

func (tr *traffic) makeUnfreeze() any {
	o, l, hash := tr.held(ByOrder)
	if l == nil {
		return nil
	}
	return contracts.UnfreezeLot{Company: AuthorityDesk, Obligation: o.ID.Big(), Lot: wide(l.Start), Freeze: hash, Order: "U-1"}
}

func (tr *traffic) makeDispute() any {
	o, l := tr.lot(func(o *Obligation, l *Lot) bool { return l.Ended == 0 && tr.book.Today() < o.Due })
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	return contracts.DisputeLot{
		Company: pick(tr, []uint32{o.Obligor, l.Holder}), Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, Reason: "short delivery",
	}
}

func (tr *traffic) makeResolve() any {
	o, l, hash := tr.held(ByDispute)
	if l == nil {
		return nil
	}
	company := tr.book.holds[hash].By
	if tr.oneIn(3) {
		company = AuthorityDesk
	}
	return contracts.ResolveDispute{Company: company, Obligation: o.ID.Big(), Lot: wide(l.Start), Dispute: hash, Resolution: "agreed"}
}

func (tr *traffic) makeCancel() any {
	o, l := tr.lot(func(o *Obligation, l *Lot) bool { return len(o.Lots) == 1 && movable(o, l) })
	if l == nil || !tr.oneIn(2) {
		return nil
	}
	return contracts.CancelReceivable{Company: l.Holder, Receivable: o.ID.Big(), Until: tr.until(), Reason: "returned"}
}

func (tr *traffic) makeAgreeCancel() any {
	o, l := tr.proposal(ToCancel)
	if l == nil {
		return nil
	}
	return contracts.AgreeCancel{Company: l.Proposal.To, Receivable: o.ID.Big(), Proposal: l.Proposal.Hash}
}

func (tr *traffic) makeRetire() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	return contracts.RetireLot{
		Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, Until: tr.until(), System: "paper", Bundle: [32]byte{1},
	}
}

func (tr *traffic) makeAgreeRetirement() any {
	o, l := tr.proposal(ToRetire)
	if l == nil {
		return nil
	}
	return contracts.AgreeRetirement{Company: l.Proposal.To, Obligation: o.ID.Big(), Lot: wide(l.Start), Proposal: l.Proposal.Hash}
}

// between is a number from low to high.
func (tr *traffic) between(low, high uint64) *big.Int {
	return wide(low + units(tr.amountUpTo(max(high, low)-low+1)) - 1)
}
