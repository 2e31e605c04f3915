package act

import (
	"math/big"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyMessage makes a message of a kind with values from all over their types' ranges.
func anyMessage(t *rapid.T, kind Kind) any {
	message := reflect.New(kind.message).Elem()
	for _, f := range kind.fields {
		v := message.Field(f.index)
		if f.item == nil {
			anyValue(t, f, v)
			continue
		}
		count := rapid.IntRange(0, 5).Draw(t, f.Name)
		v.Set(reflect.MakeSlice(v.Type(), count, count))
		for i := range count {
			for _, part := range f.item.fields {
				anyValue(t, part, v.Index(i).Field(part.index))
			}
		}
	}
	return message.Interface()
}

func anyValue(t *rapid.T, f Field, v reflect.Value) {
	switch f.abi.T {
	case abi.UintTy:
		n := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), f.abi.Size/8, f.abi.Size/8).Draw(t, f.Name))
		if v.CanUint() {
			v.SetUint(n.Uint64())
		} else {
			v.Set(reflect.ValueOf(n))
		}
	case abi.BoolTy:
		v.SetBool(rapid.Bool().Draw(t, f.Name))
	case abi.AddressTy:
		v.Set(reflect.ValueOf(common.BytesToAddress(rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, f.Name))))
	case abi.FixedBytesTy:
		v.Set(reflect.ValueOf([32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, f.Name))))
	case abi.StringTy:
		v.SetString(rapid.String().Draw(t, f.Name))
	case abi.BytesTy:
		v.SetBytes(rapid.SliceOf(rapid.Byte()).Draw(t, f.Name))
	default:
		t.Fatalf("no values of type %s", f.Type)
	}
}

func TestWhateverAMessageHoldsItIsHashedAndCarriedWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		message := anyMessage(t, kind)
		nonce := rapid.Uint64().Draw(t, "nonce")
		deadline := rapid.Uint64Max(MaxDeadline).Draw(t, "deadline")

		data, err := TypedData(testDomain, message, nonce, deadline)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := apitypes.TypedDataAndHash(data)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Digest(testDomain, message, nonce, deadline); err != nil || got != common.BytesToHash(want) {
			t.Fatalf("digest %s, %v; want %x", got, err, want)
		}

		signed := Signed{
			Message: message, Nonce: nonce, Deadline: deadline, Key: common.Address{1},
			Signature: rapid.SliceOfN(rapid.Byte(), 1, 100).Draw(t, "signature"),
			Second:    rapid.SliceOf(rapid.Byte()).Draw(t, "second"),
		}
		text, err := signed.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var read Signed
		if err := read.UnmarshalJSON(text); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if diff := cmp.Diff(signed, read, same); diff != "" {
			t.Fatalf("JSON (-signed +read):\n%s", diff)
		}
		if kind.Method == "" || kind.Name == "TakeQuote" {
			return
		}
		calldata, err := signed.Calldata()
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := Decode(calldata)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(signed, decoded, same); diff != "" {
			t.Fatalf("calldata (-signed +decoded):\n%s", diff)
		}
	})
}
