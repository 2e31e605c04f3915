package index_test

import (
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
)

// madeRun is a payment run of the model: where its units begin, and its leaves. It is never changed in place.
type madeRun struct {
	name   ref.Run
	act    common.Hash
	start  int
	leaves []run.Leaf
	units  []ref.Units
}

// paid are the events of paying with a run.
func paid(t fataler, d *deployment.Deployment, id *big.Int, r madeRun, lot int, recourse bool) []types.Log {
	packed, err := run.Pack(r.leaves, r.name.Company)
	if err != nil {
		t.Fatalf("%v", err)
	}
	end := big.NewInt(int64(r.start) + int64(run.Total(r.leaves)))
	return []types.Log{
		eventOf(t, d, "PaymentRuns", contracts.NewPaymentRuns().GetABI(), "RunPaid", []any{r.name.Big(), id, r.name.Company}, common.Hash{}, packed),
		event(t, d, "Committed", []any{id, r.name.Big(), r.name.Company}, big.NewInt(int64(lot)), big.NewInt(int64(r.start)), end,
			uint32(len(r.leaves)), uint32(20_500), recourse, r.act),
	}
}

// pay plays a run over units of a held lot.
func pay(t *rapid.T, d *deployment.Deployment, id *big.Int, l *ledger, lot, from, to int) []types.Log {
	payer := l.holder[lot]
	r := madeRun{name: ref.Run{Company: payer, Serial: uint64(len(l.runs))}, act: common.Hash{byte(len(l.runs)), 1}, start: from}
	for at := from; at < to; {
		amount := rapid.IntRange(1, to-at).Draw(t, "amount")
		payee := rapid.SampledFrom([]uint32{42, 43, 50, 51}).Filter(func(c uint32) bool { return c != payer }).Draw(t, "payee")
		r.leaves = append(r.leaves, run.Leaf{Payee: payee, Amount: uint64(amount)})
		l.cut(at, at+amount)
		at += amount
	}
	r.units = run.Units(r.leaves, uint64(from))
	l.set(from, to, payer, index.Unopened)
	l.runs = append(l.runs, r)
	return paid(t, d, id, r, lot, rapid.Bool().Draw(t, "recourse"))
}

// runOver is the newest run over a unit: an older one's came back to its payer.
func (l *ledger) runOver(unit int) (r madeRun) {
	for _, made := range l.runs {
		if made.start <= unit && unit < made.start+int(run.Total(made.leaves)) {
			r = made
		}
	}
	return r
}

// open plays the opening of some unopened leaves of the run that the leaf at a unit is of.
func open(t *rapid.T, d *deployment.Deployment, id *big.Int, l *ledger, unit int) []types.Log {
	r := l.runOver(unit)
	opened, accepted := new(big.Int), new(big.Int)
	var after []types.Log
	for row, units := range r.units {
		start, end := int(units.Start), int(units.End)
		if l.state[start] != index.Unopened || l.runOver(start).name != r.name || (start != unit && !rapid.Bool().Draw(t, "too")) {
			continue
		}
		opened.SetBit(opened, row, 1)
		switch rapid.SampledFrom([]string{"accept", "offer", "return"}).Draw(t, "as") {
		case "accept":
			accepted.SetBit(accepted, row, 1)
			l.set(start, end, r.leaves[row].Payee, index.Held)
		case "offer":
			l.set(start, end, r.name.Company, index.Locked)
			first := big.NewInt(int64(start))
			after = append(after, event(t, d, "Proposed", []any{id, r.name.Company, r.leaves[row].Payee}, first, first, big.NewInt(int64(end)),
				uint8(1), uint32(20_500), run.Proposal(r.act, uint32(row))))
		default:
			l.set(start, end, r.name.Company, index.Held)
		}
	}
	return append([]types.Log{event(t, d, "Opened", []any{id}, r.name.Big(), uint32(0), opened, accepted)}, after...)
}

func TestTenThousandLeavesAreAppliedAndUndone(t *testing.T) {
	const leaves = 10_000
	d := fakeNetwork()
	o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}
	r := madeRun{name: ref.Run{Company: 41, Serial: 1}, act: common.Hash{1}, leaves: make([]run.Leaf, leaves)}
	for i := range r.leaves {
		r.leaves[i] = run.Leaf{Payee: uint32(100 + i), Amount: 1}
	}
	f := newFakeChain(ledger{})
	f.extend([]types.Log{event(t, d, "Created", []any{o.Big(), uint32(31), uint32(41)}, big.NewInt(leaves), uint32(21_000), uint32(20_999), uint16(156), uint16(1))}, ledger{})
	x, err := index.Open(f, index.Config{Path: filepath.Join(t.TempDir(), "x.db"), Deployment: d, ReconcileEvery: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	step(t, x)
	dumps := []string{dump(t, x)}
	apply := func(what string, logs []types.Log) {
		t.Helper()
		f.extend(logs, ledger{})
		began := time.Now()
		step(t, x)
		t.Logf("%s: %s", what, time.Since(began))
		dumps = append(dumps, dump(t, x))
	}
	apply("paid", paid(t, d, o.Big(), r, 0, true))
	all := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1))
	var opened []types.Log
	offered := uint32(0)
	for first := 0; first < leaves; first += 256 {
		bits := new(big.Int).Rsh(all, uint(max(0, first+256-leaves)))
		accepted := bits
		if first >= leaves/2 {
			accepted = new(big.Int)
		}
		opened = append(opened, event(t, d, "Opened", []any{o.Big()}, r.name.Big(), uint32(first), bits, accepted))
		if accepted.Sign() != 0 {
			continue
		}
		for row := first; row < min(first+256, leaves); row++ {
			unit := big.NewInt(int64(row))
			opened = append(opened, event(t, d, "Proposed", []any{o.Big(), uint32(41), uint32(100 + row)}, unit, unit, big.NewInt(int64(row+1)),
				uint8(2), uint32(20_500), run.Proposal(r.act, uint32(row))))
			offered++
		}
	}
	apply("opened", opened)
	x.View(func(v index.View) {
		got, _ := v.Run(r.name)
		if got.Opened != leaves || got.Accepted+offered != leaves || offered < 4_000 || got.Returned != 0 {
			t.Errorf("%d open, %d accepted, %d returned", got.Opened, got.Accepted, got.Returned)
		}
	})
	for back := len(dumps) - 2; back >= 0; back-- {
		f.cutBack(1)
		f.extend(nil, ledger{})
		step(t, x)
		if diff := cmp.Diff(dumps[back], dump(t, x)); diff != "" {
			t.Fatalf("undone to %d (-before +after):\n%.2000s", back, diff)
		}
		f.cutBack(1)
	}
}
