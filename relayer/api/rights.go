package api

import (
	"net/http"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// rights are the routes of what hangs on lots beside their holders.
func (s *Server) rights() map[string]endpoint {
	return map[string]endpoint{
		"GET /v1/claims":                s.listClaims,
		"GET /v1/claims/{hash}":         s.getClaim,
		"GET /v1/companies/{id}/circle": s.listCircle,
		"GET /v1/invitations/{code}":    s.getInvitation,
		"GET /v1/rules":                 s.listRules,
		"GET /v1/rules/{set}/replay":    s.replayRules,
	}
}

// offer is the open proposal about a lot.
func (v show) offer(lot index.Lot) *client.Offer {
	doc := &client.Offer{Proposal: lot.Proposal, Kind: "transfer", To: v.party(lot.Other), Until: lot.Until, Recourse: lot.Kind == index.KindTransferWithRecourse}
	terms, known := v.Offer(lot.Proposal)
	if !known {
		return doc
	}
	doc.Text = terms.Text
	switch terms.Kind {
	case index.KindPledge:
		secured, due := money(terms.Secured), terms.DebtDue
		doc.Kind, doc.Secured, doc.DebtDue = "pledge", &secured, &due
	case index.KindGuarantee:
		doc.Kind = "guarantee"
	case index.KindCancel:
		doc.Kind = "cancel"
	case index.KindRetire:
		doc.Kind = "retire"
	}
	return doc
}

// factKinds are the words for the kinds of records.
func factKinds() map[uint8]string {
	return map[uint8]string{
		index.RecordRecourse: "recourse", index.RecordFinancing: "financing", index.RecordGuarantee: "guarantee",
		index.RecordPledge: "pledge", index.RecordDispute: "dispute", index.RecordOrder: "order", index.RecordReturned: "return",
	}
}

// facts are the records that travel with a lot, newest first.
func (v show) facts(lot index.Lot) []client.Fact {
	kinds := factKinds()
	docs := []client.Fact{}
	for _, r := range v.Records(lot) {
		doc := client.Fact{Kind: kinds[r.Kind], By: v.party(r.By), To: v.partyOrNone(r.To), Day: r.Day, Amount: money(r.Amount), Act: hashOrNone(r.Act)}
		if p, ok := v.Pledge(r.Act); ok {
			doc.Registration, doc.Received = p.Registration, money(p.Received)
		}
		docs = append(docs, doc)
	}
	return docs
}

// holds are the orders and disputes about a lot's units, oldest first.
func (v show) holds(lot index.Lot) []client.Hold {
	docs := []client.Hold{}
	for _, h := range v.HoldsOf(lot.Obligation) {
		if h.Start >= lot.End || h.End <= lot.Start {
			continue
		}
		kind := "freeze"
		switch {
		case h.Dispute:
			kind = "dispute"
		case h.Forfeiture:
			kind = "forfeiture"
		}
		docs = append(docs, client.Hold{
			ID: h.Hash, Kind: kind, By: v.party(h.By), Units: ref.Units{Start: h.Start, End: h.End}, Text: h.Text, Digest: h.Digest,
			Until: dayOrNone(h.Until), Blocking: h.Blocking, Open: !h.Lifted && (h.Until == 0 || v.today <= h.Until), Resolution: h.Resolution,
		})
	}
	return docs
}

// liable are the companies that answer for a lot to its holder, newest first, as `Recourse` finds them: its guarantors, and whose word of recourse
// stands. A guarantor that paid turns to the obligor alone.
func (v show) liable(lot index.Lot) []uint32 {
	o, _ := v.Obligation(lot.Obligation)
	if lot.Holder == o.Obligor {
		return nil
	}
	var list []uint32
	for _, r := range v.Standing(lot) {
		if r.Kind == index.RecordGuarantee && r.By == lot.Holder {
			return nil
		}
		answers := r.Kind == index.RecordGuarantee || r.Kind == index.RecordRecourse
		if answers && r.By != o.Obligor && !slices.Contains(list, r.By) {
			list = append(list, r.By)
		}
	}
	return list
}

// claim is a recourse claim with what it comes to today.
func (v show) claim(c index.Claim) client.Claim {
	o, _ := v.Obligation(c.Obligation)
	lot, _ := v.Lot(c.Obligation, c.Lot)
	doc := client.Claim{
		ID: c.Hash, Obligation: c.Obligation, Lot: lot.Ref(), Holder: v.party(c.Holder), Against: v.party(c.Against),
		Currency: currency.Code(o.Currency), Text: c.Text,
	}
	switch {
	case c.State == index.Cleared:
		doc.State, doc.Principal, doc.Interest = "cleared", money(c.Amount-c.Interest), money(c.Interest)
		return doc
	case lot.Holder != c.Holder:
		doc.State = "dead"
		return doc
	case c.State == index.Refused:
		doc.State = "refused"
	default:
		doc.State = "notified"
	}
	// What the obligor has paid and nobody pushed yet is the holder's before anything is claimed.
	paid := max(lot.Paid, v.share(o, lot))
	left := lot.End - lot.Start - min(paid, lot.End-lot.Start)
	doc.Principal, doc.Interest = money(left), v.lateInterest(o, left)
	return doc
}

// share is what a lot is to get of all that was paid.
func (v show) share(o index.Obligation, lot index.Lot) uint64 {
	if base := o.Face - o.Out; base > 0 && lot.Marks&(index.Frozen|index.Disputed) == 0 {
		return uint64(amount.Share(money(o.Paid), money(lot.End-lot.Start), money(base)))
	}
	return lot.Paid
}

func (s *Server) listClaims(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "obligation", "state", "limit", "cursor")
	company, obligation := q.company("company"), q.obligation("obligation")
	state := q.one("state", "notified", "refused", "cleared", "dead")
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Claim]
	var err error
	s.viewAs(r, func(v show) {
		all := v.Claims(func(c index.Claim) bool {
			return (v.who.may(c.Holder) || v.who.may(c.Against)) && (company == 0 || c.Holder == company || c.Against == company) && (obligation.IsZero() || c.Obligation == obligation) &&
				(state == "" || v.claim(c).State == state)
		})
		p, err = pageOf(q, all, v.claim)
	})
	return http.StatusOK, p, err
}

