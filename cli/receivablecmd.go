package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// receivableCommand is `tally receivable`: a debt from its first signature to its settlement.
func receivableCommand(s *session) *cli.Command {
	answer := []cli.Flag{deadlineFlag()}
	return &cli.Command{
		Name:  "receivable",
		Usage: "debts: request, issue, confirm, take, settle, and who holds the parts",
		Subcommands: append([]*cli.Command{
			receivableImportCommand(s),
			{
				Name:  "request",
				Usage: "ask an obligor to confirm what it owes (suppliers)",
				UsageText: "tally receivable request --to \"Northern Steel\" --amount 120,000.00 --due 2027-05-20 --invoice 0311:8841\n" +
					"tally receivable request --to 31 --amount 9,800.00 --due 2027-03-01 --ref PO-77 --contract order-77.pdf",
				Flags:  termsFlags("the obligor", true),
				Action: s.receivableRequest,
			},
			{
				Name:  "issue",
				Usage: "promise payment on the due day to a supplier, or whoever holds the parts then (obligors)",
				UsageText: "tally receivable issue --to Acme --amount 10,000,000.00 --due 2027-05-20 --invoice 0311:8841\n" +
					"tally receivable issue --to Acme --invoice 0311:8841=600,000.00/1,000,000.00 --amount 600,000.00 --due 2027-05-20\n" +
					"tally receivable issue --to Acme --instalment 2,500,000.00@2027-03-31 --instalment 2,500,000.00@2027-06-30",
				Description: "With --instalment a plan is issued: one receivable for each, in one act.",
				Flags: append(termsFlags("the supplier", false),
					&cli.StringSliceFlag{Name: "instalment", Usage: "instead of --amount and --due: `AMOUNT@DAY`; repeat, 2 to 60 of them"}),
				Action: s.receivableIssue,
			},
			{
				Name: "confirm", Usage: "confirm that a requested receivable is owed (the obligor)",
				UsageText: "tally receivable confirm R31-17", ArgsUsage: "RECEIVABLE", Flags: answer, Action: s.receivableAnswer(confirmIt),
			},
			{
				Name: "take", Usage: "take a receivable that an obligor has issued (the supplier)",
				UsageText: "tally receivable take R31-17", ArgsUsage: "RECEIVABLE", Flags: answer, Action: s.receivableAnswer(takeIt),
			},
			{
				Name: "reject", Usage: "decline a request or an issue (the side that was asked)",
				UsageText: "tally receivable reject R31-17", ArgsUsage: "RECEIVABLE", Flags: answer, Action: s.receivableAnswer(rejectIt),
			},
			{
				Name: "withdraw", Usage: "take back one's own request or issue before the answer",
				UsageText: "tally receivable withdraw R31-17", ArgsUsage: "RECEIVABLE", Flags: answer, Action: s.receivableAnswer(withdrawIt),
			},
			{
				Name:  "settle",
				Usage: "pay on the due day or later, from the company's deposit, for whoever holds the parts (the obligor)",
				UsageText: "tally receivable settle R31-17\n" +
					"tally receivable settle R31-17 --amount 4,000,000.00 --bank \"First Bank\"",
				Description: "After the due day late interest is paid on top, at the rate of the receivable's own rule set. Relayers bring each\n" +
					"holder its share.",
				ArgsUsage: "RECEIVABLE",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "amount", Usage: "a part: `AMOUNT`; all that is unpaid without it"},
					&cli.StringFlag{Name: "bank", Usage: "whose deposits: `COMPANY`; needed if the company has them at several banks"},
					deadlineFlag(),
				},
				Action: s.receivableSettle,
			},
			{
				Name:      "list",
				Usage:     "the company's receivables: owed by it, owed to it first, or all that it has to do with",
				UsageText: "tally receivable list\ntally receivable list --state active --obligor \"Northern Steel\"",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "obligor", Usage: "owed by this `COMPANY`"},
					&cli.StringFlag{Name: "supplier", Usage: "first owed to this `COMPANY`"},
					&cli.StringFlag{Name: "state", Usage: "in this `STATE`: requested, issued, active, due, part-paid, paid, defaulted, void, cancelled, exported, redeemed"},
					&cli.BoolFlag{Name: "overdue", Usage: "only requests that wait longer for their confirmation than the rules allow"},
				},
				Action: s.receivableList,
			},
			{
				Name: "show", Usage: "one receivable: terms, state, what may happen next",
				UsageText: "tally receivable show R31-17", ArgsUsage: "RECEIVABLE", Action: s.receivableShow,
			},
			{
				Name: "tree", Usage: "who got which part, with the sum of all parts",
				UsageText: "tally receivable tree R31-17", ArgsUsage: "RECEIVABLE", Action: s.receivableTree,
			},
		}, lifeCommands(s)...),
	}
}

