package api_test

import (
	"context"
	"encoding/json"
	"math/big"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/getkin/kin-openapi/openapi3filter"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
)

// here is the host that fuzzed requests come in at.
const here = "127.0.0.1:8090"

// aim is what fuzz tests shoot at: the whole API over a small network that has one of everything that can be named in a request.
type aim struct {
	*bench
	api     http.Handler
	inspect *inspector
	// reader is Acme's login, erp where webhooks may be posted to.
	reader, erp string
	debt        ref.Obligation
	paid        ref.Run
	// final is an act that is done, waiting one that lacks its second signature, quote a quote, hook a webhook.
	final, waiting, quote, hook common.Hash
	// checker may be the second to sign what waits.
	checker act.KeySigner
}

func newAim(f *testing.F) *aim {
	f.Helper()
	o, erp, _ := withWebhooks(f)
	b := &bench{office: o, keys: map[uint32]act.KeySigner{bankID: o.bank.Key, obligorID: o.obligor.Key, acmeID: o.acme.Key, boltID: o.bolt.Key}}
	a := &aim{bench: b, api: o.server.Handler(), inspect: newInspector(f), erp: erp}
	a.checker = o.hire(o.obligor, obligorID, index.Checker, noLimit)
	a.debt = o.receivable(100_000)
	a.final = o.done(o.Sign(o.acme.Key, transfer(a.debt, acmeID, boltID, 0, 90_000, 100_000))).ID
	a.paid = o.payRun(o.acme, a.debt, 7, run.Leaf{Payee: boltID, Amount: 300}, run.Leaf{Payee: obligorID, Amount: 20}, run.Leaf{Payee: boltID, Amount: 100})
	a.waiting = o.waits(o.draft(o.obligor.Key, o.issue(500, "waits"))).ID
	offer := o.offer(a.debt, 50_000)
	offer.Lot, offer.Start = big.NewInt(420), big.NewInt(420)
	quoted, err := o.client.PostQuote(f.Context(), o.Sign(o.bank.Key, offer))
	if err != nil {
		f.Fatal(err)
	}
	a.quote = quoted.ID
	made, err := o.client.AddWebhook(f.Context(), o.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL = erp + "/tally" }))
	if err != nil {
		f.Fatal(err)
	}
	a.hook = made.ID
	login, err := o.client.Login(f.Context(), o.acme.Key, o.Deployment.ChainID)
	if err != nil {
		f.Fatal(err)
	}
	a.reader = login.Token
	return a
}

// ask sends a request straight to the handler.
func (a *aim) ask(t *testing.T, method, target, body string, header http.Header) *httptest.ResponseRecorder {
	t.Helper()
	ctx := context.WithValue(t.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8090})
	// Whatever the query is, the handler is asked it: a client that escapes nothing could send most of it.
	path, query, _ := strings.Cut(target, "?")
	request, err := http.NewRequestWithContext(ctx, method, "http://"+here+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.URL.RawQuery = query
	request.RemoteAddr = "127.0.0.1:50000"
	for name, values := range header {
		request.Header[name] = values
	}
	w := httptest.NewRecorder()
	a.api.ServeHTTP(w, request)
	a.check(t, request, w, body)
	return w
}

