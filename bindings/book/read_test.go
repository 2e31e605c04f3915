package book

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// The contracts' ABIs, parsed once.
var (
	companiesABI   = contracts.NewCompanies()
	rulesABI       = contracts.NewRules()
	lotsABI        = contracts.NewLots()
	cashABI        = contracts.NewCash()
	linesABI       = contracts.NewLines()
	evidenceABI    = contracts.NewEvidence()
	receivablesABI = contracts.NewReceivables()
	settlementsABI = contracts.NewSettlements()
	endingsABI     = contracts.NewEndings()
	discountsABI   = contracts.NewDiscounts()
	pledgesABI     = contracts.NewPledges()
	guaranteesABI  = contracts.NewGuarantees()
	recourseABI    = contracts.NewRecourse()
	holdsABI       = contracts.NewHolds()
	circlesABI     = contracts.NewCircles()
	runsABI        = contracts.NewPaymentRuns()
)

// view asks a contract something that it always answers.
func view[T any](c *chain, contract string, data []byte, unpack func([]byte) (T, error)) T {
	out, refused, err := c.call(common.Address{}, c.Address(contract), data)
	if err != nil || refused != nil {
		panic(fmt.Sprintf("%s: %v %v", contract, refused, err))
	}
	value, err := unpack(out)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", contract, err))
	}
	return value
}

