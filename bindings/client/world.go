package client

import (
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Day is a local calendar day, an ISO date in JSON.
type Day = calendar.Day

// MarshalText gives the decimal form.
func (n Number) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(n), 10), nil }

// UnmarshalText reads the decimal form.
func (n *Number) UnmarshalText(text []byte) error {
	v, err := strconv.ParseUint(string(text), 10, 64)
	*n = Number(v)
	return err
}

// Head is a block as the node gives it.
type Head struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   time.Time   `json:"time"`
}

// Network is the deployment and where it stands.
type Network struct {
	deployment.Deployment
	Today            Day            `json:"today"`
	DayLengthSeconds uint32         `json:"dayLengthSeconds"`
	Head             Head           `json:"head"`
	Indexed          uint64         `json:"indexed"`
	Confirmations    uint64         `json:"confirmations"`
	Relayer          common.Address `json:"relayer"`
	// Keys are all keys that pay for the relayer's gas, Relayer first.
	Keys []common.Address `json:"keys"`
	// Node is what the relayer found of its node when it started.
	Node ChainNode `json:"node"`
}

// ChainNode is what a relayer's node and its chain can do.
type ChainNode struct {
	// Client is its name and version; empty where it does not tell.
	Client string `json:"client"`
	// Consensus is "clique", "ibft or qbft", or "other".
	Consensus string `json:"consensus"`
	BaseFee   bool   `json:"baseFee"`
	// Finalized tells whether it names a finalized block.
	Finalized bool `json:"finalized"`
	// Lacks are methods that it does not have and the relayer does without.
	Lacks []string `json:"lacks"`
}

// Party is a company in a list.
type Party struct {
	ID   uint32 `json:"id"`
	Name string `json:"name"`
}

// Company is all that is public of one.
type Company struct {
	Party
	Registration string `json:"registration"`
	// Status is "active" or "suspended".
	Status string `json:"status"`
	// Capacities of obligor, bank, guarantor, authority, desk, sme, group.
	Capacities []string `json:"capacities"`
	// DualAbove is the amount above which two operators sign; nil: never.
	DualAbove *amount.Amount `json:"dualAbove"`
	Since     Day            `json:"since"`
	Operators []Operator     `json:"operators"`
	Vendors   []Vendor       `json:"vendors"`
	Standing  []Standing     `json:"standing"`
	Lines     []Line         `json:"lines"`
	// InDefault is how many of its receivables are in default now, Barred whether it may owe nothing new for it.
	InDefault uint32 `json:"inDefault"`
	Barred    bool   `json:"barred"`
	// Circles are the business circles that it is in.
	Circles []Membership `json:"circles"`
	// Recovery is nil where none is open.
	Recovery *Recovery `json:"recovery"`
}

// Vendor is the number under which an obligor's books know a supplier.
type Vendor struct {
	Number   string `json:"number"`
	Supplier Party  `json:"supplier"`
}

// Standing is what a company takes unasked.
type Standing struct {
	Sender Party `json:"sender"`
	// Obligor is nil where it may be any.
	Obligor *Party        `json:"obligor"`
	Min     amount.Amount `json:"min"`
	Max     amount.Amount `json:"max"`
	// PerDay is the number a day; zero: any.
	PerDay uint16 `json:"perDay"`
	Until  Day    `json:"until"`
}

// Line is what an obligor may owe and owes, in a currency.
type Line struct {
	Currency currency.Code `json:"currency"`
	Limit    amount.Amount `json:"limit"`
	Used     amount.Amount `json:"used"`
}

