package act

import (
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tallystick/tallystick/bindings/contracts"
)

// bigs compares numbers by value.
var bigs = cmp.Comparer(func(a, b *big.Int) bool { return (a == nil) == (b == nil) && (a == nil || a.Cmp(b) == 0) })

var same = cmp.Options{bigs, cmpopts.EquateEmpty()}

func TestEveryFunctionThatTakesAnAuthIsAnAct(t *testing.T) {
	parsed, err := abis()
	if err != nil {
		t.Fatal(err)
	}
	for name, contract := range parsed {
		for _, method := range contract.Methods {
			if !takesAuth(method) {
				continue
			}
			kind, err := KindNamed(strings.ToUpper(method.Name[:1]) + method.Name[1:])
			if err != nil && !strings.HasPrefix(method.Name, "authorize") {
				t.Errorf("%s.%s is in no table: %v", name, method.Name, err)
			}
			if err == nil && (kind.Contract != name || kind.Method != method.Name) {
				t.Errorf("%s is said to be %s.%s, and is %s.%s", kind.Name, kind.Contract, kind.Method, name, method.Name)
			}
		}
	}
	if got := len(Kinds()); got != len(samples(t)) {
		t.Errorf("%d kinds, %d samples", got, len(samples(t)))
	}
}

func takesAuth(method abi.Method) bool {
	for _, input := range method.Inputs {
		if slices.Equal(input.Type.TupleRawNames, []string{"key", "nonce", "deadline", "signature", "second"}) {
			return true
		}
	}
	return false
}

func TestNoTwoActsShareASelector(t *testing.T) {
	seen := map[string]string{}
	for _, kind := range Kinds() {
		id := string(kind.method.ID)
		if other, ok := seen[id]; ok && kind.Method != "" {
			t.Errorf("%s and %s have the selector %x", kind.Name, other, id)
		}
		seen[id] = kind.Name
	}
}

func TestHashesAreThoseOfGoEthereumsTypedData(t *testing.T) {
	for _, message := range samples(t) {
		kind, err := KindOf(message)
		if err != nil {
			t.Fatal(err)
		}
		data, err := TypedData(testDomain, message, 42, 1_900_000_000)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := apitypes.TypedDataAndHash(data)
		if err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
		if _, err := Digest(testDomain, &message, 42, 1_900_000_000); err == nil {
			t.Errorf("%s: a pointer to an interface was hashed", kind.Name)
		}
		if got, err := Digest(testDomain, message, 42, 1_900_000_000); err != nil || got != common.BytesToHash(want) {
			t.Errorf("%s: digest %s, %v; want %x", kind.Name, got, err, want)
		}
		if text := string(data.EncodeType(kind.Name)); text != kind.TypeString() {
			t.Errorf("type string\n%s\nwant\n%s", kind.TypeString(), text)
		}
	}
}

func TestContentIsTheSameWhateverTheNonce(t *testing.T) {
	message := sampleQuote(t)
	one, err := ContentID(message)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := ContentID(&message); err != nil || one != two {
		t.Errorf("content of a pointer: %s, %v; want %s", two, err, one)
	}
	message.Serial++
	if other, err := ContentID(message); err != nil || one == other {
		t.Errorf("another content has the same id, %v", err)
	}
	if hash, err := StructHash(message, 1, 2); err != nil || hash == one {
		t.Errorf("struct hash and content id are one, %v", err)
	}
}

