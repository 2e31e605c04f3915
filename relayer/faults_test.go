//go:build !windows

package relayer

import (
	"context"
	"maps"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// ground is a real chain of one node with a network on it.
type ground struct {
	t       *testing.T
	net     *devnet.Network
	network *deployment.Deployment
	file    string
	url     string
	node    *chain.Client
	desk    act.KeySigner
	acts    uint64
}

func newGround(t *testing.T, accounts ...string) *ground {
	t.Helper()
	return newGroundOf(t, 1, accounts...)
}

// newGroundOf is a ground with so many nodes.
func newGroundOf(t *testing.T, nodes int, accounts ...string) *ground {
	t.Helper()
	g := &ground{t: t, file: filepath.Join(t.TempDir(), "deployment.json")}
	var err error
	g.net, err = devnet.Up(t.Context(), devnet.Config{
		Name: "faults", Dir: filepath.Join(t.TempDir(), "net"), Nodes: nodes, Detach: true, Log: zerolog.New(zerolog.NewTestWriter(t)),
		Accounts: append([]string{"desk", "authority"}, accounts...),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.net.Down(context.Background()); err != nil {
			t.Error(err)
		}
	})
	if g.url, err = g.net.HTTP(1); err != nil {
		t.Fatal(err)
	}
	if g.node, err = chain.Dial(t.Context(), g.url, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.node.Close)
	if g.desk.Private, err = g.net.Key("desk"); err != nil {
		t.Fatal(err)
	}
	g.deploy()
	return g
}

func (g *ground) deploy() {
	g.t.Helper()
	client, err := rpc.Dial(g.url)
	if err != nil {
		g.t.Fatal(err)
	}
	defer client.Close()
	key, err := g.net.Key(devnet.Deployer)
	if err != nil {
		g.t.Fatal(err)
	}
	authority, err := g.net.Account("authority")
	if err != nil {
		g.t.Fatal(err)
	}
	g.network, err = deployment.Deploy(g.t.Context(), client, bind.NewKeyedTransactor(key, g.net.ChainID()), deployment.Plan{
		Name: "faults", Clock: calendar.Clock{BaseDay: 20_000, BaseTime: 1_700_000_000, DayLength: 86_400},
		Operator:  deployment.Desk{Name: "Operator", Registration: "OPERATOR", Key: g.desk.Address()},
		Authority: deployment.Desk{Name: "Authority", Registration: "AUTHORITY", Key: authority.Address},
	})
	if err != nil {
		g.t.Fatal(err)
	}
	if err := g.network.Save(g.file); err != nil {
		g.t.Fatal(err)
	}
}

// order is that of a relayer with the key of a funded account and a new data folder.
func (g *ground) order(account string) order {
	g.t.Helper()
	found, err := g.net.Account(account)
	if err != nil {
		g.t.Fatal(err)
	}
	return order{Deployment: g.file, RPC: g.url, DataDir: g.t.TempDir(), KeyFile: found.KeyFile, PasswordFile: g.net.PasswordFile()}
}

// standings are signed acts that the chain takes in any order.
func (g *ground) standings(n int) []outbox.Entry {
	g.t.Helper()
	var list []outbox.Entry
	for range n {
		g.acts++
		signed, err := act.Sign(g.desk, g.network.Domain(), contracts.AcceptFrom{
			Company: 1, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(100), Until: 60_000,
		}, g.acts, act.MaxDeadline)
		if err != nil {
			g.t.Fatal(err)
		}
		digest, err := signed.Digest(g.network.Domain())
		if err != nil {
			g.t.Fatal(err)
		}
		calldata, err := signed.Calldata()
		if err != nil {
			g.t.Fatal(err)
		}
		list = append(list, outbox.Entry{
			ID: digest, Act: signed.Name(), Target: g.network.Address("Companies"), Calldata: calldata, Gas: 300_000,
			Key: signed.Key, Nonce: signed.Nonce, Companies: []uint32{1, 2}, State: outbox.Queued,
		})
	}
	return list
}

// put stores acts in the outbox of a relayer that does not run.
func put(t *testing.T, o order, entries []outbox.Entry) {
	t.Helper()
	o.Accept = entries
	if err := start(t, o, "").wait(); err != nil {
		t.Fatal(err)
	}
}

// wantOnce fails unless every act is final in the outbox of a relayer that does not run, and was done once on chain.
func (g *ground) wantOnce(t *testing.T, o order, entries []outbox.Entry) {
	t.Helper()
	box, err := outbox.Open(outbox.Config{Path: filepath.Join(o.DataDir, "outbox.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	for _, e := range entries {
		stored, err := box.Get(e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if stored.State != outbox.Final || stored.Result != outbox.Done {
			t.Errorf("act %s is %s (%s)", e.ID, stored.State, stored.Reason())
		}
	}
	g.wantOnceOnChain(t, entries)
}

// wantOnceOnChain fails unless the chain says of every act that it was done once.
func (g *ground) wantOnceOnChain(t *testing.T, entries []outbox.Entry) {
	t.Helper()
	head, err := g.node.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	acted := contracts.NewCompanies().GetABI().Events["Acted"].ID
	for _, e := range entries {
		logs, err := g.node.Logs(t.Context(), chain.Filter{
			From: g.network.Block, To: head.Number, Topics: [][]common.Hash{{acted}, {e.ID}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(logs) != 1 {
			t.Errorf("the chain says %d times that act %s was done", len(logs), e.ID)
		}
	}
}

func TestF01KilledAtEachFailpointEveryActIsDoneExactlyOnce(t *testing.T) {
	accounts := make([]string, len(Failpoints()))
	for i, point := range Failpoints() {
		accounts[i] = "relayer-" + strings.ToLower(point)
	}
	g := newGround(t, accounts...)
	for i, point := range Failpoints() {
		o, acts := g.order(accounts[i]), g.standings(3)
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			if point == outbox.AfterAccept {
				accept := o
				accept.Accept = acts
				start(t, accept, point).wantKilled()
			} else {
				put(t, o, acts)
				start(t, o, point).wantKilled()
			}
			again := start(t, o, "")
			again.awaitActs(outbox.Final, len(acts))
			again.terminate()
			g.wantOnce(t, o, acts)

			account, err := g.net.Account(accounts[i])
			if err != nil {
				t.Fatal(err)
			}
			if nonce, err := g.node.Nonce(t.Context(), account.Address); err != nil || nonce != 1 {
				t.Errorf("%d transactions, error %v; want 1", nonce, err)
			}
		})
	}
}

func TestF45AskedToEndItExitsCleanlyAndResumes(t *testing.T) {
	g := newGround(t)
	o, acts := g.order(devnet.Relayer), g.standings(300)
	put(t, o, acts)
	first := start(t, o, "")
	first.awaitSent()
	first.terminate()
	if _, _, err := first.page("/healthz"); err == nil {
		t.Error("it still answers")
	}
	second := start(t, o, "")
	second.awaitActs(outbox.Final, len(acts))
	second.terminate()
	g.wantOnce(t, o, acts)
}

func TestF04WhileTheNodeIsDownItIsNotReadyAndThenGoesOnByItself(t *testing.T) {
	g := newGround(t)
	o, acts := g.order(devnet.Relayer), g.standings(20)
	put(t, o, acts[:10])
	relayer := start(t, o, "")
	relayer.awaitActs(outbox.Final, 10)
	relayer.terminate()

	// What is accepted while the relayer stood still is sent to a node that is killed and started anew, its pool empty.
	put(t, o, acts[10:])
	if err := g.net.KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	relayer = start(t, o, "")
	relayer.await("not ready", "/readyz", func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(body, "does not answer")
	})
	if status, body, err := relayer.page("/v1/network"); err != nil || status != http.StatusServiceUnavailable || !strings.Contains(body, "not-ready") {
		t.Errorf("the API answers %d %s, error %v", status, body, err)
	}
	if err := g.net.StartNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	relayer.awaitReady()
	relayer.awaitActs(outbox.Final, 20)
	if status, body, err := relayer.page("/healthz"); err != nil || status != http.StatusOK || body != "ok\n" {
		t.Errorf("/healthz: %d %q, error %v", status, body, err)
	}

	// And while it runs.
	if err := g.net.KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	relayer.await("not ready", "/readyz", func(status int, body string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(body, "unreachable")
	})
	if err := g.net.StartNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	relayer.awaitReady()
	relayer.terminate()
	g.wantOnce(t, o, acts)
}

func TestF20ANodeOfAnotherNetworkEndsItInPlainWords(t *testing.T) {
	g := newGround(t)
	for name, change := range map[string]func(d *deployment.Deployment){
		"another genesis":  func(d *deployment.Deployment) { d.GenesisHash = common.HexToHash("0x01") },
		"another chain id": func(d *deployment.Deployment) { d.ChainID++ },
		"no code": func(d *deployment.Deployment) {
			d.Contracts["Batch"] = deployment.Contract{Address: common.HexToAddress("0x1234"), CodeHash: d.Contracts["Batch"].CodeHash}
		},
		"other code": func(d *deployment.Deployment) {
			d.Contracts["Batch"] = deployment.Contract{Address: d.Contracts["Batch"].Address, CodeHash: common.HexToHash("0x02")}
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := g.order(devnet.Relayer)
			other := *g.network
			other.Contracts = maps.Clone(g.network.Contracts)
			change(&other)
			o.Deployment = filepath.Join(t.TempDir(), "deployment.json")
			if err := other.Save(o.Deployment); err != nil {
				t.Fatal(err)
			}
			if err := start(t, o, "").wait(); err == nil {
				t.Fatal("it ran")
			}
			said, err := os.ReadFile(filepath.Join(o.DataDir, "log"))
			if err != nil || !strings.Contains(string(said), "do not belong together") {
				t.Errorf("it said %s, error %v", said, err)
			}
		})
	}
}
