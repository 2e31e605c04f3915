package main

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/ledger"
	"github.com/tallystick/tallystick/bindings/ref"
	payrun "github.com/tallystick/tallystick/bindings/run"
)

// directBlock is how many leaves one transaction of an operator's own opens: 64, which fit into a block beside others'.
const directBlock = 6

// runCommands are those about the payments of runs.
func runCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name: "open", Usage: "write the lots of a payment run that nobody has used yet; anyone may",
			UsageText: "tally voucher open P41-7\ntally voucher open P41-7 --row 16\ntally voucher open R31-17:300000001",
			Description: "A large run's payments wait to be opened: each becomes its payee's lot, or a proposal to it, when somebody first acts on it.\n" +
				"This does so at once, for all of a run, one payment of it, or the one that is a lot. Rows count from 0, as `tally voucher runs` shows them.",
			ArgsUsage: "RUN|LOT",
			Flags:     []cli.Flag{rowFlag(), &cli.BoolFlag{Name: "all", Usage: "all of the run, which is what is done without --row"}},
			Action:    s.voucherOpen,
		},
		{
			Name: "runs", Usage: "the payment runs of the company, or the payments of one",
			UsageText: "tally voucher runs\ntally voucher runs P41-7 --state unopened", ArgsUsage: "[RUN]",
			Flags:  []cli.Flag{&cli.StringFlag{Name: "state", Usage: "only payments in this `STATE`: unopened, offered, accepted, returned"}},
			Action: s.voucherRuns,
		},
	}
}

func rowFlag() cli.Flag { return &cli.IntFlag{Name: "row", Usage: "only the payment of this `NUMBER`"} }

// runArg reads a reference such as P41-7.
func runArg(text string) (ref.Run, error) {
	r, err := ref.ParseRun(text)
	if err != nil {
		return r, usagef("%s", err.Error()).hintf("those that there are: %s", "tally voucher runs")
	}
	return r, nil
}

// payment is what of a run an argument means: one row, or all where row is negative.
func (s *session) payment(c *cli.Context) (name ref.Run, row int, err error) {
	row = -1
	text := c.Args().First()
	if strings.Contains(text, ":") {
		if c.IsSet("row") || c.IsSet("all") {
			return name, row, usagef("a lot is one payment, so --row and --all say two things").hintf("leave them out, or name the run")
		}
		l, err := s.lot(c, text)
		if err != nil {
			return name, row, err
		}
		if l.State != unopened || l.Run == nil || l.Row == nil {
			return name, row, exitf(ExitConflict, "lot %s is no unopened payment of a run: it is %s, held by %s", l.ID.String(), l.State, l.Holder.Name)
		}
		return *l.Run, int(*l.Row), nil
	}
	if name, err = runArg(text); err != nil {
		return name, row, err
	}
	if c.IsSet("row") {
		if row = c.Int("row"); row < 0 || c.Bool("all") {
			return name, row, usagef("--row is a payment's number, from 0, and not for --all")
		}
	}
	return name, row, nil
}

// unopened is the state of a lot that is a payment of a run which nobody has opened.
const unopened = "unopened"

