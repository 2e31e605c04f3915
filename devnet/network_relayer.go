//go:build !windows

package devnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// relayerReadyWithin is how long a relayer may take from its start until it is ready.
const relayerReadyWithin = time.Minute

// relayerLook is how often KeepRelayer looks at it.
const relayerLook = time.Second

// RelayerStatus is the devnet's relayer as it is now.
type RelayerStatus struct {
	State ChildState `json:"state"`
	PID   int        `json:"pid,omitempty"`
	// URL is where its API is; empty before its first start.
	URL string `json:"url"`
	Log string `json:"log"`
	// Trouble is why it does not work: that it ended by itself, or what it says that it waits for. Empty where all is well, and where the
	// whole devnet is down.
	Trouble string `json:"trouble,omitempty"`
}

// RelayerLog returns the file that the relayer logs to.
func (n *Network) RelayerLog() string { return filepath.Join(n.RelayerDir(), "log") }

// RelayerDir returns the relayer's own folder.
func (n *Network) RelayerDir() string { return filepath.Join(n.dir, "relayer") }

// RelayerURL returns where the relayer's API is, running or not; it keeps its port from start to start. Empty before the first.
func (n *Network) RelayerURL() (string, error) {
	port, err := n.relayerPort()
	if err != nil || port == 0 {
		return "", err
	}
	return "http://" + hostPort(port), nil
}

// RelayerStatus says how the relayer is.
func (n *Network) RelayerStatus(ctx context.Context) (RelayerStatus, error) {
	status := RelayerStatus{Log: n.RelayerLog()}
	child := n.relayerChild("", nil)
	var err error
	if status.URL, err = n.RelayerURL(); err != nil {
		return status, err
	}
	if status.State, err = child.State(); err != nil {
		return status, err
	}
	if status.PID, err = child.PID(); err != nil {
		return status, err
	}
	status.Trouble, err = n.relayerTrouble(ctx, status)
	return status, err
}

// relayerTrouble says what is wrong with a relayer that should run.
func (n *Network) relayerTrouble(ctx context.Context, status RelayerStatus) (string, error) {
	switch status.State {
	case Running:
		return relayerWants(ctx, status.URL), nil
	case Paused:
		return "it is held still", nil
	}
	died, err := n.relayerDied()
	if err != nil || !died {
		return "", err
	}
	return "it ended by itself; `tally devnet up` starts it again", nil
}

