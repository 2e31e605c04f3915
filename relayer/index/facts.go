package index

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Capacities of a company, a bit each.
const (
	Obligor   = 1
	Bank      = 2
	Guarantor = 4
	Authority = 8
	Desk      = 16
	// Small is a small or medium enterprise, Group the head of a group, which may grant lines.
	Small = 32
	Group = 64
)

// Roles of an operator, a bit each; the same times 16 while an order suspends the key.
const (
	Maker   = 1
	Checker = 2
	Admin   = 4
	Viewer  = 8
)

// NoLimit stands for "any amount" and "never" in limits and thresholds: all ones of a uint48.
const NoLimit = 1<<48 - 1

// Company is a company as it now is.
type Company struct {
	ID                 uint32
	Name, Registration string
	// Capacities are bits: Obligor, Bank, ….
	Capacities uint16
	// DualAbove is the amount, in units of 0.01, above which two operators must sign; NoLimit: never.
	DualAbove uint64
	Suspended bool
	// Reason is that of the last suspension or its lifting.
	Reason   string
	Admitted At
}

// Operator is what a key may do.
type Operator struct {
	Key     common.Address
	Company uint32
	// Roles are bits: Maker, Checker, …; zero: revoked.
	Roles uint8
	// Suspended is set while an order of the authority suspends the key.
	Suspended bool
	// Limit is the largest single act and Daily the largest sum of a local day, in units of 0.01; NoLimit: any.
	Limit, Daily uint64
	// Until is the key's last local day; zero: no end.
	Until calendar.Day
}

// Standing is what Company takes from Sender unasked.
type Standing struct {
	Company, Sender uint32
	// Obligor is whose debts only; zero: anybody's.
	Obligor uint32
	// Min and Max are the smallest and the largest amount, in units of 0.01.
	Min, Max uint64
	// PerDay is how many a local day; zero: any number.
	PerDay uint16
	// Until is the last local day.
	Until calendar.Day
}

// Vendor is the number under which an obligor's books know a supplier.
type Vendor struct {
	Obligor, Supplier uint32
	Number            string
}

// Line is how much an obligor may owe in a currency and how much of it is in use, in units of 0.01.
type Line struct {
	Obligor     uint32
	Currency    uint16
	Limit, Used uint64
}

// ReceivableState is where a receivable stands on chain.
//
//	– ── request (supplier) ──▶ Requested ── confirm (obligor) ──┐
//	– ── issue (obligor) ─────▶ Issued ───── take (supplier) ────┴──▶ Active
//	Requested, Issued ── reject, withdraw, lapse ──▶ Void
//
// What becomes of an active one is told by other facts: due by the clock, paid by the amount paid, in default by Defaulted, and by Closed that
// everyone signed it away, which the contract calls cancelled.
type ReceivableState uint8

// The states, by the contract's numbers.
const (
	Requested ReceivableState = iota + 1
	Issued
	Active
	Void
)

// Obligation is a debt as it now is.
type Obligation struct {
	ID                ref.Obligation
	Obligor, Supplier uint32
	// Face and Paid are in units of 0.01.
	Face, Paid uint64
	Currency   uint16
	Delivered  calendar.Day
	Due        calendar.Day
	// Until is the last local day for the answer; zero: it stays open.
	Until calendar.Day
	// Cutoff is the last local day on which holders may transfer; zero before it is active.
	Cutoff                                        calendar.Day
	Rules                                         uint16
	State                                         ReceivableState
	Ref                                           string
	ContractDigest, InvoicesDigest, Justification common.Hash
	// Proposal is the struct hash that an answer must name.
	Proposal common.Hash
	// Outcome says how a void one ended: 2 rejected, 3 withdrawn, 4 lapsed.
	Outcome uint8
	// Asked is set where the supplier asked for it, and the obligor confirmed.
	Asked bool
	// Made is when it was requested or issued.
	Made At
	// Out is the units outside of payment: cancelled, exported, redeemed early, under dispute.
	Out uint64
	// Closed is set where everyone signed it away.
	Closed bool
	// Invoiced is set where it drew on invoices when it was made.
	Invoiced bool
	// Plan is the first receivable of the instalments that it is one of; zero for none.
	Plan ref.Obligation
	// Wired is set where Bank paid by wire, else the payments are in deposits at Bank; zero before the first.
	Wired bool
	Bank  uint32
	// Interest is the late interest paid so far, in units of 0.01.
	Interest uint64
	// Defaulted is when default was declared, Cleared when everything was paid; zero times before.
	Defaulted, Cleared At
}

// Left is what is still to be paid, in units of 0.01.
func (o Obligation) Left() uint64 {
	if owed := o.Face - o.Out; owed > o.Paid {
		return owed - o.Paid
	}
	return 0
}

// IsPaid reports whether an active receivable has been paid in full; one of which no unit is left to pay is not.
func (o Obligation) IsPaid() bool { return o.State == Active && o.Paid > 0 && o.Left() == 0 }