// Obligation is a receivable and what has become of it. Its State, as of a day:
//
//	requested ── confirm (obligor) ──┐
//	issued ───── take (supplier) ────┴──▶ active ── its due day ──▶ due ──▶ part-paid ──▶ paid
//	requested, issued ── reject, withdraw, lapse ──▶ void
//	due, part-paid ── grace days over; anyone ──▶ defaulted ── paid with late interest ──▶ paid
//	active ── every lot ended so ──▶ cancelled | exported | redeemed, or ended where they ended differently
type Obligation struct {
	ID ref.Obligation `json:"id"`
	// Kind is "receivable".
	Kind     string        `json:"kind"`
	Obligor  Party         `json:"obligor"`
	Supplier Party         `json:"supplier"`
	Face     amount.Amount `json:"face"`
	Currency currency.Code `json:"currency"`
	Due      Day           `json:"due"`
	// State is requested, issued, active, due, part-paid, paid, defaulted, void, cancelled, exported, redeemed or ended.
	State string        `json:"state"`
	Paid  amount.Amount `json:"paid"`
	// Out is what is outside of payment: cancelled, exported, redeemed early, under dispute. Left is what is still to be paid.
	Out  amount.Amount `json:"out"`
	Left amount.Amount `json:"left"`
	// LateInterest is what paying all that is left today would cost on top; InterestPaid is what was paid so far.
	LateInterest amount.Amount `json:"lateInterest"`
	InterestPaid amount.Amount `json:"interestPaid"`
	// Bank is who pays: Means is "deposits" or "wire"; both are empty before the first payment.
	Means string `json:"means"`
	Bank  *Party `json:"bank"`
	// Defaulted is the day on which default was declared; nil: it was not.
	Defaulted *Day `json:"defaulted"`
	// Overdue is set where a request has waited for its confirmation longer than the rules allow.
	Overdue bool `json:"overdue"`
	// Plan is the first receivable of the instalments that it is one of; nil for none.
	Plan           *ref.Obligation `json:"plan"`
	Ref            string          `json:"ref"`
	ContractDigest common.Hash     `json:"contractDigest"`
	InvoicesDigest common.Hash     `json:"invoicesDigest"`
	// Proposal is what an answer names.
	Proposal common.Hash `json:"proposal"`
	// Until is the last day for the answer; nil where it has none.
	Until *Day   `json:"until"`
	Rules uint16 `json:"rules"`
	// Invoices are what it draws on, Documents the digests in its file, Alerts what rules wanted looked at.
	Invoices  []Invoice  `json:"invoices"`
	Documents []Document `json:"documents"`
	Alerts    []Alert    `json:"alerts"`
	// Acts that made it what it is, oldest first.
	Acts []Trace `json:"acts"`
	// Next says what may happen next and who would do it.
	Next []Next `json:"next"`
}

// Trace is where an act stands on the chain.
type Trace struct {
	Name  string      `json:"name"`
	Tx    common.Hash `json:"tx"`
	Block uint64      `json:"block"`
	At    time.Time   `json:"at"`
}

// Next is an act that is possible now.
type Next struct {
	// Act is the contracts' word for it.
	Act string `json:"act"`
	// By are who may do it, the first of them where there are many; empty where anyone may, and relayers do it by themselves.
	By []Party `json:"by"`
	// Others is how many more may do it than By names.
	Others int `json:"others"`
}

// Lot is a run of units held by one company. Its State:
//
//	held ── propose ──▶ locked (Offer) ── accept, reject, withdraw, lapse ──▶ held
//	held ── end ──▶ cancelled | exported | redeemed
type Lot struct {
	// ID has the range, as people count.
	ID         ref.Lot        `json:"id"`
	Obligation ref.Obligation `json:"obligation"`
	Obligor    Party          `json:"obligor"`
	Holder     Party          `json:"holder"`
	Amount     amount.Amount  `json:"amount"`
	Currency   currency.Code  `json:"currency"`
	Due        Day            `json:"due"`
	// State is held, locked, cancelled, exported or redeemed.
	State string `json:"state"`
	// Marks of frozen, disputed, pledged, financed.
	Marks []string `json:"marks"`
	// Credited is what its holders have received, Interest what of late interest.
	Credited amount.Amount `json:"credited"`
	Interest amount.Amount `json:"interest"`
	// Depth is the number of transfers behind it.
	Depth uint16 `json:"depth"`
	// Offer is the open proposal on it; nil if there is none.
	Offer *Offer `json:"offer"`
	// Hops are how its units came to their holder, oldest first; only where one lot is asked for. So are Facts, what travels with it,
	// newest first, Holds, the orders and disputes about it, and Liable, who answers for it to its holder.
	Hops   []Hop   `json:"hops,omitempty"`
	Facts  []Fact  `json:"facts,omitempty"`
	Holds  []Hold  `json:"holds,omitempty"`
	Liable []Party `json:"liable,omitempty"`
}

// Offer is an open proposal about a lot.
type Offer struct {
	Proposal common.Hash `json:"proposal"`
	// Kind is transfer, pledge, guarantee, cancel or retire.
	Kind     string `json:"kind"`
	To       Party  `json:"to"`
	Until    Day    `json:"until"`
	Recourse bool   `json:"recourse"`
	// Secured and DebtDue are a pledge's; nil for others.
	Secured *amount.Amount `json:"secured"`
	DebtDue *Day           `json:"debtDue"`
	// Text is a cancellation's reason, or where a retirement goes to.
	Text string `json:"text"`
}

// Hop is one change of holder.
type Hop struct {
	From  Party     `json:"from"`
	To    Party     `json:"to"`
	Units ref.Units `json:"units"`
	// How is take, confirm, transfer, discount, early payment, buy-back, enforcement or recourse.
	How      string      `json:"how"`
	Recourse bool        `json:"recourse"`
	Tx       common.Hash `json:"tx"`
	Block    uint64      `json:"block"`
}

