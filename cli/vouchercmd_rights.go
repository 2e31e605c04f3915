package main

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// partFlags name units of a lot; all of it without them.
func partFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "amount", Usage: "only this `AMOUNT` of it, from its end"},
		&cli.StringFlag{Name: "range", Usage: "only these `UNITS` of it, such as 1-300000000"},
	}
}

// proposalFlags belong to what another company has to answer.
func proposalFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "until", Usage: "the last `DAY` for the answer; the longest that the rules allow without it"},
		deadlineFlag(),
	}
}

// rightsCommands are the verbs of `tally voucher` by which a lot secures, is guaranteed, or leaves the ledger.
func rightsCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name:  "pledge",
			Usage: "offer a lot, or units of it, as security for a debt of one's own",
			UsageText: "tally voucher pledge R31-17:1 --to \"First Bank\" --secured 2,000,000.00 --debt-due 2027-03-01\n" +
				"tally voucher pledge R31-17:1 --to 51 --amount 500,000.00 --debt-due 2027-03-01",
			Description: "The pledgee accepts with the number of the registration: the pledge exists from there. A payment of the\n" +
				"debt goes to the pledgee up to the secured sum, the rest to the holder.",
			ArgsUsage: "LOT",
			Flags: append(append([]cli.Flag{
				&cli.StringFlag{Name: "to", Required: true, Usage: "the pledgee: `COMPANY`"},
				&cli.StringFlag{Name: "secured", Usage: "the secured sum: `AMOUNT`; what the units are worth without it"},
				&cli.StringFlag{Name: "debt-due", Required: true, Usage: "the `DAY` on which the secured debt falls due"},
				&cli.StringFlag{Name: "terms", Usage: "the pledge agreement's digest, or its `FILE`"},
			}, partFlags()...), proposalFlags()...),
			Action: s.voucherPledge,
		},
		{
			Name: "release", Usage: "let a pledged lot go (the pledgee; the holder too, once the secured sum is paid)",
			UsageText: "tally voucher release R31-17:1", ArgsUsage: "LOT", Flags: []cli.Flag{deadlineFlag()}, Action: s.voucherRelease,
		},
		{
			Name: "enforce", Usage: "take units worth what is still secured, the secured debt being overdue (the pledgee)",
			UsageText: "tally voucher enforce R31-17:1 --notice notice.pdf", ArgsUsage: "LOT",
			Flags: []cli.Flag{
				&cli.StringFlag{Name: "notice", Required: true, Usage: "the notice to the pledgor: its digest, or its `FILE`"},
				deadlineFlag(),
			},
			Action: s.voucherEnforce,
		},
		{
			Name: "guarantee", Usage: "ask a guarantor to answer for the obligor on a lot, or units of it",
			UsageText:   "tally voucher guarantee R31-17:1 --by \"First Bank\"",
			Description: "The guarantee travels with the units, into their parts and to whoever holds them.",
			ArgsUsage:   "LOT",
			Flags: append(append([]cli.Flag{
				&cli.StringFlag{Name: "by", Required: true, Usage: "the guarantor: `COMPANY`"},
				&cli.StringFlag{Name: "terms", Usage: "the guarantee's text and price: a digest, or a `FILE`"},
			}, partFlags()...), proposalFlags()...),
			Action: s.voucherGuarantee,
		},
		{
			Name: "retire", Usage: "take a lot, or units of it, off the ledger: onto paper, or into another system",
			UsageText:   "tally voucher retire R31-17:1 --system paper --bundle proof.json",
			Description: "The obligor agrees by `tally voucher accept`: from then on it owes these units there.",
			ArgsUsage:   "LOT",
			Flags: append(append([]cli.Flag{
				&cli.StringFlag{Name: "system", Value: "paper", Usage: "where to: paper, or another system's `NAME`"},
				&cli.StringFlag{Name: "bundle", Required: true, Usage: "the proof that goes with it: a digest, or a `FILE`"},
			}, partFlags()...), proposalFlags()...),
			Action: s.voucherRetire,
		},
	}
}

// span is units of a lot that the company acts on.
type span struct {
	company                    uint32
	lot                        client.Lot
	obligation, at, start, end *big.Int
	until                      uint32
}

// spanOf reads the lot that the first argument names, the units of it, and the last day for an answer.
func (s *session) spanOf(c *cli.Context) (p span, err error) {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return p, err
	}
	units, err := s.unitsOf(c, *l)
	if err != nil {
		return p, err
	}
	until, err := s.dayAhead(c, "until")
	if err != nil {
		return p, err
	}
	p = span{
		lot: *l, obligation: l.Obligation.Big(), at: unit(l.ID.Start), start: unit(units.Start), end: unit(units.End), until: uint32(until),
	}
	p.company, err = s.acting(c.Context)
	return p, err
}

