// Package ours is Tallystick's side of the benchmark: companies, receivables and acts on a network that is deployed, as calls that the package
// sender sends.
//
// Every act is checked as on any network: operator, role, limit and threshold, both companies' status, the standing acceptance by sender and
// obligor, the obligation's state, the local day.
package ours

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/devnet/bench/sender"
)

// Name is what the report calls it.
const Name = "Tallystick"

// Gas limits of calls, above what any of them uses.
const (
	actGas = 1_000_000
	// signedGas is what a batch grants each signed act, and what it needs beside that.
	signedGas, batchGas = 500_000, 1_000_000
	// pushGas is for each lot that is credited.
	pushGas = 100_000
)

// perBatch is how many signed acts go into one transaction.
const perBatch = 100

// Company is one with its key.
type Company struct {
	ID  uint32
	Key *ecdsa.PrivateKey
}

// Address is the key's.
func (c Company) Address() common.Address { return crypto.PubkeyToAddress(c.Key.PublicKey) }

// Network is where it all happens.
type Network struct {
	send *sender.Sender
	*deployment.Deployment
	// payer sends what others signed.
	payer *ecdsa.PrivateKey
	// nonce is the last that anybody has signed under, serials the last of each company.
	nonce   uint64
	serials map[uint32]uint64
}

// firstNonce is above those that the fixture's keys have spent.
const firstNonce = 1_000_000

// New is a network on which the payer has money.
func New(send *sender.Sender, deployed *deployment.Deployment, payer *ecdsa.PrivateKey) *Network {
	return &Network{send, deployed, payer, firstNonce, make(map[uint32]uint64)}
}

// Supplier makes a company's key from its number; Admit makes it a company.
func Supplier(id uint32) Company {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte(fmt.Sprintf("bench supplier %d", id))))
	if err != nil {
		// One hash in 2^128 is no key, and none of these.
		panic(err)
	}
	return Company{id, key}
}

// Sign signs a message under a nonce that nobody has used.
func (n *Network) Sign(by Company, message any) (act.Signed, error) {
	n.nonce++
	return act.Sign(act.KeySigner{Private: by.Key}, n.Domain(), message, n.nonce, act.MaxDeadline)
}

// Direct is an act by its company's own transaction.
func (n *Network) Direct(by Company, message any) (sender.Call, error) {
	n.nonce++
	signed, err := act.Direct(message, n.nonce, act.MaxDeadline)
	if err != nil {
		return sender.Call{}, err
	}
	target, err := signed.Target()
	if err != nil {
		return sender.Call{}, err
	}
	data, err := signed.Calldata()
	if err != nil {
		return sender.Call{}, err
	}
	at := n.Address(target)
	return sender.Call{What: signed.Name(), Key: by.Key, To: &at, Data: data, Gas: actGas}, nil
}

// SignUnder signs a message under a nonce of the caller's. It may be called from many goroutines.
func (n *Network) SignUnder(by Company, message any, nonce uint64) (act.Signed, error) {
	return act.Sign(act.KeySigner{Private: by.Key}, n.Domain(), message, nonce, act.MaxDeadline)
}

// Batch packs signed acts into transactions of the payer's.
func (n *Network) Batch(signed []act.Signed) ([]sender.Call, error) {
	return n.Pack(signed, perBatch, signedGas)
}

// Pack is Batch with so many acts in a transaction, and so much gas for each.
func (n *Network) Pack(signed []act.Signed, per int, gas uint32) ([]sender.Call, error) {
	var calls []sender.Call
	for len(signed) > 0 {
		part := signed[:min(per, len(signed))]
		signed = signed[len(part):]
		packed := make([]contracts.Call, len(part))
		for i, each := range part {
			target, err := each.Target()
			if err != nil {
				return nil, err
			}
			data, err := each.Calldata()
			if err != nil {
				return nil, err
			}
			packed[i] = contracts.Call{Target: n.Address(target), Gas: gas, Data: data}
		}
		data, err := contracts.NewBatch().TryPackRun(packed)
		if err != nil {
			return nil, fmt.Errorf("pack a batch: %w", err)
		}
		at := n.Address("Batch")
		calls = append(calls, sender.Call{
			What: fmt.Sprintf("a batch of %d", len(part)), Key: n.payer, To: &at, Data: data, Gas: uint64(gas)*uint64(len(part)) + batchGas,
		})
	}
	return calls, nil
}

// RunBatch does signed acts, and fails where one of them was refused.
func (n *Network) RunBatch(ctx context.Context, signed []act.Signed) ([]*types.Receipt, error) {
	calls, err := n.Batch(signed)
	if err != nil {
		return nil, err
	}
	receipts, err := n.send.Send(ctx, calls...)
	if err != nil {
		return nil, err
	}
	return receipts, Done(receipts)
}