// Tree is who got what of an obligation.
type Tree struct {
	Root Node `json:"root"`
	// SumOfLots is added up from the lots there are; Holds is whether it is the face.
	SumOfLots amount.Amount `json:"sumOfLots"`
	Face      amount.Amount `json:"face"`
	Holds     bool          `json:"holds"`
}

// Node is units that were once one lot of one holder, and what was handed on of them.
type Node struct {
	Lot    ref.Lot       `json:"lot"`
	Holder Party         `json:"holder"`
	Amount amount.Amount `json:"amount"`
	// Kept is what of Amount the holder has not handed on. Over the whole tree they add up to the face.
	Kept amount.Amount `json:"kept"`
	// State is that of what is kept: a lot's, "mixed" where its lots differ, "handed on" where nothing is left.
	State    string `json:"state"`
	Children []Node `json:"children"`
}

// Inbox is what waits for a company.
type Inbox struct {
	// Transfers are the lots with a proposal, of whatever kind, that the company can answer, Receivables the debts.
	Transfers   []Lot        `json:"transfers"`
	Receivables []Obligation `json:"receivables"`
	Acts        []Act        `json:"acts"`
	Quotes      []Quote      `json:"quotes"`
	Asks        []Ask        `json:"asks"`
	// Claims are recourse claims against the company, and refused ones of its own.
	Claims []Claim `json:"claims"`
	// Recoveries are those that the company may agree to or object to.
	Recoveries []Recovery `json:"recoveries"`
}

// Ask is a holder's wish for quotes.
type Ask struct {
	ID       common.Hash   `json:"id"`
	Holder   Party         `json:"holder"`
	Lot      ref.Lot       `json:"lot"`
	Units    ref.Units     `json:"units"`
	Amount   amount.Amount `json:"amount"`
	Currency currency.Code `json:"currency"`
	Obligor  Party         `json:"obligor"`
	Due      Day           `json:"due"`
	Recourse bool          `json:"recourse"`
	Until    *Day          `json:"until"`
	Open     bool          `json:"open"`
	Signed   *act.Signed   `json:"signed"`
}

// Quote is a signed offer to buy units: a bank's, the obligor's for early payment, or one's who answers for the lot for a buy-back. Its State:
//
//	waiting ── a second operator signs ──▶ open ── take (holder) ──▶ taken
//	waiting ── reject ──▶ rejected;  waiting, open ── withdraw ──▶ withdrawn
//	open ── its last day is over ──▶ expired;  open ── the lot changes ──▶ stale
type Quote struct {
	// ID is its struct hash, which TakeQuote and WithdrawQuote name.
	ID common.Hash `json:"id"`
	// Bank is whose offer it is.
	Bank         Party             `json:"bank"`
	Holder       Party             `json:"holder"`
	Lot          ref.Lot           `json:"lot"`
	Units        ref.Units         `json:"units"`
	Amount       amount.Amount     `json:"amount"`
	Currency     currency.Code     `json:"currency"`
	Obligor      Party             `json:"obligor"`
	Due          Day               `json:"due"`
	Rate         discount.Rate     `json:"rate"`
	DayCount     discount.DayCount `json:"dayCount"`
	Recourse     bool              `json:"recourse"`
	CashBank     Party             `json:"cashBank"`
	Until        Day               `json:"until"`
	Registration string            `json:"registration"`
	// State is open, taken, withdrawn, expired, stale (the lot is not what it was), or waiting for the buyer's checker, and rejected as the
	// checker's answer.
	State string `json:"state"`
	// PriceToday is nil where it has none any more.
	PriceToday *discount.Price `json:"priceToday"`
	Signed     *act.Signed     `json:"signed"`
}

// Balance is a company's deposit at one bank in one currency.
type Balance struct {
	Bank     Party         `json:"bank"`
	Currency currency.Code `json:"currency"`
	Free     amount.Amount `json:"free"`
	// Earmarked is set aside for holders of its own debts.
	Earmarked amount.Amount `json:"earmarked"`
}

// Entry is one line of a statement.
type Entry struct {
	Block uint64    `json:"block"`
	Time  time.Time `json:"time"`
	Day   Day       `json:"day"`
	// Kind is mint, redeem, transfer, earmark, release, discount, early payment, buy-back or recourse.
	Kind     string        `json:"kind"`
	Bank     Party         `json:"bank"`
	Currency currency.Code `json:"currency"`
	// In is whether the company's spendable balance grew by Amount, else it fell.
	In     bool          `json:"in"`
	Amount amount.Amount `json:"amount"`
	Other  *Party        `json:"other"`
	Ref    string        `json:"ref"`
	// Obligation is nil where it is about none.
	Obligation *ref.Obligation `json:"obligation"`
	Tx         common.Hash     `json:"tx"`
}
