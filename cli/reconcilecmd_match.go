package main

import (
	"slices"
	"strings"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/cli/intake"
)

// The results of comparing one item.
const (
	matched        = "matched"
	different      = "different"
	missingOnChain = "missing-on-chain"
	missingInFile  = "missing-in-file"
)

// reconciliation is what came of comparing a file with the chain. Items stand in the file's order, then what only the chain has.
type reconciliation struct {
	Side    string  `json:"side"`
	Summary summary `json:"summary"`
	Items   []item  `json:"items"`
}

type summary struct {
	Matched        int           `json:"matched"`
	Different      int           `json:"different"`
	MissingOnChain int           `json:"missingOnChain"`
	MissingInFile  int           `json:"missingInFile"`
	Unreadable     int           `json:"unreadable"`
	Totals         []resultTotal `json:"totals"`
}

type resultTotal struct {
	Result   string        `json:"result"`
	Currency currency.Code `json:"currency"`
	Count    int           `json:"count"`
	Amount   report.Sum    `json:"amount"`
}

// item is one invoice on either side or both. What a side does not have is nil.
type item struct {
	Result        string          `json:"result"`
	Row           *int            `json:"row"`
	Reference     string          `json:"reference"`
	Receivable    *ref.Obligation `json:"receivable"`
	Other         string          `json:"other"`
	AmountInFile  *amount.Amount  `json:"amountInFile"`
	AmountOnChain *amount.Amount  `json:"amountOnChain"`
	Currency      currency.Code   `json:"currency"`
	DueInFile     *calendar.Day   `json:"dueInFile"`
	DueOnChain    *calendar.Day   `json:"dueOnChain"`
	State         string          `json:"state"`
	// Differs names what does: amount, currency, due, state, several (receivables under one invoice).
	Differs []string `json:"differs"`

	invoiced calendar.Day
	termTo   calendar.Day // the file's own due day
}

// row is the item in a table.
func (i item) row() []any {
	row := []any{word(i.Result), nil, i.Reference, nil, i.Other, nil, nil, i.Currency, nil, nil, nil, words(i.Differs)}
	if i.Row != nil {
		row[1], row[5], row[8] = *i.Row, *i.AmountInFile, *i.DueInFile
	}
	if i.Receivable != nil {
		row[3], row[6], row[9], row[10] = *i.Receivable, *i.AmountOnChain, *i.DueOnChain, word(i.State)
	}
	return row
}

// worth is the item's amount: the file's, or the chain's where the file does not have it.
func (i item) worth() amount.Amount {
	if i.AmountInFile != nil {
		return *i.AmountInFile
	}
	return *i.AmountOnChain
}

// onChain is what the chain has of a company on one side.
type onChain struct {
	side string
	// called are the companies on the other side by the names that a file may give them; numbers are the vendor numbers in references.
	called  map[string][]uint32
	numbers map[uint32][]string
	// byKey are the receivables by the other side and what a row may call them, byText by that alone.
	byKey  map[itemKey][]*client.Obligation
	byText map[string][]*client.Obligation
	all    []*client.Obligation
	// held is what a supplier still holds of each receivable and is to receive on it.
	held map[ref.Obligation]amount.Amount
}

type itemKey struct {
	other uint32
	text  string
}

func newOnChain(side string) *onChain {
	return &onChain{
		side: side, called: make(map[string][]uint32), numbers: make(map[uint32][]string),
		byKey: make(map[itemKey][]*client.Obligation), byText: make(map[string][]*client.Obligation),
		held: make(map[ref.Obligation]amount.Amount),
	}
}

// call lets a file name a company; number, where it is not empty, is also what references begin with.
func (k *onChain) call(company uint32, name, number string) {
	name = strings.ToLower(name)
	if name != "" && !slices.Contains(k.called[name], company) {
		k.called[name] = append(k.called[name], company)
	}
	if number != "" {
		k.numbers[company] = append(k.numbers[company], number)
	}
}

// other is the company on the other side of a receivable.
func (k *onChain) other(o *client.Obligation) client.Party {
	if k.side == receivables {
		return o.Obligor
	}
	return o.Supplier
}

// add takes a receivable in, under its whole reference and under the invoice in a reference that an import made of vendor and invoice.
func (k *onChain) add(o client.Obligation) {
	k.all = append(k.all, &o)
	texts := []string{o.Ref}
	for _, number := range k.numbers[k.other(&o).ID] {
		if invoice, made := strings.CutPrefix(o.Ref, (intake.Row{Vendor: number}).Reference()); made {
			texts = append(texts, invoice)
		}
	}
	for _, text := range texts {
		if text != "" {
			key := itemKey{k.other(&o).ID, text}
			k.byKey[key], k.byText[text] = append(k.byKey[key], &o), append(k.byText[text], &o)
		}
	}
}

