package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/cli/intake"
)

// The sides of a reconciliation: whose open items the file has.
const (
	payables    = "obligor"
	receivables = "supplier"
)

// reconcileCommand is `tally reconcile`.
func reconcileCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "reconcile",
		Usage: "compare the open items of an ERP with the chain",
		UsageText: "tally reconcile payables.csv --mapping mapping.toml\n" +
			"tally reconcile receivables.csv --mapping mapping.toml --side supplier -o csv > differences.csv",
		ArgsUsage: "FILE",
		Description: "The file and its mapping are those of `tally receivable import`. For --side obligor it has the company's payables, and its vendor\n" +
			"column the suppliers' numbers; for --side supplier it has the company's receivables, and its vendor column names the customer:\n" +
			"by id, registration number, legal name, or the number that the customer's books give the company. Rows are matched by invoice or\n" +
			"reference, and compared by amount, due day and state: the amount that is left to pay, or for a supplier what it still holds of it\n" +
			"and has not handed on. Due days are the file's; where it was imported from this computer, or with --as-of, terms are counted as the\n" +
			"import counted them. A table lists what does not match, with --all everything. Exit code 0 says that all items match, 6 that there are differences.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "mapping", Required: true, Usage: "the `FILE` that says which column is what"},
			&cli.StringFlag{Name: "side", Value: payables, Usage: "whose books they are, the `SIDE` of the debt: obligor or supplier"},
			&cli.StringFlag{Name: "as-of", Usage: "the day from which terms are counted: `DATE`; the file's own due days without it"},
			&cli.BoolFlag{Name: "all", Usage: "list what matches, too, in a table"},
		},
		Action: s.reconcile,
	}
}

func (s *session) reconcile(c *cli.Context) error {
	if err := oneOf(payables, receivables)(c.String("side")); err != nil {
		return usagef("--side").because(err)
	}
	path, content, err := readFile(c)
	if err != nil {
		return err
	}
	mapping, err := readMapping(c.String("mapping"))
	if err != nil {
		return err
	}
	rows, refused, err := intake.Read(bytes.NewReader(content), mapping)
	if err != nil {
		return usagef("%s", path).because(err)
	}
	asOf, err := dayOf(c, "as-of")
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	if asOf == 0 {
		if asOf, err = s.importedAsOf(c.Context, company, path, content); err != nil {
			return err
		}
	}
	chain, err := s.openItems(c.Context, company, c.String("side"))
	if err != nil {
		return err
	}
	result := chain.reconcile(rows, asOf)
	for _, one := range refused {
		s.note("row %d: %s", one.Number, s.reason(one.Reason))
	}
	result.Summary.Unreadable = len(refused)
	if err := s.printReconciliation(c, result); err != nil {
		return err
	}
	return s.reconciled(result)
}

// importedAsOf is the day from which this computer counted terms when it imported the same file; zero where it did not.
func (s *session) importedAsOf(ctx context.Context, company uint32, path string, content []byte) (calendar.Day, error) {
	network, err := s.Network(ctx)
	if err != nil {
		return 0, err
	}
	j, err := s.openJournal(network.Salt, company, path, content)
	if err != nil || !j.kept {
		return 0, err
	}
	s.note("terms are counted from %s, as when this file was imported", j.AsOf)
	return j.AsOf, nil
}

// openItems asks for the receivables of a company on one side, and under which names its files may have the other sides.
func (s *session) openItems(ctx context.Context, company uint32, side string) (*onChain, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	filter := client.Filter{Obligor: company}
	if side == receivables {
		filter = client.Filter{Supplier: company}
	}
	made, err := relayer.Obligations(ctx, filter)
	if err != nil {
		return nil, err
	}
	chain := newOnChain(side)
	if side == payables {
		own, err := relayer.Company(ctx, company)
		if err != nil {
			return nil, err
		}
		for _, vendor := range own.Vendors {
			chain.call(vendor.Supplier.ID, vendor.Number, vendor.Number)
		}
	} else if err := chain.learnCustomers(ctx, relayer, company, made); err != nil {
		return nil, err
	}
	for _, o := range made {
		chain.add(o)
	}
	if side == payables {
		return chain, nil
	}
	lots, err := relayer.Lots(ctx, client.Filter{Holder: company})
	for _, lot := range lots {
		if lot.State == "held" || lot.State == "locked" {
			chain.held[lot.Obligation] += lot.Amount - lot.Credited
		}
	}
	return chain, err
}

