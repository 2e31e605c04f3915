package payment

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
)

// lot is one of so many units of receivable R31-serial, from its unit 100 on, due on a day.
func lot(serial uint64, units uint64, due calendar.Day) Lot {
	return Lot{ref.Lot{Obligation: ref.Obligation{Module: ref.Receivables, Company: 31, Serial: serial}, Start: 100, End: 100 + units}, due}
}

// amounts are rows to company 1, 2 and so on.
func amounts(all ...amount.Amount) []Row {
	rows := make([]Row, len(all))
	for i, a := range all {
		rows[i] = Row{uint32(i + 1), a}
	}
	return rows
}

// serials says of each run which receivable it is of, and how much.
func serials(runs []Run) map[uint64]amount.Amount {
	sums := make(map[uint64]amount.Amount)
	for _, run := range runs {
		sums[run.Lot.Serial] += run.Units.Amount()
	}
	return sums
}

func TestWhatIsPaidWith(t *testing.T) {
	for name, test := range map[string]struct {
		rows []Row
		lots []Lot
		want map[uint64]amount.Amount // by receivable
		cut  []int
	}{
		"the nearest due day first":                {amounts(5, 3), []Lot{lot(1, 10, 300), lot(2, 10, 200)}, map[uint64]amount.Amount{2: 8}, nil},
		"one lot of exactly the sum before others": {amounts(5, 3), []Lot{lot(1, 10, 100), lot(2, 8, 200)}, map[uint64]amount.Amount{2: 8}, nil},
		"a row that fits no rest goes whole into the next": {amounts(7, 7), []Lot{lot(1, 10, 100), lot(2, 10, 200)},
			map[uint64]amount.Amount{1: 7, 2: 7}, nil},
		"a row above every lot is cut": {amounts(15, 2), []Lot{lot(1, 10, 100), lot(2, 10, 200)},
			map[uint64]amount.Amount{1: 10, 2: 7}, []int{0}},
		"a row is cut where nothing else is left": {amounts(6, 6, 6), []Lot{lot(1, 9, 100), lot(2, 9, 200)},
			map[uint64]amount.Amount{1: 9, 2: 9}, []int{2}},
		"nothing to pay": {nil, []Lot{lot(1, 9, 100)}, map[uint64]amount.Amount{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			runs, err := Plan(test.rows, test.lots, MostLeaves)
			if err != nil {
				t.Fatal(err)
			}
			if err := Check(test.rows, test.lots, runs, MostLeaves); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(test.want, serials(runs)); diff != "" {
				t.Errorf("paid with (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.cut, Cut(runs)); diff != "" {
				t.Errorf("cut (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnitsComeOffTheEndInTheOrderOfTheRows(t *testing.T) {
	runs, err := Plan(amounts(1, 5, 2, 4), []Lot{lot(1, 20, 100)}, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []Run{
		{lot(1, 20, 0).ID, ref.Units{Start: 114, End: 120}, []Leaf{{0, 1}, {1, 5}}},
		{lot(1, 20, 0).ID, ref.Units{Start: 108, End: 114}, []Leaf{{2, 2}, {3, 4}}},
	}
	if diff := cmp.Diff(want, runs); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
	if got, units := runs[0].At(1), (ref.Units{Start: 115, End: 120}); got != units {
		t.Errorf("the second leaf has units %s, want %s", got, units)
	}
}

func TestMoreThanThereIsIsRefused(t *testing.T) {
	for name, rows := range map[string][]Row{
		"by 0.01":                   amounts(10, 11),
		"by more than can be added": amounts(amount.Max, amount.Max),
	} {
		if runs, err := Plan(rows, []Lot{lot(1, 10, 1), lot(2, 10, 2)}, MostLeaves); !errors.Is(err, ErrFunds) || runs != nil {
			t.Errorf("%s: %v, error %v", name, runs, err)
		}
	}
}

func TestAPlanThatIsNotSoundIsFound(t *testing.T) {
	rows, lots := amounts(4, 6, 3), []Lot{lot(1, 10, 1), lot(2, 10, 2)}
	for name, spoil := range map[string]func(runs []Run) []Run{
		"a row paid twice": func(runs []Run) []Run {
			return append(runs, Run{lots[1].ID, ref.Units{Start: 100, End: 103}, []Leaf{{2, 3}}})
		},
		"a row left out": func(runs []Run) []Run { return runs[:1] },
		"a unit given twice": func(runs []Run) []Run {
			runs[1].Lot, runs[1].Units = runs[0].Lot, ref.Units{Start: 100, End: 103}
			return runs
		},
		"units beyond the lot":   func(runs []Run) []Run { runs[1].Units = ref.Units{Start: 108, End: 111}; return runs },
		"a lot that is not":      func(runs []Run) []Run { runs[1].Lot.Serial = 9; return runs },
		"a wrong amount":         func(runs []Run) []Run { runs[1].Leaves[0].Amount++; return runs },
		"a negative amount":      func(runs []Run) []Run { runs[1].Leaves = []Leaf{{2, 4}, {2, -1}}; return runs },
		"a row that is not":      func(runs []Run) []Run { runs[1].Leaves[0].Row = 3; return runs },
		"too many leaves":        func(runs []Run) []Run { runs[1].Leaves = []Leaf{{2, 1}, {2, 1}, {2, 1}}; return runs },
		"a run that pays nobody": func(runs []Run) []Run { return append(runs, Run{lots[1].ID, ref.Units{Start: 100, End: 101}, nil}) },
	} {
		runs, err := Plan(rows, lots, 2)
		if err != nil || len(runs) != 2 {
			t.Fatalf("%v, error %v", runs, err)
		}
		if err := Check(rows, lots, runs, 2); err != nil {
			t.Fatal(err)
		}
		if err := Check(rows, lots, spoil(runs), 2); !errors.Is(err, ErrUnsound) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// Whatever rows and lots, each row is paid once and in full and no lot is overdrawn, or the lots have less than the rows want. A row is cut
// only where, when all is placed, no lot that is not wholly given out could have held it instead.
func TestEveryRowIsPaidOnceInFullAndNoLotIsOverdrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []Row
		var lots []Lot
		var sum, have amount.Amount
		for i, a := range rapid.SliceOfN(rapid.Int64Range(1, 60), 0, 60).Draw(t, "rows") {
			rows, sum = append(rows, Row{uint32(i%7 + 1), amount.Amount(a)}), sum+amount.Amount(a)
		}
		for i, units := range rapid.SliceOfN(rapid.Uint64Range(1, 200), 0, 20).Draw(t, "lots") {
			lots = append(lots, lot(uint64(i), units, calendar.Day(rapid.Uint32Range(1, 5).Draw(t, "due"))))
			have += amount.Amount(units)
		}
		most := rapid.IntRange(1, 10).Draw(t, "most")
		runs, err := Plan(rows, lots, most)
		if sum > have {
			if !errors.Is(err, ErrFunds) {
				t.Fatalf("%s of %s: error %v", sum, have, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(rows, lots, runs, most); err != nil {
			t.Fatal(err)
		}
		used := serials(runs)
		for _, row := range Cut(runs) {
			for _, lot := range lots {
				if _, touched := used[lot.ID.Serial]; !touched && lot.ID.Units().Amount() >= rows[row].Amount {
					t.Fatalf("row %d of %s is cut, and lot %s is untouched", row, rows[row].Amount, lot.ID)
				}
			}
		}
		// As few runs as can be, of one size but for the last of a lot, which is smaller by less than there are runs.
		for lot, n := range countRuns(runs) {
			if n.runs != (n.leaves+most-1)/most || n.largest-n.least >= max(1, n.runs) {
				t.Fatalf("lot %s pays %d leaves by %d runs of %d to %d leaves", lot, n.leaves, n.runs, n.least, n.largest)
			}
		}
		// Done in their order, each run takes the end of what is left, so that the lot keeps its name.
		ends := make(map[ref.Lot]uint64)
		for _, run := range runs {
			if end, seen := ends[run.Lot]; seen && run.Units.End != end || !seen && run.Units.End != run.Lot.End {
				t.Fatalf("run of units %s does not end where %s ends then", run.Units, run.Lot)
			}
			ends[run.Lot] = run.Units.Start
		}
	})
}

// sizes are how many runs a lot has, and of how many leaves.
type sizes struct{ runs, leaves, least, largest int }

func countRuns(runs []Run) map[ref.Lot]sizes {
	of := make(map[ref.Lot]sizes)
	for _, one := range runs {
		n, leaves := of[one.Lot], len(one.Leaves)
		if n.runs == 0 {
			n.least = leaves
		}
		of[one.Lot] = sizes{n.runs + 1, n.leaves + leaves, min(n.least, leaves), max(n.largest, leaves)}
	}
	return of
}

func BenchmarkAHundredThousandRowsOverAThousandLots(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	var rows []Row
	var sum uint64
	for i := range 100_000 {
		a := 1 + random.Uint64N(10_000_000)
		rows, sum = append(rows, Row{uint32(i), amount.Amount(a)}), sum+a
	}
	var lots []Lot
	for i := range uint64(1_000) {
		lots = append(lots, lot(i, sum/1_000+1_000_000, calendar.Day(random.Uint32N(200))))
	}
	for b.Loop() {
		runs, err := Plan(rows, lots, MostLeaves)
		if err != nil {
			b.Fatal(err)
		}
		if err := Check(rows, lots, runs, MostLeaves); err != nil {
			b.Fatal(err)
		}
	}
}