// reconcile compares a file's rows with the chain. Where asOf is a day, terms are counted from it, as an import does.
func (k *onChain) reconcile(rows []intake.Row, asOf calendar.Day) reconciliation {
	r := reconciliation{Side: k.side, Items: []item{}}
	seen := make(map[ref.Obligation]bool)
	for _, row := range rows {
		found := k.find(row)
		for _, o := range found {
			seen[o.ID] = true
		}
		r.Items = append(r.Items, k.compare(row, found, asOf))
	}
	for _, o := range k.all {
		if seen[o.ID] || closed(k.state(o)) {
			continue
		}
		open := k.open(o)
		r.Items = append(r.Items, item{
			Result: missingInFile, Reference: o.Ref, Receivable: &o.ID, Other: k.other(o).Name, AmountOnChain: &open, Currency: o.Currency,
			DueOnChain: &o.Due, State: k.state(o), Differs: []string{},
		})
	}
	r.count()
	return r
}

func (r *reconciliation) count() {
	for _, one := range r.Items {
		switch one.Result {
		case matched:
			r.Summary.Matched++
		case different:
			r.Summary.Different++
		case missingOnChain:
			r.Summary.MissingOnChain++
		case missingInFile:
			r.Summary.MissingInFile++
		}
	}
	r.Summary.Totals = []resultTotal{}
	for _, result := range []string{matched, different, missingOnChain, missingInFile} {
		r.Summary.Totals = append(r.Summary.Totals, r.total(result)...)
	}
}

// find gives the receivables that a row may mean: those that are open, or else the newest of those that are not. A customer that a
// supplier's books call by a name of their own is found by the invoice alone.
func (k *onChain) find(row intake.Row) []*client.Obligation {
	var found []*client.Obligation
	others, named := k.called[strings.ToLower(row.Vendor)]
	for _, text := range []string{row.Reference(), row.Invoice} {
		if !named && (k.side == receivables || text == row.Reference()) {
			found = append(found, k.byText[text]...)
		}
		for _, other := range others {
			found = append(found, k.byKey[itemKey{other, text}]...)
		}
		if len(found) > 0 {
			break
		}
	}
	open := slices.DeleteFunc(slices.Clone(found), func(o *client.Obligation) bool { return closed(k.state(o)) })
	if len(open) == 0 && len(found) > 0 {
		return found[len(found)-1:]
	}
	return open
}

// compare says what a row and the receivables that it may mean have in common.
func (k *onChain) compare(row intake.Row, found []*client.Obligation, asOf calendar.Day) item {
	due := row.Due
	if asOf != 0 {
		due = row.DueFrom(asOf)
	}
	i := item{
		Result: missingOnChain, Row: &row.Number, Reference: row.Reference(), Other: row.Vendor, AmountInFile: &row.Amount, Currency: row.Currency,
		DueInFile: &due, Differs: []string{}, invoiced: row.Invoiced, termTo: row.Due,
	}
	if len(found) == 0 {
		return i
	}
	o := found[0]
	open, state := k.open(o), k.state(o)
	i.Result, i.Receivable, i.Other, i.AmountOnChain, i.DueOnChain, i.State = matched, &o.ID, k.other(o).Name, &open, &o.Due, state
	for _, one := range []struct {
		what    string
		differs bool
	}{
		{"amount", open != row.Amount}, {"currency", o.Currency != row.Currency}, {"due", o.Due != due},
		{"state", closed(state) || state == "requested" || state == "issued"}, {"several", len(found) > 1},
	} {
		if one.differs {
			i.Result, i.Differs = different, append(i.Differs, one.what)
		}
	}
	return i
}

// closed reports whether a receivable in this state is no open item.
func closed(state string) bool {
	return !slices.Contains([]string{"requested", "issued", "active", "due", "part-paid", "defaulted"}, state)
}

// handedOn is the state of a receivable of which a supplier holds nothing any more.
const handedOn = "handed on"

// state is the receivable's, or that its supplier has handed all of it on.
func (k *onChain) state(o *client.Obligation) string {
	if k.side == receivables && !closed(o.State) && o.State != "requested" && o.State != "issued" && k.held[o.ID] == 0 {
		return handedOn
	}
	return o.State
}

// open is what an open item must come to: to a supplier what it still holds, to an obligor what is left to pay, without units that are
// cancelled, exported, redeemed or disputed; before both sides have signed, the face.
func (k *onChain) open(o *client.Obligation) amount.Amount {
	switch {
	case o.State == "requested" || o.State == "issued":
		return o.Face
	case k.side == receivables:
		return k.held[o.ID]
	}
	return o.Left
}

// shifted is the day from which the chain counts all terms of the file, where that is one day and nothing else differs; zero where it is not.
func (r reconciliation) shifted() (day calendar.Day) {
	for _, i := range r.Items {
		if i.Row == nil || i.Receivable == nil {
			continue
		}
		from := *i.DueOnChain - (i.termTo - i.invoiced)
		if !slices.Equal(i.Differs, []string{"due"}) || i.invoiced == 0 || day != 0 && day != from {
			return 0
		}
		day = from
	}
	return day
}