// relayerDied reports whether the relayer is gone without having been stopped: who stops it takes its record away.
func (n *Network) relayerDied() (bool, error) {
	child := n.relayerChild("", nil)
	state, err := child.State()
	if err != nil || state != Gone {
		return false, err
	}
	_, err = os.Stat(child.Record)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// relayerWants is why a running relayer is not ready; empty if it is.
func relayerWants(ctx context.Context, url string) string {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return err.Error()
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "it does not answer"
	}
	defer response.Body.Close()
	var told struct {
		Ready   bool     `json:"ready"`
		Reasons []string `json:"reasons"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<16)).Decode(&told); err != nil {
		return "its answer cannot be read"
	}
	if told.Ready {
		return ""
	}
	return "not ready: " + strings.Join(told.Reasons, "; ")
}

// KeepRelayer starts the relayer again whenever it has ended by itself, and tells of each time how that went, until ctx ends.
func (n *Network) KeepRelayer(ctx context.Context, program string, tell func(error)) {
	tick := time.NewTicker(relayerLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if died, err := n.relayerDied(); err != nil || !died {
			continue
		}
		again := false
		err := n.locked(ctx, func() error {
			// Whoever held the lock may have stopped or started it.
			died, err := n.relayerDied()
			if again = died; err != nil || !died {
				return err
			}
			if err := n.launchRelayer(program); err != nil {
				return err
			}
			return n.awaitRelayer(ctx)
		})
		if again && ctx.Err() == nil {
			tell(err)
		}
	}
}

// StartRelayer starts `tally relayer run`, program being tally, and returns once it is ready. One that runs is left alone. The contracts
// must have been deployed. more are further words of its command line, such as "--rate=-1"; they count for this start, and are not kept.
func (n *Network) StartRelayer(ctx context.Context, program string, more ...string) error {
	return n.locked(ctx, func() error {
		state, err := n.relayerChild("", nil).State()
		if err != nil {
			return err
		}
		if state == Paused {
			return fmt.Errorf("the relayer of devnet %q is held still (SIGSTOP): let it go on, or stop it", n.Name())
		}
		if state == Gone {
			if err := n.launchRelayer(program, more...); err != nil {
				return err
			}
		}
		return n.awaitRelayer(ctx)
	})
}

// launchRelayer starts the process, on its former port if that is free.
func (n *Network) launchRelayer(program string, more ...string) error {
	if err := os.MkdirAll(n.RelayerDir(), 0o700); err != nil {
		return fmt.Errorf("make the relayer's folder: %w", err)
	}
	port, err := n.relayerPort()
	if err != nil {
		return err
	}
	if port == 0 || !portFree(port) {
		chosen, err := freePorts(1)
		if err != nil {
			return err
		}
		port = chosen[0].HTTP
		if err := writeFile(n.relayerPortFile(), []byte(strconv.Itoa(port)+"\n")); err != nil {
			return err
		}
	}
	account, err := n.Account(Relayer)
	if err != nil {
		return err
	}
	node, err := n.HTTP(1)
	if err != nil {
		return err
	}
	return n.relayerChild(program, append([]string{
		"relayer", "run", "--deployment", n.DeploymentFile(), "--rpc", node, "--data-dir", n.RelayerDir(), "--listen", hostPort(port),
		"--account", account.Name, "--password-file", n.PasswordFile(), "--max-in-flight", "256", // the nodes keep more of one account
	}, more...)).Start()
}

// relayerChild is the relayer's process. Its settings are all on its command line; of the environment only the folder of keys counts.
func (n *Network) relayerChild(program string, args []string) Child {
	return Child{
		Name: "the relayer", Path: program, Args: args, LogFile: n.RelayerLog(), Record: filepath.Join(n.RelayerDir(), "process.json"),
		Env: []string{"TALLY_CONFIG=" + n.ConfigFile(), "TALLY_KEYSTORE=" + n.Keystore(), "TALLY_PROFILE="},
	}
}

// awaitRelayer waits until the relayer says that it is ready.
func (n *Network) awaitRelayer(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, relayerReadyWithin, fmt.Errorf("not ready within %v", relayerReadyWithin))
	defer cancel()
	url, err := n.RelayerURL()
	if err != nil {
		return err
	}
	child := n.relayerChild("", nil)
	tick := time.NewTicker(readyPoll)
	defer tick.Stop()
	for {
		state, err := child.State()
		if err != nil {
			return err
		}
		if state == Gone {
			return fmt.Errorf("the relayer %w; %s says: %s", errEnded, n.RelayerLog(), child.Tail(3))
		}
		if relayerReady(ctx, url) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the relayer: %w; %s says: %s", context.Cause(ctx), n.RelayerLog(), child.Tail(3))
		case <-tick.C:
		}
	}
}

func relayerReady(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// StopRelayer lets the relayer end what it is doing, and returns when it is gone. One that is gone stays so.
func (n *Network) StopRelayer(ctx context.Context) error {
	return n.locked(ctx, func() error {
		ctx, cancel := context.WithTimeout(ctx, stopGrace)
		defer cancel()
		child := n.relayerChild("", nil)
		if err := child.Stop(ctx); err != nil {
			return err
		}
		if err := os.Remove(child.Record); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forget the relayer's process: %w", err)
		}
		return nil
	})
}

// KillRelayer ends the relayer as kill -9 does.
func (n *Network) KillRelayer(ctx context.Context) error {
	return n.locked(ctx, func() error { return n.relayerChild("", nil).Kill() })
}

// portFree reports whether nobody listens on a port.
func portFree(port int) bool {
	listener, err := net.Listen("tcp", hostPort(port))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

func (n *Network) relayerPortFile() string { return filepath.Join(n.RelayerDir(), "port") }

func (n *Network) relayerPort() (int, error) {
	text, err := os.ReadFile(n.relayerPortFile())
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the relayer's port: %w", err)
	}
	port, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read the relayer's port: %s: %w", n.relayerPortFile(), err)
	}
	return port, nil
}
