package api_test

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/opening"
)

// sureID is a guarantor's, who takes part in nothing until he is asked.
const sureID = 50

// bench tries every act that there is on the contracts themselves, for every company.
type bench struct {
	*office
	keys map[uint32]act.KeySigner
	word int64 // makes references new
}

func newBench(t *testing.T) *bench {
	o := newOffice(t, nil)
	sure := o.Admit(sureID, "Sure", 4)
	for _, id := range []uint32{acmeID, boltID, sureID} {
		o.Act(o.bank.Key, contracts.MintCash{Company: bankID, To: id, Currency: cny, Amount: big.NewInt(1e9), Ref: fmt.Sprint("for ", id)})
	}
	return &bench{office: o, keys: map[uint32]act.KeySigner{
		ground.AuthorityDesk: o.Authority, bankID: o.bank.Key, obligorID: o.obligor.Key, acmeID: o.acme.Key, boltID: o.bolt.Key, sureID: sure.Key,
	}}
}

// does does an act and gives its struct hash.
func (b *bench) does(message any) common.Hash {
	b.t.Helper()
	company, err := act.Company(message)
	if err != nil {
		b.t.Fatal(err)
	}
	signed := b.Sign(b.keys[company], message)
	b.Do(signed)
	return b.named(signed)
}

// works reports whether the contracts would do an act now.
func (b *bench) works(message any) bool {
	b.t.Helper()
	company, err := act.Company(message)
	if err != nil {
		b.t.Fatal(err)
	}
	signed := b.Sign(b.keys[company], message)
	calldata, err := signed.Calldata()
	if err != nil {
		b.t.Fatal(err)
	}
	target, err := signed.Target()
	if err != nil {
		b.t.Fatal(err)
	}
	// The relayer opens what an act is about before it.
	var before []chain.Call
	b.index.View(func(v index.View) {
		leaves, err := opening.Before(v, b.Deployment, signed, 0)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, leaf := range leaves {
			before = append(before, chain.Call{From: b.Payer, To: leaf.Target, Data: leaf.Calldata})
		}
	})
	return b.answers(before, chain.Call{From: b.Payer, To: b.Deployment.Address(target), Data: calldata})
}

func (b *bench) calls(contract string, calldata []byte) bool {
	b.t.Helper()
	return b.answers(nil, chain.Call{From: b.Payer, To: b.Deployment.Address(contract), Data: calldata})
}

func (b *bench) answers(before []chain.Call, call chain.Call) bool {
	b.t.Helper()
	_, err := b.Node.AskAfter(b.t.Context(), before, call, nil)
	if _, reverted := chain.IsRevert(err); err != nil && !reverted {
		b.t.Fatal(err)
	}
	return err == nil
}

