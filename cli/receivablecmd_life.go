package main

import (
	"context"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/late"
	"github.com/tallystick/tallystick/bindings/ref"
)

// lifeCommands are the verbs of `tally receivable` for what happens to it beside settlement.
func lifeCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name: "wire", Usage: "attest that its holders were paid by wire, each its share (the paying bank)",
			UsageText: "tally receivable wire R31-17 --ref \"SWIFT 2027-05-20/881\" --as \"First Bank\"", ArgsUsage: "RECEIVABLE",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "amount", Usage: "a part: `AMOUNT`; all that is unpaid without it"},
				&cli.StringFlag{Name: "ref", Required: true, Usage: "the bank's own `REFERENCE` of the payment: it counts once"},
				deadlineFlag(),
			},
			Action: s.receivableWire,
		},
		{
			Name: "default", Usage: "declare what is unpaid after its grace days to be in default (anyone)",
			UsageText:   "tally receivable default R31-17",
			Description: "A relayer does it by itself once the days are over; nobody's consent is needed.",
			ArgsUsage:   "RECEIVABLE",
			Flags:       []cli.Flag{&cli.DurationFlag{Name: "within", Value: 30 * time.Second, Usage: "how long to wait for the relayer: `DURATION`"}},
			Action:      s.receivableDefault,
		},
		{
			Name: "cancel", Usage: "propose to undo a receivable of which the company holds all (its holder); the obligor accepts by voucher accept",
			UsageText: "tally receivable cancel R31-17 --reason \"goods returned\"", ArgsUsage: "RECEIVABLE",
			Flags: append([]cli.Flag{
				&cli.StringFlag{Name: "reason", Required: true, Usage: "why: `TEXT`, public"},
			}, proposalFlags()...),
			Action: s.receivableCancel,
		},
		{
			Name: "attach", Usage: "add a document's digest to its file (obligor, creator, or a holder)",
			UsageText: "tally receivable attach R31-17 --kind \"delivery note\" --document note.pdf", ArgsUsage: "RECEIVABLE",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "kind", Required: true, Usage: "what it is: `TEXT`, public"},
				&cli.StringFlag{Name: "document", Required: true, Usage: "the digest, or the `FILE`"},
				&cli.StringFlag{Name: "lot", Usage: "of a holder: one of its `LOT`s"},
				deadlineFlag(),
			},
			Action: s.receivableAttach,
		},
	}
}

// unpaid is what the flag --amount says, or all that is left; and the late interest on it if paid today.
func (s *session) unpaid(c *cli.Context, o *client.Obligation) (pays, interest amount.Amount, err error) {
	pays = o.Left
	if c.IsSet("amount") {
		if pays, err = amountOf(c, "amount"); err != nil {
			return 0, 0, err
		}
	}
	if o.Left <= 0 {
		return 0, 0, exitf(ExitConflict, "nothing is left to pay of %s: it is %s", o.ID.String(), o.State)
	}
	today, err := s.today(c.Context)
	if err != nil {
		return 0, 0, err
	}
	interest, err = s.lateInterest(c.Context, o, pays, today)
	if err == nil && interest > 0 {
		s.note("it is %d days late: %s of interest is paid with it", int(today-o.Due), interest.String())
	}
	return pays, interest, err
}

// lateInterest is what a payment made on a day costs on top, by the receivable's own rule set.
func (s *session) lateInterest(ctx context.Context, o *client.Obligation, pays amount.Amount, day calendar.Day) (amount.Amount, error) {
	relayer, err := s.Client()
	if err != nil {
		return 0, err
	}
	sets, err := relayer.Rules(ctx)
	if err != nil {
		return 0, err
	}
	rate := uint64(0)
	for _, set := range sets {
		if set.Set == o.Rules {
			rate = set.On(late.RateRule, o.Due)
		}
	}
	return late.Interest(pays, rate, o.Due, day), nil
}

