package main

import (
	"encoding/json"
	"errors"
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/cli/intake"
	"github.com/tallystick/tallystick/cli/payment"
)

func TestARunsTermsAreTheDigestOfRowsThatPeopleCanRead(t *testing.T) {
	rows := []runRow{{2, 42, 300_000_000, "PO-1"}, {7, 43, 1, `"quoted", with commas`}}
	const text = "payee,amount,currency,reference\n42,3000000.00,CNY,PO-1\n43,0.01,CNY,\"\"\"quoted\"\", with commas\"\n"
	if got := string(canonical(rows, currency.CNY, 0)); got != text {
		t.Errorf("canonical rows:\n%s", got)
	}
	first := digestOfRows(rows, currency.CNY, 0)
	if first != crypto.Keccak256Hash([]byte(text)) {
		t.Errorf("terms %s", first)
	}
	// A blank line before a row changes its number, not what is paid; all else does.
	moved := []runRow{{3, 42, 300_000_000, "PO-1"}, rows[1]}
	if digestOfRows(moved, currency.CNY, 0) != first {
		t.Error("the rows' numbers are in the terms")
	}
	seen := map[common.Hash]bool{first: true}
	for _, other := range []common.Hash{
		digestOfRows(rows, currency.USD, 0), digestOfRows(rows, currency.CNY, 1), digestOfRows(rows, currency.CNY, 2), digestOfRows(rows[:1], currency.CNY, 0),
		digestOfRows([]runRow{{2, 42, 300_000_000, "PO-2"}, rows[1]}, currency.CNY, 0),
	} {
		if seen[other] {
			t.Errorf("terms %s stand for two files", other)
		}
		seen[other] = true
	}
	if a, b := serialOf(first, 0), serialOf(first, 1); b != a+1 || a >= 1<<40 {
		t.Errorf("serials %d and %d", a, b)
	}
}