// check compares what the relayer says may happen next with what the contracts would do of everything that there is.
func (b *bench) check(id ref.Obligation) {
	b.t.Helper()
	b.follow()
	doc, err := b.client.Obligation(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	listed := make(map[string][]uint32)
	for _, n := range doc.Next {
		listed[n.Act] = []uint32{}
		for _, company := range n.By {
			listed[n.Act] = append(listed[n.Act], company.ID)
		}
		slices.Sort(listed[n.Act])
	}
	if diff := cmp.Diff(b.possible(doc), listed); diff != "" {
		b.t.Errorf("%s is %s (-the contracts +the relayer):\n%s", id, doc.State, diff)
	}
}

// possible tries everything.
func (b *bench) possible(doc *client.Obligation) map[string][]uint32 {
	b.t.Helper()
	found := make(map[string][]uint32)
	ids := slices.Sorted(maps.Keys(b.keys))
	for _, company := range ids {
		for _, message := range b.everything(doc, company, ids) {
			kind, err := act.KindOf(message)
			if err != nil {
				b.t.Fatal(err)
			}
			if !slices.Contains(found[kind.Name], company) && b.works(message) {
				found[kind.Name] = append(found[kind.Name], company)
			}
		}
	}
	if b.calls("Settlements", contracts.NewSettlements().PackDeclareDefault(doc.ID.Big())) {
		found["declareDefault"] = []uint32{}
	}
	if b.calls("Receivables", contracts.NewReceivables().PackLapse(doc.ID.Big())) {
		found["lapse"] = []uint32{}
	}
	for _, lot := range b.lots(doc.ID) {
		if b.calls("Lots", contracts.NewLots().PackLapse(doc.ID.Big(), start(lot))) {
			found["lapse"] = []uint32{}
		}
		if lot.Run != nil && lot.State == "unopened" && b.opens(lot) {
			found["open"] = []uint32{}
		}
	}
	return found
}

// opens reports whether the leaf that a lot is can be opened.
func (b *bench) opens(lot client.Lot) bool {
	b.t.Helper()
	p, err := b.client.LeafProof(b.t.Context(), *lot.Run, *lot.Row)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.calls("Lots", contracts.NewLots().PackOpen(lot.Obligation.Big(), lot.Run.Big(), *lot.Row, p.Leaves, p.Proof))
}

func start(lot client.Lot) *big.Int { return new(big.Int).SetUint64(lot.ID.Start) }
func end(lot client.Lot) *big.Int   { return new(big.Int).SetUint64(lot.ID.End) }

// lots are an obligation's, with what travels with them.
func (b *bench) lots(id ref.Obligation) []client.Lot {
	b.t.Helper()
	list, err := b.client.LotsOf(b.t.Context(), id)
	if err != nil && !errors.Is(err, client.ErrNotFound) {
		b.t.Fatal(err)
	}
	for i := range list {
		whole, err := b.client.Lot(b.t.Context(), list[i].ID)
		if err != nil {
			b.t.Fatal(err)
		}
		list[i] = *whole
	}
	return list
}

// everything is each act that a company could try on an obligation, with the best words for it.
func (b *bench) everything(doc *client.Obligation, company uint32, all []uint32) []any {
	b.t.Helper()
	o, today := doc.ID.Big(), uint32(b.Today())
	b.word++
	list := []any{
		contracts.ConfirmReceivable{Company: company, Receivable: o, Proposal: doc.Proposal},
		contracts.TakeReceivable{Company: company, Receivable: o, Proposal: doc.Proposal},
		contracts.RejectReceivable{Company: company, Receivable: o, Proposal: doc.Proposal},
		contracts.WithdrawReceivable{Company: company, Receivable: o, Proposal: doc.Proposal},
		contracts.CancelReceivable{Company: company, Receivable: o, Reason: "returned"},
		contracts.SettleReceivable{
			Company: company, Receivable: o, Amount: doc.Left.Big(), Bank: bankID, Paid: doc.Paid.Big(), Interest: doc.LateInterest.Big(),
		},
		contracts.AttestWire{
			Company: company, Receivable: o, Amount: doc.Left.Big(), Paid: doc.Paid.Big(), Interest: doc.LateInterest.Big(), Ref: fmt.Sprint("try ", b.word),
		},
		contracts.AttachDocument{Company: company, Obligation: o, Lot: new(big.Int), Kind: "note", Digest: [32]byte{1}},
	}
	for _, lot := range b.lots(doc.ID) {
		list = append(list, b.aboutLot(o, lot, company, all, today)...)
	}
	claims, err := b.client.Claims(b.t.Context(), client.Filter{Obligation: doc.ID})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range claims {
		list = append(list,
			contracts.SettleRecourse{Company: company, Claim: c.ID, Bank: bankID, Most: big.NewInt(1e9)},
			contracts.RefuseRecourse{Company: company, Claim: c.ID, Reason: "no"},
			contracts.AcknowledgeRecourse{Company: company, Claim: c.ID, Ref: "wire"})
	}
	return list
}

func (b *bench) aboutLot(o *big.Int, l client.Lot, company uint32, all []uint32, today uint32) []any {
	from, to := start(l), end(l)
	other := uint32(boltID)
	if company == boltID {
		other = acmeID
	}
	list := []any{
		contracts.Transfer{Company: company, Obligation: o, Lot: from, Start: from, End: to, To: other},
		contracts.PayRun{
			Company: company, Obligation: o, Lot: from, Start: from, End: to, Serial: uint64(b.word), Count: 1, Leaves: onePayee(b.t, other, l),
		},
		contracts.Split{Company: company, Obligation: o, Lot: from, Middle: new(big.Int).Add(from, big.NewInt(1))},
		contracts.Merge{Company: company, Obligation: o, Lot: from, Right: to},
		contracts.RetireLot{Company: company, Obligation: o, Lot: from, Start: from, End: to, System: "paper", Bundle: [32]byte{1}},
		contracts.DisputeLot{Company: company, Obligation: o, Lot: from, Start: from, End: to, Reason: "short"},
		contracts.FreezeLot{Company: company, Obligation: o, Lot: from, Start: from, End: to, Order: "1", Digest: [32]byte{1}},
		contracts.AttachDocument{Company: company, Obligation: o, Lot: from, Kind: "note", Digest: [32]byte{1}},
	}
	for _, outside := range []uint32{sureID, bankID} {
		list = append(list,
			contracts.PledgeLot{Company: company, Obligation: o, Lot: from, Start: from, End: to, Pledgee: outside, Secured: big.NewInt(1), DebtDue: today + 5},
			contracts.AskGuarantee{Company: company, Obligation: o, Lot: from, Start: from, End: to, Guarantor: outside})
	}
	if l.Offer != nil {
		p := l.Offer.Proposal
		list = append(list,
			contracts.AcceptTransfer{Company: company, Obligation: o, Lot: from, Proposal: p},
			contracts.AcceptPledge{Company: company, Obligation: o, Lot: from, Pledge: p, Registration: "1"},
			contracts.GiveGuarantee{Company: company, Obligation: o, Lot: from, Proposal: p},
			contracts.AgreeCancel{Company: company, Receivable: o, Proposal: p},
			contracts.AgreeRetirement{Company: company, Obligation: o, Lot: from, Proposal: p},
			contracts.RejectProposal{Company: company, Obligation: o, Lot: from, Proposal: p},
			contracts.WithdrawProposal{Company: company, Obligation: o, Lot: from, Proposal: p})
	}
	for _, f := range l.Facts {
		if f.Kind == "pledge" && f.Act != nil {
			list = append(list,
				contracts.ReleasePledge{Company: company, Obligation: o, Lot: from, End: to, Pledge: *f.Act},
				contracts.EnforcePledge{Company: company, Obligation: o, Lot: from, Pledge: *f.Act, Notice: [32]byte{1}})
		}
	}
	for _, h := range l.Holds {
		list = append(list,
			contracts.UnfreezeLot{Company: company, Obligation: o, Lot: from, Freeze: h.ID, Order: "2"},
			contracts.ResolveDispute{Company: company, Obligation: o, Lot: from, Dispute: h.ID, Resolution: "over"})
	}
	for _, against := range all {
		list = append(list, contracts.ClaimRecourse{Company: company, Obligation: o, Lot: from, Against: against})
	}
	return list
}

// born makes an active receivable of 10.00 held by Acme, under a rule set, and gives it.
func (b *bench) born(rules uint16, days uint32) ref.Obligation {
	b.t.Helper()
	message := b.issue(1_000, "")
	message.Rules, message.Due, message.ContractDigest = rules, uint32(b.Today())+days, [32]byte{1}
	message.Invoices = []contracts.Invoice{{Fingerprint: [32]byte{byte(message.Serial), 7}, Total: big.NewInt(1_000), Drawn: big.NewInt(1_000)}}
	id := ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: message.Serial}
	b.does(contracts.TakeReceivable{Company: acmeID, Receivable: id.Big(), Proposal: b.does(message)})
	return id
}

