package client

import (
	"errors"
	"fmt"
	"net/http"
)

var (
	// ErrUnreachable: no answer came that is the relayer's.
	ErrUnreachable = errors.New("the relayer cannot be reached")
	// ErrPending: an act did not get as far as was waited for in the time there was; it goes on by itself.
	ErrPending = errors.New("not done yet; the relayer goes on with it")
	// ErrNotFound: the relayer knows no such thing.
	ErrNotFound = errors.New("not found")
	// ErrConflict: what is there contradicts it.
	ErrConflict = errors.New("conflict")
	// ErrLogin: it is for those who have logged in, or the login is over or was refused.
	ErrLogin = errors.New("a login is needed")
	// ErrForbidden: it is not for the company that asks.
	ErrForbidden = errors.New("not yours to see")
)

// Problem is the relayer's refusal of a request (RFC 9457).
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	// Code is a stable word for programs, "unknown-company".
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
	// Refusal is the contract's reason, where it is one's.
	Refusal *Refusal `json:"refusal,omitempty"`
}

// Error says it in words.
func (p *Problem) Error() string {
	switch {
	case p.Detail != "":
		return p.Detail
	case p.Title != "":
		return p.Title
	}
	return fmt.Sprintf("the relayer answered with status %d", p.Status)
}

// Is makes a 404 an ErrNotFound, a 409 an ErrConflict, a 401 an ErrLogin and a 403 an ErrForbidden.
func (p *Problem) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return p.Status == http.StatusNotFound
	case ErrConflict:
		return p.Status == http.StatusConflict
	case ErrLogin:
		return p.Status == http.StatusUnauthorized
	case ErrForbidden:
		return p.Status == http.StatusForbidden
	}
	return false
}
