package act

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/contracts"
)

func TestJSONIsDecimalStringsAndFieldsInTheContractsOrder(t *testing.T) {
	signed, err := Direct(contracts.CancelNonce{Company: 31, Cancelled: 1<<64 - 1}, 5, 1_900_000_000)
	if err != nil {
		t.Fatal(err)
	}
	text, err := signed.MarshalJSON()
	want := `{"act":"CancelNonce","message":{"company":"31","cancelled":"18446744073709551615"},"nonce":"5","deadline":"1900000000"}`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v; want %s", text, err, want)
	}
}

func TestJSONThatIsNotExactlyAnActIsRefusedAndSaysWhere(t *testing.T) {
	good := complete(t, sampleTransfer(t), 42, 1_900_000_000)
	encoded, err := good.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	text := string(encoded)
	for name, tc := range map[string]struct{ from, to, says string }{
		"an unknown field outside":  {`{"act"`, `{"extra":1,"act"`, "extra"},
		"an act twice":              {`{"act"`, `{"act":"Split","act"`, "act occurs twice"},
		"capital letters":           {`{"act"`, `{"Act"`, "Act"},
		"an unknown act":            {`"Transfer"`, `"Steal"`, "Steal"},
		"an unknown field inside":   {`{"company"`, `{"extra":"1","company"`, "Transfer.extra"},
		"a field twice":             {`{"company"`, `{"company":"5","company"`, "company occurs twice"},
		"a missing field":           {`"company":"41",`, ``, "Transfer.company"},
		"a number":                  {`"company":"41"`, `"company":41`, "Transfer.company"},
		"a hex number":              {`"company":"41"`, `"company":"0x29"`, "Transfer.company"},
		"a leading zero":            {`"company":"41"`, `"company":"041"`, "Transfer.company"},
		"a plus":                    {`"company":"41"`, `"company":"+41"`, "Transfer.company"},
		"a negative number":         {`"company":"41"`, `"company":"-41"`, "Transfer.company"},
		"a company beyond 32 bits":  {`"company":"41"`, `"company":"4294967296"`, "Transfer.company"},
		"a unit beyond 48 bits":     {`"end":"300000000"`, `"end":"281474976710656"`, "Transfer.end"},
		"nothing":                   {`"end":"300000000"`, `"end":""`, "Transfer.end"},
		"null":                      {`"end":"300000000"`, `"end":null`, "Transfer.end"},
		"an object":                 {`"end":"300000000"`, `"end":{}`, "Transfer.end"},
		"text for a boolean":        {`"recourse":true`, `"recourse":"true"`, "Transfer.recourse"},
		"a short digest":            {`"terms":"0x`, `"terms":"0x00`, "Transfer.terms"},
		"a digest without 0x":       {`"terms":"0x`, `"terms":"`, "Transfer.terms"},
		"a nonce as a number":       {`"nonce":"42"`, `"nonce":42`, "nonce"},
		"a nonce beyond 64 bits":    {`"nonce":"42"`, `"nonce":"18446744073709551616"`, "nonce"},
		"a deadline beyond 40 bits": {`"deadline":"1900000000"`, `"deadline":"1099511627776"`, "deadline"},
		"no deadline":               {`"deadline":"1900000000",`, ``, "deadline"},
		"a signature not in hex":    {`"signature":"0x`, `"signature":"0xzz`, "signature"},
		"a short key":               {`"key":"0x`, `"key":"0x00`, "key"},
		"something after":           {`"signature"`, `"signature":"0x"} {"signature"`, "follows"},
	} {
		edited := strings.Replace(text, tc.from, tc.to, 1)
		if edited == text {
			t.Errorf("%s: %q is not in %s", name, tc.from, text)
			continue
		}
		var got Signed
		if err := got.UnmarshalJSON([]byte(edited)); err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v; want an error about %q", name, err, tc.says)
		}
	}
	for _, none := range []string{``, `null`, `[]`, `"Transfer"`, `{}`, `{"act"`, `{"act":"Transfer","message":[],"nonce":"1","deadline":"1"}`} {
		var got Signed
		if err := got.UnmarshalJSON([]byte(none)); err == nil {
			t.Errorf("%s was taken for %+v", none, got)
		}
	}
}

func TestASignatureSaysWhoseItIsAndAKeyAloneSignsNothing(t *testing.T) {
	signed := complete(t, sampleTransfer(t), 42, 1_900_000_000)
	unsigned, nobody := signed, signed
	unsigned.Signature, nobody.Key = nil, common.Address{}
	var got Signed
	text, err := unsigned.MarshalJSON()
	if err != nil || got.UnmarshalJSON(text) != nil || got.Key != signed.Key {
		t.Errorf("a dry run's act: %s, %v, %+v", text, err, got)
	}
	if err := got.Verify(testDomain); !errors.Is(err, ErrIncomplete) {
		t.Errorf("an unsigned act verifies: %v; want ErrIncomplete", err)
	}
	if text, err = nobody.MarshalJSON(); err != nil {
		t.Fatal(err)
	}
	if err := got.UnmarshalJSON(text); !errors.Is(err, ErrIncomplete) {
		t.Errorf("nobody's signature: %v; want ErrIncomplete", err)
	}
}

func TestTextsThatJSONWouldChangeAreNotSigned(t *testing.T) {
	message := contracts.NameVendor{Company: acme, Supplier: core, Number: "\xd6\xd0"} // GB18030
	if _, err := Sign(keyOf(t, message), testDomain, message, 1, 2); !errors.Is(err, ErrField) {
		t.Errorf("signed: %v; want ErrField", err)
	}
	if _, err := MarshalMessage(message); !errors.Is(err, ErrField) {
		t.Errorf("as JSON: %v; want ErrField", err)
	}
	if _, err := (Signed{Message: message}).Calldata(); err != nil {
		t.Errorf("what a chain may hold cannot be handled: %v", err)
	}
}
