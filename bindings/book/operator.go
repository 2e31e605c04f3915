package book

import (
	"bytes"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
)

// Role is what an operator may do for its company, a bit each.
type Role uint8

// Roles, by their bits on the chain.
const (
	Maker   Role = 1
	Checker Role = 2
	Admin   Role = 4
	Viewer  Role = 8

	anyRole = Maker | Checker | Admin | Viewer
)

// Operator is what a key may do, for the one company it acts for.
//
//	– ── set ──▶ operator ── revoke, rotate ──▶ revoked (no roles; may be set again, with its consent)
//	             operator ⇄ stopped (by the authority's order, which outlives revoking)
type Operator struct {
	Company uint32
	Roles   Role
	// Limit of a single act and Daily of a local day, in units of 0.01, or NoLimit.
	Limit, Daily uint64
	// Spent is what the Day has used of Daily.
	Day   calendar.Day
	Spent uint64
	// Until is the key's last day; zero: no end.
	Until calendar.Day
	// Epoch is the company's in which it was made what it is: an admin of an earlier one is none.
	Epoch uint8
}

// signatureKey is a key's signature over a message, by its digest.
type signatureKey struct {
	digest common.Hash
	key    common.Address
}

type nonceKey struct {
	key   common.Address
	nonce uint64
}

// admins counts the admins of a company as it is since its last recovery, stopped ones too.
func (b *Book) admins(company uint32) (n int) {
	for _, o := range b.operators {
		if o.Company == company && b.isAdmin(o) {
			n++
		}
	}
	return n
}

func (b *Book) isAdmin(o *Operator) bool {
	return o.Roles&Admin != 0 && o.Epoch == b.companies[o.Company].Epoch
}

// authorized requires that the act is by an operator of the company in one of the roles, within its limits for the amount (zero where the
// act commits none), and by a checker too where the company wants two.
func (e *exam) authorized(company uint32, roles Role, amount uint64) {
	e.authorizedBy(e.signed, company, roles, amount)
}

func (e *exam) authorizedBy(s act.Signed, company uint32, roles Role, amount uint64) {
	key := e.author(s)
	o := e.operates(key, company, roles, amount)
	if o != nil && o.Daily != NoLimit && amount != 0 {
		spent := uint64(0)
		if o.Day == e.today {
			spent = o.Spent
		}
		left := max(spent, o.Daily) - spent
		e.require(amount <= left, "AboveDailyLimit", key, left)
		e.then(func() { o.Day, o.Spent = e.today, spent+amount })
	}
	switch c := e.companies[company]; {
	case s.IsDraft():
		// Worth nothing without the second, whatever the amount.
		role := Checker
		if roles&Maker == 0 {
			role = Admin
		}
		e.second(s, key, company, role, amount, 0)
	case c != nil && c.DualAbove != NoLimit && amount > c.DualAbove:
		e.second(s, key, company, Checker, amount, c.DualAbove)
	}
}

// author is the key whose act it is. A signature must be the key's own, and serves once, up to its deadline; so does the message of a
// direct act that a second operator signed.
func (e *exam) author(s act.Signed) common.Address {
	if s.Key == (common.Address{}) {
		if len(s.Second) != 0 {
			e.once(e.sender, s)
		}
		return e.sender
	}
	e.once(s.Key, s)
	e.require(e.isBy(s, s.Key, s.Signature), "BadSignature", s.Key)
	return s.Key
}

// once requires that a message's time is not over and its nonce not spent.
func (e *exam) once(key common.Address, s act.Signed) {
	e.require(uint64(e.now.Unix()) <= s.Deadline, "DeadlinePassed", s.Deadline)
	e.spend(key, s.Nonce)
}

func (e *exam) spend(key common.Address, nonce uint64) {
	e.require(!e.nonces[nonceKey{key, nonce}], "NonceSpent", key, nonce)
	e.then(func() { e.nonces[nonceKey{key, nonce}] = true })
}

