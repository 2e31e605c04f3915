package main

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// Client answers the relayer in use, and refuses to guess one. It logs in where the relayer wants that.
func (s *session) Client() (*client.Client, error) {
	if s.relayer != nil {
		return s.relayer, nil
	}
	url := s.get("relayer")
	if url == "" {
		return nil, usagef("no relayer is named").
			hintf("name one with --relayer URL, or: tally config set relayer URL")
	}
	made, err := client.NewWith(url, &http.Client{Timeout: askPatiently, Transport: &checked{s: s}})
	if err != nil {
		return nil, usagef("relayer from %s", s.values["relayer"].Origin).because(err)
	}
	s.relayer = made.With(s.badge)
	return s.relayer, nil
}

// askPatiently is the longest time for one answer; long polls take half a minute.
const askPatiently = 90 * time.Second

// checked asks a relayer nothing before it has said that it serves the network of the deployment
// file: what another network's relayer answers would look just as good.
type checked struct {
	s       *session
	mu      sync.Mutex
	settled bool
	err     error
}

// RoundTrip is http.RoundTripper.
func (k *checked) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, networkPath) {
		if err := k.check(r.Context()); err != nil {
			return nil, err
		}
	}
	return http.DefaultTransport.RoundTrip(r)
}

// networkPath is where a relayer says which network it serves.
const networkPath = "/v1/network"

// check compares the networks once. A relayer that does not say which one it serves is left to the
// request itself, which fails in its own words, and is asked again before the next.
func (k *checked) check(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.settled || k.s.get("deployment") == "" {
		return k.err
	}
	err := k.s.serves(ctx)
	var differs *Exit
	if k.settled = err == nil || errors.As(err, &differs); differs != nil {
		k.err = differs
	}
	return k.err
}

// Network answers the deployment in use: the file of --deployment, else what the relayer says.
// Where both are there they must agree, since a signature binds to one network for good.
func (s *session) Network(ctx context.Context) (*deployment.Deployment, error) {
	if s.network != nil {
		return s.network, nil
	}
	path := s.get("deployment")
	if path == "" {
		relayer, err := s.Client()
		if err != nil {
			return nil, err
		}
		told, err := relayer.Network(ctx)
		if err != nil {
			return nil, err
		}
		s.network = &told.Deployment
		return s.network, nil
	}
	pinned, err := deployment.Load(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, exitf(ExitNotFound, "there is no deployment file %s", path).
			hintf("the one who deployed the network has it; see: tally config show --origin")
	}
	if err != nil {
		return nil, usagef("the deployment file cannot be used").because(err)
	}
	s.network = pinned
	return pinned, nil
}

// Serves refuses a relayer that serves another network than the deployment file's.
func (s *session) serves(ctx context.Context) error {
	if s.get("deployment") == "" {
		return nil // the network is the relayer's own
	}
	pinned, err := s.Network(ctx)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	told, err := relayer.Network(ctx)
	if err != nil {
		return err
	}
	if told.ChainID != pinned.ChainID || told.Salt != pinned.Salt {
		return exitf(ExitConflict, "the relayer serves network %q, chain %d; the deployment file is for %q, chain %d",
			told.Name, told.ChainID, pinned.Name, pinned.ChainID).
			hintf("nothing was asked or signed; see: tally config show --origin")
	}
	return nil
}

// Node answers the chain node of --rpc, after it has shown the chain and the contracts of the
// deployment. The caller closes it.
func (s *session) Node(ctx context.Context) (*rpc.Client, error) {
	url := s.get("rpc")
	if url == "" {
		return nil, usagef("no chain node is named").hintf("name one with --rpc URL, or: tally config set rpc URL")
	}
	network, err := s.Network(ctx)
	if err != nil {
		return nil, err
	}
	node, err := rpc.DialContext(ctx, url)
	if err != nil {
		return nil, exitf(ExitUnreachable, "the node %s does not answer", url).because(err)
	}
	if err := network.Verify(ctx, node); err != nil {
		node.Close()
		if errors.Is(err, deployment.ErrOtherNetwork) {
			return nil, exitf(ExitConflict, "the node %s is not of this network", url).because(err).
				hintf("nothing was sent; see: tally config show --origin")
		}
		return nil, exitf(ExitUnreachable, "the node %s does not answer", url).because(err)
	}
	return node, nil
}
