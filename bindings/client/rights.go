package client

import (
	"context"
	"net/url"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// Invoice is what a receivable draws on an invoice, which is known by the fingerprint of its canonical form.
type Invoice struct {
	Fingerprint common.Hash   `json:"fingerprint"`
	Total       amount.Amount `json:"total"`
	Drawn       amount.Amount `json:"drawn"`
}

// Document is a digest in a receivable's file.
type Document struct {
	Company Party       `json:"company"`
	Kind    string      `json:"kind"`
	Digest  common.Hash `json:"digest"`
	Tx      common.Hash `json:"tx"`
}

// Alert is a limit that was passed, or something else that a rule wants looked at.
type Alert struct {
	Rule  string `json:"rule"`
	Value uint64 `json:"value"`
	Day   Day    `json:"day"`
}

// Fact is a record that travels with a lot.
type Fact struct {
	// Kind is recourse, financing, guarantee, pledge, dispute, order or return.
	Kind string `json:"kind"`
	// By is whose act it is, To the other company; nil for none.
	By     Party         `json:"by"`
	To     *Party        `json:"to"`
	Day    Day           `json:"day"`
	Amount amount.Amount `json:"amount"`
	// Act is the struct hash by which a pledge, an order or a dispute is known; nil for others.
	Act *common.Hash `json:"act"`
	// Registration is a pledge's or a financing's number in the movable-asset registry.
	Registration string `json:"registration"`
	// Received is what a pledgee has got of Amount.
	Received amount.Amount `json:"received"`
}

// Hold is an order of the authority or a dispute about units.
type Hold struct {
	ID common.Hash `json:"id"`
	// Kind is freeze, forfeiture or dispute.
	Kind  string    `json:"kind"`
	By    Party     `json:"by"`
	Units ref.Units `json:"units"`
	// Text is the order's number or the dispute's reason.
	Text   string      `json:"text"`
	Digest common.Hash `json:"digest"`
	// Until is an order's last day; nil: until it is lifted.
	Until *Day `json:"until"`
	// Blocking is whether it keeps the holder from acting on the units; a dispute that does not is a note.
	Blocking bool `json:"blocking"`
	// Open is whether it still stands, Resolution what ended it.
	Open       bool   `json:"open"`
	Resolution string `json:"resolution"`
}

// Claim is a holder's claim against a company that answers for its lot. Its State:
//
//	notified ── refuse (target) ──▶ refused
//	notified, refused ── settle (target), acknowledge (holder) ──▶ cleared: the lot is the target's
//	notified, refused ── the holder has the lot no more ──▶ dead
type Claim struct {
	ID         common.Hash    `json:"id"`
	Obligation ref.Obligation `json:"obligation"`
	Lot        ref.Lot        `json:"lot"`
	Holder     Party          `json:"holder"`
	Against    Party          `json:"against"`
	Currency   currency.Code  `json:"currency"`
	// State is notified, refused, cleared, or dead where the holder has the lot no more.
	State string `json:"state"`
	// Principal and Interest are what it comes to today, or what was paid.
	Principal amount.Amount `json:"principal"`
	Interest  amount.Amount `json:"interest"`
	// Text is a refusal's reason, or the reference of a payment by wire.
	Text string `json:"text"`
}

// Membership is a company's place in an obligor's business circle.
type Membership struct {
	Circle  Party `json:"circle"`
	Member  Party `json:"member"`
	Inviter Party `json:"inviter"`
	// Tier is the number of steps from the obligor.
	Tier  uint16 `json:"tier"`
	Since Day    `json:"since"`
}

// Invitation is a one-time code into a circle.
type Invitation struct {
	Code    common.Address `json:"code"`
	Circle  Party          `json:"circle"`
	Inviter Party          `json:"inviter"`
	Until   Day            `json:"until"`
	Used    bool           `json:"used"`
}

// Recovery is the open one of a company that lost its admin keys.
type Recovery struct {
	Company  Party          `json:"company"`
	Proposal common.Hash    `json:"proposal"`
	Key      common.Address `json:"key"`
	// Notice is the last day on which an admin of the company can object; nil until the authority agreed.
	Notice *Day `json:"notice"`
}

// RuleSet is a named table of dated numbers.
type RuleSet struct {
	Set  uint16 `json:"set"`
	Name string `json:"name"`
	// From is the first day on which it is in force; nil: from the network's first.
	From  *Day   `json:"from"`
	Rules []Rule `json:"rules"`
}

// On is the value of a rule that is in force on a day; zero if the set has none.
func (s RuleSet) On(id string, day Day) uint64 {
	value := uint64(0)
	for _, rule := range s.Rules {
		// In the order of their first days.
		if rule.ID == id && (rule.From == nil || *rule.From <= day) {
			value = rule.Value
		}
	}
	return value
}

// Rule is one dated number.
type Rule struct {
	ID    string `json:"id"`
	Value uint64 `json:"value"`
	// From is the value's first day; nil: from the set's first.
	From   *Day   `json:"from"`
	Source string `json:"source"`
}

// Claims lists recourse claims by Company (holder or against), Obligation and State.
func (c *Client) Claims(ctx context.Context, f Filter) ([]Claim, error) {
	return list[Claim](ctx, c, "/v1/claims", f.paged(), f.Limit)
}

// Claim is one by its struct hash.
func (c *Client) Claim(ctx context.Context, id common.Hash) (*Claim, error) {
	return one[Claim](ctx, c, "/v1/claims/"+id.Hex(), nil)
}

// Circle lists the members of an obligor's business circle, by tier.
func (c *Client) Circle(ctx context.Context, obligor uint32) ([]Membership, error) {
	return list[Membership](ctx, c, "/v1/companies/"+strconv.FormatUint(uint64(obligor), 10)+"/circle", Filter{}.paged(), 0)
}

// Invitation is a code's, by its address.
func (c *Client) Invitation(ctx context.Context, code common.Address) (*Invitation, error) {
	return one[Invitation](ctx, c, "/v1/invitations/"+code.Hex(), nil)
}

// Rules lists the rule sets.
func (c *Client) Rules(ctx context.Context) ([]RuleSet, error) {
	return list[RuleSet](ctx, c, "/v1/rules", url.Values{"limit": {strconv.Itoa(pageSize)}}, 0)
}

// Finding is an act that was done and that a rule set would have refused.
type Finding struct {
	// Act is the contracts' word for it, "Transfer".
	Act        string         `json:"act"`
	Obligation ref.Obligation `json:"obligation"`
	// Units is nil where it concerns the whole obligation.
	Units *ref.Lot `json:"units"`
	By    Party    `json:"by"`
	Day   Day      `json:"day"`
	// Rule is the id of the rule, Most the number in the set, Value what the act had.
	Rule  string      `json:"rule"`
	Most  uint64      `json:"most"`
	Value uint64      `json:"value"`
	Tx    common.Hash `json:"tx"`
}

// Replay lists what a rule set would have refused of all that was done.
func (c *Client) Replay(ctx context.Context, set uint16) ([]Finding, error) {
	return list[Finding](ctx, c, "/v1/rules/"+strconv.Itoa(int(set))+"/replay", Filter{}.paged(), 0)
}
