package act

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func TestAnEditedActDoesNotVerify(t *testing.T) {
	good := complete(t, sampleTransfer(t), 42, 1_900_000_000)
	other := testDomain
	other.Salt[0]++
	edit := func(change func(*Signed)) Signed {
		edited := good
		edited.Signature = append([]byte{}, good.Signature...)
		change(&edited)
		return edited
	}
	for name, edited := range map[string]Signed{
		"amount": edit(func(s *Signed) {
			message := s.Message.(contracts.Transfer)
			message.End = big.NewInt(300_000_001)
			s.Message = message
		}),
		"nonce":            edit(func(s *Signed) { s.Nonce++ }),
		"deadline":         edit(func(s *Signed) { s.Deadline++ }),
		"key":              edit(func(s *Signed) { s.Key[0]++ }),
		"r":                edit(func(s *Signed) { s.Signature[5]++ }),
		"v":                edit(func(s *Signed) { s.Signature[64] ^= 7 }),
		"v of 0 or 1":      edit(func(s *Signed) { s.Signature[64] -= 27 }),
		"a signature of 0": edit(func(s *Signed) { s.Signature = make([]byte, 65) }),
		"high s":           edit(func(s *Signed) { malleate(s.Signature) }),
	} {
		var wrong *SignatureError
		if err := edited.Verify(testDomain); !errors.As(err, &wrong) || !errors.Is(err, ErrSignature) || wrong.Want != edited.Key {
			t.Errorf("%s edited: %v; want a SignatureError of %s", name, err, edited.Key)
		}
	}
	if err := good.Verify(other); !errors.Is(err, ErrSignature) {
		t.Errorf("another deployment takes the signature: %v", err)
	}
	if err := good.Verify(testDomain); err != nil {
		t.Errorf("the original does not verify: %v", err)
	}
}

// malleate makes the other signature of the same key over the same digest, which contracts refuse.
func malleate(signature []byte) {
	s := new(big.Int).Sub(crypto.S256().Params().N, new(big.Int).SetBytes(signature[32:64]))
	s.FillBytes(signature[32:64])
	signature[64] ^= 7
}

func TestAContractsSignatureIsLeftToTheChain(t *testing.T) {
	signed := complete(t, sampleTransfer(t), 42, 1_900_000_000)
	signed.Signature = []byte("two of three")
	if err := signed.Verify(testDomain); !errors.Is(err, ErrContractKey) {
		t.Errorf("Verify: %v; want ErrContractKey", err)
	}
	signed.Second = append(common.HexToAddress("0x5").Bytes(), make([]byte, 65)...)
	var wrong *SignatureError
	if err := signed.Verify(testDomain); !errors.As(err, &wrong) || wrong.Part != "second" {
		t.Errorf("a wrong second signature hides behind a contract's: %v", err)
	}
}

func TestTheSecondSignatureIsAnotherKeysOverTheSameMessage(t *testing.T) {
	signed := complete(t, sampleTransfer(t), 42, 1_900_000_000)
	if _, err := signed.AddSecond(maker(t), testDomain); !errors.Is(err, ErrSameKey) {
		t.Errorf("maker as checker: %v; want ErrSameKey", err)
	}
	checker := KeySigner{testKey(t, "checker")}
	both, err := signed.AddSecond(checker, testDomain)
	if err != nil {
		t.Fatal(err)
	}
	if key, ok := both.Checker(); !ok || key != checker.Address() || len(both.Second) != 85 {
		t.Errorf("checker is %s, %v, with %d bytes", key, ok, len(both.Second))
	}
	if err := both.Verify(testDomain); err != nil {
		t.Error(err)
	}
	both.Second[30]++
	var wrong *SignatureError
	if err := both.Verify(testDomain); !errors.As(err, &wrong) || wrong.Part != "second" || wrong.Want != checker.Address() {
		t.Errorf("an edited second signature: %v", err)
	}
	both.Second = append(both.Key.Bytes(), both.Signature...)
	if err := both.Verify(testDomain); !errors.Is(err, ErrSameKey) {
		t.Errorf("the maker's signature twice: %v; want ErrSameKey", err)
	}
	both.Second = []byte{1, 2}
	if err := both.Verify(testDomain); !errors.Is(err, ErrIncomplete) {
		t.Errorf("a stump: %v; want ErrIncomplete", err)
	}
	direct, err := Direct(sampleTransfer(t), 42, 1_900_000_000)
	if err != nil || !direct.IsDirect() || direct.Verify(testDomain) != nil {
		t.Errorf("direct: %+v, %v", direct, err)
	}
	if _, ok := direct.Checker(); ok {
		t.Error("a direct act has a checker")
	}
}

