//go:build !windows

package relayer

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

func TestF33WhileSignersWaitOnEachOtherItIsNotReadyAndThenGoesOnAlone(t *testing.T) {
	g := newGroundOf(t, 2)
	o := g.order(devnet.Relayer)
	o.StaleAfter = 3 * time.Second
	p := start(t, o, "")
	c := p.api()
	if err := g.net.StopNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	p.await("not ready", "/readyz", func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(body, "no new head for")
	})
	signed := g.signed(t)
	stored, _, err := c.Post(t.Context(), signed)
	if err != nil {
		t.Fatalf("an act while the chain stands still: %v", err)
	}
	p.awaitSent()
	if err := g.net.StartNode(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	final, err := c.Await(t.Context(), stored.ID, client.UntilFinal)
	if err != nil || final.State != client.Final {
		t.Fatalf("%+v, %v", final, err)
	}
	p.awaitReady()
	p.await("without a bump", "/metrics", func(_ int, body string) bool {
		return strings.Contains(body, "\ntally_relayer_fee_bumps_total 0\n")
	})
	p.terminate()
	g.wantOnce(t, o, g.entries(t, []act.Signed{signed}))
}

func TestTwoRelayersGetTheSameActsOneIsKilledAndEachActLandsOnce(t *testing.T) {
	g := newGround(t, "relayer-one", "relayer-two")
	first, second := g.order("relayer-one"), g.order("relayer-two")
	one, two := start(t, first, ""), start(t, second, "")
	clients := []*client.Client{one.api(), two.api()}
	var acts []act.Signed
	post := func(to ...*client.Client) {
		var batch []act.Signed
		for range 40 {
			batch = append(batch, g.signed(t))
		}
		for _, c := range to {
			items, err := c.PostBatch(t.Context(), batch)
			if err != nil {
				t.Fatal(err)
			}
			for i, item := range items {
				if item.Problem != nil {
					t.Fatalf("act %d: %+v", i, item.Problem)
				}
			}
		}
		acts = append(acts, batch...)
	}
	post(clients...)
	post(clients[1], clients[0])
	one.awaitSent()
	if err := one.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	one.wantKilled()
	post(clients[1])
	two.awaitActs(outbox.Final, len(acts))
	g.wantOnceOnChain(t, g.entries(t, acts))

	// The other comes back to a chain on which all of it has happened.
	one = start(t, first, "")
	one.awaitActs(outbox.Final, len(acts)-40)
	one.terminate()
	two.terminate()
	g.wantOnceOnChain(t, g.entries(t, acts))
}

func TestF48NoSecretIsInAnyLineOfTheLogOrInAnyError(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	key, err := g.net.Key(devnet.Relayer)
	if err != nil {
		t.Fatal(err)
	}
	password, err := os.ReadFile(o.PasswordFile)
	if err != nil {
		t.Fatal(err)
	}
	// The node is reached by a URL that holds a password; a node's provider may well give out such.
	o.RPC = strings.Replace(o.RPC, "http://", "http://relayer:hunter2@", 1)
	p := start(t, o, "")
	c := p.api()
	signed := g.signed(t)
	if _, _, err := c.Post(t.Context(), signed); err != nil {
		t.Fatal(err)
	}
	p.awaitActs(outbox.Final, 1)
	edited := signed
	edited.Signature = bytes.Clone(signed.Signature)
	edited.Signature[3] ^= 1
	edited.Nonce++
	if _, _, err := c.Post(t.Context(), edited); err == nil {
		t.Fatal("an edited act was taken")
	}
	if err := g.net.KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	p.await("not ready", "/readyz", func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && !strings.Contains(body, "hunter2")
	})
	p.terminate()
	// A start that fails, too.
	wrong := o
	wrong.PasswordFile = filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(wrong.PasswordFile, []byte("correct horse battery\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := start(t, wrong, "").wait(); err == nil {
		t.Fatal("it started with a wrong password")
	}

	said, err := os.ReadFile(filepath.Join(o.DataDir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, needed := range []string{"anchor: mined", "/v1/acts", "wrong password", "will try again"} {
		if !bytes.Contains(said, []byte(needed)) {
			t.Errorf("the log does not have %q, so nothing is proved of it:\n%s", needed, said)
		}
	}
	for name, secret := range map[string]string{
		"the relayer's key": common.Bytes2Hex(crypto.FromECDSA(key)), "its password": strings.TrimSpace(string(password)),
		"the wrong password": "correct horse battery", "the node's password": "hunter2",
		"a signature": common.Bytes2Hex(signed.Signature), "an edited signature": common.Bytes2Hex(edited.Signature),
	} {
		if secret == "" || bytes.Contains(bytes.ToLower(said), []byte(strings.ToLower(secret))) {
			t.Errorf("the log has %s", name)
		}
	}
}

func TestWithANodeKilledTheOtherIsAskedAndEveryActIsDoneOnce(t *testing.T) {
	g := newGroundOf(t, 3)
	o := g.order(devnet.Relayer)
	o.StaleAfter = 6 * time.Second
	for node := 2; node <= 3; node++ {
		more, err := g.net.HTTP(node)
		if err != nil {
			t.Fatal(err)
		}
		o.MoreRPC = append(o.MoreRPC, more)
	}
	p := start(t, o, "")
	c := p.api()
	var acts []act.Signed
	post := func(n int) {
		for range n {
			signed := g.signed(t)
			acts = append(acts, signed)
			if _, _, err := c.Post(t.Context(), signed); err != nil {
				t.Fatal(err)
			}
		}
	}
	post(20)
	p.awaitSent()
	if err := g.net.KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	post(20)
	p.awaitActs(outbox.Final, 40)
	p.awaitReady()
	p.terminate()
	said, err := os.ReadFile(filepath.Join(o.DataDir, "log"))
	if err != nil || !bytes.Contains(said, []byte("another node is asked from now on")) {
		t.Errorf("the log does not say that it went over: %v", err)
	}
	if err := g.net.StartNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	other, err := chain.Dial(t.Context(), o.MoreRPC[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(other.Close)
	g.node = other
	g.wantOnce(t, o, g.entries(t, acts))
}
