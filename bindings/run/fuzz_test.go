package run

import (
	"bytes"
	"errors"
	"math/rand"
	"slices"
	"testing"
)

// FuzzUnpack asserts that bytes are no leaves, and said to be none, or leaves that are written as just these bytes; and that Pack takes of them what a
// contract would.
func FuzzUnpack(f *testing.F) {
	leaves := sampleLeaves(rand.New(rand.NewSource(4)), 5)
	f.Add(pack(leaves), uint32(payer))
	f.Add(pack(leaves)[:Size+1], uint32(payer))
	f.Add(pack([]Leaf{{payer, 1}, {0, 0}, {1, mostUnits}}), uint32(payer))
	f.Fuzz(func(t *testing.T, packed []byte, payer uint32) {
		leaves, err := Unpack(packed)
		if err != nil {
			if !errors.Is(err, ErrBytes) || len(packed) > 0 && len(packed)%Size == 0 {
				t.Errorf("%d bytes: %v", len(packed), err)
			}
			return
		}
		if written := pack(leaves); !bytes.Equal(written, packed) {
			t.Errorf("%x is written as %x", packed, written)
		}
		bad := slices.ContainsFunc(leaves, func(l Leaf) bool { return l.Payee == 0 || l.Payee == payer || l.Amount == 0 })
		if _, err := Pack(leaves, payer); bad != errors.Is(err, ErrLeaf) || !bad && err != nil {
			t.Errorf("leaves %v of payer %d: %v", leaves, payer, err)
		}
		var end uint64
		for i, units := range Units(leaves, 0) {
			if units.Start != end || units.End != end+leaves[i].Amount {
				t.Errorf("leaf %d has units %v", i, units)
			}
			end = units.End
		}
	})
}

// FuzzProof asserts that a proof that leads to the root of a run shows leaves that the run has, at the place at which it has them, whatever was changed
// in it; and that any other is refused or leads elsewhere.
func FuzzProof(f *testing.F) {
	const count = 70
	leaves := sampleLeaves(rand.New(rand.NewSource(5)), count)
	tree, err := NewTree(leaves)
	if err != nil {
		f.Fatal(err)
	}
	for height := uint(0); height <= 7; height++ {
		for first := 0; first < count; first += 1 << height {
			b, err := tree.ProveBlock(first, height)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b.First, b.Leaves, b.Proof, count)
		}
	}
	f.Fuzz(func(t *testing.T, first uint32, packed, proof []byte, of int) {
		opened, err := Block{first, packed, proof}.Verify(of)
		if err != nil {
			if !errors.Is(err, ErrBytes) && !errors.Is(err, ErrRange) {
				t.Errorf("%v is none of the errors that the package names", err)
			}
			return
		}
		if of != count || opened.Root != tree.Root() {
			return // another tree
		}
		end := int(first) + len(opened.Leaves)
		if end > count || !slices.Equal(leaves[first:end], opened.Leaves) || opened.Before != Total(leaves[:first]) {
			t.Errorf("leaves %v before unit %d are taken as numbers %d to %d", opened.Leaves, opened.Before, first, end-1)
		}
	})
}
