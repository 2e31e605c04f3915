package outbox

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// schemaVersion is the version that this code writes. A later one brings a migration from each version before it.
const schemaVersion = 1

// The buckets; doc.go says what each maps.
var (
	bucketMeta         = []byte("meta")
	bucketEntries      = []byte("entries")
	bucketSequence     = []byte("sequence")
	bucketNonces       = []byte("nonces")
	bucketQueued       = []byte("queued")
	bucketWaiting      = []byte("waiting")
	bucketCompany      = []byte("company")
	bucketContent      = []byte("content")
	bucketReference    = []byte("reference")
	bucketReservations = []byte("reservations")
	bucketLive         = []byte("live")
	bucketHashes       = []byte("hashes")
	bucketCounts       = []byte("counts")
	bucketShelves      = []byte("shelves")

	metaSchema  = []byte("schema")
	metaChainID = []byte("chain-id")
	metaGenesis = []byte("genesis")
)

// prepare makes the buckets of a new file, and refuses a file of an unknown version before it writes anything.
func (o *Outbox) prepare() error {
	fresh := false
	err := o.db.View(func(tx *bbolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		if meta == nil {
			name, _ := tx.Cursor().First()
			if name != nil {
				return fmt.Errorf("%w: the file has a bucket %q and no version", ErrSchema, name)
			}
			fresh = true
			return nil
		}
		raw := meta.Get(metaSchema)
		if len(raw) != 8 {
			return fmt.Errorf("%w: no version in the file", ErrSchema)
		}
		if found := binary.BigEndian.Uint64(raw); found != schemaVersion {
			return fmt.Errorf("%w %d: this relayer knows version %d; use the relayer that wrote the file", ErrSchema, found, schemaVersion)
		}
		return nil
	})
	if err != nil || !fresh {
		return err
	}
	return o.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{
			bucketMeta, bucketEntries, bucketSequence, bucketNonces, bucketQueued, bucketWaiting, bucketCompany, bucketContent, bucketReference,
			bucketReservations, bucketLive, bucketHashes, bucketCounts, bucketShelves,
		} {
			if _, err := tx.CreateBucket(name); err != nil {
				return fmt.Errorf("make bucket %s: %w", name, err)
			}
		}
		return tx.Bucket(bucketMeta).Put(metaSchema, binary.BigEndian.AppendUint64(nil, schemaVersion))
	})
}

// Bind ties the outbox to a chain on its first call, and from then on fails with ErrOtherChain for any other: nonces and blocks
// of one chain mean nothing on another, even when a reset chain kept its id.
func (o *Outbox) Bind(chainID uint64, genesis common.Hash) error {
	return o.update("bind outbox to chain", func(t *txn) error {
		meta := t.Bucket(bucketMeta)
		id, hash := meta.Get(metaChainID), meta.Get(metaGenesis)
		if id == nil {
			if err := meta.Put(metaChainID, binary.BigEndian.AppendUint64(nil, chainID)); err != nil {
				return err
			}
			return meta.Put(metaGenesis, genesis.Bytes())
		}
		if bound := binary.BigEndian.Uint64(id); bound != chainID || common.BytesToHash(hash) != genesis {
			return fmt.Errorf("%w: it was filled on chain %d with genesis %s, the node is on chain %d with genesis %s; use the data folder of that chain",
				ErrOtherChain, bound, common.BytesToHash(hash), chainID, genesis)
		}
		return nil
	})
}
