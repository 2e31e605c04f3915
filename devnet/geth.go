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
	"runtime"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// gethOverride names the variable with which a user brings an own geth.
const gethOverride = "TALLY_GETH"

// Binary returns the path of the geth that the devnet runs. It is, in this order:
//
//   - the program that TALLY_GETH names, refused unless it is the pinned version;
//   - the one built earlier, in the user's cache folder under its version;
//   - one built now with the go tool, which takes a minute or two. It needs neither a source tree nor a C compiler: the module that
//     pins geth is part of this program, and go checks every download against its checksums.
//
// Two processes that call it at once build once.
func Binary(ctx context.Context, log zerolog.Logger) (string, error) {
	version, err := GethVersion()
	if err != nil {
		return "", err
	}
	if path := os.Getenv(gethOverride); path != "" {
		return ownGeth(ctx, path, version)
	}
	dir, err := cacheDir()
	if err != nil {
		return "", err
	}
	cache := gethCache{dir: dir, version: version, build: buildGeth, log: log}
	return cache.binary(ctx)
}

// ownGeth checks a geth that the user named: later versions start, but have no clique to seal with.
func ownGeth(ctx context.Context, path, version string) (string, error) {
	out, err := exec.CommandContext(ctx, path, "version").Output()
	if err != nil {
		return "", fmt.Errorf("%s is %s, which does not run as geth: %w", gethOverride, path, err)
	}
	if !strings.Contains(string(out), "Version: "+version) {
		return "", fmt.Errorf("%s is %s, which is not geth %s: unset it to have that version built", gethOverride, path, version)
	}
	return path, nil
}

// cacheDir is where built nodes are kept: $XDG_CACHE_HOME on every system where it is set, else the system's own place.
func cacheDir() (string, error) {
	base := os.Getenv("XDG_CACHE_HOME")
	if base == "" {
		var err error
		if base, err = os.UserCacheDir(); err != nil {
			return "", fmt.Errorf("find the cache folder for geth: %w (or name a geth by %s)", err, gethOverride)
		}
	}
	return filepath.Join(base, "tallystick"), nil
}

// gethCache keeps one binary per version and platform.
type gethCache struct {
	dir     string
	version string
	build   func(ctx context.Context, out string) error
	log     zerolog.Logger
}

func (c gethCache) path() string {
	return filepath.Join(c.dir, fmt.Sprintf("geth-%s-%s-%s", c.version, runtime.GOOS, runtime.GOARCH))
}

// binary returns the cached program, built first where there is none. The name appears only once the program is whole.
func (c gethCache) binary(ctx context.Context) (string, error) {
	if isProgram(c.path()) {
		return c.path(), nil
	}
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return "", fmt.Errorf("make the cache folder for geth: %w", err)
	}
	unlock, err := lockFile(ctx, c.path()+".lock")
	if err != nil {
		return "", fmt.Errorf("wait for another build of geth: %w", err)
	}
	defer unlock()

	if isProgram(c.path()) { // built by whoever held the lock
		return c.path(), nil
	}
	c.log.Info().Str("version", c.version).Msg("building geth once, from source; this takes a minute or two")
	start := time.Now()
	unfinished := c.path() + ".building"
	if err := c.build(ctx, unfinished); err != nil {
		return "", fmt.Errorf("build geth %s: %w", c.version, err)
	}
	if err := os.Rename(unfinished, c.path()); err != nil {
		return "", fmt.Errorf("keep the built geth: %w", err)
	}
	c.log.Info().Str("path", c.path()).Stringer("took", time.Since(start).Round(time.Second)).Msg("built geth")
	return c.path(), nil
}

// buildGeth compiles the pinned geth into the file out.
func buildGeth(ctx context.Context, out string) error {
	module, err := os.MkdirTemp("", "tally-geth-")
	if err != nil {
		return fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(module)

	for from, to := range map[string]string{pinnedMod: "go.mod", pinnedSum: "go.sum"} {
		text, err := pin.ReadFile(from)
		if err != nil {
			return fmt.Errorf("read the pin of geth: %w", err)
		}
		if err := os.WriteFile(filepath.Join(module, to), text, 0o600); err != nil {
			return fmt.Errorf("write the module to build: %w", err)
		}
	}
	return compile(ctx, module, out)
}

// compile builds geth as the module in dir requires it.
func compile(ctx context.Context, dir, out string) error {
	// The flag is for geth's memsize, which reaches into the runtime; newer linkers refuse that unless told.
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-checklinkname=0", "-o", out, "github.com/ethereum/go-ethereum/cmd/geth")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off") // readonly: what go.sum does not list is refused
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said

	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("there is no go tool: install Go from go.dev, or name a geth by %s: %w", gethOverride, err)
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %s", err, lastLines(said.String(), 5))
	}
	return nil
}

// isProgram reports whether path is a file that may be executed.
func isProgram(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
}
