//go:build !windows

// Command bench measures Tallystick against its peers and writes the report: `make bench` runs it, after having built and compiled what it
// needs. See README.md in this folder, which it writes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/devnet/bench/figures"
)

// most is how long all of it may take: what hangs is ended then.
const most = 60 * time.Minute

// size is how much is measured.
type size struct {
	suppliers int
	payees    []int
	// opened is the height of the block of leaves that is opened: 2^opened leaves.
	opened uint
	hops   int
	lots   []int
	// rows is how many payees a file has, runs how many runs of perRun payees are handed in together, singles how many single transfers.
	rows, runs, perRun, singles int
	// acts is how many single acts the relayer is given, or the chain alone; inOne are the numbers of them in a transaction that the plot has, as far as
	// they fit one.
	acts  int
	inOne []int
	// reading is how long is read, written how many acts a second are written meanwhile, remembered how many lots the index has when its memory
	// is measured.
	reading             time.Duration
	written, remembered int
	repetitions         int
}

var (
	full = size{
		suppliers: 1_000, payees: []int{10, 100, 1_000, 10_000}, opened: 8, hops: 100, lots: []int{1, 10, 100, 1_000, 10_000, 100_000},
		rows: 100_000, runs: 60, perRun: 10_000, singles: 5_000, repetitions: 3,
		acts: 10_000, inOne: []int{1, 5, 20, 50, 100, 150}, reading: 10 * time.Second, written: 500, remembered: 1_000_000,
	}
	short = size{
		suppliers: 100, payees: []int{10, 100}, opened: 5, hops: 10, lots: []int{1, 10, 100},
		rows: 1_000, runs: 3, perRun: 1_000, singles: 100, repetitions: 1,
		acts: 500, inOne: []int{1, 10, 100}, reading: time.Second, written: 100, remembered: 20_000,
	}
)

func main() {
	var (
		peers = flag.String("peers", "contracts/bench/out", "`folder` with the peers as forge compiled them")
		tally = flag.String("tally", "bin/tally", "the `program` that is measured end to end")
		out   = flag.String("out", "devnet/bench", "`folder` that the report is written to")
		quick = flag.Bool("quick", false, "measure less")
		part  = flag.String("part", "all", "measure only `gas`, flow or relayer, and keep what the folder has of the others")
		again = flag.Bool("report", false, "measure nothing: write text and plots anew from the figures in the folder")
	)
	flag.Parse()
	log := zerolog.New(zerolog.ConsoleWriter{Out: os.Stderr, TimeFormat: time.TimeOnly}).With().Timestamp().Logger()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeoutCause(ctx, most, fmt.Errorf("the benchmark takes longer than %v", most))
	defer cancel()
	b := bench{log: log, peers: *peers, tally: *tally, out: *out, part: *part, size: full, quick: *quick}
	if *quick {
		b.size = short
	}
	run := b.run
	if *again {
		run = b.rewrite
	}
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run of it.
type bench struct {
	log               zerolog.Logger
	peers, tally, out string
	part              string
	quick             bool
	size              size
	figures           figures.Figures
}

func (b *bench) run(ctx context.Context) error {
	begun := time.Now()
	measures := map[string][]func(context.Context) error{
		"all": {b.gas, b.flows, b.relays}, "gas": {b.gas}, "flow": {b.flows}, "relayer": {b.relays},
	}[b.part]
	if measures == nil {
		return fmt.Errorf("there is no part %q: gas, flow, relayer or all", b.part)
	}
	if b.part != "all" {
		had, err := figures.Load(b.file())
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if had != nil {
			b.figures = *had
		}
	}
	b.figures.Date, b.figures.Quick = begun.UTC().Format(time.DateOnly), b.quick
	b.figures.Machine = machine()
	var err error
	if b.figures.Versions, err = versions(ctx, b.peers); err != nil {
		return err
	}
	for _, measure := range measures {
		if err := measure(ctx); err != nil {
			return err
		}
		// What is measured is kept, whatever becomes of the rest.
		b.figures.Seconds = time.Since(begun).Seconds()
		if err := b.write(); err != nil {
			return err
		}
	}
	return nil
}

// flows measures end to end, on one signer and on four.
func (b *bench) flows(ctx context.Context) error {
	b.figures.Flows = nil
	for _, signers := range []int{1, 4} {
		if err := b.flow(ctx, signers); err != nil {
			return fmt.Errorf("end to end, %d signers: %w", signers, err)
		}
		if err := b.write(); err != nil {
			return err
		}
	}
	return nil
}

// file is where the figures are.
func (b *bench) file() string { return filepath.Join(b.out, "figures.json") }

// rewrite writes the report of the figures that are there.
func (b *bench) rewrite(context.Context) error {
	had, err := figures.Load(b.file())
	if err != nil {
		return err
	}
	b.figures = *had
	return b.write()
}

// write puts figures, report and plots into the folder.
func (b *bench) write() error {
	if err := os.MkdirAll(b.out, 0o755); err != nil {
		return fmt.Errorf("make the report's folder: %w", err)
	}
	if err := b.figures.Save(b.file()); err != nil {
		return err
	}
	plots, err := b.figures.Plots()
	if err != nil {
		return err
	}
	for _, p := range plots {
		if err := os.WriteFile(filepath.Join(b.out, p.File), p.SVG, 0o644); err != nil {
			return fmt.Errorf("write a plot: %w", err)
		}
	}
	file := filepath.Join(b.out, "README.md")
	if err := os.WriteFile(file, []byte(b.figures.Report()), 0o644); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	b.log.Info().Str("report", file).Msg("written")
	return nil
}
