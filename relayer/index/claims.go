package index

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
)

// The kinds of records on a lot's list, by the contracts' numbers.
const (
	RecordRecourse  = 1
	RecordFinancing = 2
	RecordGuarantee = 3
	RecordPledge    = 4
	RecordDispute   = 5
	RecordOrder     = 6
	// RecordReturned ends the word of recourse of the company that got the lot back, and all since; see Standing.
	RecordReturned = 7
)

// Record is an immutable fact about a lot.
type Record struct {
	// Number is the record's own, Next that of the next older one of the list; zero ends it.
	Number, Next uint64
	// Kind is RecordRecourse, ….
	Kind uint8
	// By is the company whose act it is, To the other one, if any.
	By, To uint32
	Day    calendar.Day
	// Amount is in units of 0.01; zero where the kind has none.
	Amount uint64
	// Act is the struct hash by which a pledge, an order or a dispute is known; zero for other kinds.
	Act common.Hash
}

// The kinds of open proposals, by the contracts' numbers.
const (
	KindTransfer             = 1
	KindTransferWithRecourse = 2
	KindPledge               = 16
	KindGuarantee            = 17
	KindCancel               = 18
	KindRetire               = 19
)

// Offer is what a holder proposed about a lot of its own, apart from a transfer: a pledge, a guarantee, a cancellation, a retirement. It
// stays known after its answer.
type Offer struct {
	// Hash is the proposal's struct hash, Kind is KindPledge, ….
	Hash       common.Hash
	Kind       uint8
	Obligation ref.Obligation
	Start, End uint64
	By, Other  uint32
	// Secured is a pledge's sum in units of 0.01, DebtDue the day on which the debt that it secures falls due.
	Secured uint64
	DebtDue calendar.Day
	// Text is a cancellation's reason, or where a retirement goes to.
	Text string
	// Digest is that of the terms or of the proof bundle.
	Digest common.Hash
	At     At
}

// Pledge is a pledge in force, or that was: its terms are the Offer's of the same hash.
type Pledge struct {
	Hash             common.Hash
	Obligation       ref.Obligation
	Pledgor, Pledgee uint32
	// Secured and Received are in units of 0.01.
	Secured, Received uint64
	DebtDue           calendar.Day
	Registration      string
	At                At
}

// ClaimState is where a recourse claim stands.
//
//	– ── claim (holder) ──▶ Notified ── refuse (target) ──▶ Refused
//	Notified, Refused ── settle (target), acknowledge (holder) ──▶ Cleared: the lot is the target's
//
// A claim whose holder has the lot no more is dead, whatever its state.
type ClaimState uint8

// The states, by the contract's numbers.
const (
	Notified ClaimState = iota + 1
	Refused
	Cleared
)

// Claim is a holder's claim against a company that answers for its lot.
type Claim struct {
	Hash            common.Hash
	Obligation      ref.Obligation
	Lot             uint64
	Holder, Against uint32
	State           ClaimState
	// Amount and Interest are what was paid, in units of 0.01, the interest within the amount; zero before.
	Amount, Interest uint64
	// Text is the reason of a refusal, or the reference of a payment by wire.
	Text string
	At   At
}

// Hold is an order of the authority or a dispute about units.
//
//	– ── freeze (authority) ──▶ open ── unfreeze (authority) ──▶ lifted; or its last day is over
//	– ── dispute (obligor, holder) ──▶ open ── resolve (who filed it, authority) ──▶ lifted
//
// The lot's mark stays until somebody thaws it.
type Hold struct {
	Hash common.Hash
	// Dispute is set for a dispute, Forfeiture for a court's.
	Dispute, Forfeiture bool
	Obligation          ref.Obligation
	Start, End          uint64
	By                  uint32
	// Text is the order's number or the dispute's reason.
	Text   string
	Digest common.Hash
	// Until is an order's last local day; zero: until it is lifted.
	Until calendar.Day
	// Blocking is set where the units are on hold; a dispute that is not is a note.
	Blocking bool
	// Lifted is set once it is lifted or resolved, Resolution says by which order or how.
	Lifted     bool
	Resolution string
	At         At
}

// Document is a digest in a receivable's file.
type Document struct {
	Company uint32
	Lot     uint64
	Kind    string
	Digest  common.Hash
	At      At
}

// Invoice is how much of an invoice is used, in units of 0.01.
type Invoice struct {
	Fingerprint  common.Hash
	Total, Drawn uint64
}

// Membership is a company's place in an obligor's circle.
type Membership struct {
	Circle, Member, Inviter uint32
	// Tier is the number of steps from the obligor, 1 for its own suppliers.
	Tier uint16
	At   At
}

// Invitation is a one-time code into a circle.
type Invitation struct {
	Circle, Inviter uint32
	Code            common.Address
	Until           calendar.Day
	// Used is set once somebody joined by it.
	Used bool
	At   At
}

// Recovery is an open one of a company that lost its admin keys.
//
//	– ── propose (desk) ──▶ proposed ── agree (authority) ──▶ Notice runs ── over, unopposed; anyone ──▶ done
//	proposed, Notice runs ── object (an admin of the company) ──▶ done
type Recovery struct {
	Company  uint32
	Proposal common.Hash
	Key      common.Address
	// Notice is the last local day on which an admin can object; zero until the authority agreed.
	Notice calendar.Day
	At     At
}

// Alert is a breach of a limit, or something else that a rule wants looked at, that was not refused.
type Alert struct {
	Obligation ref.Obligation
	Rule       string
	Value      uint64
	At         At
}

// Default is how an obligor stands after one.
type Default struct {
	// Open is the number of its receivables in default now.
	Open uint32
	// Barred is set until all are paid and the authority has lifted it.
	Barred bool
}
