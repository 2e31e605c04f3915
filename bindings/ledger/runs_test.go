package ledger_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/internal/town"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/run"
)

func TestAnUnopenedLeafIsLookedThroughAndProvedFromTheChainAlone(t *testing.T) {
	ctx, in := newTown(t)
	do(ctx, t, in, accept(town.Acme, town.NorthernSteel))
	do(ctx, t, in, issue(17))
	leaves := make([]run.Leaf, 300)
	for i := range leaves {
		leaves[i] = run.Leaf{Payee: town.Bolt, Amount: uint64(100 + i)}
	}
	packed, err := run.Pack(leaves, town.Acme)
	if err != nil {
		t.Fatal(err)
	}
	pay := contracts.PayRun{
		Company: town.Acme, Obligation: issued.Big(), Lot: new(big.Int), Start: new(big.Int), End: new(big.Int).SetUint64(run.Total(leaves)),
		Serial: 7, Recourse: true, Count: 300, Leaves: packed,
	}
	signed := do(ctx, t, in, pay)
	act, err := signed.StructHash()
	if err != nil {
		t.Fatal(err)
	}
	name, units := ref.Run{Company: town.Acme, Serial: 7}, run.Units(leaves, 0)

	claim, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[257].Start})
	if err != nil {
		t.Fatal(err)
	}
	leaf := claim.Leaf
	if leaf == nil || claim.Holder.ID != town.Acme || claim.Free || uint64(claim.Amount) != leaves[257].Amount || claim.Obligor.ID != town.NorthernSteel {
		t.Fatalf("%+v", claim)
	}
	if leaf.Run != name || leaf.Row != 257 || leaf.Payee.ID != town.Bolt || leaf.Payee.Name != "Bolt" || !leaf.Recourse || leaf.Opened || leaf.Proposal != run.Proposal(act, 257) {
		t.Errorf("%+v", leaf)
	}
	opened, err := leaf.Block.Verify(300)
	if err != nil || opened.Root.Hash != leaf.Root || opened.Before != units[257].Start {
		t.Errorf("the proof shows %+v, %v", opened, err)
	}

	// The proof opens the leaf, and then it is a lot like others.
	proved, err := in.Ledger.ProveLeaf(ctx, name, 257)
	if err != nil || proved.Opened {
		t.Fatalf("%+v, %v", proved, err)
	}
	b := proved.Block
	if _, err := in.Ledger.Run(ctx, in.Sender, []contracts.Call{{
		Target: in.Network.Address("Lots"), Gas: 1_000_000, Data: contracts.NewLots().PackOpen(issued.Big(), name.Big(), b.First, b.Leaves, b.Proof),
	}}); err != nil {
		t.Fatal(err)
	}
	if claim, err = in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[257].Start}); err != nil || claim.Leaf != nil || claim.Holder.ID != town.Acme {
		t.Errorf("%+v, %v", claim, err)
	}
	if proved, err = in.Ledger.ProveLeaf(ctx, name, 257); err != nil || !proved.Opened {
		t.Errorf("%+v, %v", proved, err)
	}

	for what, tc := range map[string]struct {
		run  ref.Run
		row  uint32
		want error
	}{
		"no such run":  {ref.Run{Company: town.Acme, Serial: 8}, 0, ledger.ErrNoRun},
		"no such leaf": {name, 300, run.ErrRange},
	} {
		if _, err := in.Ledger.ProveLeaf(ctx, tc.run, tc.row); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v; want %v", what, err, tc.want)
		}
	}
	if _, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[257].Start + 1}); !errors.Is(err, ledger.ErrNoLot) {
		t.Errorf("within a leaf: %v; want ErrNoLot", err)
	}
	if _, err := in.Ledger.LookThrough(ctx, ref.Lot{Obligation: issued, Start: units[3].Start, End: units[4].End}); !errors.Is(err, ledger.ErrChanged) {
		t.Errorf("two leaves: %v; want ErrChanged", err)
	}
}
