package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// roleBits are the words of --role.
func roleBits() map[string]uint8 {
	return map[string]uint8{"maker": 1, "checker": 2, "admin": 4, "viewer": 8}
}

// operatorCommand is `tally company operator`: the keys that act for the company.
func operatorCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "operator",
		Usage: "the keys that act for the company: add, revoke, rotate",
		Subcommands: []*cli.Command{
			{
				Name:  "add",
				Usage: "let a key act for the company, or change what it may do",
				UsageText: "tally company operator add clerk --role maker --limit 100,000.00 --daily 1,000,000.00\n" +
					"tally company operator add 0x5f3c… --role checker > consent.json",
				Description: "A new key signs the same message. If its account is in this keystore it signs at once (with\n" +
					"--key-password-file or by prompt); else the act is printed, for the key's owner to complete with\n" +
					"`tally company operator consent FILE`.",
				ArgsUsage: "KEY",
				Flags: []cli.Flag{
					&cli.StringSliceFlag{Name: "role", Required: true, Usage: "maker, checker, admin or viewer; repeat for several: `WORD`"},
					&cli.StringFlag{Name: "limit", Usage: "the largest single `AMOUNT`; any without it"},
					&cli.StringFlag{Name: "daily", Usage: "the largest sum of a day: `AMOUNT`; any without it"},
					&cli.StringFlag{Name: "until", Usage: "the key's last `DAY`; no end without it"},
					&cli.StringFlag{Name: "key-password-file", Usage: "the `FILE` with the new key's password"},
					deadlineFlag(),
				},
				Action: s.operatorAdd,
			},
			{
				Name:      "consent",
				Usage:     "add the joining key's signature to an act that its company made, and send it",
				UsageText: "tally company operator consent consent.json --account clerk",
				ArgsUsage: "FILE",
				Action:    s.operatorConsent,
			},
			{
				Name:      "revoke",
				Usage:     "a key acts for the company no more",
				UsageText: "tally company operator revoke clerk",
				ArgsUsage: "KEY",
				Flags:     []cli.Flag{deadlineFlag()},
				Action:    s.operatorRevoke,
			},
			{
				Name:      "rotate",
				Usage:     "replace a key by a new one with the same roles and limits",
				UsageText: "tally company operator rotate clerk clerk-2027",
				ArgsUsage: "KEY REPLACEMENT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "key-password-file", Usage: "the `FILE` with the new key's password"},
					deadlineFlag(),
				},
				Action: s.operatorRotate,
			},
		},
	}
}

// keyArg answers an address from an account's name or from 0x….
func (s *session) keyArg(text string) (common.Address, error) {
	if common.IsHexAddress(text) && strings.HasPrefix(text, "0x") {
		return common.HexToAddress(text), nil
	}
	a, err := s.keyring().find(text)
	return a.Address, err
}

func (s *session) operatorAdd(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	message := contracts.SetOperator{Company: company}
	if message.Key, err = s.keyArg(c.Args().First()); err != nil {
		return err
	}
	for _, word := range c.StringSlice("role") {
		bit, known := roleBits()[word]
		if !known {
			return usagef("--role: %q is not one of %s", word, strings.Join(sortedKeys(roleBits()), ", "))
		}
		message.Roles |= bit
	}
	if message.Limit, err = limitOf(c, "limit"); err != nil {
		return err
	}
	if message.Daily, err = limitOf(c, "daily"); err != nil {
		return err
	}
	until, err := dayOf(c, "until")
	if err != nil {
		return err
	}
	message.Until = uint32(until)
	known, err := s.isOperator(c, company, message.Key)
	if err != nil {
		return err
	}
	if known {
		return s.do(c, order{message: message})
	}
	return s.withConsent(c, message, message.Key)
}

// isOperator says whether a key acts for the company already, and so needs not consent again.
func (s *session) isOperator(c *cli.Context, company uint32, key common.Address) (bool, error) {
	relayer, err := s.Client()
	if err != nil {
		return false, err
	}
	status, err := relayer.Key(c.Context, key, 0)
	if err != nil {
		return false, err
	}
	return status.Operator != nil && status.Operator.Company == company && len(status.Operator.Roles) > 0, nil
}

// withConsent has a joining key sign the same message as the company, here if its account is in
// this keystore, else elsewhere.
func (s *session) withConsent(c *cli.Context, message any, joining common.Address) error {
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
	if _, err := s.keyring().find(joining.Hex()); err != nil {
		s.note("the key %s must consent: its owner runs tally company operator consent FILE", joining.Hex())
		return s.print.json(signed[0])
	}
	joiner, err := s.joiner(c, joining)
	if err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	complete, err := signed[0].AddConsent(joiner, network.Domain())
	if err != nil {
		return fmt.Errorf("sign as the joining key: %w", err)
	}
	s.joining = joiner
	return s.post(c, []act.Signed{complete})
}

// joiner is the signer of a key of this keystore other than the account in use.
func (s *session) joiner(c *cli.Context, address common.Address) (act.Signer, error) {
	a, err := s.keyring().find(address.Hex())
	if err != nil {
		return nil, err
	}
	if a.External != "" {
		return dialSigner(c.Context, a.External, a.Address)
	}
	var password string
	switch file := c.String("key-password-file"); {
	case file != "":
		password, err = passwordFromFile(file)
	case s.con.InTTY:
		password, err = s.promptSecret("Password of %s: ", a.Name)
	default:
		password, err = s.password(a.Name)
	}
	if err != nil {
		return nil, err
	}
	key, err := s.keyring().unlock(a, password)
	if err != nil {
		return nil, err
	}
	return act.KeySigner{Private: key}, nil
}

func (s *session) operatorConsent(c *cli.Context) error {
	prepared, err := readSigned(c.Args().First())
	if err != nil {
		return err
	}
	joining, needed := prepared.Joining()
	if !needed {
		return usagef("%s is not an act by which a key joins a company", c.Args().First())
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	if by.Address() != joining {
		return exitf(ExitKey, "the act is about the key %s, not %s", joining.Hex(), by.Address().Hex()).
			hintf("choose its account with --account")
	}
	if err := s.agree(c, prepared.Message); err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	complete, err := prepared.AddConsent(by, network.Domain())
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	if err := complete.Verify(network.Domain()); err != nil {
		return exitf(ExitKey, "the act in the file is not signed for this network").because(err)
	}
	return s.post(c, []act.Signed{complete})
}

func (s *session) operatorRevoke(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	key, err := s.keyArg(c.Args().First())
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.RevokeOperator{Company: company, Key: key}})
}

func (s *session) operatorRotate(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	old, err := s.keyArg(c.Args().Get(0))
	if err != nil {
		return err
	}
	replacement, err := s.keyArg(c.Args().Get(1))
	if err != nil {
		return err
	}
	return s.withConsent(c, contracts.RotateOperator{Company: company, Key: old, Replacement: replacement}, replacement)
}
