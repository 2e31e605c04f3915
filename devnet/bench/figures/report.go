package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Report is the text of the report, in Markdown.
func (f *Figures) Report() string {
	var r report
	r.line("# Benchmark")
	r.line("")
	r.line("Written by `make bench`, from [figures.json](figures.json): edit neither. Gas is a receipt's `gasUsed`, of whole transactions with their calldata,")
	r.line("on one chain in one run, for everybody; (×) is how many times ours a figure is, so that above 1 we are cheaper and below 1 they are.")
	if f.Quick {
		r.line("")
		r.line("**This was the short run (`QUICK=1`): fewer payees, lots and repetitions than a report should rest on.**")
	}
	f.summary(&r)
	f.machine(&r)
	f.singleActs(&r)
	f.many(&r)
	f.growth(&r)
	f.endToEnd(&r)
	f.throughRelayer(&r)
	r.lines(checks)
	r.lines(method)
	return r.String()
}

// report is text that grows by lines.
type report struct{ strings.Builder }

func (r *report) line(format string, arguments ...any) { fmt.Fprintf(r, format+"\n", arguments...) }

func (r *report) lines(text string) { r.WriteString("\n" + strings.TrimSpace(text) + "\n") }

// row writes a row of a table.
func (r *report) row(cells ...string) { r.line("| %s |", strings.Join(cells, " | ")) }

// head writes the head of a table whose first column has names and the others numbers.
func (r *report) head(cells ...string) {
	r.line("")
	r.row(cells...)
	r.line("|---%s|", strings.Repeat("|---:", len(cells)-1))
}

// machine says where and with what.
func (f *Figures) machine(r *report) {
	m := f.Machine
	r.lines("## Where and with what")
	r.line("")
	r.line("%s, %d cores, %d GB, %s; %s, in %.0f minutes.", m.Processor, m.Cores, m.MemoryGB, m.System, f.Date, f.Seconds/60)
	r.line("Chain: %s, %s, a block each %s, %s gas a block.", f.Chain.Node, plural(f.Chain.Signers, "signer"), f.Chain.Period, number(f.Chain.GasLimit))
	r.line("")
	var named []string
	for _, v := range f.Versions {
		named = append(named, v.Of+" "+v.Is)
	}
	r.line("%s.", strings.Join(named, " · "))
}

// singleActs is the table of one act each.
func (f *Figures) singleActs(r *report) {
	r.lines("## One act")
	r.line("")
	r.line("Each by its holder's own transaction; ours with everything checked that is listed below. \"New\" holders have nothing of the claim before.")
	r.head(append([]string{"gas"}, f.Systems...)...)
	for _, act := range f.Acts {
		cells := []string{act.Name}
		for _, system := range f.Systems {
			cells = append(cells, f.cell(act, system))
		}
		r.row(cells...)
	}
	r.line("")
	r.line("Issue: ours is an obligor's signed debt to a supplier who takes it, with line, tenor and digests checked and kept; a peer's is a mint that")
	r.line("nobody guards. Redeem: ours credits a lot with money out of the obligor's deposit, which it has set aside for all lots before (%s gas, once a", number(f.Settling))
	r.line("receivable); a peer's burns the token, and nobody is paid by it. TradeTrust's takes two transactions, added up here.")
}

// cell is a system's figure for an act and its ratio to ours.
func (f *Figures) cell(act Act, system string) string {
	gas, can := act.Gas[system]
	if !can {
		return "cannot"
	}
	if system == f.Systems[0] {
		return number(gas)
	}
	return number(gas) + times(float64(gas)/float64(act.Gas[f.Systems[0]]))
}

// many is the table of payments.
func (f *Figures) many(r *report) {
	r.lines("## Many payees")
	r.line("")
	r.line("Gas for each payee, of whom none has anything of the claim before; (×) is against our cheapest way at that number,")
	r.line("the run, whose payees do not have lots of their own yet.")
	head := []string{"gas a payee"}
	var titles []string
	for _, payment := range f.Payments {
		head = append(head, number(uint64(payment.Payees)))
		for _, way := range payment.Ways {
			if !slices.Contains(titles, way.Title()) {
				titles = append(titles, way.Title())
			}
		}
	}
	r.head(head...)
	for _, title := range titles {
		cells := []string{title}
		for _, payment := range f.Payments {
			cells = append(cells, f.paid(payment, title))
		}
		r.row(cells...)
	}
	r.line("")
	r.line("![Gas a payee by the number of payees](payees.svg)")
	r.lines(ways)
	if len(f.Opening) == 0 {
		return
	}
	r.head("opening leaves of a run", "gas", "a leaf")
	for _, o := range f.Opening {
		what := plural(o.Leaves, "leaf")
		if o.NewWord {
			what += ", in a new word of the run's bitmap"
		}
		r.row(what, number(o.Gas), number(o.Gas/uint64(o.Leaves)))
	}
}

