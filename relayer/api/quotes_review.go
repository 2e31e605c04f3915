package api

import (
	"net/http"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/index"
)

// unchecked tells whether a quote lacks the second signature that its company wants for it.
func (v show) unchecked(signed act.Signed) bool {
	c := v.concernOf(signed.Message)
	company, _ := v.CompanyByID(c.companies[0])
	_, two := v.secondRole(company, signed, c)
	return two && len(signed.Second) == 0
}

// postQuoteSecond takes a checker's signature over a waiting quote, which is then its holder's to take.
func (s *Server) postQuoteSecond(r *http.Request) (int, any, error) {
	return s.answerQuote(r, func(id string, signed act.Signed, _ common.Hash, by client.Countersignature) (any, error) {
		signed.Second = append(by.Key.Bytes(), by.Signature...)
		quote, _ := signed.Message.(contracts.Quote)
		if _, err := s.examineQuote(r.Context(), signed, quote); err != nil {
			return nil, err
		}
		return s.showQuote(signed), s.quotes.Put(id, signed)
	})
}

// postQuoteReject ends a waiting quote, by an operator of its bank who may check or manage and has not made it.
func (s *Server) postQuoteReject(r *http.Request) (int, any, error) {
	return s.answerQuote(r, func(id string, signed act.Signed, digest common.Hash, by client.Countersignature) (any, error) {
		if err := s.signedBy(r.Context(), by, common.BytesToHash(accounts.TextHash(act.Rejection(digest)))); err != nil {
			return nil, err
		}
		var err error
		s.view(func(v show) {
			company, _ := act.Company(signed.Message)
			err = s.mayCheck(v, by.Key, signed.Key, company, index.Checker|index.Admin, common.Big0)
		})
		if err != nil {
			return nil, err
		}
		return s.dropQuote(id, signed, quoteRejected)
	})
}

// postQuoteWithdraw ends a waiting quote, by the key that made it.
func (s *Server) postQuoteWithdraw(r *http.Request) (int, any, error) {
	return s.answerQuote(r, func(id string, signed act.Signed, digest common.Hash, by client.Countersignature) (any, error) {
		if by.Key != signed.Key {
			return nil, notMaker(digest, signed.Key, by.Key)
		}
		if err := s.signedBy(r.Context(), by, common.BytesToHash(accounts.TextHash(act.Withdrawal(digest)))); err != nil {
			return nil, err
		}
		return s.dropQuote(id, signed, quoteWithdrawn)
	})
}

// dropQuote forgets a quote that was never shown to anyone but its own bank: without the second signature it is worth nothing.
func (s *Server) dropQuote(id string, signed act.Signed, state string) (any, error) {
	doc := s.showQuote(signed)
	doc.State, doc.PriceToday = state, nil
	return doc, s.quotes.Delete(id)
}

// answerQuote has a waiting quote answered, one answer at a time: of two checkers the second finds it answered.
func (s *Server) answerQuote(
	r *http.Request, answer func(id string, signed act.Signed, digest common.Hash, by client.Countersignature) (any, error),
) (int, any, error) {
	id, err := hash(r, "hash")
	if err != nil {
		return 0, nil, err
	}
	var by client.Countersignature
	if err := body(r, &by); err != nil {
		return 0, nil, err
	}
	s.answering.Lock()
	defer s.answering.Unlock()
	signed, err := s.quoteNamed(id)
	if err != nil {
		return 0, nil, err
	}
	if state := s.showQuote(signed).State; state != quoteWaiting {
		return 0, nil, problem(codeConflict, "look at what became of it", "quote %s is %s; it waits for no checker", id, state)
	}
	digest, err := signed.Digest(s.domain)
	if err != nil {
		return 0, nil, err
	}
	doc, err := answer(id.Hex(), signed, digest, by)
	return http.StatusOK, doc, err
}
