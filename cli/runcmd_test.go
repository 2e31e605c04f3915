//go:build !windows

package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/relayer"
)

// paidOut is what `tally voucher pay --file` says under -o json.
type paidOut struct {
	Rows, Payments, Refused int
	States                  map[string]int
	Total                   amount.Amount
	Runs                    []struct {
		Run, Lot, Act string
		Payees        int
		Amount        amount.Amount
	}
}

func (p *town) pays(want Code, words ...string) (paidOut, string) {
	p.t.Helper()
	out, errs, code := p.run(append([]string{"voucher", "pay", "--profile", "acme", "--wait", "mined", "--yes", "-o", "json"}, words...)...)
	if code != int(want) {
		p.t.Fatalf("tally %s: exit code %d, want %d\n%s%s", strings.Join(words, " "), code, want, out, errs)
	}
	var got paidOut
	if out != "" {
		if err := json.Unmarshal([]byte(out), &got); err != nil && want == ExitOK {
			p.t.Fatalf("%v in:\n%s", err, out)
		}
	}
	return got, errs
}

// writes makes a file of the town's home.
func (p *town) writes(name, text string) string {
	p.t.Helper()
	path := filepath.Join(p.home, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// table reads a CSV file that tally wrote.
func (p *town) table(path string) [][]string {
	p.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\xef\xbb\xbf"))).ReadAll()
	if err != nil {
		p.t.Fatal(err)
	}
	return records
}

// holds adds up the lots that a company holds and can pay with.
func (p *town) holds(who string) amount.Amount {
	p.t.Helper()
	var lots []struct{ Amount amount.Amount }
	if err := json.Unmarshal([]byte(p.tally("voucher", "list", "--state", "held", "--profile", who, "-o", "json")), &lots); err != nil {
		p.t.Fatal(err)
	}
	var sum amount.Amount
	for _, lot := range lots {
		sum += lot.Amount
	}
	return sum
}

// TestAFileIsPaidOnceWithWhatIsWrongInItToldFirst pays a small file, with everything in it that can be wrong, by the very commands that people use.
func TestAFileIsPaidOnceWithWhatIsWrongInItToldFirst(t *testing.T) {
	t.Parallel()
	place := found(t)
	r := place.issued("steel", "acme", 41, "1,000.00", place.in(40), "run")
	place.does("bolt", "company", "accept-from", "Acme Parts")
	place.sees("bolt", "Acme Parts +any", "company", "show", "42")
	place.does("acme", "company", "vendor", "Dora Works", "--vendor-no", "V-44")
	place.does("desk", "company", "suspend", "Gale Tools", "--reason", "asked for")
	place.sees("acme", "suspended", "company", "show", "46")
	file := place.writes("run.csv", "payee,amount,currency,reference\r\n"+
		"Bolt Metal,100.00,CNY,PO-1\r\n"+
		"Bolt Metla,1.00,CNY,PO-2\r\n"+
		"V-44,\"200.00\",CNY,PO-3\r\n"+
		"42,0.01,,PO-4\r\n"+
		"Gale Tools,5.00,CNY,PO-5\r\n"+
		"Acme Parts,5.00,CNY,PO-6\r\n"+
		"91310043X,5.00,EUR,PO-7\r\n"+
		"华云精密,0.001,CNY,PO-8\r\n")
	rejects, results := filepath.Join(place.home, "rejects.csv"), filepath.Join(place.home, "results.csv")

	_, errs := place.pays(ExitRefused, "--file", file, "--rejects", rejects)
	for _, want := range []string{
		`row 3: there is no company "Bolt Metla"; did you mean Bolt Metal?`, "row 6: Gale Tools is suspended", "row 7: Acme Parts is the company that pays",
		"row 8: is in EUR", "row 9: amount \"0.001\": more than two decimals", "5 of 8 rows are refused; nothing was paid",
		"Bolt Metal is paid more than once: rows 2, 5",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in:\n%s", want, errs)
		}
	}
	if got := place.table(rejects); len(got) != 6 || strings.Join(got[0], ",") != "payee,amount,currency,reference,reason" || got[1][0] != "Bolt Metla" {
		t.Errorf("rejects %q", got)
	}
	if got := place.holds("acme"); got != 100_000 {
		t.Fatalf("it paid, and has %s left", got)
	}

	out, errs, code := place.run("voucher", "pay", "--file", file, "--skip-refused", "--profile", "acme", "--dry-run")
	if code != int(ExitOK) || !strings.Contains(out, "it would be done") || !strings.Contains(errs, "3 rows, 2 payees, 300.01 CNY in all") {
		t.Fatalf("dry run: exit code %d\n%s%s", code, out, errs)
	}
	paid, _ := place.pays(ExitRefused, "--file", file, "--skip-refused", "--out", results)
	if paid.Payments != 3 || paid.Total != 30_001 || paid.Refused != 5 || paid.States["paid"] != 2 || paid.States["proposed"] != 1 || len(paid.Runs) != 1 {
		t.Errorf("paid %+v", paid)
	}
	got := place.table(results)
	if len(got) != 9 || got[1][2] != "Bolt Metal" || !strings.HasPrefix(got[1][6], r+":") || got[1][7] != paid.Runs[0].Run || got[2][8] != "proposed" || got[4][8] != "refused" {
		t.Errorf("results %q", got)
	}
	place.sees("bolt", " 100.00 ", "voucher", "list")
	place.sees("dora", "transfer .*200.00", "inbox")

	// The same file again, in other dress too, pays nobody.
	if _, errs := place.pays(ExitConflict, "--file", file, "--skip-refused"); !strings.Contains(errs, "already paid as "+paid.Runs[0].Run) || !strings.Contains(errs, "--again") {
		t.Errorf("again:\n%s", errs)
	}
	// Corrected, only the rows that were refused are new.
	mended := place.writes("mended.csv", "payee,amount,reference\nBolt Metal,100.00,PO-1\nBolt Metal,1.00,PO-2\nDora Works,200.00,PO-3\nBolt Metal,0.01,PO-4\n")
	paid, errs = place.pays(ExitRefused, "--file", mended, "--skip-refused")
	if paid.Payments != 1 || paid.Total != 100 || !strings.Contains(errs, "row 2: was paid as "+got[1][7]) {
		t.Errorf("paid %+v\n%s", paid, errs)
	}
	// On another computer there is no journal: the chain knows.
	plain := place.writes("plain.csv", "payee;amount\nBolt Metal;2.00\nBolt Metal;3.00\n")
	if paid, _ = place.pays(ExitOK, "--file", plain); paid.States["paid"] != 2 {
		t.Errorf("paid %+v", paid)
	}
	if err := os.RemoveAll(filepath.Join(place.home, "runs")); err != nil {
		t.Fatal(err)
	}
	if _, errs := place.pays(ExitConflict, "--file", plain); !strings.Contains(errs, "already paid as "+paid.Runs[0].Run) {
		t.Errorf("on another computer:\n%s", errs)
	}
	before := place.holds("acme")
	if again, _ := place.pays(ExitOK, "--file", plain, "--again"); again.States["paid"] != 2 || again.Runs[0].Run == paid.Runs[0].Run {
		t.Errorf("again, wanted so: %+v", again)
	}
	if got := place.holds("acme"); got != before-500 {
		t.Errorf("%s were left, and now %s", before, got)
	}
	if _, errs := place.pays(ExitRefused, "--file", place.writes("much.csv", "payee,amount\n42,1.00\n42,9999.00\n")); !strings.Contains(errs, "that ends in row 3") {
		t.Errorf("more than there is:\n%s", errs)
	}
}

// TestARunAboveTheThresholdWaitsForItsChecker has a company whose operators sign in pairs pay a file: the command ends with the act waiting,
// a second operator approves it, and the same command again finds it done.
func TestARunAboveTheThresholdWaitsForItsChecker(t *testing.T) {
	t.Parallel()
	place := found(t)
	place.issued("steel", "acme", 41, "1,000.00", place.in(40), "pairs")
	place.does("bolt", "company", "accept-from", "Acme Parts")
	place.account("boss")
	place.does("acme", "company", "operator", "add", "boss", "--role", "checker")
	place.sees("acme", "checker +-", "company", "show", "41")
	place.does("acme", "company", "limits", "--limit", "0.00")
	place.sees("acme", `^TWO SIGN ABOVE +0.00`, "company", "limits")
	file := place.writes("run.csv", "payee,amount,reference\nBolt Metal,100.00,A\nBolt Metal,200.00,B\n")
	results := filepath.Join(place.home, "results.csv")

	paid, errs := place.pays(ExitPending, "--file", file, "--out", results)
	if paid.States["waiting"] != 2 || len(paid.Runs) != 1 || !strings.Contains(errs, "tally act approve") {
		t.Fatalf("paid %+v\n%s", paid, errs)
	}
	if got := place.table(results); len(got) != 3 || got[2][8] != "waiting" {
		t.Errorf("results %q", got)
	}
	// Again, it is the same act that waits.
	if again, _ := place.pays(ExitPending, "--file", file); len(again.Runs) != 1 || again.Runs[0].Act != paid.Runs[0].Act {
		t.Errorf("again %+v", again)
	}
	if got := place.holds("acme"); got != 100_000 {
		t.Fatalf("before it was approved %s were left", got)
	}
	place.does("acme", "act", "approve", paid.Runs[0].Act, "--account", "boss")
	place.sees("acme", "R31-1:1-70000 ", "voucher", "list", "--state", "held")
	if done, _ := place.pays(ExitOK, "--file", file); done.States["paid"] != 2 {
		t.Errorf("approved %+v", done)
	}
	place.pays(ExitConflict, "--file", file)
}

// gate stands before a relayer, and kills a process at one of its requests: before the relayer sees it, or before its answer goes back.
type gate struct {
	url    string
	behind http.Handler

	mu   sync.Mutex
	seen int
	trap trap
}

// trap is at which request a process is killed: the one of a number from 1, or the first of a path.
type trap struct {
	at    int
	path  string
	after bool
	kill  func()
}

// runs runs a process whose requests come by the gate, with a trap for it, until it ends.
func (g *gate) runs(cmd *exec.Cmd, t trap) error {
	started := make(chan struct{})
	t.kill = func() {
		<-started
		_ = cmd.Process.Kill()
	}
	g.set(t)
	defer g.set(trap{})
	if err := cmd.Start(); err != nil {
		return err
	}
	close(started)
	return cmd.Wait()
}

func (g *gate) set(t trap) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen, g.trap = 0, t
}

