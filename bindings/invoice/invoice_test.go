package invoice_test

import (
	"errors"
	"testing"

	"github.com/tallystick/tallystick/bindings/invoice"
)

func fingerprint(t *testing.T, i invoice.Invoice) string {
	t.Helper()
	hash, err := i.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	return hash.Hex()
}

func TestWritingAnInvoiceDifferentlyMakesNoOtherInvoice(t *testing.T) {
	one := fingerprint(t, invoice.Invoice{Number: "0311:8841-A", TaxID: "91110000100000000X"})
	for name, same := range map[string]invoice.Invoice{
		"spaces":           {Number: " 0311 8841 a ", TaxID: "9111 0000 1000 0000 0X"},
		"full-width":       {Number: "０３１１：８８４１－Ａ", TaxID: "９１１１００００１００００００００Ｘ"},
		"slashes":          {Number: "0311/8841/A", TaxID: "91110000-10000000-0x"},
		"its kind spelt":   {Kind: "Invoice", Number: "03118841A", TaxID: "91110000100000000x"},
		"other brackets":   {Number: "【0311】（8841）a", TaxID: "91110000100000000X"},
		"a line break":     {Number: "0311\n8841A", TaxID: "91110000100000000X"},
		"a no-break space": {Number: "0311\u00a08841A", TaxID: "91110000100000000X"},
	} {
		if got := fingerprint(t, same); got != one {
			t.Errorf("%s: another fingerprint", name)
		}
	}
}

func TestOtherInvoicesHaveOtherFingerprints(t *testing.T) {
	seen := map[string]string{}
	for name, i := range map[string]invoice.Invoice{
		"one":                         {Number: "03118841", TaxID: "9111"},
		"another number":              {Number: "03118842", TaxID: "9111"},
		"another seller":              {Number: "03118841", TaxID: "9112"},
		"another kind":                {Kind: "vat-special", Number: "03118841", TaxID: "9111"},
		"a digit over the border":     {Number: "031188419", TaxID: "111"},
		"a leading zero counts":       {Number: "3118841", TaxID: "9111"},
		"Chinese letters are letters": {Number: "沪03118841", TaxID: "9111"},
	} {
		hash := fingerprint(t, i)
		if other, twice := seen[hash]; twice {
			t.Errorf("%s has the fingerprint of %s", name, other)
		}
		seen[hash] = name
	}
}

func TestWhatHasNoNumberIsNoInvoice(t *testing.T) {
	for _, i := range []invoice.Invoice{{TaxID: "9111"}, {Number: "0311"}, {Number: ":-/ ", TaxID: "9111"}, {Kind: "—", Number: "1", TaxID: "1"}} {
		if _, err := i.Fingerprint(); !errors.Is(err, invoice.ErrInvoice) {
			t.Errorf("%+v: %v; want ErrInvoice", i, err)
		}
	}
}
