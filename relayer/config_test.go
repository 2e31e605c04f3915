package relayer

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/chain"
)

func complete() Config {
	return Config{Deployment: "deployment.json", RPC: "http://127.0.0.1:8545", DataDir: "data", KeyFile: "key.json", PasswordFile: "password"}
}

func TestCheckNamesTheFieldThatCannotBe(t *testing.T) {
	if err := complete().Check(); err != nil {
		t.Fatal(err)
	}
	tests := map[string]func(*Config){
		"deployment is missing":    func(c *Config) { c.Deployment = "" },
		"rpc is missing":           func(c *Config) { c.RPC = "" },
		"data-dir is missing":      func(c *Config) { c.DataDir = "" },
		"key file is missing":      func(c *Config) { c.KeyFile = "" },
		"password file is missing": func(c *Config) { c.PasswordFile = "" },
		"is not a URL":             func(c *Config) { c.RPC = "127.0.0.1" },
		"such as http://":          func(c *Config) { c.MoreRPC = []string{"127.0.0.1"} },
		"must begin with http":     func(c *Config) { c.RPC = "ftp://node:1" },
		"is not host:port":         func(c *Config) { c.Listen = "8090" },
		"above 1,000 blocks":       func(c *Config) { c.Depth = 1001 },
		"is negative":              func(c *Config) { c.MaxFee = big.NewInt(-1) },
		"webhook host":             func(c *Config) { c.WebhookHosts = []string{"https://erp.example.com/path"} },
		"there is no depth":        func(c *Config) { c.Immediate, c.Depth = true, 3 },
		"is not one of keystore":   func(c *Config) { c.Signer = "ledger" },
		"no signer URL":            func(c *Config) { c.SignerURL = "http://127.0.0.1:9000" },
		"no key file can be given": func(c *Config) { c.Signer = SignerClef },
		"no sender is named":       func(c *Config) { c.Signer, c.KeyFile = SignerWeb3signer, "" },
		"web3signer is reached by": func(c *Config) { c.Signer, c.KeyFile, c.Senders = SignerWeb3signer, "", []common.Address{{1}} },
		"clef is reached by": func(c *Config) {
			c.Signer, c.KeyFile, c.Senders, c.SignerURL = SignerClef, "", []common.Address{{1}}, "clef.ipc"
		},
		"is named twice": func(c *Config) {
			c.Signer, c.KeyFile, c.Senders, c.SignerURL = SignerClef, "", []common.Address{{1}, {1}}, "/run/clef.ipc"
		},

		"tls-cert and tls-key belong together": func(c *Config) { c.TLSCert = "cert.pem" },
		"is not a network":                     func(c *Config) { c.TrustedProxies = []string{"10.0.0.1"} },
		"is not a host":                        func(c *Config) { c.Domains = []string{"https://relayer.example"} },
		"is not an origin":                     func(c *Config) { c.Origins = []string{"https://erp.example/"} },
		"reads are closed or open":             func(c *Config) { c.Reads = "ajar" },
		"in the clear":                         func(c *Config) { c.Listen = "0.0.0.0:8090" },
	}
	for want, change := range tests {
		t.Run(want, func(t *testing.T) {
			c := complete()
			change(&c)
			if err := c.Check(); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Beyond this machine the relayer listens with TLS, or where it is told that a proxy ends it.
func TestItListensBeyondThisMachineWithTLSOrBehindAProxyOnly(t *testing.T) {
	for listen, reach := range map[string]struct {
		Reach
		ok bool
	}{
		"127.0.0.1:8090":         {ok: true},
		"[::1]:8090":             {ok: true},
		"localhost:8090":         {ok: true},
		"127.9.9.9:8090":         {ok: true},
		"[::ffff:127.0.0.1]:809": {ok: true},
		":8090":                  {},
		"0.0.0.0:8090":           {},
		"[::]:8090":              {},
		"192.0.2.7:8090":         {},
		"relayer.example:8090":   {},
		"192.0.2.7:1":            {Reach{BehindProxy: true}, true},
		"192.0.2.7:2":            {Reach{TrustedProxies: []string{"192.0.2.0/24"}}, true},
		"192.0.2.7:3":            {Reach{TLSCert: "cert.pem", TLSKey: "key.pem"}, true},
	} {
		c := complete()
		c.Listen, c.Reach = listen, reach.Reach
		if err := c.Check(); (err == nil) != reach.ok || err != nil && !errors.Is(err, ErrConfig) {
			t.Errorf("%s with %+v: %v", listen, reach.Reach, err)
		}
	}
}

func TestAFailpointThatIsNoneIsRefused(t *testing.T) {
	for _, spec := range []string{"afterLunch", "afterSend:", "afterSend:0", "afterSend:-1", "afterSend:x"} {
		if _, err := failpoint(spec); !errors.Is(err, ErrConfig) {
			t.Errorf("%q: %v", spec, err)
		}
	}
	// The third of three different points: the process lives on.
	hook, err := failpoint("afterSend:2")
	if err != nil {
		t.Fatal(err)
	}
	for _, point := range []string{"afterSend", "beforeSend", "afterMined"} {
		hook(point)
	}
}

func TestTheReasonsForNotBeingReady(t *testing.T) {
	now := time.Unix(1_790_000_000, 0)
	well := anchor.Status{HeadSince: now.Add(-2 * time.Second), Head: chain.Block{BaseFee: big.NewInt(7)}, Senders: []anchor.Sender{{Balance: big.NewInt(1)}}}
	tests := []struct {
		name   string
		change func(*anchor.Status)
		want   []string
	}{
		{"all is well", func(*anchor.Status) {}, nil},
		{"no block yet", func(s *anchor.Status) { s.HeadSince = time.Time{} }, []string{"no block seen yet"}},
		{"a fault", func(s *anchor.Status) { s.Fault = "ask for head: unreachable" }, []string{"ask for head: unreachable"}},
		{"F33 a chain that stands still", func(s *anchor.Status) { s.HeadSince = now.Add(-95 * time.Second) }, []string{"no new head for 1m35s"}},
		{"F24 no money", func(s *anchor.Status) { s.Senders = []anchor.Sender{{Balance: new(big.Int)}} },
			[]string{"0x0000000000000000000000000000000000000000 has no money for gas; send it some"}},
		{"F25 no money where none is needed", func(s *anchor.Status) { s.Senders, s.Head.BaseFee = []anchor.Sender{{Balance: new(big.Int)}}, nil }, nil},
		{"F38 held", func(s *anchor.Status) { s.Held = []string{"signer: locked"} }, []string{"signer: locked"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status := well
			test.change(&status)
			if diff := cmp.Diff(test.want, anchorReasons(status, now, 30*time.Second)); diff != "" {
				t.Errorf("reasons (-want +got):\n%s", diff)
			}
		})
	}
}
