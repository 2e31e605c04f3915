package api

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/replay"
)

// replayRules is what a rule set would have refused of all that was done.
func (s *Server) replayRules(r *http.Request) (int, any, error) {
	q := parameters(r, "limit", "cursor")
	number, err := strconv.ParseUint(r.PathValue("set"), 10, 16)
	if err != nil {
		return 0, nil, problem(codeBadRequest, "/v1/rules lists the sets", "%q is not a rule set's number", r.PathValue("set"))
	}
	var p page[client.Finding]
	s.viewAs(r, func(v show) {
		if v.RuleSet(uint16(number)).Set == 0 {
			err = problem(codeNotFound, "/v1/rules lists the sets", "there is no rule set %d", number)
			return
		}
		found := slices.DeleteFunc(replay.Set(v.View, v.clock, uint16(number)), func(f replay.Finding) bool { return !v.seesFinding(f) })
		p, err = pageOf(q, found, v.finding)
	})
	return http.StatusOK, p, err
}

// seesFinding tells whether an act that was done is the reader's to see: its own, or one about units that it sees.
func (v show) seesFinding(f replay.Finding) bool {
	if v.who.may(f.By) {
		return true
	}
	o, known := v.Obligation(f.Obligation)
	if f.End > f.Start {
		return known && v.sees(o, f.Start, f.End)
	}
	return known && v.whole(o)
}

func (v show) finding(f replay.Finding) client.Finding {
	doc := client.Finding{
		Act: f.Act, Obligation: f.Obligation, By: v.party(f.By), Day: f.Day, Rule: f.Rule, Most: f.Most, Value: f.Value, Tx: f.Tx,
	}
	if f.End > f.Start {
		lot := (index.Lot{Obligation: f.Obligation, Start: f.Start, End: f.End}).Ref()
		doc.Units = &lot
	}
	return doc
}
