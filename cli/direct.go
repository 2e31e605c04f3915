package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// directDepth is how many blocks follow the one of a direct call before it counts as final.
const directDepth = 4

// sendDirect does acts as calls of the operator itself: it pays the gas, and no relayer is asked.
func (s *session) sendDirect(c *cli.Context, orders []order) error {
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	key, ok := by.(act.KeySigner)
	if !ok {
		return exitf(ExitKey, "--direct needs a key file: an external signer signs acts, not transactions").
			hintf("leave --direct out, and the relayer pays and sends")
	}
	node, err := s.Node(c.Context)
	if err != nil {
		return err
	}
	defer node.Close()
	ctx, cancel := s.within(c.Context)
	defer cancel()
	if err := s.openFirst(c); err != nil {
		return err
	}
	for _, o := range orders {
		call, err := s.directCall(c, o, key.Address())
		if err != nil {
			return err
		}
		if err := s.rehearseCall(ctx, node, call); err != nil {
			return err
		}
		receipt, err := s.transact(ctx, ethclient.NewClient(node), key, call)
		if err != nil {
			return err
		}
		if s.report != nil {
			continue
		}
		if err := s.printReceipt(receipt); err != nil {
			return err
		}
	}
	if s.report != nil {
		return s.report(nil)
	}
	return nil
}

// directCall is the call that does an act by the operator's own hand.
func (s *session) directCall(c *cli.Context, o order, from common.Address) (ethereum.CallMsg, error) {
	network, err := s.Network(c.Context)
	if err != nil {
		return ethereum.CallMsg{}, err
	}
	nonce, err := randomNonce()
	if err != nil {
		return ethereum.CallMsg{}, err
	}
	// A direct call spends no nonce and has no deadline: they only set a proposal apart from its like, and each of their bytes costs gas.
	direct, err := act.Direct(o.message, nonce>>32, 0)
	if err != nil {
		return ethereum.CallMsg{}, fmt.Errorf("write the act: %w", err)
	}
	if o.consent != nil {
		return ethereum.CallMsg{}, usagef("an act that another key has consented to is signed, so it goes through the relayer").
			hintf("leave --direct out")
	}
	if o.quote != nil {
		if direct, err = direct.WithQuote(*o.quote); err != nil {
			return ethereum.CallMsg{}, fmt.Errorf("attach the quote: %w", err)
		}
	}
	target, err := direct.Target()
	if err != nil {
		return ethereum.CallMsg{}, fmt.Errorf("write the act: %w", err)
	}
	data, err := direct.Calldata()
	if err != nil {
		return ethereum.CallMsg{}, fmt.Errorf("write the act: %w", err)
	}
	to := network.Address(target)
	return ethereum.CallMsg{From: from, To: &to, Data: data}, nil
}

// rehearseCall tries a call at the head of the chain; a refusal is the contract's in words.
func (s *session) rehearseCall(ctx context.Context, node *rpc.Client, call ethereum.CallMsg) error {
	_, err := ethclient.NewClient(node).CallContract(ctx, call, nil)
	if err == nil {
		return nil
	}
	var withData rpc.DataError
	if errors.As(err, &withData) {
		if text, ok := withData.ErrorData().(string); ok {
			refusal := client.Refused(s.speaker(ctx).Names, common.FromHex(text))
			return refused(&refusal)
		}
	}
	return fmt.Errorf("try the call: %w", err)
}

// transact signs, sends and waits for one transaction, as --wait says.
func (s *session) transact(ctx context.Context, chain *ethclient.Client, key act.KeySigner, call ethereum.CallMsg) (*types.Receipt, error) {
	signed, err := s.transaction(ctx, chain, key, call)
	if err != nil {
		return nil, err
	}
	if err := chain.SendTransaction(ctx, signed); err != nil {
		return nil, fmt.Errorf("send the transaction: %w", err)
	}
	s.note("sent as transaction %s", signed.Hash().Hex())
	if s.get("wait") == "none" {
		return &types.Receipt{TxHash: signed.Hash(), Status: types.ReceiptStatusSuccessful}, nil
	}
	ticker := time.NewTicker(500 * time.Millisecond)
	defer ticker.Stop()
	for {
		receipt, err := s.settledReceipt(ctx, chain, signed.Hash())
		if receipt != nil || err != nil {
			return receipt, err
		}
		select {
		case <-ctx.Done():
			return nil, exitf(ExitPending, "transaction %s is not %s yet", signed.Hash().Hex(), s.get("wait")).
				hintf("it may still be mined; do not send it a second time before looking")
		case <-ticker.C:
		}
	}
}

// settledReceipt answers the receipt once its block is deep enough and still of the chain.
func (s *session) settledReceipt(ctx context.Context, chain *ethclient.Client, hash common.Hash) (*types.Receipt, error) {
	receipt, err := chain.TransactionReceipt(ctx, hash)
	if err != nil {
		return nil, nil // not mined yet, or the node does not answer: ask again until the time is up
	}
	if s.get("wait") == "final" {
		head, err := chain.BlockNumber(ctx)
		if err != nil || head < receipt.BlockNumber.Uint64()+directDepth {
			return nil, nil
		}
		if receipt, err = chain.TransactionReceipt(ctx, hash); err != nil {
			return nil, nil
		}
	}
	if receipt.Status != types.ReceiptStatusSuccessful {
		return nil, exitf(ExitRefused, "transaction %s was mined but refused", hash.Hex()).
			hintf("something changed since it was tried; try it again to see what")
	}
	return receipt, nil
}

// transaction is the signed transaction of a call, with a tip of zero where the chain takes it.
func (s *session) transaction(ctx context.Context, chain *ethclient.Client, key act.KeySigner, call ethereum.CallMsg) (*types.Transaction, error) {
	network, err := s.Network(ctx)
	if err != nil {
		return nil, err
	}
	nonce, err := chain.PendingNonceAt(ctx, key.Address())
	if err != nil {
		return nil, fmt.Errorf("read the account's nonce: %w", err)
	}
	gas, err := chain.EstimateGas(ctx, call)
	if err != nil {
		return nil, fmt.Errorf("estimate the gas: %w", err)
	}
	price, err := chain.SuggestGasPrice(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the gas price: %w", err)
	}
	price.Mul(price, big.NewInt(2)) // room for a base fee that rises
	gas += gas / 5
	has, err := chain.BalanceAt(ctx, key.Address(), nil)
	if err != nil {
		return nil, fmt.Errorf("read the account's balance: %w", err)
	}
	if has.Cmp(new(big.Int).Mul(price, new(big.Int).SetUint64(gas))) < 0 {
		return nil, exitf(ExitFailure, "the account %s cannot pay for the transaction", key.Address().Hex()).
			hintf("leave --direct out, and the relayer pays")
	}
	id := new(big.Int).SetUint64(network.ChainID)
	signed, err := types.SignNewTx(key.Private, types.LatestSignerForChainID(id), &types.LegacyTx{
		Nonce: nonce, To: call.To, Data: call.Data,
		Gas: gas, GasPrice: price,
	})
	if err != nil {
		return nil, fmt.Errorf("sign the transaction: %w", err)
	}
	return signed, nil
}

func (s *session) printReceipt(r *types.Receipt) error {
	block := any(nil)
	if r.BlockNumber != nil {
		block = r.BlockNumber.Uint64()
	}
	return s.print.record(
		[]column{{key: "tx"}, {key: "state"}, {key: "block"}, {key: "gas"}},
		[]any{r.TxHash.Hex(), s.get("wait"), block, r.GasUsed})
}
