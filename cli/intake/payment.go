package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
)

const (
	// MaxPayments is how many records a file of payments may have.
	MaxPayments = 100_000
	// MaxPayment is the largest amount of one payment: what 48 bits count of units of 0.01.
	MaxPayment = amount.Amount(1<<48 - 1)
	// maxText is the longest payee or reference, in bytes.
	maxText = 256
)

// ErrTooMany is wrapped by the error about a file of more than MaxPayments records.
var ErrTooMany = errors.New("the file has too many rows")

// ErrLayout is wrapped by errors about a file of payments whose columns or characters cannot be made out.
var ErrLayout = errors.New("the file cannot be read")

// ErrNoRows is wrapped by the error about a file without a record after the first.
var ErrNoRows = errors.New("the file has no rows to pay")

// Unusable is the error about a file of payments none of which can be read.
type Unusable struct {
	// Kind is ErrLayout, ErrNoRows or ErrTooMany.
	Kind error
	// Reason says why.
	Reason Reason
}

// Error is it in English.
func (u *Unusable) Error() string { return u.Kind.Error() + ": " + u.Reason.Error() }

// Unwrap is the kind.
func (u *Unusable) Unwrap() error { return u.Kind }

// Naming is how a record names who is paid.
type Naming string

// The ways to name a company. ByAny is a column that does not say which of the others it is.
const (
	ByAny          Naming = "payee"
	ByID           Naming = "id"
	ByName         Naming = "name"
	ByRegistration Naming = "registration"
	ByVendor       Naming = "vendor"
)

// Payment is one sound record of a file of payments.
type Payment struct {
	// Number is as a Row's.
	Number int
	// Payee is what the record names the payee by, one text or more; all of them are to mean the same company.
	Payee []Name
	// Amount is above zero and at most MaxPayment.
	Amount amount.Amount
	// Currency is zero where the record has none.
	Currency currency.Code
	// Reference is the payer's own, or empty.
	Reference string
}

// Name is one text that names a company.
type Name struct {
	By   Naming
	Text string
}

// Payments is a file of payments.
type Payments struct {
	Rows    []Payment
	Refused []Refused
	// Header is the first record, Records those behind it, from record 2 on; nil for one that cannot be taken apart.
	Header  []string
	Records [][]string
	// Guessed is set where the file is no UTF-8 and has no byte-order mark, so that it was read as GB18030.
	Guessed bool
}

// headings are the names that a column of a file of payments may have, in small letters and without spaces, dashes and underscores.
func headings() map[string][]string {
	return map[string][]string{
		string(ByAny):          {"payee", "supplier", "company", "recipient", "beneficiary", "收款方", "收款人", "收款企业", "供应商"},
		string(ByID):           {"id", "payeeid", "companyid", "企业编号", "公司编号", "收款方编号"},
		string(ByName):         {"name", "payeename", "companyname", "suppliername", "名称", "企业名称", "公司名称", "收款方名称", "供应商名称"},
		string(ByRegistration): {"registration", "registrationno", "registrationnumber", "regno", "统一社会信用代码", "社会信用代码", "注册号"},
		string(ByVendor):       {"vendor", "vendorno", "vendornumber", "vendorid", "supplierno", "suppliernumber", "供应商号", "供应商编号", "供应商编码"},
		"amount":               {"amount", "sum", "金额", "付款金额", "支付金额"},
		"currency":             {"currency", "币种", "货币"},
		"reference":            {"reference", "ref", "paymentreference", "参考号", "付款参考号", "附言", "摘要", "备注"},
	}
}

// unnamed says what the first record lacks.
const unnamed = "its first record has to name the columns: one of payee, id, name, registration or vendor; amount; and reference and currency, if there are; it has: %s"

// namings are the fields that name the payee.
func namings() []Naming { return []Naming{ByAny, ByID, ByName, ByRegistration, ByVendor} }

// ReadPayments reads a whole file of payments: CSV whose first record names the columns, in English or Chinese, with commas, semicolons or
// tabs between. Every other record comes out once, as a Payment whose fields are all sound or as a Refused; who the payees are is not
// looked at. An error is an *Unusable.
func ReadPayments(content []byte) (*Payments, error) {
	text, guessed, err := decodePayments(content)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, &Unusable{ErrNoRows, Because("it is empty")}
	}
	records, header, at, err := payColumns(text)
	if err != nil {
		return nil, err
	}
	p := &Payments{Header: header, Guessed: guessed}
	for number := 2; ; number++ {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if len(p.Records) == MaxPayments {
			return nil, &Unusable{ErrTooMany, Because("it has more than %d", MaxPayments)}
		}
		if err != nil {
			p.Records = append(p.Records, nil)
			p.Refused = append(p.Refused, Refused{number, reasonOf(err)})
			continue
		}
		p.Records = append(p.Records, record)
		p.take(number, record, at)
	}
	if len(p.Rows)+len(p.Refused) == 0 {
		return nil, &Unusable{ErrNoRows, Because("it has the names of columns and nothing below them")}
	}
	return p, nil
}

