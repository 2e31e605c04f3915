//go:build !windows

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
)

const (
	// relayGas is the gas of a block where the relayer is measured: with the 100,000,000 of other networks full blocks take 1,850 acts a second.
	relayGas = 1_000_000_000
	// relayGasOfMany is that of several signers: full blocks of 1,000,000,000 take so long to pass on that they lose each other, and the chain stalls.
	relayGasOfMany = 200_000_000
	// Acts a second that there should be at least, from a request to final, on one signer and on four.
	actsOne, actsFour = 5_000, 1_500
	// rawBatch is how many acts a transaction has where the chain alone is measured: near what fits, and as the relayer packs them.
	rawBatch = 100
	// transferGas is what a batch grants each transfer.
	transferGas = 150_000
	// rawMost is the calldata of a transaction at most: nodes take 131,072 bytes in all.
	rawMost = 126_000
	// posters are the clients that hand acts in at once, together how many each puts in one request.
	posters, handedTogether = 8, 100
)

// blockGas is the gas of a block of the network with so many signers.
func blockGas(signers int) uint64 {
	if signers > 1 {
		return relayGasOfMany
	}
	return relayGas
}

// relayRun measures a relayer on one network.
type relayRun struct {
	*flowRun
	url   string
	http  *poster
	stock *stock
}

// relays measures what a relayer does with single acts, on one signer and on four, and how much memory its index takes.
func (b *bench) relays(ctx context.Context) error {
	b.figures.Relays, b.figures.BySize, b.figures.Accepts, b.figures.Reads, b.figures.Audit = nil, nil, nil, nil, nil
	for _, signers := range []int{1, 4} {
		config := devnet.Config{Name: "bench", Nodes: signers, GasLimit: blockGas(signers), Log: b.log}
		err := b.on(ctx, config, words(), func(ctx context.Context, f *flowRun) error { return b.relay(ctx, f) })
		if err != nil {
			return fmt.Errorf("relayer, %d signers: %w", signers, err)
		}
		// What is measured is kept, whatever becomes of the rest.
		if err := b.write(); err != nil {
			return err
		}
	}
	if err := b.own(ctx); err != nil {
		return err
	}
	return b.memory(ctx)
}

// relay measures on one network: everything on one signer, single acts on four.
func (b *bench) relay(ctx context.Context, f *flowRun) error {
	r := &relayRun{flowRun: f, url: f.relayer.Address()}
	r.http = newPoster(r.url)
	defer r.http.close()
	var err error
	if r.stock, err = newStock(ctx, f, b.size.acts); err != nil {
		return err
	}
	if err := r.singleActs(ctx); err != nil {
		return fmt.Errorf("single acts: %w", err)
	}
	if f.signers > 1 {
		return nil
	}
	for _, each := range []struct {
		what    string
		measure func(context.Context) error
	}{
		{"comparing the index", r.audit}, {"throughput by batch size", r.bySize}, {"accepting", r.accepts}, {"reading", r.reads},
	} {
		if err := each.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", each.what, err)
		}
	}
	return nil
}

// singleActs does the same acts on the chain alone and through the relayer, in turn.
func (r *relayRun) singleActs(ctx context.Context) error {
	relay := figures.Relay{
		Signers: r.signers, GasLimit: blockGas(r.signers), Acts: r.size.acts, Companies: len(r.suppliers), RawBatch: rawBatch, Clients: posters, Together: handedTogether,
	}
	if !r.quick {
		relay.Target = actsOne
		if r.signers > 1 {
			relay.Target = actsFour
		}
	}
	for range r.size.repetitions {
		raw, err := r.raw(ctx, r.size.acts, rawBatch)
		if err != nil {
			return fmt.Errorf("the chain alone: %w", err)
		}
		done, err := r.relayed(ctx, r.size.acts)
		if err != nil {
			return err
		}
		relay.Raw = append(relay.Raw, raw.Seconds())
		relay.Mined, relay.Final = append(relay.Mined, done.mined.Seconds()), append(relay.Final, done.final.Seconds())
		r.log.Info().Int("signers", r.signers).Int("acts", r.size.acts).Dur("raw", raw).Dur("mined", done.mined).Dur("final", done.final).
			Int("minedASecond", int(done.rate(r.size.acts))).Msg("single acts")
	}
	r.figures.Relays = append(r.figures.Relays, relay)
	return nil
}

