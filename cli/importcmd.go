package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/cli/intake"
)

// shownRefusals is how many refused rows are told on standard error; --report has all.
const shownRefusals = 10

// receivableImportCommand is `tally receivable import`.
func receivableImportCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "import",
		Usage: "issue the receivables of a CSV file from the obligor's books",
		UsageText: "tally receivable import payables.csv --mapping mapping.toml --report refused.csv\n" +
			"tally receivable import payables.csv --mapping mapping.toml --as-of 2026-11-21 --yes",
		ArgsUsage: "FILE",
		Description: "A row is known by obligor, supplier and invoice: a row that was imported before is \"already\" and sends nothing. It draws the\n" +
			"whole of its invoice, of the supplier's registration number, so that nobody draws on that invoice again. The term of\n" +
			"each row, from its invoice's day to its due day, is counted from --as-of, which later runs of the same file keep. Suppliers are found by\n" +
			"the obligor's vendor number. What a supplier has no standing acceptance for waits until it takes it. A row that is refused does not stop\n" +
			"the others; exit code 8 says that there were some. The mapping is TOML:\n\n" +
			"  encoding = \"utf-8\"        # or gb18030; a byte-order mark is believed\n" +
			"  separator = \",\"\n" +
			"  date = \"YYYY-MM-DD\"       # D, DD, M, MM and what stands between\n" +
			"  currency = \"CNY\"          # of rows without a currency column\n" +
			"  [columns]\n" +
			"  vendor = \"...\"            # and: invoice, amount, due; invoice_date, currency, contract may be left out",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "mapping", Required: true, Usage: "the `FILE` that says which column is what"},
			&cli.StringFlag{Name: "as-of", Usage: "the day from which terms are counted: `DATE`; today for a file that is new"},
			&cli.StringFlag{Name: "report", Usage: "write the refused rows to this CSV `FILE`"},
			deadlineFlag(),
		},
		Action: s.receivableImport,
	}
}

// readFile reads the file of a command's first argument.
func readFile(c *cli.Context) (string, []byte, error) {
	path := c.Args().First()
	content, err := os.ReadFile(path)
	if err != nil {
		return path, nil, exitf(ExitNotFound, "the file %s cannot be read", path).because(errors.Unwrap(err))
	}
	return path, content, nil
}

// readMapping reads a mapping's file.
func readMapping(path string) (intake.Mapping, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return intake.Mapping{}, exitf(ExitNotFound, "the file %s cannot be read", path).because(errors.Unwrap(err))
	}
	mapping, err := intake.ReadMapping(bytes.NewReader(text))
	if err != nil {
		return mapping, usagef("%s", path).because(err).hintf("see: %s --help", "tally receivable import")
	}
	return mapping, nil
}

func (s *session) receivableImport(c *cli.Context) error {
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
	deadline, err := s.deadline(c)
	if err != nil {
		return err
	}
	b, err := s.bulkOf(c.Context)
	if err != nil {
		return err
	}
	have, err := b.stock(c.Context)
	if err != nil {
		return err
	}
	j, err := s.openJournal(b.network.Salt, have.company.ID, path, content)
	if err != nil {
		return err
	}
	today := b.network.Clock.DayAt(s.con.Now())
	if err := j.settle(c, have, rows, today); err != nil {
		return err
	}
	plan := have.plan(rows, j, today)
	plan.refused = append(plan.refused, refused...)
	if err := b.carryOut(c, j, &plan, deadline); err != nil {
		return err
	}
	return s.reportImport(c, b, j, len(rows)+len(refused), &plan)
}

// stock asks what the chain has of the company that acts.
func (b bulk) stock(ctx context.Context) (stock, error) {
	id, err := b.s.acting(ctx)
	if err != nil {
		return stock{}, err
	}
	company, err := b.relayer.Company(ctx, id)
	if err != nil {
		return stock{}, err
	}
	made, err := b.relayer.Obligations(ctx, client.Filter{Creator: id})
	if err != nil {
		return stock{}, err
	}
	all, err := b.relayer.Companies(ctx, client.Filter{})
	if err != nil {
		return stock{}, err
	}
	return stockOf(company, all, made), nil
}

// settle chooses from which day terms are counted, for a new journal: --as-of, or the day that rows which are on the chain already were
// counted from (by a run on another computer), or today.
func (j *journal) settle(c *cli.Context, have stock, rows []intake.Row, today calendar.Day) error {
	wanted, err := dayOf(c, "as-of")
	if err != nil {
		return err
	}
	if j.kept {
		if wanted != 0 && wanted != j.AsOf {
			return exitf(ExitConflict, "this file was imported as of %s, not of %s", j.AsOf, wanted).
				hintf("leave --as-of out; due days that are on the chain do not change")
		}
		return nil
	}
	j.First, j.AsOf = have.next, today
	if wanted != 0 {
		j.AsOf = wanted
		return nil
	}
	for _, row := range rows {
		if there, found := have.byRef[row.Reference()]; found && row.Invoiced != 0 {
			j.AsOf = there.Due - (row.Due - row.Invoiced)
			break
		}
	}
	return nil
}

