//go:build !windows

package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

// own has the API's own benchmarks say what taking and reading cost the relayer itself: without HTTP, a client, a node or anything else on the cores.
func (b *bench) own(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "go", "test", "./relayer/api", "-run", "^$", "-bench", "^Benchmark(Accept|Read)$", "-timeout", "10m").CombinedOutput()
	if err != nil {
		return fmt.Errorf("the relayer's own work: %w: %s", err, last(out, 2_000))
	}
	rate := func(name, unit string) (float64, error) {
		found := regexp.MustCompile(`(?m)^Benchmark` + regexp.QuoteMeta(name) + `-\d+\s.*\s(\S+) ` + unit + `/s`).FindSubmatch(out)
		if found == nil {
			return 0, fmt.Errorf("the relayer's own work: it does not say %s of %s: %s", unit, name, last(out, 2_000))
		}
		return strconv.ParseFloat(string(found[1]), 64)
	}
	for i, accept := range b.figures.Accepts {
		if b.figures.Accepts[i].Own, err = rate(fmt.Sprintf("Accept/%d_in_a_request", accept.Together), "acts"); err != nil {
			return err
		}
	}
	for i, read := range b.figures.Reads {
		if b.figures.Reads[i].Own, err = rate("Read/"+read.What, "reads"); err != nil {
			return err
		}
	}
	b.log.Info().Any("accepts", b.figures.Accepts).Any("reads", b.figures.Reads).Msg("the relayer's own work")
	return nil
}
