package api_test

import (
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

func TestOperatorsAreHeldToRoleLimitAndCompany(t *testing.T) {
	o := newOffice(t, nil)
	clerk, viewer := ground.NewKey(t), ground.NewKey(t)
	for _, add := range []contracts.SetOperator{
		{Company: obligorID, Key: clerk.Address(), Roles: index.Maker, Limit: big.NewInt(1_000), Daily: big.NewInt(noLimit)},
		{Company: obligorID, Key: viewer.Address(), Roles: index.Viewer, Limit: big.NewInt(noLimit), Daily: big.NewInt(noLimit)},
	} {
		key := clerk
		if add.Key == viewer.Address() {
			key = viewer
		}
		signed, err := o.Sign(o.obligor.Key, add).AddConsent(key, o.Deployment.Domain())
		if err != nil {
			t.Fatal(err)
		}
		o.done(signed)
	}
	o.refused(o.Sign(clerk, o.issue(1_001, "")), 422, "refused", "AboveLimit")
	o.refused(o.Sign(viewer, o.issue(10, "")), 422, "refused", "LacksRole")
	o.done(o.Sign(clerk, o.issue(1_000, "")))
	o.done(o.Sign(o.obligor.Key, contracts.RevokeOperator{Company: obligorID, Key: clerk.Address()}))
	o.refused(o.Sign(clerk, o.issue(10, "")), 422, "refused", "NotOperator")
}

func TestAnActOfACompanyWhoseAdmissionIsOnItsWayIsTaken(t *testing.T) {
	o := newOffice(t, nil)
	key := ground.NewKey(t)
	o.post(o.Admission(77, "Late Ltd", 0, key))
	waits := o.post(o.Sign(key, contracts.AcceptFrom{Company: 77, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(5), Until: uint32(o.Today()) + 5}))
	o.finish()
	if got, err := o.client.Act(t.Context(), waits.ID); err != nil || got.State != client.Final {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAMakersActWaitsForItsChecker(t *testing.T) {
	o := newOffice(t, nil)
	checker := ground.NewKey(t)
	add, err := o.Sign(o.obligor.Key, contracts.SetOperator{
		Company: obligorID, Key: checker.Address(), Roles: index.Checker, Limit: big.NewInt(noLimit), Daily: big.NewInt(noLimit),
	}).AddConsent(checker, o.Deployment.Domain())
	if err != nil {
		t.Fatal(err)
	}
	o.done(add)
	o.done(o.Sign(o.obligor.Key, contracts.SetThreshold{Company: obligorID, DualAbove: big.NewInt(1_000)}))

	o.done(o.Sign(o.obligor.Key, o.issue(1_000, "")))
	signed := o.Sign(o.obligor.Key, o.issue(1_001, ""))
	waits := o.post(signed)
	if waits.State != client.Waiting || waits.Needs == nil || *waits.Needs != "checker" {
		t.Fatalf("%+v", waits)
	}
	inbox, err := o.client.Inbox(t.Context(), obligorID)
	if err != nil || len(inbox.Acts) != 1 || inbox.Acts[0].ID != waits.ID {
		t.Errorf("inbox %+v, %v", inbox, err)
	}
	o.finish()

	answer := func(key act.KeySigner) client.Countersignature {
		t.Helper()
		second, err := signed.AddSecond(key, o.Deployment.Domain())
		if err != nil {
			t.Fatal(err)
		}
		return client.Countersignature{Key: key.Address(), Signature: second.Second[common.AddressLength:]}
	}
	_, err = o.client.Second(t.Context(), waits.ID, answer(o.acme.Key))
	o.problem(err, 422, "refused", "NotOperator")
	_, err = o.client.Second(t.Context(), waits.ID, client.Countersignature{Key: o.obligor.Key.Address(), Signature: signed.Signature})
	o.problem(err, 422, "refused", "SameOperator")
	_, err = o.client.Second(t.Context(), waits.ID, client.Countersignature{Key: checker.Address(), Signature: signed.Signature})
	o.problem(err, 422, "refused", "BadSignature")
	released, err := o.client.Second(t.Context(), waits.ID, answer(checker))
	if err != nil || released.State != client.Queued || len(released.Signed.Second) != 85 {
		t.Fatalf("%+v, %v", released, err)
	}
	o.finish()
	if got, err := o.client.Act(t.Context(), waits.ID); err != nil || got.State != client.Final {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = o.client.Second(t.Context(), waits.ID, answer(checker))
	o.problem(err, http.StatusConflict, "conflict", "")

	both, err := o.Sign(o.obligor.Key, o.issue(2_000, "")).AddSecond(checker, o.Deployment.Domain())
	if err != nil {
		t.Fatal(err)
	}
	o.done(both)
}

func TestAContractsSignatureIsAskedForOnChain(t *testing.T) {
	o := newOffice(t, nil)
	// A contract that says yes to every signature (ERC-1271), one that says no, and one that reverts.
	contracts1271 := map[common.Address]string{
		{0xc1}: "0x631626ba7e60e01b60005260206000f3",
		{0xc2}: "0x60006000526020600060f3",
		{0xc3}: "0x60006000fd",
	}
	for address, code := range contracts1271 {
		o.Call(nil, "anvil_setCode", address, code)
	}
	admission := func(id uint32, key common.Address) act.Signed {
		t.Helper()
		signed := o.Sign(o.Operator, contracts.AdmitCompany{
			Company: ground.Desk, Id: id, Name: "Contract", Registration: key.Hex(), Key: key, DualAbove: big.NewInt(noLimit),
		})
		signed.Consent = []byte{1, 2, 3}
		return signed
	}
	o.done(admission(71, common.Address{0xc1}))
	for id, key := range map[uint32]common.Address{72: {0xc2}, 73: {0xc3}, 74: {0xc4}} {
		o.refused(admission(id, key), 422, "refused", "BadSignature")
	}
	signed, err := act.Direct(contracts.AcceptFrom{
		Company: 71, Sender: acmeID, Min: big.NewInt(1), Max: big.NewInt(5), Until: uint32(o.Today()) + 5,
	}, 9, act.MaxDeadline)
	if err != nil {
		t.Fatal(err)
	}
	signed.Key, signed.Signature = common.Address{0xc1}, []byte("two of three")
	o.done(signed)
}

func TestTheLargestActsHaveGasEnough(t *testing.T) {
	o := newOffice(t, nil)
	key := ground.NewKey(t)
	admission, err := o.Sign(o.Operator, contracts.AdmitCompany{
		Company: ground.Desk, Id: 1<<32 - 1, Name: strings.Repeat("n", 256), Registration: strings.Repeat("r", 64), Key: key.Address(),
		Capacities: 7, DualAbove: big.NewInt(noLimit - 1), Documents: common.Hash{1},
	}).AddConsent(key, o.Deployment.Domain())
	if err != nil {
		t.Fatal(err)
	}
	o.done(admission)
	o.done(o.Sign(o.bolt.Key, contracts.AcceptFrom{
		Company: boltID, Sender: obligorID, Min: big.NewInt(1), Max: big.NewInt(1e9), PerDay: 5, Until: uint32(o.Today()) + 9,
	}))
	issue := o.issue(1_000_000, strings.Repeat("f", 128))
	issue.Supplier, issue.Serial = boltID, 1<<63
	issue.ContractDigest, issue.InvoicesDigest, issue.Justification = common.Hash{1}, common.Hash{2}, common.Hash{3}
	o.done(o.Sign(o.obligor.Key, issue))
	o.done(o.Sign(o.bank.Key, contracts.MintCash{
		Company: bankID, To: boltID, Currency: cny, Amount: big.NewInt(1), Ref: strings.Repeat("m", 400),
	}))
}

func TestTheLargestPaymentRunHasGasAndRoomEnough(t *testing.T) {
	o := newOffice(t, nil)
	o.done(o.Sign(o.bolt.Key, contracts.AcceptFrom{
		Company: boltID, Sender: obligorID, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(o.Today()) + 9,
	}))
	issue := o.issue(1_000_000, "run")
	issue.Supplier = boltID
	o.done(o.Sign(o.obligor.Key, issue))
	id := ref.Obligation{Module: ref.Receivables, Company: obligorID, Serial: issue.Serial}
	leaves := make([]run.Leaf, run.MostInRun)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: 1<<32 - 1 - uint32(i), Amount: 7}
	}
	packed, err := run.Pack(leaves, boltID)
	if err != nil {
		t.Fatal(err)
	}
	o.done(o.Sign(o.bolt.Key, contracts.PayRun{
		Company: boltID, Obligation: id.Big(), Lot: new(big.Int), Start: new(big.Int), End: new(big.Int).SetUint64(run.Total(leaves)), Serial: 1<<64 - 1,
		Recourse: true, Terms: common.Hash{1}, Count: uint32(len(leaves)), Leaves: packed,
	}))
}
