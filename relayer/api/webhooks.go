package api

import (
	"errors"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/webhook"
)

// orderLife is how long a signed order about webhooks can be used, and how far its time may be ahead.
const orderLife = 5 * time.Minute

// webhooks are the routes of webhooks. Each wants a login, and carries its own signature besides: a token that is lost posts nothing elsewhere.
func (s *Server) webhooks() map[string]endpoint {
	return map[string]endpoint{
		"POST /v1/webhooks":             s.postWebhook,
		"POST /v1/webhooks/list":        s.postWebhookList,
		"POST /v1/webhooks/{id}/show":   s.postWebhookShow,
		"POST /v1/webhooks/{id}/remove": s.postWebhookRemove,
		"POST /v1/webhooks/{id}/test":   s.postWebhookTest,
		"POST /v1/webhooks/{id}/replay": s.postWebhookReplay,
	}
}

// signedOrder is an order that was read and found good, and what it is known by.
type signedOrder struct {
	client.WebhookOrder
	digest common.Hash
	until  time.Time
}

// ordered reads an order about webhooks: signed by an operator of the company, admins alone where it changes something, and of now.
func (s *Server) ordered(r *http.Request, do string) (o signedOrder, err error) {
	if s.cfg.Webhooks == nil || s.cfg.Webhooks.Hosts().None() {
		return o, problem(codeRefused, "its operator names the hosts that may be posted to: tally relayer run --webhook-host HOST", "this relayer posts no webhooks")
	}
	if err := body(r, &o.WebhookOrder); err != nil {
		return o, err
	}
	if o.Do != do {
		return o, problem(codeBadRequest, "/openapi.yaml says what is taken here", "the order is to %s, not to %s", o.Do, do)
	}
	if text := r.PathValue("id"); text != "" {
		id, err := hash(r, "id")
		if err != nil {
			return o, err
		}
		if id != o.Webhook {
			return o, problem(codeBadRequest, "/openapi.yaml says what is taken here", "the order is about another webhook than the path")
		}
	}
	o.until = time.Unix(o.At, 0).Add(orderLife)
	if away := s.now().Sub(time.Unix(o.At, 0)); away > orderLife || away < -orderLife {
		return o, problem(codeRefused, "sign it anew, and look at the clock", "the order was signed at %s; it can be used for five minutes", time.Unix(clamped(o.At), 0).UTC().Format(time.RFC3339))
	}
	o.digest = common.BytesToHash(accounts.TextHash(o.Text(s.domain)))
	if err := s.signedBy(r.Context(), client.Countersignature{Key: o.Key, Signature: o.Signature}, o.digest); err != nil {
		return o, err
	}
	role := uint8(index.Admin)
	if do == client.ListWebhooks || do == client.ShowWebhook {
		role = index.Admin | index.Maker | index.Checker | index.Viewer
	}
	s.view(func(v show) {
		if v.stranger(o.Key, o.Company) {
			err = s.refusal("NotOperator", o.Key, o.Company)
			return
		}
		err = s.mayDo(v, o.Key, role, common.Big0)
	})
	return o, err
}

// clamped keeps a time within the years that can be written.
func clamped(seconds int64) int64 { return max(0, min(seconds, math.MaxInt32)) }

func (s *Server) postWebhook(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.AddWebhook)
	if err != nil {
		return 0, nil, err
	}
	for _, kind := range o.Kinds {
		if !slices.Contains(phrase.Kinds(), kind) {
			return 0, nil, problem(codeBadRequest, "/openapi.yaml says what is taken here", "there are no events %q; there are %s", kind, strings.Join(phrase.Kinds(), ", "))
		}
	}
	after := o.After
	if after == "" {
		after = newest
	}
	begin, err := s.begin(after)
	if err != nil {
		return 0, nil, err
	}
	made, fresh, err := s.cfg.Webhooks.Add(webhook.Webhook{
		ID: o.digest, Company: o.Company, Key: o.Key, URL: o.URL, Kinds: o.Kinds, After: begin,
	}, o.until)
	if err != nil {
		return 0, nil, webhookProblem(err)
	}
	doc := made.Document()
	doc.Secret = made.Secret.Reveal()
	if !fresh {
		return http.StatusOK, doc, nil
	}
	return http.StatusCreated, doc, nil
}

// begin is the id after which messages begin.
func (s *Server) begin(after string) (string, error) {
	if after == client.Start {
		return "", nil
	}
	var place feed.Place
	if err := s.place(after, true, &place); err != nil {
		return "", err
	}
	return idOf(place), nil
}

func (s *Server) postWebhookList(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.ListWebhooks)
	if err != nil {
		return 0, nil, err
	}
	all, err := s.cfg.Webhooks.List(o.Company)
	docs := make([]client.Webhook, 0, len(all))
	for _, w := range all {
		docs = append(docs, w.Document())
	}
	return http.StatusOK, docs, err
}

func (s *Server) postWebhookShow(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.ShowWebhook)
	if err != nil {
		return 0, nil, err
	}
	w, err := s.cfg.Webhooks.Get(o.Company, o.Webhook)
	return http.StatusOK, w.Document(), webhookProblem(err)
}

func (s *Server) postWebhookRemove(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.RemoveWebhook)
	if err != nil {
		return 0, nil, err
	}
	w, err := s.cfg.Webhooks.Remove(o.Company, o.Webhook, o.digest, o.until)
	return http.StatusOK, w.Document(), webhookProblem(err)
}

func (s *Server) postWebhookTest(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.TestWebhook)
	if err != nil {
		return 0, nil, err
	}
	d, err := s.cfg.Webhooks.Test(r.Context(), o.Company, o.Webhook, o.digest, o.until)
	return http.StatusOK, d, webhookProblem(err)
}

func (s *Server) postWebhookReplay(r *http.Request) (int, any, error) {
	o, err := s.ordered(r, client.ReplayWebhook)
	if err != nil {
		return 0, nil, err
	}
	var after *string
	if o.After != "" {
		begin, err := s.begin(o.After)
		if err != nil {
			return 0, nil, err
		}
		after = &begin
	}
	w, err := s.cfg.Webhooks.Replay(o.Company, o.Webhook, o.digest, o.until, after)
	return http.StatusOK, w.Document(), webhookProblem(err)
}

// webhookProblem says in words what the desk refused; any other error stays as it is.
func webhookProblem(err error) error {
	switch {
	case errors.Is(err, webhook.ErrNotFound):
		return problem(codeNotFound, "list the company's webhooks", "there is no such webhook")
	case errors.Is(err, webhook.ErrSpent):
		return problem(codeConflict, "sign a new order", "this order was carried out before")
	case errors.Is(err, webhook.ErrTooMany):
		return problem(codeConflict, "remove one that is of no use", "there are as many webhooks as there may be")
	case errors.Is(err, webhook.ErrURL):
		return problem(codeRefused, "ask the relayer's operator which hosts are named", "%v", err)
	}
	return err
}
