package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/url"

	"github.com/ethereum/go-ethereum/accounts/keystore"
)

// classify gives every error its exit code. It is the one place where that is decided: commands
// return wrapped errors, and only those whose code or hint depends on the command itself make an
// Exit on their own, which is kept as it is.
func classify(err error) *Exit {
	var exit *Exit
	if errors.As(err, &exit) {
		if error(exit) == err {
			return exit
		}
		// Keep what was wrapped around the Exit: it says in what the failure happened.
		return &Exit{Code: exit.Code, message: sentence{"%s", []any{err.Error()}}, hint: exit.hint, err: nil}
	}
	var (
		network *net.OpError
		lookup  *net.DNSError
		request *url.Error
		missing *fs.PathError
	)
	plain := func(code Code) *Exit { return exitf(code, "%s", err.Error()) }
	switch {
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
