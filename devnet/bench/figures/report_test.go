package figures

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sample has a peer that is cheaper, one that is dearer, and one that cannot.
func sample() *Figures {
	return &Figures{
		Systems: []string{"Tallystick", "Cheap", "Dear", "Whole only"},
		Acts:    []Act{{Name: "split", Gas: map[string]uint64{"Tallystick": 75_000, "Cheap": 50_000, "Dear": 225_000}}},
		Payments: []Payment{{Payees: 100, Ways: []Way{
			{System: "Tallystick", How: "run", Gas: 110_000, Transactions: 1}, {System: "Tallystick", How: "at once", Gas: 3_000_000, Transactions: 1},
			{System: "Cheap", Gas: 2_600_000, Transactions: 2}, {System: "Dear", Gas: 18_000_000, Transactions: 1},
		}}},
		Opening: []Opened{{Leaves: 1, Gas: 90_000, NewWord: true}, {Leaves: 256, Gas: 7_680_000}},
		Depth:   []Curve{{Name: "Tallystick", Own: true, Points: []Point{{1, 100}, {2, 101}}}},
		Lots:    []Curve{{Name: "Tallystick", Own: true, Points: []Point{{1, 200}, {10, 200}}}},
		Flows:   []Flow{{Signers: 4, Through: "relayer, runs", Count: 30_000, What: "payees", Seconds: []float64{4, 3, 2}, Target: 15_000}},
		Relays: []Relay{{
			Signers: 1, GasLimit: 1_000_000_000, Acts: 20_000, Companies: 1_000, Mined: []float64{4, 5, 10}, Final: []float64{8, 9, 14},
			Raw: []float64{2, 2, 4}, RawBatch: 100, Clients: 8, Together: 100, Target: 5_000,
		}},
		BySize: []Rate{{1, 1_000, 60}, {100, 6_000, 4_000}}, MostInOne: 150,
		Accepts: []Accept{{Clients: 64, Together: 1, Acts: 9_000, Seconds: []float64{1}, Target: 8_000, Own: 11_000}},
		Reads:   []Read{{What: "lot", Clients: 32, Requests: 10_000, Seconds: 1, P50: 0.5, P99: 25, Target: 20_000, TargetP99: 20}},
		Memory:  &Memory{Lots: 1_000_000, Heap: 425, Started: 430, Resident: 520, File: 300, Start: 9, Target: 500},
		Audit:   &Audit{Lots: 100_000, Questions: 120_000, Seconds: 30},
	}
}

func TestTheReportSaysWhatIsCheaperElsewhereAndWhatIsMissed(t *testing.T) {
	text := sample().Report()
	for _, words := range []string{
		"Cheaper: Cheap by 33 %", "Dearer: Dear (×3.00)", "| 75,000 | 50,000 (×0.67) | 225,000 (×3.00) | cannot |",
		"1,100 gas each (run), 30,000 gas each (at once); the cheapest peer, Cheap, 26,000",
		"26,000 (×24) in 2 transactions", "2.00 / 3.00 / 4.00", "10,000 | ≥ 15,000, **missed**", "| 256 leaves | 7,680,000 | 30,000 |", "1.0 %",
		"| 1 signer | 9.0 s | 5.0 s | 4,000 | 10,000 | 40 % | ≥ 5,000, **missed** |", "| 64 clients, one by one | 9,000 | 1.00 / 1.00 / 1.00 | 9,000 | 11,000 | ≥ 8,000 |",
		"| 10,000 |  | ≥ 20,000, **missed** | 0.50 | 25.00 | < 20, **missed** |", "520 MB resident", "| 100 | 4,000 | 6,000 |", "500 MB, **missed**", "100,000 lots and all else",
	} {
		if !strings.Contains(text, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}

func TestTheCommittedReportIsThatOfTheCommittedFigures(t *testing.T) {
	f, err := Load("../figures.json")
	if err != nil {
		t.Fatal(err)
	}
	plots, err := f.Plots()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range append(plots, Plot{File: "README.md", SVG: []byte(f.Report())}) {
		has, err := os.ReadFile(filepath.Join("..", want.File))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(has, want.SVG) {
			t.Errorf("%s is not what the figures say: run `go run ./devnet/bench -report`", want.File)
		}
	}
}
