//go:build !windows

package relayer

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tallystick/tallystick/relayer/outbox"
)

// within bounds everything that a test waits for.
const within = 60 * time.Second

// order is what a child process is told to do.
type order struct {
	Deployment, RPC, DataDir, KeyFile, PasswordFile string
	// Depth is the final depth; zero: 2. DepthOfChain leaves it to the chain.
	Depth        uint64
	DepthOfChain bool
	// MoreRPC are nodes in reserve.
	MoreRPC []string
	// Keys say who else has keys, as Config does.
	MoreKeyFiles      []string
	Signer, SignerURL string
	Senders           []common.Address
	// StaleAfter is when the relayer calls a head old; zero: the default.
	StaleAfter time.Duration
	// WebhookHosts may be posted to.
	WebhookHosts []string
	// Accept are acts to put into the outbox instead of running the relayer.
	Accept []outbox.Entry
}

// TestMain is also the program of the relayers that tests start, and kill.
func TestMain(m *testing.M) {
	if file := os.Getenv("RELAYER_TEST_ORDER"); file != "" {
		if err := obey(file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func obey(file string) error {
	raw, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		return err
	}
	var o order
	if err := json.Unmarshal(raw, &o); err != nil {
		return err
	}
	if len(o.Accept) > 0 {
		hook, err := failpoint(os.Getenv("TALLY_FAILPOINT"))
		if err != nil {
			return err
		}
		box, err := outbox.Open(outbox.Config{Path: filepath.Join(o.DataDir, "outbox.db"), Hook: hook})
		if err != nil {
			return err
		}
		_, err = box.AcceptAll(o.Accept)
		return errors.Join(err, box.Close())
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	go fullDisk(filepath.Join(o.DataDir, "outbox.db"))
	depth := cmp.Or(o.Depth, 2)
	if o.DepthOfChain {
		depth = 0
	}
	return Run(ctx, Config{
		MoreRPC: o.MoreRPC, MoreKeyFiles: o.MoreKeyFiles, Signer: o.Signer, SignerURL: o.SignerURL, Senders: o.Senders,
		Deployment: o.Deployment, RPC: o.RPC, DataDir: o.DataDir, KeyFile: o.KeyFile, PasswordFile: o.PasswordFile,
		Listen: "127.0.0.1:0", Depth: depth, RPCTimeout: 3 * time.Second, StaleAfter: o.StaleAfter, Log: zerolog.New(os.Stderr),
		WebhookHosts: o.WebhookHosts, Ready: func(url string) { fmt.Println(url) },
	})
}

// process is a relayer as a child process.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	url string
	// ended has how it ended, once it did.
	ended chan error
}

// start runs a child that does as it is told, to be killed at a failpoint if one is named. It ends with the test.
func start(t *testing.T, o order, point string) *process {
	t.Helper()
	raw, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "order.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: exec.Command(binary), ended: make(chan error, 1)}
	p.cmd.Env = append(os.Environ(), "RELAYER_TEST_ORDER="+file, "TALLY_FAILPOINT="+point)
	log, err := os.OpenFile(filepath.Join(o.DataDir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	p.cmd.Stderr = log
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if len(o.Accept) == 0 {
		if lines := bufio.NewScanner(out); lines.Scan() {
			p.url = lines.Text()
		}
	}
	go func() { p.ended <- p.cmd.Wait() }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		if t.Failed() {
			if said, err := os.ReadFile(log.Name()); err == nil {
				t.Logf("the relayer said:\n%s", said)
			}
		}
	})
	return p
}

// wait is how the process ended.
func (p *process) wait() error {
	p.t.Helper()
	select {
	case err := <-p.ended:
		return err
	case <-time.After(within):
		p.t.Fatal("the relayer did not end")
		return nil
	}
}

// wantKilled fails the test unless the process died by kill -9.
func (p *process) wantKilled() {
	p.t.Helper()
	exit := new(exec.ExitError)
	if err := p.wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		p.t.Fatalf("the relayer ended with %v, want kill -9", err)
	}
}

// terminate asks the process to end, and fails the test unless it does with exit 0 within ten seconds.
func (p *process) terminate() {
	p.t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.wait(); err != nil {
		p.t.Fatalf("the relayer ended with %v, want exit 0", err)
	}
	if took := time.Since(began); took > 10*time.Second {
		p.t.Errorf("it took %s to end", took)
	}
}

// page is what the relayer answers at a path.
func (p *process) page(path string) (status int, body string, err error) {
	response, err := http.Get(p.url + path)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	return response.StatusCode, string(raw), err
}

// await polls a page until it says what is wanted.
func (p *process) await(what, path string, ok func(status int, body string) bool) {
	p.t.Helper()
	deadline := time.After(within)
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	var last string
	for {
		status, body, err := p.page(path)
		if err == nil && ok(status, body) {
			return
		}
		last = fmt.Sprintf("%d %s %v", status, body, err)
		select {
		case err := <-p.ended:
			p.t.Fatalf("the relayer ended (%v) before %s", err, what)
		case <-deadline:
			p.t.Fatalf("still not %s; %s says %s", what, path, last)
		case <-ticker.C:
		}
	}
}

func (p *process) awaitReady() {
	p.t.Helper()
	p.await("ready", "/readyz", func(status int, _ string) bool { return status == http.StatusOK })
}

// awaitSent waits until the relayer has sent a transaction in this process's life.
func (p *process) awaitSent() {
	p.t.Helper()
	p.await("a transaction sent", "/metrics", func(_ int, body string) bool {
		_, rest, found := strings.Cut(body, "\ntally_relayer_transactions_sent_total ")
		return found && !strings.HasPrefix(rest, "0\n")
	})
}

// awaitActs waits until the relayer counts so many acts, or more, in a state.
func (p *process) awaitActs(state outbox.State, n int) {
	p.t.Helper()
	p.await(fmt.Sprintf("%d acts %s", n, state), "/metrics", func(_ int, body string) bool {
		_, rest, found := strings.Cut(body, fmt.Sprintf("tally_relayer_acts{state=%q} ", state.String()))
		var counted float64
		if _, err := fmt.Sscan(rest, &counted); !found || err != nil {
			return false
		}
		return counted >= float64(n)
	})
}
