package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/ref"
)

// heldLot is a lot of an obligation of its own, with a number, a due day and an amount.
func heldLot(serial uint64, due calendar.Day, worth amount.Amount) client.Lot {
	o := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: serial}
	return client.Lot{ID: ref.Lot{Obligation: o, End: uint64(worth)}, Obligation: o, Amount: worth, Due: due}
}

func TestAPaymentIsMadeOfTheNearestLotsWithTheFewestCuts(t *testing.T) {
	tests := []struct {
		name string
		lots []client.Lot
		sum  amount.Amount
		want []string
	}{
		{"one lot is exactly the sum, though it is due later", []client.Lot{heldLot(1, 10, 500), heldLot(2, 20, 300)}, 300, []string{"R31-2:1-300"}},
		{"the nearest lot is cut from its end", []client.Lot{heldLot(1, 20, 900), heldLot(2, 10, 500)}, 300, []string{"R31-2:201-500"}},
		{"whole lots first, then one cut", []client.Lot{heldLot(1, 10, 500), heldLot(2, 20, 900)}, 600, []string{"R31-1:1-500", "R31-2:801-900"}},
		{"a later lot is exactly the rest: no cut", []client.Lot{heldLot(1, 10, 500), heldLot(2, 20, 900), heldLot(3, 30, 100)}, 600,
			[]string{"R31-1:1-500", "R31-3:1-100"}},
		{"all of it", []client.Lot{heldLot(1, 10, 500), heldLot(2, 20, 900)}, 1400, []string{"R31-1:1-500", "R31-2:1-900"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parts, err := choose(test.lots, test.sum)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range parts {
				got = append(got, ref.Lot{Obligation: p.lot.Obligation, Start: p.units.Start, End: p.units.End}.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPaymentOfMoreThanThereIsIsRefused(t *testing.T) {
	if _, err := choose([]client.Lot{heldLot(1, 10, 500)}, 501); err == nil || classify(err).Code != ExitRefused {
		t.Errorf("got %v", err)
	}
}

func TestChosenPartsAlwaysAddUpAndCutAtMostOneLot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lots []client.Lot
		var have amount.Amount
		for i, worth := range rapid.SliceOfN(rapid.Int64Range(1, 1000), 1, 12).Draw(t, "amounts") {
			due := calendar.Day(rapid.Uint32Range(1, 5).Draw(t, "due"))
			lots, have = append(lots, heldLot(uint64(i)+1, due, amount.Amount(worth))), have+amount.Amount(worth)
		}
		sum := amount.Amount(rapid.Int64Range(1, int64(have)).Draw(t, "sum"))
		parts, err := choose(lots, sum)
		if err != nil {
			t.Fatal(err)
		}
		var total amount.Amount
		cuts, seen := 0, map[uint64]bool{}
		for _, p := range parts {
			total += p.units.Amount()
			if p.units != p.lot.ID.Units() {
				cuts++
			}
			if seen[p.lot.Obligation.Serial] {
				t.Fatalf("lot %s is chosen twice", p.lot.ID)
			}
			seen[p.lot.Obligation.Serial] = true
			if !p.lot.ID.Units().Contains(p.units) {
				t.Fatalf("units %s are not within lot %s", p.units, p.lot.ID)
			}
		}
		if total != sum || cuts > 1 {
			t.Fatalf("parts add up to %s with %d cuts, want %s with at most one", total, cuts, sum)
		}
	})
}
