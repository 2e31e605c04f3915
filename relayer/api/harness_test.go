package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/house"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/opening"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/signer"
)

const (
	bankID    = 10
	obligorID = 31
	acmeID    = 41
	boltID    = 42
	cny       = 156
	noLimit   = 1<<48 - 1
)

// office is a relayer in this process on a network of its own, and companies that use it. Every request and answer is held to openapi.yaml.
type office struct {
	*ground.Ground
	t      testing.TB
	box    *outbox.Outbox
	index  *index.Index
	anchor *anchor.Anchor
	house  *house.House
	server *api.Server
	client *client.Client
	// token is the authority's, whose reads client's are too.
	token   string
	url     string
	http    *http.Client
	bank    ground.Member
	obligor ground.Member
	acme    ground.Member
	bolt    ground.Member
	serial  uint64
	// home is where the relayer's files are, and stop ends it.
	home string
	stop func()
}

func newOffice(t testing.TB, change func(*api.Config)) *office {
	t.Helper()
	return newOfficeOn(t, ground.New(t), change)
}

// newOfficeOn is an office on this network, which asks its node.
func newOfficeOn(t testing.TB, g *ground.Ground, change func(*api.Config)) *office {
	t.Helper()
	o := &office{Ground: g, t: t}
	o.bank, o.obligor = o.Admit(bankID, "First Bank", index.Bank), o.Admit(obligorID, "Northern Steel", index.Obligor)
	o.acme, o.bolt = o.Admit(acmeID, "Acme", 0), o.Admit(boltID, "Bolt", 0)
	o.Act(o.bank.Key, contracts.GrantLine{Company: bankID, Obligor: obligorID, Currency: cny, Amount: 1e12})
	o.Act(o.bank.Key, contracts.MintCash{Company: bankID, To: bankID, Currency: cny, Amount: big.NewInt(5e9), Ref: "own"})
	o.Act(o.bank.Key, contracts.MintCash{Company: bankID, To: obligorID, Currency: cny, Amount: big.NewInt(5e9), Ref: "in-1"})
	o.open(change)
	return o
}

// open starts the relayer's parts in a folder of their own.
func (o *office) open(change func(*api.Config)) {
	o.home = o.t.TempDir()
	o.start(change)
}

// reopen stops the relayer's parts and starts them on the same files.
func (o *office) reopen() {
	o.stop()
	o.start(nil)
}

