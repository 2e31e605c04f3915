//go:build !windows

package main

import (
	"path/filepath"
	"sync"
	"testing"
)

// TestOneKeyInTwoProcessesAtOnceSignsUnderTwoNonces has a company's only key do many things at once, as
// two desks that share it would: whoever is slower signs once more.
func TestOneKeyInTwoProcessesAtOnceSignsUnderTwoNonces(t *testing.T) {
	t.Parallel()
	place := found(t)
	names := []string{"till-1", "till-2", "till-3", "till-4"}
	for _, name := range names {
		place.account(name)
	}
	var group sync.WaitGroup
	for _, name := range names {
		group.Go(func() {
			words := []string{
				"company", "operator", "add", name, "--role", "maker", "--profile", "hill", "--yes", "--wait", "mined",
				"--key-password-file", filepath.Join(place.home, "password"),
			}
			if _, errs, code := place.run(words...); code != int(ExitOK) {
				t.Errorf("%s: exit code %d\n%s", name, code, errs)
			}
		})
		group.Go(func() {
			words := []string{"cash", "transfer", "--to", "41", "--bank", "20", "--amount", "1.00", "--ref", name, "--profile", "hill", "--yes", "--wait", "mined"}
			if _, errs, code := place.run(words...); code != int(ExitOK) {
				t.Errorf("a transfer: exit code %d\n%s", code, errs)
			}
		})
	}
	group.Wait()
}
