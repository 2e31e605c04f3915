package book

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func (tr *traffic) makeAdmission() any {
	id := uint32(40 + tr.roll(4))
	return contracts.AdmitCompany{
		Company: OperatorDesk, Id: id, Name: fmt.Sprint("Company ", id), Registration: fmt.Sprint("REG-", id), Capacities: uint16(pick(tr, []int{0, 1, 2, 4, 32, 64, 8, 17})),
		Key: tr.keys.key(id, 0), DualAbove: big.NewInt(NoLimit),
	}
}

func (tr *traffic) makeSuspension() any {
	desk := uint32(OperatorDesk + tr.roll(2))
	// More often lifted than not, or nobody could act after a while.
	company := tr.company()
	suspended := !tr.oneIn(3)
	if c := tr.book.companies[company]; c != nil && c.Status != Active {
		suspended = false
	}
	return contracts.SuspendCompany{Company: desk, Id: company, Suspended: suspended, Reason: "overdue"}
}

func (tr *traffic) limit() *big.Int {
	return big.NewInt(pick(tr, []int64{NoLimit, NoLimit, NoLimit, 0, 20, 1_000_000}))
}

func (tr *traffic) makeOperator() any {
	company := tr.company()
	until := uint32(0)
	if tr.oneIn(4) {
		until = tr.dayAhead(5)
	}
	return contracts.SetOperator{
		Company: company, Key: tr.keys.key(company, tr.roll(5)), Roles: uint8(1 + tr.roll(15)), Limit: tr.limit(), Daily: tr.limit(), Until: until,
	}
}

// someKey is one that acts for a company, not always for this one.
func (tr *traffic) someKey(company uint32) common.Address {
	if tr.oneIn(10) {
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
	return contracts.RotateOperator{Company: company, Key: tr.someKey(company), Replacement: tr.keys.key(company, tr.roll(6))}
}

func (tr *traffic) makeThreshold() any {
	return contracts.SetThreshold{Company: tr.company(), DualAbove: big.NewInt(pick(tr, []int64{NoLimit, NoLimit, 0, 30, 1_000_000}))}
}

func (tr *traffic) makeStanding() any {
	until := tr.dayAhead(40)
	if tr.oneIn(5) {
		until = 0
	}
	return contracts.AcceptFrom{
		Company: tr.company(), Sender: tr.company(), Obligor: pick(tr, []uint32{0, core, cirrus}), Min: big.NewInt(int64(tr.roll(3))),
		Max: big.NewInt(pick(tr, []int64{10, 1_000_000, NoLimit})), PerDay: uint16(tr.roll(3)), Until: until,
	}
}

func (tr *traffic) makeVendor() any {
	return contracts.NameVendor{Company: core, Supplier: tr.company(), Number: fmt.Sprint("V-", tr.roll(4))}
}

func (tr *traffic) makeCancelNonce() any {
	company := tr.company()
	cancelled := tr.nonce + uint64(tr.roll(3))
	return contracts.CancelNonce{Company: company, Cancelled: cancelled}
}

func (tr *traffic) makeCancelSignature() any {
	return contracts.CancelSignature{Company: tr.company(), Digest: tr.lastDigest}
}

func (tr *traffic) makeKeySuspension() any {
	company := tr.company()
	key := tr.someKey(company)
	suspended := !tr.book.stopped[key]
	for _, stopped := range slices.SortedFunc(maps.Keys(tr.book.stopped), common.Address.Cmp) {
		if tr.book.stopped[stopped] {
			key, suspended = stopped, false
		}
	}
	return contracts.SuspendKey{Company: AuthorityDesk, Key: key, Suspended: suspended, Order: "K-1"}
}

func (tr *traffic) makeRecovery() any {
	lost := tr.company()
	return contracts.ProposeRecovery{Company: OperatorDesk, Lost: lost, Key: tr.keys.key(lost, 6+tr.roll(3)), Documents: [32]byte{1}}
}

// recovery picks a company whose recovery is open, if there is one.
func (tr *traffic) recovery() (uint32, common.Hash) {
	open := slices.Sorted(maps.Keys(tr.book.recoveries))
	if len(open) == 0 || tr.oneIn(10) {
		return tr.company(), common.Hash{}
	}
	lost := pick(tr, open)
	return lost, tr.book.recoveries[lost].Proposal
}

func (tr *traffic) makeRecoveryAgreement() any {
	lost, proposal := tr.recovery()
	if proposal == (common.Hash{}) && !tr.oneIn(5) {
		return nil
	}
	return contracts.AgreeRecovery{Company: AuthorityDesk, Lost: lost, Proposal: proposal}
}

func (tr *traffic) makeObjection() any {
	lost, proposal := tr.recovery()
	if !tr.oneIn(4) {
		return nil
	}
	return contracts.ObjectRecovery{Company: lost, Proposal: proposal}
}

// code is the key of an invitation.
func (tr *traffic) code() common.Address { return tr.keys.key(nobody, 100+tr.roll(12)) }

func (tr *traffic) makeInvitation() any {
	return contracts.InviteMember{Company: pick(tr, []uint32{core, core, acme, bolt}), Circle: core, Code: tr.code(), Until: tr.dayAhead(20)}
}

func (tr *traffic) makeJoining() any {
	return contracts.JoinCircle{Company: pick(tr, []uint32{acme, bolt, cirrus, firstBank}), Circle: core, Code: tr.code()}
}

func (tr *traffic) makeLeaving() any {
	member := pick(tr, []uint32{acme, bolt, cirrus})
	return contracts.LeaveCircle{Company: pick(tr, []uint32{member, core, acme, bolt}), Circle: core, Member: member}
}

func (tr *traffic) makeRuleSet() any {
	return contracts.NameRuleSet{Company: AuthorityDesk, Set: uint16(len(tr.book.sets) + 1), Name: "draft", From: tr.dayAhead(9)}
}

// makeRule completes a draft with what the first set has, in its order, or changes what it has.
func (tr *traffic) makeRule() any {
	for i, set := range tr.book.sets {
		if set.From <= tr.book.Today() {
			continue
		}
		id, from := pick(tr, tr.book.sets[0].Values).ID, uint32(set.From)
		for _, v := range tr.book.sets[0].Values {
			if len(set.of(v.ID)) == 0 {
				id = v.ID
			}
		}
		if tr.oneIn(4) {
			from += uint32(tr.roll(3))
		}
		rule := contracts.DefineRule{
			Company: AuthorityDesk, Set: uint16(i + 1), Value: big.NewInt(pick(tr, []int64{0, 1, 3, 6, 12, 500})), From: from, Source: "order 9",
		}
		copy(rule.Id[:], id)
		return rule
	}
	return nil
}
