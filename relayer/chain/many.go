package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

// AskMany runs calls on the state of the block at a height, or of the newest one where that is nil, all in one request, and gives what each returns. Its error is the first of any of them; a
// call that reverts is one.
func (c *Client) AskMany(ctx context.Context, calls []Call, height *uint64) ([][]byte, error) {
	within, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	at := "latest"
	if height != nil {
		at = hexutil.EncodeUint64(*height)
	}
	batch, answers := make([]rpc.BatchElem, len(calls)), make([]hexutil.Bytes, len(calls))
	for i, call := range calls {
		batch[i] = rpc.BatchElem{Method: "eth_call", Args: []any{call.arguments(), at}, Result: &answers[i]}
	}
	if err := c.node().rpc.BatchCallContext(within, batch); err != nil {
		return nil, fmt.Errorf("eth_call of %d: %w", len(calls), c.failed(ctx, err))
	}
	given := make([][]byte, len(calls))
	for i, answer := range answers {
		if err := batch[i].Error; err != nil {
			return nil, fmt.Errorf("eth_call %d of %d: %w", i+1, len(calls), classified(err))
		}
		given[i] = answer
	}
	return given, nil
}
