//go:build !windows

package devnet

import (
	"context"
)

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

// StartNode starts a node that is down, or resumes one that is paused, and returns when it answers. It does not wait for peers or blocks,
// which may have to wait for other nodes. A node that runs stays as it is.
func (n *Network) StartNode(ctx context.Context, number int) error {
	geth, err := Binary(ctx, n.log)
	if err != nil {
		return err
	}
	return n.change(ctx, number, func() error {
		ctx, cancel := context.WithTimeout(ctx, readyWithin)
		defer cancel()
		_, err := n.bringUp(ctx, geth, number)
		return err
	})
}

// PauseNode holds a node still (SIGSTOP), as a machine that hangs: its ports accept connections and nothing answers. Peers give it up
// after 30 seconds, and dial it again within as many once it goes on.
func (n *Network) PauseNode(ctx context.Context, number int) error {
	return n.change(ctx, number, func() error {
		node, err := n.node(number)
		if err != nil {
			return err
		}
		return node.child("", n.snapshot()).Pause()
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
