package anchor_test

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// scrape is every metric's value, by name, and by state where it has one.
func scrape(t *testing.T, registry *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := make(map[string]float64)
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			name := family.GetName()
			for _, label := range metric.GetLabel() {
				name += " " + label.GetValue()
			}
			values[name] = metric.GetGauge().GetValue() + metric.GetCounter().GetValue() + float64(metric.GetHistogram().GetSampleCount())
		}
	}
	return values
}

func TestTheMetricsSayHowTheAnchorStands(t *testing.T) {
	registry := prometheus.NewRegistry()
	m := anchor.NewPrometheus(registry)
	now := time.Unix(1_790_000_000, 0)
	m.Observe(anchor.Status{
		Head: chain.Block{Number: 70}, HeadSince: now.Add(-3 * time.Second), Senders: []anchor.Sender{{Address: common.Address{1}, Balance: big.NewInt(25e17)}},
		InFlight: 2, Unfinal: 1, Held: []string{"signer"},
		Outbox: outbox.Stats{Count: map[outbox.State]uint64{outbox.Queued: 5, outbox.Final: 9}, Oldest: now.Add(-time.Minute)},
	}, now)
	got := scrape(t, registry)
	want := map[string]float64{
		"tally_relayer_acts queued": 5, "tally_relayer_acts final": 9, "tally_relayer_acts sent": 0,
		"tally_relayer_head_block": 70, "tally_relayer_head_age_seconds": 3, "tally_relayer_balance_ether " + common.Address{1}.Hex(): 2.5,
		"tally_relayer_transactions_in_flight": 2, "tally_relayer_transactions_unfinal": 1, "tally_relayer_held_reasons": 1,
		"tally_relayer_queue_oldest_age_seconds": 60,
	}
	for name, value := range want {
		if diff := cmp.Diff(value, got[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheMetricsCountWhatHappened(t *testing.T) {
	registry := prometheus.NewRegistry()
	r := newRig(t, newWorld(t), func(cfg *anchor.Config) { cfg.Metrics = anchor.NewPrometheus(registry) })
	r.accept(r.stranger(), r.standing())
	r.step()
	r.mine(1)
	r.step()
	r.ask(nil, "anvil_reorg", 1, []any{})
	r.ask(nil, "anvil_dropAllTransactions")
	r.finish()
	got := scrape(t, registry)
	for name, want := range map[string]float64{
		"tally_relayer_transactions_sent_total": 1, "tally_relayer_acts_mined_total": 2, "tally_relayer_reorgs_total": 1,
		"tally_relayer_acts_final_total": 1, "tally_relayer_acts_failed_total": 1, "tally_relayer_fee_bumps_total": 0,
		"tally_relayer_act_final_seconds": 1,
	} {
		if diff := cmp.Diff(want, got[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// Mined twice, paid once.
	var receipt struct{ GasUsed, EffectiveGasPrice hexutil.Big }
	r.ask(&receipt, "eth_getTransactionReceipt", r.reservation(0).Tx)
	if gas := float64(receipt.GasUsed.ToInt().Uint64()); gas == 0 || got["tally_relayer_gas_used_total"] != gas {
		t.Errorf("gas used %v, want %v", got["tally_relayer_gas_used_total"], gas)
	}
	wei := new(big.Int).Mul(receipt.GasUsed.ToInt(), receipt.EffectiveGasPrice.ToInt())
	if want := float64(wei.Uint64()) / 1e18; math.Abs(got["tally_relayer_gas_spent_ether_total"]-want) > want/1e9 || want == 0 {
		t.Errorf("gas cost %v ether, want %v", got["tally_relayer_gas_spent_ether_total"], want)
	}
}