// raw sends acts to the chain without the relayer, so many in a transaction, and waits until the relayer has read them.
func (r *relayRun) raw(ctx context.Context, acts, per int) (time.Duration, error) {
	signed, err := r.stock.take(acts)
	if err != nil {
		return 0, err
	}
	calls, err := r.our.Pack(signed, per, transferGas)
	if err != nil {
		return 0, err
	}
	took, receipts, err := r.send.Stream(ctx, calls...)
	if err != nil {
		return 0, err
	}
	if err := ours.Done(receipts); err != nil {
		return 0, err
	}
	return took, r.indexed(ctx, receipts[len(receipts)-1].BlockNumber.Uint64()+settled)
}

// bySize measures by how many acts a transaction has, up to as many as fit it: the chain alone, and a relayer that puts no more into one.
func (r *relayRun) bySize(ctx context.Context) error {
	most, err := r.fit(ctx)
	if err != nil {
		return err
	}
	r.figures.MostInOne = most
	for _, per := range r.size.inOne {
		if per > most {
			break
		}
		rate := figures.Rate{At: per}
		// Of small transactions fewer acts: so many are enough.
		acts := min(r.size.acts/per, enough) * per
		took, err := r.raw(ctx, acts, per)
		if err != nil {
			return fmt.Errorf("the chain alone, %d acts in a transaction: %w", per, err)
		}
		rate.PerSecond = float64(acts) / took.Seconds()
		if err := r.restart(ctx, fmt.Sprintf("--max-acts=%d", per)); err != nil {
			return err
		}
		relayed := min(acts, per*inFlight*8)
		done, err := r.relayed(ctx, relayed)
		if err != nil {
			return fmt.Errorf("%d acts in a transaction: %w", per, err)
		}
		rate.Relayed = done.rate(relayed)
		r.figures.BySize = append(r.figures.BySize, rate)
		r.log.Info().Int("inATransaction", per).Int("acts", acts).Int("aloneASecond", int(rate.PerSecond)).Int("minedASecond", int(rate.Relayed)).Msg("by size")
	}
	return r.restart(ctx)
}

const (
	// inFlight is how many transactions a devnet's relayer lets wait for a block.
	inFlight = 256
	// enough is how many transactions of one size are sent at the most.
	enough = 2_000
)

// words are how the relayer is started: without a limit of requests, since that is not what is to be measured.
func words(more ...string) []string { return append([]string{"--rate=-1"}, more...) }

// restart starts the relayer anew, with some more words.
func (r *relayRun) restart(ctx context.Context, more ...string) error {
	program, err := filepath.Abs(r.tally)
	if err != nil {
		return fmt.Errorf("find %s: %w", r.tally, err)
	}
	if err := r.network.StopRelayer(ctx); err != nil {
		return err
	}
	r.http.close()
	return r.network.StartRelayer(ctx, program, words(more...)...)
}

// relayed hands acts in, and looks on until they are final.
func (r *relayRun) relayed(ctx context.Context, acts int) (progress, error) {
	signed, err := r.stock.take(acts)
	if err != nil {
		return progress{}, err
	}
	requests, err := requestsOf(signed, handedTogether)
	if err != nil {
		return progress{}, err
	}
	return r.watch(ctx, acts, func(ctx context.Context) error {
		_, err := r.http.post(ctx, requests, posters)
		return err
	})
}

// fit is how many transfers fit into the calldata of a transaction.
func (r *relayRun) fit(ctx context.Context) (int, error) {
	signed, err := r.stock.take(2)
	if err != nil {
		return 0, err
	}
	one, err := r.our.Pack(signed[:1], 1, transferGas)
	if err != nil {
		return 0, err
	}
	both, err := r.our.Pack(signed, 2, transferGas)
	if err != nil {
		return 0, err
	}
	if _, _, err := r.send.Stream(ctx, both...); err != nil {
		return 0, err
	}
	each := len(both[0].Data) - len(one[0].Data)
	return 1 + (rawMost-len(one[0].Data))/each, nil
}
