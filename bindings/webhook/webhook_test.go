package webhook_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/webhook"
)

// A published vector of Standard Webhooks.
const (
	vectorSecret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	vectorID        = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	vectorSeconds   = 1614265330
	vectorBody      = `{"test": 2432232314}`
	vectorSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

func secret(t *testing.T) webhook.Secret {
	t.Helper()
	s, err := webhook.ParseSecret(vectorSecret)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func headers(id, timestamp, signature string) http.Header {
	h := make(http.Header)
	for name, value := range map[string]string{webhook.HeaderID: id, webhook.HeaderTimestamp: timestamp, webhook.HeaderSignature: signature} {
		if value != "" {
			h.Set(name, value)
		}
	}
	return h
}

func TestTheSignatureIsThatOfThePublishedVector(t *testing.T) {
	if got := webhook.Sign(secret(t), vectorID, time.Unix(vectorSeconds, 0), []byte(vectorBody)); got != vectorSignature {
		t.Errorf("got %s", got)
	}
}

func TestOnlyAMessageThatIsWholeAndOfNowIsTaken(t *testing.T) {
	now, at := time.Unix(vectorSeconds, 0), strconv.Itoa(vectorSeconds)
	other := webhook.Sign(webhook.Secret(bytes.Repeat([]byte{1}, 32)), vectorID, now, []byte(vectorBody))
	tests := []struct {
		name    string
		headers http.Header
		body    string
		now     time.Time
		want    error
	}{
		{"as it was sent", headers(vectorID, at, vectorSignature), vectorBody, now, nil},
		{"five minutes late", headers(vectorID, at, vectorSignature), vectorBody, now.Add(5 * time.Minute), nil},
		{"one of two signatures fits, while a secret is changed", headers(vectorID, at, other+" "+vectorSignature), vectorBody, now, nil},
		{"later than the tolerance", headers(vectorID, at, vectorSignature), vectorBody, now.Add(5*time.Minute + time.Second), webhook.ErrTime},
		{"from the future", headers(vectorID, at, vectorSignature), vectorBody, now.Add(-6 * time.Minute), webhook.ErrTime},
		{"another body", headers(vectorID, at, vectorSignature), vectorBody + " ", now, webhook.ErrSignature},
		{"another id", headers("msg_2", at, vectorSignature), vectorBody, now, webhook.ErrSignature},
		{"a newer timestamp put in", headers(vectorID, strconv.Itoa(vectorSeconds+1), vectorSignature), vectorBody, now, webhook.ErrSignature},
		{"another secret", headers(vectorID, at, other), vectorBody, now, webhook.ErrSignature},
		{"another version", headers(vectorID, at, strings.Replace(vectorSignature, "v1", "v2", 1)), vectorBody, now, webhook.ErrSignature},
		{"not base64", headers(vectorID, at, "v1,%%%"), vectorBody, now, webhook.ErrSignature},
		{"no id", headers("", at, vectorSignature), vectorBody, now, webhook.ErrHeaders},
		{"no signature", headers(vectorID, at, ""), vectorBody, now, webhook.ErrHeaders},
		{"no timestamp", headers(vectorID, "", vectorSignature), vectorBody, now, webhook.ErrHeaders},
		{"a timestamp that is none", headers(vectorID, "noon", vectorSignature), vectorBody, now, webhook.ErrHeaders},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			id, err := webhook.Verify(secret(t), test.headers, []byte(test.body), test.now, webhook.Tolerance)
			if !errors.Is(err, test.want) || (err == nil) != (id == vectorID) {
				t.Errorf("got %q, %v; want %v", id, err, test.want)
			}
		})
	}
}

func TestASecretIsReadAndDoesNotShowItself(t *testing.T) {
	s := secret(t)
	if s.Reveal() != vectorSecret {
		t.Errorf("it is revealed as %s", s.Reveal())
	}
	for _, shown := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s", s, s, s, s)} {
		if strings.Contains(shown, "MfKQ") || strings.Contains(shown, "49 242") {
			t.Errorf("shown as %s", shown)
		}
	}
	for _, wrong := range []string{"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ", "whsec_%%%"} {
		if _, err := webhook.ParseSecret(wrong); !errors.Is(err, webhook.ErrSecret) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// An ERP takes a message once, however often it comes, and answers 2xx only when it is stored.
func Example() {
	secret, err := webhook.ParseSecret(vectorSecret)
	if err != nil {
		fmt.Println(err)
		return
	}
	done := make(map[string]bool) // in an ERP, a table with the id as its key
	erp := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			http.Error(w, "body", http.StatusBadRequest)
			return
		}
		id, err := webhook.Verify(secret, r.Header, body, time.Unix(vectorSeconds, 0), webhook.Tolerance)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var message webhook.Message
		if err := json.Unmarshal(body, &message); err != nil {
			http.Error(w, "body", http.StatusBadRequest)
			return
		}
		if !done[id] {
			done[id] = true
			fmt.Println("book", message.Type)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	body := `{"type":"Settled","timestamp":"2027-05-20T02:00:00Z","data":{"id":"8421-3-9f0c"}}`
	for attempt := range 2 {
		request := httptest.NewRequest(http.MethodPost, "/tally", strings.NewReader(body))
		request.Header.Set(webhook.HeaderID, "8421-3-9f0c")
		request.Header.Set(webhook.HeaderTimestamp, strconv.Itoa(vectorSeconds))
		request.Header.Set(webhook.HeaderSignature, webhook.Sign(secret, "8421-3-9f0c", time.Unix(vectorSeconds, 0), []byte(body)))
		request.Header.Set(webhook.HeaderAttempt, strconv.Itoa(attempt+1))
		answer := httptest.NewRecorder()
		erp.ServeHTTP(answer, request)
		fmt.Println(answer.Code)
	}
	// Output:
	// book Settled
	// 204
	// 204
}