// check holds an answer to what callers may count on: no request makes a fault of the relayer's; the body is JSON, and as openapi.yaml has it; a
// refusal is a problem of a known code that says what is wrong and what to do.
func (a *aim) check(t *testing.T, r *http.Request, w *httptest.ResponseRecorder, body string) {
	t.Helper()
	said := w.Body.Bytes()
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("%s %s %q: %d %s", r.Method, r.URL, body, w.Code, said)
	}
	kind, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	switch {
	case err != nil:
		t.Fatalf("%s %s: content type %q: %v", r.Method, r.URL, w.Header().Get("Content-Type"), err)
	case w.Code < 300 && w.Code >= 200 && (kind == "text/event-stream" || kind == "application/yaml"):
		return
	case !json.Valid(said):
		t.Fatalf("%s %s: %d with what is no JSON: %q", r.Method, r.URL, w.Code, said)
	case w.Code < 300 && w.Code >= 200:
		if kind != "application/json" {
			t.Errorf("%s %s: %d as %s", r.Method, r.URL, w.Code, kind)
		}
	case w.Code >= 300 && w.Code < 400:
		t.Fatalf("%s %s: %d", r.Method, r.URL, w.Code)
	default:
		var p client.Problem
		if err := json.Unmarshal(said, &p); err != nil || kind != "application/problem+json" {
			t.Fatalf("%s %s: %d %s %q: %v", r.Method, r.URL, w.Code, kind, said, err)
		}
		if p.Status != w.Code || p.Code == "" || p.Detail == "" || p.Hint == "" {
			t.Errorf("%s %s %q: %d with the problem %+v", r.Method, r.URL, body, w.Code, p)
		}
	}
	a.described(t, r, w)
}

// described holds an answer to openapi.yaml, where the path is in it.
func (a *aim) described(t *testing.T, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	probe := r.Clone(r.Context())
	probe.URL.Scheme, probe.URL.Host = "", ""
	route, params, err := a.inspect.router.FindRoute(probe)
	if err != nil {
		return
	}
	answer := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: probe, PathParams: params, Route: route},
		Status:                 w.Code, Header: w.Header(), Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	answer.SetBodyBytes(w.Body.Bytes())
	if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
		t.Errorf("%s %s: %d %s is not as openapi.yaml has it: %v", r.Method, r.URL, w.Code, w.Body, err)
	}
}

// token is the header of a login.
func token(of string) http.Header { return http.Header{"Authorization": {"Bearer " + of}} }

// stored is how many acts the outbox was ever given.
func (a *aim) stored(t *testing.T) uint64 {
	t.Helper()
	stats, err := a.box.Stats()
	if err != nil {
		t.Fatal(err)
	}
	return stats.LastSeq
}

// bodies are the paths that take a body, each with a document that it takes.
func (a *aim) bodies(f *testing.F) (paths []string, documents []any) {
	signed := a.Sign(a.acme.Key, transfer(a.debt, acmeID, boltID, 420, 420, 1_000))
	asked := a.Sign(a.acme.Key, act.AskQuotes{Company: acmeID, Obligation: a.debt.Big(), Lot: big.NewInt(420), Start: big.NewInt(420), End: big.NewInt(1_000)})
	about := func(w *client.WebhookOrder) { w.Webhook = a.hook }
	message := a.challenge(a.acme.Key).Text()
	by := client.Countersignature{Key: a.checker.Address(), Signature: make([]byte, 65)}
	for _, at := range []struct {
		path     string
		document any
	}{
		{"/v1/acts", signed},
		{"/v1/acts?dryRun=true", signed},
		{"/v1/acts/batch", []act.Signed{signed, asked}},
		{"/v1/acts/" + a.waiting.Hex() + "/second", by},
		{"/v1/acts/" + a.waiting.Hex() + "/reject", by},
		{"/v1/acts/" + a.waiting.Hex() + "/withdraw", by},
		{"/v1/acts/" + a.final.Hex() + "/second", by},
		{"/v1/asks", asked},
		{"/v1/quotes", a.Sign(a.bank.Key, a.offer(a.debt, 100))},
		{"/v1/quotes/" + a.quote.Hex() + "/second", by},
		{"/v1/quotes/" + a.quote.Hex() + "/withdraw", by},
		{"/v1/runs/" + a.paid.String() + "/open", client.OpenLeaves{Rows: []uint32{0, 2}}},
		{"/v1/runs/" + a.paid.String() + "/open", client.OpenLeaves{First: 1, Count: 2}},
		{"/v1/login/challenge", map[string]any{"key": a.acme.Key.Address()}},
		{"/v1/login", client.ChallengeAnswer{Message: message, Signature: signText(f, a.acme.Key, message)}},
		{"/v1/login/end", nil},
		{"/v1/webhooks", a.order(client.AddWebhook, func(w *client.WebhookOrder) { w.URL, w.Kinds, w.After = a.erp, []string{"Issued"}, client.Start })},
		{"/v1/webhooks/list", a.order(client.ListWebhooks, nil)},
		{"/v1/webhooks/" + a.hook.Hex() + "/show", a.order(client.ShowWebhook, about)},
		{"/v1/webhooks/" + a.hook.Hex() + "/test", a.order(client.TestWebhook, about)},
		{"/v1/webhooks/" + a.hook.Hex() + "/replay", a.order(client.ReplayWebhook, func(w *client.WebhookOrder) { w.Webhook, w.After = a.hook, client.Newest })},
		{"/v1/webhooks/" + a.hook.Hex() + "/remove", a.order(client.RemoveWebhook, about)},
	} {
		paths, documents = append(paths, at.path), append(documents, at.document)
	}
	return paths, documents
}

