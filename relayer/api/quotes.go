package api

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// The words for a quote's state.
const (
	quoteOpen      = "open"
	quoteTaken     = "taken"
	quoteWithdrawn = "withdrawn"
	quoteExpired   = "expired"
	quoteStale     = "stale"
	// quoteWaiting lacks its second signature, quoteRejected got none from a checker: neither is for the holder's eyes.
	quoteWaiting  = "waiting"
	quoteRejected = "rejected"
)

// postQuote keeps a buyer's signed quote for its holder. It is no act: nothing goes on chain until it is taken.
func (s *Server) postQuote(r *http.Request) (int, any, error) {
	signed, quote, err := offChain[contracts.Quote](r)
	if err != nil {
		return 0, nil, err
	}
	id, err := signed.StructHash()
	if err != nil {
		return 0, nil, problem(codeBadRequest, actForm, "%v", err)
	}
	var there act.Signed
	if err := s.quotes.Get(id.Hex(), &there); err == nil {
		doc := s.showQuote(there)
		return http.StatusOK, doc, nil
	}
	if _, err := s.examineQuote(r.Context(), signed, quote); err != nil {
		return 0, nil, err
	}
	if err := s.quotes.Put(id.Hex(), signed); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, s.showQuote(signed), nil
}

// offChain reads a signed message of one type, with its signature.
func offChain[T any](r *http.Request) (signed act.Signed, message T, err error) {
	if err := body(r, &signed); err != nil {
		return signed, message, err
	}
	message, ok := signed.Message.(T)
	if !ok {
		return signed, message, problem(codeBadRequest, "/openapi.yaml says what is taken here", "a %s is not what is taken here", signed.Name())
	}
	if signed.IsDirect() {
		return signed, message, problem(codeBadRequest, "sign it", "it is not signed")
	}
	return signed, message, nil
}

// examineQuote refuses a quote that nobody could take, and says whether a checker must sign it yet.
func (s *Server) examineQuote(ctx context.Context, signed act.Signed, quote contracts.Quote) (needs bool, err error) {
	if needs, err = s.examineOffChain(ctx, signed); err != nil {
		return false, err
	}
	s.view(func(v show) {
		lot := v.lotNamed(quote.Obligation, quote.Lot)
		switch {
		case lot.End == 0:
			err = problem(codeNotFound, "list the holder's lots", "there is no such lot as the quote names")
		case !v.sellable(lot, quote.Start, quote.End, quote.Holder):
			err = problem(codeConflict, "look at the lot and quote for it as it is now", "the lot is %s now, held by company %d", lot.Ref(), lot.Holder)
		case !v.mayBuy(lot, quote.Company):
			err = problem(codeRefused, "banks quote, the obligor to pay early, and who transferred it with recourse to buy back",
				"%s is neither a bank nor a party that answers for the lot", v.Company(quote.Company))
		case quote.Recourse && (v.standsFor(lot, quote.Company) || v.owes(lot, quote.Company)):
			err = problem(codeRefused, "quote without recourse", "nobody answers to %s for this lot, which it answers for or owes itself", v.Company(quote.Company))
		case v.today > calendar.Day(quote.Until):
			err = problem(codeRefused, "let the quote stand until a later day", "the quote could be taken until %s; today is %s", calendar.Day(quote.Until), v.today)
		}
	})
	if err != nil {
		return false, err
	}
	discounts := contracts.NewDiscounts()
	data, err := discounts.TryPackPriceOn(quote, uint32(s.today()))
	if err != nil {
		return false, problem(codeBadRequest, actForm, "%v", err)
	}
	return needs, s.possible(ctx, signed, s.cfg.Deployment.Address("Discounts"), data)
}

// mayBuy reports whether a company is one that Discounts would sell a lot to.
func (v show) mayBuy(lot index.Lot, buyer uint32) bool {
	company, _ := v.CompanyByID(buyer)
	return v.owes(lot, buyer) || company.Capacities&index.Bank != 0 || v.standsFor(lot, buyer)
}

// owes reports whether a company is the lot's obligor.
func (v show) owes(lot index.Lot, company uint32) bool {
	o, _ := v.Obligation(lot.Obligation)
	return company == o.Obligor
}

// standsFor reports whether a company handed the lot on with recourse, and its word stands.
func (v show) standsFor(lot index.Lot, company uint32) bool {
	return slices.ContainsFunc(v.Standing(lot), func(r index.Record) bool { return r.Kind == index.RecordRecourse && r.By == company })
}

// examineOffChain checks the signature, deadline and operator of a message that is kept off chain for now, and says whether a checker
// must sign it yet.
func (s *Server) examineOffChain(ctx context.Context, signed act.Signed) (needs bool, err error) {
	if err := s.verify(ctx, signed); err != nil {
		return false, err
	}
	if s.late(signed) {
		return false, s.refusal("DeadlinePassed", new(big.Int).SetUint64(signed.Deadline))
	}
	s.view(func(v show) { needs, err = s.authorized(v, signed, v.concernOf(signed.Message)) })
	return needs, err
}

// refusedBy puts revert data into words, with the companies' names.
func (s *Server) refusedBy(reason []byte) (refusal client.Refusal) {
	s.index.View(func(v index.View) { refusal = client.Refused(v, reason) })
	return refusal
}

// sellable tells whether a holder can hand over units [start, end) of a lot now.
func (v show) sellable(lot index.Lot, start, end *big.Int, holder uint32) bool {
	return lot.Holder == holder && lot.State == index.Held && start.IsUint64() && end.IsUint64() &&
		lot.Start <= start.Uint64() && start.Cmp(end) < 0 && end.Uint64() <= lot.End
}

