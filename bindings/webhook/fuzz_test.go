package webhook_test

import (
	"bytes"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/webhook"
)

// FuzzVerify asserts that of all messages only the one that was signed is taken, and that the others are refused with an error that the package names.
func FuzzVerify(f *testing.F) {
	f.Add(vectorID, strconv.Itoa(vectorSeconds), vectorSignature, []byte(vectorBody))
	f.Add(vectorID, strconv.Itoa(vectorSeconds), "v1, "+vectorSignature+" v2,x", []byte(vectorBody))
	f.Add(vectorID+".1", "-1", "", []byte(nil))
	secret, err := webhook.ParseSecret(vectorSecret)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, id, timestamp, signature string, body []byte) {
		got, err := webhook.Verify(secret, headers(id, timestamp, signature), body, time.Unix(vectorSeconds, 0), webhook.Tolerance)
		if err != nil {
			if !errors.Is(err, webhook.ErrHeaders) && !errors.Is(err, webhook.ErrSignature) && !errors.Is(err, webhook.ErrTime) {
				t.Errorf("%v is none of the errors that the package names", err)
			}
			return
		}
		if seconds, _ := strconv.Atoi(timestamp); got != vectorID || seconds != vectorSeconds || !bytes.Equal(body, []byte(vectorBody)) {
			t.Errorf("%q of %q with %q under %q is taken as %q", id, timestamp, body, signature, got)
		}
	})
}
