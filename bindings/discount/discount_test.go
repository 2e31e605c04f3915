package discount

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
)

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestPublicWorkedExamplesComeOutToTheCent(t *testing.T) {
	file, err := os.Open("testdata/discount.csv")
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
	if len(rows) != 5 {
		t.Fatalf("%d rows; want 5", len(rows))
	}
	for _, row := range rows {
		t.Run(row[0], func(t *testing.T) {
			got, err := PriceOn(
				must[amount.Amount](t)(amount.Parse(row[1])),
				must[Rate](t)(ParseRate(row[2])),
				must[DayCount](t)(ParseDayCount(row[5])),
				must[calendar.Day](t)(calendar.ParseDay(row[3])),
				must[calendar.Day](t)(calendar.ParseDay(row[4])),
			)
			if err != nil {
				t.Fatal(err)
			}
			if got.Interest.Plain() != row[7] || got.Proceeds.Plain() != row[8] {
				t.Errorf("%+v; want interest %s, net %s", got, row[7], row[8])
			}
		})
	}
}

func TestPartsAreRoundedEachOnItsOwn(t *testing.T) {
	var sum amount.Amount
	for _, face := range []string{"333333.33", "333333.33", "333333.34"} {
		interest, err := Interest(must[amount.Amount](t)(amount.Parse(face)), 42_000, 106, Act360)
		if err != nil || interest.Plain() != "4122.22" {
			t.Fatalf("interest on %s is %s, %v", face, interest, err)
		}
		sum += interest
	}
	if sum.Plain() != "12366.66" {
		t.Errorf("the parts pay %s; want 12366.66, 0.01 less than the whole", sum.Plain())
	}
}

func TestThirtyDayMonths(t *testing.T) {
	for _, tc := range []struct {
		from, to string
		want     uint32
	}{
		{"2026-01-01", "2026-01-31", 30},
		{"2026-01-30", "2026-01-31", 0},
		{"2026-01-31", "2026-02-28", 28},
		{"2026-01-31", "2026-03-31", 60},
		{"2026-02-28", "2026-03-31", 33},
		{"2026-03-15", "2027-03-15", 360},
		{"2026-12-31", "2027-01-01", 1},
		{"2026-05-02", "2026-05-01", 0},
	} {
		got := Thirty360.Days(must[calendar.Day](t)(calendar.ParseDay(tc.from)), must[calendar.Day](t)(calendar.ParseDay(tc.to)))
		if got != tc.want {
			t.Errorf("30/360 from %s to %s is %d days; want %d", tc.from, tc.to, got, tc.want)
		}
	}
}

func TestRatesAreReadInPercent(t *testing.T) {
	for text, want := range map[string]Rate{
		"4.20": 42_000, "4.2%": 42_000, " 12 ": 120_000, "0": 0, "100": MaxRate, "100.0000": MaxRate, "0.0001": 1, "3.65": 36_500,
	} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("ParseRate(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "%", "-1", "100.0001", "101", "1000", "4.20001", ".5", "5.", "4,2", "4.2%%", "1e1", "42000"} {
		if got, err := ParseRate(text); !errors.Is(err, ErrRate) {
			t.Errorf("ParseRate(%q) = %d, %v; want ErrRate", text, got, err)
		}
	}
	for rate, want := range map[Rate]string{42_000: "4.20", 41_234: "4.1234", 41_230: "4.123", 0: "0.00", MaxRate: "100.00", 1: "0.0001"} {
		if got := rate.String(); got != want {
			t.Errorf("%d ppm prints as %s; want %s", uint32(rate), got, want)
		}
	}
}

func TestTermsAreTextInJSON(t *testing.T) {
	type terms struct {
		Rate  Rate
		Count DayCount
	}
	text, err := json.Marshal(terms{42_000, Thirty360})
	if err != nil || string(text) != `{"Rate":"4.20","Count":"30/360"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var got terms
	if err := json.Unmarshal([]byte(`{"Rate":"4.2","Count":"ACT/365"}`), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(terms{42_000, Act365}, got); diff != "" {
		t.Error(diff)
	}
	if err := json.Unmarshal([]byte(`{"Count":"act/366"}`), &got); !errors.Is(err, ErrDayCount) {
		t.Errorf("act/366: %v", err)
	}
}

func TestWhatCannotBePricedIsRefusedWithTheReason(t *testing.T) {
	day := calendar.Date(2026, 11, 21)
	for name, tc := range map[string]struct {
		face  amount.Amount
		rate  Rate
		count DayCount
		due   calendar.Day
		want  error
	}{
		"due on the day":            {100, 42_000, Act360, day, ErrNoTenor},
		"overdue":                   {100, 42_000, Act360, day - 1, ErrNoTenor},
		"nothing to sell":           {0, 42_000, Act360, day + 1, ErrFace},
		"above the largest face":    {amount.MaxFace + 1, 42_000, Act360, day + 1, ErrFace},
		"rate above 100 %":          {100, MaxRate + 1, Act360, day + 1, ErrRate},
		"unknown day count":         {100, 42_000, 4, day + 1, ErrDayCount},
		"interest as high as face":  {100, MaxRate, Act365, day + 365, ErrNoProceeds},
		"interest beyond all money": {amount.MaxFace, MaxRate, Act360, day + 1<<31, ErrNoProceeds},
	} {
		if got, err := PriceOn(tc.face, tc.rate, tc.count, day, tc.due); !errors.Is(err, tc.want) {
			t.Errorf("%s: %+v, %v; want %v", name, got, err, tc.want)
		}
	}
}

func TestInterestIsTheExactValueRoundedHalfUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		face := rapid.Int64Range(1, int64(amount.MaxFace)).Draw(t, "face")
		rate := rapid.Uint32Range(0, uint32(MaxRate)).Draw(t, "rate")
		days := rapid.Uint32Range(0, 3660).Draw(t, "days")
		count := rapid.SampledFrom([]DayCount{Act360, Act365, Thirty360}).Draw(t, "day count")
		got, err := Interest(amount.Amount(face), Rate(rate), days, count)
		if err != nil {
			t.Fatal(err)
		}
		exact := new(big.Rat).SetFrac64(face, int64(count.Year()))
		exact.Mul(exact, new(big.Rat).SetFrac64(int64(rate)*int64(days), int64(MaxRate)))
		off := new(big.Rat).Sub(new(big.Rat).SetInt(got.Big()), exact)
		half := big.NewRat(1, 2)
		if off.Cmp(half) > 0 || off.Cmp(new(big.Rat).Neg(half)) <= 0 {
			t.Fatalf("interest %d is %s off %s", got, off.FloatString(4), exact.FloatString(4))
		}
	})
}
