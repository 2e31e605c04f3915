package main

import (
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
)

// reachFlags say who may reach a relayer and read it, and how.
func reachFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "tls-cert", Usage: "the certificate with its chain, PEM, read anew when it changes: `FILE`"},
		&cli.StringFlag{Name: "tls-key", Usage: "the certificate's key, PEM: `FILE`"},
		&cli.BoolFlag{Name: "behind-proxy", Usage: "a proxy in front ends TLS: listen beyond this machine without"},
		&cli.StringSliceFlag{Name: "trusted-proxy", Usage: "a proxy's `NETWORK`, 10.0.0.0/8, whose X-Forwarded-For is believed; may be repeated"},
		&cli.StringSliceFlag{Name: "domain", Usage: "a `HOST[:PORT]` by which clients reach it, for logins; may be repeated. Needed where that is a name"},
		&cli.StringSliceFlag{Name: "cors-origin", Usage: "an `ORIGIN`, https://erp.example, whose pages may call it from a browser; may be repeated"},
		&cli.StringFlag{Name: "reads", Value: relayer.ReadsClosed, Usage: "closed: by login; open: whoever reaches it reads everything, for a network of your own: `HOW`"},
	}
}

func reachOf(c *cli.Context) relayer.Reach {
	return relayer.Reach{
		TLSCert: c.String("tls-cert"), TLSKey: c.String("tls-key"), BehindProxy: c.Bool("behind-proxy"), TrustedProxies: c.StringSlice("trusted-proxy"),
		Domains: c.StringSlice("domain"), Origins: c.StringSlice("cors-origin"), Reads: c.String("reads"),
	}
}
