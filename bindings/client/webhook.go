package client

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/act"
)

// What a WebhookOrder may want done.
const (
	AddWebhook    = "add"
	ListWebhooks  = "list"
	ShowWebhook   = "show"
	RemoveWebhook = "remove"
	TestWebhook   = "test"
	ReplayWebhook = "replay"
)

// WebhookOrder is what an operator of a company signs to have its webhooks at a relayer changed or shown. It is no act: the chain never
// sees it.
type WebhookOrder struct {
	// Do is add, list, show, remove, test or replay.
	Do      string         `json:"do"`
	Company uint32         `json:"company"`
	Key     common.Address `json:"key"`
	// At is when it was signed, in Unix seconds; it can be used for five minutes.
	At int64 `json:"at"`
	// Webhook is the one that is meant; zero to add or list.
	Webhook common.Hash `json:"webhook"`
	// URL and Kinds are those of one to add; no kinds are all.
	URL   string   `json:"url"`
	Kinds []string `json:"kinds"`
	// After is the event after which messages begin. To add: empty for what becomes final from now on. To replay: empty for where it stopped. "start"
	// is before the first.
	After     string        `json:"after"`
	Signature hexutil.Bytes `json:"signature"`
}

// Start stands for the place before the first event.
const Start = "start"

// Text is what is signed (EIP-191, "personal_sign"): all of the order, for one network.
func (o WebhookOrder) Text(domain act.Domain) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Tallystick webhook: %s\ncompany: %d\nnetwork: %d %s\nat: %d", o.Do, o.Company, domain.ChainID, domain.Salt, o.At)
	if o.Webhook != (common.Hash{}) {
		fmt.Fprintf(&b, "\nwebhook: %s", o.Webhook)
	}
	// Quoted, so that no text can look like another line.
	if o.URL != "" {
		fmt.Fprintf(&b, "\nurl: %q", o.URL)
	}
	if len(o.Kinds) > 0 {
		fmt.Fprintf(&b, "\nkinds: %q", o.Kinds)
	}
	if o.After != "" {
		fmt.Fprintf(&b, "\nafter: %q", o.After)
	}
	return []byte(b.String())
}

// Sign signs the order with a key.
func (o WebhookOrder) Sign(by act.TextSigner, domain act.Domain) (WebhookOrder, error) {
	o.Key = by.Address()
	if o.Kinds == nil {
		o.Kinds = []string{}
	}
	signature, err := act.SignText(by, o.Text(domain))
	if err != nil {
		return o, fmt.Errorf("sign the order: %w", err)
	}
	o.Signature = signature
	return o, nil
}

// Webhook is where a relayer posts a company's events to. Its State:
//
//	active ── as many attempts failed as there may be ──▶ stopped ── replay ──▶ active
type Webhook struct {
	ID      common.Hash    `json:"id"`
	Company uint32         `json:"company"`
	Key     common.Address `json:"key"`
	URL     string         `json:"url"`
	// Kinds of events; empty: all.
	Kinds []string  `json:"kinds"`
	Made  time.Time `json:"made"`
	// State is active or stopped.
	State string `json:"state"`
	// After is the newest event that is dealt with; empty for none.
	After string `json:"after"`
	// Delivered counts the messages that were taken.
	Delivered uint64 `json:"delivered"`
	// Tries counts the failed attempts of the message that is next; NextTry is when it is tried again, nil where nothing waits.
	Tries   int        `json:"tries"`
	NextTry *time.Time `json:"nextTry"`
	// LastError says why the newest attempt failed; empty where it did not.
	LastError string `json:"lastError"`
	// LastTry is when the newest attempt was made; nil for none.
	LastTry *time.Time `json:"lastTry"`
	// Secret signs the messages: "whsec_…". It is in the answer to add alone.
	Secret string `json:"secret,omitempty"`
}

// Delivery is how a test message fared.
type Delivery struct {
	// OK is set where it was taken: a status of 2xx.
	OK bool `json:"ok"`
	// Status is the answer's; zero where there was none.
	Status int `json:"status"`
	// Error says why it was not taken; empty where it was.
	Error string `json:"error"`
}

// AddWebhook makes a webhook; the answer has its secret.
func (c *Client) AddWebhook(ctx context.Context, order WebhookOrder) (*Webhook, error) {
	return orderOne[Webhook](ctx, c, "/v1/webhooks", order)
}

// Webhooks lists a company's webhooks, oldest first.
func (c *Client) Webhooks(ctx context.Context, order WebhookOrder) ([]Webhook, error) {
	list, err := orderOne[[]Webhook](ctx, c, "/v1/webhooks/list", order)
	if err != nil {
		return nil, err
	}
	return *list, nil
}

// Webhook is one by its id.
func (c *Client) Webhook(ctx context.Context, order WebhookOrder) (*Webhook, error) {
	return orderOne[Webhook](ctx, c, "/v1/webhooks/"+order.Webhook.Hex()+"/show", order)
}

// RemoveWebhook ends a webhook, and gives it as it was.
func (c *Client) RemoveWebhook(ctx context.Context, order WebhookOrder) (*Webhook, error) {
	return orderOne[Webhook](ctx, c, "/v1/webhooks/"+order.Webhook.Hex()+"/remove", order)
}

// TestWebhook has a message posted at once that is no event.
func (c *Client) TestWebhook(ctx context.Context, order WebhookOrder) (*Delivery, error) {
	return orderOne[Delivery](ctx, c, "/v1/webhooks/"+order.Webhook.Hex()+"/test", order)
}

// ReplayWebhook has messages begin again, after another event or where they stopped.
func (c *Client) ReplayWebhook(ctx context.Context, order WebhookOrder) (*Webhook, error) {
	return orderOne[Webhook](ctx, c, "/v1/webhooks/"+order.Webhook.Hex()+"/replay", order)
}

func orderOne[T any](ctx context.Context, c *Client, path string, order WebhookOrder) (*T, error) {
	document := new(T)
	if _, err := c.post(ctx, path, nil, order, document); err != nil {
		return nil, err
	}
	return document, nil
}
