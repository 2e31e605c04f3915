//go:build !windows

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/devnet"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// estate is a devnet that real tally processes run, in folders of its own.
type estate struct {
	t   *testing.T
	dir string
	bin string   // this test's binary under the name by which it is tally
	env []string // of every process
}

// newEstate makes the folders; nothing runs yet. Whatever runs in the end is stopped.
func newEstate(t *testing.T) *estate {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	e := &estate{t: t, dir: filepath.Join(t.TempDir(), "net"), bin: filepath.Join(t.TempDir(), "tally")}
	// A file of its own: through a symbolic link tally would find itself under the test's name, and start tests for relayers.
	if err := os.Link(self, e.bin); err != nil {
		content, err := os.ReadFile(self)
		if err == nil {
			err = os.WriteFile(e.bin, content, 0o700)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TALLY_") || strings.HasPrefix(variable, "TALLY_GETH=") {
			e.env = append(e.env, variable)
		}
	}
	e.env = append(e.env, "TALLY_CONFIG="+filepath.Join(e.dir, "config", "config.toml"), "LC_ALL=C.UTF-8")
	t.Cleanup(func() {
		if n, err := devnet.Open(e.dir, zerolog.Nop()); err == nil {
			if err := n.Halt(context.Background()); err != nil {
				t.Errorf("stop the devnet: %v", err)
			}
		}
	})
	return e
}

// command is a tally process; extra are variables of its own.
func (e *estate) command(extra []string, words ...string) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	cmd := exec.CommandContext(e.t.Context(), e.bin, words...)
	cmd.Env = append(append([]string(nil), e.env...), extra...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	return cmd, &out, &errs
}

// tally runs a command that must end with an exit code, and answers what it printed.
func (e *estate) tally(want Code, words ...string) (out, errs string) {
	e.t.Helper()
	cmd, stdout, stderr := e.command(nil, words...)
	code := codeOf(e.t, cmd.Run())
	if code != want {
		e.t.Fatalf("tally %s: exit code %d, want %d\n%s%s", strings.Join(words, " "), code, want, stdout, stderr)
	}
	return stdout.String(), stderr.String()
}

func codeOf(t *testing.T, err error) Code {
	t.Helper()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	if failed != nil {
		return Code(failed.ExitCode())
	}
	return ExitOK
}

func (e *estate) network() *devnet.Network {
	e.t.Helper()
	n, err := devnet.Open(e.dir, zerolog.Nop())
	if err != nil {
		e.t.Fatal(err)
	}
	return n
}

// awaitRelayer waits until the relayer is in a state.
func (e *estate) awaitRelayer(want devnet.ChildState) {
	e.t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		status, err := e.network().RelayerStatus(e.t.Context())
		if err != nil {
			e.t.Fatal(err)
		}
		if status.State == want {
			return
		}
		select {
		case <-deadline.C:
			e.t.Fatalf("the relayer is %s, not %s", status.State, want)
		case <-tick.C:
		}
	}
}

// viewOf reads what `devnet up` or `devnet status` printed under -o json.
func viewOf(t *testing.T, text string) devnetView {
	t.Helper()
	var raw struct {
		ChainID uint64 `json:"chainId"`
		Relayer struct {
			URL   string `json:"url"`
			State string `json:"state"`
			PID   int    `json:"pid"`
		} `json:"relayer"`
		Deployment string         `json:"deployment"`
		Members    []devnetMember `json:"members"`
		Nodes      []struct {
			PID  int    `json:"pid"`
			HTTP string `json:"http"`
		} `json:"nodes"`
	}
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	view := devnetView{Deployment: raw.Deployment, Members: raw.Members}
	view.Relayer.URL, view.Relayer.PID = raw.Relayer.URL, raw.Relayer.PID
	for _, node := range raw.Nodes {
		view.Nodes = append(view.Nodes, devnet.NodeStatus{PID: node.PID, HTTP: node.HTTP})
	}
	return view
}

