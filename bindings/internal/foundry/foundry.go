// Package foundry finds the pinned foundry tools of contracts/ and runs anvil, for tests.
//
// Guarantee: a test that needs a tool and does not find it fails with what to do; it never passes by skipping. An anvil that was
// started ends with its test.
package foundry

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
)

// Root is the project's folder, the one that has go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// Tool is the path of a foundry binary, "anvil" or "cast": of the binary itself and not of npm's wrapper, so that it can be ended.
func Tool(t testing.TB, name string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(Root(t), "contracts/node_modules/@foundry-rs", name+"-*", "bin", name))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s is not installed (found %v): run `npm ci` in contracts", name, found)
	}
	return found[0]
}

// Anvil starts a chain of its own, with the rules of the last fork of clique geth, on a port that the system chooses, and gives a
// connection to it. Blocks are mined as transactions come.
func Anvil(t testing.TB, args ...string) *rpc.Client {
	t.Helper()
	cmd := exec.Command(Tool(t, "anvil"), append([]string{"--port", "0", "--hardfork", "london"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start anvil: %v", err)
	}
	listening := make(chan string, 1)
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, address, ok := strings.Cut(lines.Text(), "Listening on "); ok {
				listening <- address
			}
		}
	}()
	t.Cleanup(func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Errorf("end anvil: %v", err)
		}
		<-drained
		// The error of Wait says that it was killed, as it was.
		_ = cmd.Wait()
	})
	var address string
	select {
	case address = <-listening:
	case <-drained:
		t.Fatal("anvil ended before it listened")
	case <-time.After(30 * time.Second):
		t.Fatal("anvil does not listen after 30 s")
	}
	client, err := rpc.DialContext(context.Background(), fmt.Sprintf("http://%s", address))
	if err != nil {
		t.Fatalf("connect to anvil: %v", err)
	}
	t.Cleanup(client.Close)
	return client
}
