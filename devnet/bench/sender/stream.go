package sender

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
)

// perRequest is how many bytes of transactions go to the node in one request.
const perRequest = 1 << 20

// Stream sends calls of one key as fast as the node takes them, and gives the time from the first request until the last call is in a block.
// Signing is not in it: it shows what the chain does, not what this program does. Errors are those of Send; calls of several keys are one too.
func (s *Sender) Stream(ctx context.Context, calls ...Call) (time.Duration, []*types.Receipt, error) {
	if len(calls) == 0 {
		return 0, nil, nil
	}
	raw, hashes, err := s.signed(ctx, calls)
	if err != nil {
		return 0, nil, err
	}
	begun := time.Now()
	for len(raw) > 0 {
		size, count := 0, 0
		for count < len(raw) && (count == 0 || size+len(raw[count]) <= perRequest) {
			size, count = size+len(raw[count]), count+1
		}
		request := make([]rpc.BatchElem, count)
		for i, one := range raw[:count] {
			request[i] = rpc.BatchElem{Method: "eth_sendRawTransaction", Args: []any{hexutil.Encode(one)}, Result: new(common.Hash)}
		}
		if err := s.node.Client().BatchCallContext(ctx, request); err != nil {
			return 0, nil, fmt.Errorf("send %d transactions: %w", count, err)
		}
		for i, one := range request {
			if one.Error != nil {
				return 0, nil, fmt.Errorf("send %s: %w", calls[len(calls)-len(raw)+i].What, one.Error)
			}
		}
		raw = raw[count:]
	}
	// One key's transactions are mined in the order of their nonces.
	if _, err := s.mined(ctx, hashes[len(hashes)-1]); err != nil {
		return 0, nil, fmt.Errorf("wait for %s: %w", calls[len(calls)-1].What, err)
	}
	took := time.Since(begun)
	receipts := make([]*types.Receipt, len(calls))
	for i, call := range calls {
		if receipts[i], err = s.mined(ctx, hashes[i]); err != nil {
			return 0, nil, fmt.Errorf("wait for %s: %w", call.What, err)
		}
		if receipts[i].Status != types.ReceiptStatusSuccessful {
			return 0, nil, fmt.Errorf("%s: %w: %w", call.What, ErrFailed, s.reason(ctx, call, receipts[i]))
		}
	}
	return took, receipts, nil
}

// signed are calls of one key as transactions, under its next nonces.
func (s *Sender) signed(ctx context.Context, calls []Call) (raw [][]byte, hashes []common.Hash, err error) {
	from := crypto.PubkeyToAddress(calls[0].Key.PublicKey)
	nonce, known := s.nonces[from]
	if !known {
		if nonce, err = s.node.PendingNonceAt(ctx, from); err != nil {
			return nil, nil, fmt.Errorf("nonce of %s: %w", from, err)
		}
	}
	for _, call := range calls {
		if call.Key != calls[0].Key {
			return nil, nil, errors.New("a stream has one key")
		}
		tx, err := types.SignNewTx(call.Key, s.signer, &types.DynamicFeeTx{
			ChainID: s.id, Nonce: nonce, GasTipCap: big.NewInt(tip), GasFeeCap: big.NewInt(feeCap), Gas: call.Gas, To: call.To, Value: call.Value, Data: call.Data,
		})
		if err != nil {
			return nil, nil, fmt.Errorf("sign %s: %w", call.What, err)
		}
		encoded, err := tx.MarshalBinary()
		if err != nil {
			return nil, nil, fmt.Errorf("write %s: %w", call.What, err)
		}
		raw, hashes, nonce = append(raw, encoded), append(hashes, tx.Hash()), nonce+1
	}
	s.nonces[from] = nonce
	return raw, hashes, nil
}