func (s *Server) getQuote(r *http.Request) (int, any, error) {
	id, err := hash(r, "hash")
	if err != nil {
		return 0, nil, err
	}
	signed, err := s.quoteNamed(id)
	if err != nil {
		return 0, nil, err
	}
	doc := s.showQuote(signed)
	if !whoAsks(r).seesQuote(doc) {
		return 0, nil, noQuote(id)
	}
	return http.StatusOK, doc, nil
}

func noQuote(id common.Hash) error {
	return problem(codeNotFound, "check the id; it may be another relayer's", "there is no quote %s", id.Hex())
}

// quoteNamed is the stored quote of an id.
func (s *Server) quoteNamed(id common.Hash) (signed act.Signed, err error) {
	err = s.quotes.Get(id.Hex(), &signed)
	if errors.Is(err, outbox.ErrNotFound) {
		err = noQuote(id)
	}
	return signed, err
}

func (s *Server) listQuotes(r *http.Request) (int, any, error) {
	q := parameters(r, "holder", "bank", "obligation", "state", "limit", "cursor")
	holder, bank, obligation := q.company("holder"), q.company("bank"), q.obligation("obligation")
	state := q.one("state", quoteOpen, quoteTaken, quoteWithdrawn, quoteExpired, quoteStale, quoteWaiting)
	if q.err != nil {
		return 0, nil, q.err
	}
	who := whoAsks(r)
	all, err := s.quoted(func(doc client.Quote) bool {
		return (holder == 0 || doc.Holder.ID == holder) && (bank == 0 || doc.Bank.ID == bank) &&
			(obligation.IsZero() || doc.Lot.Obligation == obligation) && (state == "" || doc.State == state) &&
			(doc.State != quoteWaiting || doc.Bank.ID == bank) && who.seesQuote(doc)
	})
	if err != nil {
		return 0, nil, err
	}
	p, err := pageOf(q, all, func(doc client.Quote) client.Quote { return doc })
	return http.StatusOK, p, err
}

// quoted lists the quotes that keep says yes to, as of now.
func (s *Server) quoted(keep func(client.Quote) bool) ([]client.Quote, error) {
	stored, err := documents(s.quotes.Each)
	if err != nil {
		return nil, err
	}
	var all []client.Quote
	s.view(func(v show) {
		for _, signed := range stored {
			if doc, ok := v.quote(signed, s.now().Unix()); ok && keep(doc) {
				all = append(all, doc)
			}
		}
	})
	return all, nil
}

// documents reads all signed messages of a shelf. They are read before the index is, so that neither waits for the other.
func documents(each func(prefix string, visit func(key string, document json.RawMessage) bool) error) ([]act.Signed, error) {
	var all []act.Signed
	var fault error
	err := each("", func(_ string, document json.RawMessage) bool {
		var signed act.Signed
		if fault = json.Unmarshal(document, &signed); fault != nil {
			return false
		}
		all = append(all, signed)
		return true
	})
	if err == nil {
		err = fault
	}
	return all, err
}

func (s *Server) showQuote(signed act.Signed) (doc client.Quote) {
	s.view(func(v show) { doc, _ = v.quote(signed, s.now().Unix()) })
	return doc
}

// quote is a stored quote as it stands at a moment. Not ok: the signed message is no quote of a known form.
func (v show) quote(signed act.Signed, now int64) (client.Quote, bool) {
	q, ok := signed.Message.(contracts.Quote)
	if !ok {
		return client.Quote{}, false
	}
	id, err := signed.StructHash()
	if err != nil {
		return client.Quote{}, false
	}
	name, err := ref.FromBig(q.Obligation)
	if err != nil {
		return client.Quote{}, false
	}
	o := v.obligationNamed(q.Obligation)
	lot := v.lotNamed(q.Obligation, q.Lot)
	at := ref.Units{Start: q.Start.Uint64(), End: q.End.Uint64()}
	doc := client.Quote{
		ID: id, Bank: v.party(q.Company), Holder: v.party(q.Holder), Lot: ref.Lot{Obligation: name, Start: q.Lot.Uint64(), End: lot.End},
		Units: at, Amount: at.Amount(), Currency: currency.Code(o.Currency), Obligor: v.party(o.Obligor), Due: o.Due,
		Rate: discount.Rate(q.Rate), DayCount: discount.DayCount(q.DayCount), Recourse: q.Recourse, CashBank: v.party(q.CashBank),
		Until: calendar.Day(q.Until), Registration: q.Registration, Signed: &signed,
	}
	doc.State = v.quoteState(q, id, lot, int64(signed.Deadline) < now)
	if doc.State == quoteOpen && v.unchecked(signed) {
		doc.State = quoteWaiting
	}
	if doc.State == quoteOpen || doc.State == quoteWaiting {
		if price, err := discount.PriceOn(at.Amount(), doc.Rate, doc.DayCount, v.today, o.Due); err == nil {
			doc.PriceToday = &price
		}
	}
	return doc, true
}

func (v show) quoteState(q contracts.Quote, id common.Hash, lot index.Lot, late bool) string {
	if _, taken := v.Discount(id); taken {
		return quoteTaken
	}
	if _, withdrawn := v.Withdrawn(id); withdrawn {
		return quoteWithdrawn
	}
	o, _ := v.Obligation(lot.Obligation)
	switch {
	case late || v.today > calendar.Day(q.Until):
		return quoteExpired
	case !v.sellable(lot, q.Start, q.End, q.Holder):
		return quoteStale
	case v.today >= o.Due:
		return quoteExpired
	}
	return quoteOpen
}
