package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/tallystick/tallystick/cli/payment"
)

// written is a journal as its file has it, which is the JSON that package json would write. Rows and leaves, of which there are a hundred
// thousand, are put there without it, five times as fast: nothing is sent before the journal is on the disk.
func (j *runJournal) written() ([]byte, error) {
	head := *j
	head.Rows, head.Parts = nil, nil
	text, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("keep the journal of this run: %w", err)
	}
	if text, err = withoutEnd(text, `"rows":null,"parts":null}`); err != nil {
		return nil, err
	}
	text = append(text, `"rows":`...)
	if text, err = listed(text, j.Rows, runRow.appendTo); err != nil {
		return nil, err
	}
	text = append(text, `,"parts":`...)
	if text, err = listed(text, j.Parts, (*runPart).appendTo); err != nil {
		return nil, err
	}
	return append(text, '}'), nil
}

// listed puts a JSON array behind a text.
func listed[T any](text []byte, all []T, put func(T, []byte) ([]byte, error)) (_ []byte, err error) {
	if all == nil {
		return append(text, "null"...), nil
	}
	text = append(text, '[')
	for i, one := range all {
		if i > 0 {
			text = append(text, ',')
		}
		if text, err = put(one, text); err != nil {
			return nil, fmt.Errorf("keep the journal of this run: %w", err)
		}
	}
	return append(text, ']'), nil
}

func (r runRow) appendTo(text []byte) ([]byte, error) {
	text = strconv.AppendInt(append(text, `{"row":`...), int64(r.Number), 10)
	text = strconv.AppendUint(append(text, `,"payee":`...), uint64(r.Payee), 10)
	text = append(r.Amount.AppendPlain(append(text, `,"amount":"`...)), '"')
	if r.Reference != "" {
		reference, err := json.Marshal(r.Reference)
		if err != nil {
			return nil, err
		}
		text = append(append(text, `,"reference":`...), reference...)
	}
	return append(text, '}'), nil
}

func (part *runPart) appendTo(text []byte) ([]byte, error) {
	bare := *part
	bare.Leaves = nil
	whole, err := json.Marshal(bare)
	if err != nil {
		return nil, err
	}
	const leaves = `"leaves":null`
	before, after, found := bytes.Cut(whole, []byte(leaves))
	if !found {
		return nil, fmt.Errorf("no %s in %.100s", leaves, whole)
	}
	text = append(append(text, before...), `"leaves":`...)
	if text, err = listed(text, part.Leaves, leafTo); err != nil {
		return nil, err
	}
	return append(text, after...), nil
}

func leafTo(leaf payment.Leaf, text []byte) ([]byte, error) {
	text = strconv.AppendInt(append(text, `{"Row":`...), int64(leaf.Row), 10)
	text = leaf.Amount.AppendPlain(append(text, `,"Amount":"`...))
	return append(text, `"}`...), nil
}

// withoutEnd takes an end off a text, which must have it.
func withoutEnd(text []byte, end string) ([]byte, error) {
	short, had := bytes.CutSuffix(text, []byte(end))
	if !had {
		return nil, fmt.Errorf("keep the journal of this run: its head does not end with %s", end)
	}
	return short, nil
}
