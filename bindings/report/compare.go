package report

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
)

// Comparison is what the contracts answered when they were asked, at one block, for every number that a state's totals are made of.
type Comparison struct {
	// Block is the one at which they were asked.
	Block BlockID `json:"block"`
	// Questions is how many calls it took.
	Questions int `json:"questions"`
	// Equal reports whether every answer is what the state says; then the totals are the same too.
	Equal bool `json:"equal"`
	// Totals are those of the contracts' answers.
	Totals Totals `json:"totals"`
	// Differences, in the state's order.
	Differences []Difference `json:"differences"`
}

// Difference is a number that the contracts have otherwise.
type Difference struct {
	// What it is about: an obligation, a lot, a line, a deposit or a bank's supply.
	What string `json:"what"`
	// State and Chain are the two values.
	State string `json:"state"`
	Chain string `json:"chain"`
}

// atOnce is how many questions to a node are under way together.
const atOnce = 8

// Compare asks the contracts of a network, by eth_call at a block that has this state, for every obligation that has lots, every lot, which leaves of payment runs are open,
// every line, every deposit and every bank's supply of the state. Its error is the node's, which may no longer have that block's state.
func (s *State) Compare(ctx context.Context, node deployment.Caller, d *deployment.Deployment, block BlockID) (*Comparison, error) {
	c := s.questions(d)
	c.node, c.block = node, block.Hash
	if err := c.run(ctx); err != nil {
		return nil, fmt.Errorf("compare with the contracts at block %d: %w", block.Number, err)
	}
	result := &Comparison{Block: block, Questions: len(c.questions), Totals: c.there.Totals(), Differences: []Difference{}}
	for _, q := range c.questions {
		if q.state != q.chain {
			result.Differences = append(result.Differences, Difference{What: q.what, State: q.state, Chain: q.chain})
		}
	}
	result.Equal = len(result.Differences) == 0
	return result, nil
}

// Questions is how many calls Compare makes.
func (s *State) Questions(d *deployment.Deployment) int { return len(s.questions(d).questions) }

func (s *State) questions(d *deployment.Deployment) *comparer {
	c := &comparer{there: *s}
	c.there.Obligations, c.there.Lots, c.there.Deposits = slices.Clone(s.Obligations), slices.Clone(s.Lots), slices.Clone(s.Deposits)
	c.askObligations(d.Address("Lots"))
	c.askLots(d.Address("Lots"))
	c.askRuns(d.Address("Lots"))
	c.askLines(d.Address("Lines"))
	c.askCash(d.Address("Cash"), s.Totals().Supplies)
	return c
}

// comparer collects questions and fills in the contracts' side.
type comparer struct {
	node      deployment.Caller
	block     common.Hash
	questions []*question
	// there is the state with the contracts' numbers.
	there State
}

// question is one call; take reads its answer and says what the chain has.
type question struct {
	what, state, chain string
	to                 common.Address
	data               []byte
	take               func(answer []byte) (chain string, err error)
}

func (c *comparer) askObligations(kernel common.Address) {
	lots := contracts.NewLots()
	say := func(o *Obligation) string {
		return fmt.Sprintf("face %s, paid %s, out %s, owed by company %d", o.Face, o.Paid, o.Out, o.Obligor)
	}
	for i := range c.there.Obligations {
		o := &c.there.Obligations[i]
		if !o.Lives() {
			continue
		}
		c.questions = append(c.questions, &question{
			what: o.ID.String(), state: say(o), to: kernel, data: lots.PackObligationOf(o.ID.Big()),
			take: func(answer []byte) (string, error) {
				there, err := lots.UnpackObligationOf(answer)
				if err != nil {
					return "", err
				}
				o.Face, o.Paid, o.Out, o.Obligor = units(there.Face), units(there.Paid), units(there.Out), there.Obligor
				return say(o), nil
			},
		})
	}
}

func (c *comparer) askLots(kernel common.Address) {
	lots := contracts.NewLots()
	say := func(l *Lot) string {
		return fmt.Sprintf("units %s, credited %s, held by company %d, %s %s", l.ID.Units(), l.Credited, l.Holder, l.State, l.Marks)
	}
	for i := range c.there.Lots {
		lot := &c.there.Lots[i]
		if lot.State == Unopened {
			continue
		}
		c.questions = append(c.questions, &question{
			what: lot.ID.String(), state: say(lot), to: kernel,
			data: lots.PackLotOf(lot.ID.Obligation.Big(), new(big.Int).SetUint64(lot.ID.Start)),
			take: func(answer []byte) (string, error) {
				there, err := lots.UnpackLotOf(answer)
				if err != nil {
					return "", err
				}
				lot.ID.End, lot.Credited, lot.Holder = there.End.Uint64(), units(there.Paid), there.Holder
				lot.State, lot.Marks = stateOf(there.State), marksOf(there.Marks)
				return say(lot), nil
			},
		})
	}
}

