package relayer

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheSystemdUnitIsClosed asserts that the unit names the configuration that the README installs, and lets go of no protection.
func TestTheSystemdUnitIsClosed(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("deploy", "tally-relayer.service"))
	if err != nil {
		t.Fatal(err)
	}
	sections, keys := 0, make(map[string]bool)
	for i, line := range strings.Split(string(raw), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case regexp.MustCompile(`^\[(Unit|Service|Install)\]$`).MatchString(line):
			sections++
		case regexp.MustCompile(`^[A-Z][A-Za-z]+=`).MatchString(line):
			keys[line] = true
		default:
			t.Errorf("line %d is none of systemd's: %q", i+1, line)
		}
	}
	if sections != 3 {
		t.Errorf("%d sections, want 3", sections)
	}
	for _, want := range []string{
		"ExecStart=/usr/local/bin/tally relayer run --config /etc/tally/relayer.toml", "User=tally", "StateDirectoryMode=0700", "UMask=0077",
		"NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "CapabilityBoundingSet=", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
		"MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "Restart=on-failure",
	} {
		if !keys[want] {
			t.Errorf("it does not say %s", want)
		}
	}
}

// TestSystemdTakesTheUnit has systemd itself read the unit, where it is installed.
func TestSystemdTakesTheUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed; TestTheSystemdUnitIsClosed reads the unit")
	}
	raw, err := os.ReadFile(filepath.Join("deploy", "tally-relayer.service"))
	if err != nil {
		t.Fatal(err)
	}
	// The program need not be installed here.
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "tally-relayer.service")
	if err := os.WriteFile(unit, []byte(strings.Replace(string(raw), "/usr/local/bin/tally", program, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), analyze, "verify", "--man=no", unit).CombinedOutput()
	if err != nil || strings.Contains(string(out), "tally-relayer.service:") {
		t.Errorf("%v\n%s", err, out)
	}
	out, err = exec.CommandContext(t.Context(), analyze, "security", "--offline=true", "--threshold=20", unit).CombinedOutput()
	if err != nil {
		t.Errorf("it is more exposed than 2.0 of 10: %v\n%s", err, out)
	}
}
