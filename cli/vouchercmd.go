package main

import (
	"context"
	"errors"
	"math/big"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// voucherCommand is `tally voucher`: the lots that a company holds, and how they change hands.
func voucherCommand(s *session) *cli.Command {
	answer := []cli.Flag{deadlineFlag()}
	handing := []cli.Flag{
		&cli.BoolFlag{Name: "recourse", Usage: "the company answers for payment if the obligor fails"},
		&cli.StringFlag{Name: "until", Usage: "the last `DAY` for the answer; the longest that the rules allow without it"},
		deadlineFlag(),
	}
	return &cli.Command{
		Name:  "voucher",
		Usage: "lots: pay with them, transfer, accept, split, pledge, guarantee, dispute",
		Subcommands: slices.Concat([]*cli.Command{
			{
				Name:      "list",
				Usage:     "the lots that the company holds, and what it was paid that nobody has opened",
				UsageText: "tally voucher list\ntally voucher list --obligor \"Northern Steel\" --state held",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "obligor", Usage: "only debts of this `COMPANY`"},
					&cli.StringFlag{Name: "state", Usage: "only in this `STATE`: held, locked, unopened, cancelled, exported, redeemed"},
				},
				Action: s.voucherList,
			},
			{
				Name: "show", Usage: "one lot: what it is part of, and through whose hands it came",
				UsageText: "tally voucher show R31-17:300000001", ArgsUsage: "LOT", Action: s.voucherShow,
			},
			{
				Name:  "transfer",
				Usage: "hand a lot, or units of it, to another company",
				UsageText: "tally voucher transfer R31-17:1 --to Bolt\n" +
					"tally voucher transfer R31-17:1 --to Bolt --amount 3,000,000.00\n" +
					"tally voucher transfer R31-17:1 --to Bolt --range 1-300000000 --recourse",
				Description: "With --amount the units at the end of the lot go; with --range those named. What the recipient does\n" +
					"not accept by a standing acceptance is a proposal until it answers.",
				ArgsUsage: "LOT",
				Flags: append([]cli.Flag{
					&cli.StringFlag{Name: "to", Required: true, Usage: "the recipient: `COMPANY`"},
					&cli.StringFlag{Name: "amount", Usage: "only this `AMOUNT` of it, from its end"},
					&cli.StringFlag{Name: "range", Usage: "only these `UNITS` of it, such as 1-300000000"},
				}, handing...),
				Action: s.voucherTransfer,
			},
			{
				Name: "accept", Usage: "accept what is proposed to the company about a lot: a transfer, a pledge, a guarantee, a cancellation, a retirement",
				UsageText: "tally voucher accept R31-17:300000001\ntally voucher accept R31-17:1 --reg-no 0311-5520-1188",
				ArgsUsage: "LOT",
				Flags:     append([]cli.Flag{&cli.StringFlag{Name: "reg-no", Usage: "of a pledge: its `NUMBER` in the movable-asset registry"}}, answer...),
				Action:    s.voucherAnswer(accepting),
			},
			{
				Name: "reject", Usage: "decline what is proposed to the company about a lot",
				UsageText: "tally voucher reject R31-17:300000001", ArgsUsage: "LOT", Flags: answer,
				Action: s.voucherAnswer(func(_ *cli.Context, company uint32, l client.Lot) any {
					return contracts.RejectProposal{Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Proposal: l.Offer.Proposal}
				}),
			},
			{
				Name: "withdraw", Usage: "take back what one proposed about a lot, before it is answered",
				UsageText: "tally voucher withdraw R31-17:300000001", ArgsUsage: "LOT", Flags: answer,
				Action: s.voucherAnswer(func(_ *cli.Context, company uint32, l client.Lot) any {
					return contracts.WithdrawProposal{Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Proposal: l.Offer.Proposal}
				}),
			},
			{
				Name:      "split",
				Usage:     "cut a lot in two",
				UsageText: "tally voucher split R31-17:1 --amount 3,000,000.00",
				ArgsUsage: "LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "amount", Required: true, Usage: "what the first of the two is worth: `AMOUNT`"},
					deadlineFlag(),
				},
				Action: s.voucherSplit,
			},
			{
				Name:      "merge",
				Usage:     "join a lot with the one that begins where it ends",
				UsageText: "tally voucher merge R31-17:1 R31-17:300000001",
				ArgsUsage: "LOT NEXT",
				Flags:     answer,
				Action:    s.voucherMerge,
			},
			{
				Name:  "pay",
				Usage: "pay a company, or all those of a file, with lots chosen by due day",
				UsageText: "tally voucher pay --to Bolt --amount 3,000,000.00 --dry-run\n" +
					"tally voucher pay --file run.csv --dry-run\n" +
					"tally voucher pay --file run.csv --skip-refused --rejects refused.csv --out results.csv",
				Description: runDescription,
				Flags: slices.Concat([]cli.Flag{
					&cli.StringFlag{Name: "to", Usage: "the recipient: `COMPANY`"},
					&cli.StringFlag{Name: "amount", Usage: "how much: `AMOUNT`"},
					&cli.StringFlag{Name: "currency", Usage: "ISO 4217 `CODE`; CNY without it, or what the file's rows say"},
				}, runFlags(), handing),
				Action: s.voucherPay,
			},
		}, runCommands(s), rightsCommands(s), holdCommands(s)),
	}
}

