package act

import (
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/crypto"
)

const (
	// DomainName and DomainVersion are those of every deployment.
	DomainName    = "Tallystick"
	DomainVersion = "1"
	// MaxDeadline is the last Unix second that a deadline can name: all ones of a uint40.
	MaxDeadline = 1<<40 - 1
)

// Domain ties signatures to one deployment: its chain, and the salt that no other deployment has.
type Domain struct {
	ChainID uint64
	Salt    common.Hash
}

// Separator is the EIP-712 domain separator, the contracts' domainSeparator().
func (d Domain) Separator() common.Hash {
	return crypto.Keccak256Hash(
		crypto.Keccak256([]byte("EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)")),
		crypto.Keccak256([]byte(DomainName)),
		crypto.Keccak256([]byte(DomainVersion)),
		math.U256Bytes(new(big.Int).SetUint64(d.ChainID)),
		d.Salt[:],
	)
}

// StructHash is the EIP-712 struct hash of a message. Proposals and quotes are known by it.
func StructHash(message any, nonce, deadline uint64) (common.Hash, error) {
	if deadline > MaxDeadline {
		return common.Hash{}, fmt.Errorf("deadline %d is beyond 40 bits: %w", deadline, ErrField)
	}
	k, encoded, err := encode(message)
	if err != nil {
		return common.Hash{}, err
	}
	end := append(math.U256Bytes(new(big.Int).SetUint64(nonce)), math.U256Bytes(new(big.Int).SetUint64(deadline))...)
	return crypto.Keccak256Hash(k.hash[:], encoded, end), nil
}

// ContentID is the message's identity apart from nonce and deadline: the same for whatever is asked for twice.
func ContentID(message any) (common.Hash, error) {
	k, encoded, err := encode(message)
	if err != nil {
		return common.Hash{}, err
	}
	return crypto.Keccak256Hash(k.hash[:], encoded), nil
}

// Digest is what is signed: the EIP-712 digest of a message in a deployment's domain. It is the act's id, named by the
// event Acted when the act is done.
func Digest(domain Domain, message any, nonce, deadline uint64) (common.Hash, error) {
	hash, err := StructHash(message, nonce, deadline)
	if err != nil {
		return common.Hash{}, err
	}
	return digest(domain, hash), nil
}

func digest(domain Domain, structHash common.Hash) common.Hash {
	separator := domain.Separator()
	return crypto.Keccak256Hash([]byte{0x19, 0x01}, separator[:], structHash[:])
}

// encode gives the message's fields as EIP-712 hashes them: 32 bytes each, strings, bytes and lists by their hash.
func encode(message any) (Kind, []byte, error) {
	k, v, err := valueOf(message)
	if err != nil {
		return Kind{}, nil, err
	}
	encoded := make([]byte, 0, 32*len(k.fields))
	for _, f := range k.fields {
		word, err := f.word(v.Field(f.index))
		if err != nil {
			return Kind{}, nil, fmt.Errorf("%s.%s: %w", k.Name, f.Name, err)
		}
		encoded = append(encoded, word...)
	}
	return k, encoded, nil
}

// word is one field in 32 bytes.
func (f Field) word(v reflect.Value) ([]byte, error) {
	switch f.abi.T {
	case abi.UintTy:
		n, err := f.number(v)
		if err != nil {
			return nil, err
		}
		return math.U256Bytes(n), nil
	case abi.BoolTy:
		word := make([]byte, 32)
		if v.Bool() {
			word[31] = 1
		}
		return word, nil
	case abi.AddressTy:
		return common.LeftPadBytes(v.Interface().(common.Address).Bytes(), 32), nil
	case abi.FixedBytesTy:
		word := make([]byte, 32)
		reflect.Copy(reflect.ValueOf(word), v)
		return word, nil
	case abi.StringTy:
		return crypto.Keccak256([]byte(v.String())), nil
	case abi.BytesTy:
		return crypto.Keccak256(v.Bytes()), nil
	case abi.SliceTy:
		return f.item.word(v)
	}
	return nil, fmt.Errorf("acts have no fields of type %s: %w", f.Type, ErrField)
}

// number is an unsigned field's value, within its type.
func (f Field) number(v reflect.Value) (*big.Int, error) {
	if v.CanUint() {
		return new(big.Int).SetUint64(v.Uint()), nil
	}
	n := v.Interface().(*big.Int)
	if n == nil {
		return nil, fmt.Errorf("no value: %w", ErrField)
	}
	if n.Sign() < 0 || n.BitLen() > f.abi.Size {
		return nil, fmt.Errorf("%s is not a %s: %w", n, f.Type, ErrField)
	}
	return new(big.Int).Set(n), nil
}
