package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// orderCommands are the verbs of `tally company` for the authority's orders.
func orderCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name: "suspend-key", Usage: "stop one key by order, or let it act again (the authority)",
			UsageText: "tally company suspend-key 0x5f3c… --order \"(2026) 119\"\ntally company suspend-key 0x5f3c… --order \"(2026) 120\" --lift",
			ArgsUsage: "KEY",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "order", Required: true, Usage: "the order's `NUMBER`"},
				&cli.BoolFlag{Name: "lift", Usage: "let it act again"},
				deadlineFlag(),
			},
			Action: s.companySuspendKey,
		},
		{
			Name: "lift-default", Usage: "let an obligor owe again that defaulted and has paid all of it (the authority)",
			UsageText: "tally company lift-default \"Northern Steel\" --order \"(2027) 3\"", ArgsUsage: "COMPANY",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "order", Required: true, Usage: "the order's `NUMBER`"},
				deadlineFlag(),
			},
			Action: s.companyLiftDefault,
		},
		{
			Name:  "recover",
			Usage: "the one way back for a company that lost every admin key: in public, after a notice",
			Description: "Once the notice is over unopposed, the new key is the company's one admin; a relayer sees to it. No lot and no\n" +
				"money moves.",
			Subcommands: []*cli.Command{
				{
					Name: "propose", Usage: "propose a new admin key for it (the operator's desk; the new key consents)",
					UsageText: "tally company recover propose Bolt --key 0x5f3c… --documents papers.pdf", ArgsUsage: "COMPANY",
					Flags: []cli.Flag{
						&cli.StringFlag{Name: "key", Required: true, Usage: "the new `KEY`: an address, or an account here"},
						&cli.StringFlag{Name: "documents", Required: true, Usage: "what was examined: a digest, or a `FILE`"},
						&cli.StringFlag{Name: "key-password-file", Usage: "the password of the new key, if its account is here: `FILE`"},
						deadlineFlag(),
					},
					Action: s.recoverPropose,
				},
				{
					Name: "agree", Usage: "agree: the notice begins (the authority)",
					UsageText: "tally company recover agree Bolt", ArgsUsage: "COMPANY", Flags: []cli.Flag{deadlineFlag()}, Action: s.recoverAgree,
				},
				{
					Name: "object", Usage: "object, with an admin key of the company: the recovery is off",
					UsageText: "tally company recover object Bolt", ArgsUsage: "COMPANY", Flags: []cli.Flag{deadlineFlag()}, Action: s.recoverObject,
				},
			},
		},
	}
}

func (s *session) companySuspendKey(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	key, err := s.keyArg(c.Args().First())
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.SuspendKey{Company: company, Key: key, Suspended: !c.Bool("lift"), Order: c.String("order")}})
}

func (s *session) companyLiftDefault(c *cli.Context) error {
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	obligor, err := s.companyID(c.Context, c.Args().First())
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.LiftDefault{Company: company, Obligor: obligor, Order: c.String("order")}})
}

func (s *session) recoverPropose(c *cli.Context) error {
	message := contracts.ProposeRecovery{}
	var err error
	if message.Lost, err = s.companyID(c.Context, c.Args().First()); err != nil {
		return err
	}
	if message.Key, err = s.keyArg(c.String("key")); err != nil {
		return err
	}
	if message.Documents, err = digestOf(c, "documents"); err != nil {
		return err
	}
	if message.Documents == (common.Hash{}) {
		return usagef("--documents: the digest is zero")
	}
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	return s.withConsent(c, message, message.Key)
}

// recovery is the open recovery of the company that the first argument names.
func (s *session) recovery(c *cli.Context) (*client.Recovery, error) {
	one, err := s.company(c.Context, c.Args().First())
	if err != nil {
		return nil, err
	}
	if one, err = s.companyByID(c.Context, one.ID); err != nil {
		return nil, err
	}
	if one.Recovery == nil {
		return nil, exitf(ExitConflict, "no recovery of %s is open", one.Name)
	}
	return one.Recovery, nil
}

func (s *session) recoverAgree(c *cli.Context) error {
	r, err := s.recovery(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.AgreeRecovery{Company: company, Lost: r.Company.ID, Proposal: r.Proposal}})
}

func (s *session) recoverObject(c *cli.Context) error {
	r, err := s.recovery(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.ObjectRecovery{Company: company, Proposal: r.Proposal}})
}
