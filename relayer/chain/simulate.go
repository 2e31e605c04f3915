package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// ErrNoSimulation: the node cannot run calls after one another without a transaction.
var ErrNoSimulation = errors.New("the node has no eth_simulateV1")

// AskAfter is AskAt on the state that other calls leave, whether they revert or not. Where there are such, it needs eth_simulateV1: on a
// node without it the error is ErrNoSimulation.
func (c *Client) AskAfter(ctx context.Context, before []Call, call Call, height *uint64) ([]byte, error) {
	if len(before) == 0 {
		return c.AskAt(ctx, call, height)
	}
	block := "latest"
	if height != nil {
		block = hexutil.EncodeUint64(*height)
	}
	calls := make([]map[string]any, 0, len(before)+1)
	for _, b := range before {
		calls = append(calls, b.arguments())
	}
	calls = append(calls, call.arguments())
	var blocks []struct {
		Calls []struct {
			Status     hexutil.Uint64 `json:"status"`
			ReturnData hexutil.Bytes  `json:"returnData"`
			Error      *struct {
				Message string        `json:"message"`
				Data    hexutil.Bytes `json:"data"`
			} `json:"error"`
		} `json:"calls"`
	}
	payload := map[string]any{"blockStateCalls": []map[string]any{{"calls": calls}}}
	if err := c.call(ctx, &blocks, "eth_simulateV1", payload, block); err != nil {
		if Classify(err) == NoMethod {
			return nil, fmt.Errorf("%w: %w", ErrNoSimulation, err)
		}
		return nil, err
	}
	if len(blocks) != 1 || len(blocks[0].Calls) != len(calls) {
		return nil, fmt.Errorf("eth_simulateV1: the node gave %d blocks for %d calls", len(blocks), len(calls))
	}
	last := blocks[0].Calls[len(calls)-1]
	if last.Status != 0 {
		return last.ReturnData, nil
	}
	revert := &Revert{Data: last.ReturnData, Words: "execution reverted"}
	if last.Error != nil {
		revert.Words = last.Error.Message
		if len(revert.Data) == 0 {
			revert.Data = last.Error.Data
		}
	}
	return nil, fmt.Errorf("eth_simulateV1: %w", &Error{Class: Reverted, Err: revert})
}
