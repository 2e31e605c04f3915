package ours

import (
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// MostAtOnce is how many payees get their lots in the transaction that pays them, MostOpened how many leaves one call opens.
const MostAtOnce, MostOpened = 250, 256

// Gas limits for each payee: of a run, of one that writes the lots at once, and of an opened leaf.
const runGas, atOnceGas, openGas = 1_000, 40_000, 60_000

// Leaf is a payee and what it gets.
type Leaf struct {
	Payee uint32
	Units int64
}

// pack are leaves as the contract takes them: 10 bytes each.
func pack(leaves []Leaf) []byte {
	packed := make([]byte, 0, leafSize*len(leaves))
	for _, leaf := range leaves {
		word := leaf.word()
		packed = append(packed, word[len(word)-leafSize:]...)
	}
	return packed
}

// leafSize is the bytes of a leaf: 4 of the payee, 6 of the units.
const leafSize = 10

// word is the leaf as a node of the tree has it: its bytes as a number.
func (l Leaf) word() (word common.Hash) {
	binary.BigEndian.PutUint64(word[24:], uint64(l.Units))
	binary.BigEndian.PutUint32(word[22:], l.Payee)
	return word
}

// Run is a payment of many by one signature.
type Run struct {
	Message contracts.PayRun
	tree    tree
}

// NewRun pays leaves out of the units of a lot that end at end, and gives where those that stay end.
func (n *Network) NewRun(by Company, id *big.Int, lot, end int64, leaves []Leaf, atOnce bool) (*Run, int64) {
	n.serials[by.ID]++
	start := end
	for _, leaf := range leaves {
		start -= leaf.Units
	}
	return &Run{
		Message: contracts.PayRun{
			Company: by.ID, Obligation: id, Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), Serial: n.serials[by.ID],
			AtOnce: atOnce, Count: uint32(len(leaves)), Leaves: pack(leaves),
		},
		tree: newTree(leaves),
	}, start
}

// Pay is the run by its company's own transaction.
func (n *Network) Pay(by Company, run *Run) (sender.Call, error) {
	call, err := n.Direct(by, run.Message)
	each := uint64(runGas)
	if run.Message.AtOnce {
		each = atOnceGas
	}
	call.Gas += each * uint64(run.Message.Count)
	return call, err
}

// Open is the call that makes lots of leaves: of 2^height from first on, a multiple of that number, as far as there are so many.
func (n *Network) Open(run *Run, first, height int) (sender.Call, error) {
	last := min(first+1<<height, int(run.Message.Count))
	serial := new(big.Int).SetUint64(run.Message.Serial)
	number := serial.Or(serial, new(big.Int).Lsh(new(big.Int).SetUint64(uint64(run.Message.Company)), 64))
	data, err := contracts.NewLots().TryPackOpen(
		run.Message.Obligation, number, uint32(first), run.Message.Leaves[leafSize*first:leafSize*last], run.tree.proof(first, height),
	)
	if err != nil {
		return sender.Call{}, fmt.Errorf("pack an opening: %w", err)
	}
	at := n.Address("Lots")
	return sender.Call{What: "open", Key: n.payer, To: &at, Data: data, Gas: actGas + openGas*uint64(last-first)}, nil
}

// node is one of the tree: a hash and the units below it.
type node struct {
	hash  common.Hash
	units int64
}

// over is the node above two.
func over(left, right node) node {
	return node{crypto.Keccak256Hash(left.hash[:], word(left.units), right.hash[:], word(right.units)), left.units + right.units}
}

func word(units int64) []byte { return common.BigToHash(big.NewInt(units)).Bytes() }

// tree is the Merkle sum tree over a run's leaves, from the leaves up; the contract's library Leaves says how it is made.
type tree [][]node

func newTree(leaves []Leaf) tree {
	level := make([]node, len(leaves))
	for i, leaf := range leaves {
		level[i] = node{leaf.word(), leaf.Units}
	}
	t := tree{level}
	for len(level) > 1 {
		var above []node
		for i := 0; i+1 < len(level); i += 2 {
			above = append(above, over(level[i], level[i+1]))
		}
		if len(level)%2 == 1 {
			above = append(above, level[len(level)-1])
		}
		t, level = append(t, above), above
	}
	return t
}

// proof are the siblings from the node over 2^height leaves up to the root, each a hash and 6 bytes of units; an odd one out has none.
func (t tree) proof(first, height int) []byte {
	var proof []byte
	index := first >> height
	for level := height; level < len(t)-1; level++ {
		if sibling := index ^ 1; sibling < len(t[level]) {
			units := word(t[level][sibling].units)
			proof = append(append(proof, t[level][sibling].hash[:]...), units[len(units)-6:]...)
		}
		index >>= 1
	}
	return proof
}
