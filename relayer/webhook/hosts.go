package webhook

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ErrURL: messages cannot be posted there; the message says why.
var ErrURL = errors.New("not a URL that messages are posted to")

// maxURL bounds a URL.
const maxURL = 2_048

// Hosts are the hosts that the relayer's operator lets messages be posted to, and nobody else's: whoever names a URL has this
// machine ask it.
type Hosts struct{ known map[string]bool }

// ParseHosts reads a list of hosts: "erp.example.com" and "erp.example.com:8443" are reached by https alone, "http://10.0.0.7:8080" says that
// this one host may be reached without. There are no wildcards.
func ParseHosts(list []string) (Hosts, error) {
	h := Hosts{known: make(map[string]bool)}
	for _, text := range list {
		full := text
		if !strings.Contains(text, "://") {
			full = "https://" + text
		}
		u, err := url.Parse(full)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.Contains(u.Hostname(), "*") ||
			u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
			return Hosts{}, fmt.Errorf("webhook host %q: give a host such as erp.example.com, erp.example.com:8443, or http://10.0.0.7:8080", text)
		}
		h.known[origin(u)] = true
	}
	return h, nil
}

// origin is a URL's scheme, host and port.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// None tells whether no host is named: then there are no webhooks.
func (h Hosts) None() bool { return len(h.known) == 0 }

// Check tells whether messages may be posted to a URL; if not, the error wraps ErrURL.
func (h Hosts) Check(text string) error {
	u, err := url.Parse(text)
	switch {
	case len(text) > maxURL:
		return fmt.Errorf("%w: it is longer than %d characters", ErrURL, maxURL)
	case err != nil || u.Hostname() == "" || u.Opaque != "":
		return fmt.Errorf("%w: give one such as https://erp.example.com/tally", ErrURL)
	case u.User != nil || u.Fragment != "":
		return fmt.Errorf("%w: no name, password or fragment may be in it", ErrURL)
	case !h.known[origin(u)]:
		return fmt.Errorf("%w: the relayer's operator has not named %s", ErrURL, origin(u))
	}
	return nil
}
