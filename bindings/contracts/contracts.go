// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package contracts

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// AcceptFrom is an auto generated low-level Go binding around an user-defined struct.
type AcceptFrom struct {
	Company uint32
	Sender  uint32
	Obligor uint32
	Min     *big.Int
	Max     *big.Int
	PerDay  uint16
	Until   uint32
}

// AcceptTransfer is an auto generated low-level Go binding around an user-defined struct.
type AcceptTransfer struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Proposal   [32]byte
}

// Account is an auto generated low-level Go binding around an user-defined struct.
type Account struct {
	Free      *big.Int
	Earmarked *big.Int
}

// AdmitCompany is an auto generated low-level Go binding around an user-defined struct.
type AdmitCompany struct {
	Company      uint32
	Id           uint32
	Name         string
	Registration string
	Capacities   uint16
	Key          common.Address
	DualAbove    *big.Int
	Documents    [32]byte
}

// Auth is an auto generated low-level Go binding around an user-defined struct.
type Auth struct {
	Key       common.Address
	Nonce     uint64
	Deadline  *big.Int
	Signature []byte
	Second    []byte
}

// Call is an auto generated low-level Go binding around an user-defined struct.
type Call struct {
	Target common.Address
	Gas    uint32
	Data   []byte
}

// CancelNonce is an auto generated low-level Go binding around an user-defined struct.
type CancelNonce struct {
	Company   uint32
	Cancelled uint64
}

// ClockParams is an auto generated low-level Go binding around an user-defined struct.
type ClockParams struct {
	BaseDay   uint32
	BaseTime  *big.Int
	DayLength uint32
}

// Company is an auto generated low-level Go binding around an user-defined struct.
type Company struct {
	Status     uint8
	Capacities uint16
	DualAbove  *big.Int
	Admins     uint16
	Since      uint32
}

// ConfirmReceivable is an auto generated low-level Go binding around an user-defined struct.
type ConfirmReceivable struct {
	Company    uint32
	Receivable *big.Int
	Proposal   [32]byte
}

// Desk is an auto generated low-level Go binding around an user-defined struct.
type Desk struct {
	Name         string
	Registration string
	Key          common.Address
}

// Earmark is an auto generated low-level Go binding around an user-defined struct.
type Earmark struct {
	Bank     uint32
	Obligor  uint32
	Currency uint16
	Amount   *big.Int
}

// GrantLine is an auto generated low-level Go binding around an user-defined struct.
type GrantLine struct {
	Company  uint32
	Obligor  uint32
	Currency uint16
	Amount   uint64
}

// IssueReceivable is an auto generated low-level Go binding around an user-defined struct.
type IssueReceivable struct {
	Company        uint32
	Serial         uint64
	Supplier       uint32
	Face           *big.Int
	Currency       uint16
	Delivered      uint32
	Due            uint32
	Rules          uint16
	Until          uint32
	Ref            string
	ContractDigest [32]byte
	InvoicesDigest [32]byte
	Justification  [32]byte
}

// Lot is an auto generated low-level Go binding around an user-defined struct.
type Lot struct {
	Holder uint32
	End    *big.Int
	Paid   *big.Int
	Head   *big.Int
	Other  uint32
	Until  uint32
	State  uint8
	Marks  uint8
	Kind   uint8
}

// Merge is an auto generated low-level Go binding around an user-defined struct.
type Merge struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Right      *big.Int
}

// MintCash is an auto generated low-level Go binding around an user-defined struct.
type MintCash struct {
	Company  uint32
	To       uint32
	Currency uint16
	Amount   *big.Int
	Ref      string
}

// Module is an auto generated low-level Go binding around an user-defined struct.
type Module struct {
	Addr   common.Address
	Verbs  uint8
	Number uint8
	Marks  uint8
}

// NameVendor is an auto generated low-level Go binding around an user-defined struct.
type NameVendor struct {
	Company  uint32
	Supplier uint32
	Number   string
}

// Obligation is an auto generated low-level Go binding around an user-defined struct.
type Obligation struct {
	Face       *big.Int
	Paid       *big.Int
	Obligor    uint32
	Due        uint32
	Cutoff     uint32
	Currency   uint16
	Rules      uint16
	AnswerDays uint8
	Flags      uint8
}

// Operator is an auto generated low-level Go binding around an user-defined struct.
type Operator struct {
	Company uint32
	Roles   uint8
	Limit   *big.Int
	Daily   *big.Int
	Day     uint32
	Spent   *big.Int
	Until   uint32
}

// Price is an auto generated low-level Go binding around an user-defined struct.
type Price struct {
	Proceeds     *big.Int
	Interest     *big.Int
	InterestDays uint32
}

// Quote is an auto generated low-level Go binding around an user-defined struct.
type Quote struct {
	Company      uint32
	Obligation   *big.Int
	Lot          *big.Int
	Start        *big.Int
	End          *big.Int
	Holder       uint32
	Rate         uint32
	DayCount     uint8
	Recourse     bool
	CashBank     uint32
	Until        uint32
	Registration string
	Serial       uint64
}

// Receivable is an auto generated low-level Go binding around an user-defined struct.
type Receivable struct {
	Obligor  uint32
	Supplier uint32
	Face     *big.Int
	Due      uint32
	Until    uint32
	Currency uint16
	Rules    uint16
	State    uint8
}

// Record is an auto generated low-level Go binding around an user-defined struct.
type Record struct {
	Next   *big.Int
	Kind   uint8
	By     uint32
	To     uint32
	Day    uint32
	Amount *big.Int
}

// RedeemCash is an auto generated low-level Go binding around an user-defined struct.
type RedeemCash struct {
	Company  uint32
	Bank     uint32
	Currency uint16
	Amount   *big.Int
	Ref      string
}

// RejectReceivable is an auto generated low-level Go binding around an user-defined struct.
type RejectReceivable struct {
	Company    uint32
	Receivable *big.Int
	Proposal   [32]byte
}

// RejectTransfer is an auto generated low-level Go binding around an user-defined struct.
type RejectTransfer struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Proposal   [32]byte
}

// RequestReceivable is an auto generated low-level Go binding around an user-defined struct.
type RequestReceivable struct {
	Company        uint32
	Serial         uint64
	Obligor        uint32
	Face           *big.Int
	Currency       uint16
	Delivered      uint32
	Due            uint32
	Rules          uint16
	Until          uint32
	Ref            string
	ContractDigest [32]byte
	InvoicesDigest [32]byte
	Justification  [32]byte
}

// RevokeOperator is an auto generated low-level Go binding around an user-defined struct.
type RevokeOperator struct {
	Company uint32
	Key     common.Address
}

// RotateOperator is an auto generated low-level Go binding around an user-defined struct.
type RotateOperator struct {
	Company     uint32
	Key         common.Address
	Replacement common.Address
}

// Rule is an auto generated low-level Go binding around an user-defined struct.
type Rule struct {
	Set    uint16
	Id     [32]byte
	Value  *big.Int
	From   uint32
	Source string
}

// SetOperator is an auto generated low-level Go binding around an user-defined struct.
type SetOperator struct {
	Company uint32
	Key     common.Address
	Roles   uint8
	Limit   *big.Int
	Daily   *big.Int
	Until   uint32
}

// SetThreshold is an auto generated low-level Go binding around an user-defined struct.
type SetThreshold struct {
	Company   uint32
	DualAbove *big.Int
}

// SettleReceivable is an auto generated low-level Go binding around an user-defined struct.
type SettleReceivable struct {
	Company    uint32
	Receivable *big.Int
	Amount     *big.Int
	Bank       uint32
	Paid       *big.Int
}

// Split is an auto generated low-level Go binding around an user-defined struct.
type Split struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Middle     *big.Int
}

// Standing is an auto generated low-level Go binding around an user-defined struct.
type Standing struct {
	Min    *big.Int
	Max    *big.Int
	PerDay uint16
	Until  uint32
	Day    uint32
	Used   uint16
}

// SuspendCompany is an auto generated low-level Go binding around an user-defined struct.
type SuspendCompany struct {
	Company   uint32
	Id        uint32
	Suspended bool
	Reason    string
}

// TakeQuote is an auto generated low-level Go binding around an user-defined struct.
type TakeQuote struct {
	Company uint32
	Quote   [32]byte
	Least   *big.Int
}

// TakeReceivable is an auto generated low-level Go binding around an user-defined struct.
type TakeReceivable struct {
	Company    uint32
	Receivable *big.Int
	Proposal   [32]byte
}

// Transfer is an auto generated low-level Go binding around an user-defined struct.
type Transfer struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Start      *big.Int
	End        *big.Int
	To         uint32
	Recourse   bool
	Until      uint32
	Terms      [32]byte
}

// TransferCash is an auto generated low-level Go binding around an user-defined struct.
type TransferCash struct {
	Company  uint32
	Bank     uint32
	Currency uint16
	To       uint32
	Amount   *big.Int
	Ref      string
}

// WithdrawQuote is an auto generated low-level Go binding around an user-defined struct.
type WithdrawQuote struct {
	Company uint32
	Quote   [32]byte
}

// WithdrawReceivable is an auto generated low-level Go binding around an user-defined struct.
type WithdrawReceivable struct {
	Company    uint32
	Receivable *big.Int
	Proposal   [32]byte
}

// WithdrawTransfer is an auto generated low-level Go binding around an user-defined struct.
type WithdrawTransfer struct {
	Company    uint32
	Obligation *big.Int
	Lot        *big.Int
	Proposal   [32]byte
}

// BatchMetaData contains all meta data concerning the Batch contract.
var BatchMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"gas\",\"type\":\"uint32\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"internalType\":\"structCall[]\",\"name\":\"calls\",\"type\":\"tuple[]\"}],\"name\":\"run\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"done\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"call\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"Refused\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"GasShort\",\"type\":\"error\"}]",
	ID:  "2e4c240f0a9dcc212a106595bfcf0d729a",
	Bin: "0x6080806040523460155761039b908161001b8239f35b600080fdfe6080604052600436101561001257600080fd5b60003560e01c63a253cc071461002757600080fd5b346102a75760203660031901126102a75760043567ffffffffffffffff81116102a757366023820112156102a757806004013567ffffffffffffffff81116102a7573660248260051b840101116102a7576000913681900360821901835b8385101561029c57600060248660051b85010135838112156102985784016064810135604219368390030181121561029457810160240180359167ffffffffffffffff83116102905760208201928036038413610248576100ed6100e8826102e8565b6102ac565b938185526020850193602083369201011161028c578186926020928637850101525a90604481019161011e83610304565b643fffffffc063ffffffff82169160061b16908082046040149015171561027857603f9004906175308201809211610278571061024c57602401359073ffffffffffffffffffffffffffffffffffffffff82168203610248576101919163ffffffff61018a8693610304565b1690610315565b9290156101c75750505060001982146101b357506001809101945b0193610085565b80634e487b7160e01b602492526011600452fd5b979397929192519020916040519160208352815191826020850152815b83811061023257505082604081847f30a447ae6db2b1ba53368232a86c209ea825327c78fdcd32538f314b780dab3094838a99989760019b98010152601f80199101168101030190a36101ac565b80602080928401015160408288010152016101e4565b8480fd5b6024858b7f98907335000000000000000000000000000000000000000000000000000000008252600452fd5b602487634e487b7160e01b81526011600452fd5b8580fd5b8380fd5b8280fd5b5080fd5b602090604051908152f35b600080fd5b6040519190601f01601f1916820167ffffffffffffffff8111838210176102d257604052565b634e487b7160e01b600052604160045260246000fd5b67ffffffffffffffff81116102d257601f01601f191660200190565b3563ffffffff811681036102a75790565b9091813b1561038b5760009283809360208451940192f180913d9161037457610400821161036a575b61034a6100e8836102e8565b918083526000610359826102e8565b602085019490601f1901368637933e565b610400915061033e565b91505060019061038460206102ac565b6000815290565b50505060009061038460206102ac56",
}

// Batch is an auto generated Go binding around an Ethereum contract.
type Batch struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Batch) GetABI() abi.ABI {
	return c.abi
}

// NewBatch creates a new instance of Batch.
func NewBatch() *Batch {
	parsed, err := BatchMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Batch{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Batch) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackRun is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa253cc07.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function run((address,uint32,bytes)[] calls) returns(uint256 done)
func (batch *Batch) PackRun(calls []Call) []byte {
	enc, err := batch.abi.Pack("run", calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRun is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa253cc07.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function run((address,uint32,bytes)[] calls) returns(uint256 done)
func (batch *Batch) TryPackRun(calls []Call) ([]byte, error) {
	return batch.abi.Pack("run", calls)
}

// UnpackRun is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa253cc07.
//
// Solidity: function run((address,uint32,bytes)[] calls) returns(uint256 done)
func (batch *Batch) UnpackRun(data []byte) (*big.Int, error) {
	out, err := batch.abi.Unpack("run", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// BatchRefused represents a Refused event raised by the Batch contract.
type BatchRefused struct {
	Index  *big.Int
	Call   [32]byte
	Reason []byte
	Raw    *types.Log // Blockchain specific contextual infos
}

const BatchRefusedEventName = "Refused"

// ContractEventName returns the user-defined event name.
func (BatchRefused) ContractEventName() string {
	return BatchRefusedEventName
}

// UnpackRefusedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Refused(uint256 indexed index, bytes32 indexed call, bytes reason)
func (batch *Batch) UnpackRefusedEvent(log *types.Log) (*BatchRefused, error) {
	event := "Refused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != batch.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BatchRefused)
	if len(log.Data) > 0 {
		if err := batch.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range batch.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (batch *Batch) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], batch.abi.Errors["GasShort"].ID.Bytes()[:4]) {
		return batch.UnpackGasShortError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BatchGasShort represents a GasShort error raised by the Batch contract.
type BatchGasShort struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error GasShort(uint256 index)
func BatchGasShortErrorID() common.Hash {
	return common.HexToHash("0x98907335e6e4f2c5585ba1631d96b1e96e622975276e06888385d021b03cb3aa")
}

// UnpackGasShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error GasShort(uint256 index)
func (batch *Batch) UnpackGasShortError(raw []byte) (*BatchGasShort, error) {
	out := new(BatchGasShort)
	if err := batch.abi.UnpackIntoInterface(out, "GasShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashMetaData contains all meta data concerning the Cash contract.
var CashMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractICompanies\",\"name\":\"companies\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"modules\",\"type\":\"address[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"accountOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint96\",\"name\":\"free\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"earmarked\",\"type\":\"uint96\"}],\"internalType\":\"structAccount\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"earmark\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"}],\"name\":\"earmarkOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structEarmark\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"internalType\":\"structMintCash\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"mintCash\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"move\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"internalType\":\"structRedeemCash\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"redeemCash\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"release\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"}],\"name\":\"supplyOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"internalType\":\"structTransferCash\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"transferCash\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"Earmarked\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"Minted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"Moved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"Redeemed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"Released\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"BadAmount\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"}],\"name\":\"BadCurrency\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint256\",\"name\":\"free\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"CashShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"left\",\"type\":\"uint256\"}],\"name\":\"EarmarkShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotModule\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"}],\"name\":\"OtherBank\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"ReferenceUsed\",\"type\":\"error\"}]",
	ID:  "22a33f3ffb3cbf141f8d18a5bc0897bb4f",
	Bin: "0x60a06040523461012357611986803803806100198161013e565b928339810190604081830312610123578051906001600160a01b0382168203610123576020810151906001600160401b038211610123570182601f82011215610123578051926001600160401b038411610128578360051b9160208061008081860161013e565b80978152019382010191821161012357602001915b8183106101035750505060805260005b81518110156100dd5760019060406000838060a01b0360208460051b8701015116815280602052208260ff19825416179055016100a5565b60405161182290816101648239608051818181610753015281816109fb01526111250152f35b82516001600160a01b038116810361012357815260209283019201610095565b600080fd5b634e487b7160e01b600052604160045260246000fd5b6040519190601f01601f191682016001600160401b038111838210176101285760405256fe6080604052600436101561001257600080fd5b6000803560e01c806302f6851a14610f1a5780633da58d4f14610e61578063481228e714610db15780634b2c82bb146108b557806362d9a099146105dd5780639d0e206114610555578063a40681041461050d578063aad969b6146103115763e90d161d1461008057600080fd5b3461030e5760a036600319011261030e5760043561009c6112cf565b906044359061ffff8216820361030c576100b46112bc565b6100bc6112f3565b3386528560205260ff604087205416156102f957828652600360205260408620805463ffffffff81168061028a575063ffffffff926102597fe177c4035a9d46df5fc752b5fc32cfb931229b0b91831c866bb790b5c8cfa3ce959361028493868b169069ffff00000000000000008b60401b169069ffffffffffffffffffff19161767ffffffff000000008760201b16171781555b61015d83868b8d61167b565b6101fc61019d868b8d909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b6101b4856001600160601b03835460601c166115dd565b7fffffffffffffffff000000000000000000000000ffffffffffffffffffffffff77ffffffffffffffffffffffff00000000000000000000000083549260601b169116179055565b610213836001600160601b03835460501c166115dd565b7fffffffffffffffffffff000000000000000000000000ffffffffffffffffffff75ffffffffffffffffffffffff0000000000000000000083549260501b169116179055565b8360405194859416981696839092916001600160601b0360209161ffff604085019616845216910152565b0390a480f35b905063ffffffff871681036102ce57509161028463ffffffff926102597fe177c4035a9d46df5fc752b5fc32cfb931229b0b91831c866bb790b5c8cfa3ce95610151565b7f78bc8abc000000000000000000000000000000000000000000000000000000008852600452602487fd5b60248663cb11855160e01b815233600452fd5b835b80fd5b503461030e57606036600319011261030e5760043561032e6112cf565b604435916001600160601b03831691828403610509573385528460205260ff604086205416156104f65781855260036020526040852061036d81611613565b9360608501906001600160601b038251168091116104cb5750916103c563ffffffff92610213886001600160601b037fb2231d256e26843bb610f9d377788dab6fc87c9fdc757d15158b46725766e1a297511661165b565b61028461ffff83808851169761043661041f604083019a858c51168560208601511691909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b6101b48c6001600160601b03835460601c1661165b565b6104788583835116858c51169165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b6001600160601b0361048d8c828454166115dd565b166001600160601b03198254161790555116965116966040519384931697839092916001600160601b0360209161ffff604085019616845216910152565b7f7d6e1806000000000000000000000000000000000000000000000000000000008852600452602487fd5b60248563cb11855160e01b815233600452fd5b8480fd5b503461030e57604036600319011261030e57604060209161052c611296565b65ffffffff000061ffff61053e6112e2565b169160101b16178152600283522054604051908152f35b503461030e57602036600319011261030e5761059d6040826080936060835161057d816113a2565b828152826020820152828582015201526004358152600360205220611613565b6001600160601b0360606040519263ffffffff815116845263ffffffff602082015116602085015261ffff60408201511660408501520151166060820152f35b503461030e57604036600319011261030e5760043567ffffffffffffffff81116108ad57806004019060c060031982360301126108b1576024359167ffffffffffffffff831161030c5760a0600319843603011261030c5761063e81611309565b90602483019161064d83611309565b604485019361065b8561131a565b92606487019261066a84611309565b948960848a019661067a88611329565b9a60a4019a6106898c8b61133d565b3690610694926113e0565b8051906020012091602484016106a990611427565b936044016106b69061143c565b946040519660208801987f6c8eceec22d99b1e9d519027d4a44a661beb33e60fb824c56e88d6b2f3ba6e748a5263ffffffff16604089015263ffffffff16606088015261ffff16608087015263ffffffff1660a08601526001600160601b031660c085015260e084015267ffffffffffffffff1661010083015264ffffffffff16610120820152610120815261074e610140826113be565b5190207f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316908961078685611309565b833b156108ad5763ffffffff604051916335cc1c1560e21b83521660048201528181602481875afa80156108a257610889575b50506020916107c787611309565b918b6107d288611329565b9b6107f96040519d8e968795869463975db20960e01b8652600401923392600487016114c0565b03925af196871561087e5761081e610846926108249261084e9a610851575b50611309565b9561131a565b9561084061083a61083487611309565b94611309565b94611329565b9461133d565b95909461176b565b80f35b6108729060203d602011610877575b61086a81836113be565b81019061144e565b610818565b503d610860565b6040513d8a823e3d90fd5b81610893916113be565b61089e5789386107b9565b8980fd5b6040513d84823e3d90fd5b5080fd5b8280fd5b503461030e576108c436611238565b6108cd82611309565b9060208301926108dc84611309565b926040820192866108ec8561131a565b9260608501966108fb88611329565b94608087019561090b878961133d565b3690610916926113e0565b80519060200120906020870161092b90611427565b926109386040890161143c565b94604051966020880198507f8371fcd753213d87350fb058f6bcec5ae74616c2f3f6846f60c3a2cddd34d941895263ffffffff16604088015263ffffffff16606087015261ffff1660808601526001600160601b031660a085015260c084015267ffffffffffffffff1660e083015264ffffffffff1661010082015261010081526109c5610120826113be565b5190206109d186611329565b6001600160601b031615610da25761ffff6109eb8661131a565b1615610d6a576001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690610a2585611309565b823b1561089e5763ffffffff604051917f84dfc7ae000000000000000000000000000000000000000000000000000000008352166004820152600260248201528981604481865afa8015610d5f57610d4b575b5088610a8389611309565b833b156108ad5763ffffffff604051916335cc1c1560e21b83521660048201528181602481875afa80156108a257610d32575b5050602091610ac486611309565b918a610acf8a611329565b610af16040519788968795869463975db20960e01b86523392600487016114c0565b03925af18015610d2757610d0a575b50610b0a82611309565b610b3b610b17838561133d565b9190610b2d6040519384926020840196876115c0565b03601f1981018352826113be565b519020808752600460205260ff604088205416610cc0578652600460205260408620805460ff19166001179055610b7184611329565b6001600160601b03610bdc610bd2610b8886611309565b610b918861131a565b610b9a8b611309565b91909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b92828454166115dd565b166001600160601b03198254161790556001600160601b03610bfd85611329565b16610c0783611309565b65ffffffff000061ffff610c1a8761131a565b169160101b161787526002602052604087208054918201809211610cac5792610c947f92d86b6432703d416197bf7b5e5333ece0a197b9fbb9dc9a50ab1b365c7d43be9593610ca69363ffffffff9655610c8e610c88610c82610c7c86611309565b9b611309565b9661131a565b98611329565b9261133d565b91856040519687961699169785611597565b0390a380f35b602488634e487b7160e01b81526011600452fd5b610d0683610cd184610c8e83611309565b6040939193519384937fc3c3617c000000000000000000000000000000000000000000000000000000008552600485016115c0565b0390fd5b610d229060203d6020116108775761086a81836113be565b610b00565b6040513d89823e3d90fd5b81610d3c916113be565b610d47578838610ab6565b8880fd5b89610d58919a929a6113be565b9738610a78565b6040513d8c823e3d90fd5b60248861ffff610d798861131a565b7fccc567d300000000000000000000000000000000000000000000000000000000835216600452fd5b60048863749b593960e01b8152fd5b503461030e57606036600319011261030e57610e2c604091610dd1611296565b610dd96112e2565b90610de26112a9565b9260208651610df081611370565b8281520152909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b6001600160601b03825191610e4083611370565b5481602081831694858152019160601c168152835192835251166020820152f35b503461030e5760c036600319011261030e57610e7b611296565b90610e846112e2565b610e8c6112a9565b92610e956112bc565b610e9d6112f3565b9060a4359567ffffffffffffffff8711610f165736602388011215610f165786600401359467ffffffffffffffff8611610f1257366024878a010111610f12573387528660205260ff60408820541615610eff57602461084e9798019461176b565b60248763cb11855160e01b815233600452fd5b8680fd5b8580fd5b503461030e57610f2936611238565b610f3282611309565b6020830192610f4084611309565b936040820192610f4f8461131a565b94606084019588610f5f88611329565b936080870199610f6f8b8961133d565b3690610f7a926113e0565b80519060200120956020860196610f9088611427565b916040880196610f9f8861143c565b94604051966020880198507fd04de170b2cb098a9b218726b31cd797fb7a19cd192e1cc20da5fef9152f8f20895263ffffffff16604088015263ffffffff16606087015261ffff1660808601526001600160601b031660a085015260c084015267ffffffffffffffff1660e083015264ffffffffff16610100820152610100815261102c610120826113be565b5190209261103986611309565b9361104389611329565b6040519563975db20960e01b875263ffffffff16600487015260248601608190526001600160601b03166044860152606485015233608485015260a4840160c0905282356001600160a01b0381168091036112345760c48501523567ffffffffffffffff811680910361089e5760e48401523564ffffffffff8116809103610d47578261111860209382936101048401526111056110fa6110e7606084018461146d565b60a061012488015261016487019161149f565b91608081019061146d565b60c319858403016101448601529061149f565b03818a6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af18015610d2757611217575b5061118161115f82611309565b6111688561131a565b61117185611309565b9061117b88611329565b9261167b565b6001600160601b0361119285611329565b1661119c82611309565b65ffffffff000061ffff6111af8761131a565b169160101b161787526002602052604087208054918203918211610cac5792610c946112077f042506464ec6195cef97b04fd97c692d19b5fd356710329085d67d7e812f13e69694610ca69463ffffffff9755611309565b97610c8e610c88610c8285611309565b61122f9060203d6020116108775761086a81836113be565b611152565b8a80fd5b9060406003198301126112915760043567ffffffffffffffff81116112915760a0818403600319011261129157600401916024359067ffffffffffffffff82116112915760a09082900360031901126112915760040190565b600080fd5b6004359063ffffffff8216820361129157565b6044359063ffffffff8216820361129157565b6064359063ffffffff8216820361129157565b6024359063ffffffff8216820361129157565b6024359061ffff8216820361129157565b608435906001600160601b038216820361129157565b3563ffffffff811681036112915790565b3561ffff811681036112915790565b356001600160601b03811681036112915790565b903590601e1981360301821215611291570180359067ffffffffffffffff82116112915760200191813603831361129157565b6040810190811067ffffffffffffffff82111761138c57604052565b634e487b7160e01b600052604160045260246000fd5b6080810190811067ffffffffffffffff82111761138c57604052565b90601f8019910116810190811067ffffffffffffffff82111761138c57604052565b92919267ffffffffffffffff821161138c576040519161140a601f8201601f1916602001846113be565b829481845281830111611291578281602093846000960137010152565b3567ffffffffffffffff811681036112915790565b3564ffffffffff811681036112915790565b9081602091031261129157516001600160a01b03811681036112915790565b9035601e198236030181121561129157016020813591019167ffffffffffffffff821161129157813603831361129157565b908060209392818452848401376000828201840152601f01601f1916010190565b9493916001600160601b039063ffffffff6001600160a01b03959316875260016020880152166040860152606085015216608083015260c060a083015280356001600160a01b0381168091036112915760c0830152602081013567ffffffffffffffff81168091036112915760e083015260408101359164ffffffffff83168093036112915761159492610100820152611581611576611563606085018561146d565b60a061012086015261016085019161149f565b92608081019061146d565b9161014060bf198286030191015261149f565b90565b6001600160601b03611594959361ffff606094168352166020820152816040820152019161149f565b60409063ffffffff6115949593168152816020820152019161149f565b906001600160601b03809116911601906001600160601b0382116115fd57565b634e487b7160e01b600052601160045260246000fd5b90604051611620816113a2565b60606001600160601b0382945463ffffffff8116845263ffffffff8160201c16602085015261ffff8160401c16604085015260501c16910152565b906001600160601b03809116911603906001600160601b0382116115fd57565b9092916001600160601b038316801561175a576116cb828685909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b946001600160601b038654169384831161170757505050506001600160601b03916116f59161165b565b166001600160601b0319825416179055565b60a4949163ffffffff61ffff9281604051977f3aa4afeb00000000000000000000000000000000000000000000000000000000895216600488015216602486015216604484015260648301526084820152fd5b63749b593960e01b60005260046000fd5b9463ffffffff929661181d917fe800729478b730b6722855bdff53b4d12c23def8b3b9db2a33e5d9b133b502669593966117a7818b8a8c61167b565b6117e485898b909165ffff0000000063ffffffff69ffffffff00000000000092169360201b169160301b1617176000526001602052604060002090565b6001600160601b036117f983828454166115dd565b166001600160601b03198254161790558580604051978897169b1699169785611597565b0390a456",
}

// Cash is an auto generated Go binding around an Ethereum contract.
type Cash struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Cash) GetABI() abi.ABI {
	return c.abi
}

// NewCash creates a new instance of Cash.
func NewCash() *Cash {
	parsed, err := CashMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Cash{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Cash) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address companies, address[] modules) returns()
func (cash *Cash) PackConstructor(companies common.Address, modules []common.Address) []byte {
	enc, err := cash.abi.Pack("", companies, modules)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAccountOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x481228e7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accountOf(uint32 bank, uint16 currency, uint32 company) view returns((uint96,uint96))
func (cash *Cash) PackAccountOf(bank uint32, currency uint16, company uint32) []byte {
	enc, err := cash.abi.Pack("accountOf", bank, currency, company)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccountOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x481228e7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accountOf(uint32 bank, uint16 currency, uint32 company) view returns((uint96,uint96))
func (cash *Cash) TryPackAccountOf(bank uint32, currency uint16, company uint32) ([]byte, error) {
	return cash.abi.Pack("accountOf", bank, currency, company)
}

// UnpackAccountOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x481228e7.
//
// Solidity: function accountOf(uint32 bank, uint16 currency, uint32 company) view returns((uint96,uint96))
func (cash *Cash) UnpackAccountOf(data []byte) (Account, error) {
	out, err := cash.abi.Unpack("accountOf", data)
	if err != nil {
		return *new(Account), err
	}
	out0 := *abi.ConvertType(out[0], new(Account)).(*Account)
	return out0, nil
}

// PackEarmark is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe90d161d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function earmark(uint256 obligation, uint32 bank, uint16 currency, uint32 obligor, uint96 amount) returns()
func (cash *Cash) PackEarmark(obligation *big.Int, bank uint32, currency uint16, obligor uint32, amount *big.Int) []byte {
	enc, err := cash.abi.Pack("earmark", obligation, bank, currency, obligor, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEarmark is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe90d161d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function earmark(uint256 obligation, uint32 bank, uint16 currency, uint32 obligor, uint96 amount) returns()
func (cash *Cash) TryPackEarmark(obligation *big.Int, bank uint32, currency uint16, obligor uint32, amount *big.Int) ([]byte, error) {
	return cash.abi.Pack("earmark", obligation, bank, currency, obligor, amount)
}

// PackEarmarkOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d0e2061.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function earmarkOf(uint256 obligation) view returns((uint32,uint32,uint16,uint96))
func (cash *Cash) PackEarmarkOf(obligation *big.Int) []byte {
	enc, err := cash.abi.Pack("earmarkOf", obligation)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEarmarkOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d0e2061.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function earmarkOf(uint256 obligation) view returns((uint32,uint32,uint16,uint96))
func (cash *Cash) TryPackEarmarkOf(obligation *big.Int) ([]byte, error) {
	return cash.abi.Pack("earmarkOf", obligation)
}

// UnpackEarmarkOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9d0e2061.
//
// Solidity: function earmarkOf(uint256 obligation) view returns((uint32,uint32,uint16,uint96))
func (cash *Cash) UnpackEarmarkOf(data []byte) (Earmark, error) {
	out, err := cash.abi.Unpack("earmarkOf", data)
	if err != nil {
		return *new(Earmark), err
	}
	out0 := *abi.ConvertType(out[0], new(Earmark)).(*Earmark)
	return out0, nil
}

// PackMintCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4b2c82bb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mintCash((uint32,uint32,uint16,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) PackMintCash(act MintCash, auth Auth) []byte {
	enc, err := cash.abi.Pack("mintCash", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMintCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4b2c82bb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mintCash((uint32,uint32,uint16,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) TryPackMintCash(act MintCash, auth Auth) ([]byte, error) {
	return cash.abi.Pack("mintCash", act, auth)
}

// PackMove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3da58d4f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function move(uint32 bank, uint16 currency, uint32 from, uint32 to, uint96 amount, string ref) returns()
func (cash *Cash) PackMove(bank uint32, currency uint16, from uint32, to uint32, amount *big.Int, ref string) []byte {
	enc, err := cash.abi.Pack("move", bank, currency, from, to, amount, ref)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3da58d4f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function move(uint32 bank, uint16 currency, uint32 from, uint32 to, uint96 amount, string ref) returns()
func (cash *Cash) TryPackMove(bank uint32, currency uint16, from uint32, to uint32, amount *big.Int, ref string) ([]byte, error) {
	return cash.abi.Pack("move", bank, currency, from, to, amount, ref)
}

// PackRedeemCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x02f6851a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function redeemCash((uint32,uint32,uint16,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) PackRedeemCash(act RedeemCash, auth Auth) []byte {
	enc, err := cash.abi.Pack("redeemCash", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRedeemCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x02f6851a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function redeemCash((uint32,uint32,uint16,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) TryPackRedeemCash(act RedeemCash, auth Auth) ([]byte, error) {
	return cash.abi.Pack("redeemCash", act, auth)
}

// PackRelease is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaad969b6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function release(uint256 obligation, uint32 to, uint96 amount) returns()
func (cash *Cash) PackRelease(obligation *big.Int, to uint32, amount *big.Int) []byte {
	enc, err := cash.abi.Pack("release", obligation, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRelease is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaad969b6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function release(uint256 obligation, uint32 to, uint96 amount) returns()
func (cash *Cash) TryPackRelease(obligation *big.Int, to uint32, amount *big.Int) ([]byte, error) {
	return cash.abi.Pack("release", obligation, to, amount)
}

// PackSupplyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa4068104.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supplyOf(uint32 bank, uint16 currency) view returns(uint256)
func (cash *Cash) PackSupplyOf(bank uint32, currency uint16) []byte {
	enc, err := cash.abi.Pack("supplyOf", bank, currency)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSupplyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa4068104.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function supplyOf(uint32 bank, uint16 currency) view returns(uint256)
func (cash *Cash) TryPackSupplyOf(bank uint32, currency uint16) ([]byte, error) {
	return cash.abi.Pack("supplyOf", bank, currency)
}

// UnpackSupplyOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa4068104.
//
// Solidity: function supplyOf(uint32 bank, uint16 currency) view returns(uint256)
func (cash *Cash) UnpackSupplyOf(data []byte) (*big.Int, error) {
	out, err := cash.abi.Unpack("supplyOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransferCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x62d9a099.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferCash((uint32,uint32,uint16,uint32,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) PackTransferCash(act TransferCash, auth Auth) []byte {
	enc, err := cash.abi.Pack("transferCash", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferCash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x62d9a099.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferCash((uint32,uint32,uint16,uint32,uint96,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (cash *Cash) TryPackTransferCash(act TransferCash, auth Auth) ([]byte, error) {
	return cash.abi.Pack("transferCash", act, auth)
}

// CashEarmarked represents a Earmarked event raised by the Cash contract.
type CashEarmarked struct {
	Obligation *big.Int
	Bank       uint32
	Obligor    uint32
	Currency   uint16
	Amount     *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const CashEarmarkedEventName = "Earmarked"

// ContractEventName returns the user-defined event name.
func (CashEarmarked) ContractEventName() string {
	return CashEarmarkedEventName
}

// UnpackEarmarkedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Earmarked(uint256 indexed obligation, uint32 indexed bank, uint32 indexed obligor, uint16 currency, uint96 amount)
func (cash *Cash) UnpackEarmarkedEvent(log *types.Log) (*CashEarmarked, error) {
	event := "Earmarked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != cash.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CashEarmarked)
	if len(log.Data) > 0 {
		if err := cash.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range cash.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CashMinted represents a Minted event raised by the Cash contract.
type CashMinted struct {
	Bank     uint32
	To       uint32
	Currency uint16
	Amount   *big.Int
	Ref      string
	Raw      *types.Log // Blockchain specific contextual infos
}

const CashMintedEventName = "Minted"

// ContractEventName returns the user-defined event name.
func (CashMinted) ContractEventName() string {
	return CashMintedEventName
}

// UnpackMintedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Minted(uint32 indexed bank, uint32 indexed to, uint16 currency, uint96 amount, string ref)
func (cash *Cash) UnpackMintedEvent(log *types.Log) (*CashMinted, error) {
	event := "Minted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != cash.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CashMinted)
	if len(log.Data) > 0 {
		if err := cash.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range cash.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CashMoved represents a Moved event raised by the Cash contract.
type CashMoved struct {
	Bank     uint32
	From     uint32
	To       uint32
	Currency uint16
	Amount   *big.Int
	Ref      string
	Raw      *types.Log // Blockchain specific contextual infos
}

const CashMovedEventName = "Moved"

// ContractEventName returns the user-defined event name.
func (CashMoved) ContractEventName() string {
	return CashMovedEventName
}

// UnpackMovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Moved(uint32 indexed bank, uint32 indexed from, uint32 indexed to, uint16 currency, uint96 amount, string ref)
func (cash *Cash) UnpackMovedEvent(log *types.Log) (*CashMoved, error) {
	event := "Moved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != cash.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CashMoved)
	if len(log.Data) > 0 {
		if err := cash.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range cash.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CashRedeemed represents a Redeemed event raised by the Cash contract.
type CashRedeemed struct {
	Bank     uint32
	From     uint32
	Currency uint16
	Amount   *big.Int
	Ref      string
	Raw      *types.Log // Blockchain specific contextual infos
}

const CashRedeemedEventName = "Redeemed"

// ContractEventName returns the user-defined event name.
func (CashRedeemed) ContractEventName() string {
	return CashRedeemedEventName
}

// UnpackRedeemedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Redeemed(uint32 indexed bank, uint32 indexed from, uint16 currency, uint96 amount, string ref)
func (cash *Cash) UnpackRedeemedEvent(log *types.Log) (*CashRedeemed, error) {
	event := "Redeemed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != cash.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CashRedeemed)
	if len(log.Data) > 0 {
		if err := cash.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range cash.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CashReleased represents a Released event raised by the Cash contract.
type CashReleased struct {
	Obligation *big.Int
	Bank       uint32
	To         uint32
	Currency   uint16
	Amount     *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const CashReleasedEventName = "Released"

// ContractEventName returns the user-defined event name.
func (CashReleased) ContractEventName() string {
	return CashReleasedEventName
}

// UnpackReleasedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Released(uint256 indexed obligation, uint32 indexed bank, uint32 indexed to, uint16 currency, uint96 amount)
func (cash *Cash) UnpackReleasedEvent(log *types.Log) (*CashReleased, error) {
	event := "Released"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != cash.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CashReleased)
	if len(log.Data) > 0 {
		if err := cash.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range cash.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (cash *Cash) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], cash.abi.Errors["BadAmount"].ID.Bytes()[:4]) {
		return cash.UnpackBadAmountError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["BadCurrency"].ID.Bytes()[:4]) {
		return cash.UnpackBadCurrencyError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["CashShort"].ID.Bytes()[:4]) {
		return cash.UnpackCashShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["EarmarkShort"].ID.Bytes()[:4]) {
		return cash.UnpackEarmarkShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["NotModule"].ID.Bytes()[:4]) {
		return cash.UnpackNotModuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["OtherBank"].ID.Bytes()[:4]) {
		return cash.UnpackOtherBankError(raw[4:])
	}
	if bytes.Equal(raw[:4], cash.abi.Errors["ReferenceUsed"].ID.Bytes()[:4]) {
		return cash.UnpackReferenceUsedError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// CashBadAmount represents a BadAmount error raised by the Cash contract.
type CashBadAmount struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAmount()
func CashBadAmountErrorID() common.Hash {
	return common.HexToHash("0x749b593924416ea8f46d8a8f5b89dfc2a554f6cc168b31407d6be5e73a078ac0")
}

// UnpackBadAmountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAmount()
func (cash *Cash) UnpackBadAmountError(raw []byte) (*CashBadAmount, error) {
	out := new(CashBadAmount)
	if err := cash.abi.UnpackIntoInterface(out, "BadAmount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashBadCurrency represents a BadCurrency error raised by the Cash contract.
type CashBadCurrency struct {
	Currency uint16
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadCurrency(uint16 currency)
func CashBadCurrencyErrorID() common.Hash {
	return common.HexToHash("0xccc567d3762ebd0307e4d71292f5743eca70c9a34be69172b5eb0cb27ba5f04d")
}

// UnpackBadCurrencyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadCurrency(uint16 currency)
func (cash *Cash) UnpackBadCurrencyError(raw []byte) (*CashBadCurrency, error) {
	out := new(CashBadCurrency)
	if err := cash.abi.UnpackIntoInterface(out, "BadCurrency", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashCashShort represents a CashShort error raised by the Cash contract.
type CashCashShort struct {
	Company  uint32
	Bank     uint32
	Currency uint16
	Free     *big.Int
	Amount   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CashShort(uint32 company, uint32 bank, uint16 currency, uint256 free, uint256 amount)
func CashCashShortErrorID() common.Hash {
	return common.HexToHash("0x3aa4afeb8f491a5bc483854eeb4003aad6c0de095887f81b3f62cd42d13fa4ec")
}

// UnpackCashShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CashShort(uint32 company, uint32 bank, uint16 currency, uint256 free, uint256 amount)
func (cash *Cash) UnpackCashShortError(raw []byte) (*CashCashShort, error) {
	out := new(CashCashShort)
	if err := cash.abi.UnpackIntoInterface(out, "CashShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashEarmarkShort represents a EarmarkShort error raised by the Cash contract.
type CashEarmarkShort struct {
	Left *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EarmarkShort(uint256 left)
func CashEarmarkShortErrorID() common.Hash {
	return common.HexToHash("0x7d6e180675dec7810d5a5441f5b170160b3a4d682b5ed30ce860621cb045557d")
}

// UnpackEarmarkShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EarmarkShort(uint256 left)
func (cash *Cash) UnpackEarmarkShortError(raw []byte) (*CashEarmarkShort, error) {
	out := new(CashEarmarkShort)
	if err := cash.abi.UnpackIntoInterface(out, "EarmarkShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashNotModule represents a NotModule error raised by the Cash contract.
type CashNotModule struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotModule(address caller)
func CashNotModuleErrorID() common.Hash {
	return common.HexToHash("0xcb118551cda8cc5ce9225b5eaaa04836734c2037bdb0839e9ce64fd239b402d4")
}

// UnpackNotModuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotModule(address caller)
func (cash *Cash) UnpackNotModuleError(raw []byte) (*CashNotModule, error) {
	out := new(CashNotModule)
	if err := cash.abi.UnpackIntoInterface(out, "NotModule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashOtherBank represents a OtherBank error raised by the Cash contract.
type CashOtherBank struct {
	Bank uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherBank(uint32 bank)
func CashOtherBankErrorID() common.Hash {
	return common.HexToHash("0x78bc8abca02508c6f821495bade33366784ef9f74e2b688deeefad96887f7099")
}

// UnpackOtherBankError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherBank(uint32 bank)
func (cash *Cash) UnpackOtherBankError(raw []byte) (*CashOtherBank, error) {
	out := new(CashOtherBank)
	if err := cash.abi.UnpackIntoInterface(out, "OtherBank", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CashReferenceUsed represents a ReferenceUsed error raised by the Cash contract.
type CashReferenceUsed struct {
	Bank uint32
	Ref  string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReferenceUsed(uint32 bank, string ref)
func CashReferenceUsedErrorID() common.Hash {
	return common.HexToHash("0xc3c3617c77385c0da4f8da92f408570cfd20c518be8e0c2e1928dd767b47bbdd")
}

// UnpackReferenceUsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReferenceUsed(uint32 bank, string ref)
func (cash *Cash) UnpackReferenceUsedError(raw []byte) (*CashReferenceUsed, error) {
	out := new(CashReferenceUsed)
	if err := cash.abi.UnpackIntoInterface(out, "ReferenceUsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesMetaData contains all meta data concerning the Companies contract.
var CompaniesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"lots\",\"type\":\"address\"},{\"internalType\":\"address[]\",\"name\":\"modules\",\"type\":\"address[]\"},{\"components\":[{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"internalType\":\"structDesk[2]\",\"name\":\"desks\",\"type\":\"tuple[2]\"},{\"internalType\":\"bytes32\",\"name\":\"seed\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"clock_\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"sender\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"min\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"max\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"perDay\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"internalType\":\"structAcceptFrom\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"acceptFrom\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"internalType\":\"uint16\",\"name\":\"capacities\",\"type\":\"uint16\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"documents\",\"type\":\"bytes32\"}],\"internalType\":\"structAdmitCompany\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"consent\",\"type\":\"bytes\"}],\"name\":\"admitCompany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"need\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"structHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"authorize\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"structHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"authorizeTransfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"immediate\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"cancelled\",\"type\":\"uint64\"}],\"internalType\":\"structCancelNonce\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"cancelNonce\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"clock\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"}],\"name\":\"companyByRegistration\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"number\",\"type\":\"string\"}],\"name\":\"companyByVendor\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"companyOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"uint16\",\"name\":\"capacities\",\"type\":\"uint16\"},{\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"admins\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"since\",\"type\":\"uint32\"}],\"internalType\":\"structCompany\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"domainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"}],\"name\":\"isSpent\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"nameOf\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"number\",\"type\":\"string\"}],\"internalType\":\"structNameVendor\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"nameVendor\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"operatorOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"roles\",\"type\":\"uint8\"},{\"internalType\":\"uint48\",\"name\":\"limit\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"daily\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"spent\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"internalType\":\"structOperator\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"name\":\"receives\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"immediate\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"requireActive\",\"outputs\":[],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"capacity\",\"type\":\"uint16\"}],\"name\":\"requireCapacity\",\"outputs\":[],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"internalType\":\"structRevokeOperator\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"revokeOperator\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"replacement\",\"type\":\"address\"}],\"internalType\":\"structRotateOperator\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"consent\",\"type\":\"bytes\"}],\"name\":\"rotateOperator\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"salt\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint8\",\"name\":\"roles\",\"type\":\"uint8\"},{\"internalType\":\"uint48\",\"name\":\"limit\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"daily\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"internalType\":\"structSetOperator\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"consent\",\"type\":\"bytes\"}],\"name\":\"setOperator\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"}],\"internalType\":\"structSetThreshold\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"setThreshold\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"sender\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"}],\"name\":\"standingOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint48\",\"name\":\"min\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"max\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"perDay\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"used\",\"type\":\"uint16\"}],\"internalType\":\"structStanding\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"internalType\":\"bool\",\"name\":\"suspended\",\"type\":\"bool\"},{\"internalType\":\"string\",\"name\":\"reason\",\"type\":\"string\"}],\"internalType\":\"structSuspendCompany\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"suspendCompany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"today\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"act\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"Acted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"capacities\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"documents\",\"type\":\"bytes32\"}],\"name\":\"Admitted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"}],\"name\":\"NonceCancelled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"OperatorRevoked\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"roles\",\"type\":\"uint8\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"limit\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"daily\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"OperatorSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"sender\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"min\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"max\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"perDay\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"StandingSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"suspended\",\"type\":\"bool\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"reason\",\"type\":\"string\"}],\"name\":\"Suspended\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"}],\"name\":\"ThresholdSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"number\",\"type\":\"string\"}],\"name\":\"VendorNamed\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint48\",\"name\":\"left\",\"type\":\"uint48\"}],\"name\":\"AboveDailyLimit\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint48\",\"name\":\"limit\",\"type\":\"uint48\"}],\"name\":\"AboveLimit\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadClock\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"field\",\"type\":\"bytes32\"}],\"name\":\"BadField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"BadSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"CompanyExists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"CompanySuspended\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"}],\"name\":\"DeadlinePassed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"KeyExpired\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"KeyTaken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"capacity\",\"type\":\"uint16\"}],\"name\":\"LacksCapacity\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint8\",\"name\":\"role\",\"type\":\"uint8\"}],\"name\":\"LacksRole\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"LastAdmin\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"}],\"name\":\"NonceSpent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"NotModule\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"NotOperator\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"RegistrationTaken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"SameOperator\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"dualAbove\",\"type\":\"uint48\"}],\"name\":\"SecondNeeded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"}],\"name\":\"UnknownCompany\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"}],\"name\":\"VendorTaken\",\"type\":\"error\"}]",
	ID:  "d5272939b702eaa9106f244e1691c27682",
	Bin: "0x61014080604052346110b85761585b803803809161001d82856111cd565b833981018181039060e082126110b857610036836111f0565b60208401516001600160401b0381116110b85784019382601f860112156110b8578451946001600160401b038611610d2b578560051b6040519661007d60208301896111cd565b8752602080880191830101918583116110b857602001905b8282106111495750505060408101516001600160401b0381116110b85781019280601f850112156110b857604051936100cd85611161565b8460408201918383116110b85780915b8383106110bd57505050505060608082015194607f1901126110b857604051906101068261117c565b6101126080820161127b565b825260a08101519164ffffffffff8316918284036110b85760c061013d91602084019586520161127b565b9163ffffffff604083019380855216159081156110ae575b5061109d5763ffffffff928364ffffffffff925116608052511660a052511660c0526101205260005b83518110156101b65760019060406000838060a01b0360208460051b8901015116815280602052208260ff198254161790550161017e565b5090600019430190438211610bcf5760405190602082019246845230604084015240606083015242608083015260a082015260a081526101f760c0826111cd565b5190208060e05260405160208101917fa604fff5a27d5951f334ccda7abff3286a8af29caeeb196a6f2b40a1dce7612b83527fc5bbecb198480542a38727b306e1c62b4cad81c258e52e368f20316d937d278760408301527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606083015246608083015260a082015260a0815261028f60c0826111cd565b519020610100528051908151602083015192604060018060a01b03910151169080518015908115611091575b50610e6d5783518015908115611086575b50610e3e578351602085012080600052600560205263ffffffff60406000205416610e165760005260056020526040600020600163ffffffff1982541617905560405161031881611161565b818152602080820186815260016000526004909152905180517fabd6e7cb50984ff9c2f3e18a2660c3353dadf4e3291deeb275dae2cd1e44fe05916001600160401b038211610d2b578254600181811c9116801561107c575b6020821014610d0b57601f8111611026575b50602090601f8311600114610fbc57600193929160009183610fb1575b5050600019600383901b1c191690831b1781555b9151805191909201916001600160401b038211610d2b57825490600182811c92168015610fa7575b6020831014610d0b5781601f849311610f49575b50602090601f8311600114610ee457600092610ed9575b50508160011b916000199060031b1c19161790555b600160008190526020527fcc69885fda6bcc1a4ace058b4a62bf5e179ea78fd58a1ccd71c22cc9b688792f5460ff16610ec35781600052600260205260ff60406000205460201c16610e955760805161047760a0514261128c565b60c051908115610be557048101809111610bcf576106ca6001926106d760209760008051602061583b83398151915294604051906104b482611197565b8782528a820190601082526040830165ffffffffffff815260608401908a825263ffffffff60808601931683528a6000528a8e5260ff6040600020955116906effffffff00000000000000000000006affff00000000000000000068ffffffffffff00000062ffff008954985160081b16935160181b16945160481b16945160581b16946effffffff000000000000000000000019926affff00000000000000000019918e8060481b031916171617161717179055604051610575816111b2565b86815289810160078152604082019065ffffffffffff8252606083019165ffffffffffff835260808401906000825260a08501916000835260c0860193600085528d6000528f6002905263ffffffff8060406000209851161663ffffffff19885416178755519170ffffffffffff00000000000000000000006affffffffffff00000000008854925160281b16965160581b169163ffffffff60881b905160881b169365ffffffffffff60a81b905160a81b169463ffffffff60d81b905160d81b169563ffffffff60d81b199365ffffffffffff60a81b199264ff0000000063ffffffff60881b199260201b169060016401000000009060881b0319161716171617161717179055868660008051602061581b83398151915260806040516007815265ffffffffffff8e82015265ffffffffffff604082015260006060820152a360405193849360a0855260a0850190611299565b908382038a850152611299565b6010604083015265ffffffffffff6060830152600060808301520390a301518051602082015191604060018060a01b03910151169181518015908115610e89575b50610e6d5780518015908115610e62575b50610e3e578051602082012080600052600560205263ffffffff60406000205416610e165760005260056020526040600020600263ffffffff1982541617905560405161077581611161565b828152602080820183815260026000526004909152905180517f91da3fd0782e51c6b3986e9e672fd566868e71f3dbc2d6c2cd6fbb3e361af2a7916001600160401b038211610d2b578254600181811c91168015610e0c575b6020821014610d0b57601f8111610db6575b50602090601f8311600114610d4c57600193929160009183610d41575b5050600019600383901b1c191690831b1781555b9151805191909201916001600160401b038211610d2b57825490600182811c92168015610d21575b6020831014610d0b5781601f849311610cad575b50602090601f8311600114610c4857600092610c3d575b50508160011b916000199060031b1c19161790555b600260005260016020527fd9d16d34ffb15ba3a3d852f0d403e2ce1d691fb54de27ac87cd2f993f3ec330f5460ff16610c275782600052600260205260ff60406000205460201c16610bfb57608051906108d560a0514261128c565b60c051908115610be557048201809211610bcf57600292610b3a610b2c9260008051602061583b833981519152946040519061091082611197565b600182526020820190600882526040830165ffffffffffff815260608401906001825263ffffffff60808601931683528a600052600160205260ff6040600020955116906effffffff00000000000000000000006affff00000000000000000068ffffffffffff00000062ffff008954985160081b16935160181b16945160481b16945160581b16946effffffff000000000000000000000019926affff000000000000000000199160018060481b0319161716171617171790556040516109d7816111b2565b8681526020810160078152604082019065ffffffffffff8252606083019165ffffffffffff835260808401906000825260a08501916000835260c0860193600085528d6000528c60205263ffffffff8060406000209851161663ffffffff19885416178755519170ffffffffffff00000000000000000000006affffffffffff00000000008854925160281b16965160581b169163ffffffff60881b905160881b169365ffffffffffff60a81b905160a81b169463ffffffff60d81b905160d81b169563ffffffff60d81b199365ffffffffffff60a81b199264ff0000000063ffffffff60881b199260201b1690640100000000600160881b0319161716171617161717179055868660008051602061581b83398151915260806040516007815265ffffffffffff602082015265ffffffffffff604082015260006060820152a360405193849360a0855260a0850190611299565b908382036020850152611299565b6008604083015265ffffffffffff6060830152600060808301520390a360405161455c90816112bf8239608051818181610d190152612f7c015260a051818181610d5d0152612f9d015260c051818181610d840152612fc7015260e0518161027d01526101005181818161014a0152613e170152610120518181816108a201528181610b370152818161295e01526138040152f35b634e487b7160e01b600052601160045260246000fd5b634e487b7160e01b600052601260045260246000fd5b600083815260026020526040812054630d7efdbb60e31b8252600485905263ffffffff16602452604490fd5b636877667760e11b600052600260045260246000fd5b015190508680610864565b60008581528281209350601f198516905b818110610c955750908460019594939210610c7c575b505050811b019055610879565b015160001960f88460031b161c19169055868080610c6f565b92936020600181928786015181550195019301610c59565b8281111561084d57909150836000526020600020601f840160051c9060208510610d02575b849392601f0160051c829003910160005b828110610cf157505061084d565b600081830155859450600101610ce3565b60009150610cd2565b634e487b7160e01b600052602260045260246000fd5b91607f1691610839565b634e487b7160e01b600052604160045260246000fd5b0151905088806107fd565b90601f1983169184600052816000209260005b818110610d9e5750916001959492918387959310610d85575b505050811b018155610811565b015160001960f88460031b161c19169055888080610d78565b92936020600181928786015181550195019301610d5f565b828111156107e057836000526020600020601f840160051c9060208510610e03575b81601f9101920160051c039060005b828110610df55750506107e0565b600082820155600101610de7565b60009150610dd8565b90607f16906107ce565b600052600560205263ffffffff604060002054166353beab8560e11b60005260045260246000fd5b63a611436b60e01b6000526b3932b3b4b9ba3930ba34b7b760a11b60045260246000fd5b604091501184610729565b63a611436b60e01b600052636e616d6560e01b60045260246000fd5b61010091501184610718565b5080600052600260205263ffffffff6040600020541690630d7efdbb60e31b60005260045260245260446000fd5b636877667760e11b600052600160045260246000fd5b015190508780610407565b60008581528281209350601f198516905b818110610f315750908460019594939210610f18575b505050811b01905561041c565b015160001960f88460031b161c19169055878080610f0b565b92936020600181928786015181550195019301610ef5565b828111156103f057909150836000526020600020601f840160051c9060208510610f9e575b849392601f0160051c829003910160005b828110610f8d5750506103f0565b600081830155859450600101610f7f565b60009150610f6e565b91607f16916103dc565b0151905089806103a0565b90601f1983169184600052816000209260005b81811061100e5750916001959492918387959310610ff5575b505050811b0181556103b4565b015160001960f88460031b161c19169055898080610fe8565b92936020600181928786015181550195019301610fcf565b8281111561038357836000526020600020601f840160051c9060208510611073575b81601f9101920160051c039060005b828110611065575050610383565b600082820155600101611057565b60009150611048565b90607f1690610371565b6040915011856102cc565b610100915011856102bb565b63a71662d360e01b60005260046000fd5b9050421038610155565b600080fd5b82516001600160401b0381116110b8578201906060828703126110b857604051906110e78261117c565b82516001600160401b0381116110b85787611103918501611227565b82526020830151916001600160401b0383116110b85761113960408561112f8b60209897899801611227565b86850152016111f0565b60408201528152019201916100dd565b60208091611156846111f0565b815201910190610095565b604081019081106001600160401b03821117610d2b57604052565b606081019081106001600160401b03821117610d2b57604052565b60a081019081106001600160401b03821117610d2b57604052565b60e081019081106001600160401b03821117610d2b57604052565b601f909101601f19168101906001600160401b03821190821017610d2b57604052565b51906001600160a01b03821682036110b857565b60005b8381106112175750506000910152565b8181015183820152602001611207565b81601f820112156110b85780516001600160401b038111610d2b576040519261125a601f8301601f1916602001856111cd565b818452602082840101116110b8576112789160208085019101611204565b90565b519063ffffffff821682036110b857565b91908203918211610bcf57565b906020916112b281518092818552858086019101611204565b601f01601f191601019056fe608080604052600436101561001357600080fd5b60003560e01c90816306afcf4114612a90575080632d0f334714612a235780633c5fec46146129ca57806340cf9c02146128ec57806341b4e70414611e5e5780634b9b214414611a035780634bc5e81a146115ea5780635bc7df9c1461135c578063636f35d314611255578063765e844114610f9157806384dfc7ae14610ed55780638b7bbff314610dbc57806391ddadf414610ce557806395ab1cec14610ba6578063975db20914610ad15780639add265a14610a70578063a5affa021461092c578063a97363bb14610865578063aa2533cb14610734578063ac98273e146102c9578063b74e452b146102a0578063bfa0b13314610265578063c02c776114610195578063d7307054146101725763f698da251461013257600080fd5b3461016d57600036600319011261016d5760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b600080fd5b3461016d57602036600319011261016d5761019361018e612b21565b61302c565b005b3461016d57602036600319011261016d5763ffffffff6101b3612b21565b600060806040516101c381612c58565b828152826020820152826040820152826060820152015216600052600160205260a0604060002063ffffffff604051916101fc83612c58565b5461ffff60ff82169384815265ffffffffffff60208201838560081c168152836040840191838760181c1683528760806060870196848a60481c168852019760581c16875260405198895251166020880152511660408601525116606084015251166080820152f35b3461016d57600036600319011261016d5760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b3461016d57600036600319011261016d5760206102bb612f7a565b63ffffffff60405191168152f35b3461016d573660031901610100811261016d5760e01361016d5760e43567ffffffffffffffff811161016d5760a0600319823603011261016d5761030b612dd5565b610313612dfb565b61031b612e0e565b610323612ed8565b61032b612eed565b610333612e78565b61033b612e21565b9161034860248901612f15565b9361035560448a01612f2a565b956040519760208901997f5d1949c27cab04514233454f2175e2452c00c8a3ebfc6604c3517d8657ca78658b5263ffffffff1660408a015263ffffffff16606089015263ffffffff16608088015265ffffffffffff1660a087015265ffffffffffff1660c086015261ffff1660e085015263ffffffff1661010084015267ffffffffffffffff1661012083015264ffffffffff16610140820152610140815261040061016082612cc8565b5190209061040c612dd5565b90610415612e21565b61043c939063ffffffff16610726576000915b6004019265ffffffffffff3393169061304d565b5063ffffffff61044a612e21565b166105d6575b61049a61045b612dd5565b610463612dfb565b61046b612e0e565b91909167ffffffff0000000063ffffffff6bffffffff000000000000000092169360201b169160401b16171790565b600052600760205260406000206104af612ed8565b6104b7612eed565b6bffffffffffff0000000000006104cc612e78565b6dffff0000000000000000000000006104e3612e21565b65ffffffffffff87549616957fffffffffffffffffffffffffffff000000000000000000000000ffffffffffff71ffffffff000000000000000000000000000065ffffffffffff199360701b16911617169160601b16179160301b161717905561054b612dd5565b610553612dfb565b9061055c612e0e565b7f205778184adb7d2443c104e43387e5ee56d86e44d6cccda5f4d4474d311fc3de608063ffffffff808061058e612ed8565b9581610598612eed565b61ffff6105a3612e78565b65ffffffffffff6105b2612e21565b93816040519d168d521660208c01521660408a0152166060880152169616941692a4005b6105e66105e1612dfb565b613c20565b5063ffffffff6105f4612e0e565b16610715575b610602612dfb565b63ffffffff80610610612dd5565b169116146106e05765ffffffffffff610627612eed565b161580156106be575b6106895761063c612e21565b63ffffffff8061064a612f7a565b1691161015610450575b63a611436b60e01b6000527f756e74696c00000000000000000000000000000000000000000000000000000060045260246000fd5b63a611436b60e01b6000527f6d6178000000000000000000000000000000000000000000000000000000000060045260246000fd5b506106c7612eed565b65ffffffffffff806106d7612ed8565b16911610610630565b63a611436b60e01b6000527f73656e646572000000000000000000000000000000000000000000000000000060045260246000fd5b6107206105e1612e0e565b506105fa565b61072e612eed565b91610428565b3461016d57606036600319011261016d576107bc610750612b21565b610758612b34565b610760612b47565b91600060a060405161077181612cac565b8281528260208201528260408201528260608201528260808201520152909167ffffffff0000000063ffffffff6bffffffff000000000000000092169360201b169160401b16171790565b600052600760205260c0604060002061ffff604051916107db83612cac565b5463ffffffff65ffffffffffff821693848152816020820165ffffffffffff8560301c1681528560408401818760601c16815265ffffffffffff6060860193858960701c1685528360a06080890198888c60901c168a52019960b01c1689526040519a8b52511660208a0152511660408801525116606086015251166080840152511660a0820152f35b3461016d57608036600319011261016d5761087e612b21565b610886612b34565b9061088f612b47565b610897612bc9565b906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633141580610913575b6108e5576020936108db9361364b565b6040519015158152f35b7fcb118551000000000000000000000000000000000000000000000000000000006000523360045260246000fd5b5033600052600060205260ff60406000205416156108cb565b3461016d57610a4063ffffffff6001600160a01b03610a4661094d36612bde565b94906109f861095b82612e34565b96602083019761096a89612ec4565b64ffffffffff61097c60208501612f15565b67ffffffffffffffff61099160408701612f2a565b918b604051958e60208801987fc4efeddc78b371a93d7c7952c670905283ea1dd59b705c3a3788c3becac06b7f8a521660408801521660608601521660808401521660a082015260a081526109e760c082612cc8565b5190206109f384612e34565b613868565b610a13610a0487612ec4565b610a0d83612e34565b90613b9c565b610a2f610a1f83612e34565b6004835460201c16151590613a5e565b805464ff0000000019169055612e34565b93612ec4565b1691167fdd3a720538c767853d989e6208dc5c8b2b50ab2b3bebb9cc164a7652d80765c1600080a3005b3461016d57604036600319011261016d57610a89612b21565b6024359067ffffffffffffffff821161016d57610aad610ab3923690600401612b9b565b91613c57565b6000526006602052602063ffffffff60406000205416604051908152f35b3461016d5760c036600319011261016d57610aea612b21565b6024359060ff8216820361016d57608435906001600160a01b038216820361016d5760a4359167ffffffffffffffff831161016d5760a0600319843603011261016d576001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633141580610b8d575b6108e557602093610b7c93600401926064359160443591613507565b6001600160a01b0360405191168152f35b5033600052600060205260ff6040600020541615610b60565b3461016d57610ccb7fcdcba65fc7069115d7308554f3a2fe4a491fe295a72b7749ff2617a4fc90e837602063ffffffff610cd1610be236612bde565b9590610c7f610bf082612e34565b9786830198610bfe8a612f02565b64ffffffffff610c0f8a8501612f15565b67ffffffffffffffff610c2460408701612f2a565b9165ffffffffffff604051958d8f8801987f930b08c359c3767c38f30d78757e1079f64685f280fc0dd352d93ef9f4a5b6728a521660408801521660608601521660808401521660a082015260a081526109e760c082612cc8565b610cc6610c8b88612f02565b85610c9584612e34565b166000526001875260406000209068ffffffffffff00000082549160181b169068ffffffffffff0000001916179055565b612e34565b94612f02565b9365ffffffffffff604051951685521692a2005b3461016d57600036600319011261016d57600060408051610d0581612c90565b8281528260208201520152606063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001663ffffffff604051610d4a81612c90565b82815264ffffffffff60406020830192827f00000000000000000000000000000000000000000000000000000000000000001684520191837f00000000000000000000000000000000000000000000000000000000000000001683526040519485525116602084015251166040820152f35b3461016d57610ea77f926031c09eef06098b98e21c6f685b0716f08305232650bab8caeae0cdf5a2fc60206001600160a01b03610ebf610dfb36612bde565b610e06829792612e34565b96610e9f86820198610e178a612f15565b64ffffffffff610e288a8701612f15565b67ffffffffffffffff610e3d60408901612f2a565b91816040519563ffffffff8f8801987f49c1416357a23da2aafc0564e5b897601fd8be7c10313ea48b12c03f53d2ed068a521660408801521660608601521660808401521660a082015260a08152610e9660c082612cc8565b51902091612e34565b9033916132fa565b94610eba610eb482612f15565b87613cf0565b612f15565b9367ffffffffffffffff604051951685521692a2005b3461016d57604036600319011261016d57610eee612b21565b6024359061ffff82169182810361016d5761ffff9063ffffffff831692836000526001602052610f7060406000209160405192610f2a84612c58565b549260ff841690818152608063ffffffff6020830196898160081c16885265ffffffffffff8160181c166040850152898160481c16606085015260581c16910152613c96565b51161615610f7a57005b63c884faa160e01b60005260045260245260446000fd5b3461016d57604036600319011261016d5760043567ffffffffffffffff811161016d57806004016080600319833603011261016d576024359067ffffffffffffffff821161016d5760a0600319833603011261016d57610ff081612e34565b906024840192610fff84612e34565b92604486019364ffffffffff606461101687612f6d565b98019767ffffffffffffffff61103661102f8b89612e45565b3691612d8e565b6020815191012061104960248801612f15565b9061105660448901612f2a565b9363ffffffff604051978160208a019a7fa59b152daf912d6b9aa99662bce9124a74a1bc9e76be9334cdaaf762cf1d70378c521660408a01521660608801521515608087015260a08601521660c08401521660e082015260e081526110bd61010082612cc8565b519020906110ca83612e34565b601863ffffffff82169182600052600160205261113c604060002091604051926110f384612c58565b549260ff841690818152608063ffffffff602083019661ffff8160081c16885265ffffffffffff818a1c16604085015261ffff8160481c16606085015260581c16910152613c96565b51161561123c57509061115e9161115284612e34565b906004019133916131be565b5061116b6105e184612e34565b6018815460081c16611207576111f9946111cf6111c97f159811f3e10ed53dbb3b8f78f65a36f3b4b515fb7bf225a4a04834a270ab3ebe966111d5946111b088612f6d565b156111fe5760ff60025b1660ff19825416179055612e34565b94612f6d565b92612e45565b949063ffffffff604051948594151585526040602086015216956040840191612f4c565b0390a2005b60ff60016111ba565b63a611436b60e01b6000527f696400000000000000000000000000000000000000000000000000000000000060045260246000fd5b63c884faa160e01b600052600452601860245260446000fd5b3461016d57602036600319011261016d576001600160a01b03611276612b0b565b600060c060405161128681612c74565b8281528260208201528260408201528260608201528260808201528260a0820152015216600052600260205260e0604060002063ffffffff604051916112cb83612c74565b5465ffffffffffff818380821695868152836020820160ff8560201c1681528160408401818760281c16815260ff6060860193838960581c1685528760c06080890198828c60881c168a528660a082019c60a81c168c52019b60d81c168b526040519c8d52511660208c0152511660408a01525116606088015251166080860152511660a0840152511660c0820152f35b3461016d57604036600319011261016d5760043567ffffffffffffffff811161016d57806004016060600319833603011261016d576024359167ffffffffffffffff831161016d5760a0600319843603011261016d576114796113be83612e34565b93602483019460446113cf87612e34565b94019364ffffffffff6113e561102f8789612e45565b6020815191012067ffffffffffffffff61140160248701612f15565b61140d60448801612f2a565b9263ffffffff604051968160208901997f5c2ea4451c1e16e7a18ab2237ad9e3134c3101cd9a77cae2f4a251147fbbe9b68b5216604089015216606087015260808601521660a08401521660c082015260c0815261146c60e082612cc8565b5190209061115285612e34565b506114866105e184612e34565b506114918183612e45565b90501580156115d5575b6115a0576114b56114ab83612e34565b610aad8385612e45565b80600052600660205263ffffffff6040600020541680151580611588575b61155b57506115569261153b7f2c79a9ffd52f986d8da8c93283ef774066fc80c26efbc343e8c748c641958e5c9363ffffffff9361151088612e34565b906000526006602052846040600020911685198254161790556111cf61153584612e34565b97612e34565b94908360405194859460208652169716956020840191612f4c565b0390a3005b7f6c19ca320000000000000000000000000000000000000000000000000000000060005260045260246000fd5b5063ffffffff61159786612e34565b168114156114d3565b63a611436b60e01b6000527f6e756d626572000000000000000000000000000000000000000000000000000060045260246000fd5b5060406115e28284612e45565b90501161149b565b3461016d57366003190160a0811261016d5760601361016d5760643567ffffffffffffffff811161016d578060040160a0600319833603011261016d5760843567ffffffffffffffff811161016d57611647903690600401612b9b565b9092611651612dd5565b9064ffffffffff611660612e98565b9167ffffffffffffffff611672612eae565b916001600160a01b03611693604461168c60248501612f15565b9301612f2a565b93816040519763ffffffff60208a019a7f06d860eab5ac6fa14a38f4927927b6bc730e88242b2367f6147d3f7ac3f2b84a8c521660408a01521660608801521660808601521660a08401521660c082015260c081526116f360e082612cc8565b5190209061170a611702612e98565b610a0d612dd5565b6040519061171782612c74565b549463ffffffff86168252602082019260ff8760201c168452604083019465ffffffffffff8860281c168652606084019665ffffffffffff8960581c168852608085019263ffffffff8a60881c16845260a086019465ffffffffffff8b60a81c16865263ffffffff60c088019b60d81c168b526001600160a01b0361179b84612ec4565b166119f557335b6001600160a01b03806117b3612e98565b169116146000146119e3576117d2836117ca612dd5565b8633916132fa565b505b6117dc612eae565b936117e6946136f7565b6117ee612eae565b6001600160a01b0316600090815260026020908152604090912093518454865164ffffffffff1990911663ffffffff90921691909117911b64ff0000000016178355845183546affffffffffff0000000000191660289190911b6affffffffffff0000000000161783558551835470ffffffffffff0000000000000000000000191660589190911b70ffffffffffff00000000000000000000001617835551825463ffffffff60881b191660889190911b63ffffffff60881b1617825551815465ffffffffffff60a81b191660a89190911b65ffffffffffff60a81b161781558451815463ffffffff60d81b191660d89190911b63ffffffff60d81b161790556118f6612e98565b6001600160a01b03166000526002602052604060002064ff00000000198154169055611920612dd5565b91611929612e98565b91604051936001600160a01b038594169063ffffffff167fdd3a720538c767853d989e6208dc5c8b2b50ab2b3bebb9cc164a7652d80765c1600080a361196d612dd5565b95611976612eae565b915192519551905160ff909316845265ffffffffffff9586166020850152909416604083015263ffffffff90811660608301526001600160a01b03909316939092169160808101037f05e5b27d6ba01472b2054bc405646b513ecbb39b34145b9349894370944780c691a3005b6119f083856109f3612dd5565b6117d4565b6119fe83612ec4565b6117a2565b3461016d573660031901610100811261016d5760c01361016d5760c43567ffffffffffffffff811161016d578060040160a0600319833603011261016d5760e43567ffffffffffffffff811161016d57611a61903690600401612b9b565b919092611a6c612dd5565b90611a75612e98565b90611a7e612f3c565b90611a87612ed8565b611a8f612eed565b611a97612de8565b91611aa460248501612f15565b93604401611ab190612f2a565b946040519660208801987fbaa0223bf93b1cf395016ad535a80227e1fb8b081b51261ea31460bd50f8687e8a5263ffffffff1660408901526001600160a01b0316606088015260ff16608087015265ffffffffffff1660a086015265ffffffffffff1660c085015263ffffffff1660e084015267ffffffffffffffff1661010083015264ffffffffff166101208201526101208152611b5261014082612cc8565b519020918282611b60612dd5565b91611b6a92613868565b611b72612f3c565b60ff16158015611e4a575b611e155763ffffffff611b8e612de8565b16151580611de2575b610654576001600160a01b03611bab612e98565b16600052600260205260406000209360009360ff865460201c161515600014611da857505050505080549063ffffffff821663ffffffff611bea612dd5565b168103611d805750611cc56004611ce19360201c161515915b611c0b612f3c565b90611ca9611c17612ed8565b611c81611c22612eed565b611c4d611c2d612de8565b865463ffffffff60d81b191660d89190911b63ffffffff60d81b16178655565b845470ffffffffffff0000000000000000000000191660589190911b70ffffffffffff000000000000000000000016178455565b82546affffffffffff0000000000191660289190911b6affffffffffff000000000016178255565b9064ff0000000082549160201b169064ff000000001916179055565b611ccd612dd5565b906004611cd8612f3c565b16151591613b34565b611ce9612dd5565b611cf1612e98565b7f05e5b27d6ba01472b2054bc405646b513ecbb39b34145b9349894370944780c66001600160a01b03611d22612f3c565b92611556611d2e612ed8565b611d36612eed565b611d3e612de8565b9163ffffffff6040519687961699169785929365ffffffffffff63ffffffff9296958160609560ff608089019a16885216602087015216604085015216910152565b6001600160a01b03611d90612e98565b630d7efdbb60e31b6000521660045260245260446000fd5b92611ce19592611dc392611cc595611dbe612e98565b6136f7565b63ffffffff611dd0612dd5565b1663ffffffff19825416178155611c03565b50611deb612de8565b63ffffffff80611df9612f7a565b1691161080611b9757506004611e0d612f3c565b161515611b97565b63a611436b60e01b6000527f726f6c657300000000000000000000000000000000000000000000000000000060045260246000fd5b50600f60ff611e57612f3c565b1611611b7d565b3461016d57606036600319011261016d5760043567ffffffffffffffff811161016d5780600401610100600319833603011261016d5760243567ffffffffffffffff811161016d578060040160a0600319833603011261016d5760443567ffffffffffffffff811161016d57611ed8903690600401612b9b565b9490611ee385612e34565b9560248301611ef181612e34565b926044850197611f018982612e45565b3690611f0c92612d8e565b8051906020012092606487019a611f238c84612e45565b3690611f2e92612d8e565b80519060200120966084890195611f4487612e89565b9b60a48b019a611f538c612ec4565b60c482019e8f611f6290612f02565b9260e401359c60248501611f7590612f15565b94604401611f8290612f2a565b956040519760208901997f8adeb15b7e5b2fade061e70be0008a18735bac5903a837800794bffb725559fc8b5263ffffffff1660408a015263ffffffff166060890152608088015260a087015261ffff1660c08601526001600160a01b031660e085015265ffffffffffff166101008401528961012084015267ffffffffffffffff1661014083015264ffffffffff16610160820152610160815261202961018082612cc8565b51902061203583612e34565b63ffffffff81169081600052600160205260406000206040519061205882612c58565b549160ff83169182815260208101938060081c61ffff1685528060181c65ffffffffffff1660408301528060481c61ffff16606083015260581c63ffffffff1690608001526120a691613c96565b51601016156128d357506120c5896120bd85612e34565b8333916131be565b5060186120d186612e89565b1661289e5761210f61210761210061212394610cc66121179d6121339b61212b9a8f98611dbe61211d9a612ec4565b9c85612e45565b9d9094612e45565b999095612e89565b97612ec4565b98612f02565b993691612d8e565b943691612d8e565b9383518015908115612892575b5061285d5784518015908115612852575b5061281d578451602086012080600052600560205263ffffffff604060002054166127dc576000526005602052604060002063ffffffff871663ffffffff19825416179055604051956040870187811067ffffffffffffffff8211176126fb5760405284875263ffffffff602088019187835216968760005260046020526040600020905180519067ffffffffffffffff82116126fb576121f28354612c1e565b601f8111612786575b50602090601f831160011461271c57600193929160009183612711575b5050600019600383901b1c191690831b1781555b01905180519067ffffffffffffffff82116126fb57819061224d8454612c1e565b601f811161269d575b50602090601f83116001146126385760009261262d575b50508160011b916000199060031b1c19161790555b85158015612613575b6125e5576001600160a01b03169586600052600260205260ff60406000205460201c166125b7576122ba612f7a565b604051906122c782612c58565b60018252602082019461ffff1694858152604083019365ffffffffffff1693848152606084019160018352608085019363ffffffff1684528a60005260016020526040600020945160ff1660ff1660ff198654161785555184549060081b62ffff00169062ffff0019161784555165ffffffffffff1661236690849068ffffffffffff00000082549160181b169068ffffffffffff0000001916179055565b5182546affff000000000000000000191660489190911b61ffff60481b161782555181549060581b6effffffff000000000000000000000016906effffffff000000000000000000000019161790556040516123c181612c74565b86815260208101600781526040820165ffffffffffff81526060830165ffffffffffff815260808401906000825260a08501926000845260c0860194600086528d60005260026020526040600020965163ffffffff1663ffffffff1663ffffffff198854161787555160ff1661244e90879064ff0000000082549160201b169064ff000000001916179055565b5185546affffffffffff0000000000191660289190911b6affffffffffff00000000001617855551845470ffffffffffff0000000000000000000000191660589190911b70ffffffffffff00000000000000000000001617845551835463ffffffff60881b191660889190911b63ffffffff60881b1617835551825465ffffffffffff60a81b191660a89190911b65ffffffffffff60a81b1617825551815463ffffffff60d81b191660d89190911b63ffffffff60d81b161790558686604051600781526020810165ffffffffffff90526040810165ffffffffffff9052606081016000905260807f05e5b27d6ba01472b2054bc405646b513ecbb39b34145b9349894370944780c691a360405194859460a0865260a0860161257091612b5a565b858103602087015261258191612b5a565b92604085015260608401526080830152037f91e295980a7cf1d739360a3a17d141dc974c07f392f5d28f43a60d366cc0073891a3005b8680600052600260205263ffffffff6040600020541690630d7efdbb60e31b60005260045260245260446000fd5b857fd0eeccee0000000000000000000000000000000000000000000000000000000060005260045260246000fd5b5085600052600160205260ff60406000205416151561228b565b015190508a8061226d565b60008581528281209350601f198516905b818110612685575090846001959493921061266c575b505050811b019055612282565b015160001960f88460031b161c191690558a808061265f565b92936020600181928786015181550195019301612649565b8281111561225657909150836000526020600020601f840160051c90602085106126f2575b849392601f0160051c829003910160005b8281106126e1575050612256565b6000818301558594506001016126d3565b600091506126c2565b634e487b7160e01b600052604160045260246000fd5b015190508c80612218565b90601f1983169184600052816000209260005b81811061276e5750916001959492918387959310612755575b505050811b01815561222c565b015160001960f88460031b161c191690558c8080612748565b9293602060018192878601518155019501930161272f565b828111156121fb57836000526020600020601f840160051c90602085106127d3575b81601f9101920160051c039060005b8281106127c55750506121fb565b6000828201556001016127b7565b600091506127a8565b600052600560205263ffffffff604060002054167fa77d570a0000000000000000000000000000000000000000000000000000000060005260045260246000fd5b63a611436b60e01b6000527f726567697374726174696f6e000000000000000000000000000000000000000060045260246000fd5b604091501188612151565b63a611436b60e01b6000527f6e616d650000000000000000000000000000000000000000000000000000000060045260246000fd5b61010091501188612140565b63a611436b60e01b6000527f636170616369746965730000000000000000000000000000000000000000000060045260246000fd5b63c884faa160e01b600052600452601060245260446000fd5b3461016d5760e036600319011261016d57612905612b21565b61290d612b34565b90612916612b47565b61291e612bc9565b9060a435926001600160a01b038416840361016d5760c4359467ffffffffffffffff861161016d5760a0600319873603011261016d576001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016331415806129b1575b6108e5576129ab6108db956020976004019060843565ffffffffffff88168661304d565b5061364b565b5033600052600060205260ff6040600020541615612987565b3461016d57602036600319011261016d5760043567ffffffffffffffff811161016d5761102f6129fe913690600401612b9b565b602081519101206000526005602052602063ffffffff60406000205416604051908152f35b3461016d57602036600319011261016d5763ffffffff612a41612b21565b166000526004602052612a7e6040600020612a8c612a6a6001612a6384612cea565b9301612cea565b604051938493604085526040850190612b5a565b908382036020850152612b5a565b0390f35b3461016d57604036600319011261016d57612aa9612b0b565b9060243567ffffffffffffffff8116810361016d5760209260381b7affffffffffffffffffffffffffffffffffffffff0000000000000016600882901c66ffffffffffffff161760005260038352600160ff60406000205492161b1615158152f35b600435906001600160a01b038216820361016d57565b6004359063ffffffff8216820361016d57565b6024359063ffffffff8216820361016d57565b6044359063ffffffff8216820361016d57565b919082519283825260005b848110612b86575050826000602080949584010152601f8019910116010190565b80602080928401015182828601015201612b65565b9181601f8401121561016d5782359167ffffffffffffffff831161016d576020838186019501011161016d57565b6064359065ffffffffffff8216820361016d57565b9060031982016060811261016d5760401361016d576004916044359067ffffffffffffffff821161016d5760a090829003600319011261016d5760040190565b90600182811c92168015612c4e575b6020831014612c3857565b634e487b7160e01b600052602260045260246000fd5b91607f1691612c2d565b60a0810190811067ffffffffffffffff8211176126fb57604052565b60e0810190811067ffffffffffffffff8211176126fb57604052565b6060810190811067ffffffffffffffff8211176126fb57604052565b60c0810190811067ffffffffffffffff8211176126fb57604052565b90601f8019910116810190811067ffffffffffffffff8211176126fb57604052565b9060405191826000825492612cfe84612c1e565b8084529360018116908115612d6c5750600114612d25575b50612d2392500383612cc8565b565b90506000929192526020600020906000915b818310612d50575050906020612d239282010138612d16565b6020919350806001915483858901015201910190918492612d37565b905060209250612d2394915060ff191682840152151560051b82010138612d16565b92919267ffffffffffffffff82116126fb5760405191612db8601f8201601f191660200184612cc8565b82948184528183011161016d578281602093846000960137010152565b60043563ffffffff8116810361016d5790565b60a43563ffffffff8116810361016d5790565b60243563ffffffff8116810361016d5790565b60443563ffffffff8116810361016d5790565b60c43563ffffffff8116810361016d5790565b3563ffffffff8116810361016d5790565b903590601e198136030182121561016d570180359067ffffffffffffffff821161016d5760200191813603831361016d57565b60a43561ffff8116810361016d5790565b3561ffff8116810361016d5790565b6024356001600160a01b038116810361016d5790565b6044356001600160a01b038116810361016d5790565b356001600160a01b038116810361016d5790565b60643565ffffffffffff8116810361016d5790565b60843565ffffffffffff8116810361016d5790565b3565ffffffffffff8116810361016d5790565b3567ffffffffffffffff8116810361016d5790565b3564ffffffffff8116810361016d5790565b60443560ff8116810361016d5790565b908060209392818452848401376000828201840152601f01601f1916010190565b35801515810361016d5790565b7f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000004203428111613000577f0000000000000000000000000000000000000000000000000000000000000000908115613016570481018091116130005763ffffffff1690565b634e487b7160e01b600052601160045260246000fd5b634e487b7160e01b600052601260045260246000fd5b612d239063ffffffff8116600052600160205260ff60406000205416613c96565b929493919060009563ffffffff85168752600160205260408720966130768660ff8a5416613c96565b61307f85612ec4565b906001600160a01b038216806131125750505065ffffffffffff81978892866130ab6080820182612e45565b9050613102575b50505b6130c28460018986613f6f565b5460181c1694858311806130f2575b6130de575b505050505050565b6130e7956141a5565b3880808085816130d6565b5065ffffffffffff8614156130d1565b61310b91613d7f565b38866130b2565b9091989250613121868a613d7f565b61312a85613dea565b61314461313d61102f60608a018a612e45565b828c613e4f565b156131ab577fd4c659c8158caf8ffc54bfc31a4386dbf5bcec93511d9c7743f4f69a29e847918380a361317685613f2b565b613189575065ffffffffffff87916130b5565b6002915096858197986131a28560016131a89a86613f6f565b506140cb565b90565b60248383639a7d38d960e01b8252600452fd5b91939290600063ffffffff84168152600160205260408120956131e58560ff895416613c96565b6131ee84612ec4565b6001600160a01b0381168061325757505065ffffffffffff81978892866132186080820182612e45565b9050613247575b50505b61322f8460018986613f6f565b5460181c169482806130f2576130de57505050505050565b61325091613d7f565b388661321f565b90969791506132668588613d7f565b61326f84613dea565b61328961328261102f6060890189612e45565b828a613e4f565b156132e7577fd4c659c8158caf8ffc54bfc31a4386dbf5bcec93511d9c7743f4f69a29e847918480a36132bb84613f2b565b6132cf579465ffffffffffff819796613222565b5060028585836131a260009560016131a89a86613f6f565b60248483639a7d38d960e01b8252600452fd5b91939290600063ffffffff841681526001602052604081209561331c84612ec4565b6001600160a01b0381168061336d57505065ffffffffffff81978892866133466080820182612e45565b905061335d575b50505b61322f84600f8986613f6f565b61336691613d7f565b388661334d565b909697915061337c8588613d7f565b61338584613dea565b61339861328261102f6060890189612e45565b156132e7577fd4c659c8158caf8ffc54bfc31a4386dbf5bcec93511d9c7743f4f69a29e847918480a36133ca84613f2b565b6133de579465ffffffffffff819796613350565b5060028585836131a2600095600f6131a89a86613f6f565b919093929363ffffffff8316600052600160205261341385612ec4565b906001600160a01b0382168061345e575050506004612d2392826000939661343e6080820182612e45565b905061344e575b50505b85613f6f565b61345791613d7f565b3880613445565b909195925061346d8387613d7f565b61347682613dea565b61349061348961102f6060870187612e45565b8289613e4f565b156134f2577fd4c659c8158caf8ffc54bfc31a4386dbf5bcec93511d9c7743f4f69a29e84791600080a36134c382613f2b565b6134d657505060006004612d2392613448565b6000600486856134ed84846131a899859b9c613f6f565b6140cb565b50639a7d38d960e01b60005260045260246000fd5b9395949291909563ffffffff8516600052600160205260406000206080881615613638575b61353585612ec4565b6001600160a01b0381168061358857505065ffffffffffff906130c284600f859b8c968a6135666080820182612e45565b9050613578575b50505b168986613f6f565b61358191613d7f565b388a61356d565b9097989192506135988689613d7f565b6135a185613dea565b6135bb6135b461102f60608a018a612e45565b828b613e4f565b156134f2577fd4c659c8158caf8ffc54bfc31a4386dbf5bcec93511d9c7743f4f69a29e84791600080a36135ee85613f2b565b61360957869796916130c284600f65ffffffffffff94613570565b6131a89591508061362184600f60019416858b613f6f565b1661362f57856004916140cb565b856002916140cb565b6136468660ff835416613c96565b61352c565b9290926136578161302c565b613690613662612f7a565b9363ffffffff1667ffffffff00000000602087901b166bffffffff0000000000000000604085901b16171790565b60005260076020526136a78383604060002061423b565b9384156136b6575b5050505090565b6136ee945067ffffffff000000006bffffffff00000000000000009160201b169160401b16176000526007602052604060002061423b565b388080806136af565b939290916001600160a01b0361370c85612ec4565b161580613852575b613843575b6001600160a01b038516928315801561382b575b80156137f9575b80156137f0575b6137d65783600052600260205260ff60406000205460201c166137a857613778929161376961377192613dea565b923691612d8e565b9085613e4f565b1561379457509061378e6020612d239301612f15565b90613cf0565b639a7d38d960e01b60005260045260246000fd5b8380600052600260205263ffffffff6040600020541690630d7efdbb60e31b60005260045260245260446000fd5b83630d7efdbb60e31b600052600452600060245260446000fd5b5030841461373b565b506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168414613734565b5083600052600060205260ff6040600020541661372d565b61384d8433613d7f565b613719565b506138606080850185612e45565b905015613714565b909163ffffffff8216928360005260016020526040600020906040519161388e83612c58565b5460ff8116835261ffff8160081c166020840152604083019265ffffffffffff8260181c168452608063ffffffff606083019361ffff8160481c16855260581c1691015265ffffffffffff6138e5853385896133f6565b9351169065ffffffffffff8214159081613a39575b5080613a29575b61390d57505050505050565b6080840195601461391e8887612e45565b905010613a125750506139318584612e45565b60141161016d576001600160a01b03903560601c9216938483146139fd57613971916139646000600461396a9487614399565b50613dea565b9483612e45565b908160141161016d57613998916139919136916013190190601401612d8e565b8583613e4f565b1561379457508260005260036020526040600020546139ce575050600052600360205260016040600020553880808080806130d6565b906139e4602067ffffffffffffffff9301612f15565b9063ba5c9cf360e01b6000526004521660245260446000fd5b826336a6542360e01b60005260045260246000fd5b63349b3b1560e11b60005260045260245260446000fd5b50613a3384613f2b565b15613901565b6001915061ffff90511611386138fa565b61ffff60019116019061ffff821161300057565b8115613b305763ffffffff16908160005260016020526040600020918180613b1e575b613af1575015613ac15760001961ffff825460481c16019061ffff821161300057612d239161ffff60481b82549160481b169061ffff60481b1916179055565b80613ad661ffff612d23935460481c16613a4a565b61ffff60481b82549160481b169061ffff60481b1916179055565b7fefe583f20000000000000000000000000000000000000000000000000000000060005260045260246000fd5b50600161ffff845460481c1614613a81565b5050565b9091151582151514613b305763ffffffff16908160005260016020526040600020918180613b1e57613af1575015613ac15760001961ffff825460481c16019061ffff821161300057612d239161ffff60481b82549160481b169061ffff60481b1916179055565b6001600160a01b03909291921691826000526002602052604060002092835460ff8160201c1615908115613c0c575b50613bd4575050565b63ffffffff92507faee7f91e000000000000000000000000000000000000000000000000000000006000526004521660245260446000fd5b905063ffffffff8084169116141538613bcb565b63ffffffff169081600052600160205260406000209160ff83541615613c435750565b63c227ff5360e01b60005260045260246000fd5b91613c9090613c8260405193849263ffffffff60208501971687526040808501526060840191612f4c565b03601f198101835282612cc8565b51902090565b60ff1660018114613b305763ffffffff925015613cdb577f92e2c193000000000000000000000000000000000000000000000000000000006000521660045260246000fd5b63c227ff5360e01b6000521660045260246000fd5b603881901b7affffffffffffffffffffffffffffffffffffffff0000000000000016600883901c66ffffffffffffff1617600160ff84161b9281600052600360205260406000205492848416613d53575050600052600360205217604060002055565b906001600160a01b0367ffffffffffffffff9263ba5c9cf360e01b600052166004521660245260446000fd5b60408201929164ffffffffff613d9485612f2a565b164211613dad57612d23929350602061378e9101612f15565b64ffffffffff613dbc85612f2a565b7f6747c9fd000000000000000000000000000000000000000000000000000000006000521660045260246000fd5b60405160208101917f190100000000000000000000000000000000000000000000000000000000000083527f00000000000000000000000000000000000000000000000000000000000000006022830152604282015260428152613c90606282612cc8565b613e59838361435d565b506004811015613f1557159081613eff575b50613ef757803b15159182613e82575b5050905090565b60009250613c82613eb960209560405192839188830195630b135d3f60e11b87526024840152604060448401526064830190612b5a565b5191620186a0fa6000513d82613eeb575b5081613eda575b50803880613e7b565b630b135d3f60e11b91501438613ed1565b60201115915038613eca565b505050600190565b90506001600160a01b0380831691161438613e6b565b634e487b7160e01b600052602160045260246000fd5b6001600160a01b03613f3c82612ec4565b1615159081613f49575090565b6780000000000000009150613f69602067ffffffffffffffff9201612f15565b16101590565b928092613f7c9285614399565b9182549165ffffffffffff8360581c169165ffffffffffff831480156140c3575b6140bc57613fa9612f7a565b9363ffffffff851663ffffffff8260881c16146000146140ad5765ffffffffffff809160a81c165b16809380821060001461409d570365ffffffffffff81116130005765ffffffffffff905b169081831161406357505065ffffffffffff16019165ffffffffffff831161300057614043612d2393829065ffffffffffff60a81b1965ffffffffffff60a81b83549260a81b169116179055565b9063ffffffff60881b1963ffffffff60881b83549260881b169116179055565b6001600160a01b03907f76ce74ce000000000000000000000000000000000000000000000000000000006000521660045260245260446000fd5b505065ffffffffffff6000613ff5565b5065ffffffffffff6000613fd1565b5050505050565b508115613f9d565b9390919492608084019560146140e18887612e45565b905010614185576140f28786612e45565b60141161016d576001600160a01b03903560601c9416958685146141705761396a9261412394926139649287614399565b908160141161016d57614143916139919136916013190190601401612d8e565b1561379457508260005260036020526040600020546139ce57505060005260036020526001604060002055565b846336a6542360e01b60005260045260246000fd5b63ffffffff8663349b3b1560e11b60005216600452600060245260446000fd5b9492939093608084019560146141bb8887612e45565b90501061421457506141cd8685612e45565b60141161016d576001600160a01b03903560601c9316948584146141ff579161396461396a9260026141239587614399565b836336a6542360e01b60005260045260246000fd5b65ffffffffffff9063ffffffff8763349b3b1560e11b600052166004521660245260446000fd5b9182549163ffffffff82169063ffffffff8460701c168211908115614342575b811561432a575b506143195761ffff8360601c169081614280575b5050505050600190565b63ffffffff8460901c16146000146143225761ffff8360b01c16905b61ffff8216146143195775ffffffff00000000000000000000000000000000000077ffff000000000000000000000000000000000000000000006143007fffffffffffffffff000000000000ffffffffffffffffffffffffffffffffffff93613a4a565b60b01b169260901b169216171790553880808080614276565b50505050600090565b60009061429c565b905065ffffffffffff808560301c1691161138614262565b905065ffffffffffff841665ffffffffffff8216109061425b565b815191906041830361438e5761438792506020820151906060604084015193015160001a906144c7565b9192909190565b505060009160029190565b906143a79094939482613b9c565b9384549260ff818560201c161615614489575065ffffffffffff63ffffffff8460d81c169360281c169280151580614473575b6144395750821080614429575b6143ef575050565b6001600160a01b03907f9a8011d5000000000000000000000000000000000000000000000000000000006000521660045260245260446000fd5b5065ffffffffffff8214156143e7565b6001600160a01b03837fbb680f91000000000000000000000000000000000000000000000000000000006000521660045260245260446000fd5b508063ffffffff614482612f7a565b16116143da565b60ff906001600160a01b03847fd657559f00000000000000000000000000000000000000000000000000000000600052166004521660245260446000fd5b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411614550579160209360809260ff60009560405194855216868401526040830152606082015282805260015afa15614544576000516001600160a01b038116156145385790600090600090565b50600090600190600090565b6040513d6000823e3d90fd5b505050600091600391905605e5b27d6ba01472b2054bc405646b513ecbb39b34145b9349894370944780c691e295980a7cf1d739360a3a17d141dc974c07f392f5d28f43a60d366cc00738",
}

// Companies is an auto generated Go binding around an Ethereum contract.
type Companies struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Companies) GetABI() abi.ABI {
	return c.abi
}

// NewCompanies creates a new instance of Companies.
func NewCompanies() *Companies {
	parsed, err := CompaniesMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Companies{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Companies) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address lots, address[] modules, (string,string,address)[2] desks, bytes32 seed, (uint32,uint40,uint32) clock_) returns()
func (companies *Companies) PackConstructor(lots common.Address, modules []common.Address, desks [2]Desk, seed [32]byte, clock_ ClockParams) []byte {
	enc, err := companies.abi.Pack("", lots, modules, desks, seed, clock_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAcceptFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xac98273e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptFrom((uint32,uint32,uint32,uint48,uint48,uint16,uint32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackAcceptFrom(act AcceptFrom, auth Auth) []byte {
	enc, err := companies.abi.Pack("acceptFrom", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xac98273e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptFrom((uint32,uint32,uint32,uint48,uint48,uint16,uint32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackAcceptFrom(act AcceptFrom, auth Auth) ([]byte, error) {
	return companies.abi.Pack("acceptFrom", act, auth)
}

// PackAdmitCompany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x41b4e704.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function admitCompany((uint32,uint32,string,string,uint16,address,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) PackAdmitCompany(act AdmitCompany, auth Auth, consent []byte) []byte {
	enc, err := companies.abi.Pack("admitCompany", act, auth, consent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAdmitCompany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x41b4e704.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function admitCompany((uint32,uint32,string,string,uint16,address,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) TryPackAdmitCompany(act AdmitCompany, auth Auth, consent []byte) ([]byte, error) {
	return companies.abi.Pack("admitCompany", act, auth, consent)
}

// PackAuthorize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x975db209.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authorize(uint32 company, uint8 need, uint256 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(address key)
func (companies *Companies) PackAuthorize(company uint32, need uint8, amount *big.Int, structHash [32]byte, caller common.Address, auth Auth) []byte {
	enc, err := companies.abi.Pack("authorize", company, need, amount, structHash, caller, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthorize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x975db209.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authorize(uint32 company, uint8 need, uint256 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(address key)
func (companies *Companies) TryPackAuthorize(company uint32, need uint8, amount *big.Int, structHash [32]byte, caller common.Address, auth Auth) ([]byte, error) {
	return companies.abi.Pack("authorize", company, need, amount, structHash, caller, auth)
}

// UnpackAuthorize is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x975db209.
//
// Solidity: function authorize(uint32 company, uint8 need, uint256 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(address key)
func (companies *Companies) UnpackAuthorize(data []byte) (common.Address, error) {
	out, err := companies.abi.Unpack("authorize", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackAuthorizeTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40cf9c02.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function authorizeTransfer(uint32 company, uint32 to, uint32 obligor, uint48 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (companies *Companies) PackAuthorizeTransfer(company uint32, to uint32, obligor uint32, amount *big.Int, structHash [32]byte, caller common.Address, auth Auth) []byte {
	enc, err := companies.abi.Pack("authorizeTransfer", company, to, obligor, amount, structHash, caller, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAuthorizeTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40cf9c02.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function authorizeTransfer(uint32 company, uint32 to, uint32 obligor, uint48 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (companies *Companies) TryPackAuthorizeTransfer(company uint32, to uint32, obligor uint32, amount *big.Int, structHash [32]byte, caller common.Address, auth Auth) ([]byte, error) {
	return companies.abi.Pack("authorizeTransfer", company, to, obligor, amount, structHash, caller, auth)
}

// UnpackAuthorizeTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x40cf9c02.
//
// Solidity: function authorizeTransfer(uint32 company, uint32 to, uint32 obligor, uint48 amount, bytes32 structHash, address caller, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (companies *Companies) UnpackAuthorizeTransfer(data []byte) (bool, error) {
	out, err := companies.abi.Unpack("authorizeTransfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackCancelNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8b7bbff3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelNonce((uint32,uint64) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackCancelNonce(act CancelNonce, auth Auth) []byte {
	enc, err := companies.abi.Pack("cancelNonce", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8b7bbff3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelNonce((uint32,uint64) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackCancelNonce(act CancelNonce, auth Auth) ([]byte, error) {
	return companies.abi.Pack("cancelNonce", act, auth)
}

// PackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (companies *Companies) PackClock() []byte {
	enc, err := companies.abi.Pack("clock")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (companies *Companies) TryPackClock() ([]byte, error) {
	return companies.abi.Pack("clock")
}

// UnpackClock is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x91ddadf4.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (companies *Companies) UnpackClock(data []byte) (ClockParams, error) {
	out, err := companies.abi.Unpack("clock", data)
	if err != nil {
		return *new(ClockParams), err
	}
	out0 := *abi.ConvertType(out[0], new(ClockParams)).(*ClockParams)
	return out0, nil
}

// PackCompanyByRegistration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c5fec46.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function companyByRegistration(string registration) view returns(uint32)
func (companies *Companies) PackCompanyByRegistration(registration string) []byte {
	enc, err := companies.abi.Pack("companyByRegistration", registration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCompanyByRegistration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c5fec46.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function companyByRegistration(string registration) view returns(uint32)
func (companies *Companies) TryPackCompanyByRegistration(registration string) ([]byte, error) {
	return companies.abi.Pack("companyByRegistration", registration)
}

// UnpackCompanyByRegistration is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3c5fec46.
//
// Solidity: function companyByRegistration(string registration) view returns(uint32)
func (companies *Companies) UnpackCompanyByRegistration(data []byte) (uint32, error) {
	out, err := companies.abi.Unpack("companyByRegistration", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackCompanyByVendor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9add265a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function companyByVendor(uint32 obligor, string number) view returns(uint32)
func (companies *Companies) PackCompanyByVendor(obligor uint32, number string) []byte {
	enc, err := companies.abi.Pack("companyByVendor", obligor, number)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCompanyByVendor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9add265a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function companyByVendor(uint32 obligor, string number) view returns(uint32)
func (companies *Companies) TryPackCompanyByVendor(obligor uint32, number string) ([]byte, error) {
	return companies.abi.Pack("companyByVendor", obligor, number)
}

// UnpackCompanyByVendor is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9add265a.
//
// Solidity: function companyByVendor(uint32 obligor, string number) view returns(uint32)
func (companies *Companies) UnpackCompanyByVendor(data []byte) (uint32, error) {
	out, err := companies.abi.Unpack("companyByVendor", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackCompanyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc02c7761.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function companyOf(uint32 company) view returns((uint8,uint16,uint48,uint16,uint32))
func (companies *Companies) PackCompanyOf(company uint32) []byte {
	enc, err := companies.abi.Pack("companyOf", company)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCompanyOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc02c7761.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function companyOf(uint32 company) view returns((uint8,uint16,uint48,uint16,uint32))
func (companies *Companies) TryPackCompanyOf(company uint32) ([]byte, error) {
	return companies.abi.Pack("companyOf", company)
}

// UnpackCompanyOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc02c7761.
//
// Solidity: function companyOf(uint32 company) view returns((uint8,uint16,uint48,uint16,uint32))
func (companies *Companies) UnpackCompanyOf(data []byte) (Company, error) {
	out, err := companies.abi.Unpack("companyOf", data)
	if err != nil {
		return *new(Company), err
	}
	out0 := *abi.ConvertType(out[0], new(Company)).(*Company)
	return out0, nil
}

// PackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (companies *Companies) PackDomainSeparator() []byte {
	enc, err := companies.abi.Pack("domainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (companies *Companies) TryPackDomainSeparator() ([]byte, error) {
	return companies.abi.Pack("domainSeparator")
}

// UnpackDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf698da25.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (companies *Companies) UnpackDomainSeparator(data []byte) ([32]byte, error) {
	out, err := companies.abi.Unpack("domainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackIsSpent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06afcf41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isSpent(address key, uint64 nonce) view returns(bool)
func (companies *Companies) PackIsSpent(key common.Address, nonce uint64) []byte {
	enc, err := companies.abi.Pack("isSpent", key, nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsSpent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06afcf41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isSpent(address key, uint64 nonce) view returns(bool)
func (companies *Companies) TryPackIsSpent(key common.Address, nonce uint64) ([]byte, error) {
	return companies.abi.Pack("isSpent", key, nonce)
}

// UnpackIsSpent is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06afcf41.
//
// Solidity: function isSpent(address key, uint64 nonce) view returns(bool)
func (companies *Companies) UnpackIsSpent(data []byte) (bool, error) {
	out, err := companies.abi.Unpack("isSpent", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackNameOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d0f3347.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nameOf(uint32 company) view returns(string name, string registration)
func (companies *Companies) PackNameOf(company uint32) []byte {
	enc, err := companies.abi.Pack("nameOf", company)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNameOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d0f3347.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nameOf(uint32 company) view returns(string name, string registration)
func (companies *Companies) TryPackNameOf(company uint32) ([]byte, error) {
	return companies.abi.Pack("nameOf", company)
}

// NameOfOutput serves as a container for the return parameters of contract
// method NameOf.
type NameOfOutput struct {
	Name         string
	Registration string
}

// UnpackNameOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2d0f3347.
//
// Solidity: function nameOf(uint32 company) view returns(string name, string registration)
func (companies *Companies) UnpackNameOf(data []byte) (NameOfOutput, error) {
	out, err := companies.abi.Unpack("nameOf", data)
	outstruct := new(NameOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Name = *abi.ConvertType(out[0], new(string)).(*string)
	outstruct.Registration = *abi.ConvertType(out[1], new(string)).(*string)
	return *outstruct, nil
}

// PackNameVendor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5bc7df9c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nameVendor((uint32,uint32,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackNameVendor(act NameVendor, auth Auth) []byte {
	enc, err := companies.abi.Pack("nameVendor", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNameVendor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5bc7df9c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nameVendor((uint32,uint32,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackNameVendor(act NameVendor, auth Auth) ([]byte, error) {
	return companies.abi.Pack("nameVendor", act, auth)
}

// PackOperatorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x636f35d3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function operatorOf(address key) view returns((uint32,uint8,uint48,uint48,uint32,uint48,uint32))
func (companies *Companies) PackOperatorOf(key common.Address) []byte {
	enc, err := companies.abi.Pack("operatorOf", key)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOperatorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x636f35d3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function operatorOf(address key) view returns((uint32,uint8,uint48,uint48,uint32,uint48,uint32))
func (companies *Companies) TryPackOperatorOf(key common.Address) ([]byte, error) {
	return companies.abi.Pack("operatorOf", key)
}

// UnpackOperatorOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x636f35d3.
//
// Solidity: function operatorOf(address key) view returns((uint32,uint8,uint48,uint48,uint32,uint48,uint32))
func (companies *Companies) UnpackOperatorOf(data []byte) (Operator, error) {
	out, err := companies.abi.Unpack("operatorOf", data)
	if err != nil {
		return *new(Operator), err
	}
	out0 := *abi.ConvertType(out[0], new(Operator)).(*Operator)
	return out0, nil
}

// PackReceives is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa97363bb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function receives(uint32 to, uint32 from, uint32 obligor, uint48 amount) returns(bool immediate)
func (companies *Companies) PackReceives(to uint32, from uint32, obligor uint32, amount *big.Int) []byte {
	enc, err := companies.abi.Pack("receives", to, from, obligor, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReceives is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa97363bb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function receives(uint32 to, uint32 from, uint32 obligor, uint48 amount) returns(bool immediate)
func (companies *Companies) TryPackReceives(to uint32, from uint32, obligor uint32, amount *big.Int) ([]byte, error) {
	return companies.abi.Pack("receives", to, from, obligor, amount)
}

// UnpackReceives is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa97363bb.
//
// Solidity: function receives(uint32 to, uint32 from, uint32 obligor, uint48 amount) returns(bool immediate)
func (companies *Companies) UnpackReceives(data []byte) (bool, error) {
	out, err := companies.abi.Unpack("receives", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackRequireActive is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd7307054.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requireActive(uint32 company) view returns()
func (companies *Companies) PackRequireActive(company uint32) []byte {
	enc, err := companies.abi.Pack("requireActive", company)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequireActive is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd7307054.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requireActive(uint32 company) view returns()
func (companies *Companies) TryPackRequireActive(company uint32) ([]byte, error) {
	return companies.abi.Pack("requireActive", company)
}

// PackRequireCapacity is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84dfc7ae.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requireCapacity(uint32 company, uint16 capacity) view returns()
func (companies *Companies) PackRequireCapacity(company uint32, capacity uint16) []byte {
	enc, err := companies.abi.Pack("requireCapacity", company, capacity)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequireCapacity is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84dfc7ae.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requireCapacity(uint32 company, uint16 capacity) view returns()
func (companies *Companies) TryPackRequireCapacity(company uint32, capacity uint16) ([]byte, error) {
	return companies.abi.Pack("requireCapacity", company, capacity)
}

// PackRevokeOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5affa02.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeOperator((uint32,address) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackRevokeOperator(act RevokeOperator, auth Auth) []byte {
	enc, err := companies.abi.Pack("revokeOperator", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5affa02.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeOperator((uint32,address) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackRevokeOperator(act RevokeOperator, auth Auth) ([]byte, error) {
	return companies.abi.Pack("revokeOperator", act, auth)
}

// PackRotateOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bc5e81a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rotateOperator((uint32,address,address) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) PackRotateOperator(act RotateOperator, auth Auth, consent []byte) []byte {
	enc, err := companies.abi.Pack("rotateOperator", act, auth, consent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRotateOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4bc5e81a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rotateOperator((uint32,address,address) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) TryPackRotateOperator(act RotateOperator, auth Auth, consent []byte) ([]byte, error) {
	return companies.abi.Pack("rotateOperator", act, auth, consent)
}

// PackSalt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbfa0b133.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function salt() view returns(bytes32)
func (companies *Companies) PackSalt() []byte {
	enc, err := companies.abi.Pack("salt")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSalt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbfa0b133.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function salt() view returns(bytes32)
func (companies *Companies) TryPackSalt() ([]byte, error) {
	return companies.abi.Pack("salt")
}

// UnpackSalt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbfa0b133.
//
// Solidity: function salt() view returns(bytes32)
func (companies *Companies) UnpackSalt(data []byte) ([32]byte, error) {
	out, err := companies.abi.Unpack("salt", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSetOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4b9b2144.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setOperator((uint32,address,uint8,uint48,uint48,uint32) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) PackSetOperator(act SetOperator, auth Auth, consent []byte) []byte {
	enc, err := companies.abi.Pack("setOperator", act, auth, consent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetOperator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4b9b2144.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setOperator((uint32,address,uint8,uint48,uint48,uint32) act, (address,uint64,uint40,bytes,bytes) auth, bytes consent) returns()
func (companies *Companies) TryPackSetOperator(act SetOperator, auth Auth, consent []byte) ([]byte, error) {
	return companies.abi.Pack("setOperator", act, auth, consent)
}

// PackSetThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95ab1cec.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setThreshold((uint32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackSetThreshold(act SetThreshold, auth Auth) []byte {
	enc, err := companies.abi.Pack("setThreshold", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95ab1cec.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setThreshold((uint32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackSetThreshold(act SetThreshold, auth Auth) ([]byte, error) {
	return companies.abi.Pack("setThreshold", act, auth)
}

// PackStandingOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa2533cb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function standingOf(uint32 company, uint32 sender, uint32 obligor) view returns((uint48,uint48,uint16,uint32,uint32,uint16))
func (companies *Companies) PackStandingOf(company uint32, sender uint32, obligor uint32) []byte {
	enc, err := companies.abi.Pack("standingOf", company, sender, obligor)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStandingOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa2533cb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function standingOf(uint32 company, uint32 sender, uint32 obligor) view returns((uint48,uint48,uint16,uint32,uint32,uint16))
func (companies *Companies) TryPackStandingOf(company uint32, sender uint32, obligor uint32) ([]byte, error) {
	return companies.abi.Pack("standingOf", company, sender, obligor)
}

// UnpackStandingOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaa2533cb.
//
// Solidity: function standingOf(uint32 company, uint32 sender, uint32 obligor) view returns((uint48,uint48,uint16,uint32,uint32,uint16))
func (companies *Companies) UnpackStandingOf(data []byte) (Standing, error) {
	out, err := companies.abi.Unpack("standingOf", data)
	if err != nil {
		return *new(Standing), err
	}
	out0 := *abi.ConvertType(out[0], new(Standing)).(*Standing)
	return out0, nil
}

// PackSuspendCompany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x765e8441.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function suspendCompany((uint32,uint32,bool,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) PackSuspendCompany(act SuspendCompany, auth Auth) []byte {
	enc, err := companies.abi.Pack("suspendCompany", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSuspendCompany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x765e8441.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function suspendCompany((uint32,uint32,bool,string) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (companies *Companies) TryPackSuspendCompany(act SuspendCompany, auth Auth) ([]byte, error) {
	return companies.abi.Pack("suspendCompany", act, auth)
}

// PackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function today() view returns(uint32)
func (companies *Companies) PackToday() []byte {
	enc, err := companies.abi.Pack("today")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function today() view returns(uint32)
func (companies *Companies) TryPackToday() ([]byte, error) {
	return companies.abi.Pack("today")
}

// UnpackToday is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb74e452b.
//
// Solidity: function today() view returns(uint32)
func (companies *Companies) UnpackToday(data []byte) (uint32, error) {
	out, err := companies.abi.Unpack("today", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// CompaniesActed represents a Acted event raised by the Companies contract.
type CompaniesActed struct {
	Act [32]byte
	Key common.Address
	Raw *types.Log // Blockchain specific contextual infos
}

const CompaniesActedEventName = "Acted"

// ContractEventName returns the user-defined event name.
func (CompaniesActed) ContractEventName() string {
	return CompaniesActedEventName
}

// UnpackActedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Acted(bytes32 indexed act, address indexed key)
func (companies *Companies) UnpackActedEvent(log *types.Log) (*CompaniesActed, error) {
	event := "Acted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesActed)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesAdmitted represents a Admitted event raised by the Companies contract.
type CompaniesAdmitted struct {
	Company      uint32
	Key          common.Address
	Name         string
	Registration string
	Capacities   uint16
	DualAbove    *big.Int
	Documents    [32]byte
	Raw          *types.Log // Blockchain specific contextual infos
}

const CompaniesAdmittedEventName = "Admitted"

// ContractEventName returns the user-defined event name.
func (CompaniesAdmitted) ContractEventName() string {
	return CompaniesAdmittedEventName
}

// UnpackAdmittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Admitted(uint32 indexed company, address indexed key, string name, string registration, uint16 capacities, uint48 dualAbove, bytes32 documents)
func (companies *Companies) UnpackAdmittedEvent(log *types.Log) (*CompaniesAdmitted, error) {
	event := "Admitted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesAdmitted)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesNonceCancelled represents a NonceCancelled event raised by the Companies contract.
type CompaniesNonceCancelled struct {
	Key   common.Address
	Nonce uint64
	Raw   *types.Log // Blockchain specific contextual infos
}

const CompaniesNonceCancelledEventName = "NonceCancelled"

// ContractEventName returns the user-defined event name.
func (CompaniesNonceCancelled) ContractEventName() string {
	return CompaniesNonceCancelledEventName
}

// UnpackNonceCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NonceCancelled(address indexed key, uint64 nonce)
func (companies *Companies) UnpackNonceCancelledEvent(log *types.Log) (*CompaniesNonceCancelled, error) {
	event := "NonceCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesNonceCancelled)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesOperatorRevoked represents a OperatorRevoked event raised by the Companies contract.
type CompaniesOperatorRevoked struct {
	Company uint32
	Key     common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const CompaniesOperatorRevokedEventName = "OperatorRevoked"

// ContractEventName returns the user-defined event name.
func (CompaniesOperatorRevoked) ContractEventName() string {
	return CompaniesOperatorRevokedEventName
}

// UnpackOperatorRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OperatorRevoked(uint32 indexed company, address indexed key)
func (companies *Companies) UnpackOperatorRevokedEvent(log *types.Log) (*CompaniesOperatorRevoked, error) {
	event := "OperatorRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesOperatorRevoked)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesOperatorSet represents a OperatorSet event raised by the Companies contract.
type CompaniesOperatorSet struct {
	Company uint32
	Key     common.Address
	Roles   uint8
	Limit   *big.Int
	Daily   *big.Int
	Until   uint32
	Raw     *types.Log // Blockchain specific contextual infos
}

const CompaniesOperatorSetEventName = "OperatorSet"

// ContractEventName returns the user-defined event name.
func (CompaniesOperatorSet) ContractEventName() string {
	return CompaniesOperatorSetEventName
}

// UnpackOperatorSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OperatorSet(uint32 indexed company, address indexed key, uint8 roles, uint48 limit, uint48 daily, uint32 until)
func (companies *Companies) UnpackOperatorSetEvent(log *types.Log) (*CompaniesOperatorSet, error) {
	event := "OperatorSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesOperatorSet)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesStandingSet represents a StandingSet event raised by the Companies contract.
type CompaniesStandingSet struct {
	Company uint32
	Sender  uint32
	Obligor uint32
	Min     *big.Int
	Max     *big.Int
	PerDay  uint16
	Until   uint32
	Raw     *types.Log // Blockchain specific contextual infos
}

const CompaniesStandingSetEventName = "StandingSet"

// ContractEventName returns the user-defined event name.
func (CompaniesStandingSet) ContractEventName() string {
	return CompaniesStandingSetEventName
}

// UnpackStandingSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event StandingSet(uint32 indexed company, uint32 indexed sender, uint32 indexed obligor, uint48 min, uint48 max, uint16 perDay, uint32 until)
func (companies *Companies) UnpackStandingSetEvent(log *types.Log) (*CompaniesStandingSet, error) {
	event := "StandingSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesStandingSet)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesSuspended represents a Suspended event raised by the Companies contract.
type CompaniesSuspended struct {
	Company   uint32
	Suspended bool
	Reason    string
	Raw       *types.Log // Blockchain specific contextual infos
}

const CompaniesSuspendedEventName = "Suspended"

// ContractEventName returns the user-defined event name.
func (CompaniesSuspended) ContractEventName() string {
	return CompaniesSuspendedEventName
}

// UnpackSuspendedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Suspended(uint32 indexed company, bool suspended, string reason)
func (companies *Companies) UnpackSuspendedEvent(log *types.Log) (*CompaniesSuspended, error) {
	event := "Suspended"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesSuspended)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesThresholdSet represents a ThresholdSet event raised by the Companies contract.
type CompaniesThresholdSet struct {
	Company   uint32
	DualAbove *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const CompaniesThresholdSetEventName = "ThresholdSet"

// ContractEventName returns the user-defined event name.
func (CompaniesThresholdSet) ContractEventName() string {
	return CompaniesThresholdSetEventName
}

// UnpackThresholdSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ThresholdSet(uint32 indexed company, uint48 dualAbove)
func (companies *Companies) UnpackThresholdSetEvent(log *types.Log) (*CompaniesThresholdSet, error) {
	event := "ThresholdSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesThresholdSet)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// CompaniesVendorNamed represents a VendorNamed event raised by the Companies contract.
type CompaniesVendorNamed struct {
	Obligor  uint32
	Supplier uint32
	Number   string
	Raw      *types.Log // Blockchain specific contextual infos
}

const CompaniesVendorNamedEventName = "VendorNamed"

// ContractEventName returns the user-defined event name.
func (CompaniesVendorNamed) ContractEventName() string {
	return CompaniesVendorNamedEventName
}

// UnpackVendorNamedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event VendorNamed(uint32 indexed obligor, uint32 indexed supplier, string number)
func (companies *Companies) UnpackVendorNamedEvent(log *types.Log) (*CompaniesVendorNamed, error) {
	event := "VendorNamed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != companies.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(CompaniesVendorNamed)
	if len(log.Data) > 0 {
		if err := companies.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range companies.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (companies *Companies) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], companies.abi.Errors["AboveDailyLimit"].ID.Bytes()[:4]) {
		return companies.UnpackAboveDailyLimitError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["AboveLimit"].ID.Bytes()[:4]) {
		return companies.UnpackAboveLimitError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["BadClock"].ID.Bytes()[:4]) {
		return companies.UnpackBadClockError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["BadField"].ID.Bytes()[:4]) {
		return companies.UnpackBadFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["BadSignature"].ID.Bytes()[:4]) {
		return companies.UnpackBadSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["CompanyExists"].ID.Bytes()[:4]) {
		return companies.UnpackCompanyExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["CompanySuspended"].ID.Bytes()[:4]) {
		return companies.UnpackCompanySuspendedError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["DeadlinePassed"].ID.Bytes()[:4]) {
		return companies.UnpackDeadlinePassedError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["KeyExpired"].ID.Bytes()[:4]) {
		return companies.UnpackKeyExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["KeyTaken"].ID.Bytes()[:4]) {
		return companies.UnpackKeyTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["LacksCapacity"].ID.Bytes()[:4]) {
		return companies.UnpackLacksCapacityError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["LacksRole"].ID.Bytes()[:4]) {
		return companies.UnpackLacksRoleError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["LastAdmin"].ID.Bytes()[:4]) {
		return companies.UnpackLastAdminError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["NonceSpent"].ID.Bytes()[:4]) {
		return companies.UnpackNonceSpentError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["NotModule"].ID.Bytes()[:4]) {
		return companies.UnpackNotModuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["NotOperator"].ID.Bytes()[:4]) {
		return companies.UnpackNotOperatorError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["RegistrationTaken"].ID.Bytes()[:4]) {
		return companies.UnpackRegistrationTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["SameOperator"].ID.Bytes()[:4]) {
		return companies.UnpackSameOperatorError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["SecondNeeded"].ID.Bytes()[:4]) {
		return companies.UnpackSecondNeededError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["UnknownCompany"].ID.Bytes()[:4]) {
		return companies.UnpackUnknownCompanyError(raw[4:])
	}
	if bytes.Equal(raw[:4], companies.abi.Errors["VendorTaken"].ID.Bytes()[:4]) {
		return companies.UnpackVendorTakenError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// CompaniesAboveDailyLimit represents a AboveDailyLimit error raised by the Companies contract.
type CompaniesAboveDailyLimit struct {
	Key  common.Address
	Left *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AboveDailyLimit(address key, uint48 left)
func CompaniesAboveDailyLimitErrorID() common.Hash {
	return common.HexToHash("0x76ce74ce594817dee4bd0cadee1e5650117823690f6431e59834b6b22825f6ea")
}

// UnpackAboveDailyLimitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AboveDailyLimit(address key, uint48 left)
func (companies *Companies) UnpackAboveDailyLimitError(raw []byte) (*CompaniesAboveDailyLimit, error) {
	out := new(CompaniesAboveDailyLimit)
	if err := companies.abi.UnpackIntoInterface(out, "AboveDailyLimit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesAboveLimit represents a AboveLimit error raised by the Companies contract.
type CompaniesAboveLimit struct {
	Key   common.Address
	Limit *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AboveLimit(address key, uint48 limit)
func CompaniesAboveLimitErrorID() common.Hash {
	return common.HexToHash("0x9a8011d5252831f634ce728fc865e83c2f1d29aceefa61aad0be1e6d1efed08d")
}

// UnpackAboveLimitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AboveLimit(address key, uint48 limit)
func (companies *Companies) UnpackAboveLimitError(raw []byte) (*CompaniesAboveLimit, error) {
	out := new(CompaniesAboveLimit)
	if err := companies.abi.UnpackIntoInterface(out, "AboveLimit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesBadClock represents a BadClock error raised by the Companies contract.
type CompaniesBadClock struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadClock()
func CompaniesBadClockErrorID() common.Hash {
	return common.HexToHash("0xa71662d361008e622253311abdb42f0ed5642ee066053b450342071be598bfec")
}

// UnpackBadClockError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadClock()
func (companies *Companies) UnpackBadClockError(raw []byte) (*CompaniesBadClock, error) {
	out := new(CompaniesBadClock)
	if err := companies.abi.UnpackIntoInterface(out, "BadClock", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesBadField represents a BadField error raised by the Companies contract.
type CompaniesBadField struct {
	Field [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadField(bytes32 field)
func CompaniesBadFieldErrorID() common.Hash {
	return common.HexToHash("0xa611436b6a7f024ff44bd2c7f7b186e4fee087cfa3b1b9baabbb36e44e51fcc8")
}

// UnpackBadFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadField(bytes32 field)
func (companies *Companies) UnpackBadFieldError(raw []byte) (*CompaniesBadField, error) {
	out := new(CompaniesBadField)
	if err := companies.abi.UnpackIntoInterface(out, "BadField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesBadSignature represents a BadSignature error raised by the Companies contract.
type CompaniesBadSignature struct {
	Key common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSignature(address key)
func CompaniesBadSignatureErrorID() common.Hash {
	return common.HexToHash("0x9a7d38d94d3da0d5188ab778bbe9a3a38c77802b1bf2426c15740dc786da791d")
}

// UnpackBadSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSignature(address key)
func (companies *Companies) UnpackBadSignatureError(raw []byte) (*CompaniesBadSignature, error) {
	out := new(CompaniesBadSignature)
	if err := companies.abi.UnpackIntoInterface(out, "BadSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesCompanyExists represents a CompanyExists error raised by the Companies contract.
type CompaniesCompanyExists struct {
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CompanyExists(uint32 company)
func CompaniesCompanyExistsErrorID() common.Hash {
	return common.HexToHash("0xd0eeccee88d0f6e116993e77a87418bfd1e28acc17e132dbcae4b6e4cc611a5b")
}

// UnpackCompanyExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CompanyExists(uint32 company)
func (companies *Companies) UnpackCompanyExistsError(raw []byte) (*CompaniesCompanyExists, error) {
	out := new(CompaniesCompanyExists)
	if err := companies.abi.UnpackIntoInterface(out, "CompanyExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesCompanySuspended represents a CompanySuspended error raised by the Companies contract.
type CompaniesCompanySuspended struct {
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CompanySuspended(uint32 company)
func CompaniesCompanySuspendedErrorID() common.Hash {
	return common.HexToHash("0x92e2c193f4c344a743355f5fac56c4953f6ee4af7220ef0808fd4dd0dec0dc04")
}

// UnpackCompanySuspendedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CompanySuspended(uint32 company)
func (companies *Companies) UnpackCompanySuspendedError(raw []byte) (*CompaniesCompanySuspended, error) {
	out := new(CompaniesCompanySuspended)
	if err := companies.abi.UnpackIntoInterface(out, "CompanySuspended", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesDeadlinePassed represents a DeadlinePassed error raised by the Companies contract.
type CompaniesDeadlinePassed struct {
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DeadlinePassed(uint40 deadline)
func CompaniesDeadlinePassedErrorID() common.Hash {
	return common.HexToHash("0x6747c9fdfb92954b77f90f5f74a9c5e1c4c16c5277be003b6e123777cb3140ca")
}

// UnpackDeadlinePassedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DeadlinePassed(uint40 deadline)
func (companies *Companies) UnpackDeadlinePassedError(raw []byte) (*CompaniesDeadlinePassed, error) {
	out := new(CompaniesDeadlinePassed)
	if err := companies.abi.UnpackIntoInterface(out, "DeadlinePassed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesKeyExpired represents a KeyExpired error raised by the Companies contract.
type CompaniesKeyExpired struct {
	Key   common.Address
	Until uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error KeyExpired(address key, uint32 until)
func CompaniesKeyExpiredErrorID() common.Hash {
	return common.HexToHash("0xbb680f91a2ce4bf228baa55dcf413ae5599ad60ba0fcac97d3d71eb02ca14f82")
}

// UnpackKeyExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error KeyExpired(address key, uint32 until)
func (companies *Companies) UnpackKeyExpiredError(raw []byte) (*CompaniesKeyExpired, error) {
	out := new(CompaniesKeyExpired)
	if err := companies.abi.UnpackIntoInterface(out, "KeyExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesKeyTaken represents a KeyTaken error raised by the Companies contract.
type CompaniesKeyTaken struct {
	Key     common.Address
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error KeyTaken(address key, uint32 company)
func CompaniesKeyTakenErrorID() common.Hash {
	return common.HexToHash("0x6bf7edd8ba394ac7734617f55313da79bb362ca31a9f9e6d9522c190d7fc83a6")
}

// UnpackKeyTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error KeyTaken(address key, uint32 company)
func (companies *Companies) UnpackKeyTakenError(raw []byte) (*CompaniesKeyTaken, error) {
	out := new(CompaniesKeyTaken)
	if err := companies.abi.UnpackIntoInterface(out, "KeyTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesLacksCapacity represents a LacksCapacity error raised by the Companies contract.
type CompaniesLacksCapacity struct {
	Company  uint32
	Capacity uint16
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LacksCapacity(uint32 company, uint16 capacity)
func CompaniesLacksCapacityErrorID() common.Hash {
	return common.HexToHash("0xc884faa1778f0c10446640bfe11728c95842da35e911dced476e27d882cf7303")
}

// UnpackLacksCapacityError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LacksCapacity(uint32 company, uint16 capacity)
func (companies *Companies) UnpackLacksCapacityError(raw []byte) (*CompaniesLacksCapacity, error) {
	out := new(CompaniesLacksCapacity)
	if err := companies.abi.UnpackIntoInterface(out, "LacksCapacity", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesLacksRole represents a LacksRole error raised by the Companies contract.
type CompaniesLacksRole struct {
	Key  common.Address
	Role uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LacksRole(address key, uint8 role)
func CompaniesLacksRoleErrorID() common.Hash {
	return common.HexToHash("0xd657559fb8734bb650ebdfde7da94fd8aa887f3894fbfd56d28c040aefac8381")
}

// UnpackLacksRoleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LacksRole(address key, uint8 role)
func (companies *Companies) UnpackLacksRoleError(raw []byte) (*CompaniesLacksRole, error) {
	out := new(CompaniesLacksRole)
	if err := companies.abi.UnpackIntoInterface(out, "LacksRole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesLastAdmin represents a LastAdmin error raised by the Companies contract.
type CompaniesLastAdmin struct {
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error LastAdmin(uint32 company)
func CompaniesLastAdminErrorID() common.Hash {
	return common.HexToHash("0xefe583f28b068fff537f15925459debed56c69b85de0a5e28561c2bd09a0ab49")
}

// UnpackLastAdminError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error LastAdmin(uint32 company)
func (companies *Companies) UnpackLastAdminError(raw []byte) (*CompaniesLastAdmin, error) {
	out := new(CompaniesLastAdmin)
	if err := companies.abi.UnpackIntoInterface(out, "LastAdmin", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesNonceSpent represents a NonceSpent error raised by the Companies contract.
type CompaniesNonceSpent struct {
	Key   common.Address
	Nonce uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NonceSpent(address key, uint64 nonce)
func CompaniesNonceSpentErrorID() common.Hash {
	return common.HexToHash("0xba5c9cf303aaea489f35200a79df08cc71745f6761dfcba31bff7eece48ee7bc")
}

// UnpackNonceSpentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NonceSpent(address key, uint64 nonce)
func (companies *Companies) UnpackNonceSpentError(raw []byte) (*CompaniesNonceSpent, error) {
	out := new(CompaniesNonceSpent)
	if err := companies.abi.UnpackIntoInterface(out, "NonceSpent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesNotModule represents a NotModule error raised by the Companies contract.
type CompaniesNotModule struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotModule(address caller)
func CompaniesNotModuleErrorID() common.Hash {
	return common.HexToHash("0xcb118551cda8cc5ce9225b5eaaa04836734c2037bdb0839e9ce64fd239b402d4")
}

// UnpackNotModuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotModule(address caller)
func (companies *Companies) UnpackNotModuleError(raw []byte) (*CompaniesNotModule, error) {
	out := new(CompaniesNotModule)
	if err := companies.abi.UnpackIntoInterface(out, "NotModule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesNotOperator represents a NotOperator error raised by the Companies contract.
type CompaniesNotOperator struct {
	Key     common.Address
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotOperator(address key, uint32 company)
func CompaniesNotOperatorErrorID() common.Hash {
	return common.HexToHash("0xaee7f91e8ab0564f988952fd3492b0081b2a5356c009a663c73411fb5e0ea94b")
}

// UnpackNotOperatorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotOperator(address key, uint32 company)
func (companies *Companies) UnpackNotOperatorError(raw []byte) (*CompaniesNotOperator, error) {
	out := new(CompaniesNotOperator)
	if err := companies.abi.UnpackIntoInterface(out, "NotOperator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesRegistrationTaken represents a RegistrationTaken error raised by the Companies contract.
type CompaniesRegistrationTaken struct {
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RegistrationTaken(uint32 company)
func CompaniesRegistrationTakenErrorID() common.Hash {
	return common.HexToHash("0xa77d570a7ec4300c225c83a09300c54de5da458b0c3288e0a1330da39ead545f")
}

// UnpackRegistrationTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RegistrationTaken(uint32 company)
func (companies *Companies) UnpackRegistrationTakenError(raw []byte) (*CompaniesRegistrationTaken, error) {
	out := new(CompaniesRegistrationTaken)
	if err := companies.abi.UnpackIntoInterface(out, "RegistrationTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesSameOperator represents a SameOperator error raised by the Companies contract.
type CompaniesSameOperator struct {
	Key common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SameOperator(address key)
func CompaniesSameOperatorErrorID() common.Hash {
	return common.HexToHash("0x36a65423f6876245c71f647bcf9b74be0014e7957a1118559e8e2185b27e43a4")
}

// UnpackSameOperatorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SameOperator(address key)
func (companies *Companies) UnpackSameOperatorError(raw []byte) (*CompaniesSameOperator, error) {
	out := new(CompaniesSameOperator)
	if err := companies.abi.UnpackIntoInterface(out, "SameOperator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesSecondNeeded represents a SecondNeeded error raised by the Companies contract.
type CompaniesSecondNeeded struct {
	Company   uint32
	DualAbove *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SecondNeeded(uint32 company, uint48 dualAbove)
func CompaniesSecondNeededErrorID() common.Hash {
	return common.HexToHash("0x6936762a66809e6e6c3faa710aa53124ad3c39d79ad88f50eaeb458d514c8c52")
}

// UnpackSecondNeededError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SecondNeeded(uint32 company, uint48 dualAbove)
func (companies *Companies) UnpackSecondNeededError(raw []byte) (*CompaniesSecondNeeded, error) {
	out := new(CompaniesSecondNeeded)
	if err := companies.abi.UnpackIntoInterface(out, "SecondNeeded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesUnknownCompany represents a UnknownCompany error raised by the Companies contract.
type CompaniesUnknownCompany struct {
	Company uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownCompany(uint32 company)
func CompaniesUnknownCompanyErrorID() common.Hash {
	return common.HexToHash("0xc227ff5386931b6fcea0040d4067c8b17b9379e3230009298c9ab2cee14354f1")
}

// UnpackUnknownCompanyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownCompany(uint32 company)
func (companies *Companies) UnpackUnknownCompanyError(raw []byte) (*CompaniesUnknownCompany, error) {
	out := new(CompaniesUnknownCompany)
	if err := companies.abi.UnpackIntoInterface(out, "UnknownCompany", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// CompaniesVendorTaken represents a VendorTaken error raised by the Companies contract.
type CompaniesVendorTaken struct {
	Supplier uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error VendorTaken(uint32 supplier)
func CompaniesVendorTakenErrorID() common.Hash {
	return common.HexToHash("0x6c19ca3266a989bf05f9ae0ad69ca6509c0a76c10160a878ae3891c2d3004451")
}

// UnpackVendorTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error VendorTaken(uint32 supplier)
func (companies *Companies) UnpackVendorTakenError(raw []byte) (*CompaniesVendorTaken, error) {
	out := new(CompaniesVendorTaken)
	if err := companies.abi.UnpackIntoInterface(out, "VendorTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsMetaData contains all meta data concerning the Discounts contract.
var DiscountsMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractICompanies\",\"name\":\"companies\",\"type\":\"address\"},{\"internalType\":\"contractILots\",\"name\":\"lots\",\"type\":\"address\"},{\"internalType\":\"contractICash\",\"name\":\"cash\",\"type\":\"address\"},{\"internalType\":\"contractIRules\",\"name\":\"rules\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"clock_\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"clock\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"}],\"name\":\"isClosed\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"rate\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"dayCount\",\"type\":\"uint8\"},{\"internalType\":\"bool\",\"name\":\"recourse\",\"type\":\"bool\"},{\"internalType\":\"uint32\",\"name\":\"cashBank\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"}],\"internalType\":\"structQuote\",\"name\":\"quote\",\"type\":\"tuple\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"}],\"name\":\"priceOn\",\"outputs\":[{\"components\":[{\"internalType\":\"uint48\",\"name\":\"proceeds\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"interest\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"interestDays\",\"type\":\"uint32\"}],\"internalType\":\"structPrice\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"rate\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"dayCount\",\"type\":\"uint8\"},{\"internalType\":\"bool\",\"name\":\"recourse\",\"type\":\"bool\"},{\"internalType\":\"uint32\",\"name\":\"cashBank\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"}],\"internalType\":\"structQuote\",\"name\":\"quote\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"bank\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"},{\"internalType\":\"uint48\",\"name\":\"least\",\"type\":\"uint48\"}],\"internalType\":\"structTakeQuote\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"takeQuote\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"today\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"}],\"internalType\":\"structWithdrawQuote\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"withdrawQuote\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"components\":[{\"internalType\":\"uint48\",\"name\":\"proceeds\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"interest\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"interestDays\",\"type\":\"uint32\"}],\"indexed\":false,\"internalType\":\"structPrice\",\"name\":\"price\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"rate\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"dayCount\",\"type\":\"uint8\"},{\"internalType\":\"bool\",\"name\":\"recourse\",\"type\":\"bool\"},{\"internalType\":\"uint32\",\"name\":\"cashBank\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"registration\",\"type\":\"string\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"}],\"indexed\":false,\"internalType\":\"structQuote\",\"name\":\"quote\",\"type\":\"tuple\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"Discounted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"}],\"name\":\"QuoteWithdrawn\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"today\",\"type\":\"uint32\"}],\"name\":\"AlreadyDue\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadClock\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"field\",\"type\":\"bytes32\"}],\"name\":\"BadField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"}],\"name\":\"NotAddressee\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"}],\"name\":\"OtherQuote\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint48\",\"name\":\"proceeds\",\"type\":\"uint48\"}],\"name\":\"ProceedsBelow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"quote\",\"type\":\"bytes32\"}],\"name\":\"QuoteClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"today\",\"type\":\"uint32\"}],\"name\":\"QuoteExpired\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"rule\",\"type\":\"bytes32\"}],\"name\":\"RegistrationNeeded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"dayCount\",\"type\":\"uint8\"}],\"name\":\"UnknownDayCount\",\"type\":\"error\"}]",
	ID:  "f413f2a702d98a60bf8c278d35c1513ded",
	Bin: "0x61016060405234610224576040516121d938819003601f8101601f191683016001600160401b03811184821017610229578392829160405283398101039060e082126102245780516001600160a01b0381168103610224576020820151906001600160a01b0382168203610224576040830151926001600160a01b0384168403610224576060810151946001600160a01b038616860361022457606090607f1901126102245760405190606082016001600160401b03811183821017610229576040526100ce6080820161023f565b825260a08101519164ffffffffff8316918284036102245760c06100f991602084019586520161023f565b9163ffffffff6040830193808552161590811561021a575b506102095763ffffffff928364ffffffffff925116608052511660a052511660c05260e052610100526101205261014052604051611f889081610251823960805181818161134201526119cc015260a051818181611386015261197e015260c0518181816113ad01526119a5015260e05181818161071501528181610783015281816107fa01528181610869015261150b01526101005181818160d701528181610554015281816108fe0152818161099701528181610a1101528181610a8e01528181610ad801528181610b5b01528181610f1d0152610f9a015261012051818181610bd80152610c710152610140518161116d0152f35b63a71662d360e01b60005260046000fd5b9050421038610111565b600080fd5b634e487b7160e01b600052604160045260246000fd5b519063ffffffff821682036102245756fe608080604052600436101561001357600080fd5b600090813560e01c90816387ba0ed1146113e55750806391ddadf41461131f57806397629bd21461020f578063b74e452b146101e6578063c465836f1461019f5763dce2e0031461006357600080fd5b3461019c57604036600319011261019c5760043567ffffffffffffffff811161019a576101a0600319823603011261019a576024359063ffffffff82168203610196576100ae6117bf565b5060405163b1a2b32160e01b815260248201356004820152610120816024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa90811561018b57606061012394939263ffffffff9282979161015c575b5001511690600401611a60565b61015a604051809263ffffffff6040809265ffffffffffff815116855265ffffffffffff6020820151166020860152015116910152565bf35b61017e91506101203d8111610184575b6101768183611688565b81019061181f565b38610116565b503d61016c565b6040513d86823e3d90fd5b8280fd5b505b80fd5b503461019c57604036600319011261019c5760043563ffffffff811680910361019a5760408260ff9260209452808452818120602435825284522054166040519015158152f35b503461019c578060031936011261019c57602061020161196e565b63ffffffff60405191168152f35b503461019c5760c036600319011261019c5767ffffffffffffffff6004351161019c576101a06004353603600319011261019c5767ffffffffffffffff6024351161019c5760a06024353603600319011261019c57606036604319011261019c5767ffffffffffffffff60a4351161019c5760a060a4353603600319011261019c5761029f60043560040161161e565b6102ad6044600435016118f8565b906102bc6064600435016118f8565b6102ca6084600435016118f8565b6102d860a46004350161161e565b6102e660c46004350161161e565b6102f460e4600435016119f4565b61030361010460043501611a02565b6103126101246004350161161e565b916103226101446004350161161e565b9361033861016460043501600435600401611a0f565b67ffffffffffffffff811161130b578c604051916103606020601f19601f8401160184611688565b808352602083019336828201116101965781908537820160200152519020956004356101840161038f9061162f565b9761039d602480350161162f565b996103ac604460243501611644565b9b6040519d8e91602083017fe8f8c9614d7ea455f532e9f436f2a883e7c27309f066b595a4d13829c6150ff4905263ffffffff16604083015260043560240135606083015265ffffffffffff16906080015265ffffffffffff1660a08d015265ffffffffffff1660c08c015263ffffffff1660e08b015263ffffffff166101008a015260ff16610120890152151561014088015263ffffffff1661016087015263ffffffff166101808601526101a085015267ffffffffffffffff166101c084015267ffffffffffffffff166101e083015264ffffffffff16610200820152610200815261049c61022082611688565b8051906020012080606435036112e0576104ba60a46004350161161e565b63ffffffff806104c861160b565b169116036112a15763ffffffff6104e360043560040161161e565b168252816020526040822081835260205260ff6040832054166112765761050861196e565b63ffffffff61051c6101446004350161161e565b1663ffffffff821611611230576040519063b1a2b32160e01b8252602460043501356004830152610120826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa91821561018b57849261120f575b5061ffff60c0830151166105a361016460043501600435600401611a0f565b9050604081116111dc571590816110fd575b506110b1576105d49063ffffffff606084015116600435600401611a60565b9065ffffffffffff82511665ffffffffffff6105ee6118e3565b168110611086575063ffffffff61060960043560040161161e565b168452836020526040842083855260205260408420600160ff1982541617905565ffffffffffff6106556106416084600435016118f8565b61064f6064600435016118f8565b90611a42565b169061065f61160b565b6106676118e3565b64ffffffffff61067b602460a4350161162f565b67ffffffffffffffff610692604460a43501611644565b9165ffffffffffff6040519563ffffffff60208801987f829c81ecb348d0a4a4c5c42c9d6b3b1c70e5e3216a55cd473a5a71eaac26d6108a5216604088015260643560608801521660808601521660a08401521660c082015260c081526106fa60e082611688565b51902061070b60043560040161161e565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b156110825763ffffffff604051917f84dfc7ae0000000000000000000000000000000000000000000000000000000083521660048201526002602482015286816044816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa80156110775761105b575b50906107ed86939260206107c860043560040161161e565b6040518094819263975db20960e01b8352602435600401908c8a339260048701611ca8565b0381886001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af191821561105057602092611035575b5061083461160b565b9061085c604051958693849363975db20960e01b855260a43560040192339260048701611ca8565b0381866001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af190811561102a5761ffff9260a092610ffb575b5001511665ffffffffffff8351166108ba6044600435016118f8565b6108c86064600435016118f8565b6108d66084600435016118f8565b6108e460a46004350161161e565b906108f360043560040161161e565b916001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610eb75765ffffffffffff63ffffffff949281869481604051997f4a080261000000000000000000000000000000000000000000000000000000008b526024600435013560048c01521660248a01521660448801521660648601521660848401521660a4820152838160c481836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af190811561018b578491610fe6575b50506109d861010460043501611a02565b610ee9575b6109eb6064600435016118f8565b6109f960043560040161161e565b610a0760a46004350161161e565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610e935763ffffffff809265ffffffffffff6040519563e5a5179760e01b8752602460043501356004880152166024860152600260448601521660648401521660848201528160a4820152838160c481836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af190811561018b578491610ed4575b5050610ace6064600435016118f8565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610ed05765ffffffffffff604051917fbcd72ddc000000000000000000000000000000000000000000000000000000008352602460043501356004840152166024820152600860448201528360648201528381608481836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af190811561018b578491610ebb575b5050610b9c6101246004350161161e565b610baa60043560040161161e565b90610bb960a46004350161161e565b610bce61016460043501600435600401611a0f565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610eb757879563ffffffff610c64948180986040519b8c9a8b9a7f3da58d4f000000000000000000000000000000000000000000000000000000008c521660048b015260248a0152166044880152166064860152608485015260c060a485015260c4840191611710565b0381836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af18015610eac57610e97575b5050610cae60043560040161161e565b91610cbd60a46004350161161e565b610cf4604051809463ffffffff6040809265ffffffffffff815116855265ffffffffffff6020820151166020860152015116910152565b60a0606084015263ffffffff610d0e6004356004016115e2565b1660a08401526024600435013560c084015265ffffffffffff610d3560446004350161190b565b1660e084015265ffffffffffff610d5060646004350161190b565b1661010084015265ffffffffffff610d6c60846004350161190b565b1661012084015263ffffffff610d8660a4600435016115e2565b1661014084015263ffffffff610da060c4600435016115e2565b1661016084015260e4600435013560ff8116809103610e9357610180840152610104600435013590811515809203610e935763ffffffff80917f11bbc2d9288f19f371966ce04e220666f4dd4f2bf7c5f3369cf08098bc862356936101a087015281610e11610124600435016115e2565b166101c087015281610e28610144600435016115e2565b166101e0870152610e5b610e47610164600435016004356004016116de565b6101a06102008a0152610240890191611710565b9467ffffffffffffffff610e74610184600435016116c9565b166102208801526080870152169416928060246004350135930390a480f35b8580fd5b81610ea191611688565b610196578238610c9e565b6040513d84823e3d90fd5b8780fd5b81610ec591611688565b610196578238610b8b565b8380fd5b81610ede91611688565b610196578238610abe565b610ef76064600435016118f8565b610f0560a46004350161161e565b610f1360043560040161161e565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610e935763ffffffff809265ffffffffffff6040519563e5a5179760e01b8752602460043501356004880152166024860152600160448601521660648401521660848201528360a4820152838160c481836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af190811561018b578491610fd1575b50506109dd565b81610fdb91611688565b610196578238610fca565b81610ff091611688565b6101965782386109c7565b61101c9060203d602011611023575b6110148183611688565b8101906116aa565b503861089e565b503d61100a565b6040513d85823e3d90fd5b61104b90833d8511611023576110148183611688565b61082b565b6040513d87823e3d90fd5b9561106d816107ed9895949395611688565b95929091926107b0565b6040513d89823e3d90fd5b8680fd5b7f71263a16000000000000000000000000000000000000000000000000000000008552600452602484fd5b6024847fc4a4577a0000000000000000000000000000000000000000000000000000000081527f5630362e726567697374726174696f6e00000000000000000000000000000000600452fd5b9050604051907f759ff12b00000000000000000000000000000000000000000000000000000000825260048201527f5630362e726567697374726174696f6e00000000000000000000000000000000602482015263ffffffff821660448201526020816064816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156110505785916111a6575b501515386105b5565b90506020813d6020116111d4575b816111c160209383611688565b810103126111d057513861119d565b8480fd5b3d91506111b4565b60248663a611436b60e01b81527f726567697374726174696f6e0000000000000000000000000000000000000000600452fd5b6112299192506101203d8111610184576101768183611688565b9038610584565b8263ffffffff604492816112496101446004350161161e565b7f1ddf63030000000000000000000000000000000000000000000000000000000085521660045216602452fd5b7f90fa1598000000000000000000000000000000000000000000000000000000008252600452602490fd5b60248263ffffffff6112b760a46004350161161e565b7f538accf400000000000000000000000000000000000000000000000000000000835216600452fd5b7f23b83176000000000000000000000000000000000000000000000000000000008252600452602490fd5b60248d634e487b7160e01b81526041600452fd5b503461019c578060031936011261019c576113386117bf565b50606063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001663ffffffff60405161137381611656565b82815264ffffffffff60406020830192827f00000000000000000000000000000000000000000000000000000000000000001684520191837f00000000000000000000000000000000000000000000000000000000000000001683526040519485525116602084015251166040820152f35b90503461019a573660031901606081126101965760401361019a5760443567ffffffffffffffff81116101965760a0600319823603011261019657602063ffffffff61142f6115f8565b6024359464ffffffffff6114456024870161162f565b67ffffffffffffffff61145a60448901611644565b9186888601967f2d78f1a5f80d99d9eeeb4009bf83bfb7f9c2ce5e65b5472462bf816f007dd03f88521660408601528960608601521660808401521660a082015260a081526114aa60c082611688565b519020926114fe6114b96115f8565b91604051958694859463975db20960e01b865216600485015260816024850152886044850152606484015233608484015260c060a484015260c4830190600401611731565b0381866001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af1801561102a576115c5575b5063ffffffff6115466115f8565b168252816020526040822081835260205260ff6040832054166112765763ffffffff6115706115f8565b168252816020526040822081835260205260408220600160ff1982541617905563ffffffff61159d6115f8565b167f50c62c5de2a5eb79aa5d25fb69dc72ca8a9bc4d79dfeec40a96cfae7531f46738380a380f35b6115dd9060203d602011611023576110148183611688565b611538565b359063ffffffff821682036115f357565b600080fd5b60043563ffffffff811681036115f35790565b60443563ffffffff811681036115f35790565b3563ffffffff811681036115f35790565b3567ffffffffffffffff811681036115f35790565b3564ffffffffff811681036115f35790565b6060810190811067ffffffffffffffff82111761167257604052565b634e487b7160e01b600052604160045260246000fd5b90601f8019910116810190811067ffffffffffffffff82111761167257604052565b908160209103126115f357516001600160a01b03811681036115f35790565b359067ffffffffffffffff821682036115f357565b9035601e19823603018112156115f357016020813591019167ffffffffffffffff82116115f35781360383136115f357565b908060209392818452848401376000828201840152601f01601f1916010190565b80356001600160a01b0381168091036115f357825267ffffffffffffffff61175b602083016116c9565b16602083015260408101359164ffffffffff83168093036115f3576117bc9260408201526117ae6117a361179260608501856116de565b60a0606086015260a0850191611710565b9260808101906116de565b916080818503910152611710565b90565b604051906117cc82611656565b60006040838281528260208201520152565b519065ffffffffffff821682036115f357565b519063ffffffff821682036115f357565b519061ffff821682036115f357565b519060ff821682036115f357565b90816101209103126115f35760405190610120820182811067ffffffffffffffff821117611672576118da916101009160405261185b816117de565b8452611869602082016117de565b602085015261187a604082016117f1565b604085015261188b606082016117f1565b606085015261189c608082016117f1565b60808501526118ad60a08201611802565b60a08501526118be60c08201611802565b60c08501526118cf60e08201611811565b60e085015201611811565b61010082015290565b60843565ffffffffffff811681036115f35790565b3565ffffffffffff811681036115f35790565b359065ffffffffffff821682036115f357565b9190820391821161192b57565b634e487b7160e01b600052601160045260246000fd5b811561194b570490565b634e487b7160e01b600052601260045260246000fd5b9190820180921161192b57565b63ffffffff6119f06119ca6119a37f00000000000000000000000000000000000000000000000000000000000000004261191e565b7f000000000000000000000000000000000000000000000000000000000000000090611941565b7f0000000000000000000000000000000000000000000000000000000000000000611961565b1690565b3560ff811681036115f35790565b3580151581036115f35790565b903590601e19813603018212156115f3570180359067ffffffffffffffff82116115f3576020019181360383136115f357565b9065ffffffffffff8091169116039065ffffffffffff821161192b57565b9063ffffffff8091611a706117bf565b501692169082821015611c765760c0810191620f424063ffffffff611a948561161e565b1611611bd75760608201611aa7816118f8565b94608084019565ffffffffffff80611abe896118f8565b1691161015611c4157611ad360a0850161161e565b63ffffffff80611ae28761161e565b16911614611c0c57611b0a611b189361064f92611b0460e0611b1298016119f4565b91611cfa565b9490966118f8565b916118f8565b63ffffffff611b2f65ffffffffffff83169461161e565b16620f4240830291838304620f4240148415171561192b5765ffffffffffff8116850361192b5782611b7d87611b78621e8480956601fffffffffffe611b829660011b16611ce7565b611ce7565b611961565b9202908160011c0361192b57611b9791611941565b9181831015611bd75765ffffffffffff80611bb78563ffffffff9561191e565b169360405194611bc686611656565b855216602084015216604082015290565b63a611436b60e01b6000527f726174650000000000000000000000000000000000000000000000000000000060045260246000fd5b63a611436b60e01b6000527f686f6c646572000000000000000000000000000000000000000000000000000060045260246000fd5b63a611436b60e01b6000527f656e64000000000000000000000000000000000000000000000000000000000060045260246000fd5b50907f5a1499af0000000000000000000000000000000000000000000000000000000060005260045260245260446000fd5b919360c0936117bc969563ffffffff6001600160a01b039416855260016020860152604085015260608401521660808201528160a08201520190611731565b8181029291811591840414171561192b57565b909160ff1660018114611e115760028114611e005760038103611dd35750611d2190611e1b565b611d2f819493929493611e1b565b601f81949392949314611dca575b601f1480611dc0575b611db7575b80610168029061016882040361192b5782601e0292601e84040361192b57611d7692611b7d91611961565b9080610168029061016882040361192b57611d909161191e565b82601e0292601e84040361192b57611db092611dab9161191e565b61191e565b9061016890565b601e9150611d4b565b50601e8514611d46565b601e9550611d3d565b7fdd5866660000000000000000000000000000000000000000000000000000000060005260045260246000fd5b50611e0a9161191e565b9061016d90565b50611db09161191e565b620afa6c810180911161192b5762023ab1810462023ab181029181159282810462023ab11484171561192b57611e509161191e565b61016d611e7e611e72611e676105b485048561191e565b618eac850490611961565b62023ab084049061191e565b04908161016d029061016d8204830361192b57611eaf611ea5611eb5938560021c90611961565b606485049061191e565b9061191e565b918260050260058104840361192b576002810180911161192b576099900492836099029060998204850361192b576002820180921161192b576005611efb92049061191e565b6001810180911161192b57926000600a821015611f6157506003810180911161192b57905b8194610190820291820461019014171561192b57611f43600291611f5594611961565b9111611f585760ff60015b1690611961565b92565b60ff6000611f4e565b6008198201918211611f74575090611f20565b80634e487b7160e01b602492526011600452fd",
}

// Discounts is an auto generated Go binding around an Ethereum contract.
type Discounts struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Discounts) GetABI() abi.ABI {
	return c.abi
}

// NewDiscounts creates a new instance of Discounts.
func NewDiscounts() *Discounts {
	parsed, err := DiscountsMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Discounts{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Discounts) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address companies, address lots, address cash, address rules, (uint32,uint40,uint32) clock_) returns()
func (discounts *Discounts) PackConstructor(companies common.Address, lots common.Address, cash common.Address, rules common.Address, clock_ ClockParams) []byte {
	enc, err := discounts.abi.Pack("", companies, lots, cash, rules, clock_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (discounts *Discounts) PackClock() []byte {
	enc, err := discounts.abi.Pack("clock")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (discounts *Discounts) TryPackClock() ([]byte, error) {
	return discounts.abi.Pack("clock")
}

// UnpackClock is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x91ddadf4.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (discounts *Discounts) UnpackClock(data []byte) (ClockParams, error) {
	out, err := discounts.abi.Unpack("clock", data)
	if err != nil {
		return *new(ClockParams), err
	}
	out0 := *abi.ConvertType(out[0], new(ClockParams)).(*ClockParams)
	return out0, nil
}

// PackIsClosed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc465836f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isClosed(uint32 company, bytes32 quote) view returns(bool)
func (discounts *Discounts) PackIsClosed(company uint32, quote [32]byte) []byte {
	enc, err := discounts.abi.Pack("isClosed", company, quote)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsClosed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc465836f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isClosed(uint32 company, bytes32 quote) view returns(bool)
func (discounts *Discounts) TryPackIsClosed(company uint32, quote [32]byte) ([]byte, error) {
	return discounts.abi.Pack("isClosed", company, quote)
}

// UnpackIsClosed is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc465836f.
//
// Solidity: function isClosed(uint32 company, bytes32 quote) view returns(bool)
func (discounts *Discounts) UnpackIsClosed(data []byte) (bool, error) {
	out, err := discounts.abi.Unpack("isClosed", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackPriceOn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdce2e003.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function priceOn((uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, uint32 day) view returns((uint48,uint48,uint32))
func (discounts *Discounts) PackPriceOn(quote Quote, day uint32) []byte {
	enc, err := discounts.abi.Pack("priceOn", quote, day)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPriceOn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdce2e003.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function priceOn((uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, uint32 day) view returns((uint48,uint48,uint32))
func (discounts *Discounts) TryPackPriceOn(quote Quote, day uint32) ([]byte, error) {
	return discounts.abi.Pack("priceOn", quote, day)
}

// UnpackPriceOn is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdce2e003.
//
// Solidity: function priceOn((uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, uint32 day) view returns((uint48,uint48,uint32))
func (discounts *Discounts) UnpackPriceOn(data []byte) (Price, error) {
	out, err := discounts.abi.Unpack("priceOn", data)
	if err != nil {
		return *new(Price), err
	}
	out0 := *abi.ConvertType(out[0], new(Price)).(*Price)
	return out0, nil
}

// PackTakeQuote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97629bd2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function takeQuote((uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, (address,uint64,uint40,bytes,bytes) bank, (uint32,bytes32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (discounts *Discounts) PackTakeQuote(quote Quote, bank Auth, act TakeQuote, auth Auth) []byte {
	enc, err := discounts.abi.Pack("takeQuote", quote, bank, act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTakeQuote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97629bd2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function takeQuote((uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, (address,uint64,uint40,bytes,bytes) bank, (uint32,bytes32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (discounts *Discounts) TryPackTakeQuote(quote Quote, bank Auth, act TakeQuote, auth Auth) ([]byte, error) {
	return discounts.abi.Pack("takeQuote", quote, bank, act, auth)
}

// PackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function today() view returns(uint32)
func (discounts *Discounts) PackToday() []byte {
	enc, err := discounts.abi.Pack("today")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function today() view returns(uint32)
func (discounts *Discounts) TryPackToday() ([]byte, error) {
	return discounts.abi.Pack("today")
}

// UnpackToday is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb74e452b.
//
// Solidity: function today() view returns(uint32)
func (discounts *Discounts) UnpackToday(data []byte) (uint32, error) {
	out, err := discounts.abi.Unpack("today", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackWithdrawQuote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87ba0ed1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdrawQuote((uint32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (discounts *Discounts) PackWithdrawQuote(act WithdrawQuote, auth Auth) []byte {
	enc, err := discounts.abi.Pack("withdrawQuote", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdrawQuote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87ba0ed1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdrawQuote((uint32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (discounts *Discounts) TryPackWithdrawQuote(act WithdrawQuote, auth Auth) ([]byte, error) {
	return discounts.abi.Pack("withdrawQuote", act, auth)
}

// DiscountsDiscounted represents a Discounted event raised by the Discounts contract.
type DiscountsDiscounted struct {
	Obligation *big.Int
	Bank       uint32
	Holder     uint32
	Price      Price
	Quote      Quote
	Id         [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const DiscountsDiscountedEventName = "Discounted"

// ContractEventName returns the user-defined event name.
func (DiscountsDiscounted) ContractEventName() string {
	return DiscountsDiscountedEventName
}

// UnpackDiscountedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Discounted(uint256 indexed obligation, uint32 indexed bank, uint32 indexed holder, (uint48,uint48,uint32) price, (uint32,uint256,uint48,uint48,uint48,uint32,uint32,uint8,bool,uint32,uint32,string,uint64) quote, bytes32 id)
func (discounts *Discounts) UnpackDiscountedEvent(log *types.Log) (*DiscountsDiscounted, error) {
	event := "Discounted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != discounts.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DiscountsDiscounted)
	if len(log.Data) > 0 {
		if err := discounts.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range discounts.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// DiscountsQuoteWithdrawn represents a QuoteWithdrawn event raised by the Discounts contract.
type DiscountsQuoteWithdrawn struct {
	Bank  uint32
	Quote [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const DiscountsQuoteWithdrawnEventName = "QuoteWithdrawn"

// ContractEventName returns the user-defined event name.
func (DiscountsQuoteWithdrawn) ContractEventName() string {
	return DiscountsQuoteWithdrawnEventName
}

// UnpackQuoteWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event QuoteWithdrawn(uint32 indexed bank, bytes32 indexed quote)
func (discounts *Discounts) UnpackQuoteWithdrawnEvent(log *types.Log) (*DiscountsQuoteWithdrawn, error) {
	event := "QuoteWithdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != discounts.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DiscountsQuoteWithdrawn)
	if len(log.Data) > 0 {
		if err := discounts.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range discounts.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (discounts *Discounts) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], discounts.abi.Errors["AlreadyDue"].ID.Bytes()[:4]) {
		return discounts.UnpackAlreadyDueError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["BadClock"].ID.Bytes()[:4]) {
		return discounts.UnpackBadClockError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["BadField"].ID.Bytes()[:4]) {
		return discounts.UnpackBadFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["NotAddressee"].ID.Bytes()[:4]) {
		return discounts.UnpackNotAddresseeError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["OtherQuote"].ID.Bytes()[:4]) {
		return discounts.UnpackOtherQuoteError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["ProceedsBelow"].ID.Bytes()[:4]) {
		return discounts.UnpackProceedsBelowError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["QuoteClosed"].ID.Bytes()[:4]) {
		return discounts.UnpackQuoteClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["QuoteExpired"].ID.Bytes()[:4]) {
		return discounts.UnpackQuoteExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["RegistrationNeeded"].ID.Bytes()[:4]) {
		return discounts.UnpackRegistrationNeededError(raw[4:])
	}
	if bytes.Equal(raw[:4], discounts.abi.Errors["UnknownDayCount"].ID.Bytes()[:4]) {
		return discounts.UnpackUnknownDayCountError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// DiscountsAlreadyDue represents a AlreadyDue error raised by the Discounts contract.
type DiscountsAlreadyDue struct {
	Due   uint32
	Today uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyDue(uint32 due, uint32 today)
func DiscountsAlreadyDueErrorID() common.Hash {
	return common.HexToHash("0x5a1499af98115b94d1ce80da492e8ea88d640d46f38f131eb264cca509474624")
}

// UnpackAlreadyDueError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyDue(uint32 due, uint32 today)
func (discounts *Discounts) UnpackAlreadyDueError(raw []byte) (*DiscountsAlreadyDue, error) {
	out := new(DiscountsAlreadyDue)
	if err := discounts.abi.UnpackIntoInterface(out, "AlreadyDue", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsBadClock represents a BadClock error raised by the Discounts contract.
type DiscountsBadClock struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadClock()
func DiscountsBadClockErrorID() common.Hash {
	return common.HexToHash("0xa71662d361008e622253311abdb42f0ed5642ee066053b450342071be598bfec")
}

// UnpackBadClockError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadClock()
func (discounts *Discounts) UnpackBadClockError(raw []byte) (*DiscountsBadClock, error) {
	out := new(DiscountsBadClock)
	if err := discounts.abi.UnpackIntoInterface(out, "BadClock", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsBadField represents a BadField error raised by the Discounts contract.
type DiscountsBadField struct {
	Field [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadField(bytes32 field)
func DiscountsBadFieldErrorID() common.Hash {
	return common.HexToHash("0xa611436b6a7f024ff44bd2c7f7b186e4fee087cfa3b1b9baabbb36e44e51fcc8")
}

// UnpackBadFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadField(bytes32 field)
func (discounts *Discounts) UnpackBadFieldError(raw []byte) (*DiscountsBadField, error) {
	out := new(DiscountsBadField)
	if err := discounts.abi.UnpackIntoInterface(out, "BadField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsNotAddressee represents a NotAddressee error raised by the Discounts contract.
type DiscountsNotAddressee struct {
	Holder uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAddressee(uint32 holder)
func DiscountsNotAddresseeErrorID() common.Hash {
	return common.HexToHash("0x538accf4d563ac4ebd9c0da360c23fd9e7a6a0e587d7687779d498aee153853a")
}

// UnpackNotAddresseeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAddressee(uint32 holder)
func (discounts *Discounts) UnpackNotAddresseeError(raw []byte) (*DiscountsNotAddressee, error) {
	out := new(DiscountsNotAddressee)
	if err := discounts.abi.UnpackIntoInterface(out, "NotAddressee", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsOtherQuote represents a OtherQuote error raised by the Discounts contract.
type DiscountsOtherQuote struct {
	Quote [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherQuote(bytes32 quote)
func DiscountsOtherQuoteErrorID() common.Hash {
	return common.HexToHash("0x23b83176ed1db204cc8698742b8debf987180b41c7385c308f004f23d84e42bb")
}

// UnpackOtherQuoteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherQuote(bytes32 quote)
func (discounts *Discounts) UnpackOtherQuoteError(raw []byte) (*DiscountsOtherQuote, error) {
	out := new(DiscountsOtherQuote)
	if err := discounts.abi.UnpackIntoInterface(out, "OtherQuote", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsProceedsBelow represents a ProceedsBelow error raised by the Discounts contract.
type DiscountsProceedsBelow struct {
	Proceeds *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ProceedsBelow(uint48 proceeds)
func DiscountsProceedsBelowErrorID() common.Hash {
	return common.HexToHash("0x71263a163cfe43638dd5d1cb3c2ea6787db6bae3d5c371c2bc13eaa0a5355a85")
}

// UnpackProceedsBelowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ProceedsBelow(uint48 proceeds)
func (discounts *Discounts) UnpackProceedsBelowError(raw []byte) (*DiscountsProceedsBelow, error) {
	out := new(DiscountsProceedsBelow)
	if err := discounts.abi.UnpackIntoInterface(out, "ProceedsBelow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsQuoteClosed represents a QuoteClosed error raised by the Discounts contract.
type DiscountsQuoteClosed struct {
	Quote [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error QuoteClosed(bytes32 quote)
func DiscountsQuoteClosedErrorID() common.Hash {
	return common.HexToHash("0x90fa1598eddf5c8a70f37a364d92d0ed66ed80a3582b62fe342abe9f44d43c10")
}

// UnpackQuoteClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error QuoteClosed(bytes32 quote)
func (discounts *Discounts) UnpackQuoteClosedError(raw []byte) (*DiscountsQuoteClosed, error) {
	out := new(DiscountsQuoteClosed)
	if err := discounts.abi.UnpackIntoInterface(out, "QuoteClosed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsQuoteExpired represents a QuoteExpired error raised by the Discounts contract.
type DiscountsQuoteExpired struct {
	Until uint32
	Today uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error QuoteExpired(uint32 until, uint32 today)
func DiscountsQuoteExpiredErrorID() common.Hash {
	return common.HexToHash("0x1ddf63035d9a46a50e97c0a2e77e9ff5ad4102db090e14d3de14009e3e440a9a")
}

// UnpackQuoteExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error QuoteExpired(uint32 until, uint32 today)
func (discounts *Discounts) UnpackQuoteExpiredError(raw []byte) (*DiscountsQuoteExpired, error) {
	out := new(DiscountsQuoteExpired)
	if err := discounts.abi.UnpackIntoInterface(out, "QuoteExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsRegistrationNeeded represents a RegistrationNeeded error raised by the Discounts contract.
type DiscountsRegistrationNeeded struct {
	Rule [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RegistrationNeeded(bytes32 rule)
func DiscountsRegistrationNeededErrorID() common.Hash {
	return common.HexToHash("0xc4a4577a1be41b22429e69853cb01d0a1ce28dea6d2ef9fe7ed2dd1ce2985771")
}

// UnpackRegistrationNeededError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RegistrationNeeded(bytes32 rule)
func (discounts *Discounts) UnpackRegistrationNeededError(raw []byte) (*DiscountsRegistrationNeeded, error) {
	out := new(DiscountsRegistrationNeeded)
	if err := discounts.abi.UnpackIntoInterface(out, "RegistrationNeeded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DiscountsUnknownDayCount represents a UnknownDayCount error raised by the Discounts contract.
type DiscountsUnknownDayCount struct {
	DayCount uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownDayCount(uint8 dayCount)
func DiscountsUnknownDayCountErrorID() common.Hash {
	return common.HexToHash("0xdd5866663fbb69338264a843e59354509160bd0ca149faafaef8a18be5a9d531")
}

// UnpackUnknownDayCountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownDayCount(uint8 dayCount)
func (discounts *Discounts) UnpackUnknownDayCountError(raw []byte) (*DiscountsUnknownDayCount, error) {
	out := new(DiscountsUnknownDayCount)
	if err := discounts.abi.UnpackIntoInterface(out, "UnknownDayCount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsMetaData contains all meta data concerning the Lots contract.
var LotsMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractICompanies\",\"name\":\"companies\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"addr\",\"type\":\"address\"},{\"internalType\":\"uint8\",\"name\":\"verbs\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"number\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"marks\",\"type\":\"uint8\"}],\"internalType\":\"structModule[]\",\"name\":\"modules\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"clock_\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structAcceptTransfer\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"acceptTransfer\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"clock\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"components\":[{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"cutoff\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint8\",\"name\":\"answerDays\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"flags\",\"type\":\"uint8\"}],\"internalType\":\"structObligation\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"create\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"credit\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"name\":\"end\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end_\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"}],\"name\":\"hand\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"lapse\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end_\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"other\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"name\":\"lock\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"lotOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"},{\"internalType\":\"uint40\",\"name\":\"head\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"other\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"marks\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"}],\"internalType\":\"structLot\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint8\",\"name\":\"set\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"clear\",\"type\":\"uint8\"}],\"name\":\"mark\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"right\",\"type\":\"uint48\"}],\"internalType\":\"structMerge\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"merge\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"}],\"name\":\"obligationOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"cutoff\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint8\",\"name\":\"answerDays\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"flags\",\"type\":\"uint8\"}],\"internalType\":\"structObligation\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"owing\",\"outputs\":[{\"internalType\":\"uint48\",\"name\":\"\",\"type\":\"uint48\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"name\":\"pay\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"proposalOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"by\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"name\":\"record\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint40\",\"name\":\"id\",\"type\":\"uint40\"}],\"name\":\"recordOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint40\",\"name\":\"next\",\"type\":\"uint40\"},{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"by\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"internalType\":\"structRecord\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structRejectTransfer\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"rejectTransfer\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"rightsOf\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"verbs\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"number\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"marks\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"middle\",\"type\":\"uint48\"}],\"internalType\":\"structSplit\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"split\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"today\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"bool\",\"name\":\"recourse\",\"type\":\"bool\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"terms\",\"type\":\"bytes32\"}],\"internalType\":\"structTransfer\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"immediate\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"outcome\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"}],\"name\":\"unlock\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structWithdrawTransfer\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"withdrawTransfer\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"outcome\",\"type\":\"uint8\"}],\"name\":\"Answered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"cutoff\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"}],\"name\":\"Created\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"name\":\"Credited\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"middle\",\"type\":\"uint48\"}],\"name\":\"Divided\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"name\":\"Ended\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"marks\",\"type\":\"uint8\"}],\"name\":\"Marked\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"right\",\"type\":\"uint48\"}],\"name\":\"Merged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"name\":\"Paid\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"by\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"other\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"name\":\"Proposed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":true,\"internalType\":\"uint40\",\"name\":\"record\",\"type\":\"uint40\"},{\"components\":[{\"internalType\":\"uint40\",\"name\":\"next\",\"type\":\"uint40\"},{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"by\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"}],\"indexed\":false,\"internalType\":\"structRecord\",\"name\":\"entry\",\"type\":\"tuple\"}],\"name\":\"Recorded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"to\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"start\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"}],\"name\":\"Transferred\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"cutoff\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"today\",\"type\":\"uint32\"}],\"name\":\"AfterCutoff\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"most\",\"type\":\"uint256\"}],\"name\":\"BadAmount\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadClock\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"latest\",\"type\":\"uint32\"}],\"name\":\"BadUntil\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"}],\"name\":\"Exists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"Lapsed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"obligation\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"}],\"name\":\"NoLot\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"addressee\",\"type\":\"uint32\"}],\"name\":\"NotAddressee\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"uint8\",\"name\":\"verb\",\"type\":\"uint8\"}],\"name\":\"NotAllowed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"name\":\"NotFree\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"holder\",\"type\":\"uint32\"}],\"name\":\"NotHolder\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint48\",\"name\":\"lot\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"end\",\"type\":\"uint48\"}],\"name\":\"NotInLot\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"NotLapsed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotMergeable\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"marks\",\"type\":\"uint8\"}],\"name\":\"OnHold\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"open\",\"type\":\"bytes32\"}],\"name\":\"OtherProposal\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"name\":\"PaymentBegun\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ThroughModule\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ToSelf\",\"type\":\"error\"}]",
	ID:  "c528f4d16268bb3086d863a78c7f974f6a",
	Bin: "0x6101006040523461025a57613e188038038061001a816102f3565b9283398101908082039060a0821261025a578051916001600160a01b038316830361025a5760208201516001600160401b03811161025a57820184601f8201121561025a578051906001600160401b03821161025f5761007f60208360051b016102f3565b9560208088858152019360071b8301019181831161025a57602001925b8284106102755750505050606090603f19011261025a5760405190606082016001600160401b0381118382101761025f576040526100dc60408201610326565b825260608101519164ffffffffff83169182840361025a576080610107916020840195865201610326565b9163ffffffff60408301938085521615908115610250575b5061023f5763ffffffff928364ffffffffff925116608052511660a052511660c05260e05260005b81518110156101d4578061015d60019284610337565b51828060a01b0361016e8386610337565b5151166000526004602052604060002090838060a01b0381511690825460ff60a01b602083015160a01b169060ff60a81b604084015160a81b1692606060ff60b01b91015160b01b169360ff60b01b1991888060b01b0319161716171717905501610147565b604051613ab6908161036282396080518181816111a40152612bda015260a0518181816111e80152612bfb015260c05181818161120f0152612c29015260e05181818161026201528181610ce4015281816114e10152818161176a01528181611ef001526121340152f35b63a71662d360e01b60005260046000fd5b905042103861011f565b600080fd5b634e487b7160e01b600052604160045260246000fd5b60808483031261025a5760405190608082016001600160401b0381118382101761025f576040528451906001600160a01b038216820361025a5782602092608094526102c2838801610318565b838201526102d260408801610318565b60408201526102e360608801610318565b606082015281520193019261009c565b6040519190601f01601f191682016001600160401b0381118382101761025f57604052565b519060ff8216820361025a57565b519063ffffffff8216820361025a57565b805182101561034b5760209160051b010190565b634e487b7160e01b600052603260045260246000fdfe6080604052600436101561001257600080fd5b6000803560e01c806313feac3f146125545780631bbcfd2f146124415780634a080261146123a457806358c88f8f1461225f5780635da1f60814611faf578063700e9bd514611dbf57806371abf0f3146119585780637a4a40c9146116015780637da22a291461124757806391ddadf41461117257806391f243fa146110dc578063984886b514610f63578063999e741714610abb5780639a9a4f4614610a305780639e9aa9f7146109bc578063a17da0bb1461088a578063a1a527f51461084c578063a97a46d8146106e0578063b1a2b321146105bc578063b74e452b14610593578063bc51980e14610544578063bcd72ddc1461044c578063e5a51797146103535763f72c13161461012557600080fd5b3461035057610133366126ac565b9061013d81612863565b60208201359060408301936101518561289e565b9160608501359264ffffffffff61016a602085016128b1565b67ffffffffffffffff61017f604087016128c6565b9165ffffffffffff6040519563ffffffff60208801987f0265958dfc3bb84f6621ccf2992d11646172c149a15f36c983251659a24fcc7c8a521660408801528a60608801521660808601528760a08601521660c08401521660e082015260e081526101ec61010082612793565b51902093610203836101fd8861289e565b86612c60565b94608086019163ffffffff83511663ffffffff61021f83612863565b16810361033e57508891610234602092612863565b90610255604051968793849363975db20960e01b8552339160048601612a19565b0381846001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af18015610331576103019765ffffffffffff946102a592610304575b5061289e565b91600160c0880152528660a08601528661010086015216808360301b179283875260056020528660408120557fa0dd092779b3f4fccd8b8f28bc757ef55c68be1134b8a10eb86768e91d1dd862602060405160028152a461399b565b80f35b6103259060203d60201161032a575b61031d8183612793565b8101906128d8565b61029f565b503d610313565b50604051903d90823e3d90fd5b6314e2b33d60e21b8a52600452602489fd5b80fd5b50346103505760c03660031901126103505760043590610371612642565b9161037a6126ec565b906064359163ffffffff831680930361044857610395612686565b9060a4359165ffffffffffff8316809303610444576103b2612e78565b506103bd8785612ef0565b9460ff60c0870151166002811161043257509565ffffffffffff9363ffffffff82999481610427956103019b60ff6103f3612bd8565b94604051986104018a61270c565b8952166020880152604087015216606085015216608083015260a0820152858386613750565b169060301b1761399b565b63dc433d4b60e01b8852600452602487fd5b8580fd5b8380fd5b503461035057608036600319011261035057600435610469612642565b906104726126ec565b61047a6126fc565b92610483612e00565b50338552600460205260ff80604087205460b01c1619858417161661052c576104ac8184612ef0565b9360ff60c0860151166002811161051a57507f8bec04ee17dd00c9d15d397bb4ae2ea5183c42d3c0d5e1a9f9932becf1821bbf9261050e65ffffffffffff60209460ff809560e08b019582875116179019161684521696878760301b1761399b565b5116604051908152a380f35b63dc433d4b60e01b8752600452602486fd5b604485637d93054f60e01b8152336004526003602452fd5b503461035057604036600319011261035057610583602091604061057d6004359261056d612642565b9281858593528088522093612ef0565b916136f7565b65ffffffffffff60405191168152f35b503461035057806003193601126103505760206105ae612bd8565b63ffffffff60405191168152f35b5034610350576020366003190112610350576105d66127e6565b5060043581528060205260409020604051906105f18261273e565b5465ffffffffffff811691828152602081018260301c65ffffffffffff168152604082018360601c63ffffffff168152606083018460801c63ffffffff16815260808401908560a01c63ffffffff16825260a08501928660c01c61ffff16845260c08601948760d01c61ffff16865260e08701968860e01c60ff168852610100019760e81c60ff1688526040519889525165ffffffffffff1660208901525163ffffffff1660408801525163ffffffff1660608701525163ffffffff1660808601525161ffff1660a08501525161ffff1660c08401525160ff1660e08301525160ff1661010082015261012090f35b50346103505760a036600319011261035057600435906106fe612642565b916044359261070b6126fc565b90610714612686565b9261071d612d11565b50610729868383613360565b92610100840190601060ff835116106108345760ff1690600182036107c857505060e0830151600781166107b3575080855284602052604085209565ffffffffffff61077685858a6136f7565b16610794576103019596509061078f83928584846134ac565b61322a565b60248665ffffffffffff895460301c166321cd9a2360e11b8252600452fd5b635595a95b60e11b865260ff16600452602485fd5b8495509286610301979894600160c065ffffffffffff959801528160808901528160a08901525216907fa0dd092779b3f4fccd8b8f28bc757ef55c68be1134b8a10eb86768e91d1dd8626020838360301b1795868a5260058252896040812055604051908152a461399b565b604487637d93054f60e01b8152336004526002602452fd5b503461035057604036600319011261035057604060209165ffffffffffff610872612642565b1660043560301b178152600583522054604051908152f35b503461035057604036600319011261035057600435906108a8612642565b916108b1612d89565b60ff8260601c9116036109a45765ffffffffffff928183528260205260408320906108e68254868160301c1696879116612a7c565b9465ffffffffffff82168015908115610992575b50610977579061095961092f827f60c41f61c0bc06572914d3373a4aba578b1eb758de956f59b496e39da7d301c59594612ab0565b83546bffffffffffff0000000000001916603082901b6bffffffffffff0000000000001617909355565b6040805165ffffffffffff928316815292909116602083015290a280f35b60248565ffffffffffff886359cdf26960e11b835216600452fd5b905065ffffffffffff871610386108fa565b604482637d93054f60e01b8152336004526005602452fd5b5034610350576040366003190112610350576004356109d9612642565b916109e2612d89565b60ff8360601c911603610a1857604065ffffffffffff610a028585612ace565b63ffffffff849392935193168352166020820152f35b80637d93054f60e01b60449252336004526005602452fd5b5034610350576020366003190112610350576004356001600160a01b038116809103610ab75781604091606093526004602052208160405191610a7283612777565b546001600160a01b038116835260ff8160a01c169283602082015260ff808360a81c169283604084015260b01c16928391015260405192835260208301526040820152f35b5080fd5b50346103505736600319016101408112610ab7576101201361035057610124359067ffffffffffffffff82116103505781600401908236039060a06003198301126103505760405191610b0d8361273e565b60043563ffffffff81168103610f21578352602435916020840193838552610b3361265c565b9460408201958652610b43612671565b91606081019283526084359765ffffffffffff89168903610f255760808201988952610b6d612699565b9460a0830195865260c435978815158903610ab75760c0840198895260e43563ffffffff81168103610f215760e08501526101043561010085015281528060205260408120610bc8855165ffffffffffff8c511690836133ef565b9b63ffffffff88511663ffffffff86511614610f3b57610c048b8d65ffffffffffff89519251168565ffffffffffff808d511693511693612fe9565b9863ffffffff8a511663ffffffff8751168103610f29575084356001600160a01b038116809103610f2557159182610ee4575b505015610ed557815b845163ffffffff16885163ffffffff169c835460601c63ffffffff16905165ffffffffffff16895165ffffffffffff16610c7991612a7c565b916040519e8f917f40cf9c02000000000000000000000000000000000000000000000000000000008352600483015260248201526044015265ffffffffffff1660648d015260848c01523360a48c015260c48b0160e090528a60e48101610ce0908561294a565b038b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169181855a94602095f19a8b15610eca57829b610e8d575b508a15610d65575050505091610d5b95939163ffffffff65ffffffffffff8060209b9896519751169251169251169351151594613292565b6040519015158152f35b63ffffffff9098979593969498549b169660ff8c60e01c16880163ffffffff8111610e79578063ffffffff80929e60a01c169182911611610e71575b5060e087015163ffffffff1680610e6b57508b975b63ffffffff8916908110908115610e5b575b50610e29575160209b50610e0f9998979695949392610e0992509015610e145763ffffffff65ffffffffffff8060029a5b519b5116945116945116956135ee565b96613514565b610d5b565b63ffffffff65ffffffffffff8060019a610df9565b60248263ffffffff8e7f1703928d00000000000000000000000000000000000000000000000000000000835216600452fd5b905063ffffffff8d161038610dc8565b97610db6565b9b5038610da1565b602483634e487b7160e01b81526011600452fd5b909a506020813d602011610ec2575b81610ea960209383612793565b81010312610ab757518015158103610ab7579938610d23565b3d9150610e9c565b6040513d84823e3d90fd5b610edf83856135ee565b610c40565b608481013592509060221901821215610448570160048101359067ffffffffffffffff8211610448576024823603910113610f2157153880610c37565b8280fd5b8480fd5b6329707a9560e21b8552600452602484fd5b6004837fcec0c40b000000000000000000000000000000000000000000000000000000008152fd5b503461035057606036600319011261035057600435610f80612642565b90610f896126ec565b3384526004602052604084206040805191610fa383612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff84830195818160a81c16875260b01c1691015216156110c45760ff9051168260601c036110ac57610ff48383612ef0565b9260c084019160ff83511660018114801590611089575b61051a575060e08501516007811661107457509161106a65ffffffffffff60209360ff7fec9bd558777ae304bec8f9f7e82bc797eb9913431cc70392505a656d2974ff0196611059896135cd565b168094521695868660301b1761399b565b604051908152a380f35b635595a95b60e11b875260ff16600452602486fd5b5060ff8216600381141590816110a0575b5061100b565b6004915014153861109a565b604484637d93054f60e01b8152336004526006602452fd5b604485637d93054f60e01b8152336004526006602452fd5b50346103505761010036600319011261035057600435906110fb612642565b9161110461265c565b61110c612671565b91611115612686565b61111d612699565b9160c4359360ff851680860361116e57601090611138612d11565b5010610834578761114d610301989984612ef0565b508289528860205261116860e43597838360408d2087612fe9565b92613514565b8780fd5b5034610350578060031936011261035057604080516111908161275b565b8281528260208201520152606063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001663ffffffff6040516111d58161275b565b82815264ffffffffff60406020830192827f00000000000000000000000000000000000000000000000000000000000000001684520191837f00000000000000000000000000000000000000000000000000000000000000001683526040519485525116602084015251166040820152f35b503461035057611256366126ac565b9061126081612863565b916020820135916040810190856112768361289e565b9564ffffffffff606084019767ffffffffffffffff6112948a61289e565b65ffffffffffff6112a760208b016128b1565b91816112b560408d016128c6565b9563ffffffff6040519960208b019b507fcd22f342839017a950efddf2a59146b6bd4fd88b89a097c9d5a77af77e1c41a58c521660408a01528d60608a01521660808801521660a08601521660c08401521660e082015260e0815261131c61010082612793565b519020906113298361289e565b876113338861289e565b61133d8389612ef0565b92611347896135cd565b8860301b9165ffffffffffff81168a60408286179687815260016020522091604051926113738461273e565b549063ffffffff8216845261140984602081019665ffffffffffff8560201c16885265ffffffffffff8560501c166040830152606082019564ffffffffff8660801c16875263ffffffff8660a81c16608084015263ffffffff8660c81c1660a084015260ff8660e81c1660c084015260e083019560ff8160f01c16875260f81c6101008401526114048d8b8361392e565b61392e565b65ffffffffffff60208a01511614928315936115e9575b5082156115d1575b5081156115b7575b5061158f5763ffffffff94939265ffffffffffff61148293818f945116935016178c52600160205260408c209069ffffffffffff0000000082549160201b169069ffffffffffff000000001916179055565b89526001602052886040812055511663ffffffff61149f83612863565b16810361157d5750906114b3602092612863565b906114d4604051958693849363975db20960e01b85523391600486016129d9565b0381886001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af19081156115725761154d61154765ffffffffffff927fc163736034510e0b582fabfd80b1fbacad5dc1129686840e5480fc106f79b6399560209561155c575061289e565b9561289e565b9481604051961686521693a380f35b61032590863d881161032a5761031d8183612793565b6040513d87823e3d90fd5b6329707a9560e21b8852600452602487fd5b60048c7f990dd717000000000000000000000000000000000000000000000000000000008152fd5b905064ffffffffff80606088015116915116141538611430565b90915060ff8060e08901511691511614159038611428565b90925063ffffffff8089511691511614159138611420565b503461035057611610366126ac565b60408201929160208101356116248561289e565b916116356060820135809484613360565b90610100820196601060ff89511610156119495763ffffffff60808401511663ffffffff61166284612863565b16810361193757508387528660205261168860408820856116828461289e565b916133ef565b9563ffffffff60a0850151168063ffffffff89161161190c575060e0840151600781166118f757506116b983612863565b6116c28361289e565b64ffffffffff6116d4602085016128b1565b67ffffffffffffffff6116e9604087016128c6565b9165ffffffffffff6040519563ffffffff60208801987ff684d741a7661a3e27ef9d76a7ede327724af98cdcb5b4ba08591aa138a748588a521660408801528c60608801521660808601528b60a08601521660c08401521660e082015260e0815261175661010082612793565b519020602063ffffffff6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016936117ff61179788612863565b916117b665ffffffffffff868c0151166117b08a61289e565b90612a7c565b9565ffffffffffff604051978896879663975db20960e01b885216600487015260016024870152166044850152606484015233608484015260c060a484015260c483019061294a565b03818c865af180156118ec576118cf575b5063ffffffff845116813b156118cb5788906024604051809481937fd730705400000000000000000000000000000000000000000000000000000000835260048301525afa80156118c0576118a2575b50611881600260ff610301999a511614958461187b8461289e565b876134ac565b61189c6118966118908361289e565b9261289e565b92612863565b93613292565b600260ff896118b76103019b61188195612793565b99505050611860565b6040513d8a823e3d90fd5b8880fd5b6118e79060203d60201161032a5761031d8183612793565b611810565b6040513d8b823e3d90fd5b635595a95b60e11b895260ff16600452602488fd5b7faabd2819000000000000000000000000000000000000000000000000000000008952600452602488fd5b6314e2b33d60e21b8852600452602487fd5b600487633862c4b760e21b8152fd5b503461035057610160366003190112610350576004356024359063ffffffff8216809203610f2157610120366043190112610f21573383526004602052604083206001604051916119a883612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff6040830195818160a81c16875260b01c169101521615611da85760ff9051168160601c03611d915765ffffffffffff6119ff612874565b16158015611d79575b611d60578083528260205265ffffffffffff604084205416611d355780835282602052604083209065ffffffffffff611a3f612874565b1665ffffffffffff19835416178255611a83611a59612889565b83546bffffffffffff000000000000191660309190911b6bffffffffffff00000000000016178355565b611a8b61282a565b825473ffffffff00000000000000000000000000000000611aaa61283d565b60801b1677ffffffff0000000000000000000000000000000000000000611acf612850565b60a01b169079ffff000000000000000000000000000000000000000000000000611af7612a59565b60c01b16917bffff0000000000000000000000000000000000000000000000000000611b21612a6a565b60d01b1693610124359260ff84168403611d31577fffffffffffff0000ffffffffffffffffffffffffffffffffffffffffffffffff7fffffffff0000ffffffffffffffffffffffffffffffffffffffffffffffffffff927fffffffffffffffff000000000000000000000000ffffffffffffffffffffffff6fffffffff0000000000000000000000007cff00000000000000000000000000000000000000000000000000000000887fffffff00ffffffffffffffffffffffffffffffffffffffffffffffffffffffff995060e01b169a60601b1691161716171617161717178255610144359160ff83168303610f25578265ffffffffffff935060ff60e81b1960ff60e81b83549260e81b1691161790558060301b84526001602052604084208363ffffffff19825416178155611c7f611c59612874565b825469ffffffffffff00000000191660209190911b69ffffffffffff0000000016178255565b7d01000000000000000000000000000000000000000000000000000000000060ff60e81b198254161790557f94f7bd10a349ac649a0b6273f867b456b8e6a3fd3de67bf56f17048d5b45298d60a063ffffffff611cda61282a565b61ffff611ce5612874565b81611cee61283d565b85611cf7612850565b81611d00612a59565b93611d09612a6a565b966040519e8f911690521660208d01521660408b01521660608901521660808701521693a480f35b8a80fd5b7f6674b790000000000000000000000000000000000000000000000000000000008352600452602482fd5b6024836359cdf26960e11b815265ffffffffffff600452fd5b5065ffffffffffff611d89612889565b161515611a08565b604483637d93054f60e01b81523360045280602452fd5b604484637d93054f60e01b81523360045280602452fd5b503461035057611dce366126ac565b90611dd881612863565b6020820135906040830193611dec8561289e565b9160608501359264ffffffffff611e05602085016128b1565b67ffffffffffffffff611e1a604087016128c6565b9165ffffffffffff6040519563ffffffff60208801987f553041f026248b399e163551654cd6c82ec1baaf90b513ae4b25f23d25d887128a521660408801528a60608801521660808601528760a08601521660c08401521660e082015260e08152611e8761010082612793565b519020611e97836101fd8861289e565b9463ffffffff86511663ffffffff611eae83612863565b168103611f9d575090611ec2602092612863565b90611ee3604051948593849363975db20960e01b8552339160048601612a19565b0381896001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af18015611f92576103019565ffffffffffff92611f3292610304575061289e565b600160c08601528660808601528660a08601528661010086015216808360301b179283875260056020528660408120557fa0dd092779b3f4fccd8b8f28bc757ef55c68be1134b8a10eb86768e91d1dd862602060405160038152a461399b565b6040513d88823e3d90fd5b6329707a9560e21b8952600452602488fd5b503461035057611fbe366126ac565b611fc782612863565b91602081013591604082019185611fdd8461289e565b9564ffffffffff606084019767ffffffffffffffff611ffb8a61289e565b65ffffffffffff61200e60208a016128b1565b918161201c60408c016128c6565b9563ffffffff6040519960208b019b507f6097a28acb731a91ad9a8e121552c817b3b5380dabf3f0e9328fd26c83cd3c998c521660408a01528d60608a01521660808801521660a08601521660c08401521660e082015260e0815261208361010082612793565b5190206120986120928561289e565b86612ef0565b9163ffffffff83511663ffffffff6120af83612863565b168103611f9d5750858852876020526001604089205460e81c1615612250576120d78761289e565b65ffffffffffff806120e88861289e565b1691161180159061222f575b61220057879291612106602092612863565b90612127604051968793849363975db20960e01b85523391600486016129d9565b0381856001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af1928315610eca577f8c9b4f7a9cd2a5cb571c1a3952a8c7d31b9553624fc5719a68686d25c4b8e595946121e08465ffffffffffff6121d48a61154d976115479760209b859b506121e5575b508d60406121ae8261289e565b96848152808e5220858d6121ca6121c48c61289e565b9461289e565b9401511693612fe9565b91168960301b1761399b565b61289e565b6121fb908c3d8e1161032a5761031d8183612793565b6121a1565b6044888465ffffffffffff8060206122178b61289e565b930151169163394a15c160e11b845216600452602452fd5b506122398761289e565b65ffffffffffff80602086015116911610156120f4565b600488633862c4b760e21b8152fd5b503461035057604036600319011261035057612279612642565b6122816127e6565b5061228a6127e6565b5065ffffffffffff1660043560301b178152600160205260409020604051906122b28261273e565b5463ffffffff811691828152602081018260201c65ffffffffffff168152604082018360501c65ffffffffffff168152606083018460801c64ffffffffff16815260808401908560a81c63ffffffff16825260a08501928660c81c63ffffffff16845260c08601948760e81c60ff16865260e08701968860f01c60ff168852610100019760f81c88526040519889525165ffffffffffff1660208901525165ffffffffffff1660408801525164ffffffffff1660608701525163ffffffff1660808601525163ffffffff1660a08501525160ff1660c08401525160ff1660e08301525160ff1661010082015261012090f35b50346103505760c036600319011261035057600435906123c2612642565b916123cb61265c565b906123d4612671565b916123dd612686565b946124116123e9612699565b946123f2612c99565b506123fd8386612ef0565b508487528660205283836040892087612fe9565b9263ffffffff808551169716870361242e5761030195965061322a565b602486886329707a9560e21b8252600452fd5b50346103505760203660031901126103505760043564ffffffffff8116809103610ab757612550916040916124746127b5565b5061247d6127b5565b50815260026020522065ffffffffffff6040519161249a8361270c565b5464ffffffffff8116835260ff8160281c16602084015263ffffffff8160301c16604084015263ffffffff8160501c16606084015263ffffffff8160701c16608084015260901c1660a08201526040519182918291909160a065ffffffffffff8160c084019564ffffffffff815116855260ff602082015116602086015263ffffffff604082015116604086015263ffffffff606082015116606086015263ffffffff6080820151166080860152015116910152565b0390f35b50346103505760403660031901126103505760043590612572612642565b65ffffffffffff811690818460301b1790818452600560205261259b6040852054809287612c60565b926125a4612bd8565b9563ffffffff60a0860197818951169182911611156126175750856103019697600160c0880152816080880152528661010086015283875260056020528660408120557fa0dd092779b3f4fccd8b8f28bc757ef55c68be1134b8a10eb86768e91d1dd862602060405160048152a461399b565b7fd535eb12000000000000000000000000000000000000000000000000000000008752600452602486fd5b6024359065ffffffffffff8216820361265757565b600080fd5b6044359065ffffffffffff8216820361265757565b6064359065ffffffffffff8216820361265757565b6084359063ffffffff8216820361265757565b60a4359063ffffffff8216820361265757565b90600319820160a0811261265757608013612657576004916084359067ffffffffffffffff82116126575760a09082900360031901126126575760040190565b6044359060ff8216820361265757565b6064359060ff8216820361265757565b60c0810190811067ffffffffffffffff82111761272857604052565b634e487b7160e01b600052604160045260246000fd5b610120810190811067ffffffffffffffff82111761272857604052565b6060810190811067ffffffffffffffff82111761272857604052565b6080810190811067ffffffffffffffff82111761272857604052565b90601f8019910116810190811067ffffffffffffffff82111761272857604052565b604051906127c28261270c565b600060a0838281528260208201528260408201528260608201528260808201520152565b604051906127f38261273e565b6000610100838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201520152565b60843563ffffffff811681036126575790565b60a43563ffffffff811681036126575790565b60c43563ffffffff811681036126575790565b3563ffffffff811681036126575790565b60443565ffffffffffff811681036126575790565b60643565ffffffffffff811681036126575790565b3565ffffffffffff811681036126575790565b3567ffffffffffffffff811681036126575790565b3564ffffffffff811681036126575790565b9081602091031261265757516001600160a01b03811681036126575790565b9035601e198236030181121561265757016020813591019167ffffffffffffffff821161265757813603831361265757565b908060209392818452848401376000828201840152601f01601f1916010190565b80356001600160a01b038116809103612657578252602081013567ffffffffffffffff811680910361265757602083015260408101359164ffffffffff8316809303612657576129d69260408201526129c86129bd6129ac60608501856128f7565b60a0606086015260a0850191612929565b9260808101906128f7565b916080818503910152612929565b90565b906129d6949360c09363ffffffff6001600160a01b0393168452600160208501526000604085015260608401521660808201528160a0820152019061294a565b906129d6949360c09363ffffffff6001600160a01b0393168452608160208501526000604085015260608401521660808201528160a0820152019061294a565b60e43561ffff811681036126575790565b6101043561ffff811681036126575790565b9065ffffffffffff8091169116039065ffffffffffff8211612a9a57565b634e487b7160e01b600052601160045260246000fd5b9065ffffffffffff8091169116019065ffffffffffff8211612a9a57565b9091612ada8383612ef0565b91600260ff60c08501511611612ba857806000526000602052612b02838560406000206136f7565b9263ffffffff8151169465ffffffffffff851615612b9f5765ffffffffffff90612b4982604085019281612b398a82875116612ab0565b1684521693848660301b1761399b565b5116917fbe67f67e1233f28e7f02a7f77bd1a2e2be0af08ef6d90ed3dbebb4b841eae2e160405180612b9a63ffffffff8a1696898390929165ffffffffffff60209181604085019616845216910152565b0390a4565b50600093505050565b50905163ffffffff169150600090565b8115612bc2570490565b634e487b7160e01b600052601260045260246000fd5b7f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000004203428111612a9a57612c4e907f000000000000000000000000000000000000000000000000000000000000000090612bb8565b8101809111612a9a5763ffffffff1690565b90612c749291612c6e6127e6565b50613360565b90601060ff610100840151161015612c8857565b633862c4b760e21b60005260046000fd5b3360005260046020526040600020600260405191612cb683612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff6040830195818160a81c16875260b01c169101521615612cf7575160ff1690565b637d93054f60e01b60005233600452600160245260446000fd5b3360005260046020526040600020600460405191612d2e83612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff6040830195818160a81c16875260b01c169101521615612d6f575160ff1690565b637d93054f60e01b60005233600452600260245260446000fd5b3360005260046020526040600020602060405191612da683612777565b54916001600160a01b03831681528260a01c9060ff821683820152606060ff6040830195818160a81c16875260b01c169101521615612de6575160ff1690565b637d93054f60e01b60005233600452600560245260446000fd5b3360005260046020526040600020600860405191612e1d83612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff6040830195818160a81c16875260b01c169101521615612e5e575160ff1690565b637d93054f60e01b60005233600452600360245260446000fd5b3360005260046020526040600020601060405191612e9583612777565b54916001600160a01b03831681528260a01c9060ff82166020820152606060ff6040830195818160a81c16875260b01c169101521615612ed6575160ff1690565b637d93054f60e01b60005233600452600460245260446000fd5b919065ffffffffffff90612f026127e6565b5016808360301b17600052600160205260406000209260405193612f258561273e565b549363ffffffff8516815265ffffffffffff8560201c169485602083015265ffffffffffff8160501c16604083015264ffffffffff8160801c16606083015263ffffffff8160a81c16608083015263ffffffff8160c81c1660a083015260ff8160e81c1660c083015260ff8160f01c1660e083015260f81c61010082015293158015612fcb575b612fb4575050565b6357a31a0760e11b60005260045260245260446000fd5b5080600052600060205265ffffffffffff6040600020541615612fac565b949392612ff46127e6565b508560301b9265ffffffffffff81169081851793846000526001602052604060002090604051916130248361273e565b549063ffffffff82168352602083019165ffffffffffff8160201c16835265ffffffffffff8160501c16604085015264ffffffffff8160801c16606085015263ffffffff8160a81c16608085015263ffffffff8160c81c1660a085015260ff8160e81c1660c085015260ff8160f01c1660e085015260f81c6101008401526130ae8385819d61392e565b65ffffffffffff8616938585108015613218575b80156131fe575b6131db5785851492836131c5575b5065ffffffffffff825460301c1691821515918261318f575b505061317b5750613171575060208801948865ffffffffffff8088511698168098811061315f575b5050501161312557505052565b61315c91600052600160205260406000209069ffffffffffff0000000082549160201b169069ffffffffffff000000001916179055565b52565b613169921761399b565b388887613118565b9750505050505050565b6321cd9a2360e11b60005260045260246000fd5b9091508484159182156131a8575b5050905038806130f0565b6131ba925065ffffffffffff936136f7565b16151580843861319d565b5165ffffffffffff8b81169116149250386130d7565b8565ffffffffffff8451169063394a15c160e11b60005260045260245260446000fd5b5065ffffffffffff83511665ffffffffffff8b16116130c9565b5065ffffffffffff8a168510156130c2565b9061329094827fc255171b75b200f9e07f8bb235d8384a068f86214a3b52998499758b403a91e4606063ffffffff8089511694169485895265ffffffffffff8060208b01511698816040519316835216978860208301526040820152a460301b1761399b565b565b926132909692819695929563ffffffff808451169416908184528185887fc255171b75b200f9e07f8bb235d8384a068f86214a3b52998499758b403a91e4606065ffffffffffff60208a0151169c65ffffffffffff6040519116815265ffffffffffff89169d8e60208301526040820152a4613317575b505050505060301b1761399b565b6133569463ffffffff916040519561332e8761270c565b600087526001602088015260408701526060860152166080840152600060a084015284613750565b3880848180613309565b9291909261336c6127e6565b506133778482612ef0565b9360ff60c086015116600281036133db575065ffffffffffff169060301b1760005260056020526040600020549081036133ae5750565b7fd755a6060000000000000000000000000000000000000000000000000000000060005260045260246000fd5b63dc433d4b60e01b60005260045260246000fd5b92919092549265ffffffffffff8460301c169163ffffffff8560a01c169460018160e81c161561346e575050508061317b575061342a612bd8565b9163ffffffff83169080821161343e575050565b7f22cdbbfb0000000000000000000000000000000000000000000000000000000060005260045260245260446000fd5b65ffffffffffff161561348c57633862c4b760e21b60005260046000fd5b65ffffffffffff916357a31a0760e11b6000526004521660245260446000fd5b9190600061010065ffffffffffff93600160c08201528260808201528260a082015201521690818160301b176000526005602052600060408120557fa0dd092779b3f4fccd8b8f28bc757ef55c68be1134b8a10eb86768e91d1dd862602060405160018152a4565b9496909195839665ffffffffffff60ff63ffffffff807f140f190169af4e3055c085b58942ec08a10ce994709f43a6f7729813dcdec1d399600260c0809b0152169b8c60808d015216938460a08c01521691826101008b015216808860301b1761357e8a8261399b565b60005260056020528360406000205565ffffffffffff602063ffffffff8b51169a0151169065ffffffffffff60405196168652602086015260408501526060840152608083015260a0820152a4565b600052600060205265ffffffffffff60406000205460301c168061317b5750565b90815163ffffffff1691602081015191604082015165ffffffffffff1691606081015165ffffffffffff1690608081015165ffffffffffff1660a082015163ffffffff1660c083015115159160e084015163ffffffff169361010001519460208701613659906128b1565b96604001613666906128c6565b976040519960208b019b7f9415d2fa8a11befa02330fde44d5639550a26b05060fc2a8caa09b5511112f5b8d5260408c015260608b015260808a015260a089015260c088015260e087015261010086015261012085015261014084015267ffffffffffffffff1661016083015264ffffffffff1661018082015261018081526136f16101a082612793565b51902090565b919091549165ffffffffffff613719818560301c169282602086015116612a7c565b1690818102918183041490151715612a9a57604065ffffffffffff6137458193826129d6971690612bb8565b169201511690612a7c565b909291926003549064ffffffffff82169064ffffffffff8214612a9a577fdab8fa07d7de94d51befe627a3ca26c9bf36409879b39e6f5d6866d49f433caa92606064ffffffffff600165ffffffffffff9501169788809364ffffffffff1916176003550164ffffffffff8151168752816000526002602052604060002064ffffffffff88511664ffffffffff1982541617815560208801518882547fffffffffffffffff000000000000ffffffffffffffffffffffffffffffffffff69ffffffff000000000000604084015160301b167fffffffffffffffffffffffffffff00000000ffffffffffffffffffffffffffff6dffffffff00000000000000000000606086015160501b169365ff000000000077ffffffffffff00000000000000000000000000000000000060a071ffffffff000000000000000000000000000060808a015160701b1698015160901b169760281b16906dffffffffffffffffff0000000000191617161716171717905552612b9a60405192839216958291909160a065ffffffffffff8160c084019564ffffffffff815116855260ff602082015116602086015263ffffffff604082015116604086015263ffffffff606082015116606086015263ffffffff6080820151166080860152015116910152565b65ffffffffffff6020840151161561397a57505060ff60c082015116600181036133db575060e00151600781166139625750565b60ff90635595a95b60e11b6000521660045260246000fd5b65ffffffffffff92506357a31a0760e11b6000526004521660245260446000fd5b907fff0000000000000000000000000000000000000000000000000000000000000061010063ffffffff83511669ffffffffffff00000000602085015160201b16176fffffffffffff00000000000000000000604085015160501b161774ffffffffff00000000000000000000000000000000606085015160801b161778ffffffff000000000000000000000000000000000000000000608085015160a81b16177cffffffff0000000000000000000000000000000000000000000000000060a085015160c81b161760ff60e81b60c085015160e81b16177eff00000000000000000000000000000000000000000000000000000000000060e085015160f01b161792015160f81b161790600052600160205260406000205556",
}

// Lots is an auto generated Go binding around an Ethereum contract.
type Lots struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Lots) GetABI() abi.ABI {
	return c.abi
}

// NewLots creates a new instance of Lots.
func NewLots() *Lots {
	parsed, err := LotsMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Lots{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Lots) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address companies, (address,uint8,uint8,uint8)[] modules, (uint32,uint40,uint32) clock_) returns()
func (lots *Lots) PackConstructor(companies common.Address, modules []Module, clock_ ClockParams) []byte {
	enc, err := lots.abi.Pack("", companies, modules, clock_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAcceptTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a4a40c9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) PackAcceptTransfer(act AcceptTransfer, auth Auth) []byte {
	enc, err := lots.abi.Pack("acceptTransfer", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7a4a40c9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) TryPackAcceptTransfer(act AcceptTransfer, auth Auth) ([]byte, error) {
	return lots.abi.Pack("acceptTransfer", act, auth)
}

// PackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (lots *Lots) PackClock() []byte {
	enc, err := lots.abi.Pack("clock")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (lots *Lots) TryPackClock() ([]byte, error) {
	return lots.abi.Pack("clock")
}

// UnpackClock is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x91ddadf4.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (lots *Lots) UnpackClock(data []byte) (ClockParams, error) {
	out, err := lots.abi.Unpack("clock", data)
	if err != nil {
		return *new(ClockParams), err
	}
	out0 := *abi.ConvertType(out[0], new(ClockParams)).(*ClockParams)
	return out0, nil
}

// PackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x71abf0f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function create(uint256 obligation, uint32 holder, (uint48,uint48,uint32,uint32,uint32,uint16,uint16,uint8,uint8) terms) returns()
func (lots *Lots) PackCreate(obligation *big.Int, holder uint32, terms Obligation) []byte {
	enc, err := lots.abi.Pack("create", obligation, holder, terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x71abf0f3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function create(uint256 obligation, uint32 holder, (uint48,uint48,uint32,uint32,uint32,uint16,uint16,uint8,uint8) terms) returns()
func (lots *Lots) TryPackCreate(obligation *big.Int, holder uint32, terms Obligation) ([]byte, error) {
	return lots.abi.Pack("create", obligation, holder, terms)
}

// PackCredit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9e9aa9f7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function credit(uint256 obligation, uint48 lot) returns(uint32 holder, uint48 amount)
func (lots *Lots) PackCredit(obligation *big.Int, lot *big.Int) []byte {
	enc, err := lots.abi.Pack("credit", obligation, lot)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCredit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9e9aa9f7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function credit(uint256 obligation, uint48 lot) returns(uint32 holder, uint48 amount)
func (lots *Lots) TryPackCredit(obligation *big.Int, lot *big.Int) ([]byte, error) {
	return lots.abi.Pack("credit", obligation, lot)
}

// CreditOutput serves as a container for the return parameters of contract
// method Credit.
type CreditOutput struct {
	Holder uint32
	Amount *big.Int
}

// UnpackCredit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9e9aa9f7.
//
// Solidity: function credit(uint256 obligation, uint48 lot) returns(uint32 holder, uint48 amount)
func (lots *Lots) UnpackCredit(data []byte) (CreditOutput, error) {
	out, err := lots.abi.Unpack("credit", data)
	outstruct := new(CreditOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Holder = *abi.ConvertType(out[0], new(uint32)).(*uint32)
	outstruct.Amount = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackEnd is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x984886b5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function end(uint256 obligation, uint48 lot, uint8 state) returns()
func (lots *Lots) PackEnd(obligation *big.Int, lot *big.Int, state uint8) []byte {
	enc, err := lots.abi.Pack("end", obligation, lot, state)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEnd is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x984886b5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function end(uint256 obligation, uint48 lot, uint8 state) returns()
func (lots *Lots) TryPackEnd(obligation *big.Int, lot *big.Int, state uint8) ([]byte, error) {
	return lots.abi.Pack("end", obligation, lot, state)
}

// PackHand is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a080261.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hand(uint256 obligation, uint48 lot, uint48 start, uint48 end_, uint32 from, uint32 to) returns()
func (lots *Lots) PackHand(obligation *big.Int, lot *big.Int, start *big.Int, end *big.Int, from uint32, to uint32) []byte {
	enc, err := lots.abi.Pack("hand", obligation, lot, start, end, from, to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHand is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a080261.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hand(uint256 obligation, uint48 lot, uint48 start, uint48 end_, uint32 from, uint32 to) returns()
func (lots *Lots) TryPackHand(obligation *big.Int, lot *big.Int, start *big.Int, end *big.Int, from uint32, to uint32) ([]byte, error) {
	return lots.abi.Pack("hand", obligation, lot, start, end, from, to)
}

// PackLapse is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x13feac3f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lapse(uint256 obligation, uint48 lot) returns()
func (lots *Lots) PackLapse(obligation *big.Int, lot *big.Int) []byte {
	enc, err := lots.abi.Pack("lapse", obligation, lot)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLapse is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x13feac3f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lapse(uint256 obligation, uint48 lot) returns()
func (lots *Lots) TryPackLapse(obligation *big.Int, lot *big.Int) ([]byte, error) {
	return lots.abi.Pack("lapse", obligation, lot)
}

// PackLock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91f243fa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lock(uint256 obligation, uint48 lot, uint48 start, uint48 end_, uint32 other, uint32 until, uint8 kind, bytes32 proposal) returns()
func (lots *Lots) PackLock(obligation *big.Int, lot *big.Int, start *big.Int, end *big.Int, other uint32, until uint32, kind uint8, proposal [32]byte) []byte {
	enc, err := lots.abi.Pack("lock", obligation, lot, start, end, other, until, kind, proposal)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91f243fa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lock(uint256 obligation, uint48 lot, uint48 start, uint48 end_, uint32 other, uint32 until, uint8 kind, bytes32 proposal) returns()
func (lots *Lots) TryPackLock(obligation *big.Int, lot *big.Int, start *big.Int, end *big.Int, other uint32, until uint32, kind uint8, proposal [32]byte) ([]byte, error) {
	return lots.abi.Pack("lock", obligation, lot, start, end, other, until, kind, proposal)
}

// PackLotOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x58c88f8f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lotOf(uint256 obligation, uint48 lot) view returns((uint32,uint48,uint48,uint40,uint32,uint32,uint8,uint8,uint8))
func (lots *Lots) PackLotOf(obligation *big.Int, lot *big.Int) []byte {
	enc, err := lots.abi.Pack("lotOf", obligation, lot)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLotOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x58c88f8f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lotOf(uint256 obligation, uint48 lot) view returns((uint32,uint48,uint48,uint40,uint32,uint32,uint8,uint8,uint8))
func (lots *Lots) TryPackLotOf(obligation *big.Int, lot *big.Int) ([]byte, error) {
	return lots.abi.Pack("lotOf", obligation, lot)
}

// UnpackLotOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x58c88f8f.
//
// Solidity: function lotOf(uint256 obligation, uint48 lot) view returns((uint32,uint48,uint48,uint40,uint32,uint32,uint8,uint8,uint8))
func (lots *Lots) UnpackLotOf(data []byte) (Lot, error) {
	out, err := lots.abi.Unpack("lotOf", data)
	if err != nil {
		return *new(Lot), err
	}
	out0 := *abi.ConvertType(out[0], new(Lot)).(*Lot)
	return out0, nil
}

// PackMark is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbcd72ddc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mark(uint256 obligation, uint48 lot, uint8 set, uint8 clear) returns()
func (lots *Lots) PackMark(obligation *big.Int, lot *big.Int, set uint8, clear uint8) []byte {
	enc, err := lots.abi.Pack("mark", obligation, lot, set, clear)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMark is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbcd72ddc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mark(uint256 obligation, uint48 lot, uint8 set, uint8 clear) returns()
func (lots *Lots) TryPackMark(obligation *big.Int, lot *big.Int, set uint8, clear uint8) ([]byte, error) {
	return lots.abi.Pack("mark", obligation, lot, set, clear)
}

// PackMerge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7da22a29.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function merge((uint32,uint256,uint48,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) PackMerge(act Merge, auth Auth) []byte {
	enc, err := lots.abi.Pack("merge", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMerge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7da22a29.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function merge((uint32,uint256,uint48,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) TryPackMerge(act Merge, auth Auth) ([]byte, error) {
	return lots.abi.Pack("merge", act, auth)
}

// PackObligationOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1a2b321.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function obligationOf(uint256 obligation) view returns((uint48,uint48,uint32,uint32,uint32,uint16,uint16,uint8,uint8))
func (lots *Lots) PackObligationOf(obligation *big.Int) []byte {
	enc, err := lots.abi.Pack("obligationOf", obligation)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackObligationOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1a2b321.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function obligationOf(uint256 obligation) view returns((uint48,uint48,uint32,uint32,uint32,uint16,uint16,uint8,uint8))
func (lots *Lots) TryPackObligationOf(obligation *big.Int) ([]byte, error) {
	return lots.abi.Pack("obligationOf", obligation)
}

// UnpackObligationOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb1a2b321.
//
// Solidity: function obligationOf(uint256 obligation) view returns((uint48,uint48,uint32,uint32,uint32,uint16,uint16,uint8,uint8))
func (lots *Lots) UnpackObligationOf(data []byte) (Obligation, error) {
	out, err := lots.abi.Unpack("obligationOf", data)
	if err != nil {
		return *new(Obligation), err
	}
	out0 := *abi.ConvertType(out[0], new(Obligation)).(*Obligation)
	return out0, nil
}

// PackOwing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc51980e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owing(uint256 obligation, uint48 lot) view returns(uint48)
func (lots *Lots) PackOwing(obligation *big.Int, lot *big.Int) []byte {
	enc, err := lots.abi.Pack("owing", obligation, lot)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc51980e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owing(uint256 obligation, uint48 lot) view returns(uint48)
func (lots *Lots) TryPackOwing(obligation *big.Int, lot *big.Int) ([]byte, error) {
	return lots.abi.Pack("owing", obligation, lot)
}

// UnpackOwing is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbc51980e.
//
// Solidity: function owing(uint256 obligation, uint48 lot) view returns(uint48)
func (lots *Lots) UnpackOwing(data []byte) (*big.Int, error) {
	out, err := lots.abi.Unpack("owing", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa17da0bb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pay(uint256 obligation, uint48 amount) returns()
func (lots *Lots) PackPay(obligation *big.Int, amount *big.Int) []byte {
	enc, err := lots.abi.Pack("pay", obligation, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa17da0bb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pay(uint256 obligation, uint48 amount) returns()
func (lots *Lots) TryPackPay(obligation *big.Int, amount *big.Int) ([]byte, error) {
	return lots.abi.Pack("pay", obligation, amount)
}

// PackProposalOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa1a527f5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposalOf(uint256 obligation, uint48 lot) view returns(bytes32)
func (lots *Lots) PackProposalOf(obligation *big.Int, lot *big.Int) []byte {
	enc, err := lots.abi.Pack("proposalOf", obligation, lot)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposalOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa1a527f5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposalOf(uint256 obligation, uint48 lot) view returns(bytes32)
func (lots *Lots) TryPackProposalOf(obligation *big.Int, lot *big.Int) ([]byte, error) {
	return lots.abi.Pack("proposalOf", obligation, lot)
}

// UnpackProposalOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa1a527f5.
//
// Solidity: function proposalOf(uint256 obligation, uint48 lot) view returns(bytes32)
func (lots *Lots) UnpackProposalOf(data []byte) ([32]byte, error) {
	out, err := lots.abi.Unpack("proposalOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5a51797.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function record(uint256 obligation, uint48 lot, uint8 kind, uint32 by, uint32 to, uint48 amount) returns()
func (lots *Lots) PackRecord(obligation *big.Int, lot *big.Int, kind uint8, by uint32, to uint32, amount *big.Int) []byte {
	enc, err := lots.abi.Pack("record", obligation, lot, kind, by, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5a51797.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function record(uint256 obligation, uint48 lot, uint8 kind, uint32 by, uint32 to, uint48 amount) returns()
func (lots *Lots) TryPackRecord(obligation *big.Int, lot *big.Int, kind uint8, by uint32, to uint32, amount *big.Int) ([]byte, error) {
	return lots.abi.Pack("record", obligation, lot, kind, by, to, amount)
}

// PackRecordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1bbcfd2f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function recordOf(uint40 id) view returns((uint40,uint8,uint32,uint32,uint32,uint48))
func (lots *Lots) PackRecordOf(id *big.Int) []byte {
	enc, err := lots.abi.Pack("recordOf", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRecordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1bbcfd2f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function recordOf(uint40 id) view returns((uint40,uint8,uint32,uint32,uint32,uint48))
func (lots *Lots) TryPackRecordOf(id *big.Int) ([]byte, error) {
	return lots.abi.Pack("recordOf", id)
}

// UnpackRecordOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1bbcfd2f.
//
// Solidity: function recordOf(uint40 id) view returns((uint40,uint8,uint32,uint32,uint32,uint48))
func (lots *Lots) UnpackRecordOf(data []byte) (Record, error) {
	out, err := lots.abi.Unpack("recordOf", data)
	if err != nil {
		return *new(Record), err
	}
	out0 := *abi.ConvertType(out[0], new(Record)).(*Record)
	return out0, nil
}

// PackRejectTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf72c1316.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rejectTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) PackRejectTransfer(act RejectTransfer, auth Auth) []byte {
	enc, err := lots.abi.Pack("rejectTransfer", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRejectTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf72c1316.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rejectTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) TryPackRejectTransfer(act RejectTransfer, auth Auth) ([]byte, error) {
	return lots.abi.Pack("rejectTransfer", act, auth)
}

// PackRightsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9a9a4f46.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rightsOf(address module) view returns(uint8 verbs, uint8 number, uint8 marks)
func (lots *Lots) PackRightsOf(module common.Address) []byte {
	enc, err := lots.abi.Pack("rightsOf", module)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRightsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9a9a4f46.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rightsOf(address module) view returns(uint8 verbs, uint8 number, uint8 marks)
func (lots *Lots) TryPackRightsOf(module common.Address) ([]byte, error) {
	return lots.abi.Pack("rightsOf", module)
}

// RightsOfOutput serves as a container for the return parameters of contract
// method RightsOf.
type RightsOfOutput struct {
	Verbs  uint8
	Number uint8
	Marks  uint8
}

// UnpackRightsOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9a9a4f46.
//
// Solidity: function rightsOf(address module) view returns(uint8 verbs, uint8 number, uint8 marks)
func (lots *Lots) UnpackRightsOf(data []byte) (RightsOfOutput, error) {
	out, err := lots.abi.Unpack("rightsOf", data)
	outstruct := new(RightsOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Verbs = *abi.ConvertType(out[0], new(uint8)).(*uint8)
	outstruct.Number = *abi.ConvertType(out[1], new(uint8)).(*uint8)
	outstruct.Marks = *abi.ConvertType(out[2], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackSplit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5da1f608.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function split((uint32,uint256,uint48,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) PackSplit(act Split, auth Auth) []byte {
	enc, err := lots.abi.Pack("split", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSplit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5da1f608.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function split((uint32,uint256,uint48,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) TryPackSplit(act Split, auth Auth) ([]byte, error) {
	return lots.abi.Pack("split", act, auth)
}

// PackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function today() view returns(uint32)
func (lots *Lots) PackToday() []byte {
	enc, err := lots.abi.Pack("today")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function today() view returns(uint32)
func (lots *Lots) TryPackToday() ([]byte, error) {
	return lots.abi.Pack("today")
}

// UnpackToday is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb74e452b.
//
// Solidity: function today() view returns(uint32)
func (lots *Lots) UnpackToday(data []byte) (uint32, error) {
	out, err := lots.abi.Unpack("today", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x999e7417.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer((uint32,uint256,uint48,uint48,uint48,uint32,bool,uint32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (lots *Lots) PackTransfer(act Transfer, auth Auth) []byte {
	enc, err := lots.abi.Pack("transfer", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x999e7417.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer((uint32,uint256,uint48,uint48,uint48,uint32,bool,uint32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (lots *Lots) TryPackTransfer(act Transfer, auth Auth) ([]byte, error) {
	return lots.abi.Pack("transfer", act, auth)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x999e7417.
//
// Solidity: function transfer((uint32,uint256,uint48,uint48,uint48,uint32,bool,uint32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(bool immediate)
func (lots *Lots) UnpackTransfer(data []byte) (bool, error) {
	out, err := lots.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackUnlock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa97a46d8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unlock(uint256 obligation, uint48 lot, bytes32 proposal, uint8 outcome, uint32 holder) returns()
func (lots *Lots) PackUnlock(obligation *big.Int, lot *big.Int, proposal [32]byte, outcome uint8, holder uint32) []byte {
	enc, err := lots.abi.Pack("unlock", obligation, lot, proposal, outcome, holder)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnlock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa97a46d8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unlock(uint256 obligation, uint48 lot, bytes32 proposal, uint8 outcome, uint32 holder) returns()
func (lots *Lots) TryPackUnlock(obligation *big.Int, lot *big.Int, proposal [32]byte, outcome uint8, holder uint32) ([]byte, error) {
	return lots.abi.Pack("unlock", obligation, lot, proposal, outcome, holder)
}

// PackWithdrawTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x700e9bd5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdrawTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) PackWithdrawTransfer(act WithdrawTransfer, auth Auth) []byte {
	enc, err := lots.abi.Pack("withdrawTransfer", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdrawTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x700e9bd5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdrawTransfer((uint32,uint256,uint48,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (lots *Lots) TryPackWithdrawTransfer(act WithdrawTransfer, auth Auth) ([]byte, error) {
	return lots.abi.Pack("withdrawTransfer", act, auth)
}

// LotsAnswered represents a Answered event raised by the Lots contract.
type LotsAnswered struct {
	Obligation *big.Int
	Lot        *big.Int
	Proposal   [32]byte
	Outcome    uint8
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsAnsweredEventName = "Answered"

// ContractEventName returns the user-defined event name.
func (LotsAnswered) ContractEventName() string {
	return LotsAnsweredEventName
}

// UnpackAnsweredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Answered(uint256 indexed obligation, uint48 indexed lot, bytes32 indexed proposal, uint8 outcome)
func (lots *Lots) UnpackAnsweredEvent(log *types.Log) (*LotsAnswered, error) {
	event := "Answered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsAnswered)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsCreated represents a Created event raised by the Lots contract.
type LotsCreated struct {
	Obligation *big.Int
	Obligor    uint32
	Holder     uint32
	Face       *big.Int
	Due        uint32
	Cutoff     uint32
	Currency   uint16
	Rules      uint16
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsCreatedEventName = "Created"

// ContractEventName returns the user-defined event name.
func (LotsCreated) ContractEventName() string {
	return LotsCreatedEventName
}

// UnpackCreatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Created(uint256 indexed obligation, uint32 indexed obligor, uint32 indexed holder, uint48 face, uint32 due, uint32 cutoff, uint16 currency, uint16 rules)
func (lots *Lots) UnpackCreatedEvent(log *types.Log) (*LotsCreated, error) {
	event := "Created"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsCreated)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsCredited represents a Credited event raised by the Lots contract.
type LotsCredited struct {
	Obligation *big.Int
	Lot        *big.Int
	Holder     uint32
	Amount     *big.Int
	Paid       *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (LotsCredited) ContractEventName() string {
	return LotsCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(uint256 indexed obligation, uint48 indexed lot, uint32 indexed holder, uint48 amount, uint48 paid)
func (lots *Lots) UnpackCreditedEvent(log *types.Log) (*LotsCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsCredited)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsDivided represents a Divided event raised by the Lots contract.
type LotsDivided struct {
	Obligation *big.Int
	Lot        *big.Int
	Middle     *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsDividedEventName = "Divided"

// ContractEventName returns the user-defined event name.
func (LotsDivided) ContractEventName() string {
	return LotsDividedEventName
}

// UnpackDividedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Divided(uint256 indexed obligation, uint48 indexed lot, uint48 middle)
func (lots *Lots) UnpackDividedEvent(log *types.Log) (*LotsDivided, error) {
	event := "Divided"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsDivided)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsEnded represents a Ended event raised by the Lots contract.
type LotsEnded struct {
	Obligation *big.Int
	Lot        *big.Int
	State      uint8
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsEndedEventName = "Ended"

// ContractEventName returns the user-defined event name.
func (LotsEnded) ContractEventName() string {
	return LotsEndedEventName
}

// UnpackEndedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Ended(uint256 indexed obligation, uint48 indexed lot, uint8 state)
func (lots *Lots) UnpackEndedEvent(log *types.Log) (*LotsEnded, error) {
	event := "Ended"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsEnded)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsMarked represents a Marked event raised by the Lots contract.
type LotsMarked struct {
	Obligation *big.Int
	Lot        *big.Int
	Marks      uint8
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsMarkedEventName = "Marked"

// ContractEventName returns the user-defined event name.
func (LotsMarked) ContractEventName() string {
	return LotsMarkedEventName
}

// UnpackMarkedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Marked(uint256 indexed obligation, uint48 indexed lot, uint8 marks)
func (lots *Lots) UnpackMarkedEvent(log *types.Log) (*LotsMarked, error) {
	event := "Marked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsMarked)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsMerged represents a Merged event raised by the Lots contract.
type LotsMerged struct {
	Obligation *big.Int
	Lot        *big.Int
	Right      *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsMergedEventName = "Merged"

// ContractEventName returns the user-defined event name.
func (LotsMerged) ContractEventName() string {
	return LotsMergedEventName
}

// UnpackMergedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Merged(uint256 indexed obligation, uint48 indexed lot, uint48 right)
func (lots *Lots) UnpackMergedEvent(log *types.Log) (*LotsMerged, error) {
	event := "Merged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsMerged)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsPaid represents a Paid event raised by the Lots contract.
type LotsPaid struct {
	Obligation *big.Int
	Amount     *big.Int
	Paid       *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsPaidEventName = "Paid"

// ContractEventName returns the user-defined event name.
func (LotsPaid) ContractEventName() string {
	return LotsPaidEventName
}

// UnpackPaidEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Paid(uint256 indexed obligation, uint48 amount, uint48 paid)
func (lots *Lots) UnpackPaidEvent(log *types.Log) (*LotsPaid, error) {
	event := "Paid"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsPaid)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsProposed represents a Proposed event raised by the Lots contract.
type LotsProposed struct {
	Obligation *big.Int
	By         uint32
	Other      uint32
	Lot        *big.Int
	Start      *big.Int
	End        *big.Int
	Kind       uint8
	Until      uint32
	Proposal   [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsProposedEventName = "Proposed"

// ContractEventName returns the user-defined event name.
func (LotsProposed) ContractEventName() string {
	return LotsProposedEventName
}

// UnpackProposedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Proposed(uint256 indexed obligation, uint32 indexed by, uint32 indexed other, uint48 lot, uint48 start, uint48 end, uint8 kind, uint32 until, bytes32 proposal)
func (lots *Lots) UnpackProposedEvent(log *types.Log) (*LotsProposed, error) {
	event := "Proposed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsProposed)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsRecorded represents a Recorded event raised by the Lots contract.
type LotsRecorded struct {
	Obligation *big.Int
	Lot        *big.Int
	Record     *big.Int
	Entry      Record
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsRecordedEventName = "Recorded"

// ContractEventName returns the user-defined event name.
func (LotsRecorded) ContractEventName() string {
	return LotsRecordedEventName
}

// UnpackRecordedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Recorded(uint256 indexed obligation, uint48 indexed lot, uint40 indexed record, (uint40,uint8,uint32,uint32,uint32,uint48) entry)
func (lots *Lots) UnpackRecordedEvent(log *types.Log) (*LotsRecorded, error) {
	event := "Recorded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsRecorded)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// LotsTransferred represents a Transferred event raised by the Lots contract.
type LotsTransferred struct {
	Obligation *big.Int
	From       uint32
	To         uint32
	Lot        *big.Int
	Start      *big.Int
	End        *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const LotsTransferredEventName = "Transferred"

// ContractEventName returns the user-defined event name.
func (LotsTransferred) ContractEventName() string {
	return LotsTransferredEventName
}

// UnpackTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transferred(uint256 indexed obligation, uint32 indexed from, uint32 indexed to, uint48 lot, uint48 start, uint48 end)
func (lots *Lots) UnpackTransferredEvent(log *types.Log) (*LotsTransferred, error) {
	event := "Transferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lots.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LotsTransferred)
	if len(log.Data) > 0 {
		if err := lots.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lots.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (lots *Lots) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], lots.abi.Errors["AfterCutoff"].ID.Bytes()[:4]) {
		return lots.UnpackAfterCutoffError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["BadAmount"].ID.Bytes()[:4]) {
		return lots.UnpackBadAmountError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["BadClock"].ID.Bytes()[:4]) {
		return lots.UnpackBadClockError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["BadUntil"].ID.Bytes()[:4]) {
		return lots.UnpackBadUntilError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["Exists"].ID.Bytes()[:4]) {
		return lots.UnpackExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["Lapsed"].ID.Bytes()[:4]) {
		return lots.UnpackLapsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NoLot"].ID.Bytes()[:4]) {
		return lots.UnpackNoLotError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotAddressee"].ID.Bytes()[:4]) {
		return lots.UnpackNotAddresseeError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotAllowed"].ID.Bytes()[:4]) {
		return lots.UnpackNotAllowedError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotFree"].ID.Bytes()[:4]) {
		return lots.UnpackNotFreeError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotHolder"].ID.Bytes()[:4]) {
		return lots.UnpackNotHolderError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotInLot"].ID.Bytes()[:4]) {
		return lots.UnpackNotInLotError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotLapsed"].ID.Bytes()[:4]) {
		return lots.UnpackNotLapsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["NotMergeable"].ID.Bytes()[:4]) {
		return lots.UnpackNotMergeableError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["OnHold"].ID.Bytes()[:4]) {
		return lots.UnpackOnHoldError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["OtherProposal"].ID.Bytes()[:4]) {
		return lots.UnpackOtherProposalError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["PaymentBegun"].ID.Bytes()[:4]) {
		return lots.UnpackPaymentBegunError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["ThroughModule"].ID.Bytes()[:4]) {
		return lots.UnpackThroughModuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], lots.abi.Errors["ToSelf"].ID.Bytes()[:4]) {
		return lots.UnpackToSelfError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// LotsAfterCutoff represents a AfterCutoff error raised by the Lots contract.
type LotsAfterCutoff struct {
	Cutoff uint32
	Today  uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AfterCutoff(uint32 cutoff, uint32 today)
func LotsAfterCutoffErrorID() common.Hash {
	return common.HexToHash("0x22cdbbfb6b53197385dd49452a77e728adc02d07e6dd4be5425e1acfcfe19f74")
}

// UnpackAfterCutoffError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AfterCutoff(uint32 cutoff, uint32 today)
func (lots *Lots) UnpackAfterCutoffError(raw []byte) (*LotsAfterCutoff, error) {
	out := new(LotsAfterCutoff)
	if err := lots.abi.UnpackIntoInterface(out, "AfterCutoff", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsBadAmount represents a BadAmount error raised by the Lots contract.
type LotsBadAmount struct {
	Most *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAmount(uint256 most)
func LotsBadAmountErrorID() common.Hash {
	return common.HexToHash("0xb39be4d21b9beede5f322fec8bfffe756e47e7733fec5f40573598ea2c475ddc")
}

// UnpackBadAmountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAmount(uint256 most)
func (lots *Lots) UnpackBadAmountError(raw []byte) (*LotsBadAmount, error) {
	out := new(LotsBadAmount)
	if err := lots.abi.UnpackIntoInterface(out, "BadAmount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsBadClock represents a BadClock error raised by the Lots contract.
type LotsBadClock struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadClock()
func LotsBadClockErrorID() common.Hash {
	return common.HexToHash("0xa71662d361008e622253311abdb42f0ed5642ee066053b450342071be598bfec")
}

// UnpackBadClockError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadClock()
func (lots *Lots) UnpackBadClockError(raw []byte) (*LotsBadClock, error) {
	out := new(LotsBadClock)
	if err := lots.abi.UnpackIntoInterface(out, "BadClock", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsBadUntil represents a BadUntil error raised by the Lots contract.
type LotsBadUntil struct {
	Latest uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadUntil(uint32 latest)
func LotsBadUntilErrorID() common.Hash {
	return common.HexToHash("0x1703928dd46130aac0c3b4c795f739246cfa3822fabdd068ef202ad0dddbe095")
}

// UnpackBadUntilError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadUntil(uint32 latest)
func (lots *Lots) UnpackBadUntilError(raw []byte) (*LotsBadUntil, error) {
	out := new(LotsBadUntil)
	if err := lots.abi.UnpackIntoInterface(out, "BadUntil", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsExists represents a Exists error raised by the Lots contract.
type LotsExists struct {
	Obligation *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Exists(uint256 obligation)
func LotsExistsErrorID() common.Hash {
	return common.HexToHash("0x6674b790391a408ad6a00506ad565048cc78b06a54190b768865b93772120625")
}

// UnpackExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Exists(uint256 obligation)
func (lots *Lots) UnpackExistsError(raw []byte) (*LotsExists, error) {
	out := new(LotsExists)
	if err := lots.abi.UnpackIntoInterface(out, "Exists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsLapsed represents a Lapsed error raised by the Lots contract.
type LotsLapsed struct {
	Until uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Lapsed(uint32 until)
func LotsLapsedErrorID() common.Hash {
	return common.HexToHash("0xaabd281984e4e542878d2730a8671d546bfeb8516092f2c3c312bceb93314e00")
}

// UnpackLapsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Lapsed(uint32 until)
func (lots *Lots) UnpackLapsedError(raw []byte) (*LotsLapsed, error) {
	out := new(LotsLapsed)
	if err := lots.abi.UnpackIntoInterface(out, "Lapsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNoLot represents a NoLot error raised by the Lots contract.
type LotsNoLot struct {
	Obligation *big.Int
	Lot        *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoLot(uint256 obligation, uint48 lot)
func LotsNoLotErrorID() common.Hash {
	return common.HexToHash("0xaf46340ef1b49718c15b3fe8c580c53a76086e30604a61aea48d70188d0610af")
}

// UnpackNoLotError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoLot(uint256 obligation, uint48 lot)
func (lots *Lots) UnpackNoLotError(raw []byte) (*LotsNoLot, error) {
	out := new(LotsNoLot)
	if err := lots.abi.UnpackIntoInterface(out, "NoLot", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotAddressee represents a NotAddressee error raised by the Lots contract.
type LotsNotAddressee struct {
	Addressee uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAddressee(uint32 addressee)
func LotsNotAddresseeErrorID() common.Hash {
	return common.HexToHash("0x538accf4d563ac4ebd9c0da360c23fd9e7a6a0e587d7687779d498aee153853a")
}

// UnpackNotAddresseeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAddressee(uint32 addressee)
func (lots *Lots) UnpackNotAddresseeError(raw []byte) (*LotsNotAddressee, error) {
	out := new(LotsNotAddressee)
	if err := lots.abi.UnpackIntoInterface(out, "NotAddressee", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotAllowed represents a NotAllowed error raised by the Lots contract.
type LotsNotAllowed struct {
	Caller common.Address
	Verb   uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAllowed(address caller, uint8 verb)
func LotsNotAllowedErrorID() common.Hash {
	return common.HexToHash("0x7d93054fa09c090f9dda7d8822b9ee28a426cf1118fb77a62fc7b8e939a158c6")
}

// UnpackNotAllowedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAllowed(address caller, uint8 verb)
func (lots *Lots) UnpackNotAllowedError(raw []byte) (*LotsNotAllowed, error) {
	out := new(LotsNotAllowed)
	if err := lots.abi.UnpackIntoInterface(out, "NotAllowed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotFree represents a NotFree error raised by the Lots contract.
type LotsNotFree struct {
	State uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotFree(uint8 state)
func LotsNotFreeErrorID() common.Hash {
	return common.HexToHash("0xdc433d4b1aa3804afd68fa99abd0aa3ed68afcac0783ee59e867274b97800bfe")
}

// UnpackNotFreeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotFree(uint8 state)
func (lots *Lots) UnpackNotFreeError(raw []byte) (*LotsNotFree, error) {
	out := new(LotsNotFree)
	if err := lots.abi.UnpackIntoInterface(out, "NotFree", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotHolder represents a NotHolder error raised by the Lots contract.
type LotsNotHolder struct {
	Holder uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotHolder(uint32 holder)
func LotsNotHolderErrorID() common.Hash {
	return common.HexToHash("0xa5c1ea54c4a0ec9dff67e9090bc52607cdce4f40488ac55965b5451bd3b6ca84")
}

// UnpackNotHolderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotHolder(uint32 holder)
func (lots *Lots) UnpackNotHolderError(raw []byte) (*LotsNotHolder, error) {
	out := new(LotsNotHolder)
	if err := lots.abi.UnpackIntoInterface(out, "NotHolder", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotInLot represents a NotInLot error raised by the Lots contract.
type LotsNotInLot struct {
	Lot *big.Int
	End *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotInLot(uint48 lot, uint48 end)
func LotsNotInLotErrorID() common.Hash {
	return common.HexToHash("0x72942b82bc0a9256dbc3193f175bfbb3c7cdd89ee43c064ec7c4b6a4072faa79")
}

// UnpackNotInLotError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotInLot(uint48 lot, uint48 end)
func (lots *Lots) UnpackNotInLotError(raw []byte) (*LotsNotInLot, error) {
	out := new(LotsNotInLot)
	if err := lots.abi.UnpackIntoInterface(out, "NotInLot", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotLapsed represents a NotLapsed error raised by the Lots contract.
type LotsNotLapsed struct {
	Until uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotLapsed(uint32 until)
func LotsNotLapsedErrorID() common.Hash {
	return common.HexToHash("0xd535eb120e3452aee4565ea05b1a558591716893aec574858ba9faacf9aaf7dd")
}

// UnpackNotLapsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotLapsed(uint32 until)
func (lots *Lots) UnpackNotLapsedError(raw []byte) (*LotsNotLapsed, error) {
	out := new(LotsNotLapsed)
	if err := lots.abi.UnpackIntoInterface(out, "NotLapsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsNotMergeable represents a NotMergeable error raised by the Lots contract.
type LotsNotMergeable struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotMergeable()
func LotsNotMergeableErrorID() common.Hash {
	return common.HexToHash("0x990dd71719bdd54ab03618620dd0e1b7a3700c04c805356f73a977ffbc097bee")
}

// UnpackNotMergeableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotMergeable()
func (lots *Lots) UnpackNotMergeableError(raw []byte) (*LotsNotMergeable, error) {
	out := new(LotsNotMergeable)
	if err := lots.abi.UnpackIntoInterface(out, "NotMergeable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsOnHold represents a OnHold error raised by the Lots contract.
type LotsOnHold struct {
	Marks uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OnHold(uint8 marks)
func LotsOnHoldErrorID() common.Hash {
	return common.HexToHash("0xab2b52b6e97f0eb3b98cbea75ee45342b462a1ac61ac898c042e6ba397bb85df")
}

// UnpackOnHoldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OnHold(uint8 marks)
func (lots *Lots) UnpackOnHoldError(raw []byte) (*LotsOnHold, error) {
	out := new(LotsOnHold)
	if err := lots.abi.UnpackIntoInterface(out, "OnHold", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsOtherProposal represents a OtherProposal error raised by the Lots contract.
type LotsOtherProposal struct {
	Open [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherProposal(bytes32 open)
func LotsOtherProposalErrorID() common.Hash {
	return common.HexToHash("0xd755a60645bd36abbd40dedacc41c29647093ac99f91239823b82d6dfee4a04f")
}

// UnpackOtherProposalError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherProposal(bytes32 open)
func (lots *Lots) UnpackOtherProposalError(raw []byte) (*LotsOtherProposal, error) {
	out := new(LotsOtherProposal)
	if err := lots.abi.UnpackIntoInterface(out, "OtherProposal", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsPaymentBegun represents a PaymentBegun error raised by the Lots contract.
type LotsPaymentBegun struct {
	Paid *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PaymentBegun(uint48 paid)
func LotsPaymentBegunErrorID() common.Hash {
	return common.HexToHash("0x439b344607fdfe7cb1794edfdef5805e3d1c274baf9b70df03ea61e42ec4b37c")
}

// UnpackPaymentBegunError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PaymentBegun(uint48 paid)
func (lots *Lots) UnpackPaymentBegunError(raw []byte) (*LotsPaymentBegun, error) {
	out := new(LotsPaymentBegun)
	if err := lots.abi.UnpackIntoInterface(out, "PaymentBegun", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsThroughModule represents a ThroughModule error raised by the Lots contract.
type LotsThroughModule struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ThroughModule()
func LotsThroughModuleErrorID() common.Hash {
	return common.HexToHash("0xe18b12dce3c3efbd83141095df7f67886870b44a9aeb87b567f35a706cb7bee6")
}

// UnpackThroughModuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ThroughModule()
func (lots *Lots) UnpackThroughModuleError(raw []byte) (*LotsThroughModule, error) {
	out := new(LotsThroughModule)
	if err := lots.abi.UnpackIntoInterface(out, "ThroughModule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LotsToSelf represents a ToSelf error raised by the Lots contract.
type LotsToSelf struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ToSelf()
func LotsToSelfErrorID() common.Hash {
	return common.HexToHash("0xcec0c40b43b18b33871411ce95cfd65a70de39d00ca0ae0f4da3a3e446218b49")
}

// UnpackToSelfError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ToSelf()
func (lots *Lots) UnpackToSelfError(raw []byte) (*LotsToSelf, error) {
	out := new(LotsToSelf)
	if err := lots.abi.UnpackIntoInterface(out, "ToSelf", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesMetaData contains all meta data concerning the Receivables contract.
var ReceivablesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractICompanies\",\"name\":\"companies\",\"type\":\"address\"},{\"internalType\":\"contractILots\",\"name\":\"lots\",\"type\":\"address\"},{\"internalType\":\"contractICash\",\"name\":\"cash\",\"type\":\"address\"},{\"internalType\":\"contractIRules\",\"name\":\"rules\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"clock_\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"creator\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"}],\"name\":\"byReference\",\"outputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"clock\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"baseDay\",\"type\":\"uint32\"},{\"internalType\":\"uint40\",\"name\":\"baseTime\",\"type\":\"uint40\"},{\"internalType\":\"uint32\",\"name\":\"dayLength\",\"type\":\"uint32\"}],\"internalType\":\"structClockParams\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structConfirmReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"confirmReceivable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint64\",\"name\":\"amount\",\"type\":\"uint64\"}],\"internalType\":\"structGrantLine\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"grantLine\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"}],\"name\":\"grantOf\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"delivered\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"},{\"internalType\":\"bytes32\",\"name\":\"contractDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"invoicesDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"justification\",\"type\":\"bytes32\"}],\"internalType\":\"structIssueReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"issueReceivable\",\"outputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"},{\"internalType\":\"bool\",\"name\":\"active\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"lapse\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"}],\"name\":\"lineOf\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"limit\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"used\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"proposalOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"},{\"internalType\":\"uint48[]\",\"name\":\"lots\",\"type\":\"uint48[]\"}],\"name\":\"push\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"receivableOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"internalType\":\"structReceivable\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structRejectReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"rejectReceivable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"delivered\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"},{\"internalType\":\"bytes32\",\"name\":\"contractDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"invoicesDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"justification\",\"type\":\"bytes32\"}],\"internalType\":\"structRequestReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"requestReceivable\",\"outputs\":[{\"internalType\":\"ObligationId\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"internalType\":\"structSettleReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"settleReceivable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structTakeReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"takeReceivable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"today\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"}],\"internalType\":\"structWithdrawReceivable\",\"name\":\"act\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"nonce\",\"type\":\"uint64\"},{\"internalType\":\"uint40\",\"name\":\"deadline\",\"type\":\"uint40\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"second\",\"type\":\"bytes\"}],\"internalType\":\"structAuth\",\"name\":\"auth\",\"type\":\"tuple\"}],\"name\":\"withdrawReceivable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"}],\"name\":\"Activated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"delivered\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"},{\"internalType\":\"bytes32\",\"name\":\"contractDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"invoicesDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"justification\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structIssueReceivable\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"Issued\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"amount\",\"type\":\"uint64\"}],\"name\":\"LineGranted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"supplier\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"proposal\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"uint32\",\"name\":\"company\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"serial\",\"type\":\"uint64\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint48\",\"name\":\"face\",\"type\":\"uint48\"},{\"internalType\":\"uint16\",\"name\":\"currency\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"delivered\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint16\",\"name\":\"rules\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"ref\",\"type\":\"string\"},{\"internalType\":\"bytes32\",\"name\":\"contractDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"invoicesDigest\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"justification\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structRequestReceivable\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"Requested\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"amount\",\"type\":\"uint48\"},{\"indexed\":false,\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"outcome\",\"type\":\"uint8\"}],\"name\":\"Voided\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"rule\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"obligor\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"headroom\",\"type\":\"uint256\"}],\"name\":\"AboveLine\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadClock\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"field\",\"type\":\"bytes32\"}],\"name\":\"BadField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"today\",\"type\":\"uint32\"}],\"name\":\"DueInPast\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"}],\"name\":\"Exists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"rule\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"latest\",\"type\":\"uint32\"}],\"name\":\"JustificationNeeded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"Lapsed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"today\",\"type\":\"uint32\"}],\"name\":\"NotDue\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"until\",\"type\":\"uint32\"}],\"name\":\"NotLapsed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"party\",\"type\":\"uint32\"}],\"name\":\"NotParty\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"bank\",\"type\":\"uint32\"}],\"name\":\"OtherBank\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"open\",\"type\":\"bytes32\"}],\"name\":\"OtherProposal\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint48\",\"name\":\"paid\",\"type\":\"uint48\"}],\"name\":\"PaidDiffers\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ObligationId\",\"name\":\"receivable\",\"type\":\"uint256\"}],\"name\":\"ReferenceUsed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"rule\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"due\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"latest\",\"type\":\"uint32\"}],\"name\":\"TenorAboveCap\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"state\",\"type\":\"uint8\"}],\"name\":\"WrongState\",\"type\":\"error\"}]",
	ID:  "019487d60fc784add9a66c45c1a807135b",
	Bin: "0x610160604052346102175760405161408d38819003601f8101601f191683016001600160401b0381118482101761021c578392829160405283398101039060e082126102175780516001600160a01b0381168103610217576020820151906001600160a01b0382168203610217576040830151926001600160a01b0384168403610217576060810151946001600160a01b038616860361021757606090607f1901126102175760405190606082016001600160401b0381118382101761021c576040526100ce60808201610232565b825260a08101519164ffffffffff8316918284036102175760c06100f9916020840195865201610232565b9163ffffffff6040830193808552161590811561020d575b506101fc5763ffffffff928364ffffffffff925116608052511660a052511660c05260e052610100526101205261014052604051613e49908161024482396080518181816112b60152612cde015260a0518181816112fa0152612c84015260c0518181816113210152612cab015260e05181818161016d0152818161078701528181610b1e01528181610efb015281816113f3015281816116a801528181611f00015261235d015261010051818181610d3c01528181611a2d015261377c015261012051818181610fbc0152611af6015261014051818181612e9b01528181613467015261368c0152f35b63a71662d360e01b60005260046000fd5b9050421038610111565b600080fd5b634e487b7160e01b600052604160045260246000fd5b519063ffffffff821682036102175756fe608080604052600436101561001357600080fd5b600090813560e01c90816326b6abf8146125f7575080632b2595da1461208e5780632e9006b014611c2a57806336e52ccc14611c0057806344a03a7d146119b9578063470d04ce1461194f57806349d8a385146118a8578063574680541461179e578063751a2d42146115875780637b89e3941461135957806391ddadf414611284578063a16cfe0814610c28578063b74e452b14610bff578063b902880214610a0d578063c2e5ccc3146106eb578063dd91d9231461055a5763e13f932f146100dc57600080fd5b3461055757366003190160a081126104d0576080136105575760843567ffffffffffffffff81116104d05760a060031982360301126104d05761ffff6101206127f3565b16156105395761012e612740565b63ffffffff8061013c612766565b1691161461051c57662386f26fc1000067ffffffffffffffff61015d61278a565b16116104e9576001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001682610196612740565b823b156104d05763ffffffff6040519163426fe3d760e11b8352166004820152600260248201528181604481865afa80156104ac576104d4575b506101d9612766565b823b156104d05760405163426fe3d760e11b815263ffffffff919091166004820152600160248201528181604481865afa80156104ac576104b7575b509160209163ffffffff67ffffffffffffffff94610231612740565b61032d61023c61278a565b957fec2b98f60adeaa6e63ad363a575461c53d46bec9584367ebd905d3084bd3fce0610266612740565b64ffffffffff610274612766565b8c61027d6127f3565b8161028661278a565b61ffff61029560248b016127a1565b938e6102a360448d01612da7565b97816040519b60208d019d8e521660408c01521660608a01521660808801521660a08601521660c08401521660e082015260e081526102e46101008261287f565b519020604051998a988997889663975db20960e01b885216600487015260016024870152166044850152606484015233608484015260c060a484015260c4830190600401612928565b03925af180156104ac5761047f575b5069ffffffff000000000000610350612740565b60301b1665ffffffff0000610363612766565b60101b161761ffff6103736127f3565b161765ffffffff0000610384612766565b60101b1661ffff6103936127f3565b16178252816020526040822067ffffffffffffffff6103d56103c78284541685875260016020528360408820541690612d1c565b6103cf61278a565b90612d3e565b1667ffffffffffffffff198254161790556103ee61278a565b908252600160205267ffffffffffffffff60408320911667ffffffffffffffff1982541617905561041d612740565b610425612766565b7f814bb3735bc9283ffeb20b1baa17ea823e9ac9361dd27da4b4bbd72ed125b645604063ffffffff806104566127f3565b9467ffffffffffffffff61046861278a565b61ffff86519816885216602087015216941692a380f35b6104a09060203d6020116104a5575b610498818361287f565b8101906128a1565b61033c565b503d61048e565b6040513d84823e3d90fd5b816104c19161287f565b6104cc578238610215565b8280fd5b5080fd5b816104de9161287f565b6104cc5782386101d0565b60248263a611436b60e01b81527f616d6f756e740000000000000000000000000000000000000000000000000000600452fd5b60248263a611436b60e01b81526637b13634b3b7b960c91b600452fd5b60248263a611436b60e01b81526763757272656e637960c01b600452fd5b80fd5b5034610557576020366003190112610557576004358082526003602052610585604083205482613963565b61058d612c7f565b606082019063ffffffff80835116911610806106b2575b6106345750818352600260205260408320600160d21b60ff60d01b19825416179055600260ff60e08301511614610605575b507f1d030e20b51999a7476e5c999d703819ed26a785c0e3cd4d2d9af6bb74a34fc8602060405160048152a280f35b8063ffffffff61062e9251169065ffffffffffff604061ffff60a0840151169201511691613ab4565b386105d6565b839063ffffffff608060249401511680156000146106a6575063ffffffff6000199151160163ffffffff81116106945763ffffffff905b7fd535eb1200000000000000000000000000000000000000000000000000000000835216600452fd5b50634e487b7160e01b81526011600452fd5b63ffffffff915061066b565b506080820163ffffffff815116159081156106ce575b506105a4565b905063ffffffff806106de612c7f565b92511691161115386106c8565b5034610557576106fa36612700565b906020810135604082013561070d612bf5565b506107188183613963565b9260ff60e085015116600181036109fb57506080840163ffffffff8151161515806109e1575b6109af575063ffffffff84511663ffffffff61075983612779565b16810361099d575061077d63ffffffff606086015116610777612c7f565b90613a6e565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690866107b282612779565b833b156104d05760405163426fe3d760e11b815263ffffffff919091166004820152600160248201528181604481875afa80156104ac57610988575b5063ffffffff602087015116833b156104d057604051906335cc1c1560e21b825260048201528181602481875afa80156104ac5761096f575b505060209161083582612779565b9188604088019561084f65ffffffffffff88511693612779565b9064ffffffffff8b67ffffffffffffffff61087760406108708c85016127a1565b9301612da7565b916040519463ffffffff8c8701977f38a7a00eb1f513fc4895515aa1f2b196db3ddf7dea47e46de5afa1a4e13ec1e989521660408701528d606087015260808601521660a08401521660c082015260c081526108d460e08261287f565b519020916108fa6040519a8b968795869463975db20960e01b86523392600487016129b6565b03925af1908115610964576109449461093f92610947575b5063ffffffff8451169065ffffffffffff61ffff60a08701511691511690610939866133ff565b926134d0565b613616565b80f35b61095f9060203d6020116104a557610498818361287f565b610912565b6040513d87823e3d90fd5b816109799161287f565b610984578638610827565b8680fd5b816109929161287f565b6109845786386107ee565b63020abf0560e31b8752600452602486fd5b517faabd281900000000000000000000000000000000000000000000000000000000875263ffffffff16600452602486fd5b506109ea612c7f565b63ffffffff8083511691161161073e565b63e37d4aeb60e01b8752600452602486fd5b503461055757610a1c36612700565b90602081013591604082013591610a338385613963565b9263ffffffff8560401c1663ffffffff610a4c84612779565b16810361099d575090602091610a6a610a6483612779565b92612779565b9064ffffffffff610a7c8587016127a1565b67ffffffffffffffff610a9160408901612da7565b916040519463ffffffff898701977fe888f4093ae6f5a20dbd33379cb8c3a6141033f703ffe8bbef462a2d62bcf23289521660408701528b606087015260808601521660a08401521660c082015260c08152610aee60e08261287f565b519020610b11604051948593849363975db20960e01b8552339160048601612b57565b0381876001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af18015610bf457610bd7575b50818352600260205260408320600160d21b60ff60d01b19825416179055600260ff60e08301511614610ba8575b507f1d030e20b51999a7476e5c999d703819ed26a785c0e3cd4d2d9af6bb74a34fc8602060405160038152a280f35b8063ffffffff610bd19251169065ffffffffffff604061ffff60a0840151169201511691613ab4565b38610b79565b610bef9060203d6020116104a557610498818361287f565b610b4b565b6040513d86823e3d90fd5b50346105575780600319360112610557576020610c1a612c7f565b63ffffffff60405191168152f35b503461055757366003190160c081126104d05760a0136105575760a43567ffffffffffffffff81116104d05760a060031982360301126104d05760243580835260026020526040832060405190610c7e82612813565b5463ffffffff8116825263ffffffff8160201c16602083015265ffffffffffff8160401c1660408301526060820163ffffffff8260701c16815263ffffffff8260901c16608084015260ff60a084019261ffff8160b01c16845261ffff8160c01c1660c086015260d01c168060e0850152600381036109fb575063ffffffff83511663ffffffff610d0d612740565b16810361099d575063ffffffff80610d23612c7f565b9251169116908082106112565750506001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166040517fb1a2b32100000000000000000000000000000000000000000000000000000000815284600482015261012081602481855afa90811561124b57879161116f575b50602065ffffffffffff910151169465ffffffffffff610dbe6127b6565b168603611143579063ffffffff60208895949386610eee610ddd612740565b928a65ffffffffffff7fa81e7f0358332a9d5453ea3658292b92fb42075c959e08861658c4a2f9de62358764ffffffffff610e166127cb565b9467ffffffffffffffff8786610e2a612740565b938f610e346127cb565b83610e3d612753565b91610e466127b6565b9484610e606044610e5960248c016127a1565b9a01612da7565b9a6040519d8e019e8f521660408d015260608c01521660808a01521660a08801521660c08601521660e0840152166101008201526101008152610ea56101208261287f565b51902091604051988997889763975db20960e01b89525016600487015260816024870152166044850152606484015233608484015260c060a484015260c4830190600401612928565b0381886001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af1801561096457611126575b50610f316127cb565b90803b15611122576040517fa17da0bb0000000000000000000000000000000000000000000000000000000081526004810187905265ffffffffffff92909216602483015284908290604490829084905af1908115610bf457849161110d575b5050610fb263ffffffff83511661ffff835116610fac6127cb565b91613ab4565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169063ffffffff61ffff610fed612753565b92511693511692610ffc6127cb565b833b156111095785809465ffffffffffff899363ffffffff9860a4966040519a8b998a987fe90d161d000000000000000000000000000000000000000000000000000000008a5260048a0152166024880152604487015260648601521660848401525af180156104ac576110f4575b5050611075612753565b61107d6127cb565b9265ffffffffffff61108d6127cb565b160165ffffffffffff81116110e05763ffffffff7f13930762d5a53629f5ed2f1550df92153c64b6c15627fa4883759da6c6b1ee6e9265ffffffffffff604093818551981688521660208701521693a380f35b602485634e487b7160e01b81526011600452fd5b816110fe9161287f565b6104cc57823861106b565b8580fd5b816111179161287f565b6104cc578238610f91565b8480fd5b61113e9060203d6020116104a557610498818361287f565b610f28565b602487877f66640df8000000000000000000000000000000000000000000000000000000008252600452fd5b9050610120813d8211611243575b8161118b610120938361287f565b8101031261098457602065ffffffffffff91611236610100604051926111b084612862565b6111b981612ba8565b84526111c6858201612ba8565b858501526111d660408201612b97565b60408501526111e760608201612b97565b60608501526111f860808201612b97565b608085015261120960a08201612c32565b60a085015261121a60c08201612c32565b60c085015261122b60e08201612c41565b60e085015201612c41565b6101008201529150610da0565b3d915061117d565b6040513d89823e3d90fd5b7f6ae55c92000000000000000000000000000000000000000000000000000000008752600452602452604485fd5b5034610557578060031936011261055757604080516112a281612846565b8281528260208201520152606063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001663ffffffff6040516112e781612846565b82815264ffffffffff60406020830192827f00000000000000000000000000000000000000000000000000000000000000001684520191837f00000000000000000000000000000000000000000000000000000000000000001683526040519485525116602084015251166040820152f35b50346105575761136836612700565b90602081013560408201359161137c612bf5565b506113878383613963565b9260ff60e085015116600281036109fb57506080840163ffffffff81511615158061156d575b6109af575063ffffffff60208501511663ffffffff6113cb84612779565b16810361099d57506113e963ffffffff606086015116610777612c7f565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168663ffffffff865116823b156104d05760405163426fe3d760e11b815263ffffffff919091166004820152600160248201528181604481865afa80156104ac57611558575b509260209361146682612779565b9361147d65ffffffffffff60408a01511693612779565b9064ffffffffff8a67ffffffffffffffff61149e60406108708c85016127a1565b916040519463ffffffff8c8701977fb53f9424b6ac31b2bd2a0a166d302501c031913041130f2175f9356de02a0f3b89521660408701528c606087015260808601521660a08401521660c082015260c081526114fb60e08261287f565b51902091611521604051998a968795869463975db20960e01b86523392600487016129b6565b03925af1928315610bf4576109449361153b575b50613616565b6115539060203d6020116104a557610498818361287f565b611535565b816115629161287f565b610984578638611458565b50611576612c7f565b63ffffffff808351169116116113ad565b50346105575761159636612700565b9060208101359160408201356115ac8185613963565b9260e0840191600160ff8451161460001461178e5763ffffffff8551165b63ffffffff806115d985612779565b16911690810361177c5750906020916115f4610a6483612779565b9064ffffffffff6116068588016127a1565b67ffffffffffffffff61161b60408a01612da7565b916040519463ffffffff898701977f1872687031c8b018ce5604c93a2d01b02b523141638f6378a4baba481b06a60a89521660408701528c606087015260808601521660a08401521660c082015260c0815261167860e08261287f565b51902061169b604051958693849363975db20960e01b8552339160048601612b57565b0381886001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165af19081156109645760029260ff9261175f575b508486528260205260408620600160d21b60ff60d01b19825416179055511614611730575b507f1d030e20b51999a7476e5c999d703819ed26a785c0e3cd4d2d9af6bb74a34fc8602060405160028152a280f35b8063ffffffff6117599251169065ffffffffffff604061ffff60a0840151169201511691613ab4565b38611701565b6117779060203d6020116104a557610498818361287f565b6116dc565b63020abf0560e31b8852600452602487fd5b63ffffffff6020860151166115ca565b5034610557576020366003190112610557576117b8612bf5565b506004358152600260205260409020604051906117d482612813565b5463ffffffff811691828152602081018260201c63ffffffff168152604082018360401c65ffffffffffff168152606083018460701c63ffffffff16815260808401918560901c63ffffffff16835260a08501938660b01c61ffff16855260c08601958760c01c61ffff16875260e0019660d01c60ff1687526040519788525163ffffffff1660208801525165ffffffffffff1660408701525163ffffffff1660608601525163ffffffff1660808501525161ffff1660a08401525161ffff1660c08301525160ff1660e082015261010090f35b5034610557576040366003190112610557576118c261266e565b6024359067ffffffffffffffff82116104cc57366023830112156104cc5781600401359167ffffffffffffffff831161194b57366024848301011161194b576020939261191492909160240190613924565b81526004825260408120549081815260028352600460ff604083205460d01c1614611943575b50604051908152f35b90503861193a565b8380fd5b50346105575760403660031901126105575761196961266e565b6024359061ffff82168092036104cc5760409261199a9265ffffffff0000859360101b161781528060205220612bbb565b67ffffffffffffffff6020818351169201511682519182526020820152f35b50346105575760403660031901126105575760243560043567ffffffffffffffff82116104cc57366023830112156104cc57816004013567ffffffffffffffff811161194b573660248260051b8501011161194b578184526002602052600360ff604086205460d01c1603611bdb579183907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690825b85811015611bd757611abd6040611a7660248460051b8601016127e0565b81517f9e9aa9f70000000000000000000000000000000000000000000000000000000081526004810189905265ffffffffffff909116602482015291829081906044820190565b038188885af180156109645785918691611b8a575b5065ffffffffffff169081611aec575b5050600101611a58565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690813b156109845760648888809463ffffffff9660405197889687957faad969b6000000000000000000000000000000000000000000000000000000008752600487015216602485015260448401525af190811561096457859115611ae25781611b7f9161287f565b61194b578338611ae2565b9150506040813d8211611bcf575b81611ba56040938361287f565b810103126111225765ffffffffffff611bc96020611bc284612b97565b9301612ba8565b90611ad2565b3d9150611b98565b8380f35b602484838152600260205260ff604082205460d01c1663e37d4aeb60e01b8252600452fd5b50346105575760203660031901126105575760406020916004358152600383522054604051908152f35b503461055757611c39366126a6565b90611c4381612779565b611c4f602083016127a1565b92611c5c60408401612779565b90856060850193611c6c856127e0565b966080870194611c7b86612804565b98611c8860a08a01612779565b99611c9560c08b01612779565b60e08b019b611ca38d612804565b92611cb16101008e01612779565b94611cc06101208f018f6129fd565b3690611ccb92612d60565b805190602001209660208c01611ce0906127a1565b98611ced60408e01612da7565b9a6040519c5060208d017fc9fa7a0a461384c7ed72d420aab1dd9c15dc474ae1691c37f31ccf5a7e6d8e69905263ffffffff1660408d015267ffffffffffffffff1660608c015263ffffffff1660808b015265ffffffffffff1660a08a015261ffff1660c089015263ffffffff1660e088015263ffffffff1661010087015261ffff1661012086015263ffffffff166101408501526101608401526101408701356101808401526101608701356101a08401526101808701356101c084015267ffffffffffffffff166101e083015264ffffffffff166102008201526102008152611dda6102208261287f565b8051906020012092611deb85612779565b611df7602087016127a1565b611e2b916bffffffff000000000000000067ffffffffffffffff6c0100000000000000000000000093169160401b16171790565b95611e3860408701612779565b93611e4287612779565b92611e4c906127e0565b611e5860c08901612779565b90611e666101008a01612779565b92611e7090612804565b93611e7a90612804565b9460405197611e8889612813565b63ffffffff16885263ffffffff16602088015265ffffffffffff16604087015263ffffffff16606086015263ffffffff16608085015261ffff1660a084015261ffff1660c083015260e082016001905261018084013560a08501611eeb90612779565b90611ef69184612ddb565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001686611f2d60408701612779565b823b156104d05763ffffffff604051916335cc1c1560e21b83521660048201528181602481865afa80156104ac57612079575b509160209163ffffffff611fbb94611f7789612779565b6040519687958694859363975db20960e01b8552166004840152600160248401528360448401528a606484015233608484015260c060a484015260c4830190612928565b03925af1801561206e57918391611ff69360209850612053575b50611fdf85612779565b611fed6101208701876129fd565b9390928861312f565b827ff46f2b4fdc4caa3b7b6cdf5ec1899c0f0f32f900efa48ba4178d5d600601aac663ffffffff61202960408601612779565b9461204861203682612779565b91836040519485941698169683612a30565b0390a4604051908152f35b61206990883d8a116104a557610498818361287f565b611fd5565b6040513d88823e3d90fd5b816120839161287f565b610984578638611f60565b50346105575761209d366126a6565b90916120a883612779565b816120b5602086016127a1565b846120c260408801612779565b6120ce606089016127e0565b6120da60808a01612804565b6120e660a08b01612779565b6120f260c08c01612779565b906120ff60e08d01612804565b9261210d6101008e01612779565b9461211c6101208f018f6129fd565b369061212792612d60565b80519060200120966020890161213c906127a1565b9860400161214990612da7565b996040519c8d9c60208e019e8f9150507f4f65410e169faacc31a69fd6a738489a2195d1f07fdb6c2a5bfc8e9c0ae6d359905263ffffffff1660408d015267ffffffffffffffff1660608c015263ffffffff1660808b015265ffffffffffff1660a08a015261ffff1660c089015263ffffffff1660e088015263ffffffff1661010087015261ffff1661012086015263ffffffff166101408501526101608401526101408701356101808401526101608701356101a08401526101808701356101c084015267ffffffffffffffff166101e083015264ffffffffff16610200820152610200815261223c6102208261287f565b5190209161224984612779565b612255602086016127a1565b612289916bffffffff000000000000000067ffffffffffffffff6c0100000000000000000000000093169160401b16171790565b9261229385612779565b916122a060408701612779565b6122ac606088016127e0565b6122b860c08901612779565b6122c56101008a01612779565b906122d260808b01612804565b926122df60e08c01612804565b94604051986122ed8a612813565b63ffffffff16895263ffffffff16602089015265ffffffffffff16604088015263ffffffff16606087015263ffffffff16608086015261ffff1660a085015261ffff1660c084015260e083016002905261018086013560a0870161235090612779565b9061235b9185612ddb565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03169361238f87612779565b853b156104d05760405163426fe3d760e11b815263ffffffff919091166004820152600160248201528181604481895afa80156104ac576125e7575b50906020836123d989612779565b926124076123e960608c016127e0565b91604051958694859463975db20960e01b86523392600487016129b6565b038185895af180156104ac576125ca575b50602063ffffffff608461242e60408a01612779565b846124388b612779565b9865ffffffffffff8c86612457606061245084612779565b93016127e0565b91816040519e8f9a8b997fa97363bb000000000000000000000000000000000000000000000000000000008b521660048a01521660248801521660448601521660648401525af19384156125bd57819461257b575b50508483916124d66124bf604098612779565b6124cd6101208501856129fd565b9184888b61312f565b6125046124e283612779565b6124ee60808501612804565b6124fa606086016127e0565b90610939886133ff565b857f09fbe108d8007092bb22401cdc02c34bbb20e3890949755e2ab6cf5f07636c6063ffffffff61253485612779565b946125546125438c8301612779565b91838d519485941698169683612a30565b0390a461256b575b50825191825215156020820152f35b6125759083613616565b3861255c565b909593506020813d6020116125b5575b816125986020938361287f565b8101031261110957518015158103611109579294506040386124ac565b3d915061258b565b50604051903d90823e3d90fd5b6125e29060203d6020116104a557610498818361287f565b612418565b816125f19161287f565b386123cb565b9050346104d05760603660031901126104d05761261261266e565b6024359063ffffffff8216820361194b576044359161ffff8316809303611122579367ffffffffffffffff9260409269ffffffff00000000000065ffffffff000060209860101b169160301b1617178152600185522054168152f35b6004359063ffffffff8216820361268157565b600080fd5b359063ffffffff8216820361268157565b359061ffff8216820361268157565b9060406003198301126126815760043567ffffffffffffffff8111612681576101a0818403600319011261268157600401916024359067ffffffffffffffff82116126815760a09082900360031901126126815760040190565b9060031982016080811261268157606013612681576004916064359067ffffffffffffffff82116126815760a09082900360031901126126815760040190565b60043563ffffffff811681036126815790565b60643563ffffffff811681036126815790565b60243563ffffffff811681036126815790565b3563ffffffff811681036126815790565b60643567ffffffffffffffff811681036126815790565b3567ffffffffffffffff811681036126815790565b60843565ffffffffffff811681036126815790565b60443565ffffffffffff811681036126815790565b3565ffffffffffff811681036126815790565b60443561ffff811681036126815790565b3561ffff811681036126815790565b610100810190811067ffffffffffffffff82111761283057604052565b634e487b7160e01b600052604160045260246000fd5b6060810190811067ffffffffffffffff82111761283057604052565b610120810190811067ffffffffffffffff82111761283057604052565b90601f8019910116810190811067ffffffffffffffff82111761283057604052565b9081602091031261268157516001600160a01b03811681036126815790565b359067ffffffffffffffff8216820361268157565b9035601e198236030181121561268157016020813591019167ffffffffffffffff821161268157813603831361268157565b908060209392818452848401376000828201840152601f01601f1916010190565b80356001600160a01b03811680910361268157825267ffffffffffffffff612952602083016128c0565b16602083015260408101359164ffffffffff8316809303612681576129b39260408201526129a561299a61298960608501856128d5565b60a0606086015260a0850191612907565b9260808101906128d5565b916080818503910152612907565b90565b919360c09365ffffffffffff6129b3979663ffffffff6001600160a01b03951686526001602087015216604085015260608401521660808201528160a08201520190612928565b903590601e1981360301821215612681570180359067ffffffffffffffff82116126815760200191813603831361268157565b9081526040602082015263ffffffff612a4883612686565b16604082015267ffffffffffffffff612a63602084016128c0565b16606082015263ffffffff612a7a60408401612686565b166080820152606082013565ffffffffffff81168091036126815760a082015261ffff612aa960808401612697565b1660c082015263ffffffff612ac060a08401612686565b1660e082015263ffffffff612ad760c08401612686565b1661010082015261ffff612aed60e08401612697565b1661012082015263ffffffff612b066101008401612686565b166101408201526101c0610180612b38612b246101208601866128d5565b6101a06101608701526101e0860191612907565b93610140810135828501526101608101356101a0850152013591015290565b906129b3949360c09363ffffffff6001600160a01b0393168452608160208501526000604085015260608401521660808201528160a08201520190612928565b519063ffffffff8216820361268157565b519065ffffffffffff8216820361268157565b906040516040810181811067ffffffffffffffff82111761283057604052602067ffffffffffffffff829454818116845260401c16910152565b60405190612c0282612813565b600060e0838281528260208201528260408201528260608201528260808201528260a08201528260c08201520152565b519061ffff8216820361268157565b519060ff8216820361268157565b91908203918211612c5c57565b634e487b7160e01b600052601160045260246000fd5b91908201809211612c5c57565b612ca97f000000000000000000000000000000000000000000000000000000000000000042612c4f565b7f0000000000000000000000000000000000000000000000000000000000000000908115612d065763ffffffff91612d0291047f0000000000000000000000000000000000000000000000000000000000000000612c72565b1690565b634e487b7160e01b600052601260045260246000fd5b9067ffffffffffffffff8091169116039067ffffffffffffffff8211612c5c57565b9067ffffffffffffffff8091169116019067ffffffffffffffff8211612c5c57565b92919267ffffffffffffffff82116128305760405191612d8a601f8201601f19166020018461287f565b829481845281830111612681578281602093846000960137010152565b3564ffffffffff811681036126815790565b9190826080910312612681578151916020810151916060604083015192015190565b919065ffffffffffff604084015116801590811561311f575b506130ea5761ffff60a084015116156130ca5763ffffffff83511663ffffffff602085015116146130ab5763ffffffff612e2c612c7f565b918183169182911611613076576060840193612e4f8363ffffffff875116613a6e565b63ffffffff6080820151168015159081613051575b5061301c5760c001516040516304cc34d960e31b815261ffff909116600482015263ffffffff9290921660248301526080826044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa91821561301057600090600093612fda575b50612ee29082613af7565b63ffffffff855116818111612f7e57505063ffffffff91612f0291613af7565b925116908282119081612f75575b50612f19575050565b63ffffffff92507f448b8956000000000000000000000000000000000000000000000000000000006000527f5630312e6a7573746966792d6d6f6e74687300000000000000000000000000006004526024521660445260646000fd5b90501538612f10565b63ffffffff92507f1abd67f0000000000000000000000000000000000000000000000000000000006000527f5630312e74656e6f722d6d6f6e746873000000000000000000000000000000006004526024521660445260646000fd5b612ee29350613001915060803d608011613009575b612ff9818361287f565b810190612db9565b505092612ed7565b503d612fef565b6040513d6000823e3d90fd5b63a611436b60e01b6000527f756e74696c00000000000000000000000000000000000000000000000000000060045260246000fd5b83811091508115613064575b5038612e64565b905063ffffffff86511611153861305d565b63a611436b60e01b6000527f64656c697665726564000000000000000000000000000000000000000000000060045260246000fd5b63a611436b60e01b6000526637b13634b3b7b960c91b60045260246000fd5b63a611436b60e01b6000526763757272656e637960c01b60045260246000fd5b63a611436b60e01b6000527f666163650000000000000000000000000000000000000000000000000000000060045260246000fd5b655af3107a400091501138612df4565b93949092919484600052600260205260ff60406000205460d01c166133d15781613307575b50505081600052600260205260e060406000209163ffffffff81511683549067ffffffff00000000602084015160201b167fffffffffffff0000ffffffffffffffffffffffffffffffffffffffffffffffff6dffffffffffff0000000000000000604086015160401b167fffffffffffffffff0000ffffffffffffffffffffffffffffffffffffffffffff71ffffffff0000000000000000000000000000606088015160701b16917fffffffffffffffffffff00000000ffffffffffffffffffffffffffffffffffff75ffffffff00000000000000000000000000000000000060808a015160901b16957fffffffffffffffffffffffffffff00000000ffffffffffffffffffffffffffff77ffff0000000000000000000000000000000000000000000060a08c015160b01b169879ffff00000000000000000000000000000000000000000000000060c08d015160c01b169a6dffffffffffffffffffffffffffff191617161716171617161717178355015160ff60d01b197aff00000000000000000000000000000000000000000000000000008084549360d01b161691161790556000526003602052604060002055565b6080821161339c5761331892613924565b80600052600460205260406000205480600052600260205260ff60406000205460d01c168015159081613390575b506133635750600052600460205281604060002055388080613154565b7f8187613c0000000000000000000000000000000000000000000000000000000060005260045260246000fd5b60049150141538613346565b63a611436b60e01b6000527f726566000000000000000000000000000000000000000000000000000000000060045260246000fd5b847f6674b7900000000000000000000000000000000000000000000000000000000060005260045260246000fd5b60c0015161ffff1663ffffffff613414612c7f565b604051927f759ff12b0000000000000000000000000000000000000000000000000000000084526004840152675630372e6c696e6560c01b60248401521660448201526020816064816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156130105760009161349e575b50151590565b90506020813d6020116134c8575b816134b96020938361287f565b81010312612681575138613498565b3d91506134ac565b9392919061ffff1665ffffffff00008560101b161760005260006020526040600020916134fc83612bbb565b90602067ffffffffffffffff83511692019167ffffffffffffffff83511680821160001461360c5761352d91612d1c565b905b806135f1575b6135a057505192935061359e9261355e9165ffffffffffff169067ffffffffffffffff16612d3e565b7fffffffffffffffffffffffffffffffff0000000000000000ffffffffffffffff6fffffffffffffffff000000000000000083549260401b169116179055565b565b67ffffffffffffffff9063ffffffff877f4452c3f000000000000000000000000000000000000000000000000000000000600052675630372e6c696e6560c01b600452166024521660445260646000fd5b5067ffffffffffffffff811665ffffffffffff841611613535565b505060009061352f565b906000918083526002602052604083207a03000000000000000000000000000000000000000000000000000060ff60d01b19825416179055613656612c7f565b60c0830180516040516304cc34d960e31b815261ffff909116600482015263ffffffff92909216602483015292906080816044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa801561096457859186916138fe575b50606083019063ffffffff8251169260001984019384116138ea5765ffffffffffff6040860151169363ffffffff80875116945116928181106000146138e15761370e91612c4f565b965b61ffff8060a088015116915116906040519561372b87612862565b865260208601988a8a52604087019586526060870194855263ffffffff608088019116815260a0870191825260c0870192835260ff60e0880194168452610100870194600186526001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169660208a019b63ffffffff8d511699893b156138dd57918e99979593918d999795936040519c8d9b7f71abf0f3000000000000000000000000000000000000000000000000000000008d5260048d015260248c01525165ffffffffffff1660448b01525165ffffffffffff1660648a01525163ffffffff1660848901525163ffffffff1660a48801525163ffffffff1660c48701525161ffff1660e48601525161ffff166101048501525160ff166101248401525160ff1661014483015281835a9261016493f18015610964576138a1575b5063ffffffff807fe65ec5cff3939b2f65e6bc426bd887406785ff79da224fc7d0cd2cf1639e21829251169351169380a4565b63ffffffff856138d47fe65ec5cff3939b2f65e6bc426bd887406785ff79da224fc7d0cd2cf1639e21829497839461287f565b9592505061386e565b8e80fd5b50508796613710565b602488634e487b7160e01b81526011600452fd5b9050613919915060803d60801161300957612ff9818361287f565b9250905090386136c5565b9161395d9061394f60405193849263ffffffff60208501971687526040808501526060840191612907565b03601f19810183528261287f565b51902090565b919061396d612bf5565b5082600052600260205260406000209260ff6040519461398c86612813565b5463ffffffff8116865263ffffffff8160201c16602087015265ffffffffffff8160401c16604087015263ffffffff8160701c16606087015263ffffffff8160901c16608087015261ffff8160b01c1660a087015261ffff8160c01c1660c087015260d01c16938460e082015293600181141580613a63575b613a4f57506000526003602052604060002054908103613a225750565b7fd755a6060000000000000000000000000000000000000000000000000000000060005260045260246000fd5b63e37d4aeb60e01b60005260045260246000fd5b506002811415613a05565b63ffffffff918216911681811115613a84575050565b7fbbb1f82b0000000000000000000000000000000000000000000000000000000060005260045260245260446000fd5b65ffffffff000061ffff61359e9493169160101b1617600052600060205261355e65ffffffffffff6040600020921667ffffffffffffffff835460401c16612d1c565b620afa6c8101809111612c5c5762023ab181049062023ab182029082159183810462023ab114831715612c5c57613b2d91612c4f565b9161016d613b5c613b50613b456105b4870487612c4f565b618eac870490612c72565b62023ab0860490612c4f565b04928361016d029061016d82048503612c5c57613b8d613b83613b93938760021c90612c72565b6064870490612c4f565b90612c4f565b9283600502600581048503612c5c5760028101809111612c5c5760999004938460990290609982048603612c5c5760028201809211612c5c576005613bd9920490612c4f565b9360018501809511612c5c576000600a821015613da3575060038101809111612c5c57925b6101908302928304610190141715612c5c57613c3191613c1d91612c72565b60028311613d9a5760ff60015b1690612c72565b926000198201918211612c5c57613c4d613c5791600c93612c72565b9382850490612c72565b9206916001830191828411612c5c57613c708383613db6565b80821015613d9357505b600283119182613d8d576000198101908111612c5c57925b61019084049461019086029486159587810461019014871715612c5c57613cb891612c4f565b9360009015613d67575060011901908111612c5c57905b81609902916099830403612c5c5760028201809211612c5c576005613cf49204612c72565b600019810192908311612c5c5762023ab1840293840462023ab1141715612c5c5761016d81029080820461016d1481151715612c5c576064613d49613d3f613d5194613d5697612c72565b8360021c90612c72565b910490612c4f565b612c72565b620afa6b198101908111612c5c5790565b90600a01809211613d79575090613ccf565b80634e487b7160e01b602492526011600452fd5b92613c92565b9050613c7a565b60ff6000613c2a565b6008198201918211613d79575092613bfe565b60028214613e0a575060048114908115613dff575b8115613df4575b8115613de9575b5015613de457601e90565b601f90565b600b91501438613dd9565b600981149150613dd2565b600681149150613dcb565b6003811615915081613e27575b5015613e2257601d90565b601c90565b606481061580159250613e3c575b5038613e17565b6101909150061538613e3556",
}

// Receivables is an auto generated Go binding around an Ethereum contract.
type Receivables struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Receivables) GetABI() abi.ABI {
	return c.abi
}

// NewReceivables creates a new instance of Receivables.
func NewReceivables() *Receivables {
	parsed, err := ReceivablesMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Receivables{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Receivables) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address companies, address lots, address cash, address rules, (uint32,uint40,uint32) clock_) returns()
func (receivables *Receivables) PackConstructor(companies common.Address, lots common.Address, cash common.Address, rules common.Address, clock_ ClockParams) []byte {
	enc, err := receivables.abi.Pack("", companies, lots, cash, rules, clock_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackByReference is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x49d8a385.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function byReference(uint32 creator, string ref) view returns(uint256 id)
func (receivables *Receivables) PackByReference(creator uint32, ref string) []byte {
	enc, err := receivables.abi.Pack("byReference", creator, ref)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackByReference is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x49d8a385.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function byReference(uint32 creator, string ref) view returns(uint256 id)
func (receivables *Receivables) TryPackByReference(creator uint32, ref string) ([]byte, error) {
	return receivables.abi.Pack("byReference", creator, ref)
}

// UnpackByReference is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x49d8a385.
//
// Solidity: function byReference(uint32 creator, string ref) view returns(uint256 id)
func (receivables *Receivables) UnpackByReference(data []byte) (*big.Int, error) {
	out, err := receivables.abi.Unpack("byReference", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (receivables *Receivables) PackClock() []byte {
	enc, err := receivables.abi.Pack("clock")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClock is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ddadf4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (receivables *Receivables) TryPackClock() ([]byte, error) {
	return receivables.abi.Pack("clock")
}

// UnpackClock is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x91ddadf4.
//
// Solidity: function clock() view returns((uint32,uint40,uint32))
func (receivables *Receivables) UnpackClock(data []byte) (ClockParams, error) {
	out, err := receivables.abi.Unpack("clock", data)
	if err != nil {
		return *new(ClockParams), err
	}
	out0 := *abi.ConvertType(out[0], new(ClockParams)).(*ClockParams)
	return out0, nil
}

// PackConfirmReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e5ccc3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function confirmReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackConfirmReceivable(act ConfirmReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("confirmReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfirmReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e5ccc3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function confirmReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackConfirmReceivable(act ConfirmReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("confirmReceivable", act, auth)
}

// PackGrantLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe13f932f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function grantLine((uint32,uint32,uint16,uint64) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackGrantLine(act GrantLine, auth Auth) []byte {
	enc, err := receivables.abi.Pack("grantLine", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGrantLine is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe13f932f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function grantLine((uint32,uint32,uint16,uint64) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackGrantLine(act GrantLine, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("grantLine", act, auth)
}

// PackGrantOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x26b6abf8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function grantOf(uint32 bank, uint32 obligor, uint16 currency) view returns(uint64)
func (receivables *Receivables) PackGrantOf(bank uint32, obligor uint32, currency uint16) []byte {
	enc, err := receivables.abi.Pack("grantOf", bank, obligor, currency)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGrantOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x26b6abf8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function grantOf(uint32 bank, uint32 obligor, uint16 currency) view returns(uint64)
func (receivables *Receivables) TryPackGrantOf(bank uint32, obligor uint32, currency uint16) ([]byte, error) {
	return receivables.abi.Pack("grantOf", bank, obligor, currency)
}

// UnpackGrantOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x26b6abf8.
//
// Solidity: function grantOf(uint32 bank, uint32 obligor, uint16 currency) view returns(uint64)
func (receivables *Receivables) UnpackGrantOf(data []byte) (uint64, error) {
	out, err := receivables.abi.Unpack("grantOf", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackIssueReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b2595da.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function issueReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id, bool active)
func (receivables *Receivables) PackIssueReceivable(act IssueReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("issueReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIssueReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2b2595da.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function issueReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id, bool active)
func (receivables *Receivables) TryPackIssueReceivable(act IssueReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("issueReceivable", act, auth)
}

// IssueReceivableOutput serves as a container for the return parameters of contract
// method IssueReceivable.
type IssueReceivableOutput struct {
	Id     *big.Int
	Active bool
}

// UnpackIssueReceivable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2b2595da.
//
// Solidity: function issueReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id, bool active)
func (receivables *Receivables) UnpackIssueReceivable(data []byte) (IssueReceivableOutput, error) {
	out, err := receivables.abi.Unpack("issueReceivable", data)
	outstruct := new(IssueReceivableOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Id = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Active = *abi.ConvertType(out[1], new(bool)).(*bool)
	return *outstruct, nil
}

// PackLapse is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd91d923.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lapse(uint256 id) returns()
func (receivables *Receivables) PackLapse(id *big.Int) []byte {
	enc, err := receivables.abi.Pack("lapse", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLapse is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd91d923.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lapse(uint256 id) returns()
func (receivables *Receivables) TryPackLapse(id *big.Int) ([]byte, error) {
	return receivables.abi.Pack("lapse", id)
}

// PackLineOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x470d04ce.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function lineOf(uint32 obligor, uint16 currency) view returns(uint64 limit, uint64 used)
func (receivables *Receivables) PackLineOf(obligor uint32, currency uint16) []byte {
	enc, err := receivables.abi.Pack("lineOf", obligor, currency)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLineOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x470d04ce.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function lineOf(uint32 obligor, uint16 currency) view returns(uint64 limit, uint64 used)
func (receivables *Receivables) TryPackLineOf(obligor uint32, currency uint16) ([]byte, error) {
	return receivables.abi.Pack("lineOf", obligor, currency)
}

// LineOfOutput serves as a container for the return parameters of contract
// method LineOf.
type LineOfOutput struct {
	Limit uint64
	Used  uint64
}

// UnpackLineOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x470d04ce.
//
// Solidity: function lineOf(uint32 obligor, uint16 currency) view returns(uint64 limit, uint64 used)
func (receivables *Receivables) UnpackLineOf(data []byte) (LineOfOutput, error) {
	out, err := receivables.abi.Unpack("lineOf", data)
	outstruct := new(LineOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Limit = *abi.ConvertType(out[0], new(uint64)).(*uint64)
	outstruct.Used = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	return *outstruct, nil
}

// PackProposalOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36e52ccc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function proposalOf(uint256 id) view returns(bytes32)
func (receivables *Receivables) PackProposalOf(id *big.Int) []byte {
	enc, err := receivables.abi.Pack("proposalOf", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProposalOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36e52ccc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function proposalOf(uint256 id) view returns(bytes32)
func (receivables *Receivables) TryPackProposalOf(id *big.Int) ([]byte, error) {
	return receivables.abi.Pack("proposalOf", id)
}

// UnpackProposalOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x36e52ccc.
//
// Solidity: function proposalOf(uint256 id) view returns(bytes32)
func (receivables *Receivables) UnpackProposalOf(data []byte) ([32]byte, error) {
	out, err := receivables.abi.Unpack("proposalOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackPush is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x44a03a7d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function push(uint256 id, uint48[] lots) returns()
func (receivables *Receivables) PackPush(id *big.Int, lots []*big.Int) []byte {
	enc, err := receivables.abi.Pack("push", id, lots)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPush is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x44a03a7d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function push(uint256 id, uint48[] lots) returns()
func (receivables *Receivables) TryPackPush(id *big.Int, lots []*big.Int) ([]byte, error) {
	return receivables.abi.Pack("push", id, lots)
}

// PackReceivableOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57468054.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function receivableOf(uint256 id) view returns((uint32,uint32,uint48,uint32,uint32,uint16,uint16,uint8))
func (receivables *Receivables) PackReceivableOf(id *big.Int) []byte {
	enc, err := receivables.abi.Pack("receivableOf", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReceivableOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57468054.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function receivableOf(uint256 id) view returns((uint32,uint32,uint48,uint32,uint32,uint16,uint16,uint8))
func (receivables *Receivables) TryPackReceivableOf(id *big.Int) ([]byte, error) {
	return receivables.abi.Pack("receivableOf", id)
}

// UnpackReceivableOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57468054.
//
// Solidity: function receivableOf(uint256 id) view returns((uint32,uint32,uint48,uint32,uint32,uint16,uint16,uint8))
func (receivables *Receivables) UnpackReceivableOf(data []byte) (Receivable, error) {
	out, err := receivables.abi.Unpack("receivableOf", data)
	if err != nil {
		return *new(Receivable), err
	}
	out0 := *abi.ConvertType(out[0], new(Receivable)).(*Receivable)
	return out0, nil
}

// PackRejectReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x751a2d42.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rejectReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackRejectReceivable(act RejectReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("rejectReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRejectReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x751a2d42.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rejectReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackRejectReceivable(act RejectReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("rejectReceivable", act, auth)
}

// PackRequestReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e9006b0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id)
func (receivables *Receivables) PackRequestReceivable(act RequestReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("requestReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e9006b0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id)
func (receivables *Receivables) TryPackRequestReceivable(act RequestReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("requestReceivable", act, auth)
}

// UnpackRequestReceivable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2e9006b0.
//
// Solidity: function requestReceivable((uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns(uint256 id)
func (receivables *Receivables) UnpackRequestReceivable(data []byte) (*big.Int, error) {
	out, err := receivables.abi.Unpack("requestReceivable", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSettleReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa16cfe08.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleReceivable((uint32,uint256,uint48,uint32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackSettleReceivable(act SettleReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("settleReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa16cfe08.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleReceivable((uint32,uint256,uint48,uint32,uint48) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackSettleReceivable(act SettleReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("settleReceivable", act, auth)
}

// PackTakeReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b89e394.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function takeReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackTakeReceivable(act TakeReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("takeReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTakeReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b89e394.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function takeReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackTakeReceivable(act TakeReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("takeReceivable", act, auth)
}

// PackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function today() view returns(uint32)
func (receivables *Receivables) PackToday() []byte {
	enc, err := receivables.abi.Pack("today")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToday is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb74e452b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function today() view returns(uint32)
func (receivables *Receivables) TryPackToday() ([]byte, error) {
	return receivables.abi.Pack("today")
}

// UnpackToday is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb74e452b.
//
// Solidity: function today() view returns(uint32)
func (receivables *Receivables) UnpackToday(data []byte) (uint32, error) {
	out, err := receivables.abi.Unpack("today", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackWithdrawReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9028802.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdrawReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) PackWithdrawReceivable(act WithdrawReceivable, auth Auth) []byte {
	enc, err := receivables.abi.Pack("withdrawReceivable", act, auth)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdrawReceivable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9028802.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdrawReceivable((uint32,uint256,bytes32) act, (address,uint64,uint40,bytes,bytes) auth) returns()
func (receivables *Receivables) TryPackWithdrawReceivable(act WithdrawReceivable, auth Auth) ([]byte, error) {
	return receivables.abi.Pack("withdrawReceivable", act, auth)
}

// ReceivablesActivated represents a Activated event raised by the Receivables contract.
type ReceivablesActivated struct {
	Receivable *big.Int
	Obligor    uint32
	Supplier   uint32
	Raw        *types.Log // Blockchain specific contextual infos
}

const ReceivablesActivatedEventName = "Activated"

// ContractEventName returns the user-defined event name.
func (ReceivablesActivated) ContractEventName() string {
	return ReceivablesActivatedEventName
}

// UnpackActivatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Activated(uint256 indexed receivable, uint32 indexed obligor, uint32 indexed supplier)
func (receivables *Receivables) UnpackActivatedEvent(log *types.Log) (*ReceivablesActivated, error) {
	event := "Activated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesActivated)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ReceivablesIssued represents a Issued event raised by the Receivables contract.
type ReceivablesIssued struct {
	Receivable *big.Int
	Obligor    uint32
	Supplier   uint32
	Proposal   [32]byte
	Terms      IssueReceivable
	Raw        *types.Log // Blockchain specific contextual infos
}

const ReceivablesIssuedEventName = "Issued"

// ContractEventName returns the user-defined event name.
func (ReceivablesIssued) ContractEventName() string {
	return ReceivablesIssuedEventName
}

// UnpackIssuedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Issued(uint256 indexed receivable, uint32 indexed obligor, uint32 indexed supplier, bytes32 proposal, (uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) terms)
func (receivables *Receivables) UnpackIssuedEvent(log *types.Log) (*ReceivablesIssued, error) {
	event := "Issued"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesIssued)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ReceivablesLineGranted represents a LineGranted event raised by the Receivables contract.
type ReceivablesLineGranted struct {
	Bank     uint32
	Obligor  uint32
	Currency uint16
	Amount   uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const ReceivablesLineGrantedEventName = "LineGranted"

// ContractEventName returns the user-defined event name.
func (ReceivablesLineGranted) ContractEventName() string {
	return ReceivablesLineGrantedEventName
}

// UnpackLineGrantedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event LineGranted(uint32 indexed bank, uint32 indexed obligor, uint16 currency, uint64 amount)
func (receivables *Receivables) UnpackLineGrantedEvent(log *types.Log) (*ReceivablesLineGranted, error) {
	event := "LineGranted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesLineGranted)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ReceivablesRequested represents a Requested event raised by the Receivables contract.
type ReceivablesRequested struct {
	Receivable *big.Int
	Obligor    uint32
	Supplier   uint32
	Proposal   [32]byte
	Terms      RequestReceivable
	Raw        *types.Log // Blockchain specific contextual infos
}

const ReceivablesRequestedEventName = "Requested"

// ContractEventName returns the user-defined event name.
func (ReceivablesRequested) ContractEventName() string {
	return ReceivablesRequestedEventName
}

// UnpackRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Requested(uint256 indexed receivable, uint32 indexed obligor, uint32 indexed supplier, bytes32 proposal, (uint32,uint64,uint32,uint48,uint16,uint32,uint32,uint16,uint32,string,bytes32,bytes32,bytes32) terms)
func (receivables *Receivables) UnpackRequestedEvent(log *types.Log) (*ReceivablesRequested, error) {
	event := "Requested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesRequested)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ReceivablesSettled represents a Settled event raised by the Receivables contract.
type ReceivablesSettled struct {
	Receivable *big.Int
	Bank       uint32
	Amount     *big.Int
	Paid       *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const ReceivablesSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (ReceivablesSettled) ContractEventName() string {
	return ReceivablesSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(uint256 indexed receivable, uint32 indexed bank, uint48 amount, uint48 paid)
func (receivables *Receivables) UnpackSettledEvent(log *types.Log) (*ReceivablesSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesSettled)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ReceivablesVoided represents a Voided event raised by the Receivables contract.
type ReceivablesVoided struct {
	Receivable *big.Int
	Outcome    uint8
	Raw        *types.Log // Blockchain specific contextual infos
}

const ReceivablesVoidedEventName = "Voided"

// ContractEventName returns the user-defined event name.
func (ReceivablesVoided) ContractEventName() string {
	return ReceivablesVoidedEventName
}

// UnpackVoidedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Voided(uint256 indexed receivable, uint8 outcome)
func (receivables *Receivables) UnpackVoidedEvent(log *types.Log) (*ReceivablesVoided, error) {
	event := "Voided"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != receivables.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ReceivablesVoided)
	if len(log.Data) > 0 {
		if err := receivables.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range receivables.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (receivables *Receivables) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], receivables.abi.Errors["AboveLine"].ID.Bytes()[:4]) {
		return receivables.UnpackAboveLineError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["BadClock"].ID.Bytes()[:4]) {
		return receivables.UnpackBadClockError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["BadField"].ID.Bytes()[:4]) {
		return receivables.UnpackBadFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["DueInPast"].ID.Bytes()[:4]) {
		return receivables.UnpackDueInPastError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["Exists"].ID.Bytes()[:4]) {
		return receivables.UnpackExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["JustificationNeeded"].ID.Bytes()[:4]) {
		return receivables.UnpackJustificationNeededError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["Lapsed"].ID.Bytes()[:4]) {
		return receivables.UnpackLapsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["NotDue"].ID.Bytes()[:4]) {
		return receivables.UnpackNotDueError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["NotLapsed"].ID.Bytes()[:4]) {
		return receivables.UnpackNotLapsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["NotParty"].ID.Bytes()[:4]) {
		return receivables.UnpackNotPartyError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["OtherBank"].ID.Bytes()[:4]) {
		return receivables.UnpackOtherBankError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["OtherProposal"].ID.Bytes()[:4]) {
		return receivables.UnpackOtherProposalError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["PaidDiffers"].ID.Bytes()[:4]) {
		return receivables.UnpackPaidDiffersError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["ReferenceUsed"].ID.Bytes()[:4]) {
		return receivables.UnpackReferenceUsedError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["TenorAboveCap"].ID.Bytes()[:4]) {
		return receivables.UnpackTenorAboveCapError(raw[4:])
	}
	if bytes.Equal(raw[:4], receivables.abi.Errors["WrongState"].ID.Bytes()[:4]) {
		return receivables.UnpackWrongStateError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ReceivablesAboveLine represents a AboveLine error raised by the Receivables contract.
type ReceivablesAboveLine struct {
	Rule     [32]byte
	Obligor  uint32
	Headroom *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AboveLine(bytes32 rule, uint32 obligor, uint256 headroom)
func ReceivablesAboveLineErrorID() common.Hash {
	return common.HexToHash("0x4452c3f01fcdb081b1bb18dc3df9ab1a7699a3d934a759f18f64248290e03932")
}

// UnpackAboveLineError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AboveLine(bytes32 rule, uint32 obligor, uint256 headroom)
func (receivables *Receivables) UnpackAboveLineError(raw []byte) (*ReceivablesAboveLine, error) {
	out := new(ReceivablesAboveLine)
	if err := receivables.abi.UnpackIntoInterface(out, "AboveLine", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesBadClock represents a BadClock error raised by the Receivables contract.
type ReceivablesBadClock struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadClock()
func ReceivablesBadClockErrorID() common.Hash {
	return common.HexToHash("0xa71662d361008e622253311abdb42f0ed5642ee066053b450342071be598bfec")
}

// UnpackBadClockError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadClock()
func (receivables *Receivables) UnpackBadClockError(raw []byte) (*ReceivablesBadClock, error) {
	out := new(ReceivablesBadClock)
	if err := receivables.abi.UnpackIntoInterface(out, "BadClock", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesBadField represents a BadField error raised by the Receivables contract.
type ReceivablesBadField struct {
	Field [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadField(bytes32 field)
func ReceivablesBadFieldErrorID() common.Hash {
	return common.HexToHash("0xa611436b6a7f024ff44bd2c7f7b186e4fee087cfa3b1b9baabbb36e44e51fcc8")
}

// UnpackBadFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadField(bytes32 field)
func (receivables *Receivables) UnpackBadFieldError(raw []byte) (*ReceivablesBadField, error) {
	out := new(ReceivablesBadField)
	if err := receivables.abi.UnpackIntoInterface(out, "BadField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesDueInPast represents a DueInPast error raised by the Receivables contract.
type ReceivablesDueInPast struct {
	Due   uint32
	Today uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DueInPast(uint32 due, uint32 today)
func ReceivablesDueInPastErrorID() common.Hash {
	return common.HexToHash("0xbbb1f82b991a325f46e9dcd5ef54c18d450162df95acc398dd056fc058dd0148")
}

// UnpackDueInPastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DueInPast(uint32 due, uint32 today)
func (receivables *Receivables) UnpackDueInPastError(raw []byte) (*ReceivablesDueInPast, error) {
	out := new(ReceivablesDueInPast)
	if err := receivables.abi.UnpackIntoInterface(out, "DueInPast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesExists represents a Exists error raised by the Receivables contract.
type ReceivablesExists struct {
	Receivable *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Exists(uint256 receivable)
func ReceivablesExistsErrorID() common.Hash {
	return common.HexToHash("0x6674b790391a408ad6a00506ad565048cc78b06a54190b768865b93772120625")
}

// UnpackExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Exists(uint256 receivable)
func (receivables *Receivables) UnpackExistsError(raw []byte) (*ReceivablesExists, error) {
	out := new(ReceivablesExists)
	if err := receivables.abi.UnpackIntoInterface(out, "Exists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesJustificationNeeded represents a JustificationNeeded error raised by the Receivables contract.
type ReceivablesJustificationNeeded struct {
	Rule   [32]byte
	Due    uint32
	Latest uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error JustificationNeeded(bytes32 rule, uint32 due, uint32 latest)
func ReceivablesJustificationNeededErrorID() common.Hash {
	return common.HexToHash("0x448b89565d7ee6b833ddc35ebeb6a9bc2eadabef2ebc41903246c253bce8adfd")
}

// UnpackJustificationNeededError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error JustificationNeeded(bytes32 rule, uint32 due, uint32 latest)
func (receivables *Receivables) UnpackJustificationNeededError(raw []byte) (*ReceivablesJustificationNeeded, error) {
	out := new(ReceivablesJustificationNeeded)
	if err := receivables.abi.UnpackIntoInterface(out, "JustificationNeeded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesLapsed represents a Lapsed error raised by the Receivables contract.
type ReceivablesLapsed struct {
	Until uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Lapsed(uint32 until)
func ReceivablesLapsedErrorID() common.Hash {
	return common.HexToHash("0xaabd281984e4e542878d2730a8671d546bfeb8516092f2c3c312bceb93314e00")
}

// UnpackLapsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Lapsed(uint32 until)
func (receivables *Receivables) UnpackLapsedError(raw []byte) (*ReceivablesLapsed, error) {
	out := new(ReceivablesLapsed)
	if err := receivables.abi.UnpackIntoInterface(out, "Lapsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesNotDue represents a NotDue error raised by the Receivables contract.
type ReceivablesNotDue struct {
	Due   uint32
	Today uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDue(uint32 due, uint32 today)
func ReceivablesNotDueErrorID() common.Hash {
	return common.HexToHash("0x6ae55c92bc742336837c27d61d607f2221ff4b01cb7076b16abc6f573fa1587d")
}

// UnpackNotDueError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDue(uint32 due, uint32 today)
func (receivables *Receivables) UnpackNotDueError(raw []byte) (*ReceivablesNotDue, error) {
	out := new(ReceivablesNotDue)
	if err := receivables.abi.UnpackIntoInterface(out, "NotDue", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesNotLapsed represents a NotLapsed error raised by the Receivables contract.
type ReceivablesNotLapsed struct {
	Until uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotLapsed(uint32 until)
func ReceivablesNotLapsedErrorID() common.Hash {
	return common.HexToHash("0xd535eb120e3452aee4565ea05b1a558591716893aec574858ba9faacf9aaf7dd")
}

// UnpackNotLapsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotLapsed(uint32 until)
func (receivables *Receivables) UnpackNotLapsedError(raw []byte) (*ReceivablesNotLapsed, error) {
	out := new(ReceivablesNotLapsed)
	if err := receivables.abi.UnpackIntoInterface(out, "NotLapsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesNotParty represents a NotParty error raised by the Receivables contract.
type ReceivablesNotParty struct {
	Party uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotParty(uint32 party)
func ReceivablesNotPartyErrorID() common.Hash {
	return common.HexToHash("0x1055f82829b592949c15b13d96fbbea8cbe6f3296789a04e5f92957ff2395d32")
}

// UnpackNotPartyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotParty(uint32 party)
func (receivables *Receivables) UnpackNotPartyError(raw []byte) (*ReceivablesNotParty, error) {
	out := new(ReceivablesNotParty)
	if err := receivables.abi.UnpackIntoInterface(out, "NotParty", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesOtherBank represents a OtherBank error raised by the Receivables contract.
type ReceivablesOtherBank struct {
	Bank uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherBank(uint32 bank)
func ReceivablesOtherBankErrorID() common.Hash {
	return common.HexToHash("0x78bc8abca02508c6f821495bade33366784ef9f74e2b688deeefad96887f7099")
}

// UnpackOtherBankError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherBank(uint32 bank)
func (receivables *Receivables) UnpackOtherBankError(raw []byte) (*ReceivablesOtherBank, error) {
	out := new(ReceivablesOtherBank)
	if err := receivables.abi.UnpackIntoInterface(out, "OtherBank", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesOtherProposal represents a OtherProposal error raised by the Receivables contract.
type ReceivablesOtherProposal struct {
	Open [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherProposal(bytes32 open)
func ReceivablesOtherProposalErrorID() common.Hash {
	return common.HexToHash("0xd755a60645bd36abbd40dedacc41c29647093ac99f91239823b82d6dfee4a04f")
}

// UnpackOtherProposalError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherProposal(bytes32 open)
func (receivables *Receivables) UnpackOtherProposalError(raw []byte) (*ReceivablesOtherProposal, error) {
	out := new(ReceivablesOtherProposal)
	if err := receivables.abi.UnpackIntoInterface(out, "OtherProposal", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesPaidDiffers represents a PaidDiffers error raised by the Receivables contract.
type ReceivablesPaidDiffers struct {
	Paid *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PaidDiffers(uint48 paid)
func ReceivablesPaidDiffersErrorID() common.Hash {
	return common.HexToHash("0x66640df80be3222daf7f9f655943ea2cde463a8ec9a258118bd731b1318ea14d")
}

// UnpackPaidDiffersError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PaidDiffers(uint48 paid)
func (receivables *Receivables) UnpackPaidDiffersError(raw []byte) (*ReceivablesPaidDiffers, error) {
	out := new(ReceivablesPaidDiffers)
	if err := receivables.abi.UnpackIntoInterface(out, "PaidDiffers", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesReferenceUsed represents a ReferenceUsed error raised by the Receivables contract.
type ReceivablesReferenceUsed struct {
	Receivable *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReferenceUsed(uint256 receivable)
func ReceivablesReferenceUsedErrorID() common.Hash {
	return common.HexToHash("0x8187613c9498e61cecb7046ec6d52b26a3b4bab999ae9db8a966b3e75980d0a8")
}

// UnpackReferenceUsedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReferenceUsed(uint256 receivable)
func (receivables *Receivables) UnpackReferenceUsedError(raw []byte) (*ReceivablesReferenceUsed, error) {
	out := new(ReceivablesReferenceUsed)
	if err := receivables.abi.UnpackIntoInterface(out, "ReferenceUsed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesTenorAboveCap represents a TenorAboveCap error raised by the Receivables contract.
type ReceivablesTenorAboveCap struct {
	Rule   [32]byte
	Due    uint32
	Latest uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TenorAboveCap(bytes32 rule, uint32 due, uint32 latest)
func ReceivablesTenorAboveCapErrorID() common.Hash {
	return common.HexToHash("0x1abd67f017a85bb722cc75e013ad013a91c4a2a89ad7ed32966455de677b9a7b")
}

// UnpackTenorAboveCapError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TenorAboveCap(bytes32 rule, uint32 due, uint32 latest)
func (receivables *Receivables) UnpackTenorAboveCapError(raw []byte) (*ReceivablesTenorAboveCap, error) {
	out := new(ReceivablesTenorAboveCap)
	if err := receivables.abi.UnpackIntoInterface(out, "TenorAboveCap", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ReceivablesWrongState represents a WrongState error raised by the Receivables contract.
type ReceivablesWrongState struct {
	State uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongState(uint8 state)
func ReceivablesWrongStateErrorID() common.Hash {
	return common.HexToHash("0xe37d4aeb0440dc85ee81f4b1b3014533d1ede6c623c75f93c2e2bcec2293c7de")
}

// UnpackWrongStateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongState(uint8 state)
func (receivables *Receivables) UnpackWrongStateError(raw []byte) (*ReceivablesWrongState, error) {
	out := new(ReceivablesWrongState)
	if err := receivables.abi.UnpackIntoInterface(out, "WrongState", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RulesMetaData contains all meta data concerning the Rules contract.
var RulesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"string[]\",\"name\":\"names\",\"type\":\"string[]\"},{\"components\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"source\",\"type\":\"string\"}],\"internalType\":\"structRule[]\",\"name\":\"table\",\"type\":\"tuple[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"all\",\"outputs\":[{\"components\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"internalType\":\"string\",\"name\":\"source\",\"type\":\"string\"}],\"internalType\":\"structRule[]\",\"name\":\"\",\"type\":\"tuple[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"}],\"name\":\"birthRules\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"tenorMonths\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"justifyMonths\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"answerDays\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"cutoffDays\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"}],\"name\":\"nameOf\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"}],\"name\":\"valueOn\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"from\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"source\",\"type\":\"string\"}],\"name\":\"RuleDefined\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"}],\"name\":\"RuleSetNamed\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"BadRule\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint16\",\"name\":\"set\",\"type\":\"uint16\"},{\"internalType\":\"bytes32\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"day\",\"type\":\"uint32\"}],\"name\":\"NoRule\",\"type\":\"error\"}]",
	ID:  "73ac7f955d553f69634c9e6ee594de187b",
	Bin: "0x60806040523461072e576111ac8038038061001981610760565b92833981019060408183031261072e5780516001600160401b03811161072e5781019082601f8301121561072e57815161005a61005582610785565b610760565b9260208085848152019260051b8201019185831161072e5760208201905b83821061073357505050506020810151906001600160401b03821161072e57019180601f8401121561072e578251926100b361005585610785565b9360208086838152019160051b8301019183831161072e5760208101915b83831061067d57600087875b80519261ffff8116938410156102cb576100f7848361080f565b519361ffff61010583610823565b16600090815260208190526040902085516001600160401b0381116102b55761012e8254610837565b601f811161025f575b50602096601f82116001146101f35761ffff95969782916000926101e8575b50508160011b916000199060031b1c19161790555b7fa5fe923dd4452c28e6f46f0c99970c814450b4056ad583e6a49cd6159de76cbe836101a061019985610823565b938761080f565b51926101bb6040519283926020845216946020830190610871565b0390a21661ffff81146101d25760010191906100dd565b634e487b7160e01b600052601160045260246000fd5b015190508880610156565b96601f1982169783600052816000209860005b81811061024757509161ffff9798999184600195941061022e575b505050811b01905561016b565b015160001960f88460031b161c19169055888080610221565b828401518b556001909a019960209384019301610206565b8181111561013757826000526020600020601f830160051c90602084106102ac575b81601f9101920160051c039060005b82811061029e575050610137565b600082820155600101610290565b60009150610281565b634e487b7160e01b600052604160045260246000fd5b8260005b815181101561066e576102e2818361080f565b5161ffff815116600052600160205260406000206020820190815160005260205260406000209182548015801561063e575b61ffff8351166000526000602052610330604060002054610837565b15908115610635575b508015610621575b61060057606082019063ffffffff82511690604084019560018060e01b0387511691604051936040850185811060018060401b038211176102b557604052845260208401928352680100000000000000008110156102b5576103a891600182018155610896565b9290926105ea5751905160201b63ffffffff191663ffffffff91909116179055600254680100000000000000008110156102b55760018101806002558110156105d45760049060026000526005602060002091020161ffff84511661ffff19825416178155845160018201558551600282015563ffffffff83511663ffffffff60038301911663ffffffff1982541617905501916080810192835180519060018060401b0382116102b55761045d8354610837565b601f811161057e575b50602090601f83116001146104f5576001999897969460008051602061118c8339815191529694846104e19563ffffffff9561ffff956000926104ea575b5050600019600383901b1c1916908d1b1790555b511695519651925116925160405193849384526020840152606060408401526060830190610871565b0390a3016102cf565b015190508f806104a4565b90601f1983169184600052816000209260005b81811061056657509460018563ffffffff9561ffff95839f9e9d9c9a956104e19960008051602061118c8339815191529d9b1061054d575b505050811b0190556104b8565b015160001960f88460031b161c191690558f8080610540565b92936020600181928786015181550195019301610508565b8281111561046657836000526020600020601f840160051c90602085106105cb575b81601f9101920160051c039060005b8281106105bd575050610466565b6000828201556001016105af565b600091506105a0565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052600060045260246000fd5b5061ffff905116905190635646aaff60e01b60005260045260245260446000fd5b5060408201516001600160e01b0310610341565b90501587610339565b5060001981018181116101d25761065a63ffffffff9186610896565b50541663ffffffff60608401511611610314565b6040516108dd90816108af8239f35b82516001600160401b03811161072e5782019060a0828703601f19011261072e576040519060a082016001600160401b038111838210176102b557604052602083015161ffff8116810361072e5782526040830151602083015260608301516040830152608083015163ffffffff8116810361072e57606083015260a0830151916001600160401b03831161072e5761071e886020809695819601016107bf565b60808201528152019201916100d1565b600080fd5b81516001600160401b03811161072e57602091610755898480948801016107bf565b815201910190610078565b6040519190601f01601f191682016001600160401b038111838210176102b557604052565b6001600160401b0381116102b55760051b60200190565b60005b8381106107af5750506000910152565b818101518382015260200161079f565b81601f8201121561072e5780516001600160401b0381116102b5576107ed601f8201601f1916602001610760565b928184526020828401011161072e5761080c916020808501910161079c565b90565b80518210156105d45760209160051b010190565b61ffff60019116019061ffff82116101d257565b90600182811c92168015610867575b602083101461085157565b634e487b7160e01b600052602260045260246000fd5b91607f1691610846565b9060209161088a8151809281855285808601910161079c565b601f01601f1916010190565b80548210156105d4576000526020600020019060009056fe608080604052600436101561001357600080fd5b60003560e01c90816310c4e8b01461014d575080632661a6c8146100df578063759ff12b1461009d5763be3bde941461004b57600080fd5b346100985760203660031901126100985761ffff610067610321565b1660005260006020526100946100806040600020610370565b6040519182916020835260208301906102e0565b0390f35b600080fd5b34610098576060366003190112610098576100b6610321565b6044359063ffffffff82168203610098576020916100d79160243590610822565b604051908152f35b34610098576040366003190112610098576100f8610321565b6024359063ffffffff82168203610098578161011660809383610440565b916101356101248383610561565b9261012f818461064c565b92610737565b91604051938452602084015260408301526060820152f35b346100985760003660031901126100985760025467ffffffffffffffff81116102ca5761018060208260051b018361034e565b80825260208201809160026000527f405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace916000905b82821061025b57848660405191829160208301906020845251809152604083019060408160051b85010192916000905b8282106101f357505050500390f35b9193600191939550602061024b8192603f198a820301865260a060808a5161ffff815116845285810151868501526040810151604085015263ffffffff606082015116606085015201519181608082015201906102e0565b96019201920185949391926101e4565b60405160a0810181811067ffffffffffffffff8211176102ca5760019260059260209260405261ffff885416815284880154838201526002880154604082015263ffffffff60038901541660608201526102b760048901610370565b60808201528152019401910190926101b4565b634e487b7160e01b600052604160045260246000fd5b919082519283825260005b84811061030c575050826000602080949584010152601f8019910116010190565b806020809284010151828286010152016102eb565b6004359061ffff8216820361009857565b6040810190811067ffffffffffffffff8211176102ca57604052565b90601f8019910116810190811067ffffffffffffffff8211176102ca57604052565b906040519160008154918260011c92600181168015610436575b6020851081146104225784875286939291811561040057506001146103b9575b506103b79250038361034e565b565b90506000929192526020600020906000915b8183106103e45750509060206103b792820101386103aa565b60209193508060019154838589010152019101909184926103cb565b9050602092506103b794915060ff191682840152151560051b820101386103aa565b602484634e487b7160e01b81526022600452fd5b93607f169361038a565b61ffff169081600052600160205260406000207f5630312e74656e6f722d6d6f6e746873000000000000000000000000000000006000526020526040600020928354938463ffffffff819416955b6104cf57858563010a38d160e11b6000526004527f5630312e74656e6f722d6d6f6e7468730000000000000000000000000000000060245260445260646000fd5b600019810181811161052b5784111561054b5781600052602086600019838360002001016040519061050082610332565b549063ffffffff821691828252841c938491015211156105415750801561052b57600019018061048e565b634e487b7160e01b600052601160045260246000fd5b9450505092505090565b634e487b7160e01b600052603260045260246000fd5b61ffff169081600052600160205260406000207f5630312e6a7573746966792d6d6f6e74687300000000000000000000000000006000526020526040600020928354938463ffffffff819416955b6105f057858563010a38d160e11b6000526004527f5630312e6a7573746966792d6d6f6e746873000000000000000000000000000060245260445260646000fd5b600019810181811161052b5784111561054b5781600052602086600019838360002001016040519061062182610332565b549063ffffffff821691828252841c938491015211156105415750801561052b5760001901806105af565b61ffff169081600052600160205260406000207f5631342e616e737765722d6461797300000000000000000000000000000000006000526020526040600020928354938463ffffffff819416955b6106db57858563010a38d160e11b6000526004527f5631342e616e737765722d64617973000000000000000000000000000000000060245260445260646000fd5b600019810181811161052b5784111561054b5781600052602086600019838360002001016040519061070c82610332565b549063ffffffff821691828252841c938491015211156105415750801561052b57600019018061069a565b61ffff169081600052600160205260406000207f5630382e6375746f66662d6461797300000000000000000000000000000000006000526020526040600020928354938463ffffffff819416955b6107c657858563010a38d160e11b6000526004527f5630382e6375746f66662d64617973000000000000000000000000000000000060245260445260646000fd5b600019810181811161052b5784111561054b578160005260208660001983836000200101604051906107f782610332565b549063ffffffff821691828252841c938491015211156105415750801561052b576000190180610785565b61ffff9092919216908160005260016020526040600020836000526020526040600020938454948563ffffffff819416965b610876575050505063010a38d160e11b60005260045260245260445260646000fd5b600019810181811161052b5784111561054b578160005260208760001983836000200101604051906108a782610332565b549063ffffffff821691828252841c938491015211156108d25750801561052b576000190180610854565b95505050935050509056d3c1f1cb9e8562731888c575b416e45601441d2e4d335f041dbbc3a13e0f40e5",
}

// Rules is an auto generated Go binding around an Ethereum contract.
type Rules struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Rules) GetABI() abi.ABI {
	return c.abi
}

// NewRules creates a new instance of Rules.
func NewRules() *Rules {
	parsed, err := RulesMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Rules{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Rules) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(string[] names, (uint16,bytes32,uint256,uint32,string)[] table) returns()
func (rules *Rules) PackConstructor(names []string, table []Rule) []byte {
	enc, err := rules.abi.Pack("", names, table)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x10c4e8b0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function all() view returns((uint16,bytes32,uint256,uint32,string)[])
func (rules *Rules) PackAll() []byte {
	enc, err := rules.abi.Pack("all")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x10c4e8b0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function all() view returns((uint16,bytes32,uint256,uint32,string)[])
func (rules *Rules) TryPackAll() ([]byte, error) {
	return rules.abi.Pack("all")
}

// UnpackAll is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x10c4e8b0.
//
// Solidity: function all() view returns((uint16,bytes32,uint256,uint32,string)[])
func (rules *Rules) UnpackAll(data []byte) ([]Rule, error) {
	out, err := rules.abi.Unpack("all", data)
	if err != nil {
		return *new([]Rule), err
	}
	out0 := *abi.ConvertType(out[0], new([]Rule)).(*[]Rule)
	return out0, nil
}

// PackBirthRules is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2661a6c8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function birthRules(uint16 set, uint32 day) view returns(uint256 tenorMonths, uint256 justifyMonths, uint256 answerDays, uint256 cutoffDays)
func (rules *Rules) PackBirthRules(set uint16, day uint32) []byte {
	enc, err := rules.abi.Pack("birthRules", set, day)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBirthRules is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2661a6c8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function birthRules(uint16 set, uint32 day) view returns(uint256 tenorMonths, uint256 justifyMonths, uint256 answerDays, uint256 cutoffDays)
func (rules *Rules) TryPackBirthRules(set uint16, day uint32) ([]byte, error) {
	return rules.abi.Pack("birthRules", set, day)
}

// BirthRulesOutput serves as a container for the return parameters of contract
// method BirthRules.
type BirthRulesOutput struct {
	TenorMonths   *big.Int
	JustifyMonths *big.Int
	AnswerDays    *big.Int
	CutoffDays    *big.Int
}

// UnpackBirthRules is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2661a6c8.
//
// Solidity: function birthRules(uint16 set, uint32 day) view returns(uint256 tenorMonths, uint256 justifyMonths, uint256 answerDays, uint256 cutoffDays)
func (rules *Rules) UnpackBirthRules(data []byte) (BirthRulesOutput, error) {
	out, err := rules.abi.Unpack("birthRules", data)
	outstruct := new(BirthRulesOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.TenorMonths = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.JustifyMonths = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.AnswerDays = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.CutoffDays = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackNameOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe3bde94.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nameOf(uint16 set) view returns(string)
func (rules *Rules) PackNameOf(set uint16) []byte {
	enc, err := rules.abi.Pack("nameOf", set)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNameOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe3bde94.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nameOf(uint16 set) view returns(string)
func (rules *Rules) TryPackNameOf(set uint16) ([]byte, error) {
	return rules.abi.Pack("nameOf", set)
}

// UnpackNameOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbe3bde94.
//
// Solidity: function nameOf(uint16 set) view returns(string)
func (rules *Rules) UnpackNameOf(data []byte) (string, error) {
	out, err := rules.abi.Unpack("nameOf", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackValueOn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x759ff12b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function valueOn(uint16 set, bytes32 id, uint32 day) view returns(uint256)
func (rules *Rules) PackValueOn(set uint16, id [32]byte, day uint32) []byte {
	enc, err := rules.abi.Pack("valueOn", set, id, day)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackValueOn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x759ff12b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function valueOn(uint16 set, bytes32 id, uint32 day) view returns(uint256)
func (rules *Rules) TryPackValueOn(set uint16, id [32]byte, day uint32) ([]byte, error) {
	return rules.abi.Pack("valueOn", set, id, day)
}

// UnpackValueOn is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x759ff12b.
//
// Solidity: function valueOn(uint16 set, bytes32 id, uint32 day) view returns(uint256)
func (rules *Rules) UnpackValueOn(data []byte) (*big.Int, error) {
	out, err := rules.abi.Unpack("valueOn", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// RulesRuleDefined represents a RuleDefined event raised by the Rules contract.
type RulesRuleDefined struct {
	Set    uint16
	Id     [32]byte
	Value  *big.Int
	From   uint32
	Source string
	Raw    *types.Log // Blockchain specific contextual infos
}

const RulesRuleDefinedEventName = "RuleDefined"

// ContractEventName returns the user-defined event name.
func (RulesRuleDefined) ContractEventName() string {
	return RulesRuleDefinedEventName
}

// UnpackRuleDefinedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RuleDefined(uint16 indexed set, bytes32 indexed id, uint256 value, uint32 from, string source)
func (rules *Rules) UnpackRuleDefinedEvent(log *types.Log) (*RulesRuleDefined, error) {
	event := "RuleDefined"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rules.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RulesRuleDefined)
	if len(log.Data) > 0 {
		if err := rules.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rules.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RulesRuleSetNamed represents a RuleSetNamed event raised by the Rules contract.
type RulesRuleSetNamed struct {
	Set  uint16
	Name string
	Raw  *types.Log // Blockchain specific contextual infos
}

const RulesRuleSetNamedEventName = "RuleSetNamed"

// ContractEventName returns the user-defined event name.
func (RulesRuleSetNamed) ContractEventName() string {
	return RulesRuleSetNamedEventName
}

// UnpackRuleSetNamedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RuleSetNamed(uint16 indexed set, string name)
func (rules *Rules) UnpackRuleSetNamedEvent(log *types.Log) (*RulesRuleSetNamed, error) {
	event := "RuleSetNamed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rules.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RulesRuleSetNamed)
	if len(log.Data) > 0 {
		if err := rules.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rules.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (rules *Rules) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], rules.abi.Errors["BadRule"].ID.Bytes()[:4]) {
		return rules.UnpackBadRuleError(raw[4:])
	}
	if bytes.Equal(raw[:4], rules.abi.Errors["NoRule"].ID.Bytes()[:4]) {
		return rules.UnpackNoRuleError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RulesBadRule represents a BadRule error raised by the Rules contract.
type RulesBadRule struct {
	Set uint16
	Id  [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadRule(uint16 set, bytes32 id)
func RulesBadRuleErrorID() common.Hash {
	return common.HexToHash("0x5646aaffedb89f17ce4b74dcd7b751a16d583e537003ac083a62b990ca2cb796")
}

// UnpackBadRuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadRule(uint16 set, bytes32 id)
func (rules *Rules) UnpackBadRuleError(raw []byte) (*RulesBadRule, error) {
	out := new(RulesBadRule)
	if err := rules.abi.UnpackIntoInterface(out, "BadRule", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RulesNoRule represents a NoRule error raised by the Rules contract.
type RulesNoRule struct {
	Set uint16
	Id  [32]byte
	Day uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoRule(uint16 set, bytes32 id, uint32 day)
func RulesNoRuleErrorID() common.Hash {
	return common.HexToHash("0x021471a2c0b65b58a5ac2af421d94d4364ebdba4652a903fd9490ebdac1d2ae6")
}

// UnpackNoRuleError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoRule(uint16 set, bytes32 id, uint32 day)
func (rules *Rules) UnpackNoRuleError(raw []byte) (*RulesNoRule, error) {
	out := new(RulesNoRule)
	if err := rules.abi.UnpackIntoInterface(out, "NoRule", raw); err != nil {
		return nil, err
	}
	return out, nil
}