// again signs a document that the fuzzer has changed, where it still is one that is signed, so that what lies behind the signature is reached too.
func (a *aim) again(path string, body []byte) []byte {
	var o client.WebhookOrder
	var c client.Countersignature
	switch {
	case strings.HasPrefix(path, "/v1/webhooks") && json.Unmarshal(body, &o) == nil:
		o.At = a.Now().Unix() + o.At%400
		if signed, err := o.Sign(a.acme.Key, a.Deployment.Domain()); err == nil {
			body, _ = json.Marshal(signed)
		}
	case strings.HasSuffix(path, "/second") && json.Unmarshal(body, &c) == nil:
		// The maker's own key, a stranger's and the checker's in turn.
		by := []act.KeySigner{a.checker, a.obligor.Key, a.bolt.Key}[len(c.Signature)%3]
		if e, err := a.box.Get(common.HexToHash(strings.Split(path, "/")[3])); err == nil {
			if signed, err := act.Decode(e.Calldata); err == nil {
				if both, err := signed.AddSecond(by, a.Deployment.Domain()); err == nil {
					body, _ = json.Marshal(client.Countersignature{Key: by.Address(), Signature: both.Second[common.AddressLength:]})
				}
			}
		}
	}
	return body
}

// FuzzBodies asserts of every path that takes a body that whatever is sent there is answered as check has it, and that what is refused is not stored.
func FuzzBodies(f *testing.F) {
	a := newAim(f)
	paths, documents := a.bodies(f)
	for i, document := range documents {
		body, err := json.Marshal(document)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), body, i%2 == 0)
		f.Add(uint8(i), body[:len(body)/2], false)
	}
	f.Add(uint8(0), []byte(`{"act":"Transfer","act":"Split"}`), false)
	f.Add(uint8(2), []byte(`[null,{},[],"x",1e400]`), false)
	f.Fuzz(func(t *testing.T, at uint8, body []byte, sign bool) {
		path := paths[int(at)%len(paths)]
		if sign {
			body = a.again(path, body)
		}
		before := a.stored(t)
		w := a.ask(t, http.MethodPost, path, string(body), token(a.reader))
		if w.Code == http.StatusUnauthorized && path != "/v1/login" {
			// The fuzzer has ended the login.
			login, err := a.client.Login(t.Context(), a.acme.Key, a.Deployment.ChainID)
			if err != nil {
				t.Fatal(err)
			}
			a.reader = login.Token
		}
		if after := a.stored(t); w.Code >= 400 && after != before {
			t.Errorf("%s %q was refused with %d and stored", path, body, w.Code)
		}
		if path == "/v1/acts/batch" && w.Code == http.StatusOK {
			var items []client.BatchItem
			if err := json.Unmarshal(w.Body.Bytes(), &items); err != nil {
				t.Fatal(err)
			}
			for i, item := range items {
				if p := item.Problem; (p == nil) == (item.Act == nil) || p != nil && (p.Status != item.Status || p.Code == "" || p.Hint == "" || p.Status >= 500) {
					t.Errorf("act %d of the batch %q: %+v %+v", i, body, item, p)
				}
			}
		}
	})
}
