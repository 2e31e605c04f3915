//go:build !windows

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallystick/tallystick/devnet"
)

const (
	samplePayables = "testdata/import/payables.csv"
	sampleMapping  = "testdata/import/mapping.toml"
	sampleTotal    = "14,200,696.78 CNY"
)

// books is an estate whose devnet has the sample file's suppliers.
func books(t *testing.T) *estate {
	t.Helper()
	e := newEstate(t)
	e.tally(ExitOK, "devnet", "up", "--dir", e.dir, "--nodes", "1", "--detach")
	e.tally(ExitOK, "devnet", "suppliers", "--dir", e.dir, "--from", samplePayables, "--column", "供应商编号", "--yes")
	return e
}

func (e *estate) imports(want Code, words ...string) string {
	e.t.Helper()
	out, _ := e.tally(want, append([]string{
		"--profile", "northern-steel", "receivable", "import", samplePayables, "--mapping", sampleMapping, "--yes", "-o", "json",
	}, words...)...)
	return out
}

// counts compares the counting fields of an import's summary.
func counts(t *testing.T, out string, want map[string]int) {
	t.Helper()
	for field, n := range want {
		if got := number(t, out, field); got != n {
			t.Errorf("%s is %d, want %d, in:\n%s", field, got, n, out)
		}
	}
}

func TestAFileIsImportedOnceAndLaterRunsSendNothing(t *testing.T) {
	t.Parallel()
	e := books(t)
	out := e.imports(ExitOK)
	counts(t, out, map[string]int{"rows": 40, "new": 40, "already": 0, "refused": 0, "active": 40, "awaiting_supplier": 0})
	if !strings.Contains(out, sampleTotal) {
		t.Errorf("no %s in:\n%s", sampleTotal, out)
	}
	// Each draws the whole of its invoice, so that by hand nothing more is drawn on it, however its number is written.
	first, _ := e.tally(ExitOK, "--profile", "northern-steel", "receivable", "show", "R31-1", "-o", "json")
	var made struct {
		Face, Ref string
		Supplier  struct{ Name string }
		Due       string
		Invoices  []struct{ Total, Drawn string }
	}
	if err := json.Unmarshal([]byte(first), &made); err != nil || len(made.Invoices) != 1 || made.Invoices[0].Drawn != made.Face || made.Invoices[0].Total != made.Face {
		t.Fatalf("the first row drew %+v, error %v", made, err)
	}
	_, invoice, _ := strings.Cut(made.Ref, "/")
	_, errs := e.tally(ExitRefused, "--profile", "northern-steel", "receivable", "issue", "--to", made.Supplier.Name, "--amount", "0.01", "--due", made.Due,
		"--ref", "by hand", "--invoice", " "+strings.ToLower(invoice)+"=0.01/"+made.Face, "--yes")
	if !strings.Contains(errs, "V12.invoices") {
		t.Errorf("refused without the rule's id:\n%s", errs)
	}
	again := map[string]int{"new": 0, "already": 40, "refused": 0, "active": 40, "transactions": 0}
	counts(t, e.imports(ExitOK), again)

	// On another computer there is no journal: the day is read off what the chain has.
	if err := os.RemoveAll(filepath.Join(e.dir, "config", "imports")); err != nil {
		t.Fatal(err)
	}
	counts(t, e.imports(ExitOK), again)
	// Another day for the terms would contradict what is there.
	counts(t, e.imports(ExitRefused, "--as-of", "2026-01-01"), map[string]int{"new": 0, "already": 0, "refused": 40})

	// The same books in another encoding, and by a mapping of their own, are the same receivables.
	out, _ = e.tally(ExitOK, "--profile", "northern-steel", "receivable", "import", "testdata/import/payables-gb18030.csv",
		"--mapping", "testdata/import/mapping-gb18030.toml", "--yes", "-o", "json")
	counts(t, out, again)
}

