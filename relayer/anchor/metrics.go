package anchor

import (
	"math/big"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tallystick/tallystick/relayer/outbox"
)

// Metrics hears what an anchor does.
type Metrics interface {
	// Sent: a transaction went out for the first time.
	Sent()
	// Mined: a transaction with so many acts landed.
	Mined(acts int)
	// Final: so many acts were done, and so many refused, for good.
	Final(done, failed int)
	// Spent: a transaction that is final has cost so much gas, and so many wei; nil where that is not known.
	Spent(gas uint64, wei *big.Int)
	// Took: an act took so long from its acceptance until its answer was final.
	Took(time.Duration)
	// Bumped: a transaction's fees were raised.
	Bumped()
	// Reorged: a block that held a transaction left the chain.
	Reorged()
	// DeepReorged: a block that was final left the chain, and so many acts are not final any more.
	DeepReorged(acts int)
	// Observe: how things stand at the end of a round.
	Observe(status Status, now time.Time)
}

// Silent is the Metrics that hears nothing.
type Silent struct{}

// Sent does nothing.
func (Silent) Sent() {}

// Mined does nothing.
func (Silent) Mined(int) {}

// Final does nothing.
func (Silent) Final(int, int) {}

// Spent does nothing.
func (Silent) Spent(uint64, *big.Int) {}

// Took does nothing.
func (Silent) Took(time.Duration) {}

// Bumped does nothing.
func (Silent) Bumped() {}

// Reorged does nothing.
func (Silent) Reorged() {}

// DeepReorged does nothing.
func (Silent) DeepReorged(int) {}

// Observe does nothing.
func (Silent) Observe(Status, time.Time) {}

// Prometheus is the Metrics that a Prometheus server scrapes.
type Prometheus struct {
	sent, mined, done, failed, bumps, reorgs prometheus.Counter
	deepReorgs, undone, gas, fees            prometheus.Counter
	took                                     prometheus.Histogram
	states                                   *prometheus.GaugeVec
	inFlight, unfinal, held                  prometheus.Gauge
	oldest, headNumber, headAge              prometheus.Gauge
	balance                                  *prometheus.GaugeVec
}

// NewPrometheus makes the anchor's metrics and registers them; it panics if they are registered there already.
func NewPrometheus(registry prometheus.Registerer) *Prometheus {
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Namespace: "tally", Subsystem: "relayer", Name: name, Help: help})
		registry.MustRegister(c)
		return c
	}
	gaugeOptions := func(name, help string) prometheus.GaugeOpts {
		return prometheus.GaugeOpts{Namespace: "tally", Subsystem: "relayer", Name: name, Help: help}
	}
	gauge := func(name, help string) prometheus.Gauge {
		g := prometheus.NewGauge(gaugeOptions(name, help))
		registry.MustRegister(g)
		return g
	}
	p := &Prometheus{
		sent:       counter("transactions_sent_total", "Transactions sent for the first time."),
		mined:      counter("acts_mined_total", "Acts in a canonical block; an act mined again after a reorganisation counts again."),
		done:       counter("acts_final_total", "Acts done, at final depth."),
		failed:     counter("acts_failed_total", "Acts refused in simulation or by the chain at final depth."),
		bumps:      counter("fee_bumps_total", "Transactions whose fees were raised."),
		reorgs:     counter("reorgs_total", "Transactions whose block left the chain."),
		deepReorgs: counter("deep_reorgs_total", "Blocks that left the chain after they were final. Anything above 0 is an alarm."),
		undone:     counter("acts_undone_total", "Acts that were final and are not any more."),
		gas:        counter("gas_used_total", "Gas units that this process's transactions used, counted when they are final."),
		fees:       counter("gas_spent_ether_total", "What the gas of this process's transactions cost, counted when they are final."),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "tally", Subsystem: "relayer", Name: "act_final_seconds", Help: "Time from an act's acceptance until its answer was final; one that was refused before it was sent is not in it.",
			Buckets: []float64{1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600},
		}),
		states:     prometheus.NewGaugeVec(gaugeOptions("acts", "Acts in the outbox by state."), []string{"state"}),
		inFlight:   gauge("transactions_in_flight", "Transactions reserved, signed or sent, and not mined."),
		unfinal:    gauge("transactions_unfinal", "Transactions mined and not final."),
		held:       gauge("held_reasons", "Different reasons for which transactions are held."),
		oldest:     gauge("queue_oldest_age_seconds", "Age of the oldest queued act; 0 if none is queued."),
		headNumber: gauge("head_block", "Number of the newest block seen."),
		headAge:    gauge("head_age_seconds", "Time since the newest block was first seen."),
		balance:    prometheus.NewGaugeVec(gaugeOptions("balance_ether", "What each of the relayer's keys has to pay for gas."), []string{"key"}),
	}
	registry.MustRegister(p.states, p.took, p.balance)
	return p
}

// Sent counts a transaction.
func (p *Prometheus) Sent() { p.sent.Inc() }

// Mined counts acts.
func (p *Prometheus) Mined(acts int) { p.mined.Add(float64(acts)) }

// Final counts acts.
func (p *Prometheus) Final(done, failed int) {
	p.done.Add(float64(done))
	p.failed.Add(float64(failed))
}

// Spent counts what a transaction cost.
func (p *Prometheus) Spent(gas uint64, wei *big.Int) {
	p.gas.Add(float64(gas))
	if wei != nil {
		p.fees.Add(ether(wei))
	}
}

// Took notes how long an act took. A clock that was set back makes that nothing.
func (p *Prometheus) Took(d time.Duration) { p.took.Observe(max(0, d.Seconds())) }

// Bumped counts a fee bump.
func (p *Prometheus) Bumped() { p.bumps.Inc() }

// Reorged counts a transaction that a reorganisation took back.
func (p *Prometheus) Reorged() { p.reorgs.Inc() }

// DeepReorged counts a block that was final, and its acts.
func (p *Prometheus) DeepReorged(acts int) {
	p.deepReorgs.Inc()
	p.undone.Add(float64(acts))
}

// Observe sets the gauges.
func (p *Prometheus) Observe(s Status, now time.Time) {
	for _, state := range outbox.States() {
		p.states.WithLabelValues(state.String()).Set(float64(s.Outbox.Count[state]))
	}
	p.inFlight.Set(float64(s.InFlight))
	p.unfinal.Set(float64(s.Unfinal))
	p.held.Set(float64(len(s.Held)))
	p.oldest.Set(0)
	if !s.Outbox.Oldest.IsZero() {
		p.oldest.Set(now.Sub(s.Outbox.Oldest).Seconds())
	}
	if !s.HeadSince.IsZero() {
		p.headNumber.Set(float64(s.Head.Number))
		p.headAge.Set(now.Sub(s.HeadSince).Seconds())
	}
	for _, sender := range s.Senders {
		if sender.Balance != nil {
			p.balance.WithLabelValues(sender.Address.Hex()).Set(ether(sender.Balance))
		}
	}
}

func ether(wei *big.Int) float64 {
	n, _ := new(big.Float).Quo(new(big.Float).SetInt(wei), big.NewFloat(1e18)).Float64()
	return n
}
