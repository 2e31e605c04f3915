package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/cli/intake"
)

const (
	// atOnce is up to how many payees get their lots at once where neither --at-once nor --commit is said.
	atOnce = 100
	// shownActs is how many acts of a run are said in words before it is asked; the rest are counted.
	shownActs = 10
)

// runFlags are those of `tally voucher pay` that go with --file.
func runFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "file", Usage: "pay every row of this CSV `FILE`"},
		&cli.BoolFlag{Name: "skip-refused", Usage: "pay the other rows of the file where some are refused"},
		&cli.StringFlag{Name: "rejects", Usage: "write the refused rows, with reasons, to this CSV `FILE`, which can be corrected and paid"},
		&cli.StringFlag{Name: "out", Usage: "write what came of each row to this CSV `FILE`"},
		&cli.BoolFlag{Name: "at-once", Usage: "write every payee's lot in the paying transaction; done without it for up to 100 rows"},
		&cli.BoolFlag{Name: "commit", Usage: "store the run by its digest, and each lot when it is first used; done without it for more rows"},
		&cli.BoolFlag{Name: "again", Usage: "pay a file, or rows with a reference, that were paid before"},
	}
}

// runDescription is what help says of files.
const runDescription = "With --file every row of a CSV file is paid. Its first record names the columns: payee (a name, id, registration number or the\n" +
	"payer's vendor number; or a column id, name, registration or vendor for one of them), amount, and, if there are, currency and\n" +
	"reference; headings may be Chinese, the file in UTF-8 or GB18030, with commas, semicolons or tabs. At most 100,000 rows. Nothing is paid\n" +
	"while a row is refused, unless --skip-refused says so. Up to 100 rows become lots at once; a larger run stores one digest for each\n" +
	"12,000 payees, and a payee's lot is written when it is first used. What is signed is kept before it is sent: the same command again\n" +
	"after an interruption goes on where it was, and pays nobody twice. A run's terms are the Keccak-256 of the CSV of its rows that\n" +
	"is kept with it: columns payee (an id), amount, currency, reference."

// paying is one run of `tally voucher pay --file`.
type paying struct {
	*session
	c       *cli.Context
	bulk    bulk
	company *client.Company
	today   calendar.Day
	names   *payees
	// held are the lots that the company could pay with when it was asked.
	held map[ref.Lot]client.Lot
	// journals are the heads of those that the company has on this computer; nil before they are read.
	journals []*runJournal

	path    string
	file    *intake.Payments
	refused []intake.Refused
	rows    []runRow
	code    currency.Code
}

func (s *session) voucherPay(c *cli.Context) error {
	if c.String("file") != "" {
		if c.IsSet("to") || c.IsSet("amount") {
			return usagef("--file names payees and amounts, and so do --to and --amount").hintf("leave --file or the other two out")
		}
		if c.Bool("at-once") && c.Bool("commit") {
			return usagef("--at-once and --commit say two things").hintf("give one of them")
		}
		return s.payFile(c)
	}
	for _, name := range []string{"skip-refused", "rejects", "out", "at-once", "commit", "again"} {
		if c.IsSet(name) {
			return usagef("--%s is for --file", name)
		}
	}
	if !c.IsSet("to") || !c.IsSet("amount") {
		return usagef("say who is paid and how much: --to and --amount, or --file").hintf("see: %s --help", "tally voucher pay")
	}
	return s.payOne(c)
}

// payFile pays the rows of a file, or goes on with what an interrupted command began.
func (s *session) payFile(c *cli.Context) error {
	path := c.String("file")
	content, err := os.ReadFile(path)
	if err != nil {
		return exitf(ExitNotFound, "the file %s cannot be read", path).because(errors.Unwrap(err))
	}
	p := &paying{session: s, c: c, path: path, held: make(map[ref.Lot]client.Lot)}
	if p.file, err = s.readPayments(path, content); err != nil {
		return err
	}
	if _, err := s.deadline(c); err != nil {
		return err
	}
	if err := s.mayDraft(c); err != nil {
		return err
	}
	if err := p.meet(); err != nil {
		return err
	}
	j, err := p.journalOf(content)
	if err != nil {
		return err
	}
	if err := p.sort(j); err != nil {
		return err
	}
	if err := p.tellRefused(); err != nil {
		return err
	}
	if j.kept {
		return p.goOn(j)
	}
	return p.payAnew(j)
}

// goOn tells of a run that an earlier command began, and carries it on.
func (p *paying) goOn(j *runJournal) error {
	p.note("this file was begun on %s as %s: going on with it", j.Begun.Local().Format("2006-01-02 15:04"), j.names())
	return p.carryOn(j)
}

// readPayments reads the file, and says what to do where none of it can be read.
func (s *session) readPayments(path string, content []byte) (*intake.Payments, error) {
	file, err := intake.ReadPayments(content)
	var whole *intake.Unusable
	if !errors.As(err, &whole) {
		if err == nil && file.Guessed {
			s.note("%s is no UTF-8, and read as GB18030", path)
		}
		return file, err
	}
	refusal := usagef("%s: %s: %s", path, s.lang.Text(whole.Kind.Error()), s.reason(whole.Reason))
	if errors.Is(err, intake.ErrTooMany) {
		return nil, refusal.hintf("split it into files of at most 100,000 rows, and pay each")
	}
	return nil, refusal.hintf("see: %s --help", "tally voucher pay")
}

