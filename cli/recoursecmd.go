package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
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
				UsageText: "tally recourse settle R31-17:1\ntally recourse settle 0x5f3c… --bank \"First Bank\"", ArgsUsage: "CLAIM|LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "bank", Usage: "whose deposits: `COMPANY`; needed if the company has them at several banks"},
					&cli.StringFlag{Name: "most", Usage: "no more than this `AMOUNT`; what it comes to today without it"},
					deadlineFlag(),
				},
				Action: s.recourseSettle,
			},
			{
				Name: "refuse", Usage: "decline a claim, for the record (who was turned to)",
				UsageText: "tally recourse refuse 0x5f3c… --reason \"paid in kind\"", ArgsUsage: "CLAIM|LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "reason", Required: true, Usage: "why: `TEXT`, public"},
					deadlineFlag(),
				},
				Action: s.recourseRefuse,
			},
			{
				Name: "acknowledge", Usage: "sign for a claim that was paid by wire, and hand the lot over (the holder)",
				UsageText: "tally recourse acknowledge 0x5f3c… --ref \"wire 2026-12-01/3\"", ArgsUsage: "CLAIM|LOT",
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

// claim reads the claim that the first argument names: by its id, by the id of the act that made it, or by the lot of the one that is open
// between the company and the other side. `holder` tells whether the company is who claims.
func (s *session) claim(c *cli.Context, holder bool) (*client.Claim, uint32, error) {
	company, err := s.acting(c.Context)
	if err != nil {
		return nil, 0, err
	}
	claim, err := s.claimNamed(c, company, holder)
	if err != nil {
		return nil, 0, err
	}
	s.note("%s: %s claims %s and %s of interest from %s", claim.Lot.String(), claim.Holder.Name, claim.Principal.String(), claim.Interest.String(), claim.Against.Name)
	return claim, company, nil
}

func (s *session) claimNamed(c *cli.Context, company uint32, holder bool) (*client.Claim, error) {
	text := c.Args().First()
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	if lot, err := ref.ParseLot(text); err == nil {
		return s.claimOn(c, lot, company, holder)
	}
	id, err := actID(text)
	if err != nil {
		return nil, usagef("%q is neither a claim's id nor a lot", text).hintf("0x and 64 hex digits, or like R31-17:1; see: %s", "tally recourse list")
	}
	claim, err := relayer.Claim(c.Context, id)
	if !errors.Is(err, client.ErrNotFound) {
		return claim, err
	}
	if made, err := relayer.Act(c.Context, id); err == nil && made.Name == "ClaimRecourse" && made.Signed != nil {
		if id, err = made.Signed.StructHash(); err != nil {
			return nil, fmt.Errorf("name the claim of act %s: %w", text, err)
		}
		if claim, err = relayer.Claim(c.Context, id); !errors.Is(err, client.ErrNotFound) {
			return claim, err
		}
	}
	return nil, exitf(ExitNotFound, "there is no recourse claim %s", text).hintf("see: %s", "tally recourse list")
}

// claimOn is the one open claim about a lot that is the company's to go on with.
func (s *session) claimOn(c *cli.Context, lot ref.Lot, company uint32, holder bool) (*client.Claim, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	claims, err := relayer.Claims(c.Context, client.Filter{Company: company, Obligation: lot.Obligation})
	if err != nil {
		return nil, err
	}
	claims = slices.DeleteFunc(claims, func(one client.Claim) bool {
		mine := one.Against.ID
		if holder {
			mine = one.Holder.ID
		}
		return one.Lot.Start != lot.Start || mine != company || one.State != "notified" && one.State != "refused"
	})
	switch len(claims) {
	case 0:
		return nil, exitf(ExitNotFound, "no claim about lot %s is open here", lot.String()).hintf("see: %s", "tally recourse list")
	case 1:
		return &claims[0], nil
	}
	return nil, usagef("%d claims about lot %s are open", len(claims), lot.String()).hintf("name one by its id; see: %s", "tally recourse list")
}

func (s *session) recourseSettle(c *cli.Context) error {
	claim, company, err := s.claim(c, false)
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
	claim, company, err := s.claim(c, false)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.RefuseRecourse{Company: company, Claim: claim.ID, Reason: c.String("reason")}})
}

func (s *session) recourseAcknowledge(c *cli.Context) error {
	claim, company, err := s.claim(c, true)
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
