package chain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/rs/zerolog"
)

// height is a node that has so many blocks, and is down when told to.
type height struct {
	mu     sync.Mutex
	blocks uint64
	down   bool
	asked  int
}

func (h *height) set(blocks uint64, down bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.blocks, h.down = blocks, down
}

func (h *height) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var call struct {
		ID     json.RawMessage `json:"id"`
		Method string          `json:"method"`
	}
	if err := json.NewDecoder(r.Body).Decode(&call); err != nil || h.down {
		http.Error(w, "down", http.StatusBadGateway)
		return
	}
	h.asked++
	var result any = hexutil.Uint64(h.blocks)
	if call.Method == "eth_getBlockByNumber" {
		result = header(map[string]any{"number": hexutil.Uint64(h.blocks)})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": result})
}

// spares is a client of several nodes, and a clock that moves when told to.
type spares struct {
	*Client
	t      *testing.T
	nodes  []*height
	now    time.Time
	log    bytes.Buffer
	refuse error
}

func newSpares(t *testing.T, blocks ...uint64) *spares {
	t.Helper()
	s := &spares{t: t, now: time.Unix(1_790_000_000, 0)}
	var urls []string
	for _, n := range blocks {
		one := &height{blocks: n}
		server := httptest.NewServer(one)
		t.Cleanup(server.Close)
		s.nodes, urls = append(s.nodes, one), append(urls, strings.Replace(server.URL, "http://", "http://relayer:hunter2@", 1))
	}
	var err error
	s.Client, err = DialAny(t.Context(), urls, time.Second, Spare{
		Verify:     func(context.Context, Caller) error { return s.refuse },
		StaleAfter: 10 * time.Second, Now: func() time.Time { return s.now }, Log: zerolog.New(&s.log),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// round chooses, and asks for the head, as the anchor does; it gives the place of the node that was asked.
func (s *spares) round() (at int, err error) {
	s.t.Helper()
	s.Choose(s.t.Context())
	before := make([]int, len(s.nodes))
	for i, node := range s.nodes {
		before[i] = node.asked
	}
	_, err = s.Head(s.t.Context())
	at = -1
	for i, node := range s.nodes {
		if node.asked > before[i] {
			at = i
		}
	}
	s.now = s.now.Add(time.Second)
	return at, err
}

func (s *spares) want(at int) {
	s.t.Helper()
	if got, err := s.round(); err != nil || got != at {
		s.t.Fatalf("node %d was asked, want %d; %v\n%s", got, at, err, s.log.String())
	}
}

func TestWhereANodeDoesNotAnswerTheNextRoundAsksTheOneWithTheMostBlocks(t *testing.T) {
	s := newSpares(t, 100, 90, 101)
	s.want(0)
	s.nodes[0].set(100, true)
	if _, err := s.Head(t.Context()); Classify(err) != Unreachable {
		t.Fatalf("got %v", err)
	}
	// Within the round nothing is asked of another node.
	if _, err := s.Head(t.Context()); Classify(err) != Unreachable {
		t.Fatalf("another node answered in the same round: %v", err)
	}
	s.want(2)
	// It stays there as long as that one does.
	s.nodes[0].set(102, false)
	s.want(2)
	if said := s.log.String(); !strings.Contains(said, "another node is asked") || strings.Contains(said, "hunter2") {
		t.Errorf("the log: %s", said)
	}
}

func TestANodeThatStandsStillIsLeftForOneThatHasMore(t *testing.T) {
	s := newSpares(t, 100, 101)
	s.want(0)
	for range 20 {
		// One block more is a matter of moments.
		s.want(0)
	}
	s.nodes[1].set(110, false)
	s.now = s.now.Add(5 * time.Second)
	s.want(1)
	// A chain that stands still everywhere is no reason to change.
	for range 40 {
		s.want(1)
	}
}

func TestANodeOfAnotherNetworkIsNotGoneOverTo(t *testing.T) {
	s := newSpares(t, 100, 200)
	s.want(0)
	s.refuse = errors.New("another genesis")
	s.nodes[0].set(100, true)
	for range 5 {
		if at, err := s.round(); err == nil {
			t.Fatalf("node %d was asked", at)
		}
	}
	if !strings.Contains(s.log.String(), "another genesis") {
		t.Errorf("the log says nothing of it: %s", s.log.String())
	}
	s.nodes[0].set(100, false)
	s.want(0)
}

func TestWithAllNodesDownItAsksTheFirstThatComesBack(t *testing.T) {
	s := newSpares(t, 100, 100)
	s.nodes[0].set(0, true)
	s.nodes[1].set(0, true)
	for range 5 {
		if _, err := s.round(); Classify(err) != Unreachable {
			t.Fatalf("got %v", err)
		}
	}
	s.nodes[1].set(3, false)
	for range 3 {
		// Others are looked at now and then, not at each question.
		if at, err := s.round(); err == nil {
			if at != 1 {
				t.Fatalf("node %d was asked", at)
			}
			return
		}
	}
	t.Error("the node that came back was not asked")
}
