// Package sender sends transactions to a node many at a time, in an order that holds, and gives their receipts.
//
// Guarantee: calls of one Send are mined in their order, whoever their senders are, and a call that fails is an error: no figure is ever taken
// from a transaction that did nothing.
package sender

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/phrase"
)

var (
	// ErrFailed: a transaction was mined and did nothing.
	ErrFailed = errors.New("the transaction failed")
	// ErrOrder: transactions were mined in another order than they were sent in, so that their gas is not what was to be measured.
	ErrOrder = errors.New("mined out of order")
)

const (
	// feeCap is more than any base fee that a few hundred full blocks lead to, in wei.
	feeCap = 5_000_000_000_000
	// tip is what the first call of a Send pays the signer for each gas, in wei; each call after it pays one less.
	tip = 2_000_000_000
	// look is how often a node is asked for a receipt.
	look = 20 * time.Millisecond
)

// Call is a transaction to be sent.
type Call struct {
	// What says it in errors.
	What string
	// Key sends and pays.
	Key *ecdsa.PrivateKey
	// To is the contract; nil creates one from Data.
	To   *common.Address
	Data []byte
	// Gas is the most that it may use.
	Gas uint64
	// Value is in wei; nil is none.
	Value *big.Int
}

// Sender sends to one node. It counts the nonces of the keys that it sends for, so that nobody else may send for them meanwhile. It is
// not to be used at once by many.
type Sender struct {
	node   *ethclient.Client
	signer types.Signer
	id     *big.Int
	nonces map[common.Address]uint64
}

// New sends to a node.
func New(ctx context.Context, node *rpc.Client) (*Sender, error) {
	client := ethclient.NewClient(node)
	id, err := client.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the chain's id: %w", err)
	}
	return &Sender{client, types.LatestSignerForChainID(id), id, make(map[common.Address]uint64)}, nil
}

// Node is where it sends to.
func (s *Sender) Node() *ethclient.Client { return s.node }

// Send sends calls and waits until all are mined, in their order: geth takes the transaction that pays the signer most, and each call pays a
// little less than the one before. ctx bounds the wait. The error wraps ErrFailed where a call did nothing, with the contract's reason, and
// ErrOrder where the chain has them in another order.
func (s *Sender) Send(ctx context.Context, calls ...Call) ([]*types.Receipt, error) {
	hashes := make([]common.Hash, len(calls))
	for i, call := range calls {
		from := crypto.PubkeyToAddress(call.Key.PublicKey)
		nonce, known := s.nonces[from]
		if !known {
			var err error
			if nonce, err = s.node.PendingNonceAt(ctx, from); err != nil {
				return nil, fmt.Errorf("nonce of %s: %w", from, err)
			}
		}
		tx, err := types.SignNewTx(call.Key, s.signer, &types.DynamicFeeTx{
			ChainID: s.id, Nonce: nonce, GasTipCap: big.NewInt(tip - int64(i)), GasFeeCap: big.NewInt(feeCap), Gas: call.Gas,
			To: call.To, Value: call.Value, Data: call.Data,
		})
		if err != nil {
			return nil, fmt.Errorf("sign %s: %w", call.What, err)
		}
		if err := s.node.SendTransaction(ctx, tx); err != nil {
			return nil, fmt.Errorf("send %s: %w", call.What, err)
		}
		s.nonces[from], hashes[i] = nonce+1, tx.Hash()
	}
	receipts := make([]*types.Receipt, len(calls))
	for i, call := range calls {
		receipt, err := s.mined(ctx, hashes[i])
		if err != nil {
			return nil, fmt.Errorf("wait for %s: %w", call.What, err)
		}
		if receipt.Status != types.ReceiptStatusSuccessful {
			return nil, fmt.Errorf("%s: %w: %w", call.What, ErrFailed, s.reason(ctx, call, receipt))
		}
		receipts[i] = receipt
		// One key's transactions have an order anyway.
		if i > 0 && calls[i-1].Key != call.Key && !before(receipts[i-1], receipt) {
			return nil, fmt.Errorf("%s: %w", call.What, ErrOrder)
		}
	}
	return receipts, nil
}

// before reports whether a was mined before b.
func before(a, b *types.Receipt) bool {
	blocks := a.BlockNumber.Cmp(b.BlockNumber)
	return blocks < 0 || blocks == 0 && a.TransactionIndex < b.TransactionIndex
}

// mined waits for a receipt.
func (s *Sender) mined(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		receipt, err := s.node.TransactionReceipt(ctx, hash)
		if err == nil {
			return receipt, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(context.Cause(ctx), err)
		case <-tick.C:
		}
	}
}

// reason asks the chain, as it was before the block, why a call fails.
func (s *Sender) reason(ctx context.Context, call Call, receipt *types.Receipt) error {
	if receipt.GasUsed >= call.Gas {
		return fmt.Errorf("all %d gas is used up", call.Gas)
	}
	parent := new(big.Int).Sub(receipt.BlockNumber, common.Big1)
	_, err := s.node.CallContract(ctx, ethereum.CallMsg{
		From: crypto.PubkeyToAddress(call.Key.PublicKey), To: call.To, Data: call.Data, Value: call.Value,
	}, parent)
	var reverted rpc.DataError
	if errors.As(err, &reverted) {
		if text, ok := reverted.ErrorData().(string); ok {
			if data, decodeErr := hexutil.Decode(text); decodeErr == nil {
				return phrase.Speaker{}.Refusal(data)
			}
		}
	}
	if err == nil {
		err = errors.New("it would not fail without the calls before it")
	}
	return err
}
