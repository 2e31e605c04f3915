package relayer

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/signer"
)

// Who may have the keys that pay for gas: the values of Config.Signer.
const (
	// SignerKeystore: the relayer itself, from keystore v3 files. The default.
	SignerKeystore = "keystore"
	// SignerClef: clef, or what answers account_signTransaction as clef does.
	SignerClef = "clef"
	// SignerWeb3signer: web3signer in its eth1 mode.
	SignerWeb3signer = "web3signer"
)

// Signers lists the values of Config.Signer.
func Signers() []string { return []string{SignerKeystore, SignerClef, SignerWeb3signer} }

// checkKeys tells what is wrong with what a configuration says of its keys.
func (c Config) checkKeys() error {
	switch c.Signer {
	case "", SignerKeystore:
		for _, field := range []struct{ name, value, hint string }{
			{"key file", c.KeyFile, "a keystore v3 file"},
			{"password file", c.PasswordFile, "a file whose first line opens the key file"},
		} {
			if field.value == "" {
				return fmt.Errorf("%w: %s is missing: give %s", ErrConfig, field.name, field.hint)
			}
		}
		if c.SignerURL != "" || len(c.Senders) > 0 {
			return fmt.Errorf("%w: keys in files have no signer URL and no senders; to have another program sign, name it as signer", ErrConfig)
		}
		return nil
	case SignerClef, SignerWeb3signer:
		if c.KeyFile != "" || len(c.MoreKeyFiles) > 0 {
			return fmt.Errorf("%w: %s has the keys, so no key file can be given", ErrConfig, c.Signer)
		}
		if len(c.Senders) == 0 {
			return fmt.Errorf("%w: no sender is named: give the address of a key that %s has", ErrConfig, c.Signer)
		}
	default:
		return fmt.Errorf("%w: signer %q is not one of keystore, clef, web3signer", ErrConfig, c.Signer)
	}
	if _, err := c.external(); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return nil
}

// Keys are the signers that a configuration names, the first key's first. Those of another program are not asked anything.
func (c Config) Keys() ([]signer.Signer, error) {
	if err := c.checkKeys(); err != nil {
		return nil, err
	}
	if c.Signer != "" && c.Signer != SignerKeystore {
		return c.external()
	}
	var keys []signer.Signer
	for _, file := range append([]string{c.KeyFile}, c.MoreKeyFiles...) {
		key, err := signer.OpenKeystore(file, c.PasswordFile)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return distinct(keys)
}

// external are the keys that another program has.
func (c Config) external() ([]signer.Signer, error) {
	var keys []signer.Signer
	for _, sender := range c.Senders {
		if c.Signer == SignerClef {
			key, err := signer.NewClef(c.SignerURL, sender)
			if err != nil {
				return nil, err
			}
			keys = append(keys, key)
			continue
		}
		key, err := signer.NewWeb3signer(c.SignerURL, sender)
		if err != nil {
			return nil, err
		}
		keys = append(keys, signer.FromService(key))
	}
	return distinct(keys)
}

func distinct(keys []signer.Signer) ([]signer.Signer, error) {
	seen := make(map[common.Address]bool)
	for _, key := range keys {
		if seen[key.Address()] {
			return nil, fmt.Errorf("%w: the key %s is named twice", ErrConfig, key.Address())
		}
		seen[key.Address()] = true
	}
	return keys, nil
}

// addresses are the keys' accounts.
func addresses(keys []signer.Signer) []common.Address {
	list := make([]common.Address, len(keys))
	for i, key := range keys {
		list[i] = key.Address()
	}
	return list
}
