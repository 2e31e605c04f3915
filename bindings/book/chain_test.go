package book

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/internal/foundry"
)

// begin is when the network's first block is made: 2026-11-21 at ten in the morning in China.
const begin = 1_795_226_400

// chain is a network in the memory of the test: the contracts as they were deployed on a node, run by geth's own EVM under the rules of the
// fork that production runs. Without blocks and without a connection an act takes a fraction of a millisecond.
type chain struct {
	*deployment.Deployment
	state *state.StateDB
	evm   *vm.EVM
	now   time.Time
}

// deployed is what every chain of a test begins as.
type deployed struct {
	network *deployment.Deployment
	state   *state.StateDB
	keys    keyring
}

// deploy deploys the traffic's network on a node and takes its whole state.
func deploy(t testing.TB) deployed {
	t.Helper()
	keys := make(keyring)
	node := foundry.Anvil(t, "--timestamp", fmt.Sprint(begin))
	deployer, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := node.CallContext(ctx, nil, "anvil_setBalance", crypto.PubkeyToAddress(deployer.PublicKey), "0xde0b6b3a7640000"); err != nil {
		t.Fatal(err)
	}
	plan := deployment.Plan{Name: "book", Clock: calendar.China(), Rules: rules(),
		Operator: keys.desk(OperatorDesk, "Operator"), Authority: keys.desk(AuthorityDesk, "Authority")}
	network, err := deployment.Deploy(ctx, node, bind.NewKeyedTransactor(deployer, big.NewInt(31_337)), plan)
	if err != nil {
		t.Fatal(err)
	}
	db, err := dump(ctx, node)
	if err != nil {
		t.Fatal(err)
	}
	return deployed{network, db, keys}
}

// dump reads the code and storage of all accounts of a node.
func dump(ctx context.Context, node *rpc.Client) (*state.StateDB, error) {
	var packed hexutil.Bytes
	if err := node.CallContext(ctx, &packed, "anvil_dumpState"); err != nil {
		return nil, fmt.Errorf("dump the state: %w", err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack the state: %w", err)
	}
	var dumped struct {
		Accounts map[common.Address]struct {
			Code    hexutil.Bytes
			Storage map[common.Hash]common.Hash
		}
	}
	if err := json.NewDecoder(unpacked).Decode(&dumped); err != nil {
		return nil, fmt.Errorf("read the state: %w", err)
	}
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		return nil, err
	}
	for address, account := range dumped.Accounts {
		if len(account.Code) == 0 {
			continue
		}
		db.SetCode(address, account.Code, tracing.CodeChangeUnspecified)
		// As on every chain, so that an account without a balance is not taken for an empty one.
		db.SetNonce(address, 1, tracing.NonceChangeUnspecified)
		for key, value := range account.Storage {
			db.SetState(address, key, value)
		}
	}
	db.Finalise(london.Rules(new(big.Int), true, begin))
	return db, nil
}

// london are the rules of the last fork of clique.
var london = func() *params.ChainConfig {
	config := *params.AllCliqueProtocolChanges
	config.ChainID = big.NewInt(31_337)
	return &config
}()

// start is a chain of its own that begins as the deployed one.
func (d deployed) start() *chain {
	c := &chain{Deployment: d.network, state: d.state.Copy(), now: time.Unix(begin, 0)}
	c.evm = runtime.NewEnv(&runtime.Config{
		ChainConfig: london, State: c.state, BlockNumber: big.NewInt(1), Difficulty: new(big.Int), BaseFee: new(big.Int), BlobBaseFee: new(big.Int),
		GasPrice: new(big.Int), GasLimit: gas, Random: new(common.Hash),
	})
	return c
}

// gas is more than any act needs.
const gas = 30_000_000

// errNoReason: a call failed without a custom error, as when arithmetic overflows.
var errNoReason = errors.New("failed without a reason of the contracts")

// call calls a contract. A refusal is a *Refusal; whatever else goes wrong is no part of any rule.
func (c *chain) call(from, to common.Address, data []byte) ([]byte, *Refusal, error) {
	c.evm.Context.Time = uint64(c.now.Unix())
	rules := london.Rules(c.evm.Context.BlockNumber, true, c.evm.Context.Time)
	c.state.Prepare(rules, from, common.Address{}, &to, vm.ActivePrecompiles(rules), nil)
	result, _, err := c.evm.Call(from, to, data, vm.NewGasBudget(gas, 0), common.U2560)
	c.state.Finalise(rules)
	if errors.Is(err, vm.ErrExecutionReverted) {
		reason, known := reasonOf(result)
		if !known {
			return nil, nil, fmt.Errorf("%w: %#x", errNoReason, result)
		}
		return nil, &reason, nil
	}
	return result, nil, err
}

// do does an act.
func (c *chain) do(from common.Address, signed act.Signed) (*Refusal, error) {
	target, err := signed.Target()
	if err != nil {
		return nil, err
	}
	data, err := signed.Calldata()
	if err != nil {
		return nil, err
	}
	_, refused, err := c.call(from, c.Address(target), data)
	return refused, err
}

// reasonOf reads revert data.
func reasonOf(data []byte) (Refusal, bool) {
	if len(data) < 4 {
		return Refusal{}, false
	}
	e, known := reasons()[[4]byte(data[:4])]
	if !known {
		return Refusal{}, false
	}
	args, err := e.Inputs.Unpack(data[4:])
	if err != nil {
		return Refusal{}, false
	}
	return refusal(e.Name, args...), true
}

// reasons are all custom errors of the contracts, by selector.
var reasons = sync.OnceValue(func() map[[4]byte]abi.Error {
	found := make(map[[4]byte]abi.Error)
	for _, contract := range []abi.ABI{
		companiesABI.GetABI(), rulesABI.GetABI(), lotsABI.GetABI(), cashABI.GetABI(), linesABI.GetABI(), evidenceABI.GetABI(),
		receivablesABI.GetABI(), settlementsABI.GetABI(), endingsABI.GetABI(), discountsABI.GetABI(), pledgesABI.GetABI(),
		guaranteesABI.GetABI(), recourseABI.GetABI(), holdsABI.GetABI(), circlesABI.GetABI(), runsABI.GetABI(),
	} {
		for _, e := range contract.Errors {
			found[[4]byte(e.ID[:4])] = e
		}
	}
	return found
})
