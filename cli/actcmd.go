package main

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// actCommand is `tally act`: what was signed, how far it is, and a second operator's word on it.
func actCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "act",
		Usage: "signed acts: list, show, and approve or reject as second operator",
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
				UsageText: "tally act approve 0x5f3c… --account boss",
				ArgsUsage: "ID",
				Action:    s.actApprove,
			},
			{
				Name:      "reject",
				Usage:     "turn a waiting act down as the company's second operator",
				UsageText: "tally act reject 0x5f3c… --account boss",
				ArgsUsage: "ID",
				Action:    s.actReject,
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

// printActs prints acts with their outcomes.
func (s *session) printActs(acts []client.Act) error {
	columns := []column{{key: "id"}, {key: "state"}, {key: "sentence"}, {key: "tx"}, {key: "block", right: true}, {key: "reason"}}
	rows := make([][]any, 0, len(acts))
	for _, a := range acts {
		rows = append(rows, []any{
			a.ID.Hex(), word(a.State), a.Sentence.In(phrase.Language(s.lang)), hashOrNil(a.Tx), numberOrNil(a.Block), s.reasonOf(a),
		})
	}
	if len(rows) == 1 && s.print.format != "json" {
		return s.print.record(columns, rows[0])
	}
	return s.print.list(columns, rows)
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
	if err := s.printActs([]client.Act{*a}); err != nil {
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
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	return relayer.Act(c.Context, id)
}

// waitingAct answers an act that waits for a second operator, whose words have been made from
// its message here: a relayer could show other words than it asks to sign.
func (s *session) waitingAct(c *cli.Context) (*client.Act, error) {
	a, err := s.actOf(c)
	if err != nil {
		return nil, err
	}
	if a.State != client.Waiting || a.Signed == nil {
		return nil, exitf(ExitConflict, "act %s does not wait for a second operator: it is %s", a.ID.Hex(), string(a.State))
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return nil, err
	}
	if digest, err := a.Signed.Digest(network.Domain()); err != nil || digest != a.ID {
		return nil, exitf(ExitConflict, "the relayer's act %s is not what its id says", a.ID.Hex()).because(err)
	}
	sentence, err := s.speaker(c.Context).Act(a.Signed.Message)
	if err != nil {
		return nil, fmt.Errorf("say the act: %w", err)
	}
	s.note("%s", sentence)
	return a, nil
}

func (s *session) actApprove(c *cli.Context) error {
	a, err := s.waitingAct(c)
	if err != nil {
		return err
	}
	if s.switched("dry-run") {
		return s.printActs([]client.Act{*a})
	}
	if err := s.confirm("Approve it?"); err != nil {
		return err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	if by.Address() == a.Signed.Key {
		return exitf(ExitKey, "the key %s has made this act; another operator must approve it", by.Address().Hex()).
			hintf("choose another account with --account")
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	both, err := a.Signed.AddSecond(by, network.Domain())
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	signature := both.Second[common.AddressLength:]
	released, err := relayer.Second(c.Context, a.ID, client.Countersignature{Key: by.Address(), Signature: signature})
	if err != nil {
		return err
	}
	return s.Await(c.Context, []client.Act{*released})
}

func (s *session) actReject(c *cli.Context) error {
	a, err := s.waitingAct(c)
	if err != nil {
		return err
	}
	if s.switched("dry-run") {
		return s.printActs([]client.Act{*a})
	}
	if err := s.confirm("Reject it?"); err != nil {
		return err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	texts, ok := by.(act.TextSigner)
	if !ok {
		return exitf(ExitKey, "this account cannot sign a text")
	}
	signature, err := act.SignText(texts, act.Rejection(a.ID))
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	rejected, err := relayer.Reject(c.Context, a.ID, client.Countersignature{Key: by.Address(), Signature: signature})
	if err != nil {
		return err
	}
	return s.printActs([]client.Act{*rejected})
}
