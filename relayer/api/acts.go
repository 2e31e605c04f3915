package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

const (
	// maxWait is how long a long poll may last, and defaultWait how long it does where the caller does not say.
	maxWait     = 60 * time.Second
	defaultWait = 30 * time.Second
)

// postAct stores one signed act, or with dryRun only tries it.
func (s *Server) postAct(r *http.Request) (int, any, error) {
	q := parameters(r, "dryRun")
	dry := q.flag("dryRun")
	if q.err != nil {
		return 0, nil, q.err
	}
	var signed act.Signed
	if err := body(r, &signed); err != nil {
		return 0, nil, err
	}
	if dry {
		if err := s.mayTry(r, signed); err != nil {
			return 0, nil, err
		}
		trial, err := s.try(r.Context(), signed)
		return http.StatusOK, trial, err
	}
	x, err := s.examine(r.Context(), signed)
	if err != nil {
		return 0, nil, err
	}
	answer, err := s.box.Accept(x.entry)
	if err != nil {
		return 0, nil, err
	}
	return s.accepted(answer), s.show(answer.Entry), nil
}

// accepted is the status for an act that is stored: 202 where it is new, 200 where it was there.
func (s *Server) accepted(a outbox.Acceptance) int {
	if a.Already {
		return http.StatusOK
	}
	return http.StatusAccepted
}

// postBatch stores many acts with one fsync, and answers each as it alone would have been.
func (s *Server) postBatch(r *http.Request) (int, any, error) {
	var raw []json.RawMessage
	if err := body(r, &raw); err != nil {
		return 0, nil, err
	}
	if len(raw) > maxBatch {
		return 0, nil, problem(codeTooLarge, "send them in parts", "%d acts at once; at most %d are taken", len(raw), maxBatch)
	}
	items := make([]client.BatchItem, len(raw))
	found, places := s.examineAll(r.Context(), raw, items)
	entries := make([]outbox.Entry, len(found))
	for i, x := range found {
		entries[i] = x.entry
	}
	answers, err := s.box.AcceptAll(entries)
	if err != nil {
		return 0, nil, err
	}
	for i, answer := range answers {
		at := places[i]
		if answer.Err != nil {
			p := problemOf(answer.Err)
			items[at] = client.BatchItem{Status: p.Status, Problem: p}
			continue
		}
		// What the acts say is not said again to who has just said it.
		s.view(func(v show) {
			doc := v.act(answer.Entry, nil)
			items[at] = client.BatchItem{Status: s.accepted(answer), Act: &doc}
		})
	}
	return http.StatusOK, items, nil
}

// maxBatch is how many acts one batch may have.
const maxBatch = 5_000

// getAct shows an act, and with wait only once it is mined or final, or will get no further, or time is up.
func (s *Server) getAct(r *http.Request) (int, any, error) {
	q := parameters(r, "wait", "timeout")
	stage, timeout := q.one("wait", "mined", "final"), defaultWait
	if text := q.text("timeout"); text != "" {
		var err error
		if timeout, err = time.ParseDuration(text); err != nil || timeout < 0 || timeout > maxWait {
			q.fail("timeout=%q is not a time from 0s to %s", text, maxWait)
		}
	}
	id, err := hash(r, "id")
	if err = errors.Join(err, q.err); err != nil {
		return 0, nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), timeout)
	defer cancel()
	for {
		changes := s.box.Changes()
		records, err := s.box.Records([]common.Hash{id})
		if err != nil {
			return 0, nil, err
		}
		state := records[0].State
		if stage != "" && !state.Settled() && (stage != "mined" || state != outbox.Mined) {
			select {
			case <-changes:
				continue
			case <-ctx.Done():
			}
		}
		e, err := s.box.Get(id)
		if err != nil {
			return 0, nil, err
		}
		return http.StatusOK, s.showTo(r, e), nil
	}
}

