package chain

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

// Class says what an error of a node means for a transaction that was to be sent.
type Class uint8

// The classes. Only Unreachable and Unknown leave open whether the node took the transaction.
const (
	// Unknown: the text is in no table. The transaction may have been taken.
	Unknown Class = iota
	// AlreadyKnown: the node has this very transaction. As good as sent.
	AlreadyKnown
	// NonceTooLow: a transaction with this nonce is mined, perhaps this one.
	NonceTooLow
	// NonceTooHigh: the node does not take transactions so far ahead of the account's nonce.
	NonceTooHigh
	// Underpriced: the fees are below what the node takes or the base fee asks.
	Underpriced
	// ReplacementUnderpriced: another transaction of the nonce is in the pool, and this one does not pay enough more.
	ReplacementUnderpriced
	// InsufficientFunds: the account cannot pay for gas.
	InsufficientFunds
	// PoolFull: the node's pool, or the account's part of it, has no room now.
	PoolFull
	// TooBig: more gas than a block has, or more bytes than a node takes. Sending it again is no use.
	TooBig
	// Reverted: a contract refused; see Revert.
	Reverted
	// Unreachable: no answer, or not the node's. The transaction may have been taken.
	Unreachable
	// NotReady: the node works on it (syncing, indexing); ask again.
	NotReady
	// NoMethod: the node does not have, or does not open, what was asked.
	NoMethod
)

var classNames = [...]string{
	"unknown", "already known", "nonce too low", "nonce too high", "underpriced", "replacement underpriced", "insufficient funds",
	"pool full", "too big", "reverted", "unreachable", "not ready", "no such method",
}

// String is the class in words.
func (c Class) String() string {
	if int(c) < len(classNames) {
		return classNames[c]
	}
	return fmt.Sprintf("class(%d)", uint8(c))
}

// wordings is the one table of what nodes say, in lower case. The first row of which a phrase is contained wins, so the
// narrower wordings stand first. Beside each row, whose words they are.
var wordings = []struct {
	class   Class
	phrases []string
}{
	{AlreadyKnown, []string{
		"already known",       // geth, anvil: "transaction already imported" is older geth's
		"known transaction",   // geth before 1.9.14, GoQuorum, Besu
		"alreadyknown",        // Nethermind
		"already imported",    // Parity, OpenEthereum, anvil
		"already in the pool", // Erigon
		"transaction with the same hash was already imported",
	}},
	{ReplacementUnderpriced, []string{
		"replacement transaction underpriced", // geth, GoQuorum, anvil, Besu
		"replacementnotallowed",               // Nethermind
		"could not replace existing tx",       // Erigon
		"gas price too low to replace",
	}},
	{NonceTooLow, []string{
		"nonce too low",    // geth, anvil, GoQuorum
		"nonce below",      // Besu: "transaction nonce below sender account nonce"
		"nonce_too_low",    // Besu
		"oldnonce",         // Nethermind
		"nonce is too low", // Parity
		"invalid nonce",    // Nethermind, when below
	}},
	{NonceTooHigh, []string{
		"nonce too high",              // geth
		"nonce_too_high",              // Besu
		"noncegap",                    // Nethermind
		"nonce is distant",            // Besu: "transaction nonce is distant from current sender nonce"
		"nonce too far in the future", // Nethermind
	}},
	{Underpriced, []string{
		"transaction underpriced",                  // geth, GoQuorum
		"max fee per gas less than block base fee", // geth, anvil
		"gas price below configured minimum",       // Besu
		"gas_price_too_low",                        // Besu
		"gas price less than the current base fee", // Besu
		"feetoolow",                        // Nethermind
		"fee cap less than block base fee", // geth before 1.11
		"gas tip cap",                      // geth: "gas tip cap 0, minimum needed 1"
	}},
	{InsufficientFunds, []string{
		"insufficient funds",                   // geth, anvil, GoQuorum
		"upfront cost exceeds account balance", // Besu
		"upfront_cost_exceeds_balance",         // Besu
		"insufficientfunds",                    // Nethermind
		"insufficient balance",                 // Nethermind
	}},
	{PoolFull, []string{
		"txpool is full",                      // geth
		"account limit exceeded",              // geth, delegated accounts
		"in-flight transaction limit reached", // geth 1.15 and later
		"transaction_pool_full",               // Besu
		"pool is full",                        // anvil
	}},
	{TooBig, []string{
		"exceeds block gas limit", // geth, GoQuorum, Besu
		"oversized data",          // geth
		"exceeds_block_gas_limit", // Besu
		"gaslimitexceeded",        // Nethermind
		"intrinsic gas too high",  // anvil
		"gas limit is too high",
	}},
	{NotReady, []string{
		"transaction indexing is in progress", // geth 1.13.11 and later
		"syncing",                             // Nethermind, Besu
		"header not found",                    // geth behind a balancer
	}},
	{NoMethod, []string{
		"does not exist/is not available", // geth, GoQuorum
		"method not found",                // Besu, Nethermind, anvil
		"method not enabled",              // Besu
		"method not supported",            // Nethermind, proxies
	}},
}

