package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// console is everything that a run of tally has from outside: streams, environment, clock.
// Tests make their own; realConsole is the process's.
type console struct {
	In       io.Reader
	Out, Err io.Writer
	// Environ is the environment as "NAME=value".
	Environ []string
	Now     func() time.Time
	// InTTY, OutTTY and ErrTTY say whether a person is at the other end.
	InTTY, OutTTY, ErrTTY bool
	// ReadSecret reads one line without echo.
	ReadSecret func() (string, error)

	lines *bufio.Reader
}

func realConsole() *console {
	return &console{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Environ: os.Environ(),
		Now:     time.Now,
		InTTY:   term.IsTerminal(int(os.Stdin.Fd())),
		OutTTY:  term.IsTerminal(int(os.Stdout.Fd())),
		ErrTTY:  term.IsTerminal(int(os.Stderr.Fd())),
		ReadSecret: func() (string, error) {
			secret, err := term.ReadPassword(int(os.Stdin.Fd()))
			return string(secret), err
		},
	}
}

// getenv answers the value of an environment variable, "" if it is not set.
func (c *console) getenv(name string) string {
	for i := len(c.Environ) - 1; i >= 0; i-- {
		if key, value, ok := strings.Cut(c.Environ[i], "="); ok && key == name {
			return value
		}
	}
	return ""
}

// colour says whether standard output may be coloured: a terminal, and no wish against it.
func (c *console) colour() bool {
	return c.OutTTY && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb"
}

// readLine reads one line of the input, without its end.
func (c *console) readLine() (string, error) {
	if c.lines == nil {
		c.lines = bufio.NewReader(c.In)
	}
	text, err := c.lines.ReadString('\n')
	if err != nil && !(errors.Is(err, io.EOF) && text != "") {
		return "", err
	}
	return strings.TrimRight(text, "\r\n"), nil
}
