package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/relayer/chain"
)

const (
	// near is how far behind the head the index follows block by block, each the child of the one before it. Further behind it
	// reads ranges: blocks so old hardly ever leave the chain, and if they do, the next round finds it.
	near = 64
	// markEvery is after how many blocks without events the file learns how far the index has come.
	markEvery = 256
)

// errMoved: the chain changed while it was read. The next round finds out how.
var errMoved = errors.New("the chain reorganised while it was read")

// Run follows the chain until ctx ends, and returns nil then. Faults of the node or the disk are logged, shown by Status, and tried
// again.
func (x *Index) Run(ctx context.Context) error {
	poll := time.NewTicker(x.cfg.Poll)
	defer poll.Stop()
	for {
		if err := x.Step(ctx); err != nil && ctx.Err() == nil {
			x.cfg.Log.Warn().Err(err).Msg("index: will try again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-poll.C:
		}
	}
}

// Step brings the index up to the node's head. Its error is what kept it from there; what it had reached stays.
func (x *Index) Step(ctx context.Context) error {
	x.stepping.Lock()
	defer x.stepping.Unlock()
	err := x.step(ctx)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.status.Fault = ""
	if err != nil {
		x.status.Fault = err.Error()
	}
	return err
}

func (x *Index) step(ctx context.Context) error {
	x.chain.Choose(ctx)
	head, err := x.chain.Head(ctx)
	if err != nil {
		return fmt.Errorf("index: ask for head: %w", err)
	}
	x.mu.Lock()
	x.status.Head = head
	x.mu.Unlock()
	if err := x.reconcile(ctx); err != nil {
		return err
	}
	if n := len(x.stack); n > 0 && x.stack[n-1].hash == head.Hash {
		return nil
	}
	if err := x.settle(ctx); err != nil {
		return fmt.Errorf("index: find the fork: %w", err)
	}
	if err := x.catchUp(ctx, head); err != nil {
		return fmt.Errorf("index: catch up: %w", err)
	}
	if err := x.walk(ctx, head); err != nil {
		return fmt.Errorf("index: follow: %w", err)
	}
	return nil
}

// reconcile compares, every so many rounds, the newest applied blocks with the node's: a reorganisation between two questions of one
// range can leave a block in that its successors do not show.
func (x *Index) reconcile(ctx context.Context) error {
	if x.rounds++; x.rounds%x.cfg.ReconcileEvery != 0 {
		return nil
	}
	for i := max(0, len(x.stack)-x.cfg.Keep); i < len(x.stack); i++ {
		at, err := x.chain.BlockAt(ctx, x.stack[i].number)
		if err != nil && !errors.Is(err, chain.ErrNoBlock) {
			return fmt.Errorf("index: reconcile: %w", err)
		}
		if err != nil || at.Hash != x.stack[i].hash {
			return x.unapply(i)
		}
	}
	return nil
}

// settle undoes the newest blocks as long as the node no longer has them in its chain.
func (x *Index) settle(ctx context.Context) error {
	keep := len(x.stack)
	for ; keep > 0; keep-- {
		at, err := x.chain.BlockAt(ctx, x.stack[keep-1].number)
		if err != nil && !errors.Is(err, chain.ErrNoBlock) {
			return err
		}
		if err == nil && at.Hash == x.stack[keep-1].hash {
			break
		}
	}
	return x.unapply(keep)
}

// unapply undoes all blocks from a place of the stack on.
func (x *Index) unapply(keep int) error {
	if keep == len(x.stack) {
		return nil
	}
	// The file may have marks between the two that the stack has let go: they leave it too.
	first := uint64(0)
	if keep > 0 {
		first = x.stack[keep-1].number + 1
	}
	if err := x.store.bury(max(first, 1) - 1); err != nil {
		return err
	}
	if err := x.store.write(first, nil); err != nil {
		return err
	}
	gone := uint64(len(x.stack) - keep)
	x.cfg.Log.Info().Uint64("from", first).Uint64("blocks", gone).Msg("index: undoing blocks that left the chain")
	defer x.announce()
	if slices.ContainsFunc(x.stack[keep:], func(a applied) bool { return a.undo == nil }) {
		if err := x.replay(first); err != nil {
			return err
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		x.status.Reorgs += gone
		return nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for i := len(x.stack) - 1; i >= keep; i-- {
		x.stack[i].undo.revert()
	}
	x.stack = x.stack[:keep]
	x.unwritten = 0
	x.status.Reorgs += gone
	x.stand()
	return nil
}

// next is the number of the first block that is not applied.
func (x *Index) next() uint64 {
	if n := len(x.stack); n > 0 {
		return x.stack[n-1].number + 1
	}
	return x.cfg.Deployment.Block
}

// catchUp reads whole ranges of blocks while the index is far behind the head.
func (x *Index) catchUp(ctx context.Context, head chain.Block) error {
	for x.next()+near < head.Number {
		to := min(x.next()+x.cfg.Stride-1, head.Number-near)
		blocks, err := x.read(ctx, x.next(), to)
		if err != nil {
			return err
		}
		if err := x.extend(blocks, true); err != nil {
			return err
		}
	}
	return nil
}

// read gives the blocks of a range that have logs, and the last one as a mark. Each is canonical when it is read.
func (x *Index) read(ctx context.Context, from, to uint64) ([]block, error) {
	logs, err := x.chain.Logs(ctx, chain.Filter{From: from, To: to, Addresses: x.address})
	if err != nil {
		return nil, err
	}
	byNumber := make(map[uint64][]types.Log)
	numbers := []uint64{to}
	for _, log := range logs {
		if len(byNumber[log.BlockNumber]) == 0 && log.BlockNumber != to {
			numbers = append(numbers, log.BlockNumber)
		}
		byNumber[log.BlockNumber] = append(byNumber[log.BlockNumber], log)
	}
	slices.Sort(numbers)
	blocks := make([]block, 0, len(numbers))
	for _, number := range numbers {
		at, err := x.chain.BlockAt(ctx, number)
		if err != nil {
			return nil, err
		}
		b, err := assemble(at, byNumber[number])
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// walk goes from the head back to the newest applied block by parents' hashes, and applies what lies between, oldest first.
func (x *Index) walk(ctx context.Context, head chain.Block) error {
	var path []chain.Block
	from, known := x.next(), common.Hash{}
	if n := len(x.stack); n > 0 {
		known = x.stack[n-1].hash
	}
	for at := head; at.Number >= from; {
		path = append(path, at)
		if at.Number == 0 {
			break
		}
		if at.Number == from {
			if known != (common.Hash{}) && at.Parent != known {
				return errMoved
			}
			break
		}
		parent, err := x.chain.BlockOf(ctx, at.Parent)
		if err != nil {
			return err
		}
		at = parent
	}
	for _, at := range slices.Backward(path) {
		logs, err := x.chain.Logs(ctx, chain.Filter{Block: &at.Hash, Addresses: x.address})
		if err != nil {
			return err
		}
		b, err := assemble(at, logs)
		if err != nil {
			return err
		}
		if err := x.extend([]block{b}, len(logs) > 0); err != nil {
			return err
		}
	}
	return nil
}

// assemble joins a block's head with its logs, in their order, after it has seen that they are its own.
func assemble(at chain.Block, logs []types.Log) (block, error) {
	for _, log := range logs {
		if log.BlockHash != at.Hash {
			return block{}, fmt.Errorf("block %d: %w", at.Number, errMoved)
		}
	}
	slices.SortFunc(logs, func(a, b types.Log) int { return int(a.Index) - int(b.Index) })
	return block{Number: at.Number, Hash: at.Hash, Parent: at.Parent, Time: at.Time, Logs: logs}, nil
}

// extend stores blocks and applies them. Blocks without events are stored now and then only.
func (x *Index) extend(blocks []block, keep bool) error {
	if len(blocks) == 0 {
		return nil
	}
	if !keep {
		x.unwritten += len(blocks)
		keep = x.unwritten >= markEvery
	}
	if keep {
		if err := x.store.write(blocks[0].Number, blocks); err != nil {
			return err
		}
		x.unwritten = 0
	}
	events := false
	defer func() {
		if events {
			x.announce()
		}
	}()
	for _, b := range blocks {
		if err := x.take(b); err != nil {
			return err
		}
		events = events || len(b.Logs) > 0
	}
	return nil
}

// take applies one block.
func (x *Index) take(b block) error {
	events, err := x.table.events(b)
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	c, err := x.state.apply(b, events)
	if err != nil {
		return err
	}
	x.push(applied{b.Number, b.Hash, b.Time, c})
	x.stand()
	return nil
}

// push puts a block on the stack. Blocks without events that are too old to be undone by themselves leave it, but for a mark now and
// then, so that an idle chain costs no memory.
func (x *Index) push(a applied) {
	x.stack = append(x.stack, a)
	old := len(x.stack) - x.cfg.Keep - 1
	if old < 0 {
		return
	}
	if first := x.stack[old]; first.undo != nil && len(first.undo.undo) == 0 && first.number%markEvery != 0 {
		x.stack = slices.Delete(x.stack, old, old+1)
		return
	}
	forget(x.stack, x.cfg.Keep)
}
