// Package client speaks to a relayer: it posts signed acts, waits for them, and reads what the relayer has indexed.
//
// Guarantee: an error is a *Problem that the relayer gave, ErrUnreachable, ErrPending, or the context's; nothing is sent twice unless
// the caller asks, and asking twice is safe, because an act is known by its digest. What is read is the relayer's word: a bank that
// does not want to trust it reads the chain with package ledger.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 20

// Client is a connection to a relayer. It can be used from many goroutines.
type Client struct {
	base *url.URL
	http *http.Client
	// credentials show who asks; nil: anybody.
	credentials Credentials
}

// New makes a client of the relayer at an address such as "http://127.0.0.1:8480".
func New(address string) (*Client, error) {
	return NewWith(address, &http.Client{Timeout: 90 * time.Second})
}

// NewWith is New with an HTTP client of one's own. Its time limit, if it has one, must be longer than the polls of Await, 30 seconds.
func NewWith(address string, via *http.Client) (*Client, error) {
	base, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("relayer address %q: must be like http://127.0.0.1:8480", address)
	}
	return &Client{base: base, http: via}, nil
}

// Address is the relayer's.
func (c *Client) Address() string { return c.base.String() }

// get reads one document.
func (c *Client) get(ctx context.Context, path string, query url.Values, into any) error {
	_, err := c.do(ctx, http.MethodGet, path, query, nil, into)
	return err
}

// post sends one document and reads the answer; it gives the status, which says whether it was new.
func (c *Client) post(ctx context.Context, path string, query url.Values, document, into any) (int, error) {
	body, err := json.Marshal(document)
	if err != nil {
		return 0, fmt.Errorf("post %s: %w", path, err)
	}
	return c.do(ctx, http.MethodPost, path, query, body, into)
}

// ask sends one request, with a token if there is one.
func (c *Client) ask(ctx context.Context, method, path string, query url.Values, body []byte, token string, into any) (int, error) {
	where := *c.base
	where.Path += path
	where.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, method, where.String(), bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", method, path, err)
	}
	request.Header.Set("Accept", "application/json, application/problem+json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := c.http.Do(request)
	if err != nil {
		if ctx.Err() != nil {
			return 0, fmt.Errorf("%s %s: %w", method, path, ctx.Err())
		}
		return 0, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return 0, fmt.Errorf("%w: %s %s: %w", ErrUnreachable, method, path, err)
	}
	if response.StatusCode >= 300 {
		return response.StatusCode, problem(response, answer)
	}
	if into == nil {
		return response.StatusCode, nil
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return response.StatusCode, fmt.Errorf("%w: %s %s: the answer is none of a relayer's: %w", ErrUnreachable, method, path, err)
	}
	return response.StatusCode, nil
}

// problem is the relayer's refusal, or ErrUnreachable where something else answered in its place.
func problem(response *http.Response, answer []byte) error {
	p := new(Problem)
	if strings.HasPrefix(response.Header.Get("Content-Type"), "application/problem+json") && json.Unmarshal(answer, p) == nil {
		p.Status = response.StatusCode
		return p
	}
	return fmt.Errorf("%w: status %s, and not from a relayer", ErrUnreachable, response.Status)
}

// page is one part of a list.
type page[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// list reads a list to its end, or as far as limit; zero is all.
func list[T any](ctx context.Context, c *Client, path string, query url.Values, limit int) ([]T, error) {
	var all []T
	for {
		var p page[T]
		if err := c.get(ctx, path, query, &p); err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		if limit > 0 && len(all) >= limit {
			return all[:limit], nil
		}
		if p.Next == nil || *p.Next == "" {
			return all, nil
		}
		if len(p.Items) == 0 {
			return nil, errors.New("the relayer gives an empty page and says that more follows")
		}
		query.Set("cursor", *p.Next)
	}
}
