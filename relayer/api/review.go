package api

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"reflect"
	"time"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// postSecond takes a checker's signature over a waiting act, which then goes its way, if it can be done as of now.
func (s *Server) postSecond(r *http.Request) (int, any, error) {
	e, signed, by, err := s.waiting(r)
	if err != nil {
		return 0, nil, err
	}
	if err := s.signedBy(r.Context(), by, e.ID); err != nil {
		return 0, nil, err
	}
	s.view(func(v show) {
		c := v.concernOfSigned(signed)
		company, _ := v.CompanyByID(c.companies[0])
		role, _ := v.secondRole(company, signed, c)
		err = s.mayCheck(v, by.Key, signed.Key, c.companies[0], role, c.amount)
	})
	if err != nil {
		return 0, nil, err
	}
	signed.Second = append(by.Key.Bytes(), by.Signature...)
	calldata, err := signed.Calldata()
	if err != nil {
		return 0, nil, err
	}
	if err := s.possible(r.Context(), signed, e.Target, calldata); err != nil {
		return 0, nil, err
	}
	released, err := s.box.Release(e.ID, calldata, "approved by "+by.Key.Hex())
	if err != nil {
		return 0, nil, s.faster(e.ID, err)
	}
	return http.StatusOK, s.show(released), nil
}

// postReject ends a waiting act, by an operator of its company who may check or manage and has not made it.
func (s *Server) postReject(r *http.Request) (int, any, error) {
	e, signed, by, err := s.waiting(r)
	if err != nil {
		return 0, nil, err
	}
	if err := s.signedBy(r.Context(), by, common.BytesToHash(accounts.TextHash(act.Rejection(e.ID)))); err != nil {
		return 0, nil, err
	}
	s.view(func(v show) {
		company, _ := act.Company(signed.Message)
		err = s.mayCheck(v, by.Key, signed.Key, company, index.Checker|index.Admin, common.Big0)
	})
	if err != nil {
		return 0, nil, err
	}
	rejected, err := s.box.Reject(e.ID, "rejected by "+by.Key.Hex())
	if err != nil {
		return 0, nil, s.faster(e.ID, err)
	}
	return http.StatusOK, s.show(rejected), nil
}

// postWithdraw ends a waiting act, by the key that made it, whatever that key may do by now: nothing is done by it.
func (s *Server) postWithdraw(r *http.Request) (int, any, error) {
	e, signed, by, err := s.waiting(r)
	if err != nil {
		return 0, nil, err
	}
	if by.Key != signed.Key {
		return 0, nil, notMaker(e.ID, signed.Key, by.Key)
	}
	if err := s.signedBy(r.Context(), by, common.BytesToHash(accounts.TextHash(act.Withdrawal(e.ID)))); err != nil {
		return 0, nil, err
	}
	withdrawn, err := s.box.Withdraw(e.ID, "withdrawn by its maker")
	if err != nil {
		return 0, nil, s.faster(e.ID, err)
	}
	return http.StatusOK, s.show(withdrawn), nil
}

// notMaker is the problem of one who would withdraw what another made.
func notMaker(id common.Hash, maker, by common.Address) error {
	return problem(codeRefused, "its maker withdraws it; a checker rejects it", "act %s was made by %s, not by %s", id, maker, by)
}

// waiting is the act that the path names, which must wait for a checker, and the answer in the body.
func (s *Server) waiting(r *http.Request) (e outbox.Entry, signed act.Signed, by client.Countersignature, err error) {
	id, err := hash(r, "id")
	if err != nil {
		return e, signed, by, err
	}
	if err := body(r, &by); err != nil {
		return e, signed, by, err
	}
	if e, err = s.box.Get(id); err != nil {
		return e, signed, by, err
	}
	if e.State != outbox.Waiting {
		return e, signed, by, answered(e)
	}
	if signed, err = act.Decode(e.Calldata); err != nil {
		return e, signed, by, err
	}
	if s.late(signed) {
		return e, signed, by, s.refusal("DeadlinePassed", new(big.Int).SetUint64(signed.Deadline))
	}
	return e, signed, by, nil
}

// late tells whether an act's signatures can no longer be used.
func (s *Server) late(signed act.Signed) bool { return uint64(s.now().Unix()) > signed.Deadline }

// answered is the problem of one who answers an act that waits for no answer any more.
func answered(e outbox.Entry) error {
	return problem(codeConflict, "look at what became of it", "act %s is %s; it waits for no checker", e.ID, e.State)
}

// faster is the problem of one who was not the first to answer a waiting act; any other error stays as it is.
func (s *Server) faster(id common.Hash, err error) error {
	if !errors.Is(err, outbox.ErrState) {
		return err
	}
	e, again := s.box.Get(id)
	if again != nil {
		return errors.Join(err, again)
	}
	return answered(e)
}

// signedBy checks that an answer's signature is its key's over a digest.
func (s *Server) signedBy(ctx context.Context, by client.Countersignature, digest common.Hash) error {
	fits, err := s.fits(ctx, by.Key, digest, by.Signature)
	if err == nil && !fits {
		err = s.refusal("BadSignature", by.Key)
	}
	return err
}

// possible tries a call for an act on the newest state: nobody shall approve what has become impossible since it was made.
func (s *Server) possible(ctx context.Context, signed act.Signed, target common.Address, calldata []byte) error {
	_, err := s.simulate(ctx, signed, chain.Call{From: s.cfg.Relayer, To: target, Data: calldata})
	if reason, reverted := chain.IsRevert(err); reverted {
		return refused(s.refusedBy(reason))
	}
	return err
}

// hands says of a signed act who signed it, until when that counts, and what it commits.
func (v show) hands(doc *client.Act) {
	signed := *doc.Signed
	doc.Draft = signed.IsDraft()
	if !signed.IsDirect() {
		doc.Maker = &signed.Key
		if until := time.Unix(int64(signed.Deadline), 0).UTC(); until.Year() <= lastYear {
			doc.Expires = &until
		}
	}
	if checker, ok := signed.Checker(); ok {
		doc.Checker = &checker
	}
	if committed := v.concernOfSigned(signed).amount; committed.Sign() > 0 {
		units := deposit(committed)
		doc.Amount, doc.Currency = &units, v.currencyOf(signed)
	}
}

// lastYear is the last that RFC 3339 can write; later deadlines are as good as none.
const lastYear = 9999

// currencyOf is the currency of what an act commits: its own, or that of the obligation that it is about; nil where it has none.
func (v show) currencyOf(signed act.Signed) *currency.Code {
	message := reflect.ValueOf(signed.Message)
	if signed.Quote != nil {
		message = reflect.ValueOf(signed.Quote.Message)
	}
	if own := message.FieldByName("Currency"); own.IsValid() {
		code := currency.Code(own.Uint())
		return &code
	}
	for _, name := range []string{"Obligation", "Receivable"} {
		field := message.FieldByName(name)
		if !field.IsValid() {
			continue
		}
		if number, ok := field.Interface().(*big.Int); ok {
			if o := v.obligationNamed(number); o.Currency != 0 {
				code := currency.Code(o.Currency)
				return &code
			}
		}
	}
	return nil
}
