package index_test

import (
	"context"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// liar is a node that answers for the newest block whatever block it is asked about.
type liar struct{ index.Asker }

func (l liar) AskAt(ctx context.Context, call chain.Call, _ *uint64) ([]byte, error) {
	return l.Asker.AskAt(ctx, call, nil)
}

// hider is a node that keeps the events of blocks from who asks for them.
type hider struct {
	*chain.Client
	hide bool
}

// Logs are the node's, or none.
func (h *hider) Logs(ctx context.Context, filter chain.Filter) ([]types.Log, error) {
	if h.hide {
		return nil, nil
	}
	return h.Client.Logs(ctx, filter)
}