func (s *session) voucherOpen(c *cli.Context) error {
	name, row, err := s.payment(c)
	if err != nil {
		return err
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	found, err := relayer.Run(c.Context, name)
	if isMissing(err) {
		return exitf(ExitNotFound, "there is no payment run %s", name.String()).hintf("those that there are: %s", "tally voucher runs")
	}
	if err != nil {
		return err
	}
	if row >= int(found.Count) {
		return exitf(ExitNotFound, "run %s has %d payments, numbered from 0", name.String(), found.Count)
	}
	left := found.Count - found.Opened
	if row >= 0 {
		left = 1
	}
	s.note("run %s of %s: %d of %d payments are open, and %d are to be opened", name.String(), found.Payer.Name, found.Opened, found.Count, left)
	if left == 0 || s.switched("dry-run") {
		return nil
	}
	if err := s.confirm("Open them?"); err != nil {
		return err
	}
	if s.switched("direct") {
		return s.openDirect(c, name, row)
	}
	which := client.OpenLeaves{All: true}
	if row >= 0 {
		which = client.OpenLeaves{Rows: []uint32{uint32(row)}}
	}
	calls, err := relayer.Open(c.Context, name, which)
	if err != nil {
		return err
	}
	if len(calls) == 0 {
		s.note("all of them are open")
		return nil
	}
	return s.Await(c.Context, calls)
}

// openDirect opens payments by transactions of the operator's own.
func (s *session) openDirect(c *cli.Context, name ref.Run, row int) error {
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	key, ok := by.(act.KeySigner)
	if !ok {
		return exitf(ExitKey, "--direct needs a key file: an external signer signs acts, not transactions").
			hintf("leave --direct out, and the relayer pays and sends")
	}
	found, blocks, err := s.blocks(c, name, row)
	if err != nil {
		return err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return err
	}
	node, err := s.Node(c.Context)
	if err != nil {
		return err
	}
	defer node.Close()
	bar := s.beginProgress(len(blocks), "waiting for the chain")
	defer bar.end()
	for _, block := range blocks {
		to := network.Address("Lots")
		data := contracts.NewLots().PackOpen(found.Obligation.Big(), name.Big(), block.First, block.Leaves, block.Proof)
		ctx, cancel := s.within(c.Context)
		receipt, err := s.transact(ctx, ethclient.NewClient(node), key, ethereum.CallMsg{From: key.Address(), To: &to, Data: data})
		cancel()
		if err != nil {
			return err
		}
		bar.step(1)
		if s.opening {
			continue
		}
		if err := s.printReceipt(receipt); err != nil {
			return err
		}
	}
	return nil
}

// blocks proves what is to be opened of a run: the payment of a row, or all that nobody has opened. Whom the relayer shows only some of the
// payments opens those, one by one. What it says wrong of them the contract does not take.
func (s *session) blocks(c *cli.Context, name ref.Run, row int) (*client.Run, []payrun.Block, error) {
	relayer, err := s.Client()
	if err != nil {
		return nil, nil, err
	}
	found, err := relayer.Run(c.Context, name)
	if err != nil {
		return nil, nil, err
	}
	var told []client.Leaf
	if row < 0 {
		if told, err = relayer.Leaves(c.Context, name, client.Filter{}); err != nil {
			return nil, nil, err
		}
	} else {
		told = []client.Leaf{{Row: uint32(row), State: unopened}}
	}
	var blocks []payrun.Block
	if row >= 0 || len(told) < int(found.Count) {
		for _, one := range told {
			if one.State != unopened {
				continue
			}
			proof, err := relayer.LeafProof(c.Context, name, one.Row)
			if err != nil {
				return nil, nil, err
			}
			if proof.Leaf.State == unopened {
				blocks = append(blocks, proof.Block())
			}
		}
		return found, blocks, nil
	}
	leaves, opened := make([]payrun.Leaf, len(told)), make([]bool, len(told))
	for i, one := range told {
		leaves[i], opened[i] = payrun.Leaf{Payee: one.Payee.ID, Amount: uint64(one.Amount)}, one.State != unopened
	}
	tree, err := payrun.NewTree(leaves)
	if err != nil {
		return nil, nil, err
	}
	for _, each := range spans(opened) {
		block, err := tree.ProveBlock(each.first, each.height)
		if err != nil {
			return nil, nil, err
		}
		blocks = append(blocks, block)
	}
	return found, blocks, nil
}

// openFirst opens what an act sent directly is about and nobody has opened; through a relayer that is done for it.
func (s *session) openFirst(c *cli.Context) error {
	s.opening = true
	defer func() { s.opening = false }()
	for _, l := range s.unopened {
		if l.Run == nil || l.Row == nil {
			continue
		}
		if err := s.openDirect(c, *l.Run, int(*l.Row)); err != nil {
			return fmt.Errorf("open lot %s: %w", l.ID, err)
		}
	}
	return nil
}

// ledger reads the chain from the node in use; done closes it.
func (s *session) ledger(c *cli.Context) (book *ledger.Ledger, done func(), err error) {
	node, err := s.Node(c.Context)
	if err != nil {
		return nil, nil, err
	}
	network, err := s.Network(c.Context)
	if err == nil {
		book, err = ledger.Open(c.Context, node, network)
	}
	if err != nil {
		node.Close()
		return nil, nil, fmt.Errorf("read the chain: %w", err)
	}
	return book, node.Close, nil
}

// leafBlock is a block of leaves: 2^height from number first on.
type leafBlock struct {
	first  int
	height uint
}

// spans are the blocks that have every leaf which is not open: none larger than its neighbours call for.
func spans(opened []bool) []leafBlock {
	var all []leafBlock
	for first := 0; first < len(opened); first += 1 << directBlock {
		end := min(first+1<<directBlock, len(opened))
		low, high := end, first-1
		for i := first; i < end; i++ {
			if !opened[i] {
				low, high = min(low, i), i
			}
		}
		if low > high {
			continue
		}
		// The smallest block that has both ends: where their numbers first differ.
		height := uint(bits.Len(uint(low ^ high)))
		all = append(all, leafBlock{low >> height << height, height})
	}
	return all
}

func (s *session) voucherRuns(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	if c.Args().Len() == 0 {
		company, err := s.acting(c.Context)
		if err != nil {
			return err
		}
		runs, err := relayer.Runs(c.Context, client.Filter{Company: company})
		if err != nil {
			return err
		}
		rows := make([][]any, 0, len(runs))
		for _, one := range runs {
			rows = append(rows, []any{
				one.ID, ref.Lot{Obligation: one.Obligation, Start: one.Units.Start, End: one.Units.End}, one.Total, one.Currency, one.Count, one.Opened, one.Accepted,
				one.Returned, one.Until, one.At, one.Terms.Hex(),
			})
		}
		return s.print.list([]column{
			{key: "run"}, {key: "lot"}, {key: "amount", right: true}, {key: "currency"}, {key: "payees", right: true}, {key: "opened", right: true},
			{key: "accepted", right: true}, {key: "returned", right: true}, {key: "until"}, {key: "time"}, {key: "terms"},
		}, rows)
	}
	name, err := runArg(c.Args().First())
	if err != nil {
		return err
	}
	leaves, err := relayer.Leaves(c.Context, name, client.Filter{State: c.String("state")})
	if isMissing(err) {
		return exitf(ExitNotFound, "there is no payment run %s", name.String()).hintf("those that there are: %s", "tally voucher runs")
	}
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(leaves))
	for _, leaf := range leaves {
		rows = append(rows, []any{leaf.Row, leaf.Lot, leaf.Payee.Name, leaf.Amount, word(leaf.State)})
	}
	return s.print.list([]column{{key: "row", right: true}, {key: "lot"}, {key: "payee"}, {key: "amount", right: true}, {key: "state"}}, rows)
}
