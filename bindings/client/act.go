package client

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/phrase"
)

// State is how far an act has come at the relayer.
//
//	waiting ── a checker signs ──▶ queued ──▶ reserved ──▶ signed ──▶ sent ──▶ mined ──▶ final
//	   │                             ▲           │                     ▲          │
//	   ├── a checker rejects ──▶ rejected        └─ held, parked       └─ reorg ──┘
//	   ├── its maker withdraws ─▶ withdrawn
//	   └── its deadline passes ─▶ expired    failed: a contract refused it, or it can never be done
type State string

// The states of an act. Final, Failed, Rejected, Withdrawn and Expired are for good.
const (
	Waiting   State = "waiting"
	Queued    State = "queued"
	Reserved  State = "reserved"
	SignedTx  State = "signed"
	Sent      State = "sent"
	Mined     State = "mined"
	Final     State = "final"
	Failed    State = "failed"
	Rejected  State = "rejected"
	Withdrawn State = "withdrawn"
	Expired   State = "expired"
	Held      State = "held"
	Parked    State = "parked"
)

// Ended reports whether nothing more happens by itself: the state is for good, or until the relayer's operator does something.
func (s State) Ended() bool { return s == Final || s == Failed || s == Parked || s.Abandoned() }

// Abandoned reports whether the act waited for a checker and was never sent: rejected, withdrawn or expired.
func (s State) Abandoned() bool { return s == Rejected || s == Withdrawn || s == Expired }

// Text is a sentence in both languages.
type Text struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// In is the sentence in a language.
func (t Text) In(language phrase.Language) string {
	if language == phrase.Chinese {
		return t.ZH
	}
	return t.EN
}

// Refusal is a contract's reason, in words.
type Refusal struct {
	// Name of the custom error; empty where it is none of the network's.
	Name string `json:"name"`
	// Rule is the id of the rule that refuses, or empty.
	Rule string `json:"rule"`
	// Class says what kind of refusal it is.
	Class phrase.Class `json:"class"`
	// Message says what is wrong, Hint what to do.
	Message Text `json:"message"`
	Hint    Text `json:"hint"`
}

// Refused puts revert data into both languages.
func Refused(names phrase.Names, data []byte) Refusal {
	en := phrase.Speaker{Language: phrase.English, Names: names}.Refusal(data)
	zh := phrase.Speaker{Language: phrase.Chinese, Names: names}.Refusal(data)
	return Refusal{
		Name: en.Name, Rule: en.Rule, Class: en.Class,
		Message: Text{en.Sentence, zh.Sentence}, Hint: Text{en.Hint, zh.Hint},
	}
}

// Act is an act as the relayer knows it.
type Act struct {
	// ID is the signed act's EIP-712 digest.
	ID common.Hash `json:"id"`
	// Name is the act's, "Transfer"; Company the one acted for.
	Name    string `json:"name"`
	Company uint32 `json:"company"`
	State   State  `json:"state"`
	// Sentence says what it does.
	Sentence Text `json:"sentence"`
	// Proposal is the act's struct hash, by which an answer names it; Content its identity without nonce and deadline.
	Proposal common.Hash `json:"proposal"`
	Content  common.Hash `json:"content"`
	// Where it was mined; nil before. GasUsed is the whole transaction's.
	Tx        *common.Hash `json:"tx"`
	Block     *uint64      `json:"block"`
	BlockHash *common.Hash `json:"blockHash"`
	GasUsed   *uint64      `json:"gasUsed"`
	// Refusal is why it failed, or will have once the block that it was refused in is final; nil unless it did.
	Refusal *Refusal `json:"refusal"`
	// Signed is the act itself.
	Signed *act.Signed `json:"signed"`
	// Needs is "checker" while it waits for one, else nil. Draft is whether its maker signed it to wait for one, whatever its amount.
	Needs *string `json:"needs"`
	Draft bool    `json:"draft"`
	// Maker signed it, Checker signed it too; nil where nobody did. Expires is when the signatures can no longer be used; nil without any.
	Maker   *common.Address `json:"maker"`
	Checker *common.Address `json:"checker"`
	Expires *time.Time      `json:"expires"`
	// Amount is what it commits, as limits and thresholds count it, in Currency; nil where it commits nothing. The relayer's word.
	Amount   *amount.Amount `json:"amount"`
	Currency *currency.Code `json:"currency"`
	// History, oldest first.
	History []Step `json:"history"`
}

// Step is one line of an act's history.
type Step struct {
	At    time.Time `json:"at"`
	State State     `json:"state"`
	Note  string    `json:"note"`
}

// Trial is what an act would do if it were done now.
type Trial struct {
	OK bool `json:"ok"`
	// Refusal is nil where OK.
	Refusal  *Refusal `json:"refusal"`
	Sentence Text     `json:"sentence"`
}

// BatchItem is the answer to one act of a batch: an Act, or a Problem.
type BatchItem struct {
	// Status is what the act alone would have been answered with: 202, 200, 409, 422, 429.
	Status  int      `json:"status"`
	Act     *Act     `json:"act"`
	Problem *Problem `json:"problem"`
}

// Countersignature is over an act's digest to approve it, over act.Rejection's text to reject it, over act.Withdrawal's to withdraw it.
type Countersignature struct {
	Key       common.Address `json:"key"`
	Signature hexutil.Bytes  `json:"signature"`
}

// Number is an unsigned number of 64 bits, a decimal string in JSON, because other languages' numbers have 53.
type Number uint64

// Operator is what one key may do.
type Operator struct {
	Key     common.Address `json:"key"`
	Company uint32         `json:"company"`
	// Roles of maker, checker, admin, viewer; none once it is revoked.
	Roles []string `json:"roles"`
	// Limit an act and a day; nil where there is none.
	Limit *amount.Amount `json:"limit"`
	Daily *amount.Amount `json:"daily"`
	// Until is the key's last day; nil where it has none.
	Until *Day `json:"until"`
	// Suspended is set while an order of the authority stops the key.
	Suspended bool `json:"suspended"`
}

// KeyStatus is what a key may do, and numbers that it can sign under.
type KeyStatus struct {
	// Operator is nil where the key acts for no company.
	Operator *Operator `json:"operator"`
	// Nonces are free ones, ascending: not spent on the chain and in no act that the relayer holds.
	Nonces []Number `json:"nonces"`
}
