//go:build !windows

package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/devnet/bench/figures"
	"github.com/tallystick/tallystick/devnet/bench/ours"
	"github.com/tallystick/tallystick/devnet/bench/peer"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// The claims that gas is measured on.
const (
	face = 1_000_000_000
	part = 1_000_000
	// tenor is how many days receivables run that nobody waits for.
	tenor = 150
	// firstSupplier numbers the companies that are paid: four bytes that are not zero, as a network that has grown has them.
	firstSupplier = 33_620_225
	// fund is what a key gets to pay for its own transactions, in ether: nodes want to see the whole fee that is bid.
	fund = 200
)

// gasRun measures gas on one chain, everybody's by the same sender.
type gasRun struct {
	*town
	log   zerolog.Logger
	size  size
	peers []peer.Token
	out   *figures.Figures
}

// run measures everything that is counted in gas.
func (g *gasRun) run(ctx context.Context) error {
	for _, step := range []struct {
		what string
		do   func(context.Context) error
	}{
		{"deploy the peers", g.deployPeers}, {"make tiers", g.tiers},
		{"single acts", g.acts}, {"payments", g.payments}, {"depth", g.depth}, {"lots", g.lots},
	} {
		g.log.Info().Str("measure", step.what).Msg("gas")
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

// deployPeers puts the peers on our chain.
func (g *gasRun) deployPeers(ctx context.Context) error {
	nonce, err := g.send.Node().PendingNonceAt(ctx, crypto.PubkeyToAddress(g.rich.PublicKey))
	if err != nil {
		return fmt.Errorf("nonce: %w", err)
	}
	var calls []sender.Call
	g.out.Systems = []string{ours.Name}
	for _, token := range g.peers {
		created, err := token.Deploy(g.rich, nonce+uint64(len(calls)))
		if err != nil {
			return fmt.Errorf("%s: %w", token.Name(), err)
		}
		calls = append(calls, created...)
		g.out.Systems = append(g.out.Systems, token.Name())
	}
	_, err = g.send.Send(ctx, calls...)
	return err
}

// tiers has each supplier of a chain of them take from the one before it, and gives them money for transactions of their own.
func (g *gasRun) tiers(ctx context.Context) error {
	chain := g.suppliers[:g.size.hops+1]
	if err := g.our.Accept(ctx, chain[1:], chain[:len(chain)-1], g.obligor.ID); err != nil {
		return err
	}
	calls := make([]sender.Call, len(chain))
	for i, s := range chain {
		to := s.Address()
		calls[i] = sender.Call{
			What: "money for gas", Key: g.rich, To: &to, Gas: params.TxGas, Value: new(big.Int).Mul(big.NewInt(fund), big.NewInt(params.Ether)),
		}
	}
	_, err := g.send.Send(ctx, calls...)
	return err
}

// claim is a receivable of ours, of which the holder has all units to begin with.
type claim struct {
	id  *big.Int
	due calendar.Day
	// gas is what it cost to issue.
	gas uint64
}

// issued makes a receivable that is due in so many days.
func (g *gasRun) issued(ctx context.Context, units int64, days calendar.Day) (claim, error) {
	today, err := g.our.Today(ctx)
	if err != nil {
		return claim{}, err
	}
	message, id := g.our.Issue(g.obligor, g.holder.ID, units, today+days)
	call, err := g.our.Direct(g.obligor, message)
	if err != nil {
		return claim{}, err
	}
	gas, err := g.one(ctx, call)
	return claim{id, today + days, gas}, err
}

// one sends calls of one measurement and adds up their gas.
func (g *gasRun) one(ctx context.Context, calls ...sender.Call) (uint64, error) {
	receipts, err := g.send.Send(ctx, calls...)
	return total(receipts), err
}

func total(receipts []*types.Receipt) uint64 {
	var gas uint64
	for _, receipt := range receipts {
		gas += receipt.GasUsed
	}
	return gas
}

// stranger is an address that nobody has seen yet.
func stranger(what string, number int) common.Address {
	return common.BytesToAddress(crypto.Keccak256([]byte(fmt.Sprintf("%s %d", what, number))))
}

// cannot reports whether a peer has no such act, which is no failure.
func cannot(err error) bool { return errors.Is(err, peer.ErrCannot) }
