package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
)

func (s *session) receivableList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	filter := client.Filter{State: c.String("state"), Overdue: c.Bool("overdue")}
	for flag, id := range map[string]*uint32{"obligor": &filter.Obligor, "supplier": &filter.Supplier} {
		if c.String(flag) != "" {
			if *id, err = s.companyID(c.Context, c.String(flag)); err != nil {
				return err
			}
		}
	}
	found, err := s.ofCompany(c, relayer, filter)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(found))
	for _, o := range found {
		rows = append(rows, []any{o.ID, o.Obligor.Name, o.Supplier.Name, o.Face, o.Currency, o.Due, word(o.State), o.Paid, o.Ref})
	}
	return s.print.list(obligationColumns(), rows)
}

// ofCompany answers the receivables that the filter names, or without one those in which the
// acting company is obligor or supplier.
func (s *session) ofCompany(c *cli.Context, relayer *client.Client, filter client.Filter) ([]client.Obligation, error) {
	if filter.Obligor != 0 || filter.Supplier != 0 {
		return relayer.Obligations(c.Context, filter)
	}
	company, err := s.acting(c.Context)
	if err != nil {
		return nil, err
	}
	filter.Obligor = company
	owed, err := relayer.Obligations(c.Context, filter)
	if err != nil {
		return nil, err
	}
	filter.Obligor, filter.Supplier = 0, company
	supplied, err := relayer.Obligations(c.Context, filter)
	return append(owed, supplied...), err
}

func obligationColumns() []column {
	return []column{
		{key: "receivable"}, {key: "obligor"}, {key: "supplier"}, {key: "face", right: true}, {key: "currency"}, {key: "due"},
		{key: "state"}, {key: "paid", right: true}, {key: "reference"},
	}
}

func (s *session) receivableShow(c *cli.Context) error {
	o, err := s.obligation(c)
	if err != nil {
		return err
	}
	return s.printObligation(*o)
}

func (s *session) printObligation(o client.Obligation) error {
	if s.print.format == "json" {
		return s.print.json(o)
	}
	columns := append(obligationColumns(),
		column{key: "left", right: true}, column{key: "outside", right: true}, column{key: "late_interest", right: true},
		column{key: "interest_paid", right: true}, column{key: "paid_by"}, column{key: "defaulted"}, column{key: "plan"}, column{key: "rules"},
		column{key: "until"}, column{key: "contract_digest"}, column{key: "invoices_digest"}, column{key: "proposal"})
	row := []any{o.ID, o.Obligor.Name, o.Supplier.Name, o.Face, o.Currency, o.Due, word(o.State), o.Paid, o.Ref,
		o.Left, o.Out, o.LateInterest, o.InterestPaid, nil, dayOrNil(o.Defaulted), nil, o.Rules,
		dayOrNil(o.Until), digestOrNil(o.ContractDigest), digestOrNil(o.InvoicesDigest), o.Proposal.Hex()}
	if o.Bank != nil {
		row[13] = s.lang.Word(o.Means) + ", " + o.Bank.Name
	}
	if o.Plan != nil {
		row[15] = *o.Plan
	}
	if err := s.print.record(columns, row); err != nil || s.print.format == "csv" {
		return err
	}
	var next, acts [][]any
	for _, n := range o.Next {
		next = append(next, []any{word(n.Act), s.whoMay(n), commandFor(n.Act)})
	}
	for _, a := range o.Acts {
		acts = append(acts, []any{a.At, word(a.Name), a.Block, a.Tx.Hex()})
	}
	sections := []section{
		{[]column{{key: "next"}, {key: "by"}, {key: "command"}}, next},
		{[]column{{key: "time"}, {key: "act"}, {key: "block", right: true}, {key: "tx"}}, acts},
	}
	var invoices, documents, alerts [][]any
	for _, i := range o.Invoices {
		invoices = append(invoices, []any{i.Fingerprint.Hex(), i.Total, i.Drawn})
	}
	for _, d := range o.Documents {
		documents = append(documents, []any{d.Kind, d.Company.Name, d.Digest.Hex()})
	}
	for _, a := range o.Alerts {
		alerts = append(alerts, []any{a.Rule, a.Value, a.Day})
	}
	if invoices != nil {
		sections = append(sections, section{[]column{{key: "invoice"}, {key: "total", right: true}, {key: "drawn", right: true}}, invoices})
	}
	if documents != nil {
		sections = append(sections, section{[]column{{key: "document"}, {key: "by"}, {key: "digest"}}, documents})
	}
	if alerts != nil {
		sections = append(sections, section{[]column{{key: "alert"}, {key: "value", right: true}, {key: "day"}}, alerts})
	}
	return s.sections(sections...)
}

