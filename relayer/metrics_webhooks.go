package relayer

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tallystick/tallystick/relayer/webhook"
)

// postage lets a Prometheus server see how the webhooks fare.
type postage struct {
	desk *webhook.Desk
	now  func() time.Time

	delivered, failed, webhooks, waiting, oldest *prometheus.Desc
}

func newPostage(desk *webhook.Desk, now func() time.Time) *postage {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("tally_relayer_"+name, help, labels, nil)
	}
	return &postage{
		desk: desk, now: now,
		delivered: describe("webhook_deliveries_total", "Messages that ERPs took."),
		failed:    describe("webhook_failures_total", "Attempts to post a message that failed; each is tried again later."),
		webhooks:  describe("webhooks", "Webhooks by state: active, failing (its message is tried again later), stopped (until somebody replays).", "state"),
		waiting:   describe("webhook_messages_waiting", "Messages that wait for ERPs to take them, as of each webhook's newest attempt and 1,000 of one at the most; without those of stopped ones."),
		oldest:    describe("webhook_oldest_age_seconds", "Time since the event of the oldest of these messages happened; 0 if none waits."),
	}
}

// Describe is prometheus.Collector.
func (p *postage) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(p, to) }

// Collect is prometheus.Collector. Where the webhooks' file cannot be read there is nothing to tell; the log says so, since nothing is posted then.
func (p *postage) Collect(to chan<- prometheus.Metric) {
	s, err := p.desk.Stats()
	if err != nil {
		return
	}
	tell := func(desc *prometheus.Desc, kind prometheus.ValueType, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, kind, value, labels...)
	}
	tell(p.delivered, prometheus.CounterValue, float64(s.Delivered))
	tell(p.failed, prometheus.CounterValue, float64(s.Failed))
	tell(p.webhooks, prometheus.GaugeValue, float64(s.Active), "active")
	tell(p.webhooks, prometheus.GaugeValue, float64(s.Failing), "failing")
	tell(p.webhooks, prometheus.GaugeValue, float64(s.Stopped), string(webhook.Stopped))
	tell(p.waiting, prometheus.GaugeValue, float64(s.Waiting))
	age := time.Duration(0)
	if !s.Oldest.IsZero() {
		age = max(0, p.now().Sub(s.Oldest))
	}
	tell(p.oldest, prometheus.GaugeValue, age.Seconds())
}
