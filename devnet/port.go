//go:build !windows

package devnet

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

// loopback is the only address that anything of a devnet listens on.
const loopback = "127.0.0.1"

// ports are the four that a node listens on.
type ports struct {
	// P2P is for other nodes.
	P2P int `json:"p2p"`
	// HTTP and WS serve JSON-RPC.
	HTTP int `json:"http"`
	WS   int `json:"ws"`
	// Auth serves the engine API, which a clique node opens and nobody uses.
	Auth int `json:"auth"`
}

func (p ports) all() []int { return []int{p.P2P, p.HTTP, p.WS, p.Auth} }

// free reports whether nobody listens on any of them.
func (p ports) free() bool {
	for _, port := range p.all() {
		listener, err := net.Listen("tcp", hostPort(port))
		if err != nil {
			return false
		}
		_ = listener.Close()
	}
	return true
}

// freePorts returns four ports for each of n nodes, all different, that nobody listens on now. Somebody may before the node does: see
// Network.bringUp.
func freePorts(n int) (chosen []ports, err error) {
	var listeners []net.Listener
	defer func() {
		for _, listener := range listeners {
			err = errors.Join(err, listener.Close())
		}
	}()
	pick := func() (int, error) {
		listener, err := net.Listen("tcp", hostPort(0))
		if err != nil {
			return 0, fmt.Errorf("choose a free port: %w", err)
		}
		listeners = append(listeners, listener) // held until all are chosen, so that none is chosen twice
		return listener.Addr().(*net.TCPAddr).Port, nil
	}
	for range n {
		var p ports
		for _, port := range []*int{&p.P2P, &p.HTTP, &p.WS, &p.Auth} {
			if *port, err = pick(); err != nil {
				return nil, err
			}
		}
		chosen = append(chosen, p)
	}
	return chosen, nil
}

func hostPort(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
