package book

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func rapidBetween(tr *traffic, low, high uint64) uint64 {
	return rapid.Uint64Range(low, max(low, high)).Draw(tr.t, "unit")
}

func (tr *traffic) makeAdmission() any {
	id := uint32(40 + tr.roll("id", 4))
	return contracts.AdmitCompany{
		Company: OperatorDesk, Id: id, Name: fmt.Sprint("Company ", id), Registration: fmt.Sprint("REG-", id), Capacities: uint16(tr.roll("capacities", 8)),
		Key: tr.keys.key(id, 0), DualAbove: big.NewInt(NoLimit),
	}
}

func (tr *traffic) makeSuspension() any {
	desk := uint32(OperatorDesk + tr.roll("desk", 2))
	// More often lifted than not, or nobody could act after a while.
	company := tr.company()
	suspended := !tr.one("lift", 3)
	if c := tr.book.companies[company]; c != nil && c.Suspended {
		suspended = false
	}
	return contracts.SuspendCompany{Company: desk, Id: company, Suspended: suspended, Reason: "overdue"}
}

func (tr *traffic) limit() *big.Int {
	return big.NewInt(pick(tr, "limit", []int64{NoLimit, NoLimit, NoLimit, 0, 20, 1_000_000}))
}

func (tr *traffic) makeOperator() any {
	company := tr.company()
	until := uint32(0)
	if tr.one("until", 4) {
		until = tr.dayAhead(5)
	}
	return contracts.SetOperator{
		Company: company, Key: tr.keys.key(company, tr.roll("key", 5)), Roles: uint8(1 + tr.roll("roles", 15)), Limit: tr.limit(), Daily: tr.limit(), Until: until,
	}
}

// someKey is one that acts for a company, not always for this one.
func (tr *traffic) someKey(company uint32) common.Address {
	if tr.one("a stranger's key", 10) {
		company = tr.company()
	}
	return tr.keyOf(company)
}

func (tr *traffic) makeRevocation() any {
	company := tr.company()
	return contracts.RevokeOperator{Company: company, Key: tr.someKey(company)}
}

func (tr *traffic) makeRotation() any {
	company := tr.company()
	return contracts.RotateOperator{Company: company, Key: tr.someKey(company), Replacement: tr.keys.key(company, tr.roll("key", 6))}
}

func (tr *traffic) makeThreshold() any {
	return contracts.SetThreshold{Company: tr.company(), DualAbove: big.NewInt(pick(tr, "threshold", []int64{NoLimit, NoLimit, 0, 30, 1_000_000}))}
}

func (tr *traffic) makeStanding() any {
	until := tr.dayAhead(40)
	if tr.one("ends", 5) {
		until = 0
	}
	return contracts.AcceptFrom{
		Company: tr.company(), Sender: tr.company(), Obligor: pick(tr, "obligor", []uint32{0, core, cirrus}), Min: big.NewInt(int64(tr.roll("min", 3))),
		Max: big.NewInt(pick(tr, "max", []int64{10, 1_000_000, NoLimit})), PerDay: uint16(tr.roll("per day", 3)), Until: until,
	}
}

func (tr *traffic) makeVendor() any {
	return contracts.NameVendor{Company: core, Supplier: tr.company(), Number: fmt.Sprint("V-", tr.roll("number", 4))}
}

func (tr *traffic) makeCancelNonce() any {
	company := tr.company()
	cancelled := tr.nonce + uint64(tr.roll("ahead", 3))
	return contracts.CancelNonce{Company: company, Cancelled: cancelled}
}
