package relayer

import (
	"net/http"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// measure lets a Prometheus server see what the anchor does not tell itself: the index, the files, what waits for how long, and what the operator
// wants. METRICS.md lists all of it.
func (s *service) measure() {
	gauge := func(name, help string, value func() float64) {
		s.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "tally", Subsystem: "relayer", Name: name, Help: help}, value))
	}
	flag := func(is bool) float64 {
		if is {
			return 1
		}
		return 0
	}
	gauge("ready", "1 while /readyz answers 200.", func() float64 { return flag(len(s.health.reasons()) == 0) })
	gauge("paused", "1 while an operator has it paused: acts are taken, and none is sent.", func() float64 { return flag(s.operation.isPaused()) })
	gauge("index_rebuilding", "1 while the index is rebuilt from the chain.", func() float64 { return flag(s.operation.rebuilding()) })
	gauge("index_block", "Number of the newest block in the index.", func() float64 { return float64(s.index.Status().Block) })
	gauge("index_lag_blocks", "Blocks that the index is behind the node's newest.", func() float64 {
		at := s.index.Status()
		return float64(max(at.Head.Number, at.Block) - at.Block)
	})
	counted := func(pick func(index.Counts) int) func() float64 {
		return func() (n float64) {
			s.index.View(func(v index.View) { n = float64(pick(v.Counts())) })
			return n
		}
	}
	gauge("index_companies", "Companies in the index.", counted(func(c index.Counts) int { return c.Companies }))
	gauge("index_obligations", "Obligations in the index, void ones too.", counted(func(c index.Counts) int { return c.Obligations }))
	gauge("index_lots", "Lots in the index.", counted(func(c index.Counts) int { return c.Lots }))
	gauge("outbox_bytes", "Size of the outbox's file.", func() float64 {
		info, err := os.Stat(s.box.Path())
		if err != nil {
			return 0
		}
		return float64(info.Size())
	})
	gauge("in_flight_oldest_age_seconds", "Time since the oldest unmined transaction was first signed; 0 if none is unmined.", func() float64 {
		return s.waits().Seconds()
	})
	gauge("finality_lag_blocks", "Blocks on top of the oldest transaction that is mined and not final; 0 if there is none. Above the final depth for long, finality lags.",
		func() float64 { return float64(s.lag()) })
	s.registry.MustRegister(prometheus.NewCounterFunc(
		prometheus.CounterOpts{Namespace: "tally", Subsystem: "relayer", Name: "index_undone_total", Help: "Blocks undone in the index because they left the chain."},
		func() float64 { return float64(s.index.Status().Reorgs) },
	))
}

// waits is how long the oldest unmined transaction has been under way.
func (s *service) waits() (longest time.Duration) {
	s.eachLive(func(r outbox.Reservation) {
		if r.Stage == outbox.StageOpen && len(r.Attempts) > 0 {
			longest = max(longest, s.cfg.Now().Sub(r.Attempts[0].At))
		}
	})
	return longest
}

// lag is how many blocks are on top of the oldest transaction that is not final.
func (s *service) lag() (blocks uint64) {
	head := s.anchor.Status().Head.Number
	s.eachLive(func(r outbox.Reservation) {
		if r.Stage == outbox.StageLanded && r.Height < head {
			blocks = max(blocks, head-r.Height)
		}
	})
	return blocks
}

// eachLive visits every reservation that is not closed. What cannot be read shows elsewhere.
func (s *service) eachLive(visit func(outbox.Reservation)) {
	for _, sender := range s.operation.senders() {
		live, err := s.box.Live(sender)
		if err != nil {
			return
		}
		for _, r := range live {
			visit(r)
		}
	}
}

// counted counts the API's requests and how long they take.
func (s *service) counted(api http.Handler) http.Handler {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Namespace: "tally", Subsystem: "relayer", Name: "requests_total", Help: "Requests to the API by method and status code.",
	}, []string{"method", "code"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "tally", Subsystem: "relayer", Name: "request_seconds", Help: "Time that requests to the API took; one that waits for a change takes as long as it waits.",
		Buckets: []float64{0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60},
	}, []string{"method"})
	s.registry.MustRegister(requests, took)
	return promhttp.InstrumentHandlerCounter(requests, promhttp.InstrumentHandlerDuration(took, api))
}
