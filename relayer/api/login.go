package api

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/client"
	signin "github.com/tallystick/tallystick/bindings/login"
	"github.com/tallystick/tallystick/relayer/login"
)

// sessions are the routes of logging in and out.
func (s *Server) sessions() map[string]endpoint {
	return map[string]endpoint{
		"POST /v1/login/challenge": s.postChallenge,
		"POST /v1/login":           s.postLogin,
		"GET /v1/login":            s.getLogin,
		"POST /v1/login/end":       s.postLoginEnd,
	}
}

// postChallenge makes a message for a key to sign. It is made for the host that the caller speaks to, which must be one of this relayer's: else
// another could pass on a challenge to somebody and use the answer here.
func (s *Server) postChallenge(r *http.Request) (int, any, error) {
	var asked struct {
		Key common.Address `json:"key"`
	}
	if err := body(r, &asked); err != nil {
		return 0, nil, err
	}
	if asked.Key == (common.Address{}) {
		return 0, nil, problem(codeBadRequest, "/openapi.yaml says what the body must hold", "the key is missing")
	}
	if !s.isHere(r) {
		return 0, nil, problem(codeWrongHost, "use the relayer's own address; its operator names others with --domain", "%q is no name of this relayer", r.Host)
	}
	m := s.logins.Challenge(asked.Key, r.Host, s.scheme(r)+"://"+r.Host+"/v1/login", s.cfg.Deployment.ChainID)
	return http.StatusOK, client.Challenge{Message: m.Text(), Expires: m.Expires}, nil
}

// isHere tells whether the host that a request names is one of the relayer's: one of its configuration, or without any the address at which the
// request came in.
func (s *Server) isHere(r *http.Request) bool {
	if len(s.cfg.Domains) > 0 {
		return slices.ContainsFunc(s.cfg.Domains, func(domain string) bool { return strings.EqualFold(domain, r.Host) })
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	here, err := netip.ParseAddrPort(local.String())
	if err != nil {
		return false
	}
	here = netip.AddrPortFrom(here.Addr().Unmap(), here.Port())
	if named, err := netip.ParseAddrPort(r.Host); err == nil {
		return named == here
	}
	host, port, err := net.SplitHostPort(r.Host)
	return err == nil && host == "localhost" && here.Addr().IsLoopback() && port == portOf(here)
}

func portOf(at netip.AddrPort) string {
	_, port, _ := net.SplitHostPort(at.String())
	return port
}

// scheme is how the caller reached the relayer or, where a proxy that is trusted says so, the proxy.
func (s *Server) scheme(r *http.Request) string {
	if r.TLS != nil || s.trusted(r) && r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https"
	}
	return "http"
}

// postLogin gives a token for a signed challenge, to a key that acts for a company now.
func (s *Server) postLogin(r *http.Request) (int, any, error) {
	var answer client.ChallengeAnswer
	if err := body(r, &answer); err != nil {
		return 0, nil, err
	}
	m, err := signin.Parse(answer.Message)
	if err != nil {
		return 0, nil, problem(codeBadRequest, "sign the message as /v1/login/challenge gave it", "%v", err)
	}
	if err := s.logins.Check(m); err != nil {
		return 0, nil, failedLogin(err)
	}
	// Before its signature is looked at: for a contract's key that asks the node.
	who := reader{key: m.Key}
	known := false
	s.view(func(v show) { who, known = v.reader(who) })
	if !known {
		return 0, nil, problem(codeForbidden, "use a key of your company's, or have an admin add this one", "%s is no operator of any company now", m.Key)
	}
	fits, err := s.fits(r.Context(), m.Key, common.BytesToHash(accounts.TextHash([]byte(answer.Message))), answer.Signature)
	switch {
	case err != nil:
		return 0, nil, err
	case !fits:
		return 0, nil, problem(codeLoginFailed, "sign the message as it is, by EIP-191 (personal_sign)", "the signature is not one of %s over the message", m.Key)
	}
	token, session, err := s.logins.Open(m)
	if err != nil {
		return 0, nil, failedLogin(err)
	}
	who.session = session
	doc := s.login(who)
	doc.Token = token
	return http.StatusOK, doc, nil
}

func failedLogin(err error) error {
	detail := problem(codeLoginFailed, "ask for a new challenge", "the message is no challenge of this relayer, or one from before it was started anew")
	switch {
	case errors.Is(err, login.ErrExpired):
		detail = problem(codeLoginFailed, "ask for a new challenge", "the challenge is too old")
	case errors.Is(err, login.ErrSpent):
		detail = problem(codeLoginFailed, "ask for a new challenge", "the challenge was answered before")
	}
	return detail
}

// login is a reader's session as a document, without its token.
func (s *Server) login(who reader) (doc client.Login) {
	s.view(func(v show) {
		o, _ := v.Operator(who.key)
		doc = client.Login{Key: who.key, Company: v.party(o.Company), Roles: v.operator(o).Roles, All: who.all, Expires: who.session.Expires}
	})
	return doc
}

func (s *Server) getLogin(r *http.Request) (int, any, error) {
	who := whoAsks(r)
	if who.token == "" {
		return 0, nil, loginRequired()
	}
	return http.StatusOK, s.login(who), nil
}

// postLoginEnd ends the token that it is asked with.
func (s *Server) postLoginEnd(r *http.Request) (int, any, error) {
	who := whoAsks(r)
	if who.token == "" {
		return 0, nil, loginRequired()
	}
	s.logins.Close(who.token)
	return http.StatusOK, s.login(who), nil
}
