//go:build !windows

package devnet

import (
	"context"
	"errors"
	"fmt"

	"github.com/tallystick/tallystick/bindings/deployment"
)

// Launch brings up a whole network: nodes, contracts, companies, one relayer, and a profile of the command line for each company. Where
// one of these is there it goes on with it, so that Launch after Halt or kill -9 continues. program is the tally that the relayer runs as.
//
// The processes are left running when ctx ends, whatever c.Detach says: stop them by Halt. When Launch fails, what runs then goes on
// running, for a look at it. more are further words of the relayer's command line, as in StartRelayer.
func Launch(ctx context.Context, c Config, program string, more ...string) (*Network, *deployment.Deployment, error) {
	c.Detach = true
	c.Accounts = append(FixtureAccounts(), c.Accounts...)
	n, err := Up(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	network, err := n.Deploy(ctx)
	if err != nil {
		return n, nil, err
	}
	if err := n.Populate(ctx, network); err != nil {
		return n, network, err
	}
	// The relayer's command line does not need the profiles, but the folder must be there.
	if err := n.WriteProfiles(); err != nil {
		return n, network, err
	}
	if err := n.StartRelayer(ctx, program, more...); err != nil {
		return n, network, fmt.Errorf("devnet %q: %w", n.Name(), err)
	}
	return n, network, n.WriteProfiles()
}

// Halt stops the relayer and then the nodes, and returns when they are gone.
func (n *Network) Halt(ctx context.Context) error {
	return errors.Join(n.StopRelayer(ctx), n.Down(ctx))
}

// Erase halts the devnet and deletes it, keys and chain: see Reset.
func (n *Network) Erase(ctx context.Context) error {
	if err := n.StopRelayer(ctx); err != nil {
		return err
	}
	return n.Reset(ctx)
}
