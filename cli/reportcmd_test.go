//go:build !windows

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallystick/tallystick/bindings/report"
)

// bookkeeping is a town in which Northern Steel owes Acme and Bolt by the invoices of a file.
type bookkeeping struct {
	*town
	mapping, payables string
	// soon and later are the due days of the file.
	soon, later string
}

func keepBooks(t *testing.T) *bookkeeping {
	t.Helper()
	b := &bookkeeping{town: found(t)}
	b.soon, b.later = time.Now().AddDate(0, 0, 20).Format(time.DateOnly), time.Now().AddDate(0, 0, 50).Format(time.DateOnly)
	b.mapping = b.write("mapping.toml", "[columns]\nvendor = 'V'\ninvoice = 'F'\namount = 'A'\ndue = 'D'\n")
	b.payables = b.write("payables.csv", b.rows("V-41,F-1,1000.00,soon", "V-41,F-2,600.00,later", "V-42,F-1,80.00,later"))
	for supplier, profile := range map[string]string{"41": "acme", "42": "bolt"} {
		b.act("company", "accept-from", "Northern Steel", "--profile", profile)
		b.act("company", "vendor", supplier, "--vendor-no", "V-"+supplier, "--profile", "steel")
	}
	b.act("company", "accept-from", "Acme Parts", "--profile", "bolt")
	b.act("cash", "mint", "--to", "31", "--amount", "5,000.00", "--ref", "steel", "--profile", "bank")
	b.until("V-42", "company", "show", "31", "--profile", "steel")
	b.act("receivable", "import", b.payables, "--mapping", b.mapping, "--profile", "steel")
	b.until("R31-1:1-100000", "voucher", "list", "--profile", "acme")
	return b
}

// act does an act and waits until it is mined.
func (b *bookkeeping) act(words ...string) string {
	b.t.Helper()
	return b.tally(append(words, "--yes", "--wait", "mined")...)
}

