package amount

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseReadsWhatPeopleWrite(t *testing.T) {
	for text, want := range map[string]Amount{
		"3,000,000.00":           300_000_000,
		"3000000":                300_000_000,
		"3000000.5":              300_000_050,
		"0.01":                   1,
		"0":                      0,
		" 12.34 ":                1234,
		"999,999":                99_999_900,
		"007.10":                 710,
		"1,000,000,000,000.00":   MaxFace,
		"920,000,000,000,000.00": Max,
		"３，０００．５０":               300_050,
	} {
		got, err := Parse(text)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseRefusesWithTheReason(t *testing.T) {
	for text, want := range map[string]error{
		"":                       ErrFormat,
		"  ":                     ErrFormat,
		".":                      ErrFormat,
		".5":                     ErrFormat,
		"5.":                     ErrFormat,
		"1e6":                    ErrFormat,
		"+1":                     ErrFormat,
		"1 000":                  ErrFormat,
		"CNY 5":                  ErrFormat,
		"1.2.3":                  ErrFormat,
		"1.0,0":                  ErrFormat,
		"0x10":                   ErrFormat,
		"٣":                      ErrFormat,
		"１２a":                    ErrFormat,
		"-1":                     ErrNegative,
		"-0.01":                  ErrNegative,
		"−5":                     ErrNegative,
		"1.005":                  ErrDecimals,
		"0.000":                  ErrDecimals,
		"30,00.00":               ErrGrouping,
		"1,0000":                 ErrGrouping,
		",100":                   ErrGrouping,
		"1,,000":                 ErrGrouping,
		"1000,000":               ErrGrouping,
		"1,000,":                 ErrGrouping,
		"920,000,000,000,000.01": ErrTooLarge,
		"99999999999999999999":   ErrTooLarge,
	} {
		got, err := Parse(text)
		if !errors.Is(err, want) || got != 0 {
			t.Errorf("Parse(%q) = %d, %v; want %v", text, got, err, want)
		}
	}
}

func TestParsePositiveRefusesZero(t *testing.T) {
	if _, err := ParsePositive("0.00"); !errors.Is(err, ErrZero) {
		t.Errorf("ParsePositive(0.00): %v; want ErrZero", err)
	}
	if _, err := ParsePositive("x"); !errors.Is(err, ErrFormat) {
		t.Errorf("ParsePositive(x): %v; want ErrFormat", err)
	}
	if got, err := ParsePositive("0.01"); err != nil || got != Unit {
		t.Errorf("ParsePositive(0.01) = %d, %v; want 1", got, err)
	}
}

func TestPrintGroupsByThreeAndKeepsTwoDecimals(t *testing.T) {
	type forms struct{ People, Machine string }
	for a, want := range map[Amount]forms{
		0:             {"0.00", "0.00"},
		Unit:          {"0.01", "0.01"},
		One:           {"1.00", "1.00"},
		99_999:        {"999.99", "999.99"},
		100_000:       {"1,000.00", "1000.00"},
		300_000_000:   {"3,000,000.00", "3000000.00"},
		-123_456:      {"-1,234.56", "-1234.56"},
		MaxFace:       {"1,000,000,000,000.00", "1000000000000.00"},
		math.MinInt64: {"-92,233,720,368,547,758.08", "-92233720368547758.08"},
	} {
		if diff := cmp.Diff(want, forms{a.String(), a.Plain()}); diff != "" {
			t.Errorf("%d (-want +got):\n%s", int64(a), diff)
		}
	}
}

func TestJSONIsAStringAndNeverANumber(t *testing.T) {
	type invoice struct{ Sum Amount }
	text, err := json.Marshal(invoice{Sum: 300_000_050})
	if err != nil || string(text) != `{"Sum":"3000000.50"}` {
		t.Fatalf("marshal: %s, %v", text, err)
	}
	var got invoice
	if err := json.Unmarshal([]byte(`{"Sum":"3,000,000.5"}`), &got); err != nil || got.Sum != 300_000_050 {
		t.Errorf("unmarshal: %v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"Sum":3000000.5}`), &got); err == nil {
		t.Error("a JSON number was taken for an amount")
	}
	if err := json.Unmarshal([]byte(`{"Sum":"0.001"}`), &got); !errors.Is(err, ErrDecimals) {
		t.Errorf("three decimals: %v; want ErrDecimals", err)
	}
}

func TestFromBigTakesWhatTheChainCounts(t *testing.T) {
	if got, err := FromBig(big.NewInt(42)); err != nil || got != 42 {
		t.Errorf("FromBig(42) = %d, %v", got, err)
	}
	for name, tc := range map[string]struct {
		units *big.Int
		want  error
	}{
		"nil":            {nil, ErrFormat},
		"negative":       {big.NewInt(-1), ErrNegative},
		"above Max":      {new(big.Int).Add(Max.Big(), big.NewInt(1)), ErrTooLarge},
		"beyond 64 bits": {new(big.Int).Lsh(big.NewInt(1), 95), ErrTooLarge},
	} {
		if _, err := FromBig(tc.units); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v; want %v", name, err, tc.want)
		}
	}
}

func TestSharesRoundDownAndAddUpWhenAllIsPaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		face := rapid.Int64Range(1, int64(MaxFace)).Draw(t, "face")
		paid := rapid.Int64Range(0, face).Draw(t, "paid")
		length := rapid.Int64Range(0, face).Draw(t, "length")
		got := Share(Amount(paid), Amount(length), Amount(face))

		product := new(big.Int).Mul(big.NewInt(paid), big.NewInt(length))
		if want := product.Div(product, big.NewInt(face)); want.Cmp(got.Big()) != 0 {
			t.Fatalf("Share(%d, %d, %d) = %d; want %s", paid, length, face, got, want)
		}
		if rest := Share(Amount(paid), Amount(face-length), Amount(face)); got+rest > Amount(paid) || got+rest < Amount(paid)-1 {
			t.Fatalf("two shares of %d add up to %d", paid, got+rest)
		}
		if whole := Share(Amount(face), Amount(length), Amount(face)); whole != Amount(length) {
			t.Fatalf("a lot of %d got %d when all was paid", length, whole)
		}
	})
}

func TestShareOfNothingIsNothing(t *testing.T) {
	for _, args := range [][3]Amount{{0, 5, 10}, {5, 0, 10}, {5, 5, 0}, {-5, 5, 10}} {
		if got := Share(args[0], args[1], args[2]); got != 0 {
			t.Errorf("Share(%v) = %d; want 0", args, got)
		}
	}
	if got := Share(Max, Max, 1); got != Max {
		t.Errorf("an absurd share is %d; want Max", got)
	}
}

func FuzzParsedAmountsPrintAndParseBack(f *testing.F) {
	for _, seed := range []string{"3,000,000.00", "0.5", "1e9", "−1", "３．５", "00,001", "9223372036854775807"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse(text)
		if err != nil {
			return
		}
		if a < 0 || a > Max {
			t.Fatalf("Parse(%q) = %d, out of range", text, a)
		}
		for _, printed := range []string{a.String(), a.Plain()} {
			if back, err := Parse(printed); err != nil || back != a {
				t.Fatalf("Parse(%q) = %d, %v; want %d", printed, back, err, a)
			}
		}
	})
}
