package index_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// past is how the index stood before a moment, as its dump.
func past(t fataler, h *index.History, moment time.Time) (string, index.Moment) {
	t.Helper()
	var dumped bytes.Buffer
	var at index.Moment
	err := h.Before(context.Background(), moment, func(v index.View, m index.Moment) error {
		at = m
		if v.Status().Block != m.Block || v.Status().Hash != m.Hash {
			t.Fatalf("the view is at %+v, the moment at %+v", v.Status(), m)
		}
		return v.Dump(&dumped)
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return dumped.String(), at
}

func TestThePastIsWhatTheIndexSaidThen(t *testing.T) {
	d := fakeNetwork()
	o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "history")
		if err != nil {
			t.Fatalf("%v", err)
		}
		defer os.RemoveAll(dir)
		f := newFakeChain(ledger{make([]uint32, faceUnits), make([]index.LotState, faceUnits), make([]bool, faceUnits), nil})
		x, err := index.Open(f, index.Config{Path: filepath.Join(dir, "x.db"), Deployment: d, Stride: 7, ReconcileEvery: 1})
		if err != nil {
			t.Fatalf("%v", err)
		}
		defer func() { _ = x.Close() }()
		catchUp(t, x)
		h := index.NewHistory(x)
		// said has the dump after each block of the chain as it now is.
		said := []string{text(t, x)}
		for range rapid.IntRange(1, 8).Draw(t, "rounds") {
			if depth := rapid.IntRange(0, len(f.blocks)-1).Draw(t, "depth"); rapid.Bool().Draw(t, "reorg") {
				f.cutBack(depth)
				said = said[:len(f.blocks)]
			}
			for range rapid.IntRange(1, 5).Draw(t, "blocks") {
				after := f.model().clone()
				f.extend(play(t, d, o.Big(), &after), after)
				catchUp(t, x)
				said = append(said, text(t, x))
			}
			for range rapid.IntRange(1, 4).Draw(t, "questions") {
				at := rapid.IntRange(0, len(f.blocks)-1).Draw(t, "block")
				end := time.Unix(int64(f.blocks[at].Time)+1, 0)
				got, moment := past(t, h, end)
				if diff := cmp.Diff(said[at], got); diff != "" {
					t.Fatalf("after block %d (-then +now):\n%s", at, diff)
				}
				if moment.SameBlock < moment.Block || moment.SameBlock >= uint64(len(f.blocks)) || said[moment.SameBlock] != got {
					t.Fatalf("block %d has another state than block %d: %+v", moment.SameBlock, at, moment)
				}
				if at > 0 {
					// A block of the moment itself is not before it.
					if earlier, _ := past(t, h, end.Add(-time.Second)); earlier != said[at-1] {
						t.Fatalf("the state before block %d has something of it", at)
					}
				}
				if f.blocks[moment.SameBlock].Hash != moment.SameHash {
					t.Fatalf("block %d is %s, not %s", moment.SameBlock, f.blocks[moment.SameBlock].Hash, moment.SameHash)
				}
			}
		}
	})
}

func TestBeforeTheFirstEventThereIsNothing(t *testing.T) {
	w := newTown(t)
	w.follow()
	empty, at := past(t, index.NewHistory(w.x), time.Unix(1, 0))
	if empty != "" || at.Block != 0 {
		t.Errorf("at %+v there is %q", at, empty)
	}
}

func TestTwoIndexesHaveOnePast(t *testing.T) {
	w := newTown(t)
	w.follow()
	id := w.play()
	w.follow()
	then, live := w.Now().Add(time.Minute), dump(t, w.x)
	w.Wait(31)
	w.settle(id, 1_000_000)
	if dump(t, w.x) == live {
		t.Fatal("the settlement changed nothing")
	}
	other := w.open(filepath.Join(t.TempDir(), "other.db"), 0)
	step(t, other)
	var moments []index.Moment
	for _, x := range []*index.Index{w.x, other} {
		h := index.NewHistory(x)
		got, at := past(t, h, then)
		if diff := cmp.Diff(live, got); diff != "" {
			t.Errorf("(-then +now):\n%s", diff)
		}
		moments = append(moments, at)
		if newest, _ := past(t, h, w.Now().Add(time.Hour)); newest != dump(t, x) {
			t.Error("the newest past is not the present")
		}
	}
	if diff := cmp.Diff(moments[0], moments[1]); diff != "" {
		t.Errorf("two indexes name other blocks:\n%s", diff)
	}
}

func TestACallerWhoHasGoneEndsTheWork(t *testing.T) {
	w := newTown(t)
	w.follow()
	h := index.NewHistory(w.x)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	err := h.Before(ended, w.Now().Add(time.Hour), func(index.View, index.Moment) error { return nil })
	if err == nil {
		t.Fatal("the work went on")
	}
	if got, _ := past(t, h, w.Now().Add(time.Hour)); got != dump(t, w.x) {
		t.Error("the next caller gets another state")
	}
}