// Done is an error where an act of some batches was refused.
func Done(receipts []*types.Receipt) error {
	batch := contracts.NewBatch()
	refused := batch.GetABI().Events["Refused"].ID
	for _, receipt := range receipts {
		for _, log := range receipt.Logs {
			if len(log.Topics) == 0 || log.Topics[0] != refused {
				continue
			}
			event, err := batch.UnpackRefusedEvent(log)
			if err != nil {
				return err
			}
			return fmt.Errorf("act %d of a batch: %w: %w", event.Index, sender.ErrFailed, phrase.Speaker{}.Refusal(event.Reason))
		}
	}
	return nil
}

// Admit makes companies of suppliers, by the operator's desk.
func (n *Network) Admit(ctx context.Context, desk Company, suppliers []Company) error {
	signed := make([]act.Signed, len(suppliers))
	for i, s := range suppliers {
		admission, err := n.Sign(desk, contracts.AdmitCompany{
			Company: desk.ID, Id: s.ID, Name: fmt.Sprintf("Supplier %d", s.ID), Registration: fmt.Sprintf("BENCH-%d", s.ID),
			Key: s.Address(), DualAbove: big.NewInt(1<<48 - 1),
		})
		if err != nil {
			return err
		}
		if signed[i], err = admission.AddConsent(act.KeySigner{Private: s.Key}, n.Domain()); err != nil {
			return err
		}
	}
	_, err := n.RunBatch(ctx, signed)
	return err
}

// Accept has each of the companies take what a sender hands it of an obligor's debts.
func (n *Network) Accept(ctx context.Context, by []Company, from []Company, obligor uint32) error {
	signed := make([]act.Signed, len(by))
	for i, each := range by {
		var err error
		if signed[i], err = n.Sign(each, contracts.AcceptFrom{
			Company: each.ID, Sender: from[i%len(from)].ID, Obligor: obligor, Min: big.NewInt(1), Max: big.NewInt(int64(amount.MaxFace)),
			Until: forever,
		}); err != nil {
			return err
		}
	}
	_, err := n.RunBatch(ctx, signed)
	return err
}

// forever is the last day that a standing acceptance can have.
var forever = uint32(calendar.Date(9999, time.December, 31))

// Issue is the act by which an obligor owes a supplier something from now on, and the receivable's id.
func (n *Network) Issue(by Company, supplier uint32, units int64, due calendar.Day) (contracts.IssueReceivable, *big.Int) {
	n.serials[by.ID]++
	serial := 1_000 + n.serials[by.ID]
	id := ref.Obligation{Module: ref.Receivables, Company: by.ID, Serial: serial}
	return contracts.IssueReceivable{
		Company: by.ID, Serial: serial, Supplier: supplier, Face: big.NewInt(units), Currency: uint16(currency.CNY), Due: uint32(due), Rules: 1,
		Ref: fmt.Sprintf("bench %d", serial), ContractDigest: crypto.Keccak256Hash([]byte("contract")), InvoicesDigest: crypto.Keccak256Hash([]byte("invoices")),
	}, id.Big()
}

// Hand is the act by which the units from start to end of a holder's lot become another's.
func Hand(by Company, id *big.Int, lot, start, end int64, to uint32) contracts.Transfer {
	return contracts.Transfer{
		Company: by.ID, Obligation: id, Lot: big.NewInt(lot), Start: big.NewInt(start), End: big.NewInt(end), To: to,
	}
}

// Push is the call by which anyone brings lots up to their shares of what was paid.
func (n *Network) Push(id *big.Int, starts []int64) (sender.Call, error) {
	lots := make([]*big.Int, len(starts))
	for i, start := range starts {
		lots[i] = big.NewInt(start)
	}
	data, err := contracts.NewSettlements().TryPackPush(id, lots)
	if err != nil {
		return sender.Call{}, fmt.Errorf("pack a push: %w", err)
	}
	at := n.Address("Settlements")
	return sender.Call{What: "push", Key: n.payer, To: &at, Data: data, Gas: actGas + pushGas*uint64(len(starts))}, nil
}

// Today is the local day of the newest block.
func (n *Network) Today(ctx context.Context) (calendar.Day, error) {
	head, err := n.send.Node().HeaderByNumber(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("newest block: %w", err)
	}
	return n.Clock.DayAt(time.Unix(int64(head.Time), 0)), nil
}

// Await returns once the chain has come to a day.
func (n *Network) Await(ctx context.Context, day calendar.Day) error {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		today, err := n.Today(ctx)
		if err != nil || today >= day {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for day %s: %w", day, context.Cause(ctx))
		case <-tick.C:
		}
	}
}
