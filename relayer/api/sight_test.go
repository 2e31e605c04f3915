package api_test

import (
	"errors"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
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

func TestACompanysOwnBooksAreItsOwn(t *testing.T) {
	b := newBranches(t)
	for name, read := range map[string]func(c *client.Client) error{
		"inbox": func(c *client.Client) error { _, err := c.Inbox(t.Context(), boltID); return err },
		"cash": func(c *client.Client) error {
			_, err := c.Balances(t.Context(), client.Filter{Company: boltID})
			return err
		},
		"statement": func(c *client.Client) error {
			_, err := c.Statement(t.Context(), client.Filter{Company: boltID})
			return err
		},
		"maturity": func(c *client.Client) error { _, err := c.Maturity(t.Context(), boltID, 0, report.ByMonth); return err },
		"forecast": func(c *client.Client) error { _, err := c.Forecast(t.Context(), boltID, 0); return err },
		"exposure": func(c *client.Client) error { _, err := c.Exposure(t.Context(), boltID, 0); return err },
		"holdings": func(c *client.Client) error { _, err := c.Holdings(t.Context(), boltID, 0, report.ToSell); return err },
		"financed": func(c *client.Client) error { _, err := c.Financed(t.Context(), boltID, 0); return err },
		"record":   func(c *client.Client) error { _, err := c.Record(t.Context(), boltID, 0); return err },
		"circle":   func(c *client.Client) error { _, err := c.Circle(t.Context(), boltID); return err },
	} {
		for reader, key := range b.readers() {
			bank := strings.HasSuffix(reader, "bank") && (name == "cash" || name == "statement")
			err := read(b.as(key))
			if reader == "bolt" || reader == "authority" || bank {
				if err != nil {
					t.Errorf("%s of Bolt for %s: %v", name, reader, err)
				}
				continue
			}
			b.problem(err, http.StatusForbidden, "forbidden", "")
		}
	}
	for name, read := range map[string]func(c *client.Client) error{
		"regulator": func(c *client.Client) error { _, err := c.Regulator(t.Context(), 0, false); return err },
		"financed":  func(c *client.Client) error { _, err := c.Financed(t.Context(), 0, 0); return err },
	} {
		for reader, key := range b.readers() {
			if err := read(b.as(key)); reader == "authority" {
				if err != nil {
					t.Errorf("%s of all for %s: %v", name, reader, err)
				}
			} else {
				b.problem(err, http.StatusForbidden, "forbidden", "")
			}
		}
	}
	// A creditor sees how its obligor has paid, others do not.
	for reader, sees := range map[string]bool{"obligor": true, "cirrus": true, "bank": true, "other bank": false, "desk": false} {
		if _, err := b.as(b.readers()[reader]).Record(t.Context(), obligorID, 0); (err == nil) != sees {
			t.Errorf("the obligor's record for %s: %v", reader, err)
		}
	}
	// A bank sees deposits with it.
	for reader, want := range map[string]int{"obligor": 1, "bank": 1, "other bank": 0} {
		as := b.as(b.readers()[reader])
		balances, err := as.Balances(t.Context(), client.Filter{Company: obligorID})
		entries, entryErr := as.Statement(t.Context(), client.Filter{Company: obligorID})
		if err := errors.Join(err, entryErr); err != nil || len(balances) != want || (len(entries) > 0) != (want > 0) {
			t.Errorf("%s sees %d balances and %d entries of the obligor, %v", reader, len(balances), len(entries), err)
		}
	}
}

func TestTheDirectoryShowsAnybodyWhoIsWhoAndNoMore(t *testing.T) {
	o := newOffice(t, nil)
	o.done(o.Sign(o.bolt.Key, contracts.AcceptFrom{Company: boltID, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(1_000), Until: uint32(o.Today()) + 9}))
	o.done(o.Sign(o.obligor.Key, contracts.NameVendor{Company: obligorID, Number: "V-1", Supplier: acmeID}))
	o.done(o.Sign(o.obligor.Key, contracts.NameVendor{Company: obligorID, Number: "V-2", Supplier: boltID}))
	o.done(o.Sign(o.obligor.Key, contracts.SetThreshold{Company: obligorID, DualAbove: big.NewInt(500)}))
	type seen struct{ operators, vendors, standing, lines, threshold int }
	look := func(c *client.Client, id uint32) seen {
		t.Helper()
		got, err := c.Company(t.Context(), id)
		listed, listErr := c.Companies(t.Context(), client.Filter{Name: got.Name})
		if err != nil || listErr != nil || len(listed) != 1 || got.Registration == "" || got.Status != "active" || cmp.Diff(*got, listed[0]) != "" {
			t.Fatalf("%+v, %v, listed %+v, %v", got, err, listed, listErr)
		}
		threshold := 0
		if got.DualAbove != nil {
			threshold = int(*got.DualAbove)
		}
		return seen{len(got.Operators), len(got.Vendors), len(got.Standing), len(got.Lines), threshold}
	}
	for _, tc := range []struct {
		who  string
		as   *client.Client
		id   uint32
		want seen
	}{
		{"anybody", o.anybody(), obligorID, seen{}},
		{"anybody", o.anybody(), boltID, seen{}},
		{"the desk", o.as(o.Operator), obligorID, seen{}},
		{"the obligor", o.as(o.obligor.Key), obligorID, seen{1, 2, 0, 1, 500}},
		{"the authority", o.as(o.Authority), obligorID, seen{1, 2, 0, 1, 500}},
		{"Acme, its own number", o.as(o.acme.Key), obligorID, seen{0, 1, 0, 0, 0}},
		{"Acme, what Bolt takes from it", o.as(o.acme.Key), boltID, seen{0, 0, 1, 0, 0}},
		{"the obligor, of others' standing", o.as(o.obligor.Key), boltID, seen{}},
		{"the bank, the line that it grants", o.as(o.bank.Key), obligorID, seen{0, 0, 0, 1, 0}},
	} {
		if got := look(tc.as, tc.id); got != tc.want {
			t.Errorf("%s sees of %d %+v; want %+v", tc.who, tc.id, got, tc.want)
		}
	}
	for number, want := range map[string]int{"V-1": 1, "V-2": 0} {
		if found, err := o.as(o.acme.Key).Companies(t.Context(), client.Filter{Obligor: obligorID, Vendor: number}); err != nil || len(found) != want {
			t.Errorf("Acme looks up %s: %+v, %v", number, found, err)
		}
	}
	if found, err := o.anybody().Companies(t.Context(), client.Filter{Obligor: obligorID, Vendor: "V-1"}); err != nil || len(found) != 0 {
		t.Errorf("anybody looks up a vendor number: %+v, %v", found, err)
	}
	limited := o.operatorWith(contracts.SetOperator{Company: acmeID, Roles: index.Maker, Limit: big.NewInt(700), Daily: big.NewInt(900)})
	for who, as := range map[string]*client.Client{"anybody": o.anybody(), "bolt": o.as(o.bolt.Key), "acme": o.as(o.acme.Key)} {
		status, err := as.Key(t.Context(), limited.Address(), 2)
		if err != nil || len(status.Nonces) != 2 || status.Operator.Company != acmeID || (status.Operator.Limit != nil) != (who == "acme") || (status.Operator.Daily != nil) != (who == "acme") {
			t.Errorf("%s sees the key %+v, %v", who, status, err)
		}
	}
}

func TestAnActsIDShowsHowFarItIsAndItsPartiesWhatItIs(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	stored := o.post(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 400, 1_000)))
	o.finish()
	for who, as := range map[string]*client.Client{
		"anybody": o.anybody(), "the desk": o.as(o.Operator), "the bank": o.as(o.bank.Key),
		"acme": o.as(o.acme.Key), "bolt": o.as(o.bolt.Key), "the obligor": o.as(o.obligor.Key), "the authority": o.as(o.Authority),
	} {
		party := !slices.Contains([]string{"anybody", "the desk", "the bank"}, who)
		got, err := as.Act(t.Context(), stored.ID)
		if err != nil || got.State != client.Final || got.Tx == nil || len(got.History) == 0 || got.Name != "Transfer" {
			t.Fatalf("%s: %+v, %v", who, got, err)
		}
		if told := got.Signed != nil && got.Sentence.EN != "" && got.Maker != nil && got.Amount != nil; told != party {
			t.Errorf("%s is told %+v", who, got)
		}
		if !party && (got.Signed != nil || got.Sentence.EN != "" || got.Maker != nil || got.Amount != nil || got.Expires != nil || got.Content != [32]byte{} || got.History[0].Note != "") {
			t.Errorf("%s is told %+v", who, got)
		}
		if who == "anybody" {
			continue
		}
		listed, err := as.Acts(t.Context(), client.Filter{})
		if err != nil || slices.ContainsFunc(listed, func(a client.Act) bool { return a.ID == stored.ID }) != party {
			t.Errorf("%s lists %d acts, %v", who, len(listed), err)
		}
		of, err := as.Acts(t.Context(), client.Filter{Company: boltID})
		if err != nil || (len(of) > 0) != party {
			t.Errorf("%s lists %d acts of Bolt, %v", who, len(of), err)
		}
	}
}

