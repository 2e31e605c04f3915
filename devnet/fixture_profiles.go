//go:build !windows

package devnet

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pelletier/go-toml/v2"
)

// profile is one of the command line's: the settings of one member.
type profile struct {
	As           string `toml:"as,omitempty"`
	Account      string `toml:"account"`
	Keystore     string `toml:"keystore"`
	PasswordFile string `toml:"password_file"`
	Relayer      string `toml:"relayer,omitempty"`
	RPC          string `toml:"rpc"`
	Deployment   string `toml:"deployment"`
}

// ConfigFile returns the config.toml of the devnet's own, with one profile for each member: `tally --profile bolt` with
// TALLY_CONFIG set to it acts as Bolt.
func (n *Network) ConfigFile() string { return filepath.Join(n.dir, "config", "config.toml") }

// Keystore returns the folder of the key files of all the devnet's accounts.
func (n *Network) Keystore() string { return filepath.Join(n.dir, "accounts") }

// WriteProfiles writes ConfigFile for where the nodes and the relayer listen now. Other profiles that a user has added stay.
func (n *Network) WriteProfiles() error {
	relayer, err := n.RelayerURL()
	if err != nil {
		return err
	}
	node, err := n.HTTP(1)
	if err != nil {
		return err
	}
	file := struct {
		Current  string         `toml:"current,omitempty"`
		Profiles map[string]any `toml:"profiles"`
	}{Profiles: make(map[string]any)}
	if text, err := os.ReadFile(n.ConfigFile()); err == nil {
		if err := toml.Unmarshal(text, &file); err != nil {
			return fmt.Errorf("read %s: %w", n.ConfigFile(), err)
		}
	}
	for _, m := range Members() {
		file.Profiles[m.Account] = profile{
			As: m.Name, Account: m.Account, Keystore: n.Keystore(), PasswordFile: n.PasswordFile(),
			Relayer: relayer, RPC: node, Deployment: n.DeploymentFile(),
		}
	}
	text, err := toml.Marshal(file)
	if err != nil {
		return fmt.Errorf("write the profiles: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(n.ConfigFile()), 0o700); err != nil {
		return fmt.Errorf("write the profiles: %w", err)
	}
	return writeFile(n.ConfigFile(), text)
}
