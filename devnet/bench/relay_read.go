//go:build !windows

package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/devnet/bench/figures"
)

const (
	// Reads a second that there should be at least, and the longest that 99 of 100 may take.
	readsTarget, slowestTarget = 20_000, 20 * time.Millisecond
	// readers are the clients that read at once.
	readers = 32
	// treesRead is how many debts are read, lotsOfTree how many lots each has.
	treesRead, lotsOfTree = 50, 4
)

// reads measures how fast lots and trees are answered while acts are written: debts of a few lots each, by their obligor's login.
func (r *relayRun) reads(ctx context.Context) error {
	first := len(r.stock.lots)
	if err := r.stock.add(ctx, treesRead, lotsOfTree); err != nil {
		return fmt.Errorf("make debts to read: %w", err)
	}
	small := r.stock.lots[first:]
	r.stock.lots = r.stock.lots[:first:first] // they stay as they are
	head, err := r.send.Node().BlockNumber(ctx)
	if err != nil {
		return fmt.Errorf("newest block: %w", err)
	}
	if err := r.indexed(ctx, head+settled); err != nil {
		return err
	}
	session, err := r.relayer.Login(ctx, act.KeySigner{Private: r.obligor.Key}, r.network.ChainID().Uint64())
	if err != nil {
		return fmt.Errorf("log in: %w", err)
	}
	var lots, trees []string
	for i, lot := range small {
		id, err := ref.FromBig(lot.obligation)
		if err != nil {
			return err
		}
		lots = append(lots, "/v1/lots/"+ref.Lot{Obligation: id, Start: uint64(lot.start), End: uint64(lot.end)}.Key())
		if i%lotsOfTree == 0 {
			trees = append(trees, "/v1/obligations/"+id.String()+"/tree")
		}
	}
	for _, each := range []struct {
		what  string
		paths []string
	}{{"lot", lots}, {"tree", trees}} {
		read, err := r.read(ctx, each.what, each.paths, session.Token)
		if err != nil {
			return fmt.Errorf("read a %s: %w", each.what, err)
		}
		r.figures.Reads = append(r.figures.Reads, read)
		r.log.Info().Str("what", read.What).Int("requests", read.Requests).Int("aSecond", int(float64(read.Requests)/read.Seconds)).
			Float64("p99", read.P99).Msg("read")
	}
	return nil
}

// read reads some paths for a time, while acts are written.
func (r *relayRun) read(ctx context.Context, what string, paths []string, token string) (figures.Read, error) {
	read := figures.Read{What: what, Clients: readers, Written: r.size.written, Lots: lotsOfTree}
	if !r.quick {
		read.Target, read.TargetP99 = readsTarget, float64(slowestTarget.Milliseconds())
	}
	signed, err := r.stock.take(min(len(r.stock.lots), int(r.size.reading.Seconds()*float64(r.size.written))))
	if err != nil {
		return read, err
	}
	const each = 10 // times a second that something is written
	requests, err := requestsOf(signed, max(1, r.size.written/each))
	if err != nil {
		return read, err
	}
	_, err = r.watch(ctx, len(signed), func(ctx context.Context) error {
		group, ctx := errgroup.WithContext(ctx)
		group.Go(func() error { return r.write(ctx, requests, time.Second/each) })
		group.Go(func() error { return r.readAll(ctx, paths, token, &read) })
		return group.Wait()
	})
	return read, err
}

// write makes requests one after the other, one each period.
func (r *relayRun) write(ctx context.Context, requests []request, period time.Duration) error {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for _, one := range requests {
		if err := r.http.postOne(ctx, one); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}

// readAll reads paths by all clients until the time is over, and notes how that went.
func (r *relayRun) readAll(ctx context.Context, paths []string, token string, read *figures.Read) error {
	took, sizes := make([][]time.Duration, readers), make([]int, readers)
	group, ctx := errgroup.WithContext(ctx)
	begun := time.Now()
	for reader := range readers {
		group.Go(func() error {
			l, err := dial(ctx, r.url)
			if err != nil {
				return err
			}
			defer l.close()
			questions := make([][]byte, len(paths))
			for i, path := range paths {
				questions[i] = l.question(path, token)
			}
			for i := reader; time.Since(begun) < r.size.reading && ctx.Err() == nil; i++ {
				at := time.Now()
				size, err := l.ask(questions[i%len(paths)])
				if err != nil {
					return fmt.Errorf("%s: %w", paths[i%len(paths)], err)
				}
				took[reader], sizes[reader] = append(took[reader], time.Since(at)), max(sizes[reader], size)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	read.Seconds = time.Since(begun).Seconds()
	all := slices.Concat(took...)
	slices.Sort(all)
	milliseconds := func(share float64) float64 {
		return float64(all[int(share*float64(len(all)-1))].Microseconds()) / 1_000
	}
	read.Requests, read.P50, read.P99, read.Bytes = len(all), milliseconds(0.5), milliseconds(0.99), slices.Max(sizes)
	return nil
}
