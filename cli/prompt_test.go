package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// atTerminal is a session of a person who types the given secrets and lines.
func atTerminal(lines string, secrets ...string) (*session, *bytes.Buffer) {
	con, _, errs := testConsole()
	con.In, con.InTTY = strings.NewReader(lines), true
	con.ReadSecret = func() (string, error) {
		next := secrets[0]
		secrets = secrets[1:]
		return next, nil
	}
	return newSession(con), errs
}

func TestANewPasswordIsAskedForTwice(t *testing.T) {
	s, errs := atTerminal("", "secret", "secret")
	if got, err := s.newPassword("", "clerk"); err != nil || got != "secret" {
		t.Errorf("got %q, %v", got, err)
	}
	if strings.Contains(errs.String(), "secret") {
		t.Error("the password is shown")
	}
	s, _ = atTerminal("", "secret", "secrte")
	if _, err := s.newPassword("", "clerk"); classify(err).Code != ExitKey {
		t.Errorf("two different passwords: got %v", err)
	}
}

func TestConfirmationTakesOnlyAClearYes(t *testing.T) {
	for typed, want := range map[string]Code{"y\n": ExitOK, "是\n": ExitOK, "n\n": ExitFailure, "\n": ExitFailure, "": ExitFailure} {
		s, _ := atTerminal(typed)
		got := ExitOK
		if err := s.confirm("pay?"); err != nil {
			got = classify(err).Code
		}
		if got != want {
			t.Errorf("%q: exit code %d, want %d", typed, got, want)
		}
	}
}

func TestWithoutATerminalOnlyYesConfirms(t *testing.T) {
	con, _, _ := testConsole()
	s := newSession(con)
	if err := s.confirm("pay?"); classify(err).Code != ExitUsage {
		t.Errorf("got %v", err)
	}
	s.line.globals = map[string]string{"yes": "true"}
	if err := s.confirm("pay?"); err != nil {
		t.Errorf("with --yes: %v", err)
	}
}

func TestProgressIsShownOnATerminalAfterASecond(t *testing.T) {
	for name, test := range map[string]struct {
		tty   bool
		taken time.Duration
		shown bool
	}{
		"quick on a terminal": {true, 100 * time.Millisecond, false},
		"long on a terminal":  {true, 2 * time.Second, true},
		"long in a pipe":      {false, 2 * time.Second, false},
	} {
		t.Run(name, func(t *testing.T) {
			con, out, errs := testConsole()
			now := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
			con.Now, con.ErrTTY = func() time.Time { return now }, test.tty
			p := newSession(con).beginProgress(10, "importing")
			now = now.Add(test.taken)
			p.step(4)
			p.end()
			if shown := errs.Len() > 0; shown != test.shown || out.Len() > 0 {
				t.Errorf("shown %v on standard error, %d bytes on standard output", shown, out.Len())
			}
		})
	}
}
