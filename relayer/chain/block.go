package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// ErrNoBlock: the node has no block at this height, or of this hash.
var ErrNoBlock = errors.New("no such block")

// Block is what the relayer needs to know of a block.
type Block struct {
	Number uint64
	// Hash is the block's hash as the node names it.
	Hash   common.Hash
	Parent common.Hash
	// Time is in Unix seconds.
	Time uint64
	// GasLimit is the most gas that the block's transactions may use together.
	GasLimit uint64
	// BaseFee is in wei per gas; nil on a chain without one.
	BaseFee *big.Int
}

// Head is the latest block.
func (c *Client) Head(ctx context.Context) (Block, error) {
	head, err := c.block(ctx, "eth_getBlockByNumber", "latest")
	if err == nil {
		c.spare.saw(head.Number)
	}
	return head, err
}

// BlockAt is the canonical block at a height. ErrNoBlock: there is none yet.
func (c *Client) BlockAt(ctx context.Context, height uint64) (Block, error) {
	return c.block(ctx, "eth_getBlockByNumber", hexutil.EncodeUint64(height))
}

// BlockOf is the block with a hash, canonical or not. ErrNoBlock: the node does not have it.
func (c *Client) BlockOf(ctx context.Context, hash common.Hash) (Block, error) {
	return c.block(ctx, "eth_getBlockByHash", hash)
}

// HashAt is the hash of the canonical block at a height. ErrNoBlock: there is none.
func (c *Client) HashAt(ctx context.Context, height uint64) (common.Hash, error) {
	block, err := c.BlockAt(ctx, height)
	return block.Hash, err
}

func (c *Client) block(ctx context.Context, method string, which any) (Block, error) {
	var raw *struct {
		Number   *hexutil.Uint64 `json:"number"`
		Hash     *common.Hash    `json:"hash"`
		Parent   common.Hash     `json:"parentHash"`
		Time     hexutil.Uint64  `json:"timestamp"`
		GasLimit hexutil.Uint64  `json:"gasLimit"`
		BaseFee  *hexutil.Big    `json:"baseFeePerGas"`
	}
	if err := c.call(ctx, &raw, method, which, false); err != nil {
		return Block{}, err
	}
	if raw == nil {
		return Block{}, fmt.Errorf("%s %v: %w", method, which, ErrNoBlock)
	}
	if raw.Number == nil || raw.Hash == nil {
		return Block{}, fmt.Errorf("%s %v: %w: the node answered without number or hash", method, which, ErrNoBlock)
	}
	return Block{
		Number:   uint64(*raw.Number),
		Hash:     *raw.Hash,
		Parent:   raw.Parent,
		Time:     uint64(raw.Time),
		GasLimit: uint64(raw.GasLimit),
		BaseFee:  (*big.Int)(raw.BaseFee),
	}, nil
}

// Fees is what a transaction pays, in wei per gas.
type Fees struct {
	// Cap is the most it pays; on a chain without base fee, the gas price.
	Cap *big.Int
	// Tip is the part for the block's maker; on a chain without base fee, equal to Cap.
	Tip *big.Int
	// Dynamic tells whether the chain has a base fee, and with it transactions of type 2.
	Dynamic bool
}

// Fees suggests what to pay now, after head. The cap leaves room for the base fee to double, and is zero on a zero-fee chain.
func (c *Client) Fees(ctx context.Context, head Block) (Fees, error) {
	if head.BaseFee == nil {
		var price hexutil.Big
		if err := c.call(ctx, &price, "eth_gasPrice"); err != nil {
			return Fees{}, err
		}
		return Fees{Cap: price.ToInt(), Tip: price.ToInt()}, nil
	}
	tip, err := c.tip(ctx, head.BaseFee)
	if err != nil {
		return Fees{}, err
	}
	limit := new(big.Int).Lsh(head.BaseFee, 1)
	return Fees{Cap: limit.Add(limit, tip), Tip: tip, Dynamic: true}, nil
}

// tip is what the node suggests for the block's maker. Of a node that has no eth_maxPriorityFeePerGas it is what the gas price is above the
// base fee; that it has none is asked once.
func (c *Client) tip(ctx context.Context, baseFee *big.Int) (*big.Int, error) {
	if !c.node().noTip.Load() {
		var tip hexutil.Big
		err := c.call(ctx, &tip, "eth_maxPriorityFeePerGas")
		if Classify(err) != NoMethod {
			return tip.ToInt(), err
		}
		c.node().noTip.Store(true)
	}
	var price hexutil.Big
	if err := c.call(ctx, &price, "eth_gasPrice"); err != nil {
		return nil, err
	}
	above := new(big.Int).Sub(price.ToInt(), baseFee)
	if above.Sign() < 0 {
		above.SetInt64(0)
	}
	return above, nil
}
