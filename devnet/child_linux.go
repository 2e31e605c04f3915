package devnet

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// inspect returns a name of the process that no other process ever has, and its state. The name is made of the boot's id and the
// kernel's tick at which the process started. A process that ended and waits to be reaped is gone.
func inspect(pid int) (identity string, state ChildState, err error) {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
		return "", Gone, nil
	}
	if err != nil {
		return "", Gone, fmt.Errorf("read the state of process %d: %w", pid, err)
	}
	// The fields after the program's name, which is in brackets and may hold anything: the first is the state (field 3 of
	// proc(5)), the twentieth the start time (field 22).
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return "", Gone, fmt.Errorf("read the state of process %d: %q", pid, stat)
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", Gone, fmt.Errorf("read the boot id: %w", err)
	}
	switch fields[0] {
	case "Z", "X", "x":
		return "", Gone, nil
	case "T", "t":
		state = Paused
	default:
		state = Running
	}
	return strings.TrimSpace(string(boot)) + "/" + fields[19], state, nil
}