// meet asks the relayer who there is.
func (p *paying) meet() (err error) {
	if p.bulk, err = p.bulkOf(p.c.Context); err != nil {
		return err
	}
	id, err := p.acting(p.c.Context)
	if err != nil {
		return err
	}
	if p.company, err = p.bulk.relayer.Company(p.c.Context, id); err != nil {
		return err
	}
	all, err := p.bulk.relayer.Companies(p.c.Context, client.Filter{})
	if err != nil {
		return err
	}
	p.names = payeesOf(all, p.company)
	p.today = p.bulk.network.Clock.DayAt(p.con.Now())
	return nil
}

// payAnew plans, shows, asks, signs, keeps and sends a run that was not begun before.
func (p *paying) payAnew(j *runJournal) error {
	if len(p.rows) == 0 {
		return p.nothingLeft()
	}
	begun, err := p.knowing(j)
	if err != nil {
		return err
	}
	if begun != nil {
		return p.goOn(begun)
	}
	if err := p.plan(j); err != nil {
		return err
	}
	if err := p.show(j); err != nil {
		return err
	}
	if p.switched("dry-run") {
		return p.rehearseRun(j)
	}
	if err := p.mayPay(); err != nil {
		return err
	}
	question := "Pay %d rows, %s %s in all, with %d signatures?"
	if drafting(p.c) {
		question = "Sign %[4]d drafts, which pay %[1]d rows, %[2]s %[3]s in all?"
	}
	if err := p.confirm(question, len(j.Rows), j.Total.String(), j.Currency.String(), len(j.Parts)); err != nil {
		return err
	}
	if err := p.signParts(j, j.Parts); err != nil {
		return err
	}
	if err := j.begin(p.con.Now()); err != nil {
		return err
	}
	return p.carryOut(j)
}

// nothingLeft is the end of a file that has no row to pay.
func (p *paying) nothingLeft() error {
	return exitf(ExitRefused, "every row of %s is refused; nothing was paid", p.path).hintf("correct the rows, and pay the file then")
}

// mayPay refuses to pay some rows while others are refused, unless the user wants it so.
func (p *paying) mayPay() error {
	if len(p.refused) == 0 || p.c.Bool("skip-refused") {
		return nil
	}
	return exitf(ExitRefused, "%d of %d rows are refused; nothing was paid", len(p.refused), len(p.file.Records)).
		hintf("correct them, or pay the others with --skip-refused; --rejects FILE writes the refused ones to a file")
}

// show tells what would be done.
func (p *paying) show(j *runJournal) error {
	distinct := make(map[uint32][]int)
	for _, row := range j.Rows {
		distinct[row.Payee] = append(distinct[row.Payee], row.Number)
	}
	p.note("%d rows, %d payees, %s %s in all", len(j.Rows), len(distinct), j.Total.String(), j.Currency.String())
	p.tellTwice(distinct)
	for i, lot := range p.lotsUsed(j) {
		if i == shownActs {
			p.note("and %d more lots", len(p.lotsUsed(j))-i)
			break
		}
		p.note("lot %s, due %s: %s of %s", lot.id.String(), lot.due.String(), lot.taken.String(), lot.id.Units().Amount().String())
	}
	for i, row := range j.cutRows() {
		if i == shownActs {
			p.note("and %d more rows are cut", len(j.cutRows())-i)
			break
		}
		p.note("row %d, %s, is cut over %d lots: none has room for it whole", row.number, row.amount.String(), row.pieces)
	}
	for i, part := range j.Parts {
		if i == shownActs {
			p.note("and %d more acts of the same kind", len(j.Parts)-i)
			break
		}
		sentence, err := p.speaker(p.c.Context).Act(part.message())
		if err != nil {
			return fmt.Errorf("say the act: %w", err)
		}
		p.note("%s", sentence)
	}
	return nil
}

// tellTwice tells which payees occur more than once, which is allowed.
func (p *paying) tellTwice(rows map[uint32][]int) {
	var twice []uint32
	for id, numbers := range rows {
		if len(numbers) > 1 {
			twice = append(twice, id)
		}
	}
	slices.SortFunc(twice, func(a, b uint32) int { return rows[a][0] - rows[b][0] })
	for i, id := range twice {
		if i == 3 {
			p.note("and %d more payees occur more than once", len(twice)-i)
			return
		}
		p.note("%s is paid more than once: rows %s", p.names.byID[id].Name, someRows(rows[id]))
	}
}

// someRows lists the first few of many row numbers.
func someRows(numbers []int) string {
	var said []string
	for i, number := range numbers {
		if i == 5 {
			said = append(said, "…")
			break
		}
		said = append(said, fmt.Sprint(number))
	}
	return strings.Join(said, ", ")
}

// sum adds rows up; false where that is more than any amount can be.
func sum(rows []runRow) (total amount.Amount, ok bool) {
	for _, row := range rows {
		if total > amount.Max-row.Amount {
			return total, false
		}
		total += row.Amount
	}
	return total, true
}
