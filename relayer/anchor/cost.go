package anchor

import (
	"math/big"

	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// cost is what a transaction has cost: gas in gas units, wei nil where the node does not say what gas cost.
type cost struct {
	gas uint64
	wei *big.Int
}

func costOf(receipt *chain.Receipt) cost {
	c := cost{gas: receipt.GasUsed}
	if receipt.GasPrice != nil {
		c.wei = new(big.Int).Mul(receipt.GasPrice, new(big.Int).SetUint64(receipt.GasUsed))
	}
	return c
}

// account tells the metrics what a transaction that is final has cost. One that was mined before this process began is not counted.
func (a *Anchor) account(slot outbox.Slot) {
	if c, seen := a.spent[slot]; seen {
		a.cfg.Metrics.Spent(c.gas, c.wei)
		delete(a.spent, slot)
	}
}
