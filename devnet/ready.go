//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// readyWithin is how long the nodes may take, together, from their start to a block that all of them have; a standstill of clique in it costs most.
	readyWithin = 2 * time.Minute
	// portTries is how often a node is started whose ports were taken meanwhile.
	portTries = 3
)

// bringUpAll starts the nodes that are down, resumes those that are paused, and waits for the chain to go on. What it started it stops
// again when that fails.
func (n *Network) bringUpAll(ctx context.Context, geth string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, readyWithin, fmt.Errorf("not ready within %v", readyWithin))
	defer cancel()

	started := make([]bool, n.Nodes())
	err := n.eachNode(ctx, func(ctx context.Context, number int) (err error) {
		started[number-1], err = n.bringUp(ctx, geth, number)
		return err
	})
	if err == nil {
		err = n.checkGenesis(ctx)
	}
	if err == nil {
		err = n.eachNode(ctx, func(ctx context.Context, number int) error {
			if err := n.connect(ctx, number, func(other int) bool {
				return started[number-1] && !started[other-1] || started[number-1] == started[other-1] && number > other
			}); err != nil {
				return err
			}
			return n.awaitPeers(ctx, number, n.Nodes()-1)
		})
	}
	if err == nil {
		err = n.eachNode(ctx, n.startSealing)
	}
	if err == nil {
		err = n.awaitBlocks(ctx)
	}
	if err == nil {
		n.log.Info().Str("devnet", n.Name()).Int("nodes", n.Nodes()).Stringer("chainId", n.ChainID()).Msg("devnet is up")
		return nil
	}

	grace, cancelGrace := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer cancelGrace()
	for i, did := range started {
		if did {
			err = errors.Join(err, n.stop(grace, i+1))
		}
	}
	return err
}

// eachNode does the same for every node at once, and returns the first error.
func (n *Network) eachNode(ctx context.Context, do func(ctx context.Context, number int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for number := 1; number <= n.Nodes(); number++ {
		group.Go(func() error { return do(ctx, number) })
	}
	return group.Wait()
}

// bringUp sees to it that a node runs and answers, and reports whether it had to start it. A node whose ports somebody else has
// taken gets others.
func (n *Network) bringUp(ctx context.Context, geth string, number int) (started bool, err error) {
	for range portTries {
		state, err := n.State(number)
		if err != nil {
			return started, err
		}
		switch state {
		case Paused:
			if err := n.resume(number); err != nil {
				return started, err
			}
		case Gone:
			if err := n.start(geth, number); err != nil {
				return started, err
			}
			started = true
		case Running:
		}
		err = n.awaitAnswer(ctx, number)
		if !errors.Is(err, errEnded) || n.portsFree(number) {
			return started, err
		}
		n.log.Warn().Int("node", number).Msg("somebody else has taken one of the node's ports; choosing others")
	}
	return started, fmt.Errorf("node %d finds no ports to listen on", number)
}

// start starts a node that is down, on its ports if they are free and on others if not.
func (n *Network) start(geth string, number int) error {
	if !n.portsFree(number) {
		chosen, err := freePorts(1)
		if err != nil {
			return err
		}
		if err := n.setPorts(number, chosen[0]); err != nil {
			return err
		}
	}
	rec := n.snapshot()
	node, err := rec.nodeIn(n.dir, number)
	if err != nil {
		return err
	}
	if err := node.writeConfig(rec.Nodes); err != nil {
		return err
	}
	return node.child(geth, rec).Start()
}

func (n *Network) portsFree(number int) bool {
	node, err := n.node(number)
	return err == nil && node.Ports.free()
}
