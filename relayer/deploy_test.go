package relayer

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// unitLine is one setting of a systemd unit.
type unitLine struct {
	section, key, value string
	number              int
}

// unitLines are the settings of the unit, in their order. What systemd would not read as one is an error.
func unitLines(t *testing.T) []unitLine {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("deploy", "tally-relayer.service"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []unitLine
	section := ""
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(name, "]")
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || key != strings.TrimSpace(key) || strings.HasSuffix(value, `\`) || section == "" {
			t.Errorf("line %d is none of systemd's, or one that this test does not read: %q", i+1, line)
			continue
		}
		lines = append(lines, unitLine{section, key, strings.TrimSpace(value), i + 1})
	}
	if len(lines) < 30 {
		t.Fatalf("only %d settings: the test does not read what it should", len(lines))
	}
	return lines
}

// The forms of values, as systemd.syntax(7), systemd.time(7) and systemd.exec(5) have them.
const (
	yesOrNo  = `yes|no|true|false|on|off|1|0`
	span     = `(\d+(us|ms|s|sec|min|h|d)?)+`
	octal    = `0[0-7]{3}`
	name     = `[a-z_][a-z0-9_-]*`
	words    = `[A-Za-z0-9_@~.:/=-]+( [A-Za-z0-9_@~.:/=-]+)*`
	unitName = `[a-z-]+\.(target|service|socket)`
)

// unitKeys are the settings that systemd knows, of those that a service of this kind may have, with the form of their values. A value that is not in its
// form is one that systemd logs and ignores, so that a protection would silently be gone.
func unitKeys() map[string]map[string]string {
	keys := map[string]map[string]string{
		"Unit": {
			"Description": `.+`, "Documentation": `(https?|man|file|info):\S+`, "Wants": unitName, "After": unitName, "Requires": unitName, "Before": unitName,
			"StartLimitIntervalSec": span, "StartLimitBurst": `\d+`,
		},
		"Service": {
			"Type": `simple|exec|notify|forking|oneshot|dbus|idle`, "User": name, "Group": name, "Environment": `[A-Z_]+=\S+`, "EnvironmentFile": `-?/\S+`,
			"ExecStart": `/\S+( \S+)*`, "Restart": `no|always|on-success|on-failure|on-abnormal|on-abort|on-watchdog`, "RestartSec": span, "TimeoutStopSec": span,
			"LimitNOFILE": `\d+(:\d+)?|infinity`, "StateDirectory": name, "StateDirectoryMode": octal, "UMask": octal,
			"CapabilityBoundingSet": `(~?CAP_[A-Z_]+( CAP_[A-Z_]+)*)?`, "AmbientCapabilities": `(CAP_[A-Z_]+( CAP_[A-Z_]+)*)?`,
			"ProtectSystem": yesOrNo + `|full|strict`, "ProtectHome": yesOrNo + `|read-only|tmpfs`, "ProtectProc": `noaccess|invisible|ptraceable|default`,
			"ProcSubset": `all|pid`, "PrivateTmp": yesOrNo + `|disconnected`, "PrivateUsers": yesOrNo + `|self|identity`, "ProtectControlGroups": yesOrNo + `|private|strict`,
			"ProtectHostname": yesOrNo + `|private`, "RestrictAddressFamilies": `none|~?AF_[A-Z0-9]+( AF_[A-Z0-9]+)*`,
			"RestrictNamespaces":      yesOrNo + `|~?(cgroup|ipc|net|mnt|pid|user|uts|time)( (cgroup|ipc|net|mnt|pid|user|uts|time))*`,
			"SystemCallArchitectures": `native|x86-64|arm64`, "SystemCallFilter": `~?@?[a-z0-9_-]+( @?[a-z0-9_-]+)*`, "SystemCallErrorNumber": `E[A-Z]+|\d+`,
			"ReadWritePaths": words, "ReadOnlyPaths": words,
		},
		"Install": {"WantedBy": unitName, "RequiredBy": unitName, "Alias": unitName},
	}
	for _, flag := range []string{
		"NoNewPrivileges", "PrivateDevices", "ProtectClock", "ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables", "RestrictRealtime",
		"RestrictSUIDSGID", "LockPersonality", "MemoryDenyWriteExecute", "RemoveIPC",
	} {
		keys["Service"][flag] = yesOrNo
	}
	return keys
}

// TestSystemdKnowsEverySettingOfTheUnit asserts that each setting is one of systemd's, in the section where it counts and in the form of its value; and that
// none but a list stands twice, of which the last alone would count.
func TestSystemdKnowsEverySettingOfTheUnit(t *testing.T) {
	keys, seen, sections := unitKeys(), make(map[string]int), make(map[string]bool)
	for _, line := range unitLines(t) {
		form, known := keys[line.section][line.key]
		switch {
		case !known:
			t.Errorf("line %d: systemd knows no %s in [%s]", line.number, line.key, line.section)
		case !regexp.MustCompile(`^(` + form + `)$`).MatchString(line.value):
			t.Errorf("line %d: %q is no value of %s", line.number, line.value, line.key)
		}
		if at, twice := seen[line.key]; twice && line.key != "Environment" && line.key != "SystemCallFilter" {
			t.Errorf("line %d: %s stands at line %d already", line.number, line.key, at)
		}
		seen[line.key], sections[line.section] = line.number, true
	}
	for section := range keys {
		if !sections[section] {
			t.Errorf("there is no section %s", section)
		}
	}
	if analyze, err := exec.LookPath("systemd-analyze"); err == nil {
		askSystemd(t, analyze)
	}
}

// TestTheSystemdUnitIsClosed asserts that the unit names the configuration that the README installs, and lets go of no protection.
func TestTheSystemdUnitIsClosed(t *testing.T) {
	said := make(map[string]bool)
	for _, line := range unitLines(t) {
		said[line.key+"="+line.value] = true
	}
	for _, want := range []string{
		"ExecStart=/usr/local/bin/tally relayer run --config /etc/tally/relayer.toml", "User=tally", "Group=tally", "StateDirectory=tally",
		"StateDirectoryMode=0700", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
		"PrivateUsers=yes", "ProtectClock=yes", "ProtectHostname=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes", "ProtectKernelTunables=yes",
		"ProtectControlGroups=yes", "ProtectProc=invisible", "ProcSubset=pid", "CapabilityBoundingSet=", "AmbientCapabilities=",
		"RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
		"MemoryDenyWriteExecute=yes", "RemoveIPC=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
		"SystemCallFilter=~@privileged @resources", "Restart=on-failure", "WantedBy=multi-user.target",
	} {
		if !said[want] {
			t.Errorf("it does not say %s", want)
		}
	}
}

// TestTheUnitAndTheConfigurationBelongTogether asserts that the unit's folder is the one that the configuration beside it names, that its installation is
// what the README says, and that it leaves the relayer the time that it needs to end.
func TestTheUnitAndTheConfigurationBelongTogether(t *testing.T) {
	said := make(map[string]string)
	for _, line := range unitLines(t) {
		said[line.key] = line.value
	}
	if folder := "data_dir = \"/var/lib/" + said["StateDirectory"] + "\""; !strings.Contains(ExampleSettings(), folder) {
		t.Errorf("the configuration does not say %s, the one folder that the unit may write to", folder)
	}
	page, err := os.ReadFile(filepath.Join("deploy", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	program, arguments, _ := strings.Cut(said["ExecStart"], " ")
	_, config, _ := strings.Cut(arguments, "--config ")
	for _, step := range []string{
		"useradd --system --home-dir /var/lib/" + said["StateDirectory"], " " + said["User"] + "\n", "bin/tally " + program, "relayer.example.toml " + config,
	} {
		if !strings.Contains(string(page), step) {
			t.Errorf("the README does not have %q", step)
		}
	}
	if stop, err := time.ParseDuration(said["TimeoutStopSec"]); err != nil || stop <= 10*time.Second {
		t.Errorf("the relayer needs up to ten seconds to end, and has %q until it is killed", said["TimeoutStopSec"])
	}
}

// askSystemd has systemd itself read the unit, and say how exposed it leaves the service.
func askSystemd(t *testing.T, analyze string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("deploy", "tally-relayer.service"))
	if err != nil {
		t.Fatal(err)
	}
	// The program need not be installed here.
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "/usr/local/bin/tally", program, 1)
	if text == string(raw) {
		t.Fatal("the unit does not start /usr/local/bin/tally")
	}
	unit := filepath.Join(t.TempDir(), "tally-relayer.service")
	if err := os.WriteFile(unit, []byte(text), 0o600); err != nil {
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
