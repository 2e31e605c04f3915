package relayer

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/chain"
)

// chooseEvery is how often it is seen to that the API asks a node that answers.
const chooseEvery = time.Second

// urls are all nodes, the first one first.
func (c Config) urls() []string { return append([]string{c.RPC}, c.MoreRPC...) }

// dial makes the clients that ask the nodes.
func (s *service) dial(ctx context.Context) error {
	for i, client := range []**chain.Client{&s.node, &s.indexed, &s.asked} {
		if i > 0 && len(s.cfg.MoreRPC) == 0 {
			*client = s.node
			continue
		}
		var err error
		*client, err = chain.DialAny(ctx, s.cfg.urls(), s.cfg.RPCTimeout, chain.Spare{
			Verify:     func(ctx context.Context, node chain.Caller) error { return s.network.Verify(ctx, node) },
			StaleAfter: s.cfg.StaleAfter / 2, Now: s.cfg.Now, Log: s.cfg.Log,
		})
		if err != nil {
			s.hangUp()
			return err
		}
	}
	return nil
}

// hangUp closes what dial has made.
func (s *service) hangUp() {
	for _, client := range []*chain.Client{s.node, s.indexed, s.asked} {
		if client != nil {
			client.Close()
		}
	}
}

// choose sees to it that the API asks a node that answers. Its questions are decided one by one, and none about finality.
func (s *service) choose(ctx context.Context) error {
	ticker := time.NewTicker(chooseEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			s.asked.Choose(ctx)
		}
	}
}

// verifyReserve fails with deployment.ErrOtherNetwork where a node in reserve is of another network. One that does not answer now is looked
// at again before it is used.
func (s *service) verifyReserve(ctx context.Context) error {
	for _, one := range s.cfg.MoreRPC {
		node, err := chain.Dial(ctx, one, s.cfg.RPCTimeout)
		if err != nil {
			return err
		}
		err = s.network.Verify(ctx, node)
		node.Close()
		switch {
		case errors.Is(err, deployment.ErrOtherNetwork):
			return err
		case err != nil:
			s.cfg.Log.Warn().Err(err).Msg("relayer: a node in reserve does not answer")
		}
	}
	return nil
}

// hosts is what may be said of the nodes' URLs: a provider's key can be in all the rest of them.
func (s *service) hosts() string {
	var hosts []string
	for _, one := range s.cfg.urls() {
		if parsed, err := url.Parse(one); err == nil {
			hosts = append(hosts, parsed.Host)
		}
	}
	return strings.Join(hosts, ", ")
}
