package anchor

import (
	"time"

	"github.com/tallystick/tallystick/relayer/outbox"
)

// maxBatches is how many transactions of a lane are made together.
const maxBatches = 4

// load is what the next transactions of a lane are to carry.
type load struct {
	lane *lane
	// inFlight is how many of its transactions are unmined, and free how many more may be.
	inFlight, free int
	// room is the most gas, and the most bytes, that a transaction may have.
	room     uint64
	roomSize int
	most     int
	// batches are full. acts are of the one that is not, gas and size what it has.
	batches [][]outbox.Entry
	acts    []outbox.Entry
	gas     uint64
	size    int
	// shut is set where no act is taken now, or none any more.
	shut bool
	// claim is the companies of what is on the lane and not final, and of the acts above.
	claim companies
}

// due are the batches that are to go out now: those that are full, or else the one that is not where nothing is unmined, or where its first act was
// accepted before since.
func (l *load) due(since time.Time) [][]outbox.Entry {
	if len(l.batches) == 0 && len(l.acts) > 0 && (l.inFlight == 0 || l.acts[0].Accepted.Before(since)) {
		return [][]outbox.Entry{l.acts}
	}
	return l.batches
}

// empty begins a batch.
func (l *load) empty() {
	l.acts, l.gas, l.size = nil, 21_000+gasReserve, 4+2*32
}

// next puts the batch to the full ones, and begins another, or takes no more.
func (l *load) next() {
	l.batches = append(l.batches, l.acts)
	l.empty()
	l.shut = len(l.batches) >= min(maxBatches, l.free)
}

// weight is what an act, and what it needs before it, adds to a transaction at the most: gas, and bytes of calldata.
type weight struct {
	gas  uint64
	size int
}

// take adds an act, unless the lane takes none any more: acts keep their order.
func (l *load) take(e outbox.Entry, w weight) bool {
	if !l.shut && len(l.acts) > 0 && (e.Alone || l.gas+w.gas > l.room || l.size+w.size > l.roomSize) {
		l.next()
	}
	if l.shut {
		return false
	}
	l.acts, l.gas, l.size = append(l.acts, e), l.gas+w.gas, l.size+w.size
	if l.claim != nil {
		l.claim.add(e)
	}
	// A payment run of more than half a transaction is as good as a full one: the last of a file need not wait for those before it.
	if e.Alone || len(l.acts) >= l.most || w.size > l.roomSize/2 {
		l.next()
	}
	return true
}
