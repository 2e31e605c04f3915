package api

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/opening"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// runs are the routes about payment runs.
func (s *Server) runs() map[string]endpoint {
	return map[string]endpoint{
		"GET /v1/runs":                          s.listRuns,
		"GET /v1/runs/{run}":                    s.getRun,
		"GET /v1/runs/{run}/leaves":             s.listLeaves,
		"GET /v1/runs/{run}/leaves/{row}/proof": s.getLeafProof,
		"POST /v1/runs/{run}/open":              s.postOpen,
	}
}

// leafStates are the words for a leaf's states.
func leafStates() []string { return []string{"unopened", "offered", "accepted", "returned"} }

func (v show) run(r index.Run) client.Run {
	o, _ := v.Obligation(r.Obligation)
	return client.Run{
		ID: r.ID, Payer: v.party(r.ID.Company), Obligation: r.Obligation, Obligor: v.party(o.Obligor),
		Units: ref.Units{Start: r.Start, End: r.End}, Total: money(r.Total()), Currency: currency.Code(o.Currency),
		Count: r.Count(), Opened: r.Opened, Accepted: r.Accepted, Returned: r.Returned, Until: r.Until, Recourse: r.Recourse,
		Terms: r.Terms, Act: r.Act, Tx: r.At.Tx(), Block: r.At.Block(), At: unix(r.At.Time()),
	}
}

func (v show) leaf(r index.Run, row uint32) client.Leaf {
	leaf, units, state := r.Leaf(row), r.Units(row), v.Opening(r.ID, row).State
	o, _ := v.Obligation(r.Obligation)
	return client.Leaf{
		Row: row, Lot: ref.Lot{Obligation: r.Obligation, Start: units.Start, End: units.End}, Payee: v.party(leaf.Payee), Amount: money(leaf.Amount),
		State: leafStates()[state],
		Taken: state == index.LeafUnopened && v.Takes(leaf.Payee, r.ID.Company, o.Obligor, leaf.Amount, v.today),
	}
}

// seesRun tells whether the reader may see a run: its payer, its payees, and who sees all of the obligation.
func (v show) seesRun(r index.Run) bool {
	o, _ := v.Obligation(r.Obligation)
	return v.who.may(r.ID.Company) || v.sees(o, r.Start, r.End)
}

// seesLeaf tells the same of one leaf.
func (v show) seesLeaf(r index.Run, row uint32) bool {
	if v.who.may(r.ID.Company) || r.Leaf(row).Payee == v.who.company {
		return true
	}
	o, _ := v.Obligation(r.Obligation)
	units := r.Units(row)
	return v.sees(o, units.Start, units.End)
}

func (s *Server) listRuns(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "limit", "cursor")
	company := q.company("company")
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Run]
	var err error
	s.viewAs(r, func(v show) {
		all := v.Runs()
		if company != 0 {
			all = v.RunsBy(company)
		}
		all = slices.DeleteFunc(slices.Clone(all), func(run index.Run) bool { return !v.seesRun(run) })
		slices.SortStableFunc(all, func(a, b index.Run) int { return index.CompareAt(b.At, a.At) })
		p, err = pageOf(q, all, v.run)
	})
	return http.StatusOK, p, err
}

func (s *Server) getRun(r *http.Request) (int, any, error) {
	var doc client.Run
	err := s.withRun(r, func(v show, run index.Run) error {
		doc = v.run(run)
		return nil
	})
	return http.StatusOK, doc, err
}

// withRun calls fn with the run that the path names.
func (s *Server) withRun(r *http.Request, fn func(show, index.Run) error) error {
	id, err := ref.ParseRun(r.PathValue("run"))
	if err != nil {
		return problem(codeBadRequest, "name it as lists do, P41-7", "%v", err)
	}
	s.viewAs(r, func(v show) {
		run, ok := v.Run(id)
		if !ok || !v.seesRun(run) {
			err = problem(codeNotFound, "it may not be mined yet; look at its act", "there is no payment run %s", id)
			return
		}
		err = fn(v, run)
	})
	return err
}

func (s *Server) listLeaves(r *http.Request) (int, any, error) {
	q := parameters(r, "state", "limit", "cursor")
	state := q.one("state", leafStates()...)
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Leaf]
	err := s.withRun(r, func(v show, run index.Run) (err error) {
		var rows []uint32
		for row := range run.Count() {
			if (state == "" || leafStates()[v.Opening(run.ID, row).State] == state) && v.seesLeaf(run, row) {
				rows = append(rows, row)
			}
		}
		p, err = pageOf(q, rows, func(row uint32) client.Leaf { return v.leaf(run, row) })
		return err
	})
	return http.StatusOK, p, err
}

