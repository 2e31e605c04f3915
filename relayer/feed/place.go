package feed

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// ErrPlace: a text that is no event's id.
var ErrPlace = errors.New("not an event's id")

// hashBytes is how much of a block's hash is in an id: nobody makes two blocks that have as much in common.
const hashBytes = 16

// Place is where an event is in the chain, which is its name. The zero Place is before all events.
type Place struct {
	Block uint64
	// Log is the number of the event within the block.
	Log uint
	// Hash is the beginning of the block's.
	Hash [hashBytes]byte
}

// placeOf is an event's place.
func placeOf(number uint64, log uint, hash common.Hash) Place {
	p := Place{Block: number, Log: log}
	copy(p.Hash[:], hash[:])
	return p
}

// String is the event's id, "8421-3-9f0c…": block, event in the block, 32 digits of the block's hash.
func (p Place) String() string {
	return fmt.Sprintf("%d-%d-%s", p.Block, p.Log, hex.EncodeToString(p.Hash[:]))
}

// IsZero tells whether it is the place before all events.
func (p Place) IsZero() bool { return p == Place{} }

// ParsePlace reads an event's id; anything that String does not write is ErrPlace.
func ParsePlace(id string) (Place, error) {
	bad := func() (Place, error) { return Place{}, fmt.Errorf("%w: %.100q", ErrPlace, id) }
	parts := strings.Split(id, "-")
	if len(parts) != 3 || len(parts[2]) != 2*hashBytes {
		return bad()
	}
	number, err := strconv.ParseUint(parts[0], 10, 64)
	if err != nil {
		return bad()
	}
	log, err := strconv.ParseUint(parts[1], 10, 32)
	if err != nil {
		return bad()
	}
	p := Place{Block: number, Log: uint(log)}
	if _, err := hex.Decode(p.Hash[:], []byte(parts[2])); err != nil || p.String() != id {
		return bad()
	}
	return p, nil
}
