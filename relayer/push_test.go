//go:build !windows

package relayer

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/webhook"
	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// inTray is an ERP that takes every message.
type inTray struct {
	mu  sync.Mutex
	ids []string
}

// ServeHTTP is http.Handler.
func (i *inTray) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.ids = append(i.ids, r.Header.Get(webhook.HeaderID))
}

func (i *inTray) all() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]string(nil), i.ids...)
}

func TestKilledBetweenAnERPsAnswerAndItsNoteItPostsTheMessageAgainAndLosesNone(t *testing.T) {
	g := newGround(t)
	tray := new(inTray)
	erp := httptest.NewServer(tray)
	t.Cleanup(erp.Close)
	o := g.order(devnet.Relayer)
	o.WebhookHosts = []string{erp.URL}
	p := start(t, o, "afterDeliver:2")
	c := p.api().As(g.desk, g.network.ChainID)
	const acts = 5
	for range acts {
		if _, _, err := c.Post(t.Context(), g.signed(t)); err != nil {
			t.Fatal(err)
		}
	}
	p.awaitActs(outbox.Final, acts)
	order, err := client.WebhookOrder{
		Do: client.AddWebhook, Company: 1, At: time.Now().Unix(), URL: erp.URL, Kinds: []string{"Acted"}, After: client.Start,
	}.Sign(g.desk, g.network.Domain())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.AddWebhook(t.Context(), order); err != nil {
		t.Fatal(err)
	}
	p.wantKilled()
	if got := tray.all(); len(got) != 2 {
		t.Fatalf("%d messages before it died", len(got))
	}
	p = start(t, o, "")
	c = p.api().As(g.desk, g.network.ChainID)
	page, err := c.Events(t.Context(), client.EventFilter{Company: 1, Kinds: []string{"Acted"}, Final: true}, "", 1_000)
	if err != nil || len(page.Items) < acts {
		t.Fatalf("%+v, %v", page, err)
	}
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	late := time.After(within)
	for len(tray.all()) < len(page.Items)+1 {
		select {
		case <-look.C:
		case <-late:
			t.Fatalf("%d messages of %d", len(tray.all()), len(page.Items)+1)
		}
	}
	got := tray.all()
	// The second twice, and everything in order.
	want := []string{page.Items[0].ID, page.Items[1].ID}
	for _, e := range page.Items[1:] {
		want = append(want, e.ID)
	}
	for i, id := range want {
		if got[i] != id {
			t.Fatalf("message %d is %s, want %s", i, got[i], id)
		}
	}
	// The last is counted once its ERP's answer has come back.
	p.await("all messages counted", "/metrics", func(_ int, body string) bool {
		taken := fmt.Sprintf("\ntally_relayer_webhook_deliveries_total %d\n", len(page.Items)-1)
		return strings.Contains(body, taken) && strings.Contains(body, "\ntally_relayer_webhook_failures_total 0\n") &&
			strings.Contains(body, "\ntally_relayer_webhooks{state=\"active\"} 1\n") && strings.Contains(body, "\ntally_relayer_webhook_messages_waiting 0\n")
	})
	p.terminate()
}

func TestStreamsOfEventsEndWithTheRelayer(t *testing.T) {
	g := newGround(t)
	o := g.order(devnet.Relayer)
	p := start(t, o, "")
	c := p.api().As(g.desk, g.network.ChainID)
	told, ended := make(chan struct{}), make(chan error, 1)
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	go func() {
		first := true
		ended <- c.Follow(ctx, client.EventFilter{}, "", func(client.Notice) error {
			if first {
				first = false
				close(told)
			}
			return nil
		}, func(error) { cancel() })
	}()
	select {
	case <-told:
	case <-ctx.Done():
		t.Fatal("nothing was told")
	}
	// It must exit cleanly within ten seconds although somebody listens.
	p.terminate()
	if err := <-ended; err == nil {
		t.Error("the stream did not end")
	}
}
