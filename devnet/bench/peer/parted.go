package peer

import (
	"crypto/ecdsa"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// parted is ERC-3525: a token has a value, and a part of the value is a token of its own in the same slot. A receivable is a slot.
type parted struct {
	contract
	name string
	// last is the last token id: the contract counts them up.
	last, slot int64
}

// Name is what people call it.
func (p *parted) Name() string { return p.name }

// Deploy creates it.
func (p *parted) Deploy(key *ecdsa.PrivateKey, nonce uint64) ([]sender.Call, error) {
	call, err := p.create(key, nonce)
	return []sender.Call{call}, err
}

// Mint makes a token in a new slot.
func (p *parted) Mint(key *ecdsa.PrivateKey, to common.Address, units int64) (sender.Call, Holding, error) {
	p.last, p.slot = p.last+1, p.slot+1
	call, err := p.call(key, actGas, "mint", to, big.NewInt(p.slot), big.NewInt(units))
	return call, Holding{ID: big.NewInt(p.last)}, err
}

// Part makes a token of the part.
func (p *parted) Part(key *ecdsa.PrivateKey, of Holding, to common.Address, units int64) (sender.Call, Holding, error) {
	p.last++
	call, err := p.call(key, actGas, p.method("transferFrom(uint256,address,uint256)"), of.ID, to, big.NewInt(units))
	return call, Holding{ID: big.NewInt(p.last)}, err
}

// Add moves value to the token that the holder has.
func (p *parted) Add(key *ecdsa.PrivateKey, of, has Holding, _ common.Address, units int64) (sender.Call, error) {
	return p.call(key, actGas, p.method("transferFrom(uint256,uint256,uint256)"), of.ID, has.ID, big.NewInt(units))
}

// Whole moves the token.
func (p *parted) Whole(key *ecdsa.PrivateKey, of Holding, to common.Address, _ int64) (sender.Call, error) {
	from := crypto.PubkeyToAddress(key.PublicKey)
	return p.call(key, actGas, p.method("transferFrom(address,address,uint256)"), from, to, of.ID)
}

// Redeem burns the token.
func (p *parted) Redeem(key, _ *ecdsa.PrivateKey, of Holding, units int64) ([]sender.Call, error) {
	call, err := p.call(key, actGas, "burn", of.ID, big.NewInt(units))
	return []sender.Call{call}, err
}

// Pay makes a token for each.
func (p *parted) Pay(key *ecdsa.PrivateKey, of Holding, to []common.Address, units []*big.Int) (sender.Call, error) {
	p.last += int64(len(to))
	return p.call(key, actGas+partGas*uint64(len(to)), "pay", of.ID, to, units)
}
