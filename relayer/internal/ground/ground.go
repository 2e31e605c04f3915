// Package ground is a network to test on: an anvil node with everything deployed, and companies whose keys the test has.
//
// Guarantee: whatever it starts ends with the test, every act that Do sends is done or the test fails with the contract's reason, and time on the chain
// and in Now are one.
package ground

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/relayer/chain"
)

const (
	chainID = 31_337
	// Desk is the operator's company, which admits, AuthorityDesk the authority's, which orders.
	Desk, AuthorityDesk = 1, 2
)

// Ground is a network on a node of its own.
type Ground struct {
	t          testing.TB
	URL        string
	RPC        *rpc.Client
	Node       *chain.Client
	Deployment *deployment.Deployment
	// Payer has money and no right: it sends others' signed acts.
	Payer common.Address
	// Operator is the desk's key, Authority that of the authority's company.
	Operator, Authority act.KeySigner
	shift               time.Duration
	nonces              map[common.Address]uint64
}

// Member is a company and its key.
type Member struct {
	ID  uint32
	Key act.KeySigner
}

// New starts a node and deploys a network. Blocks are mined as transactions come.
func New(t testing.TB) *Ground {
	t.Helper()
	g := &Ground{t: t, URL: Anvil(t, "--chain-id", fmt.Sprint(chainID), "--hardfork", "london"), Operator: NewKey(t), Authority: NewKey(t), nonces: make(map[common.Address]uint64)}
	var err error
	if g.RPC, err = rpc.DialContext(t.Context(), g.URL); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.RPC.Close)
	if g.Node, err = chain.Dial(t.Context(), g.URL, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Node.Close)
	payer := NewKey(t)
	g.Payer = payer.Address()
	g.Fund(g.Payer)
	opts := bind.NewKeyedTransactor(payer.Private, big.NewInt(chainID))
	g.Deployment, err = deployment.Deploy(t.Context(), g.RPC, opts, deployment.Plan{
		Name: "ground", Clock: calendar.China(),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: g.Operator.Address()},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: g.Authority.Address()},
	})
	if err != nil {
		t.Fatal(err)
	}
	g.Call(nil, "anvil_impersonateAccount", g.Payer)
	return g
}

// Anvil runs anvil from the contracts' node_modules on a free port, with these further arguments, and gives its URL.
func Anvil(t testing.TB, arguments ...string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root(t), "contracts/node_modules/@foundry-rs/anvil-*/bin/anvil"))
	if err != nil || len(found) != 1 {
		t.Fatalf("anvil is not installed (found %v): run `npm ci` in contracts", found)
	}
	cmd := exec.Command(found[0], append([]string{"--port", "0", "--gas-limit", "100000000"}, arguments...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start anvil: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, address, ok := strings.Cut(lines.Text(), "Listening on "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return "http://" + address
		}
	}
	t.Fatal("anvil ended before it listened")
	return ""
}

// root is the project's folder, the one that has go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// NewKey makes a key.
func NewKey(t testing.TB) act.KeySigner {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return act.KeySigner{Private: key}
}

// Call asks the node, anvil's own methods included.
func (g *Ground) Call(out any, method string, arguments ...any) {
	g.t.Helper()
	if err := g.RPC.CallContext(context.Background(), out, method, arguments...); err != nil {
		g.t.Fatalf("%s: %v", method, err)
	}
}

// Fund gives an account a thousand ether.
func (g *Ground) Fund(account common.Address) {
	g.t.Helper()
	g.Call(nil, "anvil_setBalance", account, (*hexutil.Big)(new(big.Int).Mul(big.NewInt(1_000), big.NewInt(1e18))))
}

// Mine makes so many empty blocks.
func (g *Ground) Mine(blocks int) {
	g.t.Helper()
	g.Call(nil, "anvil_mine", hexutil.Uint64(blocks))
}

// Now is the time on the chain, for everything that is given a clock.
func (g *Ground) Now() time.Time { return time.Now().Add(g.shift) }

// Today is the day on the chain.
func (g *Ground) Today() calendar.Day { return g.Deployment.Clock.DayAt(g.Now()) }

