//go:build !windows

package devnet

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// Names of the accounts that act for the companies of the fixture.
const (
	Desk       = "desk"
	Authority  = "authority"
	Bank       = "bank"
	SecondBank = "second-bank"
	Obligor    = "northern-steel"
	Acme       = "acme"
	Bolt       = "bolt"
	Cirrus     = "cirrus"
)

// Capacities of a company, as the contracts have them.
const (
	capObligor = 1
	capBank    = 2
)

// Member is a company of the fixture. Its one operator key is the devnet's account of the name Account.
type Member struct {
	Account      string `json:"account"`
	Company      uint32 `json:"company"`
	Name         string `json:"name"`
	Registration string `json:"registration"`
	capacities   uint16
}

// Members are the companies that Populate admits, and the two desks, which every network has from the start.
func Members() []Member {
	return []Member{
		{Desk, 1, "Operator Desk", "DEVNET-DESK", 0},
		{Authority, 2, "Authority Desk", "DEVNET-AUTHORITY", 0},
		{Bank, 11, "Harbour Bank", "DEVNET-BANK-1", capBank},
		{SecondBank, 12, "River Bank", "DEVNET-BANK-2", capBank},
		{Obligor, 31, "Northern Steel", "DEVNET-OBLIGOR", capObligor},
		{Acme, 41, "Acme", "DEVNET-ACME", 0},
		{Bolt, 42, "Bolt", "DEVNET-BOLT", 0},
		{Cirrus, 43, "Cirrus", "DEVNET-CIRRUS", 0},
	}
}

// MemberNamed returns the member whose account has that name.
func MemberNamed(account string) (Member, error) {
	for _, m := range Members() {
		if m.Account == account {
			return m, nil
		}
	}
	return Member{}, fmt.Errorf("the devnet has no member %q", account)
}

// FixtureAccounts are the accounts that Config must name for Populate.
func FixtureAccounts() []string {
	var names []string
	for _, m := range Members() {
		names = append(names, m.Account)
	}
	return names
}

// What the fixture's companies start with.
const (
	fixtureLine  = 1_000_000_000 * amount.One // what the obligor may owe
	fixtureCash  = 100_000_000 * amount.One   // what the obligor and each bank have on deposit
	fixtureMax   = 50_000_000 * amount.One    // what is taken unasked
	farFuture    = "9999-12-31"               // with short days, a year passes in minutes
	fixtureGas   = 500_000
	txGasReserve = 2_000_000
)

// Populate admits the fixture's companies, grants the obligor its line, mints deposits for it and the banks, and signs two standing
// acceptances: Acme takes what Northern Steel issues, Bolt what Acme transfers. It does nothing where that has been done: all of it is
// one transaction.
func (n *Network) Populate(ctx context.Context, network *deployment.Deployment) error {
	return n.locked(ctx, func() error {
		node, err := n.dial(ctx)
		if err != nil {
			return err
		}
		defer node.Close()
		done, err := admitted(ctx, node, network, Members())
		if err != nil || done {
			return err
		}
		acts, err := n.fixture(network)
		if err != nil {
			return fmt.Errorf("prepare the fixture: %w", err)
		}
		if err := n.runBatch(ctx, node, network, acts); err != nil {
			return fmt.Errorf("fixture: %w", err)
		}
		n.log.Info().Str("devnet", n.Name()).Int("companies", len(Members())).Msg("companies are admitted")
		return nil
	})
}

// admitted reports whether all the companies are.
func admitted(ctx context.Context, node *rpc.Client, network *deployment.Deployment, members []Member) (bool, error) {
	companies := contracts.NewCompanies()
	instance := companies.Instance(ethclient.NewClient(node), network.Address("Companies"))
	for _, m := range members {
		company, err := bind.Call(instance, &bind.CallOpts{Context: ctx}, companies.PackCompanyOf(m.Company), companies.UnpackCompanyOf)
		if err != nil {
			return false, fmt.Errorf("ask for company %d: %w", m.Company, err)
		}
		if company.Status == 0 {
			return false, nil
		}
	}
	return true, nil
}

