package index

import (
	"bytes"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// FuzzBlock asserts that what the file has under a key is an error, or a block that is written as just these bytes.
func FuzzBlock(f *testing.F) {
	raw, err := block{
		Number: 7, Hash: common.Hash{7}, Parent: common.Hash{6}, Time: 5,
		Logs: []types.Log{{Address: common.Address{1}, Topics: []common.Hash{{2}, {3}}, Data: []byte{4}, Index: 1, Removed: true}},
	}.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(raw[:len(raw)-1])
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := decodeBlock(blockKey(7), raw)
		if err != nil {
			return
		}
		written, err := b.encode()
		if err != nil || !bytes.Equal(written, raw) {
			t.Errorf("%x is written as %x, %v", raw, written, err)
		}
	})
}
