//go:build !windows

package main

import (
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScriptsAgainstANetwork runs the scripts of testdata/network in one town. Each works with
// receivables of its own, so that they do not see one another.
func TestScriptsAgainstANetwork(t *testing.T) {
	t.Parallel()
	place := found(t)
	place.anotherNetwork()
	place.fund("dora")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/network",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TALLY_CONFIG", place.home)
			env.Setenv("TALLY_WAIT", "mined")
			env.Setenv("TALLY_TIMEOUT", "2m")
			env.Setenv("LC_ALL", "C.UTF-8")
			env.Setenv("GORACE", raceExit)
			env.Setenv("RPC", place.rpc)
			env.Setenv("DEPLOYMENT", place.file)
			env.Setenv("HOME_DIR", place.home)
			env.Setenv("OTHER", filepath.Join(place.home, "other.json"))
			env.Setenv("OTHER_CHAIN", filepath.Join(place.home, "other-chain.json"))
			env.Setenv("DUE", time.Now().AddDate(0, 4, 0).Format(time.DateOnly))
			env.Setenv("LATE", time.Now().AddDate(3, 0, 0).Format(time.DateOnly))
			env.Setenv("SOON", time.Now().AddDate(0, 0, 20).Format(time.DateOnly))
			return nil
		},
		Cmds: scriptCommands(),
	})
}

// TestAnObligorSettlesOnTheDueDay lets the due day come, by the chain's own clock: before it there
// is no settlement, on it the holders of all parts get their shares by the relayer's own doing.
func TestAnObligorSettlesOnTheDueDay(t *testing.T) {
	t.Parallel()
	place := found(t)
	due := time.Now().AddDate(0, 0, 40).Format(time.DateOnly)
	place.tally("cash", "mint", "--to", "31", "--amount", "1,000.00", "--ref", "steel", "--profile", "bank", "--yes", "--wait", "mined")
	place.tally("company", "accept-from", "Northern Steel", "--profile", "acme", "--yes", "--wait", "mined")
	place.tally("company", "accept-from", "Acme Parts", "--profile", "bolt", "--yes", "--wait", "mined")
	place.tally("receivable", "issue", "--to", "41", "--amount", "1,000.00", "--due", due, "--ref", "s", "--profile", "steel", "--yes", "--wait", "mined")
	place.until("R31-1:1-100000", "voucher", "list", "--profile", "acme")
	place.tally("voucher", "pay", "--to", "42", "--amount", "333.33", "--profile", "acme", "--yes", "--wait", "mined")
	place.refused(ExitRefused, "receivable", "settle", "R31-1", "--profile", "steel", "--yes", "--wait", "mined")
	place.until("R31-1:1-66667 ", "voucher", "list", "--profile", "acme")
	today := time.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly)
	place.tally("quote", "ask", "R31-1:1", "--profile", "acme", "--yes")
	offer := place.tally("quote", "offer", "R31-1:1", "--rate", "4.20", "--reg-no", "R", "--until", today, "--profile", "bank", "--yes", "-o", "json")
	quote := regexp.MustCompile(`0x[0-9a-f]{64}`).FindString(offer)
	place.pass(2 * 24 * time.Hour)
	place.refused(ExitRefused, "quote", "take", quote, "--profile", "acme", "--yes", "--wait", "mined")
	place.pass(38 * 24 * time.Hour)
	place.until("STATE +due", "receivable", "show", "R31-1", "--profile", "steel")
	place.tally("receivable", "settle", "R31-1", "--amount", "400.00", "--profile", "steel", "--yes", "--wait", "mined")
	place.until("First Bank +CNY +266.66", "cash", "balance", "--profile", "acme")
	place.until("First Bank +CNY +133.33", "cash", "balance", "--profile", "bolt")
	place.tally("receivable", "settle", "R31-1", "--profile", "steel", "--yes", "--wait", "mined")
	place.until("First Bank +CNY +666.67", "cash", "balance", "--profile", "acme")
	place.until("First Bank +CNY +333.33", "cash", "balance", "--profile", "bolt")
	place.until("STATE +paid", "receivable", "show", "R31-1", "--profile", "steel")
	place.refused(ExitConflict, "receivable", "settle", "R31-1", "--profile", "steel", "--yes")
}