// handed lets a company transfer units with recourse to one that takes them.
func (b *bench) handed(id ref.Obligation, from, to uint32, lot, start, end int64) {
	b.t.Helper()
	message := transfer(id, from, to, lot, start, end)
	message.Recourse = true
	b.does(contracts.AcceptTransfer{Company: to, Obligation: id.Big(), Lot: big.NewInt(start), Proposal: b.does(message)})
}

func TestWhatMayHappenNextIsWhatTheContractsWouldDoBeforeTheDueDay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	issued := b.issue(1_000, "")
	issued.Until = uint32(b.Today()) + 2
	b.does(issued)
	asked := contracts.RequestReceivable{
		Company: acmeID, Serial: 1, Obligor: obligorID, Face: units(1_000), Currency: cny, Due: uint32(b.Today()) + 30, Rules: 1,
	}
	b.does(asked)
	large := asked
	large.Serial, large.Face = 2, units(2e12)
	b.does(large)
	births := []ref.Obligation{
		{Module: ref.Receivables, Company: obligorID, Serial: issued.Serial}, {Module: ref.Receivables, Company: acmeID, Serial: 1},
		{Module: ref.Receivables, Company: acmeID, Serial: 2},
	}
	all := func(ids ...ref.Obligation) {
		t.Helper()
		for _, id := range ids {
			b.check(id)
		}
	}
	all(births...)

	one := b.born(1, 30)
	all(one)
	offered := b.does(transfer(one, acmeID, boltID, 0, 600, 1_000))
	all(one)
	b.does(contracts.AcceptTransfer{Company: boltID, Obligation: one.Big(), Lot: units(600), Proposal: offered})
	b.does(contracts.Split{Company: acmeID, Obligation: one.Big(), Lot: units(0), Middle: units(300)})
	all(one)
	b.does(contracts.DisputeLot{Company: obligorID, Obligation: one.Big(), Lot: units(0), Start: units(0), End: units(300), Reason: "short"})
	b.does(contracts.DisputeLot{Company: obligorID, Obligation: one.Big(), Lot: units(600), Start: units(600), End: units(700), Reason: "a note"})
	all(one)
	b.does(contracts.FreezeLot{
		Company: ground.AuthorityDesk, Obligation: one.Big(), Lot: units(600), Start: units(600), End: units(800), Order: "1", Digest: [32]byte{1},
		Until: uint32(b.Today()) + 1,
	})
	all(one)
	b.does(contracts.AskGuarantee{Company: acmeID, Obligation: one.Big(), Lot: units(300), Start: units(300), End: units(400), Guarantor: sureID})
	b.does(contracts.RetireLot{
		Company: boltID, Obligation: one.Big(), Lot: units(800), Start: units(800), End: units(900), System: "paper", Bundle: [32]byte{1}, Until: uint32(b.Today()) + 1,
	})
	b.does(contracts.PledgeLot{
		Company: boltID, Obligation: one.Big(), Lot: units(900), Start: units(900), End: units(1_000), Pledgee: sureID, Secured: units(50), DebtDue: uint32(b.Today()) + 1,
	})
	all(one)

	pledged := b.born(1, 30)
	pledge := b.does(contracts.PledgeLot{
		Company: acmeID, Obligation: pledged.Big(), Lot: units(0), Start: units(0), End: units(1_000), Pledgee: bankID, Secured: units(400), DebtDue: uint32(b.Today()) + 1,
	})
	all(pledged)
	b.does(contracts.AcceptPledge{Company: bankID, Obligation: pledged.Big(), Lot: units(0), Pledge: pledge, Registration: "1"})
	all(pledged)
	undone := b.born(1, 30)
	b.does(contracts.CancelReceivable{Company: acmeID, Receivable: undone.Big(), Reason: "returned"})
	all(undone)

	// A company that is suspended answers no more, but may still step back.
	suspend := func(id uint32, yes bool) {
		b.Act(b.Operator, contracts.SuspendCompany{Company: ground.Desk, Id: id, Suspended: yes, Reason: "test"})
	}
	for _, id := range []uint32{acmeID, obligorID, sureID, bankID} {
		suspend(id, true)
		all(append(births, one, pledged, undone)...)
		suspend(id, false)
	}

	strict := b.born(3, 5)
	b.Wait(2)
	all(append(births, one, pledged, undone, strict)...)
	b.does(contracts.ReleasePledge{Company: bankID, Obligation: pledged.Big(), Lot: units(0), End: units(1_000), Pledge: pledge})
	all(pledged)
	b.Wait(1)
	all(strict)
	b.Wait(2)
	all(append(births, strict)...)
	b.Wait(24)
	all(append(births, one, pledged, undone)...)
	b.Wait(1)
	all(append(births, one, pledged, undone)...)
}

