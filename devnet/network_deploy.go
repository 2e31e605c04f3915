//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// DeploymentFile returns the file that describes the contracts on the devnet's chain. It is there once Deploy has returned.
func (n *Network) DeploymentFile() string { return filepath.Join(n.dir, "deployment.json") }

// Deploy puts the contracts on the chain and writes DeploymentFile; where that has been done, it reads the file and compares it with
// the chain. Days are as long as the devnet has them: real ones change at midnight of UTC+8, shorter ones count from now on. The accounts
// Desk and Authority become the desks' keys. The nodes must be up.
func (n *Network) Deploy(ctx context.Context) (*deployment.Deployment, error) {
	var deployed *deployment.Deployment
	err := n.locked(ctx, func() (err error) {
		node, err := n.dial(ctx)
		if err != nil {
			return err
		}
		defer node.Close()
		deployed, err = deployment.Load(n.DeploymentFile())
		if errors.Is(err, fs.ErrNotExist) {
			deployed, err = n.deploy(ctx, node)
			return err
		}
		if err != nil {
			return err
		}
		return deployed.Verify(ctx, node)
	})
	if err != nil {
		return nil, fmt.Errorf("contracts of devnet %q: %w", n.Name(), err)
	}
	return deployed, nil
}

func (n *Network) deploy(ctx context.Context, node *rpc.Client) (*deployment.Deployment, error) {
	plan := deployment.Plan{
		Name:      "devnet-" + n.Name(),
		Operator:  deployment.Desk{Name: "Operator Desk", Registration: "DEVNET-DESK"},
		Authority: deployment.Desk{Name: "Authority Desk", Registration: "DEVNET-AUTHORITY"},
	}
	for name, desk := range map[string]*deployment.Desk{Desk: &plan.Operator, Authority: &plan.Authority} {
		account, err := n.Account(name)
		if err != nil {
			return nil, err
		}
		desk.Key = account.Address
	}
	var err error
	if plan.Clock, err = n.clock(ctx, node); err != nil {
		return nil, err
	}
	key, err := n.Key(Deployer)
	if err != nil {
		return nil, err
	}
	deployed, err := deployment.Deploy(ctx, node, bind.NewKeyedTransactor(key, n.ChainID()), plan)
	if err != nil {
		return nil, err
	}
	if err := deployed.Save(n.DeploymentFile()); err != nil {
		return nil, err
	}
	n.log.Info().Str("devnet", n.Name()).Str("file", n.DeploymentFile()).Msg("contracts are deployed")
	return deployed, nil
}

// clock counts days as the devnet is to have them. Short ones begin with the newest block: contracts take no base ahead of them.
func (n *Network) clock(ctx context.Context, node *rpc.Client) (calendar.Clock, error) {
	if n.DayIsReal() {
		return calendar.China(), nil
	}
	var head struct {
		Timestamp hexutil.Uint64 `json:"timestamp"`
	}
	if err := node.CallContext(ctx, &head, "eth_getBlockByNumber", "latest", false); err != nil {
		return calendar.Clock{}, fmt.Errorf("newest block: %w", err)
	}
	return calendar.Short(time.Unix(int64(head.Timestamp), 0), n.Day()), nil
}

// dial connects to the lowest-numbered node that runs.
func (n *Network) dial(ctx context.Context) (*rpc.Client, error) {
	for number := 1; number <= n.Nodes(); number++ {
		state, err := n.State(number)
		if err != nil {
			return nil, err
		}
		if state != Running {
			continue
		}
		url, err := n.HTTP(number)
		if err != nil {
			return nil, err
		}
		node, err := rpc.DialContext(ctx, url)
		if err != nil {
			return nil, fmt.Errorf("dial node %d: %w", number, err)
		}
		return node, nil
	}
	return nil, fmt.Errorf("no node of devnet %q runs: %w", n.Name(), ErrNotRunning)
}

// DayIsReal reports whether a day of this network lasts as long as a real one.
func (n *Network) DayIsReal() bool { return n.Day() == calendar.RealDay*time.Second }
