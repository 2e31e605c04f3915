package index_test

import (
	"context"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// liar is a node that answers for the newest block whatever block it is asked about.
type liar struct{ index.Asker }

func (l liar) AskAt(ctx context.Context, call chain.Call, _ *uint64) ([]byte, error) {
	return l.Asker.AskAt(ctx, call, nil)
}
