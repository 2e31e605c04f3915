package intake

import (
	"errors"
	"fmt"
)

// Reason is why a record is refused: an English text with its arguments, so that it can be said in
// other languages. An argument that is an error is said by itself.
type Reason struct {
	Text string
	Args []any
}

// Because makes a reason.
func Because(text string, args ...any) Reason { return Reason{text, args} }

// Error is the reason in English.
func (r Reason) Error() string { return fmt.Sprintf(r.Text, r.Args...) }

// MarshalText is the reason in English.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.Error()), nil }

// reasonOf is the reason that an error is, or has as its words.
func reasonOf(err error) Reason {
	var reason Reason
	if !errors.As(err, &reason) {
		reason = Because("%s", err)
	}
	return reason
}

// root is what an error comes from: a parser's reason without the text that it read.
func root(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
