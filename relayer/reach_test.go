package relayer

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// certify makes a certificate of a name for 127.0.0.1, signed by itself, as PEM.
func certify(t *testing.T, name string) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

// journal is a log that can be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(line)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// secured is a server of a certificate's files, and whom it shows itself as to a client of some TLS versions.
func secured(t *testing.T, reach Reach, log zerolog.Logger, handler http.Handler) (url string, shown func(lowest, highest uint16) (string, error)) {
	t.Helper()
	listener, err := reach.listen(t.Context(), "127.0.0.1:0", log)
	if err != nil {
		t.Fatal(err)
	}
	server := newServer(t.Context(), handler, log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), <-ended); !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return "https://" + listener.Addr().String(), func(lowest, highest uint16) (string, error) {
		dialer := tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true, MinVersion: lowest, MaxVersion: highest}}
		connection, err := dialer.DialContext(context.Background(), "tcp", listener.Addr().String())
		if err != nil {
			return "", err
		}
		defer func() { _ = connection.Close() }()
		return connection.(*tls.Conn).ConnectionState().PeerCertificates[0].Subject.CommonName, nil
	}
}

// A certificate that is renewed serves without a restart; one that is half written does not, and the old one goes on.
func TestARenewedCertificateServesWithoutARestart(t *testing.T) {
	dir := t.TempDir()
	reach := Reach{TLSCert: filepath.Join(dir, "cert.pem"), TLSKey: filepath.Join(dir, "key.pem")}
	if _, err := reach.listen(t.Context(), "127.0.0.1:0", zerolog.Nop()); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("without its files: %v", err)
	}
	cert, key := certify(t, "first")
	write(t, reach.TLSCert, cert)
	write(t, reach.TLSKey, key)
	log := new(journal)
	url, shown := secured(t, reach, zerolog.New(log), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Proto)
	}))
	expect := func(want string) {
		t.Helper()
		if got, err := shown(tls.VersionTLS12, tls.VersionTLS13); err != nil || got != want {
			t.Errorf("it shows itself as %q, %v; want %q", got, err, want)
		}
	}
	expect("first")
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(cert)
	web := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: roots}}}
	defer web.CloseIdleConnections()
	response, err := web.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if body, err := io.ReadAll(response.Body); err != nil || string(body) != "HTTP/2.0" {
		t.Errorf("%s, %v; want HTTP/2.0", body, err)
	}

	cert, key = certify(t, "the second")
	write(t, reach.TLSCert, cert) // the key is the old one still
	expect("first")
	if !strings.Contains(log.String(), "the old one serves") {
		t.Errorf("the log says nothing of it: %s", log.String())
	}
	write(t, reach.TLSKey, key)
	expect("the second")
	write(t, reach.TLSCert, cert[:40])
	expect("the second")
	if err := os.Remove(reach.TLSCert); err != nil {
		t.Fatal(err)
	}
	expect("the second")
	if strings.Contains(log.String(), "PRIVATE KEY") {
		t.Error("the log has a key")
	}
	if _, err := shown(tls.VersionTLS10, tls.VersionTLS11); err == nil {
		t.Error("TLS 1.1 was taken")
	}
}

func TestAHeaderThatIsTooLongIsRefused(t *testing.T) {
	listener, err := Reach{}.listen(t.Context(), "127.0.0.1:0", zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	server := newServer(t.Context(), http.NotFoundHandler(), zerolog.Nop())
	for what, bound := range map[string]time.Duration{
		"header": server.ReadHeaderTimeout, "request": server.ReadTimeout, "answer": server.WriteTimeout, "idle": server.IdleTimeout,
	} {
		if bound <= 0 {
			t.Errorf("%s has no time limit", what)
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Long", strings.Repeat("x", 2*maxHeader))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", response.StatusCode)
	}
	if err := errors.Join(server.Close(), <-ended); !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}
