package house

import (
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/opening"
)

// openings are the calls that open the leaves of payment runs over what is being paid, so that their shares can be pushed. Before that nobody
// needs them: an act opens the leaf that it is about, and one that nobody takes is worth to its payer what it was, opened or not.
func (h *House) openings(v index.View) []chore {
	var chores []chore
	for _, r := range v.Runs() {
		o, _ := v.Obligation(r.Obligation)
		if o.Paid == 0 {
			continue
		}
		for _, span := range opening.Unopened(v, r) {
			call, err := opening.Of(h.cfg.Deployment, r, span)
			if err != nil {
				// Spans are made for the run: this is a fault of the program.
				h.cfg.Log.Error().Err(err).Stringer("run", r.ID).Msg("house: leaves cannot be opened")
				continue
			}
			e := call.Entry(r, o.Obligor)
			chores = append(chores, chore{act: e.Act, target: e.Target, calldata: e.Calldata, gas: e.Gas, companies: e.Companies})
		}
	}
	return chores
}
