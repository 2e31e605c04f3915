//go:build !windows

package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestALargeRunWaitsToBeOpenedAndIsProvedFromTheChain commits a run, proves a payment of it with and without a node, and opens its payments one
// by one: through the relayer, by its payee's own first act, and by a transaction of an operator's own.
func TestALargeRunWaitsToBeOpenedAndIsProvedFromTheChain(t *testing.T) {
	t.Parallel()
	place := found(t)
	r := place.issued("steel", "acme", 41, "1,000.00", place.in(40), "committed")
	place.does("bolt", "company", "accept-from", "Acme Parts")
	place.sees("bolt", "Acme Parts +any", "company", "show", "42")
	paid, _ := place.pays(ExitOK, "--commit", "--file", place.writes("run.csv", "payee,amount\nBolt Metal,100.00\nDora Works,200.00\nBolt Metal,50.00\nDora Works,25.00\n"))
	if paid.States["unopened"] != 4 || len(paid.Runs) != 1 {
		t.Fatalf("paid %+v", paid)
	}
	name := paid.Runs[0].Run
	place.sees("acme", name+" +"+r+`:62501-100000 +375.00 +CNY +4 +0`, "voucher", "runs")
	place.sees("acme", `(?s)0 +`+r+`:62501-72500 +Bolt Metal +100.00 +unopened.*3 +`+r+`:97501-100000 +Dora Works +25.00 +unopened`, "voucher", "runs", name)
	place.sees("acme", r+`:72501-92500 +200.00 .* Acme Parts .* unopened`, "voucher", "list", "--state", "unopened")

	// Proved by what the relayer says, and by what the chain has.
	place.sees("dora", `^FROM CHAIN +no`, "voucher", "show", r+":72501")
	var shown struct {
		State string
		Proof leafProof
	}
	if err := json.Unmarshal([]byte(place.tally("voucher", "show", r+":72501", "--profile", "dora", "--rpc", place.rpc, "-o", "json")), &shown); err != nil {
		t.Fatal(err)
	}
	if shown.State != unopened || !shown.Proof.Chain || shown.Proof.Row != 1 || shown.Proof.Count != 4 || shown.Proof.Run.String() != name || len(shown.Proof.Proof) != 2*38 {
		t.Errorf("shown %+v", shown)
	}

	// Whoever opens a payment: whose standing acceptance takes it has it then.
	place.does("acme", "voucher", "open", name, "--row", "0")
	place.sees("bolt", r+`:62501-72500 +100.00`, "voucher", "list")
	// Its payee's answer opens it first, by a transaction of its own too.
	place.fund("dora")
	place.does("dora", "voucher", "accept", r+":72501", "--direct", "--rpc", place.rpc)
	place.sees("dora", r+`:72501-92500 +200.00`, "voucher", "list")
	place.sees("acme", name+` .* 4 +2 +2 +0 `, "voucher", "runs")
	place.fund("acme")
	out, errs, code := place.run("voucher", "open", r+":92501", "--direct", "--rpc", place.rpc, "--profile", "acme", "--dry-run")
	if code != int(ExitOK) || out != "" || !strings.Contains(errs, "2 of 4 payments are open, and 1 are to be opened") {
		t.Errorf("dry run: exit code %d\n%s%s", code, out, errs)
	}
	place.does("acme", "voucher", "open", name, "--direct", "--rpc", place.rpc)
	place.sees("bolt", r+`:92501-97500 +50.00`, "voucher", "list")
	place.sees("dora", `transfer .*25.00`, "inbox")
	place.sees("acme", name+` .* 4 +4 +3 +0 `, "voucher", "runs")

	place.fails(ExitConflict, "is no unopened payment", "acme", "voucher", "open", r+":62501")
	place.fails(ExitNotFound, "has 4 payments, numbered from 0", "acme", "voucher", "open", name, "--row", "4")
	place.fails(ExitNotFound, "there is no payment run P41-1", "acme", "voucher", "open", "P41-1")
	place.fails(ExitUsage, "does not begin with P", "acme", "voucher", "open", "41-1")
	place.fails(ExitUsage, "not for --all", "acme", "voucher", "open", name, "--row", "1", "--all")
	place.fails(ExitNotFound, "there is no payment run P41-1", "acme", "voucher", "runs", "P41-1")
}

func TestBlocksCoverWhatIsNotOpenAndNoMoreThanTheyMust(t *testing.T) {
	closed := func(n int, open ...int) []bool {
		all := make([]bool, n)
		for _, i := range open {
			all[i] = true
		}
		return all
	}
	for name, test := range map[string]struct {
		opened []bool
		want   []leafBlock
	}{
		"a run of one":                 {closed(1), []leafBlock{{0, 0}}},
		"all":                          {closed(130), []leafBlock{{0, 6}, {64, 6}, {128, 1}}},
		"what is left of a block":      {closed(8, 0, 1, 2, 3, 4), []leafBlock{{4, 2}}},
		"two that only the root spans": {closed(4, 0, 3), []leafBlock{{0, 2}}},
		"nothing":                      {closed(3, 0, 1, 2), nil},
		"the odd one at the run's end": {closed(65, seq(64)...), []leafBlock{{64, 0}}},
	} {
		if diff := cmp.Diff(test.want, spans(test.opened), cmp.AllowUnexported(leafBlock{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// seq is 0 to n - 1.
func seq(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