// termsFlags are the terms of a new receivable; other names the company on the other side, and single is set where it cannot be a plan.
func termsFlags(other string, single bool) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "to", Required: true, Usage: other + ": `COMPANY`"},
		&cli.StringFlag{Name: "amount", Required: single, Usage: "the face: `AMOUNT`"},
		&cli.StringFlag{Name: "due", Required: single, Usage: "the `DAY` on which it is paid"},
		&cli.StringSliceFlag{Name: "invoice", Usage: "an invoice: `NUMBER`, or NUMBER=DRAWN/TOTAL where only a part is drawn on it; repeat for several"},
		&cli.StringFlag{Name: "invoice-kind", Usage: "what kind of invoices they are: `TEXT`; invoice without it"},
		&cli.StringFlag{Name: "contract", Usage: "the contract's digest, or its `FILE`"},
		&cli.StringFlag{Name: "currency", Usage: "ISO 4217 `CODE`; CNY without it"},
		&cli.StringFlag{Name: "ref", Usage: "the company's own reference: `TEXT`, used once; a single invoice's number without it"},
		&cli.StringFlag{Name: "delivered", Usage: "the `DAY` of delivery, from which a small supplier's wait for its money is counted"},
		&cli.StringFlag{Name: "until", Usage: "the last `DAY` for the answer; stays open without it"},
		&cli.StringFlag{Name: "justification", Usage: "why the tenor is long: a digest, or a `FILE`"},
		&cli.UintFlag{Name: "rules", Value: 1, Usage: "the rule set's `NUMBER`"},
		deadlineFlag(),
	}
}

// terms are what request and issue have in common.
type terms struct {
	company, other               uint32
	face                         amount.Amount
	currency, rules              uint16
	delivered, due, until        uint32
	ref                          string
	contract, invoices, justific [32]byte
	draws                        []draw
	// drawn are the draws by their fingerprints, plan the instalments, if it is one.
	drawn []contracts.Invoice
	plan  []contracts.Instalment
}

func (s *session) termsOf(c *cli.Context) (t terms, err error) {
	if t.plan, t.face, err = instalmentsOf(c); err != nil {
		return t, err
	}
	switch {
	case t.plan != nil && (c.IsSet("amount") || c.IsSet("due")):
		return t, usagef("--instalment says amounts and days: leave --amount and --due out")
	case t.plan == nil && (!c.IsSet("amount") || !c.IsSet("due")):
		return t, usagef("`%s` needs --%s", "tally receivable issue", "amount").hintf("and --due; or a plan by --instalment")
	case t.plan == nil:
		if t.face, err = amountOf(c, "amount"); err != nil {
			return t, err
		}
	}
	if t.face > amount.MaxFace {
		return t, usagef("--amount: one receivable is at most %s", amount.MaxFace.String()).hintf("issue several")
	}
	code, err := currencyOf(c)
	if err != nil {
		return t, err
	}
	t.currency = uint16(code)
	for flag, day := range map[string]*uint32{"delivered": &t.delivered, "due": &t.due, "until": &t.until} {
		d, err := dayOf(c, flag)
		if err != nil {
			return t, err
		}
		*day = uint32(d)
	}
	for flag, digest := range map[string]*[32]byte{"contract": &t.contract, "justification": &t.justific} {
		if *digest, err = digestOf(c, flag); err != nil {
			return t, err
		}
	}
	if t.draws, err = parseDraws(c.StringSlice("invoice"), t.face); err != nil {
		return t, err
	}
	t.invoices = invoicesDigest(numbersOf(t.draws))
	if t.ref = strings.TrimSpace(c.String("ref")); t.ref == "" && len(t.draws) == 1 && t.draws[0].drawn == t.draws[0].total {
		t.ref = t.draws[0].number
	}
	if c.Uint("rules") == 0 || c.Uint("rules") > 65_535 {
		return t, usagef("--rules: a number from 1 to 65,535")
	}
	t.rules = uint16(c.Uint("rules"))
	if t.company, err = s.acting(c.Context); err != nil {
		return t, err
	}
	if t.other, err = s.companyID(c.Context, c.String("to")); err != nil {
		return t, err
	}
	if t.company == t.other {
		return t, usagef("--to: a company cannot owe itself")
	}
	return t, nil
}