// Error is an error of a node with its class. The class is what callers branch on; errors.As finds it.
type Error struct {
	Class Class
	Err   error
}

// Error is the class and the node's own words.
func (e *Error) Error() string {
	if e.Class == Unknown {
		return e.Err.Error()
	}
	return e.Class.String() + ": " + e.Err.Error()
}

// Unwrap is the error as the client gave it.
func (e *Error) Unwrap() error { return e.Err }

// Revert is a contract's refusal.
type Revert struct {
	// Data is the revert data: a custom error's selector and arguments. Empty where the contract, or the node, gave none.
	Data []byte
	// Words are the node's.
	Words string
}

// Error is the node's words.
func (r *Revert) Error() string { return r.Words }

// Classify gives the class of an error of this package. Unknown for any other.
func Classify(err error) Class {
	var classed *Error
	if errors.As(err, &classed) {
		return classed.Class
	}
	return Unknown
}

// MaybeSent tells whether a transaction whose sending ended with this error may nevertheless be in a node's pool.
func MaybeSent(err error) bool {
	switch Classify(err) {
	case Unknown, Unreachable, AlreadyKnown, NotReady:
		return true
	}
	return false
}

// classified gives an error of the RPC client its class.
func classified(err error) error {
	if revert, ok := asRevert(err); ok {
		return &Error{Class: Reverted, Err: revert}
	}
	var answer rpc.Error
	if errors.As(err, &answer) {
		if slices.Contains(noMethod, answer.ErrorCode()) {
			return &Error{Class: NoMethod, Err: err}
		}
		return &Error{Class: classOfWords(answer.Error()), Err: err}
	}
	var status rpc.HTTPError
	if errors.As(err, &status) {
		// Some nodes and proxies put the JSON-RPC error into the body of a 4xx.
		if class := classOfWords(string(status.Body)); class != Unknown {
			return &Error{Class: class, Err: err}
		}
		return &Error{Class: Unreachable, Err: err}
	}
	var network net.Error
	if errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, rpc.ErrClientQuit) {
		return &Error{Class: Unreachable, Err: err}
	}
	return &Error{Class: Unknown, Err: err}
}

// noMethod are the codes for a method that is not there (JSON-RPC 2.0) or not opened (Besu).
var noMethod = []int{-32601, -32604}

func classOfWords(words string) Class {
	words = strings.ToLower(words)
	for _, row := range wordings {
		for _, phrase := range row.phrases {
			if strings.Contains(words, phrase) {
				return row.class
			}
		}
	}
	return Unknown
}

// failures are what nodes say of a call that ended in the EVM, in lower case.
var failures = []string{"revert", "out of gas", "invalid opcode", "invalid jump", "stack limit reached", "stack underflow", "vm execution error"}

// asRevert recognises a contract's refusal: error code 3 (geth and those like it), or the words under another code.
func asRevert(err error) (*Revert, bool) {
	var answer rpc.Error
	if !errors.As(err, &answer) {
		return nil, false
	}
	words := strings.ToLower(answer.Error())
	inEVM := slices.ContainsFunc(failures, func(phrase string) bool { return strings.Contains(words, phrase) })
	if answer.ErrorCode() != 3 && !inEVM {
		return nil, false
	}
	revert := &Revert{Words: answer.Error()}
	var carrier rpc.DataError
	if errors.As(err, &carrier) {
		revert.Data = revertData(carrier.ErrorData())
	}
	return revert, true
}

// revertData reads the data of an error: a hex string, or with Besu and Nethermind one after a word.
func revertData(data any) []byte {
	text, ok := data.(string)
	if !ok {
		return nil
	}
	if at := strings.LastIndex(text, "0x"); at >= 0 {
		if raw, err := hexutil.Decode(text[at:]); err == nil {
			return raw
		}
	}
	return nil
}
