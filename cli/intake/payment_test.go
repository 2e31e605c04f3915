package intake

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/currency"
)

// gb18030 is a text as Chinese accounting systems export it.
func gb18030(t *testing.T, text string) string {
	t.Helper()
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestAFileOfPaymentsIsReadInWhateverDressItComes(t *testing.T) {
	want := []Payment{
		{Number: 2, Payee: []Name{{ByAny, "Bolt, Metal & Sons"}}, Amount: 150_000_000, Currency: currency.CNY, Reference: `PO "7"`},
		{Number: 3, Payee: []Name{{ByAny, "华云精密"}}, Amount: 1, Currency: currency.CNY},
	}
	plain := "payee,amount,currency,reference\n\"Bolt, Metal & Sons\",\"1,500,000.00\",CNY,\"PO \"\"7\"\"\"\n华云精密,0.01,cny,\n"
	chinese := strings.Replace(plain, "payee,amount,currency,reference", "收款方,金额,币种,附言", 1)
	for name, text := range map[string]string{
		"plain":                 plain,
		"a byte-order mark":     "\xef\xbb\xbf" + plain,
		"CRLF":                  strings.ReplaceAll(plain, "\n", "\r\n"),
		"no last line end":      strings.TrimSuffix(plain, "\n"),
		"Chinese headings":      chinese,
		"GB18030":               gb18030(t, chinese),
		"GB18030 with its mark": "\x84\x31\x95\x33" + gb18030(t, chinese),
		"other headings":        strings.Replace(plain, "payee,amount,currency,reference", " Supplier ,SUM,Currency,Payment Reference", 1),
		"more columns":          "remark,payee,amount,currency,reference\nx,\"Bolt, Metal & Sons\",1500000,156,\"PO \"\"7\"\"\"\n,华云精密,０.０１,CNY,\n",
		"semicolons":            "payee;amount;currency;reference\nBolt, Metal & Sons;1,500,000.00;CNY;\"PO \"\"7\"\"\"\n华云精密;0.01;CNY;\n",
		"tabs":                  "payee\tamount\tcurrency\treference\nBolt, Metal & Sons\t1,500,000.00\tCNY\t\"PO \"\"7\"\"\"\n华云精密\t0.01\tCNY\t\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ReadPayments([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.Rows); diff != "" || len(got.Refused) != 0 {
				t.Errorf("refused %v, rows (-want +got):\n%s", got.Refused, diff)
			}
			if guessed := name == "GB18030"; got.Guessed != guessed {
				t.Errorf("guessed %v", got.Guessed)
			}
			if len(got.Records) != 2 || len(got.Header) < 4 {
				t.Errorf("header %v, records %v", got.Header, got.Records)
			}
		})
	}
}

