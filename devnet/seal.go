//go:build !windows

package devnet

import (
	"context"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/ethclient"
)

// startSealing opens a node's key and has it seal. Up to then it only waits, because signers who seal before they know of each other can
// bring clique to a halt for good: a block that a node was not ready to take is not sent again, and where all signers have signed
// chains of the same weight, none may sign again so soon.
func (n *Network) startSealing(ctx context.Context, number int) error {
	node, err := n.node(number)
	if err != nil {
		return err
	}
	password, err := os.ReadFile(n.PasswordFile())
	if err != nil {
		return fmt.Errorf("read the devnet's password: %w", err)
	}
	const forEver = 0
	mark := fmt.Sprintf("tallystick node %d", number)
	for _, step := range []probe{
		calls("personal_unlockAccount", node.Signer, string(password), forEver),
		// A miner that could not sign tries again when it is started anew, with a block that is not the same one: hence the mark.
		calls("miner_setExtra", mark),
		calls("miner_stop"),
		mining(false), // geth stops behind the call's back, and takes no notice of a start before that
		calls("miner_start"),
		mining(true),
	} {
		if err := n.await(ctx, number, step); err != nil {
			return err
		}
	}
	return nil
}

// calls calls a method until the node does what it says.
func calls(method string, args ...any) probe {
	return func(ctx context.Context, client *ethclient.Client) (string, error) {
		if err := client.Client().CallContext(ctx, nil, method, args...); err != nil {
			return fmt.Sprintf("it refuses %s: %v", method, err), nil
		}
		return "", nil
	}
}

// mining waits for the node's miner to run, or to stand.
func mining(want bool) probe {
	return func(ctx context.Context, client *ethclient.Client) (string, error) {
		var is bool
		if err := client.Client().CallContext(ctx, &is, "eth_mining"); err != nil {
			return noAnswer(err), nil
		}
		if is != want {
			return fmt.Sprintf("its miner runs: %t, and should: %t", is, want), nil
		}
		return "", nil
	}
}
