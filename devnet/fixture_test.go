//go:build !windows

package devnet_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/devnet"
)

// populated brings up a devnet of one node with contracts and companies.
func populated(t *testing.T, c devnet.Config) (*devnet.Network, *ledger.Ledger) {
	t.Helper()
	c.Accounts = devnet.FixtureAccounts()
	n := up(t, c)
	network, err := n.Deploy(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Populate(t.Context(), network); err != nil {
		t.Fatal(err)
	}
	url, err := n.HTTP(1)
	if err != nil {
		t.Fatal(err)
	}
	node, err := rpc.DialContext(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(node.Close)
	book, err := ledger.Open(t.Context(), node, network)
	if err != nil {
		t.Fatal(err)
	}
	return n, book
}

func TestTheFixtureIsThereOnceHoweverOftenItIsAskedFor(t *testing.T) {
	c := devnet.Config{Name: "fixture", Dir: filepath.Join(t.TempDir(), "net"), Nodes: 1, Day: time.Second}
	n, book := populated(t, c)
	for _, m := range devnet.Members() {
		party, err := book.Company(t.Context(), m.Company)
		if err != nil || party.Name != m.Name {
			t.Errorf("company %d is %q, error %v; want %q", m.Company, party.Name, err, m.Name)
		}
	}
	free := func(company uint32) amount.Amount {
		t.Helper()
		balance, err := book.Balance(t.Context(), 11, currency.CNY, company)
		if err != nil {
			t.Fatal(err)
		}
		return balance.Free
	}
	if bank, obligor := free(11), free(31); bank != 100_000_000*amount.One || obligor != bank {
		t.Errorf("the bank has %s, the obligor %s", bank, obligor)
	}

	first, err := os.ReadFile(n.DeploymentFile())
	if err != nil {
		t.Fatal(err)
	}
	if err := n.KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	again, book := populated(t, c)
	second, err := os.ReadFile(again.DeploymentFile())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(first), string(second)); diff != "" {
		t.Errorf("the deployment changed after kill -9 (-before +after):\n%s", diff)
	}
	if obligor := free(31); obligor != 100_000_000*amount.One {
		t.Errorf("the obligor has %s after the second time", obligor)
	}
	today, err := book.Today(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	network, err := deployment.Load(again.DeploymentFile())
	if err != nil {
		t.Fatal(err)
	}
	if today <= network.Clock.BaseDay {
		t.Errorf("a day lasts a second, and it is still %s", today)
	}
}

func TestAChainWithoutTheContractsOfItsFileIsRefused(t *testing.T) {
	n, _ := populated(t, devnet.Config{Name: "foreign", Dir: filepath.Join(t.TempDir(), "net"), Nodes: 1})
	text, err := os.ReadFile(n.DeploymentFile())
	if err != nil {
		t.Fatal(err)
	}
	foreign := strings.Replace(string(text), `"chainId": `, `"chainId": 9`, 1)
	if err := os.WriteFile(n.DeploymentFile(), []byte(foreign), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := n.Deploy(context.WithoutCancel(t.Context())); err == nil || !strings.Contains(err.Error(), "chain id") {
		t.Errorf("error %v, want one about the chain id", err)
	}
}

func TestProfilesOfTheUsersOwnStay(t *testing.T) {
	n := up(t, devnet.Config{
		Name: "profiles", Dir: filepath.Join(t.TempDir(), "net"), Nodes: 1, Accounts: devnet.FixtureAccounts(),
	})
	if err := n.WriteProfiles(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(n.ConfigFile())
	if err != nil {
		t.Fatal(err)
	}
	own := "current = 'mine'\n" + string(text) + "\n[profiles.mine]\nas = 'Bolt'\nlang = 'zh'\n"
	if err := os.WriteFile(n.ConfigFile(), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := n.WriteProfiles(); err != nil {
		t.Fatal(err)
	}
	text, err = os.ReadFile(n.ConfigFile())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"current = 'mine'", "[profiles.mine]", "lang = 'zh'", "[profiles.bolt]", "[profiles.northern-steel]"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in:\n%s", want, text)
		}
	}
	if info, err := os.Stat(n.ConfigFile()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
}
