package api

import (
	"context"
	"net/http"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

const (
	// maxNonces is how many free nonces one request may ask for.
	maxNonces = 5_000
	// maxSearch is how many nonces are looked at for it, and searched how many words of them together.
	maxSearch, searched = 1 << 20, 8
)

func (s *Server) getKey(r *http.Request) (int, any, error) {
	q := parameters(r, "nonces", "draft")
	wanted, from := q.number("nonces", 0, maxNonces), uint64(0)
	if q.flag("draft") {
		from = act.FirstDraftNonce
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	text := r.PathValue("address")
	if !common.IsHexAddress(text) {
		return 0, nil, problem(codeBadRequest, "an address is 0x and 40 hexadecimal digits", "%q is not the address of a key", text)
	}
	key := common.HexToAddress(text)
	status := client.KeyStatus{Nonces: []client.Number{}}
	s.viewAs(r, func(v show) {
		if o, ok := v.Operator(key); ok && o.Roles != 0 {
			doc := v.operator(o)
			if !v.who.may(o.Company) {
				doc.Limit, doc.Daily = nil, nil
			}
			status.Operator = &doc
		}
	})
	free, err := s.freeNonces(r.Context(), key, from, wanted)
	if err != nil {
		return 0, nil, err
	}
	for _, nonce := range free {
		status.Nonces = append(status.Nonces, client.Number(nonce))
	}
	return http.StatusOK, status, nil
}

// freeNonces finds the lowest nonces of a key from a number on, a multiple of 256, that are neither in an act that the outbox holds nor spent on chain.
func (s *Server) freeNonces(ctx context.Context, key common.Address, from uint64, wanted int) ([]uint64, error) {
	free := make([]uint64, 0, wanted)
	for at := s.nonces.lowest(key, from); len(free) < wanted; at += searched * wordBits {
		if at >= from+maxSearch {
			return nil, problem(codeUnavailable, "sign under a random nonce of 63 bits instead, for a draft plus 2^63",
				"%s has no %d free nonces among its first %d", key, wanted, maxSearch)
		}
		words := make([]keyNonce, searched)
		for i := range words {
			words[i] = keyNonce{key: key, nonce: at + uint64(i)*wordBits}
		}
		spent, err := s.nonces.around(ctx, words)
		if err != nil {
			return nil, err
		}
		list, err := s.box.Nonces(key, at, searched*wordBits)
		if err != nil {
			return nil, err
		}
		held := make(map[uint64]bool, len(list))
		for _, nonce := range list {
			held[nonce] = true
		}
		for i, word := range words {
			for bit := range uint64(wordBits) {
				if nonce := word.nonce + bit; len(free) < wanted && spent[i].Bit(int(bit)) == 0 && !held[nonce] {
					free = append(free, nonce)
				}
			}
		}
	}
	return free, nil
}
