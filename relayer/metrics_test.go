//go:build !windows

package relayer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/devnet"
)

// TestTheMetricsAreThoseOfTheListAndWellNamed scrapes a relayer that has done an act: METRICS.md lists each of its own metrics, as it describes
// itself, and Prometheus's own rules for names, units and texts are kept.
func TestTheMetricsAreThoseOfTheListAndWellNamed(t *testing.T) {
	g := newGround(t)
	p := start(t, g.order(devnet.Relayer), "")
	c := p.api()
	stored, _, err := c.Post(t.Context(), g.signed(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Await(t.Context(), stored.ID, client.UntilFinal); err != nil {
		t.Fatal(err)
	}
	// Costs are counted behind the act's own end, and the gauges once a round.
	p.await("the act's cost", "/metrics", func(_ int, body string) bool {
		return regexp.MustCompile(`(?m)^tally_relayer_gas_spent_ether_total [1-9]`).MatchString(body)
	})
	_, body, err := p.page("/metrics")
	if err != nil {
		t.Fatal(err)
	}
	problems, err := promlint.New(strings.NewReader(body)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		if strings.HasPrefix(problem.Metric, "tally_") {
			t.Errorf("%s: %s", problem.Metric, problem.Text)
		}
	}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var own []*dto.MetricFamily
	for name, family := range families {
		if strings.HasPrefix(name, "tally_") {
			own = append(own, family)
		}
	}
	slices.SortFunc(own, func(a, b *dto.MetricFamily) int { return cmp.Compare(a.GetName(), b.GetName()) })
	generated(t, "METRICS.md", metricsPage(own))
	for _, name := range []string{"gas_used_total", "gas_spent_ether_total", "act_final_seconds", "balance_ether", "index_companies", "outbox_bytes", "ready"} {
		m := families["tally_relayer_"+name].GetMetric()
		if len(m) != 1 || m[0].GetGauge().GetValue()+m[0].GetCounter().GetValue()+float64(m[0].GetHistogram().GetSampleCount()) <= 0 {
			t.Errorf("%s is %v after an act", name, m)
		}
	}
}

// metricsPage is METRICS.md.
func metricsPage(families []*dto.MetricFamily) string {
	var b bytes.Buffer
	b.WriteString(`# The relayer's metrics

` + "`/metrics`" + ` has these, and those of the Go runtime and of the process (` + "`go_…`, `process_…`" + `). Generated from what a relayer says of itself; a test
holds the two together. ` + "`deploy/`" + ` has a dashboard and alerts that use them.

| metric | type | labels | |
|---|---|---|---|
`)
	for _, family := range families {
		labels := map[string]bool{}
		for _, m := range family.GetMetric() {
			for _, l := range m.GetLabel() {
				labels["`"+l.GetName()+"`"] = true
			}
		}
		var names []string
		for name := range labels {
			names = append(names, name)
		}
		slices.Sort(names)
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", family.GetName(), strings.ToLower(family.GetType().String()), strings.Join(names, ", "), family.GetHelp())
	}
	return b.String()
}

// listed are the metrics that METRICS.md lists, and what Prometheus makes of a histogram.
func listed(t *testing.T) map[string]bool {
	t.Helper()
	page, err := os.ReadFile("METRICS.md")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{"process_resident_memory_bytes": true, "process_open_fds": true, "process_max_fds": true, "go_goroutines": true}
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (\\w+) ").FindAllStringSubmatch(string(page), -1) {
		names[row[1]] = true
		if row[2] == "histogram" {
			names[row[1]+"_bucket"], names[row[1]+"_sum"], names[row[1]+"_count"] = true, true, true
			delete(names, row[1])
		}
	}
	if len(names) < 30 {
		t.Fatalf("METRICS.md lists %d metrics only", len(names))
	}
	return names
}

var metricName = regexp.MustCompile(`\b(tally|go|process)_[a-z_]+`)

// known fails the test for each metric in an expression that there is not.
func known(t *testing.T, names map[string]bool, where, expression string) {
	t.Helper()
	found := metricName.FindAllString(expression, -1)
	if len(found) == 0 {
		t.Errorf("%s: %q names no metric", where, expression)
	}
	for _, name := range found {
		if !names[name] {
			t.Errorf("%s: there is no metric %s", where, name)
		}
	}
}

func TestTheDashboardShowsOnlyMetricsThatThereAre(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("deploy", "dashboard.json"))
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Title, UID string
		Panels     []struct {
			ID      int
			Title   string
			Type    string
			GridPos struct{ X, Y, W, H int }
			Targets []struct{ Expr, LegendFormat, RefID string }
		}
	}
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	names, ids, expressions := listed(t), map[int]bool{}, 0
	for _, panel := range board.Panels {
		if ids[panel.ID] || panel.Title == "" || panel.GridPos.W == 0 || panel.GridPos.X+panel.GridPos.W > 24 {
			t.Errorf("panel %d %q: its id is taken, or it has no title or no place", panel.ID, panel.Title)
		}
		ids[panel.ID] = true
		if panel.Type != "row" && len(panel.Targets) == 0 {
			t.Errorf("panel %q shows nothing", panel.Title)
		}
		for _, target := range panel.Targets {
			expressions++
			known(t, names, panel.Title, target.Expr)
		}
	}
	if expressions < 15 {
		t.Errorf("only %d expressions: the test does not read what it should", expressions)
	}
}

func TestTheAlertsUseOnlyMetricsThatThereAre(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("deploy", "alerts.yml"))
	if err != nil {
		t.Fatal(err)
	}
	names, alerts := listed(t), 0
	for _, rule := range strings.Split(string(raw), "      - alert: ")[1:] {
		alerts++
		name, rest, _ := strings.Cut(rule, "\n")
		expression := regexp.MustCompile(`(?m)^        expr: (.+)$`).FindStringSubmatch(rest)
		if expression == nil || !regexp.MustCompile(`(?m)^        for: \d+[sm]$`).MatchString(rest) ||
			!regexp.MustCompile(`severity: (page|ticket)`).MatchString(rest) || !strings.Contains(rest, "summary: ") || !strings.Contains(rest, "description: ") {
			t.Errorf("%s has no expression, time, severity, summary or description", name)
			continue
		}
		known(t, names, name, expression[1])
	}
	if alerts < 10 {
		t.Errorf("only %d alerts: the test does not read what it should", alerts)
	}
}
