package api_test

import (
	"errors"
	"math/big"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

const (
	cirrusID    = 43
	otherBankID = 11
)

// chain is a receivable of 1,000 units of the obligor's: Acme keeps 1-400, Bolt has 401-700 of Acme, Cirrus 701-1000 of Acme.
type branches struct {
	*office
	id                ref.Obligation
	cirrus, otherBank ground.Member
}

func newBranches(t *testing.T) *branches {
	t.Helper()
	o := newOffice(t, nil)
	b := &branches{office: o, cirrus: o.Admit(cirrusID, "Cirrus", 0), otherBank: o.Admit(otherBankID, "Other Bank", index.Bank)}
	b.id = o.receivable(1_000)
	for _, to := range []struct {
		ground.Member
		lot, start, end int64
	}{{b.cirrus, 0, 700, 1_000}, {o.bolt, 0, 400, 700}} {
		offer := o.Sign(o.acme.Key, transfer(b.id, acmeID, to.ID, to.lot, to.start, to.end))
		o.done(offer)
		o.done(o.Sign(to.Key, contracts.AcceptTransfer{Company: to.ID, Obligation: b.id.Big(), Lot: big.NewInt(to.start), Proposal: o.named(offer)}))
	}
	return b
}

// readers are the companies by name, each with its key.
func (b *branches) readers() map[string]act.KeySigner {
	return map[string]act.KeySigner{
		"obligor": b.obligor.Key, "acme": b.acme.Key, "bolt": b.bolt.Key, "cirrus": b.cirrus.Key, "bank": b.bank.Key, "other bank": b.otherBank.Key,
		"authority": b.Authority, "desk": b.Operator,
	}
}

func lotNames(lots []client.Lot) []string {
	names := []string{}
	for _, lot := range lots {
		names = append(names, lot.ID.String())
	}
	return names
}

// flat lists a tree's nodes.
func flat(n client.Node) []string {
	names := []string{n.Lot.String() + " " + n.Holder.Name}
	for _, child := range n.Children {
		names = append(names, flat(child)...)
	}
	return names
}

func TestEachCompanySeesTheUnitsThatItHasToDoWith(t *testing.T) {
	b := newBranches(t)
	all := []string{"R31-1:1-400", "R31-1:401-700", "R31-1:701-1000"}
	root, bolt, cirrus := "R31-1:1-1000 Acme", "R31-1:401-700 Bolt", "R31-1:701-1000 Cirrus"
	for name, want := range map[string]struct{ lots, tree []string }{
		"obligor":   {all, []string{root, bolt, cirrus}},
		"acme":      {all, []string{root, bolt, cirrus}},
		"authority": {all, []string{root, bolt, cirrus}},
		"bolt":      {all[1:2], []string{root, bolt}},
		"cirrus":    {all[2:], []string{root, cirrus}},
		// The bank grants the line that the debt was made under: it sees the debt, and none of its lots.
		"bank":       {[]string{}, []string{root}},
		"other bank": {[]string{}, nil},
		"desk":       {[]string{}, nil},
	} {
		as := b.as(b.readers()[name])
		lots, err := as.Lots(t.Context(), client.Filter{})
		if diff := cmp.Diff(want.lots, lotNames(lots)); diff != "" || err != nil {
			t.Errorf("%s lists lots, %v (-want +got):\n%s", name, err, diff)
		}
		listed, err := as.Obligations(t.Context(), client.Filter{})
		if known := want.tree != nil; err != nil || (len(listed) == 1) != known {
			t.Errorf("%s lists %d obligations, %v", name, len(listed), err)
		}
		of, ofErr := as.LotsOf(t.Context(), b.id)
		tree, treeErr := as.Tree(t.Context(), b.id)
		one, oneErr := as.Obligation(t.Context(), b.id)
		if want.tree == nil {
			for _, err := range []error{ofErr, treeErr, oneErr} {
				b.problem(err, http.StatusNotFound, "not-found", "")
			}
		} else if err := errors.Join(ofErr, treeErr, oneErr); err != nil {
			t.Errorf("%s: %v", name, err)
		} else {
			if diff := cmp.Diff(want.lots, lotNames(of)); diff != "" {
				t.Errorf("%s lists the obligation's lots (-want +got):\n%s", name, diff)
			}
			if diff := cmp.Diff(want.tree, flat(tree.Root)); diff != "" || !tree.Holds || tree.SumOfLots != tree.Face || tree.Root.Kept != 400 {
				t.Errorf("%s has the tree %+v (-want +got):\n%s", name, tree, diff)
			}
			for _, step := range one.Next {
				for _, by := range step.By {
					if name == "bolt" && by.Name == "Cirrus" || name == "cirrus" && by.Name == "Bolt" || name == "bank" && by.Name != "Acme" && by.Name != "Northern Steel" && by.Name != "First Bank" {
						t.Errorf("%s learns of %s by %s", name, by.Name, step.Act)
					}
				}
			}
		}
		for _, lot := range all {
			id, err := ref.ParseLot(lot)
			if err != nil {
				t.Fatal(err)
			}
			got, err := as.Lot(t.Context(), id)
			if seen := slices.Contains(want.lots, lot); seen != (err == nil) || !seen && !errors.Is(err, client.ErrNotFound) {
				t.Errorf("%s asks for %s: %v", name, lot, err)
			} else if seen && (got.Hops[0].From.Name != "Northern Steel" || got.Obligor.ID != obligorID) {
				t.Errorf("%s cannot look through %s: %+v", name, lot, got)
			}
		}
	}
}

func TestWhoHandedUnitsOnOrIsOfferedThemSeesThem(t *testing.T) {
	b := newBranches(t)
	lot := ref.Lot{Obligation: b.id, Start: 400}
	onward := b.Sign(b.bolt.Key, transfer(b.id, boltID, otherBankID, 400, 500, 700))
	if _, err := b.as(b.otherBank.Key).Lot(t.Context(), lot); !errors.Is(err, client.ErrNotFound) {
		t.Fatalf("before it is offered: %v", err)
	}
	b.done(onward)
	offered, err := b.as(b.otherBank.Key).Lots(t.Context(), client.Filter{})
	if err != nil || !slices.Equal(lotNames(offered), []string{"R31-1:501-700"}) {
		t.Errorf("offered: %v, %v", lotNames(offered), err)
	}
	b.done(b.Sign(b.otherBank.Key, contracts.RejectProposal{Company: otherBankID, Obligation: b.id.Big(), Lot: big.NewInt(500), Proposal: b.named(onward)}))
	if after, err := b.as(b.otherBank.Key).Lots(t.Context(), client.Filter{}); err != nil || len(after) != 0 {
		t.Errorf("rejected: %v, %v", lotNames(after), err)
	}
	again := b.Sign(b.bolt.Key, transfer(b.id, boltID, cirrusID, 500, 500, 700))
	b.done(again)
	b.done(b.Sign(b.cirrus.Key, contracts.AcceptTransfer{Company: cirrusID, Obligation: b.id.Big(), Lot: big.NewInt(500), Proposal: b.named(again)}))
	held, err := b.as(b.bolt.Key).Lots(t.Context(), client.Filter{})
	if err != nil || !slices.Equal(lotNames(held), []string{"R31-1:401-500", "R31-1:501-700"}) {
		t.Errorf("handed on: %v, %v", lotNames(held), err)
	}
	tree, err := b.as(b.bolt.Key).Tree(t.Context(), b.id)
	if err != nil || !slices.Equal(flat(tree.Root), []string{"R31-1:1-1000 Acme", "R31-1:401-700 Bolt", "R31-1:501-700 Cirrus"}) {
		t.Errorf("%v, %v", flat(tree.Root), err)
	}
}

func TestABankThatIsAskedSeesTheLotAndItsObligation(t *testing.T) {
	b := newBranches(t)
	lot := ref.Lot{Obligation: b.id, Start: 400}
	asking := b.as(b.otherBank.Key)
	ask := act.AskQuotes{Company: boltID, Obligation: b.id.Big(), Lot: big.NewInt(400), Start: big.NewInt(400), End: big.NewInt(700), Until: uint32(b.Today()) + 3}
	if _, err := b.anybody().PostAsk(t.Context(), b.Sign(b.bolt.Key, ask)); err != nil {
		t.Fatal(err)
	}
	asks, err := asking.Asks(t.Context(), client.Filter{Open: true})
	if err != nil || len(asks) != 1 {
		t.Fatalf("%+v, %v", asks, err)
	}
	if got, err := asking.Lot(t.Context(), lot); err != nil || got.Holder.ID != boltID || len(got.Hops) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := asking.Obligation(t.Context(), b.id); err != nil || got.Obligor.ID != obligorID {
		t.Errorf("%+v, %v", got, err)
	}
	if record, err := asking.Record(t.Context(), obligorID, 0); err != nil || record.Obligor.ID != obligorID {
		t.Errorf("%+v, %v", record, err)
	}
	if tree, err := asking.Tree(t.Context(), b.id); err != nil || !slices.Equal(flat(tree.Root), []string{"R31-1:1-1000 Acme", "R31-1:401-700 Bolt"}) {
		t.Errorf("%+v, %v", tree, err)
	}
	if _, err := asking.Lot(t.Context(), ref.Lot{Obligation: b.id, Start: 700}); !errors.Is(err, client.ErrNotFound) {
		t.Errorf("a lot that nobody asked about: %v", err)
	}
	// The obligor could pay early: it sees the ask. Cirrus could do nothing with it.
	for name, want := range map[string]int{"obligor": 1, "bank": 1, "bolt": 1, "cirrus": 0, "acme": 0, "desk": 0, "authority": 1} {
		if asks, err := b.as(b.readers()[name]).Asks(t.Context(), client.Filter{}); err != nil || len(asks) != want {
			t.Errorf("%s sees %d asks, %v; want %d", name, len(asks), err, want)
		}
	}
	quote := b.Sign(b.otherBank.Key, contracts.Quote{
		Company: otherBankID, Obligation: b.id.Big(), Lot: big.NewInt(400), Start: big.NewInt(400), End: big.NewInt(700), Holder: boltID,
		Rate: 42_000, DayCount: 1, CashBank: bankID, Until: uint32(b.Today()) + 3, Registration: "ZDW-1", Serial: 1,
	})
	offered, err := b.anybody().PostQuote(t.Context(), quote)
	if err != nil {
		t.Fatal(err)
	}
	for name, sees := range map[string]bool{"other bank": true, "bolt": true, "authority": true, "bank": false, "obligor": false, "acme": false, "cirrus": false} {
		as := b.as(b.readers()[name])
		_, err := as.Quote(t.Context(), offered.ID)
		quotes, listErr := as.Quotes(t.Context(), client.Filter{})
		if sees != (err == nil) || listErr != nil || sees != (len(quotes) == 1) || !sees && !errors.Is(err, client.ErrNotFound) {
			t.Errorf("%s sees the quote: %v, %d listed, %v", name, err, len(quotes), listErr)
		}
	}
}

func TestAClaimIsForItsTwoSides(t *testing.T) {
	b := newBranches(t)
	// Bolt passes on with recourse, nobody pays, and Cirrus turns to Bolt.
	with := transfer(b.id, boltID, cirrusID, 400, 400, 700)
	with.Recourse = true
	offer := b.Sign(b.bolt.Key, with)
	b.done(offer)
	b.done(b.Sign(b.cirrus.Key, contracts.AcceptTransfer{Company: cirrusID, Obligation: b.id.Big(), Lot: big.NewInt(400), Proposal: b.named(offer)}))
	b.Wait(60)
	b.follow()
	for range 3 {
		if err := b.house.Step(); err != nil {
			t.Fatal(err)
		}
	}
	b.finish()
	claim := b.Sign(b.cirrus.Key, contracts.ClaimRecourse{Company: cirrusID, Obligation: b.id.Big(), Lot: big.NewInt(400), Against: boltID})
	b.done(claim)
	for name, sees := range map[string]bool{"bolt": true, "cirrus": true, "authority": true, "acme": false, "obligor": false, "bank": false} {
		as := b.as(b.readers()[name])
		_, err := as.Claim(t.Context(), b.named(claim))
		claims, listErr := as.Claims(t.Context(), client.Filter{})
		if sees != (err == nil) || listErr != nil || sees != (len(claims) == 1) || !sees && !errors.Is(err, client.ErrNotFound) {
			t.Errorf("%s sees the claim: %v, %d listed, %v", name, err, len(claims), listErr)
		}
	}
}

func TestWhoHasThemInPledgeOrPaysThemSeesThem(t *testing.T) {
	b := newBranches(t)
	pledgee := b.as(b.otherBank.Key)
	pledge := b.Sign(b.bolt.Key, contracts.PledgeLot{
		Company: boltID, Obligation: b.id.Big(), Lot: big.NewInt(400), Start: big.NewInt(400), End: big.NewInt(700), Pledgee: otherBankID,
		Secured: big.NewInt(200), DebtDue: uint32(b.Today()) + 10,
	})
	b.done(pledge)
	b.done(b.Sign(b.otherBank.Key, contracts.AcceptPledge{
		Company: otherBankID, Obligation: b.id.Big(), Lot: big.NewInt(400), Pledge: b.named(pledge), Registration: "0311-1",
	}))
	lots, err := pledgee.Lots(t.Context(), client.Filter{})
	if err != nil || !slices.Equal(lotNames(lots), []string{"R31-1:401-700"}) || !slices.Contains(lots[0].Marks, "pledged") {
		t.Errorf("the pledgee sees %v, %v", lotNames(lots), err)
	}
	if got, err := pledgee.Lot(t.Context(), ref.Lot{Obligation: b.id, Start: 400}); err != nil || got.Facts[0].Kind != "pledge" {
		t.Errorf("%+v, %v", got, err)
	}

	// The bank grants the line and sees the debt; once it pays it sees whom.
	bank := b.as(b.bank.Key)
	if lots, err := bank.LotsOf(t.Context(), b.id); err != nil || len(lots) != 0 {
		t.Errorf("before it pays the bank sees %v, %v", lotNames(lots), err)
	}
	b.Wait(31)
	b.done(b.Sign(b.obligor.Key, contracts.SettleReceivable{
		Company: obligorID, Receivable: b.id.Big(), Amount: big.NewInt(500), Bank: bankID, Paid: new(big.Int), Interest: big.NewInt(1_000_000),
	}))
	if lots, err := bank.LotsOf(t.Context(), b.id); err != nil || len(lots) != 3 {
		t.Errorf("once it pays the bank sees %v, %v", lotNames(lots), err)
	}
	if lots, err := pledgee.LotsOf(t.Context(), b.id); err != nil || len(lots) != 1 {
		t.Errorf("the pledgee sees %v, %v", lotNames(lots), err)
	}
}
