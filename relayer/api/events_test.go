package api_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/api"
)

// eventsOf lists all events that pass, a few at a time.
func (o *office) eventsOf(filter client.EventFilter, size int) []client.Event {
	o.t.Helper()
	var all []client.Event
	for after := ""; ; {
		page, err := o.client.Events(o.t.Context(), filter, after, size)
		if err != nil {
			o.t.Fatal(err)
		}
		all = append(all, page.Items...)
		if !page.More {
			return all
		}
		after = *page.Next
	}
}

func ids(events []client.Event) []string {
	list := []string{}
	for _, e := range events {
		list = append(list, e.ID)
	}
	return list
}

// follower takes what a stream tells until it has so many events.
type follower struct {
	t      *testing.T
	has    []client.Event
	undone []uint64
	after  string
}

var errEnough = errors.New("enough")

func (f *follower) follow(c *client.Client, filter client.EventFilter, until func() bool) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	defer cancel()
	err := c.Follow(ctx, filter, f.after, func(n client.Notice) error {
		f.after = n.After
		if n.Undone != nil {
			f.undone = append(f.undone, n.Undone.AfterBlock)
			var kept []client.Event
			for _, e := range f.has {
				if e.Block <= n.Undone.AfterBlock {
					kept = append(kept, e)
				}
			}
			f.has = kept
		} else {
			f.has = append(f.has, *n.Event)
		}
		if until() {
			return errEnough
		}
		return nil
	}, nil)
	if !errors.Is(err, errEnough) {
		f.t.Fatalf("after %d events: %v", len(f.has), err)
	}
}

// cutting is a network that cuts every answer off after so many bytes.
type cutting struct {
	after int64
	cuts  atomic.Int64
}

// RoundTrip is http.RoundTripper.
func (c *cutting) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		c.cuts.Add(1)
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(response.Body, c.after), response.Body}
	}
	return response, err
}

func TestAStreamThatIsCutOffIsTakenUpOnceAndInOrder(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(100_000)
	o.done(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 0, 100)))
	want := o.eventsOf(client.EventFilter{}, 3)
	if len(want) < 20 {
		t.Fatalf("only %d events", len(want))
	}
	way := &cutting{after: 7_000}
	c, err := client.NewWith(o.url, &http.Client{Transport: way, Timeout: time.Minute})
	c = c.As(o.Authority, o.Deployment.ChainID)
	if err != nil {
		t.Fatal(err)
	}
	f := &follower{t: t}
	f.follow(c, client.EventFilter{}, func() bool { return len(f.has) == len(want) })
	if diff := cmp.Diff(ids(want), ids(f.has)); diff != "" {
		t.Errorf("(-listed +followed):\n%s", diff)
	}
	if diff := cmp.Diff(want, f.has); diff != "" {
		t.Errorf("the stream says otherwise:\n%s", diff)
	}
	if way.cuts.Load() < 3 {
		t.Errorf("the stream was cut off %d times only", way.cuts.Load())
	}
}

func TestAStreamTellsWhatHappensNextAndWhatIsUndone(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(100_000)
	c, err := client.New(o.url)
	c = c.As(o.Authority, o.Deployment.ChainID)
	if err != nil {
		t.Fatal(err)
	}
	stands := o.eventsOf(client.EventFilter{}, 1_000)
	var snapshot string
	o.Call(&snapshot, "evm_snapshot")
	told := make(chan struct{})
	f := &follower{t: t, after: client.Newest}
	go func() {
		defer close(told)
		f.follow(c, client.EventFilter{}, func() bool { return len(f.has) > 0 && f.has[len(f.has)-1].Kind == "Proposed" })
	}()
	o.awaitStreams(some)
	o.Do(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 0, 100)))
	o.follow()
	<-told
	if len(f.undone) != 0 || f.has[0].Block <= stands[len(stands)-1].Block {
		t.Fatalf("%v, %v", f.undone, ids(f.has))
	}
	o.Call(nil, "evm_revert", snapshot)
	o.Mine(3)
	o.follow()
	f.follow(c, client.EventFilter{}, func() bool { return len(f.undone) == 1 })
	if len(f.has) != 0 {
		t.Errorf("not undone: %v", ids(f.has))
	}
	if f.after != stands[len(stands)-1].ID {
		t.Errorf("it goes on after %s, want %s", f.after, stands[len(stands)-1].ID)
	}
}

