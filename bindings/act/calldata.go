package act

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// ErrNotAct: the calldata is no act.
var ErrNotAct = errors.New("calldata is no act")

// Target is the name of the contract that takes the act, as deployment.json has it: "Lots".
func (s Signed) Target() (string, error) {
	k, err := KindOf(s.Message)
	if err != nil {
		return "", err
	}
	return k.Contract, nil
}

// Calldata is the call that does the act. A Quote alone is none: it travels with its TakeQuote. Nor is AskQuotes.
func (s Signed) Calldata() ([]byte, error) {
	k, err := KindOf(s.Message)
	if err != nil {
		return nil, err
	}
	if k.Method == "" {
		return nil, fmt.Errorf("no contract takes %s by itself: %w", k.Name, ErrNotAct)
	}
	auth, err := s.auth()
	if err != nil {
		return nil, err
	}
	var args []any
	switch {
	case k.Name == "TakeQuote":
		if err := s.fits(s.Quote); err != nil {
			return nil, err
		}
		bank, err := s.Quote.auth()
		if err != nil {
			return nil, fmt.Errorf("quote: %w", err)
		}
		args = []any{s.Quote.Message, bank, s.Message, auth}
	case k.NeedsConsent():
		args = []any{s.Message, auth, s.Consent}
	default:
		args = []any{s.Message, auth}
	}
	packed, err := k.method.Inputs.Pack(args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.Name, err)
	}
	return append(bytes.Clone(k.method.ID), packed...), nil
}

// auth is the act's second argument, after the message has been found within its types.
func (s Signed) auth() (contracts.Auth, error) {
	if _, err := s.StructHash(); err != nil {
		return contracts.Auth{}, err
	}
	return contracts.Auth{
		Key: s.Key, Nonce: s.Nonce, Deadline: new(big.Int).SetUint64(s.Deadline), Signature: s.Signature, Second: s.Second,
	}, nil
}

// Decode reads an act back from its calldata. Calldata of anything else, cut short, or with a number that its type cannot hold, is
// ErrNotAct; trailing bytes are ignored, as contracts ignore them. What it gives is not verified.
func Decode(calldata []byte) (Signed, error) {
	if len(calldata) < 4 {
		return Signed{}, fmt.Errorf("%d bytes: %w", len(calldata), ErrNotAct)
	}
	for _, k := range catalogue() {
		if k.Method == "" || !bytes.Equal(k.method.ID, calldata[:4]) {
			continue
		}
		s, err := k.unpack(calldata[4:])
		if err != nil {
			return Signed{}, fmt.Errorf("%s: %w: %w", k.Name, ErrNotAct, err)
		}
		if _, err := s.Calldata(); err != nil {
			return Signed{}, fmt.Errorf("%s: %w: %w", k.Name, ErrNotAct, err)
		}
		return s, nil
	}
	return Signed{}, fmt.Errorf("function %#x: %w", calldata[:4], ErrNotAct)
}

// unpack reads the arguments by their names and types.
func (k Kind) unpack(data []byte) (Signed, error) {
	values, err := k.method.Inputs.Unpack(data)
	if err != nil {
		return Signed{}, err
	}
	var s, bank Signed
	for i, input := range k.method.Inputs {
		switch input.Name {
		case argMessage:
			s.Message = convert(values[i], k.message)
		case argQuote:
			bank.Message = convert(values[i], reflect.TypeFor[contracts.Quote]())
			s.Quote = &bank
		case argBank:
			bank.authorise(convert(values[i], reflect.TypeFor[contracts.Auth]()).(contracts.Auth))
		case argAuth:
			s.authorise(convert(values[i], reflect.TypeFor[contracts.Auth]()).(contracts.Auth))
		case argConsent, argProof:
			s.Consent = values[i].([]byte)
		}
	}
	return s, nil
}

// convert turns the anonymous struct that the ABI decoder makes into the generated one.
func convert(value any, to reflect.Type) any {
	return reflect.ValueOf(abi.ConvertType(value, reflect.New(to).Interface())).Elem().Interface()
}

func (s *Signed) authorise(a contracts.Auth) {
	s.Key, s.Nonce, s.Deadline, s.Signature, s.Second = a.Key, a.Nonce, a.Deadline.Uint64(), a.Signature, a.Second
}

// batch is the ABI of Batch, parsed once.
var batch = sync.OnceValue(contracts.NewBatch)

// Calls reads the calls out of the input of Batch.run. The input of any other transaction is ErrNotAct.
func Calls(input []byte) ([]contracts.Call, error) {
	run := batch().GetABI()
	method := run.Methods["run"]
	if len(input) < 4 || !bytes.Equal(method.ID, input[:4]) {
		return nil, fmt.Errorf("not Batch.run: %w", ErrNotAct)
	}
	values, err := method.Inputs.Unpack(input[4:])
	if err != nil {
		return nil, fmt.Errorf("batch of calls: %w: %w", ErrNotAct, err)
	}
	return *abi.ConvertType(values[0], new([]contracts.Call)).(*[]contracts.Call), nil
}

// In finds all acts in a transaction's input: the one that it is, or those in its Batch.run. Calls that are no acts are passed over.
func In(input []byte) []Signed {
	if s, err := Decode(input); err == nil {
		return []Signed{s}
	}
	calls, err := Calls(input)
	if err != nil {
		return nil
	}
	var acts []Signed
	for _, call := range calls {
		if s, err := Decode(call.Data); err == nil {
			acts = append(acts, s)
		}
	}
	return acts
}
