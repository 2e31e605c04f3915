//go:build !windows

package devnet

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
)

// loopback is the only address that anything of a devnet listens on.
const loopback = "127.0.0.1"

// Ports are drawn from below those that Linux and macOS hand out by themselves: a node that is down keeps its ports for when it comes
// back, and nobody's outgoing connection should have taken one meanwhile.
const (
	lowestPort, highestPort = 20_000, 32_000
	portDraws               = 200
)

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
func freePorts(n int) ([]ports, error) {
	var listeners []net.Listener
	defer func() {
		for _, listener := range listeners {
			_ = listener.Close()
		}
	}()
	pick := func() (int, error) {
		for range portDraws {
			port := lowestPort + rand.IntN(highestPort-lowestPort+1)
			if listener, err := net.Listen("tcp", hostPort(port)); err == nil {
				listeners = append(listeners, listener) // held until all are chosen, so that none is chosen twice
				return port, nil
			}
		}
		return 0, fmt.Errorf("no free port between %d and %d in %d draws", lowestPort, highestPort, portDraws)
	}
	chosen := make([]ports, n)
	for i := range chosen {
		for _, port := range []*int{&chosen[i].P2P, &chosen[i].HTTP, &chosen[i].WS, &chosen[i].Auth} {
			var err error
			if *port, err = pick(); err != nil {
				return nil, err
			}
		}
	}
	return chosen, nil
}

func hostPort(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
