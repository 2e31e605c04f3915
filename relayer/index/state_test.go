package index

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestALongListIsNotCopiedForEachElement(t *testing.T) {
	c := &change{state: newState()}
	lists := make(map[string][]int)
	moved, at := 0, (*int)(nil)
	for n := range 10_000 {
		push(c, lists, "run", n)
		if first := &lists["run"][0]; first != at {
			moved, at = moved+1, first
		}
		amend(c, lists, "run", n, -n)
	}
	if &lists["run"][0] != at || moved > 64 {
		t.Errorf("10,000 elements made the list move %d times", moved)
	}
	c.revert()
	if len(lists) != 0 {
		t.Errorf("after it was taken back there are %v", lists)
	}
}

// TestListsAreWhatTheBlocksThatAreLeftMadeThem asserts that whatever blocks push and amend, and in whatever order they are taken back and made
// anew, lists are what a model that copies everything has, and copies that were taken of them do not change.
func TestListsAreWhatTheBlocksThatAreLeftMadeThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type step struct {
			c      *change
			before map[int][]int
		}
		lists := make(map[int][]int)
		model := make(map[int][]int)
		copied := func() map[int][]int {
			all := make(map[int][]int)
			for key, list := range model {
				all[key] = slices.Clone(list)
			}
			return all
		}
		var stack []step
		var held [][2][]int
		next := 0
		for range rapid.IntRange(1, 30).Draw(t, "blocks") {
			if len(stack) > 0 && rapid.IntRange(0, 2).Draw(t, "undo") == 0 {
				depth := rapid.IntRange(1, len(stack)).Draw(t, "depth")
				for _, s := range slices.Backward(stack[len(stack)-depth:]) {
					s.c.revert()
					model = s.before
				}
				stack = stack[:len(stack)-depth]
			}
			s := step{&change{state: newState()}, copied()}
			for range rapid.IntRange(0, 12).Draw(t, "changes") {
				key := rapid.IntRange(0, 2).Draw(t, "key")
				next++
				if n := len(model[key]); n > 0 && rapid.Bool().Draw(t, "amend") {
					at := rapid.IntRange(0, n-1).Draw(t, "at")
					amend(s.c, lists, key, at, next)
					model[key][at] = next
				} else {
					push(s.c, lists, key, next)
					model[key] = append(model[key], next)
				}
				// What a reader gets is a copy.
				held = append(held, [2][]int{slices.Clone(lists[key]), slices.Clone(model[key])})
			}
			stack = append(stack, s)
			if diff := cmp.Diff(model, lists); diff != "" {
				t.Fatalf("lists (-model +state):\n%s", diff)
			}
		}
		for _, pair := range held {
			if diff := cmp.Diff(pair[1], pair[0]); diff != "" {
				t.Fatalf("a reader's list (-then +now):\n%s", diff)
			}
		}
	})
}
