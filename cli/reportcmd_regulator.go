package main

import (
	"context"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/report"
)

// regulatorCommand is `tally report regulator`.
func regulatorCommand(s *session, date cli.Flag) *cli.Command {
	return &cli.Command{
		Name:  "regulator",
		Usage: "everything: companies, debts, lots, deposits, with totals, a digest and the contracts' own word",
		UsageText: "tally report regulator\n" +
			"tally report regulator --date 2026-12-31 -o json > state.json\n" +
			"jq -cjS .state state.json | sha256sum\n" +
			"tally report regulator --part lots -o csv\n" +
			"tally report regulator --rpc http://127.0.0.1:8545",
		Description: "The digest is the SHA-256 of the state as canonical JSON (RFC 8785); two relayers give the same for the same block, and jq\n" +
			"computes it as above. Every number is compared with the contracts at the block that is named: by the relayer, or with\n" +
			"--rpc by this computer on a node of one's own, which must keep the state of old blocks for a day that is over.\n" +
			"Exit code 6 says that the contracts differ.",
		Flags: []cli.Flag{
			date, &cli.StringFlag{Name: "part", Value: "totals", Usage: "the `PART` that a table or CSV shows: totals, supplies, companies, lines, obligations, lots, payments, financings, deposits"},
		},
		Action: s.reportRegulator,
	}
}

func (s *session) reportRegulator(c *cli.Context) error {
	parts := []string{"totals", "supplies", "companies", "lines", "obligations", "lots", "payments", "financings", "deposits"}
	if err := oneOf(parts...)(c.String("part")); err != nil {
		return usagef("--part").because(err)
	}
	a, err := s.dated(c)
	if err != nil {
		return err
	}
	r, err := a.relayer.Regulator(c.Context, a.date, true)
	if err != nil {
		return err
	}
	if digest, err := r.State.Digest(); err != nil || digest != r.Digest {
		return exitf(ExitConflict, "the relayer's digest is not that of the state that it gave").because(err).
			hintf("something on the way has changed the answer; ask another relayer")
	}
	by := s.lang.Text("the relayer")
	if url := s.get("rpc"); url != "" {
		by = url
		if err := s.compare(c.Context, r); err != nil {
			return err
		}
	}
	if err := s.printRegulator(c, r, by); err != nil {
		return err
	}
	return s.verdict(r)
}

// compare has the node of --rpc asked in the relayer's place, at the block that the relayer took.
func (s *session) compare(ctx context.Context, r *report.Regulator) error {
	node, err := s.Node(ctx)
	if err != nil {
		return err
	}
	defer node.Close()
	network, err := s.Network(ctx)
	if err != nil {
		return err
	}
	number, hash := r.Block.Number, r.Block.Hash
	if r.Comparison != nil {
		number, hash = r.Comparison.Block, r.Comparison.Hash
	}
	if r.Comparison, err = r.State.Compare(ctx, node, network, number, hash); err != nil {
		return exitf(ExitUnreachable, "the node %s cannot say how the contracts stood at block %d", s.get("rpc"), number).because(err).
			hintf("for a day that is over, use a node that keeps the state of old blocks (an archive node)")
	}
	r.NotCompared = ""
	return nil
}

func (s *session) printRegulator(c *cli.Context, r *report.Regulator, by string) error {
	part := s.partOf(r, c.String("part"))
	if s.print.format != "table" || c.String("part") != "totals" {
		return s.headed(c, r, s.lang.Text("All companies"), r.Basis, part)
	}
	if err := s.headed(c, r, s.lang.Text("All companies"), r.Basis, part, s.partOf(r, "supplies")); err != nil {
		return err
	}
	compared := s.lang.Text("no: %s", r.NotCompared)
	if r.Comparison != nil && r.Comparison.Equal {
		compared = s.lang.Text("equal in all %d numbers, at block %d, asked by %s", r.Comparison.Questions, r.Comparison.Block, by)
	} else if r.Comparison != nil {
		compared = s.lang.Text("%d of %d numbers differ, at block %d, asked by %s", len(r.Comparison.Differences), r.Comparison.Questions, r.Comparison.Block, by)
	}
	if err := s.sections(section{[]column{{key: "what"}, {key: "state"}, {key: "contracts"}}, differences(r.Comparison)}); err != nil {
		return err
	}
	return s.sections(section{[]column{{key: "companies", right: true}, {key: "digest"}, {key: "contracts"}}, [][]any{{r.Totals.Companies, r.Digest, compared}}})
}

func differences(compared *report.Comparison) (rows [][]any) {
	if compared != nil {
		for _, d := range compared.Differences {
			rows = append(rows, []any{d.What, d.State, d.Chain})
		}
	}
	return rows
}

// verdict is the exit code of a comparison.
func (s *session) verdict(r *report.Regulator) error {
	if r.Comparison == nil {
		s.note("not compared with the contracts: %s", r.NotCompared)
		return nil
	}
	if !r.Comparison.Equal {
		return exitf(ExitConflict, "the contracts have %d numbers otherwise at block %d", len(r.Comparison.Differences), r.Comparison.Block).
			hintf("the relayer's operator can stop it, delete its index and start it again: it is rebuilt from the chain")
	}
	return nil
}

