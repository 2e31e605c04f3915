//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer"
)

// town is a whole network in one test: a chain (anvil), the contracts, a relayer, and companies
// with an account and a profile each, admitted by the very commands that people use.
type town struct {
	t    *testing.T
	home string // TALLY_CONFIG of everyone
	rpc  string
	url  string // the relayer's
	file string // deployment.json
	// gate stands before the relayer, if there is one.
	gate *gate
	// ahead is how far the town's clock, the chain's and everyone's, is before the computer's.
	ahead atomic.Int64
	// erp takes what webhooks post, and posted counts it.
	erp    *httptest.Server
	posted atomic.Int64
}

// eventually waits until something is so.
func (p *town) eventually(is func() bool) {
	p.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for late := time.After(time.Minute); !is(); {
		select {
		case <-late:
			p.t.Fatal("it is not so after a minute")
		case <-look.C:
		}
	}
}

// now is the town's time.
func (p *town) now() time.Time { return time.Now().Add(time.Duration(p.ahead.Load())) }

// pass lets time pass, for the chain, the relayer and everyone.
func (p *town) pass(d time.Duration) {
	p.t.Helper()
	p.ahead.Add(int64(d))
	p.node("evm_increaseTime", int64(d/time.Second))
	p.node("evm_mine")
}

// found starts a town, which ends with the test.
func found(t *testing.T) *town {
	t.Helper()
	return (&town{t: t}).found()
}

// found starts it.
func (place *town) found() *town {
	t := place.t
	t.Helper()
	place.home = t.TempDir()
	place.rpc = startAnvil(t)
	place.erp = httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { place.posted.Add(1) }))
	t.Cleanup(place.erp.Close)
	desk, authority := place.account("desk"), place.account("authority")
	place.deploy(desk, authority)
	place.startRelayer()
	place.profile("desk", "")
	place.profile("authority", "")
	for _, one := range []struct {
		name, legal, capacity string
		id                    int
	}{
		{"bank", "First Bank", "bank", 20},
		{"steel", "Northern Steel", "obligor", 31},
		{"mill", "Eastern Mill", "obligor", 32},
		{"yard", "River Yard", "obligor", 33},
		{"ore", "Ore Works", "obligor", 34},
		{"acme", "Acme Parts", "", 41},
		{"bolt", "Bolt Metal", "", 42},
		{"cirrus", "华云精密", "", 43},
		{"dora", "Dora Works", "", 44},
		{"eton", "Eton Forge", "", 45},
		{"gale", "Gale Tools", "", 46},
		{"hill", "Hill Mining", "", 47},
	} {
		place.account(one.name)
		place.profile(one.name, "")
		words := []string{"company", "apply", "--profile", one.name, "--name", one.legal, "--reg-no", fmt.Sprintf("9131%04dX", one.id), "--id", fmt.Sprint(one.id), "--yes"}
		if one.capacity != "" {
			words = append(words, "--capacity", one.capacity)
		}
		application := filepath.Join(place.home, one.name+".json.txt")
		if err := os.WriteFile(application, []byte(place.tally(words...)), 0o600); err != nil {
			t.Fatal(err)
		}
		place.tally("company", "admit", application, "--profile", "desk", "--yes", "--wait", "mined")
	}
	for _, obligor := range []string{"Northern Steel", "Eastern Mill", "River Yard", "Ore Works"} {
		place.tally("company", "line", obligor, "--max", "500,000,000.00", "--profile", "bank", "--yes", "--wait", "mined")
	}
	place.tally("cash", "mint", "--to", "20", "--amount", "50,000,000.00", "--ref", "opening", "--profile", "bank", "--yes", "--wait", "mined")
	place.tally("cash", "mint", "--to", "47", "--amount", "10,000.00", "--ref", "hill", "--profile", "bank", "--yes", "--wait", "mined")
	return place
}

// tally runs one command, which must do its work, and answers its standard output. What the index
// learns a moment after the chain is "not found", or a key that is nobody's, until then.
func (p *town) tally(words ...string) string {
	p.t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		out, errs, code := p.run(words...)
		if code == int(ExitOK) {
			return out
		}
		if code != int(ExitNotFound) && code != int(ExitKey) {
			p.t.Fatalf("tally %s: exit code %d\n%s", strings.Join(words, " "), code, errs)
		}
		select {
		case <-deadline.C:
			p.t.Fatalf("tally %s: still exit code %d after a minute\n%s", strings.Join(words, " "), code, errs)
		case <-again.C:
		}
	}
}

// account makes a key file and its password file.
func (p *town) account(name string) common.Address {
	p.t.Helper()
	if err := os.WriteFile(p.password(), []byte("open sesame\n"), 0o600); err != nil {
		p.t.Fatal(err)
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		p.t.Fatal(err)
	}
	made, err := keyring{filepath.Join(p.home, "keystore")}.put(name, key, "open sesame", lightScrypt())
	if err != nil {
		p.t.Fatal(err)
	}
	return made.Address
}

func (p *town) password() string { return filepath.Join(p.home, "password") }

// profile makes a profile whose account has its name.
func (p *town) profile(name, relayer string) {
	p.t.Helper()
	place := configPlace{p.home, filepath.Join(p.home, "config.toml")}
	file, err := readConfig(place.file)
	if err != nil {
		p.t.Fatal(err)
	}
	if relayer == "" {
		relayer = p.url
	}
	file.Profiles[name] = profile{Account: name, Relayer: relayer, PasswordFile: p.password(), Deployment: p.file}
	if err := writeConfig(place, file); err != nil {
		p.t.Fatal(err)
	}
}

// rich is the key of anvil's first account, the same everywhere and worth nothing anywhere.
const rich = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"

