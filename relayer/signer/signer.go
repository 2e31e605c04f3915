// Package signer signs the relayer's own transactions.
//
// Guarantee: what Sign returns is the transaction that was asked for, signed by the key that was asked for on the chain that was
// asked for; a signer that returns anything else, by fault or by malice, gets ErrTampered and its bytes go nowhere.
package signer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

var (
	// ErrTampered: the signer returned another transaction, key or chain than it was asked for.
	ErrTampered = errors.New("signer returned another transaction")
	// ErrPassword: the password does not open the key file.
	ErrPassword = errors.New("wrong password for key file")
	// ErrFileMode: a file with a secret can be read by others.
	ErrFileMode = errors.New("file with a secret is readable by others")
)

// Signer holds one key, or reaches whoever holds it.
type Signer interface {
	// Address is the key's account.
	Address() common.Address
	// SignTx signs a transaction for a chain. It may block until ctx ends, where the key is elsewhere.
	SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error)
}

// Signed is a transaction ready for eth_sendRawTransaction.
type Signed struct {
	Raw  []byte
	Hash common.Hash
}

// Sign has a transaction signed and proves that the result is that transaction: same type, chain id, sender, nonce, recipient,
// value, data, gas and fees. ErrTampered: it is not.
func Sign(ctx context.Context, s Signer, tx *types.Transaction, chainID uint64) (Signed, error) {
	id := new(big.Int).SetUint64(chainID)
	result, err := s.SignTx(ctx, tx, id)
	if err != nil {
		return Signed{}, fmt.Errorf("sign transaction: %w", err)
	}
	if err := verify(tx, result, s.Address(), id); err != nil {
		return Signed{}, fmt.Errorf("sign transaction: %w: %w", ErrTampered, err)
	}
	raw, err := result.MarshalBinary()
	if err != nil {
		return Signed{}, fmt.Errorf("encode transaction: %w", err)
	}
	return Signed{Raw: raw, Hash: result.Hash()}, nil
}

// verify compares a signed transaction with the one that was to be signed.
func verify(asked, got *types.Transaction, sender common.Address, chainID *big.Int) error {
	if got == nil {
		return errors.New("no transaction")
	}
	if !got.Protected() || got.ChainId().Cmp(chainID) != 0 {
		return fmt.Errorf("chain id %s, asked for %s", got.ChainId(), chainID)
	}
	if from, err := types.Sender(types.LatestSignerForChainID(chainID), got); err != nil || from != sender {
		return fmt.Errorf("sender %s, asked for %s", from, sender)
	}
	if got.Nonce() != asked.Nonce() {
		return fmt.Errorf("nonce %d, asked for %d", got.Nonce(), asked.Nonce())
	}
	if !bytes.Equal(recipient(got), recipient(asked)) {
		return fmt.Errorf("recipient %x, asked for %x", recipient(got), recipient(asked))
	}
	if !bytes.Equal(got.Data(), asked.Data()) {
		return errors.New("other data")
	}
	if got.Value().Cmp(asked.Value()) != 0 {
		return fmt.Errorf("value %s, asked for %s", got.Value(), asked.Value())
	}
	if got.Type() != asked.Type() || got.Gas() != asked.Gas() || got.GasFeeCap().Cmp(asked.GasFeeCap()) != 0 || got.GasTipCap().Cmp(asked.GasTipCap()) != 0 {
		return errors.New("other type, gas or fees")
	}
	return nil
}

func recipient(tx *types.Transaction) []byte {
	if tx.To() == nil {
		return nil
	}
	return tx.To().Bytes()
}
