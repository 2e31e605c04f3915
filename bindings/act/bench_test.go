package act

import (
	"encoding/json"
	"testing"
)

// BenchmarkAct measures what is done with each act that is handed in.
func BenchmarkAct(b *testing.B) {
	signed := complete(b, sampleTransfer(b), 1, 2)
	text, err := json.Marshal(signed)
	if err != nil {
		b.Fatal(err)
	}
	calldata, err := signed.Calldata()
	if err != nil {
		b.Fatal(err)
	}
	for _, each := range []struct {
		name string
		do   func() error
	}{
		{"read JSON", func() error { return json.Unmarshal(text, new(Signed)) }},
		{"write JSON", func() error { _, err := json.Marshal(signed); return err }},
		{"digest", func() error { _, err := signed.Digest(Domain{}); return err }},
		{"content id", func() error { _, err := ContentID(signed.Message); return err }},
		{"make calldata", func() error { _, err := signed.Calldata(); return err }},
		{"read calldata", func() error { _, err := Decode(calldata); return err }},
	} {
		b.Run(each.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := each.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