// InDefault reports whether default was declared and not all has been paid since.
func (o Obligation) InDefault() bool { return o.Defaulted.Block() != 0 && o.Left() > 0 }

// LotState is where a lot stands.
//
//	Held ── propose ──▶ Locked ── accept, reject, withdraw, lapse ──▶ Held
//	Held ── end ──▶ Cancelled | Exported | Redeemed
//	Held ── pay by a run ──▶ Unopened ── open ──▶ Held | Locked
type LotState uint8

// The states, by the contract's numbers; the last is the index's own.
const (
	Held LotState = iota + 1
	Locked
	Cancelled
	Exported
	// Redeemed is bought back by the obligor before the due day.
	Redeemed
	// Unopened is a leaf of a payment run: to the contracts it is no lot until somebody opens it, and yet a proposal to its payee. Who pays
	// holds it.
	Unopened
)

// Ended tells whether a lot in this state lives no more.
func (s LotState) Ended() bool { return s == Cancelled || s == Exported || s == Redeemed }

// Lot is a run of units [Start, End) of an obligation, with one holder.
type Lot struct {
	Obligation ref.Obligation
	Start, End uint64
	Holder     uint32
	// Paid is what its holders were credited with, in units of 0.01.
	Paid uint64
	// Head is the newest entry of its record list; zero for none.
	Head  uint64
	State LotState
	// Marks are bits: 1 frozen, 2 disputed, 4 pledged, 8 financed.
	Marks uint8
	// Other, Until, Kind and Proposal are those of the open proposal, which an unopened leaf is too; zero for none.
	Other    uint32
	Until    calendar.Day
	Kind     uint8
	Proposal common.Hash
	// Depth is the number of transfers that the units have gone through.
	Depth uint16
	// Interest is the late interest that its holders were credited with, in units of 0.01.
	Interest uint64
	// Run and Row name the leaf of a payment run that the lot is: unopened, or locked by the proposal that it was opened as. Zero for none.
	Run ref.Run `json:",omitzero"`
	Row uint32  `json:",omitempty"`
	// Word is the record that opening the lot will put at the head of its list, a word of recourse or a return; nil but for what View.Once
	// gives.
	Word *Record `json:"-"`
}

// Marks of a lot, a bit each. All but Financed keep its holder from acting on it.
const (
	Frozen   = 1
	Disputed = 2
	Pledged  = 4
	Financed = 8
)

// Ref is the lot's name.
func (l Lot) Ref() ref.Lot { return ref.Lot{Obligation: l.Obligation, Start: l.Start, End: l.End} }

// Hop is a change of the holder of units [Start, End).
type Hop struct {
	// From is the holder before; for an obligation's first hop, the obligor.
	From, To   uint32
	Start, End uint64
	// Recourse is set where From answered for payment by this.
	Recourse bool
	// How is "take" or "confirm" for the first hop, then "transfer", "pay" (by a run), "discount", "early payment", "buy-back", "enforcement" or "recourse".
	How string
	At  At
}

// Event is something that happened to an obligation: the name of the contract's event, and what of it readers need.
type Event struct {
	// Name is the contract's event, "Transferred".
	Name string
	// By and Other are the companies on both sides; zero where the event has none.
	By, Other uint32
	// Start and End are the units; both zero where it concerns the whole obligation.
	Start, End uint64
	// Amount is in units of 0.01; zero where the event has none. Of a division or a merger it is the right part's.
	Amount uint64
	// Outcome is that of an answer: 1 accepted, 2 rejected, 3 withdrawn, 4 lapsed.
	Outcome uint8
	At      At
}

// Account is a company's deposit at a bank, in units of 0.01.
type Account struct {
	Company, Bank   uint32
	Currency        uint16
	Free, Earmarked *big.Int
}

// Entry is a line of a company's cash statement.
type Entry struct {
	// Kind is "mint", "redeem", "transfer", "earmark", "release", "discount", "early payment", "buy-back" or "recourse".
	Kind string
	// Amount is what the free balance changed by, in units of 0.01.
	Amount   *big.Int
	Bank     uint32
	Currency uint16
	// Other is the other company; zero for none.
	Other uint32
	Ref   string
	// Obligation is zero where the entry is of none.
	Obligation ref.Obligation
	At         At
}

// Discount is a quote that was taken.
type Discount struct {
	// Hash is the quote's struct hash.
	Hash  common.Hash
	Quote contracts.Quote
	Price contracts.Price
	// How is "discount" for a bank's, "early payment" for the obligor's, "buy-back" for one's that answers for the lot.
	How string
	At  At
}

// Acted is where a signed act was done.
type Acted struct {
	Key common.Address
	At  At
}

// Rule is a number of a rule set.
type Rule struct {
	ID     string
	Value  *big.Int
	From   calendar.Day
	Source string
}

// RuleSet is a named set of dated numbers.
type RuleSet struct {
	Set  uint16
	Name string
	// From is the first local day on which it is in force; zero: from the network's first.
	From  calendar.Day
	Rules []Rule
}
