package main

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// mostCodes is how many invitations one command makes.
const mostCodes = 200

// circleCommands are the verbs of `tally company` for business circles.
func circleCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name: "invite", Usage: "make one-time codes by which companies join a circle (the obligor, or a member)",
			UsageText:   "tally company invite --count 10\ntally company invite --circle \"Northern Steel\" --until 2027-01-31",
			Description: "Each code is printed once and kept nowhere: give it to one company. Who sees a company join cannot use its code.",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "circle", Usage: "the obligor whose circle it is: `COMPANY`; the company itself without it"},
				&cli.UintFlag{Name: "count", Value: 1, Usage: "how many codes: a `NUMBER` up to 200"},
				&cli.StringFlag{Name: "until", Usage: "the last `DAY` to join; thirty days from now without it"},
				deadlineFlag(),
			},
			Action: s.companyInvite,
		},
		{
			Name: "join", Usage: "join a circle by a one-time code",
			UsageText: "tally company join 4KQ7-M2XA-PL5B-9RTC-H3WD-E8FG", ArgsUsage: "CODE", Flags: []cli.Flag{deadlineFlag()}, Action: s.companyJoin,
		},
		{
			Name: "leave", Usage: "leave a circle, or take out a company that one invited",
			UsageText: "tally company leave \"Northern Steel\"\ntally company leave \"Northern Steel\" --member Bolt", ArgsUsage: "OBLIGOR",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "member", Usage: "who leaves: `COMPANY`; the company itself without it"},
				deadlineFlag(),
			},
			Action: s.companyLeave,
		},
		{
			Name: "circle", Usage: "the members of an obligor's circle, tier by tier",
			UsageText: "tally company circle\ntally company circle \"Northern Steel\"", ArgsUsage: "[OBLIGOR]", Action: s.companyCircle,
		},
	}
}

// codeLetters writes codes without letters that are taken for others.
var codeLetters = base32.NewEncoding("ABCDEFGHJKLMNPQRSTUVWXYZ23456789").WithPadding(base32.NoPadding)

// codeBytes is how much chance a code has: nobody guesses 120 bits.
const codeBytes = 15

// newCode makes a one-time code: six groups of four letters.
func newCode() (string, error) {
	secret := make([]byte, codeBytes)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	letters := codeLetters.EncodeToString(secret)
	var groups []string
	for ; letters != ""; letters = letters[4:] {
		groups = append(groups, letters[:4])
	}
	return strings.Join(groups, "-"), nil
}

// codeKey is the key that a code is, however its groups are written.
func codeKey(code string) (act.KeySigner, error) {
	letters := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
	if raw, err := codeLetters.DecodeString(letters); err != nil || len(raw) != codeBytes {
		return act.KeySigner{}, usagef("%q is not a code", code).hintf("a code has six groups of four letters and digits")
	}
	private, err := crypto.ToECDSA(crypto.Keccak256([]byte("Tallystick one-time code"), []byte(letters)))
	if err != nil {
		return act.KeySigner{}, fmt.Errorf("key of the code: %w", err)
	}
	return act.KeySigner{Private: private}, nil
}

func (s *session) companyInvite(c *cli.Context) error {
	if c.Uint("count") == 0 || c.Uint("count") > mostCodes {
		return usagef("--count: a number from 1 to %d", mostCodes)
	}
	message := contracts.InviteMember{}
	var err error
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	message.Circle = message.Company
	if c.IsSet("circle") {
		if message.Circle, err = s.companyID(c.Context, c.String("circle")); err != nil {
			return err
		}
	}
	until, err := s.dayOr(c, "until", 30)
	if err != nil {
		return err
	}
	message.Until = uint32(until)
	codes := make([]invitationCode, c.Uint("count"))
	orders := make([]order, len(codes))
	for i := range codes {
		code, err := newCode()
		if err != nil {
			return err
		}
		key, err := codeKey(code)
		if err != nil {
			return err
		}
		message.Code = key.Address()
		codes[i], orders[i] = invitationCode{code, message.Code}, order{message: message}
	}
	printed := false
	s.report = func(acts []client.Act) error {
		printed = true
		return s.printCodes(codes, until, acts)
	}
	err = s.do(c, orders...)
	if err == nil || printed {
		return err
	}
	if code := classify(err).Code; code == ExitPending || code == ExitUnreachable {
		// The invitations may be on the chain, and nobody could ever use codes that were not shown.
		return errors.Join(err, s.printCodes(codes, until, nil))
	}
	return err
}

// invitationCode is a one-time code and the address by which contracts know it.
type invitationCode struct {
	text    string
	address common.Address
}

// printCodes prints each code with the act that invites by it, as far as that is known.
func (s *session) printCodes(codes []invitationCode, until calendar.Day, acts []client.Act) error {
	rows := make([][]any, len(codes))
	for i, code := range codes {
		rows[i] = []any{code.text, code.address.Hex(), until, nil, nil, nil}
		if i < len(acts) {
			rows[i][3], rows[i][4], rows[i][5] = acts[i].ID.Hex(), word(acts[i].State), s.reasonOf(acts[i])
		}
	}
	return s.print.list([]column{{key: "code"}, {key: "address"}, {key: "until"}, {key: "id"}, {key: "state"}, {key: "reason"}}, rows)
}

func (s *session) companyJoin(c *cli.Context) error {
	key, err := codeKey(c.Args().First())
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	invitation, err := relayer.Invitation(c.Context, key.Address())
	switch {
	case errors.Is(err, client.ErrNotFound):
		return exitf(ExitNotFound, "nobody invited by this code").hintf("check its letters, or ask who gave it whether it was sent")
	case err != nil:
		return err
	case invitation.Used:
		return exitf(ExitConflict, "this code was used").hintf("ask %s for another", invitation.Inviter.Name)
	}
	message := contracts.JoinCircle{Circle: invitation.Circle.ID, Code: key.Address()}
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	s.note("%s invites into the circle of %s, until %s", invitation.Inviter.Name, invitation.Circle.Name, invitation.Until.String())
	if s.switched("dry-run") {
		return s.rehearse(c, []order{{message: message}})
	}
	if err := s.agree(c, message); err != nil {
		return err
	}
	if err := s.serves(c.Context); err != nil {
		return err
	}
	signed, err := s.sign(c, []order{{message: message}})
	if err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	complete, err := signed[0].AddConsent(key, network.Domain())
	if err != nil {
		return fmt.Errorf("sign by the code: %w", err)
	}
	return s.post(c, []act.Signed{complete})
}

func (s *session) companyLeave(c *cli.Context) error {
	message := contracts.LeaveCircle{}
	var err error
	if message.Circle, err = s.companyID(c.Context, c.Args().First()); err != nil {
		return err
	}
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	message.Member = message.Company
	if c.IsSet("member") {
		if message.Member, err = s.companyID(c.Context, c.String("member")); err != nil {
			return err
		}
	}
	return s.do(c, order{message: message})
}

func (s *session) companyCircle(c *cli.Context) error {
	var obligor uint32
	var err error
	if text := c.Args().First(); text != "" {
		obligor, err = s.companyID(c.Context, text)
	} else {
		obligor, err = s.acting(c.Context)
	}
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	members, err := relayer.Circle(c.Context, obligor)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(members))
	for _, m := range members {
		rows = append(rows, []any{m.Tier, m.Member.Name, m.Inviter.Name, m.Since})
	}
	return s.print.list([]column{{key: "tier", right: true}, {key: "member"}, {key: "invited_by"}, {key: "since"}}, rows)
}