func (s *session) voucherPledge(c *cli.Context) error {
	p, err := s.spanOf(c)
	if err != nil {
		return err
	}
	message := contracts.PledgeLot{
		Company: p.company, Obligation: p.obligation, Lot: p.at, Start: p.start, End: p.end, Secured: new(big.Int).Sub(p.end, p.start),
		Until: p.until,
	}
	if c.IsSet("secured") {
		secured, err := amountOf(c, "secured")
		if err != nil {
			return err
		}
		if secured.Big().Cmp(message.Secured) > 0 {
			return exitf(ExitRefused, "%s is more than the units are worth", secured.String()).hintf("pledge more of them, or secure less")
		}
		message.Secured = secured.Big()
	}
	due, err := s.dayAhead(c, "debt-due")
	if err != nil {
		return err
	}
	message.DebtDue = uint32(due)
	if message.Pledgee, err = s.companyID(c.Context, c.String("to")); err != nil {
		return err
	}
	if message.Terms, err = digestOf(c, "terms"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

// pledgeOn is the pledge that a lot is under.
func (s *session) pledgeOn(c *cli.Context) (*client.Lot, common.Hash, error) {
	l, err := s.lot(c, c.Args().First())
	if err != nil {
		return nil, common.Hash{}, err
	}
	for _, fact := range l.Facts {
		if fact.Kind == "pledge" && fact.Act != nil && marked(l.Marks, "pledged") {
			return l, *fact.Act, nil
		}
	}
	return nil, common.Hash{}, exitf(ExitConflict, "lot %s is not pledged", l.ID.String())
}

func marked(marks []string, mark string) bool {
	for _, m := range marks {
		if m == mark {
			return true
		}
	}
	return false
}

func (s *session) voucherRelease(c *cli.Context) error {
	l, pledge, err := s.pledgeOn(c)
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.ReleasePledge{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), End: unit(l.ID.End), Pledge: pledge,
	}})
}

func (s *session) voucherEnforce(c *cli.Context) error {
	l, pledge, err := s.pledgeOn(c)
	if err != nil {
		return err
	}
	notice, err := digestOf(c, "notice")
	if err != nil {
		return err
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return err
	}
	return s.do(c, order{message: contracts.EnforcePledge{
		Company: company, Obligation: l.Obligation.Big(), Lot: unit(l.ID.Start), Pledge: pledge, Notice: notice,
	}})
}

func (s *session) voucherGuarantee(c *cli.Context) error {
	p, err := s.spanOf(c)
	if err != nil {
		return err
	}
	message := contracts.AskGuarantee{
		Company: p.company, Obligation: p.obligation, Lot: p.at, Start: p.start, End: p.end, Until: p.until,
	}
	if message.Guarantor, err = s.companyID(c.Context, c.String("by")); err != nil {
		return err
	}
	if message.Terms, err = digestOf(c, "terms"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

func (s *session) voucherRetire(c *cli.Context) error {
	p, err := s.spanOf(c)
	if err != nil {
		return err
	}
	message := contracts.RetireLot{
		Company: p.company, Obligation: p.obligation, Lot: p.at, Start: p.start, End: p.end, Until: p.until, System: c.String("system"),
	}
	if message.Bundle, err = digestOf(c, "bundle"); err != nil {
		return err
	}
	return s.do(c, order{message: message})
}

// accepting is the act that accepts the open proposal of a lot, whatever it proposes.
func accepting(c *cli.Context, company uint32, l client.Lot) any {
	o, lot, proposal := l.Obligation.Big(), unit(l.ID.Start), l.Offer.Proposal
	switch l.Offer.Kind {
	case "pledge":
		return contracts.AcceptPledge{Company: company, Obligation: o, Lot: lot, Pledge: proposal, Registration: c.String("reg-no")}
	case "guarantee":
		return contracts.GiveGuarantee{Company: company, Obligation: o, Lot: lot, Proposal: proposal}
	case "cancel":
		return contracts.AgreeCancel{Company: company, Receivable: o, Proposal: proposal}
	case "retire":
		return contracts.AgreeRetirement{Company: company, Obligation: o, Lot: lot, Proposal: proposal}
	}
	return contracts.AcceptTransfer{Company: company, Obligation: o, Lot: lot, Proposal: proposal}
}

// says is what an open proposal is about, in words for who is to answer it.
func (s *session) says(l client.Lot) string {
	switch o := l.Offer; o.Kind {
	case "pledge":
		return s.lang.Text("pledge for %s, a debt due %s", o.Secured.String(), o.DebtDue.String())
	case "guarantee":
		return s.lang.Text("guarantee")
	case "cancel":
		return s.lang.Text("cancellation: %s", o.Text)
	case "retire":
		return s.lang.Text("retirement to %s", o.Text)
	}
	if l.Offer.Recourse {
		return s.lang.Text("transfer with recourse")
	}
	return s.lang.Text("transfer")
}
