package login

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newKeeper() (*Keeper, *clock) {
	c := &clock{time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)}
	return New(c.now, 0), c
}

func TestAChallengeIsGoodOnceForFiveMinutes(t *testing.T) {
	k, c := newKeeper()
	m := k.Challenge(common.Address{1}, "127.0.0.1:8090", "http://127.0.0.1:8090/v1/login", 31_337)
	if err := k.Check(m); err != nil {
		t.Fatal(err)
	}
	if _, _, err := k.Open(m); err != nil {
		t.Fatal(err)
	}
	if _, _, err := k.Open(m); !errors.Is(err, ErrSpent) {
		t.Errorf("the second time: %v; want ErrSpent", err)
	}
	late := k.Challenge(common.Address{1}, "127.0.0.1:8090", "http://127.0.0.1:8090/v1/login", 31_337)
	c.at = c.at.Add(ChallengeLife)
	if _, _, err := k.Open(late); !errors.Is(err, ErrExpired) {
		t.Errorf("five minutes later: %v; want ErrExpired", err)
	}
}

func TestOnlyItsOwnChallengesAreTaken(t *testing.T) {
	k, _ := newKeeper()
	other, _ := newKeeper()
	m := k.Challenge(common.Address{1}, "127.0.0.1:8090", "http://127.0.0.1:8090/v1/login", 31_337)
	if _, _, err := other.Open(m); !errors.Is(err, ErrChallenge) {
		t.Errorf("another's: %v; want ErrChallenge", err)
	}
	for name, edit := range map[string]func(){
		"key":     func() { m.Key = common.Address{2} },
		"host":    func() { m.Domain = "127.0.0.1:8091" },
		"chain":   func() { m.ChainID++ },
		"expires": func() { m.Expires = m.Expires.Add(time.Hour) },
		"nonce":   func() { m.Nonce = "0000" + m.Nonce[4:] },
		"short":   func() { m.Nonce = m.Nonce[:16] },
	} {
		before := m
		edit()
		if err := k.Check(m); !errors.Is(err, ErrChallenge) {
			t.Errorf("with another %s: %v; want ErrChallenge", name, err)
		}
		m = before
	}
}

func TestOfManyWhoBringOneChallengeOneGetsAToken(t *testing.T) {
	k, _ := newKeeper()
	m := k.Challenge(common.Address{1}, "a", "http://a/", 1)
	var got sync.Map
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if token, _, err := k.Open(m); err == nil {
				got.Store(token, true)
			} else if !errors.Is(err, ErrSpent) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	count := 0
	got.Range(func(any, any) bool { count++; return true })
	if count != 1 {
		t.Errorf("%d tokens for one challenge", count)
	}
}

func TestATokenEndsInTimeAndWhenItIsClosed(t *testing.T) {
	k, c := newKeeper()
	open := func() string {
		token, _, err := k.Open(k.Challenge(common.Address{1}, "a", "http://a/", 1))
		if err != nil || !strings.HasPrefix(token, Prefix) {
			t.Fatalf("%q, %v", token, err)
		}
		return token
	}
	first, second := open(), open()
	if s, ok := k.Session(first); !ok || s.Key != (common.Address{1}) || !s.Expires.Equal(c.at.Add(DefaultLife)) {
		t.Errorf("%+v, %v", s, ok)
	}
	k.Close(first)
	k.Close("tally_none")
	if _, ok := k.Session(first); ok {
		t.Error("a closed token is good")
	}
	if _, ok := k.Session(second); !ok {
		t.Error("another token of the key ended with it")
	}
	c.at = c.at.Add(DefaultLife)
	if _, ok := k.Session(second); ok {
		t.Error("a token outlived its time")
	}
	if _, ok := k.Session(""); ok {
		t.Error("nothing is a token")
	}
}

func TestAKeyHasSixteenTokensAtMostAndTheOldestEnds(t *testing.T) {
	k, c := newKeeper()
	var tokens []string
	for range MaxTokens + 1 {
		token, _, err := k.Open(k.Challenge(common.Address{1}, "a", "http://a/", 1))
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, token)
	}
	for i, token := range tokens {
		if _, ok := k.Session(token); ok == (i == 0) {
			t.Errorf("token %d is good: %v", i, ok)
		}
	}
	c.at = c.at.Add(24 * time.Hour)
	if _, _, err := k.Open(k.Challenge(common.Address{2}, "a", "http://a/", 1)); err != nil {
		t.Fatal(err)
	}
	if len(k.tokens) != 1 || len(k.of) != 1 || len(k.spent) != 1 {
		t.Errorf("a day later it keeps %d tokens, %d keys, %d nonces", len(k.tokens), len(k.of), len(k.spent))
	}
}

// TestATokenIsNowhereInTheKeeper asserts that what is kept of a token is its hash alone.
func TestATokenIsNowhereInTheKeeper(t *testing.T) {
	k, _ := newKeeper()
	token, _, err := k.Open(k.Challenge(common.Address{1}, "a", "http://a/", 1))
	if err != nil {
		t.Fatal(err)
	}
	if kept := fmt.Sprintf("%+v %s", k.tokens, fmt.Sprint(k.of)); strings.Contains(kept, strings.TrimPrefix(token, Prefix)) {
		t.Error("the token itself is kept")
	}
}
