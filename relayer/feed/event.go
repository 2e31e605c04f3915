package feed

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/index"
)

// event is a log as it is told; not ok where it is none of the network's or does not pass.
func (f *Feed) event(v index.View, b index.Block, log *types.Log, filter Filter) (client.Event, bool) {
	if len(log.Topics) == 0 || log.Removed || len(filter.Kinds) > 0 && !slices.Contains(filter.Kinds, phrase.KindOf(log.Topics[0])) {
		return client.Event{}, false
	}
	o, err := phrase.Read(log)
	if err != nil {
		return client.Event{}, false
	}
	at := index.Spot{Block: b.Number, Log: log.Index}
	moment := time.Unix(int64(b.Time), 0).UTC()
	e := client.Event{
		ID: placeOf(b.Number, log.Index, b.Hash).String(), Kind: o.Kind, Block: b.Number, BlockHash: b.Hash, Log: log.Index, Tx: log.TxHash,
		Time: moment, Day: f.cfg.Clock.DayAt(moment), Companies: []client.Party{},
	}
	for _, id := range v.Concerned(matterOf(o), at) {
		e.Companies = append(e.Companies, client.Party{ID: id, Name: v.Company(id)})
	}
	namePayees(&e, v, o, filter.Company, filter.Reader)
	if !o.Obligation.IsZero() {
		e.Obligation = &o.Obligation
	}
	if !filter.wants(e) {
		return client.Event{}, false
	}
	about(&e, v, o, at)
	// What cannot be said is told without words: its data are there too.
	e.Sentence.EN, _ = phrase.Speaker{Language: phrase.English, Names: v}.Event(log)
	e.Sentence.ZH, _ = phrase.Speaker{Language: phrase.Chinese, Names: v}.Event(log)
	e.Data, err = json.Marshal(plain(o.Fields))
	return e, err == nil
}

// matterOf is what an event says itself of what it is about.
func matterOf(o phrase.Occurrence) index.Matter {
	m := index.Matter{Companies: o.Companies, Obligation: o.Obligation}
	m.Key, _ = o.Fields["key"].(common.Address)
	hash := func(name string) common.Hash {
		raw, _ := o.Fields[name].([common.HashLength]byte)
		return raw
	}
	m.Pledge, m.Claim = hash("pledge"), hash("claim")
	for _, name := range []string{"lot", "start"} {
		if n, ok := o.Fields[name].(*big.Int); ok && n.IsUint64() {
			m.Unit, m.OnLot = n.Uint64(), true
		}
	}
	return m
}

// about fills in the units and the amount of an event, from its own fields or from the history of its obligation.
func about(e *client.Event, v index.View, o phrase.Occurrence, at index.Spot) {
	number := func(name string) (uint64, bool) {
		n, ok := o.Fields[name].(*big.Int)
		return n64(n), ok && n.IsUint64()
	}
	line, _ := v.Happened(o.Obligation, at)
	start, from := number("start")
	end, to := number("end")
	if !from || !to {
		start, end = line.Start, line.End
	}
	if !o.Obligation.IsZero() && end > start {
		e.Units = &ref.Units{Start: start, End: end}
	}
	units := line.Amount
	for _, name := range []string{"amount", "face", "unpaid", "part", "secured", "drawn"} {
		if n, ok := number(name); ok {
			units = n
			break
		}
	}
	if units != 0 {
		worth := amount.Amount(min(units, uint64(amount.Max)))
		e.Amount = &worth
	}
	code, own := o.Fields["currency"].(uint16)
	if debt, known := v.Obligation(o.Obligation); known && !own {
		code = debt.Currency
	}
	if code != 0 {
		letters := currency.Code(code)
		e.Currency = &letters
	}
}

func n64(n *big.Int) uint64 {
	if n == nil {
		return 0
	}
	return n.Uint64()
}

// plain is a field's value as JSON has it: numbers above 32 bits as decimal strings, bytes as 0x….
func plain(value any) any {
	switch v := value.(type) {
	case *big.Int:
		return v.String()
	case uint64:
		return strconv.FormatUint(v, 10)
	case common.Address:
		return v
	case []byte:
		return hexutil.Bytes(v)
	case string, bool, uint8, uint16, uint32:
		return v
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Map:
		all := make(map[string]any, v.Len())
		for _, key := range v.MapKeys() {
			all[key.String()] = plain(v.MapIndex(key).Interface())
		}
		return all
	case reflect.Array:
		raw := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(raw), v)
		return hexutil.Bytes(raw)
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = plain(v.Index(i).Interface())
		}
		return list
	case reflect.Struct:
		all := make(map[string]any, v.NumField())
		for i := range v.NumField() {
			name := []rune(v.Type().Field(i).Name)
			name[0] = unicode.ToLower(name[0])
			all[string(name)] = plain(v.Field(i).Interface())
		}
		return all
	}
	return fmt.Sprint(value)
}
