package run

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Node is one of the tree: its hash, and the units below it. Of a leaf the hash is payee << 48 | amount.
type Node struct {
	Hash  common.Hash
	Units uint64
}

// Tree is the tree over a run's leaves, level by level; the last level is the root.
type Tree struct {
	leaves []Leaf
	levels [][]Node
}

// NewTree builds the tree. There must be a leaf at least, or the error wraps ErrRange.
func NewTree(leaves []Leaf) (*Tree, error) {
	if len(leaves) == 0 {
		return nil, fmt.Errorf("%w: a run has one payment at least", ErrRange)
	}
	t := &Tree{leaves: leaves, levels: [][]Node{level(leaves)}}
	for len(t.top()) > 1 {
		t.levels = append(t.levels, above(t.top()))
	}
	return t, nil
}

func (t *Tree) top() []Node { return t.levels[len(t.levels)-1] }

// Root is the node over all leaves.
func (t *Tree) Root() Node { return t.top()[0] }

// Block is what opens leaves: the arguments of the kernel's open beside obligation and run.
type Block struct {
	// First is the number of the first leaf, from 0.
	First uint32
	// Leaves are packed.
	Leaves []byte
	// Proof has the siblings from below: hash (32 bytes) and units (6) of each.
	Proof []byte
}

// Prove gives what opens leaf number i alone.
func (t *Tree) Prove(i int) (Block, error) { return t.ProveBlock(i, 0) }

// ProveBlock gives what opens the 2^height leaves from number first on, or those that there are. first must be a multiple of 2^height, and
// height at most 8; the error wraps ErrRange.
func (t *Tree) ProveBlock(first int, height uint) (Block, error) {
	if height > 8 || first < 0 || first >= len(t.leaves) || first&(1<<height-1) != 0 {
		return Block{}, fmt.Errorf("%w: %d leaves from number %d on, of %d", ErrRange, 1<<height, first, len(t.leaves))
	}
	end := min(first+1<<height, len(t.leaves))
	// Of a block that ends with the run the smallest subtree counts: what is above it there has no sibling.
	height = uint(bits.Len(uint(end - first - 1)))
	b := Block{First: uint32(first), Leaves: pack(t.leaves[first:end])}
	for h, index := height, first>>height; int(h) < len(t.levels)-1; h, index = h+1, index>>1 {
		if sibling := index ^ 1; sibling < len(t.levels[h]) {
			b.Proof = append(append(b.Proof, t.levels[h][sibling].Hash[:]...), packUnits(t.levels[h][sibling].Units)...)
		}
	}
	return b, nil
}

// Opened is what a block opens.
type Opened struct {
	// Root is where its proof leads.
	Root Node
	// Before is how many of the root's units lie left of the block's.
	Before uint64
	// Leaves are the block's.
	Leaves []Leaf
}

// Verify follows a block's proof in a run of count leaves. Whoever trusts the root's hash, which is on the chain, and finds it in the
// answer, has the block's leaves, and where they lie, proved. The error wraps ErrBytes or ErrRange.
func (b Block) Verify(count int) (Opened, error) {
	leaves, err := Unpack(b.Leaves)
	if err != nil {
		return Opened{}, err
	}
	height := uint(bits.Len(uint(len(leaves) - 1)))
	first := int(b.First)
	if len(leaves) > MostInBlock || first&(1<<height-1) != 0 || first+len(leaves) > count ||
		(len(leaves) != 1<<height && first+len(leaves) != count) {
		return Opened{}, fmt.Errorf("%w: %d leaves from number %d on, of %d", ErrRange, len(leaves), first, count)
	}
	nodes := level(leaves)
	for len(nodes) > 1 {
		nodes = above(nodes)
	}
	node, before, proof := nodes[0], uint64(0), b.Proof
	index, width := first>>height, (count+1<<height-1)>>height
	for ; width > 1; index, width = index>>1, (width+1)>>1 {
		if index^1 >= width {
			continue
		}
		if len(proof) < 38 {
			return Opened{}, fmt.Errorf("%w: the proof is too short", ErrBytes)
		}
		sibling := Node{common.BytesToHash(proof[:32]), uint64(binary.BigEndian.Uint16(proof[32:]))<<32 | uint64(binary.BigEndian.Uint32(proof[34:]))}
		proof = proof[38:]
		if index&1 == 1 {
			before += sibling.Units
			node = parent(sibling, node)
		} else {
			node = parent(node, sibling)
		}
	}
	if len(proof) != 0 {
		return Opened{}, fmt.Errorf("%w: the proof is too long", ErrBytes)
	}
	return Opened{Root: node, Before: before, Leaves: leaves}, nil
}

// Proposal names the proposal that leaf number i of a run is, once it is open: what its payee's answer signs. act is the struct hash
// of the act that paid.
func Proposal(act common.Hash, i uint32) common.Hash {
	return crypto.Keccak256Hash(act[:], common.LeftPadBytes(binary.BigEndian.AppendUint32(nil, i), 32))
}

func level(leaves []Leaf) []Node {
	nodes := make([]Node, len(leaves))
	for i, leaf := range leaves {
		copy(nodes[i].Hash[22:], pack(leaves[i:i+1]))
		nodes[i].Units = leaf.Amount
	}
	return nodes
}

func above(nodes []Node) []Node {
	next := make([]Node, 0, (len(nodes)+1)/2)
	for i := 0; i+1 < len(nodes); i += 2 {
		next = append(next, parent(nodes[i], nodes[i+1]))
	}
	if len(nodes)%2 == 1 {
		next = append(next, nodes[len(nodes)-1])
	}
	return next
}

func parent(left, right Node) Node {
	var preimage [128]byte
	copy(preimage[:], left.Hash[:])
	binary.BigEndian.PutUint64(preimage[56:], left.Units)
	copy(preimage[64:], right.Hash[:])
	binary.BigEndian.PutUint64(preimage[120:], right.Units)
	return Node{crypto.Keccak256Hash(preimage[:]), left.Units + right.Units}
}

func pack(leaves []Leaf) []byte {
	packed := make([]byte, 0, Size*len(leaves))
	for _, leaf := range leaves {
		packed = append(binary.BigEndian.AppendUint32(packed, leaf.Payee), packUnits(leaf.Amount)...)
	}
	return packed
}

func packUnits(units uint64) []byte { return binary.BigEndian.AppendUint64(nil, units)[2:] }
