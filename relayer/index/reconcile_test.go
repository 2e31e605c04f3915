package index_test

import (
	"context"
	"math/big"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// turning is a node whose chain turns into another one right after it has answered for one height.
type turning struct {
	*fakeChain
	other *fakeChain
	at    uint64
}

// BlockAt answers, and then the chain is the other one.
func (c *turning) BlockAt(ctx context.Context, height uint64) (chain.Block, error) {
	b, err := c.fakeChain.BlockAt(ctx, height)
	if height == c.at && c.other != nil {
		c.fakeChain, c.other = c.other, nil
	}
	return b, err
}

func TestF35ABlockThatLeftTheChainUnnoticedIsFoundByItsHash(t *testing.T) {
	d := fakeNetwork()
	o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}
	empty := ledger{make([]uint32, faceUnits), make([]index.LotState, faceUnits), make([]bool, faceUnits), nil}
	birth := event(t, d, "Created", []any{o.Big(), uint32(31), uint32(41)}, big.NewInt(faceUnits), uint32(21_000), uint32(20_999), uint16(156), uint16(1))

	// The debt comes into being in block 1 of a chain that is given up for one without it, while the index reads a range.
	before, after := newFakeChain(empty), newFakeChain(empty)
	before.extend([]types.Log{birth}, empty)
	after.made = 1_000
	after.extend(nil, empty)
	for _, f := range []*fakeChain{before, after} {
		for range 100 {
			f.extend(nil, empty)
		}
	}
	node := &turning{fakeChain: before, other: after, at: 1}
	x, err := index.Open(node, index.Config{Path: filepath.Join(t.TempDir(), "index.db"), Deployment: d, ReconcileEvery: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	known := func() (there bool) {
		x.View(func(v index.View) { _, there = v.Obligation(o) })
		return there
	}
	// The head was read before the turn: this round may fail, and must leave the debt in for the next to find.
	_ = x.Step(t.Context())
	if !known() {
		t.Fatal("the turn did not leave the old block in: the test shows nothing")
	}
	for range 4 {
		if err := x.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if known() {
		t.Error("a debt of a block that left the chain is still there")
	}
	if s := x.Status(); s.Hash != s.Head.Hash || s.Hash == (common.Hash{}) {
		t.Errorf("the index is at %+v", s)
	}
}
