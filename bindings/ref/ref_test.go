package ref

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestObligationsHaveOneNameAndOneNumber(t *testing.T) {
	for _, tc := range []struct {
		text string
		want Obligation
		hex  string
	}{
		{"R31-17", Obligation{Receivables, 31, 17}, "10000001f0000000000000011"},
		{"B31-4", Obligation{Bills, 31, 4}, "20000001f0000000000000004"},
		{"R4294967295-18446744073709551615", Obligation{Receivables, math.MaxUint32, math.MaxUint64}, "1ffffffffffffffffffffffff"},
		{"R1-0", Obligation{Receivables, 1, 0}, "1000000010000000000000000"},
	} {
		got, err := ParseObligation(tc.text)
		if err != nil || got != tc.want {
			t.Errorf("ParseObligation(%q) = %v, %v", tc.text, got, err)
		}
		number, _ := new(big.Int).SetString(tc.hex, 16)
		if got.Big().Cmp(number) != 0 {
			t.Errorf("%s is number %x; want %s", tc.text, got.Big(), tc.hex)
		}
		if back, err := FromBig(number); err != nil || back.String() != tc.text {
			t.Errorf("FromBig(%s) = %v, %v; want %s", tc.hex, back, err, tc.text)
		}
	}
	if small, err := ParseObligation(" r31-17 "); err != nil || small.String() != "R31-17" {
		t.Errorf("small letters: %v, %v", small, err)
	}
}

func TestObligationsThatAreNoneAreRefused(t *testing.T) {
	for _, text := range []string{
		"", "R", "31-17", "X31-17", "R31", "R-17", "R31-", "R0-17", "R031-17", "R31-017", "R31-1 7", "R31--17", "R+31-17",
		"R4294967296-1", "R1-18446744073709551616", "R31-17:5", "Ｒ31-17",
	} {
		if got, err := ParseObligation(text); !errors.Is(err, ErrFormat) {
			t.Errorf("ParseObligation(%q) = %v, %v; want ErrFormat", text, got, err)
		}
	}
	for name, id := range map[string]*big.Int{
		"nil":        nil,
		"negative":   big.NewInt(-1),
		"zero":       big.NewInt(0),
		"no module":  big.NewInt(31),
		"no company": new(big.Int).Lsh(big.NewInt(1), 96),
		"module 3":   Obligation{3, 31, 17}.Big(),
		"too long":   new(big.Int).Lsh(big.NewInt(1), 104),
	} {
		if got, err := FromBig(id); !errors.Is(err, ErrFormat) {
			t.Errorf("FromBig of %s = %v, %v; want ErrFormat", name, got, err)
		}
	}
}

func TestLotsArePeoplesNumbersOutsideAndTheChainsInside(t *testing.T) {
	receivable := Obligation{Receivables, 31, 17}
	for text, want := range map[string]Lot{
		"R31-17:300000001":                     {receivable, 300_000_000, 0},
		"R31-17:300000001-800000000":           {receivable, 300_000_000, 800_000_000},
		"R31-17:1-1":                           {receivable, 0, 1},
		"R31-17:100000000000000":               {receivable, 99_999_999_999_999, 0},
		"B31-4:100000000000-100000000000":      {Obligation{Bills, 31, 4}, 99_999_999_999, 100_000_000_000},
		"R31-17:99999999999999-99999999999999": {receivable, 99_999_999_999_998, 99_999_999_999_999},
	} {
		got, err := ParseLot(text)
		if err != nil || got != want {
			t.Errorf("ParseLot(%q) = %+v, %v", text, got, err)
		}
		if got.String() != text {
			t.Errorf("%q prints as %q", text, got)
		}
	}
	for _, text := range []string{
		"R31-17", "R31-17:", "R31-17:0", "R31-17:01", "R31-17:5-4", "R31-17:5-", "R31-17:-5", "R31-17:1-2-3", "R31:1",
		"R31-17:100000000000001", "B31-4:100000000001", "B31-4:1-100000000001", "R31-17:1,000",
	} {
		if got, err := ParseLot(text); !errors.Is(err, ErrFormat) {
			t.Errorf("ParseLot(%q) = %v, %v; want ErrFormat", text, got, err)
		}
	}
}

func TestAReferenceWithAnEndMeansThatLotOnly(t *testing.T) {
	lot := Lot{Obligation{Receivables, 31, 17}, 0, 10}
	if !lot.Is(10) || lot.Is(9) {
		t.Error("a lot with an end is not told from its cut remainder")
	}
	lot.End = 0
	if !lot.Is(9) || lot.Units() != (Units{0, 0}) || lot.Key() != "R31-17:1" {
		t.Error("a lot without an end does not mean whatever starts there")
	}
}

func TestUnitsWithCommasOutOfPlaceAreRefused(t *testing.T) {
	if got, err := ParseUnits(" 1-300,000,000 "); err != nil || got != (Units{0, 300_000_000}) || got.Grouped() != "1-300,000,000" {
		t.Errorf("ParseUnits = %v, %v", got, err)
	}
	for _, text := range []string{"", "5", "0-5", "5-4", "-", "1-", "-1", "1-3,0", "1,2-5000", "1-100000000000001", "a-b"} {
		if got, err := ParseUnits(text); !errors.Is(err, ErrFormat) {
			t.Errorf("ParseUnits(%q) = %v, %v; want ErrFormat", text, got, err)
		}
	}
}

func TestReferencesAreTextInJSON(t *testing.T) {
	type document struct {
		Debt  Obligation
		Lot   Lot
		Units Units
	}
	want := document{Obligation{Receivables, 31, 17}, Lot{Obligation{Bills, 31, 4}, 0, 5}, Units{4, 9}}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"Debt":"R31-17","Lot":"B31-4:1-5","Units":"5-9"}` {
		t.Fatalf("marshal: %s, %v", text, err)
	}
	var got document
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{`{"Debt":"31"}`, `{"Lot":"R1-1"}`, `{"Units":"7"}`} {
		if err := json.Unmarshal([]byte(bad), &got); !errors.Is(err, ErrFormat) {
			t.Errorf("unmarshal %s: %v; want ErrFormat", bad, err)
		}
	}
}

func TestEveryReferencePrintsAndParsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Obligation{
			Module:  rapid.SampledFrom([]Module{Receivables, Bills}).Draw(t, "module"),
			Company: rapid.Uint32Min(1).Draw(t, "company"),
			Serial:  rapid.Uint64().Draw(t, "serial"),
		}
		lot := Lot{Obligation: o, Start: rapid.Uint64Max(o.Module.MaxUnits()-1).Draw(t, "start")}
		lot.End = rapid.SampledFrom([]uint64{0, lot.Start + 1, o.Module.MaxUnits()}).Draw(t, "end")
		if got, err := ParseLot(strings.ToLower(lot.String())); err != nil || got != lot {
			t.Fatalf("%s came back as %s, %v", lot, got, err)
		}
		if got, err := FromBig(o.Big()); err != nil || got != o {
			t.Fatalf("number of %s came back as %s, %v", o, got, err)
		}
	})
}

func FuzzParsedLotsPrintAndParseBack(f *testing.F) {
	for _, seed := range []string{"R31-17:300000001-800000000", "b1-0:1", "R1-1:0-0", "B4294967295-1:1-2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lot, err := ParseLot(text)
		if err != nil {
			return
		}
		if back, err := ParseLot(lot.String()); err != nil || back != lot {
			t.Fatalf("%q: %s came back as %s, %v", text, lot, back, err)
		}
	})
}
