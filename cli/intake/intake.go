package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
)

// ErrFile is wrapped by errors about a file of which no record can be read.
var ErrFile = errors.New("the file cannot be read as the mapping says")

const (
	// maxVendor is the longest vendor number, in bytes, that the contracts keep.
	maxVendor = 64
	// maxReference is the longest Row.Reference, in bytes, that the contracts keep.
	maxReference = 128
)

// Row is one sound record.
type Row struct {
	// Number counts the file's records from 1, which is the one with the columns' names, as a spreadsheet does.
	Number int
	// Vendor is the supplier's number in the obligor's books, Invoice the invoice's number.
	Vendor, Invoice string
	// Amount is above zero.
	Amount   amount.Amount
	Currency currency.Code
	// Invoiced is the invoice's day; zero where the mapping has none. Due is when it falls due, after Invoiced.
	Invoiced, Due calendar.Day
	// Contract is the contract's number, or empty.
	Contract string
}

// Reference is what identifies the row among its obligor's: vendor and invoice with a slash between, "V-0311/F880100". A slash within the
// vendor number is written %2F (and % as %25), so that no two rows share a reference.
func (r Row) Reference() string {
	return strings.NewReplacer("%", "%25", "/", "%2F").Replace(r.Vendor) + "/" + r.Invoice
}

// DueFrom is the day on which the row falls due when its term is counted from a day instead of the invoice's. Where the invoice's day is not
// known the row's own due day counts.
func (r Row) DueFrom(day calendar.Day) calendar.Day {
	if r.Invoiced == 0 {
		return r.Due
	}
	return day + r.Due - r.Invoiced
}

// Refused is a record that is no Row.
type Refused struct {
	// Number is as a Row's.
	Number int `json:"row"`
	// Reason is for people.
	Reason Reason `json:"reason"`
}

// Read reads a whole file. Its error wraps ErrMapping or ErrFile, or is the reader's; then there are no rows.
func Read(r io.Reader, m Mapping) ([]Row, []Refused, error) {
	p, err := m.plan()
	if err != nil {
		return nil, nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, fmt.Errorf("read the file: %w", err)
	}
	if text, err = p.decode(text); err != nil {
		return nil, nil, err
	}
	records := NewRecords(text, p.separator)
	header, err := records.Next()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: it has no first record with the columns' names: %w", ErrFile, err)
	}
	at, err := p.locate(header)
	if err != nil {
		return nil, nil, err
	}
	s := sieve{plan: p, at: at, width: len(header), seen: make(map[string]Row)}
	for number := 2; ; number++ {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return s.rows, s.refused, nil
		}
		if err != nil {
			s.refuse(number, reasonOf(err))
			continue
		}
		s.take(number, record)
	}
}

// Column reads the distinct values of one column of a file, in the order in which they first occur.
func Column(r io.Reader, m Mapping, name string) ([]string, error) {
	// Every column that must be named is this one: nothing else of the file matters.
	m.Columns = Columns{Vendor: name, Invoice: name, Amount: name, Due: name}
	p, err := m.plan()
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if text, err = p.decode(text); err != nil {
		return nil, err
	}
	records := NewRecords(text, p.separator)
	header, err := records.Next()
	if err != nil {
		return nil, fmt.Errorf("%w: it has no first record with the columns' names: %w", ErrFile, err)
	}
	at, err := p.locate(header)
	if err != nil {
		return nil, err
	}
	var values []string
	seen := make(map[string]bool)
	for {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		if err != nil || len(record) <= at["vendor"] {
			continue
		}
		if value := strings.TrimSpace(record[at["vendor"]]); value != "" && !seen[value] {
			seen[value] = true
			values = append(values, value)
		}
	}
}

// decode gives the file in UTF-8 without a byte-order mark.
func (p plan) decode(text []byte) ([]byte, error) {
	if unmarked, marked := bytes.CutPrefix(text, []byte("\xef\xbb\xbf")); marked {
		text, p.gb18030 = unmarked, false
	} else if unmarked, marked := bytes.CutPrefix(text, []byte("\x84\x31\x95\x33")); marked {
		text, p.gb18030 = unmarked, true
	} else if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return nil, fmt.Errorf("%w: it is in UTF-16: export it as UTF-8 or GB18030", ErrFile)
	}
	if p.gb18030 {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
		if err != nil {
			return nil, fmt.Errorf("%w: it is not in GB18030: %w", ErrFile, err)
		}
		return decoded, nil
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%w: it is not in UTF-8: set encoding = \"gb18030\" in the mapping, if that is what it is", ErrFile)
	}
	return text, nil
}

