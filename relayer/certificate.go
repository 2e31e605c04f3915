package relayer

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// pair is a certificate and its key in files, read anew when one of them changes, so that a renewal needs no restart. While the new files
// do not belong together, or are half written, the old certificate serves.
type pair struct {
	certFile, keyFile string
	log               zerolog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	// read and tried are the files as they were when the current certificate was read, and at the last attempt.
	read, tried stamp
}

// stamp is how two files are, as far as it shows whether one was written since.
type stamp struct {
	certAt, keyAt     time.Time
	certSize, keySize int64
}

// openPair reads the files for the first time.
func openPair(certFile, keyFile string, log zerolog.Logger) (*pair, error) {
	p := &pair{certFile: certFile, keyFile: keyFile, log: log}
	now, err := p.stamp()
	if err != nil {
		return nil, err
	}
	return p, p.load(now)
}

func (p *pair) stamp() (s stamp, err error) {
	cert, err := os.Stat(p.certFile)
	if err != nil {
		return s, fmt.Errorf("certificate: %w", err)
	}
	key, err := os.Stat(p.keyFile)
	if err != nil {
		return s, fmt.Errorf("key of the certificate: %w", err)
	}
	return stamp{cert.ModTime(), key.ModTime(), cert.Size(), key.Size()}, nil
}

// load reads the files, as they were at a stamp.
func (p *pair) load(at stamp) error {
	read, err := tls.LoadX509KeyPair(p.certFile, p.keyFile)
	if err != nil {
		return fmt.Errorf("certificate %s and key %s: %w", p.certFile, p.keyFile, err)
	}
	p.current, p.read = &read, at
	return nil
}

// get is tls.Config.GetCertificate.
func (p *pair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, err := p.stamp()
	if err == nil && now == p.read {
		return p.current, nil
	}
	if err == nil {
		err = p.load(now)
	}
	switch {
	case err == nil:
		p.log.Info().Str("certificate", p.certFile).Msg("relayer: the new certificate serves")
	case now != p.tried:
		p.log.Warn().Err(err).Msg("relayer: the certificate changed and cannot be used; the old one serves")
	}
	p.tried = now
	return p.current, nil
}
