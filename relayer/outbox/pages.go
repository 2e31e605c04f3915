package outbox

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// bbolt's own check follows whatever a damaged page says: it ends the process where that lies outside of the file, and does not end where a page
// says that it is four billion pages long. So the pages are read here, by their numbers in the file and never beyond what is there. It is the
// same that bbolt's check finds: each page is used once or free once, and keys are in order.

// The kinds of pages, by bbolt's flags, and the sizes of their parts in bytes.
const (
	branchPage, leafPage, freelistPage = 0x01, 0x02, 0x10

	pageHeader, pageElement, bucketHeader = 16, 16, 16
	// inBucket marks a leaf's element whose value is a bucket.
	inBucket = 0x01
	// deepest is how many pages a path has at most; a bucket of 2^64 keys would not need them all.
	deepest = 64
)

// pages are those of a file as of one transaction.
type pages struct {
	file io.ReaderAt
	// size is that of a page in bytes; used has one for each page of the transaction, set for those that something has led to.
	size uint64
	used []bool
}

// page is a page with those that it runs on over.
type page struct {
	id    uint64
	kind  uint16
	count int
	raw   []byte
}

// checkPages reads every page that a transaction uses, and gives the first damage.
func checkPages(tx *bbolt.Tx) error {
	file, err := os.Open(filepath.Clean(tx.DB().Path()))
	if err != nil {
		return err
	}
	defer file.Close()
	p := pages{file: file, size: uint64(tx.DB().Info().PageSize)}
	if uint64(tx.Size()) < 2*p.size {
		return broken("it has %d bytes", tx.Size())
	}
	if there, err := file.Stat(); err != nil || there.Size() < tx.Size() {
		return errors.Join(err, broken("%d bytes of it are missing", tx.Size()-there.Size()))
	}
	p.used = make([]bool, uint64(tx.Size())/p.size)
	p.used[0], p.used[1] = true, true
	freelist, found, err := p.freelist(uint64(tx.ID()))
	if err != nil {
		return err
	}
	if err := p.walk(uint64(tx.Cursor().Bucket().Root()), nil, nil, 0); err != nil || !found {
		return err
	}
	return p.free(freelist)
}

// broken is an ErrDamaged, with what is wrong.
func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s; %s", ErrDamaged, fmt.Sprintf(format, args...), rebuildHint)
}

// freelist is the page of the list of free pages that a transaction has. It is not found where the transaction has none, or others have written
// both of the pages that could say so since.
func (p *pages) freelist(transaction uint64) (id uint64, found bool, err error) {
	const list, number = pageHeader + 32, pageHeader + 48 // behind magic, version, page size, flags and the root bucket; and behind the high-water mark
	for at := range uint64(2) {
		meta := make([]byte, number+8)
		if _, err := p.file.ReadAt(meta, int64(at*p.size)); err != nil {
			return 0, false, err
		}
		if word(meta[number:]) == transaction {
			id = word(meta[list:])
			return id, id != 1<<64-1, nil
		}
	}
	return 0, false, nil
}

// read reads a page, which nothing may have led to before.
func (p *pages) read(id uint64) (page, error) {
	if id >= uint64(len(p.used)) {
		return page{}, broken("page %d of %d is used", id, len(p.used))
	}
	header := make([]byte, pageHeader)
	if _, err := p.file.ReadAt(header, int64(id*p.size)); err != nil {
		return page{}, err
	}
	more := uint64(binary.NativeEndian.Uint32(header[12:]))
	if word(header) != id || id+more >= uint64(len(p.used)) {
		return page{}, broken("page %d says that it is page %d and runs on over %d more, of %d", id, word(header), more, len(p.used))
	}
	for i := id; i <= id+more; i++ {
		if p.used[i] {
			return page{}, broken("page %d is used twice", i)
		}
		p.used[i] = true
	}
	raw := make([]byte, (more+1)*p.size)
	if _, err := p.file.ReadAt(raw, int64(id*p.size)); err != nil {
		return page{}, err
	}
	return parse(id, raw), nil
}

// parse reads the header of a page, of a whole one or one within a bucket's value.
func parse(id uint64, raw []byte) page {
	return page{id: id, kind: binary.NativeEndian.Uint16(raw[8:]), count: int(binary.NativeEndian.Uint16(raw[10:])), raw: raw}
}

