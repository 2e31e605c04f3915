//go:build !windows

package main

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/peer"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// gasDay is how long a day is on the chain of the gas measurements: long enough to settle a receivable on its due day, and not to wait for
// it for long.
const gasDay = 20 * time.Second

// bankOfObligor is the fixture's bank at which the obligor has its deposit.
const bankOfObligor = 11

// gas measures what is counted in gas, on a chain of one signer that is made for it.
func (b *bench) gas(ctx context.Context) (err error) {
	tokens, err := peer.All(b.peers)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "tally-bench-")
	if err != nil {
		return fmt.Errorf("make a folder for the chain: %w", err)
	}
	config := devnet.Config{
		Name: "bench", Dir: dir, Nodes: 1, Period: devnet.DefaultPeriod, GasLimit: devnet.DefaultGasLimit, Day: gasDay,
		Accounts: devnet.FixtureAccounts(), Detach: true, Log: b.log,
	}
	network, err := devnet.Up(ctx, config)
	if err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	defer func() { err = errors.Join(err, endOf(network)) }()
	geth, err := devnet.GethVersion()
	if err != nil {
		return err
	}
	b.figures.Chain = figures.Chain{Node: "geth " + geth + ", clique", Signers: 1, Period: config.Period.String(), GasLimit: config.GasLimit}
	deployed, err := network.Deploy(ctx)
	if err != nil {
		return err
	}
	if err := network.Populate(ctx, deployed); err != nil {
		return err
	}
	town, err := b.settle(ctx, network, deployed)
	if err != nil {
		return err
	}
	defer town.node.Close()
	// What another run may have measured before goes.
	b.figures.Acts, b.figures.Payments, b.figures.Opening, b.figures.Depth, b.figures.Lots = nil, nil, nil, nil, nil
	run := &gasRun{town: town, log: b.log, size: b.size, peers: tokens, out: &b.figures}
	if err := run.run(ctx); err != nil {
		return fmt.Errorf("gas: %w", err)
	}
	return nil
}

// town is the companies of a network, with the keys of those that the fixture admits, and whoever pays for their transactions.
type town struct {
	node *rpc.Client
	send *sender.Sender
	our  *ours.Network
	// rich pays, and is the issuer of the peers' tokens.
	rich                  *ecdsa.PrivateKey
	desk, obligor, holder ours.Company
	suppliers             []ours.Company
}

// settle opens the keys of the fixture's companies, admits the suppliers, and has each take from the holder.
func (b *bench) settle(ctx context.Context, network *devnet.Network, deployed *deployment.Deployment) (*town, error) {
	url, err := network.HTTP(1)
	if err != nil {
		return nil, err
	}
	t := new(town)
	if t.node, err = rpc.DialContext(ctx, url); err != nil {
		return nil, fmt.Errorf("dial %s: %w", url, err)
	}
	if t.send, err = sender.New(ctx, t.node); err != nil {
		return nil, err
	}
	if t.rich, err = network.Key(devnet.Deployer); err != nil {
		return nil, err
	}
	for name, company := range map[string]*ours.Company{devnet.Desk: &t.desk, devnet.Obligor: &t.obligor, devnet.Acme: &t.holder} {
		member, err := devnet.MemberNamed(name)
		if err != nil {
			return nil, err
		}
		company.ID = member.Company
		if company.Key, err = network.Key(name); err != nil {
			return nil, err
		}
	}
	t.our = ours.New(t.send, deployed, t.rich)
	for i := range b.size.suppliers {
		t.suppliers = append(t.suppliers, ours.Supplier(firstSupplier+uint32(i)))
	}
	if err := t.our.Admit(ctx, t.desk, t.suppliers); err != nil {
		return nil, fmt.Errorf("admit the suppliers: %w", err)
	}
	if err := t.our.Accept(ctx, t.suppliers, []ours.Company{t.holder}, t.obligor.ID); err != nil {
		return nil, fmt.Errorf("sign standing acceptances: %w", err)
	}
	return t, nil
}

// endOf ends a chain and deletes its folder, also when the run has been interrupted.
func endOf(network *devnet.Network) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return errors.Join(network.Erase(ctx), os.RemoveAll(network.Dir()))
}
