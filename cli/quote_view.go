package main

import (
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
)

func (s *session) quoteList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	if c.Bool("asks") {
		asks, err := relayer.Asks(c.Context, client.Filter{Open: true})
		if err != nil {
			return err
		}
		return s.print.list(askColumns(), askRows(asks))
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	quotes, err := relayer.Quotes(c.Context, client.Filter{Holder: company})
	if err != nil {
		return err
	}
	made, err := relayer.Quotes(c.Context, client.Filter{Bank: company})
	if err != nil {
		return err
	}
	return s.printQuotes(append(quotes, made...))
}

func askColumns() []column {
	return []column{
		{key: "ask"}, {key: "holder"}, {key: "lot"}, {key: "units", right: true}, {key: "amount", right: true}, {key: "currency"},
		{key: "obligor"}, {key: "due"}, {key: "recourse"}, {key: "until"},
	}
}

func askRows(asks []client.Ask) [][]any {
	rows := make([][]any, 0, len(asks))
	for _, a := range asks {
		rows = append(rows, []any{a.ID.Hex(), a.Holder.Name, a.Lot, a.Units.Grouped(), a.Amount, a.Currency, a.Obligor.Name, a.Due, a.Recourse, dayOrNil(a.Until)})
	}
	return rows
}

// printQuotes prints quotes with what each comes to today.
func (s *session) printQuotes(quotes []client.Quote) error {
	rows := make([][]any, 0, len(quotes))
	for _, q := range quotes {
		row := []any{q.ID.Hex(), word(q.State), q.Bank.Name, q.Holder.Name, q.Lot, q.Units.Grouped(), q.Amount, q.Currency, q.Obligor.Name,
			q.Due, q.Rate, q.DayCount, q.Recourse, q.Until, nil, nil, nil}
		if q.PriceToday != nil {
			row[14], row[15], row[16] = q.PriceToday.Proceeds, q.PriceToday.Interest, q.PriceToday.Days
		}
		rows = append(rows, row)
	}
	columns := []column{
		{key: "quote"}, {key: "state"}, {key: "bank"}, {key: "holder"}, {key: "lot"}, {key: "units", right: true},
		{key: "amount", right: true}, {key: "currency"}, {key: "obligor"}, {key: "due"}, {key: "rate", right: true}, {key: "day_count"},
		{key: "recourse"}, {key: "until"}, {key: "proceeds", right: true}, {key: "interest", right: true}, {key: "interest_days", right: true},
	}
	if len(rows) == 1 && s.print.format == "table" {
		return s.print.record(columns, rows[0])
	}
	return s.print.list(columns, rows)
}
