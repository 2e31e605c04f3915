package signer

import (
	"context"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
)

// KeyService is a place that keeps a secp256k1 key and signs with it, but knows nothing of transactions: a cloud's key service, an HSM.
// FromService makes a Signer of one. To add a key service, implement these two methods in a file of this package, and give it a name in
// relayer.Config.Signer; web3signer.go is an example, README.md of the relayer says more.
type KeyService interface {
	// Address is the key's account. It is asked often and must not call the service.
	Address() common.Address
	// SignPayload signs keccak256(payload), and returns r || s, with or without a recovery byte behind them, or an ASN.1 SEQUENCE of r and
	// s (DER), as key services do. A service that takes a digest is given crypto.Keccak256(payload). It must return once ctx ends.
	SignPayload(ctx context.Context, payload []byte) ([]byte, error)
}

// FromService signs with a key service. The transaction is put together here, so that a service can return no other one; a signature
// that is not the key's gives ErrTampered.
func FromService(service KeyService) Signer { return fromService{service} }

type fromService struct{ KeyService }

// SignTx has the service sign the transaction's payload, and puts the signature into the transaction.
func (s fromService) SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	payload, err := payloadOf(tx, chainID)
	if err != nil {
		return nil, err
	}
	answer, err := s.SignPayload(ctx, payload)
	if err != nil {
		return nil, err
	}
	signature, err := recoverable(answer, crypto.Keccak256(payload), s.Address())
	if err != nil {
		return nil, err
	}
	return tx.WithSignature(types.LatestSignerForChainID(chainID), signature)
}

// payloadOf is the bytes whose keccak256 a transaction's signature is over: EIP-155 for legacy transactions, EIP-1559 for those with a tip.
func payloadOf(tx *types.Transaction, chainID *big.Int) (payload []byte, err error) {
	switch tx.Type() {
	case types.LegacyTxType:
		payload, err = rlp.EncodeToBytes([]any{tx.Nonce(), tx.GasPrice(), tx.Gas(), tx.To(), tx.Value(), tx.Data(), chainID, uint(0), uint(0)})
	case types.DynamicFeeTxType:
		payload, err = rlp.EncodeToBytes([]any{
			chainID, tx.Nonce(), tx.GasTipCap(), tx.GasFeeCap(), tx.Gas(), tx.To(), tx.Value(), tx.Data(), tx.AccessList(),
		})
		payload = append([]byte{types.DynamicFeeTxType}, payload...)
	default:
		return nil, fmt.Errorf("a transaction of type %d cannot be signed by a key service", tx.Type())
	}
	if err != nil {
		return nil, fmt.Errorf("encode transaction to sign: %w", err)
	}
	return payload, nil
}

// recoverable makes of a service's answer a signature with its recovery id, with the lower of the two values of s, which alone the chain
// takes. ErrTampered: it is not the key's signature of this digest.
func recoverable(answer, digest []byte, address common.Address) ([]byte, error) {
	r, s, err := scalars(answer)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	order := crypto.S256().Params().N
	if half := new(big.Int).Rsh(order, 1); s.Cmp(half) > 0 {
		s = new(big.Int).Sub(order, s)
	}
	if r.Sign() <= 0 || r.Cmp(order) >= 0 || s.Sign() <= 0 {
		return nil, fmt.Errorf("%w: r or s is out of range", ErrTampered)
	}
	signature := make([]byte, crypto.SignatureLength)
	r.FillBytes(signature[:32])
	s.FillBytes(signature[32:64])
	for id := range byte(2) {
		signature[crypto.RecoveryIDOffset] = id
		if key, err := crypto.SigToPub(digest, signature); err == nil && crypto.PubkeyToAddress(*key) == address {
			return signature, nil
		}
	}
	return nil, fmt.Errorf("%w: the signature is not that of %s", ErrTampered, address)
}

// scalars reads r and s out of a signature.
func scalars(answer []byte) (r, s *big.Int, err error) {
	if len(answer) == crypto.SignatureLength || len(answer) == crypto.SignatureLength-1 {
		return new(big.Int).SetBytes(answer[:32]), new(big.Int).SetBytes(answer[32:64]), nil
	}
	var sequence struct{ R, S *big.Int }
	if rest, err := asn1.Unmarshal(answer, &sequence); err != nil || len(rest) > 0 {
		return nil, nil, errors.New("the answer is no signature")
	}
	return sequence.R, sequence.S, nil
}
