package client

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// Run is a payment run: units of one lot that were handed to many companies by one signature.
type Run struct {
	ID         ref.Run        `json:"id"`
	Payer      Party          `json:"payer"`
	Obligation ref.Obligation `json:"obligation"`
	Obligor    Party          `json:"obligor"`
	// Units are those that its leaves share, by position.
	Units    ref.Units     `json:"units"`
	Total    amount.Amount `json:"total"`
	Currency currency.Code `json:"currency"`
	// Count is how many leaves it has, Opened how many of them are lots of their own; of these Accepted are their payees', Returned the
	// payer's again, and the others wait for an answer.
	Count    uint32 `json:"count"`
	Opened   uint32 `json:"opened"`
	Accepted uint32 `json:"accepted"`
	Returned uint32 `json:"returned"`
	// Until is the last day for those who have to answer.
	Until    Day  `json:"until"`
	Recourse bool `json:"recourse"`
	// Terms is a digest of what the parties agreed beside it; zero for none.
	Terms common.Hash `json:"terms"`
	// Act is the struct hash of the act that paid; with a leaf's number it names the proposal that the leaf is: run.Proposal.
	Act   common.Hash `json:"act"`
	Tx    common.Hash `json:"tx"`
	Block uint64      `json:"block"`
	At    time.Time   `json:"at"`
}

// Leaf is one payment of a run. Its State:
//
//	unopened ── open (anyone) ──▶ accepted    its payee's standing acceptance takes it
//	                         ├──▶ offered ── accept ──▶ accepted; reject, withdraw, lapse ──▶ returned
//	                         └──▶ returned    the time for an answer was over
type Leaf struct {
	// Row is its number in the run, from 0.
	Row uint32 `json:"row"`
	// Lot has its units.
	Lot    ref.Lot       `json:"lot"`
	Payee  Party         `json:"payee"`
	Amount amount.Amount `json:"amount"`
	State  string        `json:"state"`
	// Taken is set of an unopened one that its payee's standing acceptance would take today.
	Taken bool `json:"taken"`
}

// LeafProof is what proves, and opens, a leaf.
type LeafProof struct {
	Run        ref.Run        `json:"run"`
	Obligation ref.Obligation `json:"obligation"`
	Leaf       Leaf           `json:"leaf"`
	// Count is how many leaves the run has.
	Count uint32 `json:"count"`
	// Leaves and Proof are what the kernel's open takes, beside the row.
	Leaves hexutil.Bytes `json:"leaves"`
	Proof  hexutil.Bytes `json:"proof"`
	// Root is what the kernel answers now for the run's root.
	Root common.Hash `json:"root"`
}

// Block is the proof in the form that run.Block.Verify checks, against Count and Root.
func (p LeafProof) Block() run.Block {
	return run.Block{First: p.Leaf.Row, Leaves: p.Leaves, Proof: p.Proof}
}

// OpenLeaves says which leaves of a run are to be opened: All, or so many (Count) from number First on, or those of Rows.
type OpenLeaves struct {
	All   bool     `json:"all,omitempty"`
	First uint32   `json:"first,omitempty"`
	Count uint32   `json:"count,omitempty"`
	Rows  []uint32 `json:"rows,omitempty"`
}

// Runs lists the payment runs of a Company, newest first; of all without one.
func (c *Client) Runs(ctx context.Context, f Filter) ([]Run, error) {
	return list[Run](ctx, c, "/v1/runs", f.paged(), f.Limit)
}

// Run is one by its name.
func (c *Client) Run(ctx context.Context, id ref.Run) (*Run, error) {
	return one[Run](ctx, c, "/v1/runs/"+id.String(), nil)
}

// Leaves lists a run's leaves by State, in their order.
func (c *Client) Leaves(ctx context.Context, id ref.Run, f Filter) ([]Leaf, error) {
	return list[Leaf](ctx, c, "/v1/runs/"+id.String()+"/leaves", f.paged(), f.Limit)
}

// LeafProof is what proves the leaf of a number, from 0.
func (c *Client) LeafProof(ctx context.Context, id ref.Run, row uint32) (*LeafProof, error) {
	return one[LeafProof](ctx, c, "/v1/runs/"+id.String()+"/leaves/"+strconv.FormatUint(uint64(row), 10)+"/proof", nil)
}

// Open has the relayer open leaves of a run, and gives the calls that do it; none where all of them are open.
func (c *Client) Open(ctx context.Context, id ref.Run, which OpenLeaves) ([]Act, error) {
	var calls []Act
	if _, err := c.post(ctx, "/v1/runs/"+id.String()+"/open", url.Values{}, which, &calls); err != nil {
		return nil, err
	}
	return calls, nil
}
