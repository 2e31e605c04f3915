package main

import (
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
)

// cashCommand is `tally cash`: tokenised deposits at the banks of the network.
func cashCommand(s *session) *cli.Command {
	bank := &cli.StringFlag{Name: "bank", Usage: "at which bank: `COMPANY`; needed if there are several"}
	code := &cli.StringFlag{Name: "currency", Usage: "ISO 4217 `CODE`; CNY without it"}
	sum := &cli.StringFlag{Name: "amount", Required: true, Usage: "how much: `AMOUNT`"}
	return &cli.Command{
		Name:  "cash",
		Usage: "tokenised deposits: balance, statement, transfer, mint, redeem",
		Subcommands: []*cli.Command{
			{
				Name: "balance", Usage: "what the company has, free and set aside",
				UsageText: "tally cash balance\ntally cash balance --as Bolt",
				Flags:     []cli.Flag{bank, code}, Action: s.cashBalance,
			},
			{
				Name: "statement", Usage: "what went in and out",
				UsageText: "tally cash statement\ntally cash statement -o csv > statement.csv",
				Flags:     []cli.Flag{bank, code}, Action: s.cashStatement,
			},
			{
				Name: "transfer", Usage: "give deposits to another company",
				UsageText: "tally cash transfer --to Bolt --amount 1,000.00 --ref \"invoice 8841\"",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "to", Required: true, Usage: "the recipient: `COMPANY`"}, sum, bank, code,
					&cli.StringFlag{Name: "ref", Usage: "what for: `TEXT`, public"}, deadlineFlag(),
				},
				Action: s.cashTransfer,
			},
			{
				Name: "mint", Usage: "credit a deposit for money that has come in (banks)",
				UsageText: "tally cash mint --to Acme --amount 1,000,000.00 --ref CNAPS-20261121-17 --as \"First Bank\"",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "to", Required: true, Usage: "whom to credit: `COMPANY`"}, sum, code,
					&cli.StringFlag{Name: "ref", Required: true, Usage: "the bank's reference of the incoming payment: `TEXT`, used once"},
					deadlineFlag(),
				},
				Action: s.cashMint,
			},
			{
				Name: "redeem", Usage: "give deposits back to the bank, to be paid out by wire",
				UsageText: "tally cash redeem --amount 1,000.00 --ref \"salaries November\"",
				Flags: []cli.Flag{
					sum, bank, code,
					&cli.StringFlag{Name: "ref", Required: true, Usage: "the reference of the wire: `TEXT`"}, deadlineFlag(),
				},
				Action: s.cashRedeem,
			},
		},
	}
}

// cashFilter is what balance and statement ask for.
func (s *session) cashFilter(c *cli.Context) (client.Filter, error) {
	company, err := s.acting(c.Context)
	filter := client.Filter{Company: company}
	if err != nil {
		return filter, err
	}
	if c.String("bank") != "" {
		if filter.Bank, err = s.companyID(c.Context, c.String("bank")); err != nil {
			return filter, err
		}
	}
	if c.String("currency") != "" {
		filter.Currency, err = currencyOf(c)
	}
	return filter, err
}

func (s *session) cashBalance(c *cli.Context) error {
	filter, err := s.cashFilter(c)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	balances, err := relayer.Balances(c.Context, filter)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(balances))
	for _, b := range balances {
		rows = append(rows, []any{b.Bank.Name, b.Currency, b.Free, b.Earmarked})
	}
	return s.print.list([]column{
		{key: "bank"}, {key: "currency"}, {key: "free", right: true}, {key: "set_aside", right: true},
	}, rows)
}

func (s *session) cashStatement(c *cli.Context) error {
	filter, err := s.cashFilter(c)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	entries, err := relayer.Statement(c.Context, filter)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(entries))
	for _, e := range entries {
		row := []any{e.Day, word(e.Kind), nil, nil, e.Currency, e.Bank.Name, nil, e.Ref, nil, e.Tx.Hex()}
		if e.In {
			row[2] = e.Amount
		} else {
			row[3] = e.Amount
		}
		if e.Other != nil {
			row[6] = e.Other.Name
		}
		if e.Obligation != nil {
			row[8] = *e.Obligation
		}
		rows = append(rows, row)
	}
	return s.print.list([]column{
		{key: "day"}, {key: "kind"}, {key: "in", right: true}, {key: "out", right: true}, {key: "currency"}, {key: "bank"},
		{key: "other"}, {key: "reference"}, {key: "receivable"}, {key: "tx"},
	}, rows)
}

// bankOf is the bank of a flag, or the only one at which the company has deposits of a currency.
func (s *session) bankOf(c *cli.Context, flag string, company uint32, code uint16) (uint32, error) {
	if c.String(flag) != "" {
		return s.companyID(c.Context, c.String(flag))
	}
	relayer, err := s.Client()
	if err != nil {
		return 0, err
	}
	balances, err := relayer.Balances(c.Context, client.Filter{Company: company, Currency: currency.Code(code)})
	if err != nil {
		return 0, err
	}
	switch len(balances) {
	case 0:
		return 0, exitf(ExitRefused, "the company has no deposits in this currency").hintf("see: %s", "tally cash balance")
	case 1:
		return balances[0].Bank.ID, nil
	default:
		return 0, usagef("the company has deposits at %d banks", len(balances)).hintf("name one with --%s COMPANY", flag)
	}
}

func (s *session) cashTransfer(c *cli.Context) error {
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
	bank, err := s.bankOf(c, "bank", company, uint16(code))
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.TransferCash{
		Company: company, Bank: bank, Currency: uint16(code), To: to, Amount: sum.Big(), Ref: c.String("ref"),
	}})
}

func (s *session) cashMint(c *cli.Context) error {
	sum, err := amountOf(c, "amount")
	if err != nil {
		return err
	}
	code, err := currencyOf(c)
	if err != nil {
		return err
	}
	bank, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	to, err := s.companyID(c.Context, c.String("to"))
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.MintCash{
		Company: bank, To: to, Currency: uint16(code), Amount: sum.Big(), Ref: c.String("ref"),
	}})
}

func (s *session) cashRedeem(c *cli.Context) error {
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
	bank, err := s.bankOf(c, "bank", company, uint16(code))
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.RedeemCash{
		Company: company, Bank: bank, Currency: uint16(code), Amount: sum.Big(), Ref: c.String("ref"),
	}})
}
