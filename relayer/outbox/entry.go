package outbox

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// State is where an entry stands.
//
//	          Release          Reserve            StoreSigned         MarkSent         MarkMined         Finalise
//	Waiting ───────────▶ Queued ─────────▶ Reserved ───────────▶ Signed ────────▶ Sent ─────────▶ Mined ────────▶ Final
//	   │ Reject           │ ▲ │               └─────▶ Held ◀────────┘ ◀─────────────┘ ◀── Unmine ───┘ │
//	   ├─▶ Rejected       │ │ │ Fail                  (funds, fee cap, signer; goes on by itself)       │ refused at
//	   │ Withdraw    Park │ │ ▼                                                                         ▼ final depth
//	   ├─▶ Withdrawn      ▼ │ Failed ◀────────────────────────────────────────────────────────────── Failed
//	   │ Expire        Parked
//	   └─▶ Expired
//
// An act that was cancelled, or whose nonce another act spent, is Parked at final depth. A reorganisation deeper than that takes Final,
// Failed and Parked back to Sent (Reopen). Retry takes Failed and Parked back to Queued. Forfeit (another transaction holds the nonce at final depth) and a
// transaction that reverted whole at final depth take an entry from Reserved … Mined back to Queued, in its old place.
type State uint8

// The states. Their names, in lower case, are what JSON and people see.
const (
	// Waiting: a maker's act that needs its checker's signature. Not eligible for a reservation.
	Waiting State = iota + 1
	// Queued: to be anchored, not yet in a transaction.
	Queued
	// Reserved: in a fixed list under a nonce; nothing signed yet.
	Reserved
	// Signed: the transaction's bytes are on disk; no node is known to have them.
	Signed
	// Sent: a node has taken the transaction, or may have.
	Sent
	// Mined: in a canonical block, not deep enough to be final. The entry's Result says what came of it there.
	Mined
	// Final: done, at final depth.
	Final
	// Held: its transaction waits for funds, for fees under the cap, or for the signer. Goes on by itself.
	Held
	// Failed: refused, in simulation or by the chain at final depth. Refusal has the revert data.
	Failed
	// Parked: taken out of the queue by the operator, or in conflict with another act. Retry queues it again.
	Parked
	// Rejected: a checker said no while it waited.
	Rejected
	// Withdrawn: its maker took it back while it waited.
	Withdrawn
	// Expired: its deadline passed while it waited.
	Expired
)

var stateNames = map[State]string{
	Waiting: "waiting", Queued: "queued", Reserved: "reserved", Signed: "signed", Sent: "sent", Mined: "mined",
	Final: "final", Held: "held", Failed: "failed", Parked: "parked", Rejected: "rejected",
	Withdrawn: "withdrawn", Expired: "expired",
}

// States lists every state in the order of an entry's life, side exits last.
func States() []State {
	return []State{Waiting, Queued, Reserved, Signed, Sent, Mined, Final, Held, Failed, Parked, Rejected, Withdrawn, Expired}
}

// String is the state's name in lower case.
func (s State) String() string {
	if name, ok := stateNames[s]; ok {
		return name
	}
	return fmt.Sprintf("state(%d)", uint8(s))
}

// Settled tells whether nothing more will happen to an entry in this state by itself.
func (s State) Settled() bool {
	return s == Final || s == Failed || s == Parked || s.Abandoned()
}

// Abandoned tells whether an entry in this state waited for a checker and was never sent: nothing of it can be done any more, and its
// reference and nonce are free again.
func (s State) Abandoned() bool {
	return s == Rejected || s == Withdrawn || s == Expired
}

// InFlight tells whether an entry in this state is in a live reservation.
func (s State) InFlight() bool {
	switch s {
	case Reserved, Signed, Sent, Mined, Held:
		return true
	}
	return false
}

// MarshalText gives the state's name.
func (s State) MarshalText() ([]byte, error) {
	name, ok := stateNames[s]
	if !ok {
		return nil, fmt.Errorf("no such state: %d", uint8(s))
	}
	return []byte(name), nil
}

// UnmarshalText reads a state's name.
func (s *State) UnmarshalText(text []byte) error {
	for state, name := range stateNames {
		if name == string(text) {
			*s = state
			return nil
		}
	}
	return fmt.Errorf("no such state: %q", text)
}