// paid is the cell of one way at one number of payees.
func (f *Figures) paid(payment Payment, title string) string {
	at := slices.IndexFunc(payment.Ways, func(w Way) bool { return w.Title() == title })
	if at < 0 {
		return ""
	}
	way := payment.Ways[at]
	text := number(way.Gas / uint64(payment.Payees))
	if best, ok := f.best(payment); ok && way.System != f.Systems[0] {
		text += times(float64(way.Gas) / float64(best.Gas))
	}
	if way.Transactions > 1 {
		text += fmt.Sprintf(" in %d transactions", way.Transactions)
	}
	return text
}

// best is our cheapest way.
func (f *Figures) best(payment Payment) (Way, bool) {
	var ours []Way
	for _, way := range payment.Ways {
		if way.System == f.Systems[0] {
			ours = append(ours, way)
		}
	}
	if len(ours) == 0 {
		return Way{}, false
	}
	return slices.MinFunc(ours, func(a, b Way) int { return cmp.Compare(a.Gas, b.Gas) }), true
}

// growth says how flat the curves are.
func (f *Figures) growth(r *report) {
	r.lines("## Growth")
	r.line("")
	r.line("A claim that is passed down hop by hop, each time to another company, ours and the peers' side by side; and one obligation that is cut into")
	r.line("more and more lots. What an act costs depends on neither. TradeTrust's, which hands all on, writes some words at its first hop only.")
	r.line("")
	r.line("![Gas of a hop by its depth](depth.svg)")
	r.line("")
	r.line("![Gas of an act by the number of lots](lots.svg)")
	r.head("", "from", "to", "least", "most", "spread")
	for _, group := range []struct {
		unit   string
		curves []Curve
	}{{"hop", f.Depth}, {"lots", f.Lots}} {
		for _, c := range group.curves {
			if len(c.Points) == 0 {
				continue
			}
			least, most := c.bounds()
			first, last := c.Points[0].At, c.Points[len(c.Points)-1].At
			r.row(c.Name+", by "+group.unit, number(uint64(first)), number(uint64(last)), number(least), number(most),
				fmt.Sprintf("%.1f %%", 100*float64(most-least)/float64(least)))
		}
	}
}

// bounds are the least and the most gas of a curve.
func (c Curve) bounds() (least, most uint64) {
	byGas := func(a, b Point) int { return cmp.Compare(a.Gas, b.Gas) }
	return slices.MinFunc(c.Points, byGas).Gas, slices.MaxFunc(c.Points, byGas).Gas
}

// endToEnd is the table of throughput.
func (f *Figures) endToEnd(r *report) {
	r.lines("## End to end")
	r.line("")
	if len(f.Flows) == 0 {
		r.line("Not measured in this run.")
		return
	}
	r.line("From the user's hand until the last of them is in a block, as the relayer says; nodes, relayer and the one who measures share this machine's cores.")
	r.head("", "signers", "number", "seconds: least / median / most", "a second, at the median", "target")
	for _, flow := range f.Flows {
		sorted := slices.Sorted(slices.Values(flow.Seconds))
		r.row(flow.Through, fmt.Sprint(flow.Signers), number(uint64(flow.Count))+" "+flow.What,
			fmt.Sprintf("%.2f / %.2f / %.2f", sorted[0], flow.Median(), sorted[len(sorted)-1]), number(uint64(flow.Rate())), target(flow.Target, flow.Rate()))
	}
}

// Median is that of its repetitions.
func (f Flow) Median() float64 { return median(f.Seconds) }

// Rate is how many a second, at the median.
func (f Flow) Rate() float64 { return float64(f.Count) / f.Median() }
