package api

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// concern is what the relayer has to know of an act beside its signatures.
type concern struct {
	// companies are those that it concerns, its own first.
	companies []uint32
	// role is what the operator needs: one of these bits.
	role uint8
	// amount is what counts against limits and the company's threshold, in units of 0.01.
	amount *big.Int
	// admin is set for acts about operators, which two admins sign where the company has a threshold.
	admin bool
	// suspended is set where a suspended company may do it.
	suspended bool
	// reference is the author's own name for it, under which only one content is taken; empty for none.
	reference string
	// name is the author's own name for the receivable that it makes; empty for other acts.
	name string
	// gas is what the call may use at most.
	gas uint32
}

// concernOfSigned is concernOf, and for one that takes a quote that of the quote too.
func (v show) concernOfSigned(signed act.Signed) concern {
	c := v.concernOf(signed.Message)
	if signed.Quote != nil {
		of := v.concernOf(signed.Quote.Message)
		c.companies, c.amount = append(c.companies, of.companies...), of.amount
		if q, ok := signed.Quote.Message.(contracts.Quote); ok {
			// Whether the buyer answers for the lot is looked up too.
			c.gas += 2 * v.walk(q.Obligation, q.Lot)
		}
	}
	return c
}

// concernOf reads an act's concern off its message and, where that only names things, off the index.
func (v show) concernOf(message any) concern {
	c := concern{role: index.Maker, amount: new(big.Int), gas: 350_000}
	switch m := message.(type) {
	case contracts.AdmitCompany:
		c.companies, c.gas = []uint32{m.Company, m.Id}, 700_000
	case contracts.SuspendCompany:
		c.companies = []uint32{m.Company, m.Id}
	case contracts.SetOperator:
		c.companies, c.role, c.admin, c.suspended = []uint32{m.Company}, index.Admin, true, true
	case contracts.RevokeOperator:
		c.companies, c.role, c.admin, c.suspended = []uint32{m.Company}, index.Admin, true, true
	case contracts.RotateOperator:
		c.companies, c.role, c.admin, c.suspended = []uint32{m.Company}, allRoles, true, true
	case contracts.SetThreshold:
		c.companies, c.role, c.admin, c.suspended = []uint32{m.Company}, index.Admin, true, true
	case contracts.AcceptFrom:
		c.companies = []uint32{m.Company, m.Sender, m.Obligor}
		if m.Until != 0 {
			c.amount = m.Max
		}
	case contracts.NameVendor:
		c.companies = []uint32{m.Company, m.Supplier}
	case contracts.CancelNonce:
		c.companies, c.role, c.suspended = []uint32{m.Company}, allRoles, true
	case contracts.CancelSignature:
		c.companies, c.role, c.suspended = []uint32{m.Company}, allRoles, true
	case contracts.SuspendKey:
		o, _ := v.Operator(m.Key)
		c.companies = []uint32{m.Company, o.Company}
	case contracts.ProposeRecovery:
		c.companies = []uint32{m.Company, m.Lost}
	case contracts.AgreeRecovery:
		c.companies = []uint32{m.Company, m.Lost}
	case contracts.ObjectRecovery:
		c.companies, c.role, c.suspended = []uint32{m.Company}, index.Admin, true
	case contracts.InviteMember:
		c.companies = []uint32{m.Company, m.Circle}
	case contracts.JoinCircle:
		c.companies = []uint32{m.Company, m.Circle}
	case contracts.LeaveCircle:
		c.companies, c.suspended = []uint32{m.Company, m.Circle, m.Member}, true
	case contracts.NameRuleSet:
		c.companies = []uint32{m.Company}
	case contracts.DefineRule:
		c.companies = []uint32{m.Company}
	case contracts.Transfer:
		c.companies, c.amount = v.with(m.Obligation, m.Company, m.To), new(big.Int).Sub(m.End, m.Start)
		c.gas += v.walk(m.Obligation, m.Lot)
	case contracts.AcceptTransfer:
		lot := v.lotNamed(m.Obligation, m.Lot)
		c.companies, c.amount = v.with(m.Obligation, m.Company, lot.Holder), new(big.Int).SetUint64(lot.End-lot.Start)
		c.gas += v.walk(m.Obligation, m.Lot)
		c.reference = "answer/" + common.Hash(m.Proposal).Hex()
	case contracts.RejectProposal:
		c.companies, c.suspended = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Holder), true
	case contracts.WithdrawProposal:
		c.companies, c.suspended = v.with(m.Obligation, m.Company, v.lotNamed(m.Obligation, m.Lot).Other), true
	case contracts.Split:
		c.companies = v.with(m.Obligation, m.Company)
	case contracts.PayRun:
		c.companies, c.amount, c.gas = v.payees(m), new(big.Int).Sub(m.End, m.Start), v.gasOfRun(m)
		c.reference = "run/" + ref.Run{Company: m.Company, Serial: m.Serial}.String()
	case contracts.Merge:
		c.companies = v.with(m.Obligation, m.Company)
	case act.AskQuotes:
		c.companies = v.with(m.Obligation, m.Company)
	default:
		v.concernOfMoney(message, &c)
	}
	return c
}

