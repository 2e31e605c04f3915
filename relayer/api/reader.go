package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/login"
)

// reader is who asks, as of the index at this moment. The zero reader is anybody.
type reader struct {
	// all is set for the authority, for this program itself, and for everybody where reads are open.
	all bool
	// company is whose affairs are its own; zero for nobody's.
	company uint32
	// bank is set where the company is one.
	bank bool
	key  common.Address
	// token and session are what it showed; empty without.
	token   string
	session login.Session
}

// known tells whether the reader has shown who it is, or need not.
func (w reader) known() bool { return w.all || w.company != 0 }

// may tells whether a company's affairs are the reader's to see.
func (w reader) may(company uint32) bool { return w.all || w.company != 0 && w.company == company }

// public are the routes that answer anybody: what the chain shows everybody by design, what carries its own signature, and what is known by a
// name that cannot be guessed. All others want a login.
func public() map[string]bool {
	return map[string]bool{
		"GET /v1/network":            true,
		"GET /v1/rules":              true,
		"GET /v1/companies":          true,
		"GET /v1/companies/{id}":     true,
		"GET /v1/keys/{address}":     true,
		"GET /v1/invitations/{code}": true,
		"GET /v1/acts/{id}":          true,

		"POST /v1/acts":                   true,
		"POST /v1/acts/batch":             true,
		"POST /v1/acts/{id}/second":       true,
		"POST /v1/acts/{id}/reject":       true,
		"POST /v1/acts/{id}/withdraw":     true,
		"POST /v1/asks":                   true,
		"POST /v1/quotes":                 true,
		"POST /v1/quotes/{hash}/second":   true,
		"POST /v1/quotes/{hash}/reject":   true,
		"POST /v1/quotes/{hash}/withdraw": true,

		"POST /v1/login/challenge": true,
		"POST /v1/login":           true,
	}
}

// admit finds out who asks, and refuses who may not use a route at all.
func (s *Server) admit(r *http.Request, pattern string) (reader, error) {
	who, err := s.reader(r)
	if err != nil {
		return who, err
	}
	if !who.known() && !public()[pattern] {
		return who, loginRequired()
	}
	return who, nil
}

func loginRequired() error {
	return problem(codeLoginRequired, "log in with a key of your company: /v1/login in /openapi.yaml, or `tally account login`", "this is only for those whom it concerns")
}

// reader is who stands behind a request's token, as of now: a key that was revoked, suspended or has expired since is nobody's.
func (s *Server) reader(r *http.Request) (reader, error) {
	given := r.Header.Get("Authorization")
	if given == "" {
		return reader{all: s.cfg.ReadsOpen}, nil
	}
	scheme, token, _ := strings.Cut(given, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return reader{}, problem(codeBadRequest, "send `Authorization: Bearer TOKEN`", "the authorization is no bearer token")
	}
	ended := problem(codeLoginEnded, "log in again", "the login is over, or its key may no longer act for its company")
	session, ok := s.logins.Session(token)
	if !ok {
		return reader{}, ended
	}
	who := reader{key: session.Key, token: token, session: session}
	s.view(func(v show) { who, ok = v.reader(who) })
	if !ok {
		return reader{}, ended
	}
	who.all = who.all || s.cfg.ReadsOpen
	return who, nil
}

// reader says what the company of a reader's key is, and whether the key may act for it today, in whatever role.
func (v show) reader(who reader) (reader, bool) {
	o, known := v.Operator(who.key)
	if !known || o.Roles == 0 || o.Suspended || o.Until != 0 && v.today > o.Until {
		return who, false
	}
	c, known := v.CompanyByID(o.Company)
	who.company = o.Company
	who.bank = c.Capacities&index.Bank != 0
	who.all = c.Capacities&index.Authority != 0 && !c.Suspended
	return who, known
}

// whoKey is where a request's context has its reader.
type whoKey struct{}

func withReader(ctx context.Context, who reader) context.Context {
	return context.WithValue(ctx, whoKey{}, who)
}

// whoAsks is the reader of a request that admit let pass.
func whoAsks(r *http.Request) reader {
	who, _ := r.Context().Value(whoKey{}).(reader)
	return who
}

// about refuses a reader who asks for the affairs of a company that are not its own; zero stands for nobody's in particular.
func (w reader) about(company uint32) error {
	if w.may(company) {
		return nil
	}
	if company == 0 {
		return problem(codeForbidden, "name your company, or ask the authority", "what concerns all companies is for the authority only")
	}
	return problem(codeForbidden, "log in with a key of that company", "the affairs of company %d are not yours to see", company)
}
