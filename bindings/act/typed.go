package act

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// TypedData is the message in the form that wallets show and sign (eth_signTypedData_v4).
func TypedData(domain Domain, message any, nonce, deadline uint64) (apitypes.TypedData, error) {
	if _, err := StructHash(message, nonce, deadline); err != nil {
		return apitypes.TypedData{}, err
	}
	k, v, err := valueOf(message)
	if err != nil {
		return apitypes.TypedData{}, err
	}
	if err := k.legible(v); err != nil {
		return apitypes.TypedData{}, err
	}
	fields := make([]apitypes.Type, 0, len(k.fields)+2)
	for _, f := range k.fields {
		fields = append(fields, apitypes.Type{Name: f.Name, Type: f.Type})
	}
	fields = append(fields, apitypes.Type{Name: "nonce", Type: "uint64"}, apitypes.Type{Name: "deadline", Type: "uint40"})
	texts := k.texts(v)
	texts["nonce"] = strconv.FormatUint(nonce, 10)
	texts["deadline"] = strconv.FormatUint(deadline, 10)
	types := apitypes.Types{
		"EIP712Domain": {
			{Name: "name", Type: "string"}, {Name: "version", Type: "string"},
			{Name: "chainId", Type: "uint256"}, {Name: "salt", Type: "bytes32"},
		},
		k.Name: fields,
	}
	for _, it := range k.items() {
		types[it.name] = it.types()
	}
	return apitypes.TypedData{
		Types:       types,
		PrimaryType: k.Name,
		Domain: apitypes.TypedDataDomain{
			Name:    DomainName,
			Version: DomainVersion,
			ChainId: (*math.HexOrDecimal256)(new(big.Int).SetUint64(domain.ChainID)),
			Salt:    domain.Salt.Hex(),
		},
		Message: texts,
	}, nil
}

// WalletJSON is TypedData as wallets take it (eth_signTypedData_v4): without the domain's unused fields, which go-ethereum leaves in
// its JSON empty and others stumble over.
func WalletJSON(domain Domain, message any, nonce, deadline uint64) ([]byte, error) {
	data, err := TypedData(domain, message, nonce, deadline)
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"types":       data.Types,
		"primaryType": data.PrimaryType,
		"domain": map[string]any{
			"name": data.Domain.Name, "version": data.Domain.Version, "chainId": domain.ChainID, "salt": data.Domain.Salt,
		},
		"message": data.Message,
	})
}

// legible refuses texts that JSON would change on their way, and with them what is signed. The contracts take any bytes, so that what
// is read from a chain may hold such texts, and can be hashed and verified.
func (k Kind) legible(v reflect.Value) error {
	for _, f := range k.fields {
		if f.abi.T == abi.StringTy && !utf8.ValidString(v.Field(f.index).String()) {
			return fmt.Errorf("%s.%s: %w: is not UTF-8", k.Name, f.Name, ErrField)
		}
	}
	return nil
}

// texts are a checked message's fields as JSON has them: decimal strings, 0x strings, strings, booleans.
func (k Kind) texts(v reflect.Value) map[string]any {
	texts := make(map[string]any, len(k.fields)+2)
	for _, f := range k.fields {
		texts[f.Name] = f.text(v.Field(f.index))
	}
	return texts
}

func (f Field) text(v reflect.Value) any {
	switch f.abi.T {
	case abi.UintTy:
		if v.CanUint() {
			return strconv.FormatUint(v.Uint(), 10)
		}
		return v.Interface().(*big.Int).String()
	case abi.AddressTy:
		return v.Interface().(common.Address).Hex()
	case abi.FixedBytesTy:
		return common.Hash(v.Interface().([32]byte)).Hex()
	case abi.BytesTy:
		return hexutil.Encode(v.Bytes())
	case abi.SliceTy:
		return f.item.texts(v)
	default:
		return v.Interface()
	}
}

// setFields reads a JSON object that has exactly these fields into the struct that errors call by name.
func setFields(name string, fields []Field, into reflect.Value, data json.RawMessage) error {
	values, err := object(data)
	if err != nil {
		return fmt.Errorf("%s: %w: %w", name, ErrField, err)
	}
	for _, f := range fields {
		raw, ok := values[f.Name]
		if !ok {
			return fmt.Errorf("%s.%s: %w: is missing", name, f.Name, ErrField)
		}
		if err := f.set(into.Field(f.index), raw); err != nil {
			return fmt.Errorf("%s.%s: %w", name, f.Name, err)
		}
		delete(values, f.Name)
	}
	for unknown := range values {
		return fmt.Errorf("%s.%s: %w: there is no such field", name, unknown, ErrField)
	}
	return nil
}

// set reads a field from its JSON form into the message.
func (f Field) set(v reflect.Value, raw json.RawMessage) error {
	if f.item != nil {
		return f.item.set(v, raw)
	}
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return fmt.Errorf("%w: %w", ErrField, err)
	}
	if f.abi.T == abi.BoolTy {
		b, ok := value.(bool)
		if !ok {
			return fmt.Errorf("%w: must be true or false", ErrField)
		}
		v.SetBool(b)
		return nil
	}
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%w: must be a string; numbers are decimal strings", ErrField)
	}
	switch f.abi.T {
	case abi.UintTy:
		n, err := decimal(text, f.abi.Size)
		if err != nil {
			return fmt.Errorf("%w: %q is not a decimal %s", ErrField, text, f.Type)
		}
		if v.CanUint() {
			v.SetUint(n.Uint64())
		} else {
			v.Set(reflect.ValueOf(n))
		}
	case abi.AddressTy:
		b, err := hexutil.Decode(text)
		if err != nil || len(b) != common.AddressLength {
			return fmt.Errorf("%w: %q is not a 0x address of 20 bytes", ErrField, text)
		}
		v.Set(reflect.ValueOf(common.BytesToAddress(b)))
	case abi.FixedBytesTy:
		b, err := hexutil.Decode(text)
		if err != nil || len(b) != common.HashLength {
			return fmt.Errorf("%w: %q is not 0x and 32 bytes", ErrField, text)
		}
		v.Set(reflect.ValueOf([32]byte(b)))
	case abi.BytesTy:
		b, err := hexutil.Decode(text)
		if err != nil || text != hexutil.Encode(b) {
			return fmt.Errorf("%w: %.20q is not 0x and bytes in small letters", ErrField, text)
		}
		v.SetBytes(b)
	case abi.StringTy:
		v.SetString(text)
	default:
		return fmt.Errorf("%w: acts have no fields of type %s", ErrField, f.Type)
	}
	return nil
}

// decimal reads an unsigned number of at most so many bits in its one decimal form.
func decimal(s string, bits int) (*big.Int, error) {
	n, ok := new(big.Int).SetString(s, 10)
	if !ok || n.String() != s || n.Sign() < 0 || n.BitLen() > bits {
		return nil, ErrField
	}
	return n, nil
}
