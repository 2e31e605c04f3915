package relayer

import (
	"errors"
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"
)

var update = flag.Bool("update", false, "write the generated files anew")

// generated holds a committed file to what the program makes of it.
func generated(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is stale: run go test ./relayer -run %s -update (-made +committed):\n%s", path, t.Name(), diff)
	}
}

func TestTheExampleConfigurationHasEveryKeyAndIsTaken(t *testing.T) {
	generated(t, "deploy/relayer.example.toml", ExampleSettings())
	// With every key in force, and not only those that have no default.
	var all []string
	for _, line := range strings.Split(ExampleSettings(), "\n") {
		if rest, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(line, "# ") && rest != "" {
			line = rest
		}
		all = append(all, line)
	}
	values, err := parseSettings("/etc/tally/relayer.toml", []byte(strings.Join(all, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	// Keys are in files, or in another program.
	var c, external Config
	for _, s := range Settings() {
		if values[s.Key] == "" {
			t.Errorf("the example does not have %s", s.Key)
		}
		for _, into := range []*Config{&c, &external} {
			elsewhere := s.Key == "signer" || s.Key == "signer_url" || s.Key == "sender"
			inFiles := s.Key == "key_file" || s.Key == "more_key_files"
			if elsewhere && into == &c || inFiles && into == &external {
				continue
			}
			if err := s.Set(into, values[s.Key]); err != nil {
				t.Error(err)
			}
		}
	}
	if err := errors.Join(c.Check(), external.Check()); err != nil {
		t.Error(err)
	}
	if keys, err := external.Keys(); err != nil || len(keys) != 1 {
		t.Errorf("%d keys of web3signer, error %v", len(keys), err)
	}
	want := Config{
		Deployment: "/etc/tally/deployment.json", RPC: "http://127.0.0.1:8545", DataDir: "/var/lib/tally", KeyFile: "/etc/tally/relayer.key.json",
		PasswordFile: "/etc/tally/relayer.password", Listen: "127.0.0.1:8090", Depth: 4, MaxActs: 150, MaxInFlight: 16, MaxAge: time.Second,
		MaxFee: big.NewInt(500_000_000_000), MaxQueued: 100_000,
		WebhookHosts: []string{"erp.example.com"}, MoreRPC: []string{"http://192.0.2.8:8545"}, MoreKeyFiles: []string{"/etc/tally/second.key.json"},
		Reach: Reach{
			TLSCert: "/etc/tally/cert.pem", TLSKey: "/etc/tally/key.pem", TrustedProxies: []string{"10.0.0.0/8"}, Domains: []string{"relayer.example:8443"},
			Origins: []string{"https://erp.example"}, Reads: ReadsClosed,
		},
		Rate: 200, RPCTimeout: 10 * time.Second, StaleAfter: 30 * time.Second,
	}
	c.Log = zerolog.Logger{}
	same := []cmp.Option{cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 }), cmp.Comparer(func(a, b zerolog.Logger) bool { return true })}
	if diff := cmp.Diff(want, c, same...); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsWrongWithAConfigurationFileIsSaidWithItsPlace(t *testing.T) {
	tests := map[string]string{
		"listn = \"127.0.0.1:1\"\n":        `line 1: there is no key "listn"`,
		"depth = 4\n\n[api]\nrate = 3\n":   `line 3: there is no key "api"`,
		"depth = 1001\n":                   `depth: "1001" is not a whole number from 0 to 1000`,
		"sender = [\"nobody\"]\n":          `sender: "nobody" is not the address of an account`,
		"domain = [1]\n":                   "domain: a []interface {} is not what can stand here",
		"domain = [\"a,b\"]\n":             "domain: a []interface {} is not what can stand here",
		"behind_proxy = \"maybe\"\n":       `behind_proxy: "maybe" is neither true nor false`,
		"depth = [4]\n":                    "depth: a []interface {} is not what can stand here",
		"rate = inf\n":                     "rate: a float64 is not what can stand here",
		"rate = 0\n":                       "is not a number of requests above zero",
		"stale_after = 30\n":               `stale_after: "30" is not a duration`,
		"log_level = \"loud\"\n":           `"loud" is not one of debug, info, warn, error`,
		"listen = \"a\"\nlisten = \"b\"\n": "line 2",
		"listen = \n":                      "line 1",
		"max_fee = -1\n":                   "max_fee",
		"password_file = 2020-01-01\n":     "password_file: a toml.LocalDate is not what can stand here",
	}
	for text, want := range tests {
		_, err := parseSettings("/etc/r.toml", []byte(text))
		if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "/etc/r.toml") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := ReadSettings(filepath.Join(t.TempDir(), "none.toml")); !errors.Is(err, ErrConfig) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestPathsInAConfigurationFileCountFromItsFolder(t *testing.T) {
	got, err := parseSettings("/etc/tally/relayer.toml", []byte("data_dir = \"data\"\nkey_file = \"/keys/k\"\nlisten = \"\"\nrate = -1\ndepth = \"7\"\nmore_key_files = [\"a\", \"/b\"]\nbehind_proxy = true\n"))
	want := map[string]string{"data_dir": "/etc/tally/data", "key_file": "/keys/k", "listen": "", "rate": "-1", "depth": "7", "more_key_files": "/etc/tally/a,/b", "behind_proxy": "true"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestANodesAddressIsShownWithoutWhatMayBeSecretInIt(t *testing.T) {
	var rpc Setting
	for _, s := range Settings() {
		if s.Key == "rpc" {
			rpc = s
		}
	}
	for url, want := range map[string]string{
		"http://127.0.0.1:8545":                "http://127.0.0.1:8545",
		"https://user:secret@node.example/":    "https://node.example/…",
		"https://node.example/v3/secretsecret": "https://node.example/…",
		"wss://node.example?key=secret":        "wss://node.example/…",
		"secretsecretsecret":                   "…",
		"":                                     "",
	} {
		if got := rpc.Print(url); got != want {
			t.Errorf("%q is shown as %q, want %q", url, got, want)
		}
	}
}

// FuzzSettings asserts that no file makes the reader panic, and that what it takes can be set.
func FuzzSettings(f *testing.F) {
	f.Add([]byte(ExampleSettings()))
	f.Add([]byte("depth = 1e400\n[x]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		values, err := parseSettings("/etc/r.toml", text)
		if err != nil {
			if !errors.Is(err, ErrConfig) {
				t.Errorf("%v is no ErrConfig", err)
			}
			return
		}
		for _, s := range Settings() {
			if err := s.Set(new(Config), values[s.Key]); err != nil {
				t.Error(err)
			}
		}
	})
}