func lotColumns() []column {
	return []column{
		{key: "lot"}, {key: "amount", right: true}, {key: "currency"}, {key: "obligor"}, {key: "holder"}, {key: "due"},
		{key: "state"}, {key: "marks"}, {key: "credited", right: true}, {key: "offered_to"}, {key: "until"},
	}
}

func lotRow(l client.Lot) []any {
	row := []any{l.ID, l.Amount, l.Currency, l.Obligor.Name, l.Holder.Name, l.Due, word(l.State), words(l.Marks), l.Credited, nil, nil}
	if l.Offer != nil {
		row[9], row[10] = l.Offer.To.Name, l.Offer.Until
	}
	return row
}

func (s *session) voucherList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	filter := client.Filter{State: c.String("state")}
	if filter.Holder, err = s.acting(c.Context); err != nil {
		return err
	}
	if c.String("obligor") != "" {
		if filter.Obligor, err = s.companyID(c.Context, c.String("obligor")); err != nil {
			return err
		}
	}
	lots, err := relayer.Lots(c.Context, filter)
	if err != nil {
		return err
	}
	// What was paid to it and nobody has opened is the payer's by the book, and as good as its own where it takes it unasked.
	if filter.State == "" || filter.State == unopened {
		filter.State, filter.Holder, filter.To = unopened, 0, filter.Holder
		paid, err := relayer.Lots(c.Context, filter)
		if err != nil {
			return err
		}
		lots = append(lots, paid...)
	}
	return s.printLots(lots)
}

func (s *session) printLots(lots []client.Lot) error {
	rows := make([][]any, 0, len(lots))
	for _, l := range lots {
		rows = append(rows, lotRow(l))
	}
	return s.print.list(lotColumns(), rows)
}

