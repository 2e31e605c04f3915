package main

import (
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

// sendRun does the acts of a run as calls of the operator itself, one after the other. A serial that is used already is one that an
// earlier command's call has done.
func (p *paying) sendRun(j *runJournal) error {
	by, err := p.signer(p.c.Context)
	if err != nil {
		return err
	}
	key, ok := by.(act.KeySigner)
	if !ok {
		return exitf(ExitKey, "--direct needs a key file: an external signer signs acts, not transactions").
			hintf("leave --direct out, and the relayer pays and sends")
	}
	node, err := p.Node(p.c.Context)
	if err != nil {
		return err
	}
	defer node.Close()
	chain := ethclient.NewClient(node)
	left := j.open()
	bar := p.beginProgress(payeesIn(left), "waiting for the chain")
	defer bar.end()
	for _, part := range left {
		there, err := p.existsAtNode(j.Company, part.Serial)
		if err != nil {
			return err
		}
		if !there {
			call, err := p.directCall(p.c, order{message: part.message()}, key.Address())
			if err != nil {
				return err
			}
			if err := p.rehearseCall(p.c.Context, node, call); err != nil {
				return err
			}
			ctx, cancel := p.within(p.c.Context)
			receipt, err := p.transact(ctx, chain, key, call)
			cancel()
			if err != nil {
				return err
			}
			part.tx = &receipt.TxHash
		}
		if p.get("wait") != "none" {
			part.State = partDone
		}
		if err := j.save(); err != nil {
			return err
		}
		bar.step(len(part.Leaves))
	}
	return nil
}

// existsAtNode asks the node whether a serial of the company is used.
func (p *paying) existsAtNode(company uint32, serial uint64) (bool, error) {
	node, err := p.Node(p.c.Context)
	if err != nil {
		return false, err
	}
	defer node.Close()
	network, err := p.Network(p.c.Context)
	if err != nil {
		return false, err
	}
	runs := contracts.NewPaymentRuns()
	to := network.Address("PaymentRuns")
	answer, err := ethclient.NewClient(node).CallContract(p.c.Context, ethereum.CallMsg{To: &to, Data: runs.PackObligationOf(ref.Run{Company: company, Serial: serial}.Big())}, nil)
	if err != nil {
		return false, fmt.Errorf("ask whether the run is there: %w", err)
	}
	of, err := runs.UnpackObligationOf(answer)
	if err != nil {
		return false, fmt.Errorf("ask whether the run is there: %w", err)
	}
	return of.Sign() != 0, nil
}
