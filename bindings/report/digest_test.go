package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
)

func TestCanonicalJSONIsThatOfTheRFC(t *testing.T) {
	for document, want := range map[string]string{
		`{ "b": [ 1, true, null, "x" ], "a": { } }`: `{"a":{},"b":[1,true,null,"x"]}`,
		// RFC 8785, 3.2.3: names are ordered by their UTF-16 units, so U+1F600 stands before U+FB33.
		`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"o"}`: "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":\"Euro Sign\",\"😀\":\"Emoji\",\"\ufb33\":\"Hebrew\"}",
		`"\u20ac$\u000F\nA'\u0042\u0022\u005c\\\"\/<&>\u2028\u007f"`:                                                                       "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/<&>\u2028\u007f\"",
		`"\u0008\u0009\u000c\u000b\u0000"`: `"\b\t\f\u000b\u0000"`,
		`[]`:                               `[]`,
		`-17`:                              `-17`,
	} {
		got, err := Canonical([]byte(document))
		if err != nil || string(got) != want {
			t.Errorf("%s\nis   %s, %v\nwant %s", document, got, err, want)
		}
	}
	for _, document := range []string{`1.5`, `{"a":1e3}`, `{`, ``} {
		if got, err := Canonical([]byte(document)); err == nil {
			t.Errorf("%s is taken: %s", document, got)
		}
	}
}

func TestADigestCanBeComputedFromTheDocumentAlone(t *testing.T) {
	s := sample()
	digest, err := s.Digest()
	if err != nil {
		t.Fatal(err)
	}
	document, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	canonical, err := Canonical(document)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(canonical)
	if hex.EncodeToString(sum[:]) != digest {
		t.Error("the digest is not that of the canonical document")
	}
	var back State
	if err := json.Unmarshal(document, &back); err != nil {
		t.Fatal(err)
	}
	if again, err := back.Digest(); err != nil || again != digest {
		t.Errorf("read back, it is %s, %v; want %s", again, err, digest)
	}
	if strings.Contains(string(canonical), "null,null") || !strings.Contains(string(canonical), "博\u2028特") {
		t.Errorf("%s", canonical)
	}
}

func TestEveryFactChangesTheDigest(t *testing.T) {
	before, err := sample().Digest()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*State){
		"network": func(s *State) { s.Network.Salt[0]++ },
		"block":   func(s *State) { s.Block.Number++ },
		"name":    func(s *State) { s.Companies[0].Name += " " },
		"holder":  func(s *State) { s.Lots[0].Holder++ },
		"unit":    func(s *State) { s.Lots[0].ID.End-- },
		"mark":    func(s *State) { s.Lots[2].Marks = []string{"frozen"} },
		"paid":    func(s *State) { s.Obligations[2].Paid++ },
		"default": func(s *State) { s.Obligations[5].Defaulted = nil },
		"deposit": func(s *State) { s.Deposits[0].Free = SumOf(1) },
		"grant":   func(s *State) { s.Lines[0].Grants = s.Lines[0].Grants[:0] },
		"number":  func(s *State) { s.Financings[0].Registration += "2" },
		"record":  func(s *State) { s.Lots[1].Record = 1 },
		"fact":    func(s *State) { s.Records[1].Next = 0 },
		"pledge":  func(s *State) { s.Pledges[0].Received++ },
		"bar":     func(s *State) { s.Companies[0].Barred = true },
		"payment": func(s *State) { s.Payments[0].Day++ },
	} {
		s := sample()
		change(s)
		if after, err := s.Digest(); err != nil || after == before {
			t.Errorf("another %s has the same digest, %v", name, err)
		}
	}
}
