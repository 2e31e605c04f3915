package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
)

// Records reads a CSV file record by record, of whatever numbers of fields. A quote that nothing closes takes no other record with it: the record that
// has it is one line, and the next line is read anew.
type Records struct {
	separator rune
	// rest is the file from where reader began.
	rest   []byte
	reader *csv.Reader
}

// NewRecords reads a file in UTF-8 whose fields have this character between them.
func NewRecords(text []byte, separator rune) *Records {
	r := &Records{separator: separator}
	r.begin(text)
	return r
}

// begin reads on from here.
func (r *Records) begin(text []byte) {
	r.rest, r.reader = text, csv.NewReader(bytes.NewReader(text))
	r.reader.Comma, r.reader.FieldsPerRecord = r.separator, -1
}

// Next is the next record. At the end the error is io.EOF; any other is a Reason and about this record alone.
func (r *Records) Next() ([]string, error) {
	before := r.reader.InputOffset()
	record, err := r.reader.Read()
	var broken *csv.ParseError
	if !errors.As(err, &broken) {
		return record, err
	}
	if broken.Line > broken.StartLine {
		// What lies behind the first line may be sound.
		from := bytes.TrimLeft(r.rest[before:], "\r\n")
		_, after, _ := bytes.Cut(from, []byte("\n"))
		r.begin(after)
	}
	return nil, Because("quotes do not match: %s", broken.Err)
}
