package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Receipt is what came of a transaction in the block that holds it.
type Receipt struct {
	Tx     common.Hash
	Block  common.Hash
	Height uint64
	// Succeeded is false when the whole transaction reverted.
	Succeeded bool
	// GasUsed is in gas units.
	GasUsed uint64
	// GasPrice is what a unit of gas cost, in wei; nil where the node does not tell it.
	GasPrice *big.Int
	Logs     []types.Log
}

// Receipt is the receipt of a transaction, or nil where the node has none: it may be pending, unknown, or in a block that a
// reorganisation took away. The block it names must still be compared with the canonical one at its height.
func (c *Client) Receipt(ctx context.Context, tx common.Hash) (*Receipt, error) {
	var raw *rawReceipt
	if err := c.call(ctx, &raw, "eth_getTransactionReceipt", tx); err != nil {
		return nil, err
	}
	return raw.read()
}

// BlockReceipts are the receipts of all transactions of a block: where many of them are wanted, geth gives all in the time of one. None where the node
// does not have the method, or not the block.
func (c *Client) BlockReceipts(ctx context.Context, block common.Hash) ([]*Receipt, error) {
	node := c.node()
	if node.noBlockReceipts.Load() {
		return nil, nil
	}
	var raw []*rawReceipt
	err := c.callNode(ctx, node, &raw, "eth_getBlockReceipts", block)
	if Classify(err) == NoMethod {
		node.noBlockReceipts.Store(true)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []*Receipt
	for _, one := range raw {
		receipt, err := one.read()
		if err != nil {
			return nil, err
		}
		if receipt != nil && receipt.Block == block {
			all = append(all, receipt)
		}
	}
	return all, nil
}

// rawReceipt is a receipt as a node gives it.
type rawReceipt struct {
	Tx      common.Hash     `json:"transactionHash"`
	Block   *common.Hash    `json:"blockHash"`
	Height  *hexutil.Uint64 `json:"blockNumber"`
	Status  *hexutil.Uint64 `json:"status"`
	GasUsed hexutil.Uint64  `json:"gasUsed"`
	Price   *hexutil.Big    `json:"effectiveGasPrice"`
	Logs    []types.Log     `json:"logs"`
}

// read gives the receipt; nil where there is none, or of a pending transaction.
func (raw *rawReceipt) read() (*Receipt, error) {
	if raw == nil || raw.Block == nil || raw.Height == nil {
		return nil, nil
	}
	if raw.Status == nil {
		return nil, fmt.Errorf("receipt of %s has no status: the chain must be at Byzantium or later", raw.Tx)
	}
	return &Receipt{
		Tx:        raw.Tx,
		Block:     *raw.Block,
		Height:    uint64(*raw.Height),
		Succeeded: *raw.Status == 1,
		GasUsed:   uint64(raw.GasUsed),
		GasPrice:  (*big.Int)(raw.Price),
		Logs:      raw.Logs,
	}, nil
}

// Filter says which logs are wanted. Either Block is set, or From and To are (both included).
type Filter struct {
	Block     *common.Hash
	From, To  uint64
	Addresses []common.Address
	// Topics has, by place, the values wanted there; an empty place takes any.
	Topics [][]common.Hash
}

// Logs lists the logs that a filter lets through, in the order of the chain. With Filter.Block they are of that very block, or
// the error is ErrNoBlock's kind of the node.
func (c *Client) Logs(ctx context.Context, f Filter) ([]types.Log, error) {
	arguments := map[string]any{}
	if f.Block != nil {
		arguments["blockHash"] = *f.Block
	} else {
		arguments["fromBlock"], arguments["toBlock"] = hexutil.Uint64(f.From), hexutil.Uint64(f.To)
	}
	if len(f.Addresses) > 0 {
		arguments["address"] = f.Addresses
	}
	if len(f.Topics) > 0 {
		topics := make([]any, len(f.Topics))
		for i, values := range f.Topics {
			if len(values) > 0 {
				topics[i] = values
			}
		}
		arguments["topics"] = topics
	}
	var logs []types.Log
	if err := c.call(ctx, &logs, "eth_getLogs", arguments); err != nil {
		return nil, err
	}
	return logs, nil
}
