package outbox

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Slot names a reservation: the key that pays for the transaction, and its nonce.
type Slot struct {
	Sender common.Address `json:"sender"`
	Nonce  uint64         `json:"nonce"`
}

// String is the sender and the nonce, as logs show them.
func (s Slot) String() string { return fmt.Sprintf("%s/%d", s.Sender.Hex(), s.Nonce) }

// key is the slot as a bucket key; slots of one sender sort by nonce.
func (s Slot) key() []byte {
	key := make([]byte, 0, common.AddressLength+8)
	key = append(key, s.Sender.Bytes()...)
	return binary.BigEndian.AppendUint64(key, s.Nonce)
}

func slotOf(key []byte) Slot {
	return Slot{
		Sender: common.BytesToAddress(key[:common.AddressLength]),
		Nonce:  binary.BigEndian.Uint64(key[common.AddressLength:]),
	}
}

// Stage is where a reservation stands. Its entries' states follow it.
//
//	Open ──▶ Landed ──▶ Closed
//	 │ ▲◀──reorg┘         │
//	 │ └──deep reorg──────┘
//	 └──▶ Lost   (another transaction holds the nonce at final depth; the entries are queued again)
type Stage string

// The stages.
const (
	// StageOpen: not in a canonical block. Attempts says how far it came.
	StageOpen Stage = "open"
	// StageLanded: one of its attempts is in a canonical block.
	StageLanded Stage = "landed"
	// StageClosed: that block is final.
	StageClosed Stage = "closed"
	// StageLost: another transaction took the nonce for good.
	StageLost Stage = "lost"
)

// Attempt is one signed transaction under a reservation's nonce. The first and its fee bumps differ in fees only.
type Attempt struct {
	// Raw is the transaction in the form that eth_sendRawTransaction takes. Live and what changes a reservation leave it out: see Outbox.Raw.
	Raw  hexutil.Bytes `json:"raw"`
	Hash common.Hash   `json:"hash"`
	// FeeCap and TipCap are in wei per gas; on a chain without base fee both are the gas price.
	FeeCap *big.Int `json:"feeCap"`
	TipCap *big.Int `json:"tipCap"`
	// At is when it was stored, Height the chain's head then: bumps are counted in blocks, so that neither a stalled chain
	// nor a jumping clock causes one.
	At     time.Time `json:"at"`
	Height uint64    `json:"height"`
	// Cancels is set on a transaction that does nothing but spend the nonce.
	Cancels bool `json:"cancels,omitempty"`
}

// Reservation binds a fixed list of entries to one nonce of one sender, and holds every transaction signed for it.
type Reservation struct {
	Slot
	// Entries are the ids in the order of the batch. The list never changes. An empty one fills a gap between other nonces.
	Entries  []common.Hash `json:"entries"`
	Attempts []Attempt     `json:"attempts"`
	Stage    Stage         `json:"stage"`
	// Sent is set once a node took an attempt, or may have.
	Sent bool `json:"sent"`
	// Held is why nothing is sent at the moment; empty if nothing stands in the way.
	Held string `json:"held,omitempty"`
	// Cancelled is set once the operator wants the nonce spent on nothing.
	Cancelled bool `json:"cancelled,omitempty"`
	// Reopened is set once a block that was final left the chain.
	Reopened bool `json:"reopened,omitempty"`
	// Tx, Block and Height say which attempt landed where, from StageLanded on.
	Tx     common.Hash `json:"tx"`
	Block  common.Hash `json:"block"`
	Height uint64      `json:"height"`
}

// Last is the newest attempt, the one that resends send.
func (r Reservation) Last() (Attempt, bool) {
	if len(r.Attempts) == 0 {
		return Attempt{}, false
	}
	return r.Attempts[len(r.Attempts)-1], true
}

// Cancels tells whether a transaction is an attempt that does nothing but spend the nonce.
func (r Reservation) Cancels(tx common.Hash) bool {
	for _, attempt := range r.Attempts {
		if attempt.Hash == tx {
			return attempt.Cancels
		}
	}
	return false
}

// Empty tells whether the next transaction of this reservation is to do nothing but spend the nonce.
func (r Reservation) Empty() bool { return r.Cancelled || len(r.Entries) == 0 }

// Outcome is what the chain said of one entry of a mined reservation.
type Outcome struct {
	Result Result
	// Refusal is the revert data, for Refused.
	Refusal []byte
}

// Landing says which attempt of a reservation landed, in which block, and what came of each entry.
type Landing struct {
	Slot   Slot
	Tx     common.Hash
	Block  common.Hash
	Height uint64
	// GasUsed is what the whole transaction used, in gas units.
	GasUsed uint64
	// Outcomes has one for each entry of the reservation, in its order.
	Outcomes []Outcome
}
