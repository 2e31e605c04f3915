package phrase

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/discount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// noLimit is what the contracts have for "no limit" and "never": all ones of 48 bits.
const noLimit = 1<<48 - 1

// value is a field with what stands beside it.
type value struct {
	raw any
	// unit is " CNY" where the currency of the amounts beside it is known, else empty.
	unit string
	// obligation that the lots beside it belong to, if any.
	obligation ref.Obligation
}

// members are the exported fields of a struct by their Solidity names; structs within are laid open.
func members(message any) map[string]any {
	v := reflect.Indirect(reflect.ValueOf(message))
	fields := make(map[string]any, v.NumField())
	for i := range v.NumField() {
		name := []rune(v.Type().Field(i).Name)
		name[0] = unicode.ToLower(name[0])
		fields[string(name)] = v.Field(i).Interface()
	}
	return fields
}

// words puts every field into words, and what follows from several of them.
func (s Speaker) words(context string, fields map[string]any) map[string]word {
	beside := value{}
	if c, ok := fields["currency"].(uint16); ok {
		beside.unit = " " + currency.Code(c).String()
	}
	for _, name := range []string{"obligation", "receivable"} {
		if id, ok := fields[name].(*big.Int); ok {
			// An id of no known module leaves its lots without a reference.
			beside.obligation, _ = ref.FromBig(id)
		}
	}
	if letters := s.currency(beside.obligation); beside.unit == "" && !beside.obligation.IsZero() && letters != "" {
		beside.unit = " " + letters
	}
	words := make(map[string]word, len(fields)+4)
	for name, raw := range fields {
		beside.raw = raw
		words[name] = s.word(context, name, beside)
	}
	start, from := number(fields["start"])
	end, to := number(fields["end"])
	if from && to && end > start {
		units := ref.Units{Start: start, End: end}
		words["units"] = word{units.Grouped(), true}
		words["worth"] = word{units.Amount().String() + beside.unit, true}
	}
	s.plan(words, fields["instalments"], beside.unit)
	if company, ok := fields["company"].(uint32); ok {
		if serial, ok := fields["serial"].(uint64); ok {
			words["self"] = word{ref.Obligation{Module: ref.Receivables, Company: company, Serial: serial}.String(), true}
			if _, runs := fields["leaves"]; runs {
				words["run"] = word{ref.Run{Company: company, Serial: serial}.String(), true}
			}
		}
	}
	return words
}

// plan says a list of instalments: how many, what they come to, and when the last one falls due.
func (s Speaker) plan(words map[string]word, list any, unit string) {
	v := reflect.ValueOf(list)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
		return
	}
	sum, end := new(big.Int), uint64(0)
	for i := range v.Len() {
		instalment := members(v.Index(i).Interface())
		face, _ := number(instalment["face"])
		due, _ := number(instalment["due"])
		sum.Add(sum, new(big.Int).SetUint64(face))
		end = max(end, due)
	}
	words["instalments"] = word{strconv.Itoa(v.Len()), v.Len() != 0}
	words["instalmentsTotal"] = money(s, value{raw: sum, unit: unit})
	words["instalmentsLast"] = day(s, value{raw: end})
}

// word puts one field into words.
func (s Speaker) word(context, name string, v value) word {
	if say, ok := meanings()[context+"."+name]; ok {
		return say(s, v)
	}
	if say, ok := meanings()[name]; ok {
		return say(s, v)
	}
	return plain(s, v)
}

// number reads any unsigned number of at most 64 bits.
func number(raw any) (uint64, bool) {
	v := reflect.ValueOf(raw)
	if v.IsValid() && v.CanUint() {
		return v.Uint(), true
	}
	n, ok := raw.(*big.Int)
	if !ok || n == nil || !n.IsUint64() {
		return 0, false
	}
	return n.Uint64(), true
}

