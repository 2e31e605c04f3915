package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/tallystick/tallystick/bindings/calendar"
)

// paidRow is where a row was paid before.
type paidRow struct {
	run, file string
	day       calendar.Day
	row       int
}

// past reads the heads of all journals of the company on this network, once. A company that pays a file a week has many, and of most no
// more is ever asked.
func (p *paying) past() ([]*runJournal, error) {
	if p.journals != nil {
		return p.journals, nil
	}
	paths, err := filepath.Glob(filepath.Join(p.runFolder(), fmt.Sprintf("%x-%d-*.json", p.bulk.network.Salt[:6], p.company.ID)))
	if err != nil {
		return nil, fmt.Errorf("look for journals: %w", err)
	}
	slices.Sort(paths)
	for _, path := range paths {
		head, err := readRunHead(path)
		if err != nil {
			return nil, err
		}
		p.journals = append(p.journals, head)
	}
	return p.journals, nil
}

// readRunHead reads a journal up to its rows. One that was kept before journals told of their references first is read whole.
func readRunHead(path string) (*runJournal, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the journal of this run: %w", err)
	}
	defer func() { _ = file.Close() }()
	j := &runJournal{path: path}
	told, err := j.decodeHead(file)
	if err != nil {
		return nil, fmt.Errorf("read the journal of this run: %s: %w", path, err)
	}
	if told {
		return j, nil
	}
	if err := readRunJournal(path, j); err != nil {
		return nil, err
	}
	j.References = referencesOf(j.Rows)
	return j, nil
}

// decodeHead takes a journal's members up to its rows; told says whether the references are among them.
func (j *runJournal) decodeHead(from io.Reader) (told bool, err error) {
	in := json.NewDecoder(bufio.NewReader(from))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return false, errors.Join(errors.New("it is no object"), err)
	}
	head := map[string]any{
		"file": &j.File, "digest": &j.Digest, "company": &j.Company, "again": &j.Again, "terms": &j.Terms, "currency": &j.Currency,
		"total": &j.Total, "begun": &j.Begun, "done": &j.Done, "references": &j.References,
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return false, err
		}
		into := head[fmt.Sprint(name)]
		if into == nil {
			return told, nil
		}
		if err := in.Decode(into); err != nil {
			return false, err
		}
		told = told || name == "references"
	}
	return told, nil
}

// whole reads the rest of a journal of which the head is known.
func (j *runJournal) whole() error {
	if len(j.Rows) != 0 {
		return nil
	}
	return readRunJournal(j.path, j)
}

// mark stands for a row with a reference, among others; two rows that have one mark are very probably the same, and the rows themselves tell.
func (r runRow) mark() uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, r.key()) // a hash takes everything
	return h.Sum64()
}

// referencesOf are the marks of all rows with a reference, 8 bytes each, ascending.
func referencesOf(rows []runRow) []byte {
	marks := make([]uint64, 0, len(rows))
	for _, row := range rows {
		if row.Reference != "" {
			marks = append(marks, row.mark())
		}
	}
	slices.Sort(marks)
	packed := make([]byte, 0, 8*len(marks))
	for _, mark := range marks {
		packed = binary.BigEndian.AppendUint64(packed, mark)
	}
	return packed
}

// mayHave reports whether one of these marks is among the journal's.
func (j *runJournal) mayHave(marks map[uint64]bool) bool {
	for packed := j.References; len(packed) >= 8; packed = packed[8:] {
		if marks[binary.BigEndian.Uint64(packed)] {
			return true
		}
	}
	return false
}

// paidBefore finds which rows with a reference this computer's journals of the company have paid, or are about to, by their keys.
func (p *paying) paidBefore(rows []runRow) (map[string]paidRow, error) {
	marks := make(map[uint64]bool)
	for _, row := range rows {
		if row.Reference != "" {
			marks[row.mark()] = true
		}
	}
	if len(marks) == 0 {
		return nil, nil
	}
	past, err := p.past()
	if err != nil {
		return nil, err
	}
	before := make(map[string]paidRow)
	for _, j := range past {
		if j.Currency != p.code || !j.mayHave(marks) {
			continue
		}
		if err := j.whole(); err != nil {
			return nil, err
		}
		for _, part := range j.Parts {
			if part.State == partFailed {
				continue
			}
			for _, leaf := range part.Leaves {
				if row := j.Rows[leaf.Row]; row.Reference != "" {
					before[row.key()] = paidRow{part.name(j.Company), j.File, p.bulk.network.Clock.DayAt(j.Begun), row.Number}
				}
			}
		}
	}
	return before, nil
}
