package api_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/webhook"
)

// withWebhooks is an office that posts to a host, and counts what it posts.
func withWebhooks(t testing.TB) (o *office, url string, posted *atomic.Int64) {
	t.Helper()
	posted = new(atomic.Int64)
	erp := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { posted.Add(1) }))
	t.Cleanup(erp.Close)
	hosts, err := webhook.ParseHosts([]string{erp.URL})
	if err != nil {
		t.Fatal(err)
	}
	o = newOffice(t, func(cfg *api.Config) {
		desk, err := webhook.Open(webhook.Config{
			Path: filepath.Join(t.TempDir(), "webhooks.db"), Index: cfg.Index, Hosts: hosts, Now: cfg.Now,
			Feed: feed.New(feed.Config{Index: cfg.Index, Clock: cfg.Deployment.Clock, Depth: cfg.Confirmations}),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = desk.Close() })
		cfg.Webhooks = desk
	})
	return o, erp.URL, posted
}

// order is Acme's, signed now.
func (o *office) order(do string, change func(*client.WebhookOrder)) client.WebhookOrder {
	o.t.Helper()
	order := client.WebhookOrder{Do: do, Company: acmeID, At: o.Now().Unix()}
	if change != nil {
		change(&order)
	}
	return o.signedBy(o.acme, order)
}

func (o *office) signedBy(m ground.Member, order client.WebhookOrder) client.WebhookOrder {
	o.t.Helper()
	signed, err := order.Sign(m.Key, o.Deployment.Domain())
	if err != nil {
		o.t.Fatal(err)
	}
	return signed
}

func TestACompanysAdminMakesTestsReplaysAndRemovesItsWebhook(t *testing.T) {
	o, url, posted := withWebhooks(t)
	order := o.order(client.AddWebhook, func(w *client.WebhookOrder) {
		w.URL, w.Kinds, w.After = url+"/tally", []string{"Issued", "Settled"}, client.Start
	})
	made, err := o.client.AddWebhook(t.Context(), order)
	if err != nil || !strings.HasPrefix(made.Secret, "whsec_") || made.State != "active" {
		t.Fatalf("%+v, %v", made, err)
	}
	again, err := o.client.AddWebhook(t.Context(), order)
	if err != nil || again.ID != made.ID || again.Secret != made.Secret {
		t.Errorf("the same order again: %+v, %v", again, err)
	}
	all, err := o.client.Webhooks(t.Context(), o.order(client.ListWebhooks, nil))
	if err != nil || len(all) != 1 || all[0].Secret != "" || all[0].URL != url+"/tally" {
		t.Errorf("%+v, %v", all, err)
	}
	about := func(w *client.WebhookOrder) { w.Webhook = made.ID }
	shown, err := o.client.Webhook(t.Context(), o.order(client.ShowWebhook, about))
	if err != nil || shown.ID != made.ID || shown.Secret != "" {
		t.Errorf("%+v, %v", shown, err)
	}
	test := o.order(client.TestWebhook, about)
	if d, err := o.client.TestWebhook(t.Context(), test); err != nil || !d.OK || posted.Load() != 1 {
		t.Errorf("%+v, %v", d, err)
	}
	_, err = o.client.TestWebhook(t.Context(), test)
	o.problem(err, http.StatusConflict, "conflict", "")
	if w, err := o.client.ReplayWebhook(t.Context(), o.order(client.ReplayWebhook, func(w *client.WebhookOrder) { w.Webhook, w.After = made.ID, client.Newest })); err != nil || w.After == "" {
		t.Errorf("%+v, %v", w, err)
	}
	if _, err := o.client.RemoveWebhook(t.Context(), o.order(client.RemoveWebhook, about)); err != nil {
		t.Error(err)
	}
	_, err = o.client.Webhook(t.Context(), o.order(client.ShowWebhook, about))
	o.problem(err, http.StatusNotFound, "not-found", "")
	// Whoever kept the first order cannot bring it back.
	_, err = o.client.AddWebhook(t.Context(), order)
	o.problem(err, http.StatusConflict, "conflict", "")
}

func TestAnOrderThatIsNotTheCompanysOwnIsRefused(t *testing.T) {
	o, url, posted := withWebhooks(t)
	add := func(w *client.WebhookOrder) { w.URL = url }
	made, err := o.client.AddWebhook(t.Context(), o.order(client.AddWebhook, add))
	if err != nil {
		t.Fatal(err)
	}
	about := func(w *client.WebhookOrder) { w.Webhook = made.ID }
	changed := o.order(client.AddWebhook, add)
	changed.URL += "/other"
	late := o.signedBy(o.acme, client.WebhookOrder{Do: client.AddWebhook, Company: acmeID, At: o.Now().Unix() - 301, URL: url})
	tests := []struct {
		name                 string
		order                client.WebhookOrder
		status               int
		code, refusal, which string
	}{
		{"changed after it was signed", changed, 422, "refused", "BadSignature", ""},
		{"too late", late, 422, "refused", "", ""},
		{"by another company's key", o.signedBy(o.bolt, client.WebhookOrder{Do: client.AddWebhook, Company: acmeID, At: o.Now().Unix(), URL: url}), 422, "refused", "NotOperator", ""},
		{"of another company", o.signedBy(o.bolt, client.WebhookOrder{Do: client.ShowWebhook, Company: boltID, At: o.Now().Unix(), Webhook: made.ID}), 404, "not-found", "", "show"},
		{"for something else", o.order(client.RemoveWebhook, about), 400, "bad-request", "", "show"},
		{"to a host that is not named", o.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL = "https://169.254.169.254/latest" }), 422, "refused", "", ""},
		{"of events that there are not", o.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL, w.Kinds = url, []string{"Lunch"} }), 400, "bad-request", "", ""},
		{"after what is no event", o.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL, w.After = url, "yesterday" }), 400, "bad-request", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var err error
			if test.which == "show" {
				_, err = o.client.Webhook(t.Context(), test.order)
			} else {
				_, err = o.client.AddWebhook(t.Context(), test.order)
			}
			o.problem(err, test.status, test.code, test.refusal)
		})
	}
	if posted.Load() != 0 {
		t.Errorf("%d were posted", posted.Load())
	}
	if status, body := o.send(http.MethodPost, "/v1/webhooks", `{"do":"add","secret":"mine"}`); status != http.StatusBadRequest {
		t.Errorf("%d %s", status, body)
	}
}

func TestARelayerWithoutNamedHostsPostsNothing(t *testing.T) {
	o := newOffice(t, nil)
	_, err := o.client.AddWebhook(t.Context(), o.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL = "https://erp.example.com" }))
	var p *client.Problem
	if !errors.As(err, &p) || p.Code != "refused" || p.Hint == "" {
		t.Errorf("got %v", err)
	}
}
