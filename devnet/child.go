//go:build !windows

package devnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// ErrRunning says that a child cannot be started because it runs already.
var ErrRunning = errors.New("already running")

// ErrNotRunning says that a child cannot be paused or resumed because it does not run.
var ErrNotRunning = errors.New("not running")

// ChildState is what a child process is doing.
//
//	      Start            Pause
//	Gone ──────▶ Running ◀────────▶ Paused
//	  ▲             │     Resume      │
//	  └─────────────┴─────────────────┘
//	     Stop, Kill, or its own end
type ChildState int

const (
	// Gone is a process that has not been started, or has ended.
	Gone ChildState = iota
	// Running is a process that runs.
	Running
	// Paused is a process that the kernel holds still (SIGSTOP) and that answers nothing.
	Paused
)

// String returns "stopped", "running" or "paused".
func (s ChildState) String() string {
	switch s {
	case Running:
		return "running"
	case Paused:
		return "paused"
	default:
		return "stopped"
	}
}

// MarshalText writes the state as String has it.
func (s ChildState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Child is a process that outlives whoever started it: a node of the devnet, a relayer. It is known by a record on disk of its number
// and its start, so that any later process can stop it, and none ends a stranger that was given the same number since.
//
// Its methods may be called from any process, but by one at a time: the devnet's lock sees to that.
type Child struct {
	// Name is what messages call it, such as "node 2".
	Name string
	// Path and Args are the program and its arguments.
	Path string
	Args []string
	// Env is added to this process's own variables, as KEY=value.
	Env []string
	// Dir is where it runs; empty means where this process does.
	Dir string
	// LogFile takes its stdout and stderr, at the end of what is there.
	LogFile string
	// Record is the file that remembers which process it is.
	Record string
}

// childRecord is the content of Child.Record.
type childRecord struct {
	PID int `json:"pid"`
	// Started tells this process from every other that has had the number: see inspect.
	Started string `json:"started"`
}

const (
	childPoll = 20 * time.Millisecond // how often an ending process is looked at
	killGrace = 5 * time.Second       // how long the kernel may take to end a killed process
)

// Start starts the process in a session of its own, so that no terminal's end reaches it, and returns without waiting for it to be
// ready. It returns ErrRunning if it runs or is paused.
func (c Child) Start() error {
	_, state, err := c.find()
	if err != nil {
		return err
	}
	if state != Gone {
		return fmt.Errorf("start %s: %w", c.Name, ErrRunning)
	}
	log, err := os.OpenFile(c.LogFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the log of %s: %w", c.Name, err)
	}
	defer log.Close()

	cmd := exec.Command(c.Path, c.Args...)
	cmd.Dir = c.Dir
	cmd.Env = append(os.Environ(), c.Env...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", c.Name, err)
	}
	go func() { _ = cmd.Wait() }() // reaps it, should it end first

	if err := c.remember(cmd.Process.Pid); err != nil {
		_ = cmd.Process.Kill() // a process that nobody could stop later
		return err
	}
	return nil
}

// remember writes the record of a process that was just started. A process that ended at once is recorded as no process.
func (c Child) remember(pid int) error {
	started, _, err := inspect(pid)
	if err != nil {
		return err
	}
	text, err := json.Marshal(childRecord{PID: pid, Started: started})
	if err != nil {
		return fmt.Errorf("record %s: %w", c.Name, err)
	}
	if err := writeFile(c.Record, text); err != nil {
		return fmt.Errorf("record %s: %w", c.Name, err)
	}
	return nil
}

// State returns what the process is doing.
func (c Child) State() (ChildState, error) {
	_, state, err := c.find()
	return state, err
}

// PID returns the process's number, 0 if it is gone.
func (c Child) PID() (int, error) {
	process, state, err := c.find()
	if err != nil || state == Gone {
		return 0, err
	}
	return process.Pid, nil
}

// Stop asks the process to end (SIGTERM), and kills it when ctx ends first. It returns once the process is gone, at once where it was.
// Stopping a paused process works.
func (c Child) Stop(ctx context.Context) error {
	if err := c.signal(syscall.SIGTERM); errors.Is(err, ErrNotRunning) {
		return nil
	} else if err != nil {
		return err
	}
	if err := c.signal(syscall.SIGCONT); err != nil && !errors.Is(err, ErrNotRunning) {
		return err
	}
	if gone, err := c.awaitEnd(ctx); gone || err != nil {
		return err
	}
	return c.Kill()
}

// Kill ends the process without asking (SIGKILL), as a crash would, and returns once it is gone.
func (c Child) Kill() error {
	if err := c.signal(syscall.SIGKILL); errors.Is(err, ErrNotRunning) {
		return nil
	} else if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), killGrace)
	defer cancel()
	gone, err := c.awaitEnd(ctx)
	if err != nil {
		return err
	}
	if !gone {
		return fmt.Errorf("%s does not end, even when killed", c.Name)
	}
	return nil
}