// Wait lets so many days pass.
func (g *Ground) Wait(days int) {
	g.t.Helper()
	seconds := uint64(days) * uint64(g.Deployment.Clock.DayLength)
	g.shift += time.Duration(seconds) * time.Second
	g.Call(nil, "evm_increaseTime", hexutil.Uint64(seconds))
	g.Mine(1)
}

// Sign signs a message under the next nonce of a key.
func (g *Ground) Sign(key act.KeySigner, message any) act.Signed {
	g.t.Helper()
	nonce := g.nonces[key.Address()]
	g.nonces[key.Address()]++
	signed, err := act.Sign(key, g.Deployment.Domain(), message, nonce, act.MaxDeadline)
	if err != nil {
		g.t.Fatal(err)
	}
	return signed
}

// Do sends a signed act by the payer, and mines it.
func (g *Ground) Do(signed act.Signed) common.Hash {
	g.t.Helper()
	calldata, err := signed.Calldata()
	if err != nil {
		g.t.Fatal(err)
	}
	contract, err := signed.Target()
	if err != nil {
		g.t.Fatal(err)
	}
	return g.Send(signed.Name(), g.Deployment.Address(contract), calldata)
}

// Send sends a transaction of the payer's, and mines it.
func (g *Ground) Send(what string, to common.Address, calldata []byte) common.Hash {
	g.t.Helper()
	var hash common.Hash
	err := g.RPC.CallContext(context.Background(), &hash, "eth_sendTransaction", map[string]any{
		"from": g.Payer, "to": to, "data": hexutil.Bytes(calldata), "gas": hexutil.Uint64(20_000_000),
	})
	var data rpc.DataError
	if errors.As(err, &data) {
		raw, _ := hexutil.Decode(fmt.Sprint(data.ErrorData()))
		g.t.Fatalf("%s: %v", what, phrase.Speaker{}.Refusal(raw))
	}
	if err != nil {
		g.t.Fatalf("%s: %v", what, err)
	}
	receipt, err := g.receipt(hash)
	if err != nil || receipt == nil || !receipt.Succeeded {
		_, err := g.Node.Ask(context.Background(), chain.Call{From: g.Payer, To: to, Data: calldata})
		raw, _ := chain.IsRevert(err)
		g.t.Fatalf("%s: receipt %+v: %v", what, receipt, phrase.Speaker{}.Refusal(raw))
	}
	return hash
}

// receipt is a transaction's, which anvil mines a moment after it took it.
func (g *Ground) receipt(hash common.Hash) (*chain.Receipt, error) {
	for deadline := time.Now().Add(10 * time.Second); ; {
		receipt, err := g.Node.Receipt(context.Background(), hash)
		if err != nil || receipt != nil || time.Now().After(deadline) {
			return receipt, err
		}
	}
}

// Act signs a message and does it.
func (g *Ground) Act(key act.KeySigner, message any) common.Hash {
	g.t.Helper()
	return g.Do(g.Sign(key, message))
}

// Admission is the desk's signed admission of a company, with the consent of its key.
func (g *Ground) Admission(id uint32, name string, capacities uint16, key act.KeySigner) act.Signed {
	g.t.Helper()
	signed := g.Sign(g.Operator, contracts.AdmitCompany{
		Company: Desk, Id: id, Name: name, Registration: fmt.Sprintf("REG-%d", id), Capacities: capacities, Key: key.Address(),
		DualAbove: big.NewInt(1<<48 - 1),
	})
	signed, err := signed.AddConsent(key, g.Deployment.Domain())
	if err != nil {
		g.t.Fatal(err)
	}
	g.nonces[key.Address()] = signed.Nonce + 1 // the consent spends the message's nonce for the key that gives it
	return signed
}

// Admit admits a company.
func (g *Ground) Admit(id uint32, name string, capacities uint16) Member {
	g.t.Helper()
	m := Member{ID: id, Key: NewKey(g.t)}
	g.Do(g.Admission(id, name, capacities, m.Key))
	return m
}
