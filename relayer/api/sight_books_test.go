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
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/relayer/index"
)

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
		if err != nil || got.State != client.Final || got.Tx == nil || len(got.History) == 0 || got.Name != "Transfer" || got.Proposal != stored.Proposal {
			t.Fatalf("%s: %+v, %v", who, got, err)
		}
		if told := got.Signed != nil && got.Sentence.EN != "" && got.Maker != nil && got.Amount != nil; told != party {
			t.Errorf("%s is told %+v", who, got)
		}
		if !party && (got.Signed != nil || got.Sentence.EN != "" || got.Maker != nil || got.Amount != nil || got.Expires != nil || got.Currency != nil || got.History[0].Note != "") {
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
