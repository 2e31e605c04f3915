package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/login"
	"github.com/tallystick/tallystick/relayer/api"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// challenge asks for one by hand.
func (o *office) challenge(key act.KeySigner) login.Message {
	o.t.Helper()
	response, raw := o.exchange("POST", "/v1/login/challenge", fmt.Sprintf(`{"key":%q}`, key.Address()), nil)
	var c client.Challenge
	if err := json.Unmarshal(raw, &c); err != nil || response.StatusCode != http.StatusOK {
		o.t.Fatalf("%d %s", response.StatusCode, raw)
	}
	m, err := login.Parse(c.Message)
	if err != nil || !m.Expires.Equal(c.Expires) {
		o.t.Fatalf("%+v, %v", m, err)
	}
	return m
}

// answer sends a message with a signature, and gives status and body.
func (o *office) answer(text string, signature []byte) (int, []byte) {
	o.t.Helper()
	body, err := json.Marshal(client.ChallengeAnswer{Message: text, Signature: signature})
	if err != nil {
		o.t.Fatal(err)
	}
	response, raw := o.exchange("POST", "/v1/login", string(body), nil)
	return response.StatusCode, raw
}

// signText is an ordinary key's signature over a text, as wallets give it.
func signText(t testing.TB, key act.KeySigner, text string) []byte {
	t.Helper()
	signature, err := act.SignText(key, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return signature
}

// operator makes a new key one of Acme's, with roles and a last day; zero for none.
func (o *office) operator(roles uint8, until uint32) act.KeySigner {
	o.t.Helper()
	return o.operatorWith(contracts.SetOperator{Company: acmeID, Roles: roles, Limit: big.NewInt(noLimit), Daily: big.NewInt(noLimit), Until: until})
}

// operatorWith makes a new key an operator of Acme's or the obligor's.
func (o *office) operatorWith(message contracts.SetOperator) act.KeySigner {
	o.t.Helper()
	key := ground.NewKey(o.t)
	message.Key = key.Address()
	by := map[uint32]ground.Member{acmeID: o.acme, obligorID: o.obligor}[message.Company]
	signed, err := o.Sign(by.Key, message).AddConsent(key, o.Deployment.Domain())
	if err != nil {
		o.t.Fatal(err)
	}
	o.done(signed)
	return key
}

func TestEveryRouteIsAsOpenAsItsDescriptionSays(t *testing.T) {
	o := newOffice(t, nil)
	document, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	named := strings.NewReplacer(
		"{id}/circle", "41/circle", "{id}/record", "41/record", "companies/{id}", "companies/41", "acts/{id}", "acts/"+common.Hash{1}.Hex(), "{id}", "R31-1",
		"{address}", common.Address{1}.Hex(), "{code}", common.Address{1}.Hex(), "{lot}", "R31-1:1", "{hash}", common.Hash{1}.Hex(), "{set}", "1",
	)
	closed, open := 0, 0
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			response, raw := o.exchange(method, named.Replace(path), "", nil)
			anybody := operation.Security != nil && (len(*operation.Security) == 0 || len((*operation.Security)[0]) == 0)
			if refused := response.StatusCode == http.StatusUnauthorized; refused == anybody {
				t.Errorf("%s %s without a token: %d %s; described as open: %v", method, path, response.StatusCode, raw, anybody)
			}
			if anybody {
				open++
				continue
			}
			closed++
			if code(t, raw) != "login-required" || response.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s: %v %s", method, path, response.Header, raw)
			}
		}
	}
	if closed < 25 || open < 18 {
		t.Errorf("%d closed and %d open routes: the test does not read what it should", closed, open)
	}
}

func TestAnOperatorLogsInWhateverItsRole(t *testing.T) {
	o := newOffice(t, nil)
	viewer := o.operator(index.Viewer, 0)
	got, err := o.client.Login(t.Context(), viewer, o.Deployment.ChainID)
	if err != nil || got.Company.Name != "Acme" || !slices.Equal(got.Roles, []string{"viewer"}) || got.All || got.Key != viewer.Address() {
		t.Fatalf("%+v, %v", got, err)
	}
	if inbox, err := o.as(viewer).Inbox(t.Context(), acmeID); err != nil || inbox.Transfers == nil {
		t.Errorf("%+v, %v", inbox, err)
	}
	session, err := o.as(viewer).Session(t.Context())
	if err != nil || session.Token != "" || session.Company.ID != acmeID {
		t.Errorf("%+v, %v", session, err)
	}
	if authority, err := o.client.Session(t.Context()); err != nil || !authority.All {
		t.Errorf("%+v, %v", authority, err)
	}
}

