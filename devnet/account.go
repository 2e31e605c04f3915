//go:build !windows

package devnet

import (
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

// Account is one that the devnet funded at genesis. Its key is a keystore v3 file, opened with Network.PasswordFile.
type Account struct {
	Name    string         `json:"name"`
	Address common.Address `json:"address"`
	KeyFile string         `json:"keyFile"`
}

// Account returns the funded account of that name.
func (n *Network) Account(name string) (Account, error) {
	account, err := n.snapshot().account(name)
	if err != nil {
		return Account{}, err
	}
	return Account{Name: account.Name, Address: account.Address, KeyFile: accountFile(n.dir, account.Name)}, nil
}

// Key opens the key of the funded account of that name.
func (n *Network) Key(name string) (*ecdsa.PrivateKey, error) {
	account, err := n.Account(name)
	if err != nil {
		return nil, err
	}
	password, err := os.ReadFile(n.PasswordFile())
	if err != nil {
		return nil, fmt.Errorf("read the devnet's password: %w", err)
	}
	text, err := os.ReadFile(account.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("read the key of %s: %w", name, err)
	}
	key, err := keystore.DecryptKey(text, string(password))
	if err != nil {
		return nil, fmt.Errorf("open the key of %s: %w", name, err)
	}
	return key.PrivateKey, nil
}

// PasswordFile returns the file that holds the one password of all the devnet's keys.
func (n *Network) PasswordFile() string { return passwordFile(n.dir) }

func passwordFile(dir string) string      { return filepath.Join(dir, "password") }
func accountFile(dir, name string) string { return filepath.Join(dir, "accounts", name+".json") }

// newPassword writes the devnet's password to its file and returns it.
func newPassword(dir string) (string, error) {
	var secret [16]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return "", fmt.Errorf("choose a password: %w", err)
	}
	password := hex.EncodeToString(secret[:])
	return password, writeFile(passwordFile(dir), []byte(password))
}

// newKey writes a new key to a keystore file and returns its address. It is stretched lightly: the password lies beside it.
func newKey(file, password string) (common.Address, error) {
	private, err := crypto.GenerateKey()
	if err != nil {
		return common.Address{}, fmt.Errorf("make a key: %w", err)
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return common.Address{}, fmt.Errorf("make a key: %w", err)
	}
	key := &keystore.Key{Id: id, Address: crypto.PubkeyToAddress(private.PublicKey), PrivateKey: private}
	text, err := keystore.EncryptKey(key, password, keystore.LightScryptN, keystore.LightScryptP)
	if err != nil {
		return common.Address{}, fmt.Errorf("seal a key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return common.Address{}, fmt.Errorf("make the folder of a key: %w", err)
	}
	return key.Address, writeFile(file, text)
}
