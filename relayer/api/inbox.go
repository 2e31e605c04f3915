package api

import (
	"net/http"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/index"
)

// getInbox is what waits for a company: proposals about lots to answer, receivables to confirm or take, its own makers' acts to check, quotes to
// take, recourse claims, recoveries, and for a bank the asks that are open.
func (s *Server) getInbox(r *http.Request) (int, any, error) {
	q := parameters(r, "company")
	company := q.company("company")
	if company == 0 {
		q.fail("company is missing: whose inbox?")
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	if err := whoAsks(r).about(company); err != nil {
		return 0, nil, err
	}
	doc := client.Inbox{
		Transfers: []client.Lot{}, Openable: []client.Lot{}, Receivables: []client.Obligation{}, Acts: []client.Act{}, Quotes: []client.Quote{}, Asks: []client.Ask{},
		Claims: []client.Claim{}, Recoveries: []client.Recovery{},
	}
	waiting, err := s.box.WaitingOf(company, maxLimit)
	if err != nil {
		return 0, nil, err
	}
	quotes, err := s.quoted(func(q client.Quote) bool {
		return q.Holder.ID == company && q.State == quoteOpen || q.Bank.ID == company && q.State == quoteWaiting
	})
	if err != nil {
		return 0, nil, err
	}
	doc.Quotes = append(doc.Quotes, quotes...)
	asks, err := s.asked(func(_ show, a client.Ask) bool { return a.Open && a.Holder.ID != company })
	if err != nil {
		return 0, nil, err
	}
	s.viewAs(r, func(v show) {
		for _, lot := range v.LotsTo(company) {
			switch once := v.Once(lot, v.today); {
			case once.Holder == company:
				doc.Openable = append(doc.Openable, v.lot(lot))
			case once.State == index.Locked && v.today <= lot.Until:
				doc.Transfers = append(doc.Transfers, v.lot(lot))
			}
		}
		for _, o := range v.Obligations(func(o index.Obligation) bool { return v.answers(o) == company }) {
			doc.Receivables = append(doc.Receivables, v.obligation(o))
		}
		for _, e := range waiting {
			// One that its own time is over for is the house's to clear away.
			signed, err := act.Decode(e.Calldata)
			if err != nil {
				continue
			}
			if own := v.act(e, &signed); e.Companies[0] == company && !s.late(signed) {
				doc.Acts = append(doc.Acts, own)
			}
		}
		for _, c := range v.Claims(func(c index.Claim) bool {
			return c.Against == company || c.Holder == company && c.State == index.Refused
		}) {
			if one := v.claim(c); one.State == "notified" || one.State == "refused" {
				doc.Claims = append(doc.Claims, one)
			}
		}
		c, _ := v.CompanyByID(company)
		if c.Capacities&index.Bank != 0 {
			doc.Asks = append(doc.Asks, asks...)
		}
		for _, r := range v.Recoveries() {
			if r.Company == company || c.Capacities&index.Authority != 0 && r.Notice == 0 {
				doc.Recoveries = append(doc.Recoveries, *v.recovery(r))
			}
		}
	})
	return http.StatusOK, doc, nil
}

// answers is the company that can still answer an obligation's proposal today; zero if none.
func (v show) answers(o index.Obligation) uint32 {
	if v.today >= o.Due || o.Until != 0 && v.today > o.Until {
		return 0
	}
	switch o.State {
	case index.Requested:
		return o.Obligor
	case index.Issued:
		return o.Supplier
	}
	return 0
}