func (o *office) start(change func(*api.Config)) {
	t := o.t
	t.Helper()
	var err error
	if o.box, err = outbox.Open(outbox.Config{Path: filepath.Join(o.home, "outbox.db"), MaxQueued: 50, Now: o.Now}); err != nil {
		t.Fatal(err)
	}
	if o.index, err = index.Open(o.Node, index.Config{Path: filepath.Join(o.home, "index.db"), Deployment: o.Deployment}); err != nil {
		t.Fatal(err)
	}
	key := ground.NewKey(t)
	o.Fund(key.Address())
	o.anchor, err = anchor.New(o.box, o.Node, []signer.Signer{signer.FromKey(key.Private)}, anchor.Config{
		ChainID: o.Deployment.ChainID, Batch: o.Deployment.Address("Batch"), Companies: o.Deployment.Address("Companies"),
		FirstBlock: o.Deployment.Block, Depth: 2, Now: o.Now, Before: opening.NeededBy(o.Deployment, o.index),
	})
	if err != nil {
		t.Fatal(err)
	}
	o.house = house.New(house.Config{Deployment: o.Deployment, Index: o.index, Outbox: o.box, Now: o.Now})
	cfg := api.Config{
		Deployment: o.Deployment, Outbox: o.box, Index: o.index, Chain: o.Node, Relayer: key.Address(), Confirmations: 2, Rate: -1, Now: o.Now,
		LoginLife: 10_000 * time.Hour, // tests let months pass
	}
	if change != nil {
		change(&cfg)
	}
	handlers, err := api.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	o.server = handlers
	server := httptest.NewServer(handlers.Handler())
	box, index := o.box, o.index
	o.stop = sync.OnceFunc(func() {
		server.Close()
		if err := errors.Join(index.Close(), box.Close()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(o.stop)
	o.url = server.URL
	o.http = &http.Client{Transport: newInspector(t), Timeout: 90 * time.Second}
	if o.client, err = client.NewWith(server.URL, o.http); err != nil {
		t.Fatal(err)
	}
	o.follow()
	got, err := o.client.Login(t.Context(), o.Authority, o.Deployment.ChainID)
	if err != nil {
		t.Fatal(err)
	}
	o.token = got.Token
	o.client = o.client.As(o.Authority, o.Deployment.ChainID)
}

// as is the relayer as a key sees it, once it has logged in.
func (o *office) as(by act.KeySigner) *client.Client { return o.client.As(by, o.Deployment.ChainID) }

// anybody is the relayer as everybody sees it.
func (o *office) anybody() *client.Client { return o.client.With(nil) }

// follow brings the index up to the head.
func (o *office) follow() {
	o.t.Helper()
	for range 20 {
		if err := o.index.Step(o.t.Context()); err != nil {
			o.t.Fatal(err)
		}
		if s := o.index.Status(); s.Hash == s.Head.Hash {
			return
		}
	}
	o.t.Fatal("the index does not come up to the head")
}

// finish carries every accepted act to its end, and the index up to it.
func (o *office) finish() {
	o.t.Helper()
	for range 100 {
		if err := o.anchor.Step(o.t.Context()); err != nil {
			o.t.Fatal(err)
		}
		stats, err := o.box.Stats()
		if err != nil {
			o.t.Fatal(err)
		}
		open := uint64(0)
		for state, n := range stats.Count {
			if !state.Settled() && state != outbox.Waiting {
				open += n
			}
		}
		if open == 0 {
			o.follow()
			return
		}
		o.Mine(1)
	}
	o.t.Fatal("100 blocks later there still are acts under way")
}

// post gives an act to the relayer, which must take it as new.
func (o *office) post(signed act.Signed) *client.Act {
	o.t.Helper()
	stored, fresh, err := o.client.Post(o.t.Context(), signed)
	if err != nil {
		o.t.Fatalf("post %s: %v", signed.Name(), err)
	}
	if !fresh {
		o.t.Fatalf("%s was there already", signed.Name())
	}
	return stored
}

// done posts an act and carries it to its end, which must be a good one.
func (o *office) done(signed act.Signed) *client.Act {
	o.t.Helper()
	stored := o.post(signed)
	o.finish()
	final, err := o.client.Act(o.t.Context(), stored.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	if final.State != client.Final {
		o.t.Fatalf("%s is %s: %+v", final.Name, final.State, final.Refusal)
	}
	return final
}

// refused posts an act that must be refused with a status, a code and a contract's reason, if there is one, and change nothing.
func (o *office) refused(signed act.Signed, status int, code, reason string) {
	o.t.Helper()
	before, err := o.box.Stats()
	if err != nil {
		o.t.Fatal(err)
	}
	_, _, err = o.client.Post(o.t.Context(), signed)
	o.problem(err, status, code, reason)
	after, err := o.box.Stats()
	if err != nil {
		o.t.Fatal(err)
	}
	if before.LastSeq != after.LastSeq {
		o.t.Error("a refused act was stored")
	}
}

// problem checks that an error is the problem that it should be.
func (o *office) problem(err error, status int, code, reason string) {
	o.t.Helper()
	var p *client.Problem
	if !errors.As(err, &p) {
		o.t.Fatalf("got %v; want a problem %s", err, code)
	}
	name := ""
	if p.Refusal != nil {
		name = p.Refusal.Name
	}
	if p.Status != status || p.Code != code || name != reason {
		o.t.Errorf("got %d %s %s (%s); want %d %s %s", p.Status, p.Code, name, p.Detail, status, code, reason)
	}
}

// issue is the obligor's promise to Acme, under a reference.
func (o *office) issue(face int64, reference string) contracts.IssueReceivable {
	o.serial++
	return contracts.IssueReceivable{
		Company: obligorID, Serial: o.serial, Supplier: acmeID, Face: big.NewInt(face), Currency: cny,
		Due: uint32(o.Today()) + 30, Rules: 1, Ref: reference,
	}
}

// receivable makes an active one of a face, held by Acme.
func (o *office) receivable(face int64) ref.Obligation {
	o.t.Helper()
	message := o.issue(face, "")
	signed := o.Sign(o.obligor.Key, message)
	o.done(signed)
	id := ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: message.Serial}
	o.done(o.Sign(o.acme.Key, contracts.TakeReceivable{Company: acmeID, Receivable: id.Big(), Proposal: o.named(signed)}))
	return id
}

// named is an act's struct hash.
func (o *office) named(signed act.Signed) common.Hash {
	o.t.Helper()
	hash, err := signed.StructHash()
	if err != nil {
		o.t.Fatal(err)
	}
	return hash
}

// transfer is a transfer of units of a lot.
func transfer(id ref.Obligation, from, to uint32, lot, start, end int64) contracts.Transfer {
	return contracts.Transfer{Company: from, Obligation: id.Big(), Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), To: to}
}

// get asks for a path, as the authority, and gives status and body.
func (o *office) get(path string) (int, []byte) { return o.send(http.MethodGet, path, "") }

func (o *office) send(method, path, body string) (int, []byte) {
	o.t.Helper()
	response, raw := o.exchange(method, path, body, http.Header{"Authorization": {"Bearer " + o.token}})
	return response.StatusCode, raw
}

// exchange sends one request with headers.
func (o *office) exchange(method, path, body string, header http.Header) (*http.Response, []byte) {
	o.t.Helper()
	request, err := http.NewRequestWithContext(o.t.Context(), method, o.url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		o.t.Fatal(err)
	}
	// Wrong requests are sent here on purpose: only the answers are held to the description.
	request = request.WithContext(context.WithValue(request.Context(), wrongOnPurpose{}, true))
	request.Header.Set("Content-Type", "application/json")
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := o.http.Do(request)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return response, raw
}

// wrongOnPurpose marks a request that need not be as openapi.yaml has it.
type wrongOnPurpose struct{}

// inspector holds every request and every answer to openapi.yaml.
type inspector struct {
	t      testing.TB
	router routers.Router
}

func newInspector(t testing.TB) *inspector {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	router, err := legacy.NewRouter(document)
	if err != nil {
		t.Fatal(err)
	}
	return &inspector{t: t, router: router}
}

// RoundTrip sends a request and checks both ways.
func (i *inspector) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		var err error
		if sent, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	onPurpose := r.Context().Value(wrongOnPurpose{}) != nil
	probe := r.Clone(r.Context())
	probe.URL.Scheme, probe.URL.Host = "", ""
	probe.Body = io.NopCloser(bytes.NewReader(sent))
	route, params, err := i.router.FindRoute(probe)
	if err != nil {
		if !onPurpose {
			i.t.Errorf("%s %s is not in openapi.yaml: %v", r.Method, r.URL.Path, err)
		}
		return http.DefaultTransport.RoundTrip(r)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: probe, PathParams: params, Route: route, Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}
	if !onPurpose {
		if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
			i.t.Errorf("request %s %s: %v", r.Method, r.URL, err)
		}
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, errors.Join(err, response.Body.Close())
	}
	response.Body = io.NopCloser(bytes.NewReader(got))
	answer := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: response.StatusCode, Header: response.Header,
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	answer.SetBodyBytes(got)
	if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
		i.t.Errorf("answer to %s %s: %v\n%s", r.Method, r.URL, err, got)
	}
	return response, nil
}

// code is a problem's.
func code(t *testing.T, body []byte) string {
	t.Helper()
	var p client.Problem
	if err := json.Unmarshal(body, &p); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return p.Code
}
