package anchor

import (
	"context"
	"maps"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Call is one that anyone may make.
type Call struct {
	Target common.Address
	Data   []byte
	// Gas is what it may use at most, in gas units.
	Gas uint32
}

// calls are those of a batch: its acts, in their order, and before each what it needs that no earlier one needed too, and is not spared.
func (a *Anchor) calls(entries []outbox.Entry, recent bool, spared map[string]bool) ([]contracts.Call, error) {
	calls := make([]contracts.Call, 0, len(entries))
	there := maps.Clone(spared)
	if there == nil {
		there = make(map[string]bool)
	}
	for _, e := range entries {
		before, err := a.cfg.Before(e, recent)
		if err != nil {
			return nil, err
		}
		for _, c := range before {
			if !there[string(c.Data)] {
				there[string(c.Data)] = true
				calls = append(calls, contracts.Call{Target: c.Target, Gas: c.Gas, Data: c.Data})
			}
		}
		calls = append(calls, contracts.Call{Target: e.Target, Gas: e.Gas, Data: e.Calldata})
	}
	return calls, nil
}

// needless finds the calls that acts would need by what Before knows, and that the chain refuses: somebody has made them meanwhile.
func (a *Anchor) needless(ctx context.Context, entries []outbox.Entry) (map[string]bool, error) {
	spared := make(map[string]bool)
	for _, e := range entries {
		before, err := a.cfg.Before(e, false)
		if err != nil {
			return nil, err
		}
		for _, c := range before {
			if spared[string(c.Data)] {
				continue
			}
			_, err := a.chain.Ask(ctx, chain.Call{From: a.cfg.Batch, To: c.Target, Data: c.Data})
			if _, refused := chain.IsRevert(err); refused {
				spared[string(c.Data)] = true
			} else if err != nil && !untried(err) {
				return nil, err
			}
		}
	}
	return spared, nil
}

// callsIn are those of the batch that a signed transaction carries; none where it carries no batch.
func (p protocol) callsIn(raw []byte) []contracts.Call {
	var tx types.Transaction
	if err := tx.UnmarshalBinary(raw); err != nil || len(tx.Data()) < 4 {
		return nil
	}
	batch := p.batch.GetABI()
	values, err := batch.Methods["run"].Inputs.Unpack(tx.Data()[4:])
	if err != nil {
		return nil
	}
	var run struct{ Calls []contracts.Call }
	if err := batch.Methods["run"].Inputs.Copy(&run, values); err != nil {
		return nil
	}
	return run.Calls
}

// alone asks what an act would do by itself, after what it needs, on the state of the block at a height; nil: the latest. Where the node cannot say why it would be refused after that, it says nothing.
func (a *Anchor) alone(ctx context.Context, e outbox.Entry, height *uint64) ([]byte, error) {
	needs, err := a.cfg.Before(e, false)
	if err != nil {
		return nil, err
	}
	var before []chain.Call
	for _, c := range needs {
		before = append(before, chain.Call{From: a.cfg.Batch, To: c.Target, Data: c.Data, Gas: uint64(c.Gas) + 21_000 + 16*uint64(len(c.Data))})
	}
	return a.chain.AskAfter(ctx, before, a.ownCall(e), height)
}

// ownCall is the act's own call, as the batch makes it.
func (a *Anchor) ownCall(e outbox.Entry) chain.Call {
	return chain.Call{From: a.cfg.Batch, To: e.Target, Data: e.Calldata, Gas: uint64(e.Gas) + 21_000 + 16*uint64(len(e.Calldata))}
}
