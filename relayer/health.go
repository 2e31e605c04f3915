package relayer

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/index"
)

// routes are the pages of the process itself, and behind them the API.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		reasons := s.health.reasons()
		status := http.StatusOK
		if len(reasons) > 0 {
			status = http.StatusServiceUnavailable
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"ready": len(reasons) == 0, "reasons": reasons})
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}))
	mux.Handle("/", s.counted(&s.api))
	return mux
}

// switchboard answers with 503 until there is a handler to pass requests on to.
type switchboard struct {
	handler atomic.Pointer[http.Handler]
}

// connect passes requests on from now on.
func (b *switchboard) connect(handler http.Handler) { b.handler.Store(&handler) }

// ServeHTTP passes a request on, or says that the relayer is not ready.
func (b *switchboard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if handler := b.handler.Load(); handler != nil {
		(*handler).ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Retry-After", "1")
	w.WriteHeader(http.StatusServiceUnavailable)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"type": "about:blank", "title": "Not ready", "status": http.StatusServiceUnavailable, "code": "not-ready",
		"detail": "the relayer waits for its node", "hint": "ask /readyz for the reasons, and try again",
	})
}

// health collects why the relayer is not ready.
type health struct {
	mu      sync.Mutex
	now     func() time.Time
	pending string
	watches []func(now time.Time) []string
}

func (h *health) start(now func() time.Time) {
	h.now, h.pending = now, "the relayer starts"
}

// waiting says what the start waits for, and whether that is news.
func (h *health) waiting(reason string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	news := h.pending != reason
	h.pending = reason
	return news
}

// started tells whether the start is over: the node has answered, and all parts are there.
func (h *health) started() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.pending == ""
}

// watch ends the start, and asks a part for its reasons from now on.
func (h *health) watch(reasons func(now time.Time) []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pending = ""
	h.watches = append(h.watches, reasons)
}

// reasons are why the relayer is not ready now; none if it is. Never nil.
func (h *health) reasons() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.pending != "" {
		return []string{h.pending}
	}
	reasons := []string{}
	for _, watch := range h.watches {
		reasons = append(reasons, watch(h.now())...)
	}
	return reasons
}

// anchorReasons are why the anchor cannot do its work.
func anchorReasons(s anchor.Status, now time.Time, staleAfter time.Duration) []string {
	var reasons []string
	switch {
	case s.Fault != "":
		reasons = append(reasons, s.Fault)
	case s.HeadSince.IsZero():
		reasons = append(reasons, "no block seen yet")
	}
	if age := now.Sub(s.HeadSince); !s.HeadSince.IsZero() && age > staleAfter {
		reasons = append(reasons, fmt.Sprintf("no new head for %s", age.Truncate(time.Second)))
	}
	for _, sender := range s.Senders {
		if sender.Balance != nil && sender.Balance.Sign() == 0 && s.Head.BaseFee != nil && s.Head.BaseFee.Sign() > 0 {
			reasons = append(reasons, fmt.Sprintf("%s has no money for gas; send it some", sender.Address))
		}
	}
	return append(reasons, s.Held...)
}

// maxLag is how many blocks the index may be behind the node's head before what the API reads is too old.
const maxLag = 16

// indexReasons are why what the API reads is not what the chain says.
func indexReasons(s index.Status) []string {
	var reasons []string
	if s.Fault != "" {
		reasons = append(reasons, s.Fault)
	}
	switch {
	case s.Fault != "":
	case s.Hash == common.Hash{}:
		reasons = append(reasons, "the index has not read a block yet")
	case s.Head.Number > s.Block+maxLag:
		reasons = append(reasons, fmt.Sprintf("the index is at block %d of %d", s.Block, s.Head.Number))
	}
	return reasons
}
