package index_test

import (
	"context"
	"errors"
	"math/big"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// lateCrowd is a node that answers for the newest block whatever block it is asked about.
type lateCrowd struct{ *chain.Client }

func (l lateCrowd) AskMany(ctx context.Context, calls []chain.Call, _ *uint64) ([][]byte, error) {
	head, err := l.Head(ctx)
	if err != nil {
		return nil, err
	}
	return l.Client.AskMany(ctx, calls, &head.Number)
}

// movedCrowd is a node whose chain has another block at every height.
type movedCrowd struct{ *chain.Client }

func (movedCrowd) HashAt(context.Context, uint64) (common.Hash, error) { return common.Hash{1}, nil }

func TestAnAuditFindsEverythingAsTheContractsHaveItAndSaysWhereItIsNot(t *testing.T) {
	w := newTown(t)
	w.play()
	open := w.issue(5_000, true)
	w.transfer(open, w.acme, w.bolt, 0, 0, 1_000, false)
	w.follow()
	got, err := w.x.Audit(t.Context(), w.Node, 10)
	if err != nil {
		t.Fatal(err)
	}
	if got.Found != 0 || len(got.Differences) != 0 {
		t.Errorf("differences where there is none: %+v", got.Differences)
	}
	if got.Obligations != 3 || got.Lots < 9 || got.Companies < 7 || got.Lines != 1 || got.Deposits < 3 || got.Questions <= got.Lots+got.Companies {
		t.Errorf("not everything was compared: %+v", got)
	}

	// The chain goes on without the index: a lot is split, a deposit made, a company suspended.
	w.Act(w.bank.Key, contracts.MintCash{Company: 10, To: 43, Currency: 156, Amount: big.NewInt(77), Ref: "late"})
	w.Act(w.acme.Key, contracts.Split{Company: 41, Obligation: open.Big(), Lot: big.NewInt(1_000), Middle: big.NewInt(2_000)})
	w.Act(w.Operator, contracts.SuspendCompany{Company: 1, Id: 42, Suspended: true, Reason: "trial"})
	got, err = w.x.Audit(t.Context(), lateCrowd{w.Node}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if got.Found != 4 || len(got.Differences) != 3 {
		t.Fatalf("%d differences, %+v; want 4, of which three are shown", got.Found, got.Differences)
	}
	var what []string
	for _, d := range got.Differences {
		what = append(what, d.What)
	}
	want := []string{"company 42", "deposit of company 43 at bank 10 in currency 156", "all deposits at bank 10 in currency 156"}
	if diff := cmp.Diff(want, what); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d := got.Differences[0]; !strings.Contains(d.Index, "suspended false") || !strings.Contains(d.Chain, "suspended true") {
		t.Errorf("%+v", d)
	}
	if _, err := w.x.Audit(t.Context(), movedCrowd{w.Node}, 3); !errors.Is(err, index.ErrMoved) {
		t.Errorf("a block that left the chain: %v", err)
	}
}

func TestARebuiltIndexTakesThePlaceOfOneThatIsWrongWhileItIsRead(t *testing.T) {
	w := newTown(t)
	id := w.play()
	w.follow()
	right, history := dump(t, w.x), index.NewHistory(w.x)
	past := func() (text string) {
		err := history.Before(t.Context(), w.Now().Add(1_000_000_000), func(v index.View, _ index.Moment) error {
			var b strings.Builder
			defer func() { text = b.String() }()
			return v.Dump(&b)
		})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if past() != right {
		t.Fatal("the history is not the index's")
	}
	result, err := w.x.Rebuild(t.Context(), nil)
	if err != nil || result.Differed || result.Block != w.x.Status().Block {
		t.Fatalf("%+v, %v", result, err)
	}
	if diff := cmp.Diff(right, dump(t, w.x)); diff != "" {
		t.Errorf("rebuilt (-before +after):\n%s", diff)
	}

	// One that took a lie for the chain: the events of a whole block were kept from it.
	hiding := &hider{Client: w.Node}
	path := filepath.Join(t.TempDir(), "wrong.db")
	x, err := index.Open(hiding, index.Config{Path: path, Deployment: w.Deployment})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	step(t, x)
	w.transfer(id, w.acme, w.bolt, 0, 0, 10, false)
	hiding.hide = true
	step(t, x)
	hiding.hide = false
	w.follow()
	if dump(t, x) == dump(t, w.x) {
		t.Fatal("nothing was kept from it: the test shows nothing")
	}
	history = index.NewHistory(x)
	wrong := past()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Rebuild(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	told := 0
	result, err = x.Rebuild(t.Context(), func(index.Status) { told++ })
	if err != nil || !result.Differed || told == 0 {
		t.Fatalf("%+v, told %d times, %v", result, told, err)
	}
	if diff := cmp.Diff(dump(t, w.x), dump(t, x)); diff != "" {
		t.Errorf("rebuilt (-right +rebuilt):\n%s", diff)
	}
	if now := past(); now == wrong || now != dump(t, w.x) {
		t.Error("the history still is that of the index before")
	}
	// It goes on from there, on its own file.
	w.transfer(id, w.acme, w.bolt, 123, 123, 133, false)
	step(t, x)
	w.follow()
	if diff := cmp.Diff(dump(t, w.x), dump(t, x)); diff != "" {
		t.Errorf("after another act (-right +rebuilt):\n%s", diff)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("files: %v", left)
	}
}
