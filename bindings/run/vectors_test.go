package run

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/internal/foundry"
)

var update = flag.Bool("update", false, "write the golden vectors anew")

// payer is who pays in the vectors.
const payer = 7

// golden is the file of vectors, which contracts/test/LeavesVectors.t.sol checks as well.
type golden struct {
	About string       `json:"about"`
	Payer uint32       `json:"payer"`
	Trees []goldenTree `json:"trees"`
}

// goldenTree is the tree over some leaves.
type goldenTree struct {
	Count  int           `json:"count"`
	Leaves hexutil.Bytes `json:"leaves"`
	Root   common.Hash   `json:"root"`
	Units  uint64        `json:"units"`
	Blocks []goldenBlock `json:"blocks"`
}

// goldenBlock is what opens some of its leaves, of which Before units lie to the left.
type goldenBlock struct {
	First  uint32        `json:"first"`
	Leaves hexutil.Bytes `json:"leaves"`
	Proof  hexutil.Bytes `json:"proof"`
	Before uint64        `json:"before"`
}

func vectors(t *testing.T) golden {
	t.Helper()
	g := golden{About: "Made by `go test ./bindings/run -run TestGolden -update`; checked by Go and by forge (LeavesVectors.t.sol).", Payer: payer}
	r := rand.New(rand.NewSource(4))
	for _, count := range []int{1, 2, 3, 5, 8, 13, 100, 257} {
		leaves := sampleLeaves(r, count)
		// The narrowest leaf that there is, where it does not stand alone, and one with which a run has all the units that it can have.
		leaves[count-1] = Leaf{Payee: 1, Amount: 1}
		leaves[0] = Leaf{Payee: 1<<32 - 1, Amount: mostUnits - Total(leaves[1:])}
		packed, err := Pack(leaves, payer)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := NewTree(leaves)
		if err != nil {
			t.Fatal(err)
		}
		v := goldenTree{Count: count, Leaves: packed, Root: tree.Root().Hash, Units: tree.Root().Units}
		for height := uint(0); height <= 8; height++ {
			// The first block of its size, one in the middle and the last.
			for _, at := range []int{0, count / 2, count - 1} {
				first := at >> height << height
				block, err := tree.ProveBlock(first, height)
				if err != nil {
					t.Fatal(err)
				}
				next := goldenBlock{block.First, block.Leaves, block.Proof, Total(leaves[:first])}
				if n := len(v.Blocks); n == 0 || !cmp.Equal(v.Blocks[n-1], next) {
					v.Blocks = append(v.Blocks, next)
				}
			}
			if 1<<height >= count {
				break
			}
		}
		g.Trees = append(g.Trees, v)
	}
	return g
}

func goldenFile(t *testing.T) string {
	t.Helper()
	return filepath.Join(foundry.Root(t), "contracts/test/vectors/leaves.json")
}

func TestGoldenVectorsAreWhatTheyWere(t *testing.T) {
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(vectors(t)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(goldenFile(t), want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(goldenFile(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), want.String()); diff != "" {
		t.Errorf("the golden vectors differ from what the code makes; if that is meant, run with -update (-file +code):\n%s", diff)
	}
}

func TestGoldenVectorsVerifyWhenReadBack(t *testing.T) {
	text, err := os.ReadFile(goldenFile(t))
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	if len(g.Trees) != 8 {
		t.Fatalf("%d trees; want 8", len(g.Trees))
	}
	for _, v := range g.Trees {
		leaves, err := Unpack(v.Leaves)
		if err != nil || len(leaves) != v.Count || Total(leaves) != v.Units || len(v.Blocks) == 0 {
			t.Fatalf("tree of %d: %d leaves of %d units, %d blocks, %v", v.Count, len(leaves), Total(leaves), len(v.Blocks), err)
		}
		for _, b := range v.Blocks {
			opened, err := Block{b.First, b.Leaves, b.Proof}.Verify(v.Count)
			if err != nil || opened.Root != (Node{v.Root, v.Units}) || opened.Before != b.Before {
				t.Errorf("tree of %d, block from %d on: %+v, %v", v.Count, b.First, opened, err)
			}
		}
	}
}
