package main

import "github.com/tallystick/tallystick/bindings/client"

// printHistory prints through whose hands a lot came, what travels with it, what holds it, and who answers for it.
func (s *session) printHistory(l client.Lot) error {
	var hops, facts, holds, liable [][]any
	for _, h := range l.Hops {
		hops = append(hops, []any{h.From.Name, h.To.Name, h.Units.Grouped(), word(h.How), h.Recourse, h.Block, h.Tx.Hex()})
	}
	for _, f := range l.Facts {
		row := []any{word(f.Kind), f.By.Name, nameOrNil(f.To), f.Day, nil, nil, nil}
		if f.Kind != "recourse" && f.Kind != "return" {
			row[4] = f.Amount
		}
		if f.Kind == "pledge" {
			row[5], row[6] = f.Received, f.Registration
		}
		facts = append(facts, row)
	}
	for _, h := range l.Holds {
		state := "open"
		if !h.Open {
			state = "over"
		}
		holds = append(holds, []any{word(h.Kind), h.By.Name, h.Units.Grouped(), h.Text, dayOrNil(h.Until), h.Blocking, word(state), h.ID.Hex()})
	}
	for _, p := range l.Liable {
		liable = append(liable, []any{p.Name})
	}
	sections := []section{{[]column{
		{key: "from"}, {key: "to"}, {key: "units", right: true}, {key: "how"}, {key: "recourse"}, {key: "block", right: true}, {key: "tx"},
	}, hops}}
	if len(facts) > 0 {
		sections = append(sections, section{[]column{
			{key: "fact"}, {key: "by"}, {key: "to"}, {key: "day"}, {key: "amount", right: true}, {key: "received", right: true}, {key: "registration"},
		}, facts})
	}
	if len(holds) > 0 {
		sections = append(sections, section{[]column{
			{key: "hold"}, {key: "by"}, {key: "units", right: true}, {key: "reason"}, {key: "until"}, {key: "blocking"}, {key: "state"}, {key: "id"},
		}, holds})
	}
	if len(liable) > 0 {
		sections = append(sections, section{[]column{{key: "answers_for_it"}}, liable})
	}
	return s.sections(sections...)
}

// nameOrNil is the name of a company that may be none.
func nameOrNil(p *client.Party) any {
	if p == nil {
		return nil
	}
	return p.Name
}
