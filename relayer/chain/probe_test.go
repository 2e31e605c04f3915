package chain

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/go-cmp/cmp"
)

// header is a block's as a node gives it, with these fields in the place of the usual ones.
func header(change map[string]any) map[string]any {
	block := map[string]any{
		"number": "0x7", "hash": common.Hash{7}, "parentHash": common.Hash{6}, "timestamp": "0x5", "gasLimit": "0x64", "extraData": "0x",
		"difficulty": "0x0", "mixHash": common.Hash{9}, "baseFeePerGas": "0x7",
	}
	for key, value := range change {
		block[key] = value
	}
	if block["baseFeePerGas"] == nil {
		delete(block, "baseFeePerGas")
	}
	return block
}

func TestAProbeTellsChainsAndNodesApart(t *testing.T) {
	seal := hexutil.Bytes(make([]byte, cliqueExtra))
	istanbul := common.BytesToHash([]byte("ctical byzantine fault tolerance"))
	tests := map[string]struct {
		header  map[string]any
		lacks   map[string]int // method -> error code
		final   any
		version any
		want    Abilities
	}{
		"geth with clique": {
			header: map[string]any{"difficulty": "0x2", "mixHash": common.Hash{}, "extraData": seal}, version: "Geth/v1.13.15",
			want: Abilities{Client: "Geth/v1.13.15", Consensus: Clique, BaseFee: true},
		},
		"GoQuorum with QBFT": {
			header:  map[string]any{"difficulty": "0x1", "mixHash": istanbul, "extraData": seal, "baseFeePerGas": nil},
			lacks:   map[string]int{"eth_maxPriorityFeePerGas": -32601, "eth_feeHistory": -32601, "eth_getBlockReceipts": -32601},
			version: "Geth/v1.10.3/quorum-v24.4.0",
			want: Abilities{
				Client: "Geth/v1.10.3/quorum-v24.4.0", Consensus: Byzantine,
				Lacks: []string{"eth_maxPriorityFeePerGas", "eth_feeHistory", "eth_getBlockReceipts"},
			},
		},
		"Besu with IBFT, and a method that is not opened": {
			header: map[string]any{"difficulty": "0x1", "mixHash": istanbul, "extraData": seal}, lacks: map[string]int{"eth_getBlockReceipts": -32604},
			final: header(nil), version: "besu/v24",
			want: Abilities{Client: "besu/v24", Consensus: Byzantine, BaseFee: true, Finalized: true, Lacks: []string{"eth_getBlockReceipts"}},
		},
		"proof of stake, and a node that does not tell its name": {
			lacks: map[string]int{"web3_clientVersion": -32601}, final: header(nil),
			want: Abilities{Consensus: Other, BaseFee: true, Finalized: true, Lacks: []string{"web3_clientVersion"}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			asked := make(map[string]int)
			tag := ""
			client := node(t, func(method string) (any, int, string, any) {
				asked[method]++
				if code, ok := test.lacks[method]; ok {
					return nil, code, "no", nil
				}
				switch {
				case method == "web3_clientVersion":
					return test.version, 0, "", nil
				case method == "eth_getBlockByNumber" && asked[method] == 2:
					tag = "finalized"
					if test.final == nil {
						return nil, -32000, "finalized block not found", nil
					}
					return test.final, 0, "", nil
				case method == "eth_getBlockByNumber":
					return header(test.header), 0, "", nil
				}
				return "0x0", 0, "", nil
			})
			got, err := client.Probe(t.Context())
			if err != nil || tag == "" {
				t.Fatalf("%v", err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("abilities (-want +got):\n%s", diff)
			}
			for method, times := range asked {
				if times > 1 && method != "eth_getBlockByNumber" {
					t.Errorf("%s was tried %d times", method, times)
				}
			}
		})
	}
}

func TestAProbeGetsByAProxyThatRefusesWhatItDoesNotKnow(t *testing.T) {
	gone := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		if gone || call.Method != "eth_getBlockByNumber" {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": header(nil)})
	}))
	defer server.Close()
	client := dial(t, server.URL, 0)
	got, err := client.Probe(t.Context())
	if err != nil || len(got.Lacks) != 4 {
		t.Errorf("%+v, %v", got, err)
	}
	gone = true
	if got, err := client.Probe(t.Context()); Classify(err) != Unreachable {
		t.Errorf("of a node that is gone: %+v, %v", got, err)
	}
}

func TestWithoutASuggestedTipItIsWhatTheGasPriceIsAboveTheBaseFee(t *testing.T) {
	for price, want := range map[string]int64{"0x64": 93, "0x5": 0} {
		tried := 0
		client := node(t, func(method string) (any, int, string, any) {
			switch method {
			case "eth_gasPrice":
				return price, 0, "", nil
			case "eth_maxPriorityFeePerGas":
				tried++
			}
			return nil, -32601, "the method does not exist", nil
		})
		for range 3 {
			fees, err := client.Fees(t.Context(), Block{BaseFee: hexutil.MustDecodeBig("0x7")})
			if err != nil || fees.Tip.Int64() != want || fees.Cap.Int64() != 14+want || !fees.Dynamic {
				t.Errorf("price %s: %+v, %v", price, fees, err)
			}
		}
		if tried != 1 {
			t.Errorf("what the node does not have was tried %d times", tried)
		}
	}
}
