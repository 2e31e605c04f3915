package report

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/ref"
)

// share is what a pledgee is to get of a lot.
type share struct {
	pledgee uint32
	amount  amount.Amount
}

// under is the pledge that a lot is under: the newest of its records, while it bears the mark.
func (b books) under(lot Lot) (Pledge, bool) {
	if !lot.has("pledged") {
		return Pledge{}, false
	}
	newest := b.records[lot.Record]
	for newest.Number != 0 && newest.Kind != "pledge" {
		newest = b.records[newest.Next]
	}
	pledge, known := b.pledges[newest.Act]
	return pledge, known
}

// divide says what of each pledged lot goes to its pledgee before its holder: all that may be expected on it, up to what is still secured.
// Where several lots are under one pledge, they are taken in their order.
func (b books) divide() map[ref.Lot]share {
	parts, taken := make(map[ref.Lot]share), make(map[common.Hash]amount.Amount)
	for _, lot := range b.Lots {
		if pledge, under := b.under(lot); under {
			part := min(lot.Expected(), max(0, pledge.Secured-pledge.Received-taken[pledge.ID]))
			taken[pledge.ID] += part
			parts[lot.ID] = share{pledge.Pledgee, part}
		}
	}
	return parts
}
