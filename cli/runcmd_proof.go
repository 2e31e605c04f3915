package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	payrun "github.com/tallystick/tallystick/bindings/run"
)

// leafProof is what shows that units are an unopened payment's.
type leafProof struct {
	Run   ref.Run       `json:"run"`
	Row   uint32        `json:"row"`
	Count int           `json:"count"`
	Root  common.Hash   `json:"root"`
	Leaf  hexutil.Bytes `json:"leaf"`
	Proof hexutil.Bytes `json:"proof"`
	// Chain is whether root and leaves were read from a node, else they are the relayer's word.
	Chain bool `json:"chain"`
}

// prove rebuilds the proof of an unopened lot, from the chain's own events where a node is named, else from what the relayer says, and
// checks it: that the leaf leads to the run's root, and has just these units and this payee.
func (s *session) prove(c *cli.Context, l client.Lot) (*leafProof, error) {
	p := &leafProof{Run: *l.Run, Row: *l.Row}
	block, lot, payee := payrun.Block{}, ref.Lot{}, uint32(0)
	if s.get("rpc") != "" {
		book, done, err := s.ledger(c)
		if err != nil {
			return nil, err
		}
		defer done()
		leaf, err := book.ProveLeaf(c.Context, p.Run, p.Row)
		if err != nil {
			return nil, err
		}
		p.Chain, p.Count, p.Root = true, int(leaf.Count), leaf.Root
		block, lot, payee = leaf.Block, leaf.Lot, leaf.Payee.ID
	} else {
		relayer, err := s.Client()
		if err != nil {
			return nil, err
		}
		told, err := relayer.LeafProof(c.Context, p.Run, p.Row)
		if err != nil {
			return nil, err
		}
		whole, err := relayer.Run(c.Context, p.Run)
		if err != nil {
			return nil, err
		}
		p.Count, p.Root, block = int(told.Count), told.Root, told.Block()
		shown, err := block.Verify(p.Count)
		if err != nil {
			return nil, err
		}
		if shown.Root.Hash == p.Root {
			start := whole.Units.Start + shown.Before
			lot = ref.Lot{Obligation: whole.Obligation, Start: start, End: start + shown.Leaves[0].Amount}
			payee = shown.Leaves[0].Payee
		}
	}
	p.Leaf, p.Proof = block.Leaves, block.Proof
	if lot != l.ID || l.Offer != nil && l.Offer.To.ID != payee {
		return nil, exitf(ExitConflict, "the proof of lot %s shows other units or another payee than the relayer does", l.ID.String()).
			hintf("do not rely on this relayer; compare it with the chain: tally doctor --rpc URL")
	}
	return p, nil
}

// printProof prints what is proved of an unopened lot.
func (s *session) printProof(p *leafProof) error {
	if !p.Chain {
		s.note("the root is the relayer's word; with --rpc URL it is read from the chain")
	}
	return s.print.record(
		[]column{{key: "run"}, {key: "row"}, {key: "payees"}, {key: "root"}, {key: "proof"}, {key: "from_chain"}},
		[]any{p.Run, p.Row, p.Count, p.Root.Hex(), p.Proof.String(), p.Chain})
}