// before looks for the company's live receivable under the same reference: the same terms are
// done already, which is no error; others are a conflict.
func (s *session) before(c *cli.Context, t terms, obligor, supplier uint32) (already *client.Obligation, err error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	if t.ref == "" {
		return nil, nil
	}
	found, err := relayer.Obligations(c.Context, client.Filter{Creator: t.company, Ref: t.ref})
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		if one.State == "void" {
			continue
		}
		first := t.face
		if t.plan != nil {
			first, t.due = amount.Amount(t.plan[0].Face.Int64()), t.plan[0].Due
		}
		same := one.Obligor.ID == obligor && one.Supplier.ID == supplier && one.Face == first && uint16(one.Currency) == t.currency &&
			uint32(one.Due) == t.due && one.InvoicesDigest == t.invoices && one.ContractDigest == t.contract
		if same {
			return &one, nil
		}
		return nil, exitf(ExitConflict, "reference %q is %s already, with other content", t.ref, one.ID.String()).
			hintf("compare with: tally receivable show %s", one.ID.String())
	}
	return nil, nil
}

// nextSerial is one above the highest serial that the company has used, in drafts and acts under way too.
func (s *session) nextSerial(c *cli.Context, company uint32) (uint64, error) {
	relayer, err := s.Client()
	if err != nil {
		return 0, err
	}
	made, err := relayer.Obligations(c.Context, client.Filter{Creator: company})
	if err != nil {
		return 0, err
	}
	next := uint64(1)
	for _, one := range made {
		if one.ID.Company == company {
			next = max(next, one.ID.Serial+1)
		}
	}
	for _, f := range []client.Filter{{Company: company, State: string(client.Waiting)}, {Company: company, Limit: recent}} {
		acts, err := relayer.Acts(c.Context, f)
		if err != nil {
			return 0, err
		}
		for _, a := range acts {
			next = max(next, serialIn(a, company)+1)
		}
	}
	return next, nil
}

// recent is how many of a company's newest acts are looked at for those under way.
const recent = 100

// serialIn is the serial under which an act that may still be done makes a receivable of the company; zero if none.
func serialIn(a client.Act, company uint32) uint64 {
	if a.Company != company || a.Signed == nil || a.State.Ended() {
		return 0
	}
	switch m := a.Signed.Message.(type) {
	case contracts.RequestReceivable:
		return m.Serial
	case contracts.IssueReceivable:
		return m.Serial
	case contracts.IssueInstalments:
		return m.Serial + uint64(len(m.Instalments)) - 1
	}
	return 0
}

func (s *session) receivableRequest(c *cli.Context) error {
	t, err := s.termsOf(c)
	if err != nil {
		return err
	}
	if err := s.fingerprint(c, &t, t.company); err != nil {
		return err
	}
	return s.propose(c, t, t.other, t.company, func(serial uint64) any {
		return contracts.RequestReceivable{
			Company: t.company, Serial: serial, Obligor: t.other, Face: t.face.Big(), Currency: t.currency, Delivered: t.delivered,
			Due: t.due, Rules: t.rules, Until: t.until, Ref: t.ref, ContractDigest: t.contract, InvoicesDigest: t.invoices,
			Invoices: t.drawn, Justification: t.justific,
		}
	})
}