// fixture signs all acts of the fixture, in the order in which they can be done.
func (n *Network) fixture(network *deployment.Deployment) ([]act.Signed, error) {
	far, err := calendar.ParseDay(farFuture)
	if err != nil {
		return nil, err
	}
	signers := make(map[string]act.KeySigner)
	for _, m := range Members() {
		key, err := n.Key(m.Account)
		if err != nil {
			return nil, err
		}
		signers[m.Account] = act.KeySigner{Private: key}
	}
	nonces := make(map[string]uint64)
	var acts []act.Signed
	sign := func(by string, message any) error {
		signed, err := act.Sign(signers[by], network.Domain(), message, nonces[by], act.MaxDeadline)
		nonces[by]++
		acts = append(acts, signed)
		return err
	}
	for _, m := range Members() {
		if m.Account == Desk || m.Account == Authority {
			continue
		}
		if err := sign(Desk, contracts.AdmitCompany{
			Company: 1, Id: m.Company, Name: m.Name, Registration: m.Registration, Capacities: m.capacities,
			Key: signers[m.Account].Address(), DualAbove: big.NewInt(1<<48 - 1),
		}); err != nil {
			return nil, err
		}
		last := len(acts) - 1
		if acts[last], err = acts[last].AddConsent(signers[m.Account], network.Domain()); err != nil {
			return nil, err
		}
		nonces[m.Account] = acts[last].Nonce + 1 // the consent spends the message's nonce for the key that gives it
	}
	cny := uint16(currency.CNY)
	for _, each := range []struct {
		by      string
		message any
	}{
		{Bank, contracts.GrantLine{Company: 11, Obligor: 31, Currency: cny, Amount: uint64(fixtureLine)}},
		{Bank, contracts.MintCash{Company: 11, To: 11, Currency: cny, Amount: fixtureCash.Big(), Ref: "opening balance of the bank"}},
		{Bank, contracts.MintCash{Company: 11, To: 31, Currency: cny, Amount: fixtureCash.Big(), Ref: "opening deposit of company 31"}},
		{SecondBank, contracts.MintCash{Company: 12, To: 12, Currency: cny, Amount: fixtureCash.Big(), Ref: "opening balance of the bank"}},
		{Acme, contracts.AcceptFrom{
			Company: 41, Sender: 31, Obligor: 31, Min: big.NewInt(1), Max: fixtureMax.Big(), Until: uint32(far),
		}},
		{Bolt, contracts.AcceptFrom{
			Company: 42, Sender: 41, Obligor: 31, Min: big.NewInt(1), Max: fixtureMax.Big(), Until: uint32(far),
		}},
	} {
		if err := sign(each.by, each.message); err != nil {
			return nil, err
		}
	}
	return acts, nil
}

// runBatch sends acts in one transaction of the deployer's and waits for it. The first refusal, if any, is the error, in words.
func (n *Network) runBatch(ctx context.Context, node *rpc.Client, network *deployment.Deployment, acts []act.Signed) error {
	var calls []contracts.Call
	for _, signed := range acts {
		target, err := signed.Target()
		if err != nil {
			return err
		}
		data, err := signed.Calldata()
		if err != nil {
			return err
		}
		calls = append(calls, contracts.Call{Target: network.Address(target), Gas: fixtureGas, Data: data})
	}
	key, err := n.Key(Deployer)
	if err != nil {
		return err
	}
	opts := bind.NewKeyedTransactor(key, n.ChainID())
	opts.Context, opts.GasLimit = ctx, uint64(len(calls))*fixtureGas+txGasReserve
	chain, batch := ethclient.NewClient(node), contracts.NewBatch()
	data, err := batch.TryPackRun(calls)
	if err != nil {
		return err
	}
	sent, err := bind.Transact(batch.Instance(chain, network.Address("Batch")), opts, data)
	if err != nil {
		return fmt.Errorf("send: %w", err)
	}
	receipt, err := bind.WaitMined(ctx, chain, sent.Hash())
	if err != nil {
		return fmt.Errorf("wait for %s: %w", sent.Hash(), err)
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return fmt.Errorf("transaction %s failed", sent.Hash())
	}
	return refusal(batch, receipt, acts)
}

// refusal is the first one of a batch, nil if all acts were done.
func refusal(batch *contracts.Batch, receipt *types.Receipt, acts []act.Signed) error {
	refused := batch.GetABI().Events["Refused"].ID
	for _, log := range receipt.Logs {
		if !slices.Contains(log.Topics[:min(1, len(log.Topics))], common.Hash(refused)) {
			continue
		}
		event, err := batch.UnpackRefusedEvent(log)
		if err != nil {
			return err
		}
		what := acts[event.Index.Uint64()].Name()
		return fmt.Errorf("%s is refused: %w", what, phrase.Speaker{}.Refusal(event.Reason))
	}
	return nil
}