func TestAJournalIsBegunOnceAndReadBackWhole(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "runs")
	lot := ref.Lot{Obligation: ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}, Start: 0, End: 100}
	j := &runJournal{
		File: "run.csv", Company: 41, Currency: currency.CNY, Total: 100, path: filepath.Join(folder, "a.json"),
		Rows: []runRow{{2, 42, 60, "PO-1 <a&b> \"收\""}, {3, 43, 40, ""}},
	}
	j.Terms = digestOfRows(j.Rows, j.Currency, 0)
	p := &paying{}
	part := &runPart{Serial: 7}
	p.session = newSession(&console{})
	p.c = cli.NewContext(cli.NewApp(), flag.NewFlagSet("pay", flag.ContinueOnError), nil)
	if err := p.fill(j, part, payment.Run{Lot: lot, Units: lot.Units(), Leaves: []payment.Leaf{{Row: 0, Amount: 60}, {Row: 1, Amount: 40}}}); err != nil {
		t.Fatal(err)
	}
	if got, want := part.message().Leaves, []byte{0, 0, 0, 42, 0, 0, 0, 0, 0, 60, 0, 0, 0, 43, 0, 0, 0, 0, 0, 40}; string(got) != string(want) {
		t.Errorf("leaves %x", got)
	}
	j.Parts = []*runPart{part}
	if err := j.begin(time.Unix(1_790_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	byTheBook, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(j.path); err != nil || string(kept) != string(byTheBook) {
		t.Errorf("error %v, kept %s\ninstead of %s", err, kept, byTheBook)
	}
	head, err := readRunHead(j.path)
	if err != nil || head.Terms != j.Terms || head.Rows != nil || head.Currency != j.Currency {
		t.Errorf("the head is %+v, error %v", head, err)
	}
	if !head.mayHave(map[uint64]bool{j.Rows[0].mark(): true}) || head.mayHave(map[uint64]bool{j.Rows[1].mark(): true}) {
		t.Error("the head does not tell which references the rows have")
	}
	back := new(runJournal)
	if err := readRunJournal(j.path, back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(j.Rows, back.Rows); diff != "" || back.Terms != j.Terms || !back.Begun.Equal(j.Begun) {
		t.Errorf("read back %+v:\n%s", back, diff)
	}
	if diff := cmp.Diff(part.message(), back.Parts[0].message(), cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })); diff != "" {
		t.Errorf("act (-kept +read):\n%s", diff)
	}
	rows, err := os.ReadFile(filepath.Join(folder, "a.csv"))
	if err != nil || crypto.Keccak256Hash(rows) != j.Terms {
		t.Errorf("the rows beside it: %v\n%s", err, rows)
	}
	info, err := os.Stat(j.path)
	if err != nil || readableByOthers(info) {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	// One of before journals told their references is read whole, and then tells them.
	old := regexp.MustCompile(`"references":"[^"]*",`).ReplaceAll(byTheBook, nil)
	earlier := filepath.Join(t.TempDir(), "old.json")
	if err := os.WriteFile(earlier, old, 0o600); err != nil || len(old) == len(byTheBook) {
		t.Fatal(err, len(old))
	}
	if head, err := readRunHead(earlier); err != nil || len(head.Rows) != 2 || !head.mayHave(map[uint64]bool{j.Rows[0].mark(): true}) {
		t.Errorf("an older journal's head is %+v, error %v", head, err)
	}
	// Another command that read no journal, and is as far now, must not take the place of this one.
	var refusal *Exit
	if err := (&runJournal{path: j.path}).begin(time.Unix(1_790_000_001, 0)); !errors.As(err, &refusal) || refusal.Code != ExitConflict {
		t.Errorf("begun twice: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(left) != 2 {
		t.Errorf("the folder has %v, error %v", left, err)
	}
}

func TestRefusedRowsAreWrittenAsTheyStoodWithTheirReasons(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rejects.csv")
	p := &paying{session: newSession(&console{}), file: &intake.Payments{
		Header:  []string{"payee", "Reason", "amount"},
		Records: [][]string{{"Bolt", "as before", "1"}, nil, {"Dora", "", "-1"}, {"Eton"}},
	}}
	for _, number := range []int{3, 4, 5} {
		p.refused = append(p.refused, intake.Refused{Number: number, Reason: intake.Because("names no payee")})
	}
	if err := p.writeRejects(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if want := "\xef\xbb\xbfpayee,amount,reason\n,,names no payee\nDora,-1,names no payee\nEton,,names no payee\n"; err != nil || string(text) != want {
		t.Errorf("error %v, rejects:\n%s", err, text)
	}
	// Corrected, it is a file to pay, whose column of reasons is passed over.
	read, err := intake.ReadPayments([]byte("\xef\xbb\xbfpayee,amount,reason\nDora,1,names no payee\n"))
	if err != nil || len(read.Rows) != 1 {
		t.Errorf("%+v, error %v", read, err)
	}
}

func TestWhatIsUnderWayIsNotPaidWithTwice(t *testing.T) {
	of := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 1}
	h := newHoldings([]payment.Lot{{ID: ref.Lot{Obligation: of, Start: 0, End: 100}, Due: 9}, {ID: ref.Lot{Obligation: of, Start: 200, End: 250}, Due: 5}})
	h.take(of, ref.Units{Start: 60, End: 80})
	if _, whole := h.around(of, ref.Units{Start: 50, End: 70}); whole {
		t.Error("units that are taken are still there")
	}
	if lot, whole := h.around(of, ref.Units{Start: 10, End: 60}); !whole || lot.Start != 0 {
		t.Errorf("what is left before them is %s", lot)
	}
	if _, whole := h.around(of, ref.Units{Start: 80, End: 100}); whole {
		t.Error("what is behind them has a name before they are gone")
	}
	if lot, ok := h.first(50); !ok || lot.ID.Start != 200 {
		t.Errorf("the nearest due day's lot is %v", lot)
	}
	if lot, ok := h.first(60); !ok || lot.ID.Start != 0 {
		t.Errorf("the only one with so much is %v", lot)
	}
	if _, ok := h.first(61); ok {
		t.Error("there is more than there was")
	}
}