// Result is what became of an entry in the transaction that carried it.
type Result string

// The results.
const (
	// Undecided: its transaction is not mined.
	Undecided Result = ""
	// Done: the act took effect in this relayer's transaction.
	Done Result = "done"
	// DoneElsewhere: the act had taken effect through another transaction; ours changed nothing.
	DoneElsewhere Result = "done-elsewhere"
	// Refused: the act's call reverted; Refusal has the revert data.
	Refused Result = "refused"
	// Conflict: the act's own nonce was spent by another act of its author, so that it can never be done. Refusal has the revert data.
	Conflict Result = "conflict"
	// Cancelled: its transaction did nothing but spend the relayer's nonce, as the operator asked.
	Cancelled Result = "cancelled"
	// Void: the whole transaction reverted, so the act was not tried.
	Void Result = "void"
)

// Line is one line of an entry's history: a change of state and why.
type Line struct {
	At    time.Time `json:"at"`
	State State     `json:"state"`
	// Note says why, for a person: a block, a transaction hash, a reason. Never holds a key or password.
	Note string `json:"note,omitempty"`
}

// Entry is one act that the relayer accepted. The fields up to Companies are the caller's and do not change after Accept, but for
// Calldata in Release; the rest is the outbox's.
type Entry struct {
	// ID is the EIP-712 digest of a signed act, or keccak256 of the calldata of an unsigned one that anyone may send.
	ID common.Hash `json:"id"`
	// Content is keccak256 of the typed message without nonce and deadline; zero for none.
	Content common.Hash `json:"content"`
	// Reference is the author's own name for this act ("confirmation/31/ERP-4711"), under which no other content is
	// accepted as long as this entry has not failed. Empty for none. At most 512 bytes.
	Reference string `json:"reference,omitempty"`
	// Act is the act's name, such as "Transfer" or "push".
	Act string `json:"act"`
	// Target is the contract that the call goes to.
	Target common.Address `json:"target"`
	// Calldata is the call as the chain gets it, signatures included. 4 to 124,000 bytes.
	Calldata hexutil.Bytes `json:"calldata"`
	// Gas is what the call may use at most, in gas units. Not zero.
	Gas uint32 `json:"gas"`
	// Key and Nonce are the author's, for a signed act; the zero Key marks an unsigned one.
	Key   common.Address `json:"key"`
	Nonce uint64         `json:"nonce"`
	// Companies are the companies that the act concerns, its own first.
	Companies []uint32 `json:"companies,omitempty"`

	// Seq is the order of acceptance: 1, 2, … with no gap.
	Seq uint64 `json:"seq"`
	// Accepted is when Accept stored it.
	Accepted time.Time `json:"accepted"`
	State    State     `json:"state"`
	History  []Line    `json:"history"`
	// Sender and SenderNonce name the reservation that the entry is, or was last, in. Meaningful from Reserved on.
	Sender      common.Address `json:"sender"`
	SenderNonce uint64         `json:"senderNonce"`
	// Tx, Block, Height and Index say where it was mined: transaction hash, block hash and number, place in the batch.
	Tx     common.Hash `json:"tx"`
	Block  common.Hash `json:"block"`
	Height uint64      `json:"height"`
	Index  int         `json:"index"`
	// GasUsed is what the whole transaction used, in gas units; zero until it is mined.
	GasUsed uint64 `json:"gasUsed,omitempty"`
	Result  Result `json:"result,omitempty"`
	// Refusal is the revert data of a refused or failed act, as the chain gave it (it may be cut, or empty).
	Refusal hexutil.Bytes `json:"refusal,omitempty"`
	// Alone is set after a transaction that carried this entry reverted whole: it is then sent by itself.
	Alone bool `json:"alone,omitempty"`

	// Fingerprint is the SHA-256 of Calldata at acceptance: the same id with other calldata is a conflict.
	Fingerprint common.Hash `json:"fingerprint"`
}

// Reason is the note of the last history line: why the entry is where it is.
func (e Entry) Reason() string {
	if len(e.History) == 0 {
		return ""
	}
	return e.History[len(e.History)-1].Note
}

// Updated is when the entry's state last changed.
func (e Entry) Updated() time.Time {
	if len(e.History) == 0 {
		return e.Accepted
	}
	return e.History[len(e.History)-1].At
}
