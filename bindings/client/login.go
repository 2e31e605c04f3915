package client

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/login"
)

// Challenge is a message for a key to sign, see package login, and until when.
type Challenge struct {
	Message string    `json:"message"`
	Expires time.Time `json:"expires"`
}

// ChallengeAnswer is a challenge with the key's EIP-191 signature.
type ChallengeAnswer struct {
	Message   string        `json:"message"`
	Signature hexutil.Bytes `json:"signature"`
}

// Login is who somebody is to a relayer.
type Login struct {
	// Token is what requests show; empty in all answers but the one that gives it. It is a secret until Expires.
	Token   string         `json:"token,omitempty"`
	Key     common.Address `json:"key"`
	Company Party          `json:"company"`
	Roles   []string       `json:"roles"`
	// All is whether everybody's affairs may be read, as the authority may, and not those of Company alone.
	All     bool      `json:"all"`
	Expires time.Time `json:"expires"`
}

// Credentials are how a client shows who asks.
type Credentials interface {
	// Token is what a request shows, or empty to ask as anybody does.
	Token(ctx context.Context) (string, error)
	// Forget a token that the relayer calls over.
	Forget(token string)
	// Renew gets a token where one is needed. Empty: there is none, and the refusal stays.
	Renew(ctx context.Context) (string, error)
}

// With is a client of the same relayer that shows who asks.
func (c *Client) With(credentials Credentials) *Client {
	other := *c
	other.credentials = credentials
	return &other
}

// As is a client of the same relayer that logs in with a key before its first request, and whenever a login is over. Until the key is a
// company's operator it asks as anybody.
func (c *Client) As(by act.TextSigner, chainID uint64) *Client {
	return c.With(&keyLogin{via: c, by: by, chainID: chainID})
}

// keyLogin keeps a token in memory.
type keyLogin struct {
	via     *Client
	by      act.TextSigner
	chainID uint64
	mu      sync.Mutex
	token   string
}

// Token is Credentials.
func (k *keyLogin) Token(ctx context.Context) (string, error) {
	token, err := k.Renew(ctx)
	if errors.Is(err, ErrForbidden) {
		return "", nil
	}
	return token, err
}

// Forget is Credentials.
func (k *keyLogin) Forget(token string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.token == token {
		k.token = ""
	}
}

// Renew is Credentials. Of many that come at once, one logs in.
func (k *keyLogin) Renew(ctx context.Context) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.token != "" {
		return k.token, nil
	}
	got, err := k.via.Login(ctx, k.by, k.chainID)
	if err != nil {
		return "", err
	}
	k.token = got.Token
	return k.token, nil
}

// Login has a key sign a challenge of the relayer's, and gives what came of it. What is signed is a sign-in message for this relayer's host, this key
// and this chain, or nothing: a relayer gets no signature of another kind, nor one that another relayer would take.
func (c *Client) Login(ctx context.Context, by act.TextSigner, chainID uint64) (*Login, error) {
	plain := c.With(nil)
	challenge := new(Challenge)
	if _, err := plain.post(ctx, "/v1/login/challenge", nil, map[string]common.Address{"key": by.Address()}, challenge); err != nil {
		return nil, err
	}
	m, err := login.Parse(challenge.Message)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the relayer's challenge is not signed: %w", err)
	case m.Domain != c.base.Host || m.Key != by.Address() || m.ChainID != chainID:
		return nil, fmt.Errorf("the relayer's challenge is not signed: it is for %s, key %s, chain %d, not for %s, key %s, chain %d",
			m.Domain, m.Key, m.ChainID, c.base.Host, by.Address(), chainID)
	}
	signature, err := by.SignText([]byte(challenge.Message))
	if err != nil {
		return nil, fmt.Errorf("sign the relayer's challenge with %s: %w", by.Address(), err)
	}
	if len(signature) == 65 && signature[64] < 27 {
		signature = append(append([]byte{}, signature[:64]...), signature[64]+27)
	}
	got := new(Login)
	_, err = plain.post(ctx, "/v1/login", nil, ChallengeAnswer{Message: challenge.Message, Signature: signature}, got)
	return got, err
}

// Session is who the client's token is.
func (c *Client) Session(ctx context.Context) (*Login, error) {
	return one[Login](ctx, c, "/v1/login", nil)
}

// Logout ends a token.
func (c *Client) Logout(ctx context.Context, token string) error {
	_, err := c.With(shown(token)).post(ctx, "/v1/login/end", nil, struct{}{}, nil)
	return err
}

// shown is a token that is not renewed.
type shown string

// Token is Credentials.
func (s shown) Token(context.Context) (string, error) { return string(s), nil }

// Forget is Credentials.
func (s shown) Forget(string) {}

// Renew is Credentials: the refusal stays.
func (s shown) Renew(context.Context) (string, error) { return "", nil }

// The codes of problems that a client answers by itself.
const (
	codeLoginEnded    = "login-ended"
	codeLoginRequired = "login-required"
)

// saysCode tells whether an error is the relayer's problem of a code.
func saysCode(err error, code string) bool {
	var p *Problem
	return asProblem(err, &p) && p.Code == code
}

// do asks with the token that is at hand. Where the relayer calls it over, the client asks without it, or with a new one that is at hand; where the
// relayer wants a login, once more with one.
func (c *Client) do(ctx context.Context, method, path string, query url.Values, body []byte, into any) (int, error) {
	if c.credentials == nil {
		return c.ask(ctx, method, path, query, body, "", into)
	}
	token, err := c.credentials.Token(ctx)
	if err != nil {
		return 0, err
	}
	status, err := c.ask(ctx, method, path, query, body, token, into)
	if token != "" && saysCode(err, codeLoginEnded) {
		c.credentials.Forget(token)
		next, fault := c.credentials.Token(ctx)
		if fault != nil {
			return status, fault
		}
		if next == token {
			return status, err
		}
		status, err = c.ask(ctx, method, path, query, body, next, into)
	}
	if !saysCode(err, codeLoginRequired) {
		return status, err
	}
	next, fault := c.credentials.Renew(ctx)
	switch {
	case fault != nil:
		return status, fault
	case next == "":
		return status, err
	}
	return c.ask(ctx, method, path, query, body, next, into)
}
