package intake

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/amount"
)

// file is a committed sample.
func file(f *testing.F, name string) []byte {
	f.Helper()
	text, err := os.ReadFile(samples + name)
	if err != nil {
		f.Fatal(err)
	}
	return text
}

// once asserts that the numbers of what was taken and of what was refused are each record's from 2 on, once, but for lines of spaces, and that each
// refusal says why. It gives how many there are.
func once(t *testing.T, text []byte, taken []int, refused []Refused) int {
	t.Helper()
	seen := make(map[int]bool)
	for _, number := range taken {
		if number < 2 || seen[number] {
			t.Errorf("row %d is taken twice, or is none", number)
		}
		seen[number] = true
	}
	for _, r := range refused {
		if r.Number < 2 || seen[r.Number] {
			t.Errorf("row %d is refused and taken, or twice, or is none", r.Number)
		}
		seen[r.Number] = true
		if said := r.Reason.Error(); said == "" || misprinted(said, text) {
			t.Errorf("row %d is refused because %q", r.Number, said)
		}
	}
	return len(seen)
}

// misprinted tells whether a reason's text and its arguments do not fit each other.
func misprinted(said string, text []byte) bool {
	return strings.Contains(said, "%!") && !bytes.Contains(text, []byte("%!"))
}

// lines counts the lines behind the first that have anything on them; not ok where quotes may make one record of several.
func lines(text []byte) (n int, ok bool) {
	if bytes.ContainsRune(text, '"') {
		return 0, false
	}
	for _, line := range bytes.Split(text, []byte("\n")) {
		if len(bytes.TrimSuffix(line, []byte("\r"))) > 0 {
			n++
		}
	}
	return n - 1, true
}

// FuzzRead asserts of a file of receivables that each of its records comes out once, taken or refused with its reason; that one that is sound is taken
// whatever stands before it; and that what is taken reads the same when it is written plainly.
func FuzzRead(f *testing.F) {
	mapping, chinese := file(f, "mapping.toml"), file(f, "mapping-gb18030.toml")
	f.Add(file(f, "payables.csv"), mapping)
	f.Add(file(f, "payables-gb18030.csv"), chinese)
	f.Add([]byte("vendor,invoice,date,due,amount\nV0,F\"0,2026-01-01,2026-02-01,9.99\n\"V1,F1,2026-01-01,2026-02-01,9.99\nV0,F0,2026-01-01,2026-02-01,9.99\n"), []byte(plainTOML))
	f.Add([]byte("vendor,invoice,date,due,amount\n\"V\n0\",F0,,2026-02-01,9.99\n ,\n   \n\n"), []byte(plainTOML))
	f.Fuzz(func(t *testing.T, text, mapping []byte) {
		m, err := ReadMapping(bytes.NewReader(mapping))
		if err != nil {
			if !errors.Is(err, ErrMapping) {
				t.Errorf("%v is no ErrMapping", err)
			}
			m = plain()
		}
		rows, refused, err := Read(bytes.NewReader(text), m)
		if err != nil {
			if !errors.Is(err, ErrFile) && !errors.Is(err, ErrMapping) || rows != nil || refused != nil {
				t.Errorf("%d rows, %d refused, and %v", len(rows), len(refused), err)
			}
			return
		}
		taken := make([]int, len(rows))
		for i, row := range rows {
			taken[i] = row.Number
			if row.Vendor == "" || row.Invoice == "" || row.Amount <= 0 || row.Amount > amount.MaxFace || row.Due == 0 && row.Invoiced != 0 || len(row.Reference()) > maxReference {
				t.Errorf("row %d is taken as %+v", row.Number, row)
			}
		}
		n := once(t, text, taken, refused)
		if want, ok := lines(text); ok && m.Encoding == "" && !bytes.ContainsAny(text, " \t\v\f\u0085\u00a0\u3000") && n != want {
			t.Errorf("%d of %d rows come out", n, want)
		}
		p, err := m.plan()
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := p.decode(text)
		if err != nil || p.separator != ',' || p.date != "2006-01-02" || len(rows) == 0 {
			return
		}
		// The header again, and the rows below it as they were understood, in UTF-8.
		header, err := NewRecords(decoded, p.separator).Next()
		if err != nil {
			t.Fatal(err)
		}
		again := writeRows(t, header, p, rows)
		if again == "" {
			return
		}
		m.Encoding = ""
		reread, bad, err := Read(strings.NewReader(again), m)
		for i := range rows {
			rows[i].Number = i + 2
		}
		if diff := cmp.Diff(rows, reread); diff != "" || len(bad) > 0 || err != nil {
			t.Errorf("refused %v, %v (-read +written and read):\n%s", bad, err, diff)
		}
	})
}

