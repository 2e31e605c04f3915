package act

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// mostItems are as many entries as a list in a message may have: far above what the contracts take, and too few to make hashing them
// a burden.
const mostItems = 1_000

// item is the struct that a list in a message is of: an invoice, an instalment. Its fields are no lists.
type item struct {
	// name is the Solidity struct's, "Invoice".
	name    string
	message reflect.Type
	fields  []Field
	hash    common.Hash
}

// itemOf reads a list's struct from the ABI; abigen drops its name there, so that the generated Go type gives it.
func itemOf(element abi.Type, message reflect.Type) (*item, error) {
	if element.T != abi.TupleTy || message.Kind() != reflect.Struct {
		return nil, fmt.Errorf("acts have no lists of %s", element)
	}
	it := &item{name: message.Name(), message: message}
	for i, e := range element.TupleElems {
		name := element.TupleRawNames[i]
		goField, ok := message.FieldByName(abi.ToCamelCase(name))
		if !ok || e.T == abi.SliceTy || e.T == abi.TupleTy {
			return nil, fmt.Errorf("%s has no plain field %s", it.name, name)
		}
		it.fields = append(it.fields, Field{Name: name, Type: e.String(), abi: *e, index: goField.Index[0]})
	}
	it.hash = crypto.Keccak256Hash([]byte(it.typeString()))
	return it, nil
}

// typeString is the struct's EIP-712 type, "Invoice(bytes32 fingerprint,…)".
func (it *item) typeString() string {
	parts := make([]string, len(it.fields))
	for i, f := range it.fields {
		parts[i] = f.Type + " " + f.Name
	}
	return it.name + "(" + strings.Join(parts, ",") + ")"
}

// types are the struct's fields as wallets take them.
func (it *item) types() []apitypes.Type {
	types := make([]apitypes.Type, len(it.fields))
	for i, f := range it.fields {
		types[i] = apitypes.Type{Name: f.Name, Type: f.Type}
	}
	return types
}

// word is a list in the 32 bytes that EIP-712 makes of it: the hash of its entries' struct hashes.
func (it *item) word(list reflect.Value) ([]byte, error) {
	if list.Len() > mostItems {
		return nil, fmt.Errorf("%d entries, at most %d: %w", list.Len(), mostItems, ErrField)
	}
	var hashes []byte
	for i := range list.Len() {
		encoded := it.hash.Bytes()
		for _, f := range it.fields {
			word, err := f.word(list.Index(i).Field(f.index))
			if err != nil {
				return nil, fmt.Errorf("[%d].%s: %w", i, f.Name, err)
			}
			encoded = append(encoded, word...)
		}
		hashes = append(hashes, crypto.Keccak256(encoded)...)
	}
	return crypto.Keccak256(hashes), nil
}

// texts are a list's entries as JSON has them.
func (it *item) texts(list reflect.Value) []any {
	entries := make([]any, list.Len())
	for i := range entries {
		entry := make(map[string]any, len(it.fields))
		for _, f := range it.fields {
			entry[f.Name] = f.text(list.Index(i).Field(f.index))
		}
		entries[i] = entry
	}
	return entries
}

// set reads a list from its JSON form, strictly.
func (it *item) set(list reflect.Value, raw json.RawMessage) error {
	var entries []json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil || entries == nil {
		return fmt.Errorf("%w: must be a list of objects", ErrField)
	}
	if len(entries) > mostItems {
		return fmt.Errorf("%w: %d entries, at most %d", ErrField, len(entries), mostItems)
	}
	list.Set(reflect.MakeSlice(list.Type(), len(entries), len(entries)))
	for i, entry := range entries {
		if err := setFields(fmt.Sprintf("[%d]", i), it.fields, list.Index(i), entry); err != nil {
			return err
		}
	}
	return nil
}
