package index

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/relayer/chain"
)

const (
	// askTogether is how many calls go to the node in one request, atOnce how many requests are under way.
	askTogether, atOnce = 200, 2
	// statusActive is the number that Companies has for a company in good standing.
	statusActive = 1
)

// Crowd asks contracts many things at a block; *chain.Client is one.
type Crowd interface {
	AskMany(ctx context.Context, calls []chain.Call, height *uint64) ([][]byte, error)
	HashAt(ctx context.Context, height uint64) (common.Hash, error)
}

// Difference is something that the index and the contracts say otherwise.
type Difference struct {
	// What it is about, such as "lot R31-17:1-500".
	What string `json:"what"`
	// Index and Chain are what the two say.
	Index string `json:"index"`
	Chain string `json:"chain"`
}

// Audit is what came of comparing an index with the contracts.
type Audit struct {
	// Block and Hash are where both were asked.
	Block uint64      `json:"block"`
	Hash  common.Hash `json:"hash"`
	// Obligations, Lots, Companies, Lines, Deposits and payment Runs are how many of each were compared, Questions how many calls that took.
	Obligations int `json:"obligations"`
	Lots        int `json:"lots"`
	Companies   int `json:"companies"`
	Lines       int `json:"lines"`
	Deposits    int `json:"deposits"`
	Runs        int `json:"runs"`
	Questions   int `json:"questions"`
	// Found is how many differences there are, Differences the first of them.
	Found       int          `json:"found"`
	Differences []Difference `json:"differences"`
}

// ErrMoved: the block at which the contracts were asked left the chain meanwhile. Try again.
var ErrMoved = errors.New("the block that the index was compared at left the chain meanwhile; try again")

// Audit compares every company, line, deposit, obligation, lot and payment run that the index has with what the contracts answer by eth_call at the block that the
// index is at, and gives at most so many differences. What the contracts have and the index has not shows too: in units that no lot covers, and
// in a bank's supply of deposits. It works on a copy of that block's facts, so that the index goes on meanwhile.
func (x *Index) Audit(ctx context.Context, node Crowd, most int) (Audit, error) {
	a := &auditor{most: most, x: x, node: node}
	x.View(a.collect)
	if err := a.run(ctx); err != nil {
		return a.Audit, fmt.Errorf("audit at block %d: %w", a.Block, err)
	}
	hash, err := node.HashAt(ctx, a.Block)
	if err != nil {
		return a.Audit, fmt.Errorf("audit at block %d: %w", a.Block, err)
	}
	if hash != a.Hash {
		return a.Audit, fmt.Errorf("audit at block %d: %w", a.Block, ErrMoved)
	}
	return a.Audit, nil
}

// question is one call: what the index says, and how to read what the contract says.
type question struct {
	what, index string
	contract    string
	data        []byte
	read        func(answer []byte) (string, error)
}

// auditor has the facts of one block.
type auditor struct {
	Audit
	x    *Index
	node Crowd
	most int

	companies   []Company
	lines       []Line
	accounts    []Account
	obligations []Obligation
	lots        []Lot
	runs        []Run
	// opened has which of a run's leaves are open.
	opened map[ref.Run][]*big.Int
}

// collect copies what is to be compared.
func (a *auditor) collect(v View) {
	a.Block, a.Hash = v.Status().Block, v.Status().Hash
	a.companies, a.lines = v.Companies(), v.AllLines()
	a.accounts = v.Accounts(func(Account) bool { return true })
	a.obligations = v.Obligations(func(o Obligation) bool { return o.State == Active })
	a.lots = v.Lots(func(Lot) bool { return true })
	a.runs, a.opened = v.Runs(), make(map[ref.Run][]*big.Int)
	for _, r := range a.runs {
		a.opened[r.ID] = v.openedOf(r)
	}
	a.Runs = len(a.runs)
	a.Companies, a.Lines, a.Deposits = len(a.companies), len(a.lines), len(a.accounts)
	a.Obligations, a.Lots = len(a.obligations), len(a.lots)
	a.Differences = []Difference{}
}

