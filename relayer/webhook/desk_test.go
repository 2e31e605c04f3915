package webhook_test

import (
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/webhook"
	"github.com/tallystick/tallystick/relayer/feed"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	desk "github.com/tallystick/tallystick/relayer/webhook"
)

const acme = 41

// erp is a company's computer: it takes messages, or answers otherwise as often as it is told.
type erp struct {
	t      *testing.T
	url    string
	secret webhook.Secret
	now    func() time.Time

	mu       sync.Mutex
	answers  []int
	got      []string
	attempts []string
}

func newERP(t *testing.T, now func() time.Time) *erp {
	t.Helper()
	e := &erp{t: t, now: now}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	e.url = server.URL
	return e
}

// ServeHTTP is http.Handler.
func (e *erp) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		e.t.Error(err)
	}
	id, err := webhook.Verify(e.secret, r.Header, body, e.now(), webhook.Tolerance)
	if err != nil {
		e.t.Errorf("a message that is not good: %v", err)
	}
	var m webhook.Message
	if err := json.Unmarshal(body, &m); err != nil {
		e.t.Error(err)
	}
	if event, err := m.Event(); m.Type != webhook.TypeTest && m.Type != webhook.TypeUndone && (err != nil || event.ID != id || event.Kind != m.Type) {
		e.t.Errorf("message %s is of %s %s, %v", id, event.Kind, event.ID, err)
	}
	e.attempts = append(e.attempts, r.Header.Get(webhook.HeaderAttempt))
	status := http.StatusNoContent
	if len(e.answers) > 0 {
		status, e.answers = e.answers[0], e.answers[1:]
	}
	if status/100 == 3 {
		w.Header().Set("Location", e.url+"/elsewhere")
	}
	if status/100 == 2 {
		e.got = append(e.got, id)
	}
	w.WriteHeader(status)
}

func (e *erp) answer(statuses ...int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers = statuses
}

// received are the ids of what it took, and which attempts it saw.
func (e *erp) received() (ids, attempts []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.got), slices.Clone(e.attempts)
}

// yard is a network with events that concern Acme, and a desk that posts them by a clock of the test's.
type yard struct {
	*ground.Ground
	t    *testing.T
	x    *index.Index
	feed *feed.Feed
	erp  *erp
	path string
	late time.Duration
	desk *desk.Desk
	hook desk.Webhook
}

func (y *yard) now() time.Time { return time.Unix(1_800_000_000, 0).Add(y.late) }

func newYard(t *testing.T) *yard {
	t.Helper()
	y := &yard{Ground: ground.New(t), t: t, path: filepath.Join(t.TempDir(), "webhooks.db")}
	obligor := y.Admit(31, "Northern Steel", index.Obligor)
	bank := y.Admit(10, "First Bank", index.Bank)
	y.Admit(acme, "Acme", 0)
	y.Act(bank.Key, contracts.GrantLine{Company: 10, Obligor: 31, Currency: 156, Amount: 1e12})
	for serial := range uint64(3) {
		signed := y.Sign(obligor.Key, contracts.IssueReceivable{
			Company: 31, Serial: serial, Supplier: acme, Face: big.NewInt(1_000), Currency: 156, Due: uint32(y.Today()) + 30, Rules: 1,
		})
		y.Do(signed)
	}
	var err error
	if y.x, err = index.Open(y.Node, index.Config{Path: filepath.Join(t.TempDir(), "index.db"), Deployment: y.Deployment}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = y.x.Close() })
	y.feed = feed.New(feed.Config{Index: y.x, Clock: y.Deployment.Clock, Depth: 2})
	y.Mine(2)
	y.follow()
	y.erp = newERP(t, y.now)
	y.open(nil)
	y.hook = y.add(y.erp.url, common.Hash{1})
	y.erp.secret = y.hook.Secret
	return y
}

func (y *yard) follow() {
	y.t.Helper()
	for range 20 {
		if err := y.x.Step(y.t.Context()); err != nil {
			y.t.Fatal(err)
		}
		if s := y.x.Status(); s.Hash == s.Head.Hash {
			return
		}
	}
	y.t.Fatal("the index does not come up to the head")
}

