package main

import (
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// recourseCommand is `tally recourse`: what a holder does when the obligor does not pay.
func recourseCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "recourse",
		Usage: "after default: claim from who answers for a lot, pay, decline",
		Subcommands: []*cli.Command{
			{
				Name: "claim", Usage: "turn to a company that answers for a lot (the holder)",
				UsageText:   "tally recourse claim R31-17:1 --against Acme\ntally recourse claim R31-17:1 --against \"First Bank\" --notice notice.pdf",
				Description: "Only who signed for it answers: who transferred with recourse, and guarantors. `tally voucher show` names them.",
				ArgsUsage:   "LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "against", Required: true, Usage: "who is to pay: `COMPANY`"},
					&cli.StringFlag{Name: "notice", Usage: "the notice: its digest, or its `FILE`"},
					deadlineFlag(),
				},
				Action: s.recourseClaim,
			},
			{
				Name: "settle", Usage: "pay a claim in deposits, and take the lot with all that it claims (who was turned to)",
				UsageText: "tally recourse settle 0x5f3c… --bank \"First Bank\"", ArgsUsage: "CLAIM",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "bank", Usage: "whose deposits: `COMPANY`; needed if the company has them at several banks"},
					&cli.StringFlag{Name: "most", Usage: "no more than this `AMOUNT`; what it comes to today without it"},
					deadlineFlag(),
				},
				Action: s.recourseSettle,
			},
			{
				Name: "refuse", Usage: "decline a claim, for the record (who was turned to)",
				UsageText: "tally recourse refuse 0x5f3c… --reason \"paid in kind\"", ArgsUsage: "CLAIM",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "reason", Required: true, Usage: "why: `TEXT`, public"},
					deadlineFlag(),
				},
				Action: s.recourseRefuse,
			},
			{
				Name: "acknowledge", Usage: "sign for a claim that was paid by wire, and hand the lot over (the holder)",
				UsageText: "tally recourse acknowledge 0x5f3c… --ref \"wire 2026-12-01/3\"", ArgsUsage: "CLAIM",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "ref", Required: true, Usage: "the bank's `REFERENCE` of the payment"},
					deadlineFlag(),
				},
				Action: s.recourseAcknowledge,
			},
			{
				Name: "list", Usage: "claims by the company, and against it",
				UsageText: "tally recourse list\ntally recourse list --state notified",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "state", Usage: "only in this `STATE`: notified, refused, cleared, dead"},
				},
				Action: s.recourseList,
			},
		},
	}
}

func (s *session) recourseClaim(c *cli.Context) error {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	message := contracts.ClaimRecourse{Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start)}
	if message.Against, err = s.companyID(c.Context, c.String("against")); err != nil {
		return err
	}
	if message.Notice, err = digestOf(c, "notice"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

// claim reads the claim that the first argument names.
func (s *session) claim(c *cli.Context) (*client.Claim, uint32, error) {
	id, err := actID(c.Args().First())
	if err != nil {
		return nil, 0, usagef("%q is not a claim's id", c.Args().First()).hintf("0x and 64 hex digits; see: %s", "tally recourse list")
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, 0, err
	}
	claim, err := relayer.Claim(c.Context, id)
	if err != nil {
		return nil, 0, err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return nil, 0, err
	}
	s.note("%s: %s claims %s and %s of interest from %s", claim.Lot.String(), claim.Holder.Name, claim.Principal.String(), claim.Interest.String(), claim.Against.Name)
	return claim, company, nil
}

func (s *session) recourseSettle(c *cli.Context) error {
	claim, company, err := s.claim(c)
	if err != nil {
		return err
	}
	most := claim.Principal + claim.Interest
	if c.IsSet("most") {
		if most, err = amountOf(c, "most"); err != nil {
			return err
		}
	}
	bank, err := s.bankOf(c, "bank", company, uint16(claim.Currency))
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.SettleRecourse{Company: company, Claim: claim.ID, Bank: bank, Most: most.Big()}})
}

func (s *session) recourseRefuse(c *cli.Context) error {
	claim, company, err := s.claim(c)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.RefuseRecourse{Company: company, Claim: claim.ID, Reason: c.String("reason")}})
}

func (s *session) recourseAcknowledge(c *cli.Context) error {
	claim, company, err := s.claim(c)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.AcknowledgeRecourse{Company: company, Claim: claim.ID, Ref: c.String("ref")}})
}

func (s *session) recourseList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	claims, err := relayer.Claims(c.Context, client.Filter{Company: company, State: c.String("state")})
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(claims))
	for _, claim := range claims {
		rows = append(rows, []any{
			claim.ID.Hex(), claim.Lot, claim.Holder.Name, claim.Against.Name, claim.Principal, claim.Interest, claim.Currency, word(claim.State), claim.Text,
		})
	}
	return s.print.list([]column{
		{key: "claim"}, {key: "lot"}, {key: "holder"}, {key: "against"}, {key: "principal", right: true}, {key: "interest", right: true},
		{key: "currency"}, {key: "state"}, {key: "note"},
	}, rows)
}
