package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// companyCommand is `tally company`: who is in the network, and what a company settles for itself.
func companyCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "company",
		Usage: "companies, their operators and limits, and whom they accept from",
		Subcommands: slices.Concat([]*cli.Command{
			companyApplyCommand(s),
			companyAdmitCommand(s),
			companyImportCommand(s),
			{
				Name:      "list",
				Usage:     "the companies of the network",
				UsageText: "tally company list\ntally company list --name steel\ntally company list --capacity bank\ntally company list --status suspended",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "capacity", Usage: "only those admitted as `WORD`: obligor, bank, guarantor, authority, desk, sme, group"},
					&cli.StringFlag{Name: "status", Usage: "only those that are `WORD`: active, suspended, barred"},
					&cli.StringFlag{Name: "name", Usage: "only those whose name contains `TEXT`"},
					&cli.StringFlag{Name: "reg-no", Usage: "only the one with this registration `NUMBER`"},
				},
				Action: s.companyList,
			},
			{
				Name:      "show",
				Usage:     "one company: operators, vendors, lines, standing acceptances",
				UsageText: "tally company show \"Northern Steel\"",
				ArgsUsage: "COMPANY",
				Action:    s.companyShow,
			},
			{
				Name:      "suspend",
				Usage:     "stop a company from acting, or let it act again (operator's or authority's desk)",
				UsageText: "tally company suspend Bolt --reason \"order 2026-118\"\ntally company suspend Bolt --lift",
				ArgsUsage: "COMPANY",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "reason", Usage: "why: `TEXT`, public"},
					&cli.BoolFlag{Name: "lift", Usage: "let it act again"},
					deadlineFlag(),
				},
				Action: s.companySuspend,
			},
			companyRecordCommand(s),
			operatorCommand(s),
			{
				Name:  "accept-from",
				Usage: "take from a company, from now on and unasked, what it transfers or issues",
				UsageText: "tally company accept-from \"Northern Steel\" --max 1,000,000.00\n" +
					"tally company accept-from Acme --obligor \"Northern Steel\" --min 100.00 --max 50,000.00 --per-day 20\n" +
					"tally company accept-from Acme --end",
				ArgsUsage: "COMPANY",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "obligor", Usage: "only debts of this `COMPANY`; of any without it"},
					&cli.StringFlag{Name: "min", Usage: "the smallest `AMOUNT` taken; 0.01 without it"},
					&cli.StringFlag{Name: "max", Usage: "the largest `AMOUNT` taken, or none"},
					&cli.UintFlag{Name: "per-day", Usage: "at most this `NUMBER` a day; any without it"},
					&cli.StringFlag{Name: "until", Usage: "up to this `DAY`; a year from now without it"},
					&cli.BoolFlag{Name: "end", Usage: "accept nothing unasked any more"},
					deadlineFlag(),
				},
				Action: s.companyAcceptFrom,
			},
			{
				Name:  "limits",
				Usage: "show the company's limits, or set the amount above which two operators must sign",
				UsageText: "tally company limits\n" +
					"tally company limits --limit 500,000.00\n" +
					"tally company limits --limit none",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "limit", Usage: "above this `AMOUNT` two operators sign; none: never"},
					deadlineFlag(),
				},
				Action: s.companyLimits,
			},
			{
				Name:      "vendor",
				Usage:     "name the supplier that the company's books know under a vendor number",
				UsageText: "tally company vendor Acme --vendor-no V-10023",
				ArgsUsage: "COMPANY",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "vendor-no", Required: true, Usage: "the vendor `NUMBER`"},
					deadlineFlag(),
				},
				Action: s.companyVendor,
			},
			{
				Name:      "line",
				Usage:     "grant an obligor the amount that it may owe (banks, heads of groups)",
				UsageText: "tally company line \"Northern Steel\" --max 50,000,000.00 --as \"First Bank\"",
				ArgsUsage: "COMPANY",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "max", Required: true, Usage: "the `AMOUNT`; 0 ends the line for new debts"},
					&cli.StringFlag{Name: "currency", Usage: "ISO 4217 `CODE`; CNY without it"},
					deadlineFlag(),
				},
				Action: s.companyLine,
			},
		}, circleCommands(s), orderCommands(s)),
	}
}

