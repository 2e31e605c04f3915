package ours

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// climb goes from a node up to the root as the contract does, and gives how many bytes of the proof it read.
func climb(at node, first, height, count int, proof []byte) (root node, used int) {
	index, width := first>>height, (count+1<<height-1)>>height
	for ; width > 1; width = (width + 1) / 2 {
		if index^1 < width {
			sibling := node{common.BytesToHash(proof[used : used+32]), new(big.Int).SetBytes(proof[used+32 : used+38]).Int64()}
			used += 38
			if index%2 == 1 {
				at = over(sibling, at)
			} else {
				at = over(at, sibling)
			}
		}
		index /= 2
	}
	return at, used
}

func TestEveryBlockOfLeavesHasAProofThatLeadsToTheRoot(t *testing.T) {
	for _, count := range []int{1, 2, 3, 7, 8, 100, 257} {
		leaves := make([]Leaf, count)
		for i := range leaves {
			leaves[i] = Leaf{Payee: uint32(i + 1), Units: int64(1_000 + i)}
		}
		tree := newTree(leaves)
		root := tree[len(tree)-1][0]
		for height := 0; 1<<height <= count; height++ {
			for first := 0; first < count; first += 1 << height {
				proof := tree.proof(first, height)
				got, used := climb(tree[height][first>>height], first, height, count, proof)
				if used != len(proof) || got != root {
					t.Fatalf("leaf %d of %d at height %d: the proof leads elsewhere", first, count, height)
				}
			}
		}
	}
}

func TestALeafIsTenBytesPayeeBeforeAmount(t *testing.T) {
	packed := pack([]Leaf{{Payee: 0x01020304, Units: 0x0a0b0c0d0e0f}, {Payee: 5, Units: 6}})
	if want := "010203040a0b0c0d0e0f00000005000000000006"; common.Bytes2Hex(packed) != want {
		t.Fatalf("%x, not %s", packed, want)
	}
}