func (s *session) receivableSettle(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	pays, interest, err := s.unpaid(c, o)
	if err != nil {
		return err
	}
	bank, err := s.bankOf(c, "bank", company, uint16(o.Currency))
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.SettleReceivable{
		Company: company, Receivable: o.ID.Big(), Amount: pays.Big(), Bank: bank, Paid: o.Paid.Big(), Interest: interest.Big(),
	}})
}

func (s *session) receivableWire(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	pays, interest, err := s.unpaid(c, o)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.AttestWire{
		Company: company, Receivable: o.ID.Big(), Amount: pays.Big(), Paid: o.Paid.Big(), Interest: interest.Big(), Ref: c.String("ref"),
	}})
}

// receivableDefault waits for the relayer, which declares defaults by itself, and says why there is none otherwise.
func (s *session) receivableDefault(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	if err := s.defaultable(c, o); err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.Context, c.Duration("within"))
	defer cancel()
	for o.Defaulted == nil {
		select {
		case <-ctx.Done():
			return exitf(ExitPending, "the relayer has not declared it yet").hintf("look again with: tally receivable show %s", o.ID.String())
		case <-time.After(200 * time.Millisecond):
		}
		if o, err = relayer.Obligation(ctx, o.ID); err != nil && ctx.Err() == nil {
			return err
		}
	}
	return s.printObligation(*o)
}

// defaultable says why a receivable cannot be in default, if it cannot.
func (s *session) defaultable(c *cli.Context, o *client.Obligation) error {
	switch o.State {
	case "due", "part-paid", "defaulted":
	default:
		return exitf(ExitRefused, "%s is %s: there is nothing in default", o.ID.String(), o.State)
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	sets, err := relayer.Rules(c.Context)
	if err != nil {
		return err
	}
	today, err := s.today(c.Context)
	if err != nil {
		return err
	}
	for _, set := range sets {
		if last := o.Due + calendar.Day(set.On(late.GraceRule, o.Due)); set.Set == o.Rules && o.Defaulted == nil && today <= last {
			return exitf(ExitRefused, "the obligor has until the end of %s: rule %s", last.String(), late.GraceRule)
		}
	}
	return nil
}

func (s *session) receivableCancel(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	until, err := s.dayAhead(c, "until")
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.CancelReceivable{
		Company: company, Receivable: o.ID.Big(), Until: uint32(until), Reason: c.String("reason"),
	}})
}

func (s *session) receivableAttach(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	message := contracts.AttachDocument{Obligation: o.ID.Big(), Lot: unit(0), Kind: c.String("kind")}
	if c.IsSet("lot") {
		l, err := s.lot(c, c.String("lot"))
		if err != nil {
			return err
		}
		if l.Obligation != o.ID {
			return usagef("--lot: %s is not of %s", l.ID.String(), o.ID.String())
		}
		message.Lot = unit(l.ID.Start)
	}
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	if party := message.Company == o.Obligor.ID || message.Company == o.ID.Company; !party && !c.IsSet("lot") {
		if message.Lot, err = s.lotHeld(c.Context, o.ID, message.Company); err != nil {
			return err
		}
	}
	if message.Digest, err = digestOf(c, "document"); err != nil {
		return err
	}
	if message.Digest == (common.Hash{}) {
		return usagef("--document: the digest is zero")
	}
	return s.do(c, order{message: message})
}

// lotHeld is the first unit of a lot of an obligation that a company holds: a holder attaches to what it holds.
func (s *session) lotHeld(ctx context.Context, id ref.Obligation, company uint32) (*big.Int, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	lots, err := relayer.Lots(ctx, client.Filter{Obligation: id, Holder: company})
	if err != nil {
		return nil, err
	}
	if len(lots) == 0 {
		return nil, exitf(ExitRefused, "the company is neither obligor nor creator of %s, nor holds units of it", id.String()).
			hintf("its obligor, its creator and holders add documents")
	}
	return unit(lots[0].ID.Start), nil
}
