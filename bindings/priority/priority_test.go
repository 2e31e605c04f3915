package priority_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/priority"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, time.March, day, hour, minute, 0, 0, time.UTC)
}

func names(shares []priority.Share) (list []string) {
	for _, s := range shares {
		list = append(list, s.Claimant)
	}
	return list
}

// TestR_C08 has the four branches of the rule, and the network's vector V-PRIO-1.
func TestR_C08_WhoComesFirst(t *testing.T) {
	for name, tc := range map[string]struct {
		claims []priority.Claim
		left   amount.Amount
		order  []string
		gets   []amount.Amount
	}{
		"V-PRIO-1: registered before notified, the earlier registration first": {
			[]priority.Claim{
				{Claimant: "F1", Amount: 100, Notified: at(1, 0, 0)},
				{Claimant: "F2", Amount: 100, Registered: at(5, 10, 0)},
				{Claimant: "F3", Amount: 100, Registered: at(5, 9, 59)},
			}, 250, []string{"F3", "F2", "F1"}, []amount.Amount{100, 100, 50},
		},
		"by time of registration, whoever was notified first": {
			[]priority.Claim{
				{Claimant: "A", Amount: 70, Registered: at(3, 0, 0), Notified: at(1, 0, 0)},
				{Claimant: "B", Amount: 70, Registered: at(2, 0, 0)},
			}, 100, []string{"B", "A"}, []amount.Amount{70, 30},
		},
		"unregistered: by the first notice that reached the debtor": {
			[]priority.Claim{
				{Claimant: "A", Amount: 70, Notified: at(3, 0, 0)},
				{Claimant: "B", Amount: 70, Notified: at(2, 23, 59)},
				{Claimant: "C", Amount: 70},
			}, 150, []string{"B", "A", "C"}, []amount.Amount{70, 70, 10},
		},
		"neither: pro rata, to the cent": {
			[]priority.Claim{{Claimant: "A", Amount: 100}, {Claimant: "B", Amount: 100}, {Claimant: "C", Amount: 100}},
			100, []string{"A", "B", "C"}, []amount.Amount{34, 33, 33},
		},
		"registered in the same minute: they share": {
			[]priority.Claim{
				{Claimant: "A", Amount: 300, Registered: at(1, 9, 0)},
				{Claimant: "B", Amount: 100, Registered: at(1, 9, 0)},
				{Claimant: "C", Amount: 100, Registered: at(1, 8, 59)},
			}, 300, []string{"C", "A", "B"}, []amount.Amount{100, 150, 50},
		},
		"nothing to share": {[]priority.Claim{{Claimant: "A", Amount: 1}}, 0, []string{"A"}, []amount.Amount{0}},
		"more than anybody claims": {
			[]priority.Claim{{Claimant: "A", Amount: 1}, {Claimant: "B", Amount: amount.MaxFace}}, amount.MaxFace, []string{"A", "B"},
			[]amount.Amount{1, amount.MaxFace - 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			shares, err := priority.Order(tc.claims, tc.left)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.order, names(shares)); diff != "" {
				t.Errorf("order (-want +got):\n%s", diff)
			}
			for i, s := range shares {
				if s.Gets != tc.gets[i] {
					t.Errorf("%s gets %s; want %s", s.Claimant, s.Gets, tc.gets[i])
				}
			}
		})
	}
}

func TestWhatIsNoClaimIsNotRanked(t *testing.T) {
	for name, claims := range map[string][]priority.Claim{
		"no name":    {{Amount: 1}},
		"twice":      {{Claimant: "A", Amount: 1}, {Claimant: "A", Amount: 2}},
		"no amount":  {{Claimant: "A"}},
		"a negative": {{Claimant: "A", Amount: -1}},
	} {
		if _, err := priority.Order(claims, 1); !errors.Is(err, priority.ErrClaim) {
			t.Errorf("%s: %v; want ErrClaim", name, err)
		}
	}
}

func TestOrderNeitherLosesNorMakesACentAndHeedsNoInputOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moment := func(label string) time.Time {
			if !rapid.Bool().Draw(t, label+" given") {
				return time.Time{}
			}
			return at(1, 0, rapid.IntRange(0, 3).Draw(t, label))
		}
		var claims []priority.Claim
		var sum amount.Amount
		for i := range rapid.IntRange(1, 8).Draw(t, "claims") {
			c := priority.Claim{
				Claimant: string(rune('A' + i)), Amount: amount.Amount(rapid.Int64Range(1, 1e14).Draw(t, "amount")),
				Registered: moment("registered"), Notified: moment("notified"),
			}
			claims, sum = append(claims, c), sum+c.Amount
		}
		left := amount.Amount(rapid.Int64Range(0, 1e15).Draw(t, "left"))
		shares, err := priority.Order(claims, left)
		if err != nil {
			t.Fatal(err)
		}
		var given amount.Amount
		for i, s := range shares {
			given += s.Gets
			if s.Gets < 0 || s.Gets > s.Amount {
				t.Fatalf("%s gets %s of %s", s.Claimant, s.Gets, s.Amount)
			}
			if i > 0 && s.Rank > shares[i-1].Rank && s.Gets > 0 && shares[i-1].Gets < shares[i-1].Amount {
				t.Fatalf("%s gets something before %s has all", s.Claimant, shares[i-1].Claimant)
			}
		}
		if given != min(left, sum) {
			t.Fatalf("%s was given of %s, wanted %s", given, left, sum)
		}
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "shuffle"))).Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		again, err := priority.Order(claims, left)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(shares, again); diff != "" {
			t.Fatalf("in another order (-before +after):\n%s", diff)
		}
	})
}
