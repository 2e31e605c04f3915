package api_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/relayer/api"
)

func TestACompanyThatAsksTooOftenWaitsAndOthersDoNot(t *testing.T) {
	o := newOffice(t, func(c *api.Config) { c.CompanyRate, c.CompanyBurst, c.Now = 0.01, 5, time.Now })
	header := func(key act.KeySigner) http.Header {
		got, err := o.client.Login(t.Context(), key, o.Deployment.ChainID)
		if err != nil {
			t.Fatal(err)
		}
		return http.Header{"Authorization": {"Bearer " + got.Token}}
	}
	// Two logins of one company share what it has.
	first, second, bolt := header(o.acme.Key), header(o.acme.Key), header(o.bolt.Key)
	for i := range 6 {
		response, raw := o.exchange("GET", "/v1/lots", "", []http.Header{first, second}[i%2])
		limited := response.StatusCode == http.StatusTooManyRequests
		if limited != (i == 5) || limited && (code(t, raw) != "rate-limited" || response.Header.Get("Retry-After") == "") {
			t.Errorf("request %d: %d %s", i, response.StatusCode, raw)
		}
	}
	if response, raw := o.exchange("GET", "/v1/lots", "", bolt); response.StatusCode != 200 {
		t.Errorf("another company: %d %s", response.StatusCode, raw)
	}
}

// Who writes an address into its own request counts as who it is; what a trusted proxy wrote counts.
func TestOnlyATrustedProxyIsBelievedWhereARequestComesFrom(t *testing.T) {
	flood := func(o *office, forwarded func(i int) string) (limited bool) {
		for i := range 10 {
			response, _ := o.exchange("GET", "/openapi.yaml", "", http.Header{"X-Forwarded-For": {forwarded(i)}})
			limited = limited || response.StatusCode == http.StatusTooManyRequests
		}
		return limited
	}
	each := func(i int) string { return fmt.Sprintf("203.0.113.%d", i) }
	plain := newOffice(t, func(c *api.Config) { c.Rate, c.Burst, c.Now = 0.01, 8, time.Now })
	if !flood(plain, each) {
		t.Error("ten requests that name ten addresses were taken for ten callers'")
	}
	proxied := newOffice(t, func(c *api.Config) {
		c.Rate, c.Burst, c.Now, c.TrustedProxies = 0.01, 8, time.Now, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	})
	if flood(proxied, each) {
		t.Error("ten callers behind a proxy were taken for one")
	}
	if flood(proxied, func(i int) string { return each(i+20) + ", 10.1.2.3" }) {
		t.Error("ten callers behind two proxies were taken for one")
	}
	if !flood(proxied, func(i int) string { return each(i+40) + ", 203.0.113.200" }) {
		t.Error("one caller who names ten others was taken for ten")
	}
}

func TestPagesOfOtherOriginsAreShutOutUnlessTheyAreNamed(t *testing.T) {
	o := newOffice(t, nil)
	origin := http.Header{"Origin": {"https://erp.example"}, "Access-Control-Request-Method": {"GET"}}
	if response, raw := o.exchange("OPTIONS", "/v1/lots", "", origin); response.StatusCode != 405 || code(t, raw) != "method-not-allowed" ||
		response.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("closed: %d %v", response.StatusCode, response.Header)
	}
	o.stop()
	o.start(func(c *api.Config) { c.Origins = []string{"https://erp.example"} })
	response, _ := o.exchange("OPTIONS", "/v1/lots", "", origin)
	if response.StatusCode != 204 || response.Header.Get("Access-Control-Allow-Origin") != "https://erp.example" ||
		!strings.Contains(response.Header.Get("Access-Control-Allow-Headers"), "Authorization") || response.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("named: %d %v", response.StatusCode, response.Header)
	}
	response, _ = o.exchange("GET", "/v1/network", "", origin)
	if response.StatusCode != 200 || response.Header.Get("Access-Control-Allow-Origin") != "https://erp.example" || response.Header.Get("Vary") != "Origin" {
		t.Errorf("named: %d %v", response.StatusCode, response.Header)
	}
	for _, other := range []string{"https://erp.example.net", "http://erp.example", "null", "*"} {
		response, _ := o.exchange("GET", "/v1/network", "", http.Header{"Origin": {other}})
		if got := response.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s is let in: %s", other, got)
		}
	}
}
