// Package chain is what the relayer asks of an Ethereum node, and nothing more.
//
// Guarantee: every question ends, with an answer or an error, within the client's deadline; and every error says by Classify what
// may have happened, so that "the node said no" is never confused with "nobody knows". Blocks are named by the hash that the
// node gives: it is never computed from the header's fields, which nodes with other consensus rules (GoQuorum) hash in their own way.
//
// Amounts here are wei, gas is in gas units, times are Unix seconds.
package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
)

// DefaultTimeout bounds a call when Dial is given none.
const DefaultTimeout = 10 * time.Second

// Client talks to one node, or to one of several (DialAny). Its methods may be called from many goroutines.
type Client struct {
	timeout time.Duration
	// nodes are those that there are, inUse the place of the one that is asked.
	nodes []*endpoint
	inUse atomic.Int32
	spare spare
}

// endpoint is one node.
type endpoint struct {
	rpc *rpc.Client
	// host is what may be said of its URL.
	host string
	// noTip is set once it was found to have no eth_maxPriorityFeePerGas.
	noTip atomic.Bool
	// noBlockReceipts is set once it was found to have no eth_getBlockReceipts.
	noBlockReceipts atomic.Bool
}

// Dial prepares a client for the node at url (http, https, ws or wss). timeout bounds every single call; zero: DefaultTimeout. An
// http node need not be up yet.
func Dial(ctx context.Context, url string, timeout time.Duration) (*Client, error) {
	return DialAny(ctx, []string{url}, timeout, Spare{})
}

// node is the one in use.
func (c *Client) node() *endpoint { return c.nodes[c.inUse.Load()] }

// Close ends the connections; calls under way fail.
func (c *Client) Close() {
	for _, n := range c.nodes {
		n.rpc.Close()
	}
}

// CallContext asks the node anything, within the deadline; every error has its class. It makes a Client a deployment.Caller.
func (c *Client) CallContext(ctx context.Context, out any, method string, args ...any) error {
	return c.call(ctx, out, method, args...)
}

// call asks the node within the deadline, and gives every error its class.
func (c *Client) call(ctx context.Context, out any, method string, args ...any) error {
	return c.callNode(ctx, c.node(), out, method, args...)
}

func (c *Client) callNode(ctx context.Context, n *endpoint, out any, method string, args ...any) error {
	within, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	if err := n.rpc.CallContext(within, out, method, args...); err != nil {
		return fmt.Errorf("%s: %w", method, c.failed(ctx, err))
	}
	return nil
}

// failed is an error of a node with its class. One that nobody gave up on, and that did not reach the node, is remembered by the spare.
func (c *Client) failed(ctx context.Context, err error) error {
	err = classified(located(err))
	if ctx.Err() == nil && Classify(err) == Unreachable {
		c.spare.failed.Store(true)
	}
	return err
}

// located is an error without the node's URL, which may hold a provider's key or a password: errors are logged.
func located(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// ChainID is the chain's id. An id above 64 bits is an error.
func (c *Client) ChainID(ctx context.Context) (uint64, error) {
	var id hexutil.Big
	if err := c.call(ctx, &id, "eth_chainId"); err != nil {
		return 0, err
	}
	if !id.ToInt().IsUint64() {
		return 0, fmt.Errorf("eth_chainId: %s has more than 64 bits", id.ToInt())
	}
	return id.ToInt().Uint64(), nil
}

// Genesis is the hash of block 0, which tells two chains of one id apart.
func (c *Client) Genesis(ctx context.Context) (common.Hash, error) {
	head, err := c.BlockAt(ctx, 0)
	if err != nil {
		return common.Hash{}, err
	}
	return head.Hash, nil
}

// Nonce is the count of an account's transactions in the chain up to the latest block. It never counts the pool.
func (c *Client) Nonce(ctx context.Context, account common.Address) (uint64, error) {
	return c.nonce(ctx, account, "latest")
}

// NonceAt is the count of an account's transactions up to and with the block at this height.
func (c *Client) NonceAt(ctx context.Context, account common.Address, height uint64) (uint64, error) {
	return c.nonce(ctx, account, hexutil.EncodeUint64(height))
}

func (c *Client) nonce(ctx context.Context, account common.Address, block string) (uint64, error) {
	var nonce hexutil.Uint64
	err := c.call(ctx, &nonce, "eth_getTransactionCount", account, block)
	return uint64(nonce), err
}

// Balance is what an account has at the latest block, in wei.
func (c *Client) Balance(ctx context.Context, account common.Address) (*big.Int, error) {
	var balance hexutil.Big
	if err := c.call(ctx, &balance, "eth_getBalance", account, "latest"); err != nil {
		return nil, err
	}
	return balance.ToInt(), nil
}

// CodeHash is keccak256 of the code at an address; the zero hash where there is none.
func (c *Client) CodeHash(ctx context.Context, account common.Address) (common.Hash, error) {
	var code hexutil.Bytes
	if err := c.call(ctx, &code, "eth_getCode", account, "latest"); err != nil {
		return common.Hash{}, err
	}
	if len(code) == 0 {
		return common.Hash{}, nil
	}
	return crypto.Keccak256Hash(code), nil
}

// Send hands a signed transaction to the node. Of its errors, AlreadyKnown means that the node has it; Unreachable and
// Unknown that it may have it.
func (c *Client) Send(ctx context.Context, raw []byte) error {
	var hash common.Hash
	return c.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
}

// Call is a question to a contract.
type Call struct {
	From, To common.Address
	Data     []byte
	// Gas bounds what the call may use; zero: what the node allows.
	Gas uint64
}

func (c Call) arguments() map[string]any {
	arguments := map[string]any{"from": c.From, "to": c.To, "data": hexutil.Bytes(c.Data)}
	if c.Gas > 0 {
		arguments["gas"] = hexutil.Uint64(c.Gas)
	}
	return arguments
}

// Ask runs a call on the state of the latest block and gives what it returns. A call that reverts gives a *Revert.
func (c *Client) Ask(ctx context.Context, call Call) ([]byte, error) {
	return c.AskAt(ctx, call, nil)
}

// AskAt runs a call on the state of the block at a height; nil: the latest. A call that reverts gives a *Revert.
func (c *Client) AskAt(ctx context.Context, call Call, height *uint64) ([]byte, error) {
	block := "latest"
	if height != nil {
		block = hexutil.EncodeUint64(*height)
	}
	var answer hexutil.Bytes
	if err := c.call(ctx, &answer, "eth_call", call.arguments(), block); err != nil {
		return nil, err
	}
	return answer, nil
}

// Estimate is the gas that a call as a transaction would need, as the node estimates it. One that reverts gives a *Revert.
func (c *Client) Estimate(ctx context.Context, call Call) (uint64, error) {
	var gas hexutil.Uint64
	err := c.call(ctx, &gas, "eth_estimateGas", call.arguments())
	return uint64(gas), err
}

// IsRevert gives the revert data when an error is a contract's refusal.
func IsRevert(err error) (data []byte, ok bool) {
	var revert *Revert
	if errors.As(err, &revert) {
		return revert.Data, true
	}
	return nil, false
}