func (b *bookkeeping) write(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.home, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// rows are a file's, with the due days filled in.
func (b *bookkeeping) rows(rows ...string) string {
	return "V,F,A,D\n" + strings.NewReplacer("soon", b.soon, "later", b.later).Replace(strings.Join(rows, "\n")) + "\n"
}

func (b *bookkeeping) today() string {
	b.t.Helper()
	return regexp.MustCompile(`"today": "([0-9-]+)"`).FindStringSubmatch(b.tally("relayer", "status", "--profile", "acme", "-o", "json"))[1]
}

// ended runs a command and gives what it printed and its exit code.
func (b *bookkeeping) ended(want Code, words ...string) (out, errs string) {
	b.t.Helper()
	out, errs, code := b.run(words...)
	if code != int(want) {
		b.t.Fatalf("tally %s: exit code %d, want %d\n%s%s", strings.Join(words, " "), code, want, out, errs)
	}
	return out, errs
}

func TestAnERPsOpenItemsAreReconciledOnBothSides(t *testing.T) {
	t.Parallel()
	b := keepBooks(t)
	steel := []string{"--mapping", b.mapping, "--profile", "steel"}
	if _, errs := b.ended(ExitOK, append([]string{"reconcile", b.payables}, steel...)...); !strings.Contains(errs, "all 3 items match") {
		t.Errorf("%s", errs)
	}
	out, _ := b.ended(ExitOK, append([]string{"reconcile", b.payables, "--all", "-o", "csv"}, steel...)...)
	if want := fmt.Sprintf("matched,2,V-41/F-1,R31-1,Acme Parts,1000.00,1000.00,CNY,%s,%s,active,\n", b.soon, b.soon); !strings.Contains(out, want) ||
		!strings.HasPrefix(out, "result,row,reference,receivable,other,amount_in_file,amount_on_chain,currency,due_in_file,due_on_chain,state,differs\n") {
		t.Errorf("want %s in\n%s", want, out)
	}
	// Acme's own books name the customer by its name, and its invoices.
	own := b.write("receivables.csv", b.rows("Northern Steel,F-1,1000.00,soon", "31,F-2,600.00,later"))
	b.ended(ExitOK, "reconcile", own, "--mapping", b.mapping, "--side", "supplier", "--profile", "acme")

	// Once it has paid with a part of one, its books have the rest.
	b.act("voucher", "pay", "--to", "42", "--amount", "600.00", "--profile", "acme")
	b.until("R31-2:1-60000 ", "voucher", "list", "--profile", "bolt")
	own = b.write("rest.csv", b.rows("Northern Steel,F-1,1000.00,soon"))
	b.ended(ExitOK, "reconcile", own, "--mapping", b.mapping, "--side", "supplier", "--profile", "acme")

	wrong := b.write("wrong.csv", b.rows("V-41,F-1,1000.01,soon", "V-41,F-2,600.00,soon", "V-42,F-7,5.00,later", "V-42,F-8,0.00,later"))
	out, errs := b.ended(ExitConflict, append([]string{"reconcile", wrong, "-o", "json"}, steel...)...)
	var got reconciliation
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"different row 2 R31-1 amount", "different row 3 R31-2 due", "missing-on-chain row 4", "missing-in-file R31-3"}
	if diff := cmp.Diff(want, results(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Summary.Unreadable != 1 || !strings.Contains(errs, "row 5: ") || !strings.Contains(errs, `"code":6`) {
		t.Errorf("%+v\n%s", got.Summary, errs)
	}
	table, errs := b.ended(ExitConflict, append([]string{"reconcile", wrong, "--lang", "zh"}, steel...)...)
	if !strings.Contains(table, "链上没有") || !strings.Contains(errs, "0 项一致；2 项不同，1 项链上没有，1 项文件中没有，1 行无法读取") {
		t.Errorf("%s%s", table, errs)
	}
	for _, words := range [][]string{{"--side", "bank"}, {"--as-of", "2026-02-30"}} {
		b.ended(ExitUsage, append(append([]string{"reconcile", b.payables}, steel...), words...)...)
	}
	b.ended(ExitNotFound, append([]string{"reconcile", filepath.Join(b.home, "nowhere.csv")}, steel...)...)
	b.ended(ExitUsage, "reconcile", b.payables, "--profile", "steel")
}

func TestReportsOfADayStayAndSayWhatHappened(t *testing.T) {
	t.Parallel()
	b := keepBooks(t)
	first := b.today()
	b.act("voucher", "pay", "--to", "42", "--amount", "300.00", "--profile", "acme")
	b.until("R31-1:70001-100000 ", "voucher", "list", "--profile", "bolt")
	b.tally("quote", "ask", "R31-1:70001", "--profile", "bolt", "--yes")
	offer := b.act("quote", "offer", "R31-1:70001", "--rate", "4.20", "--reg-no", "ZDW-17", "--until", b.later, "--profile", "bank", "-o", "json")
	b.act("quote", "take", regexp.MustCompile(`0x[0-9a-f]{64}`).FindString(offer), "--profile", "bolt")
	b.until("R31-1:70001-100000 ", "voucher", "list", "--profile", "bank")

	commands := [][]string{
		{"report", "maturity", "--by", "day", "--profile", "acme"}, {"report", "maturity", "--profile", "steel"}, {"report", "cash-forecast", "--profile", "acme"},
		{"report", "exposure", "--profile", "bank"}, {"report", "holdings", "--purpose", "sell", "--profile", "bolt"}, {"report", "financed", "--profile", "bolt"},
		{"company", "record", "Northern Steel", "--profile", "bank"}, {"report", "regulator", "--part", "lots", "--profile", "authority"},
	}
	said := make([]string, len(commands))
	for i, words := range commands {
		said[i] = b.tally(append(words, "-o", "csv")...)
	}
	for i, header := range []string{
		"side,currency,falls_due,count,amount", "side,currency,falls_due,count,amount",
		"day,overdue,currency,bank,known_by,in,out,running,in_pledged,in_frozen",
		"obligor,currency,lots,held,open,share,overdue,days_30,days_60,days_90,later,in_dispute,in_pledge," +
			"line,used,headroom,on_time,late,unpaid,defaulted,disputed,longest_delay",
		"lot,obligor,amount,credited,open,currency,due,days,state,standing,marks,class",
		"lot,bank,seller,obligor,face,proceeds,open,currency,rate,recourse,sold,due,standing,registration",
		"currency,outcome,count,amount", "lot,holder,amount,credited,currency,state,marks,late_interest,record",
	} {
		if got, _, _ := strings.Cut(said[i], "\n"); got != header {
			t.Errorf("tally %s: fields %s; scripts rely on %s", strings.Join(commands[i], " "), got, header)
		}
	}
	b.contains(said[0], "holder,CNY,"+b.soon+",1,700.00\n", "holder,CNY,"+b.later+",1,600.00\n")
	b.contains(said[1], "obligor,CNY,"+b.soon[:7]+",")
	b.contains(said[2], b.soon+",false,CNY,First Bank,line,700.00,0.00,700.00,0.00,0.00\n", b.later+",false,CNY,First Bank,line,600.00,0.00,1300.00,0.00,0.00\n")
	b.contains(said[3], "Northern Steel,CNY,1,300.00,300.00,100.00,0.00,300.00,")
	b.contains(said[4], ",held,active,,receivables-financing\n")
	b.contains(said[5], "R31-1:70001-100000,First Bank,Bolt Metal,Northern Steel,300.00,", ",ZDW-17\n")
	b.contains(said[6], "CNY,not due,3,1680.00\n")
	b.contains(said[7], "R31-1:70001-100000,First Bank,300.00,0.00,CNY,held,financed,")
	before := b.regulator()

	b.pass(21 * 24 * time.Hour)
	b.act("receivable", "settle", "R31-1", "--profile", "steel")
	b.until("CNY +late +1 +1,000.00", "company", "record", "31", "--profile", "bank")
	b.until(",700.00,700.00,", "report", "regulator", "--part", "lots", "-o", "csv", "--profile", "authority")
	for i, words := range commands {
		if diff := cmp.Diff(said[i], b.tally(append(words, "-o", "csv", "--date", first)...)); diff != "" {
			t.Errorf("tally %s --date %s (-then +now):\n%s", strings.Join(words, " "), first, diff)
		}
		if said[i] == b.tally(append(words, "-o", "csv")...) {
			t.Errorf("tally %s says the same three weeks and a payment later", strings.Join(words, " "))
		}
	}
	if again := b.regulator("--date", first); again.Digest != before.Digest || !again.Comparison.Equal {
		t.Errorf("the digest of %s was %s and is %s", first, before.Digest, again.Digest)
	}
	if own := b.regulator("--date", first, "--rpc", b.rpc); !own.Comparison.Equal || own.Digest != before.Digest {
		t.Errorf("asked by a node of one's own: %+v", own.Comparison)
	}
	b.contains(b.tally("report", "regulator", "--profile", "authority"), "equal in all ", "asked by the relayer", "DIGEST")
	b.contains(b.tally("report", "financed", "--all", "--profile", "authority"), "financed or pledged without a registration number: none", "All companies at the end of ")

	tomorrow := time.Now().AddDate(0, 0, 60).Format(time.DateOnly)
	_, errs := b.ended(ExitUsage, "report", "exposure", "--date", tomorrow, "--profile", "acme")
	b.contains(errs, tomorrow+" has not come; today is "+b.today())
	b.ended(ExitNotFound, "report", "holdings", "--date", "2020-01-01", "--profile", "acme")
	b.ended(ExitNotFound, "company", "record", "999", "--profile", "acme")
	b.ended(ExitUnreachable, "report", "regulator", "--rpc", "http://127.0.0.1:1", "--profile", "authority")
	for _, words := range [][]string{
		{"maturity", "--by", "week"}, {"holdings", "--purpose", "keep"}, {"regulator", "--part", "everything"}, {"exposure", "--date", "2026-02-30"}, {"balance"},
	} {
		b.ended(ExitUsage, append(append([]string{"report"}, words...), "--profile", "acme")...)
	}
}

func (b *bookkeeping) contains(text string, parts ...string) {
	b.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			b.t.Errorf("no %q in:\n%s", part, text)
		}
	}
}

// regulator is the regulator's report, whose digest is that of its state.
func (b *bookkeeping) regulator(words ...string) report.Regulator {
	b.t.Helper()
	out := b.tally(append([]string{"report", "regulator", "-o", "json", "--profile", "authority"}, words...)...)
	var r report.Regulator
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		b.t.Fatal(err)
	}
	if digest, err := r.State.Digest(); err != nil || digest != r.Digest || r.Comparison == nil {
		b.t.Fatalf("digest %s, %v of\n%s", digest, err, out)
	}
	return r
}
