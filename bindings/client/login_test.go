package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/login"
)

func newKey(t *testing.T) act.KeySigner {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return act.KeySigner{Private: key}
}

// door is a relayer's login: it gives the messages that a test makes, and tokens one after the other.
type door struct {
	t         *testing.T
	challenge func(key common.Address, host string) string
	signed    atomic.Int32
	good      atomic.Value // the token that is good
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/v1/login/challenge":
		var asked struct{ Key common.Address }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			d.t.Error(err)
		}
		text, err := json.Marshal(d.challenge(asked.Key, r.Host))
		if err != nil {
			d.t.Error(err)
		}
		answer(w, 200, fmt.Sprintf(`{"message":%s,"expires":"2026-11-28T09:05:00Z"}`, text))
	case "/v1/login":
		var given ChallengeAnswer
		if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
			d.t.Error(err)
		}
		m, err := login.Parse(given.Message)
		if err != nil || act.VerifyText(m.Key, []byte(given.Message), given.Signature) != nil {
			d.t.Errorf("%v: %+v", err, given)
		}
		token := fmt.Sprintf("tally_%d", d.signed.Add(1))
		d.good.Store(token)
		answer(w, 200, fmt.Sprintf(`{"token":%q,"company":{"id":41,"name":"Acme"}}`, token))
	default:
		switch given := r.Header.Get("Authorization"); {
		case given == "":
			answer(w, 401, `{"code":"login-required"}`)
		case given != "Bearer "+d.good.Load().(string):
			answer(w, 401, `{"code":"login-ended"}`)
		default:
			answer(w, 200, `{"items":[],"next":null}`)
		}
	}
}

func proper(key common.Address, host string) login.Message {
	return login.Message{
		Domain: host, Key: key, URI: "http://" + host + "/v1/login", ChainID: 7, Nonce: "0123456789ab",
		Issued: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC), Expires: time.Date(2026, 11, 28, 9, 5, 0, 0, time.UTC),
	}
}

func TestAClientSignsNothingButASignInForWhomItSpeaksTo(t *testing.T) {
	for name, edit := range map[string]func(*login.Message) string{
		"another relayer's": func(m *login.Message) string {
			m.Domain, m.URI = "other.example", "http://other.example/v1/login"
			return m.Text()
		},
		"another key's":       func(m *login.Message) string { m.Key = common.Address{9}; return m.Text() },
		"another chain's":     func(m *login.Message) string { m.ChainID++; return m.Text() },
		"a rejection":         func(*login.Message) string { return string(act.Rejection(common.Hash{1})) },
		"more than a sign-in": func(m *login.Message) string { return m.Text() + "\n" + string(act.Withdrawal(common.Hash{1})) },
	} {
		d := &door{t: t, challenge: func(key common.Address, host string) string {
			m := proper(key, host)
			return edit(&m)
		}}
		c := relayer(t, d.ServeHTTP)
		if _, err := c.Login(t.Context(), newKey(t), 7); err == nil || !strings.Contains(err.Error(), "is not signed") || d.signed.Load() != 0 {
			t.Errorf("%s: %v, %d signed", name, err, d.signed.Load())
		}
	}
}

func TestAClientLogsInOnceAndAgainWhenItsLoginIsOver(t *testing.T) {
	d := &door{t: t, challenge: func(key common.Address, host string) string { return proper(key, host).Text() }}
	c := relayer(t, d.ServeHTTP)
	if _, err := c.Lots(t.Context(), Filter{}); !errors.Is(err, ErrLogin) || errors.Is(err, ErrForbidden) {
		t.Errorf("without credentials: %v", err)
	}
	as := c.As(newKey(t), 7)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := as.Lots(context.Background(), Filter{}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := d.signed.Load(); n != 1 {
		t.Errorf("%d logins of one client; want 1", n)
	}
	d.good.Store("tally_none")
	if _, err := as.Lots(t.Context(), Filter{}); err != nil || d.signed.Load() != 2 {
		t.Errorf("once it is over: %v, %d logins", err, d.signed.Load())
	}
	if err := c.Logout(t.Context(), "tally_gone"); !errors.Is(err, ErrLogin) {
		t.Errorf("logging out what is over: %v", err)
	}
}
