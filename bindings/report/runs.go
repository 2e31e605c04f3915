package report

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Run is a payment run: units that its leaves share by position. Those that are not open are lots of the state unopened.
type Run struct {
	ID         ref.Run        `json:"id"`
	Obligation ref.Obligation `json:"obligation"`
	// Units are those that were handed over.
	Units ref.Units `json:"units"`
	// Count is how many leaves it has, Opened how many are lots of their own.
	Count  uint32 `json:"count"`
	Opened uint32 `json:"opened"`
	// Root is that of the tree over the leaves.
	Root     common.Hash  `json:"root"`
	Until    calendar.Day `json:"until"`
	Recourse bool         `json:"recourse"`
	// Act is the struct hash of the act that paid.
	Act common.Hash `json:"act"`
}

// bitsPerWord is how many leaves the kernel has a word for.
const bitsPerWord = 256

// askRuns asks of every run that has unopened leaves under which root they wait, and which of them are open: to the kernel these are no lots.
func (c *comparer) askRuns(kernel common.Address) {
	lots := contracts.NewLots()
	unopened := make(map[ref.Run][]uint32)
	for _, lot := range c.there.Lots {
		if lot.State == Unopened && lot.Run != nil {
			unopened[*lot.Run] = append(unopened[*lot.Run], lot.Row)
		}
	}
	for _, r := range c.there.Runs {
		if r.Opened == r.Count {
			continue
		}
		say := func(root common.Hash, start, end uint64, count *big.Int, until uint16, act common.Hash) string {
			return fmt.Sprintf("units %s, %s leaves under root %s, until %s, by act %s", ref.Units{Start: start, End: end}, count, root, calendar.Day(until), act)
		}
		c.questions = append(c.questions, &question{
			what: "run " + r.ID.String(), to: kernel, data: lots.PackWaiting(r.Obligation.Big(), r.ID.Big()),
			state: say(r.Root, r.Units.Start, r.Units.End, big.NewInt(int64(r.Count)), uint16(r.Until), r.Act),
			take: func(answer []byte) (string, error) {
				there, err := lots.UnpackWaiting(answer)
				if err != nil {
					return "", err
				}
				w := there.Arg0
				return say(w.Root, w.Start.Uint64(), w.End.Uint64(), w.Count, w.Until, there.Act), nil
			},
		})
		words := make([]*big.Int, (r.Count+bitsPerWord-1)/bitsPerWord)
		for i := range words {
			leaves := min(bitsPerWord, uint(r.Count)-uint(i)*bitsPerWord)
			words[i] = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), leaves), big.NewInt(1))
		}
		for _, row := range unopened[r.ID] {
			if word := row / bitsPerWord; int(word) < len(words) {
				words[word].SetBit(words[word], int(row%bitsPerWord), 0)
			}
		}
		for i, bits := range words {
			c.questions = append(c.questions, &question{
				what: fmt.Sprintf("open leaves of run %s from %d on", r.ID, i*bitsPerWord), to: kernel, state: fmt.Sprintf("%#x", bits),
				data: lots.PackOpenedOf(r.Obligation.Big(), r.ID.Big(), big.NewInt(int64(i))),
				take: func(answer []byte) (string, error) {
					there, err := lots.UnpackOpenedOf(answer)
					return fmt.Sprintf("%#x", there), err
				},
			})
		}
	}
}
