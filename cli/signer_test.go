package main

import (
	"crypto/ecdsa"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/tallystick/tallystick/bindings/act"
)

// fakeClef answers as clef does, with keys of its own.
type fakeClef struct {
	accounts []common.Address
	key      *ecdsa.PrivateKey
}

func (f *fakeClef) List() []common.Address { return f.accounts }

func (f *fakeClef) SignTypedData(address common.MixedcaseAddress, message apitypes.TypedData) (hexutil.Bytes, error) {
	if address.Address() != f.accounts[0] {
		return nil, errors.New("unknown account")
	}
	return act.KeySigner{Private: f.key}.SignTypedData(message)
}

// SignData signs a plain text, as clef does what is handed to it as one.
func (f *fakeClef) SignData(kind string, address common.MixedcaseAddress, text hexutil.Bytes) (hexutil.Bytes, error) {
	if address.Address() != f.accounts[0] || kind != accounts.MimetypeTextPlain {
		return nil, errors.New("unknown account, or no text")
	}
	return act.KeySigner{Private: f.key}.SignText(text)
}

func serveClef(t *testing.T, clef *fakeClef) string {
	t.Helper()
	server := rpc.NewServer()
	if err := server.RegisterName("account", clef); err != nil {
		t.Fatal(err)
	}
	listener := httptest.NewServer(server)
	t.Cleanup(func() { listener.Close(); server.Stop() })
	return listener.URL
}

func TestAnExternalSignerSignsTypedMessages(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	address := crypto.PubkeyToAddress(key.PublicKey)
	url := serveClef(t, &fakeClef{[]common.Address{address}, key})
	external, err := dialSigner(t.Context(), url, common.Address{})
	if err != nil {
		t.Fatal(err)
	}
	defer external.client.Close()
	signature, err := external.SignTypedData(testMessage("hello"))
	if err != nil {
		t.Fatal(err)
	}
	if by, err := recoverTyped(testMessage("hello"), signature); err != nil || by != address {
		t.Errorf("signed by %s, %v; want %s", by, err, address)
	}
}

func TestASignatureOfAnotherKeyIsNotTakenFromAnExternalSigner(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	claimed := common.HexToAddress("0x1111111111111111111111111111111111111111")
	external, err := dialSigner(t.Context(), serveClef(t, &fakeClef{[]common.Address{claimed}, key}), claimed)
	if err != nil {
		t.Fatal(err)
	}
	defer external.client.Close()
	if _, err := external.SignTypedData(testMessage("hello")); classify(err).Code != ExitKey {
		t.Errorf("got %v, want a refusal of code %d", err, ExitKey)
	}
}

func TestAnExternalSignerWithoutTheAccountIsRefused(t *testing.T) {
	url := serveClef(t, &fakeClef{accounts: []common.Address{{1}, {2}}})
	if _, err := dialSigner(t.Context(), url, common.Address{3}); classify(err).Code != ExitKey {
		t.Errorf("another account: got %v", err)
	}
	if _, err := dialSigner(t.Context(), url, common.Address{}); classify(err).Code != ExitUsage {
		t.Errorf("no account named: got %v", err)
	}
}
