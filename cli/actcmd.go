package main

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// actCommand is `tally act`: what was signed, how far it is, and a second operator's word on it.
func actCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "act",
		Usage: "signed acts: list, show, approve or reject as second operator, withdraw one's own",
		Subcommands: []*cli.Command{
			{
				Name:      "list",
				Usage:     "the company's acts, newest first",
				UsageText: "tally act list\ntally act list --waiting --as Acme",
				Flags: []cli.Flag{
					&cli.BoolFlag{Name: "waiting", Usage: "only those that wait for a second operator"},
					&cli.StringFlag{Name: "state", Usage: "only those in this `STATE`: queued, sent, mined, final, failed…"},
				},
				Action: s.actList,
			},
			{
				Name:      "show",
				Usage:     "one act, what it says, and its history",
				UsageText: "tally act show 0x5f3c…",
				ArgsUsage: "ID",
				Action:    s.actShow,
			},
			{
				Name:      "approve",
				Usage:     "sign an act as the company's second operator, after reading it",
				UsageText: "tally act approve 0x5f3c… --account boss\ntally act approve 0x5f3c… 0x81aa… --account boss --yes",
				Description: "Shows what the act says and comes to, made anew from what is signed. An act that has become\n" +
					"impossible since it was made is refused with the reason, and goes on waiting.",
				ArgsUsage: "ID...",
				Action:    s.actApprove,
			},
			{
				Name:      "reject",
				Usage:     "turn a waiting act down as the company's second operator",
				UsageText: "tally act reject 0x5f3c… --account boss",
				ArgsUsage: "ID...",
				Action:    s.actReject,
			},
			{
				Name:      "withdraw",
				Usage:     "take back an act that one has made and that still waits",
				UsageText: "tally act withdraw 0x5f3c… --account clerk",
				ArgsUsage: "ID...",
				Action:    s.actWithdraw,
			},
		},
	}
}

// actID reads an act's id.
func actID(text string) (common.Hash, error) {
	raw, err := hexutil.Decode(text)
	if err != nil || len(raw) != common.HashLength {
		return common.Hash{}, usagef("%q is not an act's id", text).hintf("0x and 64 hex digits; see: %s", "tally act list")
	}
	return common.BytesToHash(raw), nil
}

func (s *session) actList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	filter := client.Filter{Company: company, State: c.String("state")}
	if c.Bool("waiting") {
		filter.State = string(client.Waiting)
	}
	acts, err := relayer.Acts(c.Context, filter)
	if err != nil {
		return err
	}
	return s.printActs(acts)
}

// actColumns are the fields of an act. A table shows those of them that say something of its acts.
func actColumns() []column {
	return []column{
		{key: "id"}, {key: "state"}, {key: "sentence"}, {key: "tx"}, {key: "block", right: true}, {key: "reason"},
		{key: "amount", right: true}, {key: "currency"}, {key: "maker"}, {key: "checker"}, {key: "expires"}, {key: "draft"},
	}
}

func (s *session) actRow(a client.Act) []any {
	return []any{
		a.ID.Hex(), word(a.State), a.Sentence.In(phrase.Language(s.lang)), hashOrNil(a.Tx), numberOrNil(a.Block), s.reasonOf(a),
		amountOrNil(a.Amount), currencyOrNil(a.Currency), s.hand(a.Maker), s.hand(a.Checker), momentOrNil(a.Expires), a.Draft,
	}
}

// printActs prints acts with their outcomes. People see of those that wait for a second operator what he looks for, of others where
// they are on the chain.
func (s *session) printActs(acts []client.Act) error {
	columns, shown := actColumns(), []int{0, 1, 2, 3, 4, 5}
	waits := func(a client.Act) bool { return a.State == client.Waiting || a.State.Abandoned() }
	if s.print.format != "table" {
		shown = nil
		for i := range columns {
			shown = append(shown, i)
		}
	} else if len(acts) > 0 && !slices.ContainsFunc(acts, func(a client.Act) bool { return !waits(a) }) {
		shown = []int{0, 1, 2, 6, 7, 8, 10}
	}
	var picked []column
	for _, i := range shown {
		picked = append(picked, columns[i])
	}
	rows := make([][]any, 0, len(acts))
	for _, a := range acts {
		whole := s.actRow(a)
		var row []any
		for _, i := range shown {
			row = append(row, whole[i])
		}
		rows = append(rows, row)
	}
	if len(rows) == 1 && s.print.format != "json" {
		return s.print.record(picked, rows[0])
	}
	return s.print.list(picked, rows)
}

func (s *session) reasonOf(a client.Act) any {
	if a.Refusal == nil {
		return nil
	}
	return refused(a.Refusal).Message(s.lang)
}

func hashOrNil(h *common.Hash) any {
	if h == nil {
		return nil
	}
	return h.Hex()
}

func numberOrNil(n *uint64) any {
	if n == nil {
		return nil
	}
	return *n
}

func (s *session) actShow(c *cli.Context) error {
	a, err := s.actOf(c)
	if err != nil {
		return err
	}
	if s.print.format == "json" {
		return s.print.json(a)
	}
	if err := s.print.record(actColumns(), s.actRow(*a)); err != nil {
		return err
	}
	rows := make([][]any, 0, len(a.History))
	for _, step := range a.History {
		rows = append(rows, []any{step.At, word(step.State), step.Note})
	}
	_, _ = fmt.Fprintln(s.con.Out)
	return s.print.list([]column{{key: "time"}, {key: "state"}, {key: "note"}}, rows)
}

func (s *session) actOf(c *cli.Context) (*client.Act, error) {
	id, err := actID(c.Args().First())
	if err != nil {
		return nil, err
	}
	relayer, err := s.insider(c.Context)
	if err != nil {
		return nil, err
	}
	return relayer.Act(c.Context, id)
}
