package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
)

// listener takes a stream of events until it has been told what there was when it came.
type listener struct {
	*httptest.ResponseRecorder
	enough context.CancelFunc
}

// SetReadDeadline and SetWriteDeadline are taken, as a connection's are.
func (listener) SetReadDeadline(time.Time) error  { return nil }
func (listener) SetWriteDeadline(time.Time) error { return nil }

// FlushError ends the request with its first line, after which the stream still tells its first part.
func (l listener) FlushError() error {
	l.enough()
	return nil
}

// listens asks for the stream of what was listed: it is refused where the list was, and else goes on behind the same event.
func (a *aim) listens(t *testing.T, target string, header http.Header, list *httptest.ResponseRecorder) {
	t.Helper()
	if strings.Contains(target, "limit") {
		return // only lists have one
	}
	ctx, enough := context.WithCancel(t.Context())
	defer enough()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+here+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header.Clone()
	request.Header.Set("Accept", "text/event-stream")
	w := listener{httptest.NewRecorder(), enough}
	a.api.ServeHTTP(w, request)
	a.check(t, request, w.ResponseRecorder, "")
	if w.Code != list.Code {
		t.Fatalf("%s %v is listed with %d %s and told with %d %s", target, header, list.Code, list.Body, w.Code, w.Body)
	}
	if w.Code != http.StatusOK {
		return
	}
	var page client.EventPage
	if err := json.Unmarshal(list.Body.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	told := ""
	for lines := bufio.NewScanner(w.Body); told == "" && lines.Scan(); {
		told, _ = strings.CutPrefix(lines.Text(), "id: ")
		if told == lines.Text() {
			told = ""
		}
	}
	if len(page.Items) > 0 && page.Undone == nil && told != page.Items[0].ID {
		t.Errorf("%s %v: the list goes on with %s, the stream with %q", target, header, page.Items[0].ID, told)
	}
}

// FuzzQueries asserts of every path that is read that whatever name, query, cursor or Last-Event-ID is asked with, it is answered as check has it.
func FuzzQueries(f *testing.F) {
	a := newAim(f)
	day := a.Today().String()
	paths := []string{
		"/v1/network", "/v1/acts", "/v1/acts/{}", "/v1/keys/{}", "/v1/companies", "/v1/companies/{}", "/v1/companies/{}/circle", "/v1/companies/{}/record",
		"/v1/invitations/{}", "/v1/obligations", "/v1/obligations/{}", "/v1/obligations/{}/lots", "/v1/obligations/{}/tree", "/v1/lots", "/v1/lots/{}",
		"/v1/runs", "/v1/runs/{}", "/v1/runs/{}/leaves", "/v1/runs/{}/leaves/1/proof", "/v1/runs/" + a.paid.String() + "/leaves/{}/proof", "/v1/inbox",
		"/v1/asks", "/v1/quotes", "/v1/quotes/{}", "/v1/cash", "/v1/cash/statement", "/v1/claims", "/v1/claims/{}", "/v1/rules", "/v1/rules/{}/replay",
		"/v1/reports/maturity", "/v1/reports/cash-forecast", "/v1/reports/exposure", "/v1/reports/holdings", "/v1/reports/financed", "/v1/reports/regulator",
		"/v1/events", "/v1/login", "/{}",
	}
	events, err := a.client.Events(f.Context(), client.EventFilter{}, "", 3)
	if err != nil {
		f.Fatal(err)
	}
	last := events.Items[1].ID
	for i := range paths {
		for _, name := range []string{a.debt.String(), a.debt.String() + ":1-300", a.paid.String(), a.final.Hex(), a.quote.Hex(), fmt.Sprint(acmeID), "1", a.acme.Key.Address().Hex()} {
			f.Add(uint8(i), name, "limit=2&cursor=1", "", uint8(0))
		}
		f.Add(uint8(i), "41", "company=41&bank=10&obligor=31&day="+day+"&from="+day+"&to="+day+"&currency=CNY&state=held&limit=1", last, uint8(1))
		f.Add(uint8(i), "2", "date="+day, last, uint8(2))
	}
	f.Add(uint8(36), "", "after="+last+"&kinds=Issued,Settled&final=true&obligation="+a.debt.String(), last, uint8(4))
	f.Add(uint8(36), "", "after=newest", "", uint8(7))
	for _, name := range []string{"", ".", "..", "/", "//", "%2e", "\x00"} {
		f.Add(uint8(5), name, "", "", uint8(0))
		f.Add(uint8(len(paths)-1), name, "", "", uint8(3))
	}
	f.Fuzz(func(t *testing.T, at uint8, name, query, last string, who uint8) {
		header := http.Header{}
		switch who & 3 {
		case 0:
			header = token(a.token)
		case 1:
			header = token(a.reader)
		case 2:
			header = token(last)
		}
		if last != "" {
			header.Set("Last-Event-ID", last)
		}
		if values, err := url.ParseQuery(query); err == nil && values.Has("wait") {
			// A long poll would wait for its time to pass.
			values.Set("timeout", "0s")
			query = values.Encode()
		}
		target := strings.ReplaceAll(paths[int(at)%len(paths)], "{}", url.PathEscape(name)) + "?" + query
		w := a.ask(t, http.MethodGet, target, "", header)
		if who&4 != 0 && strings.HasPrefix(target, "/v1/events?") {
			a.listens(t, target, header, w)
		}
	})
}
