package client

import (
	"encoding/json"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Event is something that happened on the chain.
type Event struct {
	// ID is the same at every relayer, after every restart and rebuild: the block's number, the event's number in it, and 32 digits of the
	// block's hash. The same act in another block, after a reorganisation, is another event.
	ID string `json:"id"`
	// Kind is the contracts' name of it, "Transferred".
	Kind      string      `json:"kind"`
	Block     uint64      `json:"block"`
	BlockHash common.Hash `json:"blockHash"`
	// Log is the event's number in its block.
	Log  uint        `json:"log"`
	Tx   common.Hash `json:"tx"`
	Time time.Time   `json:"time"`
	Day  Day         `json:"day"`
	// Obligation and Units are what it is about; nil where it is about none.
	Obligation *ref.Obligation `json:"obligation"`
	Units      *ref.Units      `json:"units"`
	// Amount and Currency are nil where it has none.
	Amount   *amount.Amount `json:"amount"`
	Currency *currency.Code `json:"currency"`
	// Companies are those that it concerns, smallest id first.
	Companies []Party `json:"companies"`
	// Sentence says it in words.
	Sentence Text `json:"sentence"`
	// Data are the contracts' own fields: numbers above 32 bits are decimal strings, amounts in units of 0.01, units from 0, days by the
	// contracts' number.
	Data json.RawMessage `json:"data"`
}

// Undone says that events were undone by a reorganisation of the chain: all of blocks above AfterBlock that were told so far. What happened in
// their place follows.
type Undone struct {
	// AfterBlock is the newest block whose events stand.
	AfterBlock uint64 `json:"afterBlock"`
}

// EventPage is a part of the list of events.
type EventPage struct {
	// Undone is not nil where events before the place that was asked for are undone. It comes before the items.
	Undone *Undone `json:"undone"`
	Items  []Event `json:"items"`
	// Next is the place to go on from, also where nothing follows yet; nil before the chain's first event.
	Next *string `json:"next"`
	// More is set where more is there already.
	More bool `json:"more"`
	// Final is the newest block whose events are final.
	Final uint64 `json:"final"`
}
