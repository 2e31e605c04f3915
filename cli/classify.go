package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/cli/lang"
)

// classify gives every error its exit code. It is the one place where that is decided: commands
// return wrapped errors, and only those whose code or hint depends on the command itself make an
// Exit on their own, which is kept as it is.
func classify(err error) *Exit {
	var exit *Exit
	if errors.As(err, &exit) {
		if error(exit) == err || errors.Is(err, client.ErrUnreachable) {
			// The second: this program would not ask the relayer, and says why itself.
			return exit
		}
		// Keep what was wrapped around the Exit: it says in what the failure happened.
		return &Exit{Code: exit.Code, message: sentence{format: "%s", args: []any{err.Error()}}, hint: exit.hint}
	}
	var (
		network *net.OpError
		lookup  *net.DNSError
		request *url.Error
		missing *fs.PathError
		problem *client.Problem
	)
	plain := func(code Code) *Exit { return exitf(code, "%s", err.Error()) }
	switch {
	case errors.As(err, &problem):
		return ofProblem(problem)
	case errors.Is(err, client.ErrUnreachable):
		reason := strings.TrimPrefix(err.Error(), client.ErrUnreachable.Error()+": ")
		return exitf(ExitUnreachable, "the relayer cannot be reached: %s", reason).
			hintf("is it running, and is the address right? see: tally config show --origin")
	case errors.Is(err, deployment.ErrOtherNetwork):
		return plain(ExitConflict).hintf("see: tally config show --origin")
	case errors.Is(err, keystore.ErrDecrypt):
		return exitf(ExitKey, "the password does not open this key").
			hintf("try again, or name the right file with --password-file")
	case errors.Is(err, context.Canceled):
		return plain(ExitFailure).hintf("interrupted; what was sent before may still happen: tally act list")
	case errors.Is(err, context.DeadlineExceeded):
		return plain(ExitPending).hintf("wait longer with --timeout, or look later: tally act list")
	case errors.As(err, &network), errors.As(err, &lookup), errors.As(err, &request):
		return plain(ExitUnreachable).hintf("is it running, and is the address right? see: tally config show --origin")
	case errors.As(err, &missing) && errors.Is(err, fs.ErrNotExist):
		return plain(ExitNotFound)
	default:
		return plain(ExitFailure)
	}
}

// ofProblem gives the relayer's refusal of a request its code: that of the contract's reason where
// there is one, else that of the HTTP status.
func ofProblem(p *client.Problem) *Exit {
	if p.Refusal != nil {
		return refused(p.Refusal)
	}
	code := ExitFailure
	switch p.Status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
		code = ExitUsage
	case http.StatusUnauthorized, http.StatusForbidden:
		code = ExitKey
	case http.StatusNotFound:
		code = ExitNotFound
	case http.StatusConflict:
		code = ExitConflict
	case http.StatusUnprocessableEntity:
		code = ExitRefused
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		code = ExitUnreachable
	}
	both := func(english string) sentence {
		return sentence{both: &client.Text{EN: english, ZH: lang.Chinese.Answer(english)}}
	}
	exit := &Exit{Code: code, message: both(p.Error())}
	if p.Hint != "" {
		exit.hint = both(p.Hint)
	}
	return exit
}

// refused is a contract's reason, said in the user's language when it is printed.
func refused(r *client.Refusal) *Exit {
	code := ExitRefused
	switch r.Class {
	case phrase.Conflict:
		code = ExitConflict
	case phrase.Key:
		code = ExitKey
	case phrase.NotFound:
		code = ExitNotFound
	}
	rule := ""
	if r.Rule != "" && !strings.Contains(r.Message.EN, r.Rule) {
		rule = " [" + r.Rule + "]"
	}
	exit := &Exit{Code: code, message: sentence{both: &client.Text{EN: r.Message.EN + rule, ZH: r.Message.ZH + rule}}}
	if r.Hint.EN != "" {
		exit.hint = sentence{both: &r.Hint}
	}
	return exit
}