func TestRowsOfSuppliersWhoDoNotStandReadyWaitAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	e.tally(ExitOK, "devnet", "up", "--dir", e.dir, "--nodes", "1", "--detach")
	applications := filepath.Join(t.TempDir(), "suppliers.csv")
	e.tally(ExitOK, "devnet", "suppliers", "--dir", e.dir, "--from", samplePayables, "--column", "供应商编号", "--apply-only", "--out", applications)

	// One application is edited after it was signed, so that its company stays out.
	text, err := os.ReadFile(applications)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), "Supplier V-0312", "Supplier V-0312 Ltd", 1)
	if edited == string(text) {
		t.Fatal("nothing was edited")
	}
	if err := os.WriteFile(applications, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(t.TempDir(), "refused.csv")
	out, errs := e.tally(ExitRefused, "--profile", "desk", "company", "import", applications, "--yes", "-o", "json")
	counts(t, out, map[string]int{"rows": 6, "new": 5, "refused": 1})
	if !strings.Contains(errs, "consent") {
		t.Errorf("the reason does not name the consent:\n%s", errs)
	}
	e.tally(ExitRefused, "--profile", "desk", "company", "import", applications, "--yes") // the other five already
	out, _ = e.tally(ExitRefused, "--profile", "northern-steel", "company", "import", applications, "--vendors", "--yes", "-o", "json")
	counts(t, out, map[string]int{"new": 5, "refused": 1})

	out = e.imports(ExitRefused, "--report", report)
	refused := number(t, out, "refused")
	if refused == 0 || number(t, out, "awaiting_supplier") != 40-refused || number(t, out, "active") != 0 {
		t.Errorf("import:\n%s", out)
	}
	rows, err := os.ReadFile(report)
	if err != nil || strings.Count(string(rows), `vendor number ""V-0312"" is no supplier's`) != refused {
		t.Errorf("report of %d rows, error %v:\n%s", refused, err, rows)
	}
}

func TestAnImportAboveTheCompanysThresholdWaitsForASecondOperator(t *testing.T) {
	t.Parallel()
	e := books(t)
	e.tally(ExitOK, "--profile", "northern-steel", "company", "limits", "--limit", "0.00", "--yes")
	first := map[string]int{"new": 40, "already": 0, "refused": 0, "active": 0, "awaiting_supplier": 0, "waiting": 40}
	counts(t, e.imports(ExitOK), first)
	// Again nothing new is stored: the same acts wait.
	counts(t, e.imports(ExitOK), first)
	if out, _ := e.tally(ExitOK, "--profile", "northern-steel", "act", "list", "--waiting", "-o", "csv"); strings.Count(out, ",waiting,\"Issue R31-") != 40 {
		t.Errorf("the second run stored others:\n%s", out)
	}
}

func TestARelayerKilledThriceWhileAFileIsImportedIssuesEachRowOnce(t *testing.T) {
	t.Parallel()
	e := books(t)
	n := e.network()
	if err := n.StopRelayer(t.Context()); err != nil {
		t.Fatal(err)
	}
	up := []string{"devnet", "up", "--dir", e.dir, "--detach"}
	started := false
	var importing interface{ Wait() error }
	var done func() string
	for _, point := range []string{"afterReserve", "afterSend", "beforeFinal"} {
		cmd, _, _ := e.command([]string{"TALLY_FAILPOINT=" + point}, up...)
		_ = cmd.Run() // fails where the relayer dies before it is ready
		if !started {
			cmd, out, errs := e.command(nil, "--profile", "northern-steel", "receivable", "import", samplePayables, "--mapping", sampleMapping, "--yes", "-o", "json")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			importing, done, started = cmd, func() string { return out.String() + errs.String() }, true
		}
		e.awaitRelayer(devnet.Gone)
	}
	e.tally(ExitOK, up...)
	if err := importing.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, done())
	}
	counts(t, e.imports(ExitOK), map[string]int{"new": 0, "already": 40, "active": 40, "transactions": 0})
	e.tally(ExitNotFound, "--profile", "acme", "receivable", "show", "R31-41") // the serials are 1 to 40
}