// learnCustomers asks under which names a supplier's books may have its customers.
func (k *onChain) learnCustomers(ctx context.Context, relayer *client.Client, company uint32, made []client.Obligation) error {
	asked := make(map[uint32]bool)
	for _, o := range made {
		if asked[o.Obligor.ID] {
			continue
		}
		asked[o.Obligor.ID] = true
		customer, err := relayer.Company(ctx, o.Obligor.ID)
		if err != nil {
			return err
		}
		for _, name := range []string{fmt.Sprint(customer.ID), customer.Registration, customer.Name} {
			k.call(customer.ID, name, "")
		}
		for _, vendor := range customer.Vendors {
			if vendor.Supplier.ID == company {
				k.call(customer.ID, vendor.Number, vendor.Number)
			}
		}
	}
	return nil
}

func (s *session) printReconciliation(c *cli.Context, r reconciliation) error {
	if s.print.format == "json" {
		return s.print.json(r)
	}
	var rows [][]any
	for _, item := range r.Items {
		if item.Result != matched || c.Bool("all") || s.print.format == "csv" {
			rows = append(rows, item.row())
		}
	}
	columns := []column{
		{key: "result"}, {key: "row", right: true}, {key: "reference"}, {key: "receivable"}, {key: "other"}, {key: "amount_in_file", right: true},
		{key: "amount_on_chain", right: true}, {key: "currency"}, {key: "due_in_file"}, {key: "due_on_chain"}, {key: "state"}, {key: "differs"},
	}
	if s.print.format == "csv" {
		return s.print.list(columns, rows)
	}
	if len(rows) > 0 {
		if err := s.print.list(columns, rows); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(s.con.Out); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	var sums [][]any
	for _, t := range r.Summary.Totals {
		sums = append(sums, []any{word(t.Result), t.Currency, t.Count, t.Amount})
	}
	if len(sums) == 0 {
		_, err := fmt.Fprintln(s.con.Out, s.lang.Text("nothing to report"))
		return err
	}
	return s.print.list([]column{{key: "result"}, {key: "currency"}, {key: "count", right: true}, {key: "amount", right: true}}, sums)
}

// reconciled is the verdict, in exit code and words.
func (s *session) reconciled(r reconciliation) error {
	n := r.Summary
	if n.Different+n.MissingOnChain+n.MissingInFile+n.Unreadable == 0 {
		s.note("all %d items match", n.Matched)
		return nil
	}
	refusal := exitf(ExitConflict, "%d match; %d differ, %d are missing on the chain, %d are missing in the file, %d cannot be read",
		n.Matched, n.Different, n.MissingOnChain, n.MissingInFile, n.Unreadable)
	if day := r.shifted(); day != 0 {
		return refusal.hintf("all due days differ by the same terms: compare with --as-of %s", day)
	}
	return refusal
}

// total is what a result adds up to in one currency; of what is on both sides the file's amounts count.
func (r *reconciliation) total(result string) (totals []resultTotal) {
	sums := make(map[string]*resultTotal)
	for _, item := range r.Items {
		if item.Result != result {
			continue
		}
		code := item.Currency.String()
		if sums[code] == nil {
			sums[code] = &resultTotal{Result: result, Currency: item.Currency}
		}
		sums[code].Count++
		sums[code].Amount = sums[code].Amount.Plus(report.SumOf(item.worth()))
	}
	for _, code := range sortedKeys(sums) {
		totals = append(totals, *sums[code])
	}
	return totals
}