func (s *session) receivableIssue(c *cli.Context) error {
	t, err := s.termsOf(c)
	if err != nil {
		return err
	}
	if err := s.fingerprint(c, &t, t.other); err != nil {
		return err
	}
	return s.propose(c, t, t.company, t.other, func(serial uint64) any {
		if t.plan != nil {
			return contracts.IssueInstalments{
				Company: t.company, Serial: serial, Supplier: t.other, Currency: t.currency, Delivered: t.delivered, Rules: t.rules,
				Until: t.until, Ref: t.ref, ContractDigest: t.contract, InvoicesDigest: t.invoices, Invoices: t.drawn,
				Justification: t.justific, Instalments: t.plan,
			}
		}
		return contracts.IssueReceivable{
			Company: t.company, Serial: serial, Supplier: t.other, Face: t.face.Big(), Currency: t.currency, Delivered: t.delivered,
			Due: t.due, Rules: t.rules, Until: t.until, Ref: t.ref, ContractDigest: t.contract, InvoicesDigest: t.invoices,
			Invoices: t.drawn, Justification: t.justific,
		}
	})
}

// fingerprint gives the invoices the fingerprints of their seller's.
func (s *session) fingerprint(c *cli.Context, t *terms, seller uint32) error {
	if len(t.draws) == 0 {
		return nil
	}
	company, err := s.companyByID(c.Context, seller)
	if err != nil {
		return err
	}
	t.drawn, err = invoicesOf(t.draws, c.String("invoice-kind"), company.Registration)
	return err
}

// propose does a request or an issue under the next serial, unless the same one is there.
func (s *session) propose(c *cli.Context, t terms, obligor, supplier uint32, message func(serial uint64) any) error {
	already, err := s.before(c, t, obligor, supplier)
	if err != nil {
		return err
	}
	if already != nil {
		s.note("already: reference %q is %s with the same content; nothing was sent", t.ref, already.ID.String())
		return s.printObligation(*already)
	}
	serial, err := s.nextSerial(c, t.company)
	if err != nil {
		return err
	}
	s.note("its reference will be %s", ref.Obligation{Module: ref.Receivables, Company: t.company, Serial: serial}.String())
	return s.do(c, order{message: message(serial)})
}

func confirmIt(company uint32, o client.Obligation) any {
	return contracts.ConfirmReceivable{Company: company, Receivable: o.ID.Big(), Proposal: o.Proposal}
}

func takeIt(company uint32, o client.Obligation) any {
	return contracts.TakeReceivable{Company: company, Receivable: o.ID.Big(), Proposal: o.Proposal}
}

func rejectIt(company uint32, o client.Obligation) any {
	return contracts.RejectReceivable{Company: company, Receivable: o.ID.Big(), Proposal: o.Proposal}
}

func withdrawIt(company uint32, o client.Obligation) any {
	return contracts.WithdrawReceivable{Company: company, Receivable: o.ID.Big(), Proposal: o.Proposal}
}

// receivableAnswer answers an open request or issue, whose terms it shows first.
func (s *session) receivableAnswer(answer func(uint32, client.Obligation) any) cli.ActionFunc {
	return func(c *cli.Context) error {
		o, err := s.obligation(c)
		if err != nil {
			return err
		}
		company, err := s.acting(c.Context)
		if err != nil {
			return err
		}
		s.note("%s: %s %s, owed by %s to %s, due %s", o.ID.String(), o.Face.String(), o.Currency.String(), o.Obligor.Name, o.Supplier.Name, o.Due.String())
		return s.do(c, order{message: answer(company, *o)})
	}
}

// obligation reads the obligation that the first argument names.
func (s *session) obligation(c *cli.Context) (*client.Obligation, error) {
	id, err := obligationArg(c.Args().First())
	if err != nil {
		return nil, err
	}
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	return relayer.Obligation(c.Context, id)
}
