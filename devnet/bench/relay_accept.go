//go:build !windows

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/tallystick/tallystick/devnet/bench/figures"
)

// acceptsTarget is how many acts a second the relayer should take at least: signature checked, and on the disk.
const acceptsTarget = 8_000

// accepts measures how fast acts are taken, by single posts and by lists, while nothing is sent: the relayer is paused. What was taken is
// done afterwards.
func (r *relayRun) accepts(ctx context.Context) error {
	for _, way := range []struct{ clients, together int }{{mostClients, 1}, {posters, handedTogether}} {
		accept := figures.Accept{Clients: way.clients, Together: way.together, Acts: r.size.acts}
		if !r.quick {
			accept.Target = acceptsTarget
		}
		for range r.size.repetitions {
			took, err := r.accept(ctx, way.clients, way.together)
			if err != nil {
				return fmt.Errorf("%d acts in a request: %w", way.together, err)
			}
			accept.Seconds = append(accept.Seconds, took.Seconds())
			r.log.Info().Int("inARequest", way.together).Int("acts", r.size.acts).Dur("took", took).Msg("taken")
		}
		r.figures.Accepts = append(r.figures.Accepts, accept)
	}
	return nil
}

func (r *relayRun) accept(ctx context.Context, clients, together int) (took time.Duration, err error) {
	signed, err := r.stock.take(r.size.acts)
	if err != nil {
		return 0, err
	}
	requests, err := requestsOf(signed, together)
	if err != nil {
		return 0, err
	}
	if _, err := r.command(ctx, "relayer", "pause", "--data-dir", r.network.RelayerDir(), "--why", "to measure what is taken"); err != nil {
		return 0, err
	}
	_, err = r.watch(ctx, len(signed), func(ctx context.Context) error {
		var err error
		if took, err = r.http.post(ctx, requests, clients); err != nil {
			return err
		}
		_, err = r.command(ctx, "relayer", "resume", "--data-dir", r.network.RelayerDir())
		return err
	})
	return took, err
}

// audit has the relayer compare its index with what the contracts answer.
func (r *relayRun) audit(ctx context.Context) error {
	begun := time.Now()
	out, err := r.command(ctx, "doctor", "index", "--data-dir", r.network.RelayerDir(), "-o", "json")
	if err != nil {
		return err
	}
	took := time.Since(begun)
	var said struct{ Lots, Questions int }
	if err := json.Unmarshal(out, &said); err != nil || said.Lots == 0 {
		return fmt.Errorf("read what doctor index says: %q: %w", last(out, 500), err)
	}
	r.figures.Audit = &figures.Audit{Lots: said.Lots, Questions: said.Questions, Seconds: took.Seconds()}
	r.log.Info().Int("lots", said.Lots).Dur("took", took).Msg("index compared with the contracts")
	return nil
}

// command runs the command line on the network, and gives its data.
func (f *flowRun) command(ctx context.Context, words ...string) ([]byte, error) {
	program, err := filepath.Abs(f.tally)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", f.tally, err)
	}
	cmd := exec.CommandContext(ctx, program, words...)
	cmd.Env = append(os.Environ(), "TALLY_CONFIG="+f.network.ConfigFile(), "TALLY_KEYSTORE="+f.network.Keystore())
	out, err := cmd.Output()
	if err != nil {
		var told []byte
		if exit, ok := err.(*exec.ExitError); ok {
			told = exit.Stderr
		}
		return nil, fmt.Errorf("tally %s %s: %w: %s", words[0], words[1], err, last(told, 500))
	}
	return out, nil
}
