package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDaysAreCountedFrom1970(t *testing.T) {
	for text, want := range map[string]Day{
		"1970-01-01": 0, "1970-01-02": 1, "2000-02-29": 11016, "2026-11-21": 20778, "9999-12-31": 2932896,
	} {
		if got := day(t, text); got != want || got.String() != text {
			t.Errorf("%s is day %d, printed %s; want %d", text, got, got, want)
		}
	}
	if got := Date(2026, time.November, 21); got != 20778 {
		t.Errorf("Date = %d", got)
	}
}

func TestDaysThatAreNoneAreRefused(t *testing.T) {
	for _, text := range []string{
		"", "2026-02-29", "2026-13-01", "2026-1-1", "21.11.2026", "2026/11/21", "1969-12-31", "2026-11-21T00:00:00Z", "10000-01-01",
	} {
		if d, err := ParseDay(text); !errors.Is(err, ErrFormat) {
			t.Errorf("ParseDay(%q) = %v, %v; want ErrFormat", text, d, err)
		}
	}
}

func TestMonthsEndWhereTheMonthEnds(t *testing.T) {
	for _, tc := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-08-31", 6, "2027-02-28"}, // V-TENOR-1
		{"2027-08-31", 6, "2028-02-29"},
		{"2026-11-21", 12, "2027-11-21"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-15", 0, "2026-05-15"},
		{"1970-01-31", -1, "1970-01-01"},
	} {
		if got := day(t, tc.from).AddMonths(tc.months).String(); got != tc.want {
			t.Errorf("%s and %d months is %s; want %s", tc.from, tc.months, got, tc.want)
		}
	}
}

func TestChinasDayChangesAtItsMidnight(t *testing.T) {
	clock := China()
	for moment, want := range map[string]string{
		"2026-11-20T15:59:59Z":      "2026-11-20",
		"2026-11-20T16:00:00Z":      "2026-11-21",
		"2026-11-21T23:59:59+08:00": "2026-11-21",
		"2026-11-22T00:00:00+08:00": "2026-11-22",
	} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := clock.DayAt(at).String(); got != want {
			t.Errorf("%s is %s; want %s", moment, got, want)
		}
	}
	if !clock.IsReal() || clock.Check() != nil {
		t.Error("the production clock is not real")
	}
}

func TestAShortClockStartsTodayAndRunsFaster(t *testing.T) {
	now := time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)
	clock := Short(now, 30*time.Second)
	if got := clock.DayAt(now).String(); got != "2026-11-21" {
		t.Errorf("it starts on %s", got)
	}
	if got := clock.DayAt(now.Add(29 * time.Second)).String(); got != "2026-11-21" {
		t.Errorf("29 s later it is %s", got)
	}
	if got := clock.DayAt(now.Add(10 * 30 * time.Second)).String(); got != "2026-12-01" {
		t.Errorf("ten days later it is %s", got)
	}
	if got := clock.DayAt(now.Add(-time.Hour)); got != clock.BaseDay {
		t.Errorf("before its base it is %s", got)
	}
	if clock.IsReal() || clock.Length() != 30*time.Second || clock.Check() != nil {
		t.Error("a short clock says that it is real")
	}
	if Short(now, time.Millisecond).DayLength != 1 {
		t.Error("a day has less than one second")
	}
}

func TestClocksThatNoContractTakesAreRefused(t *testing.T) {
	if (Clock{}).Check() == nil || (Clock{DayLength: 1, BaseTime: 1 << 40}).Check() == nil {
		t.Error("a clock out of range passed")
	}
}

func TestEverySecondOfADayIsInThatDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := Clock{
			BaseDay:   Day(rapid.Uint32Range(0, 40_000).Draw(t, "base day")),
			BaseTime:  rapid.Uint64Range(0, 4_000_000_000).Draw(t, "base time"),
			DayLength: rapid.Uint32Range(1, 2*RealDay).Draw(t, "day length"),
		}
		d := clock.BaseDay + Day(rapid.Uint32Range(0, 40_000).Draw(t, "day"))
		start := clock.Start(d)
		within := time.Duration(rapid.Uint32Range(0, clock.DayLength-1).Draw(t, "second")) * time.Second
		if got := clock.DayAt(start.Add(within)); got != d {
			t.Fatalf("day %d + %s is day %d", d, within, got)
		}
		if got := clock.DayAt(start.Add(clock.Length())); got != d+1 {
			t.Fatalf("day %d + a day is day %d", d, got)
		}
		year, month, dom := d.Civil()
		if back := Date(year, month, dom); back != d {
			t.Fatalf("day %d is %s, which is day %d", d, d, back)
		}
	})
}

func TestAClockIsReadableInJSON(t *testing.T) {
	text, err := json.Marshal(Clock{BaseDay: 20778, BaseTime: 5, DayLength: 30})
	if err != nil || string(text) != `{"baseDay":"2026-11-21","baseTime":5,"dayLength":30}` {
		t.Fatalf("%s, %v", text, err)
	}
	var clock Clock
	if err := json.Unmarshal(text, &clock); err != nil || clock.BaseDay != 20778 {
		t.Errorf("%v, %v", clock, err)
	}
	if err := json.Unmarshal([]byte(`{"baseDay":"2026-02-30"}`), &clock); !errors.Is(err, ErrFormat) {
		t.Errorf("an impossible day: %v", err)
	}
}