func TestOnlyTheJoiningKeyConsents(t *testing.T) {
	message := contracts.RotateOperator{Company: 1, Key: common.HexToAddress("0x1"), Replacement: KeySigner{testKey(t, "joining")}.Address()}
	signed, err := Sign(maker(t), testDomain, message, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := signed.AddConsent(maker(t), testDomain); !errors.Is(err, ErrSignature) {
		t.Errorf("the maker consents for another: %v", err)
	}
	signed.Consent = signed.Signature
	var wrong *SignatureError
	if err := signed.Verify(testDomain); !errors.As(err, &wrong) || wrong.Part != "consent" {
		t.Errorf("the maker's signature as consent: %v", err)
	}
	transfer := complete(t, sampleTransfer(t), 1, 2)
	if _, err := transfer.AddConsent(KeySigner{testKey(t, "joining")}, testDomain); !errors.Is(err, ErrField) {
		t.Errorf("a transfer with consent: %v", err)
	}
	transfer.Consent = transfer.Signature
	if err := transfer.Verify(testDomain); !errors.Is(err, ErrField) {
		t.Errorf("a transfer that carries a consent: %v", err)
	}
}

func TestAQuoteIsTakenWithItsOwnSignatureOnly(t *testing.T) {
	bank := complete(t, sampleQuote(t), quoteNonce, sampleDeadline)
	hash, err := bank.StructHash()
	if err != nil {
		t.Fatal(err)
	}
	take, err := Sign(maker(t), testDomain, contracts.TakeQuote{Company: acme, Quote: hash, Least: big.NewInt(1)}, 8, 9)
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Verify(testDomain); !errors.Is(err, ErrIncomplete) {
		t.Errorf("without its quote: %v; want ErrIncomplete", err)
	}
	if _, err := take.Calldata(); !errors.Is(err, ErrIncomplete) {
		t.Errorf("calldata without its quote: %v; want ErrIncomplete", err)
	}
	other := bank
	other.Nonce++
	if _, err := take.WithQuote(other); !errors.Is(err, ErrField) {
		t.Errorf("another quote: %v; want ErrField", err)
	}
	if _, err := take.WithQuote(take); !errors.Is(err, ErrField) {
		t.Errorf("an act that is no quote: %v; want ErrField", err)
	}
	if _, err := bank.WithQuote(bank); !errors.Is(err, ErrField) {
		t.Errorf("a quote of a quote: %v; want ErrField", err)
	}
	forged := bank
	forged.Signature = append([]byte{}, bank.Signature...)
	forged.Signature[3]++
	if take, err = take.WithQuote(forged); err != nil {
		t.Fatal(err)
	}
	if err := take.Verify(testDomain); !errors.Is(err, ErrSignature) {
		t.Errorf("a forged quote: %v; want ErrSignature", err)
	}
}

// wallet is a signer that returns what it is told.
type wallet struct {
	KeySigner
	answer []byte
	err    error
}

func (w wallet) SignTypedData(apitypes.TypedData) ([]byte, error) { return w.answer, w.err }

func TestWhatASignerReturnsIsCheckedBeforeItIsBelieved(t *testing.T) {
	good := complete(t, sampleTransfer(t), 1, 2)
	low := append([]byte{}, good.Signature...)
	low[64] -= 27
	key := maker(t)
	for name, answer := range map[string][]byte{"v of 27 or 28": good.Signature, "v of 0 or 1": low} {
		signed, err := Sign(wallet{key, answer, nil}, testDomain, sampleTransfer(t), 1, 2)
		if err != nil || signed.Verify(testDomain) != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Sign(wallet{key, good.Signature, nil}, testDomain, sampleTransfer(t), 2, 2); !errors.Is(err, ErrSignature) {
		t.Errorf("a signature of something else: %v; want ErrSignature", err)
	}
	if _, err := Sign(wallet{key, good.Signature[:64], nil}, testDomain, sampleTransfer(t), 1, 2); !errors.Is(err, ErrContractKey) {
		t.Errorf("64 bytes: %v; want ErrContractKey", err)
	}
	locked := errors.New("locked")
	if _, err := Sign(wallet{key, nil, locked}, testDomain, sampleTransfer(t), 1, 2); !errors.Is(err, locked) {
		t.Errorf("a locked wallet: %v", err)
	}
}

func TestARejectionIsSignedAsPlainText(t *testing.T) {
	key := KeySigner{testKey(t, "checker")}
	text := Rejection(common.Hash{0xab})
	if want := "Tallystick: reject act 0xab" + strings.Repeat("0", 62); string(text) != want {
		t.Errorf("%s; want %s", text, want)
	}
	signature, err := SignText(key, text)
	if err != nil {
		t.Fatal(err)
	}
	if err := VerifyText(key.Address(), text, signature); err != nil {
		t.Error(err)
	}
	if err := VerifyText(key.Address(), Rejection(common.Hash{0xac}), signature); !errors.Is(err, ErrSignature) {
		t.Errorf("of another act: %v; want ErrSignature", err)
	}
	if err := VerifyText(key.Address(), text, nil); !errors.Is(err, ErrContractKey) {
		t.Errorf("nothing: %v; want ErrContractKey", err)
	}
}
