// Command tally works with supply-chain receivables on a shared ledger: it issues, splits, passes
// on, sells and settles them, and runs the networks and relayers that carry them.
//
// Guarantee: standard output has data only, everything else goes to standard error; the exit code
// says what happened (`tally help exit-codes`); flags count wherever they stand on the line; and
// no password is ever taken from a flag or a variable.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal ends the process at once
	}()
	code := run(ctx, os.Args[1:], realConsole())
	stop()
	os.Exit(code)
}

// run is one run of tally with the words after the program's name; it answers the exit code.
func run(ctx context.Context, words []string, con *console) int {
	s := newSession(con)
	app := newApp(s)
	if len(words) > 0 && words[0] == completeCommand {
		return s.complete(app, words[1:])
	}
	l, err := parseLine(app, words)
	if startErr := s.start(l); err == nil {
		err = startErr
	}
	switch {
	case err != nil:
		return s.fail(err)
	case l.version:
		_, err = con.Out.Write([]byte("tally " + app.Version + "\n"))
	case l.help || len(l.path) == 0:
		err = writeHelp(con.Out, app, l.path)
	default:
		err = app.RunContext(ctx, l.argv())
	}
	if err != nil {
		return s.fail(err)
	}
	return int(ExitOK)
}
