package act

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// wire is a Signed in the relayer's API.
type wire struct {
	Act       string          `json:"act"`
	Message   json.RawMessage `json:"message"`
	Key       *common.Address `json:"key,omitempty"`
	Nonce     string          `json:"nonce"`
	Deadline  string          `json:"deadline"`
	Signature hexutil.Bytes   `json:"signature,omitempty"`
	Second    hexutil.Bytes   `json:"second,omitempty"`
	Consent   hexutil.Bytes   `json:"consent,omitempty"`
	Quote     *Signed         `json:"quote,omitempty"`
}

// MarshalJSON gives the form that the relayer takes: every number a decimal string, every byte string 0x, fields by their
// Solidity names.
func (s Signed) MarshalJSON() ([]byte, error) {
	if _, err := s.StructHash(); err != nil {
		return nil, err
	}
	message, err := MarshalMessage(s.Message)
	if err != nil {
		return nil, err
	}
	w := wire{
		Act: s.Name(), Message: message,
		Nonce: strconv.FormatUint(s.Nonce, 10), Deadline: strconv.FormatUint(s.Deadline, 10),
		Signature: s.Signature, Second: s.Second, Consent: s.Consent, Quote: s.Quote,
	}
	if !s.IsDirect() {
		w.Key = &s.Key
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads that form strictly: an unknown or missing field, a second one of the same name, a number that is not a decimal
// string or that its Solidity type cannot hold is an ErrField that names the field. A key without a signature passes, for dry runs: Verify
// refuses it.
func (s *Signed) UnmarshalJSON(data []byte) error {
	members, err := object(data)
	if err != nil {
		return fmt.Errorf("act: %w: %w", ErrField, err)
	}
	var w wire
	parts := map[string]any{
		"act": &w.Act, "message": &w.Message, "key": &w.Key, "nonce": &w.Nonce, "deadline": &w.Deadline,
		"signature": &w.Signature, "second": &w.Second, "consent": &w.Consent, "quote": &w.Quote,
	}
	for name, raw := range members {
		part, known := parts[name]
		if !known {
			return fmt.Errorf("act: %w: there is no such field as %s", ErrField, name)
		}
		if err := json.Unmarshal(raw, part); err != nil {
			return fmt.Errorf("%s: %w: %w", name, ErrField, err)
		}
	}
	message, err := UnmarshalMessage(w.Act, w.Message)
	if err != nil {
		return err
	}
	nonce, err := decimal(w.Nonce, 64)
	if err != nil {
		return fmt.Errorf("nonce %q: %w: must be a decimal string of 64 bits", w.Nonce, ErrField)
	}
	deadline, err := decimal(w.Deadline, 40)
	if err != nil {
		return fmt.Errorf("deadline %q: %w: must be Unix seconds as a decimal string", w.Deadline, ErrField)
	}
	*s = Signed{
		Message: message, Nonce: nonce.Uint64(), Deadline: deadline.Uint64(),
		Signature: w.Signature, Second: w.Second, Consent: w.Consent, Quote: w.Quote,
	}
	if w.Key != nil {
		s.Key = *w.Key
	}
	if (s.Key == common.Address{}) && len(s.Signature) != 0 {
		return fmt.Errorf("key: %w: a signature does not say whose it is", ErrIncomplete)
	}
	return nil
}

// MarshalMessage gives a message's own fields as a JSON object, in the order of the Solidity struct.
func MarshalMessage(message any) ([]byte, error) {
	k, v, err := valueOf(message)
	if err != nil {
		return nil, err
	}
	if _, _, err := encode(message); err != nil {
		return nil, err
	}
	if err := k.legible(v); err != nil {
		return nil, err
	}
	texts := k.texts(v)
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range k.fields {
		value, err := json.Marshal(texts[f.Name])
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", k.Name, f.Name, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", f.Name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalMessage reads the message of the act of this name, strictly, into its struct.
func UnmarshalMessage(name string, data []byte) (any, error) {
	k, err := KindNamed(name)
	if err != nil {
		return nil, err
	}
	message := reflect.New(k.message).Elem()
	if err := setFields(name, k.fields, message, data); err != nil {
		return nil, err
	}
	return message.Interface(), nil
}

// object reads the members of one JSON object in which no name occurs twice and which nothing follows.
func object(data []byte) (map[string]json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.New("must be an object")
	}
	members := make(map[string]json.RawMessage)
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		if _, twice := members[name.(string)]; twice {
			return nil, fmt.Errorf("field %s occurs twice", name)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		members[name.(string)] = value
	}
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("something follows the object")
	}
	return members, nil
}
