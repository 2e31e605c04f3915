package signer

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"runtime"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Keystore signs with a key that was read from a keystore v3 file and is held in memory.
type Keystore struct {
	key     *ecdsa.PrivateKey
	address common.Address
}

// OpenKeystore reads a keystore v3 file and opens it with the password in the first line of another file. Both files must be
// readable by their owner only (ErrFileMode). ErrPassword: the password is not the key's. No error holds the password or the key.
func OpenKeystore(keyFile, passwordFile string) (*Keystore, error) {
	sealed, err := readSecret(keyFile)
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	password, err := readSecret(passwordFile)
	if err != nil {
		return nil, fmt.Errorf("read password file: %w", err)
	}
	if line := bytes.IndexByte(password, '\n'); line >= 0 {
		password = password[:line]
	}
	key, err := keystore.DecryptKey(sealed, string(bytes.TrimSuffix(password, []byte("\r"))))
	switch {
	case errors.Is(err, keystore.ErrDecrypt):
		return nil, fmt.Errorf("%w %s; check the first line of %s", ErrPassword, keyFile, passwordFile)
	case err != nil:
		return nil, fmt.Errorf("key file %s is no keystore v3 file: %w", keyFile, err)
	}
	return &Keystore{key: key.PrivateKey, address: key.Address}, nil
}

// FromKey signs with a key that the caller has in memory. For networks that live as long as the process.
func FromKey(key *ecdsa.PrivateKey) *Keystore {
	return &Keystore{key: key, address: crypto.PubkeyToAddress(key.PublicKey)}
}

// Address is the key's account.
func (k *Keystore) Address() common.Address { return k.address }

// SignTx signs a transaction for a chain.
func (k *Keystore) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), k.key)
}

// readSecret reads a file that nobody but its owner may read. Windows has no such bits, so they are not looked at there.
func readSecret(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%w: %s has mode %04o; run: chmod 600 %s", ErrFileMode, path, info.Mode().Perm(), path)
	}
	return os.ReadFile(filepath.Clean(path))
}
