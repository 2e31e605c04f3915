//go:build !windows

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
)

// shut is a password file that is not there: what can be done with it needs no key.
const shut = "/nowhere/password"

// said runs a command in a home of its own and answers code and standard error.
func (p *town) said(home string, words ...string) (code int, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(p.t.Context(), words, &console{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Now: p.now, Environ: []string{"TALLY_CONFIG=" + home, "TALLY_RELAYER=" + p.url},
	})
	return code, stderr.String()
}

// kept are the logins in the town's file.
func (p *town) kept() (all []kept) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.home, loginsFile))
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return all
}

func TestWhatOnlyAPartyMayReadIsReadByLoginWithTheAccountInUse(t *testing.T) {
	t.Parallel()
	place := found(t)
	path := filepath.Join(place.home, loginsFile)
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}

	// Anybody may see the directory; nobody logs in for it, and nothing is kept.
	place.tally("company", "list", "--profile", "acme", "--password-file", shut)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Fatalf("a login is kept: %v", err)
	}
	place.refused(ExitKey, "voucher", "list", "--profile", "acme", "--password-file", shut)

	// One login serves the next commands: their key stays shut.
	place.tally("voucher", "list", "--profile", "acme")
	place.tally("inbox", "--profile", "acme", "--password-file", shut)
	all := place.kept()
	if len(all) != 1 || all[0].Relayer != place.url || !strings.HasPrefix(all[0].Token, "tally_") {
		t.Fatalf("kept: %+v", all)
	}
	if info, err := os.Stat(path); err != nil || readableByOthers(info) {
		t.Errorf("the logins' file is open to others: %v, %v", info.Mode(), err)
	}

	// Another company's affairs stay shut, and another account logs in by itself.
	for _, words := range [][]string{
		{"inbox", "--as", "Bolt Metal", "--profile", "acme"}, {"cash", "balance", "--as", "Bolt Metal", "--profile", "acme"}, {"report", "regulator", "--profile", "acme"},
	} {
		out, errs, code := place.run(words...)
		if code != int(ExitKey) || !strings.Contains(errs, "hint: ") || strings.Contains(out+errs, all[0].Token) {
			t.Errorf("tally %s: exit code %d\n%s%s", strings.Join(words, " "), code, out, errs)
		}
	}
	place.tally("inbox", "--profile", "bolt")
	place.tally("report", "regulator", "--profile", "authority")
	if all = place.kept(); len(all) != 3 {
		t.Errorf("kept: %+v", all)
	}

	// One that the relayer does not know any more hinders nobody: it is made anew where it is needed, and dropped where it is not.
	for i := range all {
		all[i].Token = "tally_from-before-a-restart"
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	place.tally("inbox", "--profile", "acme")
	place.tally("company", "list", "--profile", "bolt", "--password-file", shut)
	for _, one := range place.kept() {
		if one.Token == "tally_from-before-a-restart" && one.Key == place.address("bolt") {
			t.Error("a login that is over is kept")
		}
	}

	// After its time it is made anew.
	place.pass(time.Hour)
	place.refused(ExitKey, "inbox", "--profile", "acme", "--password-file", shut)
	place.tally("inbox", "--profile", "acme")

	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := place.run("inbox", "--profile", "acme"); code != int(ExitKey) || !strings.Contains(errs, "chmod 600") {
		t.Errorf("with its file open to others: exit code %d\n%s", code, errs)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}

	told := place.tally("account", "login", "--profile", "acme", "-o", "json")
	for _, want := range []string{`"company": "Acme Parts"`, `"sees": "its own affairs"`, `"maker`} {
		if !strings.Contains(told, want) {
			t.Errorf("account login says\n%s; want %s", told, want)
		}
	}
	if strings.Contains(told, "tally_") {
		t.Errorf("account login prints the token:\n%s", told)
	}
	place.tally("account", "logout", "--profile", "acme")
	place.refused(ExitKey, "inbox", "--profile", "acme", "--password-file", shut)
	place.tally("account", "logout", "--profile", "acme")
}

func TestWithoutAnAccountALoginFailsWithAHint(t *testing.T) {
	t.Parallel()
	place := found(t)
	empty := t.TempDir()
	for _, tc := range []struct {
		home, hint string
		words      []string
	}{
		{empty, "tally account new --name NAME", []string{"inbox", "--as", "41"}},
		{place.home, "choose one with --account NAME", []string{"inbox", "--as", "41"}},
		{place.home, "--password-file FILE", []string{"inbox", "--as", "41", "--account", "acme"}},
		{place.home, "did you mean acme?", []string{"inbox", "--as", "41", "--account", "acne"}},
	} {
		if code, errs := place.said(tc.home, tc.words...); code != int(ExitKey) || !strings.Contains(errs, tc.hint) {
			t.Errorf("tally %s: exit code %d, want %d with the hint %s\n%s", strings.Join(tc.words, " "), code, ExitKey, tc.hint, errs)
		}
	}
	if code, errs := place.said(empty, "company", "list"); code != int(ExitOK) {
		t.Errorf("the directory: exit code %d\n%s", code, errs)
	}

	// A key of a signer of its own logs in too.
	secret, err := os.ReadFile(filepath.Join(place.home, "keystore", "bolt.json"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := keystore.DecryptKey(secret, "open sesame")
	if err != nil {
		t.Fatal(err)
	}
	url := serveClef(t, &fakeClef{[]common.Address{key.Address}, key.PrivateKey})
	if _, err := (keyring{filepath.Join(empty, "keystore")}).putExternal("treasurer", key.Address, url); err != nil {
		t.Fatal(err)
	}
	if code, errs := place.said(empty, "inbox"); code != int(ExitOK) {
		t.Errorf("with an external signer: exit code %d\n%s", code, errs)
	}
}

// address is an account's.
func (p *town) address(name string) common.Address {
	p.t.Helper()
	a, err := keyring{filepath.Join(p.home, "keystore")}.find(name)
	if err != nil {
		p.t.Fatal(err)
	}
	return a.Address
}
