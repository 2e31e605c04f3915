package deployment

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// Caller is a connection to a node, such as *rpc.Client. Raw calls, because some nodes' block hashes are not what their headers
// hash to.
type Caller interface {
	CallContext(ctx context.Context, result any, method string, args ...any) error
}

// ErrOtherNetwork is wrapped by a MismatchError.
var ErrOtherNetwork = errors.New("the node is not of the network that the deployment file describes")

// MismatchError says in what the chain differs from the file.
type MismatchError struct {
	// What is "chain id", "genesis" or "code of Lots" and so on.
	What string
	// File and Chain are the two values.
	File, Chain string
}

// Error says it in words.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("%s: %s on the chain, %s in the deployment file", e.What, e.Chain, e.File)
}

// Unwrap makes it an ErrOtherNetwork.
func (e *MismatchError) Unwrap() error { return ErrOtherNetwork }

// Verify compares chain id, genesis block and the code of every contract with the file. The first difference is a
// *MismatchError; other errors are the connection's.
func (d *Deployment) Verify(ctx context.Context, node Caller) error {
	if err := d.Check(); err != nil {
		return err
	}
	id, genesis, err := identity(ctx, node)
	if err != nil {
		return err
	}
	if id != d.ChainID {
		return &MismatchError{"chain id", fmt.Sprint(d.ChainID), fmt.Sprint(id)}
	}
	if genesis != d.GenesisHash {
		return &MismatchError{"genesis", d.GenesisHash.Hex(), genesis.Hex()}
	}
	for _, name := range Names() {
		hash, err := codeHash(ctx, node, d.Address(name))
		if err != nil {
			return fmt.Errorf("code of %s: %w", name, err)
		}
		if hash != d.Contracts[name].CodeHash {
			return &MismatchError{"code of " + name, d.Contracts[name].CodeHash.Hex(), hash.Hex()}
		}
	}
	return nil
}

// identity is the chain's id and its genesis hash as the node says it.
func identity(ctx context.Context, node Caller) (uint64, common.Hash, error) {
	var id hexutil.Uint64
	if err := node.CallContext(ctx, &id, "eth_chainId"); err != nil {
		return 0, common.Hash{}, fmt.Errorf("chain id: %w", err)
	}
	var genesis *struct {
		Hash common.Hash `json:"hash"`
	}
	if err := node.CallContext(ctx, &genesis, "eth_getBlockByNumber", "0x0", false); err != nil {
		return 0, common.Hash{}, fmt.Errorf("genesis block: %w", err)
	}
	if genesis == nil {
		return 0, common.Hash{}, errors.New("genesis block: the node has none")
	}
	return uint64(id), genesis.Hash, nil
}

// codeHash is keccak256 of the code at an address now; that of nothing where there is none.
func codeHash(ctx context.Context, node Caller, address common.Address) (common.Hash, error) {
	var code hexutil.Bytes
	if err := node.CallContext(ctx, &code, "eth_getCode", address, "latest"); err != nil {
		return common.Hash{}, err
	}
	return crypto.Keccak256Hash(code), nil
}
