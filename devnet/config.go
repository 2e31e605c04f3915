//go:build !windows

package devnet

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"time"

	"github.com/rs/zerolog"
)

// The devnet that an empty Config describes.
const (
	DefaultName            = "default"
	DefaultNodes           = 4
	DefaultPeriod          = time.Second
	DefaultGasLimit uint64 = 100_000_000
	DefaultDay             = 24 * time.Hour
)

// Names of the accounts that every devnet funds at genesis.
const (
	// Deployer puts the contracts on the chain.
	Deployer = "deployer"
	// Relayer pays the gas of the acts that it relays.
	Relayer = "relayer"
)

// maxNodes bounds Config.Nodes: beyond it a laptop seals nothing in time.
const maxNodes = 16

// ErrConfig says that a devnet cannot be as a Config asks. The message names the field and what it may be.
var ErrConfig = errors.New("impossible devnet")

// Config is what a devnet is to be. A field left zero takes its default for a new devnet, and what the devnet has for an existing one;
// asking an existing devnet for something else is an error, since its genesis cannot change.
type Config struct {
	// Name is what people call it: lower-case letters, digits and hyphens, at most 32.
	Name string
	// Dir is its folder; by default DefaultDir(Name). A new devnet needs an empty folder, or none yet.
	Dir string
	// Nodes is how many signers seal, 1 to 16. The chain goes on while more than half of them run.
	Nodes int
	// Period is the time between blocks, in whole seconds.
	Period time.Duration
	// GasLimit is the gas of a block.
	GasLimit uint64
	// Day is how long a day is on this network, in whole seconds, 1 s to 24 h. The chain knows nothing of it: it is kept here for the
	// contracts that are deployed.
	Day time.Duration
	// Accounts names the accounts to fund beside Deployer and Relayer.
	Accounts []string
	// Detach leaves the processes running when the context given to Up ends.
	Detach bool
	// Log takes progress; by default it goes nowhere.
	Log zerolog.Logger
}

// DefaultDir returns the folder of the devnet of that name: tallystick/devnet/NAME in the user's data folder.
func DefaultDir(name string) (string, error) {
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("find the data folder: %w", err)
		}
		base = filepath.Join(home, ".local", "share")
		if runtime.GOOS == "darwin" {
			base = filepath.Join(home, "Library", "Application Support")
		}
	}
	return filepath.Join(base, "tallystick", "devnet", name), nil
}

// check reports the first field that no devnet can have.
func (c Config) check() error {
	switch {
	case c.Name != "" && !validName(c.Name):
		return fmt.Errorf("%w: name %q: use lower-case letters, digits and hyphens, at most 32", ErrConfig, c.Name)
	case c.Nodes < 0 || c.Nodes > maxNodes:
		return fmt.Errorf("%w: %d nodes: from 1 to %d can run", ErrConfig, c.Nodes, maxNodes)
	case c.Period < 0 || c.Period%time.Second != 0:
		return fmt.Errorf("%w: a period of %v: blocks are whole seconds apart", ErrConfig, c.Period)
	case c.GasLimit != 0 && c.GasLimit < 5_000_000:
		return fmt.Errorf("%w: a gas limit of %d: 5000000 is the least that the contracts can be deployed with", ErrConfig, c.GasLimit)
	case c.Day < 0 || c.Day > 24*time.Hour || c.Day%time.Second != 0:
		return fmt.Errorf("%w: a day of %v: it is whole seconds, at most 24h", ErrConfig, c.Day)
	}
	for _, name := range c.Accounts {
		if !validName(name) {
			return fmt.Errorf("%w: account name %q: use lower-case letters, digits and hyphens, at most 32", ErrConfig, name)
		}
	}
	return nil
}

// withDefaults fills the fields that were left zero.
func (c Config) withDefaults() (Config, error) {
	if c.Name == "" {
		c.Name = DefaultName
	}
	if c.Dir == "" {
		dir, err := DefaultDir(c.Name)
		if err != nil {
			return Config{}, err
		}
		c.Dir = dir
	}
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return Config{}, fmt.Errorf("find the devnet's folder: %w", err)
	}
	c.Dir = dir
	if c.Nodes == 0 {
		c.Nodes = DefaultNodes
	}
	if c.Period == 0 {
		c.Period = DefaultPeriod
	}
	if c.GasLimit == 0 {
		c.GasLimit = DefaultGasLimit
	}
	if c.Day == 0 {
		c.Day = DefaultDay
	}
	c.Accounts = slices.Compact(slices.Sorted(slices.Values(append([]string{Deployer, Relayer}, c.Accounts...))))
	return c, nil
}

// agrees reports the first field in which an existing devnet is not what c asks for.
func (c Config) agrees(r record) error {
	differs := func(what string, has, asked any) error {
		return fmt.Errorf("%w: devnet %q has %s %v, not %v: reset it, or choose another name", ErrConfig, r.Name, what, has, asked)
	}
	switch {
	case c.Name != "" && c.Name != r.Name:
		return differs("the name", r.Name, c.Name)
	case c.Nodes != 0 && c.Nodes != len(r.Nodes):
		return differs("a number of nodes of", len(r.Nodes), c.Nodes)
	case c.Period != 0 && c.Period != r.period():
		return differs("a period of", r.period(), c.Period)
	case c.GasLimit != 0 && c.GasLimit != r.GasLimit:
		return differs("a gas limit of", r.GasLimit, c.GasLimit)
	case c.Day != 0 && c.Day != r.day():
		return differs("a day of", r.day(), c.Day)
	}
	for _, name := range c.Accounts {
		if _, err := r.account(name); err != nil {
			return differs("accounts", r.accountNames(), name)
		}
	}
	return nil
}

func validName(name string) bool {
	return regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`).MatchString(name)
}
