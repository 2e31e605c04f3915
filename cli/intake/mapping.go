// Package intake reads receivables out of the CSV files that accounting systems export, through a mapping of their columns, and payments
// out of files whose columns name themselves.
//
// Guarantee: every record of the file comes out once, as a Row or a Payment whose fields are all sound, or as a Refused with its number
// and the reason; a bad record does not stop the next. Money passes as text into whole units of 0.01 and never through a float. What a
// file of receivables is (encoding, separator, date format) is what the mapping says, but for a byte-order mark, which is believed:
// nothing is guessed. A file of payments without a mark that is no UTF-8 is read as GB18030, and says so.
package intake

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/tallystick/tallystick/bindings/currency"
)

// ErrMapping is wrapped by errors about a mapping that cannot be used.
var ErrMapping = errors.New("the mapping cannot be used")

// Mapping says how to read a file. Its TOML form:
//
//	encoding  = "gb18030"      # or utf-8, which is the default
//	separator = ";"            # one character; a comma is the default, "tab" is a tab
//	date      = "D.M.YYYY"     # YYYY, MM or M, DD or D, and what stands between; YYYY-MM-DD is the default
//	currency  = "CNY"          # of rows that have no currency column; CNY is the default
//
//	[columns]                  # the names in the file's first record
//	vendor       = "customerID"      # the supplier's number in the obligor's books
//	invoice      = "invoiceNumber"
//	amount       = "InvoiceAmount"
//	due          = "DueDate"
//	invoice_date = "InvoiceDate"     # may be left out, and so may:
//	currency     = "Currency"
//	contract     = "Contract"
//
// Columns that are not named are ignored.
type Mapping struct {
	Encoding  string  `toml:"encoding"`
	Separator string  `toml:"separator"`
	Date      string  `toml:"date"`
	Currency  string  `toml:"currency"`
	Columns   Columns `toml:"columns"`
}

// Columns are the names of columns in the file's first record.
type Columns struct {
	// Vendor, Invoice, Amount and Due must be named.
	Vendor  string `toml:"vendor"`
	Invoice string `toml:"invoice"`
	Amount  string `toml:"amount"`
	Due     string `toml:"due"`
	// InvoiceDate, Currency and Contract may be empty.
	InvoiceDate string `toml:"invoice_date"`
	Currency    string `toml:"currency"`
	Contract    string `toml:"contract"`
}

// ReadMapping reads a mapping's TOML form strictly.
func ReadMapping(r io.Reader) (Mapping, error) {
	m := Mapping{}
	err := toml.NewDecoder(r).DisallowUnknownFields().Decode(&m)
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		row, _ := unknown.Errors[0].Position()
		return m, fmt.Errorf("%w: line %d: there is no key %q", ErrMapping, row, strings.Join(unknown.Errors[0].Key(), "."))
	}
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrMapping, err)
	}
	_, err = m.plan()
	return m, err
}

// plan is a mapping in the terms of what reads.
type plan struct {
	gb18030   bool
	separator rune
	date      string // as package time writes it
	currency  currency.Code
	columns   Columns
}

// plan checks the mapping and fills in what it leaves open.
func (m Mapping) plan() (plan, error) {
	p := plan{separator: ',', columns: m.Columns}
	bad := func(format string, args ...any) (plan, error) {
		return plan{}, fmt.Errorf("%w: %s", ErrMapping, fmt.Sprintf(format, args...))
	}
	switch strings.ToLower(m.Encoding) {
	case "", "utf-8", "utf8":
	case "gb18030", "gbk", "gb2312": // the first contains the other two
		p.gb18030 = true
	default:
		return bad("encoding %q: use utf-8 or gb18030", m.Encoding)
	}
	if m.Separator == "tab" {
		m.Separator = "\t"
	}
	if m.Separator != "" {
		r, size := utf8.DecodeRuneInString(m.Separator)
		if size != len(m.Separator) || r == utf8.RuneError || strings.ContainsRune("\"\r\n", r) {
			return bad("separator %q: use one character, or tab", m.Separator)
		}
		p.separator = r
	}
	var err error
	if p.date, err = layout(m.Date); err != nil {
		return bad("%v", err)
	}
	if m.Currency == "" {
		m.Currency = "CNY"
	}
	if p.currency, err = currency.Parse(m.Currency); err != nil {
		return bad("%v", err)
	}
	for name, column := range map[string]string{
		"vendor": m.Columns.Vendor, "invoice": m.Columns.Invoice, "amount": m.Columns.Amount, "due": m.Columns.Due,
	} {
		if column == "" {
			return bad("columns.%s is missing: name the column of the file that has it", name)
		}
	}
	return p, nil
}

// layout turns YYYY, MM, M, DD and D into what package time wants; everything else stands for itself.
func layout(text string) (string, error) {
	if text == "" {
		text = "YYYY-MM-DD"
	}
	for _, part := range []string{"Y", "M", "D"} {
		if !strings.Contains(text, part) {
			return "", fmt.Errorf("date %q: has no %s; write it like YYYY-MM-DD or D.M.YYYY", text, part)
		}
	}
	made := strings.NewReplacer("YYYY", "2006", "MM", "01", "DD", "02", "M", "1", "D", "2").Replace(text)
	if strings.Contains(made, "Y") {
		return "", fmt.Errorf("date %q: the year has four digits, YYYY", text)
	}
	// A format that does not read back what it writes would make other days of the file's.
	sample := time.Date(2031, time.October, 23, 0, 0, 0, 0, time.UTC)
	if back, err := time.Parse(made, sample.Format(made)); err != nil || !back.Equal(sample) {
		return "", fmt.Errorf("date %q: names a part twice or cannot be told apart; write it like YYYY-MM-DD", text)
	}
	return made, nil
}
