package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/deployment"
)

// node asks the chain: reach, identity, code, head, clock, balance and nonces.
func (x *examination) node() {
	url := x.s.get("rpc")
	if url == "" {
		x.report("node", skipped, say("no node is named"), "name one to look at it: --rpc URL")
		return
	}
	ctx, cancel := context.WithTimeout(x.ctx, askWithin)
	defer cancel()
	node, err := x.s.anyNode(ctx)
	if err != nil {
		x.report("node", broken, x.reason(err), "start it, or correct --rpc")
		return
	}
	defer node.Close()
	chain := ethclient.NewClient(node)
	head, err := chain.HeaderByNumber(ctx, nil)
	if err != nil {
		x.report("node", broken, say("%s does not answer: %v", url, err), "start it, or correct --rpc")
		return
	}
	x.report("node", fine, say("%s is at block %d", url, head.Number), "")
	x.head(head)
	if x.network != nil {
		var differs *deployment.MismatchError
		switch err := x.network.Verify(ctx, node); {
		case errors.As(err, &differs):
			x.report("contracts", broken, x.reason(err), "name the node of this network, or the deployment file of this node's")
		case err != nil:
			x.report("contracts", broken, x.reason(err), "look at the node's log")
		default:
			x.report("contracts", fine, say("chain id, genesis and the code of %d contracts are the file's", len(x.network.Contracts)), "")
		}
	}
	x.funds(ctx, chain)
}

// head compares the newest block's time with this computer's.
func (x *examination) head(head *types.Header) {
	age := x.s.con.Now().Sub(time.Unix(int64(head.Time), 0)).Round(time.Second)
	switch {
	case age < -skewed:
		x.report("clock", broken, say("this computer is %s behind the chain", -age), "set the clock; signatures made now may count as expired late")
	case age > staleHead:
		x.report("head age", broken, say("the newest block is %s old: the chain stands still, or this computer's clock is ahead", age),
			"look at the signers, and at this computer's clock")
	case age > skewed:
		x.report("head age", warning, say("the newest block is %s old", age), "look again; a chain of short blocks should be younger")
	default:
		x.report("head age", fine, say("%s; the clocks agree", age), "")
	}
}

// funds looks at what the account in use has and has sent.
func (x *examination) funds(ctx context.Context, chain *ethclient.Client) {
	a, err := x.s.account()
	if err != nil {
		return
	}
	balance, err := chain.BalanceAt(ctx, a.Address, nil)
	if err != nil {
		x.report("balance", broken, x.reason(err), "look at the node's log")
		return
	}
	if balance.Sign() == 0 {
		x.report("balance", warning, say("%s has no money for gas", a.Name), "only relayers and --direct need some")
	} else {
		x.report("balance", fine, say("%s has %s wei for gas", a.Name, balance), "")
	}
	latest, err := chain.NonceAt(ctx, a.Address, nil)
	if err != nil {
		return
	}
	pending, err := chain.PendingNonceAt(ctx, a.Address)
	if err != nil {
		return
	}
	found := say("mined %d, with pending ones %d", latest, pending)
	if pending > latest {
		x.report("nonces", warning, found, "transactions of this account wait in the node's pool")
		return
	}
	x.report("nonces", fine, found, "")
}

func (x *examination) relayer(c *cli.Context) {
	url := x.s.get("relayer")
	if url == "" {
		x.report("relayer", skipped, say("no relayer is named"), "name one: tally config set relayer URL")
		return
	}
	told, err := x.s.readinessOf(c, strings.TrimSuffix(url, "/"))
	switch {
	case err != nil:
		x.report("relayer", broken, x.reason(err), "start it, or correct --relayer")
		return
	case !told.Ready:
		x.report("relayer", broken, say("not ready: %s", strings.Join(told.Reasons, "; ")), "it goes on by itself once the reasons are gone")
		return
	}
	x.report("relayer", fine, say("%s is ready", url), "")
	if x.network == nil {
		return
	}
	ctx, cancel := context.WithTimeout(x.ctx, askWithin)
	defer cancel()
	if err := x.s.serves(ctx); err != nil {
		x.report("relayer's network", broken, x.reason(err), "name the relayer of this network")
		return
	}
	x.report("relayer's network", fine, say("is the deployment file's"), "")
}
