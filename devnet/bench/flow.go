//go:build !windows

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
)

// Payees a second that there should be at least, by runs, on one signer and on four.
const targetOne, targetFour = 50_000, 15_000

// indexedWithin is how long the relayer may take to know what is on the chain.
const indexedWithin = 2 * time.Minute

// flowRun measures end to end on one network.
type flowRun struct {
	*bench
	*town
	network *devnet.Network
	relayer *client.Client
	signers int
	target  int
	dir     string
}

// flow measures on a network of its own with so many signers.
func (b *bench) flow(ctx context.Context, signers int) error {
	config := devnet.Config{Name: "bench", Nodes: signers, Log: b.log}
	return b.on(ctx, config, nil, func(ctx context.Context, f *flowRun) error { return f.measure(ctx) })
}

// on measures on a network of its own with the fixture's companies and the suppliers, and a relayer that is started with some more words.
func (b *bench) on(ctx context.Context, config devnet.Config, words []string, measure func(context.Context, *flowRun) error) (err error) {
	program, err := filepath.Abs(b.tally)
	if err != nil {
		return fmt.Errorf("find %s: %w", b.tally, err)
	}
	if config.Dir, err = os.MkdirTemp("", "tally-bench-"); err != nil {
		return fmt.Errorf("make a folder for the network: %w", err)
	}
	network, deployed, err := devnet.Launch(ctx, config, program, words...)
	if network != nil {
		defer func() { err = errors.Join(err, endOf(network)) }()
	}
	if err != nil {
		return err
	}
	f := &flowRun{bench: b, network: network, signers: config.Nodes, target: targetOne, dir: config.Dir}
	if config.Nodes > 1 {
		f.target = targetFour
	}
	if f.town, err = b.settle(ctx, network, deployed); err != nil {
		return err
	}
	defer f.node.Close()
	url, err := network.RelayerURL()
	if err != nil {
		return err
	}
	if f.relayer, err = client.New(url); err != nil {
		return err
	}
	return measure(ctx, f)
}

// repeated measures the same some times over.
func (f *flowRun) repeated(ctx context.Context, through, what string, count, target int, once func(context.Context, int) (time.Duration, error)) error {
	flow := figures.Flow{Signers: f.signers, Through: through, What: what, Count: count}
	if !f.quick {
		flow.Target = target
	}
	for repetition := range f.size.repetitions {
		took, err := once(ctx, repetition)
		if err != nil {
			return fmt.Errorf("%s: %w", through, err)
		}
		flow.Seconds = append(flow.Seconds, took.Seconds())
		f.log.Info().Int("signers", f.signers).Str("through", through).Int("count", count).Dur("took", took).Msg("end to end")
	}
	f.figures.Flows = append(f.figures.Flows, flow)
	return nil
}

// owed is a receivable that the holder has whole, once the relayer knows it.
func (f *flowRun) owed(ctx context.Context) (*big.Int, error) {
	today, err := f.our.Today(ctx)
	if err != nil {
		return nil, err
	}
	message, id := f.our.Issue(f.obligor, f.holder.ID, biggest, today+tenor)
	call, err := f.our.Direct(f.obligor, message)
	if err != nil {
		return nil, err
	}
	receipts, err := f.send.Send(ctx, call)
	if err != nil {
		return nil, err
	}
	// Some blocks deep: signers that disagree for a moment do not take it away again.
	return id, f.indexed(ctx, receipts[0].BlockNumber.Uint64()+settled)
}

// indexed waits until the relayer has read a block.
func (f *flowRun) indexed(ctx context.Context, wanted uint64) error {
	ctx, cancel := context.WithTimeoutCause(ctx, indexedWithin, fmt.Errorf("the relayer has not read block %d after %v", wanted, indexedWithin))
	defer cancel()
	for {
		network, err := f.relayer.Network(ctx)
		if err == nil && network.Indexed >= wanted {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// settled is how many blocks later a receivable is taken for issued.
const settled = 3

// biggest is as many units as the holder's standing acceptance takes at once.
const biggest = 5_000_000_000

// singles hands signed transfers in, and waits until the last is in a block.
func (f *flowRun) singles(ctx context.Context, _ int) (time.Duration, error) {
	id, err := f.owed(ctx)
	if err != nil {
		return 0, err
	}
	signed, end := make([]act.Signed, f.size.singles), int64(biggest)
	for i := range signed {
		to := f.suppliers[i%len(f.suppliers)].ID
		if signed[i], err = f.our.Sign(f.holder, ours.Hand(f.holder, id, 0, end-small, end, to)); err != nil {
			return 0, err
		}
		end -= small
	}
	return f.handIn(ctx, signed, len(signed))
}

// handIn gives the relayer signed acts, so many at a time, and measures until the last is in a block. The relayer does them in their order.
// Afterwards it makes sure that every one was done.
func (f *flowRun) handIn(ctx context.Context, signed []act.Signed, together int) (time.Duration, error) {
	begun := time.Now()
	var stored []common.Hash
	for first := 0; first < len(signed); first += together {
		answers, err := f.relayer.PostBatch(ctx, signed[first:min(first+together, len(signed))])
		if err != nil {
			return 0, err
		}
		for _, answer := range answers {
			if answer.Problem != nil {
				return 0, answer.Problem
			}
			stored = append(stored, answer.Act.ID)
		}
	}
	if _, err := f.relayer.Await(ctx, stored[len(stored)-1], client.UntilMined); err != nil {
		return 0, err
	}
	took := time.Since(begun)
	// Asking a few hundred a second is what the relayer lets anyone do.
	step := max(1, len(stored)/200)
	for i := 0; i < len(stored); i += step {
		seen, err := f.relayer.Await(ctx, stored[i], client.UntilMined)
		if err != nil {
			return 0, err
		}
		if seen.Refusal != nil {
			return 0, fmt.Errorf("act %d was refused: %s", i, seen.Refusal.Message.EN)
		}
		if seen.State != client.Mined && seen.State != client.Final {
			return 0, fmt.Errorf("act %d is %s", i, seen.State)
		}
	}
	return took, nil
}

// file has the command line pay a file of payees, as a clerk would, and measures from its start to its end.
func (f *flowRun) file(ctx context.Context, repetition int) (time.Duration, error) {
	if _, err := f.owed(ctx); err != nil {
		return 0, err
	}
	path := filepath.Join(f.dir, fmt.Sprintf("run-%d.csv", repetition))
	if err := f.writeRun(path, repetition); err != nil {
		return 0, err
	}
	program, err := filepath.Abs(f.tally)
	if err != nil {
		return 0, fmt.Errorf("find %s: %w", f.tally, err)
	}
	cmd := exec.CommandContext(ctx, program, "--profile", devnet.Acme, "voucher", "pay", "--file", path, "--yes", "--wait", "mined")
	cmd.Env = append(os.Environ(), "TALLY_CONFIG="+f.network.ConfigFile(), "TALLY_KEYSTORE="+f.network.Keystore())
	begun := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, last(out, 2_000))
	}
	return time.Since(begun), nil
}

// writeRun writes a file of payments of 1.00 each, to all suppliers in turn.
func (f *flowRun) writeRun(path string, repetition int) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the run: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriter(file)
	fmt.Fprintln(out, "payee,amount,reference")
	for i := range f.size.rows {
		fmt.Fprintf(out, "%d,1.00,%d-%d\n", f.suppliers[i%len(f.suppliers)].ID, repetition, i)
	}
	return out.Flush()
}

func last(text []byte, most int) []byte { return text[max(0, len(text)-most):] }
