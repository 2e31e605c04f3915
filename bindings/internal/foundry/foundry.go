// Package foundry finds the pinned foundry tools of contracts/ and runs anvil, for tests.
//
// Guarantee: a test that needs a tool and does not find it fails with what to do; it never passes by skipping. An anvil that was
// started ends with its test.
package foundry

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
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
	dir, err := root()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Tool is the path of a foundry binary, "anvil" or "cast": of the binary itself and not of npm's wrapper, so that it can be ended.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := tool(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// Anvil starts a chain for a test, which ends with it, and gives a connection to it.
func Anvil(t testing.TB, args ...string) *rpc.Client {
	t.Helper()
	node, stop, err := Start(args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return node
}

// Start starts a chain of its own, with the rules of the last fork of clique geth, on a port that the system chooses, and gives a
// connection to it. Blocks are mined as transactions come. The caller stops it.
func Start(args ...string) (node *rpc.Client, stop func(), err error) {
	path, err := tool("anvil")
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(path, append([]string{"--port", "0", "--hardfork", "london"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, fmt.Errorf("start anvil: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, fmt.Errorf("start anvil: %w", err)
	}
	address, drained := listen(out)
	end := func() {
		// Its errors say that it has ended, which is what is wanted.
		_ = cmd.Process.Kill()
		<-drained
		_ = cmd.Wait()
	}
	select {
	case at := <-address:
		if node, err = rpc.DialContext(context.Background(), "http://"+at); err != nil {
			end()
			return nil, nil, fmt.Errorf("connect to anvil: %w", err)
		}
		return node, func() { node.Close(); end() }, nil
	case <-drained:
		end()
		return nil, nil, errors.New("anvil ended before it listened")
	case <-time.After(30 * time.Second):
		end()
		return nil, nil, errors.New("anvil does not listen after 30 s")
	}
}

// listen reads what anvil says to its end, and gives the address that it says it listens on.
func listen(out io.Reader) (address <-chan string, drained <-chan struct{}) {
	found, done := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(done)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, at, ok := strings.Cut(lines.Text(), "Listening on "); ok {
				found <- at
			}
		}
	}()
	return found, done
}

func tool(name string) (string, error) {
	dir, err := root()
	if err != nil {
		return "", err
	}
	found, err := filepath.Glob(filepath.Join(dir, "contracts/node_modules/@foundry-rs", name+"-*", "bin", name))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("%s is not installed (found %v): run `npm ci` in contracts", name, found)
	}
	return found[0], nil
}

func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("there is no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}
