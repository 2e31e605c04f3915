// Package webhook signs and verifies what a relayer posts to an ERP, in the way of Standard Webhooks: the signature is an HMAC-SHA256 over
// "id.timestamp.body", under a secret that the relayer and the ERP share.
//
// Guarantee: Verify takes no message that was changed, that is older or newer than the tolerance, or that was signed with another secret. A message may
// come more than once, and always with the same id: what it does must be done once for each id.
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
)

// The headers of a message.
const (
	// HeaderID names the message: an event's id. It is the same at each attempt.
	HeaderID = "Webhook-Id"
	// HeaderTimestamp is when this attempt was made, in Unix seconds.
	HeaderTimestamp = "Webhook-Timestamp"
	// HeaderSignature is "v1," and the signature in base64; several have spaces between them.
	HeaderSignature = "Webhook-Signature"
	// HeaderAttempt counts the attempts, from 1.
	HeaderAttempt = "Tally-Attempt"
)

// Tolerance is how far a message's timestamp may be from the clock, where the caller has no reason for another bound.
const Tolerance = 5 * time.Minute

// secretPrefix is what a secret begins with.
const secretPrefix = "whsec_"

// Errors of Verify and Secret. A message with any of them is to be refused with a status of 400.
var (
	// ErrHeaders: a header is missing or is not of its form.
	ErrHeaders = errors.New("webhook: headers")
	// ErrTime: the message is too old, or from the future; or one of the clocks is wrong.
	ErrTime = errors.New("webhook: timestamp is outside the tolerance")
	// ErrSignature: no signature is that of the message under the secret.
	ErrSignature = errors.New("webhook: signature does not fit")
	// ErrSecret: a text that is no secret.
	ErrSecret = errors.New("webhook: not a secret of the form whsec_…")
)

// Secret is what a relayer and an ERP share: 24 to 64 bytes. It does not show itself in logs.
type Secret []byte

// ParseSecret reads a secret as the relayer wrote it, "whsec_…".
func ParseSecret(text string) (Secret, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(text, secretPrefix))
	if err != nil || !strings.HasPrefix(text, secretPrefix) || len(raw) < 24 || len(raw) > 64 {
		return nil, ErrSecret
	}
	return raw, nil
}

// Reveal is the secret as text, for the one answer that hands it over.
func (s Secret) Reveal() string { return secretPrefix + base64.StdEncoding.EncodeToString(s) }

// String hides the secret.
func (s Secret) String() string { return secretPrefix + "…" }

// GoString hides the secret.
func (s Secret) GoString() string { return s.String() }

// Sign is the signature header of a message.
func Sign(secret Secret, id string, at time.Time, body []byte) string {
	return "v1," + base64.StdEncoding.EncodeToString(sum(secret, id, at.Unix(), body))
}

func sum(secret Secret, id string, seconds int64, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	_, _ = fmt.Fprintf(mac, "%s.%d.", id, seconds)
	_, _ = mac.Write(body)
	return mac.Sum(nil)
}

// Verify checks a message that was received, by its headers and its whole body, and gives its id. now is the clock, tolerance how far the timestamp
// may be from it: Tolerance, unless there is a reason. Errors are ErrHeaders, ErrTime and ErrSignature.
func Verify(secret Secret, headers http.Header, body []byte, now time.Time, tolerance time.Duration) (id string, err error) {
	id = headers.Get(HeaderID)
	seconds, err := strconv.ParseInt(headers.Get(HeaderTimestamp), 10, 64)
	if err != nil || id == "" || headers.Get(HeaderSignature) == "" {
		return "", ErrHeaders
	}
	want := sum(secret, id, seconds, body)
	fits := false
	for _, one := range strings.Fields(headers.Get(HeaderSignature)) {
		version, text, _ := strings.Cut(one, ",")
		given, err := base64.StdEncoding.DecodeString(text)
		fits = fits || err == nil && version == "v1" && hmac.Equal(given, want)
	}
	if !fits {
		return "", ErrSignature
	}
	if away := now.Sub(time.Unix(seconds, 0)); away > tolerance || away < -tolerance {
		return "", ErrTime
	}
	return id, nil
}

// Types of a message that is no event.
const (
	// TypeTest is a message that somebody asked for, to see that it arrives. Its data are empty.
	TypeTest = "test"
	// TypeUndone says that events which had been final are undone: a client.Undone. It is an alarm on any network.
	TypeUndone = "undone"
)

// Message is the body of what is posted.
type Message struct {
	// Type is an event's kind, TypeTest or TypeUndone.
	Type string `json:"type"`
	// Timestamp is when the event happened, by its block.
	Timestamp time.Time       `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

// Event is the event of a message of any other type than TypeTest and TypeUndone.
func (m Message) Event() (client.Event, error) {
	var e client.Event
	if err := json.Unmarshal(m.Data, &e); err != nil {
		return e, fmt.Errorf("webhook: event: %w", err)
	}
	return e, nil
}

// Undone is what a message of TypeUndone says.
func (m Message) Undone() (client.Undone, error) {
	var u client.Undone
	if err := json.Unmarshal(m.Data, &u); err != nil {
		return u, fmt.Errorf("webhook: undone: %w", err)
	}
	return u, nil
}
