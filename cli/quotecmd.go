package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// quoteCommand is `tally quote`: selling a lot to a bank for cash today.
func quoteCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "quote",
		Usage: "sell a lot for cash today: ask banks, offer, take",
		Subcommands: []*cli.Command{
			{
				Name:      "ask",
				Usage:     "ask banks for quotes for a lot, or units of it (the holder)",
				UsageText: "tally quote ask R31-17:1\ntally quote ask R31-17:1 --amount 800,000.00 --until 2026-12-01",
				ArgsUsage: "LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "amount", Usage: "only this `AMOUNT` of it, from its end"},
					&cli.StringFlag{Name: "range", Usage: "only these `UNITS` of it, such as 1-300000000"},
					&cli.BoolFlag{Name: "recourse", Usage: "the holder would answer for payment if the obligor fails"},
					&cli.StringFlag{Name: "until", Usage: "the last `DAY` for quotes; until withdrawn without it"},
					deadlineFlag(),
				},
				Action: s.quoteAsk,
			},
			{
				Name:  "offer",
				Usage: "offer to buy a lot, or units of it, at a rate (banks; the obligor, to pay early; who transferred it with recourse, to buy back)",
				UsageText: "tally quote offer R31-17:1 --rate 4.20 --until 2026-12-01\n" +
					"tally quote offer R31-17:1 --range 1-80000000 --rate 3.95 --day-count act/365 --reg-no 0311-5520-1187",
				Description: "A bank's quote finances the lot: by most rule sets it names the registration, and for a long tenor the bank's opinion. The\n" +
					"obligor's quote pays the units early: they end, and its line is free. A prior holder that transferred with\n" +
					"recourse buys back. These two need neither number nor opinion.",
				ArgsUsage: "LOT",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "rate", Required: true, Usage: "a year's interest in percent: `RATE`"},
					&cli.StringFlag{Name: "day-count", Value: "act/360", Usage: "`CONVENTION`: act/360, act/365 or 30/360"},
					&cli.StringFlag{Name: "amount", Usage: "only this `AMOUNT` of it, from its end"},
					&cli.StringFlag{Name: "range", Usage: "only these `UNITS` of it, such as 1-300000000"},
					&cli.BoolFlag{Name: "recourse", Usage: "the holder answers for payment if the obligor fails"},
					&cli.StringFlag{Name: "until", Usage: "the last `DAY` to take it; a week from now without it"},
					&cli.StringFlag{Name: "reg-no", Usage: "the registration `NUMBER` of this financing in the registry"},
					&cli.StringFlag{Name: "opinion", Usage: "what the bank found of a long tenor: a digest, or a `FILE`"},
					&cli.StringFlag{Name: "bank", Usage: "whose deposits pay: `COMPANY`; a bank's own without it, else those that the company has"},
					&cli.StringFlag{Name: "deadline", Usage: "how long the signature may be used: `DURATION`; to the end of --until without it"},
				},
				Action: s.quoteOffer,
			},
			{
				Name: "list", Usage: "quotes made to the company, or by it",
				UsageText: "tally quote list\ntally quote list --as \"First Bank\"",
				Flags:     []cli.Flag{&cli.BoolFlag{Name: "asks", Usage: "the open asks of holders instead, for banks"}},
				Action:    s.quoteList,
			},
			{
				Name: "show", Usage: "one quote, and what it comes to today",
				UsageText: "tally quote show 0x5f3c…", ArgsUsage: "QUOTE", Action: s.quoteShow,
			},
			{
				Name: "take", Usage: "sell at a quote: the lot against the cash, in one step (the holder)",
				UsageText: "tally quote take 0x5f3c…\ntally quote take 0x5f3c… --least 790,000.00",
				ArgsUsage: "QUOTE",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "least", Usage: "no less cash than this `AMOUNT`; what it comes to today without it"},
					deadlineFlag(),
				},
				Action: s.quoteTake,
			},
			{
				Name: "withdraw", Usage: "take an offer back (who made it)",
				UsageText: "tally quote withdraw 0x5f3c…", ArgsUsage: "QUOTE", Flags: []cli.Flag{deadlineFlag()}, Action: s.quoteWithdraw,
			},
		},
	}
}