func TestADevnetGoesOnWithTheSameChainAfterKill9(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	up := []string{"devnet", "up", "--name", "one", "--dir", e.dir, "--nodes", "1", "--detach", "-o", "json"}
	out, _ := e.tally(ExitOK, up...)
	first := viewOf(t, out)
	if len(first.Members) != len(devnet.Members()) || first.Relayer.URL == "" || len(first.Nodes) != 1 {
		t.Fatalf("printed %s", out)
	}

	// A second one beside it has other ports and another chain, and goes without leaving anything.
	second := newEstate(t)
	out, _ = second.tally(ExitOK, "devnet", "up", "--name", "two", "--dir", second.dir, "--nodes", "1", "--detach", "-o", "json")
	if beside := viewOf(t, out); beside.Relayer.URL == first.Relayer.URL || beside.Nodes[0].HTTP == first.Nodes[0].HTTP {
		t.Errorf("two devnets at one address: %s", out)
	}
	second.tally(ExitUsage, "devnet", "reset", "--dir", second.dir) // nobody said yes
	second.tally(ExitOK, "devnet", "reset", "--dir", second.dir, "--yes")
	second.tally(ExitNotFound, "devnet", "status", "--dir", second.dir)

	due := time.Now().AddDate(0, 3, 0).Format(time.DateOnly)
	e.tally(ExitOK, "--profile", "northern-steel", "receivable", "issue", "--to", "Acme", "--amount", "10,000,000.00", "--due", due, "--ref", "a", "--yes")
	deployed, err := os.ReadFile(first.Deployment)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.network().KillRelayer(t.Context()); err != nil {
		t.Fatal(err)
	}
	if out, _ := e.tally(ExitOK, "devnet", "status", "--dir", e.dir); !strings.Contains(out, "it ended by itself") {
		t.Errorf("a relayer that was killed: %s", out)
	}
	if err := e.network().KillNode(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	out, _ = e.tally(ExitOK, up...)
	if again := viewOf(t, out); again.Relayer.URL != first.Relayer.URL || again.Nodes[0].HTTP != first.Nodes[0].HTTP {
		t.Errorf("after kill -9 it listens elsewhere: %s", out)
	}
	if now, err := os.ReadFile(first.Deployment); err != nil || !bytes.Equal(now, deployed) {
		t.Errorf("after kill -9 the deployment is another, error %v", err)
	}
	out, _ = e.tally(ExitOK, "--profile", "acme", "receivable", "tree", "R31-1")
	if !strings.Contains(out, "sum of lots = face") {
		t.Errorf("the receivable of before is not there:\n%s", out)
	}

	out, _ = e.tally(ExitOK, "devnet", "env", "--dir", e.dir)
	if !strings.HasPrefix(out, "export TALLY_CONFIG=") {
		t.Errorf("env: %s", out)
	}
	if out, _ = e.tally(ExitOK, "devnet", "logs", "relayer", "--dir", e.dir); !strings.Contains(out, "relayer: listening") {
		t.Errorf("the relayer's log: %s", out)
	}
	e.tally(ExitOK, "doctor", "--profile", "bolt")
	e.tally(ExitOK, "devnet", "node", "stop", "1", "--dir", e.dir)
	out, _ = e.tally(ExitFailure, "doctor", "--profile", "bolt", "-o", "csv")
	if !strings.Contains(out, "node,fail") {
		t.Errorf("doctor sees nothing wrong with a node that is down:\n%s", out)
	}
	e.tally(ExitNotFound, "devnet", "node", "start", "2", "--dir", e.dir)
	e.tally(ExitOK, "devnet", "node", "start", "1", "--dir", e.dir)
	e.tally(ExitOK, "devnet", "up", "--dir", e.dir, "--detach")                    // returns when the relayer has found its node again
	e.tally(ExitUsage, "devnet", "up", "--dir", e.dir, "--nodes", "3", "--detach") // it has one
	store := []string{"doctor", "--profile", "bolt", "--data-dir", filepath.Join(e.dir, "relayer"), "-o", "csv"}
	if out, _ = e.tally(ExitOK, store...); !strings.Contains(out, fmt.Sprintf("has it open; version %d, ", outbox.SchemaVersion)) {
		t.Errorf("doctor on an outbox in use:\n%s", out)
	}
	e.tally(ExitOK, "devnet", "down", "--dir", e.dir)
	if out, _ = e.tally(ExitFailure, store...); !strings.Contains(out, fmt.Sprintf("outbox,warn,its version %d is known and no relayer has it open: 1 final", outbox.SchemaVersion)) {
		t.Errorf("doctor on an outbox that nobody has open:\n%s", out)
	}
	if status, err := e.network().RelayerStatus(t.Context()); err != nil || status.State != devnet.Gone || status.Trouble != "" {
		t.Errorf("after down the relayer is %s (%s), error %v", status.State, status.Trouble, err)
	}
}

func TestARelayerThatEndedIsStartedAgainByADevnetInTheForeground(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	said := filepath.Join(t.TempDir(), "said")
	log, err := os.Create(said)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd, _, _ := e.command(nil, "devnet", "up", "--dir", e.dir, "--nodes", "1")
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	await := func(words string) {
		t.Helper()
		deadline, tick := time.NewTimer(time.Minute), time.NewTicker(20*time.Millisecond)
		defer deadline.Stop()
		defer tick.Stop()
		for {
			text, err := os.ReadFile(said)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), words) {
				return
			}
			select {
			case <-deadline.C:
				t.Fatalf("not %q within a minute:\n%s", words, text)
			case <-tick.C:
			}
		}
	}
	await("Ctrl-C stops it")
	if err := e.network().KillRelayer(t.Context()); err != nil {
		t.Fatal(err)
	}
	await("the relayer had ended, and runs again")
	if status, err := e.network().RelayerStatus(t.Context()); err != nil || status.State != devnet.Running || status.Trouble != "" {
		t.Errorf("the relayer is %s (%s), error %v", status.State, status.Trouble, err)
	}
	// One that was stopped stays so.
	if err := e.network().StopRelayer(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if text, err := os.ReadFile(said); err != nil || strings.Count(string(text), "runs again") != 1 {
		t.Errorf("it said: %s, %v", text, err)
	}
}

