package outbox

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
)

// SchemaVersion is the version of a file that this code writes. It reads every version before it.
const SchemaVersion = 4

// The buckets; doc.go says what each maps.
var (
	bucketMeta      = []byte("meta")
	bucketActs      = []byte("acts")
	bucketCalldata  = []byte("calldata")
	bucketIDs       = []byte("ids")
	bucketNonces    = []byte("nonces")
	bucketQueued    = []byte("queued")
	bucketWaiting   = []byte("waiting")
	bucketCompany   = []byte("company")
	bucketReference = []byte("reference")
	bucketSlots     = []byte("slots")
	bucketLive      = []byte("live")
	bucketHashes    = []byte("hashes")
	bucketRaw       = []byte("raw")
	bucketCounts    = []byte("counts")
	bucketShelves   = []byte("shelves")
	bucketClosed    = []byte("closed")
	bucketElsewhere = []byte("elsewhere")

	metaSchema  = []byte("schema")
	metaChainID = []byte("chain-id")
	metaGenesis = []byte("genesis")
)

// schemaOf is the version of a file; zero for one that has nothing in it. ErrSchema: it is none that this code knows.
func schemaOf(tx *bbolt.Tx) (uint64, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return 0, fmt.Errorf("%w: the file has a bucket %q and no version", ErrSchema, name)
		}
		return 0, nil
	}
	raw := meta.Get(metaSchema)
	if len(raw) != 8 {
		return 0, fmt.Errorf("%w: no version in the file", ErrSchema)
	}
	found := binary.BigEndian.Uint64(raw)
	if found == 0 || found > SchemaVersion {
		return 0, fmt.Errorf("%w %d: this relayer knows version %d; use the relayer that wrote the file", ErrSchema, found, SchemaVersion)
	}
	return found, nil
}

// prepare makes the buckets of a new file, brings one of an older version up to date, and refuses one of an unknown version before it
// writes anything.
func (o *Outbox) prepare() error {
	var found uint64
	err := reading(o.db, func(tx *bbolt.Tx) error {
		var err error
		if found, err = schemaOf(tx); err != nil {
			return err
		}
		return complete(tx, found)
	})
	switch {
	case err != nil:
		return err
	case found == SchemaVersion:
		return nil
	case found == 0:
		return o.write(create)
	}
	copied := fmt.Sprintf("%s.v%d", o.db.Path(), found)
	part := copied + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("copy before the change of version: %w", err)
	}
	if err := errors.Join(backup(o.db, part), os.Rename(part, copied)); err != nil {
		return fmt.Errorf("copy before the change of version: %w", err)
	}
	return o.write(func(t *txn) error { return migrate(t, found) })
}

// buckets are those that a file of this version has.
func buckets() [][]byte {
	return [][]byte{
		bucketMeta, bucketActs, bucketCalldata, bucketIDs, bucketNonces, bucketQueued, bucketWaiting, bucketCompany, bucketReference,
		bucketSlots, bucketLive, bucketHashes, bucketRaw, bucketCounts, bucketShelves, bucketClosed, bucketElsewhere,
	}
}

// bucketsOf are those that a file of a version has, and that are read of it; none of a file that has nothing in it.
func bucketsOf(version uint64) [][]byte {
	switch version {
	case 0:
		return nil
	case 1, 2:
		return [][]byte{bucketMeta, oldEntries, oldSequence, oldReservations, oldContent, bucketLive, bucketHashes, bucketCounts, bucketShelves}
	case 3:
		return append(buckets(), oldContent)
	}
	return buckets()
}

// create makes a new outbox.
func create(t *txn) error {
	for _, name := range buckets() {
		if _, err := t.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("make bucket %s: %w", name, err)
		}
	}
	return t.putSchema()
}

// complete tells whether a file of a version has all of its buckets: pages may be sound, and a name be spoilt.
func complete(tx *bbolt.Tx, version uint64) error {
	for _, name := range bucketsOf(version) {
		if tx.Bucket(name) == nil {
			return broken("it has no bucket %q", name)
		}
	}
	return nil
}

func (t *txn) putSchema() error {
	return t.Bucket(bucketMeta).Put(metaSchema, binary.BigEndian.AppendUint64(nil, SchemaVersion))
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
