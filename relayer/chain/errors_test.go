package chain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
)

// node answers every call with what a function makes of its method.
func node(t *testing.T, answer func(method string) (result any, code int, message string, data any)) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		reply := map[string]any{"jsonrpc": "2.0", "id": call.ID}
		result, code, message, data := answer(call.Method)
		if message != "" {
			fault := map[string]any{"code": code, "message": message}
			if data != nil {
				fault["data"] = data
			}
			reply["error"] = fault
		} else {
			reply["result"] = result
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(reply); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return dial(t, server.URL, 0)
}

func dial(t *testing.T, url string, timeout time.Duration) *Client {
	t.Helper()
	client, err := Dial(t.Context(), url, timeout)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func TestF37EachNodesWordingHasItsClass(t *testing.T) {
	tests := []struct {
		node, message string
		code          int
		want          Class
	}{
		{"geth", "already known", -32000, AlreadyKnown},
		{"GoQuorum", "known transaction: 0xabc", -32000, AlreadyKnown},
		{"Besu", "Known transaction", -32000, AlreadyKnown},
		{"Nethermind", "AlreadyKnown", -32010, AlreadyKnown},
		{"anvil", "transaction already imported", -32003, AlreadyKnown},
		{"geth", "nonce too low: next nonce 5, tx nonce 4", -32000, NonceTooLow},
		{"Besu", "Nonce too low", -32001, NonceTooLow},
		{"Besu, internal", "Transaction nonce below sender account nonce", -32603, NonceTooLow},
		{"Nethermind", "OldNonce, Current nonce: 5, nonce of rejected tx: 4", -32010, NonceTooLow},
		{"geth", "nonce too high: address 0x1, tx: 9 state: 1", -32000, NonceTooHigh},
		{"Besu", "Transaction nonce is distant from current sender nonce", -32000, NonceTooHigh},
		{"geth", "replacement transaction underpriced", -32000, ReplacementUnderpriced},
		{"Nethermind", "ReplacementNotAllowed", -32010, ReplacementUnderpriced},
		{"Besu", "Replacement transaction underpriced", -32000, ReplacementUnderpriced},
		{"geth", "transaction underpriced: gas tip cap 0, minimum needed 1", -32000, Underpriced},
		{"geth", "max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1, baseFee: 7", -32000, Underpriced},
		{"Besu", "Gas price below configured minimum gas price", -32000, Underpriced},
		{"Nethermind", "FeeTooLow, MaxFeePerGas too low", -32010, Underpriced},
		{"geth", "insufficient funds for gas * price + value: balance 0, tx cost 1", -32000, InsufficientFunds},
		{"Besu", "Upfront cost exceeds account balance", -32004, InsufficientFunds},
		{"Nethermind", "InsufficientFunds, Account balance: 0", -32010, InsufficientFunds},
		{"geth", "txpool is full", -32000, PoolFull},
		{"geth", "exceeds block gas limit", -32000, TooBig},
		{"geth", "oversized data: transaction size 140000, limit 131072", -32000, TooBig},
		{"geth", "transaction indexing is in progress", -32000, NotReady},
		{"nobody yet", "the moon is full", -32000, Unknown},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s says %s", test.node, test.message), func(t *testing.T) {
			client := node(t, func(string) (any, int, string, any) { return nil, test.code, test.message, nil })
			err := client.Send(t.Context(), []byte{1})
			if got := Classify(err); got != test.want {
				t.Errorf("class %s, want %s", got, test.want)
			}
			if got, want := MaybeSent(err), test.want == AlreadyKnown || test.want == Unknown || test.want == NotReady; got != want {
				t.Errorf("may have been sent: %t, want %t", got, want)
			}
		})
	}
}

