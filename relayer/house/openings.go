package house

import (
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/opening"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// openings are the calls that open the leaves of payment runs over what is being paid, so that their shares can be pushed, and the obligations
// that they are on their way for. Before a payment nobody needs them: an act opens the leaf that it is about, and one that nobody takes is worth
// to its payer what it was, opened or not.
func (h *House) openings(v index.View) (chores []chore, underWay map[ref.Obligation]bool) {
	underWay = make(map[ref.Obligation]bool)
	for _, r := range v.Runs() {
		o, _ := v.Obligation(r.Obligation)
		if o.Paid == 0 {
			continue
		}
		for _, span := range opening.Unopened(v, r) {
			call, err := opening.Of(v, h.cfg.Deployment, r, span)
			if err != nil {
				// Spans are made for the run: this is a fault of the program.
				h.cfg.Log.Error().Err(err).Stringer("run", r.ID).Msg("house: leaves cannot be opened")
				continue
			}
			e := call.Entry(r, o.Obligor)
			chores = append(chores, chore{act: e.Act, target: e.Target, calldata: e.Calldata, gas: e.Gas, companies: e.Companies})
			if known, err := h.cfg.Outbox.Get(e.ID); err != nil || known.State != outbox.Failed {
				underWay[o.ID] = true
			}
		}
	}
	return chores, underWay
}