// struck counts a request, and answers the trap if it goes off.
func (g *gate) struck(path string) (trap, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen++
	return g.trap, g.trap.kill != nil && (g.seen == g.trap.at || g.trap.path == path)
}

// foundGated is found with a gate between everyone and the relayer.
func foundGated(t *testing.T) *town {
	t.Helper()
	g := new(gate)
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	g.url = server.URL
	return (&town{t: t, gate: g}).found()
}

// reach is how the town's relayer is reached: by the gate's address, if there is one, which logins are for.
func (p *town) reach() relayer.Reach {
	if p.gate == nil {
		return relayer.Reach{}
	}
	return relayer.Reach{Domains: []string{strings.TrimPrefix(p.gate.url, "http://")}}
}

// through is the address at which a relayer is reached: the gate's, if there is one.
func (p *town) through(address string) string {
	p.t.Helper()
	if p.gate == nil {
		return address
	}
	behind, err := url.Parse(address)
	if err != nil {
		p.t.Fatal(err)
	}
	p.gate.behind = httputil.NewSingleHostReverseProxy(behind)
	return p.gate.url
}

// ServeHTTP lets a request through, unless the trap goes off.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	trap, struck := g.struck(r.URL.Path)
	if !struck {
		g.behind.ServeHTTP(w, r)
		return
	}
	if trap.after {
		g.behind.ServeHTTP(httptest.NewRecorder(), r)
	}
	trap.kill()
	_, _ = io.Copy(io.Discard, r.Body) // else its end is not seen
	<-r.Context().Done()               // it dies without an answer
}