func (s *session) quoteAsk(c *cli.Context) error {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	units, err := s.unitsOf(c, *l)
	if err != nil {
		return err
	}
	message := act.AskQuotes{
		Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Start: unit(units.Start), End: unit(units.End), Recourse: c.Bool("recourse"),
	}
	if message.Company, err = s.acting(c.Context); err != nil {
		return err
	}
	until, err := dayOf(c, "until")
	if err != nil {
		return err
	}
	message.Until = uint32(until)
	signed, err := s.signOffChain(c, message)
	if err != nil || signed == nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	ask, err := relayer.PostAsk(c.Context, *signed)
	if err != nil {
		return err
	}
	return s.print.record(
		[]column{{key: "ask"}, {key: "lot"}, {key: "units"}, {key: "amount"}, {key: "currency"}},
		[]any{ask.ID.Hex(), ask.Lot, ask.Units.Grouped(), ask.Amount, ask.Currency})
}

// signOffChain shows, confirms and signs a message that relayers carry but no contract sees yet.
// Under --dry-run it prints the message and signs nothing.
func (s *session) signOffChain(c *cli.Context, message any) (*act.Signed, error) {
	if s.switched("dry-run") {
		return nil, s.printRehearsal(c, order{message: message}, nil)
	}
	if err := s.agree(c, message); err != nil {
		return nil, err
	}
	if err := s.serves(c.Context); err != nil {
		return nil, err
	}
	signed, err := s.sign(c, []order{{message: message}})
	if err != nil {
		return nil, err
	}
	return &signed[0], nil
}

func (s *session) quoteOffer(c *cli.Context) error {
	rate, err := discount.ParseRate(c.String("rate"))
	if err != nil {
		return usagef("--rate").because(err)
	}
	dayCount, err := discount.ParseDayCount(c.String("day-count"))
	if err != nil {
		return usagef("--day-count").because(err)
	}
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return err
	}
	units, err := s.unitsOf(c, *l)
	if err != nil {
		return err
	}
	bank, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	cashBank, err := s.payingBank(c, bank, uint16(l.Currency))
	if err != nil {
		return err
	}
	opinion, err := digestOf(c, "opinion")
	if err != nil {
		return err
	}
	until, err := s.dayOr(c, "until", 7)
	if err != nil {
		return err
	}
	today, err := s.today(c.Context)
	if err != nil {
		return err
	}
	price, err := discount.PriceOn(units.Amount(), rate, dayCount, today, l.Due)
	if err != nil {
		return exitf(ExitRefused, "there is no price").because(err)
	}
	serial, err := randomNonce()
	if err != nil {
		return err
	}
	message := contracts.Quote{
		Company: bank, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Start: unit(units.Start), End: unit(units.End),
		Holder: l.Holder.ID, Rate: uint32(rate), DayCount: uint8(dayCount), Recourse: c.Bool("recourse"), CashBank: cashBank,
		Until: uint32(until), Registration: c.String("reg-no"), Opinion: opinion, Serial: serial,
	}
	s.note("taken today it pays %s: %s less %s interest of %d days", price.Proceeds.String(), units.Amount().String(), price.Interest.String(), price.Days)
	if err := s.offerDeadline(c, until); err != nil {
		return err
	}
	signed, err := s.signOffChain(c, message)
	if err != nil || signed == nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	quote, err := relayer.PostQuote(c.Context, *signed)
	if err != nil {
		return err
	}
	if err := s.printQuotes([]client.Quote{*quote}); err != nil {
		return err
	}
	return s.offered(c, *quote)
}

// payingBank is whose deposits pay for a quote: a bank's own, or those that another company has.
func (s *session) payingBank(c *cli.Context, company uint32, code uint16) (uint32, error) {
	one, err := s.companyByID(c.Context, company)
	if err != nil {
		return 0, err
	}
	if !c.IsSet("bank") && slices.Contains(one.Capacities, "bank") {
		return company, nil
	}
	return s.bankOf(c, "bank", company, code)
}

