//go:build !windows

// Package clef runs the real clef for tests: built once from the module that pins the devnet's geth, as a process of its own, with the test in the
// place of the person in front of it.
//
// Guarantee: whatever it starts ends with the test.
package clef

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
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/google/uuid"
)

// password opens the keys.
const password = "correct horse"

// program builds clef from the module that pins the devnet's geth, the last that has it for good, and keeps it beside that.
func program(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(cache, "tallystick", fmt.Sprintf("clef-1.13.15-%s-%s", runtime.GOOS, runtime.GOARCH))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	module := t.TempDir()
	for from, to := range map[string]string{"geth.mod": "go.mod", "geth.sum": "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root(t), "devnet", "geth", from))
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
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	draft := fmt.Sprintf("%s.%d", path, os.Getpid())
	if err := errors.Join(os.WriteFile(draft, text, 0o755), os.Rename(draft, path)); err != nil {
		t.Fatal(err)
	}
	return path
}

// root is the repository's folder: the tests of every package run in their own.
func root(t testing.TB) string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("no source file is known")
	}
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
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

// Clef is a folder with keys, and the program that signs with them.
type Clef struct {
	t       testing.TB
	chainID uint64
	dir     string
	port    int
	keeper  *keeper
	stop    func()
}

// New makes a folder with keys. Nothing runs yet.
func New(t testing.TB, chainID uint64, keys ...*ecdsa.PrivateKey) *Clef {
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
	return &Clef{t: t, chainID: chainID, dir: dir, port: freePort(t)}
}

// Socket is where it listens, once it is started.
func (c *Clef) Socket() string { return filepath.Join(c.dir, "clef.ipc") }

// HTTP is where it listens too.
func (c *Clef) HTTP() string { return fmt.Sprintf("http://127.0.0.1:%d", c.port) }

// Answer says what the person does from now on: deny, or change what is to be signed and approve; nil: change nothing.
func (c *Clef) Answer(deny bool, change func(transaction map[string]any)) {
	c.keeper.mu.Lock()
	defer c.keeper.mu.Unlock()
	c.keeper.deny, c.keeper.change = deny, change
}

// Start runs clef until Stop or the test's end, and returns once it listens. Until Answer the person approves everything.
func (c *Clef) Start() {
	c.t.Helper()
	c.keeper = &keeper{ready: make(chan struct{})}
	args := []string{
		"--stdio-ui", "--suppress-bootwarn", "--advanced", "--configdir", c.dir, "--keystore", filepath.Join(c.dir, "keys"), "--chainid", fmt.Sprint(c.chainID),
		"--auditlog", "", "--4bytedb-custom", filepath.Join(c.dir, "4byte.json"), "--lightkdf", "--nousb",
		"--http", "--http.port", fmt.Sprint(c.port),
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program(c.t), args...)
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

// Stop ends the program; Start starts it again.
func (c *Clef) Stop() { c.stop() }

// freePort is a port of 127.0.0.1 that nobody listens on; clef cannot be given port 0 and asked which it took.
func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
