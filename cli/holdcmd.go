package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// holdCommands are the verbs of `tally voucher` for disputes and orders.
func holdCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name: "dispute", Usage: "dispute a lot, or units of it, before the due day (the obligor, or the holder)",
			UsageText: "tally voucher dispute R31-17:1 --amount 300,000.00 --reason \"short delivery\" --evidence report.pdf",
			Description: "An obligor's dispute holds only what was never transferred, financed or pledged; of anything else it is a note.\n" +
				"The rest of the debt stays payable.",
			ArgsUsage: "LOT",
			Flags: append([]cli.Flag{
				&cli.StringFlag{Name: "reason", Required: true, Usage: "why: `TEXT`, public"},
				&cli.StringFlag{Name: "evidence", Usage: "what shows it: a digest, or a `FILE`"},
				deadlineFlag(),
			}, partFlags()...),
			Action: s.voucherDispute,
		},
		{
			Name: "resolve", Usage: "end a dispute (who disputed, or the authority)",
			UsageText: "tally voucher resolve R31-17:1 --resolution \"delivered after all\"", ArgsUsage: "LOT",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "resolution", Required: true, Usage: "how it ended: `TEXT`, public"},
				&cli.StringFlag{Name: "dispute", Usage: "which one, if several are open: its `ID`"},
				deadlineFlag(),
			},
			Action: s.voucherResolve,
		},
		{
			Name: "freeze", Usage: "stop a lot, or units of it, by order (the authority)",
			UsageText: "tally voucher freeze R31-17:1 --order \"(2026) 118\" --digest order.pdf --until 2027-01-31",
			ArgsUsage: "LOT",
			Flags: append([]cli.Flag{
				&cli.StringFlag{Name: "order", Required: true, Usage: "the order's `NUMBER`"},
				&cli.StringFlag{Name: "digest", Required: true, Usage: "the order's digest, or its `FILE`"},
				&cli.StringFlag{Name: "until", Usage: "the order's last `DAY`; until it is lifted without it"},
				&cli.BoolFlag{Name: "forfeiture", Usage: "a court's forfeiture: recorded and locked, nothing moves"},
				deadlineFlag(),
			}, partFlags()...),
			Action: s.voucherFreeze,
		},
		{
			Name: "unfreeze", Usage: "lift an order (the authority)",
			UsageText: "tally voucher unfreeze R31-17:1 --order \"(2026) 131\"", ArgsUsage: "LOT",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "order", Required: true, Usage: "the `NUMBER` of the order that lifts it"},
				&cli.StringFlag{Name: "freeze", Usage: "which one, if several are open: its `ID`"},
				deadlineFlag(),
			},
			Action: s.voucherUnfreeze,
		},
	}
}

func (s *session) voucherDispute(c *cli.Context) error {
	p, err := s.spanOf(c)
	if err != nil {
		return err
	}
	message := contracts.DisputeLot{
		Company: p.company, Obligation: p.obligation, Lot: p.at, Start: p.start, End: p.end, Reason: c.String("reason"),
	}
	if message.Digest, err = digestOf(c, "evidence"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

func (s *session) voucherFreeze(c *cli.Context) error {
	if c.Bool("forfeiture") && c.IsSet("until") {
		return usagef("--forfeiture and --until: what is forfeited has no last day").hintf("give one of them")
	}
	p, err := s.spanOf(c)
	if err != nil {
		return err
	}
	message := contracts.FreezeLot{
		Company: p.company, Obligation: p.obligation, Lot: p.at, Start: p.start, End: p.end, Order: c.String("order"), Until: p.until,
		Forfeiture: c.Bool("forfeiture"),
	}
	if message.Digest, err = digestOf(c, "digest"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

func (s *session) voucherResolve(c *cli.Context) error {
	l, hold, err := s.openHold(c, "dispute", true)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.ResolveDispute{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Dispute: hold, Resolution: c.String("resolution"),
	}})
}

func (s *session) voucherUnfreeze(c *cli.Context) error {
	l, hold, err := s.openHold(c, "freeze", false)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.UnfreezeLot{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Freeze: hold, Order: c.String("order"),
	}})
}

// openHold is the one open dispute, or order, about the lot that the first argument names, or the one that the flag picks.
func (s *session) openHold(c *cli.Context, flag string, dispute bool) (*client.Lot, common.Hash, error) {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return nil, common.Hash{}, err
	}
	if c.IsSet(flag) {
		id, err := actID(c.String(flag))
		if err != nil {
			return nil, id, usagef("--%s: %q is not an id", flag, c.String(flag)).hintf("look at it with: tally voucher show %s", l.ID.Key())
		}
		return l, id, nil
	}
	var open []client.Hold
	for _, h := range l.Holds {
		if h.Open && (h.Kind == "dispute") == dispute {
			open = append(open, h)
		}
	}
	switch len(open) {
	case 0:
		nothing := exitf(ExitConflict, "no order is open on lot %s", l.ID.String())
		if dispute {
			nothing = exitf(ExitConflict, "no dispute is open on lot %s", l.ID.String())
		}
		return nil, common.Hash{}, nothing.hintf("look at it with: tally voucher show %s", l.ID.Key())
	case 1:
		return l, open[0].ID, nil
	}
	return nil, common.Hash{}, usagef("%d of these are open on lot %s", len(open), l.ID.String()).
		hintf("pick one with --%s; see: tally voucher show %s", flag, l.ID.Key())
}
