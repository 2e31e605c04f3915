package signer

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

const (
	chainID  = 7
	password = "correct horse"
)

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func asked() *types.DynamicFeeTx {
	to := common.HexToAddress("0x01")
	return &types.DynamicFeeTx{
		ChainID: big.NewInt(chainID), Nonce: 5, To: &to, Gas: 100_000, GasFeeCap: big.NewInt(10), GasTipCap: big.NewInt(1), Data: []byte{1, 2, 3},
	}
}

// forger signs what its function makes of what it was asked for.
type forger struct {
	*Keystore
	sign func(tx *types.DynamicFeeTx) (*types.Transaction, error)
}

func (f *forger) SignTx(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
	return f.sign(asked())
}

func TestSignGivesTheTransactionThatWasAskedFor(t *testing.T) {
	key := newKey(t)
	for name, tx := range map[string]*types.Transaction{
		"with a base fee":    types.NewTx(asked()),
		"without a base fee": types.NewTx(&types.LegacyTx{Nonce: 5, To: asked().To, Gas: 1, GasPrice: new(big.Int), Data: []byte{1}}),
	} {
		t.Run(name, func(t *testing.T) {
			signed, err := Sign(t.Context(), FromKey(key), tx, chainID)
			if err != nil {
				t.Fatal(err)
			}
			back := new(types.Transaction)
			if err := back.UnmarshalBinary(signed.Raw); err != nil {
				t.Fatal(err)
			}
			from, err := types.Sender(types.LatestSignerForChainID(big.NewInt(chainID)), back)
			if err != nil || from != crypto.PubkeyToAddress(key.PublicKey) || back.Hash() != signed.Hash || back.Nonce() != 5 {
				t.Errorf("signed by %s, nonce %d, error %v", from, back.Nonce(), err)
			}
		})
	}
}

func TestF39WhatASignerChangedIsRefused(t *testing.T) {
	key, other := newKey(t), newKey(t)
	id := big.NewInt(chainID)
	sign := func(key *ecdsa.PrivateKey, id *big.Int, tx types.TxData) (*types.Transaction, error) {
		return types.SignNewTx(key, types.LatestSignerForChainID(id), tx)
	}
	elsewhere := common.HexToAddress("0x02")
	tests := map[string]func(tx *types.DynamicFeeTx) (*types.Transaction, error){
		"another sender": func(tx *types.DynamicFeeTx) (*types.Transaction, error) { return sign(other, id, tx) },
		"another chain": func(tx *types.DynamicFeeTx) (*types.Transaction, error) {
			tx.ChainID = big.NewInt(8)
			return sign(key, tx.ChainID, tx)
		},
		"another nonce":     func(tx *types.DynamicFeeTx) (*types.Transaction, error) { tx.Nonce++; return sign(key, id, tx) },
		"another recipient": func(tx *types.DynamicFeeTx) (*types.Transaction, error) { tx.To = &elsewhere; return sign(key, id, tx) },
		"no recipient":      func(tx *types.DynamicFeeTx) (*types.Transaction, error) { tx.To = nil; return sign(key, id, tx) },
		"other data": func(tx *types.DynamicFeeTx) (*types.Transaction, error) {
			tx.Data = []byte{9}
			return sign(key, id, tx)
		},
		"money with it": func(tx *types.DynamicFeeTx) (*types.Transaction, error) {
			tx.Value = big.NewInt(1)
			return sign(key, id, tx)
		},
		"more gas": func(tx *types.DynamicFeeTx) (*types.Transaction, error) { tx.Gas++; return sign(key, id, tx) },
		"a higher fee": func(tx *types.DynamicFeeTx) (*types.Transaction, error) {
			tx.GasFeeCap = big.NewInt(11)
			return sign(key, id, tx)
		},
		"no signature": func(tx *types.DynamicFeeTx) (*types.Transaction, error) { return types.NewTx(tx), nil },
		"nothing":      func(*types.DynamicFeeTx) (*types.Transaction, error) { return nil, nil },
		"no replay protection": func(tx *types.DynamicFeeTx) (*types.Transaction, error) {
			return types.SignNewTx(key, types.HomesteadSigner{}, &types.LegacyTx{Nonce: tx.Nonce, To: tx.To, Gas: tx.Gas, GasPrice: tx.GasFeeCap, Data: tx.Data})
		},
	}
	for name, forge := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Sign(t.Context(), &forger{Keystore: FromKey(key), sign: forge}, types.NewTx(asked()), chainID)
			if !errors.Is(err, ErrTampered) {
				t.Errorf("got %v, want tampered", err)
			}
		})
	}
}

