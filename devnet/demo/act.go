package demo

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/ref"
)

// done is an act that has been done.
type done struct {
	*client.Act
	// log is the event that says it best.
	log   *types.Log
	block uint64
}

// as is the relayer as a member sees it, who logs in.
func (p *play) as(m Member) *client.Client {
	if texts, ok := m.Signer.(act.TextSigner); ok {
		return p.Relayer.As(texts, p.Network.ChainID)
	}
	return p.Relayer
}

// sign signs a message under a nonce that the relayer knows to be free.
func (p *play) sign(ctx context.Context, by act.Signer, message any) (act.Signed, error) {
	key, err := p.Relayer.Key(ctx, by.Address(), 1)
	if err != nil {
		return act.Signed{}, err
	}
	if len(key.Nonces) == 0 {
		return act.Signed{}, errors.New("the relayer gives no free nonce")
	}
	return act.Sign(by, p.Network.Domain(), message, uint64(key.Nonces[0]), p.deadline())
}

// do has a member do something through the relayer, and prints the event of that name from the receipt.
func (p *play) do(ctx context.Context, by Member, event string, message any) (*done, error) {
	signed, err := p.sign(ctx, by.Signer, message)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", by.Name, err)
	}
	return p.post(ctx, signed, event)
}

func (p *play) post(ctx context.Context, signed act.Signed, event string) (*done, error) {
	stored, _, err := p.Relayer.Post(ctx, signed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", signed.Name(), err)
	}
	bounded, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	seen, err := p.Relayer.Await(bounded, stored.ID, client.UntilMined)
	if err != nil {
		return nil, err
	}
	if seen.Refusal != nil {
		return nil, fmt.Errorf("%s was refused: %s", signed.Name(), seen.Refusal.Message.In(p.Language))
	}
	if seen.Tx == nil {
		return nil, fmt.Errorf("%s: the relayer calls it %s and names no transaction", signed.Name(), seen.State)
	}
	receipt, err := p.chain().TransactionReceipt(ctx, *seen.Tx)
	if err != nil {
		return nil, fmt.Errorf("receipt of %s: %w", *seen.Tx, err)
	}
	log := p.find(receipt.Logs, event)
	if log == nil {
		return nil, fmt.Errorf("%s: transaction %s has no event %s of %s", signed.Name(), *seen.Tx, event, p.debt)
	}
	p.step++
	return &done{seen, log, receipt.BlockNumber.Uint64()}, p.tell(log, receipt.GasUsed)
}

func (p *play) chain() *ethclient.Client { return ethclient.NewClient(p.Node) }

// find is the event of that name about the play's receivable.
func (p *play) find(logs []*types.Log, name string) *types.Log {
	for _, log := range logs {
		if slices.Contains(eventIDs(name), log.Topics[0]) && len(log.Topics) > 1 && log.Topics[1] == common.BigToHash(p.debt.Big()) {
			return log
		}
	}
	return nil
}

// eventIDs are the topics of the events of that name, of which more than one contract may have one.
func eventIDs(name string) []common.Hash {
	var ids []common.Hash
	for _, known := range []abi.ABI{
		contracts.NewLots().GetABI(), contracts.NewReceivables().GetABI(), contracts.NewSettlements().GetABI(),
		contracts.NewDiscounts().GetABI(), contracts.NewCash().GetABI(),
	} {
		if event, ok := known.Events[name]; ok {
			ids = append(ids, event.ID)
		}
	}
	return ids
}

// tell prints an event in words, with its transaction and the gas of it.
func (p *play) tell(log *types.Log, gas uint64) error {
	sentence, err := p.speaker.Event(log)
	if err != nil {
		return err
	}
	p.line(p.say, "%s  [%s, gas %d]", "%s  [%s，燃料 %d]", sentence, log.TxHash, gas)
	return nil
}

// line prints the next numbered line.
func (p *play) line(say func(en, zh string, args ...any), en, zh string, args ...any) {
	say("%4d  "+en, "%4d  "+zh, append([]any{p.step}, args...)...)
}

// tryInVain does what must be refused, and prints the reason.
func (p *play) tryInVain(ctx context.Context, by act.Signer, message any, en, zh string) error {
	signed, err := p.sign(ctx, by, message)
	if err != nil {
		return err
	}
	reason, err := p.refusalOf(ctx, signed)
	if err != nil {
		return err
	}
	if reason == nil {
		p.expect(false, en+" was not refused", zh+"未被拒绝")
		return nil
	}
	p.line(p.say, en+" is refused: %s (%s)", zh+"被拒绝：%s（%s）", reason.Message.In(p.Language), reason.Name)
	p.expect(true, en+" was refused", zh+"已被拒绝")
	return nil
}

// refusalOf posts an act and gives the reason for which it is refused, at once or in the end; nil if it was done.
func (p *play) refusalOf(ctx context.Context, signed act.Signed) (*client.Refusal, error) {
	stored, _, err := p.Relayer.Post(ctx, signed)
	var problem *client.Problem
	if errors.As(err, &problem) && problem.Refusal != nil {
		return problem.Refusal, nil
	}
	if err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	seen, err := p.Relayer.Await(bounded, stored.ID, client.UntilMined)
	if err != nil {
		return nil, err
	}
	return seen.Refusal, nil
}

// lot is the one of the receivable that starts at a unit.
func (p *play) lot(start amount.Amount) ref.Lot {
	return ref.Lot{Obligation: p.debt, Start: uint64(start)}
}

// claims reads every lot of the receivable from the node, one after the other.
func (p *play) claims(ctx context.Context) ([]*ledger.Claim, error) {
	var all []*ledger.Claim
	for start := amount.Amount(0); start < face; {
		claim, err := p.ledger.LookThrough(ctx, p.lot(start))
		if err != nil {
			return nil, err
		}
		if claim.Amount <= 0 {
			return nil, fmt.Errorf("lot %s has no units", claim.Lot)
		}
		all = append(all, claim)
		start += claim.Amount
	}
	return all, nil
}

// tellReleases prints the payments to holders that the relayer pushed since a block.
func (p *play) tellReleases(ctx context.Context, since uint64) error {
	logs, err := p.chain().FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(since), Addresses: []common.Address{p.Network.Address("Cash")},
		Topics: [][]common.Hash{eventIDs("Released"), {common.BigToHash(p.debt.Big())}},
	})
	if err != nil {
		return fmt.Errorf("read the payments to holders: %w", err)
	}
	for _, log := range logs {
		receipt, err := p.chain().TransactionReceipt(ctx, log.TxHash)
		if err != nil {
			return fmt.Errorf("receipt of %s: %w", log.TxHash, err)
		}
		p.step++
		if err := p.tell(&log, receipt.GasUsed); err != nil {
			return err
		}
	}
	return nil
}

// dayOf is the local day of a block.
func (p *play) dayOf(ctx context.Context, block uint64) (calendar.Day, error) {
	header, err := p.chain().HeaderByNumber(ctx, new(big.Int).SetUint64(block))
	if err != nil {
		return 0, fmt.Errorf("block %d: %w", block, err)
	}
	return p.Network.Clock.DayAt(time.Unix(int64(header.Time), 0)), nil
}

// await asks until the answer is yes.
func (p *play) await(ctx context.Context, within time.Duration, ask func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		if yes, err := ask(); err != nil || yes {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
