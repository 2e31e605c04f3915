package book

import (
	"cmp"
	"encoding/binary"
	"maps"
	"math/big"
	"slices"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

func byRun(a, b ref.Run) int {
	return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Serial, b.Serial))
}

// packed writes leaves, wrong ones too.
func packed(leaves []run.Leaf) (bytes []byte) {
	for _, leaf := range leaves {
		bytes = binary.BigEndian.AppendUint32(bytes, leaf.Payee)
		bytes = append(bytes, binary.BigEndian.AppendUint64(nil, leaf.Amount)[2:]...)
	}
	return bytes
}

// payees are leaves that add up to a sum.
func (tr *traffic) payees(payer uint32, sum uint64) (leaves []run.Leaf) {
	for most := 1 + tr.roll(9); sum != 0 && len(leaves) < most; {
		leaf := run.Leaf{Payee: tr.company(), Amount: 1 + tr.dice.Uint64N(sum)}
		if len(leaves) == most-1 {
			leaf.Amount = sum
		}
		if leaf.Payee == payer {
			// Who takes what it is paid unasked, most often.
			leaf.Payee = pick(tr, []uint32{acme, bolt, cirrus})
		}
		sum -= leaf.Amount
		leaves = append(leaves, leaf)
	}
	return leaves
}

func (tr *traffic) makePayRun() any {
	o, l := tr.lot(movable)
	if l == nil {
		return nil
	}
	start, end := tr.part(l)
	leaves := tr.payees(l.Holder, units(end)-units(start))
	if len(leaves) == 0 {
		return nil
	}
	if wrong := tr.roll(len(leaves)); tr.oneIn(12) {
		pick(tr, []func(*run.Leaf){
			func(leaf *run.Leaf) { leaf.Payee = l.Holder },
			func(leaf *run.Leaf) { leaf.Payee = 0 },
			func(leaf *run.Leaf) { leaf.Amount = 0 },
			func(leaf *run.Leaf) { leaf.Amount++ },
			func(leaf *run.Leaf) { leaf.Amount = NoLimit },
		})(&leaves[wrong])
	}
	if tr.oneIn(60) {
		// More than are paid at once.
		leaves = slices.Repeat(leaves, 257)
	}
	return contracts.PayRun{
		Company: l.Holder, Obligation: o.ID.Big(), Lot: wide(l.Start), Start: start, End: end, Serial: tr.serial(l.Holder), AtOnce: tr.oneIn(2),
		Recourse: tr.oneIn(2), Until: tr.until(), Count: uint32(len(leaves)), Leaves: packed(leaves),
	}
}

// serial is one that the company has not used, now and then one that it has.
func (tr *traffic) serial(company uint32) uint64 {
	var used []uint64
	for name := range tr.book.runs {
		if name.Company == company {
			used = append(used, name.Serial)
		}
	}
	// A map has no order, which a replay needs.
	slices.Sort(used)
	if len(used) != 0 && tr.oneIn(8) {
		return pick(tr, used)
	}
	return uint64(len(used))
}

// waitingRun picks a run of which leaves wait, now and then one that has none.
func (tr *traffic) waitingRun() (o *Obligation, name ref.Run, r *Run) {
	type place struct {
		o    *Obligation
		name ref.Run
	}
	var waiting, all []place
	for _, o := range sorted(tr.book.obligations, byID) {
		for _, name := range slices.SortedFunc(maps.Keys(o.Runs), byRun) {
			all = append(all, place{o, name})
			if o.Runs[name].unopened() != 0 {
				waiting = append(waiting, place{o, name})
			}
		}
	}
	if tr.oneIn(10) {
		waiting = all
	}
	if len(waiting) == 0 {
		return nil, ref.Run{}, nil
	}
	at := pick(tr, waiting)
	return at.o, at.name, at.o.Runs[at.name]
}

// openRun opens a leaf or a block of them, often one that is open in part or wholly; now and then a forged one.
func (tr *traffic) openRun() error {
	o, name, r := tr.waitingRun()
	if r == nil {
		return nil
	}
	id, number := o.ID.Big(), name.Big()
	block := run.Block{Leaves: packed([]run.Leaf{{Payee: acme, Amount: 1}})}
	if r.Leaves != nil {
		tree, err := run.NewTree(r.Leaves)
		if err != nil {
			return err
		}
		height := uint(tr.roll(4))
		if block, err = tree.ProveBlock(tr.roll(len(r.Leaves))>>height<<height, height); err != nil {
			return err
		}
	}
	if tr.oneIn(4) {
		id, number, block = tr.forge(id, number, block)
	}
	tr.note("Open %d of %d: %+v", number, id, block)
	data := lotsABI.PackOpen(id, number, block.First, block.Leaves, block.Proof)
	return tr.call("Open", "Lots", data, func() error { return tr.keeper.Open(id, number, block) })
}

// forge changes one thing of what opens leaves.
func (tr *traffic) forge(id, number *big.Int, block run.Block) (*big.Int, *big.Int, run.Block) {
	block.Leaves, block.Proof = slices.Clone(block.Leaves), slices.Clone(block.Proof)
	at := tr.roll(len(block.Leaves)/run.Size) * run.Size
	switch tr.roll(10) {
	case 0:
		block.Leaves[at+3] ^= 1 // payee
	case 1:
		block.Leaves[at+9]++ // amount, of which none may be left
	case 2:
		block.First += uint32(1 + tr.roll(3))
	case 3:
		block.First = uint32(tr.roll(3))
	case 4:
		if len(block.Proof) != 0 {
			block.Proof[tr.roll(len(block.Proof))] ^= 1
		}
	case 5:
		block.Proof = pick(tr, [][]byte{nil, block.Proof[:len(block.Proof)/2], append(block.Proof, make([]byte, 38)...)})
	case 6:
		block.Leaves = pick(tr, [][]byte{nil, block.Leaves[:at+5], append(block.Leaves, block.Leaves...), slices.Repeat(block.Leaves, 257)})
	case 7:
		number = pick(tr, []*big.Int{new(big.Int), new(big.Int).Add(number, big.NewInt(1)), ref.Run{Company: acme, Serial: 1}.Big()})
	case 8:
		id = tr.spoiltNumber(id)
	case 9:
		copy(block.Leaves[at+4:at+10], make([]byte, 6))
	}
	return id, number, block
}