// partOf is one list of the report.
func (s *session) partOf(r *report.Regulator, part string) section {
	names := make(map[uint32]string, len(r.State.Companies))
	for _, company := range r.State.Companies {
		names[company.ID] = company.Name
	}
	name := func(id uint32) any {
		if id == 0 {
			return nil
		}
		return names[id]
	}
	switch part {
	case "totals":
		return totalsPart(r.Totals)
	case "supplies":
		return suppliesPart(r.Totals)
	case "companies":
		return companiesPart(r.State)
	case "obligations":
		return obligationsPart(r.State, name)
	case "lots":
		return lotsPart(r.State, name)
	}
	return moneyPart(r.State, part, name)
}

func totalsPart(totals report.Totals) section {
	part := section{columns: []column{
		{key: "currency"}, {key: "receivables", right: true}, {key: "lots", right: true}, {key: "face", right: true}, {key: "live", right: true},
		{key: "ended", right: true}, {key: "paid", right: true}, {key: "credited", right: true},
	}}
	for _, d := range totals.Debts {
		part.rows = append(part.rows, []any{d.Currency, d.Obligations, d.Lots, d.Face, d.Live, d.Out, d.Paid, d.Credited})
	}
	return part
}

func suppliesPart(totals report.Totals) section {
	part := section{columns: []column{{key: "bank"}, {key: "currency"}, {key: "deposits", right: true}, {key: "set_aside", right: true}}}
	for _, supply := range totals.Supplies {
		part.rows = append(part.rows, []any{supply.Bank.Name, supply.Currency, supply.Total, supply.Earmarked})
	}
	return part
}

func companiesPart(state *report.State) section {
	part := section{columns: []column{{key: "id", right: true}, {key: "name"}, {key: "reg_no"}, {key: "capacities"}, {key: "suspended"}}}
	for _, company := range state.Companies {
		part.rows = append(part.rows, []any{company.ID, company.Name, company.Registration, words(company.Capacities), company.Suspended})
	}
	return part
}

func obligationsPart(state *report.State, name func(uint32) any) section {
	part := section{columns: append(obligationColumns(), column{key: "bank"}, column{key: "late_interest", right: true}, column{key: "defaulted_on"})}
	for _, o := range state.Obligations {
		part.rows = append(part.rows, []any{
			o.ID, name(o.Obligor), name(o.Supplier), o.Face, o.Currency, o.Due, word(o.State), o.Paid, o.Ref, name(o.Bank), o.Interest, dayOrNil(o.Defaulted),
		})
	}
	return part
}

func lotsPart(state *report.State, name func(uint32) any) section {
	in := make(map[string]currency.Code)
	for _, o := range state.Obligations {
		in[o.ID.String()] = o.Currency
	}
	part := section{columns: []column{
		{key: "lot"}, {key: "holder"}, {key: "amount", right: true}, {key: "credited", right: true}, {key: "currency"}, {key: "state"}, {key: "marks"},
	}}
	for _, l := range state.Lots {
		part.rows = append(part.rows, []any{l.ID, name(l.Holder), l.Amount(), l.Credited, in[l.ID.Obligation.String()], word(l.State), words(l.Marks)})
	}
	return part
}

// moneyPart is what was paid and lent, and what lies at the banks.
func moneyPart(state *report.State, which string, name func(uint32) any) (part section) {
	switch which {
	case "lines":
		part.columns = []column{{key: "obligor"}, {key: "currency"}, {key: "line", right: true}, {key: "used", right: true}, {key: "headroom", right: true}}
		for _, l := range state.Lines {
			part.rows = append(part.rows, []any{name(l.Obligor), l.Currency, l.Limit, l.Used, l.Limit.Minus(l.Used)})
		}
	case "payments":
		part.columns = []column{{key: "receivable"}, {key: "day"}, {key: "bank"}, {key: "means"}, {key: "amount", right: true}}
		for _, p := range state.Payments {
			part.rows = append(part.rows, []any{p.Obligation, p.Day, name(p.Bank), word(p.Means), p.Amount})
		}
	case "financings":
		part.columns = []column{
			{key: "lot"}, {key: "bank"}, {key: "seller"}, {key: "proceeds", right: true}, {key: "rate", right: true}, {key: "recourse"}, {key: "sold"},
			{key: "registration"},
		}
		for _, f := range state.Financings {
			part.rows = append(part.rows, []any{f.Units, name(f.Bank), name(f.Seller), f.Proceeds, f.Rate, f.Recourse, f.Day, f.Registration})
		}
	case "deposits":
		part.columns = []column{{key: "company"}, {key: "bank"}, {key: "currency"}, {key: "free", right: true}, {key: "set_aside", right: true}}
		for _, d := range state.Deposits {
			part.rows = append(part.rows, []any{name(d.Company), name(d.Bank), d.Currency, d.Free, d.Earmarked})
		}
	}
	return part
}
