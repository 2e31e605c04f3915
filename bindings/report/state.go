package report

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// State is the facts at a block, with nothing in it that depends on who wrote it down or when. Lists are never nil, and ordered:
// companies by id, lines by obligor and currency, obligations by reference, lots by obligation and first unit, runs by company and serial, records by number,
// deposits by company, bank and currency; the others as they happened. Companies are named by id; 0 is none.
type State struct {
	Network Network `json:"network"`
	// Block is the newest one that changed anything here. The facts hold from it up to the next such block.
	Block       Block        `json:"block"`
	Companies   []Company    `json:"companies"`
	Lines       []Line       `json:"lines"`
	Obligations []Obligation `json:"obligations"`
	Lots        []Lot        `json:"lots"`
	// Runs are the payment runs.
	Runs []Run `json:"runs"`
	// Records are the facts that travel with lots: each lot has the newest of its own, each record the next older one.
	Records    []LotRecord `json:"records"`
	Payments   []Payment   `json:"payments"`
	Financings []Financing `json:"financings"`
	Pledges    []Pledge    `json:"pledges"`
	Holds      []Hold      `json:"holds"`
	Claims     []Claim     `json:"claims"`
	Deposits   []Deposit   `json:"deposits"`
}

// Network says of which deployment the facts are.
type Network struct {
	ChainID uint64      `json:"chainId"`
	Genesis common.Hash `json:"genesis"`
	Salt    common.Hash `json:"salt"`
}

// Block names a block. The zero block stands before a network's first event.
type Block struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	// Time is the block's, in whole seconds of UTC.
	Time time.Time `json:"time"`
}

// Company is a company and whether it may act.
type Company struct {
	ID           uint32   `json:"id"`
	Name         string   `json:"name"`
	Registration string   `json:"registration"`
	Capacities   []string `json:"capacities"`
	Suspended    bool     `json:"suspended"`
	// Barred is set where it may owe nothing new, after a default.
	Barred bool `json:"barred"`
}

// Line is what an obligor may owe in a currency, what it owes, and which banks granted it.
type Line struct {
	Obligor  uint32        `json:"obligor"`
	Currency currency.Code `json:"currency"`
	Limit    Sum           `json:"limit"`
	Used     Sum           `json:"used"`
	// Grants are those above zero, by bank.
	Grants []Grant `json:"grants"`
}

// Grant is one bank's part of a line.
type Grant struct {
	Bank  uint32 `json:"bank"`
	Limit Sum    `json:"limit"`
}

// Obligation is a debt.
type Obligation struct {
	ID       ref.Obligation `json:"id"`
	Obligor  uint32         `json:"obligor"`
	Supplier uint32         `json:"supplier"`
	Face     amount.Amount  `json:"face"`
	Paid     amount.Amount  `json:"paid"`
	// Out is what is outside of payment: cancelled, exported, redeemed early, or disputed for now.
	Out      amount.Amount `json:"out"`
	Currency currency.Code `json:"currency"`
	// Delivered is nil where it is not stated.
	Delivered *calendar.Day `json:"delivered"`
	Due       calendar.Day  `json:"due"`
	// State is the contract's: requested, issued, active, void, cancelled. What follows from the day and the payments is its standing.
	State string `json:"state"`
	// Ref is the creator's own reference; empty for none.
	Ref            string      `json:"ref"`
	ContractDigest common.Hash `json:"contractDigest"`
	InvoicesDigest common.Hash `json:"invoicesDigest"`
	Justification  common.Hash `json:"justification"`
	Rules          uint16      `json:"rules"`
	// Plan is the first receivable of the instalments that it is one of; nil for none.
	Plan *ref.Obligation `json:"plan"`
	// Means is "deposits" or "wire", Bank whose; empty and 0 before the first payment.
	Means string `json:"means"`
	Bank  uint32 `json:"bank"`
	// Interest is what was paid on top for paying late.
	Interest amount.Amount `json:"interest"`
	// Defaulted is the day on which default was declared; nil if it was not.
	Defaulted *calendar.Day `json:"defaulted"`
}

// Unopened is the state of a lot that is a leaf of a payment run which nobody has opened: whoever paid holds it.
const Unopened = "unopened"

