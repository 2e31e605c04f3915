package anchor

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// What a batch costs beside its calls, in gas units; the contract's own margins, rounded up.
const (
	// gasPerCall is for the loop, for copying the call, and for reporting its refusal.
	gasPerCall = 20_000
	// gasReserve is what the contract wants left beside the last call's own gas, and what it takes to copy 125 kB of calls to memory.
	gasReserve = 120_000
	// bytesPerCall is what a call takes in calldata beside its own: target, gas, offsets, length, padding.
	bytesPerCall = 192
)

// protocol is what the anchor says to, and reads from, the contracts.
type protocol struct {
	batch     *contracts.Batch
	companies *contracts.Companies
	acted     common.Hash
	// nonceSpent are the first bytes of that refusal.
	nonceSpent []byte
}

func newProtocol() protocol {
	p := protocol{batch: contracts.NewBatch(), companies: contracts.NewCompanies()}
	abi := p.companies.GetABI()
	spent := abi.Errors["NonceSpent"]
	p.acted, p.nonceSpent = abi.Events["Acted"].ID, spent.ID[:4]
	return p
}

// run is the call of Batch.run for calls, in their order.
func (p protocol) run(calls []contracts.Call) []byte { return p.batch.PackRun(calls) }

// done reads what Batch.run returns: how many of the calls did not fail.
func (p protocol) done(answer []byte) (int, error) {
	n, err := p.batch.UnpackRun(answer)
	if err != nil {
		return 0, fmt.Errorf("the batch contract's answer %x makes no sense: is the address right? %w", answer, err)
	}
	if !n.IsInt64() {
		return 0, errors.New("the batch contract answered a number above 63 bits")
	}
	return int(n.Int64()), nil
}

// isNonceSpent tells whether a refusal says that the act's own nonce was used before, perhaps by this very act.
func (p protocol) isNonceSpent(refusal []byte) bool { return bytes.HasPrefix(refusal, p.nonceSpent) }

// isSigned tells whether the act will show by an event of its own that it was done.
func isSigned(e outbox.Entry) bool { return e.Key != (common.Address{}) }

// gasLimit is what a batch may use at most, in gas units: every call its own gas, and what the batch itself needs.
func gasLimit(calls []contracts.Call, data []byte) uint64 {
	total := uint64(21_000) + gasReserve
	for _, b := range data {
		if b == 0 {
			total += 4
		} else {
			total += 16
		}
	}
	var largest uint64
	for _, c := range calls {
		total += uint64(c.Gas) + gasPerCall
		largest = max(largest, uint64(c.Gas))
	}
	// A caller keeps a 64th of the gas that it passes on.
	return total + largest/63
}

// share is an upper bound of what the calls of one act add to gasLimit, and to the calldata.
func share(calls []contracts.Call) (gas uint64, bytes int) {
	for _, c := range calls {
		own := bytesPerCall + len(c.Data)
		gas, bytes = gas+uint64(c.Gas)+uint64(c.Gas)/63+gasPerCall+16*uint64(own), bytes+own
	}
	return gas, bytes
}

// outcomes reads from a receipt what became of each act of its batch, whose transaction had these bytes. A signed act is done only if its own
// event says so. What became of the calls before an act is nobody's concern.
func (a *Anchor) outcomes(receipt *chain.Receipt, entries []outbox.Entry, raw []byte) []outbox.Outcome {
	result := make([]outbox.Outcome, len(entries))
	if !receipt.Succeeded {
		for i := range result {
			result[i].Result = outbox.Void
		}
		return result
	}
	acted := make(map[common.Hash]bool)
	refused := make(map[int][]byte)
	calls := a.protocol.callsIn(raw)
	for i := range receipt.Logs {
		switch log := &receipt.Logs[i]; log.Address {
		case a.cfg.Companies:
			if event, err := a.protocol.companies.UnpackActedEvent(log); err == nil {
				acted[event.Act] = true
			}
		case a.cfg.Batch:
			event, err := a.protocol.batch.UnpackRefusedEvent(log)
			if err != nil || !event.Index.IsInt64() || event.Index.Int64() >= int64(len(calls)) {
				continue
			}
			at := int(event.Index.Int64())
			if event.Call == crypto.Keccak256Hash(calls[at].Data) {
				refused[at] = event.Reason
			}
		}
	}
	at := 0
	for i, e := range entries {
		// Each act is among the calls, in their order.
		for at < len(calls) && (calls[at].Target != e.Target || !bytes.Equal(calls[at].Data, e.Calldata)) {
			at++
		}
		reason, isRefused := refused[at]
		at++
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
