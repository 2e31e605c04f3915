package peer

import (
	"crypto/ecdsa"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// titles is TradeTrust's registry: a document is a token that a contract of its own, the title escrow, holds for an owner. It cannot be divided.
type titles struct {
	registry, factory, escrow contract
	last                      int64
}

// Name is what people call it.
func (t *titles) Name() string { return "TradeTrust registry" }

// Deploy creates the factory of escrows and the registry.
func (t *titles) Deploy(key *ecdsa.PrivateKey, nonce uint64) ([]sender.Call, error) {
	factory, err := t.factory.create(key, nonce)
	if err != nil {
		return nil, err
	}
	registry, err := t.registry.create(key, nonce+1, t.factory.at)
	return []sender.Call{factory, registry}, err
}

// Mint makes a title and its escrow.
func (t *titles) Mint(key *ecdsa.PrivateKey, to common.Address, _ int64) (sender.Call, Holding, error) {
	t.last++
	id := big.NewInt(t.last)
	call, err := t.registry.call(key, actGas, "mint", to, to, id, []byte{})
	return call, Holding{ID: id, Escrow: t.escrowOf(id)}, err
}

// escrowOf is where the factory puts the escrow of a title: a minimal proxy of its implementation, which its constructor created.
func (t *titles) escrowOf(id *big.Int) common.Address {
	implementation := crypto.CreateAddress(t.factory.at, 1)
	proxy := append(common.FromHex("3d602d80600a3d3981f3363d3d373d3d3d363d73"), implementation.Bytes()...)
	proxy = append(proxy, common.FromHex("5af43d82803e903d91602b57fd5bf3")...)
	salt := crypto.Keccak256Hash(t.registry.at.Bytes(), common.BigToHash(id).Bytes())
	return crypto.CreateAddress2(t.factory.at, salt, crypto.Keccak256(proxy))
}

// Part is what no title can.
func (t *titles) Part(*ecdsa.PrivateKey, Holding, common.Address, int64) (sender.Call, Holding, error) {
	return sender.Call{}, Holding{}, fmt.Errorf("divide a title: %w", ErrCannot)
}

// Add is what no title can.
func (t *titles) Add(*ecdsa.PrivateKey, Holding, Holding, common.Address, int64) (sender.Call, error) {
	return sender.Call{}, fmt.Errorf("divide a title: %w", ErrCannot)
}

// Whole makes somebody else both owner and holder.
func (t *titles) Whole(key *ecdsa.PrivateKey, of Holding, to common.Address, _ int64) (sender.Call, error) {
	escrow := t.escrow
	escrow.at = of.Escrow
	return escrow.call(key, actGas, "transferOwners", to, to, []byte{})
}

// Redeem is two calls: the holder returns the title, the issuer ends it.
func (t *titles) Redeem(key, issuer *ecdsa.PrivateKey, of Holding, _ int64) ([]sender.Call, error) {
	escrow := t.escrow
	escrow.at = of.Escrow
	back, err := escrow.call(key, actGas, "returnToIssuer", []byte{})
	if err != nil {
		return nil, err
	}
	end, err := t.registry.call(issuer, actGas, "burn", of.ID, []byte{})
	return []sender.Call{back, end}, err
}

// Pay is what no title can.
func (t *titles) Pay(*ecdsa.PrivateKey, Holding, []common.Address, []*big.Int) (sender.Call, error) {
	return sender.Call{}, fmt.Errorf("divide a title: %w", ErrCannot)
}
