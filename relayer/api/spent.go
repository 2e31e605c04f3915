package api

import (
	"context"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
)

const (
	// wordBits is how many nonces the contract keeps in one word, and answers about at once.
	wordBits = 256
	// mostAsked is how many questions go to the node in one request: geth answers 1,000, others fewer.
	mostAsked = 200
	// maxWords is how many words are remembered.
	maxWords = 100_000
)

// keyNonce is a nonce of an author's key.
type keyNonce struct {
	key   common.Address
	nonce uint64
}

// word is the first of the nonces in the same word.
func (n keyNonce) word() keyNonce { return keyNonce{key: n.key, nonce: n.nonce &^ (wordBits - 1)} }

// spentNonces knows from the chain which nonces are spent. What it has heard counts until there is a new block: acts that were done since by other
// relayers are found out when they are tried. While one question is under way, what others ask waits and goes together in the next.
type spentNonces struct {
	chain     Chain
	companies common.Address
	// block gives the hash of the newest block.
	block func() common.Hash

	mu    sync.Mutex
	asOf  common.Hash
	words map[keyNonce]*big.Int
	// full is up to where all nonces from a number on are spent.
	full    map[keyNonce]uint64
	waiting []*inquiry
	asking  bool
}

// inquiry is what one request asks. Its answer is there once done is closed.
type inquiry struct {
	words []keyNonce
	done  chan struct{}
	spent []*big.Int
	err   error
}

func newSpentNonces(node Chain, companies common.Address, block func() common.Hash) *spentNonces {
	return &spentNonces{chain: node, companies: companies, block: block, words: make(map[keyNonce]*big.Int), full: make(map[keyNonce]uint64)}
}

// spent tells of each nonce whether it is spent.
func (n *spentNonces) spent(ctx context.Context, wanted []keyNonce) ([]bool, error) {
	words := make([]keyNonce, len(wanted))
	for i, w := range wanted {
		words[i] = w.word()
	}
	around, err := n.around(ctx, words)
	if err != nil {
		return nil, err
	}
	spent := make([]bool, len(wanted))
	for i, w := range wanted {
		spent[i] = around[i].Bit(int(w.nonce%wordBits)) == 1
	}
	return spent, nil
}

// lowest is up to where all of a key's nonces from a number on were spent when last looked at. A reorganisation may free some: they are then
// passed over, which does no harm.
func (n *spentNonces) lowest(key common.Address, from uint64) uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	at := keyNonce{key: key, nonce: from}
	next := max(from, n.full[at])
	for word, known := n.words[keyNonce{key: key, nonce: next}]; known && word.Cmp(allSpent) == 0; word, known = n.words[keyNonce{key: key, nonce: next}] {
		next += wordBits
	}
	n.full[at] = next
	return next
}

// allSpent is a word of which every nonce is spent.
var allSpent = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), wordBits), big.NewInt(1))

// around gives the words that begin with these nonces.
func (n *spentNonces) around(ctx context.Context, words []keyNonce) ([]*big.Int, error) {
	if found := n.heard(words); found != nil {
		return found, nil
	}
	q := &inquiry{words: words, done: make(chan struct{})}
	n.mu.Lock()
	n.waiting = append(n.waiting, q)
	first := !n.asking
	n.asking = true
	n.mu.Unlock()
	if first {
		// It asks for others too, which go on where this request ends.
		go n.askWaiting(context.WithoutCancel(ctx))
	}
	select {
	case <-q.done:
		return q.spent, q.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// heard gives words that the newest block's state was asked about; nil where not all are known.
func (n *spentNonces) heard(words []keyNonce) []*big.Int {
	block := n.block()
	n.mu.Lock()
	defer n.mu.Unlock()
	if block != n.asOf || len(n.words) > maxWords {
		n.asOf = block
		clear(n.words)
	}
	found := make([]*big.Int, len(words))
	for i, w := range words {
		if found[i] = n.words[w]; found[i] == nil {
			return nil
		}
	}
	return found
}

// askWaiting asks what waits, until nothing does.
func (n *spentNonces) askWaiting(ctx context.Context) {
	for {
		n.mu.Lock()
		batch := n.waiting
		n.waiting, n.asking = nil, len(batch) > 0
		n.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		known := make(map[keyNonce]*big.Int)
		var wanted []keyNonce
		for _, q := range batch {
			for _, w := range q.words {
				if _, twice := known[w]; !twice {
					known[w] = nil
					wanted = append(wanted, w)
				}
			}
		}
		err := n.ask(ctx, wanted, known)
		for _, q := range batch {
			q.err = err
			for _, w := range q.words {
				q.spent = append(q.spent, known[w])
			}
			close(q.done)
		}
	}
}

// ask asks the chain about words, many in one request, and remembers the answers as those of the block before which it asked.
func (n *spentNonces) ask(ctx context.Context, wanted []keyNonce, known map[keyNonce]*big.Int) error {
	block, companies := n.block(), contracts.NewCompanies()
	for len(wanted) > 0 {
		part := wanted[:min(len(wanted), mostAsked)]
		wanted = wanted[len(part):]
		calls := make([]chain.Call, len(part))
		for i, w := range part {
			calls[i] = chain.Call{To: n.companies, Data: companies.PackSpentAround(w.key, w.nonce)}
		}
		answers, err := n.chain.AskMany(ctx, calls, nil)
		if err != nil {
			return err
		}
		for i, answer := range answers {
			if known[part[i]], err = companies.UnpackSpentAround(answer); err != nil {
				return err
			}
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if block == n.asOf {
		for w, bits := range known {
			n.words[w] = bits
		}
	}
	return nil
}
