//go:build !windows

package relayer

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/devnet"
)

// hire lets a new key of the desk check what the desk's own makes.
func (g *ground) hire(t *testing.T, c *client.Client) act.KeySigner {
	t.Helper()
	private, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	key := act.KeySigner{Private: private}
	none := big.NewInt(1<<48 - 1)
	g.acts++
	signed, err := act.Sign(g.desk, g.network.Domain(), contracts.SetOperator{
		Company: 1, Key: key.Address(), Roles: 2, Limit: none, Daily: none,
	}, g.acts, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	if signed, err = signed.AddConsent(key, g.network.Domain()); err != nil {
		t.Fatal(err)
	}
	stored, _, err := c.Post(t.Context(), signed)
	if err != nil {
		t.Fatal(err)
	}
	if done, err := c.Await(t.Context(), stored.ID, client.UntilFinal); err != nil || done.State != client.Final {
		t.Fatalf("%+v, %v", done, err)
	}
	return key
}

// A relayer that is killed keeps what waits for a checker, and an approval that it has answered: the act lands once.
func TestADraftAndItsApprovalOutliveKill9(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	p := start(t, o, "")
	c := p.api().As(g.desk, g.network.ChainID)
	boss := g.hire(t, c)
	draft, err := act.Sign(g.desk, g.network.Domain(), contracts.AcceptFrom{
		Company: 1, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(5), Until: 60_000,
	}, act.FirstDraftNonce, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	waiting, _, err := c.Post(t.Context(), draft)
	if err != nil || waiting.State != client.Waiting {
		t.Fatalf("%+v, %v", waiting, err)
	}
	kill := func() {
		t.Helper()
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		p.wantKilled()
		p = start(t, o, "")
		c = p.api().As(g.desk, g.network.ChainID)
	}
	kill()
	if kept, err := c.Act(t.Context(), waiting.ID); err != nil || kept.State != client.Waiting || !bytes.Equal(kept.Signed.Signature, draft.Signature) {
		t.Fatalf("after kill -9: %+v, %v", kept, err)
	}
	both, err := draft.AddSecond(boss, g.network.Domain())
	if err != nil {
		t.Fatal(err)
	}
	answer := client.Countersignature{Key: boss.Address(), Signature: both.Second[common.AddressLength:]}
	if _, err := c.Second(t.Context(), waiting.ID, answer); err != nil {
		t.Fatal(err)
	}
	kill()
	if done, err := c.Await(t.Context(), waiting.ID, client.UntilFinal); err != nil || done.State != client.Final || *done.Checker != boss.Address() {
		t.Fatalf("%+v, %v", done, err)
	}
	p.terminate()
	g.wantOnceOnChain(t, g.entries(t, []act.Signed{both}))
}
