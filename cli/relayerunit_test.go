package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheSystemdUnitStartsThisProgramWithArgumentsThatItTakes asserts that the line by which systemd starts a relayer, with the environment and the
// configuration that go with it, leads past all that is wrong with arguments and settings, to the first file that is not there.
func TestTheSystemdUnitStartsThisProgramWithArgumentsThatItTakes(t *testing.T) {
	folder := filepath.Join("..", "relayer", "deploy")
	unit, err := os.ReadFile(filepath.Join(folder, "tally-relayer.service"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/tally (.+)$`).FindSubmatch(unit)
	if found == nil {
		t.Fatal("the unit does not start tally")
	}
	example, err := os.ReadFile(filepath.Join(folder, "relayer.example.toml"))
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	config := filepath.Join(home, "relayer.toml")
	text := strings.NewReplacer("/etc/tally/", home+"/", "/var/lib/tally", home).Replace(string(example))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(found[1]))
	named := false
	for i, word := range words {
		if word == "/etc/tally/relayer.toml" {
			words[i], named = config, true
		}
	}
	if !named {
		t.Fatalf("the unit does not name the configuration: %q", words)
	}
	code, out, errs := tallyAlone(t, filepath.Join(home, "none.toml"), words...)
	if code == 0 || code == int(ExitUsage) || !strings.Contains(errs, home) {
		t.Errorf("exit code %d:\n%s%s", code, out, errs)
	}
	// The same with an argument that there is not is refused: this test can fail.
	if code, _, errs := tallyAlone(t, filepath.Join(home, "none.toml"), append(words, "--no-such-flag")...); code != int(ExitUsage) {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
