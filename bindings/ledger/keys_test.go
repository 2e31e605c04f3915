package ledger_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/internal/town"
)

func TestAPromiseOutlivesTheKeyThatMadeIt(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, issue(17))
	old, replacement := in.Key(town.NorthernSteel), in.Key(99)
	rotation, err := in.Sign(contracts.RotateOperator{Company: town.NorthernSteel, Key: old.Address(), Replacement: replacement.Address()})
	if err != nil {
		t.Fatal(err)
	}
	if rotation, err = rotation.AddConsent(replacement, in.Network.Domain()); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Ledger.Send(ctx, in.Sender, rotation); err != nil {
		t.Fatal(err)
	}
	promise, err := in.Ledger.Promise(ctx, issued)
	if err != nil || promise.Key != old.Address() {
		t.Errorf("%+v, %v", promise, err)
	}
}

func TestAPromiseByAContractKeySaysThatNoSignatureShowsIt(t *testing.T) {
	ctx, in := newTown(t)
	// A contract that says yes to every signature: it returns the ERC-1271 magic value.
	key := common.Address{0xc0}
	if err := in.Node.CallContext(ctx, nil, "anvil_setCode", key, "0x631626ba7e60e01b60005260206000f3"); err != nil {
		t.Fatal(err)
	}
	admission, err := in.Sign(contracts.SetOperator{
		Company: town.NorthernSteel, Key: key, Roles: 1, Limit: big.NewInt(face), Daily: big.NewInt(2 * face),
	})
	if err != nil {
		t.Fatal(err)
	}
	admission.Consent = []byte("yes")
	if _, err := in.Ledger.Send(ctx, in.Sender, admission); err != nil {
		t.Fatal(err)
	}
	for serial, signature := range map[uint64][]byte{17: []byte("two of three"), 18: make([]byte, 65)} {
		signed, err := act.Direct(issue(serial), serial, act.MaxDeadline)
		if err != nil {
			t.Fatal(err)
		}
		signed.Key, signed.Signature = key, signature
		if _, err := in.Ledger.Send(ctx, in.Sender, signed); err != nil {
			t.Fatal(err)
		}
		id := issued
		id.Serial = serial
		promise, err := in.Ledger.Promise(ctx, id)
		if err != nil || !promise.ByContract || promise.Key != key || promise.Direct {
			t.Errorf("with %d bytes: %+v, %v", len(signature), promise, err)
		}
	}
}