func TestNumbersBeyondTheirTypeAreNotHashed(t *testing.T) {
	for name, number := range map[string]*big.Int{
		"missing": nil, "negative": big.NewInt(-1), "49 bits": new(big.Int).Lsh(big.NewInt(1), 48),
	} {
		message := contracts.Split{Company: 1, Obligation: big.NewInt(1), Lot: big.NewInt(0), Middle: number}
		if _, err := StructHash(message, 0, 0); !errors.Is(err, ErrField) || !strings.Contains(err.Error(), "Split.middle") {
			t.Errorf("%s: %v; want ErrField of Split.middle", name, err)
		}
		if _, err := TypedData(testDomain, message, 0, 0); !errors.Is(err, ErrField) {
			t.Errorf("%s as typed data: %v; want ErrField", name, err)
		}
		if _, err := (Signed{Message: message}).Calldata(); !errors.Is(err, ErrField) {
			t.Errorf("%s as calldata: %v; want ErrField", name, err)
		}
	}
	if _, err := StructHash(contracts.CancelNonce{Company: 1}, 0, MaxDeadline+1); !errors.Is(err, ErrField) {
		t.Errorf("a deadline of 41 bits: %v", err)
	}
	for _, none := range []any{nil, 5, "Transfer", contracts.Auth{}, (*contracts.Split)(nil), []contracts.Split{}} {
		if _, err := StructHash(none, 0, 0); !errors.Is(err, ErrUnknownAct) {
			t.Errorf("hash of %T: %v; want ErrUnknownAct", none, err)
		}
	}
}

func TestEveryActSurvivesCalldataAndJSON(t *testing.T) {
	for _, message := range samples(t) {
		signed := complete(t, message, 42, 1_900_000_000)
		t.Run(signed.Name(), func(t *testing.T) {
			if err := signed.Verify(testDomain); err != nil {
				t.Errorf("verify: %v", err)
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
				t.Errorf("JSON (-signed +read):\n%s", diff)
			}
			calldata, err := signed.Calldata()
			if kind, _ := KindNamed(signed.Name()); kind.Method == "" {
				if !errors.Is(err, ErrNotAct) {
					t.Errorf("it is a call: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := Decode(calldata)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(signed, decoded, same); diff != "" {
				t.Errorf("calldata (-signed +decoded):\n%s", diff)
			}
			if company, err := Company(decoded.Message); err != nil || company == 0 {
				t.Errorf("acts for company %d, %v", company, err)
			}
		})
	}
}

func TestActsAreFoundInATransactionWhetherAloneOrInABatch(t *testing.T) {
	split := complete(t, contracts.Split{Company: 1, Obligation: big.NewInt(1), Lot: big.NewInt(0), Middle: big.NewInt(5)}, 1, 2)
	merge := complete(t, contracts.Merge{Company: 1, Obligation: big.NewInt(1), Lot: big.NewInt(0), Right: big.NewInt(5)}, 3, 4)
	var calls []contracts.Call
	for _, signed := range []Signed{split, merge} {
		data, err := signed.Calldata()
		if err != nil {
			t.Fatal(err)
		}
		calls = append(calls, contracts.Call{Gas: 100_000, Data: data}, contracts.Call{Data: []byte{1, 2}})
	}
	run, err := contracts.NewBatch().TryPackRun(calls)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Signed{split, merge}, In(run), same); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Signed{split}, In(calls[0].Data), same); diff != "" {
		t.Error(diff)
	}
	for _, none := range [][]byte{nil, {1}, run[:4], run[:40], make([]byte, 100)} {
		if got := In(none); got != nil {
			t.Errorf("acts in %x: %v", none, got)
		}
	}
}

func TestCalldataThatIsNoActIsRefused(t *testing.T) {
	signed := complete(t, sampleTransfer(t), 1, 2)
	calldata, err := signed.Calldata()
	if err != nil {
		t.Fatal(err)
	}
	beyond := append([]byte{}, calldata...)
	beyond[4+2*32+20] = 1 // the lot's first unit, a uint48 in the third word
	for name, data := range map[string][]byte{
		"nothing": nil, "three bytes": calldata[:3], "selector only": calldata[:4], "cut": calldata[:len(calldata)-64],
		"unknown function": append([]byte{1, 2, 3, 4}, calldata[4:]...), "a lot beyond 48 bits": beyond,
	} {
		if got, err := Decode(data); !errors.Is(err, ErrNotAct) {
			t.Errorf("%s: %+v, %v; want ErrNotAct", name, got, err)
		}
	}
}
