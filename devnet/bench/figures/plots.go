package figures

import (
	"slices"

	"github.com/tallystick/tallystick/devnet/bench/plot"
)

// Plot is a picture of the report.
type Plot struct {
	// File is its name, beside the report.
	File string
	SVG  []byte
}

// Plots draws the report's pictures.
func (f *Figures) Plots() ([]Plot, error) {
	payees := plot.Chart{
		Title: "Paying many at once", X: "payees (each decade the same length)", Y: "gas a payee (likewise)",
		LogX: true, LogY: true, Series: f.payeeSeries(),
	}
	depth := plot.Chart{Title: "The same hop at any depth", X: "hop", Y: "gas of the hop", Series: series(f.Depth)}
	lots := plot.Chart{
		Title: "The same act with any number of lots", X: "lots of the obligation (each decade the same length)", Y: "gas of the act",
		LogX: true, Series: series(f.Lots),
	}
	type picture struct {
		file  string
		chart plot.Chart
	}
	pictures := []picture{{"payees.svg", payees}, {"depth.svg", depth}, {"lots.svg", lots}}
	if len(f.BySize) > 0 {
		pictures = append(pictures, picture{"throughput.svg", plot.Chart{
			Title: "The same acts in larger transactions", X: "acts in a transaction (each decade the same length)", Y: "acts a second",
			LogX: true, Series: f.throughput(),
		}})
	}
	var plots []Plot
	for _, each := range pictures {
		if len(each.chart.Series) == 0 {
			continue // of a part that was not measured
		}
		svg, err := each.chart.SVG()
		if err != nil {
			return nil, err
		}
		plots = append(plots, Plot{each.file, svg})
	}
	return plots, nil
}

// throughput is the chain alone and the relayer, by the size of transactions.
func (f *Figures) throughput() []plot.Series {
	alone, relayed := plot.Series{Name: "chain alone"}, plot.Series{Name: "through the relayer", Own: true}
	for _, rate := range f.BySize {
		alone.Points = append(alone.Points, plot.Point{X: float64(rate.At), Y: rate.PerSecond})
		relayed.Points = append(relayed.Points, plot.Point{X: float64(rate.At), Y: rate.Relayed})
	}
	return []plot.Series{alone, relayed}
}

// payeeSeries are the ways of paying, each over the numbers of payees that it was measured at.
func (f *Figures) payeeSeries() []plot.Series {
	var all []plot.Series
	for _, payment := range f.Payments {
		for _, way := range payment.Ways {
			at := slices.IndexFunc(all, func(s plot.Series) bool { return s.Name == way.Title() })
			if at < 0 {
				at = len(all)
				all = append(all, plot.Series{Name: way.Title(), Own: way.How != ""})
			}
			all[at].Points = append(all[at].Points, plot.Point{X: float64(payment.Payees), Y: float64(way.Gas) / float64(payment.Payees)})
		}
	}
	return all
}

func series(curves []Curve) []plot.Series {
	var all []plot.Series
	for _, curve := range curves {
		s := plot.Series{Name: curve.Name, Own: curve.Own}
		for _, p := range curve.Points {
			s.Points = append(s.Points, plot.Point{X: float64(p.At), Y: float64(p.Gas)})
		}
		all = append(all, s)
	}
	return all
}
