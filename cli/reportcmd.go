package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/report"
)

// reportCommand is `tally report`: what people ask of the books at the end of a day.
func reportCommand(s *session) *cli.Command {
	date := &cli.StringFlag{Name: "date", Usage: "at the end of this `DAY`; today without it"}
	return &cli.Command{
		Name:  "report",
		Usage: "what falls due, cash to come, exposure, holdings, financings, everything, as of any day",
		Subcommands: []*cli.Command{
			{
				Name:      "maturity",
				Usage:     "what falls due to the company and by it, by month or day",
				UsageText: "tally report maturity\ntally report maturity --by day --date 2026-12-31 -o csv",
				Flags:     []cli.Flag{date, &cli.StringFlag{Name: "by", Value: "month", Usage: "`STEP` of the ladder: day or month"}},
				Action:    s.reportMaturity,
			},
			{
				Name:      "cash-forecast",
				Usage:     "money to come and to go, day by day, and in which bank's deposits",
				UsageText: "tally report cash-forecast\ntally report cash-forecast -o csv > forecast.csv",
				Description: "A bank is named where payment is under way in its deposits, or where it alone has granted the obligor's line; else it is\n" +
					"open. Every debt is taken to be paid on its due day; what is overdue stands under the day on which it should have been paid.\n" +
					"What is disputed is left out. What comes in on pledged lots goes to the pledgee first, up to what is secured; what is frozen waits.",
				Flags: []cli.Flag{date}, Action: s.reportForecast,
			},
			{
				Name:      "exposure",
				Usage:     "by whom the company is owed, with their lines and payment records",
				UsageText: "tally report exposure\ntally report exposure --date 2026-12-31 -o json",
				Flags:     []cli.Flag{date}, Action: s.reportExposure,
			},
			{
				Name:      "holdings",
				Usage:     "the lots that the company holds, with their accounting class",
				UsageText: "tally report holdings\ntally report holdings --purpose sell --date 2026-12-31 -o csv",
				Description: "A voucher that is kept until it is paid is an account receivable; where vouchers are also sold or passed on, they are\n" +
					"receivables financing. A voucher is never a note: only a bill of exchange is (R-V13).",
				Flags: []cli.Flag{
					date, &cli.StringFlag{Name: "purpose", Value: "collect", Usage: "what the company has them `FOR`, which decides the class: collect or sell"},
				},
				Action: s.reportHoldings,
			},
			{
				Name:      "financed",
				Usage:     "what was sold to banks, with proceeds and registration numbers",
				UsageText: "tally report financed\ntally report financed --all --date 2026-12-31 -o csv",
				Description: "Pledged lots follow, for they are registered too. What is financed or pledged without a registration number is listed last, and\n" +
					"exit code 8 says that there is some (R-V06, R-C09). CSV has the sales; --part pledges of `tally report regulator` the pledges.\n" +
					"A number says that something was registered, not that it is true.",
				Flags:  []cli.Flag{date, &cli.BoolFlag{Name: "all", Usage: "everybody's, not the company's only"}},
				Action: s.reportFinanced,
			},
			regulatorCommand(s, date),
		},
	}
}

// asked is what a report is asked for with.
type asked struct {
	relayer *client.Client
	company uint32
	date    calendar.Day
}

// dated reads --date and finds the relayer. A day that has not come is refused.
func (s *session) dated(c *cli.Context) (a asked, err error) {
	if a.date, err = dayOf(c, "date"); err != nil {
		return a, err
	}
	if a.relayer, err = s.Client(); err != nil || a.date == 0 {
		return a, err
	}
	today, err := s.today(c.Context)
	if err == nil && a.date > today {
		err = usagef("--date: %s has not come; today is %s", a.date, today).hintf("leave --date out for today")
	}
	return a, err
}

// whose is dated for a report of the company that acts.
func (s *session) whose(c *cli.Context) (a asked, err error) {
	if a, err = s.dated(c); err == nil {
		a.company, err = s.acting(c.Context)
	}
	return a, err
}