// walk reads the tree under a page, whose keys are to be from least on and below most; nil: any.
func (p *pages) walk(id uint64, least, most []byte, depth int) error {
	if depth > deepest {
		return broken("page %d lies more than %d pages deep", id, deepest)
	}
	here, err := p.read(id)
	if err != nil {
		return err
	}
	switch here.kind {
	case leafPage:
		return p.leaf(here, least, most, depth)
	case branchPage:
		return p.branch(here, least, most, depth)
	}
	return broken("page %d is of kind %#x", id, here.kind)
}

// part is a piece of a page that an element says where it lies, counted from the element.
func (h page) part(element int, at, length uint64) ([]byte, error) {
	from := uint64(element) + at
	if from+length > uint64(len(h.raw)) {
		return nil, broken("something of page %d lies outside of it", h.id)
	}
	return h.raw[from : from+length], nil
}

// element is where an element lies in the page.
func (h page) element(i int) (int, error) {
	at := pageHeader + i*pageElement
	if at+pageElement > len(h.raw) {
		return 0, broken("page %d has no room for its %d elements", h.id, h.count)
	}
	return at, nil
}

func (p *pages) branch(here page, least, most []byte, depth int) error {
	type child struct {
		key []byte
		id  uint64
	}
	children := make([]child, here.count)
	for i := range children {
		at, err := here.element(i)
		if err != nil {
			return err
		}
		key, err := here.part(at, half(here.raw[at:]), half(here.raw[at+4:]))
		if err != nil {
			return err
		}
		children[i] = child{key: key, id: word(here.raw[at+8:])}
		if least, err = here.follow(key, least, most, i == 0); err != nil {
			return err
		}
	}
	if len(children) == 0 {
		return broken("page %d is a branch with nothing on it", here.id)
	}
	for i, c := range children {
		end := most
		if i+1 < len(children) {
			end = children[i+1].key
		}
		if err := p.walk(c.id, c.key, end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) leaf(here page, least, most []byte, depth int) error {
	for i := range here.count {
		at, err := here.element(i)
		if err != nil {
			return err
		}
		start, keySize := half(here.raw[at+4:]), half(here.raw[at+8:])
		key, err := here.part(at, start, keySize)
		if err != nil {
			return err
		}
		value, err := here.part(at, start+keySize, half(here.raw[at+12:]))
		if err != nil {
			return err
		}
		if least, err = here.follow(key, least, most, i == 0); err != nil {
			return err
		}
		if half(here.raw[at:])&inBucket == 0 {
			continue
		}
		if err := p.bucket(here.id, value, depth); err != nil {
			return err
		}
	}
	return nil
}

// follow tells whether a key stands where it may, and returns it: the next one must be above it.
func (h page) follow(key, least, most []byte, first bool) ([]byte, error) {
	order := bytes.Compare(key, least)
	if order < 0 || order == 0 && !first || most != nil && bytes.Compare(key, most) >= 0 {
		return nil, broken("key %x of page %d is out of order", key, h.id)
	}
	return key, nil
}

// bucket reads a bucket by its value: its first page, or a leaf within the value.
func (p *pages) bucket(id uint64, value []byte, depth int) error {
	if len(value) < bucketHeader {
		return broken("page %d has a bucket of %d bytes", id, len(value))
	}
	if root := word(value); root != 0 {
		return p.walk(root, nil, nil, depth+1)
	}
	if len(value) < bucketHeader+pageHeader {
		return broken("page %d has a bucket of %d bytes", id, len(value))
	}
	inner := parse(id, value[bucketHeader:])
	if inner.kind != leafPage || depth > deepest {
		return broken("page %d has a bucket within it that is no leaf", id)
	}
	return p.leaf(inner, nil, nil, depth+1)
}

// free reads the list of free pages: all those that nothing has led to, each once.
func (p *pages) free(id uint64) error {
	list, err := p.read(id)
	if err != nil {
		return err
	}
	first, count := pageHeader, uint64(list.count)
	if list.count == 1<<16-1 {
		// So many that their number stands in front of them.
		first, count = pageHeader+8, word(list.raw[pageHeader:])
	}
	if list.kind != freelistPage || count > uint64(len(list.raw)-first)/8 {
		return broken("page %d is no list of %d free pages", id, count)
	}
	for i := range int(count) {
		free := word(list.raw[first+8*i:])
		if free >= uint64(len(p.used)) || p.used[free] {
			return broken("page %d is called free, and is not", free)
		}
		p.used[free] = true
	}
	for id, used := range p.used {
		if !used {
			return broken("page %d is neither used nor free", id)
		}
	}
	return nil
}

func word(raw []byte) uint64 { return binary.NativeEndian.Uint64(raw) }

func half(raw []byte) uint64 { return uint64(binary.NativeEndian.Uint32(raw)) }
