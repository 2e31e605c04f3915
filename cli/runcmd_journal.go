package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/cli/payment"
)

// runJournal is what must be the same in every run of `tally voucher pay` over one file: its rows, and the signed acts that pay them. It
// lies beside the configuration, by network, company and content of the file, and is on the disk before anything is sent: a command after
// a crash sends the same acts, which relayer and contracts then know. An act that did not come about is signed again under the same
// serial, and no contract takes two acts of one serial, so whatever becomes of the earlier one its rows are paid once.
//
//	no journal ── signed ──▶ begun ── every act done ──▶ done ── --again ──▶ another journal
type runJournal struct {
	// File is what the file was called; people may look into the folder.
	File    string      `json:"file"`
	Digest  common.Hash `json:"digest"`
	Company uint32      `json:"company"`
	// Again counts how often the file was paid before.
	Again    int           `json:"again"`
	Terms    common.Hash   `json:"terms"`
	Currency currency.Code `json:"currency"`
	Total    amount.Amount `json:"total"`
	Begun    time.Time     `json:"begun"`
	// Done is the day on which the last act was seen done; nil before.
	Done *calendar.Day `json:"done"`
	// References are marks of the rows that have one; they stand before the rows, so that who looks for a reference need not read those.
	References []byte     `json:"references"`
	Rows       []runRow   `json:"rows"`
	Parts      []*runPart `json:"parts"`

	path string
	kept bool   // it was there before this command
	text []byte // the rows in the form that the terms are the digest of, once they are written
}

// runPart is one act of a run. State is what was last seen of it:
//
//	"" (signed) ──▶ done;  "" ──▶ failed ── signed again ──▶ ""
type runPart struct {
	Serial uint64         `json:"serial"`
	Lot    ref.Lot        `json:"lot"`
	Units  ref.Units      `json:"units"`
	Leaves []payment.Leaf `json:"leaves"`
	AtOnce bool           `json:"atOnce"`
	Act    act.Signed     `json:"act"`
	State  string         `json:"state"`

	job *job
	tx  *common.Hash // of a direct call
}

// The states of a part beside the one that has no word.
const (
	partDone   = "done"
	partFailed = "failed"
)

// message is the part's act.
func (part *runPart) message() contracts.PayRun {
	message, _ := part.Act.Message.(contracts.PayRun)
	return message
}

// name is the part's, P41-7.
func (part *runPart) name(company uint32) string {
	return ref.Run{Company: company, Serial: part.Serial}.String()
}

// names are those of all parts: P41-7 to P41-9.
func (j *runJournal) names() string {
	var names []string
	for _, part := range j.Parts {
		names = append(names, part.name(j.Company))
	}
	if len(names) > 3 {
		return names[0] + " … " + names[len(names)-1]
	}
	return strings.Join(names, ", ")
}

// journalOf finds the journal of a file that was begun and is not done, or answers a new one that is not kept yet. A file that was paid is
// refused, unless it is to be paid again.
func (p *paying) journalOf(content []byte) (*runJournal, error) {
	digest := crypto.Keccak256Hash(content)
	for again := 0; ; again++ {
		j := &runJournal{File: filepath.Base(p.path), Digest: digest, Company: p.company.ID}
		p.locate(j, again)
		err := readRunJournal(j.path, j)
		if errors.Is(err, fs.ErrNotExist) {
			return j, nil
		}
		if err != nil {
			return nil, err
		}
		if j.Digest != digest || j.Company != p.company.ID {
			return nil, exitf(ExitConflict, "the journal %s is of another run", j.path)
		}
		if j.kept = true; j.Done == nil {
			return j, nil
		}
		if !p.c.Bool("again") {
			return nil, alreadyPaid(j.names(), *j.Done)
		}
	}
}

// locate says which of a file's journals one is.
func (p *paying) locate(j *runJournal, again int) {
	j.Again = again
	j.path = filepath.Join(p.runFolder(), fmt.Sprintf("%x-%d-%x-%d.json", p.bulk.network.Salt[:6], p.company.ID, j.Digest[:8], again))
}

// alreadyPaid is the refusal of a file that was paid.
func alreadyPaid(names string, day calendar.Day) error {
	return exitf(ExitConflict, "already paid as %s on %s", names, day.String()).hintf("use --again to pay it again")
}

func (s *session) runFolder() string { return filepath.Join(s.place.dir, "runs") }

func readRunJournal(path string, into *runJournal) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the journal of this run: %w", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("read the journal of this run: %s: %w", path, err)
	}
	into.path = path
	return nil
}

// begin writes a new journal, with its rows beside it in the form that the terms are the digest of. Another command that began the same
// file meanwhile is a conflict.
func (j *runJournal) begin(now time.Time) error {
	j.Begun = now.UTC().Truncate(time.Second)
	folder := filepath.Dir(j.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("keep the journal of this run: %w", err)
	}
	j.digestRows()
	rows := strings.TrimSuffix(j.path, ".json") + ".csv"
	if err := replaceFile(rows, j.text); err != nil {
		return err
	}
	j.References = referencesOf(j.Rows)
	text, err := json.Marshal(j)
	if err != nil {
		return fmt.Errorf("keep the journal of this run: %w", err)
	}
	whole := j.path + ".new"
	if err := replaceFile(whole, text); err != nil {
		return err
	}
	defer func() { _ = os.Remove(whole) }()
	// A link, unlike a new name, never takes the place of what is there.
	if err := os.Link(whole, j.path); errors.Is(err, fs.ErrExist) {
		return exitf(ExitConflict, "another command began to pay this file a moment ago").hintf("run this one again when it has ended; it goes on where that was")
	} else if err != nil {
		return fmt.Errorf("keep the journal of this run: %w", err)
	}
	j.kept = true
	return syncFolder(folder)
}

// save writes what has changed of a journal that is there.
func (j *runJournal) save() error {
	text, err := json.Marshal(j)
	if err != nil {
		return fmt.Errorf("keep the journal of this run: %w", err)
	}
	if err := replaceFile(j.path, text); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(j.path))
}

// lotUse is how much a run takes of a lot.
type lotUse struct {
	id    ref.Lot
	due   calendar.Day
	taken amount.Amount
}

// cutRow is a row that is paid in more than one piece.
type cutRow struct {
	number, pieces int
	amount         amount.Amount
}

// cutRows are those of the journal.
func (j *runJournal) cutRows() []cutRow {
	pieces := make(map[int]int)
	for _, part := range j.Parts {
		for _, leaf := range part.Leaves {
			pieces[leaf.Row]++
		}
	}
	var cut []cutRow
	for i, row := range j.Rows {
		if pieces[i] > 1 {
			cut = append(cut, cutRow{row.Number, pieces[i], row.Amount})
		}
	}
	return cut
}
