package relayer

import (
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// Setting is one thing that the configuration file, a flag or a variable says of a relayer. Its value is a text everywhere.
type Setting struct {
	// Key is its name in the file: "data_dir". The flag is --data-dir, the variable TALLY_DATA_DIR.
	Key string
	// Holds is what the value is: FILE, BLOCKS. Meaning says in a phrase what it does.
	Holds, Meaning string
	// Default is what counts where nothing is given; empty: nothing does. Example is what the example file shows in its place.
	Default, Example string
	// Optional is set where the example is not for every relayer.
	Optional bool
	// Many is set where it is a list: in the file an array, elsewhere separated by commas, and its flag may be given several times.
	Many bool
	// Switch is set where it is true or false.
	Switch bool
	// IsFile is set where it is a path, or a list of paths; a relative one in the file counts from the file's folder.
	IsFile bool
	// Shown gives what may be printed of a value; nil: all of it.
	Shown func(value string) string

	set func(c *Config, value string) error
}

// Settings lists everything that can be set, in the order of the example file.
func Settings() []Setting {
	return slices.Concat(placeSettings(), keySettings(), reachSettings(), paceSettings())
}

// placeSettings say what a relayer works with.
func placeSettings() []Setting {
	return []Setting{
		{
			Key: "deployment", Holds: "FILE", Example: "/etc/tally/deployment.json", IsFile: true,
			Meaning: "the network's deployment.json, which `tally network deploy` wrote",
			set:     func(c *Config, v string) error { c.Deployment = v; return nil },
		},
		{
			Key: "rpc", Holds: "URL", Example: "http://127.0.0.1:8545", Shown: withoutCredentials,
			Meaning: "the chain node's JSON-RPC: http, https, ws or wss",
			set:     func(c *Config, v string) error { c.RPC = v; return nil },
		},
		{
			Key: "more_rpc", Holds: "URL", Example: "http://192.0.2.8:8545", Optional: true, Many: true, Shown: withoutCredentials,
			Meaning: "a node in reserve, asked while that of rpc does not answer or is behind",
			set:     func(c *Config, v string) error { c.MoreRPC = List(v); return nil },
		},
		{
			Key: "data_dir", Holds: "FOLDER", Default: "relayer", Example: "/var/lib/tally", IsFile: true,
			Meaning: "the relayer's own folder, which is its memory: one relayer at a time; at most 88 bytes long, for the control socket in it",
			set:     func(c *Config, v string) error { c.DataDir = v; return nil },
		},
	}
}

// paceSettings say how fast it goes, what it pays and how long it waits.
func paceSettings() []Setting {
	return []Setting{
		{
			Key: "depth", Holds: "BLOCKS", Example: "4", Optional: true,
			Meaning: "how many blocks on top make a block final, 0 to 1,000; 0: blocks are final once they are there. Without it 4, on IBFT and QBFT 0",
			set: func(c *Config, v string) (err error) {
				c.Depth, err = whole(v, 0, 1000)
				c.Immediate = err == nil && c.Depth == 0
				return err
			},
		},
		{
			Key: "max_fee", Holds: "GWEI", Default: "500",
			Meaning: "the most that is paid for gas, in gwei",
			set: func(c *Config, v string) error {
				gwei, err := whole(v, 0, 1<<40)
				c.MaxFee = new(big.Int).Mul(new(big.Int).SetUint64(gwei), big.NewInt(1_000_000_000))
				return err
			},
		},
		{
			Key: "max_acts", Holds: "ACTS", Default: "150",
			Meaning: "how many acts one transaction carries at most, 1 to 500",
			set:     func(c *Config, v string) error { n, err := whole(v, 1, 500); c.MaxActs = int(n); return err },
		},
		{
			Key: "max_in_flight", Holds: "TRANSACTIONS", Default: "16",
			Meaning: "how many transactions of one key may wait for a block, 1 to 10,000; geth keeps 16 of one account for sure, more where its txpool.accountslots says so",
			set:     func(c *Config, v string) error { n, err := whole(v, 1, 10_000); c.MaxInFlight = int(n); return err },
		},
		{
			Key: "max_age", Holds: "DURATION", Default: "1s",
			Meaning: "how long an act waits for others to fill its transaction while another one is unmined",
			set:     func(c *Config, v string) (err error) { c.MaxAge, err = duration(v); return err },
		},
		{
			Key: "max_queued", Holds: "ACTS", Default: "100000",
			Meaning: "how many acts may wait at once; further ones are answered with 429",
			set:     func(c *Config, v string) (err error) { c.MaxQueued, err = whole(v, 1, 100_000_000); return err },
		},
		{
			Key: "rate", Holds: "REQUESTS", Default: "200",
			Meaning: "how many requests a second one address may make on average; -1: any number",
			set: func(c *Config, v string) (err error) {
				if c.Rate, err = strconv.ParseFloat(v, 64); err != nil || c.Rate == 0 || c.Rate > 1e9 || c.Rate < -1e9 {
					return fmt.Errorf("%q is not a number of requests above zero, or -1", v)
				}
				return nil
			},
		},
		{
			Key: "rpc_timeout", Holds: "DURATION", Default: "10s",
			Meaning: "the longest wait for each answer of the node",
			set:     func(c *Config, v string) (err error) { c.RPCTimeout, err = duration(v); return err },
		},
		{
			Key: "stale_after", Holds: "DURATION", Default: "30s",
			Meaning: "after how long without a new block the relayer says that it is not ready",
			set:     func(c *Config, v string) (err error) { c.StaleAfter, err = duration(v); return err },
		},
		{
			Key: "log_level", Holds: "LEVEL", Default: "info",
			Meaning: "debug, info, warn or error",
			set: func(c *Config, v string) error {
				level, err := zerolog.ParseLevel(v)
				if err != nil || level < zerolog.DebugLevel || level > zerolog.ErrorLevel {
					return fmt.Errorf("%q is not one of debug, info, warn, error", v)
				}
				c.Log = c.Log.Level(level)
				return nil
			},
		},
	}
}

// Flag is its flag without dashes: "data-dir".
func (s Setting) Flag() string { return strings.ReplaceAll(s.Key, "_", "-") }

// Variable is its environment variable: "TALLY_DATA_DIR".
func (s Setting) Variable() string { return "TALLY_" + strings.ToUpper(s.Key) }

// Set puts a value into a configuration; an empty one leaves it. ErrConfig: it cannot be that; the message names the key.
func (s Setting) Set(c *Config, value string) error {
	if value == "" {
		return nil
	}
	if err := s.set(c, value); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrConfig, s.Key, err)
	}
	return nil
}

