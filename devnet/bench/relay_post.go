//go:build !windows

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/act"
)

// finalWithin is how long acts may take from the first request until all are final.
const finalWithin = 5 * time.Minute

// poster makes prepared requests of a relayer over connections that it keeps: what is measured is to be the relayer's work.
type poster struct {
	url  string
	http *http.Client
}

// mostClients is how many requests there are at once at the most.
const mostClients = 64

func newPoster(url string) *poster {
	return &poster{url, &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: mostClients, MaxConnsPerHost: mostClients}}}
}

func (p *poster) close() { p.http.CloseIdleConnections() }

// request is a body with acts: one by itself where single, else a list.
type request struct {
	body   []byte
	acts   int
	single bool
}

// requestsOf puts acts into requests, so many in each; 1 makes requests of an act by itself.
func requestsOf(signed []act.Signed, together int) ([]request, error) {
	var all []request
	for first := 0; first < len(signed); first += together {
		part := signed[first:min(first+together, len(signed))]
		var document any = part
		if together == 1 {
			document = part[0]
		}
		body, err := json.Marshal(document)
		if err != nil {
			return nil, fmt.Errorf("write acts: %w", err)
		}
		all = append(all, request{body, len(part), together == 1})
	}
	return all, nil
}

// post makes requests by so many clients at once, and gives the time until the last act is answered: every one newly stored, or it fails.
func (p *poster) post(ctx context.Context, requests []request, clients int) (time.Duration, error) {
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	begun := time.Now()
	for range clients {
		group.Go(func() error {
			for at := next.Add(1) - 1; at < int64(len(requests)); at = next.Add(1) - 1 {
				if err := p.postOne(ctx, requests[at]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := group.Wait()
	return time.Since(begun), err
}

func (p *poster) postOne(ctx context.Context, one request) error {
	path := "/v1/acts/batch"
	if one.single {
		path = "/v1/acts"
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+path, bytes.NewReader(one.body))
	if err != nil {
		return err
	}
	ask.Header.Set("Content-Type", "application/json")
	status, answer, err := p.do(ask)
	if err != nil {
		return err
	}
	if one.single {
		if status != http.StatusAccepted {
			return fmt.Errorf("an act is answered with %d: %s", status, last(answer, 500))
		}
		return nil
	}
	var items []struct{ Status int }
	if err := json.Unmarshal(answer, &items); err != nil || len(items) != one.acts {
		return errors.Join(fmt.Errorf("%d acts are answered with %d: %s", one.acts, status, last(answer, 500)), err)
	}
	for i, item := range items {
		if item.Status != http.StatusAccepted {
			return fmt.Errorf("act %d of a request is answered with %d", i, item.Status)
		}
	}
	return nil
}

// do gives the whole answer, so that the connection is kept.
func (p *poster) do(ask *http.Request) (int, []byte, error) {
	response, err := p.http.Do(ask)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}

// byState asks the relayer how many acts it has in each state.
func (p *poster) byState(ctx context.Context) (map[string]int, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/metrics", nil)
	if err != nil {
		return nil, err
	}
	_, answer, err := p.do(ask)
	if err != nil {
		return nil, err
	}
	states := make(map[string]int)
	for _, found := range actsLine.FindAllSubmatch(answer, -1) {
		count, err := strconv.ParseFloat(string(found[2]), 64)
		if err != nil {
			return nil, fmt.Errorf("read the metrics: %w", err)
		}
		states[string(found[1])] = int(count)
	}
	if len(states) == 0 {
		return nil, errors.New("the metrics have no acts by state")
	}
	return states, nil
}

var actsLine = regexp.MustCompile(`(?m)^tally_relayer_acts\{state="(\w+)"\} (\S+)$`)

// progress is how far acts came, and when.
type progress struct {
	// mined and final are the times from the first request until the last act was in a block, and until it was final.
	mined, final time.Duration
}

// rate is how many of n acts a second were mined, from the first request on.
func (p progress) rate(n int) float64 { return float64(n) / p.mined.Seconds() }

// watch hands n acts in, and looks on until all are final.
func (r *relayRun) watch(ctx context.Context, n int, handIn func(context.Context) error) (progress, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, finalWithin, fmt.Errorf("%d acts are not final after %v", n, finalWithin))
	defer cancel()
	before, err := r.http.byState(ctx)
	if err != nil {
		return progress{}, err
	}
	handed := make(chan error, 1)
	begun := time.Now()
	go func() { handed <- handIn(ctx) }()
	var p progress
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-handed:
			if err != nil {
				return p, err
			}
			handed = nil
		case <-ctx.Done():
			return p, context.Cause(ctx)
		case <-tick.C:
		}
		now, err := r.http.byState(ctx)
		if err != nil {
			return p, err
		}
		at, done := time.Since(begun), now["final"]-before["final"]
		if lost := now["failed"] - before["failed"] + now["parked"] - before["parked"]; lost != 0 {
			return p, fmt.Errorf("%d of %d acts failed", lost, n)
		}
		if p.mined == 0 && done+now["mined"] >= n {
			p.mined = at
		}
		if done == n {
			p.final = at
			return p, nil
		}
	}
}
