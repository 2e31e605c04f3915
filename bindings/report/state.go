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
// companies by id, lines by obligor and currency, obligations by reference, lots by obligation and first unit, payments and
// financings as they happened, deposits by company, bank and currency.
type State struct {
	Network Network `json:"network"`
	// Block is the newest one that changed anything here. The facts hold from it up to the next such block.
	Block       Block        `json:"block"`
	Companies   []Company    `json:"companies"`
	Lines       []Line       `json:"lines"`
	Obligations []Obligation `json:"obligations"`
	Lots        []Lot        `json:"lots"`
	Payments    []Payment    `json:"payments"`
	Financings  []Financing  `json:"financings"`
	Deposits    []Deposit    `json:"deposits"`
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
	Currency currency.Code  `json:"currency"`
	Due      calendar.Day   `json:"due"`
	// State is the contract's: requested, issued, active, void. What follows from the day and the payments is Standing.
	State string `json:"state"`
	// Ref is the creator's own reference; empty for none.
	Ref            string      `json:"ref"`
	ContractDigest common.Hash `json:"contractDigest"`
	InvoicesDigest common.Hash `json:"invoicesDigest"`
	Rules          uint16      `json:"rules"`
	// Bank is the one in whose deposits it is being paid, or that wires; 0 before the first payment.
	Bank uint32 `json:"bank"`
	// Interest is what was paid on top for paying late.
	Interest amount.Amount `json:"interest"`
	// Defaulted is the day on which default was declared; nil if it was not.
	Defaulted *calendar.Day `json:"defaulted"`
}

// Lot is a run of an obligation's units with one holder.
type Lot struct {
	// ID has the range, as people count.
	ID     ref.Lot `json:"id"`
	Holder uint32  `json:"holder"`
	// Credited is what its holders have received.
	Credited amount.Amount `json:"credited"`
	// State is held, locked, cancelled or exported.
	State string `json:"state"`
	// Marks of frozen, disputed, pledged, financed. Never nil.
	Marks []string `json:"marks"`
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

// Financing is a sale of units to a bank against cash.
type Financing struct {
	// Units has the range that was sold, as it was then.
	Units    ref.Lot       `json:"units"`
	Bank     uint32        `json:"bank"`
	Seller   uint32        `json:"seller"`
	Rate     discount.Rate `json:"rate"`
	Proceeds amount.Amount `json:"proceeds"`
	Recourse bool          `json:"recourse"`
	// Registration is the number in the registry of movable assets; empty where there is none.
	Registration string       `json:"registration"`
	Day          calendar.Day `json:"day"`
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