// Lot is a run of an obligation's units with one holder.
type Lot struct {
	// ID has the range, as people count.
	ID     ref.Lot `json:"id"`
	Holder uint32  `json:"holder"`
	// Credited is what its holders have received, Interest what they received on top for late payment.
	Credited amount.Amount `json:"credited"`
	Interest amount.Amount `json:"interest"`
	// State is held, locked, cancelled, exported, redeemed, or unopened: a leaf of a payment run.
	State string `json:"state"`
	// OfferedTo is the company that is to answer the proposal which is open about it, as an unopened leaf always is one; 0 for none.
	OfferedTo uint32 `json:"offeredTo"`
	// Run is the payment run that an unopened leaf is of, Row its number there, from 0; nil and 0 for others.
	Run *ref.Run `json:"run"`
	Row uint32   `json:"row"`
	// Marks of frozen, disputed, pledged, financed. Never nil.
	Marks []string `json:"marks"`
	// Record is the number of its newest record; 0 for none.
	Record uint64 `json:"record"`
}

// LotRecord is a fact that travels with lots.
type LotRecord struct {
	Number uint64 `json:"number"`
	// Next is the next older record of the list; 0 ends it.
	Next uint64 `json:"next"`
	// Kind is recourse, financing, guarantee, pledge, dispute, order or return.
	Kind string `json:"kind"`
	// By is the company whose act it is, To the other one, if any.
	By     uint32        `json:"by"`
	To     uint32        `json:"to"`
	Day    calendar.Day  `json:"day"`
	Amount amount.Amount `json:"amount"`
	// Act names the pledge, order or dispute; zero for other kinds.
	Act common.Hash `json:"act"`
}

// Payment is a part of a debt that its obligor has paid.
type Payment struct {
	Obligation ref.Obligation `json:"obligation"`
	Day        calendar.Day   `json:"day"`
	Bank       uint32         `json:"bank"`
	// Means is "deposits" or "wire".
	Means  string        `json:"means"`
	Amount amount.Amount `json:"amount"`
}

// Financing is a sale of units against cash.
type Financing struct {
	// How is "discount" for a bank's, "early payment" for the obligor's, "buy-back" for one's that answers for the units.
	How string `json:"how"`
	// Units has the range that was sold, as it was then.
	Units    ref.Lot       `json:"units"`
	Buyer    uint32        `json:"buyer"`
	Seller   uint32        `json:"seller"`
	Rate     discount.Rate `json:"rate"`
	Proceeds amount.Amount `json:"proceeds"`
	Recourse bool          `json:"recourse"`
	// Registration is the number in the registry of movable assets; empty where there is none.
	Registration string       `json:"registration"`
	Day          calendar.Day `json:"day"`
}

// Pledge is a security in lots, in force or not any more: a lot is under it while the newest pledge of its records is this one and it bears
// the mark.
type Pledge struct {
	// ID is the struct hash by which it is known.
	ID         common.Hash    `json:"id"`
	Obligation ref.Obligation `json:"obligation"`
	Pledgor    uint32         `json:"pledgor"`
	Pledgee    uint32         `json:"pledgee"`
	Secured    amount.Amount  `json:"secured"`
	Received   amount.Amount  `json:"received"`
	// DebtDue is the day on which the debt that it secures falls due.
	DebtDue      calendar.Day `json:"debtDue"`
	Registration string       `json:"registration"`
	Day          calendar.Day `json:"day"`
}

// Hold is an order of the authority or a dispute.
type Hold struct {
	ID common.Hash `json:"id"`
	// Kind is freeze, forfeiture or dispute.
	Kind string `json:"kind"`
	// Units has the range that it named.
	Units ref.Lot `json:"units"`
	By    uint32  `json:"by"`
	// Text is the order's number or the dispute's reason, Digest its document's.
	Text   string      `json:"text"`
	Digest common.Hash `json:"digest"`
	// Until is an order's last day; nil where it has none.
	Until *calendar.Day `json:"until"`
	// Blocking is whether the units are on hold; a dispute that does not block is a note.
	Blocking bool `json:"blocking"`
	// Lifted says that it is over, Resolution by which order or how.
	Lifted     bool         `json:"lifted"`
	Resolution string       `json:"resolution"`
	Day        calendar.Day `json:"day"`
}

// Claim is a recourse claim.
type Claim struct {
	ID common.Hash `json:"id"`
	// Lot is the one claimed for, by its first unit.
	Lot     ref.Lot `json:"lot"`
	Holder  uint32  `json:"holder"`
	Against uint32  `json:"against"`
	// State is notified, refused or cleared.
	State string `json:"state"`
	// Amount was paid, Interest is the part of it for paying late.
	Amount   amount.Amount `json:"amount"`
	Interest amount.Amount `json:"interest"`
	Day      calendar.Day  `json:"day"`
}

// Deposit is what a company has at a bank.
type Deposit struct {
	Company  uint32        `json:"company"`
	Bank     uint32        `json:"bank"`
	Currency currency.Code `json:"currency"`
	Free     Sum           `json:"free"`
	// Earmarked is set aside for holders of the company's own debts.
	Earmarked Sum `json:"earmarked"`
}
