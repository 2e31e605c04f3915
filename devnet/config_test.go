//go:build !windows

package devnet

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestADevnetThatCannotBeIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		config Config
		says   string
	}{
		"a name with a slash":        {Config{Name: "a/b"}, "name"},
		"a name that is too long":    {Config{Name: strings.Repeat("x", 33)}, "name"},
		"fewer than no nodes":        {Config{Nodes: -1}, "nodes"},
		"more nodes than fit":        {Config{Nodes: maxNodes + 1}, "nodes"},
		"half a second between":      {Config{Period: 500 * time.Millisecond}, "period"},
		"blocks without room":        {Config{GasLimit: 21_000}, "gas limit"},
		"a day longer than a day":    {Config{Day: 25 * time.Hour}, "day"},
		"a day in parts of a second": {Config{Day: 1500 * time.Millisecond}, "day"},
		"an account without a name":  {Config{Accounts: []string{""}}, "account name"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := test.config.check(); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v about the %s", err, ErrConfig, test.says)
			}
		})
	}
}

func TestAnEmptyConfigIsTheUsualDevnet(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/data")
	if err := (Config{}).check(); err != nil {
		t.Fatal(err)
	}
	got, err := Config{}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Name: "default", Dir: "/data/tallystick/devnet/default", Nodes: 4, Period: time.Second,
		GasLimit: 100_000_000, Day: 24 * time.Hour, Accounts: []string{Deployer, Relayer},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Config{}, "Log")); diff != "" {
		t.Error(diff)
	}
}

func TestAnExistingDevnetIsNotWhatItIsNot(t *testing.T) {
	has := record{
		Name: "a", Nodes: make([]nodeRecord, 4), PeriodSeconds: 1, GasLimit: DefaultGasLimit, DaySeconds: 20,
		Accounts: []accountRecord{{Name: Deployer}, {Name: Relayer}},
	}
	for name, test := range map[string]struct {
		config Config
		says   string
	}{
		"nothing asked":       {Config{}, ""},
		"all as it is":        {Config{Name: "a", Nodes: 4, Period: time.Second, Day: 20 * time.Second, Accounts: []string{Relayer}}, ""},
		"another name":        {Config{Name: "b"}, "name"},
		"fewer nodes":         {Config{Nodes: 1}, "nodes"},
		"slower blocks":       {Config{Period: 2 * time.Second}, "period"},
		"bigger blocks":       {Config{GasLimit: DefaultGasLimit + 1}, "gas limit"},
		"longer days":         {Config{Day: time.Minute}, "day"},
		"an account it lacks": {Config{Accounts: []string{"bank"}}, "bank"},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.config.agrees(has)
			if test.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v about %s", err, ErrConfig, test.says)
			}
		})
	}
}

func TestAFolderThatHoldsSomethingElseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	thesis := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(thesis, []byte("years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := prepareDir(dir); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(thesis); err != nil {
		t.Error(err)
	}
}

func TestAnInterruptedCreationIsClearedAway(t *testing.T) {
	dir := t.TempDir()
	if err := prepareDir(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := newNode(dir, 1, "password"); err != nil {
		t.Fatal(err)
	}

	if err := prepareDir(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(nodeDir(dir, 1)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half-made node is still there (%v)", err)
	}
}

func TestARecordOfAnotherLayoutIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := readRecord(dir); !errors.Is(err, ErrNoDevnet) {
		t.Errorf("of an empty folder it says %v, want %v", err, ErrNoDevnet)
	}
	if err := (record{Version: recordVersion + 1}).write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := readRecord(dir); err == nil || !strings.Contains(err.Error(), "layout 2") {
		t.Errorf("got %v", err)
	}
}
