package relayer

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/tallystick/tallystick/relayer/anchor"
	"github.com/tallystick/tallystick/relayer/outbox"
	"github.com/tallystick/tallystick/relayer/webhook"
)

// Failpoints are the points of an act's way at which TALLY_FAILPOINT can kill the process, in the order in which an act comes to them.
func Failpoints() []string {
	return []string{
		outbox.AfterAccept, outbox.AfterReserve, anchor.AfterSign, anchor.BeforeSend, anchor.AfterSend, anchor.AfterMined, anchor.BeforeFinal,
	}
}

// points are all failpoints: those of an act, and that between an ERP's answer and the note of it.
func points() []string { return append(Failpoints(), webhook.AfterDeliver) }

// failpoint makes the hook that a specification POINT[:COUNT] asks for; an empty one asks for none. The hook kills the process as
// kill -9 does, so that nothing is flushed, closed or said.
func failpoint(spec string) (func(string), error) {
	if spec == "" {
		return func(string) {}, nil
	}
	name, number, counted := strings.Cut(spec, ":")
	count := int64(1)
	if counted {
		var err error
		if count, err = strconv.ParseInt(number, 10, 64); err != nil || count < 1 {
			return nil, fmt.Errorf("%w: TALLY_FAILPOINT %q: the count is not a number from 1", ErrConfig, spec)
		}
	}
	if !slices.Contains(points(), name) {
		return nil, fmt.Errorf("%w: TALLY_FAILPOINT %q: the points are %s", ErrConfig, spec, strings.Join(points(), ", "))
	}
	var seen atomic.Int64
	return func(point string) {
		if point != name || seen.Add(1) != count {
			return
		}
		process, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = process.Kill()
		}
		if err != nil {
			panic(fmt.Sprintf("failpoint %s: %v", name, err))
		}
		// The signal is on its way; nothing more may happen until it is here.
		select {}
	}, nil
}