func TestAChallengeIsAnsweredOnceByItsKeyAsItIs(t *testing.T) {
	o := newOffice(t, nil)
	m := o.challenge(o.acme.Key)
	if m.Key != o.acme.Key.Address() || m.ChainID != o.Deployment.ChainID || "http://"+m.Domain != o.url || m.URI != o.url+"/v1/login" {
		t.Errorf("%+v of %s", m, o.url)
	}
	text := m.Text()
	other := m
	other.Nonce = strings.Repeat("0", len(m.Nonce))
	stranger := o.challenge(ground.NewKey(t))
	mine := signText(t, o.acme.Key, text)
	for name, tc := range map[string]struct {
		text      string
		signature []byte
		status    int
		code      string
	}{
		"another's signature":           {text, signText(t, o.bolt.Key, text), 401, "login-failed"},
		"no signature":                  {text, nil, 401, "login-failed"},
		"a signature with 64 bytes":     {text, mine[:64], 401, "login-failed"},
		"a message of its own making":   {other.Text(), signText(t, o.acme.Key, other.Text()), 401, "login-failed"},
		"no sign-in message":            {"Tallystick: reject act 0x00", mine, 400, "bad-request"},
		"a key that is nobody's":        {stranger.Text(), mine, 403, "forbidden"},
		"a later end than it was given": {strings.Replace(text, m.Expires.Format(time.RFC3339), m.Expires.Add(time.Hour).Format(time.RFC3339), 1), mine, 401, "login-failed"},
	} {
		if status, raw := o.answer(tc.text, tc.signature); status != tc.status || code(t, raw) != tc.code {
			t.Errorf("%s: %d %s; want %d %s", name, status, raw, tc.status, tc.code)
		}
	}
	if status, raw := o.answer(text, mine); status != http.StatusOK {
		t.Fatalf("%d %s", status, raw)
	}
	if status, raw := o.answer(text, mine); status != 401 || code(t, raw) != "login-failed" {
		t.Errorf("a second time: %d %s", status, raw)
	}
	old := o.challenge(o.acme.Key)
	o.Wait(1)
	if status, raw := o.answer(old.Text(), signText(t, o.acme.Key, old.Text())); status != 401 || code(t, raw) != "login-failed" || !strings.Contains(string(raw), "too old") {
		t.Errorf("a day later: %d %s", status, raw)
	}
	if status, raw := o.send("POST", "/v1/login/challenge", `{}`); status != 400 {
		t.Errorf("without a key: %d %s", status, raw)
	}
}