// whoMay names the companies that may do what may happen next.
func (s *session) whoMay(n client.Next) string {
	if len(n.By) == 0 {
		return s.lang.Text("anyone; a relayer does it by itself")
	}
	names := make([]string, len(n.By))
	for i, company := range n.By {
		names[i] = company.Name
	}
	text := strings.Join(names, ", ")
	if n.Others > 0 {
		text = s.lang.Text("%s and %d more", text, n.Others)
	}
	return text
}

// commandFor is the command by which an act that may happen to a receivable is done; nil for what has none.
func commandFor(act string) any {
	commands := map[string]string{
		"ConfirmReceivable": "receivable confirm", "TakeReceivable": "receivable take", "RejectReceivable": "receivable reject",
		"WithdrawReceivable": "receivable withdraw", "SettleReceivable": "receivable settle", "AttestWire": "receivable wire",
		"CancelReceivable": "receivable cancel", "declareDefault": "receivable default", "AttachDocument": "receivable attach",
		"Transfer": "voucher transfer", "Split": "voucher split", "Merge": "voucher merge", "PledgeLot": "voucher pledge",
		"AskGuarantee": "voucher guarantee", "RetireLot": "voucher retire", "DisputeLot": "voucher dispute",
		"ResolveDispute": "voucher resolve", "FreezeLot": "voucher freeze", "UnfreezeLot": "voucher unfreeze",
		"ReleasePledge": "voucher release", "EnforcePledge": "voucher enforce", "AcceptTransfer": "voucher accept",
		"AcceptPledge": "voucher accept", "GiveGuarantee": "voucher accept", "AgreeCancel": "voucher accept",
		"AgreeRetirement": "voucher accept", "RejectProposal": "voucher reject", "WithdrawProposal": "voucher withdraw",
		"ClaimRecourse": "recourse claim", "SettleRecourse": "recourse settle", "RefuseRecourse": "recourse refuse",
		"AcknowledgeRecourse": "recourse acknowledge",
	}
	if command, known := commands[act]; known {
		return "tally " + command
	}
	return nil
}

// digestOrNil shows a digest, of which zero is none.
func digestOrNil(digest common.Hash) any {
	if digest == (common.Hash{}) {
		return nil
	}
	return digest.Hex()
}

func (s *session) receivableTree(c *cli.Context) error {
	id, err := obligationArg(c.Args().First())
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	tree, err := relayer.Tree(c.Context, id)
	if err != nil {
		return err
	}
	if s.print.format == "json" {
		return s.print.json(tree)
	}
	var rows [][]any
	growTree(tree.Root, "", "", &rows)
	columns := []column{
		{key: "lot"}, {key: "holder"}, {key: "received", right: true}, {key: "kept", right: true}, {key: "state"},
	}
	if err := s.print.list(columns, rows); err != nil || s.print.format == "csv" {
		return err
	}
	verdict := "sum of lots = face"
	if !tree.Holds {
		verdict = "SUM OF LOTS IS NOT THE FACE"
	}
	if _, err := fmt.Fprintf(s.con.Out, "%s: %s = %s\n", s.lang.Text(verdict), tree.SumOfLots, tree.Face); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if !tree.Holds {
		return exitf(ExitFailure, "the lots do not add up to the face: this relayer's index is wrong").
			hintf("the operator can stop it, delete its index and start it again: it is rebuilt from the chain")
	}
	return nil
}

// growTree appends a node and what was handed on of it, drawn as branches.
func growTree(n client.Node, branch, below string, rows *[][]any) {
	*rows = append(*rows, []any{branch + n.Lot.String(), n.Holder.Name, n.Amount, n.Kept, word(n.State)})
	for i, child := range n.Children {
		if i == len(n.Children)-1 {
			growTree(child, below+"└─ ", below+"   ", rows)
		} else {
			growTree(child, below+"├─ ", below+"│  ", rows)
		}
	}
}