// locate finds the mapped columns in the header.
func (p plan) locate(header []string) (map[string]int, error) {
	for i, name := range header {
		header[i] = strings.TrimSpace(name)
	}
	at := make(map[string]int)
	for field, column := range map[string]string{
		"vendor": p.columns.Vendor, "invoice": p.columns.Invoice, "amount": p.columns.Amount, "due": p.columns.Due,
		"invoice_date": p.columns.InvoiceDate, "currency": p.columns.Currency, "contract": p.columns.Contract,
	} {
		if column == "" {
			continue
		}
		first := slices.Index(header, column)
		if first < 0 {
			return nil, fmt.Errorf("%w: it has no column %q (%s), only %s", ErrFile, column, field, strings.Join(header, ", "))
		}
		if slices.Contains(header[first+1:], column) {
			return nil, fmt.Errorf("%w: it has two columns %q", ErrFile, column)
		}
		at[field] = first
	}
	return at, nil
}

// sieve sorts records into rows and refused ones.
type sieve struct {
	plan
	at      map[string]int
	width   int
	seen    map[string]Row // by reference
	rows    []Row
	refused []Refused
}

func (s *sieve) refuse(number int, reason Reason) {
	s.refused = append(s.refused, Refused{number, reason})
}

func (s *sieve) take(number int, record []string) {
	if len(record) == 1 && strings.TrimSpace(record[0]) == "" {
		return // a line of spaces
	}
	if len(record) != s.width {
		s.refuse(number, Because("has %d fields, the first record %d", len(record), s.width))
		return
	}
	row, wrong := s.row(number, record)
	if wrong.Text != "" {
		s.refuse(number, wrong)
		return
	}
	if earlier, twice := s.seen[row.Reference()]; twice {
		reason := Because("is row %d again", earlier.Number)
		if row.Number = earlier.Number; row != earlier {
			reason = Because("has the invoice of row %d with other content", earlier.Number)
		}
		s.refuse(number, reason)
		return
	}
	s.seen[row.Reference()] = row
	s.rows = append(s.rows, row)
}

// row reads one record; a reason without a text is none.
func (s *sieve) row(number int, record []string) (Row, Reason) {
	field := func(name string) string {
		at, mapped := s.at[name]
		if !mapped {
			return ""
		}
		return strings.TrimSpace(record[at])
	}
	row := Row{Number: number, Vendor: field("vendor"), Invoice: field("invoice"), Contract: field("contract"), Currency: s.currency}
	for name, text := range map[string]string{"vendor": row.Vendor, "invoice": row.Invoice, "contract": row.Contract} {
		if strings.ContainsFunc(text, unprintable) {
			return row, Because("%s %q has characters that cannot be read", name, text)
		}
	}
	switch {
	case row.Vendor == "":
		return row, Because("has no vendor number")
	case row.Invoice == "":
		return row, Because("has no invoice number")
	case len(row.Vendor) > maxVendor:
		return row, Because("vendor number has %d bytes, at most %d", len(row.Vendor), maxVendor)
	case len(row.Reference()) > maxReference:
		return row, Because("vendor and invoice number have %d bytes together, at most %d", len(row.Reference()), maxReference)
	}
	var err error
	if row.Amount, err = amount.ParsePositive(field("amount")); err != nil {
		return row, Because("amount %q: %s", field("amount"), root(err))
	}
	if row.Amount > amount.MaxFace {
		return row, Because("amount %s is above %s", row.Amount, amount.MaxFace)
	}
	if row.Due, err = s.day(field("due")); err != nil {
		return row, Because("due date %q is not a day in the mapping's format", field("due"))
	}
	if s.columns.InvoiceDate != "" {
		if row.Invoiced, err = s.day(field("invoice_date")); err != nil {
			return row, Because("invoice date %q is not a day in the mapping's format", field("invoice_date"))
		}
		if row.Due <= row.Invoiced {
			return row, Because("due %s is not after the invoice date %s", row.Due, row.Invoiced)
		}
	}
	if s.columns.Currency != "" {
		if row.Currency, err = currency.Parse(field("currency")); err != nil {
			return row, Because("currency %q: %s", field("currency"), root(err))
		}
	}
	return row, Reason{}
}

func (s *sieve) day(text string) (calendar.Day, error) {
	at, err := time.Parse(s.date, text)
	if err != nil {
		return 0, err
	}
	if at.Year() < 1970 {
		return 0, calendar.ErrFormat
	}
	year, month, day := at.Date()
	return calendar.Date(year, month, day), nil
}

// unprintable reports characters that no vendor's or invoice's number has: control characters, and the one that stands for a byte
// sequence that is none of the encoding's.
func unprintable(r rune) bool { return r == utf8.RuneError || r < ' ' || r == 0x7f }
