//go:build !linux && !windows

package devnet

import (
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// inspect returns a name of the process that no other process with its number has, the second at which it started, and its state. A
// process that ended and waits to be reaped is gone.
func inspect(pid int) (identity string, state ChildState, err error) {
	ps := exec.Command("ps", "-o", "stat=,lstart=", "-p", strconv.Itoa(pid))
	ps.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin"} // the same words whoever asks
	out, err := ps.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", Gone, nil // ps knows no such process
	}
	if err != nil {
		return "", Gone, fmt.Errorf("read the state of process %d: %w", pid, err)
	}
	status, started, found := strings.Cut(strings.TrimSpace(string(out)), " ")
	switch {
	case !found:
		return "", Gone, fmt.Errorf("read the state of process %d: %q", pid, out)
	case strings.HasPrefix(status, "Z"):
		return "", Gone, nil
	case strings.HasPrefix(status, "T"):
		state = Paused
	default:
		state = Running
	}
	return strings.TrimSpace(started), state, nil
}
