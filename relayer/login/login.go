// Package login gives short-lived tokens to those who sign a challenge, and knows whose token is whose.
//
// Guarantee: a challenge is good once, for five minutes, for the key and the host that it was made for; only a Keeper's own challenges
// are taken. A token is 32 random bytes of which the Keeper has nothing but the SHA-256, in memory: who reads its memory or a dump of it cannot
// use one, a token ends at once where it should (a signed one could not be taken back), and with the process all do, which costs their holders
// no more than another signature. What a token's key may do is not kept: whoever takes a token asks the index at each use.
package login

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/login"
)

const (
	// ChallengeLife is how long a challenge can be answered.
	ChallengeLife = 5 * time.Minute
	// DefaultLife is how long a token is good.
	DefaultLife = 30 * time.Minute
	// MaxTokens is how many tokens a key has at most; one more ends the oldest.
	MaxTokens = 16

	// Prefix begins every token, so that one that got somewhere by mistake is found.
	Prefix = "tally_"

	randomDigits = 16
	sealDigits   = 32
)

var (
	// ErrChallenge: the message is no challenge of this Keeper's: another's, an altered one, or one from before a restart.
	ErrChallenge = errors.New("no challenge of this relayer")
	// ErrExpired: the challenge was answered too late.
	ErrExpired = errors.New("the challenge is too old")
	// ErrSpent: the challenge was answered before.
	ErrSpent = errors.New("the challenge was answered before")
)

// Session is what a token stands for.
type Session struct {
	Key     common.Address
	Expires time.Time
}

// hashed is a token as it is kept.
type hashed [sha256.Size]byte

// Keeper makes challenges and tokens. It can be used from many goroutines.
type Keeper struct {
	now  func() time.Time
	life time.Duration
	// seal authenticates challenges, so that one that is under way takes no memory, and asking for many crowds out nobody.
	seal [32]byte

	mu     sync.Mutex
	tokens map[hashed]Session
	// of lists a key's tokens, oldest first; spent has the nonces of challenges that were answered, with their ends.
	of    map[common.Address][]hashed
	spent map[string]time.Time
}

// New makes a Keeper of tokens of a life; zero: DefaultLife.
func New(now func() time.Time, life time.Duration) *Keeper {
	if life == 0 {
		life = DefaultLife
	}
	k := &Keeper{
		now: now, life: life, tokens: make(map[hashed]Session), of: make(map[common.Address][]hashed), spent: make(map[string]time.Time),
	}
	// crypto/rand.Read does not fail.
	_, _ = rand.Read(k.seal[:])
	return k
}

// Challenge is a message for a key to sign, for a host, about an address under it.
func (k *Keeper) Challenge(key common.Address, domain, uri string, chainID uint64) login.Message {
	var random [randomDigits / 2]byte
	_, _ = rand.Read(random[:])
	issued := k.now().UTC().Truncate(time.Second)
	m := login.Message{
		Domain: domain, Key: key, URI: uri, ChainID: chainID, Nonce: hex.EncodeToString(random[:]), Issued: issued, Expires: issued.Add(ChallengeLife),
	}
	m.Nonce += k.sealed(m)
	return m
}

// sealed is the Keeper's mark over a message that has the random part of its nonce only.
func (k *Keeper) sealed(m login.Message) string {
	mac := hmac.New(sha256.New, k.seal[:])
	mac.Write([]byte(m.Text()))
	return hex.EncodeToString(mac.Sum(nil))[:sealDigits]
}

// Check tells whether a message is a challenge that can be answered now. Errors: ErrChallenge, ErrExpired, ErrSpent.
func (k *Keeper) Check(m login.Message) error {
	if len(m.Nonce) != randomDigits+sealDigits {
		return ErrChallenge
	}
	bare := m
	bare.Nonce = m.Nonce[:randomDigits]
	if !hmac.Equal([]byte(k.sealed(bare)), []byte(m.Nonce[randomDigits:])) {
		return ErrChallenge
	}
	if !k.now().Before(m.Expires) {
		return ErrExpired
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, spent := k.spent[m.Nonce]; spent {
		return ErrSpent
	}
	return nil
}

// Open spends a challenge that Check finds good and whose signature the caller has verified, and gives a token for it. Errors: those of Check; of
// two that bring one challenge, one gets ErrSpent.
func (k *Keeper) Open(m login.Message) (token string, s Session, err error) {
	if err := k.Check(m); err != nil {
		return "", Session{}, err
	}
	var random [32]byte
	_, _ = rand.Read(random[:])
	token = Prefix + base64.RawURLEncoding.EncodeToString(random[:])
	now := k.now()
	s = Session{Key: m.Key, Expires: now.Add(k.life).UTC().Truncate(time.Second)}
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, spent := k.spent[m.Nonce]; spent {
		return "", Session{}, ErrSpent
	}
	k.sweep(now)
	k.spent[m.Nonce] = m.Expires
	for len(k.of[m.Key]) >= MaxTokens {
		k.end(k.of[m.Key][0])
	}
	name := hashed(sha256.Sum256([]byte(token)))
	k.tokens[name] = s
	k.of[m.Key] = append(k.of[m.Key], name)
	return token, s, nil
}

// Session is what a token stands for; false for one that is unknown or over.
func (k *Keeper) Session(token string) (Session, bool) {
	name := hashed(sha256.Sum256([]byte(token)))
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.tokens[name]
	if !ok {
		return Session{}, false
	}
	if !k.now().Before(s.Expires) {
		k.end(name)
		return Session{}, false
	}
	return s, true
}

// Close ends a token.
func (k *Keeper) Close(token string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.end(hashed(sha256.Sum256([]byte(token))))
}

// end forgets a token.
func (k *Keeper) end(name hashed) {
	key := k.tokens[name].Key
	delete(k.tokens, name)
	k.of[key] = slices.DeleteFunc(k.of[key], func(one hashed) bool { return one == name })
	if len(k.of[key]) == 0 {
		delete(k.of, key)
	}
}

// sweep forgets what is over, so that memory is bounded by the keys that log in.
func (k *Keeper) sweep(now time.Time) {
	for nonce, until := range k.spent {
		if !now.Before(until) {
			delete(k.spent, nonce)
		}
	}
	for name, s := range k.tokens {
		if !now.Before(s.Expires) {
			k.end(name)
		}
	}
}
