//go:build !windows

package devnet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/rs/zerolog"
)

// program writes an executable shell script.
func program(t *testing.T, path, script string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheBuiltGethIsThePinnedVersion(t *testing.T) {
	version, err := GethVersion()
	if err != nil {
		t.Fatal(err)
	}
	path, err := Binary(t.Context(), zerolog.New(zerolog.NewTestWriter(t)))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(path, "version").Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := "Version: " + version + "-"; !strings.Contains(string(out), want) {
		t.Errorf("%s says %q, want %q in it", path, out, want)
	}
}

func TestAModuleWhoseChecksumDiffersIsNotBuilt(t *testing.T) {
	dir := t.TempDir()
	mod, err := pin.ReadFile(pinnedMod)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := pin.ReadFile(pinnedSum)
	if err != nil {
		t.Fatal(err)
	}
	version, err := GethVersion()
	if err != nil {
		t.Fatal(err)
	}
	entry := "github.com/ethereum/go-ethereum v" + version + " h1:"
	forged := bytes.Replace(sum, []byte(entry), []byte(entry+"AAAA"), 1)
	if bytes.Equal(forged, sum) {
		t.Fatalf("%s has no %q", pinnedSum, entry)
	}
	for name, text := range map[string][]byte{"go.mod": mod, "go.sum": forged} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}

	out := filepath.Join(dir, "geth")
	if err := compile(t.Context(), dir, out); err == nil || !strings.Contains(err.Error(), "go.sum") && !strings.Contains(err.Error(), "checksum") {
		t.Errorf("the build says %v, want a complaint about a checksum", err)
	}
	if isProgram(out) {
		t.Error("a program was built")
	}
}

func TestAnOwnGethIsTakenIfItIsThePinnedVersion(t *testing.T) {
	version, err := GethVersion()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, test := range map[string]struct{ path, refusal string }{
		"the pinned version": {program(t, filepath.Join(dir, "same"), "echo Version: "+version+"-stable"), ""},
		"a later version":    {program(t, filepath.Join(dir, "later"), "echo Version: 1.14.0-stable"), "not geth " + version},
		"no geth":            {program(t, filepath.Join(dir, "none"), "exit 1"), "does not run as geth"},
		"nothing":            {filepath.Join(dir, "missing"), "does not run as geth"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(gethOverride, test.path)
			got, err := Binary(t.Context(), zerolog.Nop())
			if test.refusal == "" {
				if got != test.path || err != nil {
					t.Errorf("got %q, %v", got, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.refusal) || !strings.Contains(err.Error(), gethOverride) {
				t.Errorf("got %q, %v; want %q", got, err, test.refusal)
			}
		})
	}
}

func TestManyWhoNeedGethAtOnceBuildItOnce(t *testing.T) {
	var builds atomic.Int32
	cache := gethCache{dir: t.TempDir(), version: "0.0.0", build: func(_ context.Context, out string) error {
		builds.Add(1)
		return os.WriteFile(out, []byte("#!/bin/sh\n"), 0o700)
	}}
	paths := make([]string, 8)
	var group sync.WaitGroup
	for i := range paths {
		group.Go(func() {
			path, err := cache.binary(t.Context())
			if err != nil {
				t.Error(err)
			}
			paths[i] = path
		})
	}
	group.Wait()
	for _, path := range paths {
		if path != cache.path() || !isProgram(path) {
			t.Errorf("got %q, want %q", path, cache.path())
		}
	}
	if builds.Load() != 1 {
		t.Errorf("it was built %d times", builds.Load())
	}
}

func TestABuildThatFailsLeavesNothingToRun(t *testing.T) {
	broken := errors.New("no compiler")
	cache := gethCache{dir: t.TempDir(), version: "0.0.0", build: func(_ context.Context, out string) error {
		return errors.Join(os.WriteFile(out, []byte("half"), 0o700), fmt.Errorf("compile: %w", broken))
	}}
	if path, err := cache.binary(t.Context()); !errors.Is(err, broken) {
		t.Errorf("got %q, %v", path, err)
	}
	if isProgram(cache.path()) {
		t.Error("half a program is taken for geth")
	}
}
