package relayer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// keySettings say who has the keys that pay.
func keySettings() []Setting {
	return []Setting{
		{
			Key: "key_file", Holds: "FILE", Example: "/etc/tally/relayer.key.json", IsFile: true,
			Meaning: "the keystore v3 file of the key that pays for gas, mode 0600; no two relayers may share one. Without it, --account names one of the keystore",
			set:     func(c *Config, v string) error { c.KeyFile = v; return nil },
		},
		{
			Key: "more_key_files", Holds: "FILE", Example: "/etc/tally/second.key.json", Optional: true, Many: true, IsFile: true,
			Meaning: "the files of further keys that pay, which the same password opens; acts that have no company in common go by several keys at once",
			set:     func(c *Config, v string) error { c.MoreKeyFiles = List(v); return nil },
		},
		{
			Key: "password_file", Holds: "FILE", Example: "/etc/tally/relayer.password", IsFile: true,
			Meaning: "the file whose first line opens the key file, mode 0600",
			set:     func(c *Config, v string) error { c.PasswordFile = v; return nil },
		},
		{
			Key: "signer", Holds: "SIGNER", Example: SignerWeb3signer, Optional: true,
			Meaning: "who has the relayer's keys: " + strings.Join(Signers(), ", ") + ". The last two instead of key files",
			set:     func(c *Config, v string) error { c.Signer = v; return nil },
		},
		{
			Key: "signer_url", Holds: "URL", Example: "http://127.0.0.1:9000", Optional: true, Shown: withoutCredentials,
			Meaning: "where clef or web3signer is, for clef also the path of its socket",
			set:     func(c *Config, v string) error { c.SignerURL = v; return nil },
		},
		{
			Key: "sender", Holds: "ACCOUNT", Example: "0x5FbDB2315678afecb367f032d93F642f64180aa3", Optional: true, Many: true,
			Meaning: "with clef or web3signer the accounts that pay; with key files, as a flag, further accounts of the keystore by name",
			set: func(c *Config, v string) error {
				c.Senders = nil
				for _, one := range List(v) {
					if !common.IsHexAddress(one) {
						return fmt.Errorf("%q is not the address of an account", one)
					}
					c.Senders = append(c.Senders, common.HexToAddress(one))
				}
				return nil
			},
		},
	}
}

// reachSettings say who may reach a relayer and read it, and how.
func reachSettings() []Setting {
	return []Setting{
		{
			Key: "listen", Holds: "HOST:PORT", Default: "127.0.0.1:8090",
			Meaning: "where the API listens; beyond this machine with TLS, or behind a proxy that ends it",
			set:     func(c *Config, v string) error { c.Listen = v; return nil },
		},
		{
			Key: "tls_cert", Holds: "FILE", Example: "/etc/tally/cert.pem", Optional: true, IsFile: true,
			Meaning: "the certificate with its chain, PEM, read anew when it changes",
			set:     func(c *Config, v string) error { c.TLSCert = v; return nil },
		},
		{
			Key: "tls_key", Holds: "FILE", Example: "/etc/tally/key.pem", Optional: true, IsFile: true,
			Meaning: "the certificate's key, PEM",
			set:     func(c *Config, v string) error { c.TLSKey = v; return nil },
		},
		{
			Key: "behind_proxy", Holds: "YES", Default: "false", Switch: true,
			Meaning: "a proxy in front ends TLS: listen beyond this machine without",
			set: func(c *Config, v string) (err error) {
				if c.BehindProxy, err = strconv.ParseBool(v); err != nil {
					return fmt.Errorf("%q is neither true nor false", v)
				}
				return nil
			},
		},
		{
			Key: "trusted_proxy", Holds: "NETWORK", Example: "10.0.0.0/8", Optional: true, Many: true,
			Meaning: "a proxy's network, whose X-Forwarded-For is believed",
			set:     func(c *Config, v string) error { c.TrustedProxies = List(v); return nil },
		},
		{
			Key: "domain", Holds: "HOST[:PORT]", Example: "relayer.example:8443", Optional: true, Many: true,
			Meaning: "a host by which clients reach it, for logins. Needed where that is a name",
			set:     func(c *Config, v string) error { c.Domains = List(v); return nil },
		},
		{
			Key: "cors_origin", Holds: "ORIGIN", Example: "https://erp.example", Optional: true, Many: true,
			Meaning: "an origin whose pages may call it from a browser",
			set:     func(c *Config, v string) error { c.Origins = List(v); return nil },
		},
		{
			Key: "webhook_host", Holds: "HOST", Example: "erp.example.com", Optional: true, Many: true,
			Meaning: "a host that companies may have their events posted to, by https, or http://HOST:PORT for one without; none: no webhooks",
			set:     func(c *Config, v string) error { c.WebhookHosts = List(v); return nil },
		},
		{
			Key: "reads", Holds: "HOW", Default: ReadsClosed,
			Meaning: "closed: by login; open: whoever reaches it reads everything, for a network of your own",
			set:     func(c *Config, v string) error { c.Reads = v; return nil },
		},
	}
}