func (s *session) companyList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	companies, err := relayer.Companies(c.Context, client.Filter{Registration: c.String("reg-no")})
	if err != nil {
		return err
	}
	capacity, err := wordOf(c, "capacity", "obligor", "bank", "guarantor", "authority", "desk", "sme", "group")
	if err != nil {
		return err
	}
	status, err := wordOf(c, "status", "active", "suspended", "barred")
	if err != nil {
		return err
	}
	var rows [][]any
	for _, one := range companies {
		is := one.Status
		if status == "barred" && one.Barred {
			is = "barred"
		}
		if strings.Contains(strings.ToLower(one.Name), strings.ToLower(c.String("name"))) && (status == "" || is == status) &&
			(capacity == "" || slices.Contains(one.Capacities, capacity)) {
			rows = append(rows, []any{one.ID, one.Name, one.Registration, word(one.Status), words(one.Capacities), one.Since})
		}
	}
	return s.print.list([]column{
		{key: "id", right: true}, {key: "name"}, {key: "reg_no"}, {key: "status"}, {key: "capacities"}, {key: "since"},
	}, rows)
}

// wordOf reads a flag that takes one of a few words; empty where it is not given.
func wordOf(c *cli.Context, flag string, known ...string) (string, error) {
	word := c.String(flag)
	if word != "" && !slices.Contains(known, word) {
		return "", usagef("--%s: %q is not one of %s", flag, word, strings.Join(known, ", "))
	}
	return word, nil
}

func (s *session) companyShow(c *cli.Context) error {
	if _, err := s.insider(c.Context); err != nil {
		return err
	}
	one, err := s.company(c.Context, c.Args().First())
	if err != nil {
		return err
	}
	if one, err = s.companyByID(c.Context, one.ID); err != nil {
		return err
	}
	return s.printCompany(one)
}

// printCompany prints what the relayer shows us of a company; in a table its lists follow one another.
func (s *session) printCompany(one client.Company) error {
	if s.print.format == "json" {
		return s.print.json(one)
	}
	var dual any = word("none")
	switch {
	case one.DualAbove != nil:
		dual = *one.DualAbove
	case len(one.Operators) == 0:
		dual = nil // not ours to see, as the operators are not
	}
	if err := s.print.record(
		[]column{{key: "id"}, {key: "name"}, {key: "reg_no"}, {key: "status"}, {key: "capacities"}, {key: "since"}, {key: "two_sign_above"}},
		[]any{one.ID, one.Name, one.Registration, word(one.Status), words(one.Capacities), one.Since, dual}); err != nil || s.print.format == "csv" {
		return err
	}
	var operators, standing, lines, vendors, circles, defaults, recovery [][]any
	for _, o := range one.Operators {
		operators = append(operators, []any{o.Key, words(o.Roles), amountOrNone(o.Limit), amountOrNone(o.Daily), dayOrNil(o.Until), o.Suspended})
	}
	for _, a := range one.Standing {
		var obligor any = word("any")
		if a.Obligor != nil {
			obligor = a.Obligor.Name
		}
		var perDay any = word("any")
		if a.PerDay > 0 {
			perDay = a.PerDay
		}
		standing = append(standing, []any{a.Sender.Name, obligor, a.Min, a.Max, perDay, a.Until})
	}
	for _, l := range one.Lines {
		lines = append(lines, []any{l.Currency, l.Limit, l.Used})
	}
	for _, v := range one.Vendors {
		vendors = append(vendors, []any{v.Number, v.Supplier.Name})
	}
	for _, m := range one.Circles {
		circles = append(circles, []any{m.Circle.Name, m.Tier, m.Inviter.Name, m.Since})
	}
	if one.Barred || one.InDefault > 0 {
		defaults = [][]any{{int(one.InDefault), one.Barred}}
	}
	if one.Recovery != nil {
		recovery = [][]any{{one.Recovery.Key.Hex(), dayOrNil(one.Recovery.Notice), one.Recovery.Proposal.Hex()}}
	}
	return s.sections(
		section{[]column{{key: "in_default", right: true}, {key: "barred"}}, defaults},
		section{[]column{{key: "recovery"}, {key: "notice"}, {key: "proposal"}}, recovery},
		section{[]column{{key: "operator"}, {key: "role"}, {key: "limit", right: true}, {key: "daily", right: true}, {key: "until"}, {key: "suspended"}}, operators},
		section{[]column{{key: "accepts_from"}, {key: "obligor"}, {key: "min", right: true}, {key: "max", right: true}, {key: "per_day", right: true}, {key: "until"}}, standing},
		section{[]column{{key: "line"}, {key: "limit", right: true}, {key: "used", right: true}}, lines},
		section{[]column{{key: "vendor_no"}, {key: "supplier"}}, vendors},
		section{[]column{{key: "circle"}, {key: "tier", right: true}, {key: "invited_by"}, {key: "since"}}, circles},
	)
}