// Pause holds the process still, as a machine that hangs, and returns once it is. It returns ErrNotRunning where there is none.
func (c Child) Pause(ctx context.Context) error {
	if err := c.signal(syscall.SIGSTOP); err != nil {
		return err
	}
	// The kernel stops the threads one by one, and behind the call.
	state, err := c.await(ctx, Paused)
	switch {
	case err != nil:
		return err
	case state == Gone:
		return fmt.Errorf("%s ended meanwhile: %w", c.Name, ErrNotRunning)
	case state != Paused:
		return fmt.Errorf("%s does not stand still: %w", c.Name, context.Cause(ctx))
	}
	return nil
}

// Resume lets a paused process go on. It returns ErrNotRunning where there is none.
func (c Child) Resume() error { return c.signal(syscall.SIGCONT) }

// Tail returns the last lines of the log, for a message; it is empty where there is no log.
func (c Child) Tail(lines int) string {
	text, err := os.ReadFile(c.LogFile)
	if err != nil {
		return ""
	}
	return lastLines(string(text), lines)
}

// awaitEnd reports whether the process is gone before ctx ends.
func (c Child) awaitEnd(ctx context.Context) (gone bool, err error) {
	state, err := c.await(ctx, Gone)
	return err == nil && state == Gone, err
}

// await gives the process's state once it is as wanted, is gone, or ctx ends.
func (c Child) await(ctx context.Context, want ChildState) (ChildState, error) {
	tick := time.NewTicker(childPoll)
	defer tick.Stop()
	for {
		state, err := c.State()
		if err != nil || state == want || state == Gone {
			return state, err
		}
		select {
		case <-ctx.Done():
			return state, nil
		case <-tick.C:
		}
	}
}

func (c Child) signal(sig syscall.Signal) error {
	process, state, err := c.find()
	if err != nil {
		return err
	}
	if state == Gone {
		return fmt.Errorf("%s: %w", c.Name, ErrNotRunning)
	}
	err = process.Signal(sig)
	if errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("%s: %w", c.Name, ErrNotRunning)
	}
	if err != nil {
		return fmt.Errorf("send %v to %s: %w", sig, c.Name, err)
	}
	return nil
}

// find returns the recorded process and its state; the process is nil if it is gone. The handle is taken before the start times are
// compared, so that on Linux, where it is a file descriptor, it cannot come to mean another process afterwards.
func (c Child) find() (*os.Process, ChildState, error) {
	text, err := os.ReadFile(c.Record)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Gone, nil
	}
	if err != nil {
		return nil, Gone, fmt.Errorf("find %s: %w", c.Name, err)
	}
	var record childRecord
	if err := json.Unmarshal(text, &record); err != nil {
		return nil, Gone, fmt.Errorf("find %s: read %s: %w", c.Name, c.Record, err)
	}
	process, err := os.FindProcess(record.PID)
	if err != nil {
		return nil, Gone, fmt.Errorf("find %s: %w", c.Name, err)
	}
	started, state, err := inspect(record.PID)
	if err != nil {
		return nil, Gone, fmt.Errorf("find %s: %w", c.Name, err)
	}
	if state == Gone || started != record.Started {
		return nil, Gone, nil
	}
	return process, state, nil
}

// lastLines returns the last n lines of text, without blank space around them.
func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