// differ notes a difference.
func (a *auditor) differ(what, index, chain string) {
	if a.Found++; len(a.Differences) < a.most {
		a.Differences = append(a.Differences, Difference{What: what, Index: index, Chain: chain})
	}
}

// run asks everything, so many questions at a time, and compares the answers in the order of the questions.
func (a *auditor) run(ctx context.Context) error {
	pending := make([]question, 0, askTogether*atOnce)
	flush := func() error {
		err := a.ask(ctx, pending)
		pending = pending[:0]
		return err
	}
	for q := range a.questions {
		if pending = append(pending, q); len(pending) < cap(pending) {
			continue
		}
		if err := flush(); err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	a.coverage()
	return nil
}

func (a *auditor) ask(ctx context.Context, questions []question) error {
	answers := make([][]byte, len(questions))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	at := 0
	for part := range slices.Chunk(questions, askTogether) {
		from := at
		at += len(part)
		group.Go(func() error {
			calls := make([]chain.Call, len(part))
			for i, q := range part {
				calls[i] = chain.Call{To: a.x.cfg.Deployment.Address(q.contract), Data: q.data}
			}
			given, err := a.node.AskMany(ctx, calls, &a.Block)
			if err != nil {
				return err
			}
			copy(answers[from:], given)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	a.Questions += len(questions)
	for i, q := range questions {
		there, err := q.read(answers[i])
		if err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
		if there != q.index {
			a.differ(q.what, q.index, there)
		}
	}
	return nil
}

// coverage sees that the lots of each obligation cover its units, each once.
func (a *auditor) coverage() {
	at := 0
	for _, o := range a.obligations {
		covered := uint64(0)
		for ; at < len(a.lots) && CompareObligations(a.lots[at].Obligation, o.ID) <= 0; at++ {
			if lot := a.lots[at]; lot.Obligation == o.ID && lot.Start == covered {
				covered = lot.End
			}
		}
		if covered != o.Face {
			a.differ("lots of "+o.ID.String(), fmt.Sprintf("without a gap up to unit %d", covered), fmt.Sprintf("%d units", o.Face))
		}
	}
}

// questions tells every question.
func (a *auditor) questions(yield func(question) bool) {
	_ = a.aboutCompanies(yield) && a.aboutMoney(yield) && a.aboutObligations(yield) && a.aboutLots(yield) && a.aboutRuns(yield)
}

func (a *auditor) aboutCompanies(yield func(question) bool) bool {
	companies := contracts.NewCompanies()
	say := func(capacities uint16, dualAbove uint64, suspended bool) string {
		return fmt.Sprintf("capacities %d, two above %d, suspended %t", capacities, dualAbove, suspended)
	}
	for _, c := range a.companies {
		if !yield(question{
			what: fmt.Sprintf("company %d", c.ID), index: say(c.Capacities, c.DualAbove, c.Suspended), contract: "Companies",
			data: companies.PackCompanyOf(c.ID),
			read: func(answer []byte) (string, error) {
				there, err := companies.UnpackCompanyOf(answer)
				return say(there.Capacities, units(there.DualAbove), there.Status != statusActive), err
			},
		}) {
			return false
		}
	}
	return true
}

// aboutMoney asks about lines and deposits, and about all that a bank has issued, which shows deposits that the index does not have.
func (a *auditor) aboutMoney(yield func(question) bool) bool {
	lines, cash := contracts.NewLines(), contracts.NewCash()
	sayLine := func(limit, used uint64) string { return fmt.Sprintf("limit %d, used %d", limit, used) }
	for _, l := range a.lines {
		if !yield(question{
			what: fmt.Sprintf("line of company %d in currency %d", l.Obligor, l.Currency), index: sayLine(l.Limit, l.Used), contract: "Lines",
			data: lines.PackLineOf(l.Obligor, l.Currency),
			read: func(answer []byte) (string, error) {
				there, err := lines.UnpackLineOf(answer)
				return sayLine(there.Limit, there.Used), err
			},
		}) {
			return false
		}
	}
	type issue struct {
		bank     uint32
		currency uint16
	}
	supply := make(map[issue]*big.Int)
	var issues []issue
	for _, d := range a.accounts {
		key := issue{d.Bank, d.Currency}
		if supply[key] == nil {
			supply[key], issues = new(big.Int), append(issues, key)
		}
		supply[key] = plus(supply[key], plus(d.Free, d.Earmarked))
		if !yield(question{
			what:  fmt.Sprintf("deposit of company %d at bank %d in currency %d", d.Company, d.Bank, d.Currency),
			index: fmt.Sprintf("free %s, earmarked %s", orZero(d.Free), orZero(d.Earmarked)), contract: "Cash",
			data: cash.PackAccountOf(d.Bank, d.Currency, d.Company),
			read: func(answer []byte) (string, error) {
				there, err := cash.UnpackAccountOf(answer)
				return fmt.Sprintf("free %s, earmarked %s", there.Free, there.Earmarked), err
			},
		}) {
			return false
		}
	}
	for _, key := range issues {
		if !yield(question{
			what: fmt.Sprintf("all deposits at bank %d in currency %d", key.bank, key.currency), index: supply[key].String(), contract: "Cash",
			data: cash.PackSupplyOf(key.bank, key.currency),
			read: func(answer []byte) (string, error) {
				there, err := cash.UnpackSupplyOf(answer)
				return orZero(there).String(), err
			},
		}) {
			return false
		}
	}
	return true
}

func (a *auditor) aboutObligations(yield func(question) bool) bool {
	lots := contracts.NewLots()
	say := func(face, paid, out uint64, obligor uint32) string {
		return fmt.Sprintf("face %d, paid %d, out %d, owed by company %d", face, paid, out, obligor)
	}
	for _, o := range a.obligations {
		if !yield(question{
			what: "obligation " + o.ID.String(), index: say(o.Face, o.Paid, o.Out, o.Obligor), contract: "Lots", data: lots.PackObligationOf(o.ID.Big()),
			read: func(answer []byte) (string, error) {
				there, err := lots.UnpackObligationOf(answer)
				return say(units(there.Face), units(there.Paid), units(there.Out), there.Obligor), err
			},
		}) {
			return false
		}
	}
	return true
}

func (a *auditor) aboutLots(yield func(question) bool) bool {
	lots := contracts.NewLots()
	say := func(l contracts.Lot) string {
		return fmt.Sprintf("end %s, held by company %d, credited %s, record %s, state %d, marks %d, depth %d, proposal to %d until %d of kind %d",
			l.End, l.Holder, l.Paid, l.Head, l.State, l.Marks, l.Depth, l.Other, l.Until, l.Kind)
	}
	for _, lot := range a.lots {
		if lot.State == Unopened {
			// To the contract it is a bit of its run's.
			continue
		}
		id, start := lot.Obligation.Big(), new(big.Int).SetUint64(lot.Start)
		if !yield(question{
			what: "lot " + lot.Ref().String(), index: say(lot.chain()), contract: "Lots", data: lots.PackLotOf(id, start),
			read: func(answer []byte) (string, error) {
				there, err := lots.UnpackLotOf(answer)
				return say(there), err
			},
		}) {
			return false
		}
		if lot.State == Locked && !yield(question{
			what: "proposal of lot " + lot.Ref().String(), index: lot.Proposal.Hex(), contract: "Lots", data: lots.PackProposalOf(id, start),
			read: func(answer []byte) (string, error) { return common.BytesToHash(answer).Hex(), nil },
		}) {
			return false
		}
	}
	return true
}
