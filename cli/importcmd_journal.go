package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/calendar"
)

// journal is what must be the same in every run of one import: from which day terms are counted, and the serials of its rows. It lies
// beside the configuration, by network, obligor and content of the file, and is written before anything is sent: a run after a crash, or on
// the next day, signs the same acts, which relayer and contracts then know.
type journal struct {
	// File is what the file was called; people may look into the folder.
	File    string       `json:"file"`
	Digest  common.Hash  `json:"digest"`
	Obligor uint32       `json:"obligor"`
	AsOf    calendar.Day `json:"asOf"`
	// First is the serial of the row 2, the next row has the next.
	First uint64 `json:"firstSerial"`

	path string
	kept bool // it was there before this run
}

// openJournal reads the journal of an import, or answers a new one that is not kept yet.
func (s *session) openJournal(network common.Hash, obligor uint32, file string, content []byte) (*journal, error) {
	digest := crypto.Keccak256Hash(content)
	j := &journal{File: filepath.Base(file), Digest: digest, Obligor: obligor}
	j.path = filepath.Join(s.place.dir, "imports", fmt.Sprintf("%x-%d-%x.json", network[:6], obligor, digest[:8]))
	text, err := os.ReadFile(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return j, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the journal of this import: %w", err)
	}
	if err := json.Unmarshal(text, j); err != nil {
		return nil, fmt.Errorf("read the journal of this import: %s: %w", j.path, err)
	}
	if j.Digest != digest || j.Obligor != obligor {
		return nil, exitf(ExitConflict, "the journal %s is of another import", j.path)
	}
	j.kept = true
	return j, nil
}

// serial is that of a row.
func (j *journal) serial(row int) uint64 { return j.First + uint64(row-2) }

// keep writes a new journal.
func (j *journal) keep() error {
	if j.kept {
		return nil
	}
	text, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return fmt.Errorf("keep the journal of this import: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(j.path), 0o700); err != nil {
		return fmt.Errorf("keep the journal of this import: %w", err)
	}
	if err := replaceFile(j.path, append(text, '\n')); err != nil {
		return err
	}
	j.kept = true
	return nil
}