// process is a tally of its own, which can be killed.
func (p *town) process(words ...string) *exec.Cmd {
	p.t.Helper()
	bin := filepath.Join(p.home, "tally")
	if _, err := os.Stat(bin); err != nil {
		self, err := os.Executable()
		if err != nil {
			p.t.Fatal(err)
		}
		if err := os.Symlink(self, bin); err != nil {
			p.t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(p.t.Context(), bin, words...)
	cmd.Env, cmd.Stderr = append(os.Environ(), "TALLY_CONFIG="+p.home, "LC_ALL=C.UTF-8"), p.t.Output()
	return cmd
}

// TestAnActThatLostItsLotIsSignedAgainUnderItsSerial kills a command that has signed and not sent, takes the units away that its act hands out,
// and runs it again: the act is refused, then made anew of other units after the user is asked, and every row is paid once.
func TestAnActThatLostItsLotIsSignedAgainUnderItsSerial(t *testing.T) {
	t.Parallel()
	place := foundGated(t)
	place.issued("steel", "acme", 41, "1,000.00", place.in(40), "first")
	place.issued("steel", "acme", 41, "500.00", place.in(50), "second")
	place.does("bolt", "company", "accept-from", "Acme Parts")
	place.sees("bolt", "Acme Parts +any", "company", "show", "42")
	g := place.gate
	file := place.writes("run.csv", "payee,amount\nBolt Metal,100.00\nBolt Metal,200.00\n")
	cmd := place.process("voucher", "pay", "--file", file, "--profile", "acme", "--yes")
	if err := g.runs(cmd, trap{path: "/v1/acts/batch"}); err == nil || cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("it was not killed: %v", err)
	}
	if got := place.holds("acme"); got != 150_000 {
		t.Fatalf("killed before it sent anything, it has %s", got)
	}
	// Saved anew by a spreadsheet, the file is another one, and its rows are the same.
	file = place.writes("run.csv", "\"payee\",\"amount\"\r\n\"Bolt Metal\",\"100.00\"\r\n\"Bolt Metal\",\"200.00\"\r\n")
	// 900.00 of the first lot go to another; what is left of it is less than the run.
	place.does("acme", "voucher", "transfer", "R31-1:1", "--amount", "900.00", "--to", "Eton Forge")
	place.sees("acme", "R31-1:1-10000 ", "voucher", "list", "--state", "held")

	if _, errs := place.pays(ExitConflict, "--file", file); !strings.Contains(errs, "going on with it") || !strings.Contains(errs, "run the same command again") {
		t.Errorf("run again:\n%s", errs)
	}
	paid, _ := place.pays(ExitOK, "--file", file)
	if paid.States["paid"] != 2 || len(paid.Runs) != 1 || !strings.HasPrefix(paid.Runs[0].Lot, "R31-2:") {
		t.Errorf("signed again: %+v", paid)
	}
	place.sees("bolt", "R31-2:30001-50000 +200.00", "voucher", "list")
	if got := place.holds("acme"); got != 30_000 {
		t.Errorf("it has %s left", got)
	}
	place.pays(ExitConflict, "--file", file)
}

// TestACommandKilledAtAnyRequestPaysEachRowOnce kills a real process with -9 at every one of its requests to the relayer, before it or
// before its answer, and runs it again: every row of the file's two acts is paid once, whenever that was.
func TestACommandKilledAtAnyRequestPaysEachRowOnce(t *testing.T) {
	t.Parallel()
	place := foundGated(t)
	place.issued("steel", "acme", 41, "1,000,000.00", place.in(40), "kill")
	place.does("bolt", "company", "accept-from", "Acme Parts")
	place.sees("bolt", "Acme Parts +any", "company", "show", "42")
	g := place.gate
	const rows, each = 140, amount.Amount(100)
	killed := 0
	for at := 1; ; at++ {
		var text strings.Builder
		text.WriteString("payee,amount,reference\n")
		for i := range rows {
			fmt.Fprintf(&text, "42,1.00,%d/%d\n", at, i)
		}
		file := place.writes(fmt.Sprintf("kill-%d.csv", at), text.String())
		before := place.holds("acme")
		cmd := place.process("voucher", "pay", "--file", file, "--at-once", "--profile", "acme", "--wait", "mined", "--yes", "-o", "json")
		ended := g.runs(cmd, trap{at: at, after: at%2 == 0})
		if ended == nil {
			if got := before - place.holds("acme"); got != rows*each {
				t.Errorf("undisturbed it paid %s", got)
			}
			break
		}
		killed++
		if code := cmd.ProcessState.ExitCode(); code != -1 {
			t.Fatalf("at request %d it was not killed but ended with %d", at, code)
		}
		paid, _ := place.pays(ExitOK, "--file", file, "--at-once")
		if paid.Payments != rows || len(paid.Runs) != 2 || paid.States["paid"] != rows {
			t.Errorf("killed at request %d, and run again: %+v", at, paid)
		}
		if got := before - place.holds("acme"); got != rows*each {
			t.Fatalf("killed at request %d it paid %s of %s", at, got, rows*each)
		}
		if _, errs := place.pays(ExitConflict, "--file", file, "--at-once"); !strings.Contains(errs, "already paid as") {
			t.Errorf("a third time:\n%s", errs)
		}
	}
	if killed < 8 {
		t.Errorf("killed only %d times: the gate does not see the requests", killed)
	}
}
