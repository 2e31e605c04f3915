package relayer

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	stdlog "log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/rs/zerolog"
)

// The words for Reach.Reads.
const (
	// ReadsClosed: a company's affairs are read with a login of that company, or the authority's.
	ReadsClosed = "closed"
	// ReadsOpen: whoever reaches the port reads everything. For a network of one's own.
	ReadsOpen = "open"
)

// Reach says who may reach and read the API, and how. The zero value serves logged-in clients on this machine.
type Reach struct {
	// TLSCert and TLSKey are PEM files of a certificate, with what chain it needs, and its key; both or neither. They are read anew when they
	// change.
	TLSCert, TLSKey string
	// BehindProxy says that a proxy in front ends TLS, so that the relayer may listen beyond this machine without.
	BehindProxy bool
	// TrustedProxies are the networks of proxies, "10.0.0.0/8", whose X-Forwarded-For and X-Forwarded-Proto are believed. Naming any says BehindProxy.
	TrustedProxies []string
	// Domains are the hosts, with ports where clients write one, that logins are for: "relayer.example:8443". Without any, the address at which a
	// request comes in; a relayer that is reached by a name, or through a proxy, needs one.
	Domains []string
	// Origins are those whose pages may call the API from a browser: "https://erp.example". Without any, none may.
	Origins []string
	// Reads is ReadsClosed, the default, or ReadsOpen.
	Reads string
}

// check tells what is wrong with it for an address to listen on.
func (r Reach) check(listen string) error {
	if (r.TLSCert == "") != (r.TLSKey == "") {
		return fmt.Errorf("%w: tls-cert and tls-key belong together: give the certificate's file and its key's", ErrConfig)
	}
	for _, network := range r.TrustedProxies {
		if _, err := netip.ParsePrefix(network); err != nil {
			return fmt.Errorf("%w: trusted-proxy %q is not a network such as 10.0.0.0/8 or 192.0.2.7/32", ErrConfig, network)
		}
	}
	for _, domain := range r.Domains {
		if at, err := url.Parse("https://" + domain); err != nil || at.Host != domain || domain == "" {
			return fmt.Errorf("%w: domain %q is not a host such as relayer.example or 192.0.2.7:8090", ErrConfig, domain)
		}
	}
	for _, origin := range r.Origins {
		at, err := url.Parse(origin)
		if err != nil || at.Host == "" || at.Scheme+"://"+at.Host != origin {
			return fmt.Errorf("%w: cors-origin %q is not an origin such as https://erp.example", ErrConfig, origin)
		}
	}
	switch r.Reads {
	case "", ReadsClosed, ReadsOpen:
	default:
		return fmt.Errorf("%w: reads are %s or %s, not %q", ErrConfig, ReadsClosed, ReadsOpen, r.Reads)
	}
	if listen != "" && r.TLSCert == "" && !r.behindProxy() && !onlyHere(listen) {
		return fmt.Errorf("%w: listening on %s without TLS would send tokens and affairs in the clear: give --tls-cert and --tls-key, "+
			"or --behind-proxy where a proxy ends TLS", ErrConfig, listen)
	}
	return nil
}

func (r Reach) behindProxy() bool { return r.BehindProxy || len(r.TrustedProxies) > 0 }

// onlyHere tells whether an address can be reached from this machine alone.
func onlyHere(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	at, err := netip.ParseAddr(host)
	return err == nil && at.Unmap().IsLoopback()
}

// proxies are the trusted ones; check has read them.
func (r Reach) proxies() []netip.Prefix {
	var networks []netip.Prefix
	for _, network := range r.TrustedProxies {
		if prefix, err := netip.ParsePrefix(network); err == nil {
			networks = append(networks, prefix.Masked())
		}
	}
	return networks
}

func (r Reach) scheme() string {
	if r.TLSCert != "" {
		return "https"
	}
	return "http"
}

// listen opens the port, with TLS where there is a certificate.
func (r Reach) listen(ctx context.Context, address string, log zerolog.Logger) (net.Listener, error) {
	var secured *tls.Config
	if r.TLSCert != "" {
		pair, err := openPair(r.TLSCert, r.TLSKey, log)
		if err != nil {
			return nil, err
		}
		secured = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: pair.get, NextProtos: []string{"h2", "http/1.1"}}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil || secured == nil {
		return listener, err
	}
	return tls.NewListener(listener, secured), nil
}

const (
	// answerWithin bounds the whole of a request and its answer, long polls included. What streams sets a deadline of its own.
	answerWithin = 3 * time.Minute
	// maxHeader bounds a request's header.
	maxHeader = 64 << 10
)

// newServer is the HTTP server; whoever is slow is cut off.
func newServer(ctx context.Context, handler http.Handler, log zerolog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      answerWithin,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          stdlog.New(faults{log}, "", 0),
		// Long polls see the end of ctx, so that they do not hold up a shutdown.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
}

// faults takes what net/http says of connections, handshakes that fail above all. Anybody can make it say that, so it is said at debug level.
type faults struct{ log zerolog.Logger }

// Write is io.Writer.
func (f faults) Write(line []byte) (int, error) {
	f.log.Debug().Str("fault", string(bytes.TrimSpace(line))).Msg("relayer: a connection failed")
	return len(line), nil
}
