package intake

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

const samples = "../testdata/import/"

func day(t *testing.T, text string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// plain is a mapping of columns that are called what they are.
func plain() Mapping {
	return Mapping{Columns: Columns{Vendor: "vendor", Invoice: "invoice", InvoiceDate: "date", Due: "due", Amount: "amount"}}
}

func sample(t *testing.T, file, mapping string) []Row {
	t.Helper()
	text, err := os.Open(samples + mapping)
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	m, err := ReadMapping(text)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.Open(samples + file)
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	rows, refused, err := Read(data, m)
	if err != nil || len(refused) > 0 {
		t.Fatalf("error %v, refused %v", err, refused)
	}
	return rows
}

func TestTheSameBooksInTwoEncodingsAreTheSameRows(t *testing.T) {
	rows := sample(t, "payables.csv", "mapping.toml")
	if diff := cmp.Diff(rows, sample(t, "payables-gb18030.csv", "mapping-gb18030.toml")); diff != "" {
		t.Errorf("UTF-8 with a mark against GB18030 (-utf8 +gb18030):\n%s", diff)
	}
	var sum amount.Amount
	for _, row := range rows {
		sum += row.Amount
	}
	if len(rows) != 40 || sum != 1420069678 {
		t.Errorf("%d rows of %s in all", len(rows), sum)
	}
	first := Row{
		Number: 2, Vendor: "V-0311", Invoice: "F880100", Amount: rows[0].Amount, Currency: currency.CNY,
		Invoiced: day(t, "2026-08-03"), Due: day(t, "2026-09-02"), Contract: "HT-2026-01",
	}
	if diff := cmp.Diff(first, rows[0]); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
}

func TestARowThatCannotBeIsRefusedWithItsNumberAndTheRestGoOn(t *testing.T) {
	tests := []struct{ name, row, want string }{
		{"no vendor", ",F1,2026-01-01,2026-02-01,1.00", "has no vendor number"},
		{"no invoice", "V1,,2026-01-01,2026-02-01,1.00", "has no invoice number"},
		{"zero", "V1,F1,2026-01-01,2026-02-01,0.00", "above zero"},
		{"negative", "V1,F1,2026-01-01,2026-02-01,-5.00", "negative"},
		{"three decimals", "V1,F1,2026-01-01,2026-02-01,1.234", "more than two decimals"},
		{"no number", "V1,F1,2026-01-01,2026-02-01,ten", "not an amount"},
		{"above any face", "V1,F1,2026-01-01,2026-02-01,1000000000000.01", "is above 1,000,000,000,000.00"},
		{"due before its invoice", "V1,F1,2026-02-01,2026-01-01,1.00", "is not after the invoice date"},
		{"due on its invoice's day", "V1,F1,2026-02-01,2026-02-01,1.00", "is not after the invoice date"},
		{"another date format", "V1,F1,2026-01-01,1/2/2026,1.00", `due date "1/2/2026" is not a day`},
		{"a day that its month does not have", "V1,F1,2026-01-01,2026-02-30,1.00", "is not a day"},
		{"too few fields", "V1,F1,2026-01-01", "has 3 fields, the first record 5"},
		{"a control character", "V1,F\x01,2026-01-01,2026-02-01,1.00", "cannot be read"},
		{"too long a vendor number", strings.Repeat("V", 65) + ",F1,2026-01-01,2026-02-01,1.00", "has 65 bytes, at most 64"},
		{"too long a reference", "V1," + strings.Repeat("F", 126) + ",2026-01-01,2026-02-01,1.00", "have 129 bytes together"},
		{"quotes that do not match", `V1,F"1,2026-01-01,2026-02-01,1.00`, "quotes do not match"},
		{"the first row again", "V0,F0,2026-01-01,2026-02-01,9.99", "is row 2 again"},
		{"the first row's invoice with other content", "V0,F0,2026-01-01,2026-02-01,9.98", "has the invoice of row 2 with other content"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := "vendor,invoice,date,due,amount\nV0,F0,2026-01-01,2026-02-01,9.99\n" + test.row + "\nV9,F9,2026-01-01,2026-02-01,1.00\n"
			rows, refused, err := Read(strings.NewReader(text), plain())
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 2 || rows[0].Number != 2 || rows[1].Number != 4 {
				t.Errorf("rows %v", rows)
			}
			if len(refused) != 1 || refused[0].Number != 3 || !strings.Contains(refused[0].Reason.Error(), test.want) {
				t.Errorf("refused %v, want row 3: …%s…", refused, test.want)
			}
		})
	}
}

func TestAFileThatIsNotAsTheMappingSaysIsRefusedWhole(t *testing.T) {
	head := "vendor,invoice,date,due,amount\n"
	tests := []struct{ name, text, want string }{
		{"empty", "", "no first record"},
		{"a missing column", "vendor,invoice,date,due\n", `no column "amount" (amount), only vendor, invoice, date, due`},
		{"a column twice", "vendor,vendor,invoice,date,due,amount\n", `two columns "vendor"`},
		{"GB18030 said to be UTF-8", head + "\xb9\xa9\xd3\xa6\xc9\xcc,1,2026-01-01,2026-02-01,1.00\n", `set encoding = "gb18030"`},
		{"UTF-16", "\xff\xfev\x00", "UTF-16"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, refused, err := Read(strings.NewReader(test.text), plain())
			if !errors.Is(err, ErrFile) || !strings.Contains(err.Error(), test.want) || rows != nil || refused != nil {
				t.Errorf("rows %v, refused %v, error %v", rows, refused, err)
			}
		})
	}
}