// stateOf is the word for a lot's state by the kernel's number.
func stateOf(number uint8) string {
	words := []string{"none", "held", "locked", "cancelled", "exported", "redeemed"}
	if int(number) >= len(words) {
		return fmt.Sprintf("state %d", number)
	}
	return words[number]
}

// marksOf are the words for a lot's marks, a bit each.
func marksOf(bits uint8) []string {
	words := []string{}
	for i, word := range []string{"frozen", "disputed", "pledged", "financed"} {
		if bits&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	if bits>>4 != 0 {
		words = append(words, fmt.Sprintf("marks %d", bits>>4<<4))
	}
	return words
}

func (c *comparer) askLines(address common.Address) {
	lines := contracts.NewLines()
	for _, line := range c.there.Lines {
		c.questions = append(c.questions, &question{
			what: fmt.Sprintf("line of company %d in %s", line.Obligor, line.Currency), to: address,
			state: fmt.Sprintf("limit %s, used %s", line.Limit, line.Used), data: lines.PackLineOf(line.Obligor, uint16(line.Currency)),
			take: func(answer []byte) (string, error) {
				there, err := lines.UnpackLineOf(answer)
				return fmt.Sprintf("limit %s, used %s", SumFromUnits(there.Limit), SumFromUnits(there.Used)), err
			},
		})
	}
}

func (c *comparer) askCash(address common.Address, supplies []Supply) {
	cash := contracts.NewCash()
	for i := range c.there.Deposits {
		deposit := &c.there.Deposits[i]
		c.questions = append(c.questions, &question{
			what: fmt.Sprintf("company %d's deposits at company %d in %s", deposit.Company, deposit.Bank, deposit.Currency), to: address,
			state: fmt.Sprintf("free %s, earmarked %s", deposit.Free, deposit.Earmarked),
			data:  cash.PackAccountOf(deposit.Bank, uint16(deposit.Currency), deposit.Company),
			take: func(answer []byte) (string, error) {
				there, err := cash.UnpackAccountOf(answer)
				if err != nil {
					return "", err
				}
				deposit.Free, deposit.Earmarked = SumFromBig(there.Free), SumFromBig(there.Earmarked)
				return fmt.Sprintf("free %s, earmarked %s", deposit.Free, deposit.Earmarked), nil
			},
		})
	}
	for _, supply := range supplies {
		c.questions = append(c.questions, &question{
			what: fmt.Sprintf("all deposits at company %d in %s", supply.Bank.ID, supply.Currency), state: supply.Total.String(), to: address,
			data: cash.PackSupplyOf(supply.Bank.ID, uint16(supply.Currency)),
			take: func(answer []byte) (string, error) {
				there, err := cash.UnpackSupplyOf(answer)
				if err != nil {
					return "", err
				}
				return SumFromBig(there).String(), nil
			},
		})
	}
}

// run asks all questions, several at once. Each touches only what is its own.
func (c *comparer) run(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	open := make(chan *question)
	failures := make([]error, atOnce)
	var group sync.WaitGroup
	for worker := range atOnce {
		group.Go(func() {
			for q := range open {
				if failures[worker] == nil {
					failures[worker] = c.ask(ctx, q)
				}
				if failures[worker] != nil {
					cancel()
				}
			}
		})
	}
	for _, q := range c.questions {
		if ctx.Err() != nil {
			break
		}
		open <- q
	}
	close(open)
	group.Wait()
	if err := parent.Err(); err != nil {
		return err
	}
	// The first failure cancelled the others: those say nothing more.
	for _, err := range failures {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return errors.Join(failures...)
}

func (c *comparer) ask(ctx context.Context, q *question) (err error) {
	var answer hexutil.Bytes
	call := map[string]any{"to": q.to, "data": hexutil.Bytes(q.data)}
	if err := c.node.CallContext(ctx, &answer, "eth_call", call, map[string]any{"blockHash": c.block}); err != nil {
		return err
	}
	if q.chain, err = q.take(answer); err != nil {
		return fmt.Errorf("%s: %w", q.what, err)
	}
	return nil
}

// units is a contract's count of 0.01, which has at most 48 bits.
func units(n *big.Int) amount.Amount { return amount.Amount(n.Int64()) }
