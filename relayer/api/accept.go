package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// examined is a signed act that may be stored.
type examined struct {
	signed act.Signed
	entry  outbox.Entry
	// known is set where it is stored already.
	known bool
	// needs is set where it waits for a checker first.
	needs bool
}

// examine checks a signed act in all that can be checked before it is stored, and makes the entry for the outbox. Its error is the
// problem that the caller is answered with.
func (s *Server) examine(ctx context.Context, signed act.Signed) (examined, error) {
	x, err := s.inspect(ctx, signed)
	if err != nil || x.known {
		return x, err
	}
	// A node that does not answer is no reason to refuse an act: the chain checks the nonce in any case.
	if spent, err := s.nonces.spent(ctx, []keyNonce{{key: signed.Key, nonce: signed.Nonce}}); err == nil && spent[0] {
		return x, s.unspent(x)
	}
	return x, nil
}

// inspect is examine but for what only the chain knows: whether the act's nonce is free.
func (s *Server) inspect(ctx context.Context, signed act.Signed) (examined, error) {
	entry, err := s.entryOf(signed)
	if err != nil {
		return examined{}, err
	}
	if stored, err := s.box.Records([]common.Hash{entry.ID}); err == nil {
		// Known: whatever has become of it since, the same act again is answered with it.
		entry.Reference, entry.Gas = stored[0].Reference, stored[0].Gas
		return examined{signed: signed, entry: entry, known: true}, nil
	}
	if err := s.verify(ctx, signed); err != nil {
		return examined{}, err
	}
	if uint64(s.now().Unix()) > signed.Deadline {
		return examined{}, s.refusal("DeadlinePassed", new(big.Int).SetUint64(signed.Deadline))
	}
	var needs bool
	s.view(func(v show) {
		c := v.concernOfSigned(signed)
		entry.Companies, entry.Reference, entry.Gas = distinct(c.companies), c.reference, c.gas+signatureGas(signed)
		if needs, err = s.authorized(v, signed, c); err == nil {
			err = s.unused(v, c)
		}
	})
	if err != nil {
		return examined{}, err
	}
	if needs {
		entry.State = outbox.Waiting
	}
	return examined{signed: signed, entry: entry, needs: needs}, nil
}

// entryOf makes the part of an entry that follows from the act alone.
func (s *Server) entryOf(signed act.Signed) (outbox.Entry, error) {
	contract, err := signed.Target()
	if err != nil {
		return outbox.Entry{}, problem(codeBadRequest, actForm, "%v", err)
	}
	switch {
	case signed.IsDirect():
		return outbox.Entry{}, problem(codeBadRequest, "sign it, or send it to the chain yourself", "the act is not signed")
	case signed.Name() == "Quote":
		return outbox.Entry{}, problem(codeBadRequest, "post it to /v1/quotes", "a quote is no act until its holder takes it")
	case contract == "":
		return outbox.Entry{}, problem(codeBadRequest, "post it to /v1/asks", "%s is not done on the chain", signed.Name())
	}
	id, err := signed.Digest(s.domain)
	if err != nil {
		return outbox.Entry{}, problem(codeBadRequest, actForm, "%v", err)
	}
	content, err := act.ContentID(signed.Message)
	if err != nil {
		return outbox.Entry{}, problem(codeBadRequest, actForm, "%v", err)
	}
	calldata, err := signed.Calldata()
	if err != nil {
		return outbox.Entry{}, problem(codeBadRequest, actForm, "%v", err)
	}
	return outbox.Entry{
		ID: id, Content: content, Act: signed.Name(), Target: s.cfg.Deployment.Address(contract), Calldata: calldata,
		Key: signed.Key, Nonce: signed.Nonce,
	}, nil
}

// signatureGas is what signatures of contract keys may use beside the act itself.
func signatureGas(signed act.Signed) uint32 {
	gas := uint32(0)
	for s := &signed; s != nil; s = s.Quote {
		for _, signature := range [][]byte{s.Signature, s.Second, s.Consent} {
			if n := len(signature); n != 0 && n != 65 && n != 85 {
				gas += 150_000
			}
		}
	}
	return gas
}

