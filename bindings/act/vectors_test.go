package act

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/internal/foundry"
)

var update = flag.Bool("update", false, "write the golden vectors anew")

// golden is the file of vectors, which contracts/test/Vectors.t.sol checks as well.
type golden struct {
	About  string `json:"about"`
	Domain struct {
		ChainID   string      `json:"chainId"`
		Salt      common.Hash `json:"salt"`
		Separator common.Hash `json:"separator"`
	} `json:"domain"`
	Count int      `json:"count"`
	Acts  []vector `json:"acts"`
}

// vector is one act.
type vector struct {
	Name       string          `json:"name"`
	Contract   string          `json:"contract"`
	Message    json.RawMessage `json:"message"`
	Nonce      string          `json:"nonce"`
	Deadline   string          `json:"deadline"`
	TypeString string          `json:"typeString"`
	TypeHash   common.Hash     `json:"typeHash"`
	StructHash common.Hash     `json:"structHash"`
	ContentID  common.Hash     `json:"contentId"`
	Digest     common.Hash     `json:"digest"`
	// TypedData is the JSON that wallets sign, in a string.
	TypedData string         `json:"typedData"`
	Key       common.Address `json:"key"`
	Signature hexutil.Bytes  `json:"signature"`
	// Calldata does the act; empty for what is no call. Every signature in it is listed, with the key that makes it and the struct hash
	// that it is over, so that it can be made again for another domain.
	Calldata   hexutil.Bytes `json:"calldata"`
	Signatures []inCalldata  `json:"signatures"`
}

// inCalldata is a signature in calldata. KeyName is the text whose keccak256 is the private key.
type inCalldata struct {
	KeyName    string        `json:"keyName"`
	StructHash common.Hash   `json:"structHash"`
	Signature  hexutil.Bytes `json:"signature"`
}

// vectors makes the file from the samples.
func vectors(t *testing.T) golden {
	t.Helper()
	var g golden
	g.About = "Made by `go test ./bindings/act -run TestGolden -update`; checked by Go, by forge (Vectors.t.sol) and by cast."
	g.Domain.ChainID = "31337"
	g.Domain.Salt, g.Domain.Separator = testDomain.Salt, testDomain.Separator()
	for i, message := range samples(t) {
		nonce := uint64(1000 + i)
		if _, isQuote := message.(contracts.Quote); isQuote {
			nonce = quoteNonce
		}
		g.Acts = append(g.Acts, vectorOf(t, complete(t, message, nonce, sampleDeadline)))
	}
	g.Count = len(g.Acts)
	return g
}

func vectorOf(t *testing.T, signed Signed) vector {
	t.Helper()
	kind, err := KindOf(signed.Message)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := signed.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	v := vector{Name: kind.Name, Contract: kind.Contract, TypeString: kind.TypeString(), TypeHash: kind.TypeHash(), Key: signed.Key}
	if err := json.Unmarshal(encoded, &v); err != nil {
		t.Fatal(err)
	}
	text, err := WalletJSON(testDomain, signed.Message, signed.Nonce, signed.Deadline)
	if err != nil {
		t.Fatal(err)
	}
	v.TypedData = string(text)
	for into, hash := range map[*common.Hash]func() (common.Hash, error){
		&v.StructHash: signed.StructHash,
		&v.ContentID:  func() (common.Hash, error) { return ContentID(signed.Message) },
		&v.Digest:     func() (common.Hash, error) { return signed.Digest(testDomain) },
	} {
		if *into, err = hash(); err != nil {
			t.Fatal(err)
		}
	}
	if kind.Method == "" {
		return v
	}
	if v.Calldata, err = signed.Calldata(); err != nil {
		t.Fatal(err)
	}
	company, err := Company(signed.Message)
	if err != nil {
		t.Fatal(err)
	}
	v.Signatures = append(v.Signatures, inCalldata{keyNames[company], v.StructHash, signed.Signature})
	if signed.Consent != nil {
		v.Signatures = append(v.Signatures, inCalldata{"joining", v.StructHash, signed.Consent})
	}
	if signed.Quote != nil {
		hash, err := signed.Quote.StructHash()
		if err != nil {
			t.Fatal(err)
		}
		v.Signatures = append(v.Signatures, inCalldata{keyNames[bank], hash, signed.Quote.Signature})
	}
	return v
}

func goldenFile(t *testing.T) string {
	t.Helper()
	return filepath.Join(foundry.Root(t), "contracts/test/vectors/acts.json")
}

func TestGoldenVectorsAreWhatTheyWere(t *testing.T) {
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(vectors(t)); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(goldenFile(t)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenFile(t), want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(goldenFile(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), want.String()); diff != "" {
		t.Errorf("the golden vectors differ from what the code makes; if that is meant, run with -update (-file +code):\n%s", diff)
	}
}

// readGolden reads the vectors as another program would.
func readGolden(t *testing.T) golden {
	t.Helper()
	text, err := os.ReadFile(goldenFile(t))
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	if len(g.Acts) != len(Kinds()) || g.Count != len(g.Acts) {
		t.Fatalf("%d vectors for %d kinds", len(g.Acts), len(Kinds()))
	}
	return g
}

func TestGoldenVectorsVerifyWhenReadBack(t *testing.T) {
	g := readGolden(t)
	domain := Domain{ChainID: 31_337, Salt: g.Domain.Salt}
	if domain.Separator() != g.Domain.Separator {
		t.Errorf("domain separator %s; want %s", domain.Separator(), g.Domain.Separator)
	}
	for _, v := range g.Acts {
		message, err := UnmarshalMessage(v.Name, v.Message)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Calldata) != 0 {
			decoded, err := Decode(v.Calldata)
			if err != nil || decoded.Verify(domain) != nil {
				t.Errorf("%s: calldata: %v, %v", v.Name, err, decoded.Verify(domain))
			}
			if diff := cmp.Diff(message, decoded.Message, same); diff != "" {
				t.Errorf("%s (-message +calldata):\n%s", v.Name, diff)
			}
		}
		if got := recovered(v.Digest, v.Signature); got != v.Key {
			t.Errorf("%s: signed by %s; want %s", v.Name, got, v.Key)
		}
	}
}

func TestCastSignsEveryVectorAlike(t *testing.T) {
	cast := foundry.Tool(t, "cast")
	for _, v := range readGolden(t).Acts {
		t.Run(v.Name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "typed.json")
			if err := os.WriteFile(file, []byte(v.TypedData), 0o600); err != nil {
				t.Fatal(err)
			}
			message, err := UnmarshalMessage(v.Name, v.Message)
			if err != nil {
				t.Fatal(err)
			}
			key := keyOf(t, message)
			if key.Address() != v.Key {
				t.Fatalf("the vector is of key %s, not %s", v.Key, key.Address())
			}
			secret := hexutil.Encode(crypto.FromECDSA(key.Private))
			out, err := exec.Command(cast, "wallet", "sign", "--data", "--from-file", file, "--private-key", secret).CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if got := strings.TrimSpace(string(out)); got != v.Signature.String() {
				t.Errorf("cast signs %s; want %s", got, v.Signature)
			}
		})
	}
}
