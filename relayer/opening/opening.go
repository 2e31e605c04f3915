// Package opening makes the calls that open leaves of payment runs: those that an act needs before it, and those that somebody asks for.
//
// Guarantee: what it makes anyone may send, at any time. It moves nothing that a transfer of the payer's would not have moved, and a leaf that
// is open already is passed over or refused without any effect.
package opening

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// What opening may use, in gas units: a call's own, a leaf's that becomes a lot and a proposal, its word of recourse or its return to one who answers
// for it, each record of the list that the leaves share, and each look that a leaf takes at one for such a word.
const (
	gasPerCall   = 150_000
	gasPerLeaf   = 80_000
	gasPerWord   = 60_000
	gasPerRecord = 4_000
	gasPerLook   = 600
)

// mostHeight is that of the largest block that is opened by one call: 128 leaves, which two calls of fit into a transaction.
const mostHeight = 7

// Call opens the leaves of a block.
type Call struct {
	Target   common.Address
	Calldata []byte
	// Gas is what the call may use at most, in gas units.
	Gas uint32
}

// Span is a block of a run's leaves: 2^Height from number First on, or those that there are.
type Span struct {
	First  int
	Height uint
}

// Of is the call that opens a block. The error wraps run.ErrRange.
func Of(v index.View, d *deployment.Deployment, r index.Run, s Span) (Call, error) {
	b, err := r.Block(s.First, s.Height)
	if err != nil {
		return Call{}, err
	}
	leaves := uint32(min(1<<s.Height, int(r.Count())-s.First))
	records := uint32(len(v.RecordsOfRun(r)))
	each := gasPerLeaf + gasPerLook*records
	if r.Recourse || records != 0 {
		each += gasPerWord
	}
	return Call{
		Target:   d.Address("Lots"),
		Calldata: contracts.NewLots().PackOpen(r.Obligation.Big(), r.ID.Big(), b.First, b.Leaves, b.Proof),
		Gas:      gasPerCall + gasPerRecord*records + each*leaves,
	}, nil
}

// Entry is the call as the outbox takes it. Its id is that of its calldata, so that whoever asks for it, it is sent once.
func (c Call) Entry(r index.Run, obligor uint32) outbox.Entry {
	return outbox.Entry{
		ID: crypto.Keccak256Hash(c.Calldata), Act: "open", Target: c.Target, Calldata: c.Calldata, Gas: c.Gas, Companies: []uint32{r.ID.Company, obligor},
	}
}

// Cover finds few blocks that have all leaves that are wanted, and at least half of whose leaves are.
func Cover(count int, wanted func(row uint32) bool) []Span {
	var spans []Span
	for first := 0; first < count; first += 1 << mostHeight {
		spans, _ = cover(spans, first, mostHeight, count, wanted)
	}
	return spans
}

// cover adds a block's spans, and says how many of its leaves are wanted.
func cover(spans []Span, first int, height uint, count int, wanted func(row uint32) bool) ([]Span, int) {
	if first >= count {
		return spans, 0
	}
	if height == 0 {
		if !wanted(uint32(first)) {
			return spans, 0
		}
		return append(spans, Span{First: first}), 1
	}
	before := len(spans)
	spans, left := cover(spans, first, height-1, count, wanted)
	spans, right := cover(spans, first+1<<(height-1), height-1, count, wanted)
	leaves := min(1<<height, count-first)
	if found := left + right; found > 1 && 2*found >= leaves {
		return append(spans[:before], Span{First: first, Height: height}), found
	}
	return spans, left + right
}

// Unopened covers the leaves of a run that nobody has opened.
func Unopened(v index.View, r index.Run) []Span {
	if r.Opened == r.Count() {
		return nil
	}
	return Cover(int(r.Count()), func(row uint32) bool { return v.Opening(r.ID, row).State == index.LeafUnopened })
}
