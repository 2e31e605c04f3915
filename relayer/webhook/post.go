package webhook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/webhook"
)

const (
	// answerWithin bounds one attempt.
	answerWithin = 10 * time.Second
	// maxAnswer is how much of an answer's body is read, to use the connection again.
	maxAnswer = 4 << 10
	// longestAfter bounds what an ERP may ask for by Retry-After.
	longestAfter = time.Hour
)

// letter is a message on its way.
type letter struct {
	id      string
	body    []byte
	attempt int
}

// answer is what became of an attempt.
type answer struct {
	client.Delivery
	// gone is set where the ERP wants no more messages, after is how long it asked to be left alone.
	gone  bool
	after time.Duration
}

// newPoster makes a client that follows no redirect, takes no proxy, and gives up in time.
func newPoster() *http.Client {
	return &http.Client{
		Timeout: answerWithin,
		Transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: answerWithin / 2}).DialContext,
			TLSHandshakeTimeout:   answerWithin / 2,
			ResponseHeaderTimeout: answerWithin,
			MaxIdleConnsPerHost:   2, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 16 << 10, ForceAttemptHTTP2: true,
		},
		// The host that a redirect names is none that the operator has named.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// post makes one attempt. The error it tells says nothing that stands in the URL, where an ERP may have put a secret.
func (d *Desk) post(ctx context.Context, w Webhook, l letter) answer {
	if err := d.cfg.Hosts.Check(w.URL); err != nil {
		return failed(err.Error())
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(l.body))
	if err != nil {
		return failed("its URL cannot be used")
	}
	now := d.cfg.Now()
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "tally-webhook/1")
	request.Header.Set(webhook.HeaderID, l.id)
	request.Header.Set(webhook.HeaderTimestamp, strconv.FormatInt(now.Unix(), 10))
	request.Header.Set(webhook.HeaderSignature, webhook.Sign(w.Secret, l.id, now, l.body))
	request.Header.Set(webhook.HeaderAttempt, strconv.Itoa(l.attempt))
	response, err := d.poster.Do(request)
	if err != nil {
		var outer *url.Error
		if errors.As(err, &outer) {
			err = outer.Err
		}
		return failed(err.Error())
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.CopyN(io.Discard, response.Body, maxAnswer)
	a := answer{Delivery: client.Delivery{OK: response.StatusCode/100 == 2, Status: response.StatusCode}}
	if a.OK {
		return a
	}
	a.Error = fmt.Sprintf("answered %d %s", response.StatusCode, http.StatusText(response.StatusCode))
	if response.StatusCode/100 == 3 {
		a.Error += "; redirects are not followed"
	}
	a.gone = response.StatusCode == http.StatusGone
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds > 0 {
		a.after = min(time.Duration(seconds)*time.Second, longestAfter)
	}
	return a
}

func failed(why string) answer { return answer{Delivery: client.Delivery{Error: why}} }
