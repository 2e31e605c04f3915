package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// inboxCommand is `tally inbox`: what waits for the company, and the command that answers it.
func inboxCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "inbox",
		Usage:     "what waits for the company's answer",
		UsageText: "tally inbox\ntally inbox --as Acme -o json",
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "waiting", Usage: "only acts that wait for a second operator"}},
		Action:    s.inbox,
	}
}

func (s *session) inbox(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	box, err := relayer.Inbox(c.Context, company)
	if err != nil {
		return err
	}
	var rows [][]any
	add := func(kind, what, from, answer string, args ...any) {
		rows = append(rows, []any{word(kind), what, from, fmt.Sprintf(answer, args...)})
	}
	for _, a := range box.Acts {
		kind := "act"
		if a.Draft {
			kind = "draft"
		}
		what := a.Sentence.In(phrase.Language(s.lang))
		if a.Expires != nil {
			what = s.lang.Text("%s  (until %s)", what, s.print.human(*a.Expires))
		}
		add(kind, what, s.print.human(s.hand(a.Maker)), "tally act approve %s", a.ID.Hex())
	}
	var offers []client.Quote
	for _, q := range box.Quotes {
		if q.State != string(client.Waiting) {
			offers = append(offers, q)
			continue
		}
		a := actOf(q)
		what := fmt.Sprintf("%s  %s %s  %s %%", q.Lot, q.Amount, q.Currency, q.Rate)
		add("quote", s.lang.Text("%s  (until %s)", what, s.print.human(momentOrNil(a.Expires))), s.print.human(s.hand(a.Maker)), "tally act approve %s", q.ID.Hex())
	}
	if !c.Bool("waiting") {
		for _, l := range box.Transfers {
			what := fmt.Sprintf("%s  %s %s  %s  %s", l.ID, l.Amount, l.Currency, l.Obligor.Name, l.Due)
			if l.Offer.Kind != "transfer" || l.Offer.Recourse {
				what += "  " + s.says(l)
			}
			add(l.Offer.Kind, what, l.Holder.Name, "tally voucher accept %s", l.ID)
		}
		for _, l := range box.Openable {
			add(unopened, fmt.Sprintf("%s  %s %s  %s  %s", l.ID, l.Amount, l.Currency, l.Obligor.Name, l.Due), l.Holder.Name, "tally voucher open %s", l.ID)
		}
		for _, o := range box.Receivables {
			from, verb := o.Supplier.Name, "confirm"
			if o.State == "issued" {
				from, verb = o.Obligor.Name, "take"
			}
			add("receivable", fmt.Sprintf("%s  %s %s  %s", o.ID, o.Face, o.Currency, o.Due), from, "tally receivable %s %s", verb, o.ID)
		}
		for _, q := range offers {
			add("quote", fmt.Sprintf("%s  %s %s  %s %%", q.Lot, q.Amount, q.Currency, q.Rate), q.Bank.Name, "tally quote take %s", q.ID.Hex())
		}
		for _, a := range box.Asks {
			add("ask", fmt.Sprintf("%s  %s %s  %s  %s", a.Lot, a.Amount, a.Currency, a.Obligor.Name, a.Due), a.Holder.Name, "tally quote offer %s --range %s --rate RATE", a.Lot, a.Units)
		}
		for _, claim := range box.Claims {
			from, answer := claim.Holder.Name, "tally recourse settle %s"
			if claim.Holder.ID == company {
				from, answer = claim.Against.Name, "tally recourse claim "+claim.Lot.Key()+" --against COMPANY"
			}
			what := fmt.Sprintf("%s  %s %s  %s", claim.Lot, claim.Principal+claim.Interest, claim.Currency, s.lang.Word(claim.State))
			if claim.Holder.ID == company {
				rows = append(rows, []any{word("recourse"), what, from, answer})
			} else {
				add("recourse", what, from, answer, claim.ID.Hex())
			}
		}
		for _, r := range box.Recoveries {
			answer := "tally company recover agree %d"
			if r.Company.ID == company {
				answer = "tally company recover object %d"
			}
			add("recovery", r.Key.Hex(), r.Company.Name, answer, r.Company.ID)
		}
	}
	if s.print.format == "json" {
		return s.print.json(box)
	}
	if len(rows) == 0 {
		s.note("nothing waits for this company")
	}
	return s.print.list([]column{{key: "kind"}, {key: "what"}, {key: "from"}, {key: "answer"}}, rows)
}
