package ledger_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/internal/town"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

// payRun pays Bolt so often out of the end of what Acme holds, 1, 2, 3 … units.
func payRun(t *testing.T, serial uint64, lotEnd int64, leaves int, atOnce bool) contracts.PayRun {
	t.Helper()
	list := make([]run.Leaf, leaves)
	for i := range list {
		list[i] = run.Leaf{Payee: town.Bolt, Amount: uint64(i + 1)}
	}
	packed, err := run.Pack(list, town.Acme)
	if err != nil {
		t.Fatal(err)
	}
	return contracts.PayRun{
		Company: town.Acme, Obligation: issued.Big(), Lot: big.NewInt(0), Start: big.NewInt(lotEnd - int64(run.Total(list))), End: big.NewInt(lotEnd),
		Serial: serial, AtOnce: atOnce, Terms: [32]byte{7}, Count: uint32(leaves), Leaves: packed,
	}
}

// TestAPaymentRunIsRebuiltFromTheChainsOwnEvents pays by runs and proves, with nothing but what the chain has, which units each payment is.
func TestAPaymentRunIsRebuiltFromTheChainsOwnEvents(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, accept(town.Acme, town.NorthernSteel))
	do(ctx, t, in, accept(town.Bolt, town.Acme))
	do(ctx, t, in, issue(17))
	paid := payRun(t, 7, face, 300, false)
	signed := do(ctx, t, in, paid)
	end := paid.Start.Int64()
	do(ctx, t, in, payRun(t, 8, end, 3, true))

	name := ref.Run{Company: town.Acme, Serial: 7}
	r, err := in.Ledger.PaymentRun(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	act, err := signed.StructHash()
	if err != nil {
		t.Fatal(err)
	}
	if r.Name != name || r.Obligation != issued || r.Units != (ref.Units{Start: uint64(end), End: face}) || len(r.Leaves) != 300 ||
		r.Terms != paid.Terms || r.Act != act || r.AtOnce || r.Until == 0 {
		t.Errorf("run %+v", r)
	}

	// The tenth payment, and the block of four that it is in.
	units := run.Units(r.Leaves, r.Units.Start)
	found, leaf, err := in.Ledger.PaymentRunAt(ctx, issued, units[9].Start)
	if err != nil || found.Name != name || leaf != 9 {
		t.Fatalf("leaf %d, %v", leaf, err)
	}
	block, err := r.Proof(8, 2)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := block.Verify(len(r.Leaves))
	if err != nil || shown.Root.Hash != r.Root || r.Units.Start+shown.Before != units[8].Start {
		t.Errorf("it proves %+v, error %v", shown, err)
	}
	if _, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[9].Start}); !errors.Is(err, ledger.ErrNoLot) {
		t.Errorf("an unopened leaf is a lot: %v", err)
	}
	to, data := in.Ledger.Opening(r, block)
	opts, err := in.Fund(ctx, in.Key(town.Bolt))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Ledger.Run(ctx, opts, []contracts.Call{{Target: to, Gas: 2_000_000, Data: data}}); err != nil {
		t.Fatal(err)
	}
	claim, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[9].Start, End: units[9].End})
	if err != nil || claim.Holder.ID != town.Bolt || claim.Amount != 10 {
		t.Errorf("opened it is %+v, error %v", claim, err)
	}
	opened, err := in.Ledger.Opened(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	var open []int
	for i, is := range opened {
		if is {
			open = append(open, i)
		}
	}
	if diff := cmp.Diff([]int{8, 9, 10, 11}, open); diff != "" {
		t.Errorf("open leaves (-want +got):\n%s", diff)
	}

	// A run that was done at once has no root, and nothing to open.
	once, err := in.Ledger.PaymentRun(ctx, ref.Run{Company: town.Acme, Serial: 8})
	if err != nil || !once.AtOnce || len(once.Leaves) != 3 {
		t.Errorf("at once: %+v, error %v", once, err)
	}
	if opened, err := in.Ledger.Opened(ctx, once); err != nil || !opened[0] || !opened[2] {
		t.Errorf("opened %v, error %v", opened, err)
	}
	if _, err := in.Ledger.PaymentRun(ctx, ref.Run{Company: town.Acme, Serial: 9}); !errors.Is(err, ledger.ErrNoRun) {
		t.Errorf("a run that is none: %v", err)
	}
	for name, unit := range map[string]uint64{"a lot": 0, "within a leaf": units[9].Start + 1} {
		if _, _, err := in.Ledger.PaymentRunAt(ctx, issued, unit); !errors.Is(err, ledger.ErrNoLeaf) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
