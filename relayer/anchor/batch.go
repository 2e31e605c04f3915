package anchor

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// What a batch costs beside its calls, in gas units; the contract's own margins, rounded up.
const (
	// gasPerCall is for the loop, for copying the call, and for reporting its refusal.
	gasPerCall = 20_000
	// gasReserve is what the contract wants left beside the last call's own gas.
	gasReserve = 60_000
	// bytesPerCall is what a call takes in calldata beside its own: target, gas, offsets, length, padding.
	bytesPerCall = 192
)

// Words of the ABI that are read and written by hand here: one function and two events.
var (
	runSelector   = selector("run((address,uint32,bytes)[])")
	refusedTopic  = crypto.Keccak256Hash([]byte("Refused(uint256,bytes32,bytes)"))
	actedTopic    = crypto.Keccak256Hash([]byte("Acted(bytes32,address)"))
	nonceSpentSel = selector("NonceSpent(address,uint64)")
)

func selector(signature string) []byte { return crypto.Keccak256([]byte(signature))[:4] }

// runCalldata is the call of Batch.run for acts, in their order.
func runCalldata(entries []outbox.Entry) []byte {
	data := append([]byte{}, runSelector...)
	data = append(data, word(32)...)
	data = append(data, word(uint64(len(entries)))...)
	// Offsets of the tuples, counted from behind the length; then the tuples.
	offset := uint64(len(entries)) * 32
	for _, e := range entries {
		data = append(data, word(offset)...)
		offset += 4*32 + padded(len(e.Calldata))
	}
	for _, e := range entries {
		data = append(data, common.LeftPadBytes(e.Target.Bytes(), 32)...)
		data = append(data, word(uint64(e.Gas))...)
		data = append(data, word(3*32)...)
		data = append(data, word(uint64(len(e.Calldata)))...)
		data = append(data, common.RightPadBytes(e.Calldata, int(padded(len(e.Calldata))))...)
	}
	return data
}

func word(n uint64) []byte { return common.LeftPadBytes(new(big.Int).SetUint64(n).Bytes(), 32) }

func padded(n int) uint64 { return (uint64(n) + 31) / 32 * 32 }

// gasLimit is what a batch may use at most, in gas units: every call its own gas, and what the batch itself needs.
func gasLimit(entries []outbox.Entry, data []byte) uint64 {
	total := uint64(21_000) + gasReserve
	for _, b := range data {
		if b == 0 {
			total += 4
		} else {
			total += 16
		}
	}
	var largest uint64
	for _, e := range entries {
		total += uint64(e.Gas) + gasPerCall
		largest = max(largest, uint64(e.Gas))
	}
	// A caller keeps a 64th of the gas that it passes on.
	return total + largest/63
}

// gasShare is an upper bound of what one act adds to gasLimit.
func gasShare(e outbox.Entry) uint64 {
	return uint64(e.Gas) + uint64(e.Gas)/63 + gasPerCall + 16*uint64(bytesPerCall+len(e.Calldata))
}

// doneCount reads what Batch.run returns.
func doneCount(answer []byte) (int, error) {
	if len(answer) != 32 {
		return 0, fmt.Errorf("the batch contract answered %d bytes, not 32: is the address right?", len(answer))
	}
	n := new(big.Int).SetBytes(answer)
	if !n.IsInt64() {
		return 0, errors.New("the batch contract answered a number above 63 bits")
	}
	return int(n.Int64()), nil
}

// outcomes reads from a receipt what became of each act of its batch. A signed act is done only if its own event says so.
func (a *Anchor) outcomes(receipt *chain.Receipt, entries []outbox.Entry) []outbox.Outcome {
	result := make([]outbox.Outcome, len(entries))
	if !receipt.Succeeded {
		for i := range result {
			result[i].Result = outbox.Void
		}
		return result
	}
	acted := make(map[common.Hash]bool)
	refused := make(map[int][]byte)
	for i := range receipt.Logs {
		log := &receipt.Logs[i]
		switch {
		case log.Address == a.cfg.Companies && isEvent(log, actedTopic, 3):
			acted[log.Topics[1]] = true
		case log.Address == a.cfg.Batch && isEvent(log, refusedTopic, 3):
			index := log.Topics[1].Big()
			if index.IsInt64() && index.Int64() < int64(len(entries)) && log.Topics[2] == crypto.Keccak256Hash(entries[index.Int64()].Calldata) {
				refused[int(index.Int64())] = dynamicBytes(log.Data)
			}
		}
	}
	for i, e := range entries {
		reason, isRefused := refused[i]
		switch {
		case isRefused:
			result[i] = outbox.Outcome{Result: outbox.Refused, Refusal: reason}
		case isSigned(e) && !acted[e.ID]:
			result[i] = outbox.Outcome{Result: outbox.Refused}
		default:
			result[i] = outbox.Outcome{Result: outbox.Done}
		}
	}
	return result
}

func isEvent(log *types.Log, topic common.Hash, topics int) bool {
	return len(log.Topics) == topics && log.Topics[0] == topic
}

func isSigned(e outbox.Entry) bool { return e.Key != (common.Address{}) }

// isNonceSpent tells whether a refusal says that the act's own nonce was used before, perhaps by this very act.
func isNonceSpent(refusal []byte) bool { return bytes.HasPrefix(refusal, nonceSpentSel) }

// dynamicBytes reads the one `bytes` of an event's data; nil if it is not well formed.
func dynamicBytes(data []byte) []byte {
	if len(data) < 64 {
		return nil
	}
	length := new(big.Int).SetBytes(data[32:64])
	if !length.IsUint64() || length.Uint64() > uint64(len(data)-64) {
		return nil
	}
	return data[64 : 64+length.Uint64()]
}