// headed prints a report: the document in JSON, the rows in CSV, and in a table a line that says whose it is and of when, and then the
// sections.
func (s *session) headed(c *cli.Context, document any, who string, basis report.Basis, rows section, more ...section) error {
	switch s.print.format {
	case "json":
		return s.print.json(document)
	case "csv":
		return s.print.list(rows.columns, rows.rows)
	}
	text := s.lang.Text("%s at the end of %s, as of block %d", printable(who), basis.Date, basis.Block.Number)
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	if !network.Clock.IsReal() {
		text += s.lang.Text(" (a day of this network lasts %s)", network.Clock.Length())
	}
	if _, err := fmt.Fprintln(s.con.Out, text); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if len(rows.rows) == 0 {
		if _, err := fmt.Fprintln(s.con.Out, s.lang.Text("nothing to report")); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return s.sections(append([]section{rows}, more...)...)
}

func (s *session) reportMaturity(c *cli.Context) error {
	if err := oneOf(string(report.ByDay), string(report.ByMonth))(c.String("by")); err != nil {
		return usagef("--by").because(err)
	}
	a, err := s.whose(c)
	if err != nil {
		return err
	}
	m, err := a.relayer.Maturity(c.Context, a.company, a.date, report.Step(c.String("by")))
	if err != nil {
		return err
	}
	var rungs, totals [][]any
	for _, r := range m.Rungs {
		rungs = append(rungs, []any{word(r.Side), r.Currency, word(r.Bucket), r.Count, r.Amount})
	}
	for _, t := range m.Totals {
		totals = append(totals, []any{word(t.Side), t.Currency, t.Count, t.Amount})
	}
	return s.headed(c, m, m.Company.Name, m.Basis,
		section{[]column{{key: "side"}, {key: "currency"}, {key: "falls_due"}, {key: "count", right: true}, {key: "amount", right: true}}, rungs},
		section{[]column{{key: "side"}, {key: "currency"}, {key: "count", right: true}, {key: "total", right: true}}, totals})
}

func (s *session) reportForecast(c *cli.Context) error {
	a, err := s.whose(c)
	if err != nil {
		return err
	}
	f, err := a.relayer.Forecast(c.Context, a.company, a.date)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, flow := range f.Flows {
		var bank any
		if flow.Bank != nil {
			bank = flow.Bank.Name
		}
		rows = append(rows, []any{flow.Day, flow.Overdue, flow.Currency, bank, word(flow.Source), flow.In, flow.Out, flow.Running, flow.Pledged,
			flow.Frozen})
	}
	return s.headed(c, f, f.Company.Name, f.Basis, section{[]column{
		{key: "day"}, {key: "overdue"}, {key: "currency"}, {key: "bank"}, {key: "known_by"}, {key: "in", right: true}, {key: "out", right: true},
		{key: "running", right: true}, {key: "in_pledged", right: true}, {key: "in_frozen", right: true},
	}, rows})
}

func (s *session) reportExposure(c *cli.Context) error {
	a, err := s.whose(c)
	if err != nil {
		return err
	}
	e, err := a.relayer.Exposure(c.Context, a.company, a.date)
	if err != nil {
		return err
	}
	owed := []column{
		{key: "obligor"}, {key: "currency"}, {key: "lots", right: true}, {key: "held", right: true}, {key: "open", right: true}, {key: "share", right: true},
		{key: "overdue", right: true}, {key: "days_30", right: true}, {key: "days_60", right: true}, {key: "days_90", right: true}, {key: "later", right: true},
		{key: "in_dispute", right: true}, {key: "in_pledge", right: true},
	}
	standing := []column{
		{key: "line", right: true}, {key: "used", right: true}, {key: "headroom", right: true}, {key: "on_time", right: true}, {key: "late", right: true},
		{key: "unpaid", right: true}, {key: "defaulted", right: true}, {key: "disputed", right: true}, {key: "longest_delay", right: true},
	}
	var amounts, records, all [][]any
	for _, d := range e.Debtors {
		amount := []any{d.Obligor.Name, d.Currency, d.Lots, d.Held, d.Open, d.Share, d.Overdue, d.Days30, d.Days60, d.Days90, d.Later, d.Disputed,
			d.Pledged}
		record := []any{nil, nil, nil, d.Conduct.OnTime.Count, d.Conduct.Late.Count, d.Conduct.Overdue.Count, d.Conduct.Defaulted.Count,
			d.Conduct.Disputed.Count, d.Conduct.LongestDelay}
		if d.Line != nil {
			record[0], record[1], record[2] = d.Line.Limit, d.Line.Used, d.Line.Left
		}
		amounts = append(amounts, amount)
		records = append(records, append([]any{d.Obligor.Name, d.Currency}, record...))
		all = append(all, append(amount[:len(amount):len(amount)], record...))
	}
	if s.print.format == "csv" {
		return s.print.list(append(owed, standing...), all)
	}
	return s.headed(c, e, e.Company.Name, e.Basis, section{owed, amounts},
		section{append([]column{{key: "obligor"}, {key: "currency"}}, standing...), records})
}

func (s *session) reportHoldings(c *cli.Context) error {
	if err := oneOf(string(report.ToCollect), string(report.ToSell))(c.String("purpose")); err != nil {
		return usagef("--purpose").because(err)
	}
	a, err := s.whose(c)
	if err != nil {
		return err
	}
	h, err := a.relayer.Holdings(c.Context, a.company, a.date, report.Purpose(c.String("purpose")))
	if err != nil {
		return err
	}
	var rows, totals [][]any
	for _, l := range h.Lots {
		rows = append(rows, []any{l.Lot, l.Obligor.Name, l.Amount, l.Credited, l.Open, l.Currency, l.Due, l.Days, word(l.State), word(l.Standing),
			words(l.Marks), word(l.Class)})
	}
	for _, t := range h.Totals {
		totals = append(totals, []any{word(t.Class), t.Currency, t.Amount, t.Open})
	}
	return s.headed(c, h, h.Company.Name, h.Basis, section{[]column{
		{key: "lot"}, {key: "obligor"}, {key: "amount", right: true}, {key: "credited", right: true}, {key: "open", right: true}, {key: "currency"},
		{key: "due"}, {key: "days", right: true}, {key: "state"}, {key: "standing"}, {key: "marks"}, {key: "class"},
	}, rows}, section{[]column{{key: "class"}, {key: "currency"}, {key: "amount", right: true}, {key: "open", right: true}}, totals})
}

func (s *session) reportFinanced(c *cli.Context) error {
	a, err := s.dated(c)
	if err == nil && !c.Bool("all") {
		a.company, err = s.acting(c.Context)
	}
	if err != nil {
		return err
	}
	f, err := a.relayer.Financed(c.Context, a.company, a.date)
	if err != nil {
		return err
	}
	var rows, pledges, gaps [][]any
	for _, p := range f.Pledges {
		pledges = append(pledges, []any{p.Lot, p.Pledgor.Name, p.Pledgee.Name, p.Secured, p.Received, p.Currency, p.DebtDue, p.Registration})
	}
	for _, sale := range f.Sales {
		rows = append(rows, []any{sale.Units, sale.Bank.Name, sale.Seller.Name, sale.Obligor.Name, sale.Face, sale.Proceeds, sale.Open, sale.Currency,
			sale.Rate, sale.Recourse, sale.Day, sale.Due, word(sale.Standing), sale.Registration})
	}
	for _, gap := range f.Unregistered {
		gaps = append(gaps, []any{gap.Lot, gap.Holder.Name, word(gap.Why)})
	}
	who := s.lang.Text("All companies")
	if f.Company != nil {
		who = f.Company.Name
	}
	if err := s.headed(c, f, who, f.Basis, section{[]column{
		{key: "lot"}, {key: "bank"}, {key: "seller"}, {key: "obligor"}, {key: "face", right: true}, {key: "proceeds", right: true},
		{key: "open", right: true}, {key: "currency"}, {key: "rate", right: true}, {key: "recourse"}, {key: "sold"}, {key: "due"}, {key: "standing"},
		{key: "registration"},
	}, rows}, section{[]column{
		{key: "lot"}, {key: "pledgor"}, {key: "pledgee"}, {key: "secured", right: true}, {key: "received", right: true}, {key: "currency"}, {key: "due"},
		{key: "registration"},
	}, pledges}); err != nil {
		return err
	}
	return s.registered(gaps)
}

// registered says whether everything that is financed has a registration number, and what has none.
func (s *session) registered(gaps [][]any) error {
	if len(gaps) == 0 {
		if s.print.format != "table" {
			return nil
		}
		_, err := fmt.Fprintln(s.con.Out, "\n"+s.lang.Text("financed or pledged without a registration number: none"))
		return err
	}
	if s.print.format == "table" {
		if err := s.sections(section{[]column{{key: "lot"}, {key: "holder"}, {key: "without_number"}}, gaps}); err != nil {
			return err
		}
	}
	return exitf(ExitRefused, "%d financed or pledged lots have no registration number (R-V06, R-C09)", len(gaps)).
		hintf("-o json lists them under unregistered")
}
