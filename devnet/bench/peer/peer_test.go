package peer

import (
	"os"
	"strings"
	"testing"
)

func TestPeersThatAreNotCompiledAreSaidToBe(t *testing.T) {
	_, err := All(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "make bench") || !strings.Contains(err.Error(), "Solv3525") {
		t.Fatalf("%v", err)
	}
}

// The benchmark is not worth much against a peer of another version than it names.
func TestThePeersAreAtTheVersionsThatTheReportNames(t *testing.T) {
	lock, err := os.ReadFile("../../../contracts/bench/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, version := range map[string]string{
		"@solvprotocol/erc-3525": "1.5.0", "@openzeppelin/contracts": "5.4.0", "solady": "0.1.26", "@tradetrust-tt/token-registry": "5.5.1",
	} {
		if !strings.Contains(string(lock), `"node_modules/`+name+"\": {\n      \"version\": \""+version+`"`) {
			t.Errorf("%s is not locked at %s", name, version)
		}
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error("the lock file names a registry's address")
	}
}
