package index

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// aboutRuns asks about payment runs, and which of their leaves are open.
func (a *auditor) aboutRuns(yield func(question) bool) bool {
	kernel := contracts.NewLots()
	for _, r := range a.runs {
		// Of one whose lots were written at once the contract has nothing but its act. Answers are read in the order of the questions.
		atOnce := false
		if !yield(question{
			what: "run " + r.ID.String(), index: r.told(), contract: "Lots", data: kernel.PackWaiting(r.Obligation.Big(), r.ID.Big()),
			read: func(answer []byte) (string, error) {
				there, err := kernel.UnpackWaiting(answer)
				if err != nil {
					return "", err
				}
				if atOnce = there.Arg0.Root == (common.Hash{}); atOnce && common.Hash(there.Act) == r.Act && r.Opened == r.Count() {
					return r.told(), nil
				}
				return tellWaiting(there.Act, there.Arg0), nil
			},
		}) {
			return false
		}
		for i, bits := range a.opened[r.ID] {
			here := fmt.Sprintf("%x", bits)
			if !yield(question{
				what: fmt.Sprintf("open leaves of run %s from %d on", r.ID, 256*i), index: here, contract: "Lots",
				data: kernel.PackOpenedOf(r.Obligation.Big(), r.ID.Big(), big.NewInt(int64(i))),
				read: func(answer []byte) (string, error) {
					there, err := kernel.UnpackOpenedOf(answer)
					if atOnce {
						return here, err
					}
					return fmt.Sprintf("%x", orZero(there)), err
				},
			}) {
				return false
			}
		}
	}
	return true
}

// told is what the index says of a run, in the words of tellWaiting.
func (r Run) told() string {
	tree, err := r.Tree()
	if err != nil {
		return err.Error()
	}
	return tellWaiting(r.Act, contracts.Waiting{
		Root: tree.Root().Hash, Start: new(big.Int).SetUint64(r.Start), End: new(big.Int).SetUint64(r.End), Head: new(big.Int).SetUint64(r.Head),
		Marks: r.Marks, Depth: r.Depth, Count: new(big.Int).SetUint64(uint64(r.Count())), Until: uint16(r.Until), Recourse: r.Recourse,
	})
}

func tellWaiting(act common.Hash, w contracts.Waiting) string {
	return fmt.Sprintf("act %s, %s leaves on units %s to %s, root %x, until %d, recourse %t, record %s, marks %d, depth %d",
		act, w.Count, w.Start, w.End, w.Root, w.Until, w.Recourse, w.Head, w.Marks, w.Depth)
}
