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
	var start uint64
	if s.get("rpc") != "" {
		book, done, err := s.ledger(c)
		if err != nil {
			return nil, err
		}
		defer done()
		found, err := book.PaymentRun(c.Context, p.Run)
		if err != nil {
			return nil, err
		}
		block, err := found.Proof(int(p.Row), 0)
		if err != nil {
			return nil, err
		}
		p.Count, p.Root, p.Leaf, p.Proof, p.Chain, start = len(found.Leaves), found.Root, block.Leaves, block.Proof, true, found.Units.Start
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
		p.Count, p.Root, p.Leaf, p.Proof, start = int(told.Count), told.Root, told.Leaves, told.Proof, whole.Units.Start
	}
	shown, err := payrun.Block{First: p.Row, Leaves: p.Leaf, Proof: p.Proof}.Verify(p.Count)
	if err != nil {
		return nil, err
	}
	units := payrun.Units(shown.Leaves, start+shown.Before)[0]
	if shown.Root.Hash != p.Root || units != l.ID.Units() || l.Offer != nil && l.Offer.To.ID != shown.Leaves[0].Payee {
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
