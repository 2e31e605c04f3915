package main

import (
	"encoding"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/ethereum/go-ethereum/common"
	"github.com/mattn/go-runewidth"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/cli/lang"
)

// printer writes data on standard output in the format that the user chose, and errors on
// standard error. Field names are stable; only the titles of tables follow the language.
type printer struct {
	con    *console
	lang   lang.Lang
	format string // "table", "json" or "csv"
}

// column is one field of a list or a record. Values show themselves to people by String and to
// machines by MarshalText: an amount is "3,000,000.00" in a table, "3000000.00" in JSON and CSV.
type column struct {
	key   string // the stable name, snake_case
	right bool   // aligned right: amounts and counts
}

// word is a value out of a fixed list, such as a lot's state: people read it in their language,
// machines always get the English one.
type word string

// words are several of them.
func words(all []string) []word {
	list := make([]word, len(all))
	for i, one := range all {
		list[i] = word(one)
	}
	return list
}

// list prints rows under columns. In JSON it is an array of objects, empty rather than null.
func (p *printer) list(columns []column, rows [][]any) error {
	switch p.format {
	case "json":
		objects := make([]json.RawMessage, 0, len(rows))
		for _, row := range rows {
			object, err := objectOf(columns, row)
			if err != nil {
				return err
			}
			objects = append(objects, object)
		}
		return p.json(objects)
	case "csv":
		return p.csv(columns, rows)
	default:
		return p.table(columns, rows)
	}
}

// record prints one thing: an object in JSON, a line under its header in CSV, and "name  value"
// lines in a table.
func (p *printer) record(columns []column, row []any) error {
	switch p.format {
	case "json":
		object, err := objectOf(columns, row)
		if err != nil {
			return err
		}
		return p.json(object)
	case "csv":
		return p.csv(columns, [][]any{row})
	}
	width := 0
	for _, c := range columns {
		width = max(width, displayWidth(p.lang.Header(c.key)))
	}
	for i, c := range columns {
		line := pad(p.lang.Header(c.key), width, false) + "  " + p.human(row[i])
		if _, err := fmt.Fprintln(p.con.Out, strings.TrimRight(line, " ")); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return nil
}

// json prints any value, indented.
func (p *printer) json(value any) error {
	encoder := json.NewEncoder(p.con.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// line prints one row of CSV without its header, for what goes on and on.
func (p *printer) line(row []any) error {
	w := csv.NewWriter(p.con.Out)
	record := make([]string, len(row))
	for i, value := range row {
		record[i] = machine(value)
	}
	if err := w.WriteAll([][]string{record}); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func (p *printer) csv(columns []column, rows [][]any) error {
	w := csv.NewWriter(p.con.Out)
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.key
	}
	records := [][]string{header}
	for _, row := range rows {
		record := make([]string, len(row))
		for i, value := range row {
			record[i] = machine(value)
		}
		records = append(records, record)
	}
	if err := w.WriteAll(records); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// table aligns by the width that a terminal gives each text, where a Chinese character takes
// two columns.
func (p *printer) table(columns []column, rows [][]any) error {
	lines := [][]string{make([]string, len(columns))}
	for i, c := range columns {
		lines[0][i] = p.lang.Header(c.key)
	}
	for _, row := range rows {
		line := make([]string, len(row))
		for i, value := range row {
			line[i] = p.human(value)
		}
		lines = append(lines, line)
	}
	widths := make([]int, len(columns))
	for _, line := range lines {
		for i, text := range line {
			widths[i] = max(widths[i], displayWidth(text))
		}
	}
	for number, line := range lines {
		var b strings.Builder
		for i, text := range line {
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(pad(text, widths[i], columns[i].right))
		}
		text := strings.TrimRight(b.String(), " ")
		if number == 0 && p.con.colour() {
			text = "\x1b[1m" + text + "\x1b[0m"
		}
		if _, err := fmt.Fprintln(p.con.Out, text); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return nil
}

// failure prints an error on standard error: two lines for people, one object under -o json.
func (p *printer) failure(e *Exit) {
	message, hint := e.Message(p.lang), e.Hint(p.lang)
	if p.format == "json" {
		type body struct {
			Code    Code   `json:"code"`
			Name    string `json:"name"`
			Message string `json:"message"`
			Hint    string `json:"hint,omitempty"`
		}
		encoder := json.NewEncoder(p.con.Err)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(map[string]body{"error": {e.Code, e.Code.Name(), message, hint}})
		return
	}
	_, _ = fmt.Fprintln(p.con.Err, "tally: "+printable(message))
	if hint != "" {
		_, _ = io.WriteString(p.con.Err, "  "+p.lang.Text("hint: %s", printable(hint))+"\n")
	}
}

// objectOf makes a JSON object whose fields stand in the order of the columns.
func objectOf(columns []column, row []any) (json.RawMessage, error) {
	if len(row) != len(columns) {
		return nil, fmt.Errorf("print: %d values for %d columns", len(row), len(columns))
	}
	var b strings.Builder
	b.WriteByte('{')
	for i, c := range columns {
		value := row[i]
		switch v := value.(type) {
		case time.Time, common.Address:
			value = machine(v)
		case calendar.Day:
			if v == 0 {
				value = nil
			}
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("print %s: %w", c.key, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", c.key, text)
	}
	b.WriteByte('}')
	return json.RawMessage(b.String()), nil
}

// human is a value's text in a table, with nothing in it that could steer a terminal: names on
// the chain are written by strangers.
func (p *printer) human(value any) string {
	switch v := value.(type) {
	case word:
		return p.lang.Word(string(v))
	case []word:
		if len(v) == 0 {
			return "-"
		}
		said := make([]string, len(v))
		for i, one := range v {
			said[i] = p.lang.Word(string(one))
		}
		return strings.Join(said, ", ")
	case calendar.Day:
		if v == 0 {
			return "-"
		}
		return v.String()
	case []string:
		return printable(strings.Join(v, ", "))
	case time.Time, common.Address:
		return machine(v)
	case fmt.Stringer:
		return printable(v.String())
	case bool:
		if v {
			return p.lang.Word("yes")
		}
		return p.lang.Word("no")
	case nil:
		return "-"
	default:
		return printable(machine(v))
	}
}

// machine is a value's text in CSV, and in JSON where it is not a number or a truth value.
func machine(value any) string {
	switch v := value.(type) {
	case calendar.Day:
		if v == 0 {
			return ""
		}
		return v.String()
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.UTC().Format(time.RFC3339)
	case common.Address:
		return v.Hex()
	case nil:
		return ""
	case []string:
		return strings.Join(v, " ")
	case []word:
		return strings.Trim(fmt.Sprint(v), "[]")
	case encoding.TextMarshaler:
		text, err := v.MarshalText()
		if err != nil {
			return ""
		}
		return string(text)
	default:
		return fmt.Sprint(v)
	}
}

// printable replaces control characters and those that turn the writing direction.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// displayWidth is how many columns of a terminal a text takes, whatever the locale.
func displayWidth(text string) int {
	return (&runewidth.Condition{StrictEmojiNeutral: true}).StringWidth(text)
}

func pad(text string, width int, right bool) string {
	fill := strings.Repeat(" ", max(0, width-displayWidth(text)))
	if right {
		return fill + text
	}
	return text + fill
}
