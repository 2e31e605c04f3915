//go:build !windows

package signer

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/google/uuid"
)

// clefProgram builds clef from the module that pins the devnet's geth, the last that has it for good, and keeps it beside that.
func clefProgram(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(cache, "tallystick", fmt.Sprintf("clef-1.13.15-%s-%s", runtime.GOOS, runtime.GOARCH))
	if _, err := os.Stat(program); err == nil {
		return program
	}
	module := t.TempDir()
	for from, to := range map[string]string{"geth.mod": "go.mod", "geth.sum": "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "devnet", "geth", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(module, to), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	built := filepath.Join(module, "clef")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-checklinkname=0", "-o", built, "github.com/ethereum/go-ethereum/cmd/clef")
	build.Dir, build.Env = module, append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build clef: %v\n%s", err, said)
	}
	text, err := os.ReadFile(built)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	draft := fmt.Sprintf("%s.%d", program, os.Getpid())
	if err := errors.Join(os.WriteFile(draft, text, 0o755), os.Rename(draft, program)); err != nil {
		t.Fatal(err)
	}
	return program
}

// keeper is the person in front of clef: it answers what clef asks over its standard input and output.
type keeper struct {
	mu sync.Mutex
	// deny makes it say no, change edits what is signed.
	deny   bool
	change func(transaction map[string]any)
	ready  chan struct{}
}

func (k *keeper) OnSignerStartup(map[string]any) { close(k.ready) }

func (k *keeper) OnInputRequired(map[string]any) map[string]any {
	return map[string]any{"text": password}
}

func (k *keeper) OnApprovedTx(map[string]any) {}
func (k *keeper) ShowError(map[string]any)    {}
func (k *keeper) ShowInfo(map[string]any)     {}

func (k *keeper) ApproveListing(request map[string]any) map[string]any {
	return map[string]any{"accounts": request["accounts"]}
}

func (k *keeper) ApproveTx(request map[string]any) map[string]any {
	k.mu.Lock()
	defer k.mu.Unlock()
	transaction := request["transaction"].(map[string]any)
	if k.change != nil {
		k.change(transaction)
	}
	return map[string]any{"transaction": transaction, "approved": !k.deny}
}

func (k *keeper) set(deny bool, change func(map[string]any)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.deny, k.change = deny, change
}

// clef is a folder with keys, and the program that signs with them.
type clef struct {
	t      *testing.T
	dir    string
	keeper *keeper
	stop   func()
}

func newClef(t *testing.T, keys ...*ecdsa.PrivateKey) *clef {
	t.Helper()
	// A socket's path may have a hundred letters, and a test's folder often has more.
	dir, err := os.MkdirTemp("", "clef")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Mkdir(filepath.Join(dir, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		address := crypto.PubkeyToAddress(key.PublicKey)
		sealed, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: address, PrivateKey: key}, password, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "keys", "UTC--2026-01-01T00-00-00.0Z--"+common.Bytes2Hex(address.Bytes())), sealed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return &clef{t: t, dir: dir}
}

func (c *clef) socket() string { return filepath.Join(c.dir, "clef.ipc") }

// start runs clef until stop or the test's end. It listens on its socket, and with a port above 0 over HTTP.
func (c *clef) start(port int) {
	c.t.Helper()
	c.keeper = &keeper{ready: make(chan struct{})}
	args := []string{
		"--stdio-ui", "--suppress-bootwarn", "--advanced", "--configdir", c.dir, "--keystore", filepath.Join(c.dir, "keys"), "--chainid", fmt.Sprint(chainID),
		"--auditlog", "", "--4bytedb-custom", filepath.Join(c.dir, "4byte.json"), "--lightkdf", "--nousb",
	}
	if port > 0 {
		args = append(args, "--http", "--http.port", fmt.Sprint(port))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, clefProgram(c.t), args...)
	in, err := cmd.StdinPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	client, err := rpc.DialIO(ctx, out, in)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := client.RegisterName("ui", c.keeper); err != nil {
		c.t.Fatal(err)
	}
	var once sync.Once
	c.stop = func() {
		once.Do(func() {
			cancel()
			_ = cmd.Wait()
			client.Close()
		})
	}
	c.t.Cleanup(c.stop)
	select {
	case <-c.keeper.ready:
	case <-time.After(time.Minute):
		c.t.Fatal("clef did not start")
	}
}

func TestClefItselfSignsLondonAndLegacyTransactionsByItsSocketAndOverHTTP(t *testing.T) {
	key := newKey(t)
	address := crypto.PubkeyToAddress(key.PublicKey)
	c := newClef(t, newKey(t), key)
	port := freePort(t)
	c.start(port)
	for _, endpoint := range []string{c.socket(), fmt.Sprintf("http://127.0.0.1:%d", port)} {
		s, err := NewClef(endpoint, address)
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(t.Context(), s); err != nil {
			t.Errorf("%s: %v", endpoint, err)
		}
		wantSigned(t, s)
	}
	stranger, err := NewClef(c.socket(), common.Address{1})
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(t.Context(), stranger); !errors.Is(err, ErrNoKey) {
		t.Errorf("a key that it does not have: %v", err)
	}
}

func TestF39WhatWasChangedInFrontOfClefIsRefused(t *testing.T) {
	key, other := newKey(t), newKey(t)
	c := newClef(t, key, other)
	c.start(0)
	s, err := NewClef(c.socket(), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	for field, value := range map[string]any{
		"from": crypto.PubkeyToAddress(other.PublicKey).Hex(), "to": common.Address{9}.Hex(), "nonce": "0x6", "value": "0x1", "gas": "0x1",
		"maxFeePerGas": "0xb", "maxPriorityFeePerGas": "0x2", "input": "0x09", "chainId": "0x8",
	} {
		changed := false
		c.keeper.set(false, func(transaction map[string]any) { changed, transaction[field] = true, value })
		_, err := Sign(t.Context(), s, types.NewTx(asked()), chainID)
		// clef itself refuses to sign for a chain that is not its own.
		if !changed || err == nil || (field != "chainId" && !errors.Is(err, ErrTampered)) {
			t.Errorf("another %s: got %v, want tampered", field, err)
		}
	}
	c.keeper.set(false, nil)
	wantSigned(t, s)
}

func TestF38AClefThatDeniesOrIsGoneSignsAgainOnceItIsBack(t *testing.T) {
	key := newKey(t)
	c := newClef(t, key)
	s, err := NewClef(c.socket(), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	wantRefused := func(when string) {
		t.Helper()
		if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); err == nil || errors.Is(err, ErrTampered) {
			t.Errorf("%s: %v", when, err)
		}
	}
	wantRefused("before it runs")
	c.start(0)
	wantSigned(t, s)
	c.keeper.set(true, nil)
	wantRefused("while it denies")
	c.stop()
	wantRefused("when it is gone")
	c.start(0)
	wantSigned(t, s)
}

// freePort is a port of 127.0.0.1 that nobody listens on; clef cannot be given port 0 and asked which it took.
func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