func TestADraftIsItsCompanysAlone(t *testing.T) {
	o := newOffice(t, nil)
	o.operatorWith(contracts.SetOperator{Company: obligorID, Roles: index.Checker, Limit: big.NewInt(noLimit), Daily: big.NewInt(noLimit)})
	o.done(o.Sign(o.obligor.Key, contracts.SetThreshold{Company: obligorID, DualAbove: big.NewInt(1)}))
	waits := o.post(o.Sign(o.obligor.Key, o.issue(500, "")))
	for who, want := range map[string]struct {
		key  act.KeySigner
		sees bool
	}{"the obligor": {o.obligor.Key, true}, "the supplier": {o.acme.Key, false}, "the authority": {o.Authority, true}} {
		got, err := o.as(want.key).Act(t.Context(), waits.ID)
		if err != nil || got.State != client.Waiting || (got.Signed != nil) != want.sees {
			t.Errorf("%s: %+v, %v", who, got, err)
		}
		listed, err := o.as(want.key).Acts(t.Context(), client.Filter{Company: obligorID, State: "waiting"})
		if err != nil || (len(listed) == 1) != want.sees {
			t.Errorf("%s lists %d, %v", who, len(listed), err)
		}
	}
}

// What an act would be refused for tells of balances and holders.
func TestADryRunIsForWhoCouldDoIt(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	message := transfer(id, acmeID, boltID, 0, 400, 1_000)
	unsigned, err := act.Direct(message, 7, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	unsigned.Key = o.acme.Key.Address()
	_, err = o.anybody().DryRun(t.Context(), unsigned)
	o.problem(err, http.StatusUnauthorized, "login-required", "")
	_, err = o.as(o.bolt.Key).DryRun(t.Context(), unsigned)
	o.problem(err, http.StatusForbidden, "forbidden", "")
	for who, try := range map[string]func() (*client.Trial, error){
		"its company":           func() (*client.Trial, error) { return o.as(o.acme.Key).DryRun(t.Context(), unsigned) },
		"the authority":         func() (*client.Trial, error) { return o.client.DryRun(t.Context(), unsigned) },
		"anybody, it is signed": func() (*client.Trial, error) { return o.anybody().DryRun(t.Context(), o.Sign(o.acme.Key, message)) },
	} {
		if trial, err := try(); err != nil || !trial.OK {
			t.Errorf("%s: %+v, %v", who, trial, err)
		}
	}
	forged := o.Sign(o.bolt.Key, message)
	forged.Key = o.acme.Key.Address()
	_, err = o.anybody().DryRun(t.Context(), forged)
	o.problem(err, 422, "refused", "BadSignature")
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
