// Package town is a small network on a chain of its own, for tests and examples: a core enterprise, two suppliers and a bank, with
// keys made from their names.
//
// Guarantee: it begins on 2026-11-21 at ten in the morning in China, whatever the day, and two towns have nothing in common but that.
package town

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/internal/foundry"
	"github.com/tallystick/tallystick/bindings/ledger"
)

// The companies of the town.
const (
	Operator      = 1
	Authority     = 2
	NorthernSteel = 31
	Acme          = 32
	FirstBank     = 33
	Bolt          = 34
)

// Begin is when the town's first block is made.
const Begin = 1_795_226_400

// Town is the network.
type Town struct {
	Node    *rpc.Client
	Network *deployment.Deployment
	Ledger  *ledger.Ledger
	// File is its deployment.json.
	File string
	// Sender pays for transactions and acts for nobody.
	Sender *bind.TransactOpts

	dir  string
	stop func()
	next uint64
}

// New builds the town. Close it.
func New(ctx context.Context) (t *Town, err error) {
	t = new(Town)
	if t.Node, t.stop, err = foundry.Start("--timestamp", fmt.Sprint(Begin)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, t.Close())
		}
	}()
	if t.dir, err = os.MkdirTemp("", "town"); err != nil {
		return nil, err
	}
	t.File = filepath.Join(t.dir, "deployment.json")
	if err := t.deploy(ctx); err != nil {
		return nil, err
	}
	for id, capacities := range map[uint32]uint16{NorthernSteel: 1, Acme: 0, FirstBank: 2, Bolt: 0} {
		if err := t.admit(ctx, id, capacities); err != nil {
			return nil, err
		}
	}
	line := contracts.GrantLine{Company: FirstBank, Obligor: NorthernSteel, Currency: uint16(currency.CNY), Amount: 100_000_000_000}
	_, err = t.Do(ctx, line)
	return t, err
}

// Close ends the chain and removes the town's files.
func (t *Town) Close() error {
	t.stop()
	return os.RemoveAll(t.dir)
}

// Company is what a company is called; empty where the town has none. It makes the town a phrase.Names.
func (t *Town) Company(id uint32) string {
	return map[uint32]string{
		Operator: "Operator", Authority: "Authority", NorthernSteel: "Northern Steel", Acme: "Acme", FirstBank: "First Bank", Bolt: "Bolt",
	}[id]
}

// Key is a company's first key.
func (t *Town) Key(company uint32) act.KeySigner {
	private, err := crypto.ToECDSA(crypto.Keccak256([]byte(t.Company(company))))
	if err != nil {
		// Five fixed names have good hashes.
		panic(err)
	}
	return act.KeySigner{Private: private}
}

// Sign signs a message with its company's key, a fresh nonce and a deadline that does not come.
func (t *Town) Sign(message any) (act.Signed, error) {
	company, err := act.Company(message)
	if err != nil {
		return act.Signed{}, err
	}
	t.next++
	return act.Sign(t.Key(company), t.Network.Domain(), message, t.next, act.MaxDeadline)
}

// Do signs a message and does it.
func (t *Town) Do(ctx context.Context, message any) (act.Signed, error) {
	signed, err := t.Sign(message)
	if err != nil {
		return act.Signed{}, err
	}
	_, err = t.Ledger.Send(ctx, t.Sender, signed)
	return signed, err
}

// PassTo lets time pass to a day's first second.
func (t *Town) PassTo(ctx context.Context, day calendar.Day) error {
	begin := hexutil.Uint64(t.Network.Clock.Start(day).Unix())
	if err := t.Node.CallContext(ctx, nil, "evm_setNextBlockTimestamp", begin); err != nil {
		return fmt.Errorf("pass to %s: %w", day, err)
	}
	return t.Node.CallContext(ctx, nil, "evm_mine")
}

// Fund gives a key ether to pay for transactions of its own.
func (t *Town) Fund(ctx context.Context, key act.KeySigner) (*bind.TransactOpts, error) {
	if err := t.Node.CallContext(ctx, nil, "anvil_setBalance", key.Address(), "0xde0b6b3a7640000"); err != nil {
		return nil, fmt.Errorf("fund %s: %w", key.Address(), err)
	}
	return bind.NewKeyedTransactor(key.Private, big.NewInt(31_337)), nil
}

func (t *Town) deploy(ctx context.Context) (err error) {
	private, err := crypto.GenerateKey()
	if err != nil {
		return err
	}
	if t.Sender, err = t.Fund(ctx, act.KeySigner{Private: private}); err != nil {
		return err
	}
	t.Network, err = deployment.Deploy(ctx, t.Node, t.Sender, deployment.Plan{
		Name: "town", Clock: calendar.China(),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: t.Key(Operator).Address()},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: t.Key(Authority).Address()},
	})
	if err != nil {
		return err
	}
	if err := t.Network.Save(t.File); err != nil {
		return err
	}
	t.Ledger, err = ledger.Open(ctx, t.Node, t.Network)
	return err
}

func (t *Town) admit(ctx context.Context, id uint32, capacities uint16) error {
	signed, err := t.Sign(contracts.AdmitCompany{
		Company: Operator, Id: id, Name: t.Company(id), Registration: fmt.Sprint("REG-", id), Capacities: capacities,
		Key: t.Key(id).Address(), DualAbove: big.NewInt(1<<48 - 1),
	})
	if err != nil {
		return err
	}
	if signed, err = signed.AddConsent(t.Key(id), t.Network.Domain()); err != nil {
		return err
	}
	_, err = t.Ledger.Send(ctx, t.Sender, signed)
	return err
}

// Batch does signed acts in one transaction, as a relayer does.
func (t *Town) Batch(ctx context.Context, signed ...act.Signed) (*types.Receipt, error) {
	calls := make([]contracts.Call, len(signed))
	for i, s := range signed {
		target, err := s.Target()
		if err != nil {
			return nil, err
		}
		data, err := s.Calldata()
		if err != nil {
			return nil, err
		}
		calls[i] = contracts.Call{Target: t.Network.Address(target), Gas: 1_000_000, Data: data}
	}
	return t.Ledger.Run(ctx, t.Sender, calls)
}
