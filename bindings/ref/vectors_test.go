package ref

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/tallystick/tallystick/bindings/amount"
)

// The rows of testdata/ranges.csv are given from outside the project: each is played by its id, and a row that nobody plays
// fails the test.
func TestRangeVectorsHold(t *testing.T) {
	play := map[string]func(t *testing.T, input, expected string){
		"V-RANGE-1": amountOfARange,
		"V-RANGE-2": indivisibleIsNotSplit,
		"V-RANGE-3": aTransferMovesTheTail,
		"V-RANGE-4": largestBill,
		"V-SPLIT-1": splitInOrder(3_000_000, 5_000_000, 2_000_000),
		"V-SPLIT-2": splitInOrder(1_200_000, 3_800_000),
	}
	file, err := os.Open("testdata/ranges.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(play) {
		t.Errorf("%d rows, %d players", len(rows), len(play))
	}
	for _, row := range rows {
		t.Run(row[0], func(t *testing.T) {
			player := play[row[0]]
			if player == nil {
				t.Fatalf("nobody plays %q", row)
			}
			player(t, row[2], row[3])
		})
	}
}

func units(t *testing.T, s string) Units {
	t.Helper()
	u, err := ParseUnits(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func amountOfARange(t *testing.T, input, expected string) {
	if got := units(t, input).Amount().Plain(); got != expected {
		t.Errorf("units %s are worth %s; want %s", input, got, expected)
	}
}

func indivisibleIsNotSplit(t *testing.T, input, expected string) {
	_, err := ParseUnits(strings.TrimPrefix(input, "range "))
	if expected != "split refused" || err == nil || !strings.Contains(err.Error(), "indivisible") {
		t.Errorf("range 0: %v", err)
	}
}

func aTransferMovesTheTail(t *testing.T, input, expected string) {
	stays, goes, err := units(t, input).Tail(5000)
	if err != nil {
		t.Fatal(err)
	}
	if got := goes.Amount().Plain() + " moves and " + stays.Amount().Plain() + " stays"; got != expected {
		t.Errorf("%s; want %s", got, expected)
	}
	if goes != (Units{5000, 10000}) {
		t.Errorf("units %s go; want the tail", goes)
	}
	if _, _, err := units(t, input).Tail(10001); err == nil {
		t.Error("more than there is was handed over")
	}
	if _, _, err := units(t, input).Tail(0); err == nil {
		t.Error("nothing was handed over")
	}
}

func largestBill(t *testing.T, input, expected string) {
	largest, err := amount.Parse(input)
	if err != nil {
		t.Fatal(err)
	}
	lot := Lot{Obligation{Bills, 31, 4}, 0, uint64(largest)}
	if !strings.Contains(expected, "last ordinal 100000000000 ") || lot.String() != "B31-4:1-100000000000" {
		t.Errorf("largest bill is %s; want %s", lot, expected)
	}
	if _, err := ParseLot(lot.String()); err != nil {
		t.Error(err)
	}
	lot.End++
	if _, err := ParseLot(lot.String()); err == nil {
		t.Error("a bill of 1000000000.01 was taken")
	}
}

func splitInOrder(parts ...amount.Amount) func(*testing.T, string, string) {
	for i := range parts {
		parts[i] *= amount.One
	}
	return func(t *testing.T, input, expected string) {
		cut, err := units(t, input).Cut(parts...)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, u := range cut {
			texts = append(texts, u.String())
			if !units(t, input).Contains(u) {
				t.Errorf("%s is not within %s", u, input)
			}
		}
		if got := strings.Join(texts, " / "); got != expected {
			t.Errorf("%s; want %s", got, expected)
		}
		if _, err := units(t, input).Cut(parts[1:]...); err == nil {
			t.Error("parts that leave something over were taken")
		}
		if _, err := units(t, input).Cut(append(parts, 1)...); err == nil {
			t.Error("parts beyond the whole were taken")
		}
	}
}
