// Package api is the relayer's HTTP interface: it takes signed acts, and says what became of them and what the chain holds.
//
// Guarantee: a 2xx to an act means that it is on disk and will be anchored exactly once or refused with its reason. What is answered with
// an error has changed nothing. An act is only taken with signatures that fit (an ordinary key's are recovered, a contract key's
// asked for by eth_call) by operators that may do it as far as the chain knows now; the chain decides again. The JSON is that of
// package bindings/client, described by openapi.yaml, which the tests hold every request and answer to.
//
// Errors are problem+json (RFC 9457) with a stable code:
//
//	bad-request         400  the request is not of its form; the detail says which field
//	login-required      401  it is for those whom it concerns: log in
//	login-failed        401  the challenge or its signature is not good
//	login-ended         401  the token is over, or its key may no longer act for its company
//	forbidden           403  it is another company's, or for the authority; or the key is no company's operator
//	not-found           404  there is no such thing, or no such path
//	method-not-allowed  405
//	conflict            409  what is there contradicts it: same reference with other content, same nonce with another act, wrong state
//	wrong-host          421  logins are not for the host that the request names
//	too-large           413  the body is above its limit
//	refused             422  it can never be done as it is; refusal has the contract's reason where it is one
//	rate-limited        429  too many requests from one address, or by one company; Retry-After says when
//	queue-full          429  too many acts wait; Retry-After says when
//	internal            500  a fault of this program; the log has it under the request's id
//	unavailable         503  the node does not answer and is needed for this, or the disk is full; nothing was stored
package api

import (
	"context"
	_ "embed"
	"errors"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/login"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/webhook"
)

//go:embed openapi.yaml
var description []byte

// Chain is what the API asks of a node; *chain.Client answers it.
type Chain interface {
	Ask(ctx context.Context, call chain.Call) ([]byte, error)
	AskMany(ctx context.Context, calls []chain.Call, height *uint64) ([][]byte, error)
	AskAfter(ctx context.Context, before []chain.Call, call chain.Call, height *uint64) ([]byte, error)
	// CallContext asks the node anything; every error has its class.
	CallContext(ctx context.Context, out any, method string, args ...any) error
}

// Config says what an API serves. The zero value of a field from Rate on means its default.
type Config struct {
	Deployment *deployment.Deployment
	Outbox     *outbox.Outbox
	Index      *index.Index
	Chain      Chain
	// Relayer is the key that pays for gas, and Confirmations the depth at which acts are final.
	Relayer       common.Address
	Confirmations uint64
	// Keys are all keys that pay for gas, Relayer first; nil: there is no other.
	Keys []common.Address
	// Abilities are what the node can do, as it was probed.
	Abilities chain.Abilities

	// Webhooks posts events to ERPs; nil: there are none.
	Webhooks *webhook.Desk

	// Rate is how many requests a second one address may make on average, and Burst how many at once. Default 200 and 400;
	// a negative Rate: any number.
	Rate  float64
	Burst int
	// ReadsOpen lets anybody read everything, as on a network of one's own. Without it reads want a login.
	ReadsOpen bool
	// Domains are the hosts, with ports where they have one, under which clients reach the relayer; none: the address at which a request comes in.
	Domains []string
	// LoginLife is how long a login is good. Default 30 minutes.
	LoginLife time.Duration
	// CompanyRate is how many requests a second one company's logins may make on average, all together, and CompanyBurst how many at once. Defaults
	// are Rate and Burst.
	CompanyRate  float64
	CompanyBurst int
	// TrustedProxies are whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody else's are.
	TrustedProxies []netip.Prefix
	// Origins are those whose pages may call the API from a browser, "https://erp.example"; none: no page may.
	Origins []string
	// Timeout bounds the work on one request, long polls apart. Default 30 s.
	Timeout time.Duration
	// Heartbeat is how often a stream of events says that it is there, and StreamPatience how long a client may take to read what it is sent.
	// Defaults 15 s and 10 s.
	Heartbeat, StreamPatience time.Duration
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Log is where it writes; the zero Logger writes nothing. No line holds a signature or a body.
	Log zerolog.Logger
}

// Server answers the API's requests.
type Server struct {
	cfg    Config
	domain act.Domain
	box    *outbox.Outbox
	index  *index.Index
	// history is the index at the ends of days that are over, for reports.
	history *index.History
	chain   Chain
	now     func() time.Time
	asks    *outbox.Shelf
	quotes  *outbox.Shelf
	nonces  *spentNonces
	// answering is held while a waiting quote is answered.
	answering sync.Mutex
	limits    *limiter
	// feed tells events; streams counts those who listen.
	feed    *feed.Feed
	streams streams
	// logins knows whose token is whose; shares bounds the rate of each company.
	logins *login.Keeper
	shares *limiter
}