func (s *Server) getLeafProof(r *http.Request) (int, any, error) {
	row, err := strconv.ParseUint(r.PathValue("row"), 10, 32)
	if err != nil {
		return 0, nil, problem(codeBadRequest, "leaves are counted from 0, as the list of the run has them", "%q is not a leaf's number", r.PathValue("row"))
	}
	var found index.Run
	var doc client.LeafProof
	err = s.withRun(r, func(v show, run index.Run) error {
		if row >= uint64(run.Count()) || !v.seesLeaf(run, uint32(row)) {
			return problem(codeNotFound, "list the run's leaves", "run %s has no leaf %d to be seen", run.ID, row)
		}
		found = run
		doc = client.LeafProof{Run: run.ID, Obligation: run.Obligation, Leaf: v.leaf(run, uint32(row)), Count: run.Count()}
		return nil
	})
	if err != nil {
		return 0, nil, err
	}
	block, err := found.Block(int(row), 0)
	if err != nil {
		return 0, nil, err
	}
	doc.Leaves, doc.Proof = block.Leaves, block.Proof
	kernel := contracts.NewLots()
	answer, err := s.chain.Ask(r.Context(), chain.Call{
		To: s.cfg.Deployment.Address("Lots"), Data: kernel.PackWaiting(found.Obligation.Big(), found.ID.Big()),
	})
	if err != nil {
		return 0, nil, err
	}
	there, err := kernel.UnpackWaiting(answer)
	if err != nil {
		return 0, nil, err
	}
	if doc.Root = there.Arg0.Root; doc.Root == (common.Hash{}) {
		return 0, nil, problem(codeConflict, "look at the lots themselves", "the lots of run %s were written at once: nothing proves them but the chain's state", found.ID)
	}
	return http.StatusOK, doc, nil
}

// postOpen queues the calls that open leaves. Anyone may ask for it: they move nothing that the run has not moved.
func (s *Server) postOpen(r *http.Request) (int, any, error) {
	var which client.OpenLeaves
	if err := body(r, &which); err != nil {
		return 0, nil, err
	}
	var entries []outbox.Entry
	err := s.withRun(r, func(v show, run index.Run) error {
		wanted, err := rows(which, run)
		if err != nil {
			return err
		}
		for _, span := range opening.Cover(int(run.Count()), func(row uint32) bool {
			return wanted(row) && v.Opening(run.ID, row).State == index.LeafUnopened
		}) {
			call, err := opening.Of(v.View, s.cfg.Deployment, run, span)
			if err != nil {
				return err
			}
			o, _ := v.Obligation(run.Obligation)
			entries = append(entries, call.Entry(run, o.Obligor))
		}
		return nil
	})
	if err != nil {
		return 0, nil, err
	}
	docs := make([]client.Act, 0, len(entries))
	answers, err := s.box.AcceptAll(entries)
	if err != nil {
		return 0, nil, err
	}
	for _, answer := range answers {
		e := answer.Entry
		if answer.Err == nil && e.State == outbox.Failed {
			// It failed once, and the leaves are still not open.
			e, answer.Err = s.box.Retry(e.ID, "asked for again")
		}
		// What does not fit into the queue is asked for again; what does goes its way.
		if answer.Err != nil && !(len(docs) > 0 && errors.Is(answer.Err, outbox.ErrFull)) {
			return 0, nil, answer.Err
		}
		if answer.Err == nil {
			docs = append(docs, s.show(e))
		}
	}
	return http.StatusAccepted, docs, nil
}

// rows says which leaves are asked for.
func rows(which client.OpenLeaves, r index.Run) (func(row uint32) bool, error) {
	end := uint64(which.First) + uint64(which.Count)
	ways := 0
	for _, given := range []bool{which.All, which.Count > 0, len(which.Rows) > 0} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		return nil, problem(codeBadRequest, "give one of all, count and rows", "which leaves are to be opened is not said, or twice")
	}
	asked := make(map[uint32]bool, len(which.Rows))
	for _, row := range which.Rows {
		end = max(end, uint64(row)+1)
		asked[row] = true
	}
	if end > uint64(r.Count()) {
		return nil, problem(codeBadRequest, "list the run's leaves", "run %s has %d leaves, numbered from 0", r.ID, r.Count())
	}
	return func(row uint32) bool {
		return which.All || asked[row] || which.Count > 0 && row >= which.First && uint64(row) < end
	}, nil
}
