// Package peer has the tokens that Tallystick is measured against, as forge compiled them from contracts/bench: how each is deployed, and by
// which of its calls a receivable would be issued, divided, passed on and redeemed.
//
// None of them knows a company, an obligation or a day: what their calls check is who sends them, and that the balance is there.
package peer

import (
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// ErrCannot: the token has no such act.
var ErrCannot = errors.New("the token cannot do that")

// Gas limits of calls, above what any of them uses.
const (
	actGas    = 1_000_000
	createGas = 12_000_000
	// balanceGas and partGas are for each that is paid, in one call of many: little above what it takes, for a block takes a call only while
	// it has that much left.
	balanceGas, partGas = 40_000, 200_000
)

// MostPaid is how many are paid in one call: with it the dearest token's call fits a block of 100 M.
const MostPaid = 250

// Holding is what somebody has of a token: by which id, and, where each id has a contract of its own, which.
type Holding struct {
	ID     *big.Int
	Escrow common.Address
}

// Token is one of the peers. Amounts are units of 0.01, all above 0. Keys are those of who has what is moved.
type Token interface {
	Name() string
	// Deploy are the calls that create it, in order. Addresses follow from the sender's next nonce.
	Deploy(key *ecdsa.PrivateKey, nonce uint64) ([]sender.Call, error)
	// Mint makes a new claim of so many units, of one holder.
	Mint(key *ecdsa.PrivateKey, to common.Address, units int64) (sender.Call, Holding, error)
	// Part hands some of it to somebody who has nothing yet.
	Part(key *ecdsa.PrivateKey, of Holding, to common.Address, units int64) (sender.Call, Holding, error)
	// Add hands some of it to somebody who has some already.
	Add(key *ecdsa.PrivateKey, of, has Holding, to common.Address, units int64) (sender.Call, error)
	// Whole hands all of it on; units is how many those are.
	Whole(key *ecdsa.PrivateKey, of Holding, to common.Address, units int64) (sender.Call, error)
	// Redeem ends it. Where its issuer has a part in that, issuer signs the last call.
	Redeem(key, issuer *ecdsa.PrivateKey, of Holding, units int64) ([]sender.Call, error)
	// Pay hands a part to each of many who have nothing yet, in one call, MostPaid at most.
	Pay(key *ecdsa.PrivateKey, of Holding, to []common.Address, units []*big.Int) (sender.Call, error)
}

// All loads every peer from the folder that forge wrote.
func All(out string) ([]Token, error) {
	solv, err := load(out, "Solv3525")
	if err != nil {
		return nil, err
	}
	tokens := []Token{&parted{contract: *solv, name: "Solv ERC-3525"}}
	for _, each := range []struct {
		contract, name string
		multi          bool
	}{
		{"OpenZeppelin1155", "OpenZeppelin ERC-1155", true}, {"Solady1155", "solady ERC-1155", true},
		{"OpenZeppelin6909", "OpenZeppelin ERC-6909", false}, {"Solady6909", "solady ERC-6909", false},
	} {
		c, err := load(out, each.contract)
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, &balances{contract: *c, name: each.name, multi: each.multi})
	}
	var parts [3]*contract
	for i, name := range []string{"TradeTrustRegistry", "TradeTrustFactory", "TitleEscrow"} {
		if parts[i], err = load(out, name); err != nil {
			return nil, err
		}
	}
	return append(tokens, &titles{registry: *parts[0], factory: *parts[1], escrow: *parts[2]}), nil
}

// contract is a compiled one, and where it is once deployed.
type contract struct {
	abi  abi.ABI
	code []byte
	at   common.Address
}

// load reads forge's artifact of a contract.
func load(out, name string) (*contract, error) {
	file := filepath.Join(out, "Peers.sol", name+".json")
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		file = filepath.Join(out, name+".sol", name+".json")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the peer %s is not compiled (run make bench): %w", name, err)
	}
	var artifact struct {
		ABI      abi.ABI `json:"abi"`
		Bytecode struct {
			Object hexutil.Bytes `json:"object"`
		} `json:"bytecode"`
	}
	if err := json.Unmarshal(text, &artifact); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return &contract{abi: artifact.ABI, code: artifact.Bytecode.Object}, nil
}

// create is the call that creates the contract under a nonce, and sets where it will be.
func (c *contract) create(key *ecdsa.PrivateKey, nonce uint64, arguments ...any) (sender.Call, error) {
	packed, err := c.abi.Pack("", arguments...)
	if err != nil {
		return sender.Call{}, fmt.Errorf("arguments of a constructor: %w", err)
	}
	c.at = crypto.CreateAddress(crypto.PubkeyToAddress(key.PublicKey), nonce)
	return sender.Call{What: "the creation of a peer", Key: key, Data: append(append([]byte(nil), c.code...), packed...), Gas: createGas}, nil
}

// call packs a call. With overloaded functions, method is the name that the ABI gives to the one that is meant.
func (c *contract) call(key *ecdsa.PrivateKey, gas uint64, method string, arguments ...any) (sender.Call, error) {
	data, err := c.abi.Pack(method, arguments...)
	if err != nil {
		return sender.Call{}, fmt.Errorf("call %s: %w", method, err)
	}
	at := c.at
	return sender.Call{What: method, Key: key, To: &at, Data: data, Gas: gas}, nil
}

// method finds the name under which the ABI has a function, by its signature.
func (c *contract) method(signature string) string {
	for name, m := range c.abi.Methods {
		if m.Sig == signature {
			return name
		}
	}
	return signature
}
