package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/cli/intake"
)

// owed is a receivable of Northern Steel's for a supplier: 41 Acme, 42 Bolt.
func owed(serial uint64, supplier uint32, reference, state string, face, paid amount.Amount) client.Obligation {
	return client.Obligation{
		ID: ref.Obligation{Module: ref.Receivables, Company: 31, Serial: serial}, Obligor: client.Party{ID: 31, Name: "Northern Steel"},
		Supplier: client.Party{ID: supplier, Name: map[uint32]string{41: "Acme", 42: "Bolt"}[supplier]}, Face: face, Paid: paid,
		Left: face - paid, Currency: currency.CNY, Due: 20_800, State: state, Ref: reference,
	}
}

// erp is a row of a file.
func erp(number int, vendor, invoice string, money amount.Amount) intake.Row {
	return intake.Row{Number: number, Vendor: vendor, Invoice: invoice, Amount: money, Currency: currency.CNY, Invoiced: 20_770, Due: 20_800}
}

// payable is what the chain has of Northern Steel's debts, whose books call Acme V/1 and Bolt V2.
func payable(made ...client.Obligation) *onChain {
	chain := newOnChain(payables)
	chain.call(41, "V/1", "V/1")
	chain.call(42, "V2", "V2")
	for _, o := range made {
		chain.add(o)
	}
	return chain
}

func results(r reconciliation) (lines []string) {
	for _, i := range r.Items {
		line := i.Result
		if i.Row != nil {
			line += fmt.Sprintf(" row %d", *i.Row)
		}
		if i.Receivable != nil {
			line += " " + i.Receivable.String()
		}
		lines = append(lines, strings.TrimSpace(line+" "+strings.Join(i.Differs, ",")))
	}
	return lines
}

