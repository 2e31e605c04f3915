package main

import (
	"github.com/urfave/cli/v2"
)

// companyRecordCommand is `tally company record`.
func companyRecordCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "record",
		Usage:     "how an obligor has paid its debts: on time, late, not at all",
		UsageText: "tally company record \"Northern Steel\"\ntally company record 31 --date 2026-12-31 -o json",
		Description: "Computed from the chain. On time is by the end of the due day; overdue is what is past its due day and unpaid; defaulted is\n" +
			"what the contracts have certified. Amounts are what was paid, or what is unpaid. Lots that are disputed, or that the obligor bought back early, count beside the\n" +
			"rest. Who is barred may owe nothing new until the authority lifts it.",
		ArgsUsage: "COMPANY",
		Flags:     []cli.Flag{&cli.StringFlag{Name: "date", Usage: "at the end of this `DAY`; today without it"}},
		Action:    s.companyRecord,
	}
}

func (s *session) companyRecord(c *cli.Context) error {
	a, err := s.dated(c)
	if err != nil {
		return err
	}
	if a.company, err = s.companyID(c.Context, c.Args().First()); err != nil {
		return err
	}
	r, err := a.relayer.Record(c.Context, a.company, a.date)
	if err != nil {
		return err
	}
	var rows, delays [][]any
	for _, conduct := range r.Conduct {
		for _, one := range []struct {
			outcome string
			tally   any
			count   int
		}{
			{"on time", conduct.OnTime.Amount, conduct.OnTime.Count}, {"late", conduct.Late.Amount, conduct.Late.Count},
			{"overdue", conduct.Overdue.Amount, conduct.Overdue.Count}, {"defaulted", conduct.Defaulted.Amount, conduct.Defaulted.Count},
			{"not due", conduct.NotDue.Amount, conduct.NotDue.Count}, {"disputed", conduct.Disputed.Amount, conduct.Disputed.Count},
			{"early", conduct.Early.Amount, conduct.Early.Count},
		} {
			rows = append(rows, []any{conduct.Currency, word(one.outcome), one.count, one.tally})
		}
		delays = append(delays, []any{conduct.Currency, conduct.LongestDelay, r.Suspended, r.Barred})
	}
	return s.headed(c, r, r.Obligor.Name, r.Basis,
		section{[]column{{key: "currency"}, {key: "outcome"}, {key: "count", right: true}, {key: "amount", right: true}}, rows},
		section{[]column{{key: "currency"}, {key: "longest_delay", right: true}, {key: "suspended"}, {key: "barred"}}, delays})
}