func TestWhatMayHappenNextIsWhatTheContractsWouldDoFromTheDueDayOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	paid, wired, failed, pledged, guaranteed, resold := b.born(1, 10), b.born(1, 10), b.born(1, 10), b.born(1, 10), b.born(1, 10), b.born(1, 10)
	every := []ref.Obligation{paid, wired, failed, pledged, guaranteed, resold}
	all := func() {
		t.Helper()
		for _, id := range every {
			b.check(id)
		}
	}
	b.handed(failed, acmeID, boltID, 0, 0, 1_000)
	// Acme, which answered, has half of it back, and sells that on without recourse.
	b.handed(resold, acmeID, boltID, 0, 0, 1_000)
	b.handed(resold, boltID, acmeID, 0, 500, 1_000)
	b.does(contracts.AcceptTransfer{
		Company: boltID, Obligation: resold.Big(), Lot: units(500), Proposal: b.does(transfer(resold, acmeID, boltID, 500, 500, 1_000)),
	})
	pledge := b.does(contracts.PledgeLot{
		Company: acmeID, Obligation: pledged.Big(), Lot: units(0), Start: units(0), End: units(500), Pledgee: bankID, Secured: units(400), DebtDue: uint32(b.Today()) + 11,
	})
	b.does(contracts.AcceptPledge{Company: bankID, Obligation: pledged.Big(), Lot: units(0), Pledge: pledge, Registration: "1"})
	ask := b.does(contracts.AskGuarantee{Company: acmeID, Obligation: guaranteed.Big(), Lot: units(0), Start: units(0), End: units(400), Guarantor: sureID})
	b.does(contracts.GiveGuarantee{Company: sureID, Obligation: guaranteed.Big(), Lot: units(0), Proposal: ask})
	b.does(contracts.DisputeLot{Company: obligorID, Obligation: guaranteed.Big(), Lot: units(400), Start: units(400), End: units(500), Reason: "short"})
	b.does(transfer(paid, acmeID, boltID, 0, 800, 1_000)) // never answered

	b.Wait(10)
	all()
	for i, want := range []string{"recourse", "return"} {
		// For the first half Acme answers, for the second nobody.
		if lot := b.lots(resold)[i]; len(lot.Facts) != i+1 || lot.Facts[0].Kind != want || len(lot.Liable) != 1-i {
			t.Errorf("lot %d has the facts %+v, and %v answer", i, lot.Facts, lot.Liable)
		}
	}
	settle := func(id ref.Obligation, amount, before, interest int64) {
		t.Helper()
		b.does(contracts.SettleReceivable{Company: obligorID, Receivable: id.Big(), Amount: units(amount), Bank: bankID, Paid: units(before), Interest: units(interest)})
	}
	settle(paid, 400, 0, 0)
	b.does(contracts.AttestWire{Company: bankID, Receivable: wired.Big(), Amount: units(400), Paid: units(0), Interest: units(0), Ref: "w"})
	settle(pledged, 300, 0, 0)
	all()
	b.Wait(2)
	all()
	b.Send("push", b.Deployment.Address("Settlements"), contracts.NewSettlements().PackPush(pledged.Big(), []*big.Int{units(0), units(500)}))
	all()
	b.Wait(2)
	all()
	for _, id := range every {
		b.Send("declareDefault", b.Deployment.Address("Settlements"), contracts.NewSettlements().PackDeclareDefault(id.Big()))
	}
	all()
	claim := b.does(contracts.ClaimRecourse{Company: boltID, Obligation: failed.Big(), Lot: units(0), Against: acmeID})
	surety := b.does(contracts.ClaimRecourse{Company: acmeID, Obligation: guaranteed.Big(), Lot: units(0), Against: sureID})
	all()
	b.does(contracts.RefuseRecourse{Company: acmeID, Claim: claim, Reason: "no"})
	b.does(contracts.FreezeLot{
		Company: ground.AuthorityDesk, Obligation: guaranteed.Big(), Lot: units(0), Start: units(0), End: units(400), Order: "1", Digest: [32]byte{1},
	})
	all()
	b.does(contracts.AcknowledgeRecourse{Company: boltID, Claim: claim, Ref: "wire"})
	for _, h := range b.lots(guaranteed)[0].Holds {
		if h.Kind == "freeze" {
			b.does(contracts.UnfreezeLot{Company: ground.AuthorityDesk, Obligation: guaranteed.Big(), Lot: units(0), Freeze: h.ID, Order: "2"})
		}
	}
	b.does(contracts.SettleRecourse{Company: sureID, Claim: surety, Bank: bankID, Most: units(1e9)})
	all()
	settle(paid, 600, 400, 1)
	all()
}
