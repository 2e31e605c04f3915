package api

import (
	"errors"
	"net/http"
	"slices"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// Who sees what of an obligation:
//
//	all of it           its obligor, who pays whoever holds it; its supplier, through whose hands all of it went; the bank that pays it
//	units and what they came from and went to     who holds, held or is offered them, answers for them, has them in pledge, claims for them
//	one lot and the obligation     who is asked for a quote on it, or quoted
//	the obligation without its lots     a bank that grants its obligor the line it was made under
//
// The authority sees everything. The operator's desk sees no more than anybody: it needs the directory and the state of its relayer.

// errUnseen: the reader may not see it, which is answered as if it were not there.
var errUnseen = errors.New("not the reader's to see")

// viewAs calls fn with the index's state as one who asks sees it.
func (s *Server) viewAs(r *http.Request, fn func(show)) {
	who := whoAsks(r)
	s.view(func(v show) {
		v.who = who
		fn(v)
	})
}

// look calls fn with what the reader sees of the chain, and where that is errUnseen once more with what it sees because of asks and quotes about
// an obligation. These are on the outbox's shelves and cost more; they are read between the two.
func (s *Server) look(r *http.Request, id ref.Obligation, fn func(show) error) error {
	who := whoAsks(r)
	var err error
	s.viewAs(r, func(v show) { err = fn(v) })
	if !errors.Is(err, errUnseen) || who.company == 0 {
		return err
	}
	of, fault := s.asksAndQuotesOf(who, id)
	if fault != nil {
		return fault
	}
	if len(of) > 0 {
		s.viewAs(r, func(v show) {
			v.traded = of
			err = fn(v)
		})
	}
	return err
}

// asksAndQuotesOf lists the units of obligations that a company was asked to quote for or has a quote about: of one obligation, or of all where
// it is zero.
func (s *Server) asksAndQuotesOf(who reader, id ref.Obligation) (map[ref.Obligation][]index.Span, error) {
	of := make(map[ref.Obligation][]index.Span)
	note := func(lot ref.Lot, units ref.Units) {
		of[lot.Obligation] = append(of[lot.Obligation], index.Span{Start: units.Start, End: units.End})
	}
	about := func(lot ref.Lot) bool { return id.IsZero() || lot.Obligation == id }
	asks, err := s.asked(func(v show, a client.Ask) bool { return about(a.Lot) && v.as(who).seesAsk(a) })
	if err != nil {
		return nil, err
	}
	for _, a := range asks {
		note(a.Lot, a.Units)
	}
	quotes, err := s.quoted(func(q client.Quote) bool { return about(q.Lot) && who.seesQuote(q) })
	if err != nil {
		return nil, err
	}
	for _, q := range quotes {
		note(q.Lot, q.Units)
	}
	return of, nil
}

// as is the view of another reader.
func (v show) as(who reader) show {
	v.who, v.own, v.traded = who, make(map[ref.Obligation][]index.Span), nil
	return v
}

// seesAsk tells whether a wish for quotes is for the reader: its holder's own, or one that the reader could answer.
func (v show) seesAsk(a client.Ask) bool {
	if v.who.may(a.Holder.ID) {
		return true
	}
	lot, known := v.Lot(a.Lot.Obligation, a.Lot.Start)
	return a.Open && known && v.who.company != 0 && v.mayBuy(lot, v.who.company)
}

// seesQuote tells whether a quote is the reader's: its maker's, or its holder's once it is open. One that waits for its maker's checker is its
// maker's alone.
func (w reader) seesQuote(q client.Quote) bool {
	return w.may(q.Bank.ID) || q.State != quoteWaiting && w.may(q.Holder.ID)
}

// whole tells whether the reader sees an obligation with everything about it.
func (v show) whole(o index.Obligation) bool {
	return v.who.may(o.Obligor) || v.who.may(o.Supplier) || v.who.may(o.ID.Company) || v.who.may(o.Bank)
}

// theirs are the units of an obligation that the reader has to do with by the chain.
func (v show) theirs(id ref.Obligation) []index.Span {
	if v.who.company == 0 {
		return nil
	}
	spans, there := v.own[id]
	if !there {
		spans = v.UnitsOf(v.who.company, id)
		v.own[id] = spans
	}
	return spans
}

// knows tells whether the reader may see an obligation, if not all of its lots.
func (v show) knows(o index.Obligation) bool {
	return v.whole(o) || len(v.theirs(o.ID)) > 0 || len(v.traded[o.ID]) > 0 ||
		v.who.bank && v.Granted(v.who.company, o.Obligor, o.Currency)
}

// sees tells whether the reader may see units [start, end) of an obligation.
func (v show) sees(o index.Obligation, start, end uint64) bool {
	within := func(s index.Span) bool { return s.Start < end && start < s.End }
	return v.whole(o) || slices.ContainsFunc(v.theirs(o.ID), within) || slices.ContainsFunc(v.traded[o.ID], within)
}

// seesLot tells whether the reader may see a lot.
func (v show) seesLot(lot index.Lot) bool {
	if v.who.may(lot.Holder) {
		return true
	}
	o, _ := v.Obligation(lot.Obligation)
	return v.sees(o, lot.Start, lot.End)
}

// seesCircle tells whether the reader may see who is in an obligor's circle: the obligor and its members.
func (v show) seesCircle(obligor uint32) bool {
	return v.who.may(obligor) || v.who.company != 0 && slices.ContainsFunc(v.Circles(v.who.company), func(m index.Membership) bool { return m.Circle == obligor })
}

// seesRecord tells whether the reader may see how an obligor has paid: itself, and who has or is offered a claim on it, or grants it a line.
func (v show) seesRecord(obligor uint32) bool {
	if v.who.may(obligor) {
		return true
	}
	if v.who.company == 0 {
		return false
	}
	granted := v.who.bank && slices.ContainsFunc(v.Lines(obligor), func(l index.Line) bool { return v.Granted(v.who.company, obligor, l.Currency) })
	return granted || len(v.Obligations(func(o index.Obligation) bool { return o.Obligor == obligor && v.knows(o) })) > 0
}

// names tells whether the reader may see that a company has to do with an obligation: the debt's own parties, and itself. Who else holds parts of
// it is for those who see those parts.
func (v show) names(o index.Obligation, company uint32) bool {
	return v.whole(o) || v.who.may(company) || company == o.Obligor || company == o.Supplier
}

// seesAct tells whether an act is for the reader's eyes: it concerns its company, and where it was not agreed on there, is its company's own.
func (w reader) seesAct(companies []uint32, undone bool) bool {
	if w.all {
		return true
	}
	return w.company != 0 && slices.Contains(companies, w.company) && (!undone || companies[0] == w.company)
}

// guarded leaves of an act's document what whoever has its id may know: how far it has come, and its other names, which are hashes as its id is.
func guarded(doc client.Act) client.Act {
	doc.Sentence = client.Text{}
	doc.Signed, doc.Maker, doc.Checker, doc.Expires, doc.Amount, doc.Currency = nil, nil, nil, nil, nil, nil
	for i := range doc.History {
		doc.History[i].Note = ""
	}
	return doc
}

// mayTry refuses a dry run by one who neither signed the act nor acts for its company: what an act would be refused for tells of balances and
// holders.
func (s *Server) mayTry(r *http.Request, signed act.Signed) error {
	company, err := act.Company(signed.Message)
	if err != nil {
		return problem(codeBadRequest, actForm, "%v", err)
	}
	who := whoAsks(r)
	switch {
	case who.may(company):
		return nil
	case len(signed.Signature) > 0:
		return s.verify(r.Context(), signed)
	case !who.known():
		return loginRequired()
	}
	return who.about(company)
}
