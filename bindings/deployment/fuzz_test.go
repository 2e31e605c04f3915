package deployment

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse asserts that a text is refused as no deployment, or is one that lacks nothing and stays what it is when it is saved.
func FuzzParse(f *testing.F) {
	text, err := json.Marshal(sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(append(text, '{'))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Parse(text)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("%v is no ErrFormat", err)
			}
			return
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(written)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again); diff != "" {
			t.Errorf("(-read +written and read):\n%s", diff)
		}
	})
}