func TestAByteOrderMarkIsBelievedBeforeTheMapping(t *testing.T) {
	m := plain()
	m.Encoding = "gb18030"
	rows, _, err := Read(strings.NewReader("\xef\xbb\xbfvendor,invoice,date,due,amount\n供应商,1,2026-01-01,2026-02-01,1.00\n"), m)
	if err != nil || len(rows) != 1 || rows[0].Vendor != "供应商" {
		t.Errorf("rows %v, error %v", rows, err)
	}
	m.Encoding = ""
	rows, _, err = Read(strings.NewReader("\x84\x31\x95\x33vendor,invoice,date,due,amount\n\xb9\xa9\xd3\xa6\xc9\xcc,1,2026-01-01,2026-02-01,1.00\n"), m)
	if err != nil || len(rows) != 1 || rows[0].Vendor != "供应商" {
		t.Errorf("rows %v, error %v", rows, err)
	}
}

func TestTheTermIsKeptWhateverDayItIsCountedFrom(t *testing.T) {
	row := Row{Invoiced: day(t, "2012-01-06"), Due: day(t, "2012-02-05")}
	if got := row.DueFrom(day(t, "2026-11-21")); got != day(t, "2026-12-21") {
		t.Errorf("30 days from 2026-11-21: %s", got)
	}
	row.Invoiced = 0
	if got := row.DueFrom(day(t, "2026-11-21")); got != row.Due {
		t.Errorf("without an invoice's day the row's own due day counts: %s", got)
	}
}

func TestNoTwoRowsShareAReference(t *testing.T) {
	part := rapid.StringMatching(`[A%/25F]{1,4}`)
	rapid.Check(t, func(t *rapid.T) {
		a := Row{Vendor: part.Draw(t, "vendor"), Invoice: part.Draw(t, "invoice")}
		b := Row{Vendor: part.Draw(t, "another vendor"), Invoice: part.Draw(t, "another invoice")}
		if (a == b) != (a.Reference() == b.Reference()) {
			t.Errorf("%+v is %s, %+v is %s", a, a.Reference(), b, b.Reference())
		}
	})
	if got := (Row{Vendor: "V-0311", Invoice: "F/1"}).Reference(); got != "V-0311/F/1" {
		t.Errorf("reference %s", got)
	}
}

func TestDatesAreWrittenAsTheMappingSays(t *testing.T) {
	for format, text := range map[string]string{
		"": "2026-03-04", "YYYY-MM-DD": "2026-03-04", "M/D/YYYY": "3/4/2026", "D.M.YYYY": "4.3.2026", "DD.MM.YYYY": "04.03.2026",
		"YYYYMMDD": "20260304", "YYYY年M月D日": "2026年3月4日",
	} {
		m := plain()
		m.Date, m.Columns.InvoiceDate = format, ""
		rows, refused, err := Read(strings.NewReader("vendor,invoice,date,due,amount\nV,1,,"+text+",1\n"), m)
		if err != nil || len(rows) != 1 || rows[0].Due != day(t, "2026-03-04") {
			t.Errorf("%q of %q: rows %v, refused %v, error %v", text, format, rows, refused, err)
		}
	}
}

func TestAMappingThatCannotWorkIsRefused(t *testing.T) {
	columns := "[columns]\nvendor='a'\ninvoice='b'\namount='c'\ndue='d'\n"
	tests := []struct{ name, text, want string }{
		{"a misspelt key", "seperator=';'\n" + columns, `line 1: there is no key "seperator"`},
		{"an unknown encoding", "encoding='latin1'\n" + columns, "use utf-8 or gb18030"},
		{"a long separator", "separator='::'\n" + columns, "use one character"},
		{"a date without a day", "date='YYYY-MM'\n" + columns, "has no D"},
		{"a year of two digits", "date='YY-MM-DD'\n" + columns, "four digits"},
		{"an unknown currency", "currency='XXX'\n" + columns, "currency"},
		{"a column that must be named", "[columns]\nvendor='a'\ninvoice='b'\namount='c'\n", "columns.due is missing"},
		{"no TOML", "columns: a\n", "cannot be used"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := ReadMapping(strings.NewReader(test.text)); !errors.Is(err, ErrMapping) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want …%s…", err, test.want)
			}
		})
	}
}

func TestDistinctValuesOfAColumnComeInTheirFirstOrder(t *testing.T) {
	got, err := Column(strings.NewReader("a,b\n2,x\n1,x\n2,y\n,z\n3,z\n"), Mapping{}, "a")
	if diff := cmp.Diff([]string{"2", "1", "3"}, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
}

// Whatever the file, each record after the first comes out once, as a row or as a refusal, and no row is one that the contracts
// would not take.
func TestEveryRecordComesOutOnce(t *testing.T) {
	field := rapid.SampledFrom([]string{"V1", "V2", "", "F1", "F2", "2026-01-01", "2026-02-01", "1.00", "0", "-1", "x", "供应商"})
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.SliceOfN(field, 1, 6), 0, 20).Draw(t, "records")
		text, lines := "vendor,invoice,date,due,amount\n", 0
		for _, record := range records {
			if line := strings.Join(record, ","); line != "" { // an empty line is no record
				text += line + "\n"
				lines++
			}
		}
		rows, refused, err := Read(strings.NewReader(text), plain())
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[int]bool)
		for _, row := range rows {
			seen[row.Number] = true
			if row.Amount <= 0 || row.Due <= row.Invoiced || row.Vendor == "" || row.Invoice == "" {
				t.Errorf("row %+v", row)
			}
		}
		for _, one := range refused {
			if seen[one.Number] {
				t.Errorf("record %d is a row and refused", one.Number)
			}
			seen[one.Number] = true
		}
		if len(seen) != lines {
			t.Errorf("%d of %d records came out of:\n%s", len(seen), lines, text)
		}
	})
}