func TestOpenItemsAreMatchedByVendorAndInvoice(t *testing.T) {
	rows := []intake.Row{
		erp(2, "V/1", "F-1", 100), erp(3, "V2", "F-1", 200), erp(4, "V/1", "F-2", 300), erp(5, "V2", "F-3", 50), erp(6, "V2", "F-9", 70),
		erp(7, "V/1", "F-4", 10), erp(8, "V/1", "F-5", 10), erp(9, "V9", "F-1", 100), erp(10, "V2", "F-6", 10), erp(11, "V2", "F-7", 5),
	}
	chain := payable(
		owed(1, 41, "V%2F1/F-1", "active", 100, 0),
		owed(2, 42, "V2/F-1", "active", 201, 0),
		owed(3, 41, "F-2", "due", 300, 0),           // issued by hand, under the invoice's number alone
		owed(4, 42, "V2/F-3", "part-paid", 120, 70), // 50 are unpaid
		owed(5, 41, "V%2F1/F-4", "void", 10, 0),     // rejected …
		owed(6, 41, "V%2F1/F-4", "active", 10, 0),   // … and issued again
		owed(7, 41, "V%2F1/F-5", "paid", 10, 10),    // still open in the books
		owed(8, 42, "V2/F-6", "issued", 10, 0),      // not taken yet
		owed(9, 42, "V2/F-8", "active", 77, 0),      // in nobody's books
		owed(10, 42, "V2/F-10", "void", 77, 0),      // rejected: no open item
		owed(11, 42, "", "active", 1, 0),            // without a reference
		owed(12, 42, "V2/F-7", "active", 5, 0),      // one invoice …
		owed(13, 42, "F-7", "active", 5, 0),         // … twice: the one of the whole reference is meant
	)
	chain.all[0].Face, chain.all[0].Out = 130, 30 // 30 of it were cancelled
	want := []string{
		"matched row 2 R31-1", "different row 3 R31-2 amount", "matched row 4 R31-3", "matched row 5 R31-4", "missing-on-chain row 6",
		"matched row 7 R31-6", "different row 8 R31-7 amount,state", "missing-on-chain row 9", "different row 10 R31-8 state", "matched row 11 R31-12",
		"missing-in-file R31-9", "missing-in-file R31-11", "missing-in-file R31-13",
	}
	r := chain.reconcile(rows, 0)
	if diff := cmp.Diff(want, results(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s := r.Summary
	if s.Matched != 5 || s.Different != 3 || s.MissingOnChain != 2 || s.MissingInFile != 3 {
		t.Errorf("%+v", s)
	}
	if s.Totals[0].Result != matched || s.Totals[0].Amount.String() != "4.65" || s.Totals[3].Amount.String() != "0.83" {
		t.Errorf("totals %+v", s.Totals)
	}
}

func TestEachDifferenceIsNamed(t *testing.T) {
	for want, change := range map[string]func(*client.Obligation, *intake.Row){
		"":                    func(*client.Obligation, *intake.Row) {},
		"amount":              func(o *client.Obligation, _ *intake.Row) { o.Left++ },
		"currency":            func(o *client.Obligation, _ *intake.Row) { o.Currency = currency.USD },
		"due":                 func(_ *client.Obligation, row *intake.Row) { row.Due++ },
		"state":               func(o *client.Obligation, _ *intake.Row) { o.State = "requested" },
		"amount,currency,due": func(o *client.Obligation, row *intake.Row) { o.Left, o.Currency, o.Due = 1, currency.EUR, 1 },
	} {
		o, row := owed(1, 42, "V2/F", "active", 10, 0), erp(2, "V2", "F", 10)
		change(&o, &row)
		if got := strings.Join(payable(o).reconcile([]intake.Row{row}, 0).Items[0].Differs, ","); got != want {
			t.Errorf("differs in %q; want %q", got, want)
		}
	}
}

func TestASuppliersCustomersAreFoundUnderAnyOfTheirNames(t *testing.T) {
	chain := newOnChain(receivables)
	for _, name := range []string{"31", "9131X", "Northern Steel"} {
		chain.call(31, name, "")
	}
	chain.call(31, "V-41", "V-41")
	chain.call(32, "Eastern Mill", "")
	mill := owed(2, 41, "F-1", "active", 10, 0)
	mill.ID.Company, mill.Obligor = 32, client.Party{ID: 32, Name: "Eastern Mill"}
	chain.add(owed(1, 41, "V-41/F-1", "active", 10, 0))
	chain.add(mill)
	chain.add(owed(3, 41, "V-41/F-2", "active", 10, 0))
	for _, o := range chain.all {
		chain.held[o.ID] = 10
	}
	for vendor, want := range map[string]string{
		"31": "matched row 2 R31-1", "9131x": "matched row 2 R31-1", "northern steel": "matched row 2 R31-1", "V-41": "matched row 2 R31-1",
		"Eastern Mill": "matched row 2 R32-2",
		// A name of the supplier's own tells nothing: two customers have this invoice.
		"C-1001": "different row 2 R31-1 several",
	} {
		if got := results(chain.reconcile([]intake.Row{erp(2, vendor, "F-1", 10)}, 0))[0]; got != want {
			t.Errorf("%s: %s; want %s", vendor, got, want)
		}
	}
	if got := results(chain.reconcile([]intake.Row{erp(2, "C-1001", "F-2", 10)}, 0))[0]; got != "matched row 2 R31-3" {
		t.Errorf("an invoice that one customer has: %s", got)
	}
	// What the supplier has handed on is no open item of its own any more.
	row := []intake.Row{erp(2, "31", "F-2", 10)}
	chain.held[chain.all[2].ID] = 4
	if got := results(chain.reconcile(row, 0))[0]; got != "different row 2 R31-3 amount" {
		t.Errorf("a part is handed on: %s", got)
	}
	row[0].Amount = 4
	if got := results(chain.reconcile(row, 0))[0]; got != "matched row 2 R31-3" {
		t.Errorf("the books have the rest: %s", got)
	}
	delete(chain.held, chain.all[2].ID)
	if r := chain.reconcile(row, 0); results(r)[0] != "different row 2 R31-3 amount,state" || r.Items[0].State != handedOn {
		t.Errorf("all is handed on: %+v", r.Items[0])
	}
	if r := chain.reconcile(nil, 0); r.Summary.MissingInFile != 2 {
		t.Errorf("what is handed on is missed in the file: %v", results(r))
	}
}

func TestTermsAreCountedAsTheImportCountedThem(t *testing.T) {
	row := erp(2, "V2", "F", 10) // 30 days
	o := owed(1, 42, "V2/F", "active", 10, 0)
	o.Due = 21_030
	r := payable(o).reconcile([]intake.Row{row}, 0)
	if got := results(r)[0]; got != "different row 2 R31-1 due" || r.shifted() != 21_000 {
		t.Errorf("%s, terms from %s", got, r.shifted())
	}
	if got := results(payable(o).reconcile([]intake.Row{row}, 21_000))[0]; got != "matched row 2 R31-1" {
		t.Errorf("as of the import's day: %s", got)
	}
	// Where anything else differs too, no day would help.
	other := row
	other.Number, other.Invoice, other.Due = 3, "G", 20_801
	second := owed(2, 42, "V2/G", "active", 10, 0)
	second.Due = 21_030
	if r := payable(o, second).reconcile([]intake.Row{row, other}, 0); r.shifted() != 0 {
		t.Errorf("two terms from %s", r.shifted())
	}
	undated := row
	undated.Invoiced = 0
	if r := payable(o).reconcile([]intake.Row{undated}, 0); r.shifted() != 0 {
		t.Errorf("without the invoice's day, from %s", r.shifted())
	}
	if r := payable(o).reconcile(nil, 0); r.shifted() != 0 {
		t.Errorf("without a row, from %s", r.shifted())
	}
}

func TestEveryItemOfBothSidesIsInOneResult(t *testing.T) {
	states := []string{"requested", "issued", "active", "due", "part-paid", "paid", "void", "defaulted", "closed", "cancelled"}
	rapid.Check(t, func(t *rapid.T) {
		var made []client.Obligation
		open := 0
		for serial := range rapid.Uint64Range(0, 12).Draw(t, "made") {
			supplier := rapid.Uint32Range(41, 43).Draw(t, "supplier")
			vendor := map[uint32]string{41: "V%2F1/", 42: "V2/", 43: ""}[supplier]
			o := owed(serial, supplier, vendor+rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "invoice"), rapid.SampledFrom(states).Draw(t, "state"), 10, 0)
			made = append(made, o)
			if !closed(o.State) {
				open++
			}
		}
		var rows []intake.Row
		for n := range rapid.IntRange(0, 9).Draw(t, "rows") {
			rows = append(rows, erp(n+2, rapid.SampledFrom([]string{"V/1", "V2", "V3"}).Draw(t, "vendor"), rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "invoice"), 10))
		}
		r := payable(made...).reconcile(rows, calendar.Day(0))
		s := r.Summary
		if s.Matched+s.Different+s.MissingOnChain != len(rows) || len(r.Items) != len(rows)+s.MissingInFile {
			t.Fatalf("%d rows: %+v", len(rows), s)
		}
		counted := 0
		for _, total := range s.Totals {
			counted += total.Count
		}
		if counted != len(r.Items) || s.MissingInFile > open {
			t.Fatalf("%d items, %d of them in totals; %d open receivables, %d of them missing in the file", len(r.Items), counted, open, s.MissingInFile)
		}
		for _, i := range r.Items {
			if (i.Result == matched) != (len(i.Differs) == 0 && i.Row != nil && i.Receivable != nil) {
				t.Fatalf("%+v", i)
			}
		}
	})
}
