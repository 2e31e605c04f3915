package main

import (
	"context"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/deployment"
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
			date, &cli.StringFlag{Name: "part", Value: "totals", Usage: "the `PART` that a table or CSV shows: " + strings.Join(regulatorParts(), ", ")},
		},
		Action: s.reportRegulator,
	}
}

// regulatorParts are the lists of the report, of which a table or CSV shows one.
func regulatorParts() []string {
	return []string{
		"totals", "supplies", "companies", "lines", "obligations", "lots", "records", "payments", "financings", "pledges", "holds", "claims", "deposits",
	}
}

func (s *session) reportRegulator(c *cli.Context) error {
	if err := oneOf(regulatorParts()...)(c.String("part")); err != nil {
		return usagef("--part").because(err)
	}
	a, err := s.dated(c)
	if err != nil {
		return err
	}
	url, by := s.get("rpc"), s.lang.Text("the relayer")
	r, err := a.relayer.Regulator(c.Context, a.date, url == "")
	if err != nil {
		return err
	}
	if digest, err := r.State.Digest(); err != nil || digest != r.Digest {
		return exitf(ExitConflict, "the relayer's digest is not that of the state that it gave").because(err).
			hintf("something on the way has changed the answer; ask another relayer")
	}
	if url != "" {
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

// compare asks the node of --rpc, at the newest block that the relayer knows to have this state.
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
	bar := s.beginProgress(r.State.Questions(network), "comparing with the contracts")
	defer bar.end()
	if r.Comparison, err = r.State.Compare(ctx, &counted{Caller: node, bar: bar}, network, r.Same); err != nil {
		return exitf(ExitUnreachable, "the node %s cannot say how the contracts stood at block %d", s.get("rpc"), r.Same.Number).because(err).
			hintf("for a day that is over, use a node that keeps the state of old blocks (an archive node)")
	}
	return nil
}

// counted shows how many questions a node has answered.
type counted struct {
	deployment.Caller
	mu  sync.Mutex
	bar *progress
}

// CallContext asks the node.
func (n *counted) CallContext(ctx context.Context, result any, method string, args ...any) error {
	err := n.Caller.CallContext(ctx, result, method, args...)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.bar.step(1)
	return err
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
		compared = s.lang.Text("equal in all %d numbers, at block %d, asked by %s", r.Comparison.Questions, r.Comparison.Block.Number, by)
	} else if r.Comparison != nil {
		compared = s.lang.Text("%d of %d numbers differ, at block %d, asked by %s", len(r.Comparison.Differences), r.Comparison.Questions, r.Comparison.Block.Number, by)
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
		return exitf(ExitConflict, "the contracts have %d numbers otherwise at block %d", len(r.Comparison.Differences), r.Comparison.Block.Number).
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
	case "records", "pledges", "holds", "claims":
		return rightsPart(r.State, part, name)
	}
	return moneyPart(r.State, part, name)
}
