package book

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
)

// authorise signs a message as its company should, by a key of it or by two, or sends it directly; now and then wrongly.
func (tr *traffic) authorise(message any) (sender common.Address, signed act.Signed, err error) {
	company, err := act.Company(message)
	if err != nil {
		return common.Address{}, act.Signed{}, err
	}
	key := tr.keyOf(company)
	direct := tr.oneIn(5)
	wrong := ""
	if tr.oneIn(12) {
		wrong = pick(tr, []string{"key", "signature", "deadline", "nonce", "second", "consent"})
	}
	if wrong == "key" {
		key = tr.keyOf(tr.company())
	}
	nonce, deadline := tr.fresh(), uint64(act.MaxDeadline)
	draft := tr.oneIn(25)
	if draft {
		nonce += act.FirstDraftNonce
	}
	now := uint64(tr.book.now.Unix())
	switch {
	case wrong == "deadline":
		deadline = now - 1
	case wrong == "nonce":
		nonce = tr.spent(key, nonce)
	case tr.oneIn(20):
		deadline = now
	}
	signed, err = tr.signAs(message, key, direct, nonce, deadline)
	if err != nil {
		return common.Address{}, act.Signed{}, err
	}
	if c := tr.book.companies[company]; draft || c != nil && c.DualAbove != NoLimit && !tr.oneIn(8) {
		signed.Second = tr.second(signed, company, key, wrong == "second")
	}
	if tr.lastDigest, err = signed.Digest(tr.chain.Domain()); err != nil {
		return common.Address{}, act.Signed{}, err
	}
	if wrong == "signature" {
		signed.Signature = tr.spoiltSignature(signed.Signature)
	}
	if joining, ok := signed.Joining(); ok && wrong != "consent" {
		signed.Consent = tr.signature(signed, joining)
	}
	if take, ok := message.(contracts.TakeQuote); ok {
		if offered, found := tr.offers[take.Quote]; found {
			signed.Quote = &offered
		}
	}
	sender = tr.stranger()
	if direct {
		sender = key
	}
	return sender, signed, nil
}

// firstKey is the first key of the company whose act it is.
func (tr *traffic) firstKey(message any) common.Address {
	company, err := act.Company(message)
	if err != nil {
		// The traffic makes acts of companies only.
		panic(err)
	}
	return tr.keys.key(company, 0)
}

// sign signs a message with a key as it should be, with all consents and seconds that it may need.
func (tr *traffic) sign(message any, key common.Address, direct bool) act.Signed {
	signed, err := tr.signAs(message, key, direct, tr.fresh(), act.MaxDeadline)
	if err != nil {
		panic(fmt.Sprintf("%+v: %v", message, err))
	}
	if joining, ok := signed.Joining(); ok {
		signed.Consent = tr.signature(signed, joining)
	}
	company, _ := act.Company(message)
	signed.Second = tr.second(signed, company, key, false)
	return signed
}

func (tr *traffic) signAs(message any, key common.Address, direct bool, nonce, deadline uint64) (act.Signed, error) {
	signed, err := act.Direct(message, nonce, deadline)
	if err != nil || direct {
		return signed, err
	}
	signed.Key = key
	signed.Signature = tr.signature(signed, key)
	return signed, nil
}

// signature is a key's over an act; none where the traffic does not have the key.
func (tr *traffic) signature(signed act.Signed, key common.Address) []byte {
	private := tr.keys[key]
	digest, err := signed.Digest(tr.chain.Domain())
	if private == nil || err != nil {
		return nil
	}
	signature, err := crypto.Sign(digest[:], private)
	if err != nil {
		panic(err)
	}
	signature[crypto.RecoveryIDOffset] += 27
	return signature
}

// second is a second operator's signature: of another key of the company if it has one.
func (tr *traffic) second(signed act.Signed, company uint32, first common.Address, wrong bool) []byte {
	others := slices.DeleteFunc(tr.keysOf(company), func(key common.Address) bool { return key == first })
	if len(others) == 0 {
		return nil
	}
	key := others[len(others)-1]
	if !wrong {
		return append(key.Bytes(), tr.signature(signed, key)...)
	}
	return pick(tr, [][]byte{
		{1, 2, 3}, key.Bytes(), append(first.Bytes(), tr.signature(signed, first)...), append(key.Bytes(), tr.signature(signed, first)...),
		append(tr.keys.key(core, 0).Bytes(), tr.signature(signed, tr.keys.key(core, 0))...),
	})
}

// keysOf are the keys that act for a company, in an order that a replay has too.
func (tr *traffic) keysOf(company uint32) (keys []common.Address) {
	for _, key := range slices.SortedFunc(maps.Keys(tr.book.operators), common.Address.Cmp) {
		if o := tr.book.operators[key]; o.Company == company && o.Roles != 0 {
			keys = append(keys, key)
		}
	}
	return keys
}

// keyOf is a key that acts for a company; of one that has none, a key that acts for nobody.
func (tr *traffic) keyOf(company uint32) common.Address {
	if keys := tr.keysOf(company); len(keys) != 0 {
		return pick(tr, keys)
	}
	return tr.keys.key(nobody, 0)
}

// fresh is a nonce that nobody has spent.
func (tr *traffic) fresh() uint64 {
	tr.nonce++
	return tr.nonce
}

// spent is a nonce that a key has spent, or else the given one.
func (tr *traffic) spent(key common.Address, otherwise uint64) uint64 {
	all := slices.SortedFunc(maps.Keys(tr.book.nonces), func(a, b nonceKey) int {
		return cmp.Or(a.key.Cmp(b.key), cmp.Compare(a.nonce, b.nonce))
	})
	own := slices.DeleteFunc(all, func(n nonceKey) bool { return n.key != key })
	if len(own) == 0 {
		return otherwise
	}
	return pick(tr, own).nonce
}

func (tr *traffic) spoiltSignature(signature []byte) []byte {
	spoilt := bytes.Clone(signature)
	if len(spoilt) == 0 {
		return spoilt
	}
	switch tr.roll(3) {
	case 0:
		spoilt[10] ^= 1
	case 1:
		return spoilt[:64]
	case 2:
		// The other s that fits, and its v: a second form of the same signature.
		s := common.BytesToHash(spoilt[32:64]).Big()
		s.Sub(crypto.S256().Params().N, s).FillBytes(spoilt[32:64])
		spoilt[crypto.RecoveryIDOffset] ^= 27 ^ 28
	}
	return spoilt
}
