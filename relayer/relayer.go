// Package relayer runs the service that takes signed acts over HTTP and anchors them: API in, chain out, chain in, API out.
//
// Guarantee: an act that it accepted with a 2xx is anchored exactly once, or refused with the chain's reason, whatever stops in
// between (README.md says how). It can forge nothing: it only pays for what others signed.
//
// The parts, each a package: outbox keeps what was accepted, anchor carries it to the chain and the answers back, chain and signer are
// the two things it needs for that; index follows what the chain says, feed tells it event by event, webhook posts that to ERPs, api answers
// requests, house does what nobody signs for, control lets its operators in, replay holds the past against another rule set.
package relayer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/house"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/opening"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
	"github.com/tallystick/tallystick/relayer/webhook"
)

const (
	// drainFor is how long requests under way have to end at shutdown. With the rest of it, less than ten seconds.
	drainFor = 5 * time.Second
	// knockEvery is how often an absent node is tried at start.
	knockEvery = time.Second
)

// service is what a running relayer is made of.
type service struct {
	cfg     Config
	network *deployment.Deployment
	keys    []signer.Signer
	box     *outbox.Outbox
	// node is asked by the anchor, indexed by the index, asked by the API: where there are several nodes, each goes over to another in its own
	// time. They are one client where there is one node.
	node, indexed, asked *chain.Client
	// abilities are what the node and its chain can do.
	abilities chain.Abilities
	anchor    *anchor.Anchor
	index     *index.Index
	webhooks  *webhook.Desk
	registry  *prometheus.Registry
	health    health
	// api is set once the node is known to be the network's.
	api switchboard
	// operation is what those who run it want.
	operation *operation
}

// Run runs a relayer until ctx ends, and then lets requests and the current write end and returns nil, within ten seconds. A
// node that does not answer is waited for, not ready meanwhile. A wrong configuration, a damaged or foreign outbox, or a node of another
// network ends it at once with an error that says what to do.
//
// The environment variable TALLY_FAILPOINT=POINT[:COUNT] kills the process with -9 the COUNTth time it comes to that point; it is
// there for tests of exactly that.
func Run(ctx context.Context, cfg Config) (err error) {
	if err := cfg.Check(); err != nil {
		return err
	}
	s := &service{cfg: cfg.withDefaults()}
	hook, err := failpoint(os.Getenv("TALLY_FAILPOINT"))
	if err != nil {
		return err
	}
	if err := s.open(ctx, hook); err != nil {
		return err
	}
	defer func() {
		s.hangUp()
		if s.webhooks != nil {
			err = errors.Join(err, s.webhooks.Close())
		}
		if s.index != nil {
			err = errors.Join(err, s.index.Close())
		}
		err = errors.Join(err, s.box.Close())
	}()

	group, ctx := errgroup.WithContext(ctx)
	listener, err := s.cfg.Reach.listen(ctx, s.cfg.Listen, s.cfg.Log)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.cfg.Listen, err)
	}
	server := newServer(ctx, s.routes(), s.cfg.Log)
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		return shutdown(server)
	})

	address := s.cfg.Reach.scheme() + "://" + listener.Addr().String()
	s.operation.url = address
	group.Go(func() error { return s.operation.listen(ctx, group) })
	group.Go(func() error { return s.work(ctx, group, hook) })
	s.cfg.Log.Info().Str("url", address).Any("keys", addresses(s.keys)).Str("network", s.network.Name).Msg("relayer: listening")
	s.cfg.Ready(address)
	err = group.Wait()
	s.cfg.Log.Info().Err(err).Msg("relayer: stopped")
	return err
}

// open opens all that does not need the node to be there.
func (s *service) open(ctx context.Context, hook func(string)) (err error) {
	if s.network, err = deployment.Load(s.cfg.Deployment); err != nil {
		return err
	}
	if s.keys, err = s.cfg.Keys(); err != nil {
		return err
	}
	if err := os.MkdirAll(s.cfg.DataDir, 0o700); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	if err := s.dial(ctx); err != nil {
		return err
	}
	s.box, err = outbox.Open(outbox.Config{
		Path: filepath.Join(s.cfg.DataDir, "outbox.db"), MaxQueued: s.cfg.MaxQueued, Now: s.cfg.Now, Hook: hook,
	})
	if err != nil {
		s.hangUp()
		return err
	}
	s.registry = prometheus.NewRegistry()
	s.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.health.start(s.cfg.Now)
	s.operation = &operation{service: s, began: s.cfg.Now().UTC()}
	if err := s.operation.recall(); err != nil {
		s.hangUp()
		return errors.Join(err, s.box.Close())
	}
	return nil
}

