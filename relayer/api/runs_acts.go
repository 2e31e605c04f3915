package api

import (
	"context"
	"errors"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/opening"
)

const (
	// What paying with a run may use, in gas units, a fifth above what was seen at the most: the act; a leaf that waits, 640 where no byte of it is
	// zero; a leaf that is a lot at once, 64,000 where each payee is another company and has yet to accept; its word of recourse, or its return to
	// one who answers for it; and each look, 380, that it takes for that at a record of the list that all its lots share.
	gasPerRun, gasPerWaiting = 600_000, 750
	gasPerLot, gasPerWord    = 75_000, 30_000
	gasPerLook               = 450
	// maxRunGas fits into a transaction.
	maxRunGas = 40_000_000
	// mostPayees is how many payees of a run find its act among theirs: the first.
	mostPayees = 256
)

// gasOfRun is what a run may use at most.
func (v show) gasOfRun(m contracts.PayRun) uint32 {
	count := min(m.Count, run.MostInRun)
	if !m.AtOnce {
		return gasPerRun + gasPerWaiting*count
	}
	// Of more leaves than a block could take the act fails anyway.
	count = min(count, run.MostInBlock)
	records := uint32(len(v.Records(v.lotNamed(m.Obligation, m.Lot))))
	each := uint32(gasPerLot) + gasPerLook*records
	if m.Recourse || records != 0 {
		each += gasPerWord
	}
	return min(gasPerRun+gasPerRecord*records+each*count, maxRunGas)
}

// payees are the companies that a run concerns.
func (v show) payees(m contracts.PayRun) []uint32 {
	companies := v.with(m.Obligation, m.Company)
	leaves, err := run.Unpack(m.Leaves)
	if err != nil {
		// The contract refuses it, with its reason.
		return companies
	}
	for _, leaf := range leaves[:min(len(leaves), mostPayees)] {
		companies = append(companies, leaf.Payee)
	}
	return companies
}

// simulate runs a call for an act on the newest state, after the leaves that it is about are opened, which goes before it on chain too. Where the node
// cannot run one after the other, it tells only whether all of it would be done: a refusal is then without its reason.
func (s *Server) simulate(ctx context.Context, signed act.Signed, call chain.Call) ([]byte, error) {
	var leaves []opening.Leaf
	var err error
	s.index.View(func(v index.View) { leaves, err = opening.Before(v, s.cfg.Deployment, signed, 0) })
	if err != nil {
		return nil, err
	}
	before := make([]chain.Call, len(leaves))
	for i, leaf := range leaves {
		before[i] = chain.Call{From: s.cfg.Relayer, To: leaf.Target, Data: leaf.Calldata}
	}
	answer, err := s.chain.AskAfter(ctx, before, call, nil)
	if !errors.Is(err, chain.ErrNoSimulation) {
		return answer, err
	}
	if call.From != s.cfg.Relayer {
		return nil, problem(codeUnavailable, "sign the act and hand it in: the chain decides", "the node cannot try an unsigned act about an unopened leaf")
	}
	calls := make([]contracts.Call, 0, len(leaves)+1)
	for _, leaf := range leaves {
		calls = append(calls, contracts.Call{Target: leaf.Target, Gas: leaf.Gas, Data: leaf.Calldata})
	}
	calls = append(calls, contracts.Call{Target: call.To, Gas: gasOfTrial, Data: call.Data})
	batch := contracts.NewBatch()
	raw, err := s.chain.Ask(ctx, chain.Call{From: s.cfg.Relayer, To: s.cfg.Deployment.Address("Batch"), Data: batch.PackRun(calls)})
	if err != nil {
		return nil, err
	}
	done, err := batch.UnpackRun(raw)
	if err == nil && done.Uint64() != uint64(len(calls)) {
		// Somebody may have opened the leaves a moment ago: then the act alone is done.
		if answer, alone := s.chain.Ask(ctx, call); alone == nil {
			return answer, nil
		}
		err = &chain.Error{Class: chain.Reverted, Err: &chain.Revert{Words: "refused; the node cannot say why"}}
	}
	return nil, err
}

// gasOfTrial is what an act may use that is tried in a batch.
const gasOfTrial = 20_000_000
