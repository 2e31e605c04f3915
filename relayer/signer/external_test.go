package signer

import (
	"context"
	"crypto/ecdsa"
	"encoding/asn1"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// kinds are the transactions that the relayer has signed: on a chain with a base fee, and on one where gas is free.
func kinds() map[string]*types.Transaction {
	return map[string]*types.Transaction{
		"London":            types.NewTx(asked()),
		"legacy, gas free":  types.NewTx(&types.LegacyTx{Nonce: 5, To: asked().To, Gas: 100_000, GasPrice: new(big.Int), Data: []byte{1, 2, 3}}),
		"nothing to itself": types.NewTx(&types.LegacyTx{Nonce: 1 << 40, To: asked().To, Gas: 21_000, GasPrice: big.NewInt(7)}),
	}
}

// wantSigned has every kind of transaction signed, and sees that it comes back as it was, from the key.
func wantSigned(t *testing.T, s Signer) {
	t.Helper()
	for name, tx := range kinds() {
		signed, err := Sign(t.Context(), s, tx, chainID)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		back := new(types.Transaction)
		if err := back.UnmarshalBinary(signed.Raw); err != nil {
			t.Fatal(err)
		}
		by := types.LatestSignerForChainID(big.NewInt(chainID))
		if from, err := types.Sender(by, back); err != nil || from != s.Address() || by.Hash(back) != by.Hash(tx) {
			t.Errorf("%s: signed by %s, %v", name, from, err)
		}
	}
}

// fakeWeb3signer answers as web3signer does in eth1 mode, after its sources: handlers for publicKeys and sign/:identifier. There is no
// Java here to run the real one.
type fakeWeb3signer struct {
	keys []*ecdsa.PrivateKey
	// locked makes it answer as one whose vault does not open.
	locked bool
	// forge changes what is signed; nil: nothing.
	forge func(payload []byte) []byte
}

func identifier(key *ecdsa.PrivateKey) string {
	return hexutil.Encode(crypto.FromECDSAPub(&key.PublicKey)[1:])
}

func (f *fakeWeb3signer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.locked {
		http.Error(w, "Internal Server Error", http.StatusInternalServerError)
		return
	}
	if r.Method == http.MethodGet && r.URL.Path == "/api/v1/eth1/publicKeys" {
		var keys []string
		for _, key := range f.keys {
			keys = append(keys, identifier(key))
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(keys)
		return
	}
	wanted, found := strings.CutPrefix(r.URL.Path, "/api/v1/eth1/sign/")
	if r.Method != http.MethodPost || !found {
		http.NotFound(w, r)
		return
	}
	var body struct {
		Data hexutil.Bytes `json:"data"`
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(raw, &body) != nil || r.Header.Get("Content-Type") != "application/json" {
		http.Error(w, "Bad Request", http.StatusBadRequest)
		return
	}
	for _, key := range f.keys {
		if !strings.EqualFold(strings.TrimPrefix(wanted, "0x"), strings.TrimPrefix(identifier(key), "0x")) {
			continue
		}
		if f.forge != nil {
			body.Data = f.forge(body.Data)
		}
		signature, err := crypto.Sign(crypto.Keccak256(body.Data), key)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		signature[crypto.RecoveryIDOffset] += 27
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, hexutil.Encode(signature))
		return
	}
	http.NotFound(w, r)
}

func serveWeb3signer(t *testing.T, fake *fakeWeb3signer, address common.Address) Signer {
	t.Helper()
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	service, err := NewWeb3signer(server.URL+"/", address)
	if err != nil {
		t.Fatal(err)
	}
	return FromService(service)
}

func TestWeb3signerSignsLondonAndLegacyTransactions(t *testing.T) {
	key := newKey(t)
	s := serveWeb3signer(t, &fakeWeb3signer{keys: []*ecdsa.PrivateKey{newKey(t), key}}, crypto.PubkeyToAddress(key.PublicKey))
	if err := Check(t.Context(), s); err != nil {
		t.Error(err)
	}
	wantSigned(t, s)
}

func TestF39ASignatureOfSomethingElseByWeb3signerIsRefused(t *testing.T) {
	key, other := newKey(t), newKey(t)
	tests := map[string]*fakeWeb3signer{
		"of other data": {keys: []*ecdsa.PrivateKey{key}, forge: func(payload []byte) []byte { return append(payload, 0) }},
		"of another nonce": {keys: []*ecdsa.PrivateKey{key}, forge: func([]byte) []byte {
			tx := asked()
			tx.Nonce++
			payload, err := payloadOf(types.NewTx(tx), big.NewInt(chainID))
			if err != nil {
				t.Error(err)
			}
			return payload
		}},
	}
	for name, fake := range tests {
		_, err := Sign(t.Context(), serveWeb3signer(t, fake, crypto.PubkeyToAddress(key.PublicKey)), types.NewTx(asked()), chainID)
		if !errors.Is(err, ErrTampered) {
			t.Errorf("%s: got %v, want tampered", name, err)
		}
	}
	_, err := Sign(t.Context(), serveWeb3signer(t, &fakeWeb3signer{keys: []*ecdsa.PrivateKey{other}}, crypto.PubkeyToAddress(key.PublicKey)), types.NewTx(asked()), chainID)
	if !errors.Is(err, ErrNoKey) {
		t.Errorf("without the key: got %v, want %v", err, ErrNoKey)
	}
}

func TestF38AWeb3signerThatWasLockedOrLostItsKeysSignsAgainOnceItCan(t *testing.T) {
	key := newKey(t)
	fake := &fakeWeb3signer{keys: []*ecdsa.PrivateKey{key}, locked: true}
	s := serveWeb3signer(t, fake, crypto.PubkeyToAddress(key.PublicKey))
	if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); err == nil || errors.Is(err, ErrTampered) {
		t.Errorf("while locked: %v", err)
	}
	fake.locked = false
	wantSigned(t, s)
	fake.keys = nil
	if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); !errors.Is(err, ErrNoKey) {
		t.Errorf("without its keys: %v", err)
	}
	fake.keys = []*ecdsa.PrivateKey{key}
	wantSigned(t, s)
}

