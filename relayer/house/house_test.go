package house_test

import (
	"errors"
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/house"
	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/internal/ground"
	"github.com/tallystick/tallystick/relayer/outbox"
)

const faceUnits = 1_000

// home is a network with one receivable in many lots, and a house that is kept there.
type home struct {
	*ground.Ground
	t     *testing.T
	index *index.Index
	box   *outbox.Outbox
	house *house.House
	late  time.Duration
	id    ref.Obligation
}

func newHome(t *testing.T, lots int) *home {
	t.Helper()
	return newHomeWith(t, func(h *home, acme ground.Member) {
		for i := 1; i < lots; i++ {
			h.Act(acme.Key, contracts.Split{Company: 41, Obligation: h.id.Big(), Lot: new(big.Int), Middle: big.NewInt(int64(faceUnits - i))})
		}
	})
}

// newHomeWith has its receivable paid after the supplier has done what it does with it.
func newHomeWith(t *testing.T, do func(h *home, acme ground.Member)) *home {
	t.Helper()
	h := &home{Ground: ground.New(t), t: t, id: ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}}
	bank, obligor, acme := h.Admit(10, "First Bank", index.Bank), h.Admit(31, "Northern Steel", index.Obligor), h.Admit(41, "Acme", 0)
	h.Act(bank.Key, contracts.GrantLine{Company: 10, Obligor: 31, Currency: 156, Amount: 1e9})
	h.Act(bank.Key, contracts.MintCash{Company: 10, To: 31, Currency: 156, Amount: big.NewInt(1e6), Ref: "in-1"})
	h.Act(acme.Key, contracts.AcceptFrom{Company: 41, Sender: 31, Min: big.NewInt(1), Max: big.NewInt(1e9), Until: uint32(h.Today()) + 9})
	h.Act(obligor.Key, contracts.IssueReceivable{
		Company: 31, Serial: 1, Supplier: 41, Face: big.NewInt(faceUnits), Currency: 156, Due: uint32(h.Today()) + 5, Rules: 1,
	})
	do(h, acme)
	h.Wait(5)
	h.Act(obligor.Key, contracts.SettleReceivable{Company: 31, Receivable: h.id.Big(), Amount: big.NewInt(faceUnits), Bank: 10, Paid: new(big.Int), Interest: big.NewInt(1_000_000)})

	var err error
	if h.index, err = index.Open(h.Node, index.Config{Path: filepath.Join(t.TempDir(), "index.db"), Deployment: h.Deployment}); err != nil {
		t.Fatal(err)
	}
	if h.box, err = outbox.Open(outbox.Config{Path: filepath.Join(t.TempDir(), "outbox.db"), Now: h.clock}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(h.index.Close(), h.box.Close()); err != nil {
			t.Error(err)
		}
	})
	h.house = house.New(house.Config{Deployment: h.Deployment, Index: h.index, Outbox: h.box, Now: h.clock})
	h.follow()
	return h
}

func (h *home) clock() time.Time { return h.Now().Add(h.late) }

func (h *home) follow() {
	h.t.Helper()
	for range 10 {
		if err := h.index.Step(h.t.Context()); err != nil {
			h.t.Fatal(err)
		}
	}
}

// keep does a round, and gives what then is queued.
func (h *home) keep() []outbox.Entry {
	h.t.Helper()
	if err := h.house.Step(); err != nil {
		h.t.Fatal(err)
	}
	queued, err := h.box.Queued(1_000)
	if err != nil {
		h.t.Fatal(err)
	}
	return queued
}

func TestAPaymentToManyLotsIsPushedInParts(t *testing.T) {
	h := newHome(t, 103)
	first := h.keep()
	if again := h.keep(); len(first) != 2 || len(again) != 2 {
		t.Fatalf("%d calls, and %d after another round; want 2", len(first), len(again))
	}
	for _, e := range first {
		receipt, err := h.Node.Receipt(t.Context(), h.Send(e.Act, e.Target, e.Calldata))
		if err != nil || receipt.GasUsed > uint64(e.Gas) || e.Gas > 20_000_000 {
			t.Errorf("a push used %d gas of %d, %v", receipt.GasUsed, e.Gas, err)
		}
		receipt, err = h.Node.Receipt(t.Context(), h.Send(e.Act, e.Target, e.Calldata))
		if err != nil || len(receipt.Logs) != 0 {
			t.Errorf("a second push moved something: %d events, %v", len(receipt.Logs), err)
		}
	}
	h.follow()
	h.index.View(func(v index.View) {
		for _, lot := range v.LotsOf(h.id) {
			if lot.Paid != lot.End-lot.Start {
				t.Errorf("lot %s got %d", lot.Ref(), lot.Paid)
			}
		}
	})
	if more := h.keep(); len(more) != 2 {
		t.Errorf("%d calls after all was pushed; want no more than 2", len(more))
	}
}

func TestAPushThatFailedIsTriedAgainAfterAWhile(t *testing.T) {
	h := newHome(t, 1)
	queued := h.keep()
	if len(queued) != 1 {
		t.Fatalf("%d calls; want 1", len(queued))
	}
	if _, err := h.box.Fail(queued[0].ID, nil, "for the test"); err != nil {
		t.Fatal(err)
	}
	if again := h.keep(); len(again) != 0 {
		t.Error("it was tried again at once")
	}
	h.late = 2 * time.Minute
	if again := h.keep(); len(again) != 1 || again[0].ID != queued[0].ID {
		t.Errorf("two minutes later: %+v", again)
	}
}
