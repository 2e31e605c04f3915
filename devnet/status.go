//go:build !windows

package devnet

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
)

// Status is a devnet as it is now.
type Status struct {
	Name        string      `json:"name"`
	Dir         string      `json:"dir"`
	ChainID     *big.Int    `json:"chainId"`
	GenesisHash common.Hash `json:"genesisHash"`
	// PeriodSeconds and DaySeconds are the lengths of a block's interval and of a day on this network.
	PeriodSeconds uint64 `json:"periodSeconds"`
	DaySeconds    uint64 `json:"daySeconds"`
	// Head is the highest block that any node has; 0 if none answers.
	Head  uint64       `json:"head"`
	Nodes []NodeStatus `json:"nodes"`
	// Accounts are those funded at genesis.
	Accounts []Account `json:"accounts"`
}

// NodeStatus is a node as it is now.
type NodeStatus struct {
	Number int            `json:"number"`
	State  ChildState     `json:"state"`
	PID    int            `json:"pid,omitempty"`
	Signer common.Address `json:"signer"`
	HTTP   string         `json:"http"`
	WS     string         `json:"ws"`
	Log    string         `json:"log"`
	// Head, HeadHash, HeadTime and Peers are what the node itself says; Trouble is why it says nothing.
	Head     uint64      `json:"head"`
	HeadHash common.Hash `json:"headHash"`
	HeadTime time.Time   `json:"headTime"`
	Peers    uint64      `json:"peers"`
	Trouble  string      `json:"trouble,omitempty"`
}

// Up reports whether every node runs and answers.
func (s Status) Up() bool {
	for _, node := range s.Nodes {
		if node.State != Running || node.Trouble != "" {
			return false
		}
	}
	return true
}

// Still is for how long no node has had a new block, once that is longer than a busy chain may take; zero where it is not, or where no node answers.
func (s Status) Still(now time.Time) time.Duration {
	var newest time.Time
	for _, node := range s.Nodes {
		if node.HeadTime.After(newest) {
			newest = node.HeadTime
		}
	}
	still := now.Sub(newest)
	if newest.IsZero() || still < stillAfter*time.Duration(s.PeriodSeconds)*time.Second {
		return 0
	}
	return still.Truncate(time.Second)
}

// Status asks every running node how it is, and takes no longer than a few seconds over it. A node that does not answer is no error:
// its Trouble says so.
func (n *Network) Status(ctx context.Context) (Status, error) {
	rec := n.snapshot()
	status := Status{
		Name:          rec.Name,
		Dir:           n.dir,
		ChainID:       n.ChainID(),
		GenesisHash:   rec.GenesisHash,
		PeriodSeconds: rec.PeriodSeconds,
		DaySeconds:    rec.DaySeconds,
		Nodes:         make([]NodeStatus, len(rec.Nodes)),
	}
	for _, name := range rec.accountNames() {
		account, err := n.Account(name)
		if err != nil {
			return Status{}, err
		}
		status.Accounts = append(status.Accounts, account)
	}
	err := n.eachNode(ctx, func(ctx context.Context, number int) (err error) {
		status.Nodes[number-1], err = n.nodeStatus(ctx, number)
		return err
	})
	if err != nil {
		return Status{}, err
	}
	for _, node := range status.Nodes {
		status.Head = max(status.Head, node.Head)
	}
	return status, nil
}

func (n *Network) nodeStatus(ctx context.Context, number int) (NodeStatus, error) {
	node, err := n.node(number)
	if err != nil {
		return NodeStatus{}, err
	}
	child := node.child("", n.snapshot())
	status := NodeStatus{Number: number, Signer: node.Signer, HTTP: node.httpURL(), WS: node.wsURL(), Log: node.logFile()}
	if status.State, err = child.State(); err != nil {
		return NodeStatus{}, err
	}
	if status.PID, err = child.PID(); err != nil {
		return NodeStatus{}, err
	}
	if status.State != Running {
		return status, nil
	}
	if err := status.ask(ctx); err != nil {
		status.Trouble = fmt.Sprintf("it does not answer: %v", err)
	}
	return status, nil
}

// ask fills in what the node itself says.
func (s *NodeStatus) ask(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	client, err := ethclient.DialContext(ctx, s.HTTP)
	if err != nil {
		return err
	}
	defer client.Close()
	head, err := client.HeaderByNumber(ctx, nil)
	if err != nil {
		return err
	}
	if s.Peers, err = client.PeerCount(ctx); err != nil {
		return err
	}
	s.Head, s.HeadHash, s.HeadTime = head.Number.Uint64(), head.Hash(), time.Unix(int64(head.Time), 0).UTC()
	return nil
}
