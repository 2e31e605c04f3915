package main

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tally": main})
}

// raceExit lets a process with the race detector end at once, which else waits for a second to the end.
const raceExit = "atexit_sleep_ms=0"

// TestScripts runs tally as a user does, in a folder and an environment of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TALLY_CONFIG", env.WorkDir+"/home")
			env.Setenv("LC_ALL", "C.UTF-8")
			env.Setenv("GORACE", raceExit)
			return nil
		},
		Cmds: scriptCommands(),
	})
}

// exits runs a command and asserts its exit code, as in: exits 2 tally config show --no-such
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var failed *exec.ExitError
		if !errors.As(err, &failed) {
			ts.Fatalf("run %s: %v", args[1], err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s", got, want, ts.ReadFile("stderr"))
	}
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "eventually": eventually, "env-from": envFrom}
}

// eventually runs tally, in this process, until its output matches, for what the relayer's index
// learns a moment after the chain: eventually 'R31-1 .* active' tally receivable list
func eventually(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || args[1] != "tally" {
		ts.Fatalf("usage: eventually PATTERN tally WORDS...")
	}
	pattern, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	var environ []string
	for _, name := range []string{"TALLY_CONFIG", "TALLY_WAIT", "TALLY_TIMEOUT", "LC_ALL"} {
		environ = append(environ, name+"="+ts.Getenv(name))
	}
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		var out, errs bytes.Buffer
		code := run(context.Background(), args[2:], &console{In: strings.NewReader(""), Out: &out, Err: &errs, Environ: environ, Now: time.Now})
		if code == 0 && pattern.Match(out.Bytes()) {
			_, err := ts.Stdout().Write(out.Bytes())
			ts.Check(err)
			return
		}
		select {
		case <-deadline.C:
			ts.Fatalf("no match for %s within a minute; exit code %d:\n%s%s", args[0], code, out.String(), errs.String())
		case <-again.C:
		}
	}
}

// envFrom sets a variable to what a pattern's group matches in the last output:
// env-from ID '"id": "(0x[0-9a-f]+)"'
func envFrom(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: env-from NAME PATTERN")
	}
	found := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("no match for %s in:\n%s", args[1], ts.ReadFile("stdout"))
	}
	ts.Setenv(args[0], found[1])
}
