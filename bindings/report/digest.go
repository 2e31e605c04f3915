package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// Digest is the SHA-256 of the state's canonical JSON, in hex. Whoever has the state can compute it again without this program:
//
//	tally report regulator -o json | jq -cjS .state | sha256sum
//
// Two relayers give the same digest for the same block.
func (s *State) Digest() (string, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("digest of the state: %w", err)
	}
	canonical, err := Canonical(text)
	if err != nil {
		return "", fmt.Errorf("digest of the state: %w", err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// Canonical puts a JSON document into the form of RFC 8785 (JCS): no spaces, names in order, texts in UTF-8 with the fewest escapes.
// Numbers must be whole, and are kept as they are written; other documents are refused.
func Canonical(document []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	var out bytes.Buffer
	if err := canonical(&out, value); err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	return out.Bytes(), nil
}

func canonical(out *bytes.Buffer, value any) error {
	switch v := value.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		fmt.Fprint(out, v)
	case json.Number:
		if _, err := v.Int64(); err != nil {
			return fmt.Errorf("the number %s is not a whole one", v)
		}
		out.WriteString(v.String())
	case string:
		canonicalText(out, v)
	case []any:
		out.WriteByte('[')
		for i, element := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := canonical(out, element); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case map[string]any:
		return canonicalObject(out, v)
	}
	return nil
}

func canonicalObject(out *bytes.Buffer, object map[string]any) error {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	// The RFC orders names by their UTF-16 units.
	slices.SortFunc(names, func(a, b string) int { return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b))) })
	out.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			out.WriteByte(',')
		}
		canonicalText(out, name)
		out.WriteByte(':')
		if err := canonical(out, object[name]); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

// canonicalText writes a text with the escapes that JSON cannot do without, and no others.
func canonicalText(out *bytes.Buffer, text string) {
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r >= ' ':
			out.WriteRune(r)
		case strings.ContainsRune("\b\t\n\f\r", r):
			// These five are 8 to 13, of which 11 has no short form.
			out.WriteByte('\\')
			out.WriteByte("btn fr"[r-'\b'])
		default:
			fmt.Fprintf(out, `\u%04x`, r)
		}
	}
	out.WriteByte('"')
}
