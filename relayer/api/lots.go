package api

import (
	"errors"
	"net/http"
	"slices"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

func (s *Server) listLots(r *http.Request) (int, any, error) {
	q := parameters(r, "holder", "to", "obligor", "obligation", "state", "limit", "cursor")
	holder, to, obligor, obligation := q.company("holder"), q.company("to"), q.company("obligor"), q.obligation("obligation")
	state := q.one("state", lotStates()...)
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Lot]
	var err error
	s.viewAs(r, func(v show) {
		keep := func(lot index.Lot) bool {
			o, _ := v.Obligation(lot.Obligation)
			return (holder == 0 || lot.Holder == holder) && (to == 0 || lot.Other == to) && (obligor == 0 || o.Obligor == obligor) &&
				(obligation.IsZero() || lot.Obligation == obligation) && (state == "" || lotState(lot.State) == state) && v.seesLot(lot)
		}
		var all []index.Lot
		switch {
		case !obligation.IsZero():
			all = v.LotsOf(obligation)
		case holder != 0 && state != "" && state != lotState(index.Unopened):
			all = v.LotsOwn(holder)
		case holder != 0:
			all = v.LotsBy(holder)
		case to != 0:
			all = v.LotsTo(to)
		default:
			all = v.Lots(keep)
		}
		all = slices.DeleteFunc(all, func(lot index.Lot) bool { return !keep(lot) })
		p, err = pageOf(q, all, v.lot)
	})
	return http.StatusOK, p, err
}

func (s *Server) getLot(r *http.Request) (int, any, error) {
	named, err := ref.ParseLot(r.PathValue("lot"))
	if err != nil {
		return 0, nil, problem(codeBadRequest, "name it as lists do, R31-1:1-1000", "%v", err)
	}
	var doc client.Lot
	err = s.look(r, named.Obligation, func(v show) (err error) {
		lot, ok := v.Lot(named.Obligation, named.Start)
		switch {
		case !ok || !v.seesLot(lot):
			err = errUnseen
		case !named.Is(lot.End):
			err = problem(codeConflict, "name the lot as it is now", "the lot is %s now, not %s", lot.Ref(), named)
		default:
			doc = v.lot(lot)
			doc.Hops = v.hops(v.Provenance(lot.Obligation, lot.Start, lot.End))
			doc.Facts, doc.Holds = v.facts(lot), v.holds(lot)
			for _, company := range v.liable(lot) {
				doc.Liable = append(doc.Liable, v.party(company))
			}
		}
		return err
	})
	if errors.Is(err, errUnseen) {
		err = problem(codeNotFound, "list the obligation's lots", "no lot begins at %s", named.Key())
	}
	return http.StatusOK, doc, err
}

func (v show) hops(list []index.Hop) []client.Hop {
	docs := make([]client.Hop, 0, len(list))
	for _, hop := range list {
		docs = append(docs, client.Hop{
			From: v.party(hop.From), To: v.party(hop.To), Units: ref.Units{Start: hop.Start, End: hop.End},
			How: hop.How, Recourse: hop.Recourse, Tx: hop.At.Tx(), Block: hop.At.Block(),
		})
	}
	return docs
}
