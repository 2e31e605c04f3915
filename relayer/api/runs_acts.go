package api

import (
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
)

const (
	// What paying with a run may use, in gas units: the act, a leaf that waits, a leaf that is a lot at once, and its word of recourse.
	gasPerRun, gasPerWaiting = 600_000, 1_000
	gasPerLot, gasPerWord    = 90_000, 60_000
	// mostPayees is how many payees of a run find its act among theirs: the first.
	mostPayees = 256
)

// gasOfRun is what a run may use at most.
func gasOfRun(m contracts.PayRun) uint32 {
	each := uint32(gasPerWaiting)
	if m.AtOnce {
		each = gasPerLot
		if m.Recourse {
			each += gasPerWord
		}
	}
	// Of more leaves than a block could take the act fails anyway.
	return gasPerRun + each*min(m.Count, run.MostInRun)
}

// payees are the companies that a run concerns.
func (v show) payees(m contracts.PayRun) []uint32 {
	companies := v.with(m.Obligation, m.Company)
	leaves, err := run.Unpack(m.Leaves)
	if err != nil {
		// The contract refuses it, with its reason.
		return companies
	}
	for _, leaf := range leaves[:min(len(leaves), mostPayees)] {
		companies = append(companies, leaf.Payee)
	}
	return companies
}
