package relayer

import (
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/relayer/webhook"
)

// Config says what a relayer is to be. The four files and the node have no default; the zero value of every other field has.
type Config struct {
	// Deployment is the path of the network's deployment.json.
	Deployment string
	// RPC is the URL of the node: http, https, ws or wss.
	RPC string
	// MoreRPC are those of nodes in reserve, of the same network: where the one in use does not answer, or has no new block while another has,
	// that one is asked. What is decided together is asked of one node.
	MoreRPC []string
	// DataDir is the relayer's own folder, made if it is not there. One relayer at a time can use it.
	DataDir string
	// KeyFile is the keystore v3 file of the key that pays for gas, PasswordFile the file whose first line opens it. Both must be
	// readable by their owner only. No two relayers may share a key.
	KeyFile, PasswordFile string
	// MoreKeyFiles are those of further keys, which PasswordFile opens too. Acts that have no company in common go by several keys at once.
	MoreKeyFiles []string
	// Signer is who has the keys: SignerKeystore, the default; or SignerClef or SignerWeb3signer, and then there are no key files.
	Signer string
	// SignerURL is where that program is: an http or https URL, for clef also the whole path of its socket.
	SignerURL string
	// Senders are the accounts of the keys that it has and the relayer uses, one at least.
	Senders []common.Address
	// Listen is the address of the HTTP API, host:port. Default 127.0.0.1:8090; port 0 takes a free one, which Ready is told.
	Listen string

	// Reach says who may reach and read the API, and how.
	Reach

	// Depth is how many blocks must lie on top of a block before it is final, 1 to 1,000. Zero: 4, and on a chain whose blocks are final once
	// they are there (IBFT, QBFT, found out at the start) none.
	Depth uint64
	// Immediate is set where blocks are final once they are there, and the chain does not show it. Depth must then be zero.
	Immediate bool
	// MaxActs is how many acts one transaction carries at most, MaxInFlight how many transactions of one key may wait for a block. Default 150
	// and 16.
	MaxActs, MaxInFlight int
	// MaxAge is how long an act waits for others to fill its transaction while another one is unmined. Default 1 s.
	MaxAge time.Duration
	// MaxFee is the most that is paid, in wei per gas. Default 500 gwei.
	MaxFee *big.Int
	// MaxQueued is how many acts may wait at once. Default 100,000.
	MaxQueued uint64
	// Rate is how many requests a second one address may make of the API on average. Default 200; negative: any number.
	Rate float64
	// RPCTimeout bounds every call of the node. Default 10 s.
	RPCTimeout time.Duration
	// StaleAfter is after how long without a new block the relayer says that it is not ready. Default 30 s.
	StaleAfter time.Duration

	// WebhookHosts are the hosts that companies may have their events posted to: "erp.example.com", by https; none: no webhooks.
	WebhookHosts []string

	// Ready is called once the relayer listens, with the URL of its API; nil: nobody is told.
	Ready func(url string)
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Log is where it writes, JSON lines; the zero Logger writes nothing. No line holds a key, a password or a token.
	Log zerolog.Logger
}

// ErrConfig: the configuration cannot work; the message says which field and what to do.
var ErrConfig = errors.New("relayer configuration")

// Check tells what is wrong with a configuration, as far as can be told without opening anything.
func (c Config) Check() error {
	for _, field := range []struct{ name, value, hint string }{
		{"deployment", c.Deployment, "the deployment.json that `tally network deploy` wrote"},
		{"rpc", c.RPC, "the URL of a node"},
		{"data-dir", c.DataDir, "a folder of the relayer's own"},
	} {
		if field.value == "" {
			return fmt.Errorf("%w: %s is missing: give %s", ErrConfig, field.name, field.hint)
		}
	}
	if err := c.checkKeys(); err != nil {
		return err
	}
	for _, one := range append([]string{c.RPC}, c.MoreRPC...) {
		node, err := url.Parse(one)
		if err != nil || node.Host == "" {
			return fmt.Errorf("%w: rpc is not a URL such as http://127.0.0.1:8545", ErrConfig)
		}
		switch node.Scheme {
		case "http", "https", "ws", "wss":
		default:
			return fmt.Errorf("%w: rpc must begin with http, https, ws or wss, not with %q", ErrConfig, node.Scheme)
		}
	}
	if c.Listen != "" {
		if _, _, err := net.SplitHostPort(c.Listen); err != nil {
			return fmt.Errorf("%w: listen %q is not host:port: %w", ErrConfig, c.Listen, err)
		}
	}
	if err := c.Reach.check(c.Listen); err != nil {
		return err
	}
	if c.Depth > 1000 {
		return fmt.Errorf("%w: depth %d is above 1,000 blocks", ErrConfig, c.Depth)
	}
	if c.Immediate && c.Depth != 0 {
		return fmt.Errorf("%w: where blocks are final at once there is no depth; %d was given", ErrConfig, c.Depth)
	}
	if c.MaxActs < 0 || c.MaxInFlight < 0 {
		return fmt.Errorf("%w: %d acts a transaction and %d transactions in flight: neither can be negative", ErrConfig, c.MaxActs, c.MaxInFlight)
	}
	if c.MaxFee != nil && c.MaxFee.Sign() < 0 {
		return fmt.Errorf("%w: the highest fee %s is negative", ErrConfig, c.MaxFee)
	}
	if _, err := webhook.ParseHosts(c.WebhookHosts); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return nil
}

// withDefaults is the configuration with nothing left open.
func (c Config) withDefaults() Config {
	if c.Listen == "" {
		c.Listen = "127.0.0.1:8090"
	}
	if c.MaxActs == 0 {
		c.MaxActs = 150
	}
	if c.MaxInFlight == 0 {
		c.MaxInFlight = 16
	}
	if c.StaleAfter == 0 {
		c.StaleAfter = 30 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Ready == nil {
		c.Ready = func(string) {}
	}
	return c
}
