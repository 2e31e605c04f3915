package signer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// Web3signer is a key in a web3signer that runs in its eth1 mode. It uses the REST API that signs any bytes for the holder of a public key
// (GET /api/v1/eth1/publicKeys, POST /api/v1/eth1/sign/{publicKey}), not its JSON-RPC: so the chain id is the relayer's to set, and the
// transaction never leaves the relayer's hands.
type Web3signer struct {
	base    string
	address common.Address

	mu sync.Mutex
	// identifier is the public key, by which web3signer names the key; empty until it was looked for.
	identifier string
}

// NewWeb3signer is the key of address at the web3signer with this http or https URL. It asks nothing yet. ErrURL: the URL is none.
func NewWeb3signer(base string, address common.Address) (*Web3signer, error) {
	if !isHTTP(base) {
		return nil, fmt.Errorf("%w: web3signer is reached by http://HOST:PORT or https://…", ErrURL)
	}
	return &Web3signer{base: strings.TrimSuffix(base, "/"), address: address}, nil
}

// Address is the key's account.
func (w *Web3signer) Address() common.Address { return w.address }

// Check looks for the key, and fails with ErrNoKey where web3signer does not have it.
func (w *Web3signer) Check(ctx context.Context) error {
	_, err := w.find(ctx)
	return err
}

// SignPayload has web3signer sign keccak256(payload), and waits ten seconds at most.
func (w *Web3signer) SignPayload(ctx context.Context, payload []byte) ([]byte, error) {
	w.mu.Lock()
	identifier := w.identifier
	w.mu.Unlock()
	if identifier == "" {
		var err error
		if identifier, err = w.find(ctx); err != nil {
			return nil, err
		}
	}
	body, err := json.Marshal(map[string]any{"data": hexutil.Bytes(payload)})
	if err != nil {
		return nil, fmt.Errorf("encode for web3signer: %w", err)
	}
	answer, err := w.ask(ctx, http.MethodPost, "/api/v1/eth1/sign/"+identifier, body)
	if err != nil {
		return nil, err
	}
	signature, err := hexutil.Decode(strings.TrimSpace(string(answer)))
	if err != nil {
		return nil, fmt.Errorf("%w: web3signer's answer is no signature", ErrTampered)
	}
	return signature, nil
}

// find asks for the public keys, and keeps the one whose account this is.
func (w *Web3signer) find(ctx context.Context) (string, error) {
	answer, err := w.ask(ctx, http.MethodGet, "/api/v1/eth1/publicKeys", nil)
	if err != nil {
		return "", err
	}
	var keys []string
	if err := json.Unmarshal(answer, &keys); err != nil {
		return "", fmt.Errorf("web3signer: its list of public keys is none: %w", err)
	}
	for _, identifier := range keys {
		// 64 bytes, the point without the byte that says that it is not compressed.
		point := common.FromHex(identifier)
		if len(point) == 64 && common.BytesToAddress(crypto.Keccak256(point)[12:]) == w.address {
			w.mu.Lock()
			w.identifier = identifier
			w.mu.Unlock()
			return identifier, nil
		}
	}
	return "", fmt.Errorf("web3signer: %w %s", ErrNoKey, w.address)
}

// ask makes one request, and reads a megabyte of its answer at most.
func (w *Web3signer) ask(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, w.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask web3signer: %w", withoutURL(err))
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("reach web3signer: %w", withoutURL(err))
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("read web3signer's answer: %w", err)
	}
	switch response.StatusCode {
	case http.StatusOK:
		return answer, nil
	case http.StatusNotFound:
		// It may have been restarted with other keys. The next try looks for the key again.
		w.mu.Lock()
		w.identifier = ""
		w.mu.Unlock()
		return nil, fmt.Errorf("web3signer: %w %s", ErrNoKey, w.address)
	}
	return nil, fmt.Errorf("web3signer answered %s", response.Status)
}
