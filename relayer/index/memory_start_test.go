package index_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/index"
)

// started is what a process says of itself that has opened an index's file and does nothing else.
type started struct {
	Heap, Resident uint64
	Took           time.Duration
}

// startedIndex names the file that this process is to open and say how that went; empty in all but the process that BenchmarkManyLots starts.
const startedIndex = "BENCH_INDEX"

// BenchmarkManyLots says what BENCH_LOTS lots (50,000 without it) take: the heap in use once the index has followed them, and then, in a process of
// its own with the collector's setting of the systemd unit, the heap and the anonymous memory after a start from the file, and how long that takes.
// Pages of the file itself, which the kernel drops when it wants them, are not in it.
func BenchmarkManyLots(b *testing.B) {
	if path := os.Getenv(startedIndex); path != "" {
		tellStarted(b, path)
		return
	}
	lots := 50_000
	if text := os.Getenv("BENCH_LOTS"); text != "" {
		var err error
		if lots, err = strconv.Atoi(text); err != nil || lots < lotsAnObligation {
			b.Fatalf("BENCH_LOTS=%q is not a number from %d on", text, lotsAnObligation)
		}
	}
	f := crowd(b, lots)
	const mega = 1 << 20
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "index.db")
		before := heap()
		x, err := index.Open(f, index.Config{Path: path, Deployment: fakeNetwork()})
		if err != nil {
			b.Fatal(err)
		}
		for s := x.Status(); s.Hash != s.Head.Hash || s.Hash == (common.Hash{}); s = x.Status() {
			if err := x.Step(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/mega, "heap-MB")
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/mega, "file-MB")
		s := start(b, path)
		b.ReportMetric(float64(s.Heap)/mega, "started-heap-MB")
		b.ReportMetric(float64(s.Resident)/mega, "resident-MB")
		b.ReportMetric(s.Took.Seconds(), "start-s")
	}
}

// start has a process of its own open an index's file.
func start(b *testing.B, path string) (s started) {
	b.Helper()
	told := filepath.Join(b.TempDir(), "started.json")
	cmd := exec.CommandContext(b.Context(), os.Args[0], "-test.run", "^$", "-test.bench", "^BenchmarkManyLots$", "-test.benchtime", "1x")
	cmd.Env = append(os.Environ(), startedIndex+"="+path, "BENCH_TOLD="+told, "GOGC=25")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(told)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil || s.Heap == 0 {
		b.Fatalf("%v in %s", err, text)
	}
	return s
}

// tellStarted opens an index's file and writes how that went to the file of BENCH_TOLD.
func tellStarted(b *testing.B, path string) {
	bare := heap()
	begun := time.Now()
	x, err := index.Open(newFakeChain(ledger{}), index.Config{Path: path, Deployment: fakeNetwork()})
	if err != nil {
		b.Fatal(err)
	}
	s := started{Took: time.Since(begun)}
	if s.Resident, err = anonymous(); err != nil {
		b.Fatal(err)
	}
	s.Heap = heap() - bare
	runtime.KeepAlive(x)
	text, err := json.Marshal(s)
	if err == nil {
		err = os.WriteFile(os.Getenv("BENCH_TOLD"), text, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
}

// anonymous is how much memory of this process is resident and no file's, in bytes; what the Go runtime has from the system where that is not told.
func anonymous() (uint64, error) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.Sys - m.HeapReleased, nil
	}
	found := regexp.MustCompile(`(?m)^RssAnon:\s*(\d+) kB`).FindSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("/proc/self/status has no RssAnon: %s", text)
	}
	kilobytes, err := strconv.ParseUint(string(found[1]), 10, 64)
	return kilobytes << 10, err
}
