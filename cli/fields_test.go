package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTheFieldNamesThatScriptsRelyOnStay holds the names of JSON and CSV fields. A name may be
// added at the end; one that is here never changes or goes.
func TestTheFieldNamesThatScriptsRelyOnStay(t *testing.T) {
	tests := []struct {
		name    string
		columns []column
		want    []string
	}{
		{"account list", accountColumns(), []string{"account", "address", "kind", "file"}},
		{"receivable list", obligationColumns(), []string{
			"receivable", "obligor", "supplier", "face", "currency", "due", "state", "paid", "reference",
		}},
		{"voucher list", lotColumns(), []string{
			"lot", "amount", "currency", "obligor", "holder", "due", "state", "marks", "credited", "offered_to", "until",
		}},
		{"act list", actColumns(), []string{
			"id", "state", "sentence", "tx", "block", "reason", "amount", "currency", "maker", "checker", "expires", "draft",
		}},
		{"quote list --asks", askColumns(), []string{
			"ask", "holder", "lot", "units", "amount", "currency", "obligor", "due", "recourse", "until",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range test.columns {
				got = append(got, c.key)
			}
			if diff := cmp.Diff(test.want, slices.Clip(got[:min(len(got), len(test.want))])); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestExitCodesKeepTheirNumbersAndNames(t *testing.T) {
	want := []string{"ok", "failure", "usage", "not_found", "key", "unreachable", "conflict", "pending", "refused"}
	for number, name := range want {
		if got := Code(number).Name(); got != name {
			t.Errorf("exit code %d is %q, want %q", number, got, name)
		}
	}
}
