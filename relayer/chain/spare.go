package chain

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"
)

// Spare says how a Client goes over from one node to another.
type Spare struct {
	// Verify fails for a node that is not of the network; it is asked of a node before that is used in the place of another. nil: any will do.
	Verify func(ctx context.Context, node Caller) error
	// StaleAfter is after how long without a new block others are asked whether they have more. Zero: never.
	StaleAfter time.Duration
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Log hears of each change; the zero Logger writes nothing. No line holds a node's URL.
	Log zerolog.Logger
}

// Caller asks one node anything.
type Caller interface {
	CallContext(ctx context.Context, out any, method string, args ...any) error
}

// lookEvery is how often other nodes are looked at, at most: a chain that stands still has all of them without a new block.
const lookEvery = 2 * time.Second

// ahead is how many blocks more another node must have to be gone over to from one that answers.
const ahead = 2

// spare is what a Client knows of when to go over to another node.
type spare struct {
	Spare
	// failed is set once the node in use did not answer.
	failed atomic.Bool

	mu     sync.Mutex
	newest uint64
	since  time.Time
	looked time.Time
}

// saw notes the newest block.
func (s *spare) saw(number uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if number > s.newest || s.since.IsZero() {
		s.newest, s.since = number, s.Now()
	}
}

// due tells whether it is time to look at other nodes.
func (s *spare) due() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Now()
	stale := s.StaleAfter > 0 && !s.since.IsZero() && now.Sub(s.since) > s.StaleAfter
	if passed := now.Sub(s.looked); (!stale && !s.failed.Load()) || (passed >= 0 && passed < lookEvery) {
		return false
	}
	s.looked = now
	return true
}

// DialAny prepares a client for the first of these nodes, with the others in reserve. Which one is asked changes in Choose and nowhere else.
// timeout bounds every single call; zero: DefaultTimeout. An http node need not be up yet.
func DialAny(ctx context.Context, urls []string, timeout time.Duration, with Spare) (*Client, error) {
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	if with.Now == nil {
		with.Now = time.Now
	}
	c := &Client{timeout: timeout}
	c.spare.Spare = with
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for _, one := range urls {
		dialled, err := rpc.DialOptions(ctx, one)
		if err != nil {
			c.Close()
			var located *url.Error
			if errors.As(err, &located) {
				err = located.Err
			}
			return nil, fmt.Errorf("dial node: %w", &Error{Class: Unreachable, Err: err})
		}
		host := ""
		if parsed, err := url.Parse(one); err == nil {
			host = parsed.Host
		}
		c.nodes = append(c.nodes, &endpoint{rpc: dialled, host: host})
	}
	if len(c.nodes) == 0 {
		return nil, errors.New("dial node: no URL")
	}
	return c, nil
}

// Choose settles which node the questions until the next Choose go to: whoever decides something by several answers, about finality above all,
// calls it before the first, so that all come from one node. It goes over to another node where the one in use did not answer, or has had no new
// block for a while and the other has: of those that answer and are of the network, the one with the most blocks.
func (c *Client) Choose(ctx context.Context) {
	if len(c.nodes) == 1 || !c.spare.due() {
		return
	}
	at := int(c.inUse.Load())
	least := uint64(0)
	if head, err := c.numberOf(ctx, c.nodes[at]); err == nil {
		// It answers (again): there must be a reason to leave it.
		least = head + ahead
	}
	best := at
	for i := range len(c.nodes) - 1 {
		other := (at + 1 + i) % len(c.nodes)
		head, err := c.numberOf(ctx, c.nodes[other])
		if err != nil || head < least || (best != at && head == least) {
			continue
		}
		if err := c.verify(ctx, c.nodes[other]); err != nil {
			c.spare.Log.Error().Err(err).Str("node", c.nodes[other].host).Msg("chain: a node in reserve cannot be used")
			continue
		}
		best, least = other, head
	}
	c.spare.failed.Store(false)
	if best == at {
		return
	}
	c.inUse.Store(int32(best)) // #nosec G115 -- a place in a short list
	c.spare.mu.Lock()
	c.spare.newest, c.spare.since = least, c.spare.Now()
	c.spare.mu.Unlock()
	c.spare.Log.Warn().Str("from", c.nodes[at].host).Str("to", c.nodes[best].host).Uint64("head", least).Msg("chain: another node is asked from now on")
}

// numberOf is the height of a node's head.
func (c *Client) numberOf(ctx context.Context, n *endpoint) (uint64, error) {
	var number hexutil.Uint64
	err := c.callNode(ctx, n, &number, "eth_blockNumber")
	return uint64(number), err
}

// single asks one node, whichever is in use.
type single struct {
	client *Client
	node   *endpoint
}

// CallContext asks the node anything, within the deadline.
func (s single) CallContext(ctx context.Context, out any, method string, args ...any) error {
	return s.client.callNode(ctx, s.node, out, method, args...)
}

func (c *Client) verify(ctx context.Context, n *endpoint) error {
	if c.spare.Verify == nil {
		return nil
	}
	return c.spare.Verify(ctx, single{c, n})
}
