package demo

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

func TestTheTenorGivesTimeForTheStoryAndNoMoreThanTenMinutes(t *testing.T) {
	for _, test := range []struct {
		day  time.Duration
		want calendar.Day
		err  error
	}{
		{time.Second, 26, nil},
		{5 * time.Second, 6, nil},
		{time.Minute, 3, nil},
		{200 * time.Second, 3, nil},
		{201 * time.Second, 0, ErrDayTooLong},
		{24 * time.Hour, 0, ErrDayTooLong},
	} {
		if got, err := Tenor(test.day); got != test.want || !errors.Is(err, test.err) {
			t.Errorf("days of %v: %d, error %v; want %d, %v", test.day, got, err, test.want, test.err)
		}
	}
}

func TestAFailedCheckIsPrintedAndCounted(t *testing.T) {
	var out bytes.Buffer
	p := &play{Stage: Stage{Out: &out}}
	p.expect(true, "one holds", "")
	p.expect(false, "%s does not", "", "another")
	if p.failed != 1 || !strings.Contains(out.String(), "FAIL  another does not") || !strings.Contains(out.String(), "ok    one holds") {
		t.Errorf("%d failed, printed:\n%s", p.failed, out.String())
	}
}

func TestAnEventOfAnotherReceivableIsNotTheActs(t *testing.T) {
	p := &play{debt: ref.Obligation{Module: ref.Receivables, Company: 41, Serial: 1}}
	other := ref.Obligation{Module: ref.Receivables, Company: 41, Serial: 2}
	lots := contracts.NewLots().GetABI()
	id := lots.Events["Transferred"].ID
	logs := []*types.Log{
		{Topics: []common.Hash{id, common.BigToHash(other.Big())}},
		{Topics: []common.Hash{{1}, common.BigToHash(p.debt.Big())}},
		{Topics: []common.Hash{id, common.BigToHash(p.debt.Big())}},
	}
	if got := p.find(logs, "Transferred"); got != logs[2] {
		t.Errorf("found %v", got)
	}
	if got := p.find(logs[:2], "Transferred"); got != nil {
		t.Errorf("found %v where there is none", got)
	}
}

func TestTheTreeIsDrawnToAnyDepth(t *testing.T) {
	var out bytes.Buffer
	p := &play{Stage: Stage{Out: &out, Language: phrase.English}}
	leaf := func(start, end uint64, children ...client.Node) client.Node {
		lot := ref.Lot{Obligation: ref.Obligation{Module: ref.Receivables, Company: 41, Serial: 1}, Start: start, End: end}
		return client.Node{Lot: lot, Holder: client.Party{Name: "A"}, Amount: amount.Amount(end - start), Children: children}
	}
	p.branch(leaf(0, 100, leaf(40, 80, leaf(60, 80)), leaf(80, 100)), "", "")
	var drawn []string
	for line := range strings.Lines(out.String()) {
		before, after, found := strings.Cut(line, "R41")
		if !found {
			t.Fatalf("a line without a lot: %q", line)
		}
		drawn = append(drawn, before+"R41"+strings.Fields(after)[0])
	}
	want := []string{"R41-1:1-100", "├─ R41-1:41-80", "│  └─ R41-1:61-80", "└─ R41-1:81-100"}
	if diff := cmp.Diff(want, drawn); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
