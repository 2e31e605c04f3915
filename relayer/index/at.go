package index

import (
	"encoding/json"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// At is where on the chain something happened; the zero At is nowhere, and all that it says is zero. A million facts have one, so it is small: what
// the events of a transaction share, they share.
type At struct {
	place *place
	log   uint32
}

// place is a transaction in a block.
type place struct {
	block, time uint64
	hash, tx    common.Hash
}

// Block is the block's number; zero for nowhere.
func (a At) Block() uint64 { return a.there().block }

// Hash is the block's.
func (a At) Hash() common.Hash { return a.there().hash }

// Time is the block's, in Unix seconds.
func (a At) Time() uint64 { return a.there().time }

// Tx is the transaction's hash.
func (a At) Tx() common.Hash { return a.there().tx }

// Log is the number of the event within the block.
func (a At) Log() uint { return uint(a.log) }

// When is the block's time.
func (a At) When() time.Time { return time.Unix(int64(a.Time()), 0).UTC() }

// Equal tells whether two are the same place, of one index or of two.
func (a At) Equal(b At) bool { return a.log == b.log && a.there() == b.there() }

// MarshalJSON writes what Dump shows of it.
func (a At) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Block uint64
		Hash  common.Hash
		Time  uint64
		Tx    common.Hash
		Log   uint
	}{a.Block(), a.Hash(), a.Time(), a.Tx(), a.Log()})
}

func (a At) there() place {
	if a.place == nil {
		return place{}
	}
	return *a.place
}

// happening is where an event of a block happened. An event of the transaction of the one before it shares its place.
func happening(b block, tx common.Hash, log uint, before At) At {
	here := place{block: b.Number, time: b.Time, hash: b.Hash, tx: tx}
	if before.place == nil || *before.place != here {
		before.place = &here
	}
	return At{before.place, uint32(log)}
}
