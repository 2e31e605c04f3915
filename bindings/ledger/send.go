package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// ErrReverted: a transaction failed in its block and would not fail now, so that its reason is not known.
var ErrReverted = errors.New("the transaction failed in its block")

// Try does an act without doing it: nil if the contracts would do it now when from sends it. A refusal is a phrase.Refusal in
// the speaker's language.
func (l *Ledger) Try(ctx context.Context, speaker phrase.Speaker, from common.Address, signed act.Signed) error {
	call, err := l.call(from, signed)
	if err != nil {
		return err
	}
	_, err = l.chain.CallContract(ctx, call, nil)
	return refusal(speaker, err)
}

// Send does an act by a transaction of one's own and waits until it is in a block. An act without signature is the sender's own. A
// refusal is a phrase.Refusal in English; ctx bounds the wait.
func (l *Ledger) Send(ctx context.Context, opts *bind.TransactOpts, signed act.Signed) (*types.Receipt, error) {
	call, err := l.call(opts.From, signed)
	if err != nil {
		return nil, err
	}
	return l.transact(ctx, opts, signed.Name(), *call.To, call.Data)
}

// Run does many calls in one transaction of one's own, which isolates their failures: see the Refused events of its receipt.
func (l *Ledger) Run(ctx context.Context, opts *bind.TransactOpts, calls []contracts.Call) (*types.Receipt, error) {
	data, err := contracts.NewBatch().TryPackRun(calls)
	if err != nil {
		return nil, fmt.Errorf("batch: %w", err)
	}
	return l.transact(ctx, opts, "batch", l.network.Address("Batch"), data)
}

// transact sends one transaction and waits for it.
func (l *Ledger) transact(
	ctx context.Context, opts *bind.TransactOpts, what string, to common.Address, data []byte,
) (*types.Receipt, error) {
	each := *opts
	each.Context = ctx
	tx, err := bind.Transact(bind.NewBoundContract(to, abi.ABI{}, l.chain, l.chain, l.chain), &each, data)
	if err != nil {
		return nil, fmt.Errorf("send %s: %w", what, refusal(phrase.Speaker{}, err))
	}
	receipt, err := l.mined(ctx, tx.Hash())
	if err != nil {
		return nil, fmt.Errorf("wait for %s: %w", tx.Hash(), err)
	}
	if receipt.Status == types.ReceiptStatusSuccessful {
		return receipt, nil
	}
	_, err = l.chain.CallContract(ctx, ethereum.CallMsg{From: opts.From, To: &to, Data: data}, receipt.BlockNumber)
	if err == nil {
		err = ErrReverted
	}
	return receipt, fmt.Errorf("%s in transaction %s: %w", what, tx.Hash(), refusal(phrase.Speaker{}, err))
}

// interval is how often a node is asked for a receipt.
const interval = 50 * time.Millisecond

// mined waits for a transaction's receipt; a node that cannot be reached meanwhile is asked again.
func (l *Ledger) mined(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		receipt, err := l.chain.TransactionReceipt(ctx, hash)
		if err == nil {
			return receipt, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), err)
		case <-ticker.C:
		}
	}
}

// call is the act as a message to its contract.
func (l *Ledger) call(from common.Address, signed act.Signed) (ethereum.CallMsg, error) {
	target, err := signed.Target()
	if err != nil {
		return ethereum.CallMsg{}, err
	}
	data, err := signed.Calldata()
	if err != nil {
		return ethereum.CallMsg{}, err
	}
	to := l.network.Address(target)
	return ethereum.CallMsg{From: from, To: &to, Data: data}, nil
}

// refusal turns a node's error about a reverted call into the contract's reason; other errors stay as they are.
func refusal(speaker phrase.Speaker, err error) error {
	var reverted rpc.DataError
	if !errors.As(err, &reverted) {
		return err
	}
	text, ok := reverted.ErrorData().(string)
	if !ok {
		return err
	}
	data, decodeErr := hexutil.Decode(text)
	if decodeErr != nil {
		return err
	}
	return speaker.Refusal(data)
}
