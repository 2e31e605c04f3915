//go:build !windows

package relayer

import (
	"crypto/ecdsa"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/internal/clef"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func TestF38WithClefGoneTheActWaitsTheRelayerSaysWhyAndGoesOnByItself(t *testing.T) {
	g := newGround(t, "relayer-one", "relayer-two")
	var keys []*ecdsa.PrivateKey
	var senders []common.Address
	for _, name := range []string{"relayer-one", "relayer-two"} {
		key, err := g.net.Key(name)
		if err != nil {
			t.Fatal(err)
		}
		account, err := g.net.Account(name)
		if err != nil {
			t.Fatal(err)
		}
		keys, senders = append(keys, key), append(senders, account.Address)
	}
	keeper := clef.New(t, g.network.ChainID, keys...)
	o := g.order("relayer-one")
	o.KeyFile, o.PasswordFile, o.Signer, o.SignerURL, o.Senders = "", "", SignerClef, keeper.Socket(), senders

	p := start(t, o, "")
	c := p.api()
	told, err := c.Network(t.Context())
	if err != nil || told.Relayer != senders[0] || len(told.Keys) != 2 || told.Keys[1] != senders[1] {
		t.Fatalf("keys %v, %v", told.Keys, err)
	}
	var acts []act.Signed
	post := func() *client.Act {
		signed := g.signed(t)
		acts = append(acts, signed)
		stored, _, err := c.Post(t.Context(), signed)
		if err != nil {
			t.Fatal(err)
		}
		return stored
	}
	wantFinal := func(id common.Hash) {
		if final, err := c.Await(t.Context(), id, client.UntilFinal); err != nil || final.State != client.Final {
			t.Fatalf("%+v, %v", final, err)
		}
		p.awaitReady()
	}
	notReady := func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(body, "signer: ") && strings.Contains(body, "reach clef")
	}
	first := post()
	p.await("not ready for its signer", "/readyz", notReady)
	keeper.Start()
	wantFinal(first.ID)

	keeper.Stop()
	second := post()
	p.await("not ready for its signer", "/readyz", notReady)
	p.awaitActs(outbox.Held, 1)
	keeper.Start()
	wantFinal(second.ID)

	// What a person in front of clef changes is refused, before anything of it is stored; the act waits.
	keeper.Answer(false, func(transaction map[string]any) { transaction["gas"] = "0x5208" })
	third := post()
	p.await("not ready for what clef returned", "/readyz", func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(body, "signer returned another transaction")
	})
	keeper.Answer(false, nil)
	wantFinal(third.ID)
	p.terminate()
	g.wantOnce(t, o, g.entries(t, acts))
	sent := uint64(0)
	for _, sender := range senders {
		nonce, err := g.node.Nonce(t.Context(), sender)
		if err != nil {
			t.Fatal(err)
		}
		sent += nonce
	}
	if sent != 3 {
		t.Errorf("%d transactions, want 3", sent)
	}
}

func TestF01KilledWithSeveralKeysInUseEveryActIsDoneExactlyOnce(t *testing.T) {
	names := []string{"relayer-one", "relayer-two", "relayer-three"}
	g := newGround(t, names...)
	o := g.order(names[0])
	for _, name := range names[1:] {
		o.MoreKeyFiles = append(o.MoreKeyFiles, g.order(name).KeyFile)
	}
	// Of each act the outbox is told that it concerns a company of its own, so that none could depend on another.
	acts := g.standings(400)
	for i := range acts {
		acts[i].Companies = []uint32{uint32(10 + i)}
	}
	put(t, o, acts)
	for _, point := range []string{outbox.AfterReserve + ":2", anchor.AfterSend + ":2", anchor.AfterMined} {
		start(t, o, point).wantKilled()
	}
	// And once more with two of the keys only: what the third has under way is seen through.
	fewer := o
	fewer.MoreKeyFiles = o.MoreKeyFiles[:1]
	p := start(t, fewer, "")
	p.awaitActs(outbox.Final, len(acts))
	p.terminate()
	g.wantOnce(t, o, acts)
	used := g.used(t, names)
	if used < 2 {
		t.Errorf("%d keys were used", used)
	}
}

// used counts those of the network's accounts that have sent something.
func (g *ground) used(t *testing.T, names []string) (used int) {
	t.Helper()
	for _, name := range names {
		account, err := g.net.Account(name)
		if err != nil {
			t.Fatal(err)
		}
		nonce, err := g.node.Nonce(t.Context(), account.Address)
		if err != nil {
			t.Fatal(err)
		}
		if nonce > 0 {
			used++
		}
	}
	return used
}
