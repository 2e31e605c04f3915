package house

import (
	"math/big"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/late"
	"github.com/tallystick/tallystick/relayer/index"
)

// defaults are the calls that declare the default of what is unpaid after its grace days.
func (h *House) defaults(v index.View, today calendar.Day) []chore {
	settlements := contracts.NewSettlements()
	var chores []chore
	for _, o := range v.Obligations(func(o index.Obligation) bool {
		return o.State == index.Active && o.Left() > 0 && o.Defaulted.Block() == 0 && today > o.Due
	}) {
		grace, known := v.Rule(o.Rules, late.GraceRule, o.Due)
		if !known || today <= o.Due+calendar.Day(grace) {
			continue
		}
		chores = append(chores, chore{
			act: "declareDefault", target: h.cfg.Deployment.Address("Settlements"), calldata: settlements.PackDeclareDefault(o.ID.Big()),
			gas: gasPerDefault, companies: []uint32{o.Obligor, o.Supplier},
		})
	}
	return chores
}

// thaws are the calls that take off holds whose orders are over or lifted and whose disputes are resolved.
func (h *House) thaws(v index.View, today calendar.Day) []chore {
	holds := contracts.NewHolds()
	var chores []chore
	for _, lot := range v.Tended() {
		if lot.Marks&(index.Frozen|index.Disputed) == 0 {
			continue
		}
		over, newest := h.over(v, lot, today)
		if !over {
			continue
		}
		chores = append(chores, chore{
			act: "thaw", target: h.cfg.Deployment.Address("Holds"),
			calldata: holds.PackThaw(lot.Obligation.Big(), new(big.Int).SetUint64(lot.Start)),
			gas:      gasPerThaw, companies: []uint32{lot.Holder}, reason: newest,
		})
	}
	return chores
}

// over tells whether one of a lot's holds is kept up by nothing any more, and names its newest order or dispute.
func (h *House) over(v index.View, lot index.Lot, today calendar.Day) (over bool, newest []byte) {
	o, _ := v.Obligation(lot.Obligation)
	var order, dispute bool
	for _, record := range v.Records(lot) {
		hold, known := v.Hold(record.Act)
		if !known {
			continue
		}
		if newest == nil {
			newest = record.Act.Bytes()
		}
		open := !hold.Lifted && (hold.Until == 0 || today <= hold.Until)
		order = order || open && !hold.Dispute
		dispute = dispute || open && hold.Dispute && hold.Blocking
	}
	if newest == nil {
		return false, nil
	}
	// Once payment has begun what is under dispute stays outside of it.
	return lot.Marks&index.Frozen != 0 && !order || lot.Marks&index.Disputed != 0 && !dispute && o.Paid == 0, newest
}

// recoveries are the calls that end the recovery of a company, its notice being over unopposed.
func (h *House) recoveries(v index.View, today calendar.Day) []chore {
	companies := contracts.NewCompanies()
	var chores []chore
	for _, r := range v.Recoveries() {
		if r.Notice == 0 || today <= r.Notice {
			continue
		}
		chores = append(chores, chore{
			act: "recover", target: h.cfg.Deployment.Address("Companies"), calldata: companies.PackRecover(r.Company),
			gas: gasPerRecovery, companies: []uint32{r.Company}, reason: r.Proposal.Bytes(),
		})
	}
	return chores
}
