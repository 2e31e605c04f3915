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
	// maxSearch is how many nonces are looked at for it.
	maxSearch = 20_000
	// minAsked is how many nonces are asked about at least.
	minAsked = 16
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

// freeNonces finds the lowest nonces of a key from a number on that are neither in an act that the outbox holds nor spent on chain.
func (s *Server) freeNonces(ctx context.Context, key common.Address, from uint64, wanted int) ([]uint64, error) {
	var free []uint64
	for next := from; len(free) < wanted; {
		if next >= from+maxSearch {
			return nil, problem(codeUnavailable, "sign under a random nonce of 63 bits instead, for a draft plus 2^63",
				"%s has no %d free nonces among its first %d", key, wanted, maxSearch)
		}
		// Those in the outbox are known; of the rest a good many are asked about at once, in case another relayer spent them.
		candidates, end, err := s.notHeld(key, next, max(wanted-len(free), minAsked))
		if err != nil {
			return nil, err
		}
		spent, err := s.spent(ctx, ofKey(key, candidates))
		if err != nil {
			return nil, err
		}
		for i, nonce := range candidates {
			if !spent[i] {
				free = append(free, nonce)
			}
		}
		next = end
	}
	return free[:wanted], nil
}

// notHeld lists the first nonces from a place on that no act in the outbox has, and where it stopped looking.
func (s *Server) notHeld(key common.Address, from uint64, count int) (candidates []uint64, end uint64, err error) {
	held, err := s.box.Nonces(key, from, maxSearch)
	if err != nil {
		return nil, 0, err
	}
	taken := make(map[uint64]bool, len(held))
	for _, nonce := range held {
		taken[nonce] = true
	}
	for end = from; len(candidates) < count; end++ {
		if !taken[end] && !s.nonces.knows(key, end) {
			candidates = append(candidates, end)
		}
	}
	return candidates, end, nil
}
