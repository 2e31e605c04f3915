package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// rebuildSuffix names the file that a rebuilt index grows in, beside the one in use.
const rebuildSuffix = ".rebuild"

// Rebuilt is what came of Rebuild.
type Rebuilt struct {
	// Block and Hash name the newest block of the new index as it took its place.
	Block uint64
	Hash  common.Hash
	// Differed is set where the old index said something else of that very block than the new one does. That is a fault of this program, or of
	// the disk.
	Differed bool
}

// Rebuild reads everything from the chain anew while the index goes on following and answering, and puts the new state in the place of the old in one
// step, once it is at the head. Until then there are two in memory and on disk. Where it fails, or ctx ends, the index stays as it was. tell, if not
// nil, hears how far it is. One Rebuild at a time.
func (x *Index) Rebuild(ctx context.Context, tell func(Status)) (Rebuilt, error) {
	cfg := x.cfg
	cfg.Path += rebuildSuffix
	if err := os.Remove(cfg.Path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return Rebuilt{}, fmt.Errorf("rebuild index: %w", err)
	}
	fresh, err := Open(x.chain, cfg)
	if err != nil {
		return Rebuilt{}, fmt.Errorf("rebuild index: %w", err)
	}
	result, err := x.overtake(ctx, fresh, tell)
	if err != nil {
		// After the change of places the file is closed and gone from here; closing and removing it again does nothing.
		return result, errors.Join(fmt.Errorf("rebuild index: %w", err), fresh.Close(), removed(cfg.Path))
	}
	return result, nil
}

func removed(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// overtake brings the fresh index to the head, and then this one and the fresh one to the same block, and lets it take this one's place.
func (x *Index) overtake(ctx context.Context, fresh *Index, tell func(Status)) (Rebuilt, error) {
	poll := time.NewTicker(x.cfg.Poll)
	defer poll.Stop()
	for {
		err := fresh.Step(ctx)
		if tell != nil {
			tell(fresh.Status())
		}
		if s := fresh.Status(); err == nil && s.Hash == s.Head.Hash && s.Hash != (common.Hash{}) {
			result, done, err := x.swap(ctx, fresh)
			if err != nil || done {
				return result, err
			}
		} else if err != nil {
			x.cfg.Log.Warn().Err(err).Msg("index: rebuilding; will try again")
		}
		select {
		case <-ctx.Done():
			return Rebuilt{}, ctx.Err()
		case <-poll.C:
		}
	}
}

// swap lets the fresh index take this one's place if both come to the same block; if not, because a block came in between, it is not done.
func (x *Index) swap(ctx context.Context, fresh *Index) (_ Rebuilt, done bool, err error) {
	x.stepping.Lock()
	defer x.stepping.Unlock()
	if err := errors.Join(x.step(ctx), fresh.Step(ctx)); err != nil {
		x.cfg.Log.Warn().Err(err).Msg("index: rebuilding; will try again")
		return Rebuilt{}, false, nil
	}
	there := fresh.Status()
	if x.Status().Hash != there.Hash {
		return Rebuilt{}, false, nil
	}
	result := Rebuilt{Block: there.Block, Hash: there.Hash}
	// Nothing writes to either state now, so that readers need not be held off.
	before, err := x.state.digest()
	if err != nil {
		return result, false, err
	}
	after, err := fresh.state.digest()
	if err != nil {
		return result, false, err
	}
	result.Differed = before != after

	x.file.Lock()
	defer x.file.Unlock()
	if err := x.replaceFile(fresh); err != nil {
		return result, false, err
	}
	x.generation++
	x.mu.Lock()
	x.state, x.stack, x.unwritten = fresh.state, fresh.stack, fresh.unwritten
	x.stand()
	x.mu.Unlock()
	x.announce()
	return result, true, nil
}

// replaceFile puts the fresh index's file in the place of this one's.
func (x *Index) replaceFile(fresh *Index) error {
	// Which blocks left the chain, only who was there knows: those who read on from one of them need it.
	if err := fresh.store.inherit(x.store); err != nil {
		return err
	}
	if err := errors.Join(fresh.store.close(), x.store.close()); err != nil {
		return err
	}
	moved := os.Rename(fresh.cfg.Path, x.cfg.Path)
	// Where it could not be moved, the old one is in use again.
	file, err := openStore(x.cfg.Path, x.identity())
	if err != nil {
		return errors.Join(moved, fmt.Errorf("%w; start the relayer anew", err))
	}
	x.store = file
	return moved
}
