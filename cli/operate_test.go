//go:build !windows

package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestOperators runs the scripts of testdata/operate against a network of two desks and its relayer, which they pause and rebuild.
func TestOperators(t *testing.T) {
	place := &town{t: t, home: t.TempDir()}
	place.rpc = startAnvil(t)
	desk, authority := place.account("desk"), place.account("authority")
	place.deploy(desk, authority)
	place.startRelayer()
	place.profile("desk", "")
	place.profile("authority", "")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/operate",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TALLY_CONFIG", place.home)
			env.Setenv("LC_ALL", "C.UTF-8")
			env.Setenv("GORACE", raceExit)
			env.Setenv("RPC", place.rpc)
			env.Setenv("URL", place.url)
			env.Setenv("PASSWORD", place.password())
			env.Setenv("DATA", filepath.Join(place.home, "relayer"))
			return nil
		},
		Cmds: scriptCommands(),
	})
}
