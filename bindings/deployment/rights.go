package deployment

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// Verbs of the kernel that modules are given, a bit each, by their numbers in ILots.
const (
	verbCreate = 1 << iota
	verbHand
	verbLock
	verbMark
	verbRecord
	verbPay
	verbEnd
	verbCommit
)

// Marks that modules set and clear, by their bits in Ledger.
const (
	markFrozen = 1 << iota
	markDisputed
	markPledged
	markFinanced
)

// receivable is the number of receivables in the ids of obligations: whoever creates, pays and ends them shares it.
const receivable = 1

// rights are what each module may ask of the kernel, and all that it may.
func rights(at map[string]common.Address) []contracts.Module {
	return []contracts.Module{
		{Addr: at["Receivables"], Verbs: verbCreate, Number: receivable},
		{Addr: at["Settlements"], Verbs: verbPay, Number: receivable},
		{Addr: at["Endings"], Verbs: verbLock | verbEnd, Number: receivable},
		{Addr: at["Discounts"], Verbs: verbHand | verbMark | verbRecord, Marks: markFinanced},
		{Addr: at["Pledges"], Verbs: verbHand | verbLock | verbMark | verbRecord, Marks: markPledged},
		{Addr: at["Guarantees"], Verbs: verbLock | verbRecord},
		{Addr: at["Recourse"], Verbs: verbHand | verbMark, Marks: markFinanced},
		{Addr: at["Holds"], Verbs: verbMark | verbRecord, Marks: markFrozen | markDisputed},
		{Addr: at["PaymentRuns"], Verbs: verbCommit},
	}
}