// listActs lists acts that concern a company, without one the reader's, newest first. The cursor is the sequence number that the next page lies below.
func (s *Server) listActs(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "state", "limit", "cursor")
	company, limit := q.company("company"), q.limit()
	var states []string
	for _, state := range outbox.States() {
		states = append(states, state.String())
	}
	state := q.one("state", states...)
	var before uint64
	if text := q.text("cursor"); text != "" {
		var err error
		if before, err = strconv.ParseUint(text, 10, 64); err != nil || before == 0 {
			q.fail("cursor=%q is none that this list gave", text)
		}
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	who := whoAsks(r)
	if !who.all && company == 0 {
		company = who.company
	}
	p := page[client.Act]{Items: []client.Act{}}
	for {
		var entries []outbox.Entry
		var err error
		if company != 0 {
			entries, err = s.box.OfCompany(company, before, maxLimit)
		} else {
			entries, err = s.box.Newest(before, maxLimit)
		}
		if err != nil {
			return 0, nil, err
		}
		for i, e := range entries {
			if (state == "" || e.State.String() == state) && !hidden(e, company) && who.seesAct(e.Companies, undone(e)) {
				p.Items = append(p.Items, s.show(e))
			}
			before = e.Seq
			if len(p.Items) == limit && (i < len(entries)-1 || len(entries) == maxLimit) {
				next := strconv.FormatUint(before, 10)
				p.Next = &next
				return http.StatusOK, p, nil
			}
		}
		if len(entries) < maxLimit {
			return http.StatusOK, p, nil
		}
	}
}

// showTo is an entry as whoever has its id may see it: all of it where it concerns the reader's company, else how far it has come.
func (s *Server) showTo(r *http.Request, e outbox.Entry) client.Act {
	doc := s.show(e)
	if whoAsks(r).seesAct(e.Companies, undone(e)) {
		return doc
	}
	return guarded(doc)
}

// undone tells whether its company's operators have not agreed on an act, or never did.
func undone(e outbox.Entry) bool { return e.State == outbox.Waiting || e.State.Abandoned() }

// hidden tells whether an act is not for a company's eyes: one that another company's operators have not agreed on, or never did.
func hidden(e outbox.Entry, company uint32) bool {
	return undone(e) && company != 0 && e.Companies[0] != company
}

// try simulates an act on the newest state, without storing it. One that names its key and has no signature is tried as a direct call
// of that key, so that nobody has to hand out a signature that could be used.
func (s *Server) try(ctx context.Context, signed act.Signed) (client.Trial, error) {
	entry, err := s.entryOf(signed)
	if err != nil {
		return client.Trial{}, err
	}
	from := s.cfg.Relayer
	if len(signed.Signature) == 0 {
		from, signed.Key = signed.Key, common.Address{}
		if entry.Calldata, err = signed.Calldata(); err != nil {
			return client.Trial{}, problem(codeBadRequest, actForm, "%v", err)
		}
	}
	var trial client.Trial
	s.view(func(v show) { trial.Sentence = v.sentence(signed.Message) })
	_, err = s.simulate(ctx, signed, chain.Call{From: from, To: entry.Target, Data: entry.Calldata})
	if data, reverted := chain.IsRevert(err); reverted {
		s.index.View(func(v index.View) {
			refusal := client.Refused(v, data)
			trial.Refusal = &refusal
		})
		return trial, nil
	}
	trial.OK = err == nil
	return trial, err
}

// show is an entry of the outbox as a document.
func (s *Server) show(e outbox.Entry) (doc client.Act) {
	// A payment run takes a while to read, which nobody shall wait for who waits for the index.
	signed, err := act.Decode(e.Calldata)
	s.view(func(v show) {
		if err == nil {
			doc = v.act(e, &signed)
		} else {
			doc = v.act(e, nil)
		}
	})
	return doc
}

// act is an entry as a document, with the signed act that it holds; nil where it is none.
func (v show) act(e outbox.Entry, signed *act.Signed) client.Act {
	doc := client.Act{
		ID: e.ID, Name: e.Act, State: client.State(e.State.String()), Content: e.Content,
		Tx: hashOrNone(e.Tx), BlockHash: hashOrNone(e.Block), History: make([]client.Step, 0, len(e.History)),
	}
	if len(e.Companies) > 0 {
		doc.Company = e.Companies[0]
	}
	if signed != nil {
		doc.Signed, doc.Sentence = signed, v.sentence(signed.Message)
		doc.Proposal, _ = signed.StructHash()
	}
	if e.Block != (common.Hash{}) {
		doc.Block, doc.GasUsed = &e.Height, &e.GasUsed
	}
	if e.State == outbox.Failed || e.Result == outbox.Conflict || e.Result == outbox.Refused {
		refusal := client.Refused(v.View, e.Refusal)
		doc.Refusal = &refusal
	}
	if e.State == outbox.Waiting {
		needs := "checker"
		doc.Needs = &needs
	}
	if doc.Signed != nil {
		v.hands(&doc)
	}
	for _, line := range e.History {
		doc.History = append(doc.History, client.Step{At: line.At, State: client.State(line.State.String()), Note: line.Note})
	}
	return doc
}
