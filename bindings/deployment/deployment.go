// Package deployment knows a network: where its contracts are, how it counts days, and how to tell it from every other.
//
// deployment.json is the one file that devnet, command line, relayer, doctor and SDK load.
//
// Guarantee: what Load gives is complete and within its types, and after Verify the chain behind a connection is the one that the
// file was written for, with the very code: a deployment's code hashes cover its immutables, so also its clock and its salt.
package deployment

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
)

// Version is that of the file's form.
const Version = 1

// ErrFormat is wrapped by every error about a file that is no deployment.
var ErrFormat = errors.New("not a deployment file")

// Names are the contracts of a network, in the order in which they are deployed.
func Names() []string {
	return []string{
		"Companies", "Rules", "Lots", "Cash", "Lines", "Evidence", "Receivables", "Settlements", "Endings", "Discounts", "Pledges", "Guarantees",
		"Recourse", "Holds", "Circles", "PaymentRuns", "Batch",
	}
}

// Contract is where a contract is and what its code hashes to.
type Contract struct {
	Address common.Address `json:"address"`
	// CodeHash is keccak256 of the code at Address, immutables included.
	CodeHash common.Hash `json:"codeHash"`
}

// Deployment is one network.
type Deployment struct {
	// Version of the form, 1.
	Version int `json:"version"`
	// Name is for people.
	Name string `json:"name"`
	// ChainID and GenesisHash tell the chain.
	ChainID     uint64      `json:"chainId"`
	GenesisHash common.Hash `json:"genesisHash"`
	// Block is the first that has something of the network: where reading of events begins.
	Block uint64 `json:"block"`
	// Contracts by name; Names are all of them.
	Contracts map[string]Contract `json:"contracts"`
	// Clock counts the network's days.
	Clock calendar.Clock `json:"clock"`
	// Salt is in the domain of every signature and in no other deployment's.
	Salt common.Hash `json:"salt"`
	// Rules are the names of the rule sets that it began with, the first being set 1. Those published since are on the chain only.
	Rules []string `json:"rules"`
}

// Load reads a deployment file strictly.
func Load(file string) (*Deployment, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("deployment: %w", err)
	}
	d, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("deployment %s: %w", file, err)
	}
	return d, nil
}

// Parse reads a deployment file's contents: unknown fields, missing contracts and values out of range are an ErrFormat.
func Parse(data []byte) (*Deployment, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var d Deployment
	if err := decoder.Decode(&d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: something follows the object", ErrFormat)
	}
	if err := d.Check(); err != nil {
		return nil, err
	}
	return &d, nil
}

// Check says what a deployment lacks.
func (d *Deployment) Check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
	}
	switch {
	case d.Version != Version:
		return bad("version %d, not %d", d.Version, Version)
	case d.Name == "":
		return bad("no name")
	case d.ChainID == 0:
		return bad("no chainId")
	case d.GenesisHash == common.Hash{}:
		return bad("no genesisHash")
	case d.Salt == common.Hash{}:
		return bad("no salt")
	case len(d.Rules) == 0:
		return bad("no rule sets")
	case len(d.Contracts) != len(Names()):
		return bad("%d contracts, not %d", len(d.Contracts), len(Names()))
	}
	at := make(map[common.Address]string)
	for _, name := range Names() {
		c, ok := d.Contracts[name]
		if !ok || c.Address == (common.Address{}) || c.CodeHash == (common.Hash{}) {
			return bad("contract %s has no address or no codeHash", name)
		}
		if other, taken := at[c.Address]; taken {
			return bad("contracts %s and %s have one address", other, name)
		}
		at[c.Address] = name
	}
	if err := d.Clock.Check(); err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return nil
}

// Save writes the file whole or not at all: to a temporary one beside it, which then takes its place.
func (d *Deployment) Save(file string) error {
	if err := d.Check(); err != nil {
		return err
	}
	data, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("save deployment: %w", err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".deployment-*")
	if err != nil {
		return fmt.Errorf("save deployment: %w", err)
	}
	_, err = temporary.Write(append(data, '\n'))
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("save deployment: %w", errors.Join(err, os.Remove(temporary.Name())))
	}
	return nil
}

// Domain is that of every signature of the network.
func (d *Deployment) Domain() act.Domain { return act.Domain{ChainID: d.ChainID, Salt: d.Salt} }

// Address of a contract by its name; zero for a name that is none of Names.
func (d *Deployment) Address(contract string) common.Address { return d.Contracts[contract].Address }

// NameAt is the contract at an address, or empty.
func (d *Deployment) NameAt(address common.Address) string {
	for name, c := range d.Contracts {
		if c.Address == address {
			return name
		}
	}
	return ""
}
