package main

import (
	"errors"
	"fmt"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/cli/lang"
)

// Code is a process exit code. Scripts rely on them: a code never changes its meaning.
type Code int

// The exit codes of tally; `tally help exit-codes` prints this list.
const (
	ExitOK          Code = 0 // done
	ExitFailure     Code = 1 // a failure that has no code of its own
	ExitUsage       Code = 2 // the command line or the configuration is wrong
	ExitNotFound    Code = 3 // the thing named does not exist
	ExitKey         Code = 4 // a key, a password or a login is missing or wrong
	ExitUnreachable Code = 5 // the relayer or the chain does not answer
	ExitConflict    Code = 6 // what was named has changed, or contradicts what is recorded
	ExitPending     Code = 7 // the wait timed out; the act may still happen
	ExitRefused     Code = 8 // a rule or a contract refused
)

// codes lists every exit code with its name in JSON errors and its meaning in help.
func codes() []struct {
	Code          Code
	Name, Meaning string
} {
	return []struct {
		Code          Code
		Name, Meaning string
	}{
		{ExitOK, "ok", "done"},
		{ExitFailure, "failure", "a failure that has no code of its own"},
		{ExitUsage, "usage", "the command line or the configuration is wrong"},
		{ExitNotFound, "not_found", "the thing named does not exist"},
		{ExitKey, "key", "a key, a password or a login is missing or wrong"},
		{ExitUnreachable, "unreachable", "the relayer or the chain does not answer"},
		{ExitConflict, "conflict", "what was named has changed, or contradicts what is recorded"},
		{ExitPending, "pending", "the wait timed out; the act's id is printed and it may still happen"},
		{ExitRefused, "refused", "a rule or a contract refused; nothing has changed"},
	}
}

// Name is the code's stable name in JSON errors: "conflict" for ExitConflict.
func (c Code) Name() string {
	for _, known := range codes() {
		if known.Code == c {
			return known.Name
		}
	}
	return "failure"
}

// Exit is an error that knows its exit code and what the user can do about it. Message and
// hint are kept as format and arguments so that they can be said in the user's language.
type Exit struct {
	Code    Code
	message sentence
	hint    sentence
	err     error
}

// sentence is an English format string of package lang with its arguments, or a text that the
// relayer or the bindings said in both languages.
type sentence struct {
	format string
	args   []any
	both   *client.Text
}

func (s sentence) in(l lang.Lang) string {
	if s.both != nil {
		return s.both.In(phrase.Language(l))
	}
	return l.Text(s.format, s.args...)
}

// exitf makes an error with an exit code. The format is a text of package lang.
func exitf(code Code, format string, args ...any) *Exit {
	return &Exit{Code: code, message: sentence{format: format, args: args}}
}

// usagef is exitf for a wrong command line, which is the most frequent case.
func usagef(format string, args ...any) *Exit {
	return &Exit{Code: ExitUsage, message: sentence{format: format, args: args}}
}

// hintf adds what the user can do. The format is a text of package lang.
func (e *Exit) hintf(format string, args ...any) *Exit {
	e.hint = sentence{format: format, args: args}
	return e
}

// because adds the cause, which is printed after the message and unwrapped by errors.Is.
func (e *Exit) because(err error) *Exit {
	e.err = err
	return e
}

// Error is the message with its cause, in English.
func (e *Exit) Error() string { return e.Message(lang.English) }

// Unwrap is the cause, or nil.
func (e *Exit) Unwrap() error { return e.err }

// Message says what happened in one line, with the cause if there is one.
func (e *Exit) Message(l lang.Lang) string {
	message := e.message.in(l)
	if e.err == nil {
		return message
	}
	var inner *Exit
	if errors.As(e.err, &inner) {
		return fmt.Sprintf("%s: %s", message, inner.Message(l))
	}
	return fmt.Sprintf("%s: %v", message, e.err)
}

// Hint says what the user can do, or is empty.
func (e *Exit) Hint(l lang.Lang) string {
	if e.hint.format == "" && e.hint.both == nil {
		return ""
	}
	return e.hint.in(l)
}
