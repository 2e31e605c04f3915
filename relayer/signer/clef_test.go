//go:build !windows

package signer

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/relayer/internal/clef"
)

func TestClefItselfSignsLondonAndLegacyTransactionsByItsSocketAndOverHTTP(t *testing.T) {
	key := newKey(t)
	address := crypto.PubkeyToAddress(key.PublicKey)
	c := clef.New(t, chainID, newKey(t), key)
	c.Start()
	for _, endpoint := range []string{c.Socket(), c.HTTP()} {
		s, err := NewClef(endpoint, address)
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(t.Context(), s); err != nil {
			t.Errorf("%s: %v", endpoint, err)
		}
		wantSigned(t, s)
	}
	stranger, err := NewClef(c.Socket(), common.Address{1})
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(t.Context(), stranger); !errors.Is(err, ErrNoKey) {
		t.Errorf("a key that it does not have: %v", err)
	}
}

func TestF39WhatWasChangedInFrontOfClefIsRefused(t *testing.T) {
	key, other := newKey(t), newKey(t)
	c := clef.New(t, chainID, key, other)
	c.Start()
	s, err := NewClef(c.Socket(), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	for field, value := range map[string]any{
		"from": crypto.PubkeyToAddress(other.PublicKey).Hex(), "to": common.Address{9}.Hex(), "nonce": "0x6", "value": "0x1", "gas": "0x1",
		"maxFeePerGas": "0xb", "maxPriorityFeePerGas": "0x2", "input": "0x09", "chainId": "0x8",
	} {
		changed := false
		c.Answer(false, func(transaction map[string]any) { changed, transaction[field] = true, value })
		_, err := Sign(t.Context(), s, types.NewTx(asked()), chainID)
		// clef itself refuses to sign for a chain that is not its own.
		if !changed || err == nil || (field != "chainId" && !errors.Is(err, ErrTampered)) {
			t.Errorf("another %s: got %v, want tampered", field, err)
		}
	}
	c.Answer(false, nil)
	wantSigned(t, s)
}

func TestF38AClefThatDeniesOrIsGoneSignsAgainOnceItIsBack(t *testing.T) {
	key := newKey(t)
	c := clef.New(t, chainID, key)
	s, err := NewClef(c.Socket(), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	wantRefused := func(when string) {
		t.Helper()
		if _, err := Sign(t.Context(), s, types.NewTx(asked()), chainID); err == nil || errors.Is(err, ErrTampered) {
			t.Errorf("%s: %v", when, err)
		}
	}
	wantRefused("before it runs")
	c.Start()
	wantSigned(t, s)
	c.Answer(true, nil)
	wantRefused("while it denies")
	c.Stop()
	wantRefused("when it is gone")
	c.Start()
	wantSigned(t, s)
}
