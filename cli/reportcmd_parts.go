package main

import (
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
)

func totalsPart(totals report.Totals) section {
	part := section{columns: []column{
		{key: "currency"}, {key: "receivables", right: true}, {key: "lots", right: true}, {key: "face", right: true}, {key: "live", right: true},
		{key: "ended", right: true}, {key: "in_dispute", right: true}, {key: "paid", right: true}, {key: "credited", right: true},
		{key: "late_interest", right: true},
	}}
	for _, d := range totals.Debts {
		part.rows = append(part.rows, []any{d.Currency, d.Obligations, d.Lots, d.Face, d.Live, d.Ended, d.Disputed, d.Paid, d.Credited, d.Interest})
	}
	return part
}

func suppliesPart(totals report.Totals) section {
	part := section{columns: []column{{key: "bank"}, {key: "currency"}, {key: "deposits", right: true}, {key: "set_aside", right: true}}}
	for _, supply := range totals.Supplies {
		part.rows = append(part.rows, []any{supply.Bank.Name, supply.Currency, supply.Total, supply.Earmarked})
	}
	return part
}

func companiesPart(state *report.State) section {
	part := section{columns: []column{
		{key: "id", right: true}, {key: "name"}, {key: "reg_no"}, {key: "capacities"}, {key: "suspended"}, {key: "barred"},
	}}
	for _, company := range state.Companies {
		part.rows = append(part.rows, []any{
			company.ID, company.Name, company.Registration, words(company.Capacities), company.Suspended, company.Barred,
		})
	}
	return part
}

func obligationsPart(state *report.State, name func(uint32) any) section {
	part := section{columns: append(obligationColumns(), column{key: "out_of_payment", right: true}, column{key: "means"}, column{key: "bank"},
		column{key: "late_interest", right: true}, column{key: "defaulted_on"})}
	for _, o := range state.Obligations {
		part.rows = append(part.rows, []any{
			o.ID, name(o.Obligor), name(o.Supplier), o.Face, o.Currency, o.Due, word(o.State), o.Paid, o.Ref, o.Out, word(o.Means), name(o.Bank),
			o.Interest, dayOrNil(o.Defaulted),
		})
	}
	return part
}

func lotsPart(state *report.State, name func(uint32) any) section {
	in := make(map[ref.Obligation]currency.Code, len(state.Obligations))
	for _, o := range state.Obligations {
		in[o.ID] = o.Currency
	}
	part := section{columns: []column{
		{key: "lot"}, {key: "holder"}, {key: "amount", right: true}, {key: "credited", right: true}, {key: "currency"}, {key: "state"}, {key: "marks"},
		{key: "late_interest", right: true}, {key: "record", right: true},
	}}
	for _, l := range state.Lots {
		part.rows = append(part.rows, []any{
			l.ID, name(l.Holder), l.Amount(), l.Credited, in[l.ID.Obligation], word(l.State), words(l.Marks), l.Interest, l.Record,
		})
	}
	return part
}

// moneyPart is what was lent, paid and sold, and what lies at the banks.
func moneyPart(state *report.State, which string, name func(uint32) any) (part section) {
	switch which {
	case "lines":
		part.columns = []column{{key: "obligor"}, {key: "currency"}, {key: "line", right: true}, {key: "used", right: true}, {key: "headroom", right: true}}
		for _, l := range state.Lines {
			part.rows = append(part.rows, []any{name(l.Obligor), l.Currency, l.Limit, l.Used, l.Limit.Minus(l.Used)})
		}
	case "payments":
		part.columns = []column{{key: "receivable"}, {key: "day"}, {key: "bank"}, {key: "means"}, {key: "amount", right: true}}
		for _, p := range state.Payments {
			part.rows = append(part.rows, []any{p.Obligation, p.Day, name(p.Bank), word(p.Means), p.Amount})
		}
	case "financings":
		part.columns = []column{
			{key: "lot"}, {key: "how"}, {key: "buyer"}, {key: "seller"}, {key: "proceeds", right: true}, {key: "rate", right: true}, {key: "recourse"},
			{key: "sold"}, {key: "registration"},
		}
		for _, f := range state.Financings {
			part.rows = append(part.rows, []any{
				f.Units, word(f.How), name(f.Buyer), name(f.Seller), f.Proceeds, f.Rate, f.Recourse, f.Day, f.Registration,
			})
		}
	case "deposits":
		part.columns = []column{{key: "company"}, {key: "bank"}, {key: "currency"}, {key: "free", right: true}, {key: "set_aside", right: true}}
		for _, d := range state.Deposits {
			part.rows = append(part.rows, []any{name(d.Company), name(d.Bank), d.Currency, d.Free, d.Earmarked})
		}
	}
	return part
}

// rightsPart is what hangs on lots.
func rightsPart(state *report.State, which string, name func(uint32) any) (part section) {
	switch which {
	case "records":
		part.columns = []column{
			{key: "record", right: true}, {key: "older", right: true}, {key: "kind"}, {key: "by"}, {key: "other"}, {key: "day"}, {key: "amount", right: true},
			{key: "act"},
		}
		for _, r := range state.Records {
			part.rows = append(part.rows, []any{r.Number, r.Next, word(r.Kind), name(r.By), name(r.To), r.Day, r.Amount, digestOrNil(r.Act)})
		}
	case "pledges":
		part.columns = []column{
			{key: "receivable"}, {key: "pledgor"}, {key: "pledgee"}, {key: "secured", right: true}, {key: "received", right: true}, {key: "due"}, {key: "day"},
			{key: "registration"}, {key: "id"},
		}
		for _, p := range state.Pledges {
			part.rows = append(part.rows, []any{
				p.Obligation, name(p.Pledgor), name(p.Pledgee), p.Secured, p.Received, p.DebtDue, p.Day, p.Registration, p.ID.Hex(),
			})
		}
	case "holds":
		part.columns = []column{
			{key: "lot"}, {key: "kind"}, {key: "by"}, {key: "text"}, {key: "until"}, {key: "blocking"}, {key: "lifted"}, {key: "note"}, {key: "day"}, {key: "id"},
		}
		for _, h := range state.Holds {
			part.rows = append(part.rows, []any{
				h.Units, word(h.Kind), name(h.By), h.Text, dayOrNil(h.Until), h.Blocking, h.Lifted, h.Resolution, h.Day, h.ID.Hex(),
			})
		}
	case "claims":
		part.columns = []column{
			{key: "lot"}, {key: "holder"}, {key: "against"}, {key: "state"}, {key: "amount", right: true}, {key: "late_interest", right: true}, {key: "day"},
			{key: "id"},
		}
		for _, c := range state.Claims {
			part.rows = append(part.rows, []any{c.Lot, name(c.Holder), name(c.Against), word(c.State), c.Amount, c.Interest, c.Day, c.ID.Hex()})
		}
	}
	return part
}
