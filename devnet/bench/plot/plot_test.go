package plot

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func chart() Chart {
	return Chart{
		Title: "Paying & <more>", X: "payees", Y: "gas", LogX: true,
		Series: []Series{
			{Name: "ours", Own: true, Points: []Point{{1, 100}, {10, 100}, {100, 100}}},
			{Name: "a peer", Points: []Point{{1, 101}, {100, 101}}},
			{Name: "another", Points: []Point{{1, 102}, {100, 102}}},
		},
	}
}

func TestAChartIsWellFormedAndNamesEverySeries(t *testing.T) {
	svg, err := chart().SVG()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for decoder := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
		if text, ok := token.(xml.CharData); ok {
			words = append(words, string(text))
		}
	}
	all := strings.Join(words, "\n")
	for _, word := range []string{"Paying & <more>", "payees", "gas", "ours", "a peer", "another", "prefers-color-scheme:dark"} {
		if !strings.Contains(all, word) {
			t.Errorf("the picture does not say %q", word)
		}
	}
}

func TestNamesOfLinesThatEndTogetherDoNotLieOnEachOther(t *testing.T) {
	svg, err := chart().SVG()
	if err != nil {
		t.Fatal(err)
	}
	var heights []float64
	for _, found := range regexp.MustCompile(`<text class="label[^"]*" x="[^"]*" y="([^"]*)"`).FindAllSubmatch(svg, -1) {
		y, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		heights = append(heights, y)
	}
	if len(heights) != 3 {
		t.Fatalf("%d names, not 3", len(heights))
	}
	for i := 1; i < len(heights); i++ {
		if heights[i]-heights[i-1] < labelGap-0.1 {
			t.Errorf("names at %v and %v", heights[i-1], heights[i])
		}
	}
}

func TestAnAxisEndsAtARoundNumberOrAWholeDecade(t *testing.T) {
	for _, c := range []struct {
		log         bool
		least, most float64
		low, high   float64
		ticks       int
	}{
		{false, 3, 231_813, 0, 250_000, 6},
		{false, 0, 0, 0, 1, 6},
		{false, 1, 100, 0, 100, 6},
		{true, 10, 10_000, 10, 10_000, 4},
		{true, 524, 189_000, 100, 1_000_000, 5},
		{true, 10, 10, 10, 100, 2},
	} {
		a := axis{log: c.log, to: 100}
		a.fit(c.least, c.most)
		if a.low != c.low || a.high != c.high || len(a.ticks()) != c.ticks {
			t.Errorf("from %v to %v: %v to %v with ticks %v", c.least, c.most, a.low, a.high, a.ticks())
		}
		if a.at(c.low) != 0 || a.at(c.high) != 100 {
			t.Errorf("its ends lie at %v and %v", a.at(c.low), a.at(c.high))
		}
	}
}

func TestWhatAnAxisCannotShowIsRefused(t *testing.T) {
	for _, wrong := range []Chart{
		{Title: "nothing"},
		{Title: "below", Series: []Series{{Name: "s", Points: []Point{{1, -1}}}}},
		{Title: "zero", LogY: true, Series: []Series{{Name: "s", Points: []Point{{1, 0}}}}},
	} {
		if _, err := wrong.SVG(); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s: %v", wrong.Title, err)
		}
	}
}