// decodePayments gives the file in UTF-8, and says whether that it is in GB18030 was concluded from its being no UTF-8. What is then not
// GB18030 either shows as characters that cannot be read, and such rows are refused.
func decodePayments(content []byte) (text []byte, guessed bool, err error) {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return nil, false, &Unusable{ErrLayout, Because("it is in UTF-16: save it as CSV in UTF-8 or GB18030")}
	}
	marked := bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(content, []byte("\x84\x31\x95\x33"))
	guessed = !marked && !utf8.Valid(content)
	if text, err = (plan{gb18030: guessed}).decode(content); err != nil {
		return nil, false, &Unusable{ErrLayout, Because("it is neither in UTF-8 nor in GB18030")}
	}
	return text, guessed, nil
}

// payColumns finds what stands between the fields and which field is what, by the first record.
func payColumns(text []byte) (all *Records, header []string, at map[string]int, err error) {
	var first error
	for _, separator := range []rune{',', ';', '\t'} {
		all = NewRecords(text, separator)
		if header, err = all.Next(); err == nil {
			if at, err = locatePayments(header); err == nil {
				return all, header, at, nil
			}
		} else {
			err = &Unusable{ErrLayout, Because("it has no first record with the columns' names: %s", root(err))}
		}
		if first == nil {
			first = err
		}
	}
	return nil, nil, nil, first
}

// locatePayments finds the columns that a file of payments has.
func locatePayments(header []string) (map[string]int, error) {
	plain := strings.NewReplacer(" ", "", "_", "", "-", "", "\u3000", "")
	at := make(map[string]int)
	for i, title := range header {
		header[i] = strings.TrimSpace(title)
		for field, names := range headings() {
			if !slices.Contains(names, plain.Replace(strings.ToLower(title))) {
				continue
			}
			if earlier, twice := at[field]; twice {
				return nil, &Unusable{ErrLayout, Because("it has two columns for the %s, %q and %q: rename one", field, header[earlier], header[i])}
			}
			at[field] = i
		}
	}
	named := slices.ContainsFunc(namings(), func(by Naming) bool { _, has := at[string(by)]; return has })
	if _, has := at["amount"]; !has || !named {
		return nil, &Unusable{ErrLayout, Because(unnamed, strings.Join(header, ", "))}
	}
	return at, nil
}

// take sorts one record.
func (p *Payments) take(number int, record []string, at map[string]int) {
	refuse := func(reason Reason) { p.Refused = append(p.Refused, Refused{number, reason}) }
	if len(record) != len(p.Header) {
		refuse(Because("has %d fields, the first record %d", len(record), len(p.Header)))
		return
	}
	field := func(name string) string {
		if i, has := at[name]; has {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	row := Payment{Number: number, Reference: field("reference")}
	for _, by := range namings() {
		if text := field(string(by)); text != "" {
			row.Payee = append(row.Payee, Name{by, text})
		}
	}
	for _, text := range append([]Name{{"reference", row.Reference}}, row.Payee...) {
		if strings.ContainsFunc(text.Text, unprintable) {
			refuse(Because("%s %q has characters that cannot be read", text.By, text.Text))
			return
		}
		if len(text.Text) > maxText {
			refuse(Because("%s has %d bytes, at most %d", text.By, len(text.Text), maxText))
			return
		}
	}
	if len(row.Payee) == 0 {
		refuse(Because("names no payee"))
		return
	}
	var err error
	if row.Amount, err = amount.ParsePositive(field("amount")); err != nil {
		refuse(Because("amount %q: %s", field("amount"), root(err)))
		return
	}
	if row.Amount > MaxPayment {
		refuse(Because("amount %s is above %s", row.Amount, MaxPayment))
		return
	}
	if text := field("currency"); text != "" {
		if row.Currency, err = currency.Parse(text); err != nil {
			refuse(Because("currency %q: %s", text, root(err)))
			return
		}
	}
	p.Rows = append(p.Rows, row)
}
