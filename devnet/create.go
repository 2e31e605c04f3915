//go:build !windows

package devnet

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// lockName is the file whose lock is held while the devnet is changed.
	lockName = "lock"
	// unfinishedName is a file that is there from before the first of the devnet's files until after the last.
	unfinishedName = "unfinished"
	genesisName    = "genesis.json"
)

// create makes a devnet in c.Dir: keys, ports, genesis, and a data folder for each node that begins with it. Interrupted at any point, it
// leaves nothing that the next call takes for a devnet.
func create(ctx context.Context, c Config, geth string) (record, error) {
	if err := prepareDir(c.Dir); err != nil {
		return record{}, err
	}
	rec := record{
		Version:       recordVersion,
		Name:          c.Name,
		ChainID:       newChainID(),
		PeriodSeconds: uint64(c.Period / time.Second),
		GasLimit:      c.GasLimit,
		DaySeconds:    uint64(c.Day / time.Second),
	}
	if err := rec.makeKeys(c); err != nil {
		return record{}, err
	}
	text, err := genesisFile(rec, time.Now())
	if err != nil {
		return record{}, err
	}
	if err := writeFile(filepath.Join(c.Dir, genesisName), text); err != nil {
		return record{}, err
	}
	group, groupCtx := errgroup.WithContext(ctx)
	for number := range rec.Nodes {
		group.Go(func() error {
			node, err := rec.nodeIn(c.Dir, number+1)
			if err != nil {
				return err
			}
			return node.initialise(groupCtx, geth, filepath.Join(c.Dir, genesisName))
		})
	}
	if err := group.Wait(); err != nil {
		return record{}, err
	}
	if err := rec.write(c.Dir); err != nil {
		return record{}, err
	}
	if err := os.Remove(filepath.Join(c.Dir, unfinishedName)); err != nil {
		return record{}, fmt.Errorf("finish the devnet: %w", err)
	}
	return rec, nil
}

// makeKeys makes the devnet's signers and accounts, and chooses the nodes' ports.
func (r *record) makeKeys(c Config) error {
	password, err := newPassword(c.Dir)
	if err != nil {
		return err
	}
	chosen, err := freePorts(c.Nodes)
	if err != nil {
		return err
	}
	for number := 1; number <= c.Nodes; number++ {
		node, err := newNode(c.Dir, number, password)
		if err != nil {
			return err
		}
		node.Ports = chosen[number-1]
		r.Nodes = append(r.Nodes, node)
	}
	for _, name := range c.Accounts {
		address, err := newKey(accountFile(c.Dir, name), password)
		if err != nil {
			return err
		}
		r.Accounts = append(r.Accounts, accountRecord{Name: name, Address: address})
	}
	return nil
}

// newChainID chooses among two thousand million ids, so that no signature for one devnet is taken for one of another. Wallets and
// JavaScript can hold it.
func newChainID() uint64 { return 1<<30 + rand.Uint64N(1<<31-1<<30) }

// prepareDir sees to it that dir is empty but for its lock, since a devnet owns its whole folder. What an interrupted creation or
// deletion left is removed; anything else there is refused.
func prepareDir(dir string) error {
	marker := filepath.Join(dir, unfinishedName)
	if _, err := os.Stat(marker); err == nil {
		if err := remove(dir); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into the devnet's folder: %w", err)
	}
	for _, entry := range entries {
		if entry.Name() != lockName {
			return fmt.Errorf("%s holds %s but no devnet: choose an empty folder", dir, entry.Name())
		}
	}
	return writeFile(marker, nil)
}

// remove deletes everything in a devnet's folder but the lock, which is held and must stay the same file. Interrupted, it leaves the
// folder marked, for prepareDir to finish.
func remove(dir string) error {
	marker := filepath.Join(dir, unfinishedName)
	if err := writeFile(marker, nil); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into the devnet's folder: %w", err)
	}
	// The record goes first, so that half a devnet is never taken for one.
	names := []string{recordFile}
	for _, entry := range entries {
		if name := entry.Name(); name != lockName && name != unfinishedName && name != recordFile {
			names = append(names, name)
		}
	}
	for _, name := range append(names, unfinishedName) {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("delete the devnet: %w", err)
		}
	}
	return nil
}
