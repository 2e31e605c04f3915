package act

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzDecode asserts that calldata is no act, and says so, or an act that means the same whenever it is written and read again.
func FuzzDecode(f *testing.F) {
	for _, message := range samples(f) {
		if data, err := complete(f, message, 1, 2).Calldata(); err == nil {
			f.Add(data)
			f.Add(data[:len(data)-31])
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		signed, err := Decode(data)
		if err != nil {
			if !errors.Is(err, ErrNotAct) {
				t.Errorf("%v is no ErrNotAct", err)
			}
			return
		}
		written, err := signed.Calldata()
		if err != nil {
			t.Fatalf("decoded, but cannot be encoded: %v", err)
		}
		again, err := Decode(written)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(signed, again, same); diff != "" {
			t.Errorf("(-read +written and read):\n%s", diff)
		}
		if found := In(data); len(found) != 1 {
			t.Errorf("%d acts are found in the calldata of one", len(found))
		}
	})
}

// FuzzSignedJSON asserts that a document is refused with one of the errors that callers branch on, or is an act: written again it is the same act, with
// the same digest, in one form only.
func FuzzSignedJSON(f *testing.F) {
	for _, message := range samples(f) {
		text, err := json.Marshal(complete(f, message, 1, 2))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		f.Add(bytes.Replace(text, []byte(`"1"`), []byte(`"01"`), 1))
		f.Add(bytes.Replace(text, []byte(`0x`), []byte(`0X`), 2))
		f.Add(bytes.Replace(text, []byte(`"nonce":`), []byte(`"nonce":"9","nonce":`), 1))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var signed Signed
		if err := signed.UnmarshalJSON(text); err != nil {
			if !errors.Is(err, ErrField) && !errors.Is(err, ErrUnknownAct) && !errors.Is(err, ErrIncomplete) {
				t.Errorf("%v is none of the errors that the package names", err)
			}
			return
		}
		written, err := json.Marshal(signed)
		if err != nil {
			t.Fatalf("read from %s, but cannot be written: %v", text, err)
		}
		var again Signed
		if err := json.Unmarshal(written, &again); err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if diff := cmp.Diff(signed, again, same); diff != "" {
			t.Errorf("(-read +written and read):\n%s", diff)
		}
		if twice, err := json.Marshal(again); err != nil || !bytes.Equal(written, twice) {
			t.Errorf("%s is written again as %s, %v", written, twice, err)
		}
		first, err := signed.Digest(testDomain)
		second, err2 := again.Digest(testDomain)
		if err != nil || err2 != nil || first != second {
			t.Errorf("digests %s and %s, %v, %v", first, second, err, err2)
		}
		// What was read can be checked, whatever its signatures are.
		if err := signed.Verify(testDomain); err == nil && !signed.IsDirect() && len(signed.Signature) == 0 {
			t.Error("an act without a signature is good")
		}
	})
}