// awaitStreams waits until as many follow events as there should.
func (o *office) awaitStreams(is func(n int) bool) {
	o.t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(30 * time.Second)
	for !is(o.server.Streams()) {
		select {
		case <-late:
			o.t.Fatalf("there are %d streams of events", o.server.Streams())
		case <-look.C:
		}
	}
}

func some(n int) bool { return n > 0 }

func none(n int) bool { return n == 0 }

// narrow makes connections that hold little on the way.
type narrow struct{ net.Listener }

// Accept is net.Listener.
func (l narrow) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if tcp, ok := connection.(*net.TCPConn); ok {
		err = errors.Join(err, tcp.SetWriteBuffer(4<<10))
	}
	return connection, err
}

func TestASlowClientIsCutOffAndResumesWhereItWas(t *testing.T) {
	o := newOffice(t, func(cfg *api.Config) { cfg.StreamPatience = 200 * time.Millisecond })
	id := o.receivable(1_000_000)
	for i := range int64(30) {
		o.Do(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 999_999-i, 1_000_000-i)))
	}
	o.follow()
	want := o.eventsOf(client.EventFilter{}, 1_000)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: narrow{listener}, Config: &http.Server{Handler: o.server.Handler()}}
	server.Start()
	t.Cleanup(server.Close)
	dialer := &net.Dialer{}
	connection, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if err := connection.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(connection, "GET /v1/events HTTP/1.0\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n", o.token); err != nil {
		t.Fatal(err)
	}
	o.awaitStreams(some)
	// It reads nothing until it is cut off, and then what is left on the way.
	o.awaitStreams(none)
	got, _ := io.ReadAll(connection)
	whole := string(got[:strings.LastIndex(string(got), "\n\n")+2])
	n := strings.Count(whole, "\ndata: ")
	if n == 0 || n >= len(want) {
		t.Fatalf("it got %d of %d events", n, len(want))
	}
	page, err := o.client.Events(t.Context(), client.EventFilter{}, want[n-1].ID, 1_000)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(whole, "id: "+want[n-1].ID+"\n") {
		t.Errorf("its last event is not %s", want[n-1].ID)
	}
	if diff := cmp.Diff(ids(want[n:]), ids(page.Items)); diff != "" {
		t.Errorf("after it resumed:\n%s", diff)
	}
}

func TestASilentStreamSaysThatItIsThereAndHowFarItHasLooked(t *testing.T) {
	o := newOffice(t, func(cfg *api.Config) { cfg.Heartbeat = 10 * time.Millisecond })
	o.receivable(1_000)
	all := o.eventsOf(client.EventFilter{}, 1_000)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.url+"/v1/events?kinds=Frozen", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+o.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var said strings.Builder
	for buffer := make([]byte, 512); !strings.Contains(said.String(), "id: "+all[len(all)-1].ID+"\n\n"); {
		n, err := response.Body.Read(buffer)
		if err != nil {
			t.Fatalf("%v after %q", err, said.String())
		}
		said.Write(buffer[:n])
	}
	if !strings.Contains(said.String(), ": here\n") || strings.Contains(said.String(), "data:") {
		t.Errorf("it said %q", said.String())
	}
}

func TestTheNumberOfStreamsOfAnAddressIsBounded(t *testing.T) {
	o := newOffice(t, nil)
	open := func() int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.url+"/v1/events?after=newest", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/event-stream")
		request.Header.Set("Authorization", "Bearer "+o.token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = response.Body.Close() })
		return response.StatusCode
	}
	for i := range 32 {
		if status := open(); status != http.StatusOK {
			t.Fatalf("stream %d: %d", i, status)
		}
	}
	if status := open(); status != http.StatusTooManyRequests {
		t.Errorf("stream 33: %d", status)
	}
}

