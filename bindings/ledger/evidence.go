package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
)

var (
	// ErrNotPromised: the obligor has not signed, or not yet.
	ErrNotPromised = errors.New("the obligor has not promised this")
	// ErrNoEvidence: the obligor's act is on the chain, but not where it can be read back: not in the transaction's own calldata.
	ErrNoEvidence = errors.New("the obligor's act cannot be read back from its transaction")
)

// Evidence is the obligor's own promise, as the chain keeps it.
type Evidence struct {
	// Act is the IssueReceivable, IssueInstalments or ConfirmReceivable that binds the obligor, with its signature.
	Act act.Signed
	// Terms are what was promised: those of the act itself (of a plan, all of its instalments), or those of the supplier's request that the act confirms.
	Terms any
	// Digest is what was signed; zero where Direct.
	Digest common.Hash
	// Key made the signature, or sent the transaction where Direct.
	Key common.Address
	// Direct: the obligor sent the transaction itself, whose own signature binds it.
	Direct bool
	// ByContract: the key is a contract, whose consent the chain has checked and which no signature alone shows.
	ByContract bool
	// Tx and Block are where it stands.
	Tx    common.Hash
	Block uint64
	// Operator is the transaction that made the key one of the obligor's, before that.
	Operator common.Hash
}

// Promise finds the obligor's promise behind an obligation and checks it: the signature recovers to the key over the act in this network's
// domain, the chain has taken it as that key's, and the key was then a maker of the obligor.
func (l *Ledger) Promise(ctx context.Context, obligation ref.Obligation) (*Evidence, error) {
	binding, request, err := l.binding(ctx, obligation)
	if err != nil {
		return nil, fmt.Errorf("promise of %s: %w", obligation, err)
	}
	e, err := l.read(ctx, obligation, binding)
	if err != nil {
		return nil, fmt.Errorf("promise of %s: %w", obligation, err)
	}
	e.Terms = e.Act.Message
	if confirm, confirms := e.Act.Message.(contracts.ConfirmReceivable); confirms {
		if request.Proposal != confirm.Proposal {
			return nil, fmt.Errorf("promise of %s: it confirms another request: %w", obligation, act.ErrSignature)
		}
		e.Terms = request.Terms
	}
	company, err := act.Company(e.Act.Message)
	if err != nil {
		return nil, err
	}
	if e.Operator, err = l.operator(ctx, company, e.Key, binding); err != nil {
		return nil, fmt.Errorf("promise of %s: %w", obligation, err)
	}
	return e, nil
}

// binding is the log of the act that bound the obligor: its issue, or the activation that its confirmation brought, with the request.
func (l *Ledger) binding(ctx context.Context, o ref.Obligation) (types.Log, *contracts.ReceivablesRequested, error) {
	events := l.receivables.GetABI().Events
	logs, err := l.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(l.network.Block),
		Addresses: []common.Address{l.network.Address("Receivables")},
		Topics:    [][]common.Hash{{events["Issued"].ID, events["Requested"].ID, events["Activated"].ID}, {common.BigToHash(o.Big())}},
	})
	if err != nil {
		return types.Log{}, nil, err
	}
	if len(logs) == 0 {
		return types.Log{}, nil, ErrNoObligation
	}
	var request *contracts.ReceivablesRequested
	for i, log := range logs {
		switch log.Topics[0] {
		case events["Issued"].ID:
			return log, nil, nil
		case events["Requested"].ID:
			if request, err = l.receivables.UnpackRequestedEvent(&logs[i]); err != nil {
				return types.Log{}, nil, err
			}
		case events["Activated"].ID:
			if request != nil {
				return log, request, nil
			}
		}
	}
	return types.Log{}, nil, ErrNotPromised
}

