package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// tallyAlone runs tally in this process with a folder of its own.
func tallyAlone(t *testing.T, home string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, &console{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Environ: []string{"TALLY_CONFIG=" + home, "LC_ALL=C.UTF-8"}, Now: time.Now,
	})
	return code, stdout.String(), stderr.String()
}

func TestDoctorAsksTheRelayersSignerForItsKeys(t *testing.T) {
	url := serveClef(t, &fakeClef{accounts: []common.Address{{1}, {2}}})
	home := t.TempDir()
	ask := func(args ...string) string {
		_, out, errs := tallyAlone(t, home, append([]string{"doctor", "-o", "csv"}, args...)...)
		var found []string
		for line := range strings.Lines(out) {
			if strings.HasPrefix(line, "relayer's signer") {
				found = append(found, strings.TrimSpace(line))
			}
		}
		if len(found) == 0 && len(args) > 0 {
			t.Fatalf("doctor says nothing of the signer:\n%s%s", out, errs)
		}
		return strings.Join(found, "\n")
	}
	if said := ask(); said != "" {
		t.Errorf("nobody asked, and it said %s", said)
	}
	both := ask("--signer", "clef", "--signer-url", url, "--sender", common.Address{1}.Hex(), "--sender", common.Address{3}.Hex())
	if !strings.Contains(both, "relayer's signer,ok,clef has "+common.Address{1}.Hex()) ||
		!strings.Contains(both, "relayer's signer,fail,"+common.Address{3}.Hex()) || !strings.Contains(both, "does not have the key") {
		t.Errorf("doctor says:\n%s", both)
	}
	gone := ask("--signer", "web3signer", "--signer-url", "http://127.0.0.1:1", "--sender", common.Address{1}.Hex())
	if !strings.Contains(gone, "fail") || !strings.Contains(gone, "reach web3signer") {
		t.Errorf("doctor says of one that is not there: %s", gone)
	}
	if said := ask("--signer", "clef", "--signer-url", "elsewhere", "--sender", common.Address{1}.Hex()); !strings.Contains(said, "clef is reached by") {
		t.Errorf("doctor says of a URL that is none: %s", said)
	}
}

func TestARelayersKeysThatCannotBeAreRefusedWithWhatToDo(t *testing.T) {
	home := t.TempDir()
	for name, test := range map[string]struct {
		args []string
		code Code
		want string
	}{
		"no such signer": {[]string{"--signer", "ledger", "--sender", common.Address{1}.Hex()}, ExitUsage, "is not one of keystore, clef, web3signer"},
		"no URL":         {[]string{"--signer", "clef", "--sender", common.Address{1}.Hex()}, ExitUsage, "clef is reached by"},
		"twice": {[]string{"--signer", "clef", "--signer-url", "http://127.0.0.1:1", "--sender", common.Address{1}.Hex(), "--sender", common.Address{1}.Hex()},
			ExitUsage, "is named twice"},
		"no such account": {[]string{"--signer", "clef", "--signer-url", "http://127.0.0.1:1", "--sender", "nobody"}, ExitKey, "there is no account"},
		"no account":      {nil, ExitKey, "there is no account"},
		"a depth beyond reason": {[]string{"--signer", "clef", "--signer-url", "http://127.0.0.1:1", "--sender", common.Address{1}.Hex(), "--depth", "1001"},
			ExitUsage, "is not a whole number from 0 to 1000"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"relayer", "run", "--deployment", "deployment.json", "--rpc", "http://127.0.0.1:1", "--data-dir", t.TempDir()}, test.args...)
			code, out, errs := tallyAlone(t, home, args...)
			if code != int(test.code) || !strings.Contains(errs, test.want) {
				t.Errorf("exit code %d, want %d; it said:\n%s%s", code, test.code, out, errs)
			}
		})
	}
}