func TestARefusalCarriesTheContractsReason(t *testing.T) {
	tests := []struct {
		name, message string
		code          int
		data          any
		want          []byte
	}{
		{"as geth gives it", "execution reverted", 3, "0xdeadbeef", []byte{0xde, 0xad, 0xbe, 0xef}},
		{"as Nethermind gives it", "VM execution error.", -32015, "Reverted 0xdeadbeef", []byte{0xde, 0xad, 0xbe, 0xef}},
		{"as Besu gives it", "Execution reverted", -32000, "0xdeadbeef", []byte{0xde, 0xad, 0xbe, 0xef}},
		{"without data", "execution reverted", 3, nil, nil},
		{"with data that is none", "execution reverted", 3, "0xzz", nil},
		{"out of gas", "out of gas", -32000, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			client := node(t, func(string) (any, int, string, any) { return nil, test.code, test.message, test.data })
			_, err := client.Ask(t.Context(), Call{})
			data, ok := IsRevert(err)
			if !ok || Classify(err) != Reverted {
				t.Fatalf("%v is no refusal", err)
			}
			if diff := cmp.Diff(test.want, data); diff != "" {
				t.Errorf("reason (-want +got):\n%s", diff)
			}
		})
	}
}

func TestF40AHungNodeIsGivenUpAtTheDeadline(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	client := dial(t, server.URL, 50*time.Millisecond)
	_, err := client.Head(t.Context())
	if Classify(err) != Unreachable || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want unreachable by deadline", err)
	}
	if !MaybeSent(client.Send(t.Context(), []byte{1})) {
		t.Error("a transaction whose sending timed out may have been taken")
	}
}

func TestANodeThatIsNotThereIsUnreachable(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	gone := server.URL
	server.Close()
	if _, err := dial(t, gone, 0).ChainID(t.Context()); Classify(err) != Unreachable {
		t.Errorf("got %v", err)
	}
}

func TestAProxysErrorPageIsNotTheNodesAnswer(t *testing.T) {
	for body, want := range map[string]Class{
		"<html>502 Bad Gateway</html>":                        Unreachable,
		`{"error":{"code":-32000,"message":"nonce too low"}}`: NonceTooLow,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, body, http.StatusBadGateway)
		}))
		err := dial(t, server.URL, 0).Send(t.Context(), []byte{1})
		if got := Classify(err); got != want {
			t.Errorf("%s: class %s, want %s", body, got, want)
		}
		server.Close()
	}
}

func TestABlockIsNamedByTheNodesHash(t *testing.T) {
	hash := common.HexToHash("0x0badb10c")
	client := node(t, func(string) (any, int, string, any) {
		// The fields hash to something else, as those of GoQuorum's blocks do.
		return map[string]any{
			"number": "0x7", "hash": hash, "parentHash": common.HexToHash("0x01"), "timestamp": "0x5", "gasLimit": "0x64", "extraData": "0x",
		}, 0, "", nil
	})
	got, err := client.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := Block{Number: 7, Hash: hash, Parent: common.HexToHash("0x01"), Time: 5, GasLimit: 100}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("block (-want +got):\n%s", diff)
	}
}

func TestWhatIsNotThereIsSaidToBeNotThere(t *testing.T) {
	client := node(t, func(string) (any, int, string, any) { return nil, 0, "", nil })
	if _, err := client.HashAt(t.Context(), 9); !errors.Is(err, ErrNoBlock) {
		t.Errorf("block: %v, want none", err)
	}
	if receipt, err := client.Receipt(t.Context(), common.Hash{}); receipt != nil || err != nil {
		t.Errorf("receipt: %v, error %v; want none", receipt, err)
	}
}

func TestF25AChainWithoutBaseFeeIsPaidItsGasPrice(t *testing.T) {
	client := node(t, func(method string) (any, int, string, any) {
		if method != "eth_gasPrice" {
			return nil, -32601, "the method does not exist", nil
		}
		return "0x0", 0, "", nil
	})
	fees, err := client.Fees(t.Context(), Block{})
	if err != nil || fees.Cap.Sign() != 0 || fees.Tip.Sign() != 0 || fees.Dynamic {
		t.Errorf("fees %+v, error %v", fees, err)
	}
}
