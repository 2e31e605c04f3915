package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// badge is how a run shows the relayer who asks: a login with the account in use, made when the relayer first wants one, and kept in a file beside
// config.toml until it is over, so that a key is not opened for every question. What the relayer answers anybody needs none.
type badge struct {
	s *session

	// opening is held while somebody logs in; what is asked meanwhile without a login, which network this is above all, goes on.
	opening sync.Mutex
	mu      sync.Mutex
	token   string
	looked  bool // for one in the file
}

// loginsFile is the file of logins, closed to others: each is a secret until its end.
const loginsFile = "logins.json"

// kept is a login in the file.
type kept struct {
	Relayer string         `json:"relayer"`
	Key     common.Address `json:"key"`
	Token   string         `json:"token"`
	Expires time.Time      `json:"expires"`
}

// Token is client.Credentials: a login that is there already.
func (b *badge) Token(context.Context) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.atHand()
}

func (b *badge) atHand() (string, error) {
	if b.token != "" || b.looked {
		return b.token, nil
	}
	b.looked = true
	a, err := b.s.account()
	if err != nil {
		return "", nil // without an account one asks as anybody
	}
	all, err := b.s.logins()
	if err != nil {
		return "", err
	}
	for _, one := range all {
		if one.is(b.s.get("relayer"), a.Address) {
			b.token = one.Token
		}
	}
	return b.token, nil
}

func (k kept) is(relayer string, key common.Address) bool {
	return k.Relayer == relayer && k.Key == key
}

// Forget is client.Credentials.
func (b *badge) Forget(token string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.token == token {
		b.token = ""
	}
	// One that stays in the file is refused once more next time, and no harm done.
	_ = b.s.keepLogins(func(one kept) bool { return one.Token != token })
}

// Renew is client.Credentials: it opens the account in use and logs in.
func (b *badge) Renew(ctx context.Context) (string, error) {
	b.opening.Lock()
	defer b.opening.Unlock()
	if token, err := b.Token(ctx); err != nil || token != "" {
		return token, err // another was here first
	}
	got, err := b.logIn(ctx)
	if err != nil {
		return "", err
	}
	return got.Token, nil
}

// logIn logs in anew. That there is no account, or no way to open it, is an error of the login.
func (b *badge) logIn(ctx context.Context) (*client.Login, error) {
	texts, err := b.s.textSigner(ctx)
	if err != nil {
		exit := classify(err)
		if exit.Code == ExitUsage {
			exit.Code = ExitKey
		}
		return nil, &Exit{Code: exit.Code, message: sentence{format: "the relayer wants to know who asks, and you cannot log in"}, hint: exit.hint, err: exit}
	}
	relayer, err := b.s.Client()
	if err != nil {
		return nil, err
	}
	network, err := b.s.Network(ctx)
	if err != nil {
		return nil, err
	}
	got, err := relayer.Login(ctx, texts, network.ChainID)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	b.token = got.Token
	b.mu.Unlock()
	fresh := kept{b.s.get("relayer"), texts.Address(), got.Token, got.Expires}
	if err := b.s.keepLogins(func(one kept) bool { return !one.is(fresh.Relayer, fresh.Key) }, fresh); err != nil {
		b.s.note("the login is not kept for the next command: %s", err)
	}
	return got, nil
}

// textSigner is the signer of the account in use, for plain texts.
func (s *session) textSigner(ctx context.Context) (act.TextSigner, error) {
	by, err := s.signer(ctx)
	if err != nil {
		return nil, err
	}
	texts, ok := by.(act.TextSigner)
	if !ok {
		return nil, exitf(ExitKey, "this account cannot sign a text")
	}
	return texts, nil
}

// party is the relayer for what only a party can do: whoever is not logged in yet logs in.
func (s *session) party(ctx context.Context) (*client.Client, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	token, err := s.badge.Token(ctx)
	if err == nil && token == "" {
		_, err = s.badge.Renew(ctx)
	}
	return relayer, err
}

// insider is the relayer for questions of which a party sees more than anybody: one who is not logged in yet is, where a key file can be opened.
// Where there is none, the question is asked as anybody asks it.
func (s *session) insider(ctx context.Context) (*client.Client, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, err
	}
	token, err := s.badge.Token(ctx)
	if err != nil || token != "" {
		return relayer, err
	}
	a, err := s.account()
	opens := s.signing != nil || a.External == "" && (s.get("password_file") != "" || s.con.InTTY)
	if err != nil || !opens {
		return relayer, nil
	}
	if _, err := s.badge.Renew(ctx); err != nil && !errors.Is(err, client.ErrForbidden) {
		return nil, err
	}
	return relayer, nil
}

func (s *session) loginsPath() string { return filepath.Join(s.place.dir, loginsFile) }

// logins are the kept ones that are not over.
func (s *session) logins() ([]kept, error) {
	if _, err := os.Stat(s.loginsPath()); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	text, err := readSecretFile(s.loginsPath())
	if err != nil {
		return nil, err
	}
	var all, good []kept
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, nil // it is made anew with the next login
	}
	for _, one := range all {
		if s.con.Now().Before(one.Expires) {
			good = append(good, one)
		}
	}
	return good, nil
}

// keepLogins writes the file anew: of the kept logins those that keep says yes to, and fresh ones.
func (s *session) keepLogins(keep func(kept) bool, fresh ...kept) error {
	all, err := s.logins()
	if err != nil {
		return err
	}
	left := []kept{}
	for _, one := range all {
		if keep(one) {
			left = append(left, one)
		}
	}
	text, err := json.MarshalIndent(append(left, fresh...), "", "  ")
	if err != nil {
		return fmt.Errorf("write the logins: %w", err)
	}
	if err := os.MkdirAll(s.place.dir, 0o700); err != nil {
		return fmt.Errorf("write the logins: %w", err)
	}
	return replaceFile(s.loginsPath(), append(text, '\n'))
}