// FuzzPayments asserts the same of a file of payments, and that a sound payment at its end is taken, whatever stands before it.
func FuzzPayments(f *testing.F) {
	f.Add([]byte("payee,amount,currency,reference\n\"Bolt, Metal & Sons\",\"1,500,000.00\",CNY,\"PO \"\"7\"\"\"\n华云精密,0.01,cny,\n"))
	f.Add([]byte("收款方\t金额\t附言\n华云精密\t０.０１\t\n"))
	f.Add([]byte("vendor_no;Reg No;amount\nV-1;9131X;1\n;9132X;1\n;;1\n"))
	f.Add([]byte("payee,amount\n\"Bolt,1.00\nAcme,2.00\nCirrus\",3.00\n"))
	f.Add([]byte("\x84\x31\x95\x33payee,amount\n\xb9\xa9,1\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ReadPayments(text)
		if err != nil {
			var unusable *Unusable
			if !errors.As(err, &unusable) || p != nil || misprinted(err.Error(), text) {
				t.Errorf("%v, %v", p, err)
			}
			return
		}
		taken := make([]int, len(p.Rows))
		for i, row := range p.Rows {
			taken[i] = row.Number
			if len(row.Payee) == 0 || row.Amount <= 0 || row.Amount > MaxPayment || row.Number-2 >= len(p.Records) || p.Records[row.Number-2] == nil {
				t.Errorf("row %d is taken as %+v", row.Number, row)
			}
		}
		n := once(t, text, taken, p.Refused)
		if n != len(p.Records) {
			t.Errorf("%d of %d records come out", n, len(p.Records))
		}
		if want, ok := lines(text); ok && !p.Guessed && !bytes.HasPrefix(text, []byte("\x84\x31\x95\x33")) && n != want {
			t.Errorf("%d of %d lines come out", n, want)
		}
		last := writePayment(t, text)
		if p.Guessed || len(p.Records) == MaxPayments || bytes.HasPrefix(text, []byte("\x84\x31\x95\x33")) {
			return
		}
		more, err := ReadPayments(append(append(bytes.Clone(text), '\n'), last...))
		if err != nil || len(more.Rows) == 0 {
			t.Fatalf("with one more: %v", err)
		}
		if end := more.Rows[len(more.Rows)-1]; end.Reference != "" || end.Amount != 4711 || end.Number != len(more.Records)+1 {
			t.Errorf("what stands before the last row takes it away: it ends with %+v, refused %v", end, more.Refused)
		}
	})
}

// FuzzColumn asserts that the values of a column are each one once, and none is empty.
func FuzzColumn(f *testing.F) {
	f.Add(file(f, "payables.csv"), "Supplier")
	f.Add([]byte("vendor\nA\n\"B\nA\n"), "vendor")
	f.Fuzz(func(t *testing.T, text []byte, name string) {
		values, err := Column(bytes.NewReader(text), Mapping{}, name)
		if err != nil && !errors.Is(err, ErrFile) && !errors.Is(err, ErrMapping) {
			t.Error(err)
		}
		seen := make(map[string]bool)
		for _, value := range values {
			if value == "" || seen[value] {
				t.Errorf("%q", values)
			}
			seen[value] = true
		}
	})
}

// plainTOML is plain as a file.
const plainTOML = "[columns]\nvendor='vendor'\ninvoice='invoice'\ninvoice_date='date'\ndue='due'\namount='amount'\n"

// quoted is a field in quotes.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// writeRows writes a file that has these rows.
func writeRows(t *testing.T, header []string, p plan, rows []Row) string {
	t.Helper()
	at, err := p.locate(header)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	line := func(fields []string) {
		for i, field := range fields {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoted(field))
		}
		b.WriteByte('\n')
	}
	line(header)
	for _, row := range rows {
		fields := make([]string, len(header))
		for field, value := range map[string]string{
			"vendor": row.Vendor, "invoice": row.Invoice, "amount": row.Amount.String(), "due": row.Due.String(), "invoice_date": row.Invoiced.String(),
			"currency": row.Currency.String(), "contract": row.Contract,
		} {
			if i, mapped := at[field]; mapped {
				if fields[i] != "" && fields[i] != value {
					return "" // one column is two fields, and has been written in another way
				}
				fields[i] = value
			}
		}
		line(fields)
	}
	return b.String()
}

// writePayment is a line that is a sound payment of 47.11 in a file of payments.
func writePayment(t *testing.T, text []byte) string {
	t.Helper()
	decoded, _, err := decodePayments(text)
	if err != nil {
		t.Fatal(err)
	}
	all, header, at, err := payColumns(decoded)
	if err != nil {
		t.Fatal(err)
	}
	fields, separator := make([]string, len(header)), all.separator
	for _, by := range namings() {
		if i, has := at[string(by)]; has {
			fields[i] = "9"
			break
		}
	}
	fields[at["amount"]] = "47.11"
	return strings.Join(fields, string(separator)) + "\n"
}
