package index

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
)

// block is a block's head with the logs of the deployment's contracts in it.
type block struct {
	Number uint64
	Hash   common.Hash
	Parent common.Hash
	Time   uint64
	Logs   []types.Log
}

// record is a block as the file has it, in RLP: a million events are to be read at each start.
type record struct {
	Number       uint64
	Hash, Parent common.Hash
	Time         uint64
	Logs         []recordLog
}

// recordLog is what of a log its block does not say.
type recordLog struct {
	Address common.Address
	Topics  []common.Hash
	Data    []byte
	Tx      common.Hash
	TxIndex uint
	Index   uint
	Removed bool
}

// encode gives a block as the file has it.
func (b block) encode() ([]byte, error) {
	r := record{Number: b.Number, Hash: b.Hash, Parent: b.Parent, Time: b.Time, Logs: make([]recordLog, len(b.Logs))}
	for i, l := range b.Logs {
		r.Logs[i] = recordLog{l.Address, l.Topics, l.Data, l.TxHash, l.TxIndex, l.Index, l.Removed}
	}
	return rlp.EncodeToBytes(&r)
}

// decodeBlock reads a block that the file has under a key.
func decodeBlock(key, raw []byte) (block, error) {
	var r record
	if err := rlp.DecodeBytes(raw, &r); err != nil {
		return block{}, fmt.Errorf("block %x: %w", key, err)
	}
	b := block{Number: r.Number, Hash: r.Hash, Parent: r.Parent, Time: r.Time}
	for _, l := range r.Logs {
		b.Logs = append(b.Logs, types.Log{
			Address: l.Address, Topics: l.Topics, Data: l.Data, TxHash: l.Tx, TxIndex: l.TxIndex, Index: l.Index, Removed: l.Removed,
			BlockNumber: r.Number, BlockHash: r.Hash, BlockTimestamp: r.Time,
		})
	}
	return b, nil
}