func TestCtrlCEndsAllThatADevnetInTheForegroundStarted(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	cmd, out, errs := e.command(nil, "devnet", "up", "--dir", e.dir, "--nodes", "1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	record := filepath.Join(e.dir, "relayer", "process.json")
	deadline, tick := time.NewTimer(time.Minute), time.NewTicker(20*time.Millisecond)
	defer deadline.Stop()
	defer tick.Stop()
	for {
		if _, err := os.Stat(record); err == nil {
			break
		}
		select {
		case <-deadline.C:
			t.Fatalf("not up within a minute:\n%s", errs)
		case <-tick.C:
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // 0 where it was up already, 1 where it was interrupted while starting
	for number := 1; number <= e.network().Nodes(); number++ {
		if state, err := e.network().State(number); err != nil || state != devnet.Gone {
			t.Errorf("node %d is %s, error %v\n%s%s", number, state, err, out, errs)
		}
	}
	if status, err := e.network().RelayerStatus(t.Context()); err != nil || status.State != devnet.Gone {
		t.Errorf("the relayer is %s, error %v\n%s%s", status.State, err, out, errs)
	}
}

func TestTheDemoHoldsOnAnyNetworkWhoseDeskIsAtHand(t *testing.T) {
	e := newEstate(t)
	e.tally(ExitOK, "devnet", "up", "--dir", e.dir, "--nodes", "1", "--day", "1s", "--detach")
	deployment := filepath.Join(e.dir, "deployment.json")
	e.tally(ExitFailure, "demo", "--deployment", deployment, "--profile", "bolt", "--yes") // admits nobody
	out, _ := e.tally(ExitOK, "demo", "--deployment", deployment, "--profile", "desk", "--yes")
	for _, want := range []string{
		"asked Northern Steel", "10,000,000.00 CNY", "was rejected", "NotInLot", "NotOperator", "at 4.20 %", "sum of lots = face: 10,000,000.00 = 10,000,000.00",
		"all checks hold", "a day lasts 1s", "interest days", "gas ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
	if strings.Contains(out, "FAIL") {
		t.Errorf("a check failed:\n%s", out)
	}
}

func TestTheDemoDoesNotWaitForRealDays(t *testing.T) {
	t.Parallel()
	place := found(t)
	_, errs, code := place.run("demo", "--deployment", place.file, "--rpc", place.rpc, "--profile", "desk", "--yes")
	if code != int(ExitUsage) || !strings.Contains(errs, "too long to wait") {
		t.Errorf("exit code %d:\n%s", code, errs)
	}
}

// number reads a counting field of a JSON object that was printed.
func number(t *testing.T, text, field string) int {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(jsonText(object[field])), ".0"))
	if err != nil {
		t.Fatalf("%s of %s: %v", field, text, err)
	}
	return n
}

func jsonText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}
