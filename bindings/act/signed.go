package act

import (
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// Signer is a key that signs typed messages: a key file, a wallet, a remote signer.
type Signer interface {
	// Address is the operator key's.
	Address() common.Address
	// SignTypedData gives 65 bytes r, s, v.
	SignTypedData(apitypes.TypedData) ([]byte, error)
}

// Signed is an act with the signatures that it needs. With a zero Key and no Signature it is a direct call, by whoever sends it.
type Signed struct {
	// Message is one of the act structs of bindings/contracts, by value.
	Message any
	// Key is the operator key that signs.
	Key common.Address
	// Nonce is any number that Key has not spent, Deadline the last Unix second at which the act can be done.
	Nonce, Deadline uint64
	// Signature is 65 bytes r, s, v of Key, those over a list of acts with this one's path in it (SignList), or what a contract key wants.
	Signature []byte
	// Second is empty, or a second operator's address and its signature.
	Second []byte
	// Consent is the signature of a key that joins a company, for the acts that need it.
	Consent []byte
	// Quote is the buyer's signed Quote, for TakeQuote.
	Quote *Signed
}

var (
	// ErrSignature is wrapped by a SignatureError.
	ErrSignature = errors.New("signature does not fit")
	// ErrContractKey: a signature that is not an ordinary key's; only the chain can check it (ERC-1271).
	ErrContractKey = errors.New("signature is not 65 bytes of an ordinary key; only the chain can check a contract's")
	// ErrSameKey: the second signature by the first key.
	ErrSameKey = errors.New("the second signature must be by another key")
	// ErrIncomplete: a signature or the quote is missing.
	ErrIncomplete = errors.New("incomplete")
)

// SignatureError says whose signature was expected and whose it is.
type SignatureError struct {
	// Part is "signature", "second", "consent" or "quote".
	Part string
	// Want is the key that is named, Got the key that would have signed this very message; zero if none could have.
	Want, Got common.Address
}

// Error says it in words.
func (e *SignatureError) Error() string {
	return fmt.Sprintf("%s: is not by %s over this message and network (recovers to %s)", e.Part, e.Want, e.Got)
}

// Unwrap makes it an ErrSignature.
func (e *SignatureError) Unwrap() error { return ErrSignature }

// Direct is an act to be sent by the operator itself. Nonce and deadline enter the hash by which a proposal is known, so the nonce
// should be a random one.
func Direct(message any, nonce, deadline uint64) (Signed, error) {
	if _, err := StructHash(message, nonce, deadline); err != nil {
		return Signed{}, err
	}
	_, v, err := valueOf(message)
	if err != nil {
		return Signed{}, err
	}
	return Signed{Message: v.Interface(), Nonce: nonce, Deadline: deadline}, nil
}

// Sign signs a message. What the signer returns is checked before it is believed.
func Sign(signer Signer, domain Domain, message any, nonce, deadline uint64) (Signed, error) {
	s, err := Direct(message, nonce, deadline)
	if err != nil {
		return Signed{}, err
	}
	s.Key = signer.Address()
	if s.Signature, err = s.signWith(signer, domain, "signature"); err != nil {
		return Signed{}, err
	}
	return s, nil
}

// AddSecond adds the signature of a second operator over the same message.
func (s Signed) AddSecond(signer Signer, domain Domain) (Signed, error) {
	if signer.Address() == s.Key {
		return Signed{}, fmt.Errorf("%s: %w", s.Key, ErrSameKey)
	}
	signature, err := s.signWith(signer, domain, "second")
	if err != nil {
		return Signed{}, err
	}
	s.Second = append(signer.Address().Bytes(), signature...)
	return s, nil
}

// AddConsent adds the signature of the key that joins by this act.
func (s Signed) AddConsent(signer Signer, domain Domain) (Signed, error) {
	key, ok := s.Joining()
	if !ok {
		return Signed{}, fmt.Errorf("consent to %s: %w: it has no use for one", s.Name(), ErrField)
	}
	if key != signer.Address() {
		return Signed{}, fmt.Errorf("consent: %w: %s joins, not %s", ErrSignature, key, signer.Address())
	}
	signature, err := s.signWith(signer, domain, "consent")
	if err != nil {
		return Signed{}, err
	}
	s.Consent = signature
	return s, nil
}

// WithQuote adds the buyer's signed quote that a TakeQuote takes.
func (s Signed) WithQuote(bank Signed) (Signed, error) {
	if err := s.fits(&bank); err != nil {
		return Signed{}, err
	}
	s.Quote = &bank
	return s, nil
}

// fits reports whether the act is a TakeQuote of just this quote.
func (s Signed) fits(bank *Signed) error {
	take, ok := s.Message.(contracts.TakeQuote)
	if !ok {
		return fmt.Errorf("%s carries no quote: %w", s.Name(), ErrField)
	}
	if bank == nil {
		return fmt.Errorf("TakeQuote without the buyer's signed quote: %w", ErrIncomplete)
	}
	if _, ok := bank.Message.(contracts.Quote); !ok {
		return fmt.Errorf("quote: a %s is none: %w", bank.Name(), ErrField)
	}
	hash, err := bank.StructHash()
	if err != nil {
		return err
	}
	if hash != take.Quote {
		return fmt.Errorf("quote: the act takes %#x, not %s: %w", take.Quote, hash, ErrField)
	}
	return nil
}

// Name is the act's, "Transfer"; empty where the message is none.
func (s Signed) Name() string {
	k, err := KindOf(s.Message)
	if err != nil {
		return ""
	}
	return k.Name
}

// IsDirect reports whether it is to be sent by the operator itself.
func (s Signed) IsDirect() bool { return s.Key == common.Address{} && len(s.Signature) == 0 }

// Joining is the key whose consent the act needs, if it needs one: a key that is to join a company, or the code of an invitation.
// SetOperator needs none for a key that the company has.
func (s Signed) Joining() (common.Address, bool) {
	switch m := s.Message.(type) {
	case contracts.AdmitCompany:
		return m.Key, true
	case contracts.SetOperator:
		return m.Key, true
	case contracts.RotateOperator:
		return m.Replacement, true
	case contracts.ProposeRecovery:
		return m.Key, true
	case contracts.JoinCircle:
		return m.Code, true
	}
	return common.Address{}, false
}

// StructHash is the message's, by which a proposal or a quote is known.
func (s Signed) StructHash() (common.Hash, error) { return StructHash(s.Message, s.Nonce, s.Deadline) }

// Digest is the act's id in a deployment.
func (s Signed) Digest(domain Domain) (common.Hash, error) {
	return Digest(domain, s.Message, s.Nonce, s.Deadline)
}

// Checker is the second operator, if one signed.
func (s Signed) Checker() (common.Address, bool) {
	if len(s.Second) < common.AddressLength {
		return common.Address{}, false
	}
	return common.BytesToAddress(s.Second[:common.AddressLength]), true
}

// Verify checks every signature that the act carries against the key that is named for it, and that a TakeQuote has its quote. A
// wrong one is a *SignatureError; ErrContractKey means that nothing is wrong that can be seen from outside the chain.
func (s Signed) Verify(domain Domain) error {
	hash, err := s.Digest(domain)
	if err != nil {
		return err
	}
	var later error
	check := func(part string, key common.Address, signature []byte) error {
		err := verify(part, domain, key, hash, signature)
		if errors.Is(err, ErrContractKey) {
			later, err = err, nil
		}
		return err
	}
	if !s.IsDirect() {
		if len(s.Signature) == 0 {
			return fmt.Errorf("signature of %s: %w", s.Key, ErrIncomplete)
		}
		if err := check("signature", s.Key, s.Signature); err != nil {
			return err
		}
	}
	if len(s.Second) != 0 {
		key, ok := s.Checker()
		if !ok {
			return fmt.Errorf("second: %d bytes hold no address: %w", len(s.Second), ErrIncomplete)
		}
		if key == s.Key {
			return fmt.Errorf("second: %s: %w", key, ErrSameKey)
		}
		if err := check("second", key, s.Second[common.AddressLength:]); err != nil {
			return err
		}
	}
	if len(s.Consent) != 0 {
		key, ok := s.Joining()
		if !ok {
			return fmt.Errorf("%s carries no consent: %w", s.Name(), ErrField)
		}
		if err := check("consent", key, s.Consent); err != nil {
			return err
		}
	}
	if _, takes := s.Message.(contracts.TakeQuote); takes || s.Quote != nil {
		if err := s.fits(s.Quote); err != nil {
			return err
		}
		if err := s.Quote.Verify(domain); err != nil {
			return fmt.Errorf("quote: %w", err)
		}
	}
	return later
}

// verify checks one signature, over the act alone or over a list that it is in.
func verify(part string, domain Domain, key common.Address, digest common.Hash, signature []byte) error {
	if len(signature) != crypto.SignatureLength {
		if over, own, ok := listed(domain, digest, signature); ok && recovered(over, own) == key {
			return nil
		}
		return fmt.Errorf("%s of %s: %w", part, key, ErrContractKey)
	}
	return verifyOwn(part, key, digest, signature)
}

// verifyOwn checks a signature over just this digest.
func verifyOwn(part string, key common.Address, digest common.Hash, signature []byte) error {
	if len(signature) != crypto.SignatureLength {
		return fmt.Errorf("%s of %s: %w", part, key, ErrContractKey)
	}
	if got := recovered(digest, signature); got != key {
		return &SignatureError{Part: part, Want: key, Got: got}
	}
	return nil
}

// recovered is the key that made a 65-byte signature with a low s and v of 27 or 28, as the contracts take it; zero if none did.
func recovered(digest common.Hash, signature []byte) common.Address {
	v := signature[crypto.RecoveryIDOffset]
	if v != 27 && v != 28 {
		return common.Address{}
	}
	plain := append([]byte{}, signature...)
	plain[crypto.RecoveryIDOffset] = v - 27
	r, s := signature[:32], signature[32:64]
	if !crypto.ValidateSignatureValues(v-27, common.BytesToHash(r).Big(), common.BytesToHash(s).Big(), true) {
		return common.Address{}
	}
	public, err := crypto.SigToPub(digest[:], plain)
	if err != nil {
		return common.Address{}
	}
	return crypto.PubkeyToAddress(*public)
}

// signWith has the signer sign the message, and checks that it did.
func (s Signed) signWith(signer Signer, domain Domain, part string) ([]byte, error) {
	data, err := TypedData(domain, s.Message, s.Nonce, s.Deadline)
	if err != nil {
		return nil, err
	}
	hash, err := s.Digest(domain)
	if err != nil {
		return nil, err
	}
	signature, err := signer.SignTypedData(data)
	if err != nil {
		return nil, fmt.Errorf("sign %s with %s: %w", s.Name(), signer.Address(), err)
	}
	signature = normal(signature)
	if err := verify(part, domain, signer.Address(), hash, signature); err != nil {
		return nil, fmt.Errorf("what the signer returned: %w", err)
	}
	return signature, nil
}

// normal is a signature with the v of 27 or 28 that contracts want.
func normal(signature []byte) []byte {
	signature = append([]byte{}, signature...)
	if len(signature) == crypto.SignatureLength && signature[crypto.RecoveryIDOffset] < 27 {
		signature[crypto.RecoveryIDOffset] += 27
	}
	return signature
}

// KeySigner signs with a private key in memory.
type KeySigner struct{ Private *ecdsa.PrivateKey }

// Address is the key's.
func (k KeySigner) Address() common.Address { return crypto.PubkeyToAddress(k.Private.PublicKey) }

// SignTypedData signs what go-ethereum hashes the typed data to.
func (k KeySigner) SignTypedData(data apitypes.TypedData) ([]byte, error) {
	hash, _, err := apitypes.TypedDataAndHash(data)
	if err != nil {
		return nil, err
	}
	return crypto.Sign(hash, k.Private)
}
