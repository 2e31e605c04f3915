package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// olderNode puts before a network's node one that has all of it but eth_simulateV1, as GoQuorum and geth before 1.14 do, and counts how often that was
// asked for.
func olderNode(t *testing.T, g *ground.Ground) *atomic.Int64 {
	t.Helper()
	missed := new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		if json.Unmarshal(asked, &call) == nil && call.Method == "eth_simulateV1" {
			missed.Add(1)
			_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"the method eth_simulateV1 does not exist/is not available"}}`, call.ID)
			return
		}
		answer, err := http.Post(g.URL, "application/json", bytes.NewReader(asked))
		if err != nil {
			http.Error(w, "gone", http.StatusBadGateway)
			return
		}
		defer func() { _ = answer.Body.Close() }()
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(server.Close)
	older, err := chain.Dial(t.Context(), server.URL, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(older.Close)
	g.Node = older
	return missed
}

func TestWithoutSimulationActsAboutAnUnopenedLeafAreTriedAndDoneAllTheSame(t *testing.T) {
	g := ground.New(t)
	missed := olderNode(t, g)
	o := newOfficeOn(t, g, nil)
	carrier, id, r := o.twoLeaves()
	if before := missed.Load(); before != 0 {
		t.Fatalf("no leaf was concerned, and eth_simulateV1 was asked for %d times", before)
	}
	good, wrong := o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 150)), o.Sign(carrier.Key, transfer(id, 44, boltID, 100, 100, 301))
	if trial, err := o.client.DryRun(t.Context(), good); err != nil || !trial.OK {
		t.Errorf("the payee hands on: %+v, %v", trial, err)
	}
	// That it is refused can be told, and why cannot.
	if trial, err := o.client.DryRun(t.Context(), wrong); err != nil || trial.OK || trial.Refusal == nil || trial.Refusal.Name != "" {
		t.Errorf("too much of the leaf: %+v, %v", trial, err)
	}
	if missed.Load() != 2 {
		t.Errorf("eth_simulateV1 was asked for %d times", missed.Load())
	}
	// Unsigned, it would have to come from the key itself, which no batch can do.
	unsigned := good
	unsigned.Signature = nil
	_, err := o.as(carrier.Key).DryRun(t.Context(), unsigned)
	o.problem(err, http.StatusServiceUnavailable, "unavailable", "")

	// On chain the leaf is opened before the act, and what is refused there has its reason again.
	bad := o.post(wrong)
	o.finish()
	failed, err := o.client.Act(t.Context(), bad.ID)
	if err != nil || failed.State != client.Failed || failed.Refusal == nil || failed.Refusal.Name != "NotInLot" {
		t.Errorf("too much of the leaf: %+v, %+v, %v", failed, failed.Refusal, err)
	}
	o.done(good)
	accept := contracts.AcceptTransfer{Company: boltID, Obligation: id.Big(), Lot: new(big.Int), Proposal: run.Proposal(r.Act, 0)}
	o.done(o.Sign(o.bolt.Key, accept))
}

func TestWithoutSimulationALeafThatSomebodyHasJustOpenedIsTriedAsWhatItIs(t *testing.T) {
	g := ground.New(t)
	missed := olderNode(t, g)
	o := newOfficeOn(t, g, nil)
	carrier, id, r := o.twoLeaves()
	signed := o.Sign(carrier.Key, contracts.Split{Company: 44, Obligation: id.Big(), Lot: big.NewInt(100), Middle: big.NewInt(120)})
	proof, err := o.client.LeafProof(t.Context(), r.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	// The index does not know it yet.
	b := proof.Block()
	o.Send("open", o.Deployment.Address("Lots"), contracts.NewLots().PackOpen(id.Big(), r.ID.Big(), b.First, b.Leaves, b.Proof))
	if trial, err := o.client.DryRun(t.Context(), signed); err != nil || !trial.OK {
		t.Errorf("%+v, %v", trial, err)
	}
	if missed.Load() == 0 {
		t.Error("the index knew, and nothing is proved")
	}
}

func TestADraftAboutAnUnopenedLeafIsApprovedWithoutSimulation(t *testing.T) {
	g := ground.New(t)
	missed := olderNode(t, g)
	o := newOfficeOn(t, g, nil)
	carrier, id, _ := o.twoLeaves()
	checker := o.hire(carrier, 44, index.Checker, noLimit)
	for name, test := range map[string]struct {
		end    int64
		status int
	}{"what can be done": {150, http.StatusOK}, "what cannot": {301, http.StatusUnprocessableEntity}} {
		signed := o.draft(carrier.Key, transfer(id, 44, boltID, 100, 100, test.end))
		waits := o.waits(signed)
		body, err := json.Marshal(o.approval(checker, signed))
		if err != nil {
			t.Fatal(err)
		}
		status, said := o.send(http.MethodPost, "/v1/acts/"+waits.ID.Hex()+"/second", string(body))
		if status != test.status || status != http.StatusOK && !strings.Contains(string(said), `"hint"`) {
			t.Errorf("%s: %d %s", name, status, said)
		}
	}
	if missed.Load() != 2 {
		t.Errorf("eth_simulateV1 was asked for %d times", missed.Load())
	}
}
