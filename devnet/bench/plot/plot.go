// Package plot draws line charts as SVG: a few series over a numbered axis, each named where its line ends.
//
// Guarantee: the same chart gives the same bytes; the picture needs no font, script or network, and takes its colours from the reader's
// light or dark setting.
package plot

import (
	"errors"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Point is a measured value.
type Point struct{ X, Y float64 }

// Series is one line.
type Series struct {
	Name   string
	Points []Point
	// Own draws it thicker than the others: it is what the chart is about.
	Own bool
}

// Chart is one picture.
type Chart struct {
	Title string
	// X and Y name what is on the axes, with its unit.
	X, Y string
	// LogX and LogY give an axis a decade the same length everywhere. An axis without begins at 0.
	LogX, LogY bool
	Series     []Series
}

// ErrEmpty: nothing to draw, or a value that its axis cannot have.
var ErrEmpty = errors.New("no such chart can be drawn")

// The picture, in its own units.
const (
	width, height            = 900.0, 420.0
	left, right, top, bottom = 84.0, 262.0, 46.0, 54.0
	labelGap                 = 16.0
	mostTicks                = 6
)

// palettes are the colours of the series, on a light page and on a dark one.
var palettes = [2][]string{
	{"#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#0f766e", "#6e7781", "#9a6700", "#24292f"},
	{"#58a6ff", "#f0883e", "#3fb950", "#bc8cff", "#f778ba", "#39c5cf", "#9198a1", "#d29922", "#e6edf3"},
}

// style has the colours twice: a picture follows the page that it is in.
func style() string {
	var b strings.Builder
	b.WriteString(`<style>
text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#24292f}
.title{font-size:15px;font-weight:600}.quiet{fill:#57606a}.grid{stroke:#d0d7de;stroke-width:1}
.line{fill:none;stroke-width:1.6}.own{stroke-width:3.2}.label-own{font-weight:600}
`)
	paint := func(palette []string) {
		for i, colour := range palette {
			fmt.Fprintf(&b, ".s%[1]d .line{stroke:%[2]s}.s%[1]d .mark,.s%[1]d .label{fill:%[2]s}\n", i, colour)
		}
	}
	paint(palettes[0])
	b.WriteString("@media(prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}.grid{stroke:#3d444d}\n")
	paint(palettes[1])
	b.WriteString("}\n</style>\n")
	return b.String()
}

// SVG draws the chart. It returns ErrEmpty for a chart without a point, and for one with a value that is negative, or not above 0 on a
// logarithmic axis.
func (c Chart) SVG() ([]byte, error) {
	xs, ys, err := c.axes()
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`+"\n", width, height, html.EscapeString(c.Title))
	b.WriteString(style())
	fmt.Fprintf(&b, `<text class="title" x="%.0f" y="24">%s</text>`+"\n", left, html.EscapeString(c.Title))
	for _, tick := range ys.ticks() {
		y := ys.at(tick)
		fmt.Fprintf(&b, `<line class="grid" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>`, left, width-right, y, y)
		fmt.Fprintf(&b, `<text class="quiet" text-anchor="end" x="%.1f" y="%.1f">%s</text>`+"\n", left-8, y+4, number(tick))
	}
	for _, tick := range xs.ticks() {
		x := xs.at(tick)
		fmt.Fprintf(&b, `<line class="grid" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>`, x, x, height-bottom, height-bottom+5)
		fmt.Fprintf(&b, `<text class="quiet" text-anchor="middle" x="%.1f" y="%.1f">%s</text>`+"\n", x, height-bottom+20, number(tick))
	}
	fmt.Fprintf(&b, `<text class="quiet" text-anchor="middle" x="%.1f" y="%.1f">%s</text>`+"\n", (left+width-right)/2, height-12, html.EscapeString(c.X))
	fmt.Fprintf(&b, `<text class="quiet" text-anchor="middle" transform="translate(16 %.1f) rotate(-90)">%s</text>`+"\n", (top+height-bottom)/2, html.EscapeString(c.Y))
	// What the chart is about lies on top.
	for _, own := range []bool{false, true} {
		for i, series := range c.Series {
			if series.Own == own {
				c.line(&b, i, series, xs, ys)
			}
		}
	}
	c.labels(&b, xs, ys)
	b.WriteString("</svg>\n")
	return []byte(b.String()), nil
}

// axes measures both axes.
func (c Chart) axes() (x, y axis, err error) {
	x = axis{log: c.LogX, from: left, to: width - right}
	y = axis{log: c.LogY, from: height - bottom, to: top}
	var xs, ys []float64
	for _, series := range c.Series {
		for _, p := range series.Points {
			if p.X < 0 || p.Y < 0 || c.LogX && p.X == 0 || c.LogY && p.Y == 0 {
				return x, y, fmt.Errorf("%w: %q has the point (%v, %v)", ErrEmpty, series.Name, p.X, p.Y)
			}
			xs, ys = append(xs, p.X), append(ys, p.Y)
		}
	}
	if len(xs) == 0 {
		return x, y, fmt.Errorf("%w: %q has no point", ErrEmpty, c.Title)
	}
	x.fit(slices.Min(xs), slices.Max(xs))
	y.fit(slices.Min(ys), slices.Max(ys))
	return x, y, nil
}

func (c Chart) line(b *strings.Builder, index int, series Series, xs, ys axis) {
	class := fmt.Sprintf("s%d", index%len(palettes[0]))
	thick := ""
	if series.Own {
		thick = " own"
	}
	var path []string
	for _, p := range series.Points {
		path = append(path, fmt.Sprintf("%.1f,%.1f", xs.at(p.X), ys.at(p.Y)))
	}
	fmt.Fprintf(b, `<g class="%s"><polyline class="line%s" points="%s"/>`, class, thick, strings.Join(path, " "))
	// Marks where there are few points: a hundred of them would hide the line.
	if len(series.Points) <= 12 {
		for _, p := range series.Points {
			mark(b, index, xs.at(p.X), ys.at(p.Y))
		}
	}
	b.WriteString("</g>\n")
}

// mark draws a point in the series' own shape: colour alone does not tell series apart for everybody.
func mark(b *strings.Builder, index int, x, y float64) {
	switch index % 4 {
	case 0:
		fmt.Fprintf(b, `<circle class="mark" cx="%.1f" cy="%.1f" r="4"/>`, x, y)
	case 1:
		fmt.Fprintf(b, `<rect class="mark" x="%.1f" y="%.1f" width="7" height="7"/>`, x-3.5, y-3.5)
	case 2:
		fmt.Fprintf(b, `<path class="mark" d="M%.1f %.1fl4.5 8h-9z"/>`, x, y-5)
	default:
		fmt.Fprintf(b, `<path class="mark" d="M%.1f %.1fl5 5-5 5-5-5z"/>`, x, y-5)
	}
}

// labels names each series at the height where it ends, moved apart where they would lie on each other.
func (c Chart) labels(b *strings.Builder, xs, ys axis) {
	type label struct {
		index     int
		end, x, y float64
	}
	var all []label
	for i, series := range c.Series {
		if n := len(series.Points); n > 0 {
			y := ys.at(series.Points[n-1].Y)
			all = append(all, label{i, y, xs.at(series.Points[n-1].X), y})
		}
	}
	slices.SortStableFunc(all, func(a, b label) int { return int(math.Round(10 * (a.end - b.end))) })
	for i := range all {
		if i > 0 {
			all[i].y = max(all[i].y, all[i-1].y+labelGap)
		}
	}
	for i, lowest := len(all)-1, height-bottom+4; i >= 0; i, lowest = i-1, all[i].y-labelGap {
		all[i].y = min(all[i].y, lowest)
	}
	for _, l := range all {
		own := ""
		if c.Series[l.index].Own {
			own = " label-own"
		}
		fmt.Fprintf(b, `<g class="s%d"><polyline class="line" stroke-opacity=".4" points="%.1f,%.1f %.1f,%.1f %.1f,%.1f"/>`,
			l.index%len(palettes[0]), l.x+6, l.end, max(l.x+6, width-right+6), l.end, width-right+20, l.y)
		fmt.Fprintf(b, `<text class="label%s" x="%.1f" y="%.1f">%s</text></g>`+"\n", own, width-right+24, l.y+4, html.EscapeString(c.Series[l.index].Name))
	}
}

// number writes a tick: whole numbers grouped by thousands, others as they are.
func number(v float64) string {
	if v != math.Trunc(v) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	digits := strconv.FormatFloat(v, 'f', 0, 64)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