// isBy reports whether a signature over the act's message is the key's.
func (e *exam) isBy(s act.Signed, key common.Address, signature []byte) bool {
	digest, err := s.Digest(e.domain)
	if err != nil || len(signature) != crypto.SignatureLength {
		return false
	}
	// One of the two s that fit, and v as wallets write it: a signature has one form.
	r, low, v := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:64]), signature[64]-27
	if !crypto.ValidateSignatureValues(v, r, low, true) {
		return false
	}
	public, err := crypto.SigToPub(digest[:], append(bytes.Clone(signature[:64]), v))
	return err == nil && crypto.PubkeyToAddress(*public) == key
}

// operates requires that a key acts for a company in one of the roles today, for an amount.
func (e *exam) operates(key common.Address, company uint32, roles Role, amount uint64) *Operator {
	o := e.operator(key, company)
	if o == nil {
		return nil
	}
	if e.require(!e.stopped[key], "KeySuspended", key) {
		e.require(o.Roles&roles != 0, "LacksRole", key, uint8(roles))
	}
	e.require(o.Until == 0 || e.today <= o.Until, "KeyExpired", key, o.Until)
	e.require(o.Limit == NoLimit || amount <= o.Limit, "AboveLimit", key, o.Limit)
	return o
}

// operator requires that a key is the company's, whatever its roles.
func (e *exam) operator(key common.Address, company uint32) *Operator {
	o := e.operators[key]
	if !e.require(o != nil && o.Roles != 0 && o.Company == company, "NotOperator", key, company) {
		return nil
	}
	return o
}

// second requires another operator of the company, in the role, that signed the same message, which then serves no other pair.
func (e *exam) second(s act.Signed, first common.Address, company uint32, role Role, amount, above uint64) {
	key, signed := s.Checker()
	if !e.require(signed, "SecondNeeded", company, above) {
		return
	}
	e.require(key != first, "SameOperator", key)
	e.operates(key, company, role, amount)
	e.require(e.isBy(s, key, s.Second[common.AddressLength:]), "BadSignature", key)
	digest, err := s.Digest(e.domain)
	e.require(!e.takenBack[signatureKey{digest, key}], "SignatureVoid", key, digest)
	e.require(err == nil && !e.signedByTwo[digest], "NonceSpent", first, s.Nonce)
	e.then(func() { e.signedByTwo[digest] = true })
}

// administered requires an admin, and two where the company wants two pairs of eyes and has two admins.
func (e *exam) administered(company uint32) {
	e.byAnAdmin(company)
	c := e.companies[company]
	two := c != nil && c.DualAbove != NoLimit && e.admins(company) > 1
	if two && !e.signed.IsDraft() {
		e.second(e.signed, e.authorKey(), company, Admin, 0, c.DualAbove)
	}
	if key, signed := e.signed.Checker(); signed && (two || e.signed.IsDraft()) {
		e.ofThisEpoch(key, company)
	}
}

// byAnAdmin requires any one admin of the company as it is since its last recovery.
func (e *exam) byAnAdmin(company uint32) {
	e.authorized(company, Admin, 0)
	e.ofThisEpoch(e.authorKey(), company)
}

func (e *exam) ofThisEpoch(key common.Address, company uint32) {
	if o, c := e.operators[key], e.companies[company]; o != nil && c != nil {
		e.require(o.Epoch == c.Epoch, "LacksRole", key, uint8(Admin))
	}
}

// authorKey is the key that acts, without any requirement.
func (e *exam) authorKey() common.Address {
	if e.signed.Key == (common.Address{}) {
		return e.sender
	}
	return e.signed.Key
}

// joins requires that a key which is no operator yet consents to become one, by signing the act's message, which then serves neither as
// the key's own act nor again.
func (e *exam) joins(key common.Address) {
	if e.signed.Key == (common.Address{}) && len(e.signed.Second) == 0 {
		e.once(e.sender, e.signed)
	}
	if !e.require(key != (common.Address{}) && !e.own[key], "KeyTaken", key, 0) {
		return
	}
	if o := e.operators[key]; o != nil && o.Roles != 0 {
		e.require(false, "KeyTaken", key, o.Company)
	}
	e.require(e.isBy(e.signed, key, e.signed.Consent), "BadSignature", key)
	e.spend(key, e.signed.Nonce)
}