// lot reads the lot that a reference means. If the reference has a range and the lot has another
// by now, that is a conflict: acting on what happens to start there would be a guess.
func (s *session) lot(c *cli.Context, text string) (*client.Lot, error) {
	wanted, err := lotArg(text)
	if err != nil {
		return nil, err
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	found, err := relayer.Lot(c.Context, wanted)
	if errors.Is(err, client.ErrNotFound) {
		return nil, exitf(ExitNotFound, "there is no lot %s", text).
			hintf("the lots there are: tally receivable tree %s", wanted.Obligation.String())
	}
	if err != nil {
		return nil, err
	}
	if !wanted.Is(found.ID.End) {
		return nil, exitf(ExitConflict, "%s is %s now, held by %s", text, found.ID.String(), found.Holder.Name).
			hintf("nothing was sent; look at it with: tally voucher show %s", found.ID.Key())
	}
	if found.State == unopened {
		s.unopened = append(s.unopened, *found)
	}
	return found, nil
}

func (s *session) voucherShow(c *cli.Context) error {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	var proof *leafProof
	if l.State == unopened && l.Run != nil && l.Row != nil {
		if proof, err = s.prove(c, *l); err != nil {
			return err
		}
	}
	if s.print.format == "json" {
		return s.print.json(struct {
			*client.Lot
			Proof *leafProof `json:"proof,omitempty"`
		}{l, proof})
	}
	if err := s.print.record(lotColumns(), lotRow(*l)); err != nil || s.print.format == "csv" {
		return err
	}
	if proof != nil {
		if err := s.printProof(proof); err != nil {
			return err
		}
	}
	return s.printHistory(*l)
}

// handOver is the transfer of units of a lot, with the flags that every transfer has.
func (s *session) handOver(c *cli.Context, company, to uint32, l client.Lot, units ref.Units) (contracts.Transfer, error) {
	until, err := dayOf(c, "until")
	return contracts.Transfer{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Start: unit(units.Start), End: unit(units.End),
		To: to, Recourse: c.Bool("recourse"), Until: uint32(until),
	}, err
}

// unit is a unit's number as the generated bindings take it.
func unit(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

func (s *session) voucherTransfer(c *cli.Context) error {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	units, err := s.unitsOf(c, *l)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	to, err := s.companyID(c.Context, c.String("to"))
	if err != nil {
		return err
	}
	message, err := s.handOver(c, company, to, *l, units)
	if err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

// unitsOf are the units that --amount or --range means: all of the lot without them.
func (s *session) unitsOf(c *cli.Context, l client.Lot) (ref.Units, error) {
	all := l.ID.Units()
	switch {
	case c.IsSet("amount") && c.IsSet("range"):
		return all, usagef("--amount and --range say two things").hintf("give one of them")
	case c.IsSet("amount"):
		wanted, err := amountOf(c, "amount")
		if err != nil {
			return all, err
		}
		_, goes, err := all.Tail(wanted)
		if err != nil {
			return all, exitf(ExitRefused, "lot %s has %s, less than %s", l.ID.String(), l.Amount.String(), wanted.String()).
				hintf("pay with several lots by: tally voucher pay")
		}
		return goes, nil
	case c.IsSet("range"):
		units, err := ref.ParseUnits(c.String("range"))
		if err != nil {
			return all, usagef("--range").because(err)
		}
		if !all.Contains(units) {
			return all, exitf(ExitRefused, "units %s are not within lot %s", units.Grouped(), l.ID.String())
		}
		return units, nil
	}
	return all, nil
}

// voucherAnswer answers the open proposal about a lot, which it names by its content.
func (s *session) voucherAnswer(message func(c *cli.Context, company uint32, l client.Lot) any) cli.ActionFunc {
	return func(c *cli.Context) error {
		l, err := s.lot(c, c.Args().First())
		if err != nil {
			return err
		}
		if l.Offer == nil {
			return exitf(ExitConflict, "lot %s is not offered to anyone: it is %s, held by %s", l.ID.String(), l.State, l.Holder.Name)
		}
		company, err := s.acting(c.Context)
		if err != nil {
			return err
		}
		s.note("%s: %s %s of %s, due %s, from %s", l.ID.String(), l.Amount.String(), l.Currency.String(), l.Obligor.Name, l.Due.String(), l.Holder.Name)
		s.note("%s", s.says(*l))
		return s.do(c, order{message: message(c, company, *l)})
	}
}

func (s *session) voucherSplit(c *cli.Context) error {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	first, err := amountOf(c, "amount")
	if err != nil {
		return err
	}
	if first >= l.Amount {
		return exitf(ExitRefused, "lot %s has %s: nothing would be left beside %s", l.ID.String(), l.Amount.String(), first.String())
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.Split{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Middle: unit(l.ID.Start + uint64(first)),
	}})
}

func (s *session) voucherMerge(c *cli.Context) error {
	left, err := s.lot(c, c.Args().Get(0))
	if err != nil {
		return err
	}
	right, err := s.lot(c, c.Args().Get(1))
	if err != nil {
		return err
	}
	if left.Obligation != right.Obligation || left.ID.End != right.ID.Start {
		return exitf(ExitRefused, "lot %s does not begin where lot %s ends", right.ID.String(), left.ID.String())
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.Merge{
		Company: company, Obligation: left.Obligation.Big(), Lot: unit(left.ID.Start), Right: unit(right.ID.Start),
	}})
}

// payOne pays one company.
func (s *session) payOne(c *cli.Context) error {
	sum, err := amountOf(c, "amount")
	if err != nil {
		return err
	}
	code, err := currencyOf(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	to, err := s.companyID(c.Context, c.String("to"))
	if err != nil {
		return err
	}
	lots, err := s.payable(c.Context, company, code)
	if err != nil {
		return err
	}
	parts, err := choose(lots, sum)
	if err != nil {
		return err
	}
	var orders []order
	for _, part := range parts {
		message, err := s.handOver(c, company, to, part.lot, part.units)
		if err != nil {
			return err
		}
		orders = append(orders, order{message: message})
	}
	return s.do(c, orders...)
}

// payable are the lots that a company can pay with in a currency: held, not due, not credited, and not blocked.
func (s *session) payable(ctx context.Context, company uint32, code currency.Code) ([]client.Lot, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	lots, err := relayer.Lots(ctx, client.Filter{Holder: company, State: "held"})
	if err != nil {
		return nil, err
	}
	today, err := s.today(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(lots, func(l client.Lot) bool {
		return l.Holder.ID != company || l.Currency != code || l.Due <= today || l.Credited > 0 || blocked(l.Marks)
	}), nil
}