// work waits for the node, and then runs the parts that need it.
func (s *service) work(ctx context.Context, group *errgroup.Group, hook func(string)) error {
	if err := s.await(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	var err error
	s.index, err = index.Open(s.indexed, index.Config{
		Path: filepath.Join(s.cfg.DataDir, "index.db"), Deployment: s.network, Log: s.cfg.Log,
	})
	if err != nil {
		return err
	}
	s.anchor, err = anchor.New(s.box, s.node, s.keys, anchor.Config{
		ChainID:     s.network.ChainID,
		Batch:       s.network.Address("Batch"),
		Companies:   s.network.Address("Companies"),
		FirstBlock:  s.network.Block,
		Depth:       s.cfg.Depth,
		Immediate:   s.cfg.Immediate,
		MaxActs:     s.cfg.MaxActs,
		MaxInFlight: s.cfg.MaxInFlight,
		MaxAge:      s.cfg.MaxAge,
		MaxFee:      s.cfg.MaxFee,
		Before:      opening.NeededBy(s.network, s.index),
		Now:         s.cfg.Now,
		Hook:        hook,
		Paused:      s.operation.isPaused,
		Metrics:     anchor.NewPrometheus(s.registry),
		Log:         s.cfg.Log,
	})
	if err != nil {
		return err
	}
	// Whoever scrapes sees the parts from here on, and so not before they are there.
	s.measure()
	group.Go(func() error { return s.anchor.Run(ctx) })
	if err := s.serve(ctx, group, hook); err != nil {
		return err
	}
	s.health.watch(func(now time.Time) []string { return anchorReasons(s.anchor.Status(), now, s.cfg.StaleAfter) })
	s.health.watch(func(time.Time) []string { return indexReasons(s.index.Status()) })
	s.health.watch(s.operation.reasons)
	return nil
}

// serve runs what reads the chain and answers requests.
func (s *service) serve(ctx context.Context, group *errgroup.Group, hook func(string)) (err error) {
	if err := s.openWebhooks(hook); err != nil {
		return err
	}
	s.registry.MustRegister(newPostage(s.webhooks, s.cfg.Now))
	answers, err := api.New(api.Config{
		Deployment: s.network, Outbox: s.box, Index: s.index, Chain: s.asked, Relayer: s.keys[0].Address(), Keys: addresses(s.keys), Confirmations: s.cfg.Depth, Abilities: s.abilities,
		Webhooks: s.webhooks, Rate: s.cfg.Rate, Now: s.cfg.Now, Log: s.cfg.Log,
		ReadsOpen: s.cfg.Reads == ReadsOpen, Domains: s.cfg.Domains, TrustedProxies: s.cfg.proxies(), Origins: s.cfg.Origins,
	})
	if err != nil {
		return err
	}
	keeper := house.New(house.Config{Deployment: s.network, Index: s.index, Outbox: s.box, Now: s.cfg.Now, Log: s.cfg.Log})
	s.api.connect(answers.Handler())
	group.Go(func() error { return s.index.Run(ctx) })
	if len(s.cfg.MoreRPC) > 0 {
		group.Go(func() error { return s.choose(ctx) })
	}
	group.Go(func() error { return keeper.Run(ctx) })
	group.Go(func() error { return s.webhooks.Run(ctx) })
	return nil
}

// openWebhooks opens the webhooks, which need no more than their own file and the index.
func (s *service) openWebhooks(hook func(string)) error {
	hosts, err := webhook.ParseHosts(s.cfg.WebhookHosts)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	s.webhooks, err = webhook.Open(webhook.Config{
		Path: filepath.Join(s.cfg.DataDir, "webhooks.db"), Index: s.index, Hosts: hosts, Now: s.cfg.Now, Hook: hook, Log: s.cfg.Log,
		Feed: feed.New(feed.Config{Index: s.index, Clock: s.network.Clock, Depth: s.cfg.Depth}),
	})
	return err
}

// await returns once the node has answered and is of the network, or with an error when it is of another one.
func (s *service) await(ctx context.Context) error {
	ticker := time.NewTicker(knockEvery)
	defer ticker.Stop()
	for {
		s.node.Choose(ctx)
		err := s.network.Verify(ctx, s.node)
		if err == nil {
			err = s.verifyReserve(ctx)
		}
		if err == nil {
			s.abilities, err = s.node.Probe(ctx)
		}
		switch {
		case err == nil:
			s.settle()
			return s.box.Bind(s.network.ChainID, s.network.GenesisHash)
		case errors.Is(err, deployment.ErrOtherNetwork):
			return fmt.Errorf("the node at %s and %s do not belong together: %w", s.hosts(), s.cfg.Deployment, err)
		case ctx.Err() != nil:
			return nil
		}
		if s.health.waiting(fmt.Sprintf("the node does not answer: %v", err)) {
			s.cfg.Log.Warn().Err(err).Msg("relayer: waiting for the node")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// settle fills in what the configuration leaves to the chain, and says what was found.
func (s *service) settle() {
	found := s.abilities
	if s.cfg.Depth == 0 && found.Immediate() {
		s.cfg.Immediate = true
	}
	if s.cfg.Depth == 0 && !s.cfg.Immediate {
		s.cfg.Depth = 4
	}
	s.cfg.Log.Info().Str("client", found.Client).Str("consensus", string(found.Consensus)).Bool("baseFee", found.BaseFee).
		Bool("finalized", found.Finalized).Strs("lacks", found.Lacks).Uint64("depth", s.cfg.Depth).Msg("relayer: node probed")
	if s.cfg.Immediate && !found.Immediate() {
		s.cfg.Log.Warn().Msg("relayer: it was told that blocks are final at once, and the chain does not show it")
	}
}

// shutdown takes no new requests, lets those under way end, and cuts off what does not.
func shutdown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainFor)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}
