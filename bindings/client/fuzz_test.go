package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// says is a relayer that answers everything with the same.
type says struct {
	status int
	kind   string
	body   string
}

// RoundTrip is http.RoundTripper.
func (s says) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: s.status, Header: http.Header{"Content-Type": {s.kind}}, Body: io.NopCloser(strings.NewReader(s.body)), Request: r, ProtoMajor: 1,
	}, nil
}

// FuzzStream asserts of every stream that a relayer could send that what was told of it stands in its order, that the place to resume from is the
// last id that came, and that its end is an error to try again after.
func FuzzStream(f *testing.F) {
	f.Add("retry: 1000\n\nid: 7-0-00\nevent: Issued\ndata: {\"id\":\"7-0-00\"}\n\nid: 8-1-00\nevent: undone\ndata: {\"afterBlock\":7}\n\n: here\nid: 9-0-11\n\n")
	f.Add("data: {}\n\ndata: {\n\n")
	f.Add("id\ndata\n\nevent: x\n")
	f.Fuzz(func(t *testing.T, stream string) {
		c, err := NewWith("http://relayer.example", &http.Client{Transport: says{http.StatusOK, "text/event-stream", stream}})
		if err != nil {
			t.Fatal(err)
		}
		place, told := "before", 0
		err = c.listen(context.Background(), EventFilter{}, &place, func(n Notice) error {
			told++
			if (n.Event == nil) == (n.Undone == nil) {
				t.Errorf("told neither an event nor that some are undone, or both: %+v", n)
			}
			return nil
		})
		if !errors.Is(err, ErrUnreachable) {
			t.Errorf("the stream ended with %v", err)
		}
		if told > strings.Count(stream, "data") || place != "before" && !strings.Contains(stream, place) {
			t.Errorf("told %d, place %q, of %q", told, place, stream)
		}
	})
}

// FuzzProblem asserts that whatever is answered with whatever refusal is an error with words, and never taken for an answer.
func FuzzProblem(f *testing.F) {
	f.Add(http.StatusConflict, "application/problem+json", `{"type":"about:blank","title":"Conflict","status":409,"code":"conflict","detail":"d","hint":"h"}`)
	f.Add(http.StatusBadGateway, "text/html", "<html>")
	f.Add(http.StatusOK, "application/json", "{")
	f.Fuzz(func(t *testing.T, status int, kind, body string) {
		if status < 100 || status > 599 || status >= 300 && status < 400 {
			return // no answer of a server's, or one that leads elsewhere
		}
		c, err := NewWith("http://relayer.example", &http.Client{Transport: says{status, kind, body}})
		if err != nil {
			t.Fatal(err)
		}
		company, err := c.Company(context.Background(), 1)
		switch {
		case err == nil && (status >= 300 || company == nil):
			t.Errorf("%d %q is taken for %+v", status, body, company)
		case err != nil && err.Error() == "":
			t.Errorf("%d %q is an error without words", status, body)
		}
	})
}
