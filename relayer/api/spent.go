package api

import (
	"context"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
)

// mostAsked is how many questions go to the node in one request: geth answers 1,000, others fewer.
const mostAsked = 200

// keyNonce is a nonce of an author's key.
type keyNonce struct {
	key   common.Address
	nonce uint64
}

func ofKey(key common.Address, nonces []uint64) []keyNonce {
	list := make([]keyNonce, len(nonces))
	for i, nonce := range nonces {
		list[i] = keyNonce{key: key, nonce: nonce}
	}
	return list
}

// spent asks the chain which nonces are spent, many in one request.
func (s *Server) spent(ctx context.Context, wanted []keyNonce) ([]bool, error) {
	spent := make([]bool, 0, len(wanted))
	companies, address := contracts.NewCompanies(), s.cfg.Deployment.Address("Companies")
	for len(spent) < len(wanted) {
		part := wanted[len(spent):min(len(wanted), len(spent)+mostAsked)]
		calls := make([]chain.Call, len(part))
		for i, w := range part {
			calls[i] = chain.Call{To: address, Data: companies.PackIsSpent(w.key, w.nonce)}
		}
		answers, err := s.chain.AskMany(ctx, calls, nil)
		if err != nil {
			return nil, err
		}
		for i, answer := range answers {
			is, err := companies.UnpackIsSpent(answer)
			if err != nil {
				return nil, err
			}
			if is {
				s.nonces.learn(part[i].key, part[i].nonce)
			}
			spent = append(spent, is)
		}
	}
	return spent, nil
}

// crowd gathers what many requests ask about one nonce each: while one question is under way, others wait and go together in the next.
type crowd struct {
	mu      sync.Mutex
	waiting []*inquiry
	asking  bool
}

// inquiry is what one request asks. Its answer is there once done is closed.
type inquiry struct {
	about keyNonce
	done  chan struct{}
	spent bool
	err   error
}

// isSpent asks the chain whether a nonce is spent.
func (s *Server) isSpent(ctx context.Context, about keyNonce) (bool, error) {
	q := &inquiry{about: about, done: make(chan struct{})}
	s.crowd.mu.Lock()
	s.crowd.waiting = append(s.crowd.waiting, q)
	first := !s.crowd.asking
	s.crowd.asking = true
	s.crowd.mu.Unlock()
	if first {
		// It asks for others too, which go on where this request ends.
		go s.askWaiting(context.WithoutCancel(ctx))
	}
	select {
	case <-q.done:
		return q.spent, q.err
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// askWaiting asks what waits, until nothing does.
func (s *Server) askWaiting(ctx context.Context) {
	for {
		s.crowd.mu.Lock()
		batch := s.crowd.waiting
		s.crowd.waiting, s.crowd.asking = nil, len(batch) > 0
		s.crowd.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		wanted := make([]keyNonce, len(batch))
		for i, q := range batch {
			wanted[i] = q.about
		}
		spent, err := s.spent(ctx, wanted)
		for i, q := range batch {
			if q.err = err; err == nil {
				q.spent = spent[i]
			}
			close(q.done)
		}
	}
}

// spentNonces remembers nonces that the chain said are spent, so that it is not asked again. A reorganisation may free one: it is
// then passed over, which does no harm.
type spentNonces struct {
	mu    sync.Mutex
	known map[common.Address]map[uint64]bool
}

func newSpentNonces() *spentNonces {
	return &spentNonces{known: make(map[common.Address]map[uint64]bool)}
}

func (n *spentNonces) knows(key common.Address, nonce uint64) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.known[key][nonce]
}

func (n *spentNonces) learn(key common.Address, nonce uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.known[key] == nil {
		n.known[key] = make(map[uint64]bool)
	}
	n.known[key][nonce] = true
}