// A challenge that was got under another's name could be signed by somebody who speaks to that other.
func TestAChallengeIsForTheRelayersOwnHostsOnly(t *testing.T) {
	body := func(o *office) string { return fmt.Sprintf(`{"key":%q}`, o.acme.Key.Address()) }
	ask := func(o *office, host string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, o.url+"/v1/login/challenge", strings.NewReader(body(o)))
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		return response.StatusCode
	}
	o := newOffice(t, nil)
	here := strings.TrimPrefix(o.url, "http://")
	_, port, _ := strings.Cut(here, ":")
	for host, want := range map[string]int{
		here: 200, "localhost:" + port: 200, "127.0.0.1": 421, "127.0.0.1:1": 421, "localhost": 421, "relayer.example": 421, "relayer.example:" + port: 421,
		"127.0.0.2:" + port: 421,
	} {
		if got := ask(o, host); got != want {
			t.Errorf("as %s: %d; want %d", host, got, want)
		}
	}
	named, err := api.New(api.Config{
		Deployment: o.Deployment, Outbox: o.box, Index: o.index, Chain: o.Node, Domains: []string{"relayer.example", "Other.example:8443"},
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(named.Handler())
	defer server.Close()
	o.url = server.URL
	for host, want := range map[string]int{
		"relayer.example": 200, "RELAYER.example": 200, "other.example:8443": 200, "other.example": 421, strings.TrimPrefix(server.URL, "http://"): 421,
	} {
		if got := ask(o, host); got != want {
			t.Errorf("where names are given, as %s: %d; want %d", host, got, want)
		}
	}
}

func TestATokenEndsWithItsKeysRightAndWithALogout(t *testing.T) {
	o := newOffice(t, nil)
	day := uint32(o.Today())
	for name, tc := range map[string]struct {
		key act.KeySigner
		end func(key act.KeySigner)
	}{
		"revoked": {o.operator(index.Viewer, 0), func(key act.KeySigner) {
			o.done(o.Sign(o.acme.Key, contracts.RevokeOperator{Company: acmeID, Key: key.Address()}))
		}},
		"suspended by an order": {o.operator(index.Viewer, 0), func(key act.KeySigner) {
			o.done(o.Sign(o.Authority, contracts.SuspendKey{Company: ground.AuthorityDesk, Key: key.Address(), Suspended: true, Order: "F-1"}))
		}},
		"past its last day": {o.operator(index.Viewer, day), func(act.KeySigner) { o.Wait(1) }},
		"logged out": {o.operator(index.Viewer, 0), func(key act.KeySigner) {
			got, err := o.client.Login(t.Context(), key, o.Deployment.ChainID)
			if err != nil {
				t.Fatal(err)
			}
			if err := o.client.Logout(t.Context(), got.Token); err != nil {
				t.Fatal(err)
			}
			if err := o.client.Logout(t.Context(), got.Token); !errors.Is(err, client.ErrLogin) {
				t.Errorf("logged out twice: %v", err)
			}
		}},
	} {
		got, err := o.client.Login(t.Context(), tc.key, o.Deployment.ChainID)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		header := http.Header{"Authorization": {"Bearer " + got.Token}}
		if response, raw := o.exchange("GET", "/v1/lots", "", header); response.StatusCode != 200 {
			t.Fatalf("%s: before: %d %s", name, response.StatusCode, raw)
		}
		tc.end(tc.key)
		if name == "logged out" {
			header.Set("Authorization", "Bearer tally_gone")
		}
		for _, path := range []string{"/v1/lots", "/v1/network"} {
			if response, raw := o.exchange("GET", path, "", header); response.StatusCode != 401 || code(t, raw) != "login-ended" {
				t.Errorf("%s: %s after: %d %s", name, path, response.StatusCode, raw)
			}
		}
		if name != "logged out" {
			_, err := o.client.Login(t.Context(), tc.key, o.Deployment.ChainID)
			o.problem(err, http.StatusForbidden, "forbidden", "")
		}
	}
	if response, raw := o.exchange("GET", "/v1/lots", "", http.Header{"Authorization": {"Basic YTpi"}}); response.StatusCode != 400 {
		t.Errorf("another scheme: %d %s", response.StatusCode, raw)
	}
}

func TestALoginEndsAfterItsTimeAndAClientLogsInAgain(t *testing.T) {
	o := newOffice(t, func(c *api.Config) { c.LoginLife = time.Hour })
	acme := o.as(o.acme.Key)
	first, err := acme.Session(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.Wait(1)
	second, err := acme.Session(t.Context())
	if err != nil || !second.Expires.After(first.Expires) {
		t.Errorf("%+v, then %+v, %v", first, second, err)
	}
	if _, err := o.as(ground.NewKey(t)).Lots(t.Context(), client.Filter{}); !errors.Is(err, client.ErrForbidden) {
		t.Errorf("a key that is nobody's: %v", err)
	}
	if network, err := o.as(ground.NewKey(t)).Network(t.Context()); err != nil || network.ChainID != o.Deployment.ChainID {
		t.Errorf("what anybody may read, by a key that is nobody's: %v", err)
	}
}

// vault is a contract's key, with the signature that its people made.
type vault struct {
	at        common.Address
	signature []byte
}

func (v vault) Address() common.Address         { return v.at }
func (v vault) SignText([]byte) ([]byte, error) { return v.signature, nil }

func TestAContractsKeyLogsInByItsContractsWord(t *testing.T) {
	o := newOffice(t, nil)
	yes, no := "0x631626ba7e60e01b60005260206000f3", "0x60006000526020600060f3"
	key := common.Address{0xc1}
	o.Call(nil, "anvil_setCode", key, yes)
	admission := o.Sign(o.Operator, contracts.AdmitCompany{Company: ground.Desk, Id: 71, Name: "Contract", Registration: "C-71", Key: key, DualAbove: big.NewInt(noLimit)})
	admission.Consent = []byte{1, 2, 3}
	o.done(admission)
	got, err := o.client.Login(t.Context(), vault{key, []byte("two of three")}, o.Deployment.ChainID)
	if err != nil || got.Company.ID != 71 {
		t.Fatalf("%+v, %v", got, err)
	}
	o.Call(nil, "anvil_setCode", key, no)
	_, err = o.client.Login(t.Context(), vault{key, []byte("one of three")}, o.Deployment.ChainID)
	o.problem(err, http.StatusUnauthorized, "login-failed", "")
}

func TestF48NoTokenIsInTheLog(t *testing.T) {
	var log bytes.Buffer
	o := newOffice(t, func(c *api.Config) { c.Log = zerolog.New(zerolog.SyncWriter(&log)) })
	got, err := o.client.Login(t.Context(), o.acme.Key, o.Deployment.ChainID)
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{"Authorization": {"Bearer " + got.Token}}
	o.exchange("GET", "/v1/lots", "", header)
	o.exchange("GET", "/v1/nothing", "", header)
	o.exchange("POST", "/v1/login", `{"token":"`+got.Token+`"}`, header)
	o.exchange("POST", "/v1/login/end", "", header)
	response, raw := o.exchange("GET", "/v1/lots", "", header)
	if response.StatusCode != 401 || strings.Contains(string(raw), got.Token) {
		t.Errorf("%d %s", response.StatusCode, raw)
	}
	if said := log.String(); !strings.Contains(said, "/v1/login/end") || strings.Contains(said, strings.TrimPrefix(got.Token, "tally_")) || strings.Contains(said, o.token) {
		t.Errorf("the log: %s", said)
	}
	if response.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("an answer may be kept: %v", response.Header)
	}
}

func TestWhereReadsAreOpenAnybodyReads(t *testing.T) {
	o := newOffice(t, func(c *api.Config) { c.ReadsOpen = true })
	id := o.receivable(1_000)
	if lots, err := o.anybody().Lots(t.Context(), client.Filter{}); err != nil || len(lots) != 1 {
		t.Errorf("%+v, %v", lots, err)
	}
	if tree, err := o.anybody().Tree(t.Context(), id); err != nil || !tree.Holds {
		t.Errorf("%+v, %v", tree, err)
	}
	_, err := o.anybody().Session(t.Context())
	o.problem(err, http.StatusUnauthorized, "login-required", "")
}