func TestWrongRequestsForEventsAreToldWhatIsWrong(t *testing.T) {
	o := newOffice(t, nil)
	for path, want := range map[string]string{
		"/v1/events?kinds=Lunch":   "bad-request",
		"/v1/events?kinds=":        "",
		"/v1/events?company=x":     "bad-request",
		"/v1/events?obligation=Q1": "bad-request",
		"/v1/events?final=perhaps": "bad-request",
		"/v1/events?after=12":      "bad-request",
		"/v1/events?limit=1001":    "bad-request",
		"/v1/events?since=2026":    "bad-request",
		"/v1/events?after=newest":  "",
		"/v1/events?after=9999999-0-00000000000000000000000000000000": "conflict",
	} {
		status, body := o.get(path)
		if want == "" && status != http.StatusOK || want != "" && code(t, body) != want {
			t.Errorf("%s: %d %s; want %q", path, status, body, want)
		}
	}
	// A stream that cannot begin is refused as a list would be.
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.url+"/v1/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+o.token)
	request.Header.Set("Last-Event-ID", "yesterday")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusBadRequest || code(t, raw) != "bad-request" {
		t.Errorf("%d %s %v", response.StatusCode, raw, err)
	}
}

func TestEventsAreNarrowedByCompanyObligationAndKind(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	o.receivable(2_000)
	o.done(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 0, 100)))
	for _, e := range o.eventsOf(client.EventFilter{Obligation: id.String(), Company: boltID}, 2) {
		if e.Kind != "Proposed" || *e.Obligation != (ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: 1}) {
			t.Errorf("Bolt is told of %s of %v", e.Kind, e.Obligation)
		}
	}
	if got := o.eventsOf(client.EventFilter{Kinds: []string{"Created", "Proposed"}}, 1_000); len(got) != 3 {
		t.Errorf("%d events, want 3", len(got))
	}
	if got := o.eventsOf(client.EventFilter{Kinds: []string{"Created"}, Final: true}, 1_000); len(got) != 2 {
		t.Errorf("%d final, want 2", len(got))
	}
}

func TestAReaderIsToldOfWhatConcernsItsCompanyAloneAndAStrangerOfNothing(t *testing.T) {
	o := newOffice(t, nil)
	id := o.receivable(1_000)
	o.done(o.Sign(o.acme.Key, transfer(id, acmeID, boltID, 0, 0, 100)))
	page, err := o.as(o.bolt.Key).Events(t.Context(), client.EventFilter{}, "", 1_000)
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("%+v, %v", page, err)
	}
	proposed := false
	for _, e := range page.Items {
		mine := strings.HasPrefix(e.Kind, "Rule")
		for _, p := range e.Companies {
			mine = mine || p.ID == boltID
		}
		if !mine {
			t.Errorf("Bolt is told of %s, which concerns %v", e.Kind, e.Companies)
		}
		proposed = proposed || e.Kind == "Proposed"
	}
	if !proposed {
		t.Error("Bolt is not told of what it is offered")
	}
	_, err = o.as(o.bolt.Key).Events(t.Context(), client.EventFilter{Company: acmeID}, "", 10)
	o.problem(err, http.StatusForbidden, "forbidden", "")
	_, err = o.anybody().Events(t.Context(), client.EventFilter{}, "", 10)
	o.problem(err, http.StatusUnauthorized, "login-required", "")
	f := &follower{t: t}
	c, err := client.New(o.url)
	if err != nil {
		t.Fatal(err)
	}
	f.follow(c.As(o.bolt.Key, o.Deployment.ChainID), client.EventFilter{}, func() bool { return len(f.has) == len(page.Items) })
	if diff := cmp.Diff(ids(page.Items), ids(f.has)); diff != "" {
		t.Error(diff)
	}
	if err := c.Follow(t.Context(), client.EventFilter{}, "", func(client.Notice) error { return errEnough }, nil); errors.Is(err, errEnough) {
		t.Error("a stranger is told of events")
	}
}