// open opens a desk on the yard's file.
func (y *yard) open(hook func(string)) {
	y.t.Helper()
	hosts, err := desk.ParseHosts([]string{y.erp.url})
	if err != nil {
		y.t.Fatal(err)
	}
	y.desk, err = desk.Open(desk.Config{
		Path: y.path, Index: y.x, Feed: y.feed, Hosts: hosts, Now: y.now, Dice: func() float64 { return 0.5 }, Hook: hook,
	})
	if err != nil {
		y.t.Fatal(err)
	}
	d := y.desk
	y.t.Cleanup(func() { _ = d.Close() })
}

// add makes a webhook of Acme's for receivables that are issued.
func (y *yard) add(url string, order common.Hash) desk.Webhook {
	y.t.Helper()
	w, fresh, err := y.desk.Add(desk.Webhook{ID: order, Company: acme, URL: url, Kinds: []string{"Issued"}}, y.now().Add(time.Minute))
	if err != nil || !fresh {
		y.t.Fatalf("%v, %v", fresh, err)
	}
	return w
}

func (y *yard) step() {
	y.t.Helper()
	if err := y.desk.Step(y.t.Context()); err != nil {
		y.t.Fatal(err)
	}
}

func (y *yard) get() desk.Webhook {
	y.t.Helper()
	w, err := y.desk.Get(acme, y.hook.ID)
	if err != nil {
		y.t.Fatal(err)
	}
	return w
}

// wanted are the ids of what the webhook is for.
func (y *yard) wanted() []string {
	y.t.Helper()
	part, err := y.feed.Read(y.t.Context(), feed.Place{}, 1_000, feed.Filter{Company: acme, Kinds: []string{"Issued"}, Final: true})
	if err != nil || len(part.Events) < 3 {
		y.t.Fatalf("%d events, %v", len(part.Events), err)
	}
	var ids []string
	for _, e := range part.Events {
		ids = append(ids, e.ID)
	}
	return ids
}

func TestEventsArePostedOnceEachInOrderWhileAllIsWell(t *testing.T) {
	y := newYard(t)
	y.step()
	y.step()
	got, _ := y.erp.received()
	if diff := cmp.Diff(y.wanted(), got); diff != "" {
		t.Error(diff)
	}
	if w := y.get(); w.Delivered != uint64(len(got)) || w.After != got[len(got)-1] {
		t.Errorf("%+v", w)
	}
}

func TestAMessageIsTriedAgainLaterAndLaterAndHoldsUpThoseAfterIt(t *testing.T) {
	y := newYard(t)
	// A redirect is not followed: it would have been answered with 204.
	y.erp.answer(500, 302, 204)
	y.step()
	if w := y.get(); w.Tries != 1 || !w.NextTry.Equal(y.now().Add(5*time.Second)) || w.LastError == "" {
		t.Fatalf("%+v", w)
	}
	y.late += 4 * time.Second
	y.step()
	if _, attempts := y.erp.received(); len(attempts) != 1 {
		t.Fatalf("tried before its time: %v", attempts)
	}
	y.late += time.Second
	y.step()
	if w := y.get(); w.Tries != 2 || !w.NextTry.Equal(y.now().Add(10*time.Second)) {
		t.Fatalf("%+v", w)
	}
	y.late += 10 * time.Second
	y.step()
	got, attempts := y.erp.received()
	if diff := cmp.Diff(y.wanted(), got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1", "2", "3", "1", "1"}, attempts); diff != "" {
		t.Errorf("attempts:\n%s", diff)
	}
}

