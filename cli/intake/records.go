package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
)

// records reads a CSV file record by record, of whatever numbers of fields. A quote that nothing closes takes no other record with it: the record that
// has it is one line, and the next line is read anew.
type records struct {
	separator rune
	// rest is the file from where reader began.
	rest   []byte
	reader *csv.Reader
}

func newRecords(text []byte, separator rune) *records {
	r := &records{separator: separator}
	r.begin(text)
	return r
}

// begin reads on from here.
func (r *records) begin(text []byte) {
	r.rest, r.reader = text, csv.NewReader(bytes.NewReader(text))
	r.reader.Comma, r.reader.FieldsPerRecord = r.separator, -1
}

// next is the next record. At the end the error is io.EOF; any other is about this record alone.
func (r *records) next() ([]string, error) {
	before := r.reader.InputOffset()
	record, err := r.reader.Read()
	var broken *csv.ParseError
	if errors.As(err, &broken) && broken.Line > broken.StartLine {
		// What lies behind the first line may be sound.
		from := bytes.TrimLeft(r.rest[before:], "\r\n")
		_, after, _ := bytes.Cut(from, []byte("\n"))
		r.begin(after)
	}
	return record, err
}