func TestAPayeeCanBeNamedInMoreThanOneWay(t *testing.T) {
	got, err := ReadPayments([]byte("vendor_no,Reg No,amount\nV-1,9131X,1\n,9132X,1\n,,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Payment{
		{Number: 2, Payee: []Name{{ByRegistration, "9131X"}, {ByVendor, "V-1"}}, Amount: 100},
		{Number: 3, Payee: []Name{{ByRegistration, "9132X"}}, Amount: 100},
	}
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if len(got.Refused) != 1 || got.Refused[0].Number != 4 || got.Refused[0].Reason.Text != "names no payee" {
		t.Errorf("refused %v", got.Refused)
	}
}

func TestAnOpenQuoteTakesNoOtherRowWithIt(t *testing.T) {
	got, err := ReadPayments([]byte("payee,amount\n\"Bolt,1.00\n\n\"Acme\n& Sons\",2.00\n\"Cirrus,3.00\nDora,4.00\n"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, row := range got.Rows {
		names = append(names, row.Payee[0].Text)
	}
	// Where one quote is too many it cannot be said which: the rows that it may belong to are refused each by itself, and those behind them stand.
	if diff := cmp.Diff([]string{"Dora"}, names); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	for i, r := range got.Refused {
		if r.Number != i+2 {
			t.Errorf("refused %v", got.Refused)
		}
	}
	rows, refused, err := Read(strings.NewReader("vendor,invoice,date,due,amount\n\"V1,F1,2026-01-01,2026-02-01,1.00\nV2,F2,2026-01-01,2026-02-01,2.00\n"), plain())
	if err != nil || len(rows) != 1 || rows[0].Vendor != "V2" || rows[0].Number != 3 || len(refused) != 1 || refused[0].Number != 2 {
		t.Errorf("rows %v, refused %v, %v", rows, refused, err)
	}
}

func TestAPaymentThatCannotBeIsRefusedWithItsNumberAndTheRestGoOn(t *testing.T) {
	for _, test := range []struct{ name, row, want string }{
		{"no payee", ",1.00,CNY,", "names no payee"},
		{"no amount", "Bolt,,CNY,", "not an amount"},
		{"zero", "Bolt,0.00,CNY,", "above zero"},
		{"negative", "Bolt,-5.00,CNY,", "negative"},
		{"three decimals", "Bolt,1.234,CNY,", "more than two decimals"},
		{"commas out of place", `Bolt,"1,50.00",CNY,`, "before each three digits"},
		{"no number", "Bolt,ten,CNY,", "not an amount"},
		{"above what 48 bits count", "Bolt,2814749767106.56,CNY,", "amount 2,814,749,767,106.56 is above 2,814,749,767,106.55"},
		{"above what any amount can be", "Bolt,99999999999999999999,CNY,", "920,000,000,000,000.00"},
		{"no currency in circulation", "Bolt,1.00,XYZ,", "not a currency"},
		{"a currency of other units", "Bolt,1.00,JPY,", "not counted in units of 0.01"},
		{"too few fields", "Bolt,1.00", "has 2 fields, the first record 4"},
		{"a control character", "Bo\x01lt,1.00,CNY,", "cannot be read"},
		{"too long a reference", "Bolt,1.00,CNY," + strings.Repeat("x", 257), "has 257 bytes, at most 256"},
		{"quotes that do not match", `Bo"lt,1.00,CNY,`, "quotes do not match"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ReadPayments([]byte("payee,amount,currency,reference\nA,2814749767106.55,CNY,a\n" + test.row + "\nB,1.00,,\n"))
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Rows) != 2 || got.Rows[0].Amount != MaxPayment || got.Rows[1].Number != 4 || got.Rows[1].Currency != 0 {
				t.Errorf("rows %v", got.Rows)
			}
			if len(got.Refused) != 1 || got.Refused[0].Number != 3 || !strings.Contains(got.Refused[0].Reason.Error(), test.want) {
				t.Errorf("refused %v, want row 3: …%s…", got.Refused, test.want)
			}
		})
	}
}

func TestAFileThatHoldsNoPaymentsIsRefusedWhole(t *testing.T) {
	for _, test := range []struct {
		name, text string
		kind       error
		want       string
	}{
		{"empty", "", ErrNoRows, "empty"},
		{"nothing but line ends", "\r\n \n", ErrNoRows, "empty"},
		{"a mark and nothing", "\xef\xbb\xbf", ErrNoRows, "empty"},
		{"headings alone", "payee,amount\n", ErrNoRows, "nothing below them"},
		{"no headings", "Bolt,1.00\nAcme,2.00\n", ErrLayout, "its first record has to name the columns"},
		{"no amounts", "payee,currency\nBolt,CNY\n", ErrLayout, "it has: payee, currency"},
		{"two columns for one thing", "payee,supplier,amount\nBolt,Bolt,1\n", ErrLayout, `two columns for the payee, "payee" and "supplier"`},
		{"UTF-16", "\xff\xfep\x00", ErrLayout, "it is in UTF-16"},
		{"more rows than a run can have", "payee,amount\n" + strings.Repeat("Bolt,1\n", MaxPayments+1), ErrTooMany, "more than 100000"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ReadPayments([]byte(test.text))
			if !errors.Is(err, test.kind) || !strings.Contains(fmt.Sprint(err), test.want) || got != nil {
				t.Errorf("%v, error %v", got, err)
			}
		})
	}
	got, err := ReadPayments([]byte("payee,amount\n" + strings.Repeat("Bolt,1\n", MaxPayments)))
	if err != nil || len(got.Rows) != MaxPayments {
		t.Errorf("as many as there may be: error %v", err)
	}
}

// Whatever the file, each record after the first comes out once, as a payment that can be made or as a refusal.
func TestEveryRecordOfPaymentsComesOutOnce(t *testing.T) {
	field := rapid.SampledFrom([]string{"Bolt", "", "1.00", "0", "-1", "1.234", "CNY", "XXX", `"a,b"`, `"`, "华云", "\xb9\xa9"})
	rapid.Check(t, func(t *rapid.T) {
		text, lines := "payee,amount,currency\n", 0
		for _, record := range rapid.SliceOfN(rapid.SliceOfN(field, 1, 4), 0, 20).Draw(t, "records") {
			if line := strings.Join(record, ","); line != "" {
				text, lines = text+line+"\n", lines+1
			}
		}
		got, err := ReadPayments([]byte(text))
		if errors.Is(err, ErrNoRows) && lines == 0 {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[int]bool)
		for _, row := range got.Rows {
			seen[row.Number] = true
			if row.Amount <= 0 || row.Amount > MaxPayment || len(row.Payee) == 0 {
				t.Errorf("row %+v", row)
			}
		}
		for _, one := range got.Refused {
			if seen[one.Number] {
				t.Errorf("record %d is a payment and refused", one.Number)
			}
			seen[one.Number] = true
		}
		// A quote that nothing closes takes the lines behind it into its record.
		if len(seen) != len(got.Records) || len(seen) > lines {
			t.Errorf("%d of %d records, %d lines, in:\n%s", len(seen), len(got.Records), lines, text)
		}
	})
}
