package main

import (
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

// keyring is a folder of accounts. An account is one file, and the file's name is the account's:
// NAME.json holds a key (keystore v3, as geth and others read it), NAME.external.json only says
// which external signer has it. There is no index beside the files that could contradict them.
type keyring struct{ dir string }

// account is one file of a keyring.
type account struct {
	Name     string
	Address  common.Address
	External string // the external signer's URL, "" for a key file
	file     string
}

const externalSuffix = ".external.json"

// accountName is what a new account may be called: a name that is also a file name everywhere.
var accountName = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]{0,62}$`)

// list answers all accounts, by name. Files that are not accounts are passed over.
func (k keyring) list() ([]account, error) {
	entries, err := os.ReadDir(k.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the keystore: %w", err)
	}
	var accounts []account
	for _, entry := range entries {
		if entry.IsDir() || !entry.Type().IsRegular() {
			continue
		}
		found, err := readAccount(filepath.Join(k.dir, entry.Name()))
		if errors.Is(err, fs.ErrNotExist) {
			continue // another tally that writes an account has just renamed or removed its draft
		}
		if err != nil {
			return nil, err
		}
		if found != nil {
			accounts = append(accounts, *found)
		}
	}
	return accounts, nil
}

// readAccount reads what is public in an account's file, or answers nil for another file.
func readAccount(path string) (*account, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the keystore: %w", err)
	}
	var public struct {
		Address  string          `json:"address"`
		External string          `json:"external"`
		Crypto   json.RawMessage `json:"crypto"`
	}
	if json.Unmarshal(text, &public) != nil || !common.IsHexAddress(public.Address) {
		return nil, nil
	}
	if public.External == "" && public.Crypto == nil {
		return nil, nil
	}
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".json"), ".external")
	return &account{name, common.HexToAddress(public.Address), public.External, path}, nil
}

// find answers the account with a name or an address.
func (k keyring) find(wanted string) (account, error) {
	accounts, err := k.list()
	if err != nil {
		return account{}, err
	}
	var names []string
	for _, a := range accounts {
		if a.Name == wanted || common.IsHexAddress(wanted) && a.Address == common.HexToAddress(wanted) {
			return a, nil
		}
		names = append(names, a.Name)
	}
	refusal := exitf(ExitKey, "there is no account %q in %s", wanted, k.dir)
	if near := nearest(wanted, names); near != "" {
		return account{}, refusal.hintf("did you mean %s?", near)
	}
	return account{}, refusal.hintf("make one with: tally account new --name NAME")
}

// free refuses a name that cannot be, or already is, an account's.
func (k keyring) free(name string) error {
	if !accountName.MatchString(name) {
		return usagef("%q cannot be an account's name", name).
			hintf("small letters, digits, and - _ . inside, at most 63")
	}
	accounts, err := k.list()
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.Name == name {
			return exitf(ExitConflict, "there is an account %q already", name).
				hintf("its address is %s; choose another name", a.Address.Hex())
		}
	}
	return nil
}

// put encrypts a key under a new name.
func (k keyring) put(name string, key *ecdsa.PrivateKey, password string, cost scryptCost) (account, error) {
	address := crypto.PubkeyToAddress(key.PublicKey)
	id, err := uuid.NewRandom()
	if err != nil {
		return account{}, fmt.Errorf("name the key file: %w", err)
	}
	text, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: address, PrivateKey: key}, password, cost.n, cost.p)
	if err != nil {
		return account{}, fmt.Errorf("encrypt the key: %w", err)
	}
	return k.add(account{Name: name, Address: address}, text)
}

// putExternal records an account whose key an external signer has.
func (k keyring) putExternal(name string, address common.Address, url string) (account, error) {
	text, err := json.MarshalIndent(map[string]string{"address": address.Hex(), "external": url}, "", "  ")
	if err != nil {
		return account{}, fmt.Errorf("record the external account: %w", err)
	}
	return k.add(account{Name: name, Address: address, External: url}, text)
}

// add writes an account's file. The same key under a second name is refused, so that a company's
// operator list and this folder name a key alike.
func (k keyring) add(a account, text []byte) (account, error) {
	if err := k.free(a.Name); err != nil {
		return account{}, err
	}
	accounts, err := k.list()
	if err != nil {
		return account{}, err
	}
	for _, other := range accounts {
		if other.Address == a.Address {
			return account{}, exitf(ExitConflict, "the key %s is here already, as %q", a.Address.Hex(), other.Name)
		}
	}
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return account{}, fmt.Errorf("make the keystore: %w", err)
	}
	a.file = filepath.Join(k.dir, a.Name+".json")
	if a.External != "" {
		a.file = filepath.Join(k.dir, a.Name+externalSuffix)
	}
	return a, replaceFile(a.file, text)
}

// unlock decrypts an account's key. The file must be closed to others.
func (k keyring) unlock(a account, password string) (*ecdsa.PrivateKey, error) {
	text, err := readSecretFile(a.file)
	if err != nil {
		return nil, err
	}
	key, err := keystore.DecryptKey(text, password)
	if err != nil {
		return nil, fmt.Errorf("open the key of %s: %w", a.Name, err)
	}
	return key.PrivateKey, nil
}

// rekey replaces the password of a key file in one step.
func (k keyring) rekey(a account, key *ecdsa.PrivateKey, password string, cost scryptCost) error {
	id, err := uuid.NewRandom()
	if err != nil {
		return fmt.Errorf("name the key file: %w", err)
	}
	text, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: a.Address, PrivateKey: key}, password, cost.n, cost.p)
	if err != nil {
		return fmt.Errorf("encrypt the key: %w", err)
	}
	return replaceFile(a.file, text)
}

// scryptCost is how much work one try of a password takes.
type scryptCost struct{ n, p int }

// strongScrypt takes about a second, lightScrypt (tests and devnets) some milliseconds.
func strongScrypt() scryptCost { return scryptCost{keystore.StandardScryptN, keystore.StandardScryptP} }
func lightScrypt() scryptCost  { return scryptCost{keystore.LightScryptN, keystore.LightScryptP} }
