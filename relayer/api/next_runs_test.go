package api_test

import (
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// onePayee is the leaf of a run that pays one company with a whole lot.
func onePayee(t testing.TB, to uint32, lot client.Lot) []byte {
	t.Helper()
	packed, err := run.Pack([]run.Leaf{{Payee: to, Amount: lot.ID.End - lot.ID.Start}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

func TestWhatMayHappenNextToUnopenedLeavesIsWhatTheContractsWouldDoOnceTheyAreOpen(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id, other := b.born(1, 30), b.born(1, 30)
	b.does(contracts.AcceptFrom{Company: bankID, Sender: acmeID, Min: units(1), Max: units(1e9), Until: uint32(b.Today()) + 60})
	for serial, receivable := range []contracts.PayRun{
		// Two neighbours that are taken, and one to be answered; and one that is all of its debt.
		payment(t, acmeID, id, 1, run.Leaf{Payee: bankID, Amount: 200}, run.Leaf{Payee: bankID, Amount: 100}, run.Leaf{Payee: boltID, Amount: 300}),
		payment(t, acmeID, other, 2, run.Leaf{Payee: boltID, Amount: 1_000}),
	} {
		receivable.Until = uint32(b.Today()) + 1
		receivable.Recourse = serial == 0
		b.does(receivable)
	}
	all := func() {
		t.Helper()
		b.check(id)
		b.check(other)
	}
	all()
	for _, company := range []uint32{acmeID, bankID} {
		b.Act(b.Operator, contracts.SuspendCompany{Company: ground.Desk, Id: company, Suspended: true, Reason: "test"})
		all()
		b.Act(b.Operator, contracts.SuspendCompany{Company: ground.Desk, Id: company, Reason: "test"})
	}
	b.Wait(2)
	all()
	b.Wait(28)
	all()
	b.Wait(4)
	for _, debt := range []contracts.TakeReceivable{{Receivable: id.Big()}, {Receivable: other.Big()}} {
		b.Send("declareDefault", b.Deployment.Address("Settlements"), contracts.NewSettlements().PackDeclareDefault(debt.Receivable))
	}
	all()
}
