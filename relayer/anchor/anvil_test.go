package anchor_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"fmt"
	"io"
	"math/big"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

const chainID = 77_777

// world is an anvil node that mines when told to, with Companies and Batch deployed, and a desk that signs acts.
type world struct {
	t         *testing.T
	url       string
	rpc       *rpc.Client
	node      *chain.Client
	companies common.Address
	batch     common.Address
	domain    act.Domain
	desk      act.KeySigner
	deployer  common.Address
	acts      uint64
}

// newWorld starts a node with these further arguments and ends it with the test.
func newWorld(t *testing.T, arguments ...string) *world {
	t.Helper()
	w := &world{t: t, url: startAnvil(t, arguments...), desk: act.KeySigner{Private: newKey(t)}}
	client, err := rpc.Dial(w.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	w.rpc = client
	if w.node, err = chain.Dial(t.Context(), w.url, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.node.Close)

	var accounts []common.Address
	w.ask(&accounts, "eth_accounts")
	w.deployer = accounts[0]
	companies := contracts.NewCompanies()
	constructor := companies.PackConstructor(common.HexToAddress("0x1"), nil, common.HexToAddress("0x2"), [2]contracts.Desk{
		{Name: "Operator", Registration: "OPERATOR", Key: w.desk.Address()},
		{Name: "Authority", Registration: "AUTHORITY", Key: crypto.PubkeyToAddress(newKey(t).PublicKey)},
	}, [32]byte{1}, contracts.ClockParams{BaseDay: 20_000, BaseTime: big.NewInt(1_700_000_000), DayLength: 86_400})
	w.companies = w.deploy(contracts.CompaniesMetaData.Bin, constructor)
	w.batch = w.deploy(contracts.BatchMetaData.Bin, nil)
	salt, err := w.node.Ask(t.Context(), chain.Call{To: w.companies, Data: companies.PackSalt()})
	if err != nil {
		t.Fatal(err)
	}
	w.domain = act.Domain{ChainID: chainID, Salt: common.BytesToHash(salt)}
	return w
}

// startAnvil runs anvil from the contracts' node_modules on a free port, and gives its URL.
func startAnvil(t *testing.T, arguments ...string) string {
	t.Helper()
	binary, err := filepath.Abs("../../contracts/node_modules/.bin/anvil")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, append([]string{
		"--port", "0", "--chain-id", fmt.Sprint(chainID), "--hardfork", "london", "--no-mining", "--accounts", "1", "--gas-limit", "100000000",
	}, arguments...)...)
	// The program is a script that starts the real one: both end with their group.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("start anvil (make setup installs it): %v", err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
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

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// ask calls the node, anvil's own methods included.
func (w *world) ask(out any, method string, arguments ...any) {
	w.t.Helper()
	if err := w.rpc.CallContext(w.t.Context(), out, method, arguments...); err != nil {
		w.t.Fatalf("%s: %v", method, err)
	}
}

func (w *world) mine(blocks int) {
	w.t.Helper()
	w.ask(nil, "anvil_mine", hexutil.Uint64(blocks))
}

func (w *world) fund(account common.Address, wei *big.Int) {
	w.t.Helper()
	w.ask(nil, "anvil_setBalance", account, (*hexutil.Big)(wei))
}

// transact sends a transaction of the deployer's, and mines it.
func (w *world) transact(to *common.Address, data []byte) *chain.Receipt {
	w.t.Helper()
	arguments := map[string]any{"from": w.deployer, "data": hexutil.Bytes(data), "gas": hexutil.Uint64(20_000_000), "gasPrice": hexutil.Uint64(1e11)}
	if to != nil {
		arguments["to"] = *to
	}
	var hash common.Hash
	w.ask(&hash, "eth_sendTransaction", arguments)
	w.mine(1)
	receipt, err := w.node.Receipt(w.t.Context(), hash)
	if err != nil || receipt == nil || !receipt.Succeeded {
		w.t.Fatalf("transaction of the deployer: %+v, %v", receipt, err)
	}
	return receipt
}

func (w *world) deploy(bytecode string, constructor []byte) common.Address {
	w.t.Helper()
	nonce, err := w.node.Nonce(w.t.Context(), w.deployer)
	if err != nil {
		w.t.Fatal(err)
	}
	w.transact(nil, append(common.FromHex(bytecode), constructor...))
	return crypto.CreateAddress(w.deployer, nonce)
}

// entry is a message, signed, as the API would hand it to the outbox.
func (w *world) entry(signer act.Signer, message any, companies ...uint32) outbox.Entry {
	w.t.Helper()
	w.acts++
	signed, err := act.Sign(signer, w.domain, message, w.acts, act.MaxDeadline)
	if err != nil {
		w.t.Fatal(err)
	}
	digest, err := signed.Digest(w.domain)
	if err != nil {
		w.t.Fatal(err)
	}
	calldata, err := signed.Calldata()
	if err != nil {
		w.t.Fatal(err)
	}
	return outbox.Entry{
		ID: digest, Act: signed.Name(), Target: w.companies, Calldata: calldata, Gas: 400_000,
		Key: signed.Key, Nonce: signed.Nonce, Companies: companies,
	}
}

// standing is an act of the desk's that the chain takes in any order and any number.
func (w *world) standing() outbox.Entry {
	w.t.Helper()
	return w.entry(w.desk, contracts.AcceptFrom{
		Company: 1, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(int64(w.acts) + 100), Until: 60_000,
	}, 1, 2)
}

// admission lets a company in, whose admin key is the member's.
func (w *world) admission(company uint32, member act.KeySigner) outbox.Entry {
	w.t.Helper()
	message := contracts.AdmitCompany{
		Company: 1, Id: company, Name: fmt.Sprintf("Company %d", company), Registration: fmt.Sprintf("R%d", company),
		Key: member.Address(), DualAbove: big.NewInt(1<<48 - 1),
	}
	e := w.entry(w.desk, message, 1, company)
	signed, err := act.Decode(e.Calldata)
	if err != nil {
		w.t.Fatal(err)
	}
	if signed, err = signed.AddConsent(member, w.domain); err != nil {
		w.t.Fatal(err)
	}
	if e.Calldata, err = signed.Calldata(); err != nil {
		w.t.Fatal(err)
	}
	return e
}

// stranger is an act of a key that no company knows: the chain refuses it.
func (w *world) stranger() outbox.Entry {
	w.t.Helper()
	return w.entry(act.KeySigner{Private: newKey(w.t)}, contracts.CancelNonce{Company: 1, Cancelled: 5}, 1)
}

// events is how many times the canonical chain says that an act was done.
func (w *world) events(id common.Hash) int {
	w.t.Helper()
	head, err := w.node.Head(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	acted := contracts.NewCompanies().GetABI().Events["Acted"].ID
	logs, err := w.node.Logs(context.Background(), chain.Filter{
		To: head.Number, Addresses: []common.Address{w.companies}, Topics: [][]common.Hash{{acted}, {id}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return len(logs)
}

// pending are the transactions in the node's pool from one account.
func (w *world) pending(from common.Address) []*types.Transaction {
	w.t.Helper()
	var pool struct {
		Pending map[common.Address]map[string]struct{ Hash common.Hash }
	}
	w.ask(&pool, "txpool_content")
	var list []*types.Transaction
	for _, tx := range pool.Pending[from] {
		var raw hexutil.Bytes
		w.ask(&raw, "eth_getRawTransactionByHash", tx.Hash)
		decoded := new(types.Transaction)
		if err := decoded.UnmarshalBinary(raw); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, decoded)
	}
	return list
}

// ether is so much in wei.
func ether(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(1e18)) }
