package api

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/index"
)

// concernOfRights is concernOf for what hangs on lots: pledges, guarantees, endings, recourse, holds.
func (v show) concernOfRights(message any, c *concern) {
	switch m := message.(type) {
	case contracts.PledgeLot:
		c.companies, c.amount = v.with(m.Obligation, m.Company, m.Pledgee), span(m.Start, m.End)
	case contracts.AcceptPledge:
		v.answer(c, m.Obligation, m.Lot, m.Company, m.Pledge)
		c.gas = 500_000
	case contracts.ReleasePledge:
		c.companies, c.suspended = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), true
	case contracts.EnforcePledge:
		lot := v.lotNamed(m.Obligation, m.Lot)
		p, _ := v.Pledge(m.Pledge)
		// As the contract counts it: what is still secured, at most the lot.
		worth := min(lot.End-lot.Start, p.Secured-p.Received)
		c.companies, c.amount, c.gas = v.with(m.Obligation, m.Company, lot.Holder), new(big.Int).SetUint64(worth), 600_000
		c.gas += v.walk(m.Obligation, m.Lot)
	case contracts.AskGuarantee:
		c.companies, c.amount = v.with(m.Obligation, m.Company, m.Guarantor), span(m.Start, m.End)
		c.gas += v.walk(m.Obligation, m.Lot)
	case contracts.GiveGuarantee:
		v.answer(c, m.Obligation, m.Lot, m.Company, m.Proposal)
		c.gas = 600_000 + v.walk(m.Obligation, m.Lot)
	case contracts.CancelReceivable:
		c.companies, c.amount = v.with(m.Receivable, m.Company), new(big.Int).SetUint64(v.obligationNamed(m.Receivable).Face)
	case contracts.AgreeCancel:
		v.answer(c, m.Receivable, new(big.Int), m.Company, m.Proposal)
		c.gas = 600_000
	case contracts.RetireLot:
		c.companies, c.amount = v.with(m.Obligation, m.Company), span(m.Start, m.End)
	case contracts.AgreeRetirement:
		v.answer(c, m.Obligation, m.Lot, m.Company, m.Proposal)
	case contracts.FreezeLot:
		c.companies, c.gas = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), 500_000
	case contracts.UnfreezeLot:
		c.companies, c.gas = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), gasOfWalk
	case contracts.DisputeLot:
		c.companies, c.amount = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), span(m.Start, m.End)
		c.gas = 500_000
	case contracts.ResolveDispute:
		c.companies, c.suspended = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), true
		c.gas = gasOfWalk
	default:
		v.concernOfRecourse(message, c)
	}
}

const (
	// gasOfWalk is what an act may use that walks a lot's whole list of records, and gasPerRecord what each record adds where only some lots have
	// a list: those that change hands look through it for a word of who gets them.
	gasOfWalk    = 2_500_000
	gasPerRecord = 9_000
)

// walk is what the list of the lot that begins at a unit adds to an act, in gas units.
func (v show) walk(obligation, lot *big.Int) uint32 {
	return gasPerRecord * uint32(len(v.Records(v.lotNamed(obligation, lot))))
}

// concernOfRecourse is concernOf for recourse claims.
func (v show) concernOfRecourse(message any, c *concern) {
	of := func(hash common.Hash, by uint32) index.Claim {
		claim, _ := v.Claim(hash)
		c.companies = v.with(claim.Obligation.Big(), by, claim.Holder, claim.Against)
		c.gas, c.suspended = gasOfWalk, true
		return claim
	}
	switch m := message.(type) {
	case contracts.ClaimRecourse:
		c.companies, c.gas = v.with(m.Obligation, m.Company, m.Against), gasOfWalk
	case contracts.SettleRecourse:
		due := v.claim(of(m.Claim, m.Company))
		c.amount = (due.Principal + due.Interest).Big()
		c.reference = "recourse/" + common.Hash(m.Claim).Hex()
	case contracts.RefuseRecourse:
		of(m.Claim, m.Company)
	case contracts.AcknowledgeRecourse:
		c.amount = v.claim(of(m.Claim, m.Company)).Principal.Big()
		c.reference = "acknowledge/" + common.Hash(m.Claim).Hex()
	}
}

// answer is the concern of one that accepts what a lot's holder proposed: it commits the lot's amount, once.
func (v show) answer(c *concern, obligation, start *big.Int, company uint32, proposal common.Hash) {
	lot := v.lotNamed(obligation, start)
	c.companies, c.amount = v.with(obligation, company, lot.Holder), new(big.Int).SetUint64(lot.End-lot.Start)
	c.reference = "answer/" + proposal.Hex()
}

// span is the number of units [start, end).
func span(start, end *big.Int) *big.Int { return new(big.Int).Sub(end, start) }