// cloud is a key service that takes a digest and answers in DER, with any of the two values of s: as those of AWS and Google do.
type cloud struct {
	key    *ecdsa.PrivateKey
	encode func(r, s *big.Int) ([]byte, error)
}

func (c cloud) Address() common.Address { return crypto.PubkeyToAddress(c.key.PublicKey) }

func (c cloud) SignPayload(_ context.Context, payload []byte) ([]byte, error) {
	signature, err := crypto.Sign(crypto.Keccak256(payload), c.key)
	if err != nil {
		return nil, err
	}
	return c.encode(new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:64]))
}

func TestAKeyServicesAnswerMayHaveAnyFormThatSuchServicesGive(t *testing.T) {
	der := func(r, s *big.Int) ([]byte, error) { return asn1.Marshal(struct{ R, S *big.Int }{r, s}) }
	forms := map[string]func(r, s *big.Int) ([]byte, error){
		"DER":                   der,
		"DER with the higher s": func(r, s *big.Int) ([]byte, error) { return der(r, new(big.Int).Sub(crypto.S256().Params().N, s)) },
		"r and s, 64 bytes": func(r, s *big.Int) ([]byte, error) {
			return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...), nil
		},
		"with a recovery byte that is wrong": func(r, s *big.Int) ([]byte, error) {
			return append(append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...), 99), nil
		},
	}
	for name, encode := range forms {
		t.Run(name, func(t *testing.T) { wantSigned(t, FromService(cloud{newKey(t), encode})) })
	}
}

func TestF39AKeyServicesAnswerThatIsNoSignatureIsRefused(t *testing.T) {
	answers := map[string][]byte{
		"nothing": nil, "words": []byte("please try again later"), "zeros": make([]byte, 64), "a short DER": {0x30, 2, 1, 1},
		"numbers too large": []byte(strings.Repeat("\xff", 65)),
	}
	for name, answer := range answers {
		s := FromService(cloud{newKey(t), func(*big.Int, *big.Int) ([]byte, error) { return answer, nil }})
		if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); !errors.Is(err, ErrTampered) {
			t.Errorf("%s: got %v, want tampered", name, err)
		}
	}
}

func TestThePayloadIsWhatTheChainHashes(t *testing.T) {
	id := big.NewInt(chainID)
	for name, tx := range kinds() {
		payload, err := payloadOf(tx, id)
		if err != nil || crypto.Keccak256Hash(payload) != types.LatestSignerForChainID(id).Hash(tx) {
			t.Errorf("%s: other bytes, %v", name, err)
		}
	}
	if _, err := payloadOf(types.NewTx(&types.AccessListTx{ChainID: id}), id); err == nil {
		t.Error("a kind of transaction that the relayer never makes was encoded")
	}
}

func TestAnEndpointThatIsNoneIsRefusedAndTellsNoPassword(t *testing.T) {
	for _, endpoint := range []string{"", "localhost:8550", "ftp://host/", "clef.ipc", "://hunter2"} {
		if _, err := NewClef(endpoint, common.Address{1}); !errors.Is(err, ErrURL) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("clef at %q: %v", endpoint, err)
		}
		if _, err := NewWeb3signer(endpoint, common.Address{1}); !errors.Is(err, ErrURL) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("web3signer at %q: %v", endpoint, err)
		}
	}
	// Nobody listens there; the password is in the URL.
	const gone = "http://relayer:hunter2@127.0.0.1:1"
	clef, err := NewClef(gone, common.Address{1})
	if err != nil {
		t.Fatal(err)
	}
	web3signer, err := NewWeb3signer(gone, common.Address{1})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []Signer{clef, FromService(web3signer)} {
		if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("got %v", err)
		}
	}
}
