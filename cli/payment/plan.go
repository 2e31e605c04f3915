// Package payment plans how a company pays many others at once out of its lots.
//
// Guarantee: what Plan answers pays every row exactly once and in full, and takes no unit of a lot twice nor one that the lot does not
// have; Check, which Plan's callers run before anything is signed, would say otherwise.
package payment

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

const (
	// MostLeaves is how many payees one act can name.
	MostLeaves = run.MostInRun
	// MostAtOnce is how many of them are written as lots at once: half of what the contract takes, so that a relayer which lets each use 105,000
	// gas units at the most finds room for the act in a block of 30 million.
	MostAtOnce = run.MostInBlock / 2
)

// ErrFunds is wrapped where the rows come to more than the lots.
var ErrFunds = errors.New("the lots do not have that much")

// Row is one payment.
type Row struct {
	Payee  uint32
	Amount amount.Amount
}

// Lot is what can be paid with: a free lot with its whole range, and when it falls due.
type Lot struct {
	ID  ref.Lot
	Due calendar.Day
}

// Run is one act: consecutive units of a lot, handed out in the order of its leaves.
type Run struct {
	Lot    ref.Lot
	Units  ref.Units
	Leaves []Leaf
}

// Leaf is a row, by its place among the rows, or a part of it where the row is cut.
type Leaf struct {
	Row    int
	Amount amount.Amount
}

// At are the units of a leaf, by its place in the run.
func (r Run) At(leaf int) ref.Units {
	start := r.Units.Start
	for _, before := range r.Leaves[:leaf] {
		start += uint64(before.Amount)
	}
	return ref.Units{Start: start, End: start + uint64(r.Leaves[leaf].Amount)}
}

// Plan assigns rows to lots, and makes runs of at most so many leaves.
//
// One lot of exactly the sum is taken if there is one. Else the largest row is placed first, each in the lot of the nearest due day that
// still has room for it whole. A row for which none has is cut over as few lots as there is room in: first those that are above every lot,
// at last those for which the others have left no room. The units come off each lot's end, so that what is left keeps its name. Runs of
// one lot have to be done in the order in which they are given: each takes the end of what the one before it has left.
func Plan(rows []Row, lots []Lot, most int) ([]Run, error) {
	var sum, have amount.Amount
	for _, row := range rows {
		if row.Amount <= 0 || sum > amount.Max-row.Amount {
			return nil, fmt.Errorf("%w: rows of %s and more", ErrFunds, sum)
		}
		sum += row.Amount
	}
	lots = nearestFirst(lots)
	for _, lot := range lots {
		have += lot.ID.Units().Amount()
	}
	if sum > have {
		return nil, fmt.Errorf("%w: %s of %s", ErrFunds, sum, have)
	}
	if exact := slices.IndexFunc(lots, func(lot Lot) bool { return lot.ID.Units().Amount() == sum }); exact >= 0 {
		lots = lots[exact : exact+1]
	}
	return runs(lots, assign(rows, lots), most), nil
}

// nearestFirst are the lots by due day, those of one day by their names.
func nearestFirst(lots []Lot) []Lot {
	lots = slices.Clone(lots)
	slices.SortFunc(lots, func(a, b Lot) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.ID.Module, b.ID.Module), cmp.Compare(a.ID.Company, b.ID.Company),
			cmp.Compare(a.ID.Serial, b.ID.Serial), cmp.Compare(a.ID.Start, b.ID.Start))
	})
	return lots
}

// assign gives for each lot the leaves that are paid out of it, in the order of their rows. The lots have enough for all.
func assign(rows []Row, lots []Lot) [][]Leaf {
	taken := make([][]Leaf, len(lots))
	left := make([]amount.Amount, len(lots))
	for i, lot := range lots {
		left[i] = lot.ID.Units().Amount()
	}
	r := newRoom(left)
	put := func(lot, row int, a amount.Amount) {
		taken[lot] = append(taken[lot], Leaf{row, a})
		r.take(lot, a)
	}
	cut := func(row int, a amount.Amount) {
		for a > 0 {
			lot := r.largest()
			piece := min(a, r.at(lot))
			put(lot, row, piece)
			a -= piece
		}
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rows[b].Amount, rows[a].Amount) })
	var later []int
	for _, row := range order {
		a := rows[row].Amount
		switch lot := r.first(a); {
		case lot >= 0:
			put(lot, row, a)
		case a > slices.Max(left):
			cut(row, a)
		default:
			later = append(later, row)
		}
	}
	for _, row := range later {
		cut(row, rows[row].Amount)
	}
	for _, leaves := range taken {
		slices.SortFunc(leaves, func(a, b Leaf) int { return cmp.Compare(a.Row, b.Row) })
	}
	return taken
}

// runs are the acts that hand out what is taken of each lot, from its end: as few as can be, and all of one size, so that none is a small one behind
// large ones, which would wait for company to share a transaction with.
func runs(lots []Lot, taken [][]Leaf, most int) []Run {
	var all []Run
	for i, lot := range lots {
		end := lot.ID.End
		if len(taken[i]) == 0 {
			continue
		}
		acts := (len(taken[i]) + most - 1) / most
		for leaves := range slices.Chunk(taken[i], (len(taken[i])+acts-1)/acts) {
			one := Run{Lot: lot.ID, Units: ref.Units{Start: end, End: end}, Leaves: leaves}
			for _, leaf := range leaves {
				one.Units.Start -= uint64(leaf.Amount)
			}
			end = one.Units.Start
			all = append(all, one)
		}
	}
	return all
}

// Cut are the rows that are paid by more than one leaf.
func Cut(runs []Run) []int {
	pieces := make(map[int]int)
	for _, one := range runs {
		for _, leaf := range one.Leaves {
			pieces[leaf.Row]++
		}
	}
	var cut []int
	for row, n := range pieces {
		if n > 1 {
			cut = append(cut, row)
		}
	}
	slices.Sort(cut)
	return cut
}
