// Package tallystick_test holds the rules of how packages import each other: one way, cli to devnet and relayer to bindings.
package tallystick_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tallystick/tallystick"

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	// Imports are those of the package itself, Deps all that it needs in the end; tests count in neither.
	Imports, Deps []string
}

// within reports whether the package is the folder's, at any depth.
func (p listed) within(folder string) bool { return within(p.ImportPath, folder) }

func within(importPath, folder string) bool {
	return importPath == module+"/"+folder || strings.HasPrefix(importPath, module+"/"+folder+"/")
}

// standard reports whether a package is Go's own: those alone have no dot in the first element of their path.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// packages lists every package of this module.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var all []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("read what go list says: %v", err)
		}
		all = append(all, p)
	}
	for _, folder := range []string{"bindings", "relayer", "devnet", "cli"} {
		if !slices.ContainsFunc(all, func(p listed) bool { return p.within(folder) }) {
			t.Fatalf("go list names no package of %s: there is nothing to hold to the rules", folder)
		}
	}
	return all
}

func TestImportsPointOneWay(t *testing.T) {
	// Each folder, and what of this module its packages may import beside their own folder's.
	allowed := map[string][]string{
		"bindings": {},
		"relayer":  {"bindings"},
		"devnet":   {"bindings"},
		"cli":      {"bindings", "relayer", "devnet"},
	}
	for _, p := range packages(t) {
		for folder, others := range allowed {
			if !p.within(folder) {
				continue
			}
			for _, imported := range p.Imports {
				if !strings.HasPrefix(imported, module+"/") || within(imported, folder) {
					continue
				}
				if !slices.ContainsFunc(others, func(other string) bool { return within(imported, other) }) {
					t.Errorf("%s imports %s", p.ImportPath, imported)
				}
			}
		}
	}
}

func TestBindingsImportGoEthereumOnly(t *testing.T) {
	for _, p := range packages(t) {
		if !p.within("bindings") {
			continue
		}
		for _, imported := range p.Imports {
			if !standard(imported) && !strings.HasPrefix(imported+"/", "github.com/ethereum/go-ethereum/") && !within(imported, "bindings") {
				t.Errorf("%s imports %s: a bank that takes the SDK would have to take that too", p.ImportPath, imported)
			}
		}
	}
}

func TestTheOutboxNeedsNoNetwork(t *testing.T) {
	for _, p := range packages(t) {
		if !p.within("relayer/outbox") {
			continue
		}
		for _, needed := range p.Deps {
			if needed == "net" || strings.HasPrefix(needed, "net/") {
				t.Errorf("%s needs %s", p.ImportPath, needed)
			}
		}
	}
}

func TestPackagesAreNamedForWhatAUserKnows(t *testing.T) {
	for _, p := range packages(t) {
		switch name := path.Base(p.ImportPath); name {
		case "util", "utils", "common", "helper", "helpers", "types", "model", "models", "misc", "shared", "lib":
			t.Errorf("%s: %q says nothing of what is in it", p.ImportPath, name)
		}
	}
}
