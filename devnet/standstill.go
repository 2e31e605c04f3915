//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"golang.org/x/sync/errgroup"
)

const (
	// stillAfter is for how many periods no block must have been sealed before the chain is taken to stand still: under load a block takes several.
	stillAfter = 15
	// rejoinWithin is how long a node may take to come over to another chain: geth dials a node that it has dialled before only 35 seconds later.
	rejoinWithin = 60 * time.Second
)

// standstill is a chain that stands still for good: its nodes are on chains of one weight, and whoever could add to one of them has just signed for
// another one. clique does not get out of that by itself, though all signers run.
type standstill struct {
	// block is the one to go on with, keeps a node that has it, and strays are the nodes that have another.
	block  common.Hash
	keeps  int
	strays []int
}

// stray tells whether a node has another block.
func (at *standstill) stray(number int) bool { return slices.Contains(at.strays, number) }

// Free gets a chain going again that stands still for good, and reports whether it had. The blocks that fewer of its nodes have leave the chain, as
// in any reorganisation. A chain that waits for nodes that are down or paused stays as it is.
func (n *Network) Free(ctx context.Context) (freed bool, err error) {
	found, err := n.standsStill(ctx)
	if err != nil || found == nil {
		return false, err
	}
	err = n.locked(ctx, func() error {
		freed, err = n.free(ctx)
		return err
	})
	return freed, err
}

// free is Free for who has the devnet's lock.
func (n *Network) free(ctx context.Context) (freed bool, err error) {
	found, err := n.standsStill(ctx)
	if err != nil || found == nil {
		return false, err
	}
	n.log.Warn().Ints("nodes", found.strays).Stringer("block", found.block).
		Msg("clique stands still between chains of one weight; these nodes go over to that block")
	if err := n.part(ctx, found); err != nil {
		return false, err
	}
	group, within := errgroup.WithContext(ctx)
	for _, number := range found.strays {
		group.Go(func() error { return n.rejoin(within, number, found) })
	}
	err = group.Wait()
	for _, number := range found.strays {
		err = errors.Join(err, n.connect(ctx, number, func(other int) bool { return number > other || !found.stray(other) }))
	}
	return err == nil, err
}

// part ends all connections of the nodes that go over. geth looks at what the others have when it meets one, and asks whoever it believes to have the
// heaviest chain: what it believed up to now is about to be out of date.
func (n *Network) part(ctx context.Context, at *standstill) error {
	nodes := n.snapshot().Nodes
	leave := func(number int, whom func(other int) bool) probe {
		return func(ctx context.Context, client *ethclient.Client) (string, error) {
			for _, other := range nodes {
				if other.Number == number || !whom(other.Number) {
					continue
				}
				if lacks, err := calls("admin_removePeer", other.enode())(ctx, client); lacks != "" || err != nil {
					return lacks, err
				}
			}
			return "", nil
		}
	}
	// First all let go of each other: whoever has not yet would dial again.
	for _, node := range nodes {
		whom := func(other int) bool { return at.stray(node.Number) || at.stray(other) }
		if err := n.await(ctx, node.Number, leave(node.Number, whom)); err != nil {
			return fmt.Errorf("free the chain: %w", err)
		}
	}
	for _, number := range at.strays {
		err := n.await(ctx, number, func(ctx context.Context, client *ethclient.Client) (string, error) {
			peers, err := client.PeerCount(ctx)
			if err != nil {
				return noAnswer(err), nil
			}
			if peers == 0 {
				return "", nil
			}
			// One that was being dialled meanwhile.
			lacks, err := leave(number, func(int) bool { return true })(ctx, client)
			return fmt.Sprintf("it has %d peers that it is to leave %s", peers, lacks), err
		})
		if err != nil {
			return fmt.Errorf("free the chain: %w", err)
		}
	}
	return nil
}

// standsStill is the standstill that the chain has come to; nil where it goes on, or waits for something else.
func (n *Network) standsStill(ctx context.Context) (*standstill, error) {
	status, err := n.Status(ctx)
	if err != nil || !status.Up() {
		return nil, err
	}
	have := make(map[common.Hash][]int)
	most := common.Hash{}
	for _, node := range status.Nodes {
		have[node.HeadHash] = append(have[node.HeadHash], node.Number)
		if len(have[node.HeadHash]) > len(have[most]) {
			most = node.HeadHash
		}
	}
	if len(have) == 1 || status.Still(time.Now()) == 0 {
		return nil, nil
	}
	found := &standstill{block: most, keeps: have[most][0]}
	for _, node := range status.Nodes {
		if node.HeadHash != most {
			found.strays = append(found.strays, node.Number)
		}
	}
	return found, nil
}

// rejoin brings a node over to the chain to go on with. Its miner stands meanwhile: it would seal the very block again that it gives up.
func (n *Network) rejoin(ctx context.Context, number int, to *standstill) error {
	ctx, cancel := context.WithTimeoutCause(ctx, rejoinWithin, fmt.Errorf("it does not take over block %s within %v", to.block, rejoinWithin))
	defer cancel()
	for _, step := range []probe{calls("miner_stop"), mining(false), oneBack} {
		if err := n.await(ctx, number, step); err != nil {
			return fmt.Errorf("free the chain: %w", err)
		}
	}
	if err := n.connect(ctx, number, func(other int) bool { return other == to.keeps }); err != nil {
		return fmt.Errorf("free the chain: %w", err)
	}
	if err := n.await(ctx, number, on(to.block)); err != nil {
		return fmt.Errorf("free the chain: %w", err)
	}
	return n.startSealing(ctx, number)
}

// oneBack takes the newest block off a node's chain, which is then lighter than the other ones.
func oneBack(ctx context.Context, client *ethclient.Client) (string, error) {
	head, err := client.BlockNumber(ctx)
	if err != nil {
		return noAnswer(err), nil
	}
	if head == 0 {
		return "", errors.New("it has no block to give up")
	}
	return calls("debug_setHead", hexutil.EncodeUint64(head-1))(ctx, client)
}

// on waits until a node has a block in its chain.
func on(block common.Hash) probe {
	return func(ctx context.Context, client *ethclient.Client) (string, error) {
		wanted, err := client.HeaderByHash(ctx, block)
		if err != nil {
			return fmt.Sprintf("it does not have block %s: %v", block, err), nil
		}
		there, err := client.HeaderByNumber(ctx, wanted.Number)
		if err != nil || there.Hash() != block {
			return fmt.Sprintf("block %s is not in its chain", block), nil
		}
		return "", nil
	}
}

// keepGoing frees the chain whenever it stands still, until ctx ends.
func (n *Network) keepGoing(ctx context.Context, free func(context.Context) (bool, error)) {
	look := time.NewTicker(stillAfter * n.Period() / 3)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		if _, err := free(ctx); err != nil && ctx.Err() == nil {
			n.log.Warn().Err(err).Msg("the devnet will be looked at again")
		}
	}
}
