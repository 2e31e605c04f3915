package login

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
)

func sample() Message {
	return Message{
		Domain: "relayer.example:8443", Key: common.HexToAddress("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), URI: "https://relayer.example:8443/v1/login",
		ChainID: 31_337, Nonce: "0a1b2c3d4e5f", Issued: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC), Expires: time.Date(2026, 11, 28, 9, 5, 0, 0, time.UTC),
	}
}

func TestTheTextIsThatOfEIP4361(t *testing.T) {
	want := `relayer.example:8443 wants you to sign in with your Ethereum account:
0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed

Read at this Tallystick relayer what the company of this key may see. Signing it moves nothing and costs nothing.

URI: https://relayer.example:8443/v1/login
Version: 1
Chain ID: 31337
Nonce: 0a1b2c3d4e5f
Issued At: 2026-11-28T09:00:00Z
Expiration Time: 2026-11-28T09:05:00Z`
	if diff := cmp.Diff(want, sample().Text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got, err := Parse(want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample(), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestATextThatDiffersInAnythingIsNone(t *testing.T) {
	text := sample().Text()
	for name, wrong := range map[string]string{
		"another kind":         "Tallystick: reject act 0x00",
		"nothing":              "",
		"one line more":        text + "\nResources:",
		"another statement":    strings.Replace(text, "moves nothing", "moves all", 1),
		"another version":      strings.Replace(text, "Version: 1", "Version: 2", 1),
		"a URI elsewhere":      strings.Replace(text, "https://relayer.example:8443/", "https://other.example/", 1),
		"no checksum":          strings.Replace(text, "0x5aAeb", "0x5aaeb", 1),
		"another order":        strings.Replace(text, "URI: https://relayer.example:8443/v1/login\nVersion: 1", "Version: 1\nURI: https://relayer.example:8443/v1/login", 1),
		"a short nonce":        strings.Replace(text, "0a1b2c3d4e5f", "0a", 1),
		"a chain id of words":  strings.Replace(text, "31337", "main", 1),
		"no time":              strings.Replace(text, "Issued At: 2026-11-28T09:00:00Z", "Issued At: now", 1),
		"no end":               strings.Replace(text, "2026-11-28T09:05:00Z", "", 1),
		"parts of a second":    strings.Replace(text, "09:05:00Z", "09:05:00.5Z", 1),
		"a domain with a path": strings.Replace(text, "relayer.example:8443 wants", "relayer.example:8443/x wants", 1),
	} {
		if _, err := Parse(wrong); !errors.Is(err, ErrMessage) {
			t.Errorf("%s: %v; want ErrMessage", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample().Text())
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := Parse(text); err == nil && m.Text() != text {
			t.Errorf("%q is read as %q", text, m.Text())
		}
	})
}
