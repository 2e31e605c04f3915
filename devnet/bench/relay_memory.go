//go:build !windows

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"

	"github.com/tallystick/tallystick/devnet/bench/figures"
)

// memoryTarget is what the index may take with a million lots, in MB.
const memoryTarget = 500

// memory has the index's own benchmark fill an index, close it, and start from its file in a process of its own.
func (b *bench) memory(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, "go", "test", "./relayer/index", "-run", "^$", "-bench", "^BenchmarkManyLots$", "-benchtime", "1x", "-timeout", "20m")
	cmd.Env = append(os.Environ(), "BENCH_LOTS="+strconv.Itoa(b.size.remembered))
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("memory of the index: %w: %s", err, last(out, 2_000))
	}
	memory := &figures.Memory{Lots: b.size.remembered}
	if !b.quick {
		memory.Target = memoryTarget
	}
	for unit, into := range map[string]*float64{
		"heap-MB": &memory.Heap, "started-heap-MB": &memory.Started, "resident-MB": &memory.Resident, "file-MB": &memory.File, "start-s": &memory.Start,
	} {
		found := regexp.MustCompile(`\s(\S+) ` + unit + `\b`).FindSubmatch(out)
		if found == nil {
			return fmt.Errorf("memory of the index: it does not say %s: %s", unit, last(out, 2_000))
		}
		if *into, err = strconv.ParseFloat(string(found[1]), 64); err != nil {
			return fmt.Errorf("memory of the index: %w", err)
		}
	}
	b.figures.Memory = memory
	b.log.Info().Int("lots", memory.Lots).Float64("heapMB", memory.Heap).Float64("residentMB", memory.Resident).Float64("startSeconds", memory.Start).Msg("memory")
	return nil
}
