//go:build !windows

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/devnet/bench/figures"
)

// machine is the one that this runs on, as far as it tells.
func machine() figures.Machine {
	m := figures.Machine{Processor: runtime.GOARCH, Cores: runtime.NumCPU(), System: runtime.GOOS}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if found := regexp.MustCompile(`(?m)^model name\s*:\s*(.+)$`).FindSubmatch(text); found != nil {
			m.Processor = string(found[1])
		}
	}
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if found := regexp.MustCompile(`(?m)^MemTotal:\s*(\d+) kB`).FindSubmatch(text); found != nil {
			kilobytes, _ := strconv.Atoi(string(found[1]))
			m.MemoryGB = (kilobytes + 1<<19) >> 20
		}
	}
	if text, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.System += " " + strings.TrimSpace(string(text))
	}
	return m
}

// versions are those of everything that takes part. The peers' are those that npm installed beside the folder of the compiled ones.
func versions(ctx context.Context, peers string) ([]figures.Version, error) {
	geth, err := devnet.GethVersion()
	if err != nil {
		return nil, err
	}
	all := []figures.Version{{Of: "Tallystick at", Is: commit(ctx)}, {Of: "geth", Is: geth}, {Of: "Go", Is: strings.TrimPrefix(runtime.Version(), "go")}}
	bench := filepath.Dir(peers)
	for _, folder := range []string{filepath.Dir(bench), bench} {
		text, err := os.ReadFile(filepath.Join(folder, "package.json"))
		if err != nil {
			return nil, fmt.Errorf("read the versions of what npm installs: %w", err)
		}
		var manifest struct {
			DevDependencies map[string]string `json:"devDependencies"`
		}
		if err := json.Unmarshal(text, &manifest); err != nil {
			return nil, fmt.Errorf("read the versions in %s: %w", folder, err)
		}
		for name, version := range manifest.DevDependencies {
			each := figures.Version{Of: name, Is: version}
			if (folder == bench || name == "solc") && !slices.Contains(all, each) {
				all = append(all, each)
			}
		}
	}
	slices.SortStableFunc(all[3:], func(a, b figures.Version) int { return strings.Compare(a.Of, b.Of) })
	return all, nil
}

// commit is what the working tree is of, or says that nobody knows.
func commit(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty").Output()
	if err != nil {
		return "an unknown commit"
	}
	return string(bytes.TrimSpace(out))
}