func TestAWebhookThatFailsTooOftenStopsAndReplayLetsItGoOn(t *testing.T) {
	y := newYard(t)
	wanted := y.wanted()
	y.erp.answer(slices.Repeat([]int{503}, 15)...)
	for range 20 {
		y.step()
		y.late += 2 * time.Hour
	}
	if w := y.get(); w.State != desk.Stopped || w.Tries != 15 {
		t.Fatalf("%+v", w)
	}
	if got, attempts := y.erp.received(); len(got) != 0 || len(attempts) != 15 {
		t.Fatalf("%v, %d attempts", got, len(attempts))
	}
	until := y.now().Add(time.Minute)
	if _, err := y.desk.Replay(42, y.hook.ID, common.Hash{2}, until, nil); !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("another company's: %v", err)
	}
	if _, err := y.desk.Replay(acme, y.hook.ID, common.Hash{2}, until, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := y.desk.Replay(acme, y.hook.ID, common.Hash{2}, until, nil); !errors.Is(err, desk.ErrSpent) {
		t.Errorf("the same order again: %v", err)
	}
	y.step()
	// And once more from after the first on.
	if _, err := y.desk.Replay(acme, y.hook.ID, common.Hash{3}, until, &wanted[0]); err != nil {
		t.Fatal(err)
	}
	y.step()
	got, _ := y.erp.received()
	if diff := cmp.Diff(slices.Concat(wanted, wanted[1:]), got); diff != "" {
		t.Error(diff)
	}
	y.erp.answer(410)
	if _, err := y.desk.Replay(acme, y.hook.ID, common.Hash{4}, until, &wanted[0]); err != nil {
		t.Fatal(err)
	}
	if y.step(); y.get().State != desk.Stopped {
		t.Errorf("410 did not stop it: %+v", y.get())
	}
}

func TestWhatWasPostedAndNotNotedIsPostedAgain(t *testing.T) {
	y := newYard(t)
	// The attempt is answered, and somebody has the file no more: the note of it fails, as after a crash.
	if err := y.desk.Close(); err != nil {
		t.Fatal(err)
	}
	y.open(func(string) {
		if err := y.desk.Close(); err != nil {
			t.Error(err)
		}
	})
	y.step()
	if got, _ := y.erp.received(); len(got) != 1 {
		t.Fatalf("%d messages were posted before the crash", len(got))
	}
	y.open(nil)
	y.step()
	got, attempts := y.erp.received()
	wanted := y.wanted()
	if diff := cmp.Diff(append(wanted[:1:1], wanted...), got); diff != "" {
		t.Error(diff)
	}
	if len(attempts) != len(wanted)+1 {
		t.Errorf("%d attempts", len(attempts))
	}
}

func TestOnlyNamedHostsArePostedTo(t *testing.T) {
	hosts, err := desk.ParseHosts([]string{"erp.example.com", "ERP.example.com:8443", "http://10.0.0.7:8080"})
	if err != nil {
		t.Fatal(err)
	}
	for _, good := range []string{"https://erp.example.com/tally?x=1", "https://erp.example.com:443", "https://erp.example.com:8443/a", "http://10.0.0.7:8080/b"} {
		if err := hosts.Check(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "erp.example.com", "http://erp.example.com/", "https://erp.example.com:444/", "https://erp.example.com.evil.example/", "https://127.0.0.1/",
		"https://10.0.0.7:8080/", "http://10.0.0.7/", "file:///etc/passwd", "https://user:pass@erp.example.com/", "https://erp.example.com/#x",
		"https:erp.example.com", "https://[::1]/", "https://erp.example.com@127.0.0.1/",
	} {
		if err := hosts.Check(bad); !errors.Is(err, desk.ErrURL) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, bad := range []string{"", "*.example.com", "https://erp.example.com/path", "ftp://erp.example.com", "u@erp.example.com"} {
		if _, err := desk.ParseHosts([]string{bad}); err == nil {
			t.Errorf("host %q is taken", bad)
		}
	}
}

func TestATestMessageIsPostedAtOnceAndSaysHowItFared(t *testing.T) {
	y := newYard(t)
	y.erp.answer(204, 500)
	for order, want := range []bool{true, false} {
		d, err := y.desk.Test(t.Context(), acme, y.hook.ID, common.Hash{7, byte(order)}, y.now().Add(time.Minute))
		if err != nil || d.OK != want || d.Status == 0 || want == (d.Error != "") {
			t.Errorf("%+v, %v", d, err)
		}
	}
	if w := y.get(); w.Delivered != 0 || w.Tries != 0 {
		t.Errorf("a test changed its webhook: %+v", w)
	}
}
