package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/cli/intake"
)

// runRow is a row of a file that is paid.
type runRow struct {
	// Number is the row's in the file, Payee the company's id.
	Number    int           `json:"row"`
	Payee     uint32        `json:"payee"`
	Amount    amount.Amount `json:"amount"`
	Reference string        `json:"reference,omitempty"`
}

// sort finds the payees, and puts apart the rows that cannot be paid. A row with a reference that was paid before is one of them.
func (p *paying) sort(j *runJournal) error {
	if err := p.settleCurrency(); err != nil {
		return err
	}
	begun := make(map[int]bool, len(j.Rows)) // what is signed is no longer judged
	for _, row := range j.Rows {
		begun[row.Number] = true
	}
	p.refused = slices.Clone(p.file.Refused)
	p.rows = make([]runRow, 0, len(p.file.Rows))
	for _, row := range p.file.Rows {
		if begun[row.Number] {
			continue
		}
		if row.Currency != 0 && row.Currency != p.code {
			p.refuse(row.Number, intake.Because("is in %s, and this run pays %s: pay it by --skip-refused --currency %s", row.Currency, p.code, row.Currency))
			continue
		}
		payee, wrong := p.names.find(row)
		if wrong.Text != "" {
			p.refuse(row.Number, wrong)
			continue
		}
		p.rows = append(p.rows, runRow{row.Number, payee, row.Amount, row.Reference})
	}
	if !j.kept && !p.c.Bool("again") {
		if err := p.refusePaid(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(p.refused, func(a, b intake.Refused) int { return cmp.Compare(a.Number, b.Number) })
	return nil
}

func (p *paying) refuse(row int, reason intake.Reason) {
	p.refused = append(p.refused, intake.Refused{Number: row, Reason: reason})
}

// refusePaid puts apart the rows with a reference that were paid before.
func (p *paying) refusePaid() error {
	before, err := p.paidBefore(p.rows)
	if err != nil || len(before) == 0 {
		return err
	}
	p.rows = slices.DeleteFunc(p.rows, func(row runRow) bool {
		earlier, paid := before[row.key()]
		if paid = paid && row.Reference != ""; paid {
			p.refuse(row.Number, intake.Because("was paid as %s on %s, row %d of %s; --again pays it again", earlier.run, earlier.day, earlier.row, earlier.file))
		}
		return paid
	})
	return nil
}

// settleCurrency finds what the run pays in: what --currency says, else what the file's first row with a currency has, else CNY.
func (p *paying) settleCurrency() (err error) {
	if p.code, err = currencyOf(p.c); err != nil || p.c.IsSet("currency") {
		return err
	}
	for _, row := range p.file.Rows {
		if row.Currency != 0 {
			p.code = row.Currency
			return nil
		}
	}
	return nil
}

// key is what makes a row with a reference the same as another one of the same currency.
func (r runRow) key() string {
	key := strconv.AppendUint(make([]byte, 0, 64), uint64(r.Payee), 10)
	key = strconv.AppendInt(append(key, ' '), int64(r.Amount), 10)
	return string(append(append(key, ' '), r.Reference...))
}

// canonical are rows as the payer can show them to whoever asks what it paid for: the run's terms are this text's Keccak-256. A file that is
// paid again has other terms than the first time.
func canonical(rows []runRow, code currency.Code, again int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	letters := code.String()
	write := func(fields ...string) { _ = w.Write(fields) } // a buffer takes everything
	write("payee", "amount", "currency", "reference")
	for _, row := range rows {
		write(strconv.FormatUint(uint64(row.Payee), 10), row.Amount.Plain(), letters, row.Reference)
	}
	if again > 0 {
		write("again", strconv.Itoa(again), "", "")
	}
	w.Flush()
	return b.Bytes()
}

// digestOfRows is the digest that stands for rows on the chain.
func digestOfRows(rows []runRow, code currency.Code, again int) common.Hash {
	return crypto.Keccak256Hash(canonical(rows, code, again))
}

// digestRows gives a journal the terms of its rows.
func (j *runJournal) digestRows() {
	j.text = canonical(j.Rows, j.Currency, j.Again)
	j.Terms = crypto.Keccak256Hash(j.text)
}

// tellRefused tells the refused rows and writes them to the file of --rejects.
func (p *paying) tellRefused() error {
	for i, one := range p.refused {
		if i == shownRefusals {
			p.note("and %d more rows; all of them are in the file of --rejects", len(p.refused)-i)
			break
		}
		p.note("row %d: %s", one.Number, p.reason(one.Reason))
	}
	path := p.c.String("rejects")
	if path == "" || p.switched("dry-run") {
		return nil
	}
	return p.writeRejects(path)
}

// writeRejects writes the refused rows as they stand in the file, each with its reason behind, so that they can be corrected and paid by
// themselves. It has a byte-order mark, so that a spreadsheet opens it as it is.
func (p *paying) writeRejects(path string) error {
	const reason = "reason"
	keep := make([]int, 0, len(p.file.Header))
	header := []string{}
	for i, title := range p.file.Header {
		if strings.EqualFold(title, reason) { // of an earlier --rejects
			continue
		}
		keep, header = append(keep, i), append(header, title)
	}
	records := [][]string{append(header, reason)}
	for _, one := range p.refused {
		record := make([]string, 0, len(header)+1)
		whole := p.file.Records[one.Number-2]
		for _, i := range keep {
			text := ""
			if i < len(whole) {
				text = whole[i]
			}
			record = append(record, text)
		}
		records = append(records, append(record, p.reason(one.Reason)))
	}
	return writeTable(path, records)
}

// writeTable writes a CSV file that a spreadsheet opens as it is.
func writeTable(path string, records [][]string) error {
	var b bytes.Buffer
	b.WriteString("\xef\xbb\xbf")
	w := csv.NewWriter(&b)
	if err := w.WriteAll(records); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return replaceFile(path, b.Bytes())
}
