package peer

import (
	"crypto/ecdsa"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// balances is a token with one balance for each holder and id: ERC-1155 and ERC-6909. A receivable is an id.
type balances struct {
	contract
	name string
	// multi says ERC-1155, whose transfer names the holder and carries data.
	multi bool
	last  int64
}

// Name is what people call it.
func (b *balances) Name() string { return b.name }

// Deploy creates it.
func (b *balances) Deploy(key *ecdsa.PrivateKey, nonce uint64) ([]sender.Call, error) {
	call, err := b.create(key, nonce)
	return []sender.Call{call}, err
}

// Mint gives a new id to one holder.
func (b *balances) Mint(key *ecdsa.PrivateKey, to common.Address, units int64) (sender.Call, Holding, error) {
	b.last++
	id := big.NewInt(b.last)
	call, err := b.call(key, actGas, "mint", to, id, big.NewInt(units))
	return call, Holding{ID: id}, err
}

// Part is a transfer.
func (b *balances) Part(key *ecdsa.PrivateKey, of Holding, to common.Address, units int64) (sender.Call, Holding, error) {
	call, err := b.Whole(key, of, to, units)
	return call, of, err
}

// Add is a transfer.
func (b *balances) Add(key *ecdsa.PrivateKey, of, _ Holding, to common.Address, units int64) (sender.Call, error) {
	return b.Whole(key, of, to, units)
}

// Whole is a transfer.
func (b *balances) Whole(key *ecdsa.PrivateKey, of Holding, to common.Address, units int64) (sender.Call, error) {
	if b.multi {
		from := crypto.PubkeyToAddress(key.PublicKey)
		return b.call(key, actGas, "safeTransferFrom", from, to, of.ID, big.NewInt(units), []byte{})
	}
	return b.call(key, actGas, "transfer", to, of.ID, big.NewInt(units))
}

// Redeem burns.
func (b *balances) Redeem(key, _ *ecdsa.PrivateKey, of Holding, units int64) ([]sender.Call, error) {
	call, err := b.call(key, actGas, "burn", of.ID, big.NewInt(units))
	return []sender.Call{call}, err
}

// Pay transfers to each.
func (b *balances) Pay(key *ecdsa.PrivateKey, of Holding, to []common.Address, units []*big.Int) (sender.Call, error) {
	return b.call(key, actGas+balanceGas*uint64(len(to)), "pay", of.ID, to, units)
}
