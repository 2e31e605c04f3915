//go:build !windows

package relayer

import (
	"context"
	"math/big"
	"net/http"
	"net/http/httptrace"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// signed is an act of the desk's that the chain takes in any order.
func (g *ground) signed(t *testing.T) act.Signed {
	t.Helper()
	g.acts++
	signed, err := act.Sign(g.desk, g.network.Domain(), contracts.AcceptFrom{
		Company: 1, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(100), Until: 60_000,
	}, g.acts, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// api is a client of the relayer, once it is ready.
func (p *process) api() *client.Client {
	p.t.Helper()
	p.awaitReady()
	c, err := client.New(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// Killed right after the reply, again and again, the relayer loses nothing that it answered with a 2xx, and does nothing twice.
func TestF44WhatWasAnsweredIsNotLostByKillNine(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	var answered []act.Signed
	var ids []common.Hash
	for range 3 {
		p := start(t, o, "")
		c := p.api()
		for range 5 {
			signed := g.signed(t)
			stored, fresh, err := c.Post(t.Context(), signed)
			if err != nil || !fresh {
				t.Fatalf("fresh %v, %v", fresh, err)
			}
			answered, ids = append(answered, signed), append(ids, stored.ID)
		}
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		p.wantKilled()
	}
	p := start(t, o, "")
	c := p.api()
	for i, signed := range answered {
		again, fresh, err := c.Post(t.Context(), signed)
		if err != nil || fresh || again.ID != ids[i] {
			t.Errorf("act %d: %+v, fresh %v, %v", i, again, fresh, err)
		}
	}
	entries := make([]outbox.Entry, len(ids))
	for i, id := range ids {
		entries[i].ID = id
		final, err := c.Await(t.Context(), id, client.UntilFinal)
		if err != nil || final.State != client.Final {
			t.Fatalf("act %d: %+v, %v", i, final, err)
		}
	}
	p.terminate()
	g.wantOnce(t, o, entries)
}

// Asked to end, the relayer answers those who wait, exits with 0 within ten seconds, and what it had taken is there.
func TestF45LongPollsEndWithTheRelayer(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	p := start(t, o, "")
	c := p.api()
	if err := g.net.PauseNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	stored, _, err := c.Post(t.Context(), g.signed(t))
	if err != nil {
		t.Fatal(err)
	}
	waiting, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	asked, answered := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(answered)
		defer cancel()
		traced := httptrace.WithClientTrace(waiting, &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { close(asked) }})
		request, err := http.NewRequestWithContext(traced, http.MethodGet, p.url+"/v1/acts/"+stored.ID.Hex()+"?wait=final&timeout=60s", nil)
		if err != nil {
			t.Error(err)
			return
		}
		// It ends with the relayer, by an answer or by the connection's end.
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
		}
	}()
	select {
	case <-asked:
	case <-waiting.Done():
		t.Fatal("the relayer was not reached")
	}
	p.terminate()
	select {
	case <-answered:
	case <-time.After(within):
		t.Error("a long poll outlived the relayer")
	}
	if err := g.net.ResumeNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	p = start(t, o, "")
	final, err := p.api().Await(t.Context(), stored.ID, client.UntilFinal)
	if err != nil || final.State != client.Final {
		t.Errorf("%+v, %v", final, err)
	}
	p.terminate()
}
