package act

import (
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// AskQuotes asks banks for quotes for units [Start, End) of a lot. It is signed like an act, so that nobody can ask in another's name, but
// binds nobody and no contract sees it: relayers carry it to banks.
type AskQuotes struct {
	// Company is the holder.
	Company uint32
	// Obligation, and the first unit of the lot that the units are in (0-based).
	Obligation, Lot *big.Int
	// Start and End of the units offered: [Start, End).
	Start, End *big.Int
	// Recourse is whether the holder would answer for payment.
	Recourse bool
	// Until is the last local day on which it waits for quotes; zero: until withdrawn.
	Until uint32
}

// askQuotes is the one kind whose type stands in no ABI.
func askQuotes() Kind {
	k := Kind{Name: "AskQuotes", message: reflect.TypeFor[AskQuotes]()}
	for i, f := range [][2]string{
		{"company", "uint32"}, {"obligation", "uint256"}, {"lot", "uint48"}, {"start", "uint48"}, {"end", "uint48"}, {"recourse", "bool"},
		{"until", "uint32"},
	} {
		solidity, err := abi.NewType(f[1], "", nil)
		if err != nil {
			panic(fmt.Errorf("type of AskQuotes.%s: %w", f[0], err))
		}
		k.fields = append(k.fields, Field{Name: f[0], Type: f[1], abi: solidity, index: i})
	}
	return k
}

// TextSigner is a key that signs a plain text (EIP-191, "personal_sign").
type TextSigner interface {
	Address() common.Address
	// SignText gives 65 bytes r, s, v over accounts.TextHash(text).
	SignText(text []byte) ([]byte, error)
}

// Rejection is the text that a checker signs to turn down a waiting act of its company.
func Rejection(id common.Hash) []byte { return []byte("Tallystick: reject act " + id.Hex()) }

// SignText signs a plain text, and checks what the signer returned.
func SignText(signer TextSigner, text []byte) ([]byte, error) {
	signature, err := signer.SignText(text)
	if err != nil {
		return nil, fmt.Errorf("sign with %s: %w", signer.Address(), err)
	}
	signature = normal(signature)
	if err := VerifyText(signer.Address(), text, signature); err != nil {
		return nil, fmt.Errorf("what the signer returned: %w", err)
	}
	return signature, nil
}

// VerifyText checks a plain text's signature. A wrong one is a *SignatureError; ErrContractKey as in Signed.Verify.
func VerifyText(key common.Address, text, signature []byte) error {
	return verifyOwn("signature", key, common.BytesToHash(accounts.TextHash(text)), signature)
}

// SignText signs a plain text with the key in memory.
func (k KeySigner) SignText(text []byte) ([]byte, error) {
	return crypto.Sign(accounts.TextHash(text), k.Private)
}
