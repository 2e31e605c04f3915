package signer

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

// patience bounds how long a signer of another process may take. A clef that asks a person each time takes longer: it needs rules.
const patience = 10 * time.Second

var (
	// ErrURL: a signer's URL is none.
	ErrURL = errors.New("not a signer's URL")
	// ErrNoKey: the signer answers and does not have the key.
	ErrNoKey = errors.New("the signer does not have the key")
)

// Clef has transactions signed by clef, or by whatever answers account_signTransaction as clef does. It keeps no connection, so that a
// clef that was restarted is found again.
type Clef struct {
	endpoint string
	address  common.Address
}

// NewClef signs as address by the clef at endpoint: an http or https URL, or the path of its IPC socket. It asks nothing yet. ErrURL: the
// endpoint is neither.
func NewClef(endpoint string, address common.Address) (*Clef, error) {
	if !filepath.IsAbs(endpoint) && !isHTTP(endpoint) {
		return nil, fmt.Errorf("%w: clef is reached by http://HOST:PORT, https://… or the whole path of its socket", ErrURL)
	}
	return &Clef{endpoint: endpoint, address: address}, nil
}

// Address is the key's account.
func (c *Clef) Address() common.Address { return c.address }

// Check asks clef for its accounts, and fails with ErrNoKey where this one is not among them.
func (c *Clef) Check(ctx context.Context) error {
	var known []common.Address
	if err := c.call(ctx, &known, "account_list"); err != nil {
		return err
	}
	if !slices.Contains(known, c.address) {
		return fmt.Errorf("%w %s", ErrNoKey, c.address)
	}
	return nil
}

// SignTx asks clef for a signature, and waits ten seconds at most.
func (c *Clef) SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	data := hexutil.Bytes(tx.Data())
	request := map[string]any{
		"from": c.address.Hex(), "gas": hexutil.Uint64(tx.Gas()), "nonce": hexutil.Uint64(tx.Nonce()), "value": (*hexutil.Big)(tx.Value()),
		"input": data, "chainId": (*hexutil.Big)(chainID),
	}
	if tx.To() != nil {
		request["to"] = tx.To().Hex()
	}
	if tx.Type() == types.DynamicFeeTxType {
		request["maxFeePerGas"], request["maxPriorityFeePerGas"] = (*hexutil.Big)(tx.GasFeeCap()), (*hexutil.Big)(tx.GasTipCap())
	} else {
		request["gasPrice"] = (*hexutil.Big)(tx.GasPrice())
	}
	var answer struct {
		Raw hexutil.Bytes `json:"raw"`
	}
	if err := c.call(ctx, &answer, "account_signTransaction", request); err != nil {
		return nil, err
	}
	// Only the bytes count; what clef says of them beside is not looked at.
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(answer.Raw); err != nil {
		return nil, fmt.Errorf("%w: clef's answer is no transaction: %w", ErrTampered, err)
	}
	return signed, nil
}

func (c *Clef) call(ctx context.Context, out any, method string, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	client, err := rpc.DialContext(ctx, c.endpoint)
	if err != nil {
		return fmt.Errorf("reach clef: %w", withoutURL(err))
	}
	defer client.Close()
	if err := client.CallContext(ctx, out, method, args...); err != nil {
		return fmt.Errorf("clef: %w", withoutURL(err))
	}
	return nil
}

// isHTTP tells whether a text is a URL of http or https.
func isHTTP(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && parsed.Host != "" && (parsed.Scheme == "http" || parsed.Scheme == "https")
}

// withoutURL takes the URL out of an error: a password may be in it, and errors are logged.
func withoutURL(err error) error {
	var located *url.Error
	if errors.As(err, &located) {
		return located.Err
	}
	return err
}
