package house_test

import (
	"math/big"
	"testing"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/run"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
)

// newRunHome is a home whose receivable was paid on to Bolt in so many leaves, some with a company that takes nothing unasked.
func newRunHome(t *testing.T, leaves int, recourse bool) *home {
	t.Helper()
	return newHomeWith(t, func(h *home, acme ground.Member) {
		bolt := h.Admit(42, "Bolt", 0)
		h.Admit(43, "Carrier", 0)
		h.Act(bolt.Key, contracts.AcceptFrom{Company: 42, Sender: 41, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(h.Today()) + 9})
		list := make([]run.Leaf, leaves)
		for i := range list {
			list[i] = run.Leaf{Payee: 42, Amount: 1}
			if i%5 == 4 {
				list[i].Payee = 43
			}
		}
		packed, err := run.Pack(list, 41)
		if err != nil {
			t.Fatal(err)
		}
		h.Act(acme.Key, contracts.PayRun{
			Company: 41, Obligation: h.id.Big(), Lot: new(big.Int), Start: new(big.Int), End: big.NewInt(int64(leaves)), Serial: 1,
			Recourse: recourse, Count: uint32(leaves), Leaves: packed,
		})
	})
}

func TestWhatAPaymentFindsUnopenedIsOpenedAndThenPushed(t *testing.T) {
	for name, recourse := range map[string]bool{"without recourse": false, "with recourse": true} {
		t.Run(name, func(t *testing.T) {
			const leaves = 300
			h := newRunHome(t, leaves, recourse)
			opens := h.keep()
			if again := h.keep(); len(opens) != 3 || len(again) != 3 {
				t.Fatalf("%d calls, and %d after another round; want 3", len(opens), len(again))
			}
			for _, e := range opens {
				receipt, err := h.Node.Receipt(t.Context(), h.Send(e.Act, e.Target, e.Calldata))
				if err != nil || e.Act != "open" || receipt.GasUsed > uint64(e.Gas) || e.Gas > 20_000_000 {
					t.Errorf("%s used %d gas of %d, %v", e.Act, receipt.GasUsed, e.Gas, err)
				}
				if _, err := h.box.Conclude(e.ID, receipt.Tx, receipt.Block, receipt.Height, "sent by the test"); err != nil {
					t.Fatal(err)
				}
			}
			h.follow()
			pushes := h.keep()
			if len(pushes) != 4 {
				t.Fatalf("%d calls after the leaves were opened; want 4", len(pushes))
			}
			for _, e := range pushes {
				h.Send(e.Act, e.Target, e.Calldata)
			}
			h.follow()
			h.index.View(func(v index.View) {
				for _, lot := range v.LotsOf(h.id) {
					holder := uint32(41)
					if lot.Start < leaves && lot.Start%5 != 4 {
						holder = 42
					}
					if lot.Paid != lot.End-lot.Start || lot.Holder != holder {
						t.Errorf("lot %s of company %d got %d", lot.Ref(), lot.Holder, lot.Paid)
					}
				}
			})
		})
	}
}

func TestWhereALeafCannotBeOpenedTheOthersGetTheirShare(t *testing.T) {
	h := newRunHome(t, 2, false)
	opens := h.keep()
	if len(opens) != 1 {
		t.Fatalf("%d calls; want 1", len(opens))
	}
	if _, err := h.box.Fail(opens[0].ID, nil, "for the test"); err != nil {
		t.Fatal(err)
	}
	if pushes := h.keep(); len(pushes) != 1 || pushes[0].Act != "push" {
		t.Errorf("%+v; want a push for the lot that there is", pushes)
	}
}