// Print is what may be shown of a value.
func (s Setting) Print(value string) string {
	if s.Shown == nil || value == "" {
		return value
	}
	if !s.Many {
		return s.Shown(value)
	}
	shown := List(value)
	for i, one := range shown {
		shown[i] = s.Shown(one)
	}
	return strings.Join(shown, ",")
}

// List is a list's entries, which commas separate.
func List(value string) []string {
	var entries []string
	for _, one := range strings.Split(value, ",") {
		if one = strings.TrimSpace(one); one != "" {
			entries = append(entries, one)
		}
	}
	return entries
}

// withoutCredentials is a URL without what a provider's key or a password can be in.
func withoutCredentials(value string) string {
	parsed, err := url.Parse(value)
	if err != nil || parsed.Host == "" {
		return "…"
	}
	short := parsed.Scheme + "://" + parsed.Host
	if parsed.User != nil || strings.Trim(parsed.Path, "/") != "" || parsed.RawQuery != "" {
		short += "/…"
	}
	return short
}

// whole reads a whole number within bounds.
func whole(value string, least, most uint64) (uint64, error) {
	n, err := strconv.ParseUint(value, 10, 64)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("%q is not a whole number from %d to %d", value, least, most)
	}
	return n, nil
}

func duration(value string) (time.Duration, error) {
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a duration above zero such as 30s or 5m", value)
	}
	return d, nil
}
