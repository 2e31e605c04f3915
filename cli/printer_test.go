package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/cli/lang"
)

func printedBy(t *testing.T, format string, l lang.Lang, print func(*printer) error) string {
	t.Helper()
	con, out, _ := testConsole()
	if err := print(&printer{con: con, lang: l, format: format}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func sampleList(p *printer) error {
	return p.list(
		[]column{{key: "holder"}, {key: "amount", right: true}, {key: "due"}},
		[][]any{
			{"北方钢铁", amount.Amount(100_000), calendar.Date(2027, time.May, 20)},
			{"Bolt", amount.Amount(950), calendar.Day(0)},
		})
}

func TestTablesAlignChineseByTheColumnsItTakes(t *testing.T) {
	want := "" +
		"HOLDER      AMOUNT  DUE\n" +
		"北方钢铁  1,000.00  2027-05-20\n" +
		"Bolt          9.50  -\n"
	if diff := cmp.Diff(want, printedBy(t, "table", lang.English, sampleList)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = "" +
		"持有人        金额  到期日\n" +
		"北方钢铁  1,000.00  2027-05-20\n" +
		"Bolt          9.50  -\n"
	if diff := cmp.Diff(want, printedBy(t, "table", lang.Chinese, sampleList)); diff != "" {
		t.Errorf("Chinese (-want +got):\n%s", diff)
	}
}

func TestJSONAndCSVKeepStableNamesInEveryLanguage(t *testing.T) {
	want := `[
  {
    "holder": "北方钢铁",
    "amount": "1000.00",
    "due": "2027-05-20"
  },
  {
    "holder": "Bolt",
    "amount": "9.50",
    "due": null
  }
]
`
	if diff := cmp.Diff(want, printedBy(t, "json", lang.Chinese, sampleList)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
	want = "holder,amount,due\n北方钢铁,1000.00,2027-05-20\nBolt,9.50,\n"
	if diff := cmp.Diff(want, printedBy(t, "csv", lang.Chinese, sampleList)); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
}

func TestAnEmptyListIsAnEmptyJSONArray(t *testing.T) {
	got := printedBy(t, "json", lang.English, func(p *printer) error { return p.list([]column{{key: "lot"}}, nil) })
	if got != "[]\n" {
		t.Errorf("got %q", got)
	}
}

func TestNamesFromTheChainCannotSteerTheTerminal(t *testing.T) {
	got := printedBy(t, "table", lang.English, func(p *printer) error {
		return p.record([]column{{key: "name"}}, []any{"Ac\x1b[2Jme\u202e\n"})
	})
	if bytes.ContainsAny([]byte(got), "\x1b") || bytes.Contains([]byte(got), []byte("\u202e")) {
		t.Errorf("control characters are printed: %q", got)
	}
}

func TestColourNeedsATerminalAndNoWishAgainstIt(t *testing.T) {
	tests := []struct {
		name    string
		tty     bool
		environ []string
		want    bool
	}{
		{"a terminal", true, nil, true},
		{"a pipe", false, nil, false},
		{"NO_COLOR", true, []string{"NO_COLOR=1"}, false},
		{"a dumb terminal", true, []string{"TERM=dumb"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			con := &console{OutTTY: test.tty, Environ: test.environ}
			if got := con.colour(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
