// Package run is the arithmetic of payment runs: leaves as they travel in a transaction, the tree over them, and the proofs that open
// them. It is what contracts/src/libraries/Leaves.sol does, held to it by golden vectors.
//
// Guarantee: leaves get their units by position, so that no two share one; a proof that Prove gives is the one that the contract
// takes, and Verify accepts no other leaf, number or run for it.
package run

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/tallystick/tallystick/bindings/ref"
)

const (
	// Size is how many bytes a leaf has.
	Size = 10
	// MostInBlock is how many leaves are opened together at the most, and how many a run has at the most that is done at once.
	MostInBlock = 256
	// MostInRun is how many leaves one transaction carries: geth's pool takes 128 kB of it.
	MostInRun = 12_000
	// mostUnits is the largest amount of a leaf: what 6 bytes hold.
	mostUnits = 1<<48 - 1
)

var (
	// ErrLeaf: a leaf has no payee, no amount, or the payer as its payee.
	ErrLeaf = errors.New("bad leaf")
	// ErrBytes: the bytes are not those of leaves.
	ErrBytes = errors.New("not leaves of a payment run")
	// ErrRange: the run has no such leaf or block.
	ErrRange = errors.New("no such leaves")
)

// Leaf is one payment of a run.
type Leaf struct {
	// Payee is the company that is paid.
	Payee uint32
	// Amount is in units of 0.01: 1 to 2^48 - 1.
	Amount uint64
}

// Pack writes leaves as the contract takes them: payee (4 bytes) and amount (6), big-endian. The error wraps ErrLeaf and names
// the first bad one.
func Pack(leaves []Leaf, payer uint32) ([]byte, error) {
	for i, leaf := range leaves {
		switch {
		case leaf.Payee == 0:
			return nil, fmt.Errorf("%w %d: it has no payee", ErrLeaf, i)
		case leaf.Payee == payer:
			return nil, fmt.Errorf("%w %d: company %d cannot pay itself", ErrLeaf, i, payer)
		case leaf.Amount == 0 || leaf.Amount > mostUnits:
			return nil, fmt.Errorf("%w %d: an amount is 1 to %d units of 0.01, not %d", ErrLeaf, i, uint64(mostUnits), leaf.Amount)
		}
	}
	return pack(leaves), nil
}

// Unpack reads what Pack wrote. The error wraps ErrBytes.
func Unpack(packed []byte) ([]Leaf, error) {
	if len(packed) == 0 || len(packed)%Size != 0 {
		return nil, fmt.Errorf("%w: %d bytes are not a number of leaves of %d", ErrBytes, len(packed), Size)
	}
	leaves := make([]Leaf, len(packed)/Size)
	for i := range leaves {
		b := packed[i*Size:]
		leaves[i] = Leaf{binary.BigEndian.Uint32(b), uint64(binary.BigEndian.Uint16(b[4:]))<<32 | uint64(binary.BigEndian.Uint32(b[6:]))}
	}
	return leaves, nil
}

// Total is what the leaves add up to, in units of 0.01.
func Total(leaves []Leaf) (units uint64) {
	for _, leaf := range leaves {
		units += leaf.Amount
	}
	return units
}

// Units are each leaf's units, of a run whose units begin at start.
func Units(leaves []Leaf, start uint64) []ref.Units {
	units := make([]ref.Units, len(leaves))
	for i, leaf := range leaves {
		units[i] = ref.Units{Start: start, End: start + leaf.Amount}
		start += leaf.Amount
	}
	return units
}