// read takes the obligor's act out of the transaction and checks who did it.
func (l *Ledger) read(ctx context.Context, o ref.Obligation, binding types.Log) (*Evidence, error) {
	tx, _, err := l.chain.TransactionByHash(ctx, binding.TxHash)
	if err != nil {
		return nil, fmt.Errorf("transaction %s: %w", binding.TxHash, err)
	}
	receipt, err := l.chain.TransactionReceipt(ctx, binding.TxHash)
	if err != nil {
		return nil, fmt.Errorf("receipt of %s: %w", binding.TxHash, err)
	}
	domain := l.network.Domain()
	for _, signed := range act.In(tx.Data()) {
		if !binds(signed.Message, o) {
			continue
		}
		e := &Evidence{Act: signed, Tx: binding.TxHash, Block: binding.BlockNumber, Direct: signed.IsDirect(), Key: signed.Key}
		if e.Direct {
			// An unsigned act within a batch was refused: the batch is nobody's operator.
			if tx.To() == nil || *tx.To() != binding.Address {
				continue
			}
			e.Key, err = types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
			return e, err
		}
		if e.Digest, err = signed.Digest(domain); err != nil {
			return nil, err
		}
		// A batch may hold an edited copy that was refused beside the act that was done: the chain says which it took.
		if !l.acted(receipt.Logs, e.Digest, e.Key) {
			continue
		}
		err := signed.Verify(domain)
		e.ByContract = errors.Is(err, act.ErrContractKey)
		if err != nil && !e.ByContract {
			code, codeErr := l.chain.CodeAt(ctx, e.Key, nil)
			if codeErr != nil || len(code) == 0 {
				return nil, err
			}
			e.ByContract = true
		}
		return e, nil
	}
	return nil, ErrNoEvidence
}

// binds reports whether a message binds the obligor to this obligation.
func binds(message any, o ref.Obligation) bool {
	switch m := message.(type) {
	case contracts.IssueReceivable:
		return o.Module == ref.Receivables && m.Company == o.Company && m.Serial == o.Serial
	case contracts.IssueInstalments:
		return o.Module == ref.Receivables && m.Company == o.Company && o.Serial >= m.Serial && o.Serial-m.Serial < uint64(len(m.Instalments))
	case contracts.ConfirmReceivable:
		return m.Receivable.Cmp(o.Big()) == 0
	}
	return false
}

// acted reports whether the chain took the act as the key's.
func (l *Ledger) acted(logs []*types.Log, digest common.Hash, key common.Address) bool {
	want := []common.Hash{l.companies.GetABI().Events["Acted"].ID, digest, common.BytesToHash(key.Bytes())}
	return slices.ContainsFunc(logs, func(log *types.Log) bool {
		return log.Address == l.network.Address("Companies") && slices.Equal(log.Topics, want)
	})
}

// maker is the role that promises.
const maker = 1

// operator finds the last word on what a key may do for a company before the binding log: that it is a maker.
func (l *Ledger) operator(ctx context.Context, company uint32, key common.Address, binding types.Log) (common.Hash, error) {
	events := l.companies.GetABI().Events
	logs, err := l.chain.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(l.network.Block),
		ToBlock:   new(big.Int).SetUint64(binding.BlockNumber),
		Addresses: []common.Address{l.network.Address("Companies")},
		Topics: [][]common.Hash{
			{events["OperatorSet"].ID, events["OperatorRevoked"].ID},
			{common.BigToHash(new(big.Int).SetUint64(uint64(company)))}, {common.BytesToHash(key.Bytes())},
		},
	})
	if err != nil {
		return common.Hash{}, fmt.Errorf("operators of company %d: %w", company, err)
	}
	var last *types.Log
	for i, log := range logs {
		if log.BlockNumber < binding.BlockNumber || log.Index < binding.Index {
			last = &logs[i]
		}
	}
	if last != nil && last.Topics[0] == events["OperatorSet"].ID {
		set, err := l.companies.UnpackOperatorSetEvent(last)
		if err != nil {
			return common.Hash{}, err
		}
		if set.Roles&maker != 0 {
			return last.TxHash, nil
		}
	}
	return common.Hash{}, fmt.Errorf("key %s was no maker of company %d then: %w", key, company, act.ErrSignature)
}
