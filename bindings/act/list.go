package act

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// listPath is where the path begins in a signature over a list: behind 65 bytes of signature and 4 of count.
const listPath = crypto.SignatureLength + 4

// listType is the message by which many acts are signed at once.
const listType = "ActList(bytes32 root,uint32 count)"

// SignList signs many messages by one signature, as an ERP's run of confirmations is: what is signed is the root of the tree over their
// digests and their number. Each act carries that signature and its own path, and is an act like any other: it is handed in, done,
// refused and limited by itself. There must be as many nonces as messages, and one of each at least. Only ordinary keys sign lists.
func SignList(signer Signer, domain Domain, messages []any, nonces []uint64, deadline uint64) ([]Signed, error) {
	if len(messages) == 0 || len(messages) != len(nonces) || len(messages) > math.MaxUint32 {
		return nil, fmt.Errorf("sign a list: %w: %d messages and %d nonces", ErrIncomplete, len(messages), len(nonces))
	}
	acts, digests := make([]Signed, len(messages)), make([]common.Hash, len(messages))
	for i, message := range messages {
		s, err := Direct(message, nonces[i], deadline)
		if err != nil {
			return nil, err
		}
		if digests[i], err = s.Digest(domain); err != nil {
			return nil, err
		}
		acts[i] = s
	}
	root, paths := tree(digests)
	signature, err := signer.SignTypedData(listData(domain, root, len(acts)))
	if err != nil {
		return nil, fmt.Errorf("sign a list of %d acts with %s: %w", len(acts), signer.Address(), err)
	}
	signature = normal(signature)
	if err := verify("signature", domain, signer.Address(), digest(domain, listHash(root, uint32(len(acts)))), signature); err != nil {
		return nil, fmt.Errorf("what the signer returned: %w", err)
	}
	for i := range acts {
		acts[i].Key = signer.Address()
		acts[i].Signature = binary.BigEndian.AppendUint32(bytes.Clone(signature), uint32(len(acts)))
		for _, sibling := range paths[i] {
			acts[i].Signature = append(acts[i].Signature, sibling[:]...)
		}
	}
	return acts, nil
}

// listData is the list as EIP-712 typed data, for signers that take JSON.
func listData(domain Domain, root common.Hash, count int) apitypes.TypedData {
	return apitypes.TypedData{
		Types: apitypes.Types{
			"EIP712Domain": domainFields(),
			"ActList":      {{Name: "root", Type: "bytes32"}, {Name: "count", Type: "uint32"}},
		},
		PrimaryType: "ActList",
		Domain:      domain.typed(),
		Message:     apitypes.TypedDataMessage{"root": root.Hex(), "count": fmt.Sprint(count)},
	}
}

func listHash(root common.Hash, count uint32) common.Hash {
	var number [32]byte
	binary.BigEndian.PutUint32(number[28:], count)
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(listType)), root[:], number[:])
}

// listed is the digest that a signature over a list is over, and the signature proper; ok tells whether it is one by its form.
func listed(domain Domain, act common.Hash, signature []byte) (over common.Hash, own []byte, ok bool) {
	if len(signature) < listPath || (len(signature)-listPath)%common.HashLength != 0 {
		return common.Hash{}, nil, false
	}
	root := act
	for path := signature[listPath:]; len(path) != 0; path = path[common.HashLength:] {
		root = pair(root, common.BytesToHash(path[:common.HashLength]))
	}
	count := binary.BigEndian.Uint32(signature[crypto.SignatureLength:])
	return digest(domain, listHash(root, count)), signature[:crypto.SignatureLength], true
}

// tree gives the root over the leaves and each one's path to it. Siblings are hashed in the order of their size, as OpenZeppelin's
// MerkleProof does; an odd one goes up as it is.
func tree(leaves []common.Hash) (root common.Hash, paths [][]common.Hash) {
	paths = make([][]common.Hash, len(leaves))
	at := make([]int, len(leaves))
	for i := range at {
		at[i] = i
	}
	level := leaves
	for len(level) > 1 {
		next := make([]common.Hash, 0, (len(level)+1)/2)
		for i := 0; i < len(level); i += 2 {
			if i+1 == len(level) {
				next = append(next, level[i])
			} else {
				next = append(next, pair(level[i], level[i+1]))
			}
		}
		for i, place := range at {
			if sibling := place ^ 1; sibling < len(level) {
				paths[i] = append(paths[i], level[sibling])
			}
			at[i] = place / 2
		}
		level = next
	}
	return level[0], paths
}

func pair(a, b common.Hash) common.Hash {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return crypto.Keccak256Hash(a[:], b[:])
}
