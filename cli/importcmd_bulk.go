package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/deployment"
)

const (
	// bulkChunk is how many acts are posted at once: a second's work, and well below what the relayer takes.
	bulkChunk = 200
	// bulkRetry is how long is waited before a relayer that did not answer, or has too much to do, is asked again.
	bulkRetry = 500 * time.Millisecond
)

// bulk carries many acts through a relayer. A relayer that is away is waited for, and what was signed is posted again as it is: it
// knows each act by its digest, so nothing is done twice.
type bulk struct {
	s       *session
	relayer *client.Client
	network *deployment.Deployment
}

// job is one act of many, and what came of it.
type job struct {
	signed act.Signed
	// known is set where the relayer had this content before, and so sent nothing new.
	known bool
	// result is the act as last seen; nil where the relayer did not take it.
	result *client.Act
	// refusal is why nothing came of it; nil if something did.
	refusal error
}

// bulkOf works through the relayer in use, after it has shown that it serves the network of the deployment file.
func (s *session) bulkOf(ctx context.Context) (bulk, error) {
	if err := s.serves(ctx); err != nil {
		return bulk{}, err
	}
	relayer, err := s.party(ctx)
	if err != nil {
		return bulk{}, err
	}
	network, err := s.Network(ctx)
	return bulk{s, relayer, network}, err
}

// sign signs messages under free nonces of the key, consecutive ones as far as there are.
func (b bulk) sign(ctx context.Context, by act.Signer, deadline uint64, messages []any) ([]*job, error) {
	key, err := patiently(ctx, b, func(ctx context.Context) (*client.KeyStatus, error) {
		return b.relayer.Key(ctx, by.Address(), len(messages))
	})
	if err != nil {
		return nil, err
	}
	if len(key.Nonces) < len(messages) {
		return nil, exitf(ExitFailure, "the relayer gave %d free nonces of %d", len(key.Nonces), len(messages))
	}
	jobs := make([]*job, len(messages))
	for i, message := range messages {
		if err := b.s.mayAct(ctx, message, by.Address(), key.Operator); err != nil {
			return nil, err
		}
		signed, err := act.Sign(by, b.network.Domain(), message, uint64(key.Nonces[i]), deadline)
		if err != nil {
			return nil, fmt.Errorf("sign: %w", err)
		}
		jobs[i] = &job{signed: signed}
	}
	return jobs, nil
}

// postChunk posts until the relayer has an answer to every act that is not "too many waiting".
func (b bulk) postChunk(ctx context.Context, left []*job) error {
	for len(left) > 0 {
		signed := make([]act.Signed, len(left))
		for i, j := range left {
			signed[i] = j.signed
		}
		answers, err := patiently(ctx, b, func(ctx context.Context) ([]client.BatchItem, error) {
			return b.relayer.PostBatch(ctx, signed)
		})
		if err != nil {
			return err
		}
		var again []*job
		for i, answer := range answers {
			switch j := left[i]; {
			case answer.Act != nil:
				j.result, j.known = answer.Act, answer.Status == http.StatusOK
			case answer.Status == http.StatusTooManyRequests:
				again = append(again, j)
			case answer.Problem != nil:
				j.refusal = answer.Problem
			default:
				return exitf(ExitUnreachable, "what answers at %s is not a relayer", b.relayer.Address())
			}
		}
		if left = again; len(left) == 0 {
			return nil
		}
		if err := rest(ctx, bulkRetry); err != nil {
			return err
		}
	}
	return nil
}

// await waits until every act is as far as --wait says, and notes refusals.
func (b bulk) await(ctx context.Context, jobs []*job) error {
	bar := b.s.beginProgress(len(jobs), "waiting for the chain")
	defer bar.end()
	for _, j := range jobs {
		if j.result != nil && j.refusal == nil {
			bounded, cancel := b.s.within(ctx)
			seen, err := b.s.waitFor(bounded, b.relayer, *j.result)
			cancel()
			if err != nil {
				return err
			}
			if j.result = seen; seen.State != client.Waiting {
				j.refusal = b.s.outcome(*seen)
			}
		}
		bar.step(1)
	}
	return nil
}

// run signs, posts and awaits messages of one key, with bars. It signs a chunk at a time, so that nonces are those free by then.
func (b bulk) run(ctx context.Context, by act.Signer, deadline uint64, messages []any) ([]*job, error) {
	var jobs []*job
	bar := b.s.beginProgress(len(messages), "handing over to the relayer")
	for chunk := range slices.Chunk(messages, bulkChunk) {
		signed, err := b.sign(ctx, by, deadline, chunk)
		if err == nil {
			err = b.postChunk(ctx, signed)
		}
		if err != nil {
			bar.end()
			return nil, err
		}
		jobs = append(jobs, signed...)
		bar.step(len(chunk))
	}
	bar.end()
	return jobs, b.await(ctx, jobs)
}

// runSigned posts and awaits acts that are signed already, maybe by many keys.
func (b bulk) runSigned(ctx context.Context, jobs []*job) error {
	bar := b.s.beginProgress(len(jobs), "handing over to the relayer")
	for chunk := range slices.Chunk(jobs, bulkChunk) {
		if err := b.postChunk(ctx, chunk); err != nil {
			bar.end()
			return err
		}
		bar.step(len(chunk))
	}
	bar.end()
	return b.await(ctx, jobs)
}

// transactions counts those that carried the acts.
func transactions(jobs []*job) int {
	seen := make(map[common.Hash]bool)
	for _, j := range jobs {
		if j.result != nil && j.result.Tx != nil && !j.known {
			seen[*j.result.Tx] = true
		}
	}
	return len(seen)
}

// patiently asks a relayer again while it is away or not ready, as long as --timeout.
func patiently[T any](ctx context.Context, b bulk, ask func(context.Context) (T, error)) (T, error) {
	bounded, cancel := b.s.within(ctx)
	defer cancel()
	for {
		answer, err := ask(bounded)
		if err == nil || !isAway(err) {
			return answer, err
		}
		if rest(bounded, bulkRetry) != nil {
			return answer, err
		}
	}
}

// isAway reports whether an error is that of a relayer which may answer later.
func isAway(err error) bool {
	var told *client.Problem
	if errors.As(err, &told) {
		return told.Status == http.StatusServiceUnavailable || told.Status == http.StatusTooManyRequests
	}
	return errors.Is(err, client.ErrUnreachable)
}

// rest waits, or returns the context's error when that ends first.
func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
