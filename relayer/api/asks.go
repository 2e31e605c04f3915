package api

import (
	"net/http"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// postAsk publishes a holder's wish for quotes to the banks.
func (s *Server) postAsk(r *http.Request) (int, any, error) {
	signed, ask, err := offChain[act.AskQuotes](r)
	if err != nil {
		return 0, nil, err
	}
	id, err := signed.Digest(s.domain)
	if err != nil {
		return 0, nil, problem(codeBadRequest, actForm, "%v", err)
	}
	var there act.Signed
	if err := s.asks.Get(id.Hex(), &there); err == nil {
		return http.StatusOK, s.showAsk(there), nil
	}
	needs, err := s.examineOffChain(r.Context(), signed)
	if err != nil {
		return 0, nil, err
	}
	if needs {
		return 0, nil, s.refusal("SecondNeeded", ask.Company, common.Big0)
	}
	s.view(func(v show) {
		lot := v.lotNamed(ask.Obligation, ask.Lot)
		switch {
		case lot.End == 0:
			err = problem(codeNotFound, "list your lots", "there is no such lot")
		case !v.sellable(lot, ask.Start, ask.End, ask.Company):
			err = problem(codeConflict, "look at the lot as it is now", "the lot is %s now, held by company %d and %s", lot.Ref(), lot.Holder, lotState(lot.State))
		case ask.Until != 0 && v.today > calendar.Day(ask.Until):
			err = problem(codeRefused, "name a later day, or none", "the last day for quotes is past: today is %s", v.today)
		}
	})
	if err != nil {
		return 0, nil, err
	}
	if err := s.asks.Put(id.Hex(), signed); err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, s.showAsk(signed), nil
}

// listAsks lists wishes for quotes: a holder's own, and those that the reader could answer.
func (s *Server) listAsks(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "open", "limit", "cursor")
	company, open := q.company("company"), q.flag("open")
	if q.err != nil {
		return 0, nil, q.err
	}
	who := whoAsks(r)
	all, err := s.asked(func(v show, doc client.Ask) bool {
		return (company == 0 || doc.Holder.ID == company) && (!open || doc.Open) && v.as(who).seesAsk(doc)
	})
	if err != nil {
		return 0, nil, err
	}
	p, err := pageOf(q, all, func(doc client.Ask) client.Ask { return doc })
	return http.StatusOK, p, err
}

// asked lists the asks that keep says yes to, as of now.
func (s *Server) asked(keep func(show, client.Ask) bool) ([]client.Ask, error) {
	stored, err := documents(s.asks.Each)
	if err != nil {
		return nil, err
	}
	var all []client.Ask
	s.view(func(v show) {
		for _, signed := range stored {
			if doc, ok := s.ask(v, signed); ok && keep(v, doc) {
				all = append(all, doc)
			}
		}
	})
	return all, nil
}

func (s *Server) showAsk(signed act.Signed) (doc client.Ask) {
	s.view(func(v show) { doc, _ = s.ask(v, signed) })
	return doc
}

// ask is a stored ask as it stands now: open as long as its holder could still sell what it names. Not ok: the message is no ask.
func (s *Server) ask(v show, signed act.Signed) (client.Ask, bool) {
	a, ok := signed.Message.(act.AskQuotes)
	if !ok {
		return client.Ask{}, false
	}
	id, err := signed.Digest(s.domain)
	if err != nil {
		return client.Ask{}, false
	}
	name, err := ref.FromBig(a.Obligation)
	if err != nil {
		return client.Ask{}, false
	}
	o, lot := v.obligationNamed(a.Obligation), v.lotNamed(a.Obligation, a.Lot)
	at := ref.Units{Start: a.Start.Uint64(), End: a.End.Uint64()}
	late := s.now().Unix() > int64(signed.Deadline) || a.Until != 0 && v.today > calendar.Day(a.Until) || v.today >= o.Due
	return client.Ask{
		ID: id, Holder: v.party(a.Company), Lot: ref.Lot{Obligation: name, Start: a.Lot.Uint64(), End: lot.End}, Units: at, Amount: at.Amount(),
		Currency: currency.Code(o.Currency), Obligor: v.party(o.Obligor), Due: o.Due, Recourse: a.Recourse,
		Until: dayOrNone(calendar.Day(a.Until)), Open: !late && v.sellable(lot, a.Start, a.End, a.Company), Signed: &signed,
	}, true
}