// plain says a value as it is: numbers, texts, flags, short hashes.
func plain(_ Speaker, v value) word {
	switch raw := v.raw.(type) {
	case bool:
		return word{strconv.FormatBool(raw), raw}
	case string:
		return word{visible(raw), raw != ""}
	case common.Address:
		return word{raw.Hex(), raw != common.Address{}}
	case [32]byte:
		return word{common.Hash(raw).Hex()[:10] + "…", raw != [32]byte{}}
	case []byte:
		return word{fmt.Sprintf("%#x", raw), len(raw) != 0}
	case *big.Int:
		if raw != nil {
			return word{raw.String(), raw.Sign() != 0}
		}
	}
	if n, ok := number(v.raw); ok {
		return word{strconv.FormatUint(n, 10), n != 0}
	}
	return word{fmt.Sprint(v.raw), true}
}

// visible is a text of somebody else's with nothing in it that moves a terminal's cursor or hides characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '�'
		}
		return r
	}, s)
}

func company(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok {
		return plain(s, v)
	}
	return word{visible(s.company(uint32(n))), n != 0}
}

func day(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok || n > 1<<32-1 {
		return plain(s, v)
	}
	return word{calendar.Day(n).String(), n != 0}
}

func moment(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok || n >= 1<<40 {
		return plain(s, v)
	}
	return word{time.Unix(int64(n), 0).UTC().Format("2006-01-02 15:04:05 UTC"), n != 0}
}

// money is an amount of the currency that is known from beside it.
func money(s Speaker, v value) word {
	w := bound(s, v)
	if n, ok := number(v.raw); ok && n != noLimit {
		w.text += v.unit
	}
	return w
}

// bound is an amount in whatever currency; all ones are no bound.
func bound(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok {
		return plain(s, v)
	}
	if n == noLimit {
		return word{s.choose(text{"no limit", "不限"}), false}
	}
	a, err := amount.FromUnits(n)
	if err != nil {
		return plain(s, v)
	}
	return word{a.String(), n != 0}
}

// lot is a reference where the obligation is known, else the number of the lot's first unit.
func lot(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok {
		return plain(s, v)
	}
	if v.obligation.IsZero() {
		return unit(s, v)
	}
	return word{ref.Lot{Obligation: v.obligation, Start: n}.Key(), true}
}

// unit is the number by which people know a unit that is the first of something.
func unit(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok {
		return plain(s, v)
	}
	return word{amount.Group(strconv.FormatUint(n+1, 10)), true}
}

// last is the number by which people know the last unit before an end.
func last(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok {
		return plain(s, v)
	}
	return word{amount.Group(strconv.FormatUint(n, 10)), true}
}

func obligation(s Speaker, v value) word {
	id, _ := v.raw.(*big.Int)
	o, err := ref.FromBig(id)
	if err != nil {
		return plain(s, v)
	}
	return word{o.String(), true}
}

func run(s Speaker, v value) word {
	id, _ := v.raw.(*big.Int)
	r, err := ref.RunFromBig(id)
	if err != nil {
		return plain(s, v)
	}
	return word{r.String(), true}
}

func iso(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok || n > 1<<16-1 {
		return plain(s, v)
	}
	return word{currency.Code(n).String(), n != 0}
}

func rate(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok || n > 1<<32-1 {
		return plain(s, v)
	}
	return word{discount.Rate(n).String(), true}
}

func dayCount(s Speaker, v value) word {
	n, ok := number(v.raw)
	if !ok || n > 255 {
		return plain(s, v)
	}
	return word{discount.DayCount(n).String(), true}
}

// ascii is a text in 32 bytes: the id of a rule, the name of a field.
func ascii(s Speaker, v value) word {
	raw, ok := v.raw.([32]byte)
	if !ok {
		return plain(s, v)
	}
	t := strings.TrimRight(string(raw[:]), "\x00")
	return word{visible(strings.ToValidUTF8(t, "�")), t != ""}
}
