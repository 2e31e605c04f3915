//go:build !windows

package relayer

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/chain"
	playground "github.com/tallystick/tallystick/relayer/internal/ground"
)

// istanbul is the mix hash of every IBFT and QBFT block.
const istanbul = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365"

// quorum stands before a node of the Berlin rules and answers as GoQuorum does: no base fee, none of the methods that came with it, and
// blocks whose hash is not that of the header's fields.
type quorum struct {
	node string
	mu   sync.Mutex
	// real has the node's hash of a block by the one that was given out.
	real map[string]string
	// asked are the methods that were asked for, with their last argument where that names a block.
	asked []string
	// sent are the transactions that were handed in.
	sent []*types.Transaction
}

// missing are the methods that GoQuorum does not have.
var missing = []string{"eth_feeHistory", "eth_maxPriorityFeePerGas", "eth_getBlockReceipts", "eth_createAccessList", "eth_blobBaseFee", "eth_getProof"}

// request is one JSON-RPC call.
type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params []any           `json:"params"`
}

func (q *quorum) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := func(raw []byte) json.RawMessage {
		var one request
		if err := json.Unmarshal(raw, &one); err != nil {
			return json.RawMessage(`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error"}}`)
		}
		return q.answer(one)
	}
	w.Header().Set("Content-Type", "application/json")
	if raw = bytes.TrimSpace(raw); raw[0] != '[' {
		_, _ = w.Write(answer(raw))
		return
	}
	var batch []json.RawMessage
	if err := json.Unmarshal(raw, &batch); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answers := make([]json.RawMessage, len(batch))
	for i, one := range batch {
		answers[i] = answer(one)
	}
	_ = json.NewEncoder(w).Encode(answers)
}

// answer passes a call on to the node, or says that there is no such method.
func (q *quorum) answer(call request) json.RawMessage {
	q.note(call)
	fail := func(code int, message string) json.RawMessage {
		raw, _ := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": call.ID, "error": map[string]any{"code": code, "message": message}})
		return raw
	}
	if slices.Contains(missing, call.Method) {
		return fail(-32601, "the method "+call.Method+" does not exist/is not available")
	}
	for i := range call.Params {
		call.Params[i] = q.inward(call.Params[i])
	}
	body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": call.ID, "method": call.Method, "params": call.Params})
	if err != nil {
		return fail(-32603, err.Error())
	}
	response, err := http.Post(q.node, "application/json", bytes.NewReader(body))
	if err != nil {
		return fail(-32603, err.Error())
	}
	defer response.Body.Close()
	var said map[string]any
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
		return fail(-32603, err.Error())
	}
	said["result"] = q.outward(said["result"])
	if said["error"] != nil {
		delete(said, "result")
	}
	raw, err := json.Marshal(said)
	if err != nil {
		return fail(-32603, err.Error())
	}
	return raw
}

// note remembers what was asked.
func (q *quorum) note(call request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	entry := call.Method
	if n := len(call.Params); n > 0 {
		if tag, ok := call.Params[n-1].(string); ok && len(tag) < 20 {
			entry += " " + tag
		}
	}
	q.asked = append(q.asked, entry)
	if call.Method == "eth_sendRawTransaction" {
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(common.FromHex(call.Params[0].(string))); err == nil {
			q.sent = append(q.sent, tx)
		}
	}
}

// inward puts the node's block hashes in the place of those that were given out.
func (q *quorum) inward(value any) any {
	switch v := value.(type) {
	case string:
		q.mu.Lock()
		defer q.mu.Unlock()
		if real, ok := q.real[v]; ok {
			return real
		}
	case map[string]any:
		for key := range v {
			v[key] = q.inward(v[key])
		}
	case []any:
		for i := range v {
			v[i] = q.inward(v[i])
		}
	}
	return value
}

// outward renames every block, and takes away what the node knows beyond Berlin.
func (q *quorum) outward(value any) any {
	switch v := value.(type) {
	case map[string]any:
		delete(v, "baseFeePerGas")
		_, isBlock := v["parentHash"]
		if isBlock {
			v["mixHash"] = istanbul
		}
		for key := range v {
			hash, isText := v[key].(string)
			if isText && (key == "blockHash" || key == "parentHash" || (key == "hash" && isBlock)) {
				v[key] = q.rename(hash)
				continue
			}
			v[key] = q.outward(v[key])
		}
	case []any:
		for i := range v {
			v[i] = q.outward(v[i])
		}
	}
	return value
}

// rename is the hash that a block goes by here.
func (q *quorum) rename(hash string) string {
	other := crypto.Keccak256Hash([]byte("istanbul"), common.FromHex(hash)).Hex()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.real[other] = hash
	return other
}

