package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

const (
	defaultLimit = 100
	maxLimit     = 1_000
)

// body reads a request's JSON document into a value, strictly: one document, no unknown fields.
func body(r *http.Request, into any) error {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return err
		}
		return problem(codeBadRequest, "send it again, whole", "the body ended early: %v", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return problem(codeBadRequest, "/openapi.yaml says what the body must hold", "body: %v", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return problem(codeBadRequest, "send one JSON document", "body: something follows the document")
	}
	return nil
}

// query is a request's parameters, read strictly. The first fault stays.
type query struct {
	values url.Values
	err    error
}

// parameters reads a request's query; a parameter that is not listed is a fault, so that a misspelt filter never shows too much.
func parameters(r *http.Request, known ...string) *query {
	values, err := url.ParseQuery(r.URL.RawQuery)
	q := &query{values: values}
	if err != nil {
		q.fail("the query cannot be read: %v", err)
	}
	for name, given := range values {
		if !slices.Contains(known, name) {
			q.fail("there is no parameter %q; there are %s", name, strings.Join(known, ", "))
		}
		if len(given) > 1 {
			q.fail("parameter %q is given twice", name)
		}
	}
	return q
}

func (q *query) fail(format string, args ...any) {
	if q.err == nil {
		q.err = problem(codeBadRequest, "/openapi.yaml lists the parameters", format, args...)
	}
}

func (q *query) text(name string) string { return q.values.Get(name) }

// company is a company id; zero if none is given.
func (q *query) company(name string) uint32 {
	text := q.text(name)
	if text == "" {
		return 0
	}
	id, err := strconv.ParseUint(text, 10, 32)
	if err != nil || id == 0 {
		q.fail("%s=%q is not a company's id", name, text)
	}
	return uint32(id)
}

// number is a whole number; the default if none is given.
func (q *query) number(name string, otherwise, highest int) int {
	text := q.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > highest {
		q.fail("%s=%q is not a number from 0 to %d", name, text, highest)
	}
	return n
}

// limit is how many entries a list gives at most.
func (q *query) limit() int { return max(1, q.number("limit", defaultLimit, maxLimit)) }

func (q *query) flag(name string) bool {
	switch text := q.text(name); text {
	case "", "false":
		return false
	case "true":
		return true
	default:
		q.fail("%s=%q is neither true nor false", name, text)
		return false
	}
}

func (q *query) obligation(name string) ref.Obligation {
	text := q.text(name)
	if text == "" {
		return ref.Obligation{}
	}
	id, err := ref.ParseObligation(text)
	if err != nil {
		q.fail("%s: %v", name, err)
	}
	return id
}

func (q *query) currency(name string) currency.Code {
	text := q.text(name)
	if text == "" {
		return 0
	}
	code, err := currency.Parse(text)
	if err != nil {
		q.fail("%s: %v", name, err)
	}
	return code
}

// one says that a text is one of several words, or empty.
func (q *query) one(name string, words ...string) string {
	text := q.text(name)
	if text != "" && !slices.Contains(words, text) {
		q.fail("%s=%q is none of %s", name, text, strings.Join(words, ", "))
	}
	return text
}

// hash reads a 32-byte value of a path.
func hash(r *http.Request, name string) (common.Hash, error) {
	raw, err := hexutil.Decode(r.PathValue(name))
	if err != nil || len(raw) != common.HashLength {
		return common.Hash{}, problem(codeBadRequest, "give the id as the relayer answered it", "%q is not 0x and 64 hexadecimal digits", r.PathValue(name))
	}
	return common.BytesToHash(raw), nil
}

// page is one part of a list.
type page[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// pageOf cuts a part out of a list that is all there. The cursor is the place of its first entry.
func pageOf[E, T any](q *query, all []E, show func(E) T) (page[T], error) {
	from := q.number("cursor", 0, 1<<31-1)
	limit := q.limit()
	if q.err != nil {
		return page[T]{}, q.err
	}
	from = min(from, len(all))
	to := min(from+limit, len(all))
	p := page[T]{Items: make([]T, 0, to-from)}
	for _, entry := range all[from:to] {
		p.Items = append(p.Items, show(entry))
	}
	if to < len(all) {
		next := strconv.Itoa(to)
		p.Next = &next
	}
	return p, nil
}