func wide(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

// obligation reads an obligation with its lots and its payment from the chain, as the book keeps them. The waiting leaves, by the units that they
// begin at, say where to go on after units that are in no lot.
func (c *chain) obligation(id ref.Obligation, waiting map[uint64]uint64) *Obligation {
	on := view(c, "Lots", lotsABI.PackObligationOf(id.Big()), lotsABI.UnpackObligationOf)
	bounds := view(c, "Lots", lotsABI.PackLimitsOf(id.Big()), lotsABI.UnpackLimitsOf)
	paid := view(c, "Settlements", settlementsABI.PackSettlementOf(id.Big()), settlementsABI.UnpackSettlementOf)
	aside := view(c, "Cash", cashABI.PackEarmarkOf(id.Big()), cashABI.UnpackEarmarkOf)
	o := &Obligation{
		ID: id, Face: units(on.Face), Paid: units(on.Paid), Out: units(on.Out), Obligor: on.Obligor,
		Due: calendar.Day(on.Due), Cutoff: calendar.Day(on.Cutoff), Currency: on.Currency, Rules: on.Rules, AnswerDays: uint32(on.AnswerDays),
		Limits: Limits(bounds.Limits), Hops: bounds.Hops,
		Payment: Payment{
			Means: Means(paid.Means), Bank: paid.Bank, Interest: units(paid.Interest), Earmarked: units(aside.Amount),
			Defaulted: calendar.Day(paid.Defaulted),
		},
	}
	for start := uint64(0); start < o.Face; {
		l := c.lot(id, start)
		switch next, waits := waiting[start]; {
		case l != nil:
			o.Lots = append(o.Lots, l)
			start = l.End
		case waits:
			start = next
		default:
			return o
		}
	}
	return o
}

// lot reads the lot that begins at a unit; nil if none does.
func (c *chain) lot(id ref.Obligation, start uint64) *Lot {
	at := wide(start)
	on := view(c, "Lots", lotsABI.PackLotOf(id.Big(), at), lotsABI.UnpackLotOf)
	if on.End.Sign() == 0 {
		return nil
	}
	l := &Lot{
		Start: start, End: units(on.End), Holder: on.Holder, Credited: units(on.Paid), Depth: on.Depth, Marks: Mark(on.Marks),
		Records:  c.record(on.Head),
		Interest: units(view(c, "Settlements", settlementsABI.PackInterestOf(id.Big(), at), settlementsABI.UnpackInterestOf)),
	}
	hash := common.Hash(view(c, "Lots", lotsABI.PackProposalOf(id.Big(), at), lotsABI.UnpackProposalOf))
	switch {
	case on.State > 2:
		l.Ended = Ending(on.State)
	case on.State == 2 || on.Kind != 0 || on.Other != 0 || on.Until != 0 || hash != (common.Hash{}):
		l.Proposal = &Proposal{Kind: ProposalKind(on.Kind), Hash: hash, To: on.Other, Until: calendar.Day(on.Until)}
	}
	return l
}

func (c *chain) record(id *big.Int) *Record {
	if id.Sign() == 0 {
		return nil
	}
	on := view(c, "Lots", lotsABI.PackRecordOf(id), lotsABI.UnpackRecordOf)
	return &Record{
		Kind: RecordKind(on.Kind), By: on.By, To: on.To, Day: calendar.Day(on.Day), Amount: units(on.Amount), Words: on.Words,
		Next: c.record(on.Next),
	}
}

// receivable reads a receivable; its own reference is asked for by name.
func (c *chain) receivable(id ref.Obligation, reference string) *Receivable {
	on := view(c, "Receivables", receivablesABI.PackReceivableOf(id.Big()), receivablesABI.UnpackReceivableOf)
	r := &Receivable{
		ID: id, Obligor: on.Obligor, Supplier: on.Supplier, Face: units(on.Face), Due: calendar.Day(on.Due), Until: calendar.Day(on.Until),
		Currency: on.Currency, Rules: on.Rules, State: State(on.State),
		Proposal: view(c, "Receivables", receivablesABI.PackProposalOf(id.Big()), receivablesABI.UnpackProposalOf),
		Draws:    draws(view(c, "Evidence", evidenceABI.PackDrawnBy(id.Big()), evidenceABI.UnpackDrawnBy)),
	}
	if reference != "" {
		named := view(c, "Receivables", receivablesABI.PackByReference(id.Company, reference), receivablesABI.UnpackByReference)
		if named.Cmp(id.Big()) == 0 || r.State == Void || r.State == Closed {
			r.Ref = reference
		}
	}
	return r
}

// operator reads an operator; the second result is whether an order stops its key.
func (c *chain) operator(key common.Address) (*Operator, bool) {
	on := view(c, "Companies", companiesABI.PackOperatorOf(key), companiesABI.UnpackOperatorOf)
	roles, stopped := Role(on.Roles), false
	if roles > anyRole {
		roles, stopped = roles>>4, true
	}
	return &Operator{
		Company: on.Company, Roles: roles, Limit: units(on.Limit), Daily: units(on.Daily),
		Day: calendar.Day(on.Day), Spent: units(on.Spent), Until: calendar.Day(on.Until), Epoch: on.Epoch,
	}, stopped
}

// company reads a company; the second result is how many admins it has.
func (c *chain) company(id uint32) (*Company, int) {
	on := view(c, "Companies", companiesABI.PackCompanyOf(id), companiesABI.UnpackCompanyOf)
	name := view(c, "Companies", companiesABI.PackNameOf(id), companiesABI.UnpackNameOf)
	return &Company{
		Name: name.Name, Registration: name.Registration, Capacities: Capacity(on.Capacities), Status: Status(on.Status),
		DualAbove: units(on.DualAbove), Since: calendar.Day(on.Since), Epoch: on.Epoch,
	}, int(on.Admins)
}

func (c *chain) recovery(company uint32) *Recovery {
	on := view(c, "Companies", companiesABI.PackRecoveryOf(company), companiesABI.UnpackRecoveryOf)
	return &Recovery{Proposal: on.Proposal, Key: on.Key, Notice: calendar.Day(on.Notice)}
}

func (c *chain) standing(key standingKey) *Standing {
	on := view(c, "Companies", companiesABI.PackStandingOf(key.company, key.sender, key.obligor), companiesABI.UnpackStandingOf)
	return &Standing{
		Min: units(on.Min), Max: units(on.Max), PerDay: on.PerDay, Until: calendar.Day(on.Until), Day: calendar.Day(on.Day), Used: on.Used,
	}
}

func (c *chain) account(key accountKey) *Account {
	on := view(c, "Cash", cashABI.PackAccountOf(key.bank, key.currency, key.company), cashABI.UnpackAccountOf)
	return &Account{units(on.Free), units(on.Earmarked)}
}

func (c *chain) pledge(hash common.Hash) *Pledge {
	on := view(c, "Pledges", pledgesABI.PackPledgeOf(hash), pledgesABI.UnpackPledgeOf)
	return &Pledge{
		Pledgor: on.Pledgor, Pledgee: on.Pledgee, Secured: units(on.Secured), Received: units(on.Received),
		DebtDue: calendar.Day(on.DebtDue), InForce: on.State == 2,
	}
}

func (c *chain) invoice(fingerprint common.Hash) *Invoice {
	on := view(c, "Evidence", evidenceABI.PackInvoiceOf(fingerprint), evidenceABI.UnpackInvoiceOf)
	return &Invoice{units(on.Total), units(on.Drawn)}
}

func (c *chain) membership(key memberKey) *Membership {
	on := view(c, "Circles", circlesABI.PackMembershipOf(key.circle, key.company), circlesABI.UnpackMembershipOf)
	return &Membership{Inviter: on.Inviter, Tier: on.Tier, Since: calendar.Day(on.Since)}
}
