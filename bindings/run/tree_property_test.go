package run

import (
	"encoding/binary"
	"math/rand"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

func sampleLeaves(r *rand.Rand, count int) []Leaf {
	leaves := make([]Leaf, count)
	for i := range leaves {
		leaves[i] = Leaf{Payee: 100 + r.Uint32()>>1, Amount: 1 + uint64(r.Intn(1_000_000))}
	}
	return leaves
}

// naive is the tree by definition: the left subtree is the largest full one that is not the whole.
func naive(leaves []Leaf) (common.Hash, uint64) {
	if len(leaves) == 1 {
		var hash common.Hash
		binary.BigEndian.PutUint64(hash[24:], uint64(leaves[0].Payee)<<48|leaves[0].Amount)
		binary.BigEndian.PutUint64(hash[16:24], uint64(leaves[0].Payee)>>16)
		return hash, leaves[0].Amount
	}
	half := 1
	for 2*half < len(leaves) {
		half *= 2
	}
	left, leftUnits := naive(leaves[:half])
	right, rightUnits := naive(leaves[half:])
	word := func(units uint64) []byte { return common.LeftPadBytes(binary.BigEndian.AppendUint64(nil, units), 32) }
	return crypto.Keccak256Hash(left[:], word(leftUnits), right[:], word(rightUnits)), leftUnits + rightUnits
}

func TestEveryBlockOfEveryTreeLeadsToTheRootAndToItsUnits(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for count := 1; count <= 300; count++ {
		leaves := sampleLeaves(r, count)
		tree, err := NewTree(leaves)
		if err != nil {
			t.Fatal(err)
		}
		if hash, units := naive(leaves); tree.Root() != (Node{hash, units}) {
			t.Fatalf("root of %d leaves: %v; want %s, %d", count, tree.Root(), hash, units)
		}
		for height := uint(0); height <= 8; height++ {
			for first := 0; first < count; first += 1 << height {
				block, err := tree.ProveBlock(first, height)
				if err != nil {
					t.Fatal(err)
				}
				got, err := block.Verify(count)
				if err != nil || got.Root != tree.Root() || got.Before != Total(leaves[:first]) {
					t.Fatalf("%d leaves, block %d of height %d: %+v, %v", count, first, height, got, err)
				}
			}
		}
	}
}

func TestALeafIsProvedAtNoOtherNumberAmountPayeeOrTree(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for _, count := range []int{1, 2, 3, 5, 8, 13, 33, 70} {
		leaves := sampleLeaves(r, count)
		for i := range leaves { // no two alike
			leaves[i].Payee = 100 + uint32(i)
		}
		tree, _ := NewTree(leaves)
		taken := func(b Block) bool { got, err := b.Verify(count); return err == nil && got.Root == tree.Root() }
		for i, leaf := range leaves {
			good, err := tree.Prove(i)
			if err != nil || !taken(good) {
				t.Fatalf("leaf %d of %d: not taken, %v", i, count, err)
			}
			for other := range leaves {
				if forged := good; other != i {
					if forged.First = uint32(other); taken(forged) {
						t.Errorf("leaf %d of %d is taken as number %d", i, count, other)
					}
				}
			}
			for _, l := range []Leaf{{leaf.Payee, leaf.Amount + 1}, {leaf.Payee + 1, leaf.Amount}} {
				forged := good
				if forged.Leaves = pack([]Leaf{l}); taken(forged) {
					t.Errorf("leaf %d of %d is taken as %+v", i, count, l)
				}
			}
			for at := range good.Proof {
				forged := good
				forged.Proof = append([]byte(nil), good.Proof...)
				if forged.Proof[at] ^= 1; taken(forged) {
					t.Errorf("leaf %d of %d: a proof that differs in byte %d is taken", i, count, at)
				}
			}
		}
	}
}

func TestTenThousandLeavesOpenedInAnyOrderCoverTheUnitsOnce(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	leaves := sampleLeaves(r, 10_000)
	tree, _ := NewTree(leaves)
	ends := make(map[uint64]uint64, len(leaves))
	for _, i := range r.Perm(len(leaves)) {
		block, err := tree.Prove(i)
		if err != nil {
			t.Fatal(err)
		}
		got, err := block.Verify(len(leaves))
		if err != nil || got.Root != tree.Root() {
			t.Fatalf("leaf %d: %v", i, err)
		}
		if _, taken := ends[got.Before]; taken {
			t.Fatalf("two leaves begin at unit %d", got.Before)
		}
		ends[got.Before] = got.Before + got.Leaves[0].Amount
	}
	var unit uint64
	for range leaves {
		end, ok := ends[unit]
		if !ok {
			t.Fatalf("no leaf begins at unit %d", unit)
		}
		unit = end
	}
	if unit != tree.Root().Units {
		t.Errorf("the leaves end at %d; want %d", unit, tree.Root().Units)
	}
}