// offered says how a quote goes on that waits for a second operator of the bank.
func (s *session) offered(c *cli.Context, quote client.Quote) error {
	switch {
	case quote.State != string(client.Waiting):
		return nil
	case drafting(c):
		s.note("another operator of the company approves it: tally act approve %s", quote.ID.Hex())
		return nil
	}
	return exitf(ExitPending, "quote %s waits for a second operator", quote.ID.Hex()).
		hintf("another operator of the company runs: tally act approve %s", quote.ID.Hex())
}

// offerDeadline lets the signature of a quote last to the end of its last day where --deadline
// does not say otherwise: its own day is what ends it.
func (s *session) offerDeadline(c *cli.Context, until calendar.Day) error {
	if c.IsSet("deadline") {
		return nil
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	left := network.Clock.Start(until + 1).Sub(s.con.Now()).Round(time.Second)
	if left <= 0 {
		return usagef("--until: the day is over").hintf("today is %s", network.Clock.DayAt(s.con.Now()).String())
	}
	return c.Set("deadline", (left + time.Hour).String())
}

func (s *session) quote(c *cli.Context) (*client.Quote, error) {
	id, err := actID(c.Args().First())
	if err != nil {
		return nil, usagef("%q is not a quote's id", c.Args().First()).hintf("0x and 64 hex digits; see: %s", "tally quote list")
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	return relayer.Quote(c.Context, id)
}

func (s *session) quoteShow(c *cli.Context) error {
	q, err := s.quote(c)
	if err != nil {
		return err
	}
	if s.print.format == "json" {
		return s.print.json(q)
	}
	return s.printQuotes([]client.Quote{*q})
}

// checkedQuote is the bank's message inside a quote, after what the relayer says of it has been
// checked: that it is the quote of this id, and that the key named has signed it.
func (s *session) checkedQuote(c *cli.Context, q *client.Quote) (contracts.Quote, error) {
	wrong := func(err error) error {
		return exitf(ExitConflict, "the relayer's quote %s is not what its id says", q.ID.Hex()).because(err).hintf("nothing was signed")
	}
	if q.Signed == nil {
		return contracts.Quote{}, wrong(fmt.Errorf("it has no signature"))
	}
	message, ok := q.Signed.Message.(contracts.Quote)
	if !ok {
		return contracts.Quote{}, wrong(fmt.Errorf("it is a %s", q.Signed.Name()))
	}
	id, err := q.Signed.StructHash()
	if err != nil || id != q.ID {
		return message, wrong(err)
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return message, err
	}
	if err := q.Signed.Verify(network.Domain()); err != nil {
		return message, wrong(err)
	}
	return message, nil
}

func (s *session) quoteTake(c *cli.Context) error {
	q, err := s.quote(c)
	if err != nil {
		return err
	}
	message, err := s.checkedQuote(c, q)
	if err != nil {
		return err
	}
	today, err := s.today(c.Context)
	if err != nil {
		return err
	}
	worth := ref.Units{Start: message.Start.Uint64(), End: message.End.Uint64()}.Amount()
	price, err := discount.PriceOn(worth, discount.Rate(message.Rate), discount.DayCount(message.DayCount), today, q.Due)
	if err != nil {
		return exitf(ExitRefused, "there is no price").because(err)
	}
	least := price.Proceeds
	if c.IsSet("least") {
		if least, err = amountOf(c, "least"); err != nil {
			return err
		}
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	sentence, err := s.speaker(c.Context).Act(message)
	if err != nil {
		return fmt.Errorf("say the quote: %w", err)
	}
	s.note("%s: %s", q.Bank.Name, sentence)
	s.note("taken today it pays %s: %s less %s interest of %d days", price.Proceeds.String(), worth.String(), price.Interest.String(), price.Days)
	return s.do(c, order{
		message: contracts.TakeQuote{Company: company, Quote: common.Hash(q.ID), Least: least.Big()},
		quote:   q.Signed,
	})
}

func (s *session) quoteWithdraw(c *cli.Context) error {
	id, err := actID(c.Args().First())
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.WithdrawQuote{Company: company, Quote: id}})
}