// section is one of several tables on a page.
type section struct {
	columns []column
	rows    [][]any
}

// sections prints the tables that have rows, an empty line before each.
func (s *session) sections(all ...section) error {
	for _, one := range all {
		if len(one.rows) == 0 {
			continue
		}
		if _, err := fmt.Fprintln(s.con.Out); err != nil {
			return fmt.Errorf("print: %w", err)
		}
		if err := s.print.list(one.columns, one.rows); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) companySuspend(c *cli.Context) error {
	if !c.Bool("lift") && c.String("reason") == "" {
		return usagef("a suspension needs its reason").hintf("give it with --reason TEXT; it is public")
	}
	desk, id, err := s.actingAnd(c)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.SuspendCompany{
		Company: desk, Id: id, Suspended: !c.Bool("lift"), Reason: c.String("reason"),
	}})
}

// actingAnd answers the company that acts and the one that the first argument names.
func (s *session) actingAnd(c *cli.Context) (acting, named uint32, err error) {
	if acting, err = s.acting(c.Context); err != nil {
		return 0, 0, err
	}
	named, err = s.companyID(c.Context, c.Args().First())
	return acting, named, err
}

func (s *session) companyAcceptFrom(c *cli.Context) error {
	company, sender, err := s.actingAnd(c)
	if err != nil {
		return err
	}
	message := contracts.AcceptFrom{Company: company, Sender: sender}
	if c.String("obligor") != "" {
		if message.Obligor, err = s.companyID(c.Context, c.String("obligor")); err != nil {
			return err
		}
	}
	if message.Min, message.Max, err = bounds(c); err != nil {
		return err
	}
	perDay := c.Uint("per-day")
	if perDay > 65_535 {
		return usagef("--per-day: at most 65,535")
	}
	message.PerDay = uint16(perDay)
	if !c.Bool("end") {
		until, err := s.dayOr(c, "until", 365)
		if err != nil {
			return err
		}
		message.Until = uint32(until)
	}
	return s.do(c, order{message: message})
}

func (s *session) companyLimits(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	if !c.IsSet("limit") {
		one, err := s.companyByID(c.Context, company)
		if err != nil {
			return err
		}
		return s.printCompany(one)
	}
	above, err := limitOf(c, "limit")
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.SetThreshold{Company: company, DualAbove: above}})
}

func (s *session) companyVendor(c *cli.Context) error {
	company, supplier, err := s.actingAnd(c)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.NameVendor{Company: company, Supplier: supplier, Number: c.String("vendor-no")}})
}

func (s *session) companyLine(c *cli.Context) error {
	bank, obligor, err := s.actingAnd(c)
	if err != nil {
		return err
	}
	most, err := anyAmountOf(c, "max")
	if err != nil {
		return err
	}
	code, err := currencyOf(c)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.GrantLine{Company: bank, Obligor: obligor, Currency: uint16(code), Amount: uint64(most)}})
}