func TestASignersErrorIsItsOwn(t *testing.T) {
	locked := errors.New("locked")
	_, err := Sign(t.Context(), &forger{Keystore: FromKey(newKey(t)), sign: func(*types.DynamicFeeTx) (*types.Transaction, error) {
		return nil, locked
	}}, types.NewTx(asked()), chainID)
	if !errors.Is(err, locked) || errors.Is(err, ErrTampered) {
		t.Errorf("got %v", err)
	}
}

// files writes a key file and its password file, both for their owner only.
func files(t *testing.T, key *ecdsa.PrivateKey, firstLine string) (keyFile, passwordFile string) {
	t.Helper()
	sealed, err := keystore.EncryptKey(&keystore.Key{
		Id: uuid.New(), Address: crypto.PubkeyToAddress(key.PublicKey), PrivateKey: key,
	}, password, 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	keyFile, passwordFile = filepath.Join(dir, "key.json"), filepath.Join(dir, "password")
	if err := errors.Join(os.WriteFile(keyFile, sealed, 0o600), os.WriteFile(passwordFile, []byte(firstLine), 0o600)); err != nil {
		t.Fatal(err)
	}
	return keyFile, passwordFile
}

func TestOpenKeystoreTakesThePasswordFromTheFirstLine(t *testing.T) {
	key := newKey(t)
	for _, content := range []string{password, password + "\n", password + "\r\nsecond line\n"} {
		keyFile, passwordFile := files(t, key, content)
		opened, err := OpenKeystore(keyFile, passwordFile)
		if err != nil || opened.Address() != crypto.PubkeyToAddress(key.PublicKey) {
			t.Errorf("password file %q: %v", content, err)
		}
	}
}

func TestOpenKeystoreRefusesAndTellsNoSecret(t *testing.T) {
	tests := map[string]struct {
		change func(keyFile, passwordFile string) error
		want   error
	}{
		"the wrong password":                   {func(_, passwordFile string) error { return os.WriteFile(passwordFile, []byte("hunter2"), 0o600) }, ErrPassword},
		"a password file that others can read": {func(_, passwordFile string) error { return os.Chmod(passwordFile, 0o640) }, ErrFileMode},
		"a key file that others can read":      {func(keyFile, _ string) error { return os.Chmod(keyFile, 0o604) }, ErrFileMode},
		"no password file":                     {func(_, passwordFile string) error { return os.Remove(passwordFile) }, os.ErrNotExist},
		"no key file":                          {func(keyFile, _ string) error { return os.Remove(keyFile) }, os.ErrNotExist},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			keyFile, passwordFile := files(t, newKey(t), password)
			if err := test.change(keyFile, passwordFile); err != nil {
				t.Fatal(err)
			}
			_, err := OpenKeystore(keyFile, passwordFile)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), password) {
				t.Errorf("the message tells the password: %v", err)
			}
		})
	}
}

func TestAFileThatIsNoKeyIsSaidToBeNone(t *testing.T) {
	keyFile, passwordFile := files(t, newKey(t), password)
	if err := os.WriteFile(keyFile, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenKeystore(keyFile, passwordFile); err == nil || errors.Is(err, ErrPassword) || !strings.Contains(err.Error(), "no keystore v3 file") {
		t.Errorf("got %v", err)
	}
}
