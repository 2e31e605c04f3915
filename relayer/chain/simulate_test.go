package chain

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/go-cmp/cmp"
)

// question is what a node was asked.
type question struct {
	Method string
	Params []any
}

// simulator is a node that answers eth_call with a word, and eth_simulateV1 with what it is told, and keeps what it was asked.
func simulator(t *testing.T, simulated string) (*Client, *[]question) {
	t.Helper()
	asked := new([]question)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
			Params []any           `json:"params"`
		}
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		*asked = append(*asked, question{call.Method, call.Params})
		answer := `"result":"0x1234"`
		if call.Method == "eth_simulateV1" {
			answer = simulated
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,%s}`, call.ID, answer)
	}))
	t.Cleanup(server.Close)
	return dial(t, server.URL, 0), asked
}

// simulated are an opening and the act that it is for.
func simulated() (before []Call, call Call) {
	return []Call{{From: common.Address{1}, To: common.Address{2}, Data: []byte{3}, Gas: 5}}, Call{From: common.Address{1}, To: common.Address{4}, Data: []byte{6}}
}

func TestACallAfterOthersIsSimulatedAndOneAloneIsNot(t *testing.T) {
	client, asked := simulator(t, `"result":[{"calls":[{"status":"0x0","returnData":"0x"},{"status":"0x1","returnData":"0xabcd"}]}]`)
	before, call := simulated()
	height := uint64(17)
	got, err := client.AskAfter(t.Context(), before, call, &height)
	if err != nil || hexutil.Encode(got) != "0xabcd" {
		t.Errorf("%x, %v", got, err)
	}
	// A call before it that is refused is no reason to refuse it.
	if got, err := client.AskAfter(t.Context(), nil, call, nil); err != nil || hexutil.Encode(got) != "0x1234" {
		t.Errorf("alone: %x, %v", got, err)
	}
	first := map[string]any{"from": hexutil.Encode(before[0].From[:]), "to": hexutil.Encode(before[0].To[:]), "data": "0x03", "gas": "0x5"}
	own := map[string]any{"from": hexutil.Encode(call.From[:]), "to": hexutil.Encode(call.To[:]), "data": "0x06"}
	want := []question{
		{"eth_simulateV1", []any{map[string]any{"blockStateCalls": []any{map[string]any{"calls": []any{first, own}}}}, "0x11"}},
		{"eth_call", []any{own, "latest"}},
	}
	if diff := cmp.Diff(want, *asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestWhatASimulationRefusesIsARevertWithItsData(t *testing.T) {
	for node, last := range map[string]string{
		"geth":  `{"status":"0x0","returnData":"0x","error":{"code":3,"message":"execution reverted","data":"0x4e6f7065"}}`,
		"anvil": `{"status":"0x0","returnData":"0x4e6f7065","error":{"code":3,"message":"execution reverted"}}`,
		"bare":  `{"status":"0x0","returnData":"0x4e6f7065"}`,
	} {
		client, _ := simulator(t, `"result":[{"calls":[{"status":"0x1","returnData":"0x"},`+last+`]}]`)
		before, call := simulated()
		_, err := client.AskAfter(t.Context(), before, call, nil)
		if data, reverted := IsRevert(err); !reverted || string(data) != "Nope" || Classify(err) != Reverted || errors.Is(err, ErrNoSimulation) {
			t.Errorf("%s: %x, %v", node, data, err)
		}
	}
}

func TestANodeThatCannotSimulateSaysSoAndOneThatFailsDoesNot(t *testing.T) {
	tests := []struct {
		node, answer string
		lacks        bool
		class        Class
	}{
		{"geth before 1.14.9, GoQuorum", `"error":{"code":-32601,"message":"the method eth_simulateV1 does not exist/is not available"}`, true, NoMethod},
		{"Besu", `"error":{"code":-32601,"message":"Method not found"}`, true, NoMethod},
		{"Besu, not opened", `"error":{"code":-32604,"message":"Method not enabled"}`, true, NoMethod},
		{"a proxy", `"error":{"code":-32000,"message":"method not supported"}`, true, NoMethod},
		{"a node behind its chain", `"error":{"code":-32000,"message":"header not found"}`, false, NotReady},
		{"a node that refuses the whole", `"error":{"code":-38014,"message":"insufficient funds for gas * price + value"}`, false, InsufficientFunds},
		{"a node that answers for less", `"result":[{"calls":[{"status":"0x1","returnData":"0x"}]}]`, false, Unknown},
		{"a node that answers nothing", `"result":[]`, false, Unknown},
	}
	for _, test := range tests {
		client, asked := simulator(t, test.answer)
		before, call := simulated()
		got, err := client.AskAfter(t.Context(), before, call, nil)
		if err == nil || got != nil || errors.Is(err, ErrNoSimulation) != test.lacks || Classify(err) != test.class {
			t.Errorf("%s: %x, %v of class %s", test.node, got, err, Classify(err))
		}
		if len(*asked) != 1 {
			t.Errorf("%s was asked %d times", test.node, len(*asked))
		}
	}
}
