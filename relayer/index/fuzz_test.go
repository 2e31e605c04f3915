package index_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// recorded is the chain of a town in which everything has happened, without its node, and all logs of it.
func recorded(f *testing.F) (*town, *fakeChain, []types.Log) {
	f.Helper()
	w := newTown(f)
	id := w.play()
	r := w.payRun(id, 0, w.acme, 5, true, false, run.Leaf{Payee: 42, Amount: 20}, run.Leaf{Payee: 43, Amount: 30}, run.Leaf{Payee: 42, Amount: 5})
	w.openLeaves(r, 1, 0)
	c := &fakeChain{logs: make(map[common.Hash][]types.Log)}
	head, err := w.Node.Head(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	var all []types.Log
	for number := uint64(0); number <= head.Number; number++ {
		b, err := w.Node.BlockAt(f.Context(), number)
		if err != nil {
			f.Fatal(err)
		}
		logs, err := w.Node.Logs(f.Context(), chain.Filter{Block: &b.Hash})
		if err != nil {
			f.Fatal(err)
		}
		c.blocks, c.models, c.logs[b.Hash] = append(c.blocks, b), append(c.models, ledger{}), logs
		all = append(all, logs...)
	}
	return w, c, all
}

// FuzzLogs asserts that a block with whatever logs of the network's contracts is applied whole or is an error that leaves the state as it was; and that
// the state is that of before, to the byte, when the block leaves the chain.
func FuzzLogs(f *testing.F) {
	w, c, real := recorded(f)
	kinds := make(map[common.Hash]bool)
	for i, log := range real {
		kinds[log.Topics[0]] = true
		var topics []byte
		for _, topic := range log.Topics[1:] {
			topics = append(topics, topic[:]...)
		}
		f.Add(uint16(i), topics, log.Data, uint16(i+1))
	}
	if len(kinds) < 20 {
		f.Fatalf("only %d kinds of events: the town is too quiet", len(kinds))
	}
	// An event that the town has not seen: by its name only, so that the fuzzer finds its fields.
	f.Add(uint16(0), make([]byte, 96), make([]byte, 320), uint16(0))
	handled := append(slices.Clone(real), unseen(w)...)
	x, err := index.Open(c, index.Config{Path: filepath.Join(f.TempDir(), "fuzzed.db"), Deployment: w.Deployment})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = x.Close() })
	step(f, x)
	before := dump(f, x)
	f.Fuzz(func(t *testing.T, pick uint16, topics, data []byte, then uint16) {
		first := handled[int(pick)%len(handled)]
		log := types.Log{Address: first.Address, Topics: []common.Hash{first.Topics[0]}, Data: data}
		for ; len(topics) > 0; topics = topics[min(32, len(topics)):] {
			log.Topics = append(log.Topics, common.BytesToHash(topics[:min(32, len(topics))]))
		}
		c.extend([]types.Log{log, handled[int(then)%len(handled)]}, ledger{})
		if err := x.Step(t.Context()); err != nil {
			if got := dump(t, x); got != before {
				t.Errorf("after %v the state is another", err)
			}
		} else if at := x.Status(); at.Hash != c.blocks[len(c.blocks)-1].Hash {
			t.Errorf("no error, and the index is at block %d", at.Block)
		}
		c.cutBack(1)
		step(t, x)
		if got := dump(t, x); got != before {
			t.Error("what the block did is not undone")
		}
	})
}

// unseen are events of the contracts' that the town has none of, without their fields.
func unseen(w *town) (logs []types.Log) {
	for contract, names := range map[string][]string{
		"Holds": {"Frozen", "Unfrozen", "Disputed", "Resolved", "Thawed"}, "Recourse": {"RecourseClaimed", "RecourseRefused", "RecourseCleared"},
	} {
		parsed := contracts.NewHolds().GetABI()
		if contract == "Recourse" {
			parsed = contracts.NewRecourse().GetABI()
		}
		for _, name := range names {
			logs = append(logs, types.Log{Address: w.Deployment.Address(contract), Topics: []common.Hash{parsed.Events[name].ID}})
		}
	}
	slices.SortFunc(logs, func(a, b types.Log) int { return a.Topics[0].Cmp(b.Topics[0]) })
	return logs
}
