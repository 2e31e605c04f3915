//go:build !windows

package devnet_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/devnet"
)

// TestAChainThatStandsStillGoesOn brings four signers to the state in which clique stands still for good: two of them sealed a block in turn, the other
// two a chain of the same weight out of turn, and on each only those may sign next who have just signed on the other one.
func TestAChainThatStandsStillGoesOn(t *testing.T) {
	n := up(t, devnet.Config{Dir: t.TempDir()})
	if freed, err := n.Free(t.Context()); err != nil || freed {
		t.Fatalf("a chain that goes on: freed %t, %v", freed, err)
	}
	sides, height := standoff(t, n)
	eventually(t, "the sides have left each other", func(ctx context.Context) (bool, error) {
		for side, numbers := range sides {
			for _, number := range numbers {
				for _, other := range sides[1-side] {
					tell(t, n, number, "admin_removePeer", enode(t, n, other))
				}
			}
		}
		status, err := n.Status(ctx)
		if err != nil {
			return false, err
		}
		return !slices.ContainsFunc(status.Nodes, func(node devnet.NodeStatus) bool { return node.Peers != 1 }), nil
	})
	for number := 1; number <= n.Nodes(); number++ {
		tell(t, n, number, "miner_start")
	}
	for side, numbers := range sides {
		for _, number := range numbers {
			awaitHeight(t, n, number, height+1+uint64(side))
		}
	}
	for _, number := range sides[0] {
		for _, other := range sides[1] {
			tell(t, n, number, "admin_addPeer", enode(t, n, other))
		}
	}
	for number := 1; number <= n.Nodes(); number++ {
		client := dial(t, n, number)
		eventually(t, fmt.Sprintf("node %d has its peers again", number), func(ctx context.Context) (bool, error) {
			peers, err := client.PeerCount(ctx)
			return peers == 3, err
		})
	}

	// geth dials whom it has just dialled half a minute later only.
	inTime(t, 2*within, "the chain stands still, and is freed", func(ctx context.Context) (bool, error) {
		for number := 1; number <= n.Nodes(); number++ {
			if at := head(t, n, number); at > height+2 {
				t.Fatalf("node %d is at block %d: it did not stand still behind block %d", number, at, height)
			}
		}
		return n.Free(ctx)
	})
	awaitAgreement(t, n, height+4)
}

// standoff stops all miners at a block after which such a state can come about, and gives the two sides and the block's number: the first side has who
// is in turn, and the signer of that block, who may not follow so soon.
func standoff(t *testing.T, n *devnet.Network) (sides [2][]int, height uint64) {
	t.Helper()
	status, err := n.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	byTurn := slices.Clone(status.Nodes)
	slices.SortFunc(byTurn, func(a, b devnet.NodeStatus) int { return a.Signer.Cmp(b.Signer) })
	eventually(t, "the next in turn may sign", func(context.Context) (bool, error) {
		for number := range n.Nodes() {
			tell(t, n, number+1, "miner_stop")
		}
		for number := range n.Nodes() {
			awaitMining(t, n, number+1, false)
		}
		height = awaitOneHead(t, n)
		var snapshot struct{ Recents map[string]common.Address }
		if err := dial(t, n, 1).Client().CallContext(t.Context(), &snapshot, "clique_getSnapshot", "latest"); err != nil {
			return false, err
		}
		next := byTurn[(height+1)%uint64(len(byTurn))]
		last, before := snapshot.Recents[strconv.FormatUint(height, 10)], snapshot.Recents[strconv.FormatUint(height-1, 10)]
		inTurnAfter := byTurn[(height+2)%uint64(len(byTurn))].Signer
		if next.Signer == last || next.Signer == before || inTurnAfter == before {
			for number := range n.Nodes() {
				tell(t, n, number+1, "miner_start")
			}
			awaitHeight(t, n, 1, height+1)
			return false, fmt.Errorf("after block %d", height)
		}
		sides = [2][]int{}
		for _, node := range status.Nodes {
			side := 1
			if node.Signer == next.Signer || node.Signer == last {
				side = 0
			}
			sides[side] = append(sides[side], node.Number)
		}
		return true, nil
	})
	return sides, height
}

// tell has a node do something.
func tell(t *testing.T, n *devnet.Network, number int, method string, args ...any) {
	t.Helper()
	if err := dial(t, n, number).Client().CallContext(t.Context(), nil, method, args...); err != nil {
		t.Fatalf("node %d: %s: %v", number, method, err)
	}
}

func enode(t *testing.T, n *devnet.Network, number int) string {
	t.Helper()
	var info struct{ Enode string }
	if err := dial(t, n, number).Client().CallContext(t.Context(), &info, "admin_nodeInfo"); err != nil {
		t.Fatal(err)
	}
	return info.Enode
}

func awaitMining(t *testing.T, n *devnet.Network, number int, want bool) {
	t.Helper()
	client := dial(t, n, number).Client()
	eventually(t, fmt.Sprintf("node %d mines: %t", number, want), func(ctx context.Context) (is bool, err error) {
		err = client.CallContext(ctx, &is, "eth_mining")
		return is == want, err
	})
}

// awaitOneHead waits until all nodes have the same newest block and it is so old that none is on its way any more: a miner that was stopped may seal the
// one that it had begun. It gives its number.
func awaitOneHead(t *testing.T, n *devnet.Network) (height uint64) {
	t.Helper()
	eventually(t, "all nodes have one head", func(ctx context.Context) (bool, error) {
		status, err := n.Status(ctx)
		if err != nil {
			return false, err
		}
		height = status.Head
		return !slices.ContainsFunc(status.Nodes, func(node devnet.NodeStatus) bool {
			return node.HeadHash != status.Nodes[0].HeadHash || time.Since(node.HeadTime) < 4*n.Period()
		}), nil
	})
	return height
}
