//go:build !windows

package devnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// ErrNoDevnet says that a folder holds no devnet.
var ErrNoDevnet = errors.New("no devnet")

// recordFile is what makes a folder a devnet. It is written last when one is made.
const recordFile = "devnet.json"

// recordVersion is the layout of the folder that this program writes and reads.
const recordVersion = 1

// record is the content of devnet.json: what a devnet is, apart from the processes, which child records remember.
type record struct {
	Version       int             `json:"version"`
	Name          string          `json:"name"`
	ChainID       uint64          `json:"chainId"`
	GenesisHash   common.Hash     `json:"genesisHash"`
	PeriodSeconds uint64          `json:"periodSeconds"`
	GasLimit      uint64          `json:"gasLimit"`
	DaySeconds    uint64          `json:"daySeconds"`
	Nodes         []nodeRecord    `json:"nodes"`
	Accounts      []accountRecord `json:"accounts"`
}

// nodeRecord is one signer.
type nodeRecord struct {
	// Number counts from 1, as people do.
	Number int `json:"number"`
	// Signer is the account that seals its blocks.
	Signer common.Address `json:"signer"`
	// NetworkKey is the public half of the key by which other nodes know it, in hex.
	NetworkKey string `json:"networkKey"`
	Ports      ports  `json:"ports"`
}

// accountRecord is one account funded at genesis; its key is in accounts/NAME.json.
type accountRecord struct {
	Name    string         `json:"name"`
	Address common.Address `json:"address"`
}

func (r record) period() time.Duration { return time.Duration(r.PeriodSeconds) * time.Second }
func (r record) day() time.Duration    { return time.Duration(r.DaySeconds) * time.Second }

func (r record) account(name string) (accountRecord, error) {
	for _, account := range r.Accounts {
		if account.Name == name {
			return account, nil
		}
	}
	return accountRecord{}, fmt.Errorf("devnet %q has no account %q, only %v", r.Name, name, r.accountNames())
}

func (r record) accountNames() []string {
	var names []string
	for _, account := range r.Accounts {
		names = append(names, account.Name)
	}
	return names
}

func (r record) node(number int) (nodeRecord, error) {
	if number < 1 || number > len(r.Nodes) {
		return nodeRecord{}, fmt.Errorf("devnet %q has no node %d: they are numbered 1 to %d", r.Name, number, len(r.Nodes))
	}
	return r.Nodes[number-1], nil
}

// readRecord reads the devnet in dir. It returns ErrNoDevnet where there is none.
func readRecord(dir string) (record, error) {
	text, err := os.ReadFile(filepath.Join(dir, recordFile))
	if errors.Is(err, fs.ErrNotExist) {
		return record{}, fmt.Errorf("%w in %s: start one with `tally devnet up`", ErrNoDevnet, dir)
	}
	if err != nil {
		return record{}, fmt.Errorf("read the devnet: %w", err)
	}
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return record{}, fmt.Errorf("read the devnet: %s: %w", filepath.Join(dir, recordFile), err)
	}
	if r.Version != recordVersion {
		return record{}, fmt.Errorf("%s has layout %d, this program knows %d: use the program that made it, or delete the folder",
			filepath.Join(dir, recordFile), r.Version, recordVersion)
	}
	return r, nil
}

// write keeps the record in dir.
func (r record) write(dir string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("keep the devnet: %w", err)
	}
	return writeFile(filepath.Join(dir, recordFile), append(text, '\n'))
}
