package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/priority"
)

// usage fails the test unless an error is one about what was given, in words that say where.
func usage(t *testing.T, err error, file string) {
	t.Helper()
	var exit *Exit
	if !errors.As(err, &exit) || exit.Code != ExitUsage || !strings.Contains(err.Error(), file) {
		t.Errorf("%v (%T) does not say what is wrong with %s", err, err, file)
	}
}

// FuzzConfig asserts that a configuration is refused with its place, or read; and that when a value of it is set the file says that value and all that
// it said before.
func FuzzConfig(f *testing.F) {
	f.Add([]byte(commented), "acme", "relayer", "http://10.0.0.1:8480")
	f.Add([]byte("[profiles]\nacme.as = 'Acme'\n"), "acme", "as", "Bolt")
	f.Add([]byte("current = 'x'\n[profiles.'a.b']\nlang = \"zh\"\n"), "a.b", "lang", "en\n")
	f.Add([]byte("profiles = {acme = {as = 1}}\nlistn = 2\n"), "", "as", "")
	f.Add([]byte("[profiles.a]\nas = '''\n[profiles.b]\nas = 'x'\n'''\n"), "b", "as", "y")
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte, name, key, value string) {
		place := configPlace{folder, filepath.Join(folder, "config.toml")}
		if err := os.WriteFile(place.file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := readConfig(place.file)
		if err != nil {
			usage(t, err, place.file)
			return
		}
		changed := file.Profiles[name]
		field := changed.field(key)
		if field == nil {
			return
		}
		*field = value
		file.Profiles[name] = changed
		if err := writeConfig(place, file); err != nil {
			if utf8.ValidString(name) && utf8.ValidString(value) {
				t.Fatal(err)
			}
			usage(t, err, key)
			return
		}
		again, err := readConfig(place.file)
		if err != nil {
			t.Fatalf("%q cannot be read again: %v", text, err)
		}
		for name, was := range file.Profiles {
			if diff := cmp.Diff(was, again.Profiles[name]); diff != "" {
				t.Errorf("profile %q of %q (-set +read):\n%s", name, text, diff)
			}
		}
		if file.Current != again.Current {
			t.Errorf("%q was in use, and is %q", file.Current, again.Current)
		}
	})
}

// FuzzApplications asserts of a file of applications that each of its records comes out once, as one that can be signed or with its reason, and that
// those are the same when they are written and read again.
func FuzzApplications(f *testing.F) {
	head := strings.Join(applicantColumns(), ",") + "\n"
	row := "41,Acme,REG-41,bank obligor,V-7," + common.Address{7}.Hex() + ",3,1900000000,0x" + strings.Repeat("ab", 65) + "\n"
	f.Add([]byte(head + row))
	f.Add([]byte("\xef\xbb\xbf" + head + "\"" + row + row + "0,,,,,,,,\n"))
	f.Add([]byte(strings.Replace(head, "name", "name,name", 1) + row))
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		applicants, refused, err := readApplicants("applications.csv", text)
		if err != nil {
			usage(t, err, "applications.csv")
			return
		}
		seen := make(map[int]bool)
		once := func(number int) {
			if number < 2 || seen[number] {
				t.Errorf("row %d comes out twice, or is none", number)
			}
			seen[number] = true
		}
		for _, r := range refused {
			if once(r.Number); r.Reason.Error() == "" {
				t.Errorf("row %d is refused without a reason", r.Number)
			}
		}
		for _, a := range applicants {
			if once(a.number); a.admission().Id == 0 || a.admission().Name == "" {
				t.Errorf("row %d is %+v", a.number, a)
			}
			if _, err := a.application.StructHash(); err != nil {
				t.Errorf("row %d cannot be signed: %v", a.number, err)
			}
		}
		if len(seen) > 0 && !seen[len(seen)+1] {
			t.Errorf("rows %v: one is lost", seen)
		}
		if len(applicants) == 0 {
			return
		}
		path := filepath.Join(folder, "again.csv")
		if err := writeApplicants(path, applicants); err != nil {
			t.Fatal(err)
		}
		written, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		again, bad, err := readApplicants(path, written)
		if err != nil || len(bad) > 0 || len(again) != len(applicants) {
			t.Fatalf("%d of %d, refused %v, %v", len(again), len(applicants), bad, err)
		}
		for i := range again {
			first, _ := applicants[i].application.StructHash()
			second, _ := again[i].application.StructHash()
			if first != second || again[i].vendor != applicants[i].vendor {
				t.Errorf("%+v is read again as %+v", applicants[i], again[i])
			}
		}
	})
}

// FuzzClaims asserts that a file of claims is refused with its place, or gives claims whose shares come to no more than there is, each at most the claim.
func FuzzClaims(f *testing.F) {
	f.Add([]byte("claimant,amount,registered,notified\nA,1.00,2026-01-02,\nB,2.00,,2026-01-02 10:00\nC,3.00,,\n"), int64(250))
	f.Add([]byte("\xef\xbb\xbfClaimant, AMOUNT ,registered,notified\nA,1.00,2026-01-02T00:00:00Z,\n\"B,1\n"), int64(-1))
	f.Add([]byte("claimant,amount,registered,notified\nA,1,0001-01-01,0001-01-01\n"), int64(0))
	path := filepath.Join(f.TempDir(), "claims.csv")
	f.Fuzz(func(t *testing.T, text []byte, available int64) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		claims, err := readClaims(path)
		if err != nil {
			usage(t, err, path)
			return
		}
		shares, err := priority.Order(claims, amount.Amount(available))
		if err != nil {
			if !errors.Is(err, priority.ErrClaim) {
				t.Errorf("%v is no ErrClaim", err)
			}
			return
		}
		var sum amount.Amount
		for _, share := range shares {
			if sum += share.Gets; share.Gets < 0 || share.Gets > share.Amount {
				t.Errorf("%+v", share)
			}
		}
		if len(shares) != len(claims) || sum > amount.Amount(available) {
			t.Errorf("%d claims, %d shares of %s, of %s", len(claims), len(shares), sum, amount.Amount(available))
		}
	})
}

// FuzzAct asserts that a file is refused as no act, or is one that is written again as itself.
func FuzzAct(f *testing.F) {
	f.Add([]byte(`{"act":"AcceptFrom","message":{"company":"1","sender":"2","obligor":"0","min":"1","max":"100","until":"60000"},"nonce":"1","deadline":"1900000000"}`))
	f.Add([]byte("{}"))
	path := filepath.Join(f.TempDir(), "act.json")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		signed, err := readSigned(path)
		if err != nil {
			usage(t, err, path)
			return
		}
		written, err := json.Marshal(signed)
		if err != nil {
			t.Fatalf("%s is read, and cannot be written: %v", text, err)
		}
		var again act.Signed
		if err := json.Unmarshal(written, &again); err != nil {
			t.Fatal(err)
		}
		if twice, err := json.Marshal(again); err != nil || !bytes.Equal(written, twice) {
			t.Errorf("%s and %s, %v", written, twice, err)
		}
	})
}
