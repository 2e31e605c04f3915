package api

import (
	"cmp"
	"slices"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// branch is units that came to one holder at once, and what the holder handed on of them.
type branch struct {
	start, end uint64
	holder     uint32
	children   []*branch
}

// hand gives the units [start, end) of a branch to a new holder: what its holder still has of them becomes new branches, what was
// handed on before is handed on further down.
func (b *branch) hand(start, end uint64, to uint32) {
	at := start
	for _, child := range slices.Clone(b.children) {
		if child.end <= at || child.start >= end {
			continue
		}
		if child.start > at {
			b.grow(at, child.start, to)
		}
		child.hand(max(at, child.start), min(end, child.end), to)
		at = min(end, child.end)
	}
	if at < end {
		b.grow(at, end, to)
	}
}

func (b *branch) grow(start, end uint64, to uint32) {
	b.children = append(b.children, &branch{start: start, end: end, holder: to})
	slices.SortFunc(b.children, func(x, y *branch) int { return cmp.Compare(x.start, y.start) })
}

// tree is who got what of an active obligation, told from its hops, with the sum of its lots, added up by themselves. Branches that hold nothing
// the reader may see are left out; what was handed on into them is not counted as kept.
func (v show) tree(o index.Obligation) client.Tree {
	root := &branch{end: o.Face, holder: o.Supplier}
	for _, hop := range v.Hops(o.ID)[1:] {
		root.hand(hop.Start, hop.End, hop.To)
	}
	lots := v.LotsOf(o.ID)
	sum, disjoint := uint64(0), true
	for _, lot := range lots {
		disjoint = disjoint && lot.Start == sum
		sum += lot.End - lot.Start
	}
	return client.Tree{
		Root: v.node(o.ID, root, lots), SumOfLots: money(sum), Face: money(o.Face), Holds: disjoint && sum == o.Face,
	}
}

func (v show) node(id ref.Obligation, b *branch, lots []index.Lot) client.Node {
	n := client.Node{
		Lot: ref.Lot{Obligation: id, Start: b.start, End: b.end}, Holder: v.party(b.holder), Amount: money(b.end - b.start),
		Kept: money(b.end - b.start), State: b.state(lots), Children: make([]client.Node, 0, len(b.children)),
	}
	o, _ := v.Obligation(id)
	for _, child := range b.children {
		n.Kept -= money(child.end - child.start)
		if v.sees(o, child.start, child.end) {
			n.Children = append(n.Children, v.node(id, child, lots))
		}
	}
	return n
}

// state is that of what the branch's holder still has of it: one word where its lots agree, "mixed" where they do not, and "handed on" where nothing
// is left.
func (b *branch) state(lots []index.Lot) string {
	state := ""
	for _, lot := range lots {
		if lot.Start < b.start || lot.Start >= b.end || b.handedOn(lot.Start) {
			continue
		}
		switch one := lotState(lot.State); state {
		case "", one:
			state = one
		default:
			return "mixed"
		}
	}
	if state == "" {
		return "handed on"
	}
	return state
}

func (b *branch) handedOn(unit uint64) bool {
	return slices.ContainsFunc(b.children, func(c *branch) bool { return c.start <= unit && unit < c.end })
}