// concernOfMoney is concernOf for receivables, cash and discounts.
func (v show) concernOfMoney(message any, c *concern) {
	switch m := message.(type) {
	case contracts.RequestReceivable:
		c.companies, c.gas = []uint32{m.Company, m.Obligor}, 600_000+gasPerInvoice*uint32(min(len(m.Invoices), mostInvoices))
		c.reference, c.name = v.named(m.Company, m.Ref), m.Ref
	case contracts.IssueReceivable:
		c.companies, c.amount = []uint32{m.Company, m.Supplier}, m.Face
		c.gas = 700_000 + gasPerInvoice*uint32(min(len(m.Invoices), mostInvoices))
		c.reference, c.name = v.named(m.Company, m.Ref), m.Ref
	case contracts.ConfirmReceivable:
		o := v.obligationNamed(m.Receivable)
		c.companies, c.amount = v.with(m.Receivable, m.Company), new(big.Int).SetUint64(o.Face)
		c.reference = "confirm/" + m.Receivable.String()
	case contracts.TakeReceivable:
		o := v.obligationNamed(m.Receivable)
		c.companies, c.amount = v.with(m.Receivable, m.Company), new(big.Int).SetUint64(o.Face)
		c.reference = "take/" + m.Receivable.String()
	case contracts.RejectReceivable:
		c.companies, c.suspended = v.with(m.Receivable, m.Company), true
	case contracts.WithdrawReceivable:
		c.companies, c.suspended = v.with(m.Receivable, m.Company), true
	case contracts.SettleReceivable:
		c.companies, c.amount, c.suspended = v.with(m.Receivable, m.Company, m.Bank), m.Amount, true
		c.reference = "settle/" + m.Receivable.String() + "/" + m.Paid.String()
	case contracts.GrantLine:
		c.companies, c.amount = []uint32{m.Company, m.Obligor}, new(big.Int).SetUint64(m.Amount)
	case contracts.MintCash:
		c.companies, c.amount = []uint32{m.Company, m.To}, m.Amount
		c.reference = "mint/" + strconv.FormatUint(uint64(m.Company), 10) + "/" + m.Ref
	case contracts.RedeemCash:
		c.companies, c.amount, c.suspended = []uint32{m.Company, m.Bank}, m.Amount, true
	case contracts.TransferCash:
		c.companies, c.amount = []uint32{m.Company, m.To, m.Bank}, m.Amount
	case contracts.Quote:
		c.companies, c.amount = v.with(m.Obligation, m.Company, m.Holder), new(big.Int).Sub(m.End, m.Start)
	case contracts.TakeQuote:
		c.companies, c.gas = []uint32{m.Company}, 800_000
	case contracts.WithdrawQuote:
		c.companies, c.suspended = []uint32{m.Company}, true
	case contracts.IssueInstalments:
		c.companies, c.gas = []uint32{m.Company, m.Supplier}, min(400_000+350_000*uint32(len(m.Instalments)), maxPlanGas)
		for _, i := range m.Instalments {
			c.amount = new(big.Int).Add(c.amount, i.Face)
		}
		c.reference, c.name = v.named(m.Company, m.Ref), m.Ref
	case contracts.AttestWire:
		c.companies, c.amount = v.with(m.Receivable, m.Company), m.Amount
		c.reference = "wire/" + strconv.FormatUint(uint64(m.Company), 10) + "/" + m.Ref
	case contracts.LiftDefault:
		c.companies = []uint32{m.Company, m.Obligor}
	case contracts.AttachDocument:
		c.companies = v.with(m.Obligation, m.Company)
	default:
		v.concernOfRights(message, c)
	}
}

const (
	// gasPerInvoice is what an invoice adds to a birth, mostInvoices what a receivable draws on at most, and maxPlanGas what a plan of
	// instalments may use.
	gasPerInvoice = 90_000
	mostInvoices  = 32
	maxPlanGas    = 20_000_000
)

// allRoles stands for any role.
const allRoles = index.Maker | index.Checker | index.Admin

// named is the reference of a receivable that a company makes under its own name for it; empty without a name. The name of one that is
// void is free again, so it gets a number.
func (v show) named(company uint32, name string) string {
	if name == "" || len(name) > maxName {
		// Too long a name is the contract's to refuse.
		return ""
	}
	void := 0
	for _, o := range v.Named(company, name) {
		if o.State == index.Void {
			void++
		}
	}
	return strings.Join([]string{"receivable", strconv.FormatUint(uint64(company), 10), strconv.Itoa(void), name}, "/")
}

// maxName is the longest name of a receivable that the contract takes, in bytes.
const maxName = 128

// with are companies, and after them the obligor and the supplier of an obligation that the index knows.
func (v show) with(number *big.Int, companies ...uint32) []uint32 {
	o := v.obligationNamed(number)
	return append(companies, o.Obligor, o.Supplier)
}

// obligationNamed is the obligation of a number; empty where the index has none.
func (v show) obligationNamed(number *big.Int) index.Obligation {
	id, err := ref.FromBig(number)
	if err != nil {
		return index.Obligation{}
	}
	o, _ := v.Obligation(id)
	return o
}

// lotNamed is the lot that begins at a unit of an obligation, as it will be when it is opened; empty where the index has none.
func (v show) lotNamed(number, start *big.Int) index.Lot {
	id, err := ref.FromBig(number)
	if err != nil || !start.IsUint64() {
		return index.Lot{}
	}
	lot, _ := v.Lot(id, start.Uint64())
	return v.Once(lot, v.today)
}
