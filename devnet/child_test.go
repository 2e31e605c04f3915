//go:build !windows

package devnet_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallystick/tallystick/devnet"
)

// shell is a child that runs a shell script, and is killed when the test ends if it is not gone by then.
func shell(t *testing.T, script string) devnet.Child {
	t.Helper()
	dir := t.TempDir()
	child := devnet.Child{
		Name:    "child",
		Path:    "/bin/sh",
		Args:    []string{"-c", script},
		Env:     []string{"GREETING=hello"},
		Dir:     dir,
		LogFile: filepath.Join(dir, "log"),
		Record:  filepath.Join(dir, "process"),
	}
	t.Cleanup(func() {
		if err := child.Kill(); err != nil {
			t.Errorf("kill the child: %v", err)
		}
	})
	return child
}

func start(t *testing.T, child devnet.Child) {
	t.Helper()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
}

func awaitState(t *testing.T, child devnet.Child, want devnet.ChildState) {
	t.Helper()
	eventually(t, "the child is "+want.String(), func(context.Context) (bool, error) {
		state, err := child.State()
		return state == want, err
	})
}

func awaitLog(t *testing.T, child devnet.Child, want string) {
	t.Helper()
	eventually(t, "the child says "+want, func(context.Context) (bool, error) {
		return strings.HasSuffix(child.Tail(1), want), nil
	})
}

const idle = "exec sleep 600"

func TestAChildRunsFromStartToStop(t *testing.T) {
	child := shell(t, idle)
	if state, err := child.State(); state != devnet.Gone || err != nil {
		t.Fatalf("before Start it is %v, %v", state, err)
	}
	start(t, child)
	awaitState(t, child, devnet.Running)
	if pid, err := child.PID(); pid <= 0 || err != nil {
		t.Errorf("its number is %d, %v", pid, err)
	}
	if err := child.Start(); !errors.Is(err, devnet.ErrRunning) {
		t.Errorf("a second Start says %v, want %v", err, devnet.ErrRunning)
	}

	for _, when := range []string{"running", "gone"} {
		if err := child.Stop(t.Context()); err != nil {
			t.Errorf("Stop of a child that is %s: %v", when, err)
		}
	}
	if pid, err := child.PID(); pid != 0 || err != nil {
		t.Errorf("after Stop its number is %d, %v", pid, err)
	}
	start(t, child)
	awaitState(t, child, devnet.Running)
}

func TestAChildThatWillNotEndIsKilledWhenItsTimeIsUp(t *testing.T) {
	child := shell(t, `trap "" TERM; echo deaf; `+idle)
	start(t, child)
	awaitLog(t, child, "deaf")

	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := child.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	if ctx.Err() == nil {
		t.Error("it was not given its time")
	}
	if state, err := child.State(); state != devnet.Gone || err != nil {
		t.Errorf("it is %v, %v", state, err)
	}
}

func TestAChildPausesAndGoesOnAndCanBeStoppedWhilePaused(t *testing.T) {
	child := shell(t, idle)
	if err := child.Pause(t.Context()); !errors.Is(err, devnet.ErrNotRunning) {
		t.Errorf("Pause before Start says %v, want %v", err, devnet.ErrNotRunning)
	}
	start(t, child)
	pause := func() error { return child.Pause(t.Context()) }
	for _, step := range []struct {
		do   func() error
		want devnet.ChildState
	}{
		{pause, devnet.Paused},
		{child.Resume, devnet.Running},
		{pause, devnet.Paused},
		{func() error { return child.Stop(t.Context()) }, devnet.Gone},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		awaitState(t, child, step.want)
	}
}

func TestAStrangerWithTheChildsNumberIsLeftAlone(t *testing.T) {
	stranger := shell(t, idle)
	start(t, stranger)
	pid, err := stranger.PID()
	if err != nil {
		t.Fatal(err)
	}
	child := shell(t, idle)
	record, err := json.Marshal(map[string]any{"pid": pid, "started": "some other time"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(child.Record, record, 0o600); err != nil {
		t.Fatal(err)
	}

	if state, err := child.State(); state != devnet.Gone || err != nil {
		t.Errorf("the child is %v, %v", state, err)
	}
	if err := child.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if err := child.Kill(); err != nil {
		t.Error(err)
	}
	if state, err := stranger.State(); state != devnet.Running || err != nil {
		t.Errorf("the stranger is %v, %v", state, err)
	}
}

func TestAChildThatEndsByItselfIsGoneAndItsLastWordsAreKept(t *testing.T) {
	child := shell(t, `echo first; echo "$GREETING"; exit 3`)
	for _, run := range []string{"first", "second"} {
		start(t, child)
		awaitState(t, child, devnet.Gone)
		if said := child.Tail(1); said != "hello" {
			t.Errorf("after its %s run its last line is %q", run, said)
		}
	}
	if said, want := child.Tail(9), "first\nhello\nfirst\nhello"; said != want {
		t.Errorf("its log is %q, want %q", said, want)
	}
}

func TestAProgramThatIsNotThereIsNamed(t *testing.T) {
	child := shell(t, "")
	child.Path = filepath.Join(t.TempDir(), "nothing")
	if err := child.Start(); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), child.Path) {
		t.Errorf("Start says %v", err)
	}
}
