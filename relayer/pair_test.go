//go:build !windows

package relayer

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// village are companies of a ground's, from this number on, and their keys.
type village struct {
	first uint32
	keys  []act.KeySigner
}

// admissions are the desk's acts that admit so many companies.
func (g *ground) admissions(first uint32, n int) (village, []act.Signed) {
	g.t.Helper()
	v := village{first: first}
	var acts []act.Signed
	for i := range n {
		private, err := crypto.GenerateKey()
		if err != nil {
			g.t.Fatal(err)
		}
		key, id := act.KeySigner{Private: private}, first+uint32(i)
		g.acts++
		signed, err := act.Sign(g.desk, g.network.Domain(), contracts.AdmitCompany{
			Company: 1, Id: id, Name: fmt.Sprint("Company ", id), Registration: fmt.Sprint("REG-", id), Key: key.Address(), DualAbove: new(big.Int).SetUint64(index.NoLimit),
		}, g.acts, act.MaxDeadline)
		if err == nil {
			signed, err = signed.AddConsent(key, g.network.Domain())
		}
		if err != nil {
			g.t.Fatal(err)
		}
		v.keys, acts = append(v.keys, key), append(acts, signed)
	}
	return v, acts
}

// standings are acts of the village's: so many of every second company's about the next one only, pair by pair, so that a full batch leaves others that do
// not depend on it.
func (v village) standings(g *ground, each int) []act.Signed {
	g.t.Helper()
	var acts []act.Signed
	for i := 0; i+1 < len(v.keys); i += 2 {
		for range each {
			g.acts++
			signed, err := act.Sign(v.keys[i], g.network.Domain(), contracts.AcceptFrom{
				Company: v.first + uint32(i), Sender: v.first + uint32(i) + 1, Min: big.NewInt(1), Max: new(big.Int).SetUint64(g.acts), Until: 60_000,
			}, g.acts, act.MaxDeadline)
			if err != nil {
				g.t.Fatal(err)
			}
			acts = append(acts, signed)
		}
	}
	return acts
}

// Two independent relayers, each with three keys and a store of its own, get the same acts over HTTP, in different orders; one is killed by kill -9 with
// transactions of several keys under way, and comes back when all has happened without it.
func TestTwoRelayersOfSeveralKeysEachDoTheSameActsOnceAlthoughOneIsKilled(t *testing.T) {
	names := []string{"one-a", "one-b", "one-c", "two-a", "two-b", "two-c"}
	g := newGround(t, names...)
	var orders []order
	for _, three := range [][]string{names[:3], names[3:]} {
		o := g.order(three[0])
		for _, more := range three[1:] {
			o.MoreKeyFiles = append(o.MoreKeyFiles, g.order(more).KeyFile)
		}
		orders = append(orders, o)
	}
	one, two := start(t, orders[0], ""), start(t, orders[1], "")
	clients := []*client.Client{one.api(), two.api()}
	var all []act.Signed
	post := func(acts []act.Signed, to ...*client.Client) {
		t.Helper()
		all = append(all, acts...)
		for n, c := range to {
			batch := slices.Clone(acts)
			if n > 0 {
				// The other hears of them the other way round.
				slices.Reverse(batch)
			}
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
	}
	v, admitted := g.admissions(100, 12)
	post(admitted, clients...)
	one.awaitActs(outbox.Final, len(all))
	two.awaitActs(outbox.Final, len(all))

	post(v.standings(g, 60), clients...)
	post(v.standings(g, 60), clients[1], clients[0])
	one.awaitActs(outbox.Mined, 1)
	if err := one.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	one.wantKilled()
	known := len(all)
	post(v.standings(g, 10), clients[1])
	two.awaitActs(outbox.Final, len(all))
	g.wantOnceOnChain(t, g.entries(t, all))

	one = start(t, orders[0], "")
	one.awaitActs(outbox.Final, known)
	one.terminate()
	two.terminate()
	g.wantOnceOnChain(t, g.entries(t, all))
	for _, three := range [][]string{names[:3], names[3:]} {
		used := g.used(t, three)
		if used < 2 {
			t.Errorf("of %v %d keys were used", three, used)
		}
	}
}