// carryOut asks, signs, posts and waits for all fresh rows.
func (b bulk) carryOut(c *cli.Context, j *journal, plan *importPlan, deadline uint64) error {
	if len(plan.fresh) == 0 || b.s.switched("dry-run") {
		return nil
	}
	if err := b.s.confirm("Sign and send %d receivables, terms counted from %s?", len(plan.fresh), j.AsOf); err != nil {
		return err
	}
	by, err := b.s.signer(c.Context)
	if err != nil {
		return err
	}
	if err := j.keep(); err != nil {
		return err
	}
	jobs, err := b.run(c.Context, by, deadline, plan.messages())
	if err != nil {
		return err
	}
	for i, each := range plan.fresh {
		each.job = jobs[i]
	}
	plan.settle()
	return nil
}

// reportImport writes the report and prints what came of the file.
func (s *session) reportImport(c *cli.Context, b bulk, j *journal, records int, plan *importPlan) error {
	if path := c.String("report"); path != "" {
		if err := s.writeRefused(path, plan.refused); err != nil {
			return err
		}
	}
	for i, one := range plan.refused {
		if i == shownRefusals {
			s.note("and %d more rows; all of them are in the file of --report", len(plan.refused)-i)
			break
		}
		s.note("row %d: %s", one.Number, s.reason(one.Reason))
	}
	columns := []column{{key: "rows"}, {key: "new"}, {key: "already"}, {key: "refused"}}
	row := []any{records, len(plan.fresh), len(plan.already), len(plan.refused)}
	if !s.switched("dry-run") {
		active, awaiting, err := b.standing(c.Context, j.Obligor, plan.references())
		if err != nil {
			return err
		}
		var jobs []*job
		for _, each := range plan.fresh {
			jobs = append(jobs, each.job)
		}
		columns = append(columns, column{key: "active"}, column{key: "awaiting_supplier"}, column{key: "transactions"})
		row = append(row, active, awaiting, transactions(jobs))
	}
	if plan.waiting > 0 {
		s.note("%d acts wait for a second operator, who finds them with: tally inbox", plan.waiting)
	}
	columns, row = append(columns, column{key: "waiting"}, column{key: "as_of"}), append(row, plan.waiting, j.AsOf)
	var sums []string
	for _, letters := range sortedKeys(plan.total()) {
		sum := plan.total()[letters]
		sums = append(sums, sum.String()+" "+letters)
	}
	columns, row = append(columns, column{key: "total"}), append(row, strings.Join(sums, ", "))
	if err := s.print.record(columns, row); err != nil {
		return err
	}
	if len(plan.refused) > 0 {
		return exitf(ExitRefused, "%d of %d rows were refused; the rest went on", len(plan.refused), records).
			hintf("correct them and import the file again: the others are known")
	}
	return nil
}

// standing counts how many of the receivables are active and how many wait for their suppliers, once the relayer has seen all of them.
func (b bulk) standing(ctx context.Context, obligor uint32, refs map[string]bool) (active, awaiting int, err error) {
	if b.s.get("wait") == "none" {
		return 0, 0, nil
	}
	ctx, cancel := b.s.within(ctx)
	defer cancel()
	for {
		made, err := patiently(ctx, b, func(ctx context.Context) ([]client.Obligation, error) {
			return b.relayer.Obligations(ctx, client.Filter{Creator: obligor})
		})
		if err != nil {
			return 0, 0, err
		}
		active, awaiting = 0, 0
		for _, one := range made {
			switch {
			case !refs[one.Ref] || one.State == "void":
			case one.State == "issued":
				awaiting++
			default:
				active++
			}
		}
		if active+awaiting >= len(refs) {
			return active, awaiting, nil
		}
		if err := rest(ctx, time.Second); err != nil {
			return active, awaiting, exitf(ExitPending, "the relayer shows %d of %d receivables yet", active+awaiting, len(refs)).
				hintf("wait longer with --timeout, or look later: tally act list")
		}
	}
}

// writeRefused writes refused rows as CSV, with a byte-order mark, so that a spreadsheet opens it as it is.
func (s *session) writeRefused(path string, refused []intake.Refused) error {
	var b bytes.Buffer
	b.WriteString("\xef\xbb\xbf")
	w := csv.NewWriter(&b)
	records := [][]string{{"row", "reason"}}
	for _, one := range refused {
		records = append(records, []string{strconv.Itoa(one.Number), s.reason(one.Reason)})
	}
	if err := w.WriteAll(records); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if err := replaceFile(path, b.Bytes()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// reason says in the user's language why a row was refused.
func (s *session) reason(r intake.Reason) string {
	args := slices.Clone(r.Args)
	for i, arg := range args {
		if err, ok := arg.(error); ok {
			args[i] = s.cause(err)
		}
	}
	return s.lang.Text(r.Text, args...)
}

// cause says an error that is an argument of a reason: a reason itself, a refusal, or a text.
func (s *session) cause(err error) string {
	var inner intake.Reason
	var refusal *Exit
	var problem *client.Problem
	switch {
	case errors.As(err, &inner):
		return s.reason(inner)
	case errors.As(err, &refusal), errors.As(err, &problem):
		return classify(err).Message(s.lang)
	}
	return s.lang.Text(err.Error())
}
