package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"math"
	"net/http"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/time/rate"

	"github.com/tallystick/tallystick/bindings/client"
)

const (
	maxBody      = 1 << 20
	maxBatchBody = 16 << 20
	// maxAddresses is how many addresses the limiter remembers before it drops those that have been quiet.
	maxAddresses = 10_000
)

// requestID is the header that names a request in answers and logs.
const requestID = "X-Request-Id"

// guard stands before all routes: it names the request, bounds its address's rate, and turns what no route takes into problems.
func (s *Server) guard(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.now()
		id := newRequestID(r.Header.Get(requestID))
		w.Header().Set(requestID, id)
		// What is answered is for who asked: nothing in between keeps it.
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		seen := &recorder{ResponseWriter: w}
		named := func(e *zerolog.Event) *zerolog.Event {
			return e.Str("request", id).Str("method", r.Method).Str("path", r.URL.Path)
		}
		defer func() {
			if fault := recover(); fault != nil {
				named(s.cfg.Log.Error()).Interface("fault", fault).Bytes("stack", debug.Stack()).Msg("api: a request failed")
				if seen.status == 0 {
					writeProblem(seen, problem(codeInternal, "tell the relayer's operator the request id", "something went wrong inside the relayer"))
				}
			}
			if e := s.cfg.Log.Debug(); e.Enabled() {
				named(e).Int("status", seen.status).Dur("took", s.now().Sub(began)).Msg("api: answered")
			}
		}()
		if wait := s.limits.take(s.address(r)); wait > 0 {
			writeLimited(seen, wait, problem(codeRateLimited, "wait as long as Retry-After says", "too many requests from your address"))
			return
		}
		if s.crossOrigin(seen, r) {
			return
		}
		if crooked(r.URL.EscapedPath()) {
			writeProblem(seen, problem(codeNotFound, "/openapi.yaml lists all paths", "no path has empty parts, . or .., as %s has", r.URL.Path))
			return
		}
		mux.ServeHTTP(seen, r)
	})
}

// elsewhere answers what no route takes.
func elsewhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowed := methods(mux, r)
		if len(allowed) == 0 {
			writeProblem(w, problem(codeNotFound, "/openapi.yaml lists all paths", "there is no path %s", r.URL.Path))
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		writeProblem(w, problem(codeMethod, "/openapi.yaml lists all paths",
			"%s takes %s, not %s", r.URL.Path, strings.Join(allowed, " and "), r.Method))
	}
}

// everything is the pattern that matches where no route does.
const everything = "/"

// crooked tells whether a path is written in a roundabout way, which the router would answer with a redirection in HTML.
func crooked(escaped string) bool {
	straight := path.Clean(escaped)
	if straight != "/" && strings.HasSuffix(escaped, "/") {
		straight += "/"
	}
	return straight != escaped
}

// methods are those that some route takes at a request's path.
func methods(mux *http.ServeMux, r *http.Request) (allowed []string) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		probe := r.Clone(r.Context())
		probe.Method = method
		if _, pattern := mux.Handler(probe); pattern != everything {
			allowed = append(allowed, method)
		}
	}
	return allowed
}

// writeLimited says how long to wait.
func writeLimited(w http.ResponseWriter, wait time.Duration, p *client.Problem) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	writeProblem(w, p)
}

// enter finds out who asks at a route and counts the request as its company's. It gives the request with its reader, or answers itself whoever may
// not ask now.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, pattern string) (*http.Request, bool) {
	who, err := s.admit(r, pattern)
	if err != nil {
		writeProblem(w, problemOf(err))
		return r, false
	}
	if who.company != 0 {
		if wait := s.shares.take(strconv.FormatUint(uint64(who.company), 10)); wait > 0 {
			writeLimited(w, wait, problem(codeRateLimited, "wait as long as Retry-After says", "too many requests by your company"))
			return r, false
		}
	}
	return r.WithContext(withReader(r.Context(), who)), true
}

// serve answers who may ask with an endpoint's document or its problem.
func (s *Server) serve(pattern string, answer endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r, admitted := s.enter(w, r, pattern)
		if !admitted {
			return
		}
		limit := int64(maxBody)
		if r.URL.Path == "/v1/acts/batch" {
			limit = maxBatchBody
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		timeout := s.cfg.Timeout
		if r.URL.Query().Has("wait") {
			// A long poll bounds itself besides.
			timeout += maxWait
		}
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		status, document, err := answer(r.WithContext(ctx))
		if err != nil {
			p := problemOf(err)
			if p.Status >= http.StatusInternalServerError {
				s.cfg.Log.Error().Err(err).Str("request", w.Header().Get(requestID)).Str("path", r.URL.Path).Msg("api: a request failed")
			}
			writeProblem(w, p)
			return
		}
		write(w, status, "application/json", document)
	})
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status and passes it on.
func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController and MaxBytesReader reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// newRequestID takes the caller's id where it is harmless, or makes one.
func newRequestID(given string) string {
	if len(given) > 0 && len(given) <= 64 {
		harmless := true
		for _, c := range given {
			harmless = harmless && (c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z')
		}
		if harmless {
			return given
		}
	}
	var id [8]byte
	// crypto/rand.Read does not fail.
	_, _ = rand.Read(id[:])
	return hex.EncodeToString(id[:])
}

// limiter bounds the rate of each address, or of each company.
type limiter struct {
	mu    sync.Mutex
	rate  rate.Limit
	burst int
	now   func() time.Time
	known map[string]*rate.Limiter
}

func newLimiter(perSecond float64, burst int, now func() time.Time) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: burst, now: now, known: make(map[string]*rate.Limiter)}
}

// take counts a request, and says how long the address has to wait instead; zero: not at all.
func (l *limiter) take(address string) time.Duration {
	if l.rate < 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	own, ok := l.known[address]
	if !ok {
		l.sweep(now)
		own = rate.NewLimiter(l.rate, l.burst)
		l.known[address] = own
	}
	if own.AllowN(now, 1) {
		return 0
	}
	return time.Duration(float64(time.Second) / float64(l.rate))
}

// sweep forgets addresses that have their whole burst again, once there are many.
func (l *limiter) sweep(now time.Time) {
	if len(l.known) < maxAddresses {
		return
	}
	for address, own := range l.known {
		if own.TokensAt(now) >= float64(l.burst) {
			delete(l.known, address)
		}
	}
	if len(l.known) >= maxAddresses {
		// An attack from very many addresses: start over rather than grow.
		l.known = make(map[string]*rate.Limiter)
	}
}
