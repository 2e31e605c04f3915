package main

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/priority"
)

// priorityCommand is `tally rules priority`: who comes first among several financiers of one receivable.
func priorityCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "priority",
		Usage: "who comes first where several financiers claim one receivable, and what each gets",
		UsageText: "tally rules priority claims.csv --amount 1,000,000.00\n" +
			"tally rules priority claims.csv --amount 1,000,000.00 -o csv",
		Description: "The file has the columns claimant, amount, registered, notified. Times are ISO, with a time of day where it matters;\n" +
			"empty is none. Registered claims come before others, by time; then notified ones, by time; the rest share (R-C08).",
		ArgsUsage: "FILE",
		Flags:     []cli.Flag{&cli.StringFlag{Name: "amount", Required: true, Usage: "what there is to share: `AMOUNT`"}},
		Action:    s.rulesPriority,
	}
}

func (s *session) rulesPriority(c *cli.Context) error {
	available, err := amountOf(c, "amount")
	if err != nil {
		return err
	}
	claims, err := readClaims(c.Args().First())
	if err != nil {
		return err
	}
	shares, err := priority.Order(claims, available)
	if err != nil {
		return usagef("the claims cannot be ranked").because(err)
	}
	rows := make([][]any, 0, len(shares))
	for _, share := range shares {
		rows = append(rows, []any{share.Rank, share.Claimant, share.Amount, share.Gets, word(share.Why)})
	}
	return s.print.list([]column{
		{key: "rank", right: true}, {key: "claimant"}, {key: "amount", right: true}, {key: "gets", right: true}, {key: "why"},
	}, rows)
}

// readClaims reads a CSV file of claims.
func readClaims(name string) ([]priority.Claim, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, usagef("the file %s cannot be read", name).because(errors.Unwrap(err))
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, usagef("%s is not a CSV file", name).because(err)
	}
	columns := []string{"claimant", "amount", "registered", "notified"}
	if len(lines) == 0 || !slices.Equal(headings(lines[0]), columns) {
		return nil, usagef("%s does not begin with the columns %s", name, strings.Join(columns, ","))
	}
	claims := make([]priority.Claim, len(lines)-1)
	for i, fields := range lines[1:] {
		claims[i].Claimant = strings.TrimSpace(fields[0])
		if claims[i].Amount, err = amount.ParsePositive(fields[1]); err != nil {
			return nil, usagef("line %d of %s", i+2, name).because(err)
		}
		for at, into := range map[int]*time.Time{2: &claims[i].Registered, 3: &claims[i].Notified} {
			if *into, err = momentOf(fields[at]); err != nil {
				return nil, usagef("line %d of %s", i+2, name).because(err)
			}
		}
	}
	return claims, nil
}

// headings are a header's names without what programs put around them.
func headings(line []string) []string {
	names := make([]string, len(line))
	for i, name := range line {
		names[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
	}
	return names
}

// momentOf reads a date, with or without a time of day; empty is no moment.
func momentOf(text string) (moment time.Time, err error) {
	if text = strings.TrimSpace(text); text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if moment, err = time.Parse(layout, text); err == nil {
			return moment, nil
		}
	}
	return time.Time{}, err
}