// distinct are the companies in their order, each once, without zero.
func distinct(companies []uint32) []uint32 {
	var list []uint32
	for _, id := range companies {
		if id != 0 && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// authorized checks that the operators may do the act, and says whether a checker must sign yet.
func (s *Server) authorized(v show, signed act.Signed, c concern) (needs bool, err error) {
	company, err := act.Company(signed.Message)
	if err != nil {
		return false, problem(codeBadRequest, actForm, "%v", err)
	}
	about, known := v.CompanyByID(company)
	if !known || v.stranger(signed.Key, company) {
		// Its admission, or the key's, may be on its way: then the chain decides, in that order.
		if s.onItsWay(company, signed.Key) {
			return false, nil
		}
		if !known {
			return false, s.refusal("UnknownCompany", company)
		}
		return false, s.refusal("NotOperator", signed.Key, company)
	}
	if about.Suspended && !c.suspended {
		return false, s.refusal("CompanySuspended", company)
	}
	if err := s.mayDo(v, signed.Key, c.role, c.amount); err != nil {
		return false, err
	}
	role, two := v.secondRole(about, signed, c)
	if !two {
		return false, nil
	}
	checker, ok := signed.Checker()
	if !ok {
		return true, nil
	}
	return false, s.mayCheck(v, checker, signed.Key, company, role, c.amount)
}

func (v show) stranger(key common.Address, company uint32) bool {
	o, ok := v.Operator(key)
	return !ok || o.Roles == 0 || o.Company != company
}

// secondRole tells whether a second operator must sign an act, and in which role one signs it.
func (v show) secondRole(company index.Company, signed act.Signed, c concern) (role uint8, two bool) {
	role = index.Checker
	rotate, rotates := signed.Message.(contracts.RotateOperator)
	if c.admin && !(rotates && rotate.Key == signed.Key) {
		role = index.Admin
	}
	switch {
	case signed.IsDraft():
		return role, true
	case company.DualAbove == index.NoLimit:
		return role, false
	case role == index.Admin:
		return role, v.admins(company.ID) > 1
	}
	return role, c.amount.Cmp(new(big.Int).SetUint64(company.DualAbove)) > 0
}

// admins counts a company's admin keys.
func (v show) admins(company uint32) int {
	n := 0
	for _, o := range v.Operators(company) {
		if o.Roles&index.Admin != 0 {
			n++
		}
	}
	return n
}

// mayDo checks that an operator of the company has a role, now, for an amount.
func (s *Server) mayDo(v show, key common.Address, role uint8, amount *big.Int) error {
	o, _ := v.Operator(key)
	switch {
	case o.Roles&role == 0:
		return s.refusal("LacksRole", key, role)
	case o.Until != 0 && v.today > o.Until:
		return s.refusal("KeyExpired", key, uint32(o.Until))
	case o.Limit != index.NoLimit && amount.Cmp(new(big.Int).SetUint64(o.Limit)) > 0:
		return s.refusal("AboveLimit", key, new(big.Int).SetUint64(o.Limit))
	}
	return nil
}

// mayCheck checks that a key may be the second to sign.
func (s *Server) mayCheck(v show, checker, maker common.Address, company uint32, role uint8, amount *big.Int) error {
	if checker == maker {
		return s.refusal("SameOperator", checker)
	}
	if v.stranger(checker, company) {
		return s.refusal("NotOperator", checker, company)
	}
	return s.mayDo(v, checker, role, amount)
}

// onItsWay tells whether the outbox holds an unfinished act that makes a key an operator of a company.
func (s *Server) onItsWay(company uint32, key common.Address) bool {
	entries, err := s.box.OfCompany(company, 0, maxLimit)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(entries, func(e outbox.Entry) bool {
		if e.State.Settled() || e.State == outbox.Waiting {
			return false
		}
		signed, err := act.Decode(e.Calldata)
		if err != nil {
			return false
		}
		joining, ok := signed.Joining()
		return ok && joining == key
	})
}

// unused checks that the name of a new receivable is free on chain. Where the outbox knows the name, it answers: same content, already.
func (s *Server) unused(v show, c concern) error {
	if c.name == "" {
		return nil
	}
	if _, err := s.box.ByReference(c.reference); err == nil {
		return nil
	}
	for _, o := range v.Named(c.companies[0], c.name) {
		if o.State != index.Void {
			return problem(codeConflict, "look at that one; another debt needs another reference",
				"company %d made %s under the reference %q already", o.ID.Company, o.ID, c.name)
		}
	}
	return nil
}

// refusal is the answer that Companies would give: one of its custom errors with these arguments.
func (s *Server) refusal(name string, arguments ...any) error {
	custom, ok := contracts.NewCompanies().GetABI().Errors[name]
	if !ok {
		return errors.New("api: Companies has no error " + name)
	}
	packed, err := custom.Inputs.Pack(arguments...)
	if err != nil {
		return fmt.Errorf("api: %s: %w", name, err)
	}
	// Names of companies are left out: this may be called while the index is read.
	return refused(client.Refused(nil, append(custom.ID[:4:4], packed...)))
}

// examineAll examines the acts of a batch, several at a time. Those that cannot be stored get their problem into items; the others, with their
// places, are returned.
func (s *Server) examineAll(ctx context.Context, raw []json.RawMessage, items []client.BatchItem) (found []examined, places []int) {
	all, wrong := make([]examined, len(raw)), make([]error, len(raw))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, text := range raw {
		group.Go(func() error {
			var signed act.Signed
			if err := json.Unmarshal(text, &signed); err != nil {
				wrong[i] = problem(codeBadRequest, "/openapi.yaml says what an act must hold", "act %d: %v", i+1, err)
				return nil
			}
			all[i], wrong[i] = s.inspect(ctx, signed)
			return nil
		})
	}
	// The functions give no errors: each has noted its own.
	_ = group.Wait()
	var asked []int
	var nonces []keyNonce
	for i, x := range all {
		if wrong[i] == nil && !x.known {
			asked, nonces = append(asked, i), append(nonces, keyNonce{key: x.signed.Key, nonce: x.signed.Nonce})
		}
	}
	// As for a single act, a node that does not answer refuses nothing.
	if spent, err := s.nonces.spent(ctx, nonces); err == nil {
		for j, i := range asked {
			if spent[j] {
				wrong[i] = s.unspent(all[i])
			}
		}
	}
	for i, x := range all {
		if wrong[i] != nil {
			p := problemOf(wrong[i])
			items[i] = client.BatchItem{Status: p.Status, Problem: p}
			continue
		}
		found, places = append(found, x), append(places, i)
	}
	return found, places
}

// unspent refuses an act whose nonce is spent, unless the act itself spent it: then it was done already, and the outbox learns that from the chain.
func (s *Server) unspent(x examined) error {
	done := false
	s.index.View(func(v index.View) { _, done = v.Acted(x.entry.ID) })
	if done {
		return nil
	}
	return s.refusal("NonceSpent", x.signed.Key, x.signed.Nonce)
}
