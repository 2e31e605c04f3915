//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
)

const (
	// readyPoll is how often a starting node is asked.
	readyPoll = 50 * time.Millisecond
	// answerWithin is how long a node on this machine may take to answer.
	answerWithin = 2 * time.Second
)

// errEnded says that a node ended while it was starting.
var errEnded = errors.New("ended while starting")

// probe asks a node one question. It returns what the node still lacks, "" if nothing, or an error if asking again is of no use.
type probe func(ctx context.Context, client *ethclient.Client) (lacks string, err error)

// await asks a node until it lacks nothing. It returns errEnded, with the last words of the node's log, if the process ends, and what the
// node lacked when ctx ends.
func (n *Network) await(ctx context.Context, number int, ask probe) error {
	node, err := n.node(number)
	if err != nil {
		return err
	}
	client, err := ethclient.DialContext(ctx, node.httpURL())
	if err != nil {
		return fmt.Errorf("dial node %d: %w", number, err)
	}
	defer client.Close()

	tick := time.NewTicker(readyPoll)
	defer tick.Stop()
	for {
		state, err := n.State(number)
		if err != nil {
			return err
		}
		if state == Gone {
			return fmt.Errorf("node %d %w; %s says: %s", number, errEnded, node.logFile(), node.child("", n.snapshot()).Tail(3))
		}
		askCtx, cancel := context.WithTimeout(ctx, answerWithin)
		lacks, err := ask(askCtx, client)
		cancel()
		if err != nil {
			return fmt.Errorf("node %d: %w", number, err)
		}
		if lacks == "" {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("node %d: %s: %w", number, lacks, context.Cause(ctx))
		case <-tick.C:
		}
	}
}

// awaitAnswer waits until a node answers, as a node of this chain. Another chain's answer is that of a stranger at the node's port, over
// which the node itself is about to end.
func (n *Network) awaitAnswer(ctx context.Context, number int) error {
	return n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
		id, err := client.ChainID(ctx)
		if err != nil {
			return noAnswer(err), nil
		}
		if id.Cmp(n.ChainID()) != 0 {
			return fmt.Sprintf("a node of chain %v answers in its place", id), nil
		}
		return "", nil
	})
}

// connect makes a node dial the others that it is to dial. Of two nodes one must dial, and when the other listens already: two that dial
// each other at once may both hang up, and a node that dialled in vain tries again only after half a minute.
func (n *Network) connect(ctx context.Context, number int, dials func(other int) bool) error {
	rec := n.snapshot()
	for _, other := range rec.Nodes {
		if other.Number == number || !dials(other.Number) {
			continue
		}
		err := n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
			if err := client.Client().CallContext(ctx, nil, "admin_addPeer", other.enode()); err != nil {
				return noAnswer(err), nil
			}
			return "", nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// awaitPeers waits until a node is connected to that many others.
func (n *Network) awaitPeers(ctx context.Context, number, want int) error {
	return n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
		peers, err := client.PeerCount(ctx)
		if err != nil {
			return noAnswer(err), nil
		}
		if peers < uint64(want) {
			return fmt.Sprintf("it has %d of %d peers", peers, want), nil
		}
		return "", nil
	})
}

// awaitBlocks waits until each node has a new block. A chain that stood still goes on.
func (n *Network) awaitBlocks(ctx context.Context) error {
	within, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { n.keepGoing(within, n.free) })
	defer group.Wait()
	defer stop()
	return n.eachNode(ctx, n.awaitBlock)
}

// awaitBlock waits until a node has a block that was not there when it was first asked.
func (n *Network) awaitBlock(ctx context.Context, number int) error {
	var first uint64
	asked := false
	return n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
		head, err := client.BlockNumber(ctx)
		if err != nil {
			return noAnswer(err), nil
		}
		if !asked {
			first, asked = head, true
		}
		if head <= first {
			return fmt.Sprintf("no block is sealed after block %d", first), nil
		}
		return "", nil
	})
}

// checkGenesis compares every node's first block with the devnet's, which is recorded when a new devnet first answers.
func (n *Network) checkGenesis(ctx context.Context) error {
	for number := 1; number <= n.Nodes(); number++ {
		var hash common.Hash
		err := n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
			block, err := client.HeaderByNumber(ctx, big.NewInt(0))
			if err != nil {
				return noAnswer(err), nil
			}
			hash = block.Hash()
			return "", nil
		})
		if err != nil {
			return err
		}
		if n.GenesisHash() == (common.Hash{}) {
			if err := n.setGenesis(hash); err != nil {
				return err
			}
		}
		if hash != n.GenesisHash() {
			return fmt.Errorf("node %d begins with block %v, the devnet with %v", number, hash, n.GenesisHash())
		}
	}
	return nil
}

func noAnswer(err error) string { return fmt.Sprintf("it does not answer: %v", err) }