func (s *Server) getClaim(r *http.Request) (int, any, error) {
	id, err := hash(r, "hash")
	if err != nil {
		return 0, nil, err
	}
	var doc client.Claim
	s.viewAs(r, func(v show) {
		c, known := v.Claim(id)
		if !known || !v.who.may(c.Holder) && !v.who.may(c.Against) {
			err = problem(codeNotFound, "/v1/claims lists them", "there is no recourse claim %s", id)
			return
		}
		doc = v.claim(c)
	})
	return http.StatusOK, doc, err
}

// memberships are places in circles.
func (v show) memberships(list []index.Membership) []client.Membership {
	docs := make([]client.Membership, 0, len(list))
	for _, m := range list {
		docs = append(docs, v.membership(m))
	}
	return docs
}

func (v show) membership(m index.Membership) client.Membership {
	return client.Membership{
		Circle: v.party(m.Circle), Member: v.party(m.Member), Inviter: v.party(m.Inviter), Tier: m.Tier, Since: v.dayOf(m.At),
	}
}

func (v show) recovery(r index.Recovery) *client.Recovery {
	return &client.Recovery{Company: v.party(r.Company), Proposal: r.Proposal, Key: r.Key, Notice: dayOrNone(r.Notice)}
}

func (s *Server) listCircle(r *http.Request) (int, any, error) {
	q := parameters(r, "limit", "cursor")
	id, err := companyID(r)
	if err != nil {
		return 0, nil, err
	}
	var p page[client.Membership]
	s.viewAs(r, func(v show) {
		if _, known := v.CompanyByID(id); !known {
			err = problem(codeNotFound, "/v1/companies lists all", "there is no company %d", id)
			return
		}
		if !v.seesCircle(id) {
			err = problem(codeForbidden, "its obligor can invite you", "the circle of company %d is for its members", id)
			return
		}
		p, err = pageOf(q, v.Circle(id), v.membership)
	})
	return http.StatusOK, p, err
}

func (s *Server) getInvitation(r *http.Request) (int, any, error) {
	text := r.PathValue("code")
	if !common.IsHexAddress(text) {
		return 0, nil, problem(codeBadRequest, "it is the address of a code: 0x and 40 hex digits", "%q is not an invitation", text)
	}
	var doc client.Invitation
	var known bool
	s.view(func(v show) {
		var i index.Invitation
		if i, known = v.Invitation(common.HexToAddress(text)); known {
			doc = client.Invitation{Code: i.Code, Circle: v.party(i.Circle), Inviter: v.party(i.Inviter), Until: i.Until, Used: i.Used}
		}
	})
	if !known {
		return 0, nil, problem(codeNotFound, "ask who invited you whether it is mined", "there is no invitation %s", text)
	}
	return http.StatusOK, doc, nil
}

func (s *Server) listRules(r *http.Request) (int, any, error) {
	q := parameters(r, "limit", "cursor")
	var p page[client.RuleSet]
	var err error
	s.view(func(v show) { p, err = pageOf(q, v.Rules(), v.ruleSet) })
	return http.StatusOK, p, err
}

func (v show) ruleSet(set index.RuleSet) client.RuleSet {
	doc := client.RuleSet{Set: set.Set, Name: set.Name, From: dayOrNone(set.From), Rules: []client.Rule{}}
	for _, rule := range set.Rules {
		doc.Rules = append(doc.Rules, client.Rule{ID: rule.ID, Value: rule.Value.Uint64(), From: dayOrNone(rule.From), Source: rule.Source})
	}
	return doc
}
