package index_test

import (
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// lotsAnObligation is how many lots the benchmark cuts each obligation into, as a payment run to so many suppliers does.
const lotsAnObligation = 1_000

// crowd is a chain on which so many lots came into being, 500 in a block, each by a transfer to a company of its own within its obligation.
func crowd(b *testing.B, lots int) *fakeChain {
	d := fakeNetwork()
	f := newFakeChain(ledger{})
	var logs []types.Log
	for n := range lots {
		o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: uint64(1 + n/lotsAnObligation)}
		at := int64(n % lotsAnObligation)
		if at == 0 {
			logs = append(logs, event(b, d, "Created", []any{o.Big(), uint32(31), uint32(41)}, big.NewInt(lotsAnObligation), uint32(21_000), uint32(20_999), uint16(156), uint16(1)))
		}
		if at+1 < lotsAnObligation {
			logs = append(logs, event(b, d, "Transferred", []any{o.Big(), uint32(41), uint32(1_000 + at)}, big.NewInt(at), big.NewInt(at), big.NewInt(at+1)))
		}
		if len(logs) >= 500 || n == lots-1 {
			f.extend(logs, ledger{})
			logs = nil
		}
	}
	for range 100 {
		f.extend(nil, ledger{})
	}
	return f
}

// heap is what is in use after a collection, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkMemoryOfALot says what the index holds in memory for each lot, with its transfer's hop and history.
func BenchmarkMemoryOfALot(b *testing.B) {
	const lots = 200_000
	f := crowd(b, lots)
	for b.Loop() {
		before := heap()
		x, err := index.Open(f, index.Config{Path: filepath.Join(b.TempDir(), "index.db"), Deployment: fakeNetwork()})
		if err != nil {
			b.Fatal(err)
		}
		for s := x.Status(); s.Hash != s.Head.Hash || s.Hash == (common.Hash{}); s = x.Status() {
			if err := x.Step(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/lots, "bytes/lot")
		n := 0
		x.View(func(v index.View) { n = len(v.LotsBy(1_003)) })
		if n != lots/lotsAnObligation {
			b.Fatalf("company 1003 holds %d lots", n)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart says how long it takes to build the state from the file, for each event in it, and how large the file is.
func BenchmarkStart(b *testing.B) {
	const lots = 100_000
	f := crowd(b, lots)
	path := filepath.Join(b.TempDir(), "index.db")
	open := func() *index.Index {
		x, err := index.Open(f, index.Config{Path: path, Deployment: fakeNetwork()})
		if err != nil {
			b.Fatal(err)
		}
		return x
	}
	x := open()
	for s := x.Status(); s.Hash != s.Head.Hash || s.Hash == (common.Hash{}); s = x.Status() {
		if err := x.Step(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		x = open()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/lots, "ns/event")
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/lots, "bytes/event")
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
}
