package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// The codes of problems, each with its status and title.
const (
	codeBadRequest  = "bad-request"
	codeNotFound    = "not-found"
	codeMethod      = "method-not-allowed"
	codeConflict    = "conflict"
	codeTooLarge    = "too-large"
	codeRefused     = "refused"
	codeRateLimited = "rate-limited"
	codeQueueFull   = "queue-full"
	codeInternal    = "internal"
	codeUnavailable = "unavailable"

	codeLoginRequired = "login-required"
	codeLoginFailed   = "login-failed"
	codeLoginEnded    = "login-ended"
	codeForbidden     = "forbidden"
	codeWrongHost     = "wrong-host"
)

// problems says what each code means to HTTP and to people.
func problems(code string) (status int, title string) {
	switch code {
	case codeBadRequest:
		return http.StatusBadRequest, "Bad request"
	case codeNotFound:
		return http.StatusNotFound, "Not found"
	case codeMethod:
		return http.StatusMethodNotAllowed, "Method not allowed"
	case codeConflict:
		return http.StatusConflict, "Conflict"
	case codeTooLarge:
		return http.StatusRequestEntityTooLarge, "Too large"
	case codeRefused:
		return http.StatusUnprocessableEntity, "Refused"
	case codeRateLimited:
		return http.StatusTooManyRequests, "Too many requests"
	case codeQueueFull:
		return http.StatusTooManyRequests, "Queue full"
	case codeUnavailable:
		return http.StatusServiceUnavailable, "Unavailable"
	case codeLoginRequired:
		return http.StatusUnauthorized, "Login required"
	case codeLoginFailed:
		return http.StatusUnauthorized, "Login failed"
	case codeLoginEnded:
		return http.StatusUnauthorized, "Login ended"
	case codeForbidden:
		return http.StatusForbidden, "Forbidden"
	case codeWrongHost:
		return http.StatusMisdirectedRequest, "Wrong host"
	}
	return http.StatusInternalServerError, "Internal error"
}

// actForm is the hint of those whose act is not of its form.
const actForm = "/openapi.yaml says what an act must hold"

// problem makes an error that is answered as it is. The hint says what to do about it, and is never empty.
func problem(code, hint, format string, args ...any) *client.Problem {
	status, title := problems(code)
	return &client.Problem{
		Type: "about:blank", Title: title, Status: status, Code: code, Detail: fmt.Sprintf(format, args...), Hint: hint,
	}
}

// refused is a problem with a contract's reason.
func refused(refusal client.Refusal) *client.Problem {
	p := problem(codeRefused, refusal.Hint.EN, "%s", refusal.Message.EN)
	p.Refusal = &refusal
	return p
}

// problemOf puts an error into the form that is answered. Faults of the program are not shown: the log has them.
func problemOf(err error) *client.Problem {
	var p *client.Problem
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &large):
		return problem(codeTooLarge, "send less at once", "the body is above %d bytes", large.Limit)
	case errors.Is(err, outbox.ErrNotFound):
		return problem(codeNotFound, "check the id; it may be another relayer's", "%v", err)
	case errors.Is(err, outbox.ErrConflict):
		return problem(codeConflict, "look at what is there; a new act needs a new nonce, and a new reference or the same content", "%v", err)
	case errors.Is(err, outbox.ErrState):
		return problem(codeConflict, "look at the act's state; somebody was faster", "%v", err)
	case errors.Is(err, outbox.ErrInvalid):
		return problem(codeBadRequest, actForm, "%v", err)
	case errors.Is(err, outbox.ErrFull):
		return problem(codeQueueFull, "try again in a minute", "%v", err)
	case errors.Is(err, outbox.ErrDisk):
		return problem(codeUnavailable, "try again later; nothing was stored, and the relayer's operator must make room", "the relayer cannot write to its disk")
	case chain.Classify(err) == chain.Unreachable || chain.Classify(err) == chain.NotReady:
		return problem(codeUnavailable, "try again; `tally relayer status`, or /readyz, says what is wrong", "the node does not answer")
	}
	return problem(codeInternal, "try again; tell the relayer's operator the request id if it stays", "something went wrong inside the relayer")
}

// write sends a document as JSON.
func write(w http.ResponseWriter, status int, contentType string, document any) {
	body, err := json.Marshal(document)
	if err != nil {
		// Documents are this package's own types: this is a fault of the program.
		status, contentType = http.StatusInternalServerError, "application/problem+json"
		body = []byte(`{"type":"about:blank","title":"Internal error","status":500,"code":"internal","detail":"the answer cannot be written","hint":"tell the relayer's operator the request id"}`)
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}

func writeProblem(w http.ResponseWriter, p *client.Problem) {
	if p.Status == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "1")
	}
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="tallystick"`)
	}
	write(w, p.Status, "application/problem+json", p)
}
