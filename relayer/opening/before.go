package opening

import (
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/lru"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Leaf is one that an act is about, and the call that opens it alone.
type Leaf struct {
	Run ref.Run
	Row uint32
	Call
}

// Before are the leaves that an act is about and that are to be opened before it: those that nobody has opened. With recent they are also
// those that were opened from that block on, so that the act is done even where a reorganisation closes them again.
func Before(v index.View, d *deployment.Deployment, signed act.Signed, recent uint64) ([]Leaf, error) {
	return unopened(v, d, lots(signed), recent)
}

// unopened is Before for an act about these lots.
func unopened(v index.View, d *deployment.Deployment, about []ref.Lot, recent uint64) ([]Leaf, error) {
	var leaves []Leaf
	for _, at := range about {
		r, row, ok := v.LeafAt(at.Obligation, at.Start)
		if !ok {
			continue
		}
		became := v.Opening(r.ID, row)
		if became.State != index.LeafUnopened && (recent == 0 || became.At.Block() < recent) {
			continue
		}
		call, err := Of(v, d, r, Span{First: int(row)})
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, Leaf{Run: r.ID, Row: row, Call: call})
	}
	return leaves, nil
}

// lots are the lots that an act names, by their first units.
func lots(signed act.Signed) []ref.Lot {
	message := signed.Message
	if signed.Quote != nil {
		message = signed.Quote.Message
	}
	switch m := message.(type) {
	case contracts.CancelReceivable:
		return named(m.Receivable, new(big.Int))
	case contracts.AgreeCancel:
		return named(m.Receivable, new(big.Int))
	}
	v := reflect.ValueOf(message)
	if v.Kind() != reflect.Struct {
		return nil
	}
	obligation := number(v, "Obligation")
	if obligation == nil {
		return nil
	}
	return named(obligation, number(v, "Lot"), number(v, "Right"))
}

func named(obligation *big.Int, starts ...*big.Int) (list []ref.Lot) {
	id, err := ref.FromBig(obligation)
	if err != nil {
		return nil
	}
	for _, start := range starts {
		if start != nil && start.IsUint64() {
			list = append(list, ref.Lot{Obligation: id, Start: start.Uint64()})
		}
	}
	return list
}

// number is a field of a message; nil where it has none of this name, or of another type.
func number(message reflect.Value, name string) *big.Int {
	field := message.FieldByName(name)
	if !field.IsValid() {
		return nil
	}
	n, _ := field.Interface().(*big.Int)
	return n
}

// recentBlocks is how far back a leaf's opening is not relied on: a good deal deeper than chains reorganise.
const recentBlocks = 32

// remembered is of how many acts it is remembered which lots they are about: some more than are in the queue's next transactions.
const remembered = 20_000

// NeededBy gives, for an anchor, what an act of its outbox needs before it, by what an index knows at the time.
func NeededBy(d *deployment.Deployment, x *index.Index) func(e outbox.Entry, recent bool) ([]anchor.Call, error) {
	// An anchor asks some times about each act, and reading one takes longer than the rest.
	about := lru.NewCache[common.Hash, []ref.Lot](remembered)
	return func(e outbox.Entry, recent bool) (calls []anchor.Call, err error) {
		if e.Key == (common.Address{}) {
			return nil, nil
		}
		named, known := about.Get(e.ID)
		if !known {
			// An act that cannot be read names none. The chain says what it is; this program has taken only what it can read.
			if signed, err := act.Decode(e.Calldata); err == nil {
				named = lots(signed)
			}
			about.Add(e.ID, named)
		}
		if len(named) == 0 {
			return nil, nil
		}
		var leaves []Leaf
		x.View(func(v index.View) {
			from := uint64(0)
			if recent {
				from = max(1, v.Status().Block-min(v.Status().Block, recentBlocks))
			}
			leaves, err = unopened(v, d, named, from)
		})
		for _, leaf := range leaves {
			calls = append(calls, anchor.Call{Target: leaf.Target, Data: leaf.Calldata, Gas: leaf.Gas})
		}
		return calls, err
	}
}
