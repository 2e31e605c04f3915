//go:build !windows

package devnet

import (
	"context"
	"errors"
	"time"
)

// peersWithin is how long a node that is started again waits for the others before it seals.
const peersWithin = 5 * time.Second

// StopNode stops a node, as its operator would, and returns when it is gone. The chain goes on while more than half of the signers run.
// A node that is down stays so.
//
// With exactly as many signers as it takes, clique can come to a halt where two of them sealed rival blocks; it goes on when another
// one starts.
func (n *Network) StopNode(ctx context.Context, number int) error {
	return n.change(ctx, number, func() error {
		ctx, cancel := context.WithTimeout(ctx, stopGrace)
		defer cancel()
		return n.stop(ctx, number)
	})
}

// KillNode ends a node without asking (kill -9), as a crash or a power cut would.
func (n *Network) KillNode(ctx context.Context, number int) error {
	return n.change(ctx, number, func() error {
		node, err := n.node(number)
		if err != nil {
			return err
		}
		return node.child("", n.snapshot()).Kill()
	})
}

// StartNode starts a node that is down, or resumes one that is paused, and returns when it answers and is ready to seal. It does not wait
// for blocks, which may have to wait for other nodes. A node that runs stays as it is.
func (n *Network) StartNode(ctx context.Context, number int) error {
	geth, err := Binary(ctx, n.log)
	if err != nil {
		return err
	}
	return n.change(ctx, number, func() error {
		ctx, cancel := context.WithTimeout(ctx, readyWithin)
		defer cancel()
		if _, err := n.bringUp(ctx, geth, number); err != nil {
			return err
		}
		if err := n.meetPeers(ctx, number); err != nil {
			return err
		}
		return n.startSealing(ctx, number)
	})
}

// meetPeers connects a node to the others that run, but does not wait for long: one of them may be about to end.
func (n *Network) meetPeers(ctx context.Context, number int) error {
	if err := n.connect(ctx, number, func(int) bool { return true }); err != nil {
		return err
	}
	others := 0
	for other := 1; other <= n.Nodes(); other++ {
		state, err := n.State(other)
		if err != nil {
			return err
		}
		if other != number && state == Running {
			others++
		}
	}
	ctx, cancel := context.WithTimeout(ctx, peersWithin)
	defer cancel()
	err := n.awaitPeers(ctx, number, others)
	if errors.Is(err, context.DeadlineExceeded) {
		n.log.Warn().Int("node", number).Err(err).Msg("starting to seal without all peers")
		return nil
	}
	return err
}

// PauseNode holds a node still (SIGSTOP), as a machine that hangs: its ports accept connections and nothing answers. Peers give it up
// after 30 seconds, and dial it again within as many once it goes on.
func (n *Network) PauseNode(ctx context.Context, number int) error {
	return n.change(ctx, number, func() error {
		node, err := n.node(number)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, stopGrace)
		defer cancel()
		return node.child("", n.snapshot()).Pause(ctx)
	})
}

// ResumeNode lets a paused node go on.
func (n *Network) ResumeNode(ctx context.Context, number int) error {
	return n.change(ctx, number, func() error { return n.resume(number) })
}

// State returns what a node's process is doing.
func (n *Network) State(number int) (ChildState, error) {
	node, err := n.node(number)
	if err != nil {
		return Gone, err
	}
	return node.child("", n.snapshot()).State()
}

// change does something to a node while nothing else changes the devnet.
func (n *Network) change(ctx context.Context, number int, do func() error) error {
	if _, err := n.node(number); err != nil {
		return err
	}
	return n.locked(ctx, do)
}

func (n *Network) stop(ctx context.Context, number int) error {
	node, err := n.node(number)
	if err != nil {
		return err
	}
	return node.child("", n.snapshot()).Stop(ctx)
}

func (n *Network) resume(number int) error {
	node, err := n.node(number)
	if err != nil {
		return err
	}
	return node.child("", n.snapshot()).Resume()
}