// New makes a server.
func New(cfg Config) (*Server, error) {
	if cfg.Deployment == nil || cfg.Outbox == nil || cfg.Index == nil || cfg.Chain == nil {
		return nil, errors.New("api: deployment, outbox, index and chain are needed")
	}
	if cfg.Rate == 0 {
		cfg.Rate = 200
	}
	if cfg.Burst == 0 {
		cfg.Burst = 400
	}
	if cfg.CompanyRate == 0 {
		cfg.CompanyRate = cfg.Rate
	}
	if cfg.CompanyBurst == 0 {
		cfg.CompanyBurst = cfg.Burst
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 30 * time.Second
	}
	if cfg.Heartbeat == 0 {
		cfg.Heartbeat = 15 * time.Second
	}
	if cfg.StreamPatience == 0 {
		cfg.StreamPatience = 10 * time.Second
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Server{
		cfg:     cfg,
		domain:  cfg.Deployment.Domain(),
		box:     cfg.Outbox,
		index:   cfg.Index,
		history: index.NewHistory(cfg.Index),
		chain:   cfg.Chain,
		now:     cfg.Now,
		asks:    cfg.Outbox.Shelf("asks"),
		quotes:  cfg.Outbox.Shelf("quotes"),
		nonces: newSpentNonces(cfg.Chain, cfg.Deployment.Address("Companies"), func() (block common.Hash) {
			cfg.Index.View(func(v index.View) { block = v.Status().Hash })
			return block
		}),
		limits: newLimiter(cfg.Rate, cfg.Burst, cfg.Now),
		feed:   feed.New(feed.Config{Index: cfg.Index, Clock: cfg.Deployment.Clock, Depth: cfg.Confirmations}),
		logins: login.New(cfg.Now, cfg.LoginLife),
		shares: newLimiter(cfg.CompanyRate, cfg.CompanyBurst, cfg.Now),
	}, nil
}

// endpoint answers one request with a status and a document, or an error that problemOf understands.
type endpoint func(r *http.Request) (status int, document any, err error)

// Handler serves /v1 and /openapi.yaml.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, answer := range map[string]endpoint{
		"GET /v1/network": s.getNetwork,

		"POST /v1/acts":               s.postAct,
		"POST /v1/acts/batch":         s.postBatch,
		"GET /v1/acts":                s.listActs,
		"GET /v1/acts/{id}":           s.getAct,
		"POST /v1/acts/{id}/second":   s.postSecond,
		"POST /v1/acts/{id}/reject":   s.postReject,
		"POST /v1/acts/{id}/withdraw": s.postWithdraw,

		"GET /v1/keys/{address}": s.getKey,

		"GET /v1/companies":      s.listCompanies,
		"GET /v1/companies/{id}": s.getCompany,

		"GET /v1/obligations":           s.listObligations,
		"GET /v1/obligations/{id}":      s.getObligation,
		"GET /v1/obligations/{id}/lots": s.listLotsOf,
		"GET /v1/obligations/{id}/tree": s.getTree,

		"GET /v1/lots":       s.listLots,
		"GET /v1/lots/{lot}": s.getLot,

		"GET /v1/inbox": s.getInbox,

		"POST /v1/asks":         s.postAsk,
		"GET /v1/asks":          s.listAsks,
		"POST /v1/quotes":       s.postQuote,
		"GET /v1/quotes":        s.listQuotes,
		"GET /v1/quotes/{hash}": s.getQuote,

		"POST /v1/quotes/{hash}/second":   s.postQuoteSecond,
		"POST /v1/quotes/{hash}/reject":   s.postQuoteReject,
		"POST /v1/quotes/{hash}/withdraw": s.postQuoteWithdraw,

		"GET /v1/cash":           s.listBalances,
		"GET /v1/cash/statement": s.listStatement,
	} {
		mux.Handle(pattern, s.serve(pattern, answer))
	}
	for _, more := range []map[string]endpoint{s.rights(), s.reports(), s.sessions(), s.runs(), s.webhooks()} {
		for pattern, answer := range more {
			mux.Handle(pattern, s.serve(pattern, answer))
		}
	}
	mux.Handle(eventsPattern, s.events())
	mux.HandleFunc("GET /openapi.yaml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/yaml")
		_, _ = w.Write(description)
	})
	mux.HandleFunc(everything, elsewhere(mux))
	return s.guard(mux)
}