// keyFiles writes a key as a keystore file with its password file.
func keyFiles(t *testing.T, key act.KeySigner) (keyFile, passwordFile string) {
	t.Helper()
	sealed, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: key.Address(), PrivateKey: key.Private}, "quorum", 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	keyFile, passwordFile = filepath.Join(dir, "key.json"), filepath.Join(dir, "password")
	if err := os.WriteFile(keyFile, sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(passwordFile, []byte("quorum\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return keyFile, passwordFile
}

func TestF25OnANodeThatAnswersLikeGoQuorumEverythingFromDeploymentToFinalityWorks(t *testing.T) {
	const chainID = 1337
	q := &quorum{real: make(map[string]string), node: playground.Anvil(t, "--chain-id", "1337", "--hardfork", "berlin", "--gas-price", "0", "--block-time", "1")}
	server := httptest.NewServer(q)
	defer server.Close()
	node, err := rpc.DialContext(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer node.Close()
	operator, deployer, payer := playground.NewKey(t), playground.NewKey(t), playground.NewKey(t)
	network, err := deployment.Deploy(t.Context(), node, bind.NewKeyedTransactor(deployer.Private, big.NewInt(chainID)), deployment.Plan{
		Name: "quorum", Clock: calendar.China(),
		Operator:  deployment.Desk{Name: "Operator", Registration: "OP-1", Key: operator.Address()},
		Authority: deployment.Desk{Name: "Authority", Registration: "AU-1", Key: playground.NewKey(t).Address()},
	})
	if err != nil {
		t.Fatalf("deploy: %v", err)
	}
	o := order{Deployment: filepath.Join(t.TempDir(), "deployment.json"), RPC: server.URL, DataDir: t.TempDir(), DepthOfChain: true}
	o.KeyFile, o.PasswordFile = keyFiles(t, payer)
	if err := network.Save(o.Deployment); err != nil {
		t.Fatal(err)
	}
	deployed := q.mark()

	p := start(t, o, "")
	c := p.api()
	told, err := c.Network(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := client.ChainNode{Client: told.Node.Client, Consensus: "ibft or qbft", Finalized: told.Node.Finalized, Lacks: told.Node.Lacks}
	if diff := cmp.Diff(want, told.Node); diff != "" || told.Confirmations != 0 || told.Node.Client == "" {
		t.Errorf("%d confirmations; what it found of the node (-want +got):\n%s", told.Confirmations, diff)
	}
	for _, method := range []string{"eth_feeHistory", "eth_maxPriorityFeePerGas", "eth_getBlockReceipts"} {
		if !slices.Contains(told.Node.Lacks, method) {
			t.Errorf("it did not find that the node lacks %s", method)
		}
	}
	probed := q.mark()
	var ids []common.Hash
	for nonce := range uint64(20) {
		signed, err := act.Sign(operator, network.Domain(), contracts.AcceptFrom{
			Company: 1, Sender: 2, Min: big.NewInt(1), Max: big.NewInt(100 + int64(nonce)), Until: 60_000,
		}, nonce, act.MaxDeadline)
		if err != nil {
			t.Fatal(err)
		}
		stored, _, err := c.Post(t.Context(), signed)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, stored.ID)
	}
	direct, err := chain.Dial(t.Context(), server.URL, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer direct.Close()
	for _, id := range ids {
		final, err := c.Await(t.Context(), id, client.UntilFinal)
		if err != nil || final.State != client.Final || final.Block == nil || final.BlockHash == nil {
			t.Fatalf("%+v, %v", final, err)
		}
		if at, err := direct.HashAt(t.Context(), *final.Block); err != nil || at != *final.BlockHash {
			t.Errorf("it names block %s, the node calls it %s; %v", *final.BlockHash, at, err)
		}
	}
	if companies, err := c.Companies(t.Context(), client.Filter{}); err != nil || len(companies) != 2 {
		t.Errorf("the index has %d companies, %v", len(companies), err)
	}
	p.terminate()

	// What the node lacks was tried once, and never again.
	atStart, _ := q.since(deployed)
	tried := make(map[string]int)
	for _, entry := range atStart {
		method, _, _ := strings.Cut(entry, " ")
		tried[method]++
	}
	for _, method := range missing {
		if tried[method] > 1 {
			t.Errorf("it asked %d times for %s", tried[method], method)
		}
	}
	asked, sent := q.since(probed)
	for _, entry := range asked {
		if method, tag, _ := bytes.Cut([]byte(entry), []byte(" ")); slices.Contains(missing, string(method)) || string(tag) == "pending" {
			t.Errorf("it asked for %s", entry)
		}
	}
	if len(sent) == 0 {
		t.Fatal("nothing was sent through the proxy")
	}
	for _, tx := range sent {
		if tx.Type() != types.LegacyTxType || tx.GasPrice().Sign() != 0 || !tx.Protected() {
			t.Errorf("transaction %s has type %d and price %s", tx.Hash(), tx.Type(), tx.GasPrice())
		}
	}
	var block map[string]any
	if err := node.CallContext(t.Context(), &block, "eth_getBlockByNumber", hexutil.EncodeUint64(network.Block), false); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(block)
	if err != nil {
		t.Fatal(err)
	}
	var header types.Header
	if err := json.Unmarshal(raw, &header); err != nil {
		t.Fatal(err)
	}
	if header.BaseFee != nil || header.Hash().Hex() == block["hash"] {
		t.Errorf("the proxy does not answer like GoQuorum: base fee %v, hash %v", header.BaseFee, block["hash"])
	}
}

// mark is how much has been asked and sent so far.
func (q *quorum) mark() [2]int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return [2]int{len(q.asked), len(q.sent)}
}

// since is what was asked and sent after a mark.
func (q *quorum) since(mark [2]int) ([]string, []*types.Transaction) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Clone(q.asked[mark[0]:]), slices.Clone(q.sent[mark[1]:])
}
