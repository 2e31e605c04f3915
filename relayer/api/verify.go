package api

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/relayer/chain"
)

// verify checks every signature of an act: an ordinary key's by recovery, a contract key's by asking the contract.
func (s *Server) verify(ctx context.Context, signed act.Signed) error {
	err := signed.Verify(s.domain)
	var wrong *act.SignatureError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong):
		return s.withContractKey(ctx, signed, s.refusal("BadSignature", wrong.Want))
	case errors.Is(err, act.ErrContractKey):
		return s.withContractKey(ctx, signed, nil)
	case errors.Is(err, act.ErrSameKey):
		return s.refusal("SameOperator", signed.Key)
	}
	return problem(codeBadRequest, actForm, "%v", err)
}

// withContractKey checks the signatures of an act of which not all are those of ordinary keys. Where no contract stands behind a key, the
// answer is otherwise.
func (s *Server) withContractKey(ctx context.Context, signed act.Signed, otherwise error) error {
	digest, err := signed.Digest(s.domain)
	if err != nil {
		return problem(codeBadRequest, actForm, "%v", err)
	}
	parts := []struct {
		key       common.Address
		signature []byte
	}{{signed.Key, signed.Signature}}
	if checker, ok := signed.Checker(); ok {
		parts = append(parts, struct {
			key       common.Address
			signature []byte
		}{checker, signed.Second[common.AddressLength:]})
	}
	if joining, ok := signed.Joining(); ok && len(signed.Consent) != 0 {
		parts = append(parts, struct {
			key       common.Address
			signature []byte
		}{joining, signed.Consent})
	}
	for _, part := range parts {
		fits, err := s.fits(ctx, part.key, digest, part.signature)
		if err != nil {
			return err
		}
		if !fits {
			if otherwise != nil {
				return otherwise
			}
			return s.refusal("BadSignature", part.key)
		}
	}
	if signed.Quote != nil {
		return s.verify(ctx, *signed.Quote)
	}
	return nil
}

// contractKeyGas is what a contract key may spend on its answer, as the contracts have it.
const contractKeyGas = 100_000

// isValid is the ERC-1271 function's selector, and its answer for a signature that is valid.
func isValid() []byte { return []byte{0x16, 0x26, 0xba, 0x7e} }

// fits tells whether a signature is a key's over a digest: as an ordinary key's, or by the contract at the key's address.
func (s *Server) fits(ctx context.Context, key common.Address, digest common.Hash, signature []byte) (bool, error) {
	if recoversTo(key, digest, signature) {
		return true, nil
	}
	question := append(isValid(), digest[:]...)
	question = append(question, common.LeftPadBytes([]byte{0x40}, 32)...)
	question = binary.BigEndian.AppendUint64(append(question, make([]byte, 24)...), uint64(len(signature)))
	question = append(question, common.RightPadBytes(signature, (len(signature)+31)/32*32)...)
	// The gas is above the contract's own bound by what the call itself costs.
	answer, err := s.chain.Ask(ctx, chain.Call{To: key, Data: question, Gas: contractKeyGas + 60_000})
	if err != nil {
		if _, reverted := chain.IsRevert(err); reverted || chain.Classify(err) == chain.Unknown {
			return false, nil
		}
		return false, err
	}
	return len(answer) >= 32 && bytes.Equal(answer[:32], common.RightPadBytes(isValid(), 32)), nil
}

// recoversTo tells whether an ordinary key made a signature over a digest: 65 bytes r, s, v with a low s and v of 27 or 28, as the
// contracts take it.
func recoversTo(key common.Address, digest common.Hash, signature []byte) bool {
	if len(signature) != crypto.SignatureLength {
		return false
	}
	plain := bytes.Clone(signature)
	plain[crypto.RecoveryIDOffset] -= 27
	r, s := common.BytesToHash(plain[:32]).Big(), common.BytesToHash(plain[32:64]).Big()
	if !crypto.ValidateSignatureValues(plain[crypto.RecoveryIDOffset], r, s, true) {
		return false
	}
	public, err := crypto.SigToPub(digest[:], plain)
	return err == nil && crypto.PubkeyToAddress(*public) == key
}