func (p *town) deploy(desk, authority common.Address) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), time.Minute)
	defer cancel()
	node, err := rpc.DialContext(ctx, p.rpc)
	if err != nil {
		p.t.Fatal(err)
	}
	defer node.Close()
	key, err := crypto.HexToECDSA(rich)
	if err != nil {
		p.t.Fatal(err)
	}
	var chain string
	if err := node.CallContext(ctx, &chain, "eth_chainId"); err != nil {
		p.t.Fatal(err)
	}
	id, _ := new(big.Int).SetString(strings.TrimPrefix(chain, "0x"), 16)
	made, err := deployment.Deploy(ctx, node, bind.NewKeyedTransactor(key, id), deployment.Plan{
		Name: "town", Clock: calendar.Short(time.Now().Add(-time.Minute), 24*time.Hour),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: desk},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: authority},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.file = filepath.Join(p.home, "deployment.json")
	if err := made.Save(p.file); err != nil {
		p.t.Fatal(err)
	}
}

// anotherNetwork writes deployment files that are this one's but for the salt, and for the chain id.
func (p *town) anotherNetwork() {
	p.t.Helper()
	own, err := deployment.Load(p.file)
	if err != nil {
		p.t.Fatal(err)
	}
	salted, chained := *own, *own
	salted.Salt[0] ^= 1
	chained.ChainID++
	for name, one := range map[string]*deployment.Deployment{"other.json": &salted, "other-chain.json": &chained} {
		if err := one.Save(filepath.Join(p.home, name)); err != nil {
			p.t.Fatal(err)
		}
	}
}

// fund gives an account what its own transactions cost.
func (p *town) fund(name string) {
	p.t.Helper()
	a, err := keyring{filepath.Join(p.home, "keystore")}.find(name)
	if err != nil {
		p.t.Fatal(err)
	}
	p.node("anvil_setBalance", a.Address, "0xde0b6b3a7640000")
}

// node calls the chain's node.
func (p *town) node(method string, args ...any) {
	p.t.Helper()
	node, err := rpc.DialContext(p.t.Context(), p.rpc)
	if err != nil {
		p.t.Fatal(err)
	}
	defer node.Close()
	if err := node.CallContext(p.t.Context(), nil, method, args...); err != nil {
		p.t.Fatalf("%s: %v", method, err)
	}
}

// until runs a command until its output matches.
func (p *town) until(pattern string, words ...string) {
	p.t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		out, errs, code := p.run(words...)
		if code == int(ExitOK) && regexp.MustCompile(pattern).MatchString(out) {
			return
		}
		select {
		case <-deadline.C:
			p.t.Fatalf("tally %s: no %s within a minute:\n%s%s", strings.Join(words, " "), pattern, out, errs)
		case <-again.C:
		}
	}
}

// refused runs a command that must end with an exit code.
func (p *town) refused(want Code, words ...string) {
	p.t.Helper()
	if out, errs, code := p.run(words...); code != int(want) {
		p.t.Fatalf("tally %s: exit code %d, want %d\n%s%s", strings.Join(words, " "), code, want, out, errs)
	}
}

// run runs one command in this process.
func (p *town) run(words ...string) (out, errs string, code int) {
	var stdout, stderr bytes.Buffer
	code = run(p.t.Context(), words, &console{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Now: p.now,
		Environ: []string{"TALLY_CONFIG=" + p.home, "TALLY_TIMEOUT=2m"},
	})
	return stdout.String(), stderr.String(), code
}

// startRelayer runs a relayer in this process until the test ends.
func (p *town) startRelayer() {
	p.t.Helper()
	key, err := crypto.HexToECDSA(rich)
	if err != nil {
		p.t.Fatal(err)
	}
	payer, err := keyring{filepath.Join(p.home, "relayer")}.put("payer", key, "open sesame", lightScrypt())
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	var log bytes.Buffer
	var hosts []string
	if p.erp != nil {
		hosts = []string{p.erp.URL}
	}
	go func() {
		ended <- relayer.Run(ctx, relayer.Config{
			Deployment: p.file, RPC: p.rpc, DataDir: filepath.Join(p.home, "relayer"), KeyFile: payer.file, PasswordFile: p.password(),
			Listen: "127.0.0.1:0", Reach: p.reach(), Depth: 1, Now: p.now, WebhookHosts: hosts,
			Log: zerolog.New(&log).Level(zerolog.WarnLevel), Ready: func(url string) { ready <- url },
		})
	}()
	p.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			p.t.Errorf("the relayer ended with: %v\n%s", err, log.String())
		}
	})
	select {
	case url := <-ready:
		p.url = p.through(url)
	case err := <-ended:
		ended <- nil
		p.t.Fatalf("the relayer did not start: %v", err)
	case <-time.After(time.Minute):
		p.t.Fatal("the relayer is not ready after a minute")
	}
}

// startAnvil starts a chain on a free port and answers its URL. It ends with the test.
func startAnvil(t *testing.T) string {
	t.Helper()
	binaries, err := filepath.Glob("../contracts/node_modules/@foundry-rs/anvil-*/bin/anvil")
	if err != nil || len(binaries) != 1 {
		t.Fatalf("anvil is not installed (found %v): run `npm ci` in contracts", binaries)
	}
	cmd := exec.Command(binaries[0], "--port", "0", "--hardfork", "london")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address, drained := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(drained)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, at, ok := strings.Cut(lines.Text(), "Listening on "); ok {
				address <- "http://" + at
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-drained
		_ = cmd.Wait()
	})
	select {
	case at := <-address:
		return at
	case <-time.After(time.Minute):
		t.Fatal("anvil does not listen after a minute")
		return ""
	}
}
