package outbox

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"
)

// What lies in the file is RLP: an act changes its state five times on its way, and each time its record is read and written. Fields may be
// added at the end only, and marked `rlp:"optional"`; any other change is a new SchemaVersion. Times are nanoseconds since 1970, UTC.

// actRecord is an Entry without its sequence number, which is its key, and without what hardly ever changes and is large: its calldata.
type actRecord struct {
	ID, Content    common.Hash
	Reference, Act string
	Target         common.Address
	Gas            uint32
	Key            common.Address
	Nonce          uint64
	Companies      []uint32
	Accepted       uint64
	State          uint8
	History        []lineRecord
	Sender         common.Address
	SenderNonce    uint64
	Tx, Block      common.Hash
	Height, Index  uint64
	GasUsed        uint64
	Result         string
	Refusal        []byte
	Alone          bool
	Fingerprint    common.Hash
}

type lineRecord struct {
	At    uint64
	State uint8
	Note  string
}

// encodeAct is the record of an entry.
func encodeAct(e Entry) ([]byte, error) {
	r := actRecord{
		ID: e.ID, Content: e.Content, Reference: e.Reference, Act: e.Act, Target: e.Target, Gas: e.Gas, Key: e.Key, Nonce: e.Nonce,
		Companies: e.Companies, Accepted: nanoseconds(e.Accepted), State: uint8(e.State), History: make([]lineRecord, len(e.History)),
		Sender: e.Sender, SenderNonce: e.SenderNonce, Tx: e.Tx, Block: e.Block, Height: e.Height, Index: uint64(e.Index), GasUsed: e.GasUsed,
		Result: string(e.Result), Refusal: e.Refusal, Alone: e.Alone, Fingerprint: e.Fingerprint,
	}
	for i, line := range e.History {
		r.History[i] = lineRecord{At: nanoseconds(line.At), State: uint8(line.State), Note: line.Note}
	}
	return rlp.EncodeToBytes(&r)
}

// decodeAct reads a record: all of the entry but its calldata.
func decodeAct(seq uint64, raw []byte) (Entry, error) {
	var r actRecord
	if err := rlp.DecodeBytes(raw, &r); err != nil {
		return Entry{}, err
	}
	if r.Index > math.MaxInt32 {
		return Entry{}, fmt.Errorf("place %d in a batch", r.Index)
	}
	e := Entry{
		ID: r.ID, Content: r.Content, Reference: r.Reference, Act: r.Act, Target: r.Target, Gas: r.Gas, Key: r.Key, Nonce: r.Nonce,
		Companies: orNone(r.Companies), Seq: seq, Accepted: instant(r.Accepted), State: State(r.State), History: make([]Line, len(r.History)),
		Sender: r.Sender, SenderNonce: r.SenderNonce, Tx: r.Tx, Block: r.Block, Height: r.Height, Index: int(r.Index), GasUsed: r.GasUsed,
		Result: Result(r.Result), Refusal: orNone(r.Refusal), Alone: r.Alone, Fingerprint: r.Fingerprint,
	}
	for i, line := range r.History {
		e.History[i] = Line{At: instant(line.At), State: State(line.State), Note: line.Note}
	}
	return e, nil
}

// reservationRecord is a Reservation without its slot, which is its key, and without the transactions' bytes.
type reservationRecord struct {
	Entries                   []common.Hash
	Attempts                  []attemptRecord
	Stage                     string
	Sent, Cancelled, Reopened bool
	Held                      string
	Tx, Block                 common.Hash
	Height                    uint64
}

type attemptRecord struct {
	Hash           common.Hash
	FeeCap, TipCap *big.Int
	At, Height     uint64
	Cancels        bool
}

func encodeReservation(r Reservation) ([]byte, error) {
	record := reservationRecord{
		Entries: r.Entries, Attempts: make([]attemptRecord, len(r.Attempts)), Stage: string(r.Stage), Sent: r.Sent, Cancelled: r.Cancelled,
		Reopened: r.Reopened, Held: r.Held, Tx: r.Tx, Block: r.Block, Height: r.Height,
	}
	for i, a := range r.Attempts {
		record.Attempts[i] = attemptRecord{Hash: a.Hash, FeeCap: a.FeeCap, TipCap: a.TipCap, At: nanoseconds(a.At), Height: a.Height, Cancels: a.Cancels}
	}
	return rlp.EncodeToBytes(&record)
}

// decodeReservation reads a record: all of the reservation but its transactions' bytes.
func decodeReservation(slot Slot, raw []byte) (Reservation, error) {
	var record reservationRecord
	if err := rlp.DecodeBytes(raw, &record); err != nil {
		return Reservation{}, err
	}
	r := Reservation{
		Slot: slot, Entries: orNone(record.Entries), Attempts: orNone(make([]Attempt, len(record.Attempts))), Stage: Stage(record.Stage), Sent: record.Sent,
		Held: record.Held, Cancelled: record.Cancelled, Reopened: record.Reopened, Tx: record.Tx, Block: record.Block, Height: record.Height,
	}
	for i, a := range record.Attempts {
		r.Attempts[i] = Attempt{Hash: a.Hash, FeeCap: a.FeeCap, TipCap: a.TipCap, At: instant(a.At), Height: a.Height, Cancels: a.Cancels}
	}
	return r, nil
}

func nanoseconds(at time.Time) uint64 { return uint64(at.UnixNano()) }

func instant(nanoseconds uint64) time.Time { return time.Unix(0, int64(nanoseconds)).UTC() }

// orNone is nil for an empty list, as the entry had it.
func orNone[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
